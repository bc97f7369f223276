"""What reports for people say, before it is laid out."""

from __future__ import annotations

import pytest
from msgspec import structs

from report import samples
from report.samples import Sample, seen
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Broke, Clue, Diagnosis, Leg, Outcome, Step, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Asked, Clock, Route
from tlswhy.model.facts.network import HttpAnswered
from tlswhy.model.facts.tls import Established, KeyExchangeSeen, ServerHelloSeen
from tlswhy.report import sentences
from tlswhy.report.sentences import Answer, Next, Other, Seen, Tried

ROUTE = Route(hops=("tls a.test",), target_tls=0)


def answer(sample: Sample, *, interrupted: bool = False) -> Answer:
    return sentences.answer(sample.diagnosis, interrupted=interrupted)


def fine(*facts: Fact) -> str:
    """What is said of a handshake that works."""
    nowhere = Broke(0, Leg.CLIENT_ORIGIN, Step.NONE)
    diagnosis = Diagnosis(Outcome.OK, nowhere, (), Case((ROUTE, *facts)))
    return sentences.answer(diagnosis, interrupted=False).because


def done(version: int = 0x0304, alpn: str = "") -> Established:
    return Established(seen=samples.seen(1, 0), version=version, suite=0x1301, alpn=alpn)


def test_a_failure() -> None:
    assert answer(samples.expired()) == Answer(
        "FAILED",
        "a.test ended on 2021-01-01, 2152 days ago",
        ("the server has to act; it broke at step certificate, between client and origin",),
    )


def test_nothing_known() -> None:
    assert answer(samples.unknown()) == Answer(
        "FAILED",
        "no known cause explains what was seen",
        ("it broke at step client-hello, between client and origin",),
    )


def test_interrupted() -> None:
    early = answer(samples.unknown(), interrupted=True)
    assert early == Answer("INTERRUPTED", "before there was an answer", ())
    late = answer(samples.expired(), interrupted=True)
    assert late.word == "FAILED"
    assert late.more[1:] == ("interrupted: judged by what was known until then",)


def test_a_risk() -> None:
    sample = samples.expired()
    nowhere = Broke(1, Leg.CLIENT_ORIGIN, Step.NONE)
    risk = structs.replace(sample.diagnosis, outcome=Outcome.AT_RISK, broke_at=nowhere)
    said = sentences.answer(risk, interrupted=False)
    assert said.word == "AT RISK"
    assert said.more == ("the server has to act; it works now and will break",)


def test_a_risk_of_others_names_them() -> None:
    sample = samples.expired()
    [top] = sample.diagnosis.findings
    clue = structs.replace(top.clue, risk=True, refused_by=("Go", "Java"))
    risky = structs.replace(
        sample.diagnosis,
        outcome=Outcome.AT_RISK,
        broke_at=Broke(1, Leg.CLIENT_ORIGIN, Step.NONE),
        findings=(structs.replace(top, clue=clue),),
    )
    said = sentences.answer(risky, interrupted=False)
    assert said.more == ("the server has to act; it works here, and is refused by Go, Java",)


def test_plain_http_that_was_asked_for() -> None:
    route = Route(hops=("tcp a.test:80", "plain-http a.test:80"), target_tls=-1)
    asked = Asked(host="a.test", port=80, service="http")
    answer = HttpAnswered(seen=seen(1), status=200, reason="OK", headers=(), body="", method="GET")
    fine = structs.replace(samples.fine().diagnosis, case=Case((route, asked, answer)))
    said = sentences.answer(fine, interrupted=False)
    assert said.because == "GET answered 200 OK, in plain HTTP without TLS"
    none = structs.replace(fine, case=Case((route, asked)))
    assert sentences.answer(none, interrupted=False).because == "nothing is wrong"


def test_what_was_agreed_on() -> None:
    assert answer(samples.fine()) == Answer(
        "OK",
        "handshake finished: TLS 1.3, TLS_AES_128_GCM_SHA256, x25519, h2, certificate valid "
        "until 2027-02-01 (69 days)",
        (),
    )
    assert fine() == "nothing is wrong"
    assert fine(done()) == "handshake finished: TLS 1.3, TLS_AES_128_GCM_SHA256"
    assert fine(done(), Clock(now=samples.NOW)) == fine(done())
    assert len(fine(done(alpn="x" * 255))) == len(fine(done())) + len(", ") + 40


