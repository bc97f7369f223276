from __future__ import annotations

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from pki.chains import leaf, make, name, root
from tlswhy.pki import clients, names
from tlswhy.pki.certificate import Certificate, read


def named(*dns: str, ips: tuple[str, ...] = (), cn: str = "") -> Certificate:
    one = read(leaf(root(), cn, names=dns, ips=ips).der)
    assert isinstance(one, Certificate)
    return one


def without_san(cn: str) -> Certificate:
    one = read(make(name(cn, "Lab")).der)
    assert isinstance(one, Certificate)
    return one


@pytest.mark.parametrize(
    ("listed", "host", "matches"),
    [
        ("a.example", "a.example", True),
        ("a.example", "A.EXAMPLE", True),
        ("A.example", "a.example", True),
        ("a.example", "a.example.", True),
        ("a.example", " a.example ", True),
        ("a.example", "b.a.example", False),
        ("a.example", "a.example..", False),
        ("a.example", ".a.example", False),
        ("a.example", "", False),
        ("xn--bcher-kva.example", "bücher.example", True),
        ("xn--bcher-kva.example", "BÜCHER.example", True),
        ("a.example", "\udcff.example", False),
        ("a." * 127 + "a", "a." * 127 + "a", False),
        ("*.a.example", "b.a.example", True),
        ("*.a.example", "B.a.example", True),
        ("*.a.example", "xn--bcher-kva.a.example", True),
        ("*.a.example", "bücher.a.example", True),
        ("*.a.example", "a.example", False),
        ("*.a.example", "c.b.a.example", False),
        ("*.a.example", "b_c.a.example", False),
        ("*.a_b.example", "c.a_b.example", False),
        ("*.-b.example", "c.-b.example", False),
        ("*.a.example", "-b.a.example", True),
        ("*.a.example", ".a.example", False),
        ("*.example", "a.example", False),
        ("*", "localhost", False),
        ("localhost", "localhost", True),
        ("a*.a.example", "ab.a.example", False),
        ("b.*.example", "b.a.example", False),
        ("*.*.example", "b.a.example", False),
        ("a.example.", "a.example", False),
        ("192.0.2.1", "192.0.2.1", False),
    ],
)
def test_names_as_openssl_and_curl_match_them(listed: str, host: str, matches: bool) -> None:
    assert names.matches(named(listed), host) is matches


@pytest.mark.parametrize(
    ("host", "matches"),
    [
        ("192.0.2.1", True),
        ("192.0.2.2", False),
        ("2001:db8::1", True),
        ("2001:DB8:0:0:0:0:0:1", True),
        ("[2001:db8::1]", True),
        ("2001:db8::1%eth0", True),
        ("::ffff:192.0.2.1", False),
    ],
)
def test_addresses_compare_as_numbers(host: str, matches: bool) -> None:
    assert names.matches(named("a.example", ips=("192.0.2.1", "2001:db8::1")), host) is matches


def test_the_common_name_counts_only_without_a_san() -> None:
    assert names.matches(without_san("a.example"), "a.example")
    assert not names.matches(named("b.example", cn="a.example"), "a.example")
    assert not names.matches(named(ips=("192.0.2.1",), cn="a.example"), "a.example")
    assert names.only_common_name(named(ips=("192.0.2.1",), cn="a.example"), "a.example")
    assert not names.only_common_name(named("b.example", cn="a.example"), "a.example")
    assert not names.matches(without_san("192.0.2.1"), "192.0.2.1")


@pytest.mark.parametrize(
    ("one", "host", "reason"),
    [
        (named("a.example"), "a.example", ""),
        (named("*.a.example"), "c.b.a.example", "*.a.example covers one label only"),
        (named("*.a.example"), "a.example", "*.a.example does not cover a.example itself"),
        (named("*.example"), "a.example", "*.example stands directly below a top-level domain"),
        (named("a*.example.org"), "ab.example.org", "a*.example.org has a * that is only part"),
        (named("b.*.example"), "b.a.example", "b.*.example has its * in another place"),
        (named("b.x*y*z.example"), "b.xaybz.example", "b.x*y*z.example has its * in another"),
        (named("b.x*y*z.other"), "b.xyy.other", "its names are those of another domain: b.x"),
        (named("b.x*y*z.other"), "b.xaz.other", "its names are those of another domain: b.x"),
        (named("*.a.example"), "b_c.a.example", "*.a.example does not cover b_c, which is no"),
        (named("*.b.other"), "a.example", "its names are those of another domain: *.b.other"),
        (named("*"), "localhost", "its names are those of another domain: *"),
        (named("a.example."), "a.example", "it lists a.example with a final dot"),
        (named("a.example"), "www.a.example", "it lists a.example but not the name with www."),
        (named("www.a.example"), "a.example", "it lists www.a.example but not the name without"),
        (named("b.example.org"), "a.example.org", "of example.org it lists b.example.org"),
        (
            named("1.other", "2.other", "3.other", "4.other"),
            "a.example",
            "its names are those of another domain: 1.other, 2.other, 3.other and 1 more",
        ),
        (without_san("b.example"), "a.example", "it has no SAN, its CN is b.example"),
        (without_san(""), "a.example", "it has no SAN and no CN, so it names no host"),
        (named(ips=("192.0.2.1",), cn="b"), "a.example", "its SAN has no DNS name, its CN is b"),
        (named("192.0.2.1"), "192.0.2.1", "it lists 192.0.2.1 as a DNS name; an address must"),
        (without_san("192.0.2.1"), "192.0.2.1", "it has 192.0.2.1 in its CN only; an address"),
        (named(ips=("192.0.2.2",)), "192.0.2.1", "the addresses it lists are 192.0.2.2"),
        (named("a.example"), "192.0.2.1", "it lists no address, only a.example"),
        (without_san("b.example"), "192.0.2.1", "it has no SAN, its CN is b.example"),
    ],
)
def test_a_near_miss_says_what_is_missing(one: Certificate, host: str, reason: str) -> None:
    said = names.near_miss(one, host)
    assert said.startswith(reason)
    assert bool(said) == bool(reason)


