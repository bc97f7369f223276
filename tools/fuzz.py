"""Throw damaged bytes at every parser, dialogue and observer: only their own errors may come out.

`python tools/fuzz.py [SECONDS] [SEED]`: each target gets its share of the time (60 s in all unless
told). `python tools/fuzz.py 1000000x [SEED] [TARGET ...]`: each gets so many inputs. A dialogue has
to end as well, whatever it hears. A failure prints the target, the seed and the bytes, and ends
with status 1.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import fuzz_certificates
from cryptography.hazmat.primitives.serialization import Encoding
from msgspec import structs

from tlswhy.captures.json_lines import plain
from tlswhy.evidence import Setting, observe
from tlswhy.evidence.certificates import Trust
from tlswhy.handshake.client import Client
from tlswhy.hops import http_connect, http_request, listen, socks4, socks5, starttls, tls
from tlswhy.hops.block_page import block_page
from tlswhy.hops.first_bytes import recognise
from tlswhy.hops.http_message import read_answer
from tlswhy.hops.talk import Exactly, Line, Note, Send, Some, Talk
from tlswhy.lab.certificates import issue
from tlswhy.model import casefile
from tlswhy.model.attempt import Secret
from tlswhy.model.case import Case
from tlswhy.model.casefile import CaseFile
from tlswhy.model.facts.context import Clock
from tlswhy.model.transcript import Mark, Way
from tlswhy.net.drive import cut
from tlswhy.pki import certificate
from tlswhy.pki.stores import Store
from tlswhy.probes import offers
from tlswhy.products import products
from tlswhy.texts import read_text
from tlswhy.texts.records import records
from tlswhy.wire import sslv2, svcb
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.messages import frames, parse_message
from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import split

Target = Callable[[bytes], object]
Feed = Callable[[random.Random], bytes]

MOST_WISHES = 100_000  # of one dialogue: then it has no end
ROOT = Path(__file__).parent.parent


def messages(data: bytes) -> None:
    """Records, the messages in them, and every extension of those."""
    records, _ = split(data)
    found, _ = frames(b"".join(record.fragment for record in records if record.type == 22))
    for frame in found:
        for version in (0x0301, 0x0303, 0x0304):
            parse_message(frame, version=version, from_server=True, kx="ec")


def extensions(data: bytes) -> None:
    """The same body as every extension, in every message."""
    for type_ in (*range(66), 13172, 17513, 17613, 0xFE0D, 65281):
        for message in In:
            parse(type_, data, message)


def answer(data: bytes) -> None:
    """What stands where TLS should be."""
    recognise(data)
    found = read_answer(data)
    if found is not None:
        block_page(found)


def handshake(data: bytes) -> None:
    """A server's flight for a client that waits for it."""
    client = Client(offers.modern("a.test"))
    client.start()
    client.feed(data)


def old(data: bytes) -> None:
    """SSL 2.0 hellos."""
    sslv2.Sslv2ClientHello.read(Reader(data, "sslv2"))


def der(data: bytes) -> None:
    """A certificate."""
    certificate.read(data)


def service_binding(data: bytes) -> None:
    """An HTTPS record's data."""
    svcb.read(data)


def log(data: bytes) -> None:
    """A log of any kind, in blocks."""
    half = len(data) // 2
    for _ in records((data[:half], data[half:])):
        pass
    for _ in records((b"#fields\tts\tuid\tlast_alert\n", data)):
        pass
    plain(data.decode("utf-8", "replace"))


def text(data: bytes) -> None:
    """What somebody pasted."""
    read_text(data.decode("utf-8", "replace"))


def hold(talk: Talk, data: bytes) -> None:
    """Hold a dialogue with a peer that says `data` and then nothing more."""
    inbox = bytearray(data)
    given = b""
    try:
        want = next(talk)
        for _ in range(MOST_WISHES):
            given = b"" if isinstance(want, Send | Note) else cut(inbox, want)
            waits = isinstance(want, Line) or (isinstance(want, Exactly) and want.size > 0)
            waits = waits or (isinstance(want, Some) and want.patience is None)
            if waits and not given:
                return
            del inbox[: len(given)]
            want = talk.send(given)
    except StopIteration:
        return
    raise AssertionError(f"not over after {MOST_WISHES} wishes")


def dialogue(make: Callable[[], Talk], name: str) -> Target:
    """A target of one hop's talk."""

    def target(data: bytes) -> None:
        hold(make(), data)

    target.__name__ = name
    return target


def dialogues() -> Iterator[Target]:
    """Every hop that hears anything."""
    own, password = offers.modern("a.test"), Secret("you")
    talks: dict[str, Callable[[], Talk]] = {
        "connect": lambda: http_connect.talk("a.test:443"),
        "connect-digest": lambda: http_connect.talk("a.test:443", user="me", password=password),
        "socks4": lambda: socks4.talk("a.test", 443, remote_dns=True),
        "socks5": lambda: socks5.talk("a.test", 443),
        "socks5-user": lambda: socks5.talk("a.test", 443, user="me", password=password),
        "head": lambda: http_request.talk("a.test"),
        "get": lambda: http_request.talk("a.test", method="GET", plain=True),
        "listen": listen.talk,
        "tls": lambda: tls.talk(Client(own), settle=1.0),
        "tls-parts": lambda: tls.talk(Client(own), part=200),
    }
    for protocol, module in starttls.protocols().items():
        talks[protocol] = partial(module.talk, "a.test")
    for name, make in talks.items():
        yield dialogue(make, name)


