import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.status_request import OcspStatusRequest
from tlswhy.wire.extensions.status_request_v2 import (
    StatusRequestItem,
    StatusRequestV2,
    StatusRequestV2Ack,
)
from tlswhy.wire.reader import Malformed, Reader

# RFC 6961 section 2.2: ocsp_multi, or else ocsp, both without conditions.
BOTH = bytes.fromhex("000e 02 0004 0000 0000 01 0004 0000 0000")

some_ocsp = st.builds(
    OcspStatusRequest, st.lists(st.binary(max_size=50), max_size=4).map(tuple), st.binary()
)
some_item = st.builds(StatusRequestItem, st.integers(1, 2), some_ocsp) | st.builds(
    StatusRequestItem, st.integers(3, 255), st.binary()
)


def test_reads_the_ways_in_order() -> None:
    assert parse(17, BOTH, In.CLIENT_HELLO) == StatusRequestV2(
        (StatusRequestItem(2, OcspStatusRequest()), StatusRequestItem(1, OcspStatusRequest()))
    )


def test_a_type_we_do_not_know_is_kept_as_bytes() -> None:
    asked = parse(17, bytes.fromhex("0005 09 0002 6162"), In.CLIENT_HELLO)
    assert asked == StatusRequestV2((StatusRequestItem(9, b"ab"),))


def test_a_server_answers_with_nothing() -> None:
    assert parse(17, b"", In.SERVER_HELLO) == StatusRequestV2Ack()


def test_an_error_says_which_item() -> None:
    cut = Reader(bytes.fromhex("0005 02 0002 0000"), "v2")
    with pytest.raises(
        Malformed, match=r"^v2.items\[0\].request.request_extensions.length at byte"
    ):
        StatusRequestV2.read(cut)


@given(
    st.builds(StatusRequestV2, st.lists(some_item, max_size=4).map(tuple))
    | st.builds(StatusRequestV2Ack)
)
def test_round_trip(status: StatusRequestV2 | StatusRequestV2Ack) -> None:
    check_round_trip(status)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(StatusRequestV2, BOTH)


@given(junk_like(BOTH))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(StatusRequestV2, junk)
    check_nothing_is_lost(StatusRequestV2Ack, junk)
