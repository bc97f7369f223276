import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.max_fragment_length import MaxFragmentLength

# openssl s_client 3.0.19 -maxfraglen 1024; s_server answers the same.
KIBIBYTE = bytes.fromhex("02")


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.SERVER_HELLO, In.ENCRYPTED_EXTENSIONS])
def test_reads_the_code(message: In) -> None:
    assert parse(1, KIBIBYTE, message) == MaxFragmentLength(2)


@pytest.mark.parametrize(
    ("code", "size"), [(0, None), (1, 512), (2, 1024), (3, 2048), (4, 4096), (5, None)]
)
def test_the_size_of_a_code(code: int, size: int | None) -> None:
    assert MaxFragmentLength(code).size == size


@given(st.builds(MaxFragmentLength, st.integers(0, 255)))
def test_round_trip(length: MaxFragmentLength) -> None:
    check_round_trip(length)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(MaxFragmentLength, KIBIBYTE)


@given(junk_like(KIBIBYTE))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(MaxFragmentLength, junk)
