import pytest

from dialogue import play, play_bytes
from tlswhy.hops.starttls import smtp
from tlswhy.hops.talk import Gone, Ready, Refused
from tlswhy.model.transcript import Mark


def test_offers_starttls() -> None:
    end = play(
        smtp.talk("mail.test"),
        """
        < 220-mail.test ESMTP Exim 4.96
        < 220 no unsolicited mail
        > EHLO tlswhy.invalid
        < 250-mail.test
        < 250-SIZE 10240000
        < 250-starttls
        < 250 HELP
        > STARTTLS
        < 220 2.0.0 Ready to start TLS
        """,
    )
    assert end == Ready()


def test_refusal_says_what_was_offered_instead() -> None:
    end = play(
        smtp.talk("mail.test"),
        """
        < 220 mail.test ESMTP
        > EHLO tlswhy.invalid
        < 250-mail.test
        < 250 SIZE 1000
        """,
    )
    assert end == Refused("EHLO (no STARTTLS offered)", b"250-mail.test\r\n250 SIZE 1000\r\n")


def test_a_server_named_starttls_does_not_offer_it() -> None:
    end = play(
        smtp.talk("mail.test"),
        """
        < 220 starttls.test ESMTP
        > EHLO tlswhy.invalid
        < 250-STARTTLS
        < 250 SIZE 1000
        """,
    )
    assert isinstance(end, Refused)


# Sendmail: "554 host ESMTP not accepting messages"; Postfix: too many connections.
@pytest.mark.parametrize(
    "greeting",
    [
        "554 mail.test ESMTP not accepting messages",
        "421 4.7.0 mail.test Error: too many connections",
    ],
)
def test_an_unfriendly_greeting(greeting: str) -> None:
    end = play(smtp.talk("mail.test"), f"< {greeting}")
    assert end == Refused("greeting", f"{greeting}\r\n".encode())


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9.2p1\r\n", b"* OK IMAP4rev1\r\n", b"\r\n"])
def test_a_greeting_of_another_protocol(said: bytes) -> None:
    end = play_bytes(smtp.talk("mail.test"), [("<", said)])
    assert end == Refused("greeting (not SMTP)", said)


def test_a_reply_without_end() -> None:
    end = play_bytes(smtp.talk("mail.test"), [("<", b"220-more\r\n" * 200)])
    assert end == Refused("greeting (not SMTP)", b"220-more\r\n" * 128)


def test_ehlo_is_refused() -> None:
    end = play(
        smtp.talk("mail.test"),
        """
        < 220 mail.test
        > EHLO tlswhy.invalid
        < 502 5.5.2 Error: command not recognized
        """,
    )
    assert end == Refused("EHLO", b"502 5.5.2 Error: command not recognized\r\n")


def test_tls_is_not_available() -> None:
    # Postfix: STARTTLS is offered and the certificate cannot be loaded.
    end = play(
        smtp.talk("mail.test"),
        """
        < 220 mail.test ESMTP Postfix
        > EHLO tlswhy.invalid
        < 250-mail.test
        < 250 STARTTLS
        > STARTTLS
        < 454 4.7.0 TLS not available due to local problem
        """,
    )
    assert end == Refused("STARTTLS", b"454 4.7.0 TLS not available due to local problem\r\n")


def test_a_server_that_closes_after_the_greeting() -> None:
    end = play(smtp.talk("mail.test"), "< 220 mail.test\n> EHLO tlswhy.invalid")
    assert end == Gone(Mark.CLOSED, b"220 mail.test\r\n")


def test_a_server_that_wants_tls_at_once_is_silent() -> None:
    assert play_bytes(smtp.talk("mail.test"), [], Mark.SILENCE) == Gone(Mark.SILENCE, b"")
    assert smtp.IMPLICIT == (465,)
