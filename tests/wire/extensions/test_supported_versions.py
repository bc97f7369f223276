import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.supported_versions import SelectedVersion, SupportedVersions
from tlswhy.wire.reader import Malformed, Reader

# gnutls-cli 3.7.9 with its defaults: TLS 1.3 down to 1.0.
OFFER = bytes.fromhex("08 0304 0303 0302 0301")
# RFC 8448 section 3, ServerHello; section 5, HelloRetryRequest.
CHOICE = bytes.fromhex("0304")


def test_reads_the_versions_in_order() -> None:
    assert parse(43, OFFER, In.CLIENT_HELLO) == SupportedVersions((0x0304, 0x0303, 0x0302, 0x0301))


@pytest.mark.parametrize("message", [In.SERVER_HELLO, In.HELLO_RETRY_REQUEST])
def test_reads_the_servers_choice(message: In) -> None:
    assert parse(43, CHOICE, message) == SelectedVersion(0x0304)


def test_a_server_that_sends_a_list_is_wrong() -> None:
    assert isinstance(parse(43, OFFER, In.SERVER_HELLO), Malformed)


def test_half_a_version_says_where() -> None:
    with pytest.raises(Malformed, match=r"^sv.versions\[1\] at byte 3: needs 2 bytes, 1 are left$"):
        SupportedVersions.read(Reader(bytes.fromhex("03 0304 03"), "sv"))


@given(
    st.builds(SupportedVersions, st.lists(st.integers(0, 0xFFFF), max_size=20).map(tuple))
    | st.builds(SelectedVersion, st.integers(0, 0xFFFF))
)
def test_round_trip(versions: SupportedVersions | SelectedVersion) -> None:
    check_round_trip(versions)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(SupportedVersions, OFFER)
    check_no_prefix_is_complete(SelectedVersion, CHOICE)


@given(junk_like(OFFER, CHOICE))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(SupportedVersions, junk)
    check_nothing_is_lost(SelectedVersion, junk)
