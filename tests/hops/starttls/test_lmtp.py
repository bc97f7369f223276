"""Dialogues of Dovecot 2.3.19 with `ssl = yes` and `ssl = no`."""

import pytest

from dialogue import play, play_bytes
from tlswhy.hops.starttls import lmtp
from tlswhy.hops.talk import Gone, Ready, Refused
from tlswhy.model.transcript import Mark

OFFER = """
    < 220 vm Dovecot (Debian) ready.
    > LHLO tlswhy.invalid
    < 250-vm
    < 250-8BITMIME
    < 250-PIPELINING
    < 250 STARTTLS
    > STARTTLS
    """


def test_offers_starttls() -> None:
    end = play(lmtp.talk("mail.test"), OFFER + "< 220 2.0.0 Begin TLS negotiation now.")
    assert end == Ready()


def test_starttls_is_refused() -> None:
    said = "502 5.5.1 TLS support is not enabled."
    assert play(lmtp.talk("m.test"), OFFER + f"< {said}") == Refused(
        "STARTTLS", f"{said}\r\n".encode()
    )


def test_refusal_says_what_was_offered_instead() -> None:
    end = play(
        lmtp.talk("mail.test"),
        """
        < 220 vm Dovecot (Debian) ready.
        > LHLO tlswhy.invalid
        < 250-starttls
        < 250 PIPELINING
        """,
    )
    assert end == Refused("LHLO (no STARTTLS offered)", b"250-starttls\r\n250 PIPELINING\r\n")


def test_an_smtp_server_does_not_know_lhlo() -> None:
    # Exim 4.96; RFC 2033 section 4.1 demands a 500 for the other way round.
    end = play(
        lmtp.talk("mail.test"),
        """
        < 220 mail.test ESMTP Exim 4.96
        > LHLO tlswhy.invalid
        < 500 unrecognized command
        """,
    )
    assert end == Refused("LHLO", b"500 unrecognized command\r\n")


def test_an_unfriendly_greeting() -> None:
    end = play(lmtp.talk("mail.test"), "< 421 4.3.2 too busy")
    assert end == Refused("greeting", b"421 4.3.2 too busy\r\n")


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9.2p1\r\n", b"* OK IMAP4rev1\r\n"])
def test_another_protocol(said: bytes) -> None:
    assert play_bytes(lmtp.talk("m.test"), [("<", said)]) == Refused("greeting (not LMTP)", said)


def test_a_server_that_closes() -> None:
    assert play_bytes(lmtp.talk("m.test"), []) == Gone(Mark.CLOSED, b"")
