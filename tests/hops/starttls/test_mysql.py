"""Greetings of MariaDB 10.11.19 and of MySQL's documentation of Protocol::HandshakeV10."""

import pytest

from dialogue import play_bytes
from tlswhy.hops.starttls import mysql
from tlswhy.hops.talk import Gone, Outcome, Ready, Refused
from tlswhy.model.transcript import Mark

WITH_TLS = (
    b"d\x00\x00\x00\n5.5.5-10.11.19-MariaDB-0+deb12u1\x00\x05\x00\x00\x00Yi%xRlLv\x00\xfe\xff\x08"
    b"\x02\x00\xff\x81\x15\x00\x00\x00\x00\x00\x00\x1d\x00\x00\x00-x;[7C(>AhhT\x00"
    b"mysql_native_password\x00"
)
WITHOUT = WITH_TLS.replace(b"\x00\xfe\xff", b"\x00\xfe\xf7")
# Flags LONG_PASSWORD, PROTOCOL_41, SSL and SECURE_CONNECTION; 16 MiB; charset 33; 23 zeros.
REQUEST = bytes.fromhex("20000001 018a0000 00000001 21") + bytes(23)


def _play(*said: bytes) -> Outcome:
    return play_bytes(mysql.talk("db.test"), [("<", part) for part in said])


def test_the_greeting_offers_tls() -> None:
    steps = [("<", WITH_TLS[:1]), ("<", WITH_TLS[1:3]), ("<", WITH_TLS[3:]), (">", REQUEST)]
    assert play_bytes(mysql.talk("db.test"), steps) == Ready()


def test_a_greeting_as_short_as_can_be() -> None:
    said = b"\x12\x00\x00\x00\x0a8\x00" + bytes(13) + b"\x00\x08"
    assert play_bytes(mysql.talk("db.test"), [("<", said), (">", REQUEST)]) == Ready()


def test_the_greeting_offers_none() -> None:
    assert _play(WITHOUT) == Refused("SSLRequest (TLS not offered)", WITHOUT)


def test_an_error_instead_of_a_greeting() -> None:
    said = (
        b"D\x00\x00\x00\xffj\x04Host '127.0.0.1' is not allowed to connect to this MariaDB server"
    )
    assert _play(said) == Refused("greeting", said)


@pytest.mark.parametrize(
    "said",
    [
        b"220 mail.test ESMTP\r\n",
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"N",
        b"\x05\x00\x00\x00\x0b\x08\x05\x1a\x00",  # MySQL's X protocol, as on port 33060
        b"\x00\x00\x00\x00",
        b"\x01\x10\x00\x00\x0a",
        WITH_TLS[:4] + b"\x09" + WITH_TLS[5:],
        b"\x11\x00\x00\x00\x0a8\x00" + bytes(13) + b"\x08",
        b"\x03\x00\x00\x00\x0a88",
    ],
)
def test_another_protocol(said: bytes) -> None:
    assert _play(said) == Refused("greeting (not MySQL)", said)


def test_a_server_that_closes() -> None:
    assert _play() == Gone(Mark.CLOSED, b"")
    assert _play(WITH_TLS[:50]) == Gone(Mark.CLOSED, WITH_TLS[:50])
