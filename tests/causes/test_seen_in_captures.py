"""The rules for what only a capture shows."""

from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import asked, ended, established, hello, route, spoke
from tlswhy.causes.certificate import cert_expired, cert_rejected_unseen, cert_revoked
from tlswhy.causes.client_authentication import client_cert_missing, client_cert_untrusted
from tlswhy.causes.network import (
    handshake_timeout,
    peer_closed_early,
    reset_injected,
    reset_on_hello,
    tcp_blocked,
)
from tlswhy.causes.parameters import cipher_no_overlap
from tlswhy.causes.protocol import plain_to_tls_port
from tlswhy.model.case import Case
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.certificate import RevocationSeen
from tlswhy.model.facts.network import Ended, NotConnected
from tlswhy.model.facts.passive import ClientLeft, ForeignReset, HiddenAlert, IcmpSeen, Recorded
from tlswhy.model.facts.tls import AlertSeen, BadMessage, HelloSent

HELLO = HelloSent(
    size=300, versions=(0x0304,), suites=(), groups=(), shares=(), alpn=(), sni="a.test"
)
RECORDED = Recorded(flow=1)
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
        ((HELLO, ClientLeft(how="closed", after=1, finished=True)), ["likely"]),
        ((HELLO, ClientLeft(how="closed", after=1, finished=False)), ["likely"]),
    ],
)
def test_a_refusal_that_hides_its_reason(facts: tuple[Fact, ...], said: list[str]) -> None:
    assert verdicts(cert_rejected_unseen, *facts) == said


@pytest.mark.parametrize("finished", [True, False])
def test_a_client_that_finished_is_at_risk_at_most(finished: bool) -> None:
    left = ClientLeft(how="closed", after=1, finished=finished)
    (clue,) = cert_rejected_unseen.CAUSE.look(Case((HELLO, left)))
    assert clue.risk is finished


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


def test_what_was_established_was_not_reset() -> None:
    reset = ForeignReset(ttl=9, usual=51, steps=1, genuine_after=5)
    assert verdicts(reset_injected, HELLO, reset, established(hop=0)) == []
    assert verdicts(reset_injected, reset) == []


@pytest.mark.parametrize(
    ("module", "how"),
    [(reset_on_hello, "reset"), (peer_closed_early, "closed"), (handshake_timeout, "silence")],
)
def test_an_end_that_was_seen_is_likely_without_a_second_try(module: object, how: str) -> None:
    end = ended(how, hop=0)
    assert verdicts(module, HELLO, end) == ["possible"]
    assert verdicts(module, RECORDED, HELLO, end) == ["likely"]


def test_a_client_may_complain_of_the_end_itself() -> None:
    end = Ended(seen=Anchor(event=4), how="closed", sent=300, received=0, after=9)
    before, behind = (structs.replace(alert(80, ""), seen=Anchor(event=n)) for n in (3, 5))
    assert verdicts(peer_closed_early, HELLO, end, behind) == ["possible"]
    assert verdicts(peer_closed_early, HELLO, end, before) == []
    theirs = structs.replace(behind, ours=False)
    assert verdicts(peer_closed_early, HELLO, end, theirs) == []


@pytest.mark.parametrize(("count", "said"), [(4, "likely"), (5, "possible")])
def test_a_client_with_few_suites_was_told_to(count: int, said: str) -> None:
    offer = hello(hop=0, suites=tuple(range(0x1301, 0x1301 + count)))
    refusal = structs.replace(alert(40, "client-hello"), ours=False)
    assert verdicts(cipher_no_overlap, RECORDED, offer, refusal) == [said]
    assert verdicts(cipher_no_overlap, offer, refusal) == ["possible"]


def test_plain_http_where_tls_belongs() -> None:
    plain = (route("tcp 192.0.2.1:443", "plain-http a.test:443"), asked(service="http"))
    for seen in (spoke("tls"), ended("closed")):
        assert verdicts(plain_to_tls_port, *plain, seen) == ["possible"]
        assert verdicts(plain_to_tls_port, RECORDED, *plain, seen) == ["likely"]


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
