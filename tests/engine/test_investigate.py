from __future__ import annotations

from collections.abc import Iterator

from causes_facts import case, connected, ended, established, passed, problem, route, trial
from engine.fakes import Driven, cause, saying, settled_by
from tlswhy.engine import WIDE, Budget
from tlswhy.model.case import Case, Change, What
from tlswhy.model.diagnosis import (
    Broke,
    Clue,
    Experiment,
    Leg,
    Outcome,
    Party,
    Remedy,
    Step,
    Verdict,
)

BROKEN = case(connected(), ended("reset"))
WORKING = case(connected(), established(), passed("tls", hop=1))
CERTAIN, LIKELY, POSSIBLE, EXCLUDED = (
    Verdict.CERTAIN,
    Verdict.LIKELY,
    Verdict.POSSIBLE,
    Verdict.EXCLUDED,
)


def nothing(_: Case) -> Iterator[Clue]:
    return iter(())


def crash(_: Case) -> Iterator[Clue]:
    raise ZeroDivisionError("by nought")


class TestRounds:
    def test_what_no_experiment_would_change_is_answered_at_once(self) -> None:
        done = Driven(BROKEN, cause("a", saying(CERTAIN)))
        assert (done.rounds, done.diagnosis.rounds) == ([], 0)
        assert done.found == [("a", CERTAIN)]

    def test_an_experiment_settles_it(self) -> None:
        worked = trial(What.AGAIN, established())
        done = Driven(BROKEN, cause("a", settled_by(What.AGAIN), What.AGAIN), trials=[worked])
        assert done.rounds == [["again"]]
        assert done.found == [("a", CERTAIN)]
        assert done.diagnosis.findings[0].clue.confirmed_by == worked
        assert done.diagnosis.case.trials == (worked,)

    def test_an_experiment_excludes(self) -> None:
        failed = trial(What.AGAIN, ended("reset"))
        done = Driven(BROKEN, cause("a", settled_by(What.AGAIN), What.AGAIN), trials=[failed])
        assert (done.found, done.excluded) == ([], ["a"])

    def test_a_cause_may_ask_again_after_what_it_learned(self) -> None:
        def ask(known: Case) -> Iterator[Experiment]:
            first = known.trial(What.AGAIN)
            yield Experiment.of(What.AGAIN if first is None else What.DIRECT, "more")

        done = Driven(
            BROKEN,
            cause("a", settled_by(What.DIRECT), ask=ask),
            trials=[trial(What.AGAIN, ended("reset")), trial(What.DIRECT, established())],
        )
        assert done.rounds == [["again"], ["direct"]]
        assert done.found == [("a", CERTAIN)]

    def test_a_certain_cause_is_still_to_be_proved(self) -> None:
        sure = settled_by(What.CLOCK, before=CERTAIN)
        worked = trial(What.CLOCK, established())
        other = cause("b", saying(LIKELY), What.AGAIN)
        done = Driven(BROKEN, cause("a", sure, What.CLOCK), other, trials=[worked])
        assert done.rounds == [["clock"]]
        assert done.diagnosis.findings[0].clue.confirmed_by == worked

    def test_a_proved_cause_ends_the_questions(self) -> None:
        proved = saying(CERTAIN, confirmed_by=trial(What.CLOCK, established()))
        done = Driven(
            BROKEN, cause("a", proved, What.AGAIN), cause("b", saying(LIKELY), What.LISTEN)
        )
        assert done.rounds == []
        assert done.open == []

    def test_what_would_narrow_a_certain_umbrella_may_still_ask(self) -> None:
        proved = saying(CERTAIN, confirmed_by=trial(What.CLOCK, established()))
        narrow = cause("b", saying(POSSIBLE), What.LISTEN, narrows=("a",))
        done = Driven(BROKEN, cause("a", proved, What.AGAIN), narrow)
        assert done.rounds == [["listen-first"]]

    def test_what_is_excluded_asks_nothing(self) -> None:
        assert Driven(BROKEN, cause("a", saying(EXCLUDED), What.AGAIN)).rounds == []