def evidence(recorded: list[CaseFile]) -> Target:
    """A target of everything that is read out of an attempt."""
    store = Store("none", "", ())

    def target(data: bytes) -> None:
        """Put `data` in place of what one event of a recording holds, or behind it."""
        which = int.from_bytes(data[:4], "big")
        case = recorded[which % len(recorded)]
        events = list(case.transcript.events)
        at = which // len(recorded) % len(events)
        held = data if which % 2 else events[at].data + data
        if events[at].mark is Mark.OPENED and not held:
            return  # it always has its byte of content type
        events[at] = structs.replace(events[at], data=held)
        other = structs.replace(case.transcript, events=tuple(events))
        setting = Setting(case.given, Clock(now=case.clock), Trust(store, store, store))
        Case(observe(other, case.attempt, setting))

    target.__name__ = "evidence"
    return target


def recordings() -> list[CaseFile]:
    """Every attempt of the recorded cases."""
    paths = sorted((ROOT / "tests" / "cases").rglob("*.case"))
    return [casefile.read(path.read_text()) for path in paths]


def seeds() -> list[bytes]:
    """Whole and well-formed inputs to damage."""
    client = Client(offers.modern("a.test"))
    leaf = issue("a.test", names=("a.test",)).certificate.public_bytes(Encoding.DER)
    page = b"HTTP/1.1 302 Found\r\nLocation: http://portal.test/\r\nContent-Length: 2\r\n\r\nno"
    vectors = ROOT / "tests" / "wire" / "handshakes"
    recorded = [_hex_of(path) for path in sorted(vectors.glob("*.txt"))]
    sayings = [saying.example for one in products().values() for saying in one.sayings]
    pasted = ["\n".join(sayings[at : at + 4]).encode() for at in range(0, len(sayings), 16)]
    return [*pasted, client.start(), leaf, page, b"220 mail.test ESMTP\r\n", *recorded]


def said(recorded: list[CaseFile]) -> list[bytes]:
    """What peers said in the recordings, hop by hop: whole dialogues to damage."""
    transcripts = [case.transcript for case in recorded]
    found = [one.stream(hop, Way.THEIRS) for one in transcripts for hop in range(len(one.route))]
    return sorted({each for each in found if each})


def _hex_of(path: Path) -> bytes:
    """Every message of a recorded handshake, one after the other."""
    lines = (line for line in path.read_text().splitlines() if not line.startswith("#"))
    words = (word for line in lines for word in line.split() if len(word) > 32)
    return b"".join(bytes.fromhex(word) for word in words)


def damaged(dice: random.Random, seed: bytes) -> bytes:
    """A few bytes changed, cut, doubled or made up."""
    data = bytearray(seed)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(4):
            case 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del data[at : at + dice.randint(1, 32)]
            case 2:
                data[at:at] = data[at : at + dice.randint(1, 64)]
            case _:
                data[at:at] = dice.randbytes(dice.randint(1, 16))
    return bytes(data)


def main() -> int:
    amount = sys.argv[1] if len(sys.argv) > 1 else "60"
    most = int(amount[:-1]) if amount.endswith("x") else 0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int.from_bytes(os.urandom(4), "big")
    recorded = recordings()
    dice, known = random.Random(seed), [*seeds(), *said(recorded)]

    def any_known(dice: random.Random) -> bytes:
        return damaged(dice, dice.choice(known))

    parsers: tuple[Target, ...] = (
        *(messages, extensions, answer, handshake, old, der, service_binding, log, text),
    )
    of_bytes = (*parsers, *dialogues(), evidence(recorded))
    targets = (*((one, any_known) for one in of_bytes), *fuzz_certificates.targets(damaged))
    chosen = [pair for pair in targets if not sys.argv[3:] or _name(pair[0]) in sys.argv[3:]]
    share = 0.0 if most else float(amount) / len(chosen)
    stood = (_throw(target, feed, dice, most, share) for target, feed in chosen)
    return 0 if all(stood) else 1


def _throw(target: Target, feed: Feed, dice: random.Random, most: int, share: float) -> bool:
    """Whether the target stood `most` inputs, or `share` seconds of them. It prints what it did."""
    name, runs, slowest, began = _name(target), 0, 0.0, time.monotonic()
    while runs < most or time.monotonic() < began + share:
        data = feed(dice)
        runs += 1
        before = time.process_time()
        try:
            target(data)
        except Malformed:
            continue
        except Exception as error:  # noqa: BLE001 - every other exception is what we look for
            print(f"{name}: {error!r}: {data.hex()}")
            return False
        slowest = max(slowest, time.process_time() - before)
    speed = runs / (time.monotonic() - began)
    worst = f"the slowest took {1000 * slowest:.0f} ms"
    print(f"{name:20} {runs:8} inputs, {speed:7.0f} a second; {worst}", flush=True)
    return True


def _name(target: Target) -> str:
    return getattr(target, "__name__", "")


if __name__ == "__main__":
    sys.exit(main())
