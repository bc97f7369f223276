from __future__ import annotations

import pytest

from causes_facts import case, clue, declined, ended, http, passed, proxy, route, socks, through
from tlswhy.causes.forward_proxy.proxy_auth_required import CAUSE
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Remedy, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import SocksAnswered

NO_SENT = "no user name and password were sent"


def refused(*challenges: str, with_credentials: bool = False) -> Case:
    headers = tuple(("Proxy-Authenticate", value) for value in challenges)
    chosen = proxy(with_credentials=with_credentials)
    return case(through("http"), chosen, http(407, headers=headers))


def because(of: Case) -> str:
    found = clue(CAUSE, of)
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    return found.because


@pytest.mark.parametrize(
    ("challenges", "offers"),
    [
        (('Basic realm="lab"',), "it offers Basic;"),
        (('basic realm="a, b=c", Digest realm="x\\"y", qop="auth"',), "it offers basic, Digest;"),
        (("Negotiate", "NTLM", 'Basic realm=""', "NTLM"), "it offers Negotiate, NTLM, Basic;"),
        (('Digest realm = "x" , nonce="1",Basic charset="UTF-8"',), "it offers Digest, Basic;"),
        ((), "it names no scheme;"),
        (("",), "it names no scheme;"),
    ],
)
def test_the_schemes_on_offer_are_named(challenges: tuple[str, ...], offers: str) -> None:
    assert f"{offers} {NO_SENT}" in because(refused(*challenges))


def test_the_401_of_tinyproxy_is_likely() -> None:
    challenge = (("WWW-Authenticate", 'Basic realm="Tinyproxy"'),)
    sent = proxy(with_credentials=True)
    found = clue(CAUSE, case(through("http"), sent, http(401, headers=challenge)))
    assert found is not None
    assert found.verdict is Verdict.LIKELY
    assert found.because.endswith(
        "it offers Basic; the user name and password that were sent were not accepted"
    )
    assert clue(CAUSE, case(through("http"), sent, http(401))) is None


def test_wrong_credentials_are_told_from_missing_ones() -> None:
    told = because(refused('Basic realm="lab"', with_credentials=True))
    assert "that were sent were not accepted" in told
    assert NO_SENT not in told


@pytest.mark.parametrize(("given", "says"), [(True, "password sent cannot"), (False, "in its URL")])
def test_a_proxy_without_basic_does_not_take_a_password(given: bool, says: str) -> None:
    told = because(refused("Negotiate", "NTLM", with_credentials=given))
    assert "it offers Negotiate, NTLM" in told
    assert says in told


def test_the_proxy_in_question_is_the_one_that_answered() -> None:
    another = proxy("http://192.0.2.9:8080", with_credentials=True)
    assert NO_SENT in because(case(through("http"), another, http(407)))


def test_a_proxy_with_tls_asks_on_its_own_hop() -> None:
    found = clue(CAUSE, case(through("https"), passed("tls", hop=1), http(407, hop=2)))
    assert found is not None
    assert found.hop == 2


@pytest.mark.parametrize(
    ("step", "given", "says"),
    [
        ("method", False, "without authentication; no user name and password were sent"),
        ("method", True, "neither a password nor"),
        ("authentication", True, "did not accept"),
    ],
)
def test_socks_methods_and_passwords(step: str, given: bool, says: str) -> None:
    chosen = proxy("socks5h://127.0.0.1:3128", with_credentials=given)
    assert says in because(case(through("socks5"), chosen, declined(step, "socks5")))


@pytest.mark.parametrize(
    ("scheme", "facts"),
    [
        ("http", (http(403), declined("CONNECT"))),
        ("http", (http(200), passed(), http(407, hop=1, method="HEAD"))),
        ("http", (ended(hop=0),)),
        ("socks5", (declined("connect", "socks5"), socks(2))),
        ("socks5", (declined("greeting", "socks5"),)),
    ],
)
def test_silent_on_other_refusals(scheme: str, facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(through(scheme), *facts)) is None


def test_silent_without_a_proxy() -> None:
    assert clue(CAUSE, case(http(407, hop=2, method="HEAD"))) is None


@pytest.mark.parametrize("code", [0x5C, 0x5D])
def test_a_socks_4_proxy_asks_identd(code: int) -> None:
    found = clue(CAUSE, case(through("socks4"), socks(code, meaning="no identd", version=4)))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    assert found.remedies == (Remedy.PROXY_URL_SOCKS,)
    assert "no identd" in found.because


@pytest.mark.parametrize("reply", [socks(0x5B, version=4), socks(0x5C), socks(5)])
def test_another_reply_is_not_about_the_user(reply: SocksAnswered) -> None:
    assert clue(CAUSE, case(through("socks4"), reply)) is None


@pytest.mark.parametrize("given", [True, False])
def test_digest_takes_a_password(given: bool) -> None:
    told = because(refused('Digest realm="lab", nonce="1"', with_credentials=given))
    assert "it offers Digest; " in told
    assert ("that were sent were not accepted" in told) is given


def test_digest_on_a_connection_that_ends() -> None:
    headers = (("Proxy-Authenticate", 'Digest realm="lab", nonce="1"'),)
    cut = declined("CONNECT (Digest wants a second connection)")
    chosen = proxy(with_credentials=True)
    told = because(case(through("http"), chosen, http(407, headers=headers), cut))
    assert "closes the connection with that" in told


def test_the_second_proxy_of_a_chain_is_named() -> None:
    hops = route("http-connect 127.0.0.1:3128", "http-connect 192.0.2.9:8080", "tls a.test")
    known = (proxy(with_credentials=True), proxy("http://192.0.2.9:8080"))
    found = clue(CAUSE, case(hops, *known, passed(), http(200), http(407, hop=1)))
    assert found is not None
    assert found.hop == 1
    assert "the proxy 192.0.2.9:8080 answered" in found.because
    assert NO_SENT in found.because
