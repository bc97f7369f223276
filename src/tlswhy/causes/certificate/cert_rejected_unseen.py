"""The client refused the server's certificate, and the wire does not show why.

## What happens
In a capture of TLS 1.3 the server sends its flight, and the client answers with a short encrypted
record and ends the connection; or it finishes the handshake and leaves without a word.
## Why
TLS 1.3 encrypts the certificate and most alerts. Whatever a client can hold against a certificate
may be behind it: expired, not trusted, another name, revoked, too weak.
## How we tell
The first encrypted record of a client is 19 bytes long (35 from Java, which pads it): only an
alert is as short as that. OpenSSL sends its alert in the clear, before it changes keys, and then
the number tells more. A client that leaves after its own Finished, or instead of one, gives a hint
only: curl with another name and browsers do so, and so does somebody who just tests a port.
## Fix
Ask the server itself, as that client and with its trust store: `tlswhy HOST --as CLIENT` names the
reason. Or capture again with a key log (`SSLKEYLOGFILE`), which makes the alert readable.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Verdict
from tlswhy.model.facts.certificate import LeafSeen
from tlswhy.model.facts.passive import ClientLeft, HiddenAlert
from tlswhy.model.facts.tls import AlertSeen, BadMessage, HelloSent

REFUSALS = {
    42: "bad_certificate stands for nearly anything",
    43: "the kind of certificate is not supported",
    44: "it is said to be revoked",
    45: "it is said to have expired",
    46: "certificate_unknown stands for nearly anything",
    48: "its issuer is unknown to the client",
    113: "the stapled OCSP response is bad",
}
"""Alerts with which a client refuses a certificate (RFC 8446 section 6.2)."""


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello = case.last(HelloSent, hop=hop)
    if hello is None or case.last(LeafSeen, hop=hop) is not None:
        return
    for hidden in case.all(HiddenAlert, hop=hop):
        if hidden.ours and hidden.after == "server-flight":
            yield Clue(verdict=Verdict.LIKELY, because=hidden.says, evidence=(hidden, hello))
    for alert in case.all(AlertSeen, hop=hop):
        if alert.ours and alert.description in REFUSALS and _comes_after_certificate(case, alert):
            because = f"{alert.says}: {REFUSALS[alert.description]}"
            yield Clue(verdict=Verdict.LIKELY, because=because, evidence=(alert, hello))
    left = case.last(ClientLeft, hop=hop)
    if left is not None:
        yield Clue(
            verdict=Verdict.LIKELY,
            because=left.says,
            evidence=(left, hello),
            risk=left.finished,
        )


def _comes_after_certificate(case: Case, alert: AlertSeen) -> bool:
    """Drafts of TLS 1.3 had another ServerHello, which is not read."""
    if alert.after == "client-hello":
        return case.last(BadMessage, hop=case.target_hop) is not None
    return alert.after == "server-hello"


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.TRUST_CA, Remedy.REPLACE_CERTIFICATE),
    references=("RFC 8446 section 6.2", "RFC 8446 section 5.2"),
    narrows=("peer-closed-early",),
    after_handshake=True,
)
