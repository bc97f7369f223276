"""Messages as RFC 4511 appendix B has them; OpenLDAP 2.5.13 with and without a certificate."""

import pytest

from dialogue import play_bytes
from tlswhy.hops.starttls import ldap
from tlswhy.hops.talk import Gone, Outcome, Ready, Refused
from tlswhy.model.transcript import Mark

REQUEST = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037"


def _play(*said: bytes) -> Outcome:
    steps = [(">", REQUEST), *(("<", part) for part in said)]
    return play_bytes(ldap.talk("d.test"), steps)


def _response(code: int, message: bytes = b"", message_id: int = 1) -> bytes:
    result = bytes([0x0A, 1, code, 4, 0, 4, len(message)]) + message
    inside = bytes([2, 1, message_id, 0x78, len(result)]) + result
    return bytes([0x30, len(inside)]) + inside


SUCCESS = b"0\x0c\x02\x01\x01x\x07\n\x01\x00\x04\x00\x04\x00"


@pytest.mark.parametrize(
    "said",
    [
        SUCCESS,
        # Active Directory writes every length in four bytes.
        bytes.fromhex("308400000010020101788400000007 0a0100 0400 0400"),
        # A responseName [10], as RFC 4511 section 4.14.2 asks for.
        b"\x30\x24\x02\x01\x01\x78\x1f\x0a\x01\x00\x04\x00\x04\x00\x8a\x161.3.6.1.4.1.1466.20037",
    ],
)
def test_the_server_agrees(said: bytes) -> None:
    assert _play(said[:1], said[1:7], said[7:]) == Ready()


def test_a_server_without_a_certificate() -> None:
    said = b"0*\x02\x01\x01x%\n\x01\x02\x04\x00\x04\x1eunsupported extended operation"
    assert said == _response(2, b"unsupported extended operation")
    assert _play(said) == Refused("STARTTLS (protocolError)", said)


@pytest.mark.parametrize(
    ("code", "named"),
    [
        (1, "operationsError"),
        (52, "unavailable"),
        (53, "unwillingToPerform"),
        (99, "resultCode 99"),
    ],
)
def test_another_result(code: int, named: str) -> None:
    said = _response(code, b"why")
    assert _play(said) == Refused(f"STARTTLS ({named})", said)


def test_a_notice_of_disconnection() -> None:
    said = _response(51, b"later", message_id=0)
    assert _play(said) == Refused("notice of disconnection (busy)", said)


@pytest.mark.parametrize(
    "said",
    [
        b"220 mail.test ESMTP\r\n",
        b"\x30\x80",  # indefinite, which RFC 4511 section 5.1 forbids
        b"\x30\x85\x00\x00\x00\x00\x01",
        b"\x30\x00",
        b"\x30\x84\x7f\xff\xff\xff",
        # Not an ExtendedResponse, no number, no code, and lengths that point past the end.
        SUCCESS.replace(b"x", b"a"),
        SUCCESS.replace(b"\x02\x01\x01", b"\x04\x01\x01"),
        SUCCESS.replace(b"\n\x01\x00", b"\x04\x01\x00"),
        b"\x30\x03\x02\x01\x01",
        b"\x30\x03\x02\x7f\x01",
        b"\x30\x01\x02",
        b"\x30\x06\x02\x01\x01\x78\x82\x01",
    ],
)
def test_another_protocol(said: bytes) -> None:
    assert _play(said) == Refused("ExtendedRequest (not LDAP)", said)


def test_a_server_that_closes() -> None:
    assert _play() == Gone(Mark.CLOSED, b"")
    assert _play(SUCCESS[:9]) == Gone(Mark.CLOSED, SUCCESS[:9])
