import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import Alert, ContentType, Record, records_of, split

# openssl s_server 3.0.19 -tls1 -cipher ALL:@SECLEVEL=0, to a hello without a suite it has:
# handshake_failure.
REFUSAL = bytes.fromhex("15030100020228")
# The last flight of a TLS 1.0 server (Python 3.11 ssl, OpenSSL 3.0.19), its Finished encrypted.
FLIGHT = bytes.fromhex("140301000101" + "1603010030") + bytes(range(48))

records = st.builds(
    Record,
    type=st.sampled_from([20, 21, 22, 23, 24, 26]),
    version=st.integers(0x0300, 0x03FF),
    fragment=st.binary(max_size=40),
)


def test_a_record_and_the_alert_in_it() -> None:
    (record,), rest = split(REFUSAL)
    assert record == Record(ContentType.ALERT, 0x0301, b"\x02\x28")
    assert Alert.read(Reader(record.fragment, "alert")) == Alert(2, 40)
    assert rest == b""


def test_a_flight_has_several_records() -> None:
    found, rest = split(FLIGHT)
    assert [(record.type, len(record.fragment)) for record in found] == [(20, 1), (22, 48)]
    assert rest == b""


@given(st.integers(0, len(FLIGHT) - 1))
def test_no_prefix_is_complete(size: int) -> None:
    found, rest = split(FLIGHT[:size])
    assert len(found) == (size >= 6)
    assert b"".join(record.write() for record in found) + rest == FLIGHT[:size]


@given(st.lists(records, max_size=5), st.integers(0, 20))
def test_round_trip_with_a_record_under_way(sent: list[Record], size: int) -> None:
    partial = Record(22, 0x0303, bytes(20)).write()[:size]
    assert split(b"".join(record.write() for record in sent) + partial) == (sent, partial)


@given(st.binary(max_size=64))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    try:
        found, rest = split(junk)
    except Malformed:
        return
    assert b"".join(record.write() for record in found) + rest == junk


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"HTTP/1.1 400 Bad Request", "record.type at byte 0: 72 is no content type of TLS"),
        (b"\x19", "record.type at byte 0: 25 is no content type of TLS"),
        (b"\x1b\x03\x03", "record.type at byte 0: 27 is no content type of TLS"),
        (b"\x13\x03\x03", "record.type at byte 0: 19 is no content type of TLS"),
        (b"\x16\xfe", "record.version at byte 1: major version 254 is not 3"),
        (
            b"\x17\x03\x03\x48\x01",
            "record.length at byte 3: 18433 bytes, at most 18432 are allowed",
        ),
    ],
)
def test_what_cannot_start_a_record(data: bytes, said: str) -> None:
    with pytest.raises(Malformed) as caught:
        split(data)
    assert str(caught.value) == said


def test_the_longest_fragment_is_read() -> None:
    longest = Record(23, 0x0303, bytes(2**14 + 2048))
    assert split(longest.write()) == ([longest], b"")


def test_an_alert_before_plain_text_is_not_lost() -> None:
    found, rest = split(REFUSAL + b"HTTP/1.1 400")
    assert [record.type for record in found] == [ContentType.ALERT]
    assert rest == b"HTTP/1.1 400"
    with pytest.raises(Malformed):
        split(rest)


@given(st.binary(max_size=60), st.integers(1, 30))
def test_a_payload_is_cut_into_records(payload: bytes, limit: int) -> None:
    found, rest = split(records_of(22, 0x0303, payload, limit))
    assert b"".join(record.fragment for record in found) == payload
    assert all(len(record.fragment) == limit for record in found[:-1])
    assert 0 < len(found[-1].fragment) <= limit or payload == b""
    assert rest == b""


def test_records_are_as_long_as_allowed_unless_told() -> None:
    found, _ = split(records_of(23, 0x0303, bytes(2**14 + 1)))
    assert [len(record.fragment) for record in found] == [2**14, 1]


def test_an_empty_payload_is_an_empty_record() -> None:
    assert records_of(23, 0x0303, b"") == bytes.fromhex("1703030000")


@given(st.binary(max_size=4))
def test_an_alert_is_two_bytes(body: bytes) -> None:
    if len(body) == 2:
        assert Alert.read(Reader(body, "alert")).write() == body
        return
    with pytest.raises(Malformed, match=r"^alert\."):
        Alert.read(Reader(body, "alert"))
