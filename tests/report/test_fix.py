"""Which recipes are shown for a finding, and what is filled into them."""

from __future__ import annotations

import pytest
from msgspec import structs

from report.samples import NOW, expired, leaf, proxy_407, seen
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Clue, Finding, Party, Remedy, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import CertificateProblem
from tlswhy.model.facts.context import Asked, ProxyChosen, Route
from tlswhy.model.facts.network import HttpAnswered, Spoke
from tlswhy.model.facts.words import Said, Sign
from tlswhy.products import products
from tlswhy.report.fix import REMEDY_TEXT, fill, fixes, safe_host

WEB = Asked(host="a.test", port=8443, service="https", name="a.test")
PROXY = ProxyChosen(
    url="http://p.test:3128", scheme="http", host="p.test", port=3128, source="--proxy"
)


def finding(*remedies: Remedy, acts: Party = Party.SERVER) -> Finding:
    clue = Clue(verdict=Verdict.CERTAIN, because="so")
    return Finding(cause="a-cause", title="A cause", acts=acts, clue=clue, remedies=remedies)


def programs(remedy: Remedy, *facts: Fact, acts: Party = Party.SERVER) -> list[str]:
    """The names of the programs that are told how."""
    return [fix.product for fix in fixes(finding(remedy, acts=acts), Case(facts)) if fix.product]


def pasted(remedy: Remedy, product: str, *facts: Fact, acts: Party = Party.SERVER) -> str:
    found = fixes(finding(remedy, acts=acts), Case(facts))
    return "\n".join(next(fix.lines for fix in found if fix.product == product))


def test_every_remedy_has_a_sentence_that_fits_a_line() -> None:
    assert set(REMEDY_TEXT) == set(Remedy)
    for text in REMEDY_TEXT.values():
        assert text.endswith(".")
        assert len(text) <= 78, text


def test_the_sentence_comes_before_the_recipes() -> None:
    first, *rest = fixes(expired().diagnosis.findings[0], expired().diagnosis.case)
    assert (first.product, first.text) == ("", REMEDY_TEXT[Remedy.RENEW_CERTIFICATE])
    assert [fix.product for fix in rest] == ["Apache", "HAProxy", "nginx"]


def test_mail_and_databases_get_their_own_servers() -> None:
    smtp = Route(hops=("tcp m.test:25", "starttls smtp", "tls m.test"), target_tls=2)
    database = Asked(host="d.test", port=5432, service="postgres", name="d.test")
    assert programs(Remedy.SERVE_FULL_CHAIN, WEB, smtp) == ["Postfix"]
    assert programs(Remedy.SERVE_FULL_CHAIN, database) == ["PostgreSQL"]
    assert "PostgreSQL" in programs(Remedy.TRUST_CA, database)
    assert "PostgreSQL" not in programs(Remedy.TRUST_CA, WEB)


def asked(service: str, port: int = 389) -> Asked:
    return Asked(host="d.test", port=port, service=service, name="d.test")


@pytest.mark.parametrize(
    ("service", "line"),
    [
        ("ldap", "curl --ssl-reqd ldap://d.test:389/"),
        ("ldaps", "curl --ssl-reqd ldap://d.test:389/"),
        ("submission", "curl --ssl-reqd smtp://d.test:389/"),
        ("ftp", "curl --ssl-reqd ftp://d.test:389/"),
    ],
)
def test_starttls_is_that_of_the_protocol(service: str, line: str) -> None:
    assert pasted(Remedy.USE_STARTTLS, "curl", asked(service)) == line


def test_a_program_that_cannot_speak_a_protocol_is_silent() -> None:
    assert programs(Remedy.USE_STARTTLS, asked("postgres")) == ["OpenSSL", "Python"]
    assert programs(Remedy.USE_STARTTLS, asked("rdp")) == []
    assert programs(Remedy.USE_STARTTLS, asked("")) == ["OpenSSL"]
    assert "-starttls PROTOCOL" in pasted(Remedy.USE_STARTTLS, "OpenSSL", asked(""))
    assert "-starttls postgres" in pasted(Remedy.USE_STARTTLS, "OpenSSL", asked("postgres"))
    assert "Python" not in programs(Remedy.USE_IMPLICIT_TLS, asked("ftp"))
    assert pasted(Remedy.USE_IMPLICIT_TLS, "curl", asked("ftp")) == "curl ftps://d.test:389/"


