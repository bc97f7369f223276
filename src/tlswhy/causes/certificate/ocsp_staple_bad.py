"""The OCSP response that the server staples is missing, old or wrong.

## What happens
Some clients refuse the server and others never notice. GnuTLS says that the OCSP data are old, the
status invalid, or the demanded status missing; `curl --cert-status` ends with error 91; Firefox
shows MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING, SEC_ERROR_OCSP_OLD_RESPONSE or another of
its OCSP errors; a few send the alert `bad_certificate_status_response` (113). OpenSSL, Python, Go,
Node and plain curl do not look.
## Why
The server cannot reach its CA's responder (a firewall, no resolver) or the responder is gone, and
it goes on stapling what it had; a file with a response is not renewed, or belongs to the old
certificate; or the certificate demands a staple (must-staple) and stapling is off.
## How we tell
We read the stapled response: its dates, the certificate it is about and its signature. If the
certificate has the TLS feature extension and no answer comes although we asked, that is it.
## Fix
Let the server fetch its responses, with a resolver and a way out to the responder, or stop
stapling. If the certificate is must-staple and its CA has no responder any more, have it reissued
without that. Apache must not pass on the responder's errors: SSLStaplingReturnResponderErrors off.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import LeafSeen, StapleSeen

# What `curl --cert-status` refuses and GnuTLS 3.7 too, but for a responder that another CA of the
# chain allows: GnuTLS takes that one.
REFUSED = ("missing", "out-of-date", "another-certificate", "signature", "unsigned-by-issuer")
# What only some refuse, unless the certificate demands a good one: GnuTLS lets these pass.
DOUBTFUL = ("error-status", "not-yet", "unreadable")


def look(case: Case) -> Iterator[Clue]:
    staple = case.last(StapleSeen, hop=case.target_hop)
    leaf = case.last(LeafSeen, hop=case.target_hop)
    if staple is None or leaf is None or _is_about_revocation(staple):
        return
    demanded = leaf.must_staple and staple.problem in DOUBTFUL
    unknown = staple.status == "unknown" and not staple.problem
    if staple.problem in REFUSED or demanded or unknown:
        verdict = Verdict.CERTAIN if case.works else Verdict.LIKELY
        yield Clue(verdict=verdict, because=_because(staple, leaf), evidence=(staple, leaf))
    elif staple.problem in DOUBTFUL:
        yield Clue(
            verdict=Verdict.LIKELY,
            because=_because(staple, leaf),
            evidence=(staple, leaf),
            risk=True,
        )


def _is_about_revocation(staple: StapleSeen) -> bool:
    """Whether it says revoked and can be believed: then that is the cause."""
    return staple.status == "revoked" and staple.problem in ("out-of-date", "not-yet")


def _because(staple: StapleSeen, leaf: LeafSeen) -> str:
    if staple.problem == "missing":
        return f"{leaf.subject} demands a stapled OCSP response (must-staple), and none came"
    what = staple.text or "its issuer does not know the certificate"
    demand = "; the certificate demands a good one (must-staple)" if leaf.must_staple else ""
    return f"the OCSP response stapled for {leaf.subject} is no good: {what}{demand}"


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.FIX_STAPLING,),
    references=(
        "RFC 6960 section 3.2",
        "RFC 7633",
        "RFC 6066 section 8",
        "RFC 8446 section 4.4.2.1",
    ),
    after_handshake=True,
    told=Told(
        says={"verify staple": 3.5, "client-alert 113": 3, "server-alert 113": 1.5},
        test="Look at the staple's nextUpdate; a client that ignores stapling passes.",
    ),
)