class TestChoice:
    def test_each_change_is_asked_once(self) -> None:
        done = Driven(
            BROKEN,
            cause("a", saying(LIKELY), What.AGAIN),
            cause("b", saying(LIKELY), What.AGAIN, What.LISTEN),
            trials=[trial(What.AGAIN, ended("reset"))],
        )
        assert done.rounds == [["again", "listen-first"]]

    def test_what_was_not_answered_is_not_asked_again(self) -> None:
        done = Driven(BROKEN, cause("a", saying(LIKELY), What.AGAIN))
        assert done.rounds == [["again"]]
        assert done.open == []

    def test_the_same_change_to_another_value_is_another_one(self) -> None:
        caps = (Change(What.VERSION_CAP, "1.2"), Change(What.VERSION_CAP, "1.1"))
        assert Driven(BROKEN, cause("a", saying(LIKELY), *caps)).rounds == [
            ["version-cap 1.2", "version-cap 1.1"]
        ]

    def test_every_causes_best_comes_first_the_surest_causes_leading(self) -> None:
        done = Driven(
            BROKEN,
            cause("a", saying(POSSIBLE), What.AGAIN, What.LISTEN),
            cause("b", saying(LIKELY), What.DIRECT, What.PLAIN_HTTP),
        )
        assert done.rounds == [["direct", "again", "plain-http", "listen-first"]]

    def test_so_many_go_out_side_by_side(self) -> None:
        asks = (What.AGAIN, What.LISTEN, What.DIRECT)
        done = Driven(BROKEN, cause("a", saying(LIKELY), *asks), budget=Budget(width=2))
        assert done.rounds == [["again", "listen-first"], ["direct"]]

    def test_rounds_end(self) -> None:
        asks = (What.AGAIN, What.LISTEN, What.DIRECT)
        done = Driven(BROKEN, cause("a", saying(LIKELY), *asks), budget=Budget(rounds=2, width=1))
        assert done.rounds == [["again"], ["listen-first"]]
        assert done.open == ["direct"]
        assert done.diagnosis.rounds == 2

    def test_connections_end(self) -> None:
        asks = (What.AGAIN, What.LISTEN, What.DIRECT)
        done = Driven(
            BROKEN,
            cause("a", saying(LIKELY), *asks),
            trials=[trial(What.AGAIN), trial(What.LISTEN)],
            budget=Budget(connections=2, width=1),
        )
        assert done.rounds == [["again"], ["listen-first"]]
        assert done.open == ["direct"]

    def test_a_round_is_no_wider_than_the_connections_left(self) -> None:
        asks = (What.AGAIN, What.LISTEN, What.DIRECT)
        done = Driven(BROKEN, cause("a", saying(LIKELY), *asks), budget=Budget(connections=1))
        assert done.rounds[0] == ["again"]

    def test_overspent_is_spent(self) -> None:
        dear = Case(BROKEN.facts, (trial(What.AGAIN), trial(What.AGAIN)))
        done = Driven(dear, cause("a", saying(LIKELY), What.LISTEN), budget=Budget(connections=1))
        assert (done.rounds, done.open) == ([], ["listen-first"])

    def test_no_rounds_is_a_judgement_on_what_is_known(self) -> None:
        done = Driven(BROKEN, cause("a", saying(LIKELY), What.AGAIN), budget=Budget(rounds=0))
        assert (done.rounds, done.open) == ([], ["again"])


