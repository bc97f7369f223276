"""Facts of DNS and TCP, and how each hop came to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.network import (
    Connected,
    Declined,
    Ended,
    NotConnected,
    NotResolved,
    Passed,
    Resolved,
)
from tlswhy.model.facts.passive import UDP, Datagrams
from tlswhy.model.facts.tls import OurFault
from tlswhy.model.transcript import Mark, Transcript, Way

NOT_CONNECTED = {
    Mark.REFUSED: "refused",
    Mark.UNREACHABLE: "unreachable",
    Mark.UNANSWERED: "unanswered",
}
ENDS = {Mark.CLOSED: "closed", Mark.RESET: "reset", Mark.SILENCE: "silence"}


def facts(transcript: Transcript, far: Sequence[str] = ()) -> Iterator[Fact]:
    """What the first hop's name resolved to, and which of its addresses answered.

    far: for each hop the host that its tunnel leads to. Once TCP is open, only that is looked up.
    """
    began = 0
    names = {0: transcript.peer(0).rpartition(":")[0]}
    for index, event in enumerate(transcript.events):
        seen = Anchor(hop=event.hop, event=index)
        name = names.get(event.hop, "")
        match event.mark:
            case Mark.RESOLVED:
                began = event.at
                yield Resolved(seen=seen, name=name, addresses=tuple(event.text.split()))
            case Mark.UNRESOLVED:
                how, _, detail = event.text.partition(" ")
                yield NotResolved(seen=seen, name=name, how=how, detail=detail)
            case Mark.CONNECTED:
                names = dict(enumerate(far))
                kind = Datagrams if transcript.kind(event.hop) == UDP else Connected
                yield kind(seen=seen, address=event.text, took=event.at - began)
            case Mark.REFUSED | Mark.UNREACHABLE | Mark.UNANSWERED:
                how = NOT_CONNECTED[event.mark]
                yield NotConnected(seen=seen, address=event.text, how=how, after=event.at - began)
            case _:
                pass


def passed(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """Whether the hop did its work or its peer said no."""
    for index, event in transcript.marks(Mark.READY, Mark.DECLINED):
        if event.hop != hop:
            continue
        seen = Anchor(hop=hop, event=index)
        kind, peer = transcript.kind(hop), transcript.peer(hop)
        if event.mark is Mark.READY:
            yield Passed(seen=seen, kind_of_hop=kind, peer=peer)
        else:
            said = printable(transcript.stream(hop, Way.THEIRS))
            yield Declined(seen=seen, kind_of_hop=kind, peer=peer, step=event.text, said=said)


def stopped(transcript: Transcript, hop: int) -> Iterator[OurFault]:
    """Why we ended the conversation on this hop ourselves."""
    for index, event in transcript.marks(Mark.FAULT):
        if event.hop == hop:
            code, _, text = event.text.partition(" ")
            yield OurFault(seen=Anchor(hop=hop, event=index), code=code, text=text)


def ended(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """How the peer left, and how much had been said by then."""
    for index, event in transcript.marks(*ENDS):
        if event.hop != hop or event.mark is None:
            continue
        before = transcript.events[:index]
        ours, theirs = (
            [e for e in before if e.hop == hop and e.way is way and e.mark is None]
            for way in (Way.OURS, Way.THEIRS)
        )
        yield Ended(
            seen=Anchor(hop=hop, event=index),
            how=ENDS[event.mark],
            sent=sum(len(e.data) for e in ours),
            received=sum(len(e.data) for e in theirs),
            after=event.at - (ours[-1].at if ours else 0),
        )


def printable(said: bytes, most: int = 300) -> str:
    """A peer's words made safe to print: ASCII, one line, shortened."""
    text = said[: most * 2].decode("ascii", "replace").replace("\r\n", " ").replace("\n", " ")
    clean = "".join(c if " " <= c <= "~" else "." for c in text).strip()
    return clean if len(clean) <= most else f"{clean[:most]}…"
