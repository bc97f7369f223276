from __future__ import annotations

import pytest

from evidence.scripts import mark, ours, talk, theirs
from tlswhy.evidence import network
from tlswhy.model.facts.network import (
    Connected,
    Declined,
    Ended,
    NotConnected,
    NotResolved,
    Passed,
    Resolved,
)
from tlswhy.model.transcript import Mark


def test_names_and_addresses() -> None:
    seen = talk(
        mark(Mark.RESOLVED, "192.0.2.1 192.0.2.2", hop=0, at=5),
        mark(Mark.REFUSED, "192.0.2.1:443", hop=0, at=7),
        mark(Mark.CONNECTED, "192.0.2.2:443", hop=0, at=12),
        mark(Mark.READY, hop=0, at=12),
    )
    resolved, refused, connected = network.facts(seen)
    assert isinstance(resolved, Resolved)
    assert (resolved.name, resolved.addresses) == ("a.test", ("192.0.2.1", "192.0.2.2"))
    assert isinstance(refused, NotConnected)
    assert (refused.address, refused.how, refused.after) == ("192.0.2.1:443", "refused", 2)
    assert isinstance(connected, Connected)
    assert (connected.address, connected.took) == ("192.0.2.2:443", 7)
    assert connected.seen.event == 2


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        (Mark.REFUSED, "refused"),
        (Mark.UNREACHABLE, "unreachable"),
        (Mark.UNANSWERED, "unanswered"),
    ],
)
def test_how_an_address_was_not_connected_to(kind: Mark, how: str) -> None:
    [lost] = network.facts(talk(mark(kind, "[2001:db8::1]:443", hop=0, at=30)))
    assert isinstance(lost, NotConnected)
    assert (lost.how, lost.address, lost.after) == (how, "[2001:db8::1]:443", 30)


def test_a_name_without_an_address() -> None:
    [lost] = network.facts(talk(mark(Mark.UNRESOLVED, "servfail it could not", hop=0)))
    assert isinstance(lost, NotResolved)
    assert (lost.name, lost.how, lost.detail) == ("a.test", "servfail", "it could not")
    [lost] = network.facts(talk(mark(Mark.UNRESOLVED, "nxdomain", hop=0)))
    assert isinstance(lost, NotResolved)
    assert (lost.how, lost.detail) == ("nxdomain", "")


def test_a_name_that_is_looked_up_for_a_tunnel_is_the_far_one() -> None:
    seen = talk(
        mark(Mark.CONNECTED, "192.0.2.7:1080", hop=0, at=1),
        mark(Mark.RESOLVED, "192.0.2.1", hop=0, at=3),
    )
    _, resolved = network.facts(seen, ("b.test", ""))
    assert isinstance(resolved, Resolved)
    assert resolved.name == "b.test"
    [_, unnamed] = network.facts(seen)
    assert isinstance(unnamed, Resolved)
    assert unnamed.name == ""


def test_a_hop_that_is_through() -> None:
    seen = talk(mark(Mark.READY, hop=0), mark(Mark.READY, hop=1))
    [passed] = network.passed(seen, 1)
    assert isinstance(passed, Passed)
    assert (passed.kind_of_hop, passed.peer, passed.hop) == ("tls", "a.test", 1)


def test_a_hop_that_was_declined_keeps_the_peers_words() -> None:
    seen = talk(
        theirs(b"550 no\r\nnever\r\n", hop=0), mark(Mark.DECLINED, "EHLO", hop=0), theirs(b"x")
    )
    [declined] = network.passed(seen, 0)
    assert isinstance(declined, Declined)
    assert (declined.step, declined.said) == ("EHLO", "550 no never")
    assert list(network.passed(seen, 1)) == []


@pytest.mark.parametrize(
    ("kind", "how"),
    [(Mark.CLOSED, "closed"), (Mark.RESET, "reset"), (Mark.SILENCE, "silence")],
)
def test_how_a_peer_left(kind: Mark, how: str) -> None:
    seen = talk(
        ours(b"hello", at=10),
        theirs(b"word", at=12),
        ours(b"more", at=20),
        ours(b"elsewhere", hop=0, at=40),
        mark(kind, at=50),
    )
    [end] = network.ended(seen, 1)
    assert isinstance(end, Ended)
    assert (end.how, end.sent, end.received, end.after) == (how, 9, 4, 30)
    assert list(network.ended(seen, 0)) == []


def test_a_peer_that_left_before_we_spoke() -> None:
    [end] = network.ended(talk(mark(Mark.CLOSED, at=50)), 1)
    assert isinstance(end, Ended)
    assert (end.sent, end.after) == (0, 50)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (b" plain ", "plain"),
        (b"a\r\nb\nc", "a b c"),
        (b"\x1b[31m\x00\xff", ".[31m.."),
        (b"x" * 400, "x" * 300 + "…"),
        (b"", ""),
    ],
)
def test_words_are_made_safe_to_print(said: bytes, shown: str) -> None:
    assert network.printable(said) == shown
