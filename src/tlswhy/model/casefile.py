"""Case files: one attempt and its trials as text, everything needed to judge them again.

    expect: cert-expired certain
    clock: 2030-01-01T00:00:00+00:00
    source: live
    route: tcp 192.0.2.1:443 | tls a.test
    given: {"kind":"Asked","host":"a.test","port":443}
    attempt: {"host":"a.test","port":443,...}
    ca: MIIB...

        3 1 > 1603010200...
     5003 1 . silence
    --- trial version-cap 1.2
    route: ...                      only where it is another one

        2 1 > 1603010200...

An event is: milliseconds, hop, way, payload. The payload is hex; or a mark and what it holds, as
text or, where text would not survive, as `0x` and hex. Passwords and keys are not in the file.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as BadBase64
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TypeVar

import msgspec
from msgspec import Struct

from tlswhy.model.attempt import Attempt, Proxy
from tlswhy.model.case import Change, What
from tlswhy.model.errors import InputError
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import (
    Asked,
    ClientCertificateGiven,
    ClientLimits,
    ClientProfile,
    Clock,
    ProxyAvailable,
    ProxyChosen,
    Route,
    TrustStore,
)
from tlswhy.model.transcript import Event, Mark, Transcript, Way

Given = (
    Route
    | Clock
    | Asked
    | ProxyChosen
    | ProxyAvailable
    | ClientLimits
    | ClientProfile
    | TrustStore
    | ClientCertificateGiven
)
Trials = tuple[tuple[Change, Transcript], ...]

_T = TypeVar("_T")

_KEY = re.compile(r"[a-z][a-z0-9-]*")
_EVENT = re.compile(r"\s*(\d{1,12}) (\d{1,4}) ([<>.])(?: (.*))?", re.DOTALL)
_TRIAL = "--- trial "
_OWN = ("source", "clock", "route", "given", "attempt", "ca", "proxy-ca")
_CHANGES = frozenset(what.value for what in What)
_MARKS = frozenset(mark.value for mark in Mark)


class CaseFile(Struct, frozen=True):
    """What stands in a case file.

    header: lines for readers and tests, such as `expect`, `comment` and `target`, in order.
    given: what nobody had to observe. cas, proxy_cas: encoded certificates that the user
    trusted beside the store that `given` names. clock: the time of judgement, UTC.
    transcript: the attempt. trials: what was tried then, in order.
    """

    header: dict[str, str]
    attempt: Attempt
    given: tuple[Fact, ...]
    clock: datetime
    transcript: Transcript
    cas: tuple[bytes, ...] = ()
    proxy_cas: tuple[bytes, ...] = ()
    trials: Trials = ()


def write(case: CaseFile) -> str:
    """The file's text."""
    lines = [f"{key}: {_quoted(value)}" for key, value in case.header.items()]
    lines.append(f"source: {_quoted(case.transcript.source)}")
    lines.append(f"clock: {case.clock.isoformat()}")
    lines.append(_route(case.transcript))
    lines += [f"given: {_json(fact)}" for fact in case.given]
    lines.append(f"attempt: {_json(without_secrets(case.attempt))}")
    lines += [f"ca: {b64encode(der).decode()}" for der in case.cas]
    lines += [f"proxy-ca: {b64encode(der).decode()}" for der in case.proxy_cas]
    lines += ["", *map(_event, case.transcript.events)]
    for change, transcript in case.trials:
        lines.append(f"{_TRIAL}{change.what} {_quoted(change.value)}".rstrip())
        if change.run > 1:
            lines.append(f"run: {change.run}")
        if transcript.route != case.transcript.route:
            lines.append(_route(transcript))
        lines += ["", *map(_event, transcript.events)]
    return "\n".join(lines) + "\n"


def read(text: str) -> CaseFile:
    """What `write` wrote, or somebody by hand.

    Raises:
        InputError: a line is wrong; the text names its number and what it should be.
    """
    first, *rest = _blocks(text)
    header = first.header
    for needed in ("clock", "route", "attempt"):
        if needed not in header:
            raise InputError(f"line {first.number}: the case has no line {needed!r}")
    source = _one(header, "source", _unquoted) if "source" in header else ""
    route = _one(header, "route", _hops)
    return CaseFile(
        header={key: _one(header, key, _unquoted) for key in header if key not in _OWN},
        attempt=_one(header, "attempt", _attempt),
        given=_all(header, "given", _fact),
        clock=_one(header, "clock", _time),
        transcript=Transcript(route, first.events, source),
        cas=_all(header, "ca", _der),
        proxy_cas=_all(header, "proxy-ca", _der),
        trials=tuple(_trial(block, route, source) for block in rest),
    )


