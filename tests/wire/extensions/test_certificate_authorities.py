import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.certificate_authorities import CertificateAuthorities
from tlswhy.wire.reader import Malformed, Reader

# openssl s_server 3.0.19 -Verify 1 -CAfile with one root, /O=Example/CN=example.com.
AUTHORITIES = bytes.fromhex(
    "002c 002a 30283110300e060355040a0c074578616d706c653114301206035504030c0b6578616d706c652e636f6d"
)


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.CERTIFICATE_REQUEST])
def test_reads_the_names(message: In) -> None:
    assert parse(47, AUTHORITIES, message) == CertificateAuthorities((AUTHORITIES[4:],))


def test_an_error_says_which_name() -> None:
    with pytest.raises(Malformed, match=r"^ca.names\[1\] at byte 6: needs 9 bytes, 0 are left$"):
        CertificateAuthorities.read(Reader(bytes.fromhex("0004 0000 0009"), "ca"))


@given(st.builds(CertificateAuthorities, st.lists(st.binary(max_size=300), max_size=9).map(tuple)))
def test_round_trip(authorities: CertificateAuthorities) -> None:
    check_round_trip(authorities)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(CertificateAuthorities, AUTHORITIES)


@given(junk_like(AUTHORITIES))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(CertificateAuthorities, junk)
