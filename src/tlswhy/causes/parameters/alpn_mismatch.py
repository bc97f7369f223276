"""Client and server share no application protocol.

## What happens
The server answers the ClientHello with `no_application_protocol` (120). Or it answers without
ALPN, and a client that insists on it, such as grpc-go since 1.67, closes: "missing selected ALPN
property".
## Why
The client offers one protocol only, such as `h2`, and the server, or a proxy before it, does not
speak that one.
## How we tell
The alert says so itself; without the ALPN extension the same hello is answered. For a client that
is spoken as (`--as grpc-go`): the finished handshake has no protocol.
## Fix
Turn the protocol on at the server (nginx `http2 on`), or let the client offer `http/1.1` as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientProfile
from tlswhy.model.facts.tls import AlertSeen, Established, HelloSent

NO_APPLICATION_PROTOCOL = 120


def look(case: Case) -> Iterator[Clue]:
    yield from _refused(case)
    yield from _unanswered(case)


def _refused(case: Case) -> Iterator[Clue]:
    hello, refusal, trial = (
        case.last(HelloSent, hop=case.target_hop),
        _refusal(case),
        case.trial(What.ALPN_ABSENT),
    )
    if hello is None or refusal is None:
        return
    cured = trial is not None and trial.answered is not None and _refusal(trial.case) is None
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=f"the client offers {', '.join(hello.alpn) or 'nothing'}, and {refusal.says}",
        evidence=(hello, refusal),
        confirmed_by=trial if cured else None,
    )


def _refusal(case: Case) -> AlertSeen | None:
    """The alert for it. Go sends it in TLS 1.3 behind its ServerHello."""
    alerts = (alert for alert in case.all(AlertSeen, hop=case.target_hop) if not alert.ours)
    return next((a for a in alerts if a.description == NO_APPLICATION_PROTOCOL), None)


def _unanswered(case: Case) -> Iterator[Clue]:
    hello, done = case.last(HelloSent, hop=case.target_hop), case.last(Established)
    profile = case.last(ClientProfile)
    if profile is None or not profile.policy.alpn or hello is None or not hello.alpn:
        return
    if done is not None and done.hop == case.target_hop and not done.alpn:
        offered = ", ".join(hello.alpn)
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"{profile.name} offers {offered}, and the server answers without ALPN",
            evidence=(hello, done, profile),
        )


def ask(case: Case) -> Iterator[Experiment]:
    if _refusal(case) is not None:
        yield Experiment.of(What.ALPN_ABSENT, "whether the protocols are all that is refused")


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.SERVER_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.ALIGN_ALPN,),
    references=("RFC 7301 section 3.2", "RFC 9113 section 3.2"),
    after_handshake=True,
    told=Told(
        says={"no-alpn": 3.2, "server-alert 120": 3.2, "client-alert 120": 3},
        beside={"place inspected": -0.8, "issuer interceptor": -0.8},
        test="Offer h2 and http/1.1: it passes with http/1.1; with h2 alone it fails.",
    ),
)
