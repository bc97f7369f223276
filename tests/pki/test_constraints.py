from __future__ import annotations

from ipaddress import ip_address

import pytest
from cryptography import x509

from pki.chains import leaf, make, name, root
from tlswhy.pki import constraints
from tlswhy.pki.certificate import Certificate, read
from tlswhy.pki.constraints import Limits
from tlswhy.pki.extensions import GeneralName, NameConstraints


def subtree(text: str) -> GeneralName:
    """`kind:value`, as openssl.cnf writes it; an address as hex."""
    kind, _, value = text.partition(":")
    return GeneralName(kind, value, bytes.fromhex(value) if kind == "ip" else value.encode())


def limits(
    permitted: tuple[str, ...] = (), excluded: tuple[str, ...] = (), *, bounded: bool = False
) -> Limits:
    return Limits(
        NameConstraints(tuple(map(subtree, permitted)), tuple(map(subtree, excluded)), bounded, b"")
    )


def certificate(*others: x509.GeneralName, cn: str = "") -> Certificate:
    one = read(leaf(root(), cn, names=(), others=others).der)
    assert isinstance(one, Certificate)
    return one


def said(one: Certificate, held: Limits, *, is_leaf: bool = True) -> list[str]:
    broken = constraints.violations(one, held, leaf=is_leaf)
    return [violation.says for violation in broken if not violation.variant.startswith("bad-")]


@pytest.mark.parametrize(
    ("named", "base", "within"),
    [
        (x509.DNSName("a.example"), "dns:example", True),
        (x509.DNSName("A.example"), "dns:a.Example", True),
        (x509.DNSName("ba.example"), "dns:a.example", False),
        (x509.DNSName("b.a.example"), "dns:.a.example", True),
        (x509.DNSName("a.example"), "dns:.a.example", False),
        (x509.DNSName("a.example"), "dns:", True),
        (x509.RFC822Name("me@a.example"), "email:a.example", True),
        (x509.RFC822Name("me@b.a.example"), "email:a.example", False),
        (x509.RFC822Name("me@b.a.example"), "email:.a.example", True),
        (x509.RFC822Name("me@a.example"), "email:me@a.example", True),
        (x509.RFC822Name("me@a.example"), "email:Me@a.example", False),
        (x509.RFC822Name("me"), "email:a.example", False),
        (x509.UniformResourceIdentifier("https://a.example/x"), "uri:a.example", True),
        (x509.UniformResourceIdentifier("https://a.example:1/x"), "uri:.example", True),
        (x509.UniformResourceIdentifier("https://a.example/x"), "uri:example", False),
        (x509.UniformResourceIdentifier("urn:x"), "uri:example", False),
    ],
)
def test_what_lies_within_a_subtree(named: x509.GeneralName, base: str, within: bool) -> None:
    one = certificate(named)
    assert bool(said(one, limits(excluded=(base,)))) is within
    assert bool(said(one, limits(permitted=(base,)))) is not within


def test_addresses_of_another_version_are_outside() -> None:
    one = certificate(x509.IPAddress(ip_address("192.0.2.1")))
    assert said(one, limits(permitted=("ip:" + "00" * 32,)))
    assert not said(one, limits(permitted=("ip:" + "00" * 8,)))


def test_a_constraint_of_another_kind_says_nothing() -> None:
    assert said(certificate(x509.DNSName("a.example")), limits(permitted=("email:b",))) == []


def test_kinds_that_cannot_be_compared() -> None:
    one = certificate(x509.RegisteredID(x509.ObjectIdentifier("1.2.3")))
    held = limits(excluded=("other:[8] 2a04",))
    assert [fault.variant for fault in constraints.faults(held, one)] == ["other"]
    plain = certificate(x509.DNSName("a.example"))
    assert [fault.variant for fault in constraints.faults(held, plain)] == ["other-unused"]


def test_what_is_no_name_to_compare_says_so() -> None:
    mail = certificate(x509.RFC822Name("me"))
    broken = constraints.violations(mail, limits(excluded=("email:a.example",)), leaf=True)
    assert [violation.variant for violation in broken] == ["bad-email"]
    host = certificate(x509.DNSName("a b.example"))
    broken = constraints.violations(host, limits(excluded=("dns:c.example",)), leaf=True)
    assert [violation.variant for violation in broken] == ["bad-dns"]


