"""Every fact says itself in one line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec import structs

from causes_facts import (
    alert,
    asked,
    at,
    available,
    chain,
    clock,
    connected,
    declined,
    ended,
    established,
    hello,
    http,
    leaf,
    maker,
    not_connected,
    not_resolved,
    passed,
    problem,
    proxy,
    route,
    server_hello,
    socks,
    spoke,
    spoken_as,
)
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.certificate import ChainGiven, RevocationSeen, StapleSeen, StrengthSeen
from tlswhy.model.facts.context import ClientCertificateGiven, ClientLimits, TrustStore
from tlswhy.model.facts.ech import (
    EchAccepted,
    EchOffered,
    EchRejected,
    EchRetryConfigs,
    HttpsRecordMissing,
    HttpsRecordSeen,
)
from tlswhy.model.facts.machine import AtOdds, FilesRead, Here, NotRead, SettingSeen, StoreSeen
from tlswhy.model.facts.network import Resolved
from tlswhy.model.facts.passive import (
    ClientLeft,
    Datagrams,
    DtlsSeen,
    ForeignReset,
    HiddenAlert,
    IcmpSeen,
    QuicClosed,
    QuicSeen,
    Recorded,
    Repeated,
)
from tlswhy.model.facts.tls import (
    BadMessage,
    CertificateRequested,
    KeyExchangeSeen,
    OurFault,
    RenegotiationAsked,
)
from tlswhy.model.facts.words import Mentioned, Said, Sign

SAID: list[tuple[Fact, str]] = [
    (route("tcp a:443", "tls a"), "tcp a:443 | tls a"),
    (clock(datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)), "the clock says 2030-01-02 03:04:05 UTC"),
    (asked("a.test", 443), "asked for a.test port 443"),
    (proxy("http://p:1", "https_proxy"), "proxy http://p:1 (https_proxy)"),
    (
        available("http://p:1", "HTTPS_PROXY", "NO_PROXY takes a.test out"),
        "proxy http://p:1 (HTTPS_PROXY) is not used: NO_PROXY takes a.test out",
    ),
    (
        ClientLimits(options=("--max-version", "1.1"), max_version=0x0302, min_version=0x0301),
        "the client is limited by --max-version 1.1",
    ),
    (spoken_as("go-1.24"), "speaking as go-1.24 (its policy), documented: here"),
    (
        StrengthSeen(index=0, subject="a", key="rsa", bits=1024, digest="sha1"),
        "a: rsa key of 1024 bits, signed with sha1",
    ),
    (
        StrengthSeen(index=1, subject="a", key="ec", bits=256, digest=""),
        "a: ec key of 256 bits",
    ),
    (TrustStore(name="certifi"), "trusted: certifi"),
    (TrustStore(name="certifi", files=("a", "b")), "trusted: certifi and a and b"),
    (TrustStore(name="system (/a.pem)", anchors=0), "trusted: system (/a.pem) (no anchor)"),
    (TrustStore(name="certifi", anchors=117), "trusted: certifi"),
    (ClientCertificateGiven(count=2), "a client certificate is set, 2 in its chain"),
    (Resolved(name="a", addresses=("192.0.2.1", "::1")), "a is 192.0.2.1, ::1"),
    (not_resolved("a", "servfail", "it failed"), "a: it failed"),
    (not_resolved("a", "servfail"), "a: servfail"),
    (connected("a:1", 7), "TCP to a:1 opened in 7 ms"),
    (not_connected("refused", "a:1", 7), "TCP to a:1 refused after 7 ms"),
    (ended("closed", sent=1, received=2), "the peer closed the connection after 1 bytes sent"),
    (ended("reset"), "the connection was reset after 1500 bytes sent and 0 received"),
    (ended("silence", after=5500), "nothing came for 5.5 s after 1500 bytes sent"),
    (spoke("ssh", excerpt="SSH-2.0"), "the peer speaks ssh: SSH-2.0"),
    (spoke("ssh", excerpt="SSH-2.0", product="x"), "the peer speaks ssh (x): SSH-2.0"),
    (passed("socks5", peer="p:1"), "socks5 p:1 is through"),
    (declined("CONNECT", said="403 no"), "127.0.0.1:3128 refused CONNECT: 403 no"),
    (declined("it is no HTTP"), "it is no HTTP"),
    (http(403, reason="Forbidden"), "CONNECT answered 403 Forbidden"),
    (http(403, method=""), "request answered 403"),
    (http(403, method="HEAD", path="/a"), "HEAD /a answered 403"),
    (http(403, method="HEAD", path="/"), "HEAD answered 403"),
    (http(200, path="a.test:443"), "CONNECT answered 200"),
    (socks(5, meaning="Connection refused"), "SOCKS reply 5: Connection refused"),
    (leaf("CN=a", issuer="CN=b"), "leaf CN=a, issued by CN=b, valid 2029-12-01 to 2030-03-01"),
    (chain(anchor="CN=r"), "the path from the leaf ends at the trusted CN=r; 2 certificates"),
    (chain(anchor="", top="CN=t"), "the path from the leaf ends at CN=t; 2 certificates"),
    (problem("expired", text="it is old"), "CN=a.test: it is old"),
    (maker("default-certificate", "x"), "CN=a.test is a default certificate of x"),
    (hello(size=500), "ClientHello of 500 bytes, up to TLS 1.3, server_name a.test"),
    (hello(versions=(), sni=None), "ClientHello of 1500 bytes, up to 0x0000, no server_name"),
    (structs.replace(hello(), hidden=True), "encrypted ClientHello of 1500 bytes, up to TLS 1.3"),
    (
        HttpsRecordSeen(priority=1, public_name="p.test"),
        "HTTPS record in DNS: ECH for the public name p.test",
    ),
    (
        HttpsRecordSeen(
            priority=1, target="b.test", alpn=("h2", "h3"), port=8443, addresses=("192.0.2.1",)
        ),
        "DNS: to b.test, ALPN h2, h3, port 8443, addresses 192.0.2.1, no ECH",
    ),
    (HttpsRecordSeen(priority=0, target="b.test"), "HTTPS record in DNS: an alias of b.test"),
    (HttpsRecordSeen(priority=0), "HTTPS record in DNS: an alias of nothing"),
    (HttpsRecordSeen(priority=1, problem="it is odd"), "of which ECH cannot be used: it is odd"),
    (HttpsRecordMissing(how="nxdomain"), "no HTTPS record in DNS: nxdomain"),
    (HttpsRecordMissing(how="nxdomain", detail="none"), "no HTTPS record in DNS: none"),
    (
        EchOffered(name="a.test", public_name="p.test", config_id=7),
        "a hello for a.test is encrypted in the ClientHello for p.test (ECH configuration 7)",
    ),
    (EchOffered(name=None, public_name="p", config_id=7), "a hello without a name is encrypted"),
    (
        EchOffered(name="a", public_name="a", config_id=7, grease=True),
        "the ClientHello has a GREASE encrypted_client_hello",
    ),
    (EchAccepted(), "the server accepted ECH"),
    (EchRejected(), "the server did not accept ECH and went on with the public name"),
    (EchRetryConfigs(public_names=("p", "q"), usable="x"), "ECH configurations for p, q"),
    (EchRetryConfigs(public_names=("p",)), "for p, none of which can be used"),
    (EchRetryConfigs(public_names=()), "the server sends no ECH configuration that can be read"),
    (Said(what=Sign.RESET, quote="reset by peer", means="it was reset"), "'reset by peer': it was"),
    (Said(what=Sign.RESET, quote="reset by peer"), "'reset by peer'"),
    (Mentioned(host="a.test", port=1), "target a.test:1"),
    (Mentioned(host="a.test", role="proxy"), "proxy a.test"),
    (SettingSeen(program="git", name="http.proxy", value="a", note="b"), "http.proxy = a: b"),
    (SettingSeen(program="git", name="http.proxy"), "http.proxy"),
    (StoreSeen(seen=Anchor(source="a.pem"), program="curl", anchors=1), "1 CA of a.pem"),
    (NotRead(seen=Anchor(source="a.pem"), program="curl", why="no"), "a.pem could not be read: no"),
    (AtOdds(program="git", problem="they differ"), "they differ"),
    (FilesRead(files=("a", "b")), "read: a, b"),
    (FilesRead(files=()), "read: nothing"),
    (Here(what=Sign.RESET, quote="a", means="b"), "a: b"),
    (Here(what=Sign.RESET, means="b"), "b"),
    (server_hello(), "ServerHello: TLS 1.3, TLS_AES_128_GCM_SHA256, x25519"),
    (server_hello(0x0303, group=None), "ServerHello: TLS 1.2, TLS_AES_128_GCM_SHA256"),
    (server_hello(retry=True), "HelloRetryRequest: TLS 1.3"),
    (KeyExchangeSeen(group=0, bits=1024), "ServerKeyExchange: DH of 1024 bits"),
    (KeyExchangeSeen(group=29, bits=0), "ServerKeyExchange: x25519"),
    (CertificateRequested(authorities=(), answered=None), "the server asks for a client cert"),
    (CertificateRequested(authorities=("A", "B", "C", "D"), answered=0), "from A, B, C"),
    (
        CertificateRequested(authorities=(), answered=None, post_handshake=True),
        "a client certificate after the handshake",
    ),
    (RenegotiationAsked(begun=True), "a new handshake after the first one; the client began it"),
    (RenegotiationAsked(begun=False), "the client declined"),
    (StapleSeen(problem="missing"), "no OCSP response is stapled, and the certificate demands one"),
    (StapleSeen(status="good"), "stapled OCSP response: good"),
    (
        StapleSeen(problem="unreadable", text="byte 0: is no DER"),
        "stapled OCSP response: unreadable, byte 0: is no DER",
    ),
    (alert(40), "received alert handshake_failure (40) after client-hello"),
    (alert(48, ours=True, after="certificate"), "the client sent alert unknown_ca (48) after"),
    (BadMessage(field="f", offset=3, problem="is odd"), "f at byte 3: is odd"),
    (OurFault(code="downgrade", text="no"), "the client stopped (downgrade): no"),
    (established(0x0303, suite=0xC02F), "handshake finished: TLS 1.2, TLS_ECDHE_RSA_WITH_AES_128"),
    (ChainGiven(files=("a.pem",), count=1), "1 certificate in a.pem"),
    (
        ChainGiven(files=("a.pem", "a.key"), count=2, keys=1),
        "2 certificates and 1 private key in a.pem, a.key",
    ),
    (ChainGiven(files=("a.p12",), count=2, keys=2), "2 certificates and 2 private keys in a.p12"),
    (
        RevocationSeen(
            how="OCSP answer", status="revoked", subject="a.test", index=0, url="http://o.test/"
        ),
        "a.test: revoked, by the OCSP answer of http://o.test/",
    ),
    (Recorded(flow=3), "flow 3 of a capture"),
    (Recorded(flow=3, lacking=("bytes of it are missing",)), "capture; bytes of it are missing"),
    (
        HiddenAlert(ours=True, size=19, after="server-flight"),
        "the client sent an encrypted alert after server-flight (a record of 19 bytes)",
    ),
    (HiddenAlert(ours=False, size=19, after="finished"), "the server sent an encrypted alert"),
    (
        ClientLeft(how="closed", after=5, finished=True),
        "the client finished the handshake and closed the connection 5 ms later, without a word",
    ),
    (ClientLeft(how="reset", after=5, finished=False), "did not finish the handshake and reset"),
    (
        IcmpSeen(version=4, type=3, code=13, sender="192.0.2.1", ours=True),
        "192.0.2.1 says communication administratively prohibited",
    ),
    (IcmpSeen(version=6, type=1, code=4, sender="", ours=True), "a router says port unreachable"),
    (IcmpSeen(version=4, type=9, code=9, sender="", ours=True), "a router says type 9 code 9"),
    (
        ForeignReset(ttl=113, usual=51, steps=3, genuine_after=10),
        "with TTL 113, the server's packets have 51, 3 of them with stepped sequence numbers, and",
    ),
    (ForeignReset(ttl=0, usual=0, steps=1, genuine_after=0), "a reset came in the server's name"),
    (
        Repeated(ours=True, size=500, times=4),
        "the client sent the same 500 bytes 4 times, and nobody confirmed them",
    ),
    (Repeated(ours=False, size=500, times=4), "the server sent the same 500 bytes"),
    (Datagrams(address="a:1", took=0), "datagrams to a:1"),
    (
        DtlsSeen(version=0x0303, cookie=True, answered=False, sent=2),
        "one of DTLS, the server asked for a cookie first, and nothing was answered",
    ),
    (
        QuicSeen(version=1, retry=False, version_negotiation=(), answered=True, sent=2),
        "the client speaks QUIC, version 1",
    ),
    (
        QuicSeen(
            version=0xFF00001D,
            retry=True,
            version_negotiation=(0x6B3343CF, 0x0A0A0A0A),
            answered=False,
            sent=2,
        ),
        "29, the server negotiated the version and offers 2, 0x0a0a0a0a, the server sent a Retry",
    ),
    (
        QuicClosed(ours=False, code=0x178, reason="no", layer="transport"),
        "the server closed the QUIC connection: CRYPTO_ERROR 0x178, no_application_protocol (120)",
    ),
    (
        QuicClosed(ours=True, code=2, reason="", layer="transport"),
        "the client closed the QUIC connection: CONNECTION_REFUSED",
    ),
    (QuicClosed(ours=True, code=0x4A, reason="", layer="transport"), "connection: error 0x4a"),
    (QuicClosed(ours=True, code=7, reason="", layer="application"), "error 7 of the application"),
]


@pytest.mark.parametrize(("fact", "says"), SAID)
def test_a_fact_says_itself(fact: Fact, says: str) -> None:
    assert says in fact.says
    assert "\n" not in fact.says


def test_every_fact_is_heard_here() -> None:
    kinds = {type(fact) for fact, _ in SAID}
    assert set(Fact.__subclasses__()) <= kinds


def test_a_fact_knows_its_hop() -> None:
    assert ended(hop=3).hop == 3
    assert Fact(seen=at(2)).hop == 2


def test_a_leaf_is_asked_for_by_names_and_addresses() -> None:
    assert leaf(names=("a", "b"), ips=("::1",)).all_names == ("a", "b", "::1")


def test_headers_are_found_whatever_their_case() -> None:
    answer = http(headers=(("Via", "1.1 a"), ("VIA", "1.1 b")))
    assert answer.header("via") == "1.1 a"
    assert answer.all("Via") == ("1.1 a", "1.1 b")
    assert answer.header("Server") == ""
    assert answer.all("Server") == ()
