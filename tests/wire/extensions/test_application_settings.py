import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.application_settings import (
    ApplicationSettings,
    ApplicationSettingsOffer,
)
from tlswhy.wire.reader import Malformed, Reader

# A ClientHello of Chromium: h2 alone.
OFFER = bytes.fromhex("0003 02 6832")


def test_reads_the_names_in_order() -> None:
    assert parse(17613, OFFER, In.CLIENT_HELLO) == ApplicationSettingsOffer((b"h2",))


def test_the_servers_settings_are_kept_as_they_are() -> None:
    assert parse(17613, b"\0\3", In.ENCRYPTED_EXTENSIONS) == ApplicationSettings(b"\0\3")


def test_an_error_says_which_name() -> None:
    with pytest.raises(Malformed, match=r"^alps.names\[1\] at byte 6: needs 8 bytes, 0 are left$"):
        ApplicationSettingsOffer.read(Reader(bytes.fromhex("0004 026832 08"), "alps"))


@given(
    st.builds(ApplicationSettingsOffer, st.lists(st.binary(max_size=255), max_size=9).map(tuple))
    | st.builds(ApplicationSettings, st.binary())
)
def test_round_trip(settings: ApplicationSettingsOffer | ApplicationSettings) -> None:
    check_round_trip(settings)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(ApplicationSettingsOffer, OFFER)


@given(junk_like(OFFER))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(ApplicationSettingsOffer, junk)
    check_nothing_is_lost(ApplicationSettings, junk)
