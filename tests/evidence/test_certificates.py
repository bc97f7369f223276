from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.x509.ocsp import OCSPCertStatus
from msgspec import structs

from evidence.scripts import (
    attempt,
    certificates,
    client_hello,
    handshake,
    mark,
    ours,
    server_hello,
    talk,
    theirs,
    trust,
)
from pki import chains, staples
from tlswhy.evidence import Setting, observe
from tlswhy.evidence.certificates import target_tls
from tlswhy.model.attempt import Attempt, Proxy, Speak
from tlswhy.model.case import Case
from tlswhy.model.facts.certificate import (
    CertificateProblem,
    ChainJudged,
    LeafSeen,
    MakerSeen,
    StapleSeen,
)
from tlswhy.model.facts.context import Asked, Clock, Route
from tlswhy.model.facts.network import Connected, HttpAnswered, Passed, Spoke
from tlswhy.model.transcript import Event, Mark, Transcript
from tlswhy.wire.messages import HandshakeType

ROOT = chains.root("Root")
BETWEEN = chains.between(ROOT, "Issuing CA 1")
LEAF = chains.leaf(BETWEEN, "a.test", names=("a.test",))
PROXY_ROOT = chains.root("Proxy Root")
PROXY_LEAF = chains.leaf(PROXY_ROOT, "p.test", names=("p.test",))
ASKED = Asked(host="a.test", port=443)


def sent(*chain: bytes, hop: int = 1) -> Event:
    return theirs(server_hello() + certificates(*chain), hop=hop)


def seen(
    *chain: chains.Cert | bytes,
    anchors: tuple[chains.Cert, ...] = (ROOT,),
    public: tuple[chains.Cert, ...] = (),
    **fields: object,
) -> Case:
    """What is seen of a server that sends this chain, by a client that trusts the anchors."""
    wanted: Attempt = structs.replace(attempt(), **fields)
    ders = [one if isinstance(one, bytes) else one.der for one in chain]
    route = tuple(hop.label for hop in wanted.hops)
    transcript = Transcript(route, (sent(*ders),), "by hand")
    setting = Setting((ASKED,), Clock(now=chains.AT), trust(*anchors, public=public))
    return Case(observe(transcript, wanted, setting))


def codes(known: Case) -> list[str]:
    return [problem.kind for problem in known.all(CertificateProblem)]


class TestChains:
    def test_a_chain_to_a_trusted_root(self) -> None:
        known = seen(LEAF, BETWEEN)
        leaf, chain = known.last(LeafSeen), known.last(ChainJudged)
        assert leaf is not None
        assert (leaf.common_name, leaf.count, leaf.self_issued) == ("a.test", 2, False)
        assert (leaf.hop, leaf.seen.event) == (1, 0)
        assert chain is not None
        assert chain.anchor.startswith("CN=Root")
        assert (chain.valid_from, chain.valid_to) == (
            LEAF.parsed.not_valid_before_utc,
            LEAF.parsed.not_valid_after_utc,
        )
        assert codes(known) == []
        assert not chain.public

    def test_a_public_root_is_known_as_one(self) -> None:
        chain = seen(LEAF, BETWEEN, public=(ROOT,)).last(ChainJudged)
        assert chain is not None
        assert chain.public

    def test_a_chain_that_ends_nowhere(self) -> None:
        known = seen(LEAF)
        chain = known.last(ChainJudged)
        assert chain is not None
        assert (chain.anchor, chain.public) == ("", False)
        assert chain.top_issuer.startswith("CN=Issuing CA 1")
        assert chain.in_between
        [problem] = known.all(CertificateProblem)
        assert (problem.code, problem.alone, problem.fatal) == ("intermediate-missing", True, True)

    def test_dates_that_never_meet(self) -> None:
        early = chains.between(ROOT, "Early", ends=chains.AT - timedelta(days=50))
        late = chains.leaf(
            early, "a.test", names=("a.test",), begins=chains.AT - timedelta(days=10)
        )
        chain = seen(late, early).last(ChainJudged)
        assert chain is not None
        assert (chain.valid_from, chain.valid_to) == (None, None)

    def test_what_is_no_certificate_has_no_leaf(self) -> None:
        known = seen(b"junk")
        assert known.last(LeafSeen) is None
        assert known.last(ChainJudged) is None
        assert codes(known)

    def test_an_empty_chain_is_no_chain(self) -> None:
        assert codes(seen()) == []

    def test_the_name_asked_for_is_judged(self) -> None:
        assert codes(seen(LEAF, BETWEEN, name="b.test")) == ["hostname-mismatch"]

    def test_another_time_is_judged_by(self) -> None:
        later = chains.AT + timedelta(days=365)
        known = seen(LEAF, BETWEEN, at=later)
        assert "expired" in codes(known)
        assert known.last(Clock) == Clock(now=later)

    def test_the_top_of_the_chain_may_be_trusted_as_well(self) -> None:
        stranger = chains.root("Stranger")
        leaf = chains.leaf(stranger, "a.test", names=("a.test",))
        assert codes(seen(leaf, stranger)) == ["untrusted-root"]
        assert codes(seen(leaf, stranger, trust_top=True)) == []
        assert codes(seen(b"junk", trust_top=True))


