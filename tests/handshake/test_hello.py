"""What an offer becomes on the wire."""

from __future__ import annotations

import pytest

from handshake.peer import offer
from tlswhy.handshake.client import Client
from tlswhy.handshake.exchange import Share, share
from tlswhy.handshake.hello import SCSV, client_hello
from tlswhy.model.attempt import Offer
from tlswhy.wire.messages import ClientHello, Frame, frames
from tlswhy.wire.reader import Reader
from tlswhy.wire.records import split

RENEGOTIATION_INFO, PADDING, COOKIE, KEY_SHARE = 0xFF01, 21, 44, 51


def hello(
    said: Offer, *, cookie: bytes | None = None, shares: tuple[Share, ...] = ()
) -> ClientHello:
    return client_hello(said, shares, random=bytes(32), session_id=bytes(32), retry_cookie=cookie)


def types(made: ClientHello) -> list[int]:
    assert made.extensions is not None
    return [extension.type for extension in made.extensions]


def body(made: ClientHello, type_: int) -> str:
    found = made.extension(type_)
    assert found is not None
    return found.body.hex()


def first_flight(said: Offer) -> tuple[int, Frame]:
    """The version of the first record, and the message in the flight."""
    records, rest = split(Client(said).start())
    assert not rest
    (frame,), rest = frames(b"".join(record.fragment for record in records))
    assert not rest
    return records[0].version, frame


def test_the_order_is_that_of_openssl_35() -> None:
    made = hello(offer(alpn=("h2",)))
    assert types(made) == [0xFF01, 0, 11, 10, 35, 5, 16, 22, 23, 13, 43, 45, 51]


def test_what_is_only_offered_when_it_is_asked_for() -> None:
    made = hello(offer(compress=(1, 2), post_handshake=True), cookie=b"c")
    assert types(made) == [0xFF01, 0, 11, 10, 35, 5, 22, 23, 49, 13, 43, 45, 51, 44, 27]
    assert body(made, 27) == "0400010002"
    assert body(made, 49) == ""
    old = hello(offer(versions=(0x0303,), compress=(1,), post_handshake=True))
    assert types(old) == [0xFF01, 0, 11, 10, 35, 5, 22, 23, 13]


def test_tls_13_alone_leaves_out_what_is_older() -> None:
    made = hello(offer(versions=(0x0304,)))
    assert types(made) == [0, 10, 5, 13, 43, 45, 51]


def test_tls_12_alone_leaves_out_what_is_newer() -> None:
    made = hello(offer(versions=(0x0303,)))
    assert types(made) == [0xFF01, 0, 11, 10, 35, 5, 22, 23, 13]


def test_tls_10_has_no_signature_algorithms() -> None:
    made = hello(offer(versions=(0x0301,)))
    assert made.legacy_version == 0x0301
    assert types(made) == [0xFF01, 0, 11, 10, 35, 5, 22, 23]


def test_ssl_3_has_no_extensions_and_signals_by_a_suite() -> None:
    made = hello(offer(versions=(0x0300,), suites=(0x0005,), pad_to=512))
    assert made.legacy_version == 0x0300
    assert made.extensions is None
    assert made.cipher_suites == (0x0005, SCSV)


def test_ssl_3_beside_tls_signals_by_a_suite_too() -> None:
    made = hello(offer(versions=(0x0301, 0x0300), suites=(0x0005,)))
    assert made.cipher_suites == (0x0005, SCSV)
    assert RENEGOTIATION_INFO not in types(made)


def test_a_signal_among_the_suites_is_not_doubled() -> None:
    made = hello(offer(versions=(0x0303, 0x0300), suites=(0x002F, SCSV)))
    assert made.cipher_suites == (0x002F, SCSV)
    assert RENEGOTIATION_INFO not in types(made)


def test_nothing_asked_nothing_sent() -> None:
    made = hello(offer(versions=(0x0303,), groups=(), schemes=(), sni=None))
    assert types(made) == [0xFF01, 35, 5, 22, 23]


def test_finite_fields_need_no_point_formats() -> None:
    assert 11 not in types(hello(offer(versions=(0x0303,), groups=(0x0100,))))


def test_bodies() -> None:
    made = hello(offer(alpn=("h2", "http/1.1"), sni="a.test"))
    assert body(made, 0) == "0009" + "00" + "0006" + b"a.test".hex()
    assert body(made, 16) == "000c" + "02" + b"h2".hex() + "08" + b"http/1.1".hex()
    assert body(made, 5) == "0100000000"  # RFC 6066 section 8: ocsp, no responders, no extensions
    assert body(made, 11) == "0100"
    assert body(made, 43) == "0403040303"
    assert body(made, 45) == "0101"
    assert body(made, RENEGOTIATION_INFO) == "00"


def test_shares_in_the_order_given() -> None:
    ours = tuple(one for group in (0x2A2A, 29) if (one := share(group)))
    made = hello(offer(), shares=ours)
    assert body(made, KEY_SHARE) == "0029" + "2a2a000100" + "001d0020" + ours[1].public.hex()


def test_no_shares_is_an_empty_list() -> None:
    assert body(hello(offer()), KEY_SHARE) == "0000"


def test_the_cookie_follows_the_shares() -> None:
    made = hello(offer(), cookie=b"abc")
    assert types(made)[-2:] == [KEY_SHARE, COOKIE]
    assert body(made, COOKIE) == "0003616263"


@pytest.mark.parametrize("size", range(500, 520))
def test_padding_makes_it_at_least_that_long(size: int) -> None:
    _, frame = first_flight(offer(pad_to=size))
    assert size <= len(frame.write()) <= size + 4


def test_padding_is_last_and_only_when_needed() -> None:
    assert types(hello(offer(pad_to=600)))[-1] == PADDING
    assert PADDING not in types(hello(offer(pad_to=100)))


def test_the_first_flight() -> None:
    version, frame = first_flight(offer())
    made = ClientHello.read(Reader(frame.body, "client_hello"))
    assert version == 0x0301
    assert made.legacy_version == 0x0303
    assert len(made.legacy_session_id) == 32
    assert made.random != bytes(32)


def test_only_tls_13_needs_a_session_id() -> None:
    _, frame = first_flight(offer(versions=(0x0303,), shares=()))
    assert ClientHello.read(Reader(frame.body, "client_hello")).legacy_session_id == b""


def test_ssl_3_says_so_in_its_record() -> None:
    version, _ = first_flight(offer(versions=(0x0300,), suites=(5,), shares=()))
    assert version == 0x0300


def test_a_long_hello_takes_several_records() -> None:
    _, frame = first_flight(offer(pad_to=20000))
    assert len(frame.body) >= 19996


def test_two_clients_say_different_things() -> None:
    assert Client(offer()).start() != Client(offer()).start()


def test_a_share_we_cannot_compute_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="0x4242"):
        Client(offer(shares=(0x4242,))).start()
