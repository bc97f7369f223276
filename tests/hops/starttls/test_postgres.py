import pytest

from dialogue import play_bytes
from tlswhy.hops.starttls import postgres
from tlswhy.hops.talk import Gone, Outcome, Ready, Refused
from tlswhy.model.transcript import Mark


def _play(*said: bytes) -> Outcome:
    request = (">", bytes.fromhex("0000000804d2162f"))
    return play_bytes(postgres.talk("db.test"), [request, *(("<", part) for part in said)])


def test_the_server_agrees() -> None:
    assert _play(b"S") == Ready()


def test_the_server_has_no_tls() -> None:
    # PostgreSQL 15 with ssl = off.
    assert _play(b"N") == Refused("SSLRequest (server answered N)", b"N")


# PostgreSQL 15: an ErrorResponse, here for a role that does not exist.
ERROR = (
    b'E\x00\x00\x00^SFATAL\x00VFATAL\x00C28000\x00Mrole "xx" does not exist\x00Fmiscinit.c\x00'
    b"L768\x00RInitializeSessionUserId\x00\x00"
)


def test_an_error_is_heard_whole_and_no_further() -> None:
    assert _play(ERROR[:3], ERROR[3:20], ERROR[20:] + b"Z") == Refused("SSLRequest", ERROR)


@pytest.mark.parametrize(
    "said",
    [
        b"E",
        ERROR[:30],
        # PostgreSQL 15 to a client of protocol 2.0.
        b"EFATAL:  unsupported frontend protocol 2.0: server supports 3.0 to 3.0\n\x00",
    ],
)
def test_an_error_without_an_end(said: bytes) -> None:
    assert _play(said) == Refused("SSLRequest", said)


@pytest.mark.parametrize("said", [b"HTTP/1.1 400 Bad Request\r\n", b"\x15\x03\x01\x00\x02\x02\x28"])
def test_another_protocol(said: bytes) -> None:
    assert _play(said) == Refused("SSLRequest (not PostgreSQL)", said)


def test_a_server_that_closes() -> None:
    assert _play() == Gone(Mark.CLOSED, b"")
