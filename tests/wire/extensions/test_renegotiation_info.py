import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.renegotiation_info import RenegotiationInfo

# RFC 8448 section 3, ClientHello; openssl s_server 3.0.19 -tls1_2 answers the same.
FIRST = bytes.fromhex("00")
# RFC 5746 section 3.5: then the client's verify_data, 12 bytes in TLS.
AGAIN = b"\x0c" + b"verify_data."


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.SERVER_HELLO])
def test_a_first_handshake_names_no_connection(message: In) -> None:
    assert parse(65281, FIRST, message) == RenegotiationInfo(b"")


def test_a_renegotiation_names_the_one_before() -> None:
    assert parse(65281, AGAIN, In.CLIENT_HELLO) == RenegotiationInfo(b"verify_data.")


@given(st.builds(RenegotiationInfo, st.binary(max_size=255)))
def test_round_trip(info: RenegotiationInfo) -> None:
    check_round_trip(info)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(RenegotiationInfo, FIRST)
    check_no_prefix_is_complete(RenegotiationInfo, AGAIN)


@given(junk_like(AGAIN))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(RenegotiationInfo, junk)
