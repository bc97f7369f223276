import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.encrypted_client_hello import (
    EchConfig,
    EchConfigList,
    EchConfirmation,
    EchContents,
    EchOuter,
    EncryptedClientHello,
)
from tlswhy.wire.reader import Malformed, Reader

# Chromium's GREASE, as far as its payload is the length it has there: 144 bytes.
ENC = bytes.fromhex("6a2fb0535a0a5e565c8a61dcb381bab5636f1502bbd09fe491c66a2d17509537")
OUTER = bytes.fromhex("00 0001 0001 fc 0020") + ENC + bytes.fromhex("0090") + b"p" * 144
INNER = bytes.fromhex("01")
# An ECHConfigList that Cloudflare published in DNS.
KEY = bytes.fromhex("92a01233db2218518ccbbbbc24df20686af417b37388de6460e9401197477709")
CLOUDFLARE = (
    bytes.fromhex("0045 fe0d 0041 59 0020 0020")
    + KEY
    + bytes.fromhex("0004 0001 0001 00 12")
    + b"cloudflare-ech.com"
    + bytes.fromhex("0000")
)
# A version nobody knows, then one with two suites and an extension (RFC 9849 section 4).
MIXED = bytes.fromhex(
    "0026 badd 0003 010203"
    "fe0d 001b 07 0010 0001 6b 0008 0001 0001 0001 0003 40 01 61 0006 abcd 0002 7878"
)
CONFIRMATION = bytes.fromhex("0123456789abcdef")

numbers = st.integers(0, 0xFFFF)
some_outer = st.builds(
    EchOuter, numbers, numbers, st.integers(0, 255), st.binary(), st.binary(max_size=200)
)
some_contents = st.builds(
    EchContents,
    st.integers(0, 255),
    numbers,
    st.binary(max_size=40),
    st.lists(st.tuples(numbers, numbers), max_size=3).map(tuple),
    st.integers(0, 255),
    st.binary(max_size=40),
    st.lists(st.tuples(numbers, st.binary()), max_size=3).map(tuple),
)
some_config = st.builds(EchConfig, st.just(0xFE0D), some_contents) | st.builds(
    EchConfig, st.integers(0, 0xFE0C), st.binary()
)


def test_reads_an_outer_hello() -> None:
    assert parse(0xFE0D, OUTER, In.CLIENT_HELLO) == EncryptedClientHello(
        0, EchOuter(kdf_id=1, aead_id=1, config_id=0xFC, enc=ENC, payload=b"p" * 144)
    )


def test_an_inner_hello_says_nothing_more() -> None:
    assert parse(0xFE0D, INNER, In.CLIENT_HELLO) == EncryptedClientHello(1, b"")
    assert isinstance(parse(0xFE0D, b"\1\0", In.CLIENT_HELLO), Malformed)


def test_a_type_we_do_not_know_is_kept_as_bytes() -> None:
    assert parse(0xFE0D, b"\2ab", In.CLIENT_HELLO) == EncryptedClientHello(2, b"ab")


def test_reads_a_servers_configurations() -> None:
    contents = EchContents(
        config_id=0x59,
        kem_id=0x0020,
        public_key=KEY,
        cipher_suites=((1, 1),),
        maximum_name_length=0,
        public_name=b"cloudflare-ech.com",
    )
    assert parse(0xFE0D, CLOUDFLARE, In.ENCRYPTED_EXTENSIONS) == EchConfigList(
        (EchConfig(0xFE0D, contents),)
    )


def test_a_version_we_do_not_know_is_kept_as_bytes() -> None:
    contents = EchContents(
        config_id=7,
        kem_id=0x0010,
        public_key=b"k",
        cipher_suites=((1, 1), (1, 3)),
        maximum_name_length=64,
        public_name=b"a",
        extensions=((0xABCD, b"xx"),),
    )
    assert parse(0xFE0D, MIXED, In.ENCRYPTED_EXTENSIONS) == EchConfigList(
        (EchConfig(0xBADD, b"\1\2\3"), EchConfig(0xFE0D, contents))
    )


def test_reads_the_confirmation_in_a_retry() -> None:
    assert parse(0xFE0D, CONFIRMATION, In.HELLO_RETRY_REQUEST) == EchConfirmation(CONFIRMATION)


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        ("0007 fe0d 0003 590020", r"^ech.configs\[0\].contents.public_key.length at byte 9: needs"),
        (
            "000c fe0d 0008 59 0020 0000 0001 00",
            r"^ech.configs\[0\].contents.cipher_suites\[0\].kdf_id at byte 13: needs 2 bytes, 1",
        ),
        (
            "0014 fe0d 0010 07 0010 0001 6b 0000 40 01 61 0000 ff ffff",
            r"^ech.configs\[0\].contents.end at byte 19: 3 bytes too many$",
        ),
    ],
)
def test_an_error_says_where(bad: str, place: str) -> None:
    with pytest.raises(Malformed, match=place):
        EchConfigList.read(Reader(bytes.fromhex(bad), "ech"))


@given(
    st.builds(EncryptedClientHello, st.just(0), some_outer)
    | st.builds(EncryptedClientHello, st.just(1), st.just(b""))
    | st.builds(EncryptedClientHello, st.integers(2, 255), st.binary())
    | st.builds(EchConfigList, st.lists(some_config, max_size=3).map(tuple))
    | st.builds(EchConfirmation, st.binary(min_size=8, max_size=8))
)
def test_round_trip(ech: EncryptedClientHello | EchConfigList | EchConfirmation) -> None:
    check_round_trip(ech)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(EncryptedClientHello, OUTER)
    check_no_prefix_is_complete(EncryptedClientHello, INNER)
    check_no_prefix_is_complete(EchConfigList, CLOUDFLARE)
    check_no_prefix_is_complete(EchConfigList, MIXED)
    check_no_prefix_is_complete(EchConfirmation, CONFIRMATION)


@given(junk_like(OUTER, CLOUDFLARE, MIXED, CONFIRMATION))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(EncryptedClientHello, junk)
    check_nothing_is_lost(EchConfigList, junk)
    check_nothing_is_lost(EchConfirmation, junk)
