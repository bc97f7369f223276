import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.signature_algorithms import SignatureAlgorithms
from tlswhy.wire.reader import Malformed, Reader

# openssl s_client 3.0.19 -sigalgs ECDSA+SHA256:RSA+SHA256
TWO = bytes.fromhex("0004 0403 0401")
# RFC 8448 section 3, ClientHello; it offers DSA (0402) too.
MANY = bytes.fromhex("001e 040305030603020308040805080604010501060102010402050206020202")


def test_reads_the_schemes_in_order() -> None:
    assert parse(13, TWO, In.CLIENT_HELLO) == SignatureAlgorithms((0x0403, 0x0401))


def test_a_server_lists_what_a_client_may_sign_with() -> None:
    asked = parse(13, MANY, In.CERTIFICATE_REQUEST)
    assert isinstance(asked, SignatureAlgorithms)
    assert len(asked.schemes) == 15
    assert 0x0402 in asked.schemes


def test_half_a_scheme_says_where() -> None:
    with pytest.raises(Malformed, match=r"^sa.schemes\[1\] at byte 4: needs 2 bytes, 1 are left$"):
        SignatureAlgorithms.read(Reader(bytes.fromhex("0003 0403 04"), "sa"))


@given(st.builds(SignatureAlgorithms, st.lists(st.integers(0, 0xFFFF), max_size=20).map(tuple)))
def test_round_trip(schemes: SignatureAlgorithms) -> None:
    check_round_trip(schemes)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(SignatureAlgorithms, MANY)


@given(junk_like(TWO, MANY))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(SignatureAlgorithms, junk)
