"""Which connections are about TLS, and of which there is enough."""

from __future__ import annotations

import pytest

from passive.flows import SETTING, Ends, Talk, said
from tlswhy.captures.flow import ACK, SYN
from tlswhy.model.case import Case
from tlswhy.passive import relevance
from tlswhy.passive.observe import observe
from tlswhy.passive.transcripts import record

HELLO, FLIGHT = (data for _, data in said(Ends())[:2])
ALERT = bytes.fromhex("15030300020228")
GET = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"


def concerns(talk: Talk) -> bool:
    return relevance.concerns_tls(record(talk.flow()))


def unclear(talk: Talk) -> bool:
    recording = record(talk.flow())
    return relevance.unclear(Case(observe(recording, SETTING)), recording)


def opened(port: int = 443) -> Talk:
    return Talk(port=port).opens()


@pytest.mark.parametrize("port", [22, 80, 443, 40001])
def test_a_hello_concerns_tls_on_every_port(port: int) -> None:
    assert concerns(opened(port).says(HELLO, ours=True))
    assert concerns(opened(port).says(b"\x80\x2e\x01\x00\x02" + bytes(43), ours=True))


@pytest.mark.parametrize("data", [ALERT, FLIGHT])
def test_so_does_a_server_that_speaks_it(data: bytes) -> None:
    assert concerns(opened(80).says(GET, ours=True).says(data, ours=False))
    assert not concerns(opened(80).says(GET, ours=True).says(b"HTTP/1.1 200 OK\r\n", ours=False))


@pytest.mark.parametrize(
    ("port", "wanted"), [(443, True), (8443, True), (80, False), (8080, False)]
)
def test_http_where_tls_belongs(port: int, wanted: bool) -> None:
    assert concerns(opened(port).says(GET, ours=True)) is wanted
    middle = Talk(port=port).says(GET, ours=True)
    assert not concerns(middle)


@pytest.mark.parametrize(("port", "wanted"), [(443, True), (5000, True), (22, False), (80, False)])
def test_what_was_never_opened(port: int, wanted: bool) -> None:
    assert concerns(Talk(port=port).syn()) is wanted


@pytest.mark.parametrize("said_", [b"SSH-2.0-x\r\n", b"\0\1\2", b"EHLO us\r\n"])
def test_other_talk_does_not(said_: bytes) -> None:
    assert not concerns(opened().says(said_, ours=True).says(b"220 fine\r\n", ours=False))


def test_a_tunnel_that_was_refused() -> None:
    asked = opened(3128).says(b"CONNECT a.example:443 HTTP/1.1\r\n\r\n", ours=True)
    assert concerns(asked)
    assert concerns(asked.says(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", ours=False))


def test_a_tunnel_for_something_else() -> None:
    talk = opened(3128).says(b"CONNECT a.example:22 HTTP/1.1\r\n\r\n", ours=True)
    talk.says(b"HTTP/1.1 200 OK\r\n\r\n", ours=False).says(b"SSH-2.0-x\r\n", ours=True)
    assert not concerns(talk)


def test_starttls_that_was_refused() -> None:
    talk = opened(25).says(b"220 a ESMTP\r\n", ours=False).says(b"STARTTLS\r\n", ours=True)
    assert concerns(talk.says(b"502 no\r\n", ours=False))


def test_what_came_to_an_end_is_clear() -> None:
    assert not unclear(opened().all(said(Ends())))
    assert not unclear(opened().says(HELLO, ours=True).closes(ours=False))
    assert not unclear(opened().says(HELLO, ours=True).says(ALERT, ours=False))
    assert not unclear(Talk().syn().resets(ours=False))
    assert not unclear(Talk().syn().icmp(3, 13))


def test_what_goes_on_behind_the_capture_is_not() -> None:
    assert unclear(opened())
    assert unclear(opened().says(HELLO, ours=True))
    assert unclear(opened().says(HELLO, ours=True).says(FLIGHT, ours=False))


def test_an_end_of_which_bytes_are_missing_is_not() -> None:
    whole = opened().says(HELLO, ours=True).says(FLIGHT, ours=False, segment=400)
    assert unclear(whole.packet(ours=True).loses(6).closes(ours=False))


def test_an_alert_holds_though_bytes_are_missing() -> None:
    talk = opened().says(HELLO, ours=True).says(ALERT, ours=False)
    talk.packet(b"behind", ours=False, seq=900).packet(ours=True, ack=906)
    assert record(talk.flow()).theirs.cut
    assert not unclear(talk)


def test_an_alert_to_a_hello_that_is_missing_is_not_clear() -> None:
    assert unclear(opened().says(ALERT, ours=False).closes(ours=False))
    assert unclear(Talk().says(ALERT, ours=True))


def test_a_server_of_which_nothing_was_recorded() -> None:
    talk = Talk().syn().packet(ours=True, ack=0).says(HELLO, ours=True)
    assert unclear(talk.packet(ours=True, ack=900).closes(ours=True))


def test_what_cannot_be_understood() -> None:
    broken = b"\x16\x03\x03\x00\x08\x02\x00\x00\x04\x03\x03\x00\x00"
    assert unclear(opened().says(HELLO, ours=True).says(broken, ours=False).closes(ours=False))


def test_a_hello_that_is_missing_before_a_server_hello() -> None:
    talk = Talk().packet(ours=False, flags=SYN | ACK, seq=-1)
    talk.packet(b"\1\2\3", ours=True, seq=0).says(FLIGHT, ours=False).closes(ours=False)
    assert unclear(talk)


def test_a_tunnel_that_was_refused_is_clear_without_a_hello() -> None:
    talk = opened(3128).says(b"CONNECT a.example:443 HTTP/1.1\r\n\r\n", ours=True)
    assert not unclear(talk.says(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", ours=False))
