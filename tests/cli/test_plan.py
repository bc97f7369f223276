"""What a command line of `diagnose` asks for, before anything is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tlswhy.cli.diagnose import plan
from tlswhy.lab.bench import Lab
from tlswhy.model.attempt import Attempt, HopKind, Offer, Proxy, Speak
from tlswhy.model.errors import InputError
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import (
    Asked,
    ClientCertificateGiven,
    ClientLimits,
    ProxyChosen,
    TrustStore,
)
from tlswhy.probes import offers


@pytest.fixture(autouse=True)
def _no_proxies_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def attempt(line: str) -> Attempt:
    return plan(line.split()).attempt


def offer(line: str) -> Offer:
    return plan(["a.test", *line.split()]).attempt.offer


def given(line: str, kind: type[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in plan(line.split()).setting.given if isinstance(fact, kind))


def test_a_host_is_asked_as_a_browser_would() -> None:
    asked = attempt("a.test")
    assert (asked.host, asked.port, asked.name) == ("a.test", 443, "a.test")
    assert asked.offer == offers.modern("a.test", ("http/1.1",))
    assert asked.request == "HEAD"
    assert asked.timeout == 5.0
    assert [hop.kind for hop in asked.hops] == [HopKind.TCP, HopKind.TLS, HopKind.HTTP]


def test_the_page_of_a_url_is_asked_for() -> None:
    assert attempt("https://a.test/private/x?token=1").path == "/private/x"
    assert attempt("a.test").path == "/"


def test_a_late_request_for_a_certificate_is_allowed_in_tls_13_alone() -> None:
    assert not offer("").post_handshake
    assert offer("--post-handshake-auth").post_handshake
    assert not offer("--post-handshake-auth --max-version 1.2").post_handshake


@pytest.mark.parametrize(
    ("line", "request_", "alpn"),
    [
        ("a.test:8443", "HEAD", ("http/1.1",)),
        ("wss://a.test", "HEAD", ("http/1.1",)),
        ("a.test --no-request", "", ()),
        ("a.test --alpn h2,http/1.1", "", ("h2", "http/1.1")),
        ("a.test --alpn http/1.1", "HEAD", ("http/1.1",)),
        ("a.test --alpn=", "HEAD", ()),
        ("a.test:993", "", ()),
        ("imaps://a.test:8443", "", ()),
        ("grpcs://a.test", "", ("h2",)),
        ("a.test --starttls smtp", "", ()),
        ("smtp://a.test", "", ()),
    ],
)
def test_a_request_follows_where_http_is_spoken(
    line: str, request_: str, alpn: tuple[str, ...]
) -> None:
    assert attempt(line).request == request_
    assert attempt(line).offer.alpn == alpn


@pytest.mark.parametrize(
    ("line", "protocol", "port", "service"),
    [
        ("smtp://a.test", "smtp", 25, "smtp"),
        ("submission://a.test", "smtp", 587, "submission"),
        ("a.test --starttls smtp", "smtp", 25, "smtp"),
        ("a.test:2525 --starttls smtp", "smtp", 2525, "smtp"),
        ("postgres://a.test", "postgres", 5432, "postgres"),
        ("a.test:25", "", 25, "smtp"),
        ("a.test:587", "", 587, "submission"),
    ],
)
def test_starttls_is_what_was_asked_for(line: str, protocol: str, port: int, service: str) -> None:
    assert (attempt(line).starttls, attempt(line).port) == (protocol, port)
    [asked] = given(line, Asked)
    assert isinstance(asked, Asked)
    assert (asked.service, asked.port) == (service, port)


@pytest.mark.parametrize(
    ("line", "sni", "name"),
    [
        ("a.test", "a.test", "a.test"),
        ("a.test --sni B.test", "b.test", "a.test"),
        ("a.test --no-sni", None, "a.test"),
        ("192.0.2.1", None, "192.0.2.1"),
        ("192.0.2.1 --sni a.test", "a.test", "192.0.2.1"),
        ("a.test --sni 192.0.2.1", "192.0.2.1", "a.test"),
        ("[fe80::1%lo]:443", None, "fe80::1"),
        ("bücher.test", "xn--bcher-kva.test", "xn--bcher-kva.test"),
    ],
)
def test_the_name_sent_and_the_name_verified(line: str, sni: str | None, name: str) -> None:
    assert attempt(line).offer.sni == sni
    assert attempt(line).name == name


def test_another_peer_keeps_the_name() -> None:
    asked = attempt("a.test:8443 --connect-to [::1]:9000")
    assert (asked.peer, asked.host, asked.name) == (("::1", 9000), "a.test", "a.test")
    assert attempt("a.test:8443 --connect-to b.test").peer == ("b.test", 8443)


@pytest.mark.parametrize(
    ("line", "version", "route"),
    [
        ("a.test", "", ["tcp a.test:443", "tls a.test"]),
        (
            "a.test --proxy-protocol v2 --proxy socks4a://p.test",
            "v2",
            ["socks4 p.test:1080", "proxy-protocol v2", "tls a.test"],
        ),
    ],
)
def test_a_proxy_header_comes_first(line: str, version: str, route: list[str]) -> None:
    attempt = plan(line.split()).attempt
    assert attempt.proxy_protocol == version
    assert [hop.label for hop in attempt.hops][: len(route)] == route


def test_versions_and_what_goes_with_them() -> None:
    assert offer("").versions == (0x0304, 0x0303)
    newest = offer("--min-version 1.3")
    assert newest.versions == (0x0304,)
    assert newest.suites == offers.TLS13_SUITES
    middle = offer("--max-version TLSv1.2")
    assert middle.versions == (0x0303,)
    assert not set(middle.suites) & set(offers.TLS13_SUITES)
    assert middle.shares == ()
    assert not set(middle.groups) & set(offers.POST_QUANTUM)
    old = offer("--max-version 1.1")
    assert old.versions == (0x0302, 0x0301)
    assert old.schemes == offers.OLD_SCHEMES
    assert offer("--min-version SSLv3").versions == (0x0304, 0x0303, 0x0302, 0x0301, 0x0300)
    assert offer("--min-version 1.1 --max-version 1.1").versions == (0x0302,)


def test_lists_are_sent_as_they_are() -> None:
    mixed = offer("--ciphers AES128-SHA:TLS_AES_128_GCM_SHA256")
    assert (mixed.suites, mixed.versions) == ((0x002F, 0x1301), (0x0304, 0x0303))
    assert offer("--ciphers ECDHE-RSA-AES128-GCM-SHA256").versions == (0x0303,)
    assert offer("--ciphers TLS_AES_128_GCM_SHA256").versions == (0x0304,)
    groups = offer("--groups P-384:X25519MLKEM768:x25519")
    assert groups.groups == (24, 4588, 29)
    assert groups.shares == (4588, 24)
    assert offer("--sigalgs ecdsa_secp256r1_sha256,RSA+SHA256").schemes == (0x0403, 0x0401)


def test_limits_are_a_fact_in_the_words_of_the_options() -> None:
    assert given("a.test", ClientLimits) == ()
    line = "a.test --max-version 1.2 --ciphers=AES128-SHA --groups X25519"
    assert given(line, ClientLimits) == (
        ClientLimits(
            options=("--max-version 1.2", "--ciphers AES128-SHA", "--groups X25519"),
            max_version=0x0303,
            min_version=0x0303,
        ),
    )


def test_proxies_come_from_options_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ann:hunter2@env.test:3128")
    assert attempt("a.test").proxies[0].host == "env.test"
    assert attempt("a.test --no-proxy").proxies == ()
    chain = attempt("a.test --proxy socks5://one.test --proxy https://two.test").proxies
    assert chain == (Proxy("socks5", "one.test", 1080), Proxy("https", "two.test", 443))
    [fact] = given("a.test", ProxyChosen)
    assert isinstance(fact, ProxyChosen)
    assert (fact.source, fact.with_credentials) == ("HTTPS_PROXY", True)


def test_a_url_without_tls_is_asked_in_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://env.test:3128")
    monkeypatch.setenv("http_proxy", "http://env.test:3128")
    line = "http://a.test:8443/x"
    made = attempt(line)
    assert (made.speak, made.proxies, made.available) == (Speak.PLAIN_HTTP, (), ())
    assert [hop.label for hop in made.hops] == ["tcp a.test:8443", "plain-http a.test:8443"]
    [asked] = given(line, Asked)
    assert isinstance(asked, Asked)
    assert asked.service == "http"
    assert attempt("a.test --no-proxy").speak is Speak.TLS
    with pytest.raises(InputError, match="a URL with http:// is asked without one"):
        attempt(f"{line} --proxy http://p.test:1")


def test_time_is_utc() -> None:
    def now(text: str) -> datetime:
        return plan(["a.test", "--now", text]).setting.clock.now

    noon = datetime(2030, 1, 31, 12, tzinfo=UTC)
    assert now("2030-01-31T12:00:00Z") == noon
    assert now("2030-01-31T12:00:00") == noon
    assert now("2030-01-31T14:00:00+02:00") == noon
    assert now("2030-01-31") == noon.replace(hour=0)


def test_stores_and_files() -> None:
    with Lab() as lab:
        root, proxy_ca = str(lab.write(lab.root).chain), str(lab.write(lab.intermediate).chain)
        own = lab.leaf("a.test")
        ours = ("--cert", str(own.chain), "--key", str(own.key))
        theirs = ("--ca-file", root, "--proxy-ca", proxy_ca)
        made = plan(["a.test", "--trust", "none", *theirs, *ours])
        assert len(made.setting.trust.store) == len(made.cas) == 1
        assert len(made.proxy_cas) == len(made.setting.trust.proxy)
        assert len(made.setting.trust.public) > 100
        assert TrustStore(name="none", files=(root,), anchors=1) in made.setting.given
        [shown] = [f for f in made.setting.given if isinstance(f, ClientCertificateGiven)]
        assert (shown.count, shown.subject, shown.for_clients) == (2, "CN=a.test", False)
        with_system = plan(["a.test", "--ca-file", root, "--trust", "mozilla"])
        assert len(with_system.setting.trust.store) > 100
        assert len(with_system.setting.trust.proxy) == len(with_system.setting.trust.store) - 1


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("a.test:443", "tlswhy a.test:443"),
        ("a.test --sni b.test", "tlswhy a.test --sni b.test"),
        (
            "a.test --proxy http://ann:hunter2@p.test:1",
            "tlswhy a.test --proxy http://USER:PASSWORD@p.test:1",
        ),
        (
            "a.test --proxy=ann:hunter2@p.test:1",
            "tlswhy a.test --proxy=USER:PASSWORD@p.test:1",
        ),
        ("https://ann:hunter2@a.test/x", "tlswhy https://USER:PASSWORD@a.test/x"),
    ],
)
def test_the_command_has_no_secrets(line: str, command: str) -> None:
    assert plan(line.split()).command == command


def test_the_rest() -> None:
    assert attempt("a.test -6").family == 6
    assert attempt("a.test").family == 0
    assert attempt("192.0.2.1 -4").family == 4
    assert attempt("a.test --timeout 0.5").timeout == 0.5
    assert plan(["a.test", "--experiments", "0"]).connections == 0
    subject = plan(["a.test:443"]).subject
    assert (subject.kind, subject.target) == ("live", "a.test:443")
    assert subject.route == ("tcp a.test:443", "tls a.test")
    assert plan(["imaps://a.test"]).subject.route == ("tcp a.test:993", "tls a.test")


def test_nothing_is_written_by_planning_but_an_empty_case_file(tmp_path: Path) -> None:
    plan(["a.test", "--save", str(tmp_path / "a.case")])
    assert [path.name for path in tmp_path.iterdir()] == ["a.case"]