class TestRanking:
    def test_the_surest_comes_first(self) -> None:
        done = Driven(BROKEN, cause("a", saying(POSSIBLE)), cause("b", saying(LIKELY)))
        assert done.causes == ["b", "a"]

    def test_beside_a_certain_answer_what_is_possible_is_left_out(self) -> None:
        done = Driven(
            BROKEN,
            cause("a", saying(POSSIBLE)),
            cause("b", saying(CERTAIN)),
            cause("c", saying(LIKELY)),
        )
        assert done.causes == ["b", "c"]

    def test_what_was_proved_comes_before_what_was_not(self) -> None:
        proved = saying(CERTAIN, confirmed_by=trial(What.AGAIN, established()))
        done = Driven(BROKEN, cause("a", saying(CERTAIN)), cause("b", proved))
        assert done.causes == ["b", "a"]

    def test_what_broke_first_on_the_route_comes_first(self) -> None:
        done = Driven(
            BROKEN,
            cause("a", saying(LIKELY, hop=2)),
            cause("b", saying(LIKELY, evidence=(ended(hop=1),))),
            cause("c", saying(LIKELY)),
        )
        assert done.causes == ["c", "b", "a"]

    def test_equals_come_in_the_order_of_their_names(self) -> None:
        done = Driven(BROKEN, cause("b", saying(LIKELY)), cause("a", saying(LIKELY)))
        assert done.causes == ["a", "b"]

    def test_a_cause_is_shown_once_by_its_surest_clue(self) -> None:
        clues = [
            Clue(verdict=LIKELY, because="first"),
            Clue(verdict=CERTAIN, because="second"),
            Clue(verdict=POSSIBLE, because="third"),
        ]
        done = Driven(BROKEN, cause("a", lambda _: iter(clues)))
        assert [f.clue.because for f in done.diagnosis.findings] == ["second"]

    def test_an_umbrella_is_covered_by_what_is_as_sure(self) -> None:
        umbrella = cause("a", saying(LIKELY))
        done = Driven(BROKEN, umbrella, cause("b", saying(LIKELY), narrows=("a",)))
        assert done.causes == ["b"]

    def test_an_umbrella_that_is_surer_stands(self) -> None:
        umbrella = cause("a", saying(LIKELY))
        done = Driven(BROKEN, umbrella, cause("b", saying(POSSIBLE), narrows=("a",)))
        assert done.causes == ["a", "b"]

    def test_an_umbrella_comes_after_its_equals(self) -> None:
        done = Driven(
            BROKEN,
            cause("a", saying(LIKELY)),
            cause("b", saying(LIKELY)),
            *(cause(f"c{n}", nothing, narrows=("a",)) for n in range(WIDE)),
        )
        assert done.causes == ["b", "a"]

    def test_what_is_merely_possible_covers_nothing(self) -> None:
        wide = cause("a", saying(POSSIBLE))
        done = Driven(BROKEN, wide, cause("b", saying(POSSIBLE), narrows=("a",)))
        assert done.causes == ["a", "b"]

    def test_what_is_excluded_is_kept_apart(self) -> None:
        done = Driven(BROKEN, cause("a", saying(EXCLUDED)), cause("b", saying(LIKELY)))
        assert (done.causes, done.excluded) == (["b"], ["a"])


class TestFindings:
    def test_a_finding_says_what_the_cause_says(self) -> None:
        done = Driven(BROKEN, cause("a", saying(LIKELY), step=Step.TCP, leg=Leg.CLIENT_PROXY))
        [finding] = done.diagnosis.findings
        assert (finding.title, finding.acts) == ("Title of a", Party.SERVER)
        assert finding.remedies == (Remedy.READ_SERVER_LOG,)
        assert (finding.step, finding.leg) == (Step.TCP, Leg.CLIENT_PROXY)

    def test_a_clue_may_know_better(self) -> None:
        look = saying(LIKELY, acts=Party.CLIENT, remedies=(Remedy.FIX_DNS,))
        [finding] = Driven(BROKEN, cause("a", look)).diagnosis.findings
        assert (finding.acts, finding.remedies) == (Party.CLIENT, (Remedy.FIX_DNS,))

    def test_a_rule_that_crashes_is_shown_and_hides_nothing(self) -> None:
        done = Driven(BROKEN, cause("a", crash), cause("b", saying(LIKELY)))
        assert done.causes == ["b"]
        [broken] = done.diagnosis.excluded
        assert broken.cause == "a"
        assert broken.crash == "this rule crashed: ZeroDivisionError: by nought"
        assert broken.clue.because == broken.crash

    def test_a_question_that_crashes_is_shown_and_hides_nothing(self) -> None:
        def ask(_: Case) -> Iterator[Experiment]:
            raise ZeroDivisionError("by nought")

        done = Driven(
            BROKEN, cause("a", saying(LIKELY), ask=ask), cause("b", saying(LIKELY), What.AGAIN)
        )
        assert done.rounds == [["again"]]
        assert done.causes == ["a", "b"]
        assert [f.crash for f in done.diagnosis.excluded] == [
            "this rule crashed: ZeroDivisionError: by nought"
        ]


