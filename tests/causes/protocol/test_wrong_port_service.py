from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    at,
    case,
    clue,
    declined,
    ended,
    fault,
    hello,
    http,
    passed,
    route,
    server_hello,
    spoke,
    through,
    trial,
    verdict,
)
from tlswhy.causes.protocol.wrong_port_service import CAUSE
from tlswhy.model.case import Trial, What
from tlswhy.model.diagnosis import Remedy, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Route
from tlswhy.model.facts.tls import BadMessage

LISTENING = route("tcp 192.0.2.1:443", "listen a.test:443")
STARTTLS = route("tcp 192.0.2.1:25", "starttls smtp", "tls a.test")


def bad(field: str) -> BadMessage:
    return BadMessage(seen=at(1), field=field, offset=6, problem="needs 8 bytes, 2 are left")


def listened(*facts: Fact) -> Trial:
    return trial(What.LISTEN, LISTENING, *facts)


@pytest.mark.parametrize(
    ("protocol", "name"),
    [
        ("ssh", "SSH"),
        ("redis", "Redis"),
        ("rdp", "RDP"),
        ("socks5", "SOCKS 5"),
        ("mqtt", "MQTT"),
        ("irc", "IRC"),
        ("tds", "SQL Server's TDS"),
        ("proxy-header", "the PROXY protocol"),
    ],
)
def test_a_greeting_of_another_service_is_certain(protocol: str, name: str) -> None:
    found = clue(CAUSE, case(hello(), spoke(protocol)))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    assert f"the server speaks {name}: " in found.because


@pytest.mark.parametrize(
    ("protocol", "remedies"),
    [
        ("ssh", (Remedy.USE_RIGHT_PORT,)),
        ("redis", (Remedy.USE_RIGHT_PORT, Remedy.ENABLE_TLS)),
    ],
)
def test_tls_is_worth_turning_on_where_the_service_has_it(
    protocol: str, remedies: tuple[Remedy, ...]
) -> None:
    found = clue(CAUSE, case(hello(), spoke(protocol)))
    assert found is not None
    assert found.remedies == remedies


def test_the_same_greeting_unasked_confirms_it() -> None:
    tried = listened(spoke("ssh"))
    assert asks(CAUSE, case(hello(), spoke("ssh"))) == ["listen-first"]
    found = clue(CAUSE, case(hello(), spoke("ssh"), trials=(tried,)))
    assert found is not None
    assert found.confirmed_by is tried


def test_a_service_that_waits_to_be_spoken_to_is_not_listened_for() -> None:
    assert asks(CAUSE, case(hello(), spoke("redis"))) == []


@pytest.mark.parametrize(
    ("protocol", "verdict"), [("text", Verdict.LIKELY), ("binary", Verdict.POSSIBLE)]
)
def test_what_nobody_knows_is_not_certain(protocol: str, verdict: Verdict) -> None:
    found = clue(CAUSE, case(hello(), spoke(protocol)))
    assert found is not None
    assert found.verdict is verdict
    assert asks(CAUSE, case(hello(), spoke(protocol))) == ["listen-first"]


PLAIN = route("tcp 192.0.2.1:443", "plain-http a.test:443")


@pytest.mark.parametrize(
    ("tried", "verdict"),
    [
        (listened(spoke("vnc")), Verdict.CERTAIN),
        (listened(spoke("imap")), Verdict.EXCLUDED),
        (listened(ended("silence")), Verdict.LIKELY),
        (trial(What.PLAIN_HTTP, PLAIN, http(200, 1)), Verdict.EXCLUDED),
    ],
)
def test_what_nobody_knows_is_settled_by_trials(tried: Trial, verdict: Verdict) -> None:
    found = clue(CAUSE, case(hello(), spoke("text"), trials=(tried,)))
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (tried if verdict is Verdict.CERTAIN else None)


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((listened(spoke("ssh")),), Verdict.CERTAIN),
        ((listened(spoke("smtp")),), Verdict.EXCLUDED),
        ((listened(ended("silence")),), Verdict.EXCLUDED),
    ],
)
def test_a_silent_server_is_listened_to(trials: tuple[Trial, ...], verdict: Verdict) -> None:
    silent = case(hello(), ended("silence"), trials=trials)
    found = clue(CAUSE, silent)
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (trials[0] if verdict is Verdict.CERTAIN else None)
    assert asks(CAUSE, silent) == ["listen-first"]


def test_a_server_that_closes_is_not_listened_to_for_this() -> None:
    assert clue(CAUSE, case(hello(), ended("closed"))) is None
    assert asks(CAUSE, case(hello(), ended("closed"))) == []


@pytest.mark.parametrize("protocol", ["http-answer", "http2", "ssh", "irc", "rdp"])
def test_another_service_where_starttls_was_asked_for(protocol: str) -> None:
    steps = declined("greeting (not SMTP)", "starttls", 1), spoke(protocol)
    found = clue(CAUSE, case(STARTTLS, *steps))
    assert found is not None
    assert (found.verdict, found.hop) == (Verdict.CERTAIN, 1)


