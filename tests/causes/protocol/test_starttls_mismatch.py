from __future__ import annotations

import pytest

from causes_facts import (
    asked,
    asks,
    case,
    clue,
    connected,
    declined,
    ended,
    fault,
    hello,
    passed,
    route,
    server_hello,
    spoke,
    trial,
)
from tlswhy.causes.protocol.starttls_mismatch import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Party, Remedy, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import Spoke

LISTENING = route("tcp 192.0.2.1:25", "listen a.test:25")
NOT_OFFERED = "EHLO (no STARTTLS offered)"


def by(protocol: str, *facts: Fact, trials: tuple[Trial, ...] = ()) -> Case:
    return case(
        route("tcp 192.0.2.1:25", f"starttls {protocol}", "tls a.test"), *facts, trials=trials
    )


def after_starttls(protocol: str, *facts: Fact) -> Trial:
    way = route("tcp 192.0.2.1:25", f"starttls {protocol}", "tls a.test")
    return trial(What.STARTTLS, way, *facts, value=protocol)


def at_once(*facts: Fact) -> Trial:
    return trial(What.IMPLICIT_TLS, *facts)


def listened(*facts: Fact) -> Trial:
    return trial(What.LISTEN, LISTENING, *facts)


@pytest.mark.parametrize(
    ("protocol", "name"),
    [
        ("smtp", "SMTP"),
        ("smtp-or-ftp", "SMTP"),
        ("imap", "IMAP"),
        ("pop3", "POP3"),
        ("ldap", "LDAP"),
        ("mysql", "MySQL"),
        ("postgres-error", "PostgreSQL"),
        ("sieve", "ManageSieve"),
    ],
)
def test_a_plain_greeting_instead_of_a_server_hello_is_certain(protocol: str, name: str) -> None:
    product = "MySQL/8.0" if protocol == "mysql" else ""
    found = clue(CAUSE, case(hello(), spoke(protocol, excerpt="220 mail.test", product=product)))
    assert found is not None
    assert (found.verdict, found.remedies) == (Verdict.CERTAIN, (Remedy.USE_STARTTLS,))
    assert found.because == f"the server speaks {name} in plain text first: 220 mail.test"


def test_starttls_confirms_it() -> None:
    greeted = hello(), spoke("smtp")
    assert asks(CAUSE, case(*greeted)) == ["starttls smtp"]
    works = after_starttls("smtp", passed("starttls", 1), server_hello(hop=2))
    found = clue(CAUSE, case(*greeted, trials=(works,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, works)


def test_a_server_that_offers_none_has_to_act() -> None:
    refused = after_starttls("smtp", declined(NOT_OFFERED, "starttls", 1))
    found = clue(CAUSE, case(hello(), spoke("smtp"), trials=(refused,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert (found.acts, found.remedies) == (Party.SERVER, (Remedy.ENABLE_TLS,))


def test_a_server_that_refuses_the_greeting_has_not_refused_starttls() -> None:
    refused = after_starttls("smtp", declined("greeting", "starttls", 1))
    found = clue(CAUSE, case(hello(), spoke("smtp"), trials=(refused,)))
    assert found is not None
    assert found.remedies == (Remedy.USE_STARTTLS,)


def test_a_tunnel_that_was_refused_is_no_word_of_the_server() -> None:
    refused = after_starttls("smtp", declined("CONNECT"))
    found = clue(CAUSE, case(hello(), spoke("smtp"), trials=(refused,)))
    assert found is not None
    assert found.remedies == (Remedy.USE_STARTTLS,)


def test_a_protocol_without_a_dialogue_of_ours_is_not_tried() -> None:
    assert asks(CAUSE, case(hello(), spoke("sieve-like"))) == []


@pytest.mark.parametrize("how", ["closed", "silence"])
@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((after_starttls("postgres", server_hello(hop=2)),), Verdict.CERTAIN),
        ((after_starttls("postgres", ended(hop=1)),), Verdict.EXCLUDED),
    ],
)
def test_an_unanswered_hello_on_a_port_of_starttls(
    how: str, trials: tuple[Trial, ...], verdict: Verdict
) -> None:
    cut = case(asked(port=5432), hello(), ended(how), trials=trials)
    found = clue(CAUSE, cut)
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (trials[0] if verdict is Verdict.CERTAIN else None)
    assert asks(CAUSE, cut)[0] == "starttls postgres"


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((listened(spoke("smtp")),), Verdict.CERTAIN),
        ((listened(spoke("ssh")),), Verdict.EXCLUDED),
        ((listened(ended("silence")),), Verdict.EXCLUDED),
    ],
)
def test_a_silent_server_on_any_port_is_listened_to(
    trials: tuple[Trial, ...], verdict: Verdict
) -> None:
    silent = case(asked(port=8025), hello(), ended("silence"), trials=trials)
    found = clue(CAUSE, silent)
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (trials[0] if verdict is Verdict.CERTAIN else None)
    assert "listen-first" in asks(CAUSE, silent)


def test_what_was_heard_is_tried() -> None:
    silent = case(hello(), ended("silence"), trials=(listened(spoke("smtp")),))
    assert asks(CAUSE, silent) == ["starttls smtp", "listen-first"]


@pytest.mark.parametrize(
    "facts",
    [
        (asked(port=443), hello(), ended("closed")),
        (hello(), ended("closed")),
        (hello(), spoke("http-answer")),
        (hello(), spoke("ssh")),
        (hello(), spoke("text")),
        (hello(), spoke("irc")),
        (hello(), spoke("rdp")),
        (hello(), spoke("tds")),
        (hello(), spoke("telnet")),
        (asked(port=25), hello(), server_hello(), ended(received=100)),
    ],
)
def test_silent_on_other_answers_to_a_hello(facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(*facts)) is None


def test_tls_in_answer_to_plain_text_is_certain() -> None:
    told = declined("SSLRequest (not PostgreSQL)", "starttls", 1), spoke("tls")
    found = clue(CAUSE, by("postgres", *told))
    assert found is not None
    assert (found.verdict, found.remedies) == (Verdict.CERTAIN, (Remedy.USE_IMPLICIT_TLS,))
    assert asks(CAUSE, by("postgres", *told)) == ["implicit-tls"]
    kept = clue(CAUSE, by("postgres", *told, trials=(at_once(ended()),)))
    assert kept is not None
    assert (kept.verdict, kept.confirmed_by) == (Verdict.CERTAIN, None)


@pytest.mark.parametrize("how", ["closed", "reset", "silence"])
@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((at_once(server_hello()),), Verdict.CERTAIN),
        ((at_once(connected(), ended("silence")),), Verdict.EXCLUDED),
    ],
)
def test_no_greeting_is_settled_by_tls_at_once(
    how: str, trials: tuple[Trial, ...], verdict: Verdict
) -> None:
    mute = by("smtp", ended(how), trials=trials)
    found = clue(CAUSE, mute)
    assert found is not None
    assert (found.verdict, found.hop) == (verdict, 1)
    assert found.confirmed_by is (trials[0] if verdict is Verdict.CERTAIN else None)
    assert asks(CAUSE, mute) == ["implicit-tls"]


