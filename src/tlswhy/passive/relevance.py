"""Which flows are about TLS at all, and of which there is enough to say what became of them."""

from __future__ import annotations

from tlswhy.model.attempt import Speak
from tlswhy.model.case import Case
from tlswhy.model.facts.network import Declined, Ended, NotConnected, Spoke
from tlswhy.model.facts.passive import (
    ClientLeft,
    ForeignReset,
    HiddenAlert,
    IcmpSeen,
    QuicClosed,
)
from tlswhy.model.facts.tls import AlertSeen, BadMessage, HelloSent, ServerHelloSeen
from tlswhy.passive.transcripts import Recording

TLS_PORTS = frozenset(
    {
        *(443, 465, 563, 636, 853, 989, 990, 992, 993, 994, 995, 2083, 2087, 2096, 2376, 3269),
        *(4843, 5061, 5223, 5269, 5349, 5671, 5986, 6443, 6514, 6697, 8443, 8883, 9093, 9443),
        *(10250, 27019),
    }
)
"""Where TLS begins with the first byte: what else is said there is a failure."""

PLAIN_PORTS = frozenset(
    {
        7,
        20,
        21,
        22,
        23,
        25,
        37,
        43,
        53,
        70,
        79,
        80,
        110,
        111,
        119,
        139,
        143,
        179,
        445,
        515,
        873,
        1900,
    }
)
"""Where nobody expects TLS from the first byte: a refused connection there is not ours to tell."""

ENDS = (
    *(AlertSeen, Declined, Ended, Spoke, ClientLeft, NotConnected),
    *(ForeignReset, HiddenAlert, IcmpSeen, QuicClosed),
)
"""Facts of which any says how a connection ended."""

SURE = (AlertSeen, HiddenAlert, ForeignReset)
"""Those that hold although bytes are missing."""


def concerns_tls(recording: Recording) -> bool:
    """Whether a client wanted TLS here, or a server did."""
    way, port = recording.way, recording.flow.server.port
    said, heard = recording.ours.pieces, recording.theirs.pieces
    if way.steps and way.steps[-1].declined != "":
        return way.steps[-1].kind != "starttls" or bool(way.starttls)
    if way.speaks in ("tls", "sslv2"):
        return True
    if heard and _is_record(heard[0].data):
        return True
    if not said and not heard:
        return port not in PLAIN_PORTS
    # HTTP where TLS belongs; anything else there may well be what both ends wanted.
    return way.speaks == "http" and port in TLS_PORTS and recording.flow.opened


def _is_record(data: bytes) -> bool:
    return data[:2] in (b"\x15\x03", b"\x16\x03")


def unclear(case: Case, recording: Recording) -> bool:
    """Whether the capture has too little of a connection that did not surely work."""
    if case.works or case.last(NotConnected) is not None or case.last(Declined) is not None:
        return False
    if all(case.last(kind) is None for kind in ENDS):
        return True
    hello = case.last(HelloSent)
    if hello is not None and any(case.last(kind) is not None for kind in SURE):
        return False
    answered = case.last(ServerHelloSeen) is not None
    tls = recording.attempt.speak is Speak.TLS and (answered or recording.way.speaks != "other")
    return (tls and hello is None) or _has_gaps(case, recording)


def _has_gaps(case: Case, recording: Recording) -> bool:
    """Bytes are missing, or could not be understood."""
    if recording.ours.cut or recording.theirs.cut:
        return True
    return case.last(BadMessage) is not None and case.last(Spoke) is None