def test_what_the_peer_spoke_says_more_than_the_port() -> None:
    imap = Spoke(protocol="imap", excerpt="* OK")
    unknown = Spoke(protocol="text", excerpt="hello")
    for heard, line in ((imap, "imap"), (unknown, "smtp")):
        found = finding(Remedy.USE_STARTTLS)
        found = structs.replace(found, clue=structs.replace(found.clue, evidence=(heard,)))
        told = [fix for fix in fixes(found, Case((asked("smtp"), heard))) if fix.product == "curl"]
        assert told[0].lines == (f"curl --ssl-reqd {line}://d.test:389/",)


def test_urls_of_the_web_are_for_the_web() -> None:
    assert {"curl", "git"} & set(programs(Remedy.TRUST_CA, asked("ldap"))) == set()
    assert {"Python", "OpenSSL", "Java"} <= set(programs(Remedy.TRUST_CA, asked("ldap")))
    for service in ("", "https", "http", "wss", "grpc"):
        assert {"curl", "git"} <= set(programs(Remedy.TRUST_CA, asked(service)))


def test_without_a_service_it_is_the_web() -> None:
    assert "nginx" in programs(Remedy.SERVE_FULL_CHAIN)


def test_a_server_that_named_itself_stands_alone() -> None:
    def answered(server: str) -> HttpAnswered:
        return HttpAnswered(status=200, reason="OK", headers=(("Server", server),), body="")

    assert programs(Remedy.SERVE_FULL_CHAIN, WEB, answered("nginx/1.24.0 (Ubuntu)")) == ["nginx"]
    assert len(programs(Remedy.SERVE_FULL_CHAIN, WEB, answered("Apache-Coyote/1.1"))) > 1
    assert len(programs(Remedy.TRUST_CA, WEB, answered("Apache/2.4 (Linux)"))) > 1


def test_a_proxy_is_only_asked_where_there_is_one() -> None:
    assert programs(Remedy.ALLOW_NAME, WEB, acts=Party.NETWORK) == []
    assert programs(Remedy.ALLOW_NAME, WEB, PROXY, acts=Party.NETWORK) == ["Squid"]
    assert programs(Remedy.PROXY_UPSTREAM, WEB, acts=Party.FORWARD_PROXY) == ["Squid"]


def test_a_proxy_is_a_server_for_one_leg_and_a_client_for_the_other() -> None:
    assert programs(Remedy.RENEW_CERTIFICATE, PROXY, acts=Party.FORWARD_PROXY) == ["Squid"]
    assert programs(Remedy.TRUST_CA, PROXY, acts=Party.FORWARD_PROXY) == ["mitmproxy", "Squid"]
    assert programs(Remedy.SEND_SNI, WEB, acts=Party.REVERSE_PROXY) == [
        "Apache",
        "Envoy",
        "HAProxy",
        "nginx",
    ]


def test_the_host_is_exempted_and_not_the_proxy_that_exempts_it() -> None:
    lines = pasted(Remedy.EXEMPT_FROM_INSPECTION, "Squid", WEB, PROXY, acts=Party.FORWARD_PROXY)
    assert "acl untouched ssl::server_name a.test" in lines


def test_who_trusts_the_proxy_is_our_client() -> None:
    """We saw the proxy's certificate ourselves; an origin's only the proxy sees."""
    route = Route(
        hops=("tcp p.test:3129", "tls p.test", "http-connect p.test:3129", "tls a.test"),
        target_tls=3,
    )
    problem = CertificateProblem(
        seen=seen(3, 1), code="expired", index=0, subject="p.test", fatal=True, text="is too old"
    )
    top = finding(Remedy.TRUST_CA, acts=Party.FORWARD_PROXY)
    ours = structs.replace(top, clue=structs.replace(top.clue, evidence=(problem,)))
    case = Case((WEB, PROXY, route))
    assert "curl" in {fix.product for fix in fixes(ours, case)}
    assert {fix.product for fix in fixes(top, case)} == {"", "mitmproxy", "Squid"}


def test_groups_are_widened_by_who_has_to_act() -> None:
    assert "nginx" in programs(Remedy.WIDEN_GROUPS, WEB)
    assert "curl" in programs(Remedy.WIDEN_GROUPS, WEB, acts=Party.CLIENT)


def test_what_is_known_is_filled_in() -> None:
    text = pasted(Remedy.PROXY_CREDENTIALS, "OpenSSL", WEB, PROXY, acts=Party.CLIENT)
    assert "-connect a.test:8443 -servername a.test" in text
    assert "-proxy p.test:3128" in text


