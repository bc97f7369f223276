"""Dialogues after RFC 2595 section 4 and of Dovecot 2.3.19."""

import pytest

from dialogue import play, play_bytes
from tlswhy.hops.starttls import pop3
from tlswhy.hops.talk import Gone, Ready, Refused
from tlswhy.model.transcript import Mark

OFFER = """
    < +OK Dovecot (Debian) ready.
    > CAPA
    < +OK
    < CAPA
    < UIDL
    < STLS
    < SASL PLAIN
    < .
    > STLS
    """


def test_offers_stls() -> None:
    assert play(pop3.talk("m.test"), OFFER + "< +OK Begin TLS negotiation now.") == Ready()


def test_stls_is_refused() -> None:
    end = play(pop3.talk("m.test"), OFFER + "< -ERR TLS support isn't enabled.")
    assert end == Refused("STLS", b"-ERR TLS support isn't enabled.\r\n")


def test_stls_is_not_listed() -> None:
    end = play(
        pop3.talk("m.test"),
        """
        < +OK ready
        > CAPA
        < +OK STLS is not among these
        < UIDL
        < .
        """,
    )
    said = b"+OK STLS is not among these\r\nUIDL\r\n.\r\n"
    assert end == Refused("CAPA (no STLS offered)", said)


@pytest.mark.parametrize("said", [b"+OK begin\r\n", b"-ERR unknown\r\n"])
def test_a_server_without_capa_is_asked_all_the_same(said: bytes) -> None:
    steps = [("<", b"+OK\r\n"), (">", b"CAPA\r\n"), ("<", b"-ERR\r\n"), (">", b"STLS\r\n")]
    end = play_bytes(pop3.talk("m.test"), [*steps, ("<", said)])
    assert end == (Ready() if said.startswith(b"+OK") else Refused("STLS", said))


@pytest.mark.parametrize(
    ("said", "step"),
    [
        (b"-ERR [SYS/TEMP] too many connections\r\n", "greeting"),
        (b"* OK IMAP4rev1\r\n", "greeting (not POP3)"),
        (b"\x15\x03\x01\x00\x02\x02\x32", "greeting (not POP3)"),
    ],
)
def test_another_greeting(said: bytes, step: str) -> None:
    assert play_bytes(pop3.talk("m.test"), [("<", said)]) == Refused(step, said)


def test_a_server_that_resets() -> None:
    end = play_bytes(pop3.talk("m.test"), [("<", b"+OK\r\n"), (">", b"CAPA\r\n")], Mark.RESET)
    assert end == Gone(Mark.RESET, b"+OK\r\n")
