"""What clients print: direction, side, and what a proxy's part in it is."""

from __future__ import annotations

import pytest

from tlswhy.model.facts.words import Mentioned, Said
from tlswhy.texts import read_text


def keys(text: str) -> set[str]:
    return {fact.key for fact in read_text(text) if isinstance(fact, Said)}


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        (
            "* TLSv1.2 (OUT), TLS alert, unknown CA (560):\n* SSL certificate problem: self signed",
            {"client-alert 48", "verify failed"},
            {"server-alert 48"},
        ),
        (
            "* TLSv1.3 (IN), TLS alert, certificate required (628):",
            {"server-alert 116"},
            {"client-alert 116"},
        ),
        (
            "curl: (56) CONNECT tunnel failed, response 403",
            {"proxy-answered 403", "leg proxy"},
            {"handshake-failed"},
        ),
        (
            "ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 503 x'))",
            {"proxy-answered 503"},
            {"proxy-unreachable"},
        ),
        (
            (
                "ProxyError('Cannot connect to proxy.', NewConnectionError('<object>: Failed to"
                " establish a new connection: [Errno 111] Connection refused'))"
            ),
            {"proxy-unreachable"},
            {"proxy-not-tls"},
        ),
        (
            (
                "ProxyError('Unable to connect to proxy', SSLError(SSLCertVerificationError(1, '"
                "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed')))"
            ),
            {"proxy-cert", "proxy-url https"},
            {"proxy-unreachable"},
        ),
        (
            (
                "ProxyError('Unable to connect to proxy', SSLError(SSLError(1, '[SSL: "
                "WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1000)')))"
            ),
            {"proxy-not-tls", "proxy-url https"},
            {"proxy-unreachable"},
        ),
        (
            "Error: tunneling socket could not be established, cause=connect ECONNREFUSED",
            {"proxy-unreachable"},
            {"proxy-not-tls"},
        ),
        (
            "TLS server: In state certify received CLIENT ALERT: Fatal - Unknown CA",
            {"client-alert 48"},
            {"server-alert 48"},
        ),
        (
            (
                "TLS client: In state hello at tls_record.erl:564 generated CLIENT ALERT: Fatal - "
                "Unexpected Message\n - {unsupported_record_type,72}"
            ),
            {"client-alert 10", "not-tls http"},
            {"plain-received http"},
        ),
        (
            (
                "TLS server: In state hello at tls_record.erl:564 generated SERVER ALERT: Fatal - "
                "Unexpected Message\n - {unsupported_record_type,71}"
            ),
            {"server-alert 10", "plain-received http"},
            {"not-tls http"},
        ),
        (
            "Proxy tunneling failed: Proxy Authentication RequiredUnable to establish SSL",
            {"proxy-answered 407"},
            {"proxy-answered"},
        ),
        (
            (
                "curl: (60) SSL: no alternative certificate subject name matches target host name "
                "'192.0.2.1'"
            ),
            {"verify ip-name"},
            {"verify name"},
        ),
        (
            (
                "InsecureRequestWarning: Unverified HTTPS request is being made to host "
                "'a.example'. Adding certificate verification is strongly advised."
            ),
            set(),
            {"verify failed"},
        ),
    ],
)
def test_what_it_says(text: str, there: set[str], absent: set[str]) -> None:
    found = keys(text)
    assert there <= found, found
    assert not absent & found, found


@pytest.mark.parametrize(
    ("text", "host", "port", "role"),
    [
        ("fatal: unable to access 'https://a.example/r.git/': x", "a.example", 443, "target"),
        ("Cannot connect to host a.example:8443 ssl:True [x]", "a.example", 8443, "target"),
        ("curl: (5) Could not resolve proxy: proxy.example", "proxy.example", 0, "proxy"),
        (
            "HTTPSConnectionPool(host='a.example', port=443): Max retries exceeded with url: /",
            "a.example",
            443,
            "target",
        ),
    ],
)
def test_the_host_it_names(text: str, host: str, port: int, role: str) -> None:
    found = [fact for fact in read_text(text) if isinstance(fact, Mentioned)]
    assert (host, port, role) in [(one.host, one.port, one.role) for one in found]
