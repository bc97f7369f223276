"""What a program says that nobody here knows, in the words that all programs share."""

from __future__ import annotations

import pytest

from tlswhy.model.facts.words import Said
from tlswhy.texts import read_text


def keys(text: str, *, remarked: bool = True) -> set[str]:
    return {fact.key for fact in read_text(text, remarked=remarked) if isinstance(fact, Said)}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("frobd: tls: couldn't read the server certificate from /etc/frobd.crt", "cert-file"),
        ("starting https: open /etc/app/server.key: permission denied", "cert-file"),
        ("https: could not open CA file /etc/pki/custom-ca.pem", "ca-file"),
        ("mtls: failed to load client certificate from ~/.app/client.pem", "client-key"),
        ("the private key does not match the certificate", "key-mismatch"),
        ("TLS: hostname 'db1.example.com' does not match certificate names", "verify name"),
        ("TLS: peer name node2 not among certificate names: node1", "verify name"),
        ("sslcheck: the certificate of mail.example.com expired 3 days ago", "verify expired"),
        ("TLS: client certificate CN=bob expired", "client-verify expired"),
        ("tlsd: client 192.0.2.7 did not present a certificate", "client-cert-absent"),
        ("gateway: got plaintext HTTP request on TLS port from 192.0.2.9", "plain-received"),
        ("TLS: server does not support secure renegotiation", "legacy-renegotiation"),
        ("TLS: SPKI pin check failed for api.example.com", "verify pin"),
        ("ALPN: the server selected none of the offered protocols", "no-alpn"),
        ("the proxy requires authentication for https", "proxy-answered 407"),
        ("https request failed: proxy responded with 403", "proxy-answered 403"),
        ("TLS: no common elliptic curve with peer", "no-shared-group"),
        ("the TLS handshake did not complete within 10 seconds", "handshake-timeout"),
        ("our TLS client: CRL for issuer CN=Example CA has expired", "verify crl-expired"),
        ("TLS router: no route for SNI foo.example.com", "sni-unknown"),
        ("reverse proxy: backend TLS certificate could not be verified", "upstream-refused-cert"),
    ],
)
def test_the_same_few_words(text: str, key: str) -> None:
    assert key in keys(text)


@pytest.mark.parametrize(
    "text",
    [
        "WARN license expired for module certificates",
        "loaded server certificate and private key from /etc/app/tls",
        "openvpn: Control Channel: TLSv1.3, peer certificate: 2048 bits RSA",
        "the proxy answered with status 200, https works",
        "certificate renewed, the old one expires in 20 days",
    ],
)
def test_what_only_has_the_words(text: str) -> None:
    about = ("place", "works", "changed", "proxy-set", "program", "port", "scheme", "host")
    assert {key for key in keys(text) if not key.startswith(about)} == set()


def test_in_a_log_they_need_a_message_beside_them() -> None:
    assert keys("could not read the private key file", remarked=False) == set()


def test_the_first_bytes_tell_which_end_speaks() -> None:
    line = (
        'tls.RecordHeaderError{Msg:"first record does not look like a TLS handshake", '
        "RecordHeader:[5]uint8{0x0, 0x0, 0x0, 0x8, 0x4}, Conn:(*net.TCPConn)(0xc0)}"
    )
    said = keys(line)
    assert "plain-received postgres" in said
    assert not any(key.startswith("not-tls") for key in said)


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("depth=2 CN = A verify return:1 depth=1 CN = B verify error:num=10:x", "depth 1"),
        ("SSL verification error at depth 2: certificate has expired (10)", "depth 2"),
        ("VERIFY ERROR: depth=1, error=certificate has expired: CN=Example CA", "depth 1"),
    ],
)
def test_the_place_in_the_chain_of_what_is_refused(text: str, depth: str) -> None:
    assert {key for key in keys(f"{text} (tls)") if key.startswith("depth")} == {depth}
