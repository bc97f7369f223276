from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    case,
    chain,
    clue,
    connected,
    declined,
    ended,
    established,
    fault,
    http,
    inside,
    maker,
    not_connected,
    passed,
    route,
    server_hello,
    socks,
    spoke,
    through,
    trial,
    verdict,
)
from tlswhy.causes.forward_proxy.proxy_upstream_failed import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Remedy, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Route

LISTENING = Route(hops=("http-connect 127.0.0.1:3128", "listen a.test:443"), target_tls=-1)
ANSWERS = trial(What.DIRECT, server_hello())
FAILS = trial(What.DIRECT, not_connected())


def granted(*trials: Trial, how: str = "closed") -> Case:
    return case(through("http"), http(200), passed(), ended(how), trials=trials)


def listened(*facts: Fact) -> Trial:
    return trial(What.LISTEN, LISTENING, http(200), *facts)


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_gateways_error_is_certain(status: int) -> None:
    failed = case(through("http"), http(status))
    found = clue(CAUSE, failed)
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert asks(CAUSE, failed) == ["direct"]


@pytest.mark.parametrize("status", [500, 520])
def test_another_error_of_a_server_is_likely(status: int) -> None:
    found = clue(CAUSE, case(through("http"), http(status)))
    assert found is not None
    assert found.verdict is Verdict.LIKELY


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ((("X-Squid-Error", "ERR_DNS_FAIL 0"),), "it cannot resolve the target's name"),
        ((("X-Squid-Error", "ERR_CONNECT_FAIL 111"),), "its connection to the target failed"),
        ((("Proxy-Status", "gate; error=connection_timeout"),), ": connection timeout"),
        ((("Proxy-Status", "gate; next-hop=a.test"),), "next-hop=a.test)"),
        ((("X-Squid-Error", "ERR_NEW 0"),), "(X-Squid-Error: ERR_NEW 0)"),
    ],
)
def test_the_proxys_reason_is_told(headers: tuple[tuple[str, str], ...], reason: str) -> None:
    found = clue(CAUSE, case(through("http"), http(503, headers=headers)))
    assert found is not None
    assert found.because.endswith(reason)


MITMPROXY = maker("interceptor", "mitmproxy")
OF_MITMPROXY = (("Server", "mitmproxy 11.0.2"),)
OF_SQUID = (("X-Squid-Error", "ERR_CONNECT_FAIL 111"),)


def decrypted(*facts: Fact, trials: tuple[Trial, ...] = ()) -> Case:
    return case(through("http"), http(200), passed(), established(), *facts, trials=trials)


def read(page: str) -> Trial:
    return trial(What.READ_REFUSAL, through("http"), inside(502, page=page, method="GET"))


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("upstream-unreached", "it did not reach the target"),
        ("upstream-handshake-failed", "its own TLS with the target failed"),
    ],
)
def test_what_decrypts_may_answer_itself(page: str, reason: str) -> None:
    known = decrypted(MITMPROXY, inside(502, headers=OF_MITMPROXY))
    assert verdict(CAUSE, known) == "possible"
    assert asks(CAUSE, known) == ["direct", "read-the-refusal"]
    found = clue(CAUSE, known.plus((read(page),)))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    assert found.because == f"HEAD answered 502 inside TLS, by what decrypts: {reason}"
    assert verdict(CAUSE, known.plus((read(""),))) == ""


def test_squid_says_so_in_a_header() -> None:
    failed = inside(503, headers=OF_SQUID)
    assert verdict(CAUSE, decrypted(failed)) == "likely"
    assert verdict(CAUSE, decrypted(MITMPROXY, failed)) == "certain"
    assert verdict(CAUSE, decrypted(chain(public=True), failed)) == ""
    assert verdict(CAUSE, decrypted(chain(), failed)) == "likely"


@pytest.mark.parametrize(
    "facts",
    [
        (),
        (inside(200, headers=OF_SQUID),),
        (inside(502),),
        (inside(502, page="upstream-unreached"),),
        (inside(503, headers=(("X-Squid-Error", "ERR_SECURE_CONNECT_FAIL 0"),)),),
        (MITMPROXY, inside(502, headers=(("Server", "nginx"),))),
        (ended(hop=2),),
    ],
    ids=["silent", "ok", "bare", "no interceptor", "distrust", "of another", "cut"],
)
def test_what_the_server_may_have_answered(facts: tuple[Fact, ...]) -> None:
    assert verdict(CAUSE, decrypted(*facts)) == ""


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [(1, Verdict.LIKELY), (3, Verdict.CERTAIN), (5, Verdict.CERTAIN), (0xF0, Verdict.LIKELY)],
)
def test_socks_replies(reply: int, verdict: Verdict) -> None:
    found = clue(CAUSE, case(through("socks5"), socks(reply), ended(hop=0, received=10)))
    assert found is not None
    assert found.verdict is verdict


def test_a_target_that_answers_without_the_proxy_confirms_it() -> None:
    found = clue(CAUSE, case(through("http"), http(502), trials=(ANSWERS,)))
    assert found is not None
    assert found.confirmed_by is ANSWERS
    assert Remedy.BYPASS_PROXY in found.remedies