class TestKin:
    @pytest.mark.parametrize(
        ("anchor", "issuer", "kin"),
        [
            (chains.make(chains.name("Acme Root", "Acme"), ca=True), "Acme Issuing", True),
            (chains.make(chains.name("Other Root", "Acme"), ca=True), "X1", True),
            (chains.make(chains.name("Other Root", "Else"), ca=True), "X1", False),
            (chains.make(chains.name("Issuing Root CA", "Else"), ca=True), "Issuing CA", False),
        ],
    )
    def test_an_anchor_of_the_same_family(
        self, anchor: chains.Cert, issuer: str, *, kin: bool
    ) -> None:
        middle = chains.make(chains.name(issuer, "Acme"), chains.root("Far"), ca=True)
        leaf = chains.leaf(middle, "a.test", names=("a.test",))
        chain = seen(leaf, anchors=(anchor,)).last(ChainJudged)
        assert chain is not None
        assert bool(chain.kin) == kin

    def test_the_issuer_itself_is_no_kin(self) -> None:
        """An anchor by the very name of the issuer, with another key."""
        namesake = chains.root("Issuing CA 1", kind="rsa2048")
        chain = seen(LEAF, anchors=(namesake,)).last(ChainJudged)
        assert chain is not None
        assert chain.kin == ""


class TestMakers:
    def test_an_interceptor_is_named(self) -> None:
        own = chains.root("FortiGate CA", serial=7)
        fake = chains.make(chains.name("FG100D3G15800000", "Fortinet"), ca=True)
        leaf = chains.leaf(fake, "a.test", names=("a.test",))
        known = seen(leaf, fake, anchors=(own,))
        makers = {maker.role: maker.product for maker in known.all(MakerSeen)}
        assert "interceptor" in makers

    def test_a_default_certificate_is_named(self) -> None:
        default = chains.make(chains.name("TRAEFIK DEFAULT CERT"), names=("x.traefik.default",))
        [maker] = seen(default).all(MakerSeen)
        assert (maker.role, maker.subject) == ("default-certificate", "CN=TRAEFIK DEFAULT CERT")

    def test_an_ordinary_certificate_has_no_maker(self) -> None:
        assert seen(LEAF, BETWEEN).all(MakerSeen) == ()


