import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_nothing_is_lost, check_round_trip, junk_like, read
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.quic_transport_parameters import (
    QuicTransportParameters,
    TransportParameter,
)
from tlswhy.wire.reader import Malformed, Reader

# RFC 9001 appendix A.2, the client's Initial.
PARAMETERS = bytes.fromhex(
    "04 08 ffffffffffffffff 05 04 8000ffff 07 04 8000ffff 08 01 10 01 04 80007530"
    "09 01 10 0f 08 8394c8f03e515708 06 04 8000ffff"
)
# RFC 9000 appendix A.1: a number of each length.
NUMBERS = [
    ("c2197c5eff14e88c", 151_288_809_941_952_652),
    ("9d7f3e7d", 494_878_333),
    ("7bbd", 15_293),
    ("25", 37),
]

some_parameter = st.builds(
    TransportParameter, st.integers(0, 2**62 - 1), st.binary(max_size=20)
) | st.builds(
    TransportParameter, st.integers(0, 63), st.binary(max_size=20), st.sampled_from([2, 8])
)


def test_reads_the_parameters_in_order() -> None:
    found = parse(57, PARAMETERS, In.CLIENT_HELLO)
    assert isinstance(found, QuicTransportParameters)
    assert [parameter.id for parameter in found.parameters] == [4, 5, 7, 8, 1, 9, 15, 6]
    assert found.parameters[1] == TransportParameter(5, bytes.fromhex("8000ffff"))
    assert found.parameters[6] == TransportParameter(15, bytes.fromhex("8394c8f03e515708"))


def test_a_server_has_them_too() -> None:
    assert parse(57, b"", In.ENCRYPTED_EXTENSIONS) == QuicTransportParameters(())


@pytest.mark.parametrize(("wire", "number"), NUMBERS)
def test_reads_numbers_of_every_length(wire: str, number: int) -> None:
    body = bytes.fromhex(wire) + b"\0"
    assert read(QuicTransportParameters, body).parameters == (TransportParameter(number, b""),)


def test_a_number_longer_than_it_must_be_is_kept_so() -> None:
    # RFC 9000 appendix A.1: "the two-byte sequence 0x4025 decodes to 37".
    body = bytes.fromhex("4025 80000001 61")
    (found,) = read(QuicTransportParameters, body).parameters
    assert found == TransportParameter(37, b"a", id_size=2, length_size=4)
    assert found.write() == body


@pytest.mark.parametrize(
    ("cut", "place"),
    [
        ("0100 c2197c", r"^qtp\[1\].id at byte 3: needs 7 bytes, 2 are left$"),
        ("01", r"^qtp\[0\].length at byte 1: needs 1 bytes, 0 are left$"),
        ("0104 8000", r"^qtp\[0\].value at byte 2: needs 4 bytes, 2 are left$"),
    ],
)
def test_an_error_says_where(cut: str, place: str) -> None:
    with pytest.raises(Malformed, match=place):
        QuicTransportParameters.read(Reader(bytes.fromhex(cut), "qtp"))


@given(st.builds(QuicTransportParameters, st.lists(some_parameter, max_size=5).map(tuple)))
def test_round_trip(parameters: QuicTransportParameters) -> None:
    check_round_trip(parameters)


@given(junk_like(PARAMETERS))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(QuicTransportParameters, junk)


@given(st.integers(0, len(PARAMETERS)))
def test_a_prefix_is_whole_only_between_two_parameters(size: int) -> None:
    ends = {0, 10, 16, 22, 25, 31, 34, 44, 50}
    try:
        read(QuicTransportParameters, PARAMETERS[:size])
    except Malformed:
        assert size not in ends
    else:
        assert size in ends
