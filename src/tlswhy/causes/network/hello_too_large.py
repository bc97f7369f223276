"""Something on the path loses a ClientHello that does not fit one packet.

## What happens
TCP connects, the ClientHello is sent, and nothing comes back, or the connection is reset. Older
versions of the same program work. It began when the client started to offer a post-quantum key
share (Chrome 124, Firefox 132, Go 1.24, OpenSSL 3.5).
## Why
An X25519MLKEM768 share takes 1216 bytes, so the ClientHello no longer fits one segment of 1460.
A middlebox or server that reads only the first segment drops what it cannot make sense of.
## How we tell
The same hello without the large share is answered. Padded back to the old size, without the new
group, it fails again: then it is the size, and not the group.
## Fix
Update the middlebox or server. Until then, offer no post-quantum share from the client.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import HelloSent

ONE_SEGMENT = 1200  # bytes of TLS that surely fit one segment, tunnels and PPPoE counted off


def look(case: Case) -> Iterator[Clue]:
    hello, end = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or not isinstance(end, Ended) or hello.size <= ONE_SEGMENT:
        return
    short, padded = case.trial(What.WITHOUT_PQ_SHARE), case.trial(What.PADDED_WITHOUT_PQ)
    if short is None:
        verdict, more = Verdict.POSSIBLE, ""
    elif not short.answered:
        verdict, more = Verdict.EXCLUDED, "; a short hello is not answered either"
    elif padded is None:
        verdict, more = Verdict.LIKELY, f"; one of {_size(short)} bytes is answered"
    elif padded.answered:
        verdict = Verdict.LIKELY
        more = "; without the post-quantum group it is answered, padded to the same size too"
    else:
        verdict = Verdict.CERTAIN
        more = (
            f"; one of {_size(short)} bytes is answered, padded to {_size(padded)} again it is not"
        )
    yield Clue(
        verdict=verdict,
        because=f"a ClientHello of {hello.size} bytes: {end.says}{more}",
        evidence=(hello, end),
        confirmed_by=short if short is not None and short.answered else None,
    )


def ask(case: Case) -> Iterator[Experiment]:
    hello = case.last(HelloSent, hop=case.target_hop)
    yield Experiment.of(What.WITHOUT_PQ_SHARE, "whether a hello in one segment is answered")
    if hello is not None:
        yield Experiment.of(
            What.PADDED_WITHOUT_PQ,
            "whether the size or the new group is not borne",
            str(hello.size),
        )


def _size(trial: Trial) -> int:
    hello = trial.case.last(HelloSent, hop=trial.case.target_hop)
    return hello.size if hello is not None else 0


CAUSE = Cause(
    acts=Party.MIDDLEBOX,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.UPDATE_MIDDLEBOX, Remedy.SHRINK_CLIENT_HELLO),
    references=("RFC 8446 section 4.1.2", "draft-ietf-tls-ecdhe-mlkem"),
    narrows=("reset-on-hello", "handshake-timeout", "peer-closed-early"),
    told=Told(
        says={"handshake-timeout": 0.6, "reset": 0.8, "eof": 0.7, "server-alert 50": 0.2},
        beside={
            "works without-pq": 3.5,
            "place pq": 2.2,
            "changed client-pq": 2,
            "works older-version": 1.2,
            "changed client": 0.7,
            "works tls12": 0.2,
            "place inspected": 0.4,
        },
        needs=(
            "works without-pq",
            "place pq",
            "changed client-pq",
            "works older-version",
            "changed client",
        ),
        test="A hello without the ML-KEM key share (one segment) passes.",
    ),
)