class TestObserve:
    def test_given_facts_come_first_then_route_and_clock(self) -> None:
        facts = seen(LEAF, BETWEEN).facts
        assert facts[0] is ASKED
        assert isinstance(facts[1], Route)
        assert facts[2] == Clock(now=chains.AT)

    def test_a_proxy_is_judged_by_its_own_name_and_store(self) -> None:
        wanted = attempt(proxies=(Proxy("https", "p.test", 8443),))
        route = tuple(hop.label for hop in wanted.hops)
        transcript = Transcript(
            route,
            (
                mark(Mark.CONNECTED, "192.0.2.7:8443", hop=0),
                mark(Mark.READY, hop=0),
                sent(PROXY_LEAF.der, hop=1),
                mark(Mark.READY, hop=1),
                theirs(b"HTTP/1.1 200 OK\r\n\r\n", hop=2),
                mark(Mark.READY, hop=2),
                sent(LEAF.der, BETWEEN.der, hop=3),
            ),
            "by hand",
        )
        given = trust(ROOT)
        for proxy_store, expected in ((trust(PROXY_ROOT).store, []), (given.store, ["a hop"])):
            setting = Setting((), Clock(now=chains.AT), structs.replace(given, proxy=proxy_store))
            known = Case(observe(transcript, wanted, setting))
            assert [p.hop for p in known.all(CertificateProblem)] == [1 for _ in expected]
            assert [leaf.common_name for leaf in known.all(LeafSeen)] == ["p.test", "a.test"]
            assert [p.hop for p in known.all(Passed)] == [1, 2]
            assert known.target_hop == 3
            assert known.first(HttpAnswered) is not None
            assert known.first(Connected) is not None

    def test_other_ways_of_speaking(self) -> None:
        wanted = attempt(speak=Speak.LISTEN)
        route = tuple(hop.label for hop in wanted.hops)
        transcript = Transcript(route, (theirs(b"220 mail.test ESMTP\r\n"),), "by hand")
        setting = Setting((), Clock(now=chains.AT), trust())
        known = Case(observe(transcript, wanted, setting))
        assert known.target_hop == -1
        assert known.last(Spoke) is not None

    def test_the_targets_tls_is_the_last_one(self) -> None:
        assert target_tls(attempt()) == 1
        assert target_tls(attempt(request="HEAD")) == 1
        assert target_tls(attempt(proxies=(Proxy("https", "p.test", 8443),))) == 3
        assert target_tls(attempt(speak=Speak.PLAIN_HTTP)) == -1

    def test_nothing_at_all(self) -> None:
        setting = Setting((), Clock(now=chains.AT), trust())
        known = Case(observe(talk(), attempt(), setting))
        assert {type(fact) for fact in known.facts} == {Route, Clock}


OCSP_REQUEST = (5, "01 0000 0000")
DEMANDS = ((x509.TLSFeature([x509.TLSFeatureType.status_request]), False),)
STRICT = chains.leaf(BETWEEN, "a.test", names=("a.test",), extra=DEMANDS)


def stapled(staple: bytes | None, *chain: chains.Cert, asked: bool = True) -> list[StapleSeen]:
    """What is seen of a TLS 1.2 server with this staple."""
    status = b""
    if staple is not None:
        body = b"\1" + len(staple).to_bytes(3, "big") + staple
        status = handshake(HandshakeType.CERTIFICATE_STATUS, body)
    hello = client_hello(*((OCSP_REQUEST,) if asked else ()))
    done = handshake(HandshakeType.SERVER_HELLO_DONE, b"")
    flight = server_hello() + certificates(*(one.der for one in chain)) + status + done
    transcript = talk(ours(hello), theirs(flight))
    setting = Setting((ASKED,), Clock(now=chains.AT), trust(ROOT))
    known = Case(observe(transcript, attempt(), setting))
    return list(known.all(StapleSeen))


