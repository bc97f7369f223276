from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.pki import extensions
from tlswhy.pki.der import BadDer, Element, element

READERS = (
    extensions.basic_constraints,
    extensions.key_usage,
    extensions.extended_key_usage,
    extensions.subject_key_identifier,
    extensions.authority_key_identifier,
    extensions.general_names,
    extensions.name_constraints,
    extensions.authority_info_access,
    extensions.crl_distribution_points,
    extensions.tls_feature,
)


def der(text: str) -> Element:
    return element(bytes.fromhex(text.replace(" ", "")))


def test_basic_constraints() -> None:
    assert extensions.basic_constraints(der("3000")) == (False, None)
    assert extensions.basic_constraints(der("3006 0101ff 020102")) == (True, 2)
    assert extensions.basic_constraints(der("3002 0500")) == (False, None)


def test_key_usage_bits_are_counted_from_the_left() -> None:
    assert extensions.key_usage(der("0302 0780")) == ("digitalSignature",)
    assert extensions.key_usage(der("0302 0106")) == ("keyCertSign", "cRLSign")
    assert extensions.key_usage(der("0303 070080")) == ("decipherOnly",)
    assert extensions.key_usage(der("0301 00")) == ()


def test_the_issuer_may_be_named_by_key_or_by_serial_number() -> None:
    name = "3010 310e 300c 06035504030c0543412031 31".replace(" ", "")[:36]
    assert len(bytes.fromhex(name)) == 18
    holder = extensions.authority_key_identifier(
        der("301d" + "8002aabb" + "a114a412" + name + "820107" + "8300")
    )
    assert holder.key_id == b"\xaa\xbb"
    assert holder.issuer == bytes.fromhex(name)
    assert holder.serial == 7
    assert extensions.authority_key_identifier(der("3006 a102 8200 8500")).issuer is None


def test_the_kinds_of_name() -> None:
    names = extensions.general_names(
        der(
            "3017 8201 61 8704 c0000201 8703 010203 8802 2a03 8601 62 8101ff".replace(
                "3017", "3018"
            )
        )
    )
    assert [(name.kind, name.text) for name in names] == [
        ("dns", "a"),
        ("ip", "192.0.2.1"),
        ("ip", "010203"),
        ("other", "[8] 2a03"),
        ("uri", "b"),
        ("email", "\\xff"),
    ]


@pytest.mark.parametrize(
    ("packed", "text"),
    [
        ("c0000200 ffffff00", "192.0.2.0/24"),
        ("c0000200 00000000", "192.0.2.0/0"),
        ("c0000200 ff00ff00", "192.0.2.0/255.0.255.0"),
        ("20010db8" + "00" * 12 + "ffffffff" + "00" * 12, "2001:db8::/32"),
        ("c00002", ""),
    ],
)
def test_networks(packed: str, text: str) -> None:
    assert extensions.network(bytes.fromhex(packed.replace(" ", ""))) == text


def test_name_constraints_with_a_minimum() -> None:
    limits = extensions.name_constraints(der("300a a008 3006 820161 800100"))
    assert limits.bounded
    assert limits.permitted[0].text == "a"
    assert not extensions.name_constraints(der("3007 a105 3003 820161")).bounded


@pytest.mark.parametrize("text", ["3004 a202 3000", "3004 a002 3000"])
def test_name_constraints_that_say_nothing_are_bad(text: str) -> None:
    with pytest.raises(BadDer):
        extensions.name_constraints(der(text))


def test_an_access_description_has_two_parts() -> None:
    with pytest.raises(BadDer, match="less than 2 parts"):
        extensions.authority_info_access(der("3005 3003 06012a"))
    other = extensions.authority_info_access(der("3008 3006 06012a 860161"))
    assert other == extensions.Access()


def test_only_addresses_of_whole_lists_are_taken() -> None:
    point = "a007 a005 860161 8200".replace(" ", "")
    assert extensions.crl_distribution_points(der("300b 3009" + point)) == ("a",)
    assert extensions.crl_distribution_points(der("3004 3002 8100")) == ()
    assert extensions.crl_distribution_points(der("3006 3004 a002 a100")) == ()


def test_a_stapled_response_is_one_of_several_features() -> None:
    assert extensions.tls_feature(der("3003 020105"))
    assert not extensions.tls_feature(der("3003 020111"))


@given(st.sampled_from(READERS), st.binary(max_size=60))
def test_junk_is_bad_der_or_a_value(read: object, junk: bytes) -> None:
    assert callable(read)
    try:
        read(element(junk))
    except BadDer:
        return
