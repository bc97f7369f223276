from __future__ import annotations

from causes_facts import case
from tlswhy.model.case import Change, What
from tlswhy.model.diagnosis import Experiment, Step, Verdict, ask_nothing


def test_verdicts_are_an_order() -> None:
    assert Verdict.EXCLUDED < Verdict.POSSIBLE < Verdict.LIKELY < Verdict.CERTAIN
    assert [verdict.word for verdict in Verdict] == ["excluded", "possible", "likely", "certain"]


def test_steps_stand_in_the_order_of_a_handshake() -> None:
    assert list(Step)[:6] == ["start", "dns", "tcp", "proxy", "pre", "client-hello"]


def test_the_short_way_to_an_experiment() -> None:
    asked = Experiment.of(What.VERSION_CAP, "whether it helps", "1.2")
    assert asked == Experiment(Change(What.VERSION_CAP, "1.2"), "whether it helps")


def test_nothing_is_asked() -> None:
    assert list(ask_nothing(case())) == []