@pytest.mark.parametrize(
    ("protocol", "port", "verdict"),
    [
        ("smtp", 465, Verdict.LIKELY),
        ("smtp", 587, Verdict.POSSIBLE),
        ("gopher", 465, Verdict.POSSIBLE),
    ],
)
def test_no_greeting_on_a_port_for_tls_at_once_is_likely(
    protocol: str, port: int, verdict: Verdict
) -> None:
    found = clue(CAUSE, by(protocol, asked(port=port), ended("silence")))
    assert found is not None
    assert found.verdict is verdict


def test_another_protocols_starttls() -> None:
    told = declined("SSLRequest (not PostgreSQL)", "starttls", 1), spoke("smtp")
    assert asks(CAUSE, by("postgres", *told)) == ["starttls smtp"]
    found = clue(CAUSE, by("postgres", *told))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert "asked as in PostgreSQL, the server speaks SMTP" in found.because
    works = after_starttls("smtp", server_hello(hop=2))
    found = clue(CAUSE, by("postgres", *told, trials=(works,)))
    assert found is not None
    assert found.confirmed_by is works


@pytest.mark.parametrize("step", [NOT_OFFERED, "STARTTLS", "STLS", "AUTH TLS"])
def test_a_server_that_refuses_starttls_has_to_act(step: str) -> None:
    refused = by("smtp", declined(step, "starttls", 1, said="454 no"), spoke("smtp"))
    found = clue(CAUSE, refused)
    assert found is not None
    assert (found.verdict, found.acts) == (Verdict.CERTAIN, Party.SERVER)
    assert found.remedies == (Remedy.ENABLE_TLS,)
    assert asks(CAUSE, refused) == []


@pytest.mark.parametrize(
    ("protocol", "facts"),
    [
        ("smtp", (passed("starttls", 1), ended(hop=2))),
        ("smtp", (declined("greeting (not SMTP)", "starttls", 1), spoke("ssh"))),
        ("smtp", (declined("greeting (not SMTP)", "starttls", 1), spoke("text"))),
        ("smtp", (declined("greeting (not SMTP)", "starttls", 1), spoke("irc"))),
        ("smtp", (declined("greeting (not SMTP)", "starttls", 1), spoke("rdp"))),
        ("smtp", ()),
        ("postgres", (declined("SSLRequest", "starttls", 1), spoke("postgres-error"))),
        ("mssql", (declined("PRELOGIN (TLS not offered)", "starttls", 1), spoke("tds"))),
        ("postgres", (declined("SSLRequest (server answered N)", "starttls", 1),)),
        ("mysql", (declined("greeting (no SSL offered)", "starttls", 1), spoke("mysql"))),
    ],
)
def test_silent_on_other_ends_of_the_dialogue(protocol: str, facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, by(protocol, *facts)) is None


