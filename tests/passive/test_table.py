"""Handshakes added up, in bounded memory."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passive.flows import BEGAN
from tlswhy.passive import table
from tlswhy.passive.rows import Row
from tlswhy.passive.table import Sketch, Table, Tallies


def row(**changed: object) -> Row:
    """A good handshake of TLS 1.3, but for what is said."""
    told: dict[str, object] = {
        "flow": 1,
        "at": BEGAN,
        "client": "192.0.2.1",
        "client_port": 40_000,
        "server": "198.51.100.7",
        "port": 443,
        "protocol": "tcp",
        "name": "a.example",
        "route": "direct",
        "outcome": "ok",
        "cause": "",
        "verdict": "",
        "version": 0x0304,
        "suite": 0x1301,
        "group": 29,
        "alpn": "",
        "offered": "h2,http/1.1",
        "ja3": "a" * 32,
        "ja3s": "b" * 32,
        "ja4": "t13d1516h2_8daaf6152771_e5627efa2ab1",
        "resumed": False,
        "tcp_ms": 10.0,
        "client_ms": 1.0,
        "server_ms": 20.0,
        "total_ms": 40.0,
        "sent": 900,
        "received": 5000,
        "again": 0,
    }
    return Row(**{**told, **changed})  # type: ignore[arg-type]


def failed(cause: str, **changed: object) -> Row:
    return row(
        outcome="failed", cause=cause, verdict="certain", resumed=None, total_ms=None, **changed
    )


def filled(*rows: Row) -> Table:
    made = Table()
    for one in rows:
        made.add(one)
    return made


def test_outcomes_and_causes_by_everybody() -> None:
    made = filled(
        row(),
        failed("cert-expired", server="2001:db8::1", name="b.example"),
        failed("cert-expired", server="2001:db8::1", name="b.example", client="192.0.2.2"),
        failed("tcp-refused", server="2001:db8::1", name="", version=0, suite=0, group=0, ja4=""),
    )
    assert (made.whole.count, made.whole.failed) == (4, 3)
    assert made.whole.causes == {"cert-expired": 2, "tcp-refused": 1}
    [(server, tally)] = made.servers.failing(5)
    assert (server, tally.count, tally.failed) == ("[2001:db8::1]:443", 3, 3)
    assert [(name, one.failed) for name, one in made.names.failing(5)] == [
        ("b.example", 2),
        ("", 1),
    ]
    assert [(name, one.count) for name, one in made.clients.most(1)] == [("192.0.2.1", 3)]
    assert made.versions == {0x0304: 3}
    assert len(made.ja4) == 1


def test_what_the_server_chose_or_the_client_offered() -> None:
    made = filled(row(alpn="h2"), row(), row(), row(offered=""))
    assert [(name, one.count) for name, one in made.alpn.most(5)] == [
        ("(h2,http/1.1)", 2),
        ("h2", 1),
    ]


def test_sessions_and_bytes_are_added() -> None:
    made = filled(row(resumed=True, again=2), row(), row(outcome="unclear", resumed=False))
    assert (made.resumed, made.full, made.again) == (1, 1, 2)
    assert (made.sent, made.received) == (2700, 15_000)


def test_times_that_are_not_known_do_not_count() -> None:
    made = filled(row(), failed("cert-expired"))
    assert made.times["total_ms"].count == 1
    assert made.times["tcp_ms"].count == 2


def test_no_times_have_no_percentile() -> None:
    assert Sketch().percentile(0.5) is None


@given(st.lists(st.floats(0.01, 100_000), min_size=1, max_size=300), st.sampled_from((0.5, 0.9, 1)))
def test_percentiles_are_right_to_one_in_a_hundred(times: list[float], share: float) -> None:
    sketch = Sketch()
    for one in times:
        sketch.add(one)
    exact = sorted(times)[max(-int(-share * len(times) // 1), 1) - 1]
    told = sketch.percentile(share)
    assert told is not None
    assert told == pytest.approx(exact, rel=0.0101)


def test_however_long_it_took_the_classes_are_few() -> None:
    sketch = Sketch()
    chance = random.Random(1)
    for _ in range(20_000):
        sketch.add(10 ** chance.uniform(-9, 7))
    assert len(sketch) < 1300
    assert sketch.percentile(1) == pytest.approx(10**7, rel=0.02)


def test_the_rarest_are_forgotten_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST", 10)
    made = Tallies()
    bad = failed("cert-expired")
    made.add("fails once", bad)
    for number in range(500):
        made.add(f"rare {number}", row())
        made.add("often", row())
        assert len(made) <= 10
    assert made.most(1)[0][0] == "often"
    assert made.most(1)[0][1].count == 500
    assert [key for key, _ in made.failing(3)] == ["fails once"]
    kept = sum(tally.count for _, tally in made.most(100))
    assert kept + made.forgotten == 1001


def test_ties_are_ranked_by_name() -> None:
    made = Tallies()
    for key in ("b", "c", "a"):
        made.add(key, row())
    assert [key for key, _ in made.most(2)] == ["a", "b"]
