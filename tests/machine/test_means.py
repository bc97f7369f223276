"""What the settings of a machine mean for a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from machine.conftest import Make
from tlswhy.cli.proxies import bypassed
from tlswhy.machine import look, means, wanted
from tlswhy.model.facts.words import Sign
from tlswhy.texts import read_text

BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
UNTRUSTED = {
    "python": "requests.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify "
    "failed: unable to get local issuer certificate (_ssl.c:1006)",
    "java": "javax.net.ssl.SSLHandshakeException: PKIX path building failed: "
    "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid "
    "certification path to requested target",
    "curl": "curl: (60) SSL certificate problem: unable to get local issuer certificate",
}
NO_ROUTE = "curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to a.test:443"


@pytest.fixture
def keys(machine: Make) -> Callable[..., set[str]]:
    """The keys of a text on a machine of these files, without those that name the program."""

    def judged(
        text: str,
        files: Mapping[str, str | bytes] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> set[str]:
        said = read_text(text)
        here = look(machine(files, environ, wanted=wanted(text)))
        found = means(text, said, here, lambda host, no: bypassed(host, no, is_ip=False))
        assert all(one.means for one in found if one.what is not Sign.PROGRAM)
        return {one.key for one in found if one.what is not Sign.PROGRAM}

    return judged


Keys = Callable[..., set[str]]


class TestTrust:
    def test_a_store_that_lacks_what_the_system_trusts(
        self, keys: Keys, pem: Callable[..., bytes]
    ) -> None:
        files = {BUNDLE: pem("Our CA"), "r.pem": pem("Another")}
        found = keys(UNTRUSTED["python"], files, {"REQUESTS_CA_BUNDLE": "r.pem"})
        assert found == {"works os-store"}

    def test_a_store_that_has_it(self, keys: Keys, pem: Callable[..., bytes]) -> None:
        assert keys(UNTRUSTED["curl"], {BUNDLE: pem("Our CA")}) == set()

    def test_what_node_is_given_on_top_counts(self, keys: Keys, pem: Callable[..., bytes]) -> None:
        text = "npm ERR! code UNABLE_TO_GET_ISSUER_CERT_LOCALLY"
        files = {BUNDLE: pem("Our CA"), "x.pem": pem("Our CA")}
        assert keys(text, files) == {"works os-store"}
        assert keys(text, files, {"NODE_EXTRA_CA_CERTS": "x.pem"}) == set()
        assert keys(text, files | {"~/.npmrc": "cafile=x.pem"}) == set()

    def test_an_issuer_that_is_named_and_not_here(
        self, keys: Keys, pem: Callable[..., bytes]
    ) -> None:
        files = {BUNDLE: pem("Our CA"), "r.pem": pem("Another")}
        text = f"{UNTRUSTED['python']}\n issuer: CN = Their CA"
        assert keys(text, files, {"REQUESTS_CA_BUNDLE": "r.pem"}) == set()

    def test_a_store_that_is_not_there(self, keys: Keys, pem: Callable[..., bytes]) -> None:
        environ = {"JAVA_TOOL_OPTIONS": "-Djavax.net.ssl.trustStore=/no.jks"}
        assert "no-trust-store" in keys(UNTRUSTED["java"], {BUNDLE: pem("A")}, environ)
        assert keys(NO_ROUTE, {}, {"CURL_CA_BUNDLE": "/no.pem"}) == set()

    def test_a_text_of_no_program_where_an_interceptor_is_trusted(
        self, keys: Keys, pem: Callable[..., bytes]
    ) -> None:
        text = "TLS: unknown CA: self-signed certificate in certificate chain"
        assert keys(text, {BUNDLE: pem("Zscaler Root CA")}) == {"place inspected"}
        assert keys(text, {BUNDLE: pem("Our CA")}) == set()


class TestProxy:
    def test_a_proxy_that_is_spoken_to_in_tls(self, keys: Keys) -> None:
        found = keys(NO_ROUTE, {}, {"https_proxy": "https://p.test:3128"})
        assert found == {"proxy-set", "proxy-url https"}

    def test_an_exception_for_the_host(self, keys: Keys) -> None:
        environ = {"https_proxy": "https://p.test:3128", "no_proxy": "localhost,a.test"}
        assert keys(NO_ROUTE, {}, environ) == set()

    def test_an_exception_that_curl_does_not_understand(self, keys: Keys) -> None:
        environ = {"https_proxy": "http://p.test:3128", "no_proxy": "*.example"}
        text = NO_ROUTE.replace("a.test", "a.example")
        assert keys(text, {}, environ) == {"proxy-set", "place no-proxy"}

    def test_a_proxy_that_the_program_does_not_read(self, keys: Keys) -> None:
        text = "java.net.SocketException: Connection reset at sun.security.ssl.SSLSocketImpl"
        environ = {"https_proxy": "http://p.test:3128"}
        assert "place proxy-not-set" in keys(f"{UNTRUSTED['java']}\n{text}", {}, environ)

    def test_a_proxy_of_another_program_alone(self, keys: Keys) -> None:
        files = {"/etc/apt/apt.conf": 'Acquire::https::Proxy "http://p:1";'}
        assert keys(NO_ROUTE, files) == {"place proxy-not-set"}


class TestPolicy:
    FILES = {"/etc/crypto-policies/state/current": "FIPS"}  # noqa: RUF012 - read only

    def test_a_strict_system(self, keys: Keys) -> None:
        text = "curl: (35) error:0A000102:SSL routines::unsupported protocol"
        assert keys(text, self.FILES) == {"changed policy", "place fips"}

    def test_it_says_nothing_of_go(self, keys: Keys) -> None:
        text = "remote error: tls: protocol version not supported"
        assert keys(text, self.FILES) == set()


def test_a_clock_that_cannot_be_right(machine: Make) -> None:
    made = machine()
    made.now = made.now.replace(year=2099)
    found = means("", (), look(made), lambda _host, _exceptions: False)
    assert [one.key for one in found] == ["year wrong"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("*  issuer: C=US; O=Zscaler Inc.; CN=Zscaler Root CA\n", ("Zscaler Root CA",)),
        ("issuer=C = US, O = Our Org", ("Our Org",)),
        (" 0 s:CN = a.test\n   i:CN = Our CA, O = x\n", ("Our CA",)),
        ("depth=1 CN = Our CA\nverify error:num=20\ndepth=0 CN = a.test\n", ("Our CA",)),
        ("unable to get local issuer certificate", ()),
    ],
)
def test_the_issuer_that_a_text_names(text: str, names: tuple[str, ...]) -> None:
    assert wanted(text).names == names
