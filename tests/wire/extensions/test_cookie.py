import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.cookie import Cookie

# RFC 8448 section 5: the HelloRetryRequest's, which the second ClientHello repeats.
COOKIE = bytes.fromhex(
    "0072 71dcd04bb88bc3189119398a00000000eefafc76c146b823b096f8aacad365dd"
    "0030953f4edf625636e5f21bb2e23fcc654b1b5b40318d10d137abcbb87574e36e8a"
    "1f025f7dfa5d6e50781b5eda4aa15b0c8be778257d16aa3030e9e7841dd9e4c03422"
    "67e8ca0caf571fb2b7cff0f934b0"
)


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.HELLO_RETRY_REQUEST])
def test_reads_the_cookie(message: In) -> None:
    assert parse(44, COOKIE, message) == Cookie(COOKIE[2:])


@given(st.builds(Cookie, st.binary(max_size=300)))
def test_round_trip(cookie: Cookie) -> None:
    check_round_trip(cookie)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(Cookie, COOKIE)


@given(junk_like(COOKIE))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(Cookie, junk)
