"""Behind limits, queues and balancers the answer stays what it is without, or is less sure."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from msgspec import structs

from net.pressure import capped, flapping, limited, slow
from net.servers import Handler, attempt, reset, serve
from net.test_diagnose import GOOD, STALE, serving, setting
from tlswhy.model.diagnosis import Diagnosis, Outcome, Verdict
from tlswhy.net.diagnose import diagnose
from tlswhy.probes.offers import modern

pytestmark = pytest.mark.lab

Pressure = Callable[[Handler], Handler]

# Each lets the first attempt pass.
PRESSURES: dict[str, Pressure] = {
    "two-a-second": lambda inside: limited(inside, 2),
    "thirty-a-second": lambda inside: limited(inside, 30),
    "one-at-once": lambda inside: capped(inside, 1),
    "two-at-once": lambda inside: capped(inside, 2),
    "two-in-turn": lambda inside: capped(inside, 2, queues=True),
    "slow": lambda inside: slow(inside, 0.6),
    "slow-in-turn": lambda inside: capped(slow(inside, 0.4), 1, queues=True),
    "every-other": lambda inside: flapping(inside, first=False),
}
under_pressure = pytest.mark.parametrize("pressure", PRESSURES.values(), ids=PRESSURES)


def by_name(connection: socket.socket) -> None:
    """A filter that resets one name in front of a server with every other."""
    hello = connection.recv(65536, socket.MSG_PEEK)
    (reset if b"a.test" in hello else serving(GOOD))(connection)


def found(handler: Handler, **fields: object) -> Diagnosis:
    with serve(handler) as port:
        return diagnose(attempt(port, timeout=2.0, **fields), setting).diagnosis


def top(said: Diagnosis) -> tuple[str, Verdict]:
    return said.findings[0].cause, said.findings[0].clue.verdict


OLD = structs.replace(modern("a.test"), versions=(0x0303,), suites=(0x002F,))


@under_pressure
def test_what_works_is_never_called_failed(pressure: Pressure) -> None:
    assert found(pressure(serving(GOOD))).outcome is Outcome.OK


@under_pressure
def test_an_expired_certificate_stays_one(pressure: Pressure) -> None:
    assert top(found(pressure(serving(STALE)))) == ("cert-expired", Verdict.CERTAIN)


@under_pressure
def test_no_common_suite_stays_so_or_is_less_sure(pressure: Pressure) -> None:
    cause, verdict = top(found(pressure(serving(GOOD)), offer=OLD))
    assert cause == "cipher-no-overlap" or verdict < Verdict.CERTAIN


@under_pressure
def test_a_filtered_name_stays_so_or_is_less_sure(pressure: Pressure) -> None:
    cause, verdict = top(found(pressure(by_name)))
    assert cause == "sni-filtered" or verdict < Verdict.CERTAIN


@pytest.mark.parametrize("name", ["thirty-a-second", "two-in-turn", "slow"])
def test_mild_pressure_changes_nothing(name: str) -> None:
    cause, verdict = top(found(PRESSURES[name](serving(GOOD)), offer=OLD))
    assert (cause, verdict) == ("cipher-no-overlap", Verdict.CERTAIN)


def test_every_other_connection_that_is_reset_comes_and_goes() -> None:
    said = found(flapping(serving(GOOD), first=True))
    assert all(finding.clue.verdict < Verdict.CERTAIN for finding in said.findings)
    assert "it comes and goes" in said.findings[0].clue.because
