"""The order of draft-altman-telnet-starttls; s3270 4.1 keeps it as a client, in.telnetd refuses."""

import pytest

from dialogue import play_bytes
from tlswhy.hops.starttls import telnet
from tlswhy.hops.talk import Gone, Outcome, Ready, Refused
from tlswhy.model.transcript import Mark

WILL, DO, DONT = b"\xff\xfb\x2e", b"\xff\xfd\x2e", b"\xff\xfe\x2e"
FOLLOWS = b"\xff\xfa\x2e\x01\xff\xf0"
DO_TERMINAL, WONT_TERMINAL = b"\xff\xfd\x18", b"\xff\xfc\x18"
WILL_ECHO, DONT_ECHO = b"\xff\xfb\x01", b"\xff\xfe\x01"


def _play(*steps: tuple[str, bytes]) -> Outcome:
    return play_bytes(telnet.talk("t.test"), [(">", WILL), *steps])


def test_the_server_agrees() -> None:
    assert _play(("<", DO), (">", FOLLOWS), ("<", FOLLOWS)) == Ready()


def test_other_options_are_declined() -> None:
    end = _play(
        ("<", DO_TERMINAL + WILL_ECHO),
        (">", WONT_TERMINAL),
        (">", DONT_ECHO),
        ("<", DO[:1]),
        ("<", DO[1:] + b"\xff\xf1" + DO),
        (">", FOLLOWS),
        # Their WONT and DONT need no answer, and 255 inside a subnegotiation is doubled.
        ("<", b"\xff\xfc\x03\xff\xfe\x03\xff\xfa\x18\xff\xff\xf0\xff\xf0login: "),
        ("<", FOLLOWS),
    )
    assert end == Ready()


def test_the_server_declines() -> None:
    # in.telnetd of Debian's telnetd-ssl 0.17.41, whose TLS is another option.
    said = b"\xff\xfd\x27" + DONT
    end = _play(("<", said), (">", b"\xff\xfc\x27"))
    assert end == Refused("START_TLS (not offered)", said)


@pytest.mark.parametrize(
    "said", [WILL_ECHO[:2], b"\xff\xfc\x03login: ", b"\xff\xfe\x03\xff\xfa\x18"]
)
def test_a_server_that_waits_for_a_user(said: bytes) -> None:
    assert _play(("<", said)) == Refused("START_TLS (not offered)", said)


def test_a_server_that_offers_its_own_side() -> None:
    # WILL START_TLS is for clients: no answer, and it is no DO.
    said = WILL + FOLLOWS
    assert _play(("<", said)) == Refused("START_TLS (not offered)", said)


def test_the_server_agrees_and_forgets() -> None:
    end = _play(("<", DO), (">", FOLLOWS), ("<", b"login: "))
    assert end == Refused("START_TLS (no FOLLOWS came)", DO + b"login: ")


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9.2p1\r\n", b"\xff", b"\xff\xf1"])
def test_another_protocol(said: bytes) -> None:
    assert _play(("<", said)) == Refused("greeting (not Telnet)", said)


@pytest.mark.parametrize("said", [b"x" * 9000, b"\xff\xfa" + b"x" * 9000])
def test_words_without_end(said: bytes) -> None:
    assert _play(("<", said)) == Refused("greeting (not Telnet)", said[:4096])


def test_a_server_that_wants_tls_at_once_is_silent() -> None:
    assert play_bytes(telnet.talk("t.test"), [(">", WILL)], Mark.SILENCE) == Gone(Mark.SILENCE, b"")
    assert telnet.IMPLICIT == (992,)
