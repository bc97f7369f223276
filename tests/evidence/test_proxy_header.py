from __future__ import annotations

from datetime import UTC, datetime

from evidence.scripts import attempt, mark, ours, talk, trust
from tlswhy.evidence import Setting, observe
from tlswhy.model.attempt import Proxy
from tlswhy.model.case import Case
from tlswhy.model.facts.context import Clock, Route
from tlswhy.model.facts.network import Connected, Ended, Passed, Resolved
from tlswhy.model.transcript import Mark


def test_a_header_is_through_when_it_is_sent_and_the_tunnels_end_is_what_was_looked_up() -> None:
    wanted = attempt(proxies=(Proxy("socks5", "p.test", 1080),), proxy_protocol="v1")
    route = tuple(hop.label for hop in wanted.hops)
    seen = talk(
        mark(Mark.RESOLVED, "192.0.2.7", hop=0),
        mark(Mark.CONNECTED, "192.0.2.7:1080", hop=0),
        mark(Mark.RESOLVED, "192.0.2.1", hop=0),
        mark(Mark.READY, hop=0),
        ours(b"PROXY UNKNOWN\r\n", hop=1),
        mark(Mark.READY, hop=1),
        ours(b"\x16\x03\x01", hop=2),
        mark(Mark.RESET, hop=2),
        route=route,
    )
    known = Case(
        observe(seen, wanted, Setting((), Clock(now=datetime(2030, 1, 1, tzinfo=UTC)), trust()))
    )
    assert [fact.hop for fact in known.all(Passed)] == [0, 1]
    assert [fact.name for fact in known.all(Resolved)] == ["p.test", "a.test"]
    assert known.last(Connected) is not None
    assert [fact.hop for fact in known.all(Ended)] == [2]
    told = known.last(Route)
    assert told is not None
    assert (told.hops, told.target_tls) == (route, 2)