def test_a_wildcard_reaches_into_what_is_excluded() -> None:
    wild = certificate(x509.DNSName("*.a.example"))
    broken = constraints.violations(wild, limits(excluded=("dns:b.a.example",)), leaf=True)
    assert [violation.variant for violation in broken] == ["dns-wild"]


@pytest.mark.parametrize(
    ("base", "variants"),
    [
        ("dns:*.a.example", {"wildcard"}),
        ("email:", {"malformed"}),
        ("ip:c0000200ff00ff00", {"odd-mask"}),
        ("ip:c00002", {"odd-size", "bad-size-unused"}),
        ("dns:.a.example", {"leading-dot"}),
    ],
)
def test_constraints_that_are_odd_themselves(base: str, variants: set[str]) -> None:
    one = certificate(x509.DNSName("a.example"))
    assert {fault.variant for fault in constraints.faults(limits((base,)), one)} == variants


@pytest.mark.parametrize(
    ("named", "base", "variants"),
    [
        (x509.RFC822Name("me@a.example"), "email:b.example", {"email-used"}),
        (x509.DNSName("a.example"), "email:b.example", set()),
        (x509.UniformResourceIdentifier("https://a.example/"), "uri:b", {"uri-permitted"}),
        (x509.DNSName("a.example"), "uri:b", set()),
        (x509.IPAddress(ip_address("192.0.2.1")), "ip:c00002", {"odd-size", "bad-size"}),
        (x509.IPAddress(ip_address("192.0.2.1")), "dns:*.a", {"wildcard-unused"}),
    ],
)
def test_kinds_matter_to_some_where_such_a_name_is_used(
    named: x509.GeneralName, base: str, variants: set[str]
) -> None:
    held = limits((base,))
    assert {fault.variant for fault in constraints.faults(held, certificate(named))} == variants


def test_an_address_meets_the_hole_of_a_mask_or_not() -> None:
    one = certificate(x509.IPAddress(ip_address("192.0.2.1")))
    met = constraints.faults(limits(excluded=("ip:c0000000ff00ff00",)), one)
    assert [fault.variant for fault in met] == ["odd-mask", "odd-mask-met"]
    unmet = constraints.faults(limits(excluded=("ip:0a000000ff00ff00",)), one)
    assert [fault.variant for fault in unmet] == ["odd-mask"]


def test_no_constraint_at_all() -> None:
    one = certificate(x509.DNSName("a.example"))
    assert [fault.variant for fault in constraints.faults(limits(), one)] == ["empty"]


def test_a_minimum_or_maximum_is_supported_by_nobody() -> None:
    one = certificate(x509.DNSName("a.example"))
    held = limits(permitted=("dns:example",), bounded=True)
    assert [fault.variant for fault in constraints.faults(held, one)] == ["bounds"]


def test_the_common_name_of_a_leaf_counts_as_a_host() -> None:
    held = limits(permitted=("dns:b.example",))
    assert said(certificate(cn="a.example"), held) == [
        "a.example is outside the permitted b.example"
    ]
    one = certificate(cn="a.example")
    above = constraints.violations(one, held, leaf=False)
    assert [violation.variant for violation in above] == ["cn-word"]
    person = constraints.violations(certificate(cn="John Smith"), held, leaf=True)
    assert [violation.variant for violation in person] == ["cn-any"]
    assert said(certificate(x509.DNSName("x.b.example"), cn="a.example"), held) == []


def test_a_long_list_is_cut() -> None:
    held = limits(permitted=("dns:1", "dns:2", "dns:3", "dns:4", "dns:5"))
    assert said(certificate(x509.DNSName("a")), held) == [
        "a is outside the permitted 1, 2, 3 and 2 more"
    ]
    assert said(certificate(x509.DNSName("a")), limits(excluded=("dns:",))) == [
        'a is inside the excluded ""'
    ]


def test_a_mailbox_in_the_subject_counts() -> None:
    one = read(make(name("x", email="me@a.example"), root(), names=()).der)
    assert isinstance(one, Certificate)
    assert said(one, limits(excluded=("email:a.example",))) == [
        "me@a.example is inside the excluded a.example"
    ]
