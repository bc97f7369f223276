"""Large packets are lost on the way from the server.

## What happens
TCP connects, the ClientHello is acknowledged, and the server's certificate flight never arrives
or stops in the middle. Small answers come through, so some sites work and others hang.
## Why
A link on the way carries smaller packets than the ends believe (VPN, PPPoE, overlay network,
container bridge), and the ICMP messages that would say so are filtered.
## How we tell
A hello that can only be answered with a few bytes is answered, the full flight is not. Asked for
small segments, the same server's whole flight arrives.
## Fix
Clamp the TCP segment size where the small link begins, set the right MTU on the interface or the
bridge, and let ICMP "fragmentation needed" and "packet too big" pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import AlertSeen, Established, HelloSent

PART_OF_A_SEGMENT = 500  # bytes: lost segments are full ones, what came before them is not less


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, end = case.last(HelloSent, hop=hop), case.last(Ended, hop=hop)
    if hello is None or end is None or end.how != "silence":
        return
    if case.last(Established, hop=hop) is not None:
        return
    clamped, short = case.trial(What.SMALL_SEGMENTS), case.trial(What.WITHOUT_PQ_SHARE)
    little = case.trial(What.SMALL_ANSWER)
    if clamped is not None and _finished(clamped):
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"{end.says}; with segments of 536 bytes at most the whole flight arrives",
            evidence=(hello, end),
            confirmed_by=clamped,
        )
        return
    if short is not None and _finished(short):
        return
    if end.received > PART_OF_A_SEGMENT:
        yield Clue(
            verdict=Verdict.LIKELY,
            because=f"the server's flight stopped after {end.received} bytes: {end.says}",
            evidence=(hello, end),
        )
    elif not end.received and little is not None and short is not None and _came(little):
        yield Clue(
            verdict=Verdict.LIKELY,
            because=(
                f"{end.says}; a hello that can be answered in a few bytes is answered, "
                "one that needs the certificate flight is not"
            ),
            evidence=(hello, end),
            confirmed_by=little,
        )
    else:
        yield Clue(verdict=Verdict.POSSIBLE, because=end.says, evidence=(hello, end))


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.SMALL_ANSWER, "whether a few bytes of answer come through")
    yield Experiment.of(What.SMALL_SEGMENTS, "whether the flight arrives in small segments")
    yield Experiment.of(What.WITHOUT_PQ_SHARE, "whether it is our own hello that is too large")


def _finished(trial: Trial) -> bool:
    return trial.case.last(Established, hop=trial.case.target_hop) is not None


def _came(trial: Trial) -> bool:
    return trial.answered is not None or isinstance(trial.case.refusal, AlertSeen)


CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.SERVER_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.CLAMP_MSS,),
    references=("RFC 2923 section 2.1", "RFC 4821"),
    narrows=("handshake-timeout",),
    told=Told(
        says={"handshake-timeout": 1.1, "connect-timeout": 0.2, "eof": 0.1},
        beside={
            "place mtu": 3,
            "place vpn": 1.2,
            "fails some-hosts": 0.6,
            "place container": 0.2,
            "works small-segments": 3,
        },
        test="With smaller segments (MSS 1200) it passes; a capture lacks the full-size ones.",
    ),
)