def test_a_target_that_does_not_leaves_the_proxy_to_be_repaired() -> None:
    found = clue(CAUSE, case(through("http"), http(502), trials=(FAILS,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert found.remedies == (Remedy.PROXY_UPSTREAM,)


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((trial(What.PROXY_AS_HTTPS, through("https"), ended()),), Verdict.LIKELY),
        ((trial(What.PROXY_AS_HTTPS, through("https"), server_hello()),), Verdict.EXCLUDED),
        ((trial(What.PROXY_AS_SOCKS5, through("socks5"), passed("socks5")),), Verdict.EXCLUDED),
    ],
)
@pytest.mark.parametrize("how", ["closed", "reset", "silence"])
def test_connect_without_an_answer(how: str, trials: tuple[Trial, ...], verdict: Verdict) -> None:
    found = clue(CAUSE, case(through("http"), ended(how, hop=0), trials=trials))
    assert found is not None
    assert found.verdict is verdict


def test_connect_without_an_answer_inside_tls_with_the_proxy() -> None:
    found = clue(CAUSE, case(through("https"), passed("tls", hop=1), ended("silence", hop=2)))
    assert found is not None
    assert found.verdict is Verdict.LIKELY


def test_socks_without_a_reply() -> None:
    found = clue(CAUSE, case(through("socks5"), ended("silence", hop=0, received=2)))
    assert found is not None
    assert found.verdict is Verdict.LIKELY


@pytest.mark.parametrize("how", ["closed", "reset"])
def test_a_granted_tunnel_that_ends_is_possible_until_we_only_listen(how: str) -> None:
    found = clue(CAUSE, granted(how=how))
    assert found is not None
    assert (found.verdict, found.hop) == (Verdict.POSSIBLE, 0)
    assert asks(CAUSE, granted(how=how)) == ["direct", "listen-first"]


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((listened(passed(), ended("closed")),), Verdict.LIKELY),
        ((listened(passed(), ended("closed")), ANSWERS), Verdict.LIKELY),
        ((listened(passed(), ended("silence")),), Verdict.EXCLUDED),
        ((listened(passed(), spoke("ssh")),), Verdict.EXCLUDED),
        ((listened(),), Verdict.POSSIBLE),
        ((trial(What.DIRECT, connected(), ended("closed")),), Verdict.EXCLUDED),
        ((FAILS,), Verdict.POSSIBLE),
    ],
)
def test_a_granted_tunnel_is_settled_by_listening_and_without_the_proxy(
    trials: tuple[Trial, ...], verdict: Verdict
) -> None:
    found = clue(CAUSE, granted(*trials))
    assert found is not None
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("scheme", "facts"),
    [
        ("http", (http(403),)),
        ("http", (http(407),)),
        ("http", (http(501),)),
        ("http", (http(502, headers=(("Proxy-Status", "g; error=http_request_denied"),)),)),
        ("http", (http(200), passed(), ended("silence"))),
        ("http", (http(200), passed(), ended("closed", received=90))),
        ("http", (not_connected(),)),
        ("socks5", (socks(2),)),
        ("socks5", (ended(hop=0),)),
    ],
)
def test_silent_on_other_ends(scheme: str, facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(through(scheme), *facts)) is None


def test_silent_without_a_proxy() -> None:
    assert clue(CAUSE, case(ended())) is None


def test_of_several_proxies_the_last_one_that_opened_is_meant() -> None:
    two = route("http-connect 192.0.2.9:3128", "socks5 192.0.2.8:1080", "tls a.test")
    opened = (passed(), passed("socks5", hop=1), ended(hop=2))
    found = clue(CAUSE, case(two, *opened))
    assert found is not None
    assert "192.0.2.8:1080 granted the tunnel" in found.because


VAGUE = socks(0x5B, version=4)


def to_443(*facts: Fact) -> Trial:
    return trial(What.PROXY_PORT_443, through("socks4"), *facts)


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.LIKELY),
        ((to_443(VAGUE),), Verdict.LIKELY),
        ((to_443(passed("socks4")),), Verdict.POSSIBLE),
    ],
)
def test_socks_4_does_not_say_why(trials: tuple[Trial, ...], verdict: Verdict) -> None:
    found = clue(CAUSE, case(through("socks4"), VAGUE, trials=trials))
    assert found is not None
    assert found.verdict is verdict


def test_identd_is_not_the_way_on() -> None:
    assert clue(CAUSE, case(through("socks4"), socks(0x5D, version=4))) is None


def test_a_socks_4_request_without_an_answer() -> None:
    found = clue(CAUSE, case(through("socks4"), ended(hop=0)))
    assert found is not None
    assert found.verdict is Verdict.POSSIBLE
    assert "did not answer the request of SOCKS 4" in found.because


CHAIN = route("http-connect 127.0.0.1:3128", "socks5 192.0.2.9:1080", "tls a.test")


