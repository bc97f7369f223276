"""Dialogues of vsftpd 3.0.3, ProFTPD 1.3.8 and Pure-FTPd 1.0.50."""

import pytest

from dialogue import play, play_bytes
from tlswhy.hops.starttls import ftp
from tlswhy.hops.talk import Gone, Ready, Refused
from tlswhy.model.transcript import Mark

# Pure-FTPd.
LONG = """
    < 220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------
    < 220-You are user number 1 of 50 allowed.
    < This line has no code at all.
    < 220 You will be disconnected after 15 minutes of inactivity.
    > AUTH TLS
    """


@pytest.mark.parametrize(
    "said", ["234 AUTH TLS OK.", "234 Proceed with negotiation.", "234-two\r\n234 lines"]
)
def test_agrees(said: str) -> None:
    steps = [
        ("<", b"220 (vsFTPd 3.0.3)\r\n"),
        (">", b"AUTH TLS\r\n"),
        ("<", f"{said}\r\n".encode()),
    ]
    assert play_bytes(ftp.talk("f.test"), steps) == Ready()


def test_a_long_greeting() -> None:
    assert play(ftp.talk("f.test"), LONG + "< 234 AUTH TLS OK.") == Ready()


def test_a_server_that_is_not_ready_yet() -> None:
    # RFC 959 section 5.4: 120, then 220.
    end = play(
        ftp.talk("f.test"),
        """
        < 120 Service ready in 1 minutes
        < 220 ready
        > AUTH TLS
        < 234 ok
        """,
    )
    assert end == Ready()


# vsftpd with ssl_enable=NO, ProFTPD without mod_tls, Pure-FTPd with -Y 0.
@pytest.mark.parametrize(
    "said",
    [
        "530 Please login with USER and PASS.",
        "500 AUTH not understood",
        "500 This security scheme is not implemented",
        "431 Service is unavailable.",
        "nonsense",
    ],
)
def test_auth_tls_is_refused(said: str) -> None:
    end = play(ftp.talk("f.test"), LONG + f"< {said}")
    assert end == Refused("AUTH TLS", f"{said}\r\n".encode())


@pytest.mark.parametrize(
    ("said", "step"),
    [
        (b"421 Too many connections\r\n", "greeting"),
        (b"500 OOPS: vsftpd: cannot locate user\r\n", "greeting"),
        (b"SSH-2.0-OpenSSH_9.2p1\r\n", "greeting (not FTP)"),
    ],
)
def test_another_greeting(said: bytes, step: str) -> None:
    assert play_bytes(ftp.talk("f.test"), [("<", said)]) == Refused(step, said)


def test_a_server_that_wants_tls_at_once_is_silent() -> None:
    assert play_bytes(ftp.talk("f.test"), [], Mark.SILENCE) == Gone(Mark.SILENCE, b"")
    assert ftp.IMPLICIT == (990,)