@pytest.mark.parametrize(
    ("port", "speaks"), [(21, "FTP"), (24, "LMTP"), (25, "SMTP"), (143, "SMTP"), (8025, "SMTP")]
)
def test_the_port_tells_whose_bare_220_it_is(port: int, speaks: str) -> None:
    found = clue(CAUSE, case(asked(port=port), hello(), spoke("smtp-or-ftp", excerpt="220 hi")))
    assert found is not None
    assert found.because == f"the server speaks {speaks} in plain text first: 220 hi"


def test_an_error_packet_of_mysql_is_not_certain() -> None:
    blocked = case(hello(), spoke("mysql", excerpt="Host is blocked"))
    found = clue(CAUSE, blocked)
    assert found is not None
    assert found.verdict is Verdict.LIKELY
    assert asks(CAUSE, blocked) == ["starttls mysql"]


@pytest.mark.parametrize(
    ("port", "protocol", "step", "verdict"),
    [
        (3389, "rdp", "RDP_NEG_REQ (SSL_NOT_ALLOWED_BY_SERVER: TLS not offered)", Verdict.CERTAIN),
        (1433, "mssql", "PRELOGIN (TLS not offered)", Verdict.EXCLUDED),
    ],
)
def test_a_server_that_hangs_up_on_a_hello_and_has_no_tls(
    port: int, protocol: str, step: str, verdict: Verdict
) -> None:
    refused = after_starttls(protocol, declined(step, "starttls", 1))
    found = clue(CAUSE, case(asked(port=port), hello(), ended("closed"), trials=(refused,)))
    assert found is not None
    assert (found.verdict, found.acts) == (verdict, Party.SERVER)


@pytest.mark.parametrize(
    ("protocol", "step", "spoken"),
    [
        ("smtp", "greeting", spoke("smtp", excerpt="554 go away")),
        ("smtp", "EHLO", spoke("smtp", excerpt="220 mx 502 no")),
        ("ftp", "greeting", spoke("smtp", excerpt="421 busy")),
        ("ftp", "greeting", spoke("smtp-or-ftp", excerpt="120 soon")),
        ("lmtp", "greeting", spoke("smtp", excerpt="421 4.3.2 no")),
        ("nntp", "greeting", spoke("text", excerpt="400 load")),
        ("imap", "greeting", spoke("imap", excerpt="* BYE")),
        ("imap", "greeting (not IMAP)", spoke("imap", excerpt="* BAD")),
        ("mysql", "greeting", spoke("mysql", excerpt="Host is not allowed")),
        ("mssql", "PRELOGIN", spoke("tds", excerpt="04 01")),
        ("rdp", "RDP_NEG_REQ (HYBRID_REQUIRED_BY_SERVER)", spoke("rdp", excerpt="03 00")),
        ("telnet", "START_TLS (no FOLLOWS came)", spoke("telnet", excerpt="ff fd")),
        ("xmpp-server", "stream", spoke("xmpp", excerpt="<stream:error>")),
        ("smtp", "greeting (not SMTP)", spoke("http-answer", excerpt="HTTP/1.1", page="Zscaler")),
    ],
)
def test_a_server_that_turns_the_client_away_says_why(
    protocol: str, step: str, spoken: Spoke
) -> None:
    away = by(protocol, declined(step, "starttls", 1), spoken)
    found = clue(CAUSE, away)
    assert found is not None
    assert (found.verdict, found.acts) == (Verdict.LIKELY, Party.SERVER)
    assert found.remedies == (Remedy.READ_SERVER_LOG,)
    assert found.because == f"the server refused before TLS, at the step {step}: {spoken.excerpt}"
    assert asks(CAUSE, away) == []


def test_a_server_that_turns_the_client_away_without_a_word() -> None:
    found = clue(CAUSE, by("smtp", declined("greeting", "starttls", 1)))
    assert found is not None
    assert found.because == "the server refused before TLS, at the step greeting"


@pytest.mark.parametrize(
    ("stop", "says"),
    [
        (ended("closed", received=8), "the peer closed the connection after 8 bytes of it"),
        (ended("reset", received=8), "the connection was reset after 8 bytes of it"),
        (ended("silence", received=8, after=4000), "8 bytes of it came in 4 s"),
        (fault("too-much", "the peer sent 300000 bytes"), "the peer sent 300000 bytes"),
    ],
)
def test_a_dialogue_that_breaks_off_is_possible(stop: Fact, says: str) -> None:
    found = clue(CAUSE, by("smtp", spoke("smtp", excerpt="220-mx"), stop))
    assert found is not None
    assert (found.verdict, found.acts, found.hop) == (Verdict.POSSIBLE, Party.SERVER, 1)
    assert found.because == f"the answer in SMTP before TLS broke off: {says}: 220-mx"
    found = clue(CAUSE, by("smtp", stop))
    assert found is not None
    assert found.because.endswith(says)


def test_smtp_that_says_so_is_another_protocol_than_ftp() -> None:
    told = declined("AUTH TLS", "starttls", 1), spoke("smtp", excerpt="220 mx ESMTP 502 no")
    assert asks(CAUSE, by("ftp", *told)) == ["starttls smtp"]
    found = clue(CAUSE, by("ftp", *told))
    assert found is not None
    assert "asked as in FTP, the server speaks SMTP" in found.because
