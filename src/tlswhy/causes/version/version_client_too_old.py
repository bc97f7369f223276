"""The client offers only TLS versions that the server no longer takes.

## What happens
The server answers the ClientHello with the alert `protocol_version` (70); some reset or close.
## Why
An old program or runtime, or a client that is held to old versions by its settings: Java 7, .NET
Framework without `SchUseStrongCrypto`, PowerShell 5, OpenSSL 1.0.0, an `--max-version`.
## How we tell
With the client's limit the hello is refused; with TLS 1.2 and 1.3 the same server answers.
## Fix
Let the client speak TLS 1.2 or 1.3. Only if it cannot be moved: allow the old version on the
server, and know that nothing else should use it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientLimits
from tlswhy.model.facts.tls import AlertSeen, HelloSent
from tlswhy.wire.codes import ProtocolVersion

PROTOCOL_VERSION = 70


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, limits = case.last(HelloSent, hop=hop), case.last(ClientLimits)
    if hello is None or limits is None or limits.max_version >= 0x0304:
        return
    refusal = case.refusal
    if refusal is None:
        return
    modern = case.trial(What.VERSION_MODERN)
    told = isinstance(refusal, AlertSeen) and refusal.description == PROTOCOL_VERSION
    offered = ProtocolVersion(max(hello.versions, default=0))
    if modern is not None and modern.answered is None:
        verdict, more = Verdict.EXCLUDED, "; newer versions are not answered either"
    elif modern is not None and modern.answered is not None:
        verdict, more = Verdict.CERTAIN, f"; {ProtocolVersion(modern.answered.version)} is answered"
    else:
        verdict, more = (Verdict.LIKELY if told else Verdict.POSSIBLE), ""
    yield Clue(
        verdict=verdict,
        because=f"the client offers {offered} at most and {refusal.says}{more}",
        evidence=(hello, limits, refusal),
        confirmed_by=modern if verdict is Verdict.CERTAIN else None,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.VERSION_MODERN, "whether TLS 1.2 and 1.3 are answered")


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.RAISE_CLIENT_VERSION, Remedy.LOWER_SERVER_VERSION),
    references=("RFC 8446 section 6.2", "RFC 8996"),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout"),
    told=Told(
        says={
            "handshake-failed": 0.35,
            "server-alert 70": 2.5,
            "client-version": 3,
            "no-parameters": 1.2,
            "fallback": 0.5,
            "server-alert 71": 0.3,
            "reset": 0.2,
        },
        beside={
            "works newer-version": 3,
            "program powershell": 1.5,
            "program dotnet": 0.5,
            "program windows": 0.5,
            "changed server": 0.7,
            "works older-version": -1,
            "changed client": -0.7,
            "side server": 0.3,
            "program mysql": -0.5,
        },
        test=(
            "A hello with TLS 1.2 or 1.3 from the same place is answered; one held to the "
            "client's newest version brings the same error."
        ),
    ),
)
