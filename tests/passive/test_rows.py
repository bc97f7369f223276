"""One line for each handshake; the quick way never calls well what a diagnosis does not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from passive.flows import BEGAN, MS, SETTING, Ends, Said, Talk, flow_of, judged, record, said
from tlswhy.captures.flow import ACK, FIN, PSH, RST, TCP, UDP, End, Flow, Packet
from tlswhy.captures.flows import flows
from tlswhy.causes import catalogue
from tlswhy.passive.diagnose import judge
from tlswhy.passive.rows import UNCLEAR, Row, row_of, triage

SAMPLES = Path(__file__).parents[3] / "shared" / "cases" / "captures"
TLS12 = {"version": 12}


def talk(**changed: object) -> Talk:
    """A whole connection: opened, spoken, and closed by the server."""
    ends = Ends(**changed)  # type: ignore[arg-type]
    return Talk().opens().all(said(ends)).closes(ours=False).closes(ours=True)


def both(flow: Flow) -> tuple[Row | None, Row]:
    return triage(flow), row_of(judged(flow))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        TLS12,
        {"curve": "secp384r1"},
        {"version": 12, "curve": "secp384r1"},
        {"alpn": ("h2", "h2")},
        {"version": 12, "alpn": ("h2", "h2")},
        {"shows": "CLIENT", "wants": True},
        {"version": 12, "shows": "CLIENT", "wants": True},
        {"name": ""},
        {"version": 12, "ciphers": ("ECDHE+AES128+SHA256", "ECDHE-ECDSA-AES128-SHA256")},
    ],
)
def test_the_quick_way_gives_the_row_of_the_diagnosis(changed: dict[str, object]) -> None:
    if changed.get("name") == "":
        changed = {**changed, "trusted": None}
    quick, slow = both(talk(**changed).flow())
    assert quick is not None
    assert quick == slow
    assert (slow.outcome, slow.cause) == ("ok", "")


def test_what_a_row_of_tls_13_tells() -> None:
    row = triage(talk(alpn=("h2", "h2")).flow(7))
    assert row is not None
    assert (row.flow, row.at, row.protocol, row.route) == (7, BEGAN, "tcp", "direct")
    assert (row.client_port, row.port) == (40_000, 443)
    assert (row.name, row.offered, row.alpn) == ("a.example", "h2", "")
    assert (row.version, row.suite, row.group) == (0x0304, 0x1302, 29)
    assert row.ja4.startswith("t13d")
    assert (len(row.ja3), len(row.ja3s), row.resumed, row.again) == (32, 32, False, 0)


def test_what_a_row_of_tls_12_tells() -> None:
    row = triage(talk(version=12, alpn=("h2", "h2"), curve="prime256v1").flow())
    assert row is not None
    assert (row.version, row.group, row.alpn, row.offered) == (0x0303, 23, "h2", "h2")
    assert row.suite in (0xC02C, 0xC030)


def test_the_times() -> None:
    spoken = said(Ends())
    made = Talk(step=0).syn().waits(10)
    made.packet(ours=False, flags=0x12, seq=-1).packet(ours=True).waits(3)
    made.all(spoken[:1]).waits(20).all(spoken[1:2]).waits(5).all(spoken[2:])
    quick, slow = both(made.closes(ours=False).flow())
    assert quick == slow
    assert quick is not None
    times = (quick.tcp_ms, quick.client_ms, quick.server_ms, quick.total_ms)
    assert times == (10.0, 3.0, 20.0, 38.0)


def test_a_lost_beginning_has_no_times_of_it() -> None:
    made = talk().loses(0, 1)
    row = row_of(judged(made.flow()))
    assert triage(made.flow()) is None
    assert (row.tcp_ms, row.client_ms, row.total_ms) == (None, None, None)
    assert row.server_ms is not None


def test_packets_that_were_sent_again_are_counted() -> None:
    made = Talk().opens().all(said(Ends())[:1]).again(2).all(said(Ends())[1:]).closes(ours=False)
    row = triage(made.flow())
    assert row is not None
    assert row.again == 2


def test_segments_make_no_difference() -> None:
    whole = triage(talk().flow())
    small = Talk().opens().all(said(Ends()), segment=7).closes(ours=False).closes(ours=True)
    row = triage(small.flow())
    assert whole is not None
    assert row is not None
    assert (row.ja3, row.ja4, row.ja3s, row.group) == (
        whole.ja3,
        whole.ja4,
        whole.ja3s,
        whole.group,
    )


def failing() -> list[tuple[str, Talk]]:
    """Connections that are not in order, or of which it cannot be told from the heads."""
    good, old = said(Ends()), said(Ends(version=12))
    quiet = said(Ends(data=False, bye=False))
    return [
        ("alert in clear", talk(trusted="OTHER_ROOT")),
        ("alert in clear, 1.2", talk(version=12, trusted="OTHER_ROOT")),
        ("no client certificate", talk(wants=True)),
        ("no client certificate, 1.2", talk(version=12, wants=True)),
        ("no answer", Talk().opens().all(good[:1])),
        ("no Finished", Talk().opens().all(good[:2]).closes(ours=True)),
        ("reset", Talk().opens().all(good[:1]).resets(ours=False)),
        ("hidden refusal", Talk().opens().all([*good[:2], (True, record(23, 19))])),
        ("left at once", Talk().opens().all(quiet).closes(ours=True)),
        ("left at once, 1.2", _left12()),
        ("refused after Finished", Talk().opens().all(_without_certificate(good))),
        ("alert in clear at the end", Talk().opens().all([*old, (False, b"\x15\3\3\0\2\2\x28")])),
        ("plain HTTP", Talk().opens().says(b"GET / HTTP/1.0\r\n\r\n", ours=True)),
        ("an answer that is not TLS", Talk().opens().all([good[0], (False, b"HTTP/1.0 400 No")])),
        ("nothing", Talk().opens()),
        ("lost bytes", talk().loses(5)),
    ]


def _without_certificate(good: tuple[Said, ...]) -> list[Said]:
    """A client that shows an empty certificate, and a server that refuses it."""
    finished = record(23, 25) + record(23, 53)
    return [*good[:2], (True, finished), (False, record(23, 19))]


def _left12() -> Talk:
    quiet = said(Ends(version=12, data=False, bye=False))
    return Talk().opens().all(quiet).closes(ours=True)


@pytest.mark.parametrize(
    ("what", "made"), failing(), ids=lambda one: one if isinstance(one, str) else "flow"
)
def test_whatever_is_odd_is_left_to_the_diagnosis(what: str, made: Talk) -> None:
    assert triage(made.flow()) is None, what


def test_a_server_that_says_goodbye_is_no_refusal() -> None:
    spoken = [*said(Ends(bye=False)), (False, record(23, 19))]
    quick, slow = both(Talk().opens().all(spoken).closes(ours=False).flow())
    assert quick == slow
    assert slow.outcome == "ok"


def test_a_client_that_only_listens_is_well_where_the_server_ends_it() -> None:
    for version in (12, 13):
        spoken = said(Ends(version=version, data=False, bye=False))
        quick, slow = both(Talk().opens().all(spoken).closes(ours=False).flow())
        assert quick == slow
        assert slow.outcome == "ok"


def test_a_hello_that_was_sent_back_is_read_to_its_end() -> None:
    client = Ends(curve="secp521r1", ciphers=("", ""))
    row = triage(Talk().opens().all(said(client)).closes(ours=False).flow())
    assert row is not None
    assert row.group == 25


def test_records_before_the_answer_are_not_a_finished_handshake() -> None:
    early = [said(Ends())[0], (True, record(23, 69)), (True, record(23, 100))]
    answer = said(Ends())[1]
    assert triage(Talk().opens().all([*early, answer]).flow()) is None


@pytest.mark.parametrize(
    ("begin", "route"),
    [
        ([(True, b"PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n")], "proxy-protocol"),
        (
            [
                (True, b"CONNECT a.example:443 HTTP/1.1\r\n\r\n"),
                (False, b"HTTP/1.1 200 OK\r\n\r\n"),
            ],
            "connect",
        ),
        (
            [
                (True, b"\5\1\0"),
                (False, b"\5\0"),
                (True, b"\5\1\0\3\x09a.example\1\xbb"),
                (False, b"\5\0\0\1\0\0\0\0\0\0"),
            ],
            "socks",
        ),
    ],
)
def test_what_lay_before_tls(begin: list[Said], route: str) -> None:
    flow = Talk().opens().all([*begin, *said(Ends())]).closes(ours=False).flow()
    quick, row = both(flow)
    assert quick is None
    plain = triage(talk().flow())
    assert plain is not None
    assert (row.route, row.outcome, row.version) == (route, "ok", 0x0304)
    assert (row.ja3s, row.name) == (plain.ja3s, "a.example")


def test_starttls_is_named() -> None:
    begin: list[Said] = [
        (False, b"220 a.example ESMTP\r\n"),
        (True, b"EHLO c\r\n"),
        (False, b"250-a.example\r\n250 STARTTLS\r\n"),
        (True, b"STARTTLS\r\n"),
        (False, b"220 go\r\n"),
    ]
    made = Talk(port=25).opens().all([*begin, *said(Ends())]).closes(ours=False)
    row = row_of(judged(made.flow()))
    assert (row.route, row.outcome) == ("starttls", "ok")


def test_a_failure_has_its_cause() -> None:
    row = row_of(judged(talk(version=12, shown="EXPIRED").flow()))
    assert (row.outcome, row.cause, row.verdict) == ("failed", "cert-expired", "certain")
    assert (row.version, row.total_ms) == (0x0303, None)


def test_too_little_is_unclear() -> None:
    row = row_of(judged(Talk().opens().all(said(Ends())[:1]).flow(over=False)))
    assert (row.outcome, row.cause, row.version, row.resumed) == (UNCLEAR, "", 0, None)


def with_session(stream: bytes, session: bytes) -> bytes:
    """The same with another session identifier in the hello that it begins with."""
    size = stream[43]
    grown = len(session) - size
    record_size = int.from_bytes(stream[3:5], "big") + grown
    message_size = int.from_bytes(stream[6:9], "big") + grown
    return (
        stream[:3]
        + record_size.to_bytes(2, "big")
        + stream[5:6]
        + message_size.to_bytes(3, "big")
        + stream[9:43]
        + bytes((len(session),))
        + session
        + stream[44 + size :]
    )


@pytest.mark.parametrize(
    ("offered", "answered", "resumed"),
    [(b"a" * 32, b"a" * 32, True), (b"a" * 32, b"b" * 32, False), (b"", b"", False)],
)
def test_a_session_is_resumed_where_the_server_repeats_it(
    offered: bytes, answered: bytes, resumed: bool
) -> None:
    for version, expected in ((12, resumed), (13, False)):
        spoken = said(Ends(version=version))
        again = [
            (True, with_session(spoken[0][1], offered)),
            (False, with_session(spoken[1][1], answered)),
            *spoken[2:],
        ]
        quick, slow = both(Talk().opens().all(again).closes(ours=False).flow())
        assert quick == slow
        assert slow.resumed is expected


def in_records(stream: bytes, size: int) -> bytes:
    """The first record of a stream cut into several."""
    end = 5 + int.from_bytes(stream[3:5], "big")
    parts = [stream[at : min(at + size, end)] for at in range(5, end, size)]
    return (
        b"".join(stream[:3] + len(part).to_bytes(2, "big") + part for part in parts) + stream[end:]
    )


def test_hellos_in_several_records_are_put_together() -> None:
    for version in (12, 13):
        (_, first), (_, second), *rest = said(Ends(version=version))
        spoken = [(True, in_records(first, 100)), (False, in_records(second, 30)), *rest]
        quick, slow = both(Talk().opens().all(spoken).closes(ours=False).flow())
        whole = triage(talk(version=version).flow())
        assert quick == slow
        assert whole is not None
        assert (slow.ja3, slow.ja3s, slow.group) == (whole.ja3, whole.ja3s, whole.group)


CCS, HELLO_REQUEST = b"\x14\3\3\0\1\1", b"\x16\3\3\0\4\0\0\0\0"
ASKED = b"\x16\3\3\0\5\x0e\0\0\1\0"


@pytest.mark.parametrize(
    ("version", "put", "after", "ours"),
    [
        (13, HELLO_REQUEST, 0, True),
        (13, HELLO_REQUEST, 1, False),
        (13, b"\x18\3\3\0\1\0", 2, True),
        (13, ASKED, 0, False),
        (12, CCS, 0, True),
        (12, CCS, 1, False),
        (12, CCS, 2, True),
        (12, record(23, 100), 0, True),
        (12, HELLO_REQUEST, 0, False),
        (12, ASKED, 0, True),
        (12, b"\x16\3\3\0\5\x0e\0\0\2\0", 0, False),
        (12, b"\x15\3\3\0\2\1\0", 2, True),
    ],
)
def test_what_nobody_sends_there_is_odd(version: int, put: bytes, after: int, ours: bool) -> None:
    spoken = list(said(Ends(version=version)))
    spoken.insert(after + 1 if ours else after, (ours, put))
    assert triage(Talk().opens().all(spoken).closes(ours=False).flow()) is None


def test_a_version_that_nobody_has_is_odd() -> None:
    (_, first), (_, second), *rest = said(Ends(version=12))
    odd = second[:9] + b"\3\\9" + second[11:]
    assert triage(Talk().opens().all([(True, first), (False, odd), *rest]).flow()) is None


def test_datagrams_are_left_alone() -> None:
    ends = End("192.0.2.1", 1), End("192.0.2.2", 443)
    flow = flow_of([], *ends)
    udp = Flow(
        number=1,
        protocol=UDP,
        client=ends[0],
        server=ends[1],
        packets=(),
        sent=0,
        received=0,
        last=flow.last,
        over=True,
        opened=True,
    )
    assert triage(udp) is None


def spoilt(packets: list[Packet], seed: int) -> list[Packet]:
    """The packets of a capture that lost, doubled, delayed and cut some, and to which a middlebox
    added others."""
    chance = random.Random(seed)
    found = list(packets)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(found))
        one = found[at]
        match chance.randrange(8):
            case 0:
                found = found[: at + 1]
            case 1 if len(found) > 1:
                del found[at]
            case 2:
                found.insert(at, one)
            case 3:
                found.insert(min(at + chance.randrange(1, 6), len(found)), found.pop(at))
            case 4:
                found[at] = structs.replace(one, data=one.data[: chance.choice((0, 60, 200))])
            case 5:
                flags = chance.choice((RST, RST | ACK, FIN | ACK))
                ours = chance.random() < 0.5
                found.insert(at, structs.replace(one, flags=flags, ours=ours, data=b"", size=0))
            case 6:
                found = [other for other in found if not other.flags & (FIN | RST)] or found
            case _:
                kind, size = chance.choice((20, 21, 22, 23)), chance.choice((1, 2, 19, 35, 53, 90))
                data = record(kind, size)
                last = max(p.seq + p.size for p in found if p.ours is one.ours)
                more = structs.replace(one, seq=last, data=data, size=len(data), flags=PSH | ACK)
                found.insert(chance.randrange(at, len(found)) + 1, more)
    times = enumerate(found)
    return [structs.replace(p, frame=n + 1, at=BEGAN + n * MS) for n, p in times]


ALL = [
    talk(),
    talk(version=12),
    talk(shows="CLIENT", wants=True),
    talk(wants=True),
    talk(version=12, wants=True),
    talk(shown="EXPIRED"),
    talk(version=12, shown="EXPIRED"),
    talk(data=False),
]


@settings(deadline=None, max_examples=120)
@given(st.integers(0, len(ALL) - 1), st.integers(0, 1 << 32))
def test_nothing_that_fails_is_called_well(which: int, seed: int) -> None:
    made = ALL[which]
    packets = spoilt(made.packets, seed)
    quick = triage(flow_of(packets, made.client, made.server))
    if quick is not None:
        slow = row_of(judged(flow_of(packets, made.client, made.server)))
        assert slow.outcome in ("ok", UNCLEAR)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the recorded captures are not here")
def test_the_recorded_captures() -> None:
    quick_ones = 0
    for file in sorted(SAMPLES.rglob("*.pcap")):
        for flow in flows(file):
            row = triage(flow) if flow.protocol == TCP else None
            if row is not None:
                found = judge(flow, SETTING, catalogue())
                assert found is not None
                assert row == row_of(found), file
                quick_ones += 1
    assert quick_ones > 5
