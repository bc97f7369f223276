import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.next_protocol_negotiation import NextProtocolOffer, NextProtocols
from tlswhy.wire.reader import Malformed, Reader

# openssl s_server 3.0.19 -tls1_2 -nextprotoneg http/1.1,h2
ANSWER = b"\x08http/1.1\x02h2"


def test_a_clients_offer_is_empty() -> None:
    # openssl s_client 3.0.19 -tls1_2 -nextprotoneg h2
    assert parse(13172, b"", In.CLIENT_HELLO) == NextProtocolOffer()


def test_reads_the_servers_names_in_order() -> None:
    assert parse(13172, ANSWER, In.SERVER_HELLO) == NextProtocols((b"http/1.1", b"h2"))


def test_a_server_without_a_preference_sends_none() -> None:
    assert parse(13172, b"", In.SERVER_HELLO) == NextProtocols(())


@pytest.mark.parametrize("size", [1, 8, 10, 11])
def test_a_cut_name_is_malformed(size: int) -> None:
    with pytest.raises(Malformed, match=r"^npn\[[01]\] at byte (1|10): needs [82] bytes"):
        NextProtocols.read(Reader(ANSWER[:size], "npn"))


@given(
    st.builds(NextProtocols, st.lists(st.binary(max_size=255), max_size=9).map(tuple))
    | st.builds(NextProtocolOffer)
)
def test_round_trip(protocols: NextProtocols | NextProtocolOffer) -> None:
    check_round_trip(protocols)


@given(junk_like(ANSWER))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(NextProtocols, junk)
    check_nothing_is_lost(NextProtocolOffer, junk)
