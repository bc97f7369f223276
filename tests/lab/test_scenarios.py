"""Every scenario of the lab is started for real and diagnosed live."""

from __future__ import annotations

import os

import pytest

from tlswhy.causes import catalogue
from tlswhy.cli.lab import run
from tlswhy.lab.scenario import Entry, scenarios

pytestmark = pytest.mark.lab


@pytest.mark.parametrize("entry", scenarios(), ids=lambda entry: str(entry.name))
def test_a_scenario_is_diagnosed_as_what_it_is(entry: Entry) -> None:
    missing = entry.scenario.missing()
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"{', '.join(missing)} is not installed")
    assert entry.scenario.expect is None or entry.scenario.expect in catalogue()
    result = run(entry)
    assert not result.problem, f"{result.got}: {result.problem}"