@pytest.mark.parametrize(("group", "says"), [(23, ", secp256r1"), (0, "")])
def test_a_group_of_tls_1_2_stands_in_the_key_exchange(group: int, says: str) -> None:
    at = samples.seen(1, 0)
    chosen = ServerHelloSeen(seen=at, version=0x0303, suite=0xC02F, group=None, retry=False)
    exchange = KeyExchangeSeen(seen=at, group=group, bits=0 if group else 2048)
    assert fine(chosen, exchange, done()).partition("SHA256")[2] == says


def test_the_broken_hop_is_one_that_is_shown() -> None:
    sample = samples.expired()
    assert sentences.broken_hop(sample.diagnosis, sample.subject.route) == 1
    late = structs.replace(sample.diagnosis, broke_at=Broke(2, Leg.CLIENT_ORIGIN, Step.APPLICATION))
    assert sentences.broken_hop(late, sample.subject.route) == 1
    assert sentences.broken_hop(samples.fine().diagnosis, sample.subject.route) == -1


def test_evidence_says_when() -> None:
    sample = samples.sni_filtered()
    assert sentences.evidence(sample.diagnosis, sample.transcript) == (
        Seen("ClientHello of 1535 bytes, up to TLS 1.3, server_name b.test", "25 ms"),
        Seen("nothing came for 5 s after 1535 bytes sent and 0 received", "5025 ms"),
        Seen("received alert unrecognized_name (112) after client-hello", "in a trial"),
    )
    sample = samples.expired()
    clock = sentences.evidence(sample.diagnosis, sample.transcript)[-1]
    assert clock == Seen("the clock says 2026-11-23 12:00:00 UTC", "")
    assert sentences.evidence(samples.fine().diagnosis, sample.transcript) == ()


def test_evidence_is_said_once_and_has_an_end() -> None:
    sample = samples.expired()
    [top] = sample.diagnosis.findings
    many = tuple(samples.hello(3, size=size) for size in range(20))
    clue = Clue(verdict=Verdict.CERTAIN, because="so", evidence=(*many[:3], *many))
    finding = structs.replace(top, clue=clue)
    diagnosis = structs.replace(sample.diagnosis, findings=(finding,))
    seen = sentences.evidence(diagnosis, sample.transcript)
    assert len(seen) == sentences.MOST_EVIDENCE
    assert len(set(seen)) == sentences.MOST_EVIDENCE


def test_what_was_tried() -> None:
    diagnosis = samples.sni_filtered().diagnosis
    assert sentences.trials(diagnosis)[1:] == (
        Tried(
            "with another server name, other.test",
            "fails",
            "alert unrecognized_name (112)",
            1,
            confirms=False,
        ),
        Tried("without the post-quantum key share", "fails", "silence for 5 s", 2, confirms=False),
    )
    assert sentences.trials(diagnosis)[0].confirms
    assert sentences.spent(diagnosis) == "4 connections"
    assert not any(
        trial.confirms for trial in sentences.trials(structs.replace(diagnosis, findings=()))
    )


def test_numbers_of_connections() -> None:
    said = [sentences.connections(count) for count in (0, 1, 2)]
    assert said == ["no connections", "1 connection", "2 connections"]


def test_other_findings() -> None:
    diagnosis = samples.sni_filtered().diagnosis
    assert sentences.others(diagnosis) == (
        Other("possible", "handshake-timeout", "nothing came for 5 s"),
        Other("crashed", "mtu-blackhole", "this rule crashed: KeyError: 'x'"),
    )
    assert sentences.excluded(diagnosis) == (
        Other("excluded", "hello-too-large", "a short hello is not answered either"),
    )


def test_what_to_do_next() -> None:
    sample = samples.sni_filtered()
    learn = Next("what this cause is, and how it is told from others:", "tlswhy learn sni-filtered")
    assert sentences.commands(sample.diagnosis, sample.subject) == (
        Next(
            "with the hello in several segments: whether the name in two segments passes",
            "tlswhy b.test --experiments 30",
        ),
        Next(
            "with TLS 1.2 at most: whether TLS 1.3 is what is not borne",
            "tlswhy b.test --max-version 1.2",
        ),
        learn,
    )
    capture = structs.replace(sample.subject, kind="capture")
    assert sentences.commands(sample.diagnosis, capture) == (learn,)


def test_what_to_do_where_nothing_is_known_or_wrong() -> None:
    sample = samples.unknown()
    assert [step.command for step in sentences.commands(sample.diagnosis, sample.subject)] == [
        "tlswhy c.test",
        "tlswhy c.test --save unknown.case",
    ]
    assert sentences.commands(samples.fine().diagnosis, sample.subject) == ()
