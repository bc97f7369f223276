import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.supported_groups import SupportedGroups
from tlswhy.wire.reader import Malformed, Reader

# RFC 8448 section 3: the ClientHello and the EncryptedExtensions have the same list.
GROUPS = bytes.fromhex("0012 001d 0017 0018 0019 0100 0101 0102 0103 0104")


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.ENCRYPTED_EXTENSIONS])
def test_reads_the_groups_in_order(message: In) -> None:
    assert parse(10, GROUPS, message) == SupportedGroups(
        (0x001D, 0x0017, 0x0018, 0x0019, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104)
    )


def test_half_a_group_says_where() -> None:
    with pytest.raises(Malformed, match=r"^sg.groups\[1\] at byte 4: needs 2 bytes, 1 are left$"):
        SupportedGroups.read(Reader(bytes.fromhex("0003 001d 00"), "sg"))


@given(st.builds(SupportedGroups, st.lists(st.integers(0, 0xFFFF), max_size=20).map(tuple)))
def test_round_trip(groups: SupportedGroups) -> None:
    check_round_trip(groups)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(SupportedGroups, GROUPS)


@given(junk_like(GROUPS))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(SupportedGroups, junk)
