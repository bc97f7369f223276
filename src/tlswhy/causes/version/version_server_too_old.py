"""The server knows only TLS versions that the client no longer takes.

## What happens
The server picks TLS 1.0 or 1.1 and the client ends the handshake with `protocol_version` (70), or
the server refuses a modern hello with that alert, closes or resets.
## Why
The client was upgraded and the server was not: an old appliance, database or operating system.
## How we tell
The version in the ServerHello is none the client offered; or only a hello of that age is answered.
## Fix
Upgrade the server or put a current TLS terminator before it. As a stop-gap the client can be
allowed the old version, for this one peer.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.tls import AlertSeen, Established, HelloSent, ServerHelloSeen
from tlswhy.wire.codes import ProtocolVersion

PROTOCOL_VERSION = 70
TLS12 = 0x0303


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, chosen = case.last(HelloSent, hop=hop), case.last(ServerHelloSeen, hop=hop)
    if hello is None or not hello.versions:
        return
    oldest = min(hello.versions)
    answers = [
        t for t in case.tried(What.VERSION_CAP) if t.answered and t.answered.version < oldest
    ]
    proof = min(answers, key=lambda t: (not t.works, t.change.value)) if answers else None
    if chosen is not None and chosen.version < oldest:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=(
                f"the server chose {ProtocolVersion(chosen.version)}, the client offered "
                f"{ProtocolVersion(oldest)} and newer"
            ),
            evidence=(hello, chosen),
            confirmed_by=proof,
        )
        return
    refusal, newer = case.refusal, case.trial(What.VERSION_MODERN)
    if refusal is None or (newer is not None and newer.answered is not None):
        return
    told = isinstance(refusal, AlertSeen) and refusal.description == PROTOCOL_VERSION
    if proof is not None and proof.answered is not None:
        verdict = Verdict.CERTAIN
        more = f"; a hello of that age gets {ProtocolVersion(proof.answered.version)}"
    else:
        verdict, more = (Verdict.LIKELY if told else Verdict.POSSIBLE), ""
        if len(case.tried(What.VERSION_CAP)) > 1:
            verdict = Verdict.LIKELY if told else Verdict.EXCLUDED
            more = "; older versions are not answered either"
    yield Clue(
        verdict=verdict,
        because=f"the client offers {ProtocolVersion(oldest)} and newer and {refusal.says}{more}",
        evidence=(hello, refusal),
        confirmed_by=proof,
    )


def ask(case: Case) -> Iterator[Experiment]:
    hello = case.last(HelloSent, hop=case.target_hop)
    if hello is not None and min(hello.versions, default=0) > 0x0302:
        yield Experiment.of(What.VERSION_CAP, "whether TLS 1.1 or 1.0 is answered", "1.1")
    yield Experiment.of(What.VERSION_CAP, "whether TLS 1.2 is answered", "1.2")


def note(case: Case) -> Iterator[str]:
    """It works, in a version that current clients do not speak (RFC 8996)."""
    done = case.last(Established, hop=case.target_hop)
    if done is not None and done.version < TLS12:
        yield f"{ProtocolVersion(done.version)} is used, which current clients refuse (RFC 8996)"


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.SERVER_HELLO,
    look=look,
    ask=ask,
    note=note,
    remedies=(Remedy.RAISE_SERVER_VERSION, Remedy.LOWER_CLIENT_VERSION),
    references=("RFC 8446 section 4.2.1", "RFC 8996"),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout"),
    told=Told(
        says={
            "handshake-failed": 0.3,
            "server-version": 3,
            "client-alert 70": 2.5,
            "no-parameters": 0.8,
            "server-alert 70": 0.4,
        },
        beside={
            "program sql_server": 1.5,
            "changed client": 0.8,
            "works older-version": 1.2,
            "works legacy-version": 2,
        },
        test="A hello held to TLS 1.0 is answered: the server has nothing newer.",
    ),
)
