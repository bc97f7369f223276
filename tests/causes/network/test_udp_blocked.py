from __future__ import annotations

import pytest

from causes_facts import case, clue, ended, hello, verdict
from tlswhy.causes.network.udp_blocked import CAUSE
from tlswhy.model.facts import Fact
from tlswhy.model.facts.passive import DtlsSeen, IcmpSeen, QuicSeen

SILENCE = ended("silence", after=4000)


def quic(*, answered: bool = False, sent: int = 4) -> QuicSeen:
    return QuicSeen(version=1, retry=False, version_negotiation=(), answered=answered, sent=sent)


def dtls(*, answered: bool = False) -> DtlsSeen:
    return DtlsSeen(version=0x0303, cookie=False, answered=answered, sent=4)


def icmp(version: int = 4, type_: int = 3, code: int = 3, *, ours: bool = True) -> IcmpSeen:
    return IcmpSeen(version=version, type=type_, code=code, sender="192.0.2.9", ours=ours)


def test_datagrams_without_an_answer() -> None:
    found = clue(CAUSE, case(hello(), quic(), SILENCE))
    assert found is not None
    assert found.verdict.word == "likely"
    assert found.because == "4 datagrams of QUIC in 4 s got no answer"
    assert found.evidence == (quic(), SILENCE)


@pytest.mark.parametrize("spoken", [quic(sent=2), dtls()])
def test_few_may_be_lost_and_dtls_servers_are_silent_for_other_reasons(spoken: Fact) -> None:
    assert verdict(CAUSE, case(hello(), spoken, SILENCE)) == "possible"


@pytest.mark.parametrize("error", [icmp(), icmp(6, 1, 4), icmp(4, 3, 13)])
@pytest.mark.parametrize("spoken", [quic(), dtls()])
def test_an_icmp_error_says_so(spoken: Fact, error: IcmpSeen) -> None:
    found = clue(CAUSE, case(hello(), spoken, error))
    assert found is not None
    assert found.verdict.word == "likely"
    assert found.evidence == (spoken, error)


def test_its_words_come_first() -> None:
    found = clue(CAUSE, case(hello(), quic(sent=1), icmp(), icmp(), SILENCE))
    assert found is not None
    assert (
        found.because == "192.0.2.9 says port unreachable; 1 datagram of QUIC got no other answer"
    )


@pytest.mark.parametrize(
    "facts",
    [
        (SILENCE,),
        (quic(),),
        (quic(answered=True), SILENCE, icmp()),
        (dtls(answered=True), SILENCE),
        (quic(), ended("closed")),
        (quic(), icmp(ours=False)),
        (quic(), icmp(4, 11, 0)),
        (quic(), icmp(6, 3, 0)),
    ],
)
def test_anything_else_is_not_blocked(facts: tuple[Fact, ...]) -> None:
    assert verdict(CAUSE, case(hello(), *facts)) == ""
