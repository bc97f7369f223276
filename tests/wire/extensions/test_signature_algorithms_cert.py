import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.signature_algorithms_cert import SignatureAlgorithmsCert
from tlswhy.wire.reader import Malformed, Reader

# RFC 8446 section 4.2.3: what a client that takes RSA with SHA-1 on certificates alone may say.
SCHEMES = bytes.fromhex("0006 0804 0401 0201")


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.CERTIFICATE_REQUEST])
def test_reads_the_schemes_in_order(message: In) -> None:
    assert parse(50, SCHEMES, message) == SignatureAlgorithmsCert((0x0804, 0x0401, 0x0201))


def test_half_a_scheme_says_where() -> None:
    with pytest.raises(Malformed, match=r"^sac.schemes\[0\] at byte 2: needs 2 bytes, 1 are left$"):
        SignatureAlgorithmsCert.read(Reader(bytes.fromhex("0001 04"), "sac"))


@given(st.builds(SignatureAlgorithmsCert, st.lists(st.integers(0, 0xFFFF), max_size=20).map(tuple)))
def test_round_trip(schemes: SignatureAlgorithmsCert) -> None:
    check_round_trip(schemes)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(SignatureAlgorithmsCert, SCHEMES)


@given(junk_like(SCHEMES))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(SignatureAlgorithmsCert, junk)
