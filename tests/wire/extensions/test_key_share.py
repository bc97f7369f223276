import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.key_share import (
    KeyShareClient,
    KeyShareEntry,
    KeyShareRetry,
    KeyShareServer,
)
from tlswhy.wire.reader import Malformed, Reader

# RFC 8448 section 3: ClientHello, then ServerHello.
OFFER = bytes.fromhex(
    "0024 001d 0020 99381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c"
)
ANSWER = bytes.fromhex("001d 0020 c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f")
# RFC 8448 section 5, HelloRetryRequest.
RETRY = bytes.fromhex("0017")

some_entry = st.builds(KeyShareEntry, st.integers(0, 0xFFFF), st.binary(max_size=200))


def test_reads_a_clients_key() -> None:
    assert parse(51, OFFER, In.CLIENT_HELLO) == KeyShareClient(
        (KeyShareEntry(0x001D, OFFER[-32:]),)
    )


def test_reads_a_servers_key() -> None:
    assert parse(51, ANSWER, In.SERVER_HELLO) == KeyShareServer(KeyShareEntry(0x001D, ANSWER[-32:]))


def test_reads_the_group_of_a_retry() -> None:
    assert parse(51, RETRY, In.HELLO_RETRY_REQUEST) == KeyShareRetry(0x0017)


def test_grease_and_an_empty_key_are_kept() -> None:
    offer = KeyShareClient((KeyShareEntry(0x7A7A, b"\0"), KeyShareEntry(0x001D, b"")))
    assert parse(51, bytes.fromhex("0009 7a7a 0001 00 001d 0000"), In.CLIENT_HELLO) == offer


def test_a_client_may_offer_none() -> None:
    assert parse(51, b"\0\0", In.CLIENT_HELLO) == KeyShareClient(())


def test_an_error_says_which_entry() -> None:
    cut = bytes.fromhex("0008 7a7a 0001 00 001d 00")
    with pytest.raises(Malformed, match=r"^ks.entries\[1\].key_exchange.length at byte 9: needs 2"):
        KeyShareClient.read(Reader(cut, "ks"))


@given(
    st.builds(KeyShareClient, st.lists(some_entry, max_size=5).map(tuple))
    | st.builds(KeyShareServer, some_entry)
    | st.builds(KeyShareRetry, st.integers(0, 0xFFFF))
)
def test_round_trip(share: KeyShareClient | KeyShareServer | KeyShareRetry) -> None:
    check_round_trip(share)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(KeyShareClient, OFFER)
    check_no_prefix_is_complete(KeyShareServer, ANSWER)
    check_no_prefix_is_complete(KeyShareRetry, RETRY)


@given(junk_like(OFFER, ANSWER, RETRY))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(KeyShareClient, junk)
    check_nothing_is_lost(KeyShareServer, junk)
    check_nothing_is_lost(KeyShareRetry, junk)
