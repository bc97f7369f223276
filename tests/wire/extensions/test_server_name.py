import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.server_name import ServerName, ServerNameAck, ServerNames
from tlswhy.wire.reader import Malformed, Reader

# RFC 8448 section 3, ClientHello.
ASKED = bytes.fromhex("0009 00 0006 736572766572")

some_name = st.builds(ServerName, st.integers(0, 255), st.binary(max_size=300))


def test_reads_the_host_name() -> None:
    asked = parse(0, ASKED, In.CLIENT_HELLO)
    assert asked == ServerNames((ServerName(0, b"server"),))
    assert asked.host == b"server"


def test_a_name_of_another_type_is_kept_but_is_no_host() -> None:
    asked = ServerNames.read(Reader(bytes.fromhex("0004 07 0001 61"), "server_name"))
    assert asked == ServerNames((ServerName(7, b"a"),))
    assert asked.host is None


def test_the_first_of_two_host_names_counts() -> None:
    assert ServerNames((ServerName(0, b"a.test"), ServerName(0, b"b.test"))).host == b"a.test"


@pytest.mark.parametrize("message", [In.SERVER_HELLO, In.ENCRYPTED_EXTENSIONS])
def test_a_server_answers_with_nothing(message: In) -> None:
    assert parse(0, b"", message) == ServerNameAck()


def test_a_server_that_repeats_the_name_is_wrong() -> None:
    answer = parse(0, ASKED, In.SERVER_HELLO)
    assert isinstance(answer, Malformed)
    assert str(answer) == "server_name.end at byte 0: 11 bytes too many"


def test_an_error_says_where() -> None:
    with pytest.raises(Malformed, match=r"^sni.names\[0\].name at byte 5: needs 6 bytes, 2 are"):
        ServerNames.read(Reader(bytes.fromhex("0005 00 0006 7365"), "sni"))


@given(st.builds(ServerNames, st.lists(some_name, max_size=5).map(tuple)))
def test_round_trip(names: ServerNames) -> None:
    check_round_trip(names)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(ServerNames, ASKED)


@given(junk_like(ASKED))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(ServerNames, junk)
    check_nothing_is_lost(ServerNameAck, junk)
