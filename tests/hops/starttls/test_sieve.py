"""Dialogues after RFC 5804 section 2.2 and of Dovecot 2.3.19 with Pigeonhole."""

import pytest

from dialogue import play, play_bytes
from tlswhy.hops.starttls import sieve
from tlswhy.hops.talk import Gone, Ready, Refused
from tlswhy.model.transcript import Mark

GREETING = (
    b'"IMPLEMENTATION" "Dovecot (Debian) Pigeonhole"\r\n"SIEVE" "fileinto reject"\r\n'
    b'"STARTTLS"\r\n"VERSION" "1.0"\r\nOK "Dovecot (Debian) ready."\r\n'
)
ASKED = [("<", GREETING), (">", b"STARTTLS\r\n")]


@pytest.mark.parametrize("said", [b'OK "Begin TLS negotiation now."\r\n', b"ok\r\n"])
def test_offers_starttls(said: bytes) -> None:
    assert play_bytes(sieve.talk("m.test"), [*ASKED, ("<", said)]) == Ready()


@pytest.mark.parametrize(
    "said",
    [
        b'NO "TLS support isn\'t enabled."\r\n',
        b'BYE "later"\r\n',
        # A text may come as a literal (RFC 5804 section 1.2), and may look like an answer.
        b"NO {13}\r\nOK\r\n certainly\r\n",
        b"NO (TRYLATER) {3+}\r\nno!\r\n",
    ],
)
def test_starttls_is_refused(said: bytes) -> None:
    end = play_bytes(sieve.talk("m.test"), [*ASKED, ("<", said)])
    assert end == Refused("STARTTLS", said)


def test_starttls_is_not_listed() -> None:
    said = b'"IMPLEMENTATION" "no STARTTLS"\r\n"VERSION" "1.0"\r\nOK\r\n'
    end = play_bytes(sieve.talk("m.test"), [("<", said)])
    assert end == Refused("greeting (no STARTTLS offered)", said)


def test_a_literal_in_the_greeting() -> None:
    said = b'"IMPLEMENTATION" {4}\r\na\r\nb\r\n"STARTTLS"\r\nOK\r\n'
    end = play_bytes(sieve.talk("m.test"), [("<", said), (">", b"STARTTLS\r\n"), ("<", b"OK\r\n")])
    assert end == Ready()


def test_a_literal_that_is_too_long() -> None:
    said = b'"X" {9000}\r\n'
    end = play_bytes(sieve.talk("m.test"), [("<", said), ("<", b"NO\r\n")])
    assert end == Refused("greeting", said + b"NO\r\n")


def test_a_greeting_without_end() -> None:
    end = play_bytes(sieve.talk("m.test"), [("<", b'"A" "b"\r\n' * 200)])
    assert end == Refused("greeting (not ManageSieve)", b'"A" "b"\r\n' * 128)


@pytest.mark.parametrize(
    ("greeting", "step"),
    [
        ('BYE "Too many connections"', "greeting"),
        ("* OK IMAP4rev1", "greeting (not ManageSieve)"),
        ("OKAY", "greeting (not ManageSieve)"),
    ],
)
def test_another_greeting(greeting: str, step: str) -> None:
    end = play(sieve.talk("m.test"), f"< {greeting}")
    assert end == Refused(step, f"{greeting}\r\n".encode())


def test_a_server_that_closes() -> None:
    assert play_bytes(sieve.talk("m.test"), []) == Gone(Mark.CLOSED, b"")
