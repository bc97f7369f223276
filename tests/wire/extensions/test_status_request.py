import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.status_request import (
    CertificateStatus,
    OcspStatusRequest,
    StatusRequest,
    StatusRequestAck,
)
from tlswhy.wire.reader import Malformed, Reader

# openssl s_client 3.0.19 -status; gnutls-cli 3.7.9 sends the same.
ASKED = bytes.fromhex("01 0000 0000")
# RFC 6066 section 8, with one responder (by an empty key hash) and an empty SEQUENCE.
NARROW = bytes.fromhex("01 0006 0004 a2020400 0002 3000")
# openssl s_server 3.0.19 -status_file with the OCSPResponse "tryLater", in TLS 1.3.
TRY_LATER = bytes.fromhex("01 000005 30030a0103")

some_ocsp = st.builds(
    OcspStatusRequest, st.lists(st.binary(max_size=50), max_size=4).map(tuple), st.binary()
)


def test_a_client_normally_asks_without_conditions() -> None:
    assert parse(5, ASKED, In.CLIENT_HELLO) == StatusRequest(1, OcspStatusRequest())


def test_responders_and_extensions_are_kept_in_der() -> None:
    assert parse(5, NARROW, In.CLIENT_HELLO) == StatusRequest(
        1, OcspStatusRequest((bytes.fromhex("a2020400"),), bytes.fromhex("3000"))
    )


def test_a_type_we_do_not_know_is_kept_as_bytes() -> None:
    assert parse(5, b"\x09abc", In.CLIENT_HELLO) == StatusRequest(9, b"abc")


@pytest.mark.parametrize("message", [In.SERVER_HELLO, In.CERTIFICATE_REQUEST])
def test_a_server_says_it_with_nothing(message: In) -> None:
    # gnutls-serv 3.7.9 sends it in its TLS 1.3 CertificateRequest.
    assert parse(5, b"", message) == StatusRequestAck()


def test_in_tls_1_3_the_response_stands_beside_the_certificate() -> None:
    assert parse(5, TRY_LATER, In.CERTIFICATE_ENTRY) == CertificateStatus(1, TRY_LATER[4:])


def test_an_error_says_where() -> None:
    cut = Reader(bytes.fromhex("01 0006 0004 a2020400"), "sr")
    with pytest.raises(Malformed, match=r"^sr.request_extensions.length at byte 9: needs 2 bytes"):
        StatusRequest.read(cut)


@given(
    st.builds(StatusRequest, st.just(1), some_ocsp)
    | st.builds(StatusRequest, st.integers(2, 255), st.binary())
    | st.builds(CertificateStatus, st.integers(0, 255), st.binary(max_size=300))
    | st.builds(StatusRequestAck)
)
def test_round_trip(status: StatusRequest | CertificateStatus | StatusRequestAck) -> None:
    check_round_trip(status)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(StatusRequest, NARROW)
    check_no_prefix_is_complete(CertificateStatus, TRY_LATER)


@given(junk_like(ASKED, NARROW, TRY_LATER))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(StatusRequest, junk)
    check_nothing_is_lost(StatusRequestAck, junk)
    check_nothing_is_lost(CertificateStatus, junk)
