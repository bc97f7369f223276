"""A certificate breaks a rule that strict clients hold it to.

## What happens
Most clients connect, and some refuse the chain after an update: Python 3.13 with "Missing Authority
Key Identifier", "Missing Subject Key Identifier" or "Basic Constraints of CA cert not marked
critical"; rustls with `UnsupportedCertVersion`; Go with "negative serial number"; Apple's systems
with "not standards compliant".
## Why
The CA or its tool does not follow RFC 5280: it leaves extensions out, or does not mark them
critical. Many inspecting products and home-made CAs are of that kind. OpenSSL looks at it with its
strict flag only, which Python turned on in 3.13; every other library has a selection of its own.
## How we tell
Every certificate of the path, its root included, is held to the rules that current clients are
known to enforce, and each rule says who they are. What works here is at risk only; rules that
nobody enforces are a note.
## Fix
Have the CA or the certificate made anew by a current tool, which sets all of that; of an inspecting
product, its maker has newer ones. As a stop-gap Python's context takes it again without
`VERIFY_X509_STRICT`, and everything else is still verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from tlswhy.causes.certificate import refused_elsewhere
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told
from tlswhy.model.facts.certificate import CertificateProblem
from tlswhy.pki.clients import PYTHON

CODES = (
    *("no-authority-key-id", "no-subject-key-id", "ca-not-critical", "ca-without-key-usage"),
    *("ca-without-constraints", "signs-without-ca", "path-length-without-ca", "empty-issuer"),
    *("empty-subject", "empty-san", "san-not-critical", "old-version", "negative-serial"),
    "no-extended-key-usage",
)
ODD = ("odd-encoding", "zero-serial", "long-serial")


def look(case: Case) -> Iterator[Clue]:
    for clue in refused_elsewhere(case, *CODES):
        forged = clue.acts is Party.MIDDLEBOX
        first = Remedy.FIX_INTERCEPTOR if forged else Remedy.REISSUE_BY_THE_RULES
        remedies: tuple[Remedy, ...] = (first,)
        problems = [fact for fact in clue.evidence if isinstance(fact, CertificateProblem)]
        if any(PYTHON in problem.refused_by for problem in problems):
            remedies = (first, Remedy.RELAX_STRICT_CHECKS)
        yield structs.replace(clue, remedies=remedies)


def note(case: Case) -> Iterator[str]:
    """What is against RFC 5280 in the leaf, and refused by no client that is in use."""
    for problem in case.all(CertificateProblem, hop=case.target_hop):
        if problem.kind in ODD and not problem.index:
            yield f"{problem.says}; RFC 5280 forbids it, and current clients take it"


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    note=note,
    remedies=(Remedy.REISSUE_BY_THE_RULES, Remedy.FIX_INTERCEPTOR, Remedy.RELAX_STRICT_CHECKS),
    references=(
        "RFC 5280 sections 4.1 and 4.2",
        "Python, ssl.VERIFY_X509_STRICT",
        "OpenSSL, X509_V_FLAG_X509_STRICT",
        "Go 1.23, x509negativeserial",
        "Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15",
    ),
    after_handshake=True,
    told=Told(
        says={"verify strict": 3.4, "verify failed": 0.2, "verify lifetime": 0.2},
        beside={"changed client": 0.3, "verify purpose": -1.5},
        test=(
            "Without the strict flag (VERIFY_X509_STRICT), or in Python 3.12, the same chain "
            "passes."
        ),
    ),
)