class TestStaple:
    def test_a_good_one(self) -> None:
        (seen,) = stapled(staples.response(LEAF, BETWEEN), LEAF, BETWEEN)
        assert (seen.status, seen.problem, seen.hop, seen.seen.event) == ("good", "", 1, 1)
        assert seen.says == "stapled OCSP response: good, from 2029-12-31 to 2030-01-07"

    def test_a_revoked_one(self) -> None:
        der = staples.response(
            LEAF,
            BETWEEN,
            status=OCSPCertStatus.REVOKED,
            reason=x509.ReasonFlags.key_compromise,
            ends=None,
        )
        (seen,) = stapled(der, LEAF, BETWEEN)
        assert (seen.status, seen.reason, seen.problem) == ("revoked", "keyCompromise", "")
        assert seen.says == (
            "stapled OCSP response: revoked, since 2029-12-30 22:00 (keyCompromise), "
            "from 2029-12-31 on"
        )
        (seen,) = stapled(
            staples.response(LEAF, BETWEEN, status=OCSPCertStatus.REVOKED), LEAF, BETWEEN
        )
        assert ", since 2029-12-30 22:00, from" in seen.says

    def test_an_error_of_the_responder(self) -> None:
        (seen,) = stapled(staples.error(), LEAF, BETWEEN)
        assert (seen.status, seen.problem) == ("", "error-status")
        assert seen.says == (
            "stapled OCSP response: error-status, "
            "it holds no answer but the responder's error tryLater"
        )

    def test_one_that_cannot_be_read(self) -> None:
        (seen,) = stapled(b"junk", LEAF, BETWEEN)
        assert (seen.problem, seen.text) == ("unreadable", "byte 0: says 117 bytes, 2 are left")

    def test_a_message_that_cannot_be_read(self) -> None:
        said = theirs(server_hello() + certificates(LEAF.der))
        status = theirs(handshake(HandshakeType.CERTIFICATE_STATUS, bytes.fromhex("01 000009 61")))
        setting = Setting((ASKED,), Clock(now=chains.AT), trust(ROOT))
        known = Case(observe(talk(said, status), attempt(), setting))
        (seen,) = known.all(StapleSeen)
        assert seen.problem == "unreadable"
        assert seen.text.startswith("certificate_status.response at byte 8")

    def test_without_the_issuer_nobody_can_check_it(self) -> None:
        (seen,) = stapled(staples.response(LEAF, BETWEEN), LEAF)
        assert (seen.status, seen.problem) == ("good", "unchecked")

    def test_who_did_not_sign_the_leaf_is_no_issuer(self) -> None:
        forged = chains.leaf(BETWEEN, "a.test", signer=chains.key("forger"), aki=None)
        (seen,) = stapled(staples.response(forged, BETWEEN), forged, BETWEEN)
        assert seen.problem == "unchecked"

    def test_a_self_signed_one_is_its_own_issuer(self) -> None:
        own = chains.leaf(None, "a.test", names=("a.test",))
        (seen,) = stapled(staples.response(own, own), own)
        assert (seen.status, seen.problem) == ("good", "")

    def test_none_is_noticed_only_where_one_is_demanded_and_asked_for(self) -> None:
        (seen,) = stapled(None, STRICT, BETWEEN)
        assert seen.problem == "missing"
        assert seen.says == "no OCSP response is stapled, and the certificate demands one"
        assert stapled(None, STRICT, BETWEEN, asked=False) == []
        assert stapled(None, LEAF, BETWEEN) == []

    def test_a_leaf_that_cannot_be_read_has_none(self) -> None:
        junk = theirs(server_hello() + certificates(b"junk"))
        status = theirs(handshake(HandshakeType.CERTIFICATE_STATUS, bytes.fromhex("01 000001 61")))
        setting = Setting((ASKED,), Clock(now=chains.AT), trust(ROOT))
        known = Case(observe(talk(junk, status), attempt(), setting))
        assert known.all(StapleSeen) == ()

    def test_the_leaf_says_what_it_demands(self) -> None:
        demands, plain = seen(STRICT, BETWEEN), seen(LEAF, BETWEEN)
        assert [leaf.must_staple for leaf in demands.all(LeafSeen)] == [True]
        assert [(leaf.must_staple, leaf.has_scts) for leaf in plain.all(LeafSeen)] == [
            (False, False)
        ]
