import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.record_size_limit import RecordSizeLimit

# RFC 8448 section 3: the ClientHello and the EncryptedExtensions; gnutls-cli 3.7.9 too.
LIMIT = bytes.fromhex("4001")


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.SERVER_HELLO, In.ENCRYPTED_EXTENSIONS])
def test_reads_the_limit(message: In) -> None:
    assert parse(28, LIMIT, message) == RecordSizeLimit(2**14 + 1)


@given(st.builds(RecordSizeLimit, st.integers(0, 0xFFFF)))
def test_round_trip(limit: RecordSizeLimit) -> None:
    check_round_trip(limit)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(RecordSizeLimit, LIMIT)


@given(junk_like(LIMIT))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(RecordSizeLimit, junk)
