"""The client's key does not belong to its certificate.

## What happens
Most clients refuse to start: OpenSSL with "key values mismatch", Go with "private key does not
match public key". One that goes on signs with the wrong key, and the server ends the handshake
with `decrypt_error` (51), in TLS 1.3 after the client already holds it for finished.
## Why
Certificate and key come from two issuances, or the file begins with the CA's certificate instead of
the client's own. A file in an old form is another reason why a client has no key: PKCS #12 that is
encrypted with RC2-40, which OpenSSL 3 calls unsupported, or another password than the client says.
## How we tell
The public half of the key is compared with that of each certificate in the file. Where only the
wire can be seen, the server's alert after our signature tells.
## Fix
Give the client the key that its certificate was issued for, and let that certificate come first.
Write an old PKCS #12 file anew: `openssl pkcs12 -legacy -in old.p12 -nodes -out both.pem`, then
`openssl pkcs12 -export -in both.pem -out new.p12`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import FATAL, Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientCertificateGiven
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested

DECRYPT_ERROR = 51
FIRST = 0


def look(case: Case) -> Iterator[Clue]:
    own, alert = case.last(ClientCertificateGiven), _refusal(case)
    if own is not None and own.key_of != FIRST:
        then = f"; {alert.says}" if alert is not None else "; most clients do not start with that"
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=_mismatch(own) + then,
            evidence=(own, alert) if alert is not None else (own,),
            hop=0,
        )
    elif own is None and alert is not None and alert.description == DECRYPT_ERROR:
        yield Clue(
            verdict=Verdict.LIKELY,
            because=f"the client signed with its key, and {alert.says}",
            evidence=(alert,),
        )


def note(case: Case) -> Iterator[str]:
    own = case.last(ClientCertificateGiven)
    if own is not None and own.legacy:
        yield (
            f"the client's file is encrypted with {own.legacy}: we read it, and OpenSSL 3 with "
            "what is built on it does so only with its legacy provider"
        )


def _mismatch(own: ClientCertificateGiven) -> str:
    if own.key_of is not None:
        return (
            f"the client's file begins with {own.subject}, and its key belongs to certificate "
            f"{own.key_of + 1} of {own.count}, which has to come first"
        )
    if own.key == own.public:
        kinds = f"both are {own.key}, but not the same pair"
    else:
        kinds = f"the certificate is for a key {own.public}, and the key is {own.key}"
    return f"the client's key does not belong to its certificate {own.subject}: {kinds}"


def _refusal(case: Case) -> AlertSeen | None:
    """The fatal alert with which the server met our certificate."""
    hop = case.target_hop
    requested = case.last(CertificateRequested, hop=hop)
    if requested is None or not requested.answered:
        return None
    alerts = [a for a in case.all(AlertSeen, hop=hop) if not a.ours and a.level == FATAL]
    return next((a for a in alerts if a.after in ("client-certificate", "finished")), None)


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.START,
    look=look,
    note=note,
    remedies=(Remedy.MATCH_CLIENT_KEY,),
    references=(
        "RFC 8446 section 4.4.3",
        "RFC 8446 section 6.2",
        "RFC 7292 appendix C",
        "openssl-pkcs12(1): -legacy",
    ),
    narrows=("reset-on-hello", "peer-closed-early", "client-cert-untrusted"),
    after_handshake=True,
    told=Told(
        says={
            "cert-file": 1.0,
            "client-key": 3,
            "legacy-store": 3.6,
            "key-mismatch": 1,
            "server-alert 51": 1,
        },
        beside={"verify weak": -2.5, "side client": 1.2, "side server": -2.5},
        test="The same file loads with -legacy, or with the right passphrase.",
    ),
)
