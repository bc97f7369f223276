"""Hold a hop's conversation as text: `<` the peer, `>` us, in the order they must come."""

from __future__ import annotations

from textwrap import dedent

from tlswhy.hops.talk import Exactly, Gone, Line, Note, Outcome, Send, Some, Talk, Want
from tlswhy.model.transcript import Mark


def play(talk: Talk, script: str) -> Outcome:
    """Each line ends with CR LF on the wire."""
    lines = dedent(script).strip().splitlines()
    return play_bytes(talk, [(line[0], line[2:].encode() + b"\r\n") for line in lines])


def play_bytes(talk: Talk, steps: list[tuple[str, bytes]], end: Mark = Mark.CLOSED) -> Outcome:
    """The same for a binary dialogue; after the last step the peer is gone in the way of `end`."""
    steps = list(steps)
    said = inbox = b""
    try:
        want: Want = next(talk)
        while True:
            if isinstance(want, Note):
                want = talk.send(b"")
                continue
            if isinstance(want, Send):
                assert steps, f"the client sent {want.data!r} after the end of the script"
                assert (">", want.data) == steps.pop(0)
                want = talk.send(b"")
                continue
            while not (got := _cut(inbox, want)):
                if not steps:
                    if isinstance(want, Some) and want.patience is not None:
                        break
                    return Gone(end, said)
                way, data = steps.pop(0)
                assert way == "<", f"we wait for the peer, the script has us send {data!r}"
                inbox += data
                said += data
            inbox = inbox[len(got) :]
            want = talk.send(got)
    except StopIteration as stop:
        assert not steps, f"the script goes on: {steps}"
        outcome: Outcome = stop.value
        return outcome


def _cut(inbox: bytes, want: Line | Exactly | Some) -> bytes:
    if isinstance(want, Exactly):
        return inbox[: want.size] if len(inbox) >= want.size else b""
    if isinstance(want, Some):
        return inbox[: want.limit]
    line, end, _ = inbox.partition(b"\n")
    if len(line) >= want.limit:
        return inbox[: want.limit]
    return line + end if end else b""