def test_what_is_not_known_stays_a_word_in_capitals() -> None:
    assert "https://HOST:PORT/" in pasted(Remedy.TRUST_CA, "curl", acts=Party.CLIENT)
    assert "--cacert CA.pem" in pasted(Remedy.TRUST_CA, "curl", WEB, acts=Party.CLIENT)
    assert "http://PROXY" in pasted(Remedy.PROXY_URL_HTTP, "Linux", WEB, acts=Party.CLIENT)


def test_an_address_is_no_server_name() -> None:
    address = Asked(host="192.0.2.1", port=443, is_ip=True, name="192.0.2.1")
    told = pasted(Remedy.SEND_SNI, "OpenSSL", address, acts=Party.CLIENT)
    assert told == "openssl s_client -connect 192.0.2.1:443 -servername NAME"
    named = Asked(host="192.0.2.1", port=443, is_ip=True, name="a.test")
    assert "-servername a.test" in pasted(Remedy.SEND_SNI, "OpenSSL", named, acts=Party.CLIENT)


def test_other_braces_stay() -> None:
    assert fill('{ "mtu": {port} }', {"port": "1"}) == '{ "mtu": 1 }'


def test_a_proxy_gets_a_certificate_for_its_own_name() -> None:
    found = fixes(finding(Remedy.REISSUE_WITH_NAME, acts=Party.SERVER), Case((WEB, PROXY)))
    assert any("a.test" in line for fix in found for line in fix.lines)
    case = Case((WEB, PROXY))
    top = finding(Remedy.ALLOW_NAME, acts=Party.FORWARD_PROXY)
    squid = next(fix for fix in fixes(top, case) if fix.product == "Squid")
    assert squid.lines[0] == "acl wanted dstdomain p.test"


def test_the_name_to_connect_by_is_one_the_certificate_lists() -> None:
    route = Route(hops=("tcp a.test:8443", "tls a.test"), target_tls=1)
    listed = pasted(
        Remedy.CONNECT_BY_LISTED_NAME, "Go", WEB, route, leaf(1, until=NOW), acts=Party.CLIENT
    )
    assert 'ServerName: "a.test"' in listed  # *.a.test comes first, and is no name to connect to
    nothing = pasted(Remedy.CONNECT_BY_LISTED_NAME, "Go", WEB, route, acts=Party.CLIENT)
    assert 'ServerName: "NAME"' in nothing


@pytest.mark.parametrize(
    ("host", "safe"),
    [
        ("a.test", "a.test"),
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "[2001:db8::1]"),
        ("xn--bcher-kva.test", "xn--bcher-kva.test"),
        ("*.a.test", ""),
        ("-oProxyCommand=x", ""),
        ("a.test;reboot", ""),
        ("$(reboot)", ""),
        ("a b", ""),
        ("a.test\nx", ""),
        ("é.test", ""),
        ("fe80::1%eth0", ""),
        ("", ""),
    ],
)
def test_only_what_no_shell_minds_is_filled_in(host: str, safe: str) -> None:
    assert safe_host(host) == safe


def test_of_several_proxies_the_one_that_is_meant_is_named() -> None:
    second = structs.replace(PROXY, url="http://q.test:8080", host="q.test", port=8080)
    about = structs.replace(
        finding(Remedy.PROXY_URL_HTTP, acts=Party.CLIENT),
        clue=Clue(verdict=Verdict.CERTAIN, because="it was", evidence=(second,)),
    )
    [curl] = [f for f in fixes(about, Case((PROXY, second))) if f.product == "curl"]
    assert "http://q.test:8080" in curl.lines[0]


def test_a_proxy_with_a_strange_name_stays_a_word() -> None:
    sample = proxy_407(host="p;x")
    found = fixes(sample.diagnosis.findings[0], sample.diagnosis.case)
    assert any("@PROXY" in line for fix in found for line in fix.lines)


def test_nothing_is_left_in_braces() -> None:
    case = Case((WEB, PROXY))
    for party in Party:
        for fix in fixes(finding(*Remedy, acts=party), case):
            for line in (fix.text, *fix.lines):
                assert not {"{host}", "{port}", "{name}", "{proxy}", "{ca}"} & set(line.split("/"))


def test_every_program_is_used_for_something() -> None:
    used = {""}
    for name, product in products().items():
        said = Said(what=Sign.SIDE, value="client", program=name)
        for service in product.services or ("https",):
            case = Case((Asked(host="a.test", port=1, service=service), PROXY, said))
            for party in Party:
                given = fixes(finding(*product.recipes, acts=party), case)
                used |= {fix.product for fix in given}
    assert used == {"", *(product.name for product in products().values() if product.recipes)}