class TestOutcomes:
    def test_no_cause_for_what_failed_is_failed_all_the_same(self) -> None:
        done = Driven(BROKEN, cause("a", nothing))
        assert done.diagnosis.outcome is Outcome.FAILED
        assert done.diagnosis.broke_at == Broke(1, Leg.CLIENT_ORIGIN, Step.CLIENT_HELLO)

    def test_the_finding_knows_better_where_it_broke(self) -> None:
        look = saying(LIKELY, hop=0)
        done = Driven(BROKEN, cause("a", look, step=Step.DNS, leg=Leg.PROXY_ORIGIN))
        assert done.diagnosis.broke_at == Broke(0, Leg.PROXY_ORIGIN, Step.DNS)

    def test_what_works_is_ok(self) -> None:
        done = Driven(WORKING, cause("a", saying(CERTAIN)))
        assert done.diagnosis.outcome is Outcome.OK
        assert done.found == []
        assert done.diagnosis.broke_at == Broke(1, Leg.CLIENT_ORIGIN, Step.NONE)

    def test_where_it_works_only_causes_from_after_the_handshake_count(self) -> None:
        late = cause("b", saying(CERTAIN), after_handshake=True, step=Step.APPLICATION)
        done = Driven(WORKING, cause("a", saying(CERTAIN)), late)
        assert done.causes == ["b"]
        assert done.diagnosis.outcome is Outcome.FAILED
        assert done.diagnosis.broke_at.step is Step.APPLICATION

    def test_a_guess_does_not_make_what_works_fail(self) -> None:
        done = Driven(WORKING, cause("a", saying(POSSIBLE), after_handshake=True))
        assert (done.diagnosis.outcome, done.found) == (Outcome.OK, [])

    def test_what_will_break_is_at_risk(self) -> None:
        done = Driven(WORKING, cause("a", saying(LIKELY, risk=True), after_handshake=True))
        assert done.diagnosis.outcome is Outcome.AT_RISK
        assert done.causes == ["a"]
        assert done.diagnosis.broke_at.step is Step.NONE

    def test_a_risk_beside_a_failure_is_a_failure(self) -> None:
        done = Driven(
            WORKING,
            cause("a", saying(LIKELY, risk=True), after_handshake=True),
            cause("b", saying(LIKELY), after_handshake=True),
        )
        assert done.diagnosis.outcome is Outcome.FAILED

    def test_a_risk_however_sure_comes_after_what_broke(self) -> None:
        sure = cause("a", saying(CERTAIN, risk=True), after_handshake=True)
        broke = cause("b", saying(LIKELY), after_handshake=True)
        guess = cause("b", saying(POSSIBLE), after_handshake=True)
        assert Driven(WORKING, sure, broke).causes == ["b", "a"]
        done = Driven(WORKING, sure, guess)
        assert done.diagnosis.outcome is Outcome.AT_RISK
        assert done.causes == ["a"]

    def test_what_only_others_refuse_is_no_matter_beside_a_failure(self) -> None:
        others = saying(CERTAIN, risk=True, refused_by=("Go",))
        risk = cause("a", others, after_handshake=True)
        assert Driven(WORKING, risk).causes == ["a"]
        broke = cause("b", saying(LIKELY), after_handshake=True)
        assert Driven(WORKING, risk, broke).causes == ["b"]
        own = cause("b", saying(LIKELY, risk=True), after_handshake=True)
        assert Driven(WORKING, risk, own).causes == ["b", "a"]

    def test_what_a_client_refuses_does_not_work(self) -> None:
        refused = case(connected(), established(), passed("tls", hop=1), problem("expired"))
        done = Driven(refused, cause("a", saying(CERTAIN)))
        assert done.diagnosis.outcome is Outcome.FAILED
        assert done.diagnosis.broke_at == Broke(1, Leg.CLIENT_ORIGIN, Step.CERTIFICATE)

    def test_the_leg_of_what_works_is_the_targets(self) -> None:
        hops = route("http-connect p:1", "tls a")
        done = Driven(case(hops, connected(), established(), passed("tls", hop=1)))
        assert done.diagnosis.broke_at == Broke(1, Leg.CLIENT_ORIGIN, Step.NONE)


class TestNotes:
    def test_what_works_is_remarked_on_once(self) -> None:
        one = cause("a", nothing, note=lambda _: iter(("an old version", "few days left")))
        other = cause("b", nothing, note=lambda _: iter(("few days left",)))
        done = Driven(WORKING, one, other).diagnosis
        assert (done.outcome, done.notes) == (Outcome.OK, ("an old version", "few days left"))

    def test_beside_a_failure_it_is_noise(self) -> None:
        assert (
            Driven(BROKEN, cause("a", nothing, note=lambda _: iter(("x",)))).diagnosis.notes == ()
        )

    def test_a_remark_that_crashes_is_told(self) -> None:
        def crashes(_: Case) -> Iterator[str]:
            raise ZeroDivisionError("by nought")

        done = Driven(WORKING, cause("a", nothing, note=crashes)).diagnosis
        assert (done.outcome, done.notes) == (Outcome.OK, ())
        assert [finding.crash for finding in done.excluded] == [
            "this rule crashed: ZeroDivisionError: by nought"
        ]