WITH_TLS = trial(What.IMPLICIT_TLS, server_hello())
WITH_HTTP = trial(What.PLAIN_HTTP, PLAIN, http(200, 1))


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((trial(What.IMPLICIT_TLS, ended()), trial(What.PLAIN_HTTP, PLAIN)), Verdict.POSSIBLE),
        ((WITH_HTTP,), Verdict.CERTAIN),
        ((WITH_TLS,), Verdict.EXCLUDED),
        ((WITH_HTTP, WITH_TLS), Verdict.EXCLUDED),
    ],
)
def test_no_greeting_where_starttls_was_asked_for(
    trials: tuple[Trial, ...], verdict: Verdict
) -> None:
    mute = case(STARTTLS, ended("silence"), trials=trials)
    found = clue(CAUSE, mute)
    assert found is not None
    assert (found.verdict, found.hop) == (verdict, 1)
    assert found.confirmed_by is (WITH_HTTP if verdict is Verdict.CERTAIN else None)
    assert asks(CAUSE, mute) == ["plain-http"]


@pytest.mark.parametrize(
    ("scheme", "hop", "protocol"), [("https", 1, "ssh"), ("http", 0, "smtp"), ("socks5", 0, "ssh")]
)
def test_another_service_at_the_proxys_port(scheme: str, hop: int, protocol: str) -> None:
    found = clue(CAUSE, case(through(scheme), spoke(protocol, hop)))
    assert found is not None
    assert asks(CAUSE, case(through(scheme), spoke(protocol, hop))) == []
    assert found.remedies == (Remedy.PROXY_ADDRESS,)
    assert f"the port of the proxy speaks {protocol.upper()}" in found.because


@pytest.mark.parametrize(
    "facts",
    [
        (hello(), spoke("smtp")),
        (hello(), spoke("http-answer")),
        (hello(), spoke("http-answer", page="Zscaler")),
        (through("https"), spoke("http-answer", 1)),
        (through("http"), spoke("socks5", 0)),
        (through("http"), spoke("text", 0)),
        (STARTTLS, declined("EHLO", "starttls", 1), spoke("smtp")),
        (STARTTLS, declined("EHLO", "starttls", 1), spoke("text")),
        (STARTTLS, declined("greeting (not SMTP)", "starttls", 1), spoke("html", page="Zscaler")),
        (passed("tls", 1),),
    ],
)
def test_silent_where_another_cause_says_it_better(facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(*facts)) is None


def test_behind_a_proxy_the_target_speaks_for_itself() -> None:
    found = clue(CAUSE, case(through("http"), passed(), hello(), spoke("ssh")))
    assert found is not None
    assert "the server speaks SSH" in found.because


@pytest.mark.parametrize(
    ("asked", "spoken"), [("mssql", "tds"), ("rdp", "rdp"), ("telnet", "telnet"), ("irc", "irc")]
)
def test_the_protocol_that_was_asked_for_is_no_other_service(asked: str, spoken: str) -> None:
    way = route("tcp 192.0.2.1:23", f"starttls {asked}", "tls a.test")
    assert clue(CAUSE, case(way, declined("no", "starttls", 1), spoke(spoken))) is None


def test_squid_where_starttls_was_asked_for_is_another_service() -> None:
    squid = spoke("http-answer", page="Squid (ERR_PROTOCOL_UNKNOWN)")
    found = clue(CAUSE, case(STARTTLS, declined("greeting (not SMTP)", "starttls", 1), squid))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN


@pytest.mark.parametrize(
    ("way", "kind", "hop", "step", "remedy"),
    [
        (STARTTLS, "starttls", 1, "greeting (not SMTP)", Remedy.USE_RIGHT_PORT),
        (through("http"), "http-connect", 0, "CONNECT (the answer is not HTTP)", None),
        (through("socks5"), "socks5", 0, "greeting", None),
        (through("socks4"), "socks4", 0, "connect (the answer is not SOCKS 4)", None),
    ],
)
def test_an_answer_that_nobody_knows(
    way: Route, kind: str, hop: int, step: str, remedy: Remedy | None
) -> None:
    found = clue(CAUSE, case(way, declined(step, kind, hop), spoke("text", hop)))
    assert found is not None
    assert (found.verdict, found.hop) == (Verdict.LIKELY, hop)
    assert found.remedies == (remedy or Remedy.PROXY_ADDRESS,)


def test_an_answer_to_tls_with_the_proxy_that_nobody_knows() -> None:
    found = clue(CAUSE, case(through("https"), spoke("binary", 1)))
    assert found is not None
    assert (found.verdict, found.hop) == (Verdict.POSSIBLE, 1)
    assert found.because.startswith("the port of the proxy speaks a protocol")


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ((fault("malformed"), bad("client_hello.random")), "likely"),
        ((fault("malformed"), bad("server_hello.random")), "possible"),
        ((fault("decrypt-failed"),), "possible"),
        ((fault("too-much"),), ""),
    ],
)
def test_records_that_no_server_sends(facts: tuple[Fact, ...], word: str) -> None:
    assert verdict(CAUSE, case(hello(), *facts)) == word
