from __future__ import annotations

from evidence.scripts import (
    CCS,
    alert,
    certificates,
    client_hello,
    mark,
    opened,
    ours,
    server_hello,
    talk,
    theirs,
)
from tlswhy.evidence.messages import MOST_SAID, Said, said
from tlswhy.model.transcript import Event, Mark, Way
from tlswhy.wire.messages import Frame, HandshakeType, wrap
from tlswhy.wire.reader import Malformed
from tlswhy.wire.records import Alert, records_of

HELLO = server_hello()
LONG = certificates(b"c" * 300)


def heard(*events: Event) -> list[Said]:
    return list(said(talk(*events), 1))


def kinds(*events: Event) -> list[str]:
    """The type of each message, or what else it is."""
    return [_kind(item) for item in heard(*events)]


def _kind(item: Said) -> str:
    if isinstance(item.what, Frame):
        return HandshakeType(item.what.type).name.lower()
    return "alert" if isinstance(item.what, Alert) else "bad"


def test_messages_come_in_their_order_with_their_places() -> None:
    items = heard(ours(client_hello()), theirs(HELLO + LONG))
    assert [(item.event, item.way) for item in items] == [
        (0, Way.OURS),
        (1, Way.THEIRS),
        (1, Way.THEIRS),
    ]


def test_a_message_over_several_records_and_events_is_put_together() -> None:
    whole = wrap(HandshakeType.CERTIFICATE, bytes(100))
    cut = records_of(22, 0x0303, whole, limit=40)
    items = heard(theirs(cut[:3]), theirs(cut[3:50]), theirs(cut[50:]))
    assert [(item.event, _kind(item)) for item in items] == [(2, "certificate")]


def test_both_sides_are_put_together_apart() -> None:
    cut = len(HELLO) // 2
    hello = client_hello()
    assert kinds(theirs(HELLO[:cut]), ours(hello), theirs(HELLO[cut:])) == [
        "client_hello",
        "server_hello",
    ]


def test_other_hops_marks_and_data_are_passed_over() -> None:
    data = theirs(records_of(23, 0x0303, b"GET /"))
    end = Event(0, 1, Way.THEIRS, b"", Mark.CLOSED)
    assert kinds(theirs(HELLO, hop=0), mark(Mark.READY), data, end) == []


def test_opened_records_are_read() -> None:
    message = wrap(HandshakeType.ENCRYPTED_EXTENSIONS, b"\0\0")
    assert kinds(opened(22, message), opened(21, b"\2\x28"), opened(23, b"x")) == [
        "encrypted_extensions",
        "alert",
    ]


def test_after_change_cipher_spec_records_are_encrypted() -> None:
    secret = records_of(22, 0x0303, bytes(40))
    assert kinds(theirs(HELLO + CCS + secret), ours(client_hello())) == [
        "server_hello",
        "client_hello",
    ]


def test_an_alert_too_short_to_be_encrypted_is_read_all_the_same() -> None:
    assert kinds(theirs(CCS + alert(2, 40)), theirs(records_of(21, 0x0303, bytes(26)))) == ["alert"]


def test_tls13_sends_change_cipher_spec_for_show() -> None:
    """Between a HelloRetryRequest and the hellos after it (RFC 8446 appendix D.4)."""
    retry = server_hello((43, "0304"))
    assert kinds(theirs(retry + CCS), ours(CCS + client_hello()), theirs(HELLO)) == [
        "server_hello",
        "client_hello",
        "server_hello",
    ]


def test_a_client_hello_does_not_choose_a_version() -> None:
    assert kinds(ours(server_hello((43, "0304"))), theirs(CCS + HELLO)) == ["server_hello"]


def test_what_is_no_record_is_said_once() -> None:
    [bad] = heard(theirs(b"HTTP/1.1 400"), theirs(HELLO))
    assert isinstance(bad.what, Malformed)
    assert bad.what.field == "record.type"


def test_what_came_before_it_is_kept() -> None:
    assert kinds(theirs(HELLO + b"HTTP"), theirs(b"/1.1")) == ["server_hello", "bad"]


def test_a_bad_alert() -> None:
    assert kinds(theirs(records_of(21, 0x0303, b"\2"))) == ["bad"]


def test_a_message_too_long_to_be_one() -> None:
    assert kinds(theirs(records_of(22, 0x0303, b"\2\xff\xff\xff")), theirs(HELLO)) == ["bad"]


def test_one_side_that_is_lost_leaves_the_other() -> None:
    assert kinds(theirs(b"junk"), ours(client_hello())) == ["bad", "client_hello"]


def test_only_so_many_are_looked_at() -> None:
    flood = theirs(alert(1, 90) * 300)
    assert len(heard(flood, flood)) == MOST_SAID