@pytest.mark.parametrize(
    ("trials", "remedies"),
    [
        ((FAILS,), (Remedy.PROXY_ADDRESS, Remedy.PROXY_UPSTREAM)),
        ((ANSWERS,), (Remedy.PROXY_ADDRESS, Remedy.PROXY_UPSTREAM, Remedy.BYPASS_PROXY)),
    ],
)
def test_the_next_proxy_is_what_the_first_cannot_reach(
    trials: tuple[Trial, ...], remedies: tuple[Remedy, ...]
) -> None:
    found = clue(CAUSE, case(CHAIN, http(503), trials=trials))
    assert found is not None
    assert (found.hop, found.remedies) == (0, remedies)
    assert "the proxy 127.0.0.1:3128 answered CONNECT with 503" in found.because
    assert "; it was asked for the next proxy, 192.0.2.9:1080" in found.because


def test_the_last_proxy_cannot_reach_the_target() -> None:
    found = clue(CAUSE, case(CHAIN, passed(), http(200), socks(4, hop=1)))
    assert found is not None
    assert found.hop == 1
    assert found.because.startswith("the proxy 192.0.2.9:1080 did not get through")
    assert "next proxy" not in found.because


def test_a_header_stands_between_the_tunnel_and_what_ended_in_it() -> None:
    hops = route("http-connect 127.0.0.1:3128", "proxy-protocol v1", "tls a.test")
    found = clue(CAUSE, case(hops, http(200), passed(), passed("proxy-protocol", 1), ended(hop=2)))
    assert found is not None
    assert "granted the tunnel" in found.because


@pytest.mark.parametrize(
    ("reply", "verdict"), [(2, Verdict.EXCLUDED), (5, Verdict.CERTAIN), (1, Verdict.LIKELY)]
)
def test_socks_5_says_why(reply: int, verdict: Verdict) -> None:
    told = trial(What.PROXY_AS_SOCKS5, through("socks5"), socks(reply, meaning="its reason"))
    found = clue(CAUSE, case(through("socks4"), VAGUE, trials=(told,)))
    assert found is not None
    assert found.verdict is verdict
    assert "; asked by SOCKS 5: its reason" in found.because


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [((passed("socks5"),), Verdict.EXCLUDED), ((ended(hop=0),), Verdict.LIKELY)],
)
def test_socks_5_opens_it_or_is_not_answered(facts: tuple[Fact, ...], verdict: Verdict) -> None:
    told = trial(What.PROXY_AS_SOCKS5, through("socks5"), *facts)
    found = clue(CAUSE, case(through("socks4"), VAGUE, trials=(told,)))
    assert found is not None
    assert found.verdict is verdict


def test_the_second_proxy_of_a_chain_cannot_be_asked_by_socks_5() -> None:
    hops = route("http-connect 127.0.0.1:3128", "socks4 192.0.2.9:1080", "tls a.test")
    told = trial(What.PROXY_AS_SOCKS5, through("socks5"), passed("socks5"))
    refused = socks(0x5B, hop=1, version=4)
    found = clue(CAUSE, case(hops, passed(), http(200), refused, trials=(told,)))
    assert found is not None
    assert found.verdict is Verdict.LIKELY


@pytest.mark.parametrize("status", [100, 101, 200])
@pytest.mark.parametrize(
    ("stop", "says"),
    [
        ((), "the answer has no end"),
        ((ended("closed", 0, received=25),), "closed the connection after 25 bytes of it"),
        ((fault("too-much", "300000 bytes came", 0),), "300000 bytes came"),
    ],
)
def test_an_answer_that_refuses_nothing_and_opens_no_tunnel(
    status: int, stop: tuple[Fact, ...], says: str
) -> None:
    found = clue(CAUSE, case(through("http"), http(status), *stop))
    assert found is not None
    assert found.verdict is Verdict.POSSIBLE
    assert f"with {status} and opened no tunnel" in found.because
    assert found.because.endswith(says)


@pytest.mark.parametrize(
    ("scheme", "received", "sure"),
    [
        ("http", 11, Verdict.POSSIBLE),
        ("socks4", 3, Verdict.POSSIBLE),
        ("socks5", 1, Verdict.POSSIBLE),
        ("socks5", 2, Verdict.LIKELY),
        ("socks5", 5, Verdict.POSSIBLE),
    ],
)
def test_half_an_answer(scheme: str, received: int, sure: Verdict) -> None:
    found = clue(CAUSE, case(through(scheme), ended("silence", 0, received=received)))
    assert found is not None
    assert found.verdict is sure


def test_more_than_an_answer() -> None:
    found = clue(CAUSE, case(through("socks5"), fault("too-much", "it does not end", 0)))
    assert found is not None
    assert found.because.endswith("began to answer and did not finish: it does not end")


@pytest.mark.parametrize(
    ("step", "word"),
    [("connect (unknown address type)", "possible"), ("greeting", ""), ("method", "")],
)
def test_a_reply_that_cannot_be_read(step: str, word: str) -> None:
    told = declined(step, "socks5", said="......abc"), ended(hop=0, received=12)
    assert verdict(CAUSE, case(through("socks5"), *told)) == word
