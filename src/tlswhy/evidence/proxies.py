"""Facts of the exchanges that come before TLS: CONNECT, SOCKS, STARTTLS."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.evidence.application import answered, spoken
from tlswhy.hops import socks4 as socks_4
from tlswhy.hops import socks5 as socks_5
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.network import SocksAnswered, Spoke
from tlswhy.model.transcript import Mark, Transcript, Way


def http_connect(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """A proxy's answer to CONNECT; to the last one, where Digest took several."""
    chunks = transcript.chunks(hop, Way.THEIRS)
    if not chunks:
        return
    asked = [index for index, _ in transcript.chunks(hop, Way.OURS) if index < chunks[-1][0]]
    last = [(index, event) for index, event in chunks if index > max(asked, default=-1)]
    seen = Anchor(hop=hop, event=last[0][0])
    said = b"".join(event.data for _, event in last)
    yield answered(said, seen, "CONNECT") or spoken(said, seen)


def socks5(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """A SOCKS proxy's reply when it is not success, or what speaks instead of SOCKS."""
    step = _declined(transcript, hop)
    chunks = transcript.chunks(hop, Way.THEIRS)
    if step is None or not chunks:
        return
    seen = Anchor(hop=hop, event=chunks[-1][0])
    if step == "greeting":
        yield spoken(transcript.stream(hop, Way.THEIRS), seen)
    elif step == "connect":
        reply = _reply(transcript.stream(hop, Way.THEIRS))
        meaning = socks_5.REPLIES.get(reply, "unassigned")
        yield SocksAnswered(seen=seen, reply=reply, meaning=meaning)


def socks4(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """The same of SOCKS 4, whose request is answered at once."""
    step = _declined(transcript, hop)
    chunks = transcript.chunks(hop, Way.THEIRS)
    if step is None or not chunks:
        return
    seen = Anchor(hop=hop, event=chunks[-1][0])
    said = transcript.stream(hop, Way.THEIRS)
    if step == "connect":
        meaning = socks_4.REPLIES.get(said[1], "unassigned")
        yield SocksAnswered(seen=seen, reply=said[1], meaning=meaning, version=4)
    else:
        yield spoken(said, seen)


def starttls(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """What a server speaks that refuses STARTTLS, or that never comes to it."""
    if any(event.hop == hop for _, event in transcript.marks(Mark.READY)):
        return
    chunks = transcript.chunks(hop, Way.THEIRS)
    if chunks:
        seen = Anchor(hop=hop, event=chunks[0][0])
        heard: Spoke = spoken(transcript.stream(hop, Way.THEIRS), seen)
        yield heard


def _declined(transcript: Transcript, hop: int) -> str | None:
    found = [e.text for _, e in transcript.marks(Mark.DECLINED) if e.hop == hop]
    return found[0] if found else None


def _reply(said: bytes) -> int:
    """The reply code behind the method choice and, where it was asked for, the password's answer.

    Both of those are two bytes long: 05 method (RFC 1928 section 3), 01 status (RFC 1929).
    """
    start = 4 if said[2:3] == b"\x01" else 2
    return said[start + 1] if len(said) > start + 1 else 0
