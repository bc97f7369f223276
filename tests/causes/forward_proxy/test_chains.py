"""Where a chain of proxies broke, in what the lab recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlswhy.causes import catalogue
from tlswhy.engine.replay import replay
from tlswhy.model.casefile import read
from tlswhy.model.diagnosis import Broke, Leg, Outcome, Step

CASES = Path(__file__).parents[2] / "cases"


@pytest.mark.parametrize(
    ("path", "broke"),
    [
        ("proxy-auth-required/proxy_auth_required_chain", Broke(1, Leg.PROXY_PROXY, Step.PROXY)),
        (
            "proxy-connect-refused/proxy_connect_refused_chain",
            Broke(1, Leg.PROXY_PROXY, Step.PROXY),
        ),
        (
            "proxy-upstream-failed/proxy_upstream_failed_chain",
            Broke(0, Leg.CLIENT_PROXY, Step.PROXY),
        ),
        ("healthy/healthy_proxy_chain", Broke(4, Leg.CLIENT_ORIGIN, Step.NONE)),
    ],
)
def test_where_it_broke(path: str, broke: Broke) -> None:
    case = read((CASES / f"{path}.case").read_text())
    said = replay(case, catalogue())
    assert said.broke_at == broke
    assert (said.outcome is Outcome.OK) is (broke.step is Step.NONE)
    proxy = case.transcript.route[broke.hop].partition(" ")[2]
    if said.findings:
        assert f"the proxy {proxy} answered CONNECT" in said.findings[0].clue.because