def without_secrets(attempt: Attempt) -> Attempt:
    """The same attempt without the proxies' credentials and our own certificate."""
    return msgspec.structs.replace(
        attempt,
        proxies=_nameless(attempt.proxies),
        available=_nameless(attempt.available),
        certificate=None,
    )


def _nameless(proxies: tuple[Proxy, ...]) -> tuple[Proxy, ...]:
    return tuple(Proxy(proxy.scheme, proxy.host, proxy.port) for proxy in proxies)


class _Block(Struct):
    """The lines of one attempt. number: of its first line. header: key -> (line number, value)."""

    title: str
    number: int
    header: dict[str, list[tuple[int, str]]]
    events: tuple[Event, ...] = ()


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block("", 1, {})
    events: list[Event] = []
    in_header = True
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_TRIAL):
            block.events = tuple(events)
            yield block
            block, events, in_header = _Block(line.removeprefix(_TRIAL), number, {}), [], True
        elif in_header and line.strip():
            key, colon, value = line.partition(":")
            if not colon or not _KEY.fullmatch(key):
                raise InputError(f"line {number}: a header line is `key: value`")
            block.header.setdefault(key, []).append((number, value.strip()))
        elif in_header:
            in_header = False
        elif line.strip():
            events.append(_read_event(line, number))
    block.events = tuple(events)
    yield block


def _trial(block: _Block, route: tuple[str, ...], source: str) -> tuple[Change, Transcript]:
    name, _, value = block.title.partition(" ")
    if name not in _CHANGES:
        raise InputError(f"line {block.number}: no change is called {name!r}")
    change = Change(What(name), _one({"trial": [(block.number, value)]}, "trial", _unquoted))
    if "run" in block.header:
        change = msgspec.structs.replace(change, run=_one(block.header, "run", int))
    if "route" in block.header:
        route = _one(block.header, "route", _hops)
    return change, Transcript(route, block.events, source)


def _one(header: Mapping[str, list[tuple[int, str]]], key: str, of: Callable[[str], _T]) -> _T:
    return _all(header, key, of)[-1]


def _all(
    header: Mapping[str, list[tuple[int, str]]], key: str, of: Callable[[str], _T]
) -> tuple[_T, ...]:
    found = []
    for number, value in header.get(key, ()):
        try:
            found.append(of(value))
        except (ValueError, msgspec.MsgspecError, BadBase64) as wrong:
            raise InputError(f"line {number}: {key}: {wrong}") from None
    return tuple(found)


def _attempt(text: str) -> Attempt:
    return msgspec.json.decode(text, type=Attempt)


def _fact(text: str) -> Fact:
    fact: Fact = msgspec.json.decode(text, type=Given)
    return fact


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)


def _der(text: str) -> bytes:
    return b64decode(text, validate=True)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _route(transcript: Transcript) -> str:
    return f"route: {' | '.join(transcript.route)}"


def _hops(text: str) -> tuple[str, ...]:
    return tuple(hop.strip() for hop in text.split("|"))


def _event(event: Event) -> str:
    payload = event.data.hex() or "-"
    if event.mark is not None:
        payload = f"{event.mark} {_held(event.mark, event.data)}".rstrip()
    return f"{event.at:>8} {event.hop} {event.way} {payload}"


def _held(mark: Mark, data: bytes) -> str:
    """What a mark holds: a record in hex, words as words unless they could not be read back."""
    if mark is Mark.OPENED:
        return data.hex()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return f"0x{data.hex()}"
    plain = text.isprintable() and text == text.strip() and not text.startswith("0x")
    return text if plain else f"0x{data.hex()}"


def _read_event(line: str, number: int) -> Event:
    parts = _EVENT.fullmatch(line)
    if parts is None:
        raise InputError(f"line {number}: an event is `milliseconds hop way payload`")
    at, hop, way = int(parts[1]), int(parts[2]), Way(parts[3])
    payload = (parts[4] or "-").strip()
    word, _, held = payload.partition(" ")
    try:
        if word in _MARKS:
            return Event(at, hop, way, _read_held(Mark(word), held.strip()), Mark(word))
        return Event(at, hop, way, b"" if payload == "-" else bytes.fromhex(payload))
    except ValueError:
        raise InputError(f"line {number}: {payload[:20]!r} is neither hex nor a mark") from None


def _read_held(mark: Mark, held: str) -> bytes:
    if mark is Mark.OPENED:
        return bytes.fromhex(held)
    return bytes.fromhex(held[2:]) if held.startswith("0x") else held.encode()


def _quoted(text: str) -> str:
    """As JSON's string where the text alone could not be read back."""
    plain = text.isprintable() and text == text.strip() and not text.startswith('"')
    return text if plain else _json(text)


def _unquoted(text: str) -> str:
    return msgspec.json.decode(text, type=str) if text.startswith('"') else text
