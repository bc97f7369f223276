"""A chain that nobody sent, judged by the real causes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from pki.chains import AT, Cert, between, leaf, root
from tlswhy.causes import catalogue
from tlswhy.engine.files import Filed, diagnose
from tlswhy.evidence.certificates import Trust
from tlswhy.model.case import What
from tlswhy.model.diagnosis import Diagnosis, Leg, Outcome, Step, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import ChainGiven, ChainJudged, LeafSeen
from tlswhy.model.facts.context import Asked, ClientProfile, Clock, Route, TrustStore
from tlswhy.pki.stores import Store
from tlswhy.probes.profiles import find

YESTERDAY = AT - timedelta(days=1)
NOBODY = Store("none", "")
TOP = root()
MIDDLE = between(TOP)
OTHER = root("Other")


def filed(
    chain: Sequence[Cert],
    *anchors: Cert,
    name: str = "a.example",
    at: datetime = AT,
    given: tuple[Fact, ...] = (),
) -> Filed:
    ders = tuple(one.der for one in chain)
    trusted = Store("ours", "ours.pem", [one.der for one in anchors])
    store = TrustStore(name="none", files=("ours.pem",), anchors=len(anchors))
    asked = (Asked(host=name, port=443, name=name),) if name else ()
    return Filed(
        shown=ChainGiven(files=("a.pem",), count=len(chain)),
        chain=ders,
        name=name,
        given=(*asked, store, *given),
        trust=Trust(trusted, NOBODY, NOBODY),
        at=at,
    )


def judged(question: Filed) -> Diagnosis:
    return diagnose(question, catalogue())


def found(diagnosis: Diagnosis) -> list[tuple[str, Verdict]]:
    assert not [finding.crash for finding in diagnosis.excluded if finding.crash]
    return [(finding.cause, finding.clue.verdict) for finding in diagnosis.findings]


def test_a_good_chain_is_ok() -> None:
    done = judged(filed([leaf(MIDDLE), MIDDLE], TOP))
    assert done.outcome is Outcome.OK
    assert found(done) == []
    assert done.broke_at.step is Step.NONE
    assert done.rounds == 0


def test_the_facts_are_those_of_a_chain_that_was_sent() -> None:
    done = judged(filed([leaf(MIDDLE), MIDDLE], TOP))
    assert done.case.target_hop == 0
    assert done.case.last(Route) == Route(hops=("files",), target_tls=0)
    assert done.case.last(Clock) == Clock(now=AT)
    seen = done.case.last(LeafSeen, hop=0)
    assert seen is not None
    assert (seen.names, seen.count) == (("a.example",), 2)
    chain = done.case.last(ChainJudged, hop=0)
    assert chain is not None
    assert chain.anchor == "CN=Root, O=Lab"


def test_what_is_wrong_breaks_at_the_certificate() -> None:
    done = judged(filed([leaf(MIDDLE), MIDDLE], TOP, name="b.test"))
    assert done.outcome is Outcome.FAILED
    assert found(done) == [("cert-hostname-mismatch", Verdict.CERTAIN)]
    assert (done.broke_at.hop, done.broke_at.step) == (0, Step.CERTIFICATE)
    assert done.broke_at.leg is Leg.CLIENT_ORIGIN


def test_without_a_name_no_name_is_wrong() -> None:
    assert judged(filed([leaf(MIDDLE), MIDDLE], TOP, name="")).outcome is Outcome.OK


def test_another_clock_is_tried() -> None:
    done = judged(filed([leaf(MIDDLE, ends=YESTERDAY), MIDDLE], TOP))
    [top] = done.findings
    assert (top.cause, top.clue.verdict) == ("cert-expired", Verdict.CERTAIN)
    [trial] = done.case.trials
    assert trial.change.what is What.CLOCK
    assert trial.works
    assert trial.connections == 0
    assert top.clue.confirmed_by == trial


def test_another_clock_that_does_not_help_confirms_nothing() -> None:
    done = judged(filed([leaf(MIDDLE, ends=YESTERDAY), MIDDLE], OTHER))
    dated = next(one for one in done.findings if one.cause == "cert-expired")
    clocks = [trial for trial in done.case.trials if trial.change.what is What.CLOCK]
    assert [trial.works for trial in clocks] == [False]
    assert dated.clue.confirmed_by is None


def test_another_anchor_is_tried() -> None:
    done = judged(filed([leaf(MIDDLE), MIDDLE, TOP], OTHER))
    [top] = done.findings
    assert (top.cause, top.clue.verdict) == ("trust-private-ca", Verdict.CERTAIN)
    [trial] = done.case.trials
    assert (trial.change.what, trial.works) == (What.TRUST_ISSUER, True)
    assert top.clue.confirmed_by == trial


def test_another_anchor_that_does_not_help_confirms_nothing() -> None:
    done = judged(filed([leaf(MIDDLE), MIDDLE, TOP], OTHER, name="b.test"))
    anchors = [trial for trial in done.case.trials if trial.change.what is What.TRUST_ISSUER]
    assert [trial.works for trial in anchors] == [False]
    private = next(one for one in done.findings if one.cause == "trust-private-ca")
    assert private.clue.confirmed_by is None


def test_what_would_need_a_connection_stays_open() -> None:
    done = judged(filed([leaf(MIDDLE, ends=YESTERDAY), MIDDLE], TOP))
    asked = {trial.change.what for trial in done.case.trials}
    assert asked <= {What.CLOCK, What.TRUST_ISSUER}
    lacking = judged(filed([leaf(MIDDLE)], TOP))
    assert lacking.outcome is Outcome.FAILED
    assert {trial.change.what for trial in lacking.case.trials} <= {What.CLOCK, What.TRUST_ISSUER}


def test_no_certificate_that_can_be_read() -> None:
    question = replace(filed([], TOP), chain=(b"junk",))
    done = judged(question)
    assert done.outcome is Outcome.FAILED
    assert done.broke_at.step is Step.CERTIFICATE


def test_a_client_is_asked_by_its_own_rules() -> None:
    """An AKI is missed by Python 3.13 and newer alone."""
    bare = [leaf(MIDDLE, aki=None), MIDDLE]
    assert judged(filed(bare, TOP)).outcome is not Outcome.FAILED
    done = judged(filed(bare, TOP, given=(client("python@3.13"),)))
    assert done.outcome is Outcome.FAILED
    assert found(done) == [("cert-strict-noncompliant", Verdict.CERTAIN)]
    policy = done.case.last(ClientProfile)
    assert policy is not None
    assert policy.policy.client == "python"


def test_a_client_that_looks_at_no_certificate_holds_nothing_against_one() -> None:
    """nginx verifies its upstream only where it is told to."""
    done = judged(filed([leaf(None)], given=(client("nginx"),)))
    assert done.outcome is Outcome.OK


def client(name: str) -> Fact:
    profile = find(name)
    assert profile is not None
    return profile.fact


class TestFilesThatKeepAProgramFromStarting:
    def test_a_key_of_another_certificate(self) -> None:
        done = self.given([leaf(MIDDLE), MIDDLE], TOP, key_of=1, keys=1)
        assert found(done) == [("server-key-mismatch", Verdict.CERTAIN)]
        assert done.broke_at.step is Step.START
        assert done.findings[0].clue.because == (
            "the private key does not belong to CN=a.example, but to certificate 2"
        )

    def test_it_comes_before_what_is_wrong_with_the_chain(self) -> None:
        """The program does not start, so nobody sees the chain."""
        done = self.given([leaf(MIDDLE, ends=YESTERDAY), MIDDLE], TOP, key_of=-1, keys=1)
        assert [cause for cause, _ in found(done)] == ["server-key-mismatch", "cert-expired"]
        assert done.findings[1].clue.confirmed_by is not None
        assert done.broke_at.step is Step.START

    def test_the_right_key_is_no_problem(self) -> None:
        done = self.given([leaf(MIDDLE), MIDDLE], TOP, key_of=0, keys=1)
        assert done.outcome is Outcome.OK

    def test_a_leaf_that_is_not_the_first(self) -> None:
        done = self.given([leaf(MIDDLE), MIDDLE], TOP, leaf_at=1, misplaced=True)
        assert found(done) == [("server-cert-file-bad", Verdict.CERTAIN)]
        assert (done.outcome, done.broke_at.step) == (Outcome.FAILED, Step.START)

    def given(self, chain: Sequence[Cert], *anchors: Cert, **shown: int) -> Diagnosis:
        question = filed(chain, *anchors)
        return judged(replace(question, shown=replace(question.shown, **shown)))
