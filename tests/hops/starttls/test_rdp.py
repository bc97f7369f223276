"""Messages after MS-RDPBCGR section 4.1.1, and of xrdp 0.9.21."""

import pytest

from dialogue import play_bytes
from tlswhy.hops.starttls import rdp
from tlswhy.hops.talk import Gone, Outcome, Ready, Refused
from tlswhy.model.transcript import Mark

REQUEST = bytes.fromhex("03000013 0ee00000000000 0100080003000000")


def _play(*said: bytes) -> Outcome:
    return play_bytes(rdp.talk("w.test"), [(">", REQUEST), *(("<", part) for part in said)])


def _confirm(kind: int, number: int) -> bytes:
    head = bytes.fromhex("03000013 0ed00000123400")
    return head + bytes([kind, 1, 8, 0]) + number.to_bytes(4, "little")


# SSL, HYBRID (Windows), HYBRID_EX
@pytest.mark.parametrize("protocol", [1, 2, 8])
def test_the_server_chooses_tls(protocol: int) -> None:
    said = _confirm(2, protocol)
    assert _play(said[:1], said[1:9], said[9:]) == Ready()


def test_the_answer_of_xrdp() -> None:
    assert _play(bytes.fromhex("03000013 0ed00000123400 0201080001000000")) == Ready()


@pytest.mark.parametrize(
    "said",
    [
        _confirm(2, 0),  # xrdp with security_layer=rdp
        bytes.fromhex("0300000b 06d00000123400"),  # from before there was a choice
    ],
)
def test_only_its_own_encryption(said: bytes) -> None:
    assert _play(said) == Refused("RDP_NEG_REQ (TLS not offered)", said)


@pytest.mark.parametrize(
    ("code", "named"),
    [
        (1, "SSL_REQUIRED_BY_SERVER"),
        (2, "SSL_NOT_ALLOWED_BY_SERVER: TLS not offered"),
        (3, "SSL_CERT_NOT_ON_SERVER: TLS not offered"),  # xrdp whose certificate is missing
        (5, "HYBRID_REQUIRED_BY_SERVER"),
        (77, "failureCode 77"),
    ],
)
def test_a_failure_is_named(code: int, named: str) -> None:
    said = _confirm(3, code)
    assert _play(said) == Refused(f"RDP_NEG_REQ ({named})", said)


@pytest.mark.parametrize(
    "said",
    [
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"\x03\x00",
        b"\x03\x00\x00\x0a\x05\xd0",
        b"\x03\x00\xff\xff\x05\xd0",
        bytes.fromhex("0300000b 06800000000000"),  # a disconnect request
    ],
)
def test_another_protocol(said: bytes) -> None:
    assert _play(said) == Refused("RDP_NEG_REQ (not RDP)", said)


def test_a_server_that_resets() -> None:
    end = play_bytes(rdp.talk("w.test"), [(">", REQUEST)], Mark.RESET)
    assert end == Gone(Mark.RESET, b"")


@pytest.mark.parametrize("said", [bytes.fromhex("d80303"), bytes.fromhex("01000005 00")])
def test_a_few_bytes_that_happen_to_count_themselves(said: bytes) -> None:
    assert _play(said) == Refused("RDP_NEG_REQ (not RDP)", said)