def test_what_is_not_ascii_in_a_san_is_escaped_and_matches_nothing() -> None:
    made = leaf(root(), names=("aXb.example",))
    one = read(made.der.replace(b"aXb.example", b"a\xffb.example"))
    assert isinstance(one, Certificate)
    assert one.names == (r"a\xffb.example",)
    zero = read(made.der.replace(b"aXb.example", b"a.b\0example"))
    assert isinstance(zero, Certificate)
    assert zero.names == (r"a.b\x00example",)
    assert not names.matches(zero, "a.b")


def test_letters_in_a_san_are_a_near_miss() -> None:
    made = leaf(root(), names=("bXXcher.test",))
    one = read(made.der.replace(b"bXXcher", "bücher".encode()))
    assert isinstance(one, Certificate)
    said = "it lists bücher.test in letters, where xn--bcher-kva.test has to stand"
    assert names.near_miss(one, "xn--bcher-kva.test") == said
    assert names.near_miss(one, "BÜCHER.test") == said
    assert names.near_miss(one, "other.test").startswith("its names are those of another domain")


label = st.text("abcxyz019-_", min_size=1, max_size=8)
host_names = st.lists(label, min_size=1, max_size=4).map(".".join)


def like(host: str) -> st.SearchStrategy[str]:
    """The host with stars in place of some of it, and perhaps a final dot."""
    parts = [
        st.sampled_from((one, "*", f"{one[:1]}*", f"*{one[1:]}", f"{one[:1]}*{one[2:]}", "**"))
        for one in host.split(".")
    ]
    return st.builds(
        lambda labels, dot: ".".join(labels) + dot, st.tuples(*parts), st.sampled_from(("", "."))
    ) | st.just(f"*.{host}")


@given(host_names, st.lists(host_names | host_names.map("*.{}".format), max_size=3))
def test_a_wildcard_covers_one_label_and_nothing_else(host: str, listed: list[str]) -> None:
    one = named(*listed)
    rest = host.partition(".")[2]
    no_hyphen = not any(part.startswith("-") or part.endswith("-") for part in rest.split("."))
    plain = "_" not in host and no_hyphen
    covered = plain and "." in rest and f"*.{rest}" in listed
    if names.address(host) is None:
        assert names.matches(one, host) == (host in listed or covered)
        assert names.matches(one, host) == (names.near_miss(one, host) == "")


@given(st.text(max_size=30))
def test_any_text_may_be_asked_for(host: str) -> None:
    for one in (named("*.a.example", ips=("192.0.2.1",)), without_san("a.example")):
        assert isinstance(names.near_miss(one, host), str)
        assert names.wildcard_miss(one, host) == "" or not names.matches(one, host)
        assert {code for code, _ in names.host_problems(one, host)} <= set(clients.codes())


@given(host_names, st.data())
def test_openssl_holds_something_against_what_does_not_match(
    host: str, data: st.DataObject
) -> None:
    """Whatever the stars, dots and places of the names that look like the host."""
    near = st.lists(like(host), min_size=1, max_size=3)
    for one in (named(*data.draw(near)), without_san(data.draw(like(host)))):
        problems = list(names.host_problems(one, host))
        held = [code for code, _ in problems if clients.refuses("openssl", code, "L")]
        assert bool(held) is not names.matches(one, host)
        assert all(says for _, says in problems)


@given(host_names)
def test_the_plain_name_wins(host: str) -> None:
    first, _, rest = host.partition(".")
    one = named("*.com.", f"{first[:1]}*.{rest}", f"*.{rest}" if rest else "*", host, f"{host}.")
    held = {code for code, _ in names.host_problems(one, host)}
    assert {code for code in held if not code.startswith("odd-host:")} <= {"ip-not-in-san"}


def test_no_wildcard_is_missed_by_what_matches_or_by_an_address() -> None:
    one = named("*.a.example", "b.a.example")
    assert names.wildcard_miss(one, "b.a.example") == ""
    assert names.wildcard_miss(one, "192.0.2.1") == ""
    assert names.wildcard_miss(one, "a.example") != ""


def test_an_address_in_a_name_of_another_kind_does_not_count() -> None:
    one = read(leaf(root(), names=(), others=(x509.RFC822Name("a@192.0.2.1"),)).der)
    assert isinstance(one, Certificate)
    assert not names.matches(one, "192.0.2.1")
