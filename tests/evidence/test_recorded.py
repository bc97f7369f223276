"""Facts of handshakes that `openssl s_server` really held."""

from __future__ import annotations

import pytest

from evidence.scripts import FOLDER, observed, recording
from tlswhy.engine.place import where
from tlswhy.model.diagnosis import Step
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged, LeafSeen
from tlswhy.model.facts.context import Clock, Route
from tlswhy.model.facts.network import Connected, Declined, Ended, HttpAnswered, Passed
from tlswhy.model.facts.tls import (
    AlertSeen,
    BadMessage,
    CertificateRequested,
    Established,
    HelloSent,
    KeyExchangeSeen,
    OurFault,
    ServerHelloSeen,
)
from tlswhy.model.transcript import Way

ALL = sorted(path.stem for path in FOLDER.glob("*.case"))


@pytest.mark.parametrize("name", ALL)
def test_every_recording_is_understood(name: str) -> None:
    known = observed(name)
    assert not known.all(BadMessage)
    assert known.first(Route) is not None
    assert known.first(Clock) is not None
    assert known.first(Connected) is not None


@pytest.mark.parametrize("name", ALL)
def test_our_hello_is_what_was_offered(name: str) -> None:
    case, known = recording(name), observed(name)
    hello = known.first(HelloSent)
    assert hello is not None
    offer = case.attempt.offer
    assert hello.versions == offer.versions
    assert set(offer.suites) <= set(hello.suites)
    assert (hello.sni, hello.alpn) == (offer.sni, offer.alpn)
    flight = case.transcript.chunks(1, Way.OURS)[0][1].data
    assert hello.size == len(flight)


@pytest.mark.parametrize("name", ALL)
def test_facts_say_where_they_were_seen(name: str) -> None:
    case = recording(name)
    for fact in observed(name).facts:
        if fact.seen.event is not None:
            assert case.transcript.events[fact.seen.event].hop == fact.hop


def test_tls13() -> None:
    known = observed("tls13")
    chosen, done = known.last(ServerHelloSeen), known.last(Established)
    assert chosen is not None
    assert (chosen.version, chosen.group, chosen.retry) == (0x0304, 29, False)
    assert done is not None
    assert (done.version, done.alpn) == (0x0304, "h2")
    assert known.works
    assert known.all(CertificateProblem) == ()
    assert [fact.hop for fact in known.all(Passed)] == [1, 2]


def test_its_certificates() -> None:
    known = observed("tls13")
    leaf, chain = known.last(LeafSeen), known.last(ChainJudged)
    assert leaf is not None
    assert (leaf.subject, leaf.names, leaf.count) == ("CN=a.test", ("a.test", "b.test"), 2)
    assert chain is not None
    assert chain.anchor == "CN=Recorded Root, O=Lab"
    assert (chain.name, chain.public, chain.sent) == ("a.test", False, 2)


def test_the_answer_to_its_request() -> None:
    answer = observed("tls13").last(HttpAnswered)
    assert answer is not None
    assert (answer.hop, answer.status, answer.method) == (2, 200, "GET")
    assert answer.header("content-type") == "text/html"


def test_a_retry_is_two_hellos() -> None:
    known = observed("tls13-retry")
    first, second = known.all(ServerHelloSeen)
    assert (first.retry, first.group) == (True, 25)
    assert (second.retry, second.group) == (False, 25)
    assert [hello.shares for hello in known.all(HelloSent)] == [(4588, 29), (25,)]
    assert known.works


def test_a_client_certificate_is_missing_in_tls13() -> None:
    known = observed("tls13-client-certificate-missing")
    asked, alert = known.last(CertificateRequested), known.last(AlertSeen)
    assert asked is not None
    assert (asked.answered, asked.authorities) == (0, ("CN=Recorded Intermediate, O=Lab",))
    assert alert is not None
    assert (alert.description, alert.after, alert.ours) == (116, "finished", False)
    assert known.last(Established) is not None
    assert not known.works
    assert where(known) == (1, Step.CLIENT_CERTIFICATE)


def test_a_client_certificate_is_missing_in_tls12() -> None:
    known = observed("tls12-client-certificate-missing")
    asked, alert = known.last(CertificateRequested), known.last(AlertSeen)
    assert asked is not None
    assert asked.answered == 0
    assert alert is not None
    assert (alert.description, alert.after) == (40, "client-certificate")
    assert known.last(Established) is None
    assert where(known) == (1, Step.CLIENT_CERTIFICATE)


def test_a_client_certificate_that_was_given() -> None:
    known = observed("tls13-client-certificate")
    asked = known.last(CertificateRequested)
    assert asked is not None
    assert asked.answered == 2
    assert known.works


@pytest.mark.parametrize(
    ("name", "group", "bits"), [("tls12-ecdhe", 29, 0), ("tls12-dhe", 0, 2048)]
)
def test_key_exchanges_of_tls12(name: str, group: int, bits: int) -> None:
    known = observed(name)
    exchange = known.last(KeyExchangeSeen)
    assert exchange is not None
    assert exchange.group == group
    assert exchange.bits >= bits
    assert known.works


def test_what_tls12_needs_and_tls13_does_not() -> None:
    old, new = (observed(name).last(ServerHelloSeen) for name in ("tls12-ecdhe", "tls13"))
    assert old is not None
    assert (old.secure_renegotiation, old.extended_master_secret) == (True, True)
    assert new is not None
    assert (new.secure_renegotiation, new.extended_master_secret) == (None, None)


def test_alpn_of_tls12() -> None:
    done = observed("tls12-ecdhe").last(Established)
    assert done is not None
    assert done.alpn == "http/1.1"


@pytest.mark.parametrize(("name", "description"), [("no-suite", 40), ("version-refused", 70)])
def test_a_hello_that_was_refused(name: str, description: int) -> None:
    known = observed(name)
    alert, declined = known.last(AlertSeen), known.last(Declined)
    assert alert is not None
    assert (alert.level, alert.description, alert.after) == (2, description, "client-hello")
    assert declined is not None
    assert (declined.kind_of_hop, declined.step) == ("tls", "alert")
    assert where(known) == (1, Step.CLIENT_HELLO)
    assert known.last(Ended) is None


def test_a_version_that_we_refused() -> None:
    known = observed("version-too-old")
    chosen, fault, alert = (
        known.last(ServerHelloSeen),
        known.last(OurFault),
        known.last(AlertSeen),
    )
    assert chosen is not None
    assert chosen.version == 0x0302
    assert fault is not None
    assert fault.code == "version-not-offered"
    assert alert is not None
    assert (alert.ours, alert.description, alert.after) == (True, 70, "key-exchange")
    assert where(known) == (1, Step.KEY_EXCHANGE)
