from __future__ import annotations

import pytest

from dialogue import play_bytes
from tlswhy.hops import proxy_protocol
from tlswhy.hops.proxy_protocol import Endpoint, header
from tlswhy.hops.talk import Ready

SIGNATURE = bytes.fromhex("0d0a0d0a000d0a515549540a")
OURS, THEIRS = ("192.168.0.1", 56324), ("192.168.0.11", 443)


def test_the_example_of_section_2_1() -> None:
    said = b"PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n"
    assert header("v1", OURS, THEIRS) == said


def test_text_with_ipv6() -> None:
    said = b"PROXY TCP6 2001:db8::1 2001:db8::2 1 65535\r\n"
    assert header("v1", ("2001:db8::1", 1), ("2001:db8::2", 65535)) == said


def test_binary_with_ipv4() -> None:
    body = bytes.fromhex("c0a80001 c0a8000b dc04 01bb")
    assert header("v2", OURS, THEIRS) == SIGNATURE + bytes.fromhex("21 11 000c") + body


def test_binary_with_ipv6() -> None:
    body = bytes.fromhex("fe80" + "00" * 13 + "01" + "20010db8" + "00" * 11 + "02" + "0001 01bb")
    said = header("v2", ("fe80::1%lo", 1), ("2001:db8::2", 443))
    assert said == SIGNATURE + bytes.fromhex("21 21 0024") + body


@pytest.mark.parametrize(
    ("source", "destination"), [(None, None), (OURS, None), (OURS, ("2001:db8::2", 443))]
)
def test_ends_that_are_not_known(source: Endpoint | None, destination: Endpoint | None) -> None:
    assert header("v1", source, destination) == b"PROXY UNKNOWN\r\n"
    assert header("v2", source, destination) == SIGNATURE + bytes.fromhex("20 00 0000")


def test_nobody_answers() -> None:
    talk = proxy_protocol.talk("v1", None, None)
    assert play_bytes(talk, [(">", b"PROXY UNKNOWN\r\n")]) == Ready()
