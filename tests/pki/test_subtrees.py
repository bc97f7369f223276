"""What is looked up is what a comparison with each subtree would find."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from tlswhy.pki import dn
from tlswhy.pki.extensions import GeneralName
from tlswhy.pki.subtrees import LONGEST, Subtrees

HOSTS = st.text("ab.A", max_size=8)
MAILBOXES = st.text("ab.@A", max_size=8)
ADDRESSES = st.lists(st.sampled_from([0, 1, 0x80, 0xF0, 0xFF]), min_size=0, max_size=8).map(bytes)


def by_comparison(name: GeneralName, bases: list[GeneralName]) -> list[int]:
    """RFC 5280 section 4.2.1.10, one subtree after the other."""
    within = WITHIN[name.kind]
    return [place for place, base in enumerate(bases) if within(name.raw, base.raw)]


def in_domain(name: bytes, base: bytes) -> bool:
    name, base = name.lower(), base.lower()
    return base in {b"", name} or name.endswith(base if base[:1] == b"." else b"." + base)


def in_network(packed: bytes, base: bytes) -> bool:
    if len(packed) != 4 or len(base) != 8:
        return False
    pairs = zip(packed, base[:4], base[4:], strict=True)
    return all(mine & mask == theirs & mask for mine, theirs, mask in pairs)


def in_mailbox(mailbox: bytes, base: bytes) -> bool:
    local, at, host = mailbox.rpartition(b"@")
    base_local, _, base_host = base.rpartition(b"@")
    if not at or (base_local and base_local != local):
        return False
    return in_host(host.lower(), base_host.lower())


def in_host(host: bytes, base: bytes) -> bool:
    return host.endswith(base) and host != base if base[:1] == b"." else host == base


def in_page(address: bytes, base: bytes) -> bool:
    return in_host(address.removeprefix(b"https://").lower(), base.lower())


WITHIN: dict[str, Callable[[bytes, bytes], bool]] = {
    "dns": in_domain,
    "ip": in_network,
    "email": in_mailbox,
    "uri": in_page,
}


def named(kind: str, *values: str | bytes) -> list[GeneralName]:
    raws = [one.encode() if isinstance(one, str) else one for one in values]
    return [GeneralName(kind, raw.decode("latin-1"), raw) for raw in raws]


@given(HOSTS, st.lists(HOSTS, max_size=6))
def test_hosts(name: str, bases: list[str]) -> None:
    _same(named("dns", name), named("dns", *bases))


@given(MAILBOXES, st.lists(MAILBOXES, max_size=6))
def test_mailboxes(name: str, bases: list[str]) -> None:
    _same(named("email", name), named("email", *bases))


@given(HOSTS, st.lists(HOSTS, max_size=6))
def test_hosts_of_pages(name: str, bases: list[str]) -> None:
    _same(named("uri", f"https://{name}"), named("uri", *bases))


@given(ADDRESSES, st.lists(ADDRESSES, max_size=6))
def test_networks(name: bytes, bases: list[bytes]) -> None:
    _same(named("ip", name), named("ip", *bases))


def _same(name: list[GeneralName], bases: list[GeneralName]) -> None:
    found = Subtrees(bases[0].kind if bases else "dns", bases).holding(name[0])
    assert found == (by_comparison(name[0], bases) if bases else [])


def test_directory_names_are_within_what_begins_them() -> None:
    outer, inner = _directory("A"), _directory("A", "B")
    held = Subtrees("dirname", [outer, inner, _directory("B")])
    assert held.holding(inner) == [0, 1]
    assert held.holding(outer) == [0]
    assert held.holding(_directory()) == []
    assert Subtrees("dirname", [_directory()]).holding(inner) == [0]


def _directory(*organizations: str) -> GeneralName:
    parts = b"".join(
        bytes([0x31, 12, 0x30, 10, 6, 3, 0x55, 4, 10, 0x0C, 3]) + one.encode() * 3
        for one in organizations
    )
    raw = bytes([0x30, len(parts)]) + parts
    return GeneralName("dirname", dn.text(raw), raw)


def test_only_its_kind_counts() -> None:
    held = Subtrees("dns", [*named("email", "a"), *named("dns", "a", "b")])
    assert [base.text for base in held.bases] == ["a", "b"]
    assert not Subtrees("uri", held.bases)


def test_a_name_longer_than_any_ends_in_what_is_near_its_end() -> None:
    long = "a." * LONGEST + "example"
    assert Subtrees("dns", named("dns", "example", "a.example", long)).holding(
        named("dns", long)[0]
    ) == [0, 1, 2]


def test_a_wildcard_reaches_names_beside_it() -> None:
    held = Subtrees("dns", named("dns", "b.a.example"))
    assert held.reached(b"*.A.example")
    assert not held.reached(b"*.example")
    assert not held.reached(b"a.example")
    assert not Subtrees("dns", named("dns", "example")).reached(b"*.")


def test_a_few_are_shown() -> None:
    held = Subtrees("dns", named("dns", "a", "", "c", "d", "e"))
    assert held.shown() == 'a, "", c and 2 more'
    assert held.shown([3, 4]) == "d, e"
