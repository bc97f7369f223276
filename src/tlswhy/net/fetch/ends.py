"""Why a conversation did not come to its end, as a sentence."""

from __future__ import annotations

from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.net.drive import OUT_OF_TIME
from tlswhy.net.fetch.wanted import No, shown

_ENDS = {
    Mark.CLOSED: "ended the connection",
    Mark.RESET: "reset the connection",
    Mark.SILENCE: "fell silent",
}
_NOT_CONNECTED = {
    Mark.REFUSED: "refuses connections",
    Mark.UNANSWERED: "does not answer",
    Mark.UNREACHABLE: "cannot be reached",
}


def failed(seen: Transcript) -> No:
    """Why a conversation did not come to its end."""
    return _broken_off(seen) or _turned_away(seen) or _ended(seen)


def _turned_away(seen: Transcript) -> No | None:
    """There was no way to it, or a proxy would not go there."""
    for _, event in seen.marks(Mark.UNRESOLVED):
        how, _, detail = event.text.partition(" ")
        if how == "inside":
            return No("inside", f"its name leads to {detail}, not into the public internet")
        return No("unresolved", f"a name on the way has no address: {shown(detail or how)}")
    for _, event in seen.marks(Mark.DECLINED):
        return No("proxy", f"the proxy {seen.peer(event.hop)} says {_words(seen, event)}")
    return None


def _broken_off(seen: Transcript) -> No | None:
    """It was we who ended it."""
    for _, event in seen.marks(Mark.FAULT):
        if event.text.startswith(OUT_OF_TIME):
            return No("slow", _so_far(seen))
        _, _, says = event.text.partition(" ")
        if event.text.startswith("too-much"):
            return No("too-large", "more came than was asked for, and no end")
        return No("proxy", f"TLS with the proxy {seen.peer(event.hop)} failed: {shown(says)}")
    return None


def _ended(seen: Transcript) -> No:
    """It was the others."""
    event = [event for _, event in seen.marks(*_ENDS, *_NOT_CONNECTED)][-1]
    if event.mark in _NOT_CONNECTED:
        return No("unreachable", f"{event.text} {_NOT_CONNECTED[event.mark]}")
    how = _ENDS[event.mark or Mark.CLOSED]
    if event.hop + 1 < len(seen.route):
        return No("proxy", f"the proxy {seen.peer(event.hop)} {how}")
    size = len(seen.stream(event.hop, Way.THEIRS))
    return No("cut", f"the server {how} after {size} bytes")


def _so_far(seen: Transcript) -> str:
    last = len(seen.route) - 1
    if not any(event.hop == last for event in seen.events):
        return "there was no way to the server in time"
    return f"it was not over in time: {len(seen.stream(last, Way.THEIRS))} bytes had come"


def _words(seen: Transcript, declined: Event) -> str:
    """What a proxy said when it would not go on."""
    from tlswhy.evidence import proxies

    read = {
        "http-connect": proxies.http_connect,
        "socks4": proxies.socks4,
        "socks5": proxies.socks5,
    }.get(seen.kind(declined.hop))
    facts = read(seen, declined.hop) if read else ()
    return next((shown(fact.says) for fact in facts), f"no to {declined.text}")
