"""The rules for what only a capture shows."""

from __future__ import annotations

import pytest

from tlswhy.causes.certificate import cert_expired, cert_rejected_unseen, cert_revoked
from tlswhy.causes.client_authentication import client_cert_missing, client_cert_untrusted
from tlswhy.causes.network import reset_injected, tcp_blocked
from tlswhy.model.case import Case
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.certificate import RevocationSeen
from tlswhy.model.facts.network import NotConnected
from tlswhy.model.facts.passive import ClientLeft, ForeignReset, HiddenAlert, IcmpSeen
from tlswhy.model.facts.tls import AlertSeen, BadMessage, HelloSent

HELLO = HelloSent(
    size=300, versions=(0x0304,), suites=(), groups=(), shares=(), alpn=(), sni="a.test"
)
BAD = BadMessage(field="server_hello", offset=0, problem="is a draft's")


def alert(number: int, after: str) -> AlertSeen:
    return AlertSeen(level=2, description=number, ours=True, after=after)


def hidden(*, ours: bool, certificates: bool | None = None) -> HiddenAlert:
    after = "server-flight" if ours else "finished"
    return HiddenAlert(ours=ours, size=19, after=after, certificates=certificates)


def verdicts(module: object, *facts: Fact) -> list[str]:
    look = module.CAUSE.look  # type: ignore[attr-defined]
    return [clue.verdict.word for clue in look(Case(facts))]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((), []),
        ((HELLO,), []),
        ((HELLO, hidden(ours=True)), ["likely"]),
        ((HELLO, hidden(ours=False)), []),
        ((HELLO, alert(48, "server-hello")), ["likely"]),
        ((HELLO, alert(48, "client-hello")), []),
        ((HELLO, BAD, alert(48, "client-hello")), ["likely"]),
        ((HELLO, alert(80, "server-hello")), []),
        ((HELLO, ClientLeft(how="closed", after=1, finished=True)), ["possible"]),
        ((HELLO, ClientLeft(how="closed", after=1, finished=False)), ["likely"]),
    ],
)
def test_a_refusal_that_hides_its_reason(facts: tuple[Fact, ...], said: list[str]) -> None:
    assert verdicts(cert_rejected_unseen, *facts) == said


@pytest.mark.parametrize(
    ("reset", "said"),
    [
        (None, []),
        (ForeignReset(ttl=9, usual=51, steps=1, genuine_after=5), ["certain"]),
        (ForeignReset(ttl=51, usual=51, steps=3, genuine_after=0), ["likely"]),
        (ForeignReset(ttl=9, usual=51, steps=1, genuine_after=0), ["possible"]),
    ],
)
def test_a_reset_of_somebody_else(reset: ForeignReset | None, said: list[str]) -> None:
    assert verdicts(reset_injected, HELLO, *([reset] if reset else [])) == said


def test_a_firewall_says_so() -> None:
    gone = NotConnected(address="192.0.2.1:443", how="unreachable", after=1)
    no = IcmpSeen(version=4, type=3, code=13, sender="192.0.2.9", ours=True)
    other = IcmpSeen(version=4, type=3, code=1, sender="192.0.2.9", ours=True)
    assert verdicts(tcp_blocked, gone, no) == ["certain"]
    assert verdicts(tcp_blocked, gone, other) == []
    assert verdicts(tcp_blocked, no) == []


def test_other_rules_read_it_too() -> None:
    assert verdicts(client_cert_untrusted, hidden(ours=False, certificates=True)) == ["likely"]
    assert verdicts(client_cert_missing, hidden(ours=False, certificates=False)) == ["likely"]
    assert verdicts(client_cert_missing, hidden(ours=True)) == []
    assert verdicts(cert_expired, alert(45, "server-hello")) == ["likely"]
    assert verdicts(cert_expired, alert(48, "server-hello")) == []
    for status, said in (("revoked", ["certain"]), ("good", [])):
        asked = RevocationSeen(
            seen=Anchor(), how="OCSP answer", status=status, subject="a", index=0, url="http://o/"
        )
        assert verdicts(cert_revoked, asked) == said
