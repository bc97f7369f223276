"""Dialogues after RFC 9051 section 6.2.1 and of Dovecot 2.3.19."""

import pytest

from dialogue import play, play_bytes
from tlswhy.hops.starttls import imap
from tlswhy.hops.talk import Gone, Ready, Refused
from tlswhy.model.transcript import Mark

OFFER = """
    < * OK [CAPABILITY IMAP4rev1 IDLE STARTTLS AUTH=PLAIN] Dovecot (Debian) ready.
    > a1 CAPABILITY
    < * CAPABILITY IMAP4rev1 IDLE STARTTLS AUTH=PLAIN
    < a1 OK Pre-login capabilities listed, post-login capabilities have more.
    > a2 STARTTLS
    """


def test_offers_starttls() -> None:
    assert play(imap.talk("m.test"), OFFER + "< a2 OK Begin TLS negotiation now.") == Ready()


def test_lower_case_and_other_untagged_lines() -> None:
    end = play(
        imap.talk("m.test"),
        """
        < * ok ready
        > a1 CAPABILITY
        < * capability imap4rev2
        < * OK still here
        < * capability starttls logindisabled
        < A1 ok done
        > a2 STARTTLS
        < a2 ok begin
        """,
    )
    assert end == Ready()


# Dovecot without TLS answers BAD, Courier NO.
@pytest.mark.parametrize(
    "said", ["a2 BAD TLS support isn't enabled.", "a2 NO STARTTLS failed", "a2"]
)
def test_starttls_is_refused(said: str) -> None:
    assert play(imap.talk("m.test"), OFFER + f"< {said}") == Refused(
        "STARTTLS", f"{said}\r\n".encode()
    )


def test_the_greeting_is_not_the_list() -> None:
    # What a greeting lists may be old; CAPABILITY is asked.
    end = play(
        imap.talk("m.test"),
        """
        < * OK [CAPABILITY IMAP4rev1 STARTTLS] ready
        > a1 CAPABILITY
        < * CAPABILITY IMAP4rev1 AUTH=PLAIN
        < a1 OK done
        """,
    )
    said = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na1 OK done\r\n"
    assert end == Refused("CAPABILITY (no STARTTLS offered)", said)


def test_a_word_in_another_line_is_no_offer() -> None:
    end = play(
        imap.talk("m.test"),
        """
        < * OK ready
        > a1 CAPABILITY
        < * CAPABILITY IMAP4rev1
        < * NO this server has no STARTTLS
        < a1 OK STARTTLS is not here
        """,
    )
    assert isinstance(end, Refused)
    assert end.step == "CAPABILITY (no STARTTLS offered)"


def test_capability_is_refused() -> None:
    end = play(imap.talk("m.test"), "< * OK hi\n> a1 CAPABILITY\n< a1 BAD no")
    assert end == Refused("CAPABILITY", b"a1 BAD no\r\n")


def test_a_server_that_says_bye() -> None:
    end = play(imap.talk("m.test"), "< * OK hi\n> a1 CAPABILITY\n< * BYE going down")
    assert end == Refused("CAPABILITY", b"* BYE going down\r\n")


def test_an_answer_without_end() -> None:
    steps = [("<", b"* OK hi\r\n"), (">", b"a1 CAPABILITY\r\n"), ("<", b"* X\r\n\r\n" * 100)]
    assert play_bytes(imap.talk("m.test"), steps) == Refused("CAPABILITY", b"* X\r\n\r\n" * 64)


@pytest.mark.parametrize(
    ("said", "step"),
    [
        (b"* BYE Too many connections\r\n", "greeting"),
        (b"* PREAUTH welcome\r\n", "greeting (PREAUTH, STARTTLS not offered)"),
        (b"+OK Dovecot (Debian) ready.\r\n", "greeting (not IMAP)"),
        (b"220 mail.test ESMTP\r\n", "greeting (not IMAP)"),
        (b"* OKAY\r\n", "greeting (not IMAP)"),
        (b"\x15\x03\x01\x00\x02\x02\x32", "greeting (not IMAP)"),
    ],
)
def test_another_greeting(said: bytes, step: str) -> None:
    assert play_bytes(imap.talk("m.test"), [("<", said)]) == Refused(step, said)


def test_a_server_that_wants_tls_at_once_is_silent() -> None:
    assert play_bytes(imap.talk("m.test"), [], Mark.SILENCE) == Gone(Mark.SILENCE, b"")
    assert imap.IMPLICIT == (993,)
