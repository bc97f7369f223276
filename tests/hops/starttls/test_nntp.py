"""Dialogues after RFC 4642 section 2.2.2 and of INN 2.7.1."""

import pytest

from dialogue import play, play_bytes
from tlswhy.hops.starttls import nntp
from tlswhy.hops.talk import Gone, Ready, Refused
from tlswhy.model.transcript import Mark

OFFER = """
    < 201 a.test InterNetNews NNRP server INN 2.7.1 ready (no posting)
    > CAPABILITIES
    < 101 Capability list:
    < VERSION 2
    < READER
    < STARTTLS
    < .
    > STARTTLS
    """


def test_offers_starttls() -> None:
    assert play(nntp.talk("n.test"), OFFER + "< 382 Begin TLS negotiation now") == Ready()


def test_starttls_is_refused() -> None:
    # INN whose certificate cannot be read.
    end = play(nntp.talk("n.test"), OFFER + "< 580 Error initializing TLS")
    assert end == Refused("STARTTLS", b"580 Error initializing TLS\r\n")


def test_starttls_is_not_listed() -> None:
    end = play(
        nntp.talk("n.test"),
        """
        < 200 ready
        > CAPABILITIES
        < 101 list
        < VERSION 2
        < .
        """,
    )
    assert end == Refused("CAPABILITIES (no STARTTLS offered)", b"101 list\r\nVERSION 2\r\n.\r\n")


@pytest.mark.parametrize("said", ["382 continue", "500 what?"])
def test_a_server_without_capabilities_is_asked_all_the_same(said: str) -> None:
    end = play(
        nntp.talk("n.test"),
        f"""
        < 200 ready
        > CAPABILITIES
        < 500 what?
        > STARTTLS
        < {said}
        """,
    )
    assert end == (Ready() if said[0] == "3" else Refused("STARTTLS", b"500 what?\r\n"))


@pytest.mark.parametrize(
    ("said", "step"),
    [
        # INN without its overview.
        (b"400 NNTP server unavailable.  Try later!\r\n", "greeting"),
        (b"502 You have no permission to talk.  Goodbye!\r\n", "greeting"),
        (b"220 mail.test ESMTP\r\n", "greeting (not NNTP)"),
        (b"+OK\r\n", "greeting (not NNTP)"),
    ],
)
def test_another_greeting(said: bytes, step: str) -> None:
    assert play_bytes(nntp.talk("n.test"), [("<", said)]) == Refused(step, said)


def test_a_server_that_closes() -> None:
    assert play_bytes(nntp.talk("n.test"), []) == Gone(Mark.CLOSED, b"")
