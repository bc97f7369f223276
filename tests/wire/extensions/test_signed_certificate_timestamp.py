import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.signed_certificate_timestamp import SctList, SctRequest
from tlswhy.wire.reader import Malformed, Reader

# RFC 6962 section 3.2: version 1, log id, time, no extensions, ECDSA signature (1, 1).
SCT = bytes(1) + b"L" * 32 + bytes.fromhex("0000018000000000 0000 0403 0008 3006020101020101")
# Two: that one, and an empty one that no log would issue.
LISTED = bytes.fromhex("003b 0037") + SCT + bytes(2)


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.CERTIFICATE_REQUEST])
def test_asking_is_empty(message: In) -> None:
    assert parse(18, b"", message) == SctRequest()


@pytest.mark.parametrize("message", [In.SERVER_HELLO, In.CERTIFICATE_ENTRY])
def test_reads_the_timestamps_in_order(message: In) -> None:
    assert parse(18, LISTED, message) == SctList((SCT, b""))


def test_an_error_says_which_timestamp() -> None:
    with pytest.raises(Malformed, match=r"^sct.scts\[1\].length at byte 5: needs 2 bytes, 1 are"):
        SctList.read(Reader(bytes.fromhex("0004 0001 61 00"), "sct"))


@given(
    st.builds(SctList, st.lists(st.binary(max_size=200), max_size=5).map(tuple))
    | st.builds(SctRequest)
)
def test_round_trip(scts: SctList | SctRequest) -> None:
    check_round_trip(scts)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(SctList, LISTED)


@given(junk_like(LISTED))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(SctList, junk)
    check_nothing_is_lost(SctRequest, junk)
