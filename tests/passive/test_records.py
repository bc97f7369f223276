"""How far a handshake came, from the sizes and the order of records."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passive.flows import Ends, Said, Talk, first, judged, record, said, told, up_to_flight
from tlswhy.model.facts import Anchor
from tlswhy.model.facts.passive import HiddenAlert
from tlswhy.model.facts.tls import Established, ServerHelloSeen
from tlswhy.passive.records import (
    ALERT,
    APPLICATION,
    CHANGE_CIPHER_SPEC,
    HANDSHAKE,
    MOST_RECORDS,
    Progress,
    Shape,
    concluded,
    progress,
    shapes,
)

US, THEM = True, False
CCS = bytes.fromhex("140303000101")
ALERT13, JSSE13 = record(APPLICATION, 19), record(APPLICATION, 35)
FINISHED = record(APPLICATION, 53)
NOTHING = Progress(
    established=False, finished=None, alert=None, client_data=False, server_data=False
)


def chosen(version: int = 0x0304, event: int | None = 1) -> ServerHelloSeen:
    seen = Anchor(hop=1, event=event)
    return ServerHelloSeen(seen=seen, version=version, suite=0x1301, group=29, retry=False)


def judge13(*rows: tuple[bool, int, int], left: int | None = None) -> Progress:
    """Rows of a TLS 1.3 handshake behind both hellos: who, content type, size."""
    hellos = [Shape(0, US, HANDSHAKE, 512), Shape(1, THEM, HANDSHAKE, 122)]
    rest = [Shape(2 + i, *row) for i, row in enumerate(rows)]
    return progress([*hellos, *rest], chosen(), 1, left)


FLIGHT = (THEM, APPLICATION, 900)
DONE = (US, APPLICATION, 53)


def test_records_are_counted_from_the_event_that_they_begin_in() -> None:
    stream = record(22, 500) + record(20, 1) + record(23, 40)
    found = shapes([(3, US, stream[:100]), (4, THEM, record(21, 2)), (7, US, stream[100:])])
    assert found == [
        Shape(3, US, HANDSHAKE, 500),
        Shape(4, THEM, ALERT, 2),
        Shape(7, US, CHANGE_CIPHER_SPEC, 1),
        Shape(7, US, APPLICATION, 40),
    ]


@given(st.lists(st.integers(0, 300), max_size=12), st.integers(0, 1 << 32))
def test_records_are_the_same_however_they_are_cut(sizes: list[int], seed: int) -> None:
    chance = random.Random(seed)
    stream = b"".join(record(23, size) for size in sizes)
    cuts: list[tuple[int, bool, bytes]] = []
    while stream:
        size = chance.choice([1, 2, 5, 6, 100, 1000])
        cuts.append((len(cuts), US, stream[:size]))
        stream = stream[size:]
    assert [one.size for one in shapes(cuts)] == sizes


def test_what_is_no_record_ends_it() -> None:
    assert shapes([(0, US, record(23, 5) + b"HTTP/1.1 200 OK\r\n")]) == [Shape(0, US, 23, 5)]
    assert shapes([(0, US, b"\x17\x02\x00\x00\x01x")]) == []


def test_of_many_records_the_first_count() -> None:
    assert len(shapes([(0, US, record(23, 1) * 500)])) == MOST_RECORDS


@pytest.mark.parametrize("answer", [None, chosen(event=None)])
def test_without_an_answer_there_is_no_progress(answer: ServerHelloSeen | None) -> None:
    assert progress([Shape(0, US, HANDSHAKE, 512)], answer, 1, None) == NOTHING


@pytest.mark.parametrize("size", [19, 35])
def test_an_alert_instead_of_the_finished(size: int) -> None:
    found = judge13(FLIGHT, (US, CHANGE_CIPHER_SPEC, 1), (US, APPLICATION, size))
    seen = Anchor(hop=1, event=4)
    assert found.alert == HiddenAlert(seen=seen, ours=True, size=size, after="server-flight")
    assert not found.established


@pytest.mark.parametrize("size", [18, 20, 24, 34, 36, 52])
def test_other_short_records_are_no_alert_and_no_finished(size: int) -> None:
    assert judge13(FLIGHT, (US, APPLICATION, size)) == NOTHING


def test_the_flight_alone_is_no_end() -> None:
    assert judge13(FLIGHT) == NOTHING


@pytest.mark.parametrize("size", [53, 69, 85])
def test_a_finished(size: int) -> None:
    found = judge13(FLIGHT, (US, APPLICATION, size))
    assert (found.established, found.finished) == (True, 3)
    assert (found.client_data, found.server_data) == (False, False)


def test_data_of_both_sides() -> None:
    found = judge13(FLIGHT, DONE, (US, APPLICATION, 100), (THEM, APPLICATION, 200))
    assert (found.client_data, found.server_data, found.alert) == (True, True, None)


def test_tickets_are_nothing_that_a_client_says() -> None:
    found = judge13(FLIGHT, DONE, (THEM, APPLICATION, 250), (THEM, APPLICATION, 250))
    assert (found.established, found.client_data, found.server_data) == (True, False, True)


@pytest.mark.parametrize(
    ("before", "certificates"),
    [
        ([(US, APPLICATION, 25), DONE], False),
        ([(US, APPLICATION, 61)], False),
        ([(US, APPLICATION, 77)], False),
        ([(US, APPLICATION, 800), (US, APPLICATION, 281), DONE], True),
    ],
)
def test_an_alert_after_a_client_certificate(
    before: list[tuple[bool, int, int]], certificates: bool
) -> None:
    found = judge13(FLIGHT, *before, (THEM, APPLICATION, 19))
    assert found.alert is not None
    assert (found.alert.ours, found.alert.after) == (False, "finished")
    assert found.alert.certificates is certificates
    assert not found.established


def test_without_a_client_certificate_a_late_alert_is_a_goodbye() -> None:
    """close_notify has the size of any other; a server that is tired of waiting sends it."""
    found = judge13(FLIGHT, DONE, (THEM, APPLICATION, 19))
    assert (found.established, found.alert) == (True, None)


def test_a_goodbye_that_answers_the_client_is_no_alert() -> None:
    mutual = (FLIGHT, (US, APPLICATION, 25), DONE)
    bye = (US, APPLICATION, 19)
    assert judge13(*mutual, bye, (THEM, APPLICATION, 19)).alert is None
    assert judge13(*mutual, (THEM, APPLICATION, 19), left=4).alert is None
    assert judge13(*mutual, (THEM, APPLICATION, 19), left=9).alert is not None
    assert judge13(*mutual, (THEM, APPLICATION, 19), bye).alert is not None


@pytest.mark.parametrize("early", [19, 35, 40, 300, 1400])
def test_data_before_the_handshake_is_neither_alert_nor_certificate(early: int) -> None:
    """0-RTT (RFC 8446 section 2.3): it may still come when the server has answered."""
    rows = [
        Shape(0, US, HANDSHAKE, 512), Shape(0, US, APPLICATION, early),
        Shape(1, THEM, HANDSHAKE, 122), Shape(1, THEM, APPLICATION, 90),
        Shape(2, US, APPLICATION, early), Shape(2, US, APPLICATION, 21),
    ]  # fmt: skip
    assert progress(rows, chosen(), 1, None) == NOTHING
    rows += [Shape(3, US, APPLICATION, 53), Shape(4, THEM, APPLICATION, 19)]
    found = progress(rows, chosen(), 1, None)
    assert (found.established, found.finished, found.alert) == (True, 3, None)


def judge12(*rows: tuple[bool, int, int]) -> Progress:
    hellos = [Shape(0, US, HANDSHAKE, 512), Shape(1, THEM, HANDSHAKE, 900)]
    rest = [Shape(2 + i, *row) for i, row in enumerate(rows)]
    return progress([*hellos, *rest], chosen(0x0303), 1, None)


def test_tls12_ends_with_both_finished() -> None:
    ours = [(US, HANDSHAKE, 37), (US, CHANGE_CIPHER_SPEC, 1), (US, HANDSHAKE, 40)]
    theirs = [(THEM, CHANGE_CIPHER_SPEC, 1), (THEM, HANDSHAKE, 40)]
    half = judge12(*ours)
    assert (half.established, half.finished) == (False, 4)
    whole = judge12(*ours, *theirs)
    assert (whole.established, whole.finished, whole.client_data) == (True, 4, False)
    both = judge12(*ours, *theirs, (US, APPLICATION, 50), (THEM, APPLICATION, 50))
    assert (both.client_data, both.server_data) == (True, True)
    resumed = judge12(*theirs, *ours[1:])
    assert (resumed.established, resumed.finished) == (True, 5)


def test_tls12_hides_an_alert_behind_the_change_of_ciphers() -> None:
    ours = [(US, CHANGE_CIPHER_SPEC, 1), (US, HANDSHAKE, 40)]
    found = judge12(*ours, (THEM, CHANGE_CIPHER_SPEC, 1), (THEM, ALERT, 26))
    assert found.alert is not None
    assert (found.alert.size, found.alert.certificates) == (26, None)
    assert judge12(*ours, (THEM, ALERT, 2)).alert is None


def test_what_is_concluded() -> None:
    done = judge13(FLIGHT, DONE)
    (fact,) = concluded(done, chosen(), "h2")
    seen = Anchor(hop=1, event=3)
    assert fact == Established(seen=seen, version=0x0304, suite=0x1301, alpn="h2")
    alert = judge13(FLIGHT, (US, APPLICATION, 19))
    assert list(concluded(alert, chosen(), "")) == [alert.alert]
    assert list(concluded(NOTHING, chosen(), "")) == []


def facts(spoken: list[Said]) -> list[type]:
    talk = Talk().opens().all(spoken).closes(ours=True)
    kinds = (Established, HiddenAlert)
    return [type(f) for f in judged(talk.flow()).diagnosis.case.facts if isinstance(f, kinds)]


@pytest.mark.parametrize(
    "ends",
    [
        Ends(),
        Ends(version=12),
        Ends(curve="secp384r1"),
        Ends(wants=True, shows="CLIENT"),
        Ends(wants=True, shows="CLIENT", version=12),
        Ends(data=False),
        Ends(bye=False),
    ],
)
def test_real_handshakes_come_to_an_end(ends: Ends) -> None:
    spoken = list(said(ends))
    assert facts(spoken) == [Established]
    assert facts(spoken[:2]) == []


def test_a_real_retry_is_no_answer_yet() -> None:
    """Its CCS comes before the ServerHello, and encrypts nothing."""
    spoken = list(said(Ends(curve="secp384r1")))
    assert [facts(spoken[:n]) for n in (2, 3, 4, 5)] == [[], [], [], [Established]]
    talk = Talk().opens().all(spoken[:4]).says(CCS + ALERT13, ours=True).closes(ours=True)
    assert first(talk.flow()) == ("failed", "cert-rejected-unseen", "likely")


@pytest.mark.parametrize("alert", [ALERT13, JSSE13])
def test_a_real_flight_that_is_refused(alert: bytes) -> None:
    assert facts([*up_to_flight(), (US, CCS + alert)]) == [HiddenAlert]


def test_a_server_that_is_tired_of_waiting() -> None:
    talk = Talk().opens().all([*up_to_flight(), (US, CCS + FINISHED)]).waits(60_000)
    talk.says(ALERT13, ours=False).closes(ours=False).closes(ours=True)
    assert told(judged(talk.flow())) == ("ok", [])


@pytest.mark.parametrize("size", [19, 35])
def test_what_is_as_short_as_an_alert_and_not_the_last_word_was_data(size: int) -> None:
    """`GET / HTTP/1.0` with its empty line is as long as an alert of JSSE."""
    asked = judge13(FLIGHT, DONE, (US, APPLICATION, size), (US, APPLICATION, 19))
    left = judge13(FLIGHT, DONE, (US, APPLICATION, size))
    assert (asked.client_data, left.client_data) == (True, False)
