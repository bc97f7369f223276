"""What each client says of a chain, beside the real ones over the public suites."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from pki.chains import AT, Cert, between, leaf, root
from pki.oracles import limbo
from tlswhy.pki import clients
from tlswhy.pki.clients import BY_KEY
from tlswhy.pki.opinions import Opinion, openssl, pyca
from tlswhy.pki.stores import Store
from tlswhy.pki.verdicts import Verdict, assess, verdict


def store(*anchors: Cert, name: str = "lab") -> Store:
    return Store(name, "test", [one.der for one in anchors])


def said(who: str, chain: Sequence[Cert], trust: Store, host: str = "a.example") -> Verdict:
    found = assess([one.der for one in chain], host=host, at=AT, stores=(trust,))
    return verdict(found, BY_KEY[who], trust)


def test_only_those_who_go_back_find_the_good_path() -> None:
    """The store's expired root is taken first by those who do not (research of 2021-09-30)."""
    new = root("New")
    old = root("New", private=new.private, ends=AT - timedelta(days=1), serial=7)
    middle = between(new)
    chain = (leaf(middle), middle)
    expired_first = store(old, new)
    assert said("go", chain, expired_first).ok
    assert said("openssl", chain, expired_first).ok, "of two in the store the valid one is taken"
    bridge = between(root("Gone"), "New", private=new.private, ends=AT - timedelta(days=1))
    assert said("openssl", (*chain, bridge), store(new)).ok, "the store is asked first"
    refused = said("openssl", (*chain, bridge), store(root("Gone")))
    assert [problem.kind for problem in refused.reasons] == ["expired"]


def test_each_store_is_judged_by_itself() -> None:
    top, other = root("Root"), root("Other")
    here, there = store(top, name="here"), store(other, name="there")
    found = assess([leaf(top).der], host="a.example", at=AT, stores=(here, there))
    assert verdict(found, BY_KEY["go"], here).ok
    refused = verdict(found, BY_KEY["go"], there)
    assert [problem.kind for problem in refused.reasons] == ["untrusted-root"]
    assert refused.store == "there"
    assert "there" in refused.reasons[0].says


def test_an_anchor_in_the_middle_ends_the_path_of_those_who_have_it() -> None:
    top = root()
    middle = between(top)
    whole, half = store(top, name="whole"), store(middle, name="half")
    found = assess([leaf(middle).der, middle.der], host="a.example", at=AT, stores=(whole, half))
    assert {one.path.stores for one in found.paths} == {("half",), ("whole",)}
    assert verdict(found, BY_KEY["java"], whole).ok
    assert verdict(found, BY_KEY["java"], half).ok


def test_java_looks_no_further_where_the_leaf_is_in_the_store() -> None:
    alone = leaf(None, "a.example", ends=AT - timedelta(days=1))
    trust = store(alone)
    assert said("java", [alone], trust).ok
    assert not said("openssl", [alone], trust).ok
    assert not said("java", [alone], trust, host="b.example").ok


def test_strict_is_more_than_default() -> None:
    top = root()
    plain = leaf(top, aki=None)
    assert said("openssl", [plain], store(top)).ok
    assert [p.code for p in said("python", [plain], store(top)).reasons] == ["no-authority-key-id"]


def test_what_is_no_certificate_has_no_path() -> None:
    found = assess([b"junk"], host="a.example", at=AT, stores=(store(root()),))
    assert found.paths == ()
    assert [p.kind for p in verdict(found, BY_KEY["go"], found.stores[0]).reasons] == ["unreadable"]


def test_gnutls_takes_the_certificates_as_they_come() -> None:
    top = root()
    middle = between(top)
    assert said("gnutls", [leaf(middle), middle], store(top)).ok
    late = between(top, ends=AT - timedelta(days=1), private=middle.private)
    refused = said("gnutls", [leaf(middle), late, middle], store(top))
    assert [problem.kind for problem in refused.reasons] == ["expired"]
    assert said("go", [leaf(middle), late, middle], store(top)).ok


def test_gnutls_takes_a_key_that_openssl_finds_weak() -> None:
    """gnutls-cli 3.7.9 with its default priorities."""
    top = root()
    weak = leaf(top, kind="rsa1024")
    assert said("gnutls", [weak], store(top)).ok
    assert [p.code for p in said("openssl", [weak], store(top)).reasons] == ["weak-key"]


PLACES = {"-", "L", "I", "R", "LI", "LR", "IR", "LIR", "F"}


def test_every_row_is_a_code_that_some_check_gives() -> None:
    """And every cell has places only."""
    table = Path(clients.__file__)
    sources = (one for one in table.parent.rglob("*.py") if one != table)
    text = "\n".join(one.read_text() for one in sources)
    for code in clients.codes():
        kind, _, variant = code.partition(":")
        assert re.search(rf'"{kind}[":]', text), code
        last = variant.removeprefix("root-").removesuffix("-wild")
        assert not last or last in text, code
        for one in clients.CLIENTS:
            assert clients.cell(one.key, code) in PLACES
    assert not clients.refuses("go", "no such code", "L")


Ask = Callable[[limbo.Wanted], Opinion | None]


def _openssl(wanted: limbo.Wanted, *, strict: bool = False) -> Opinion | None:
    one = wanted.case
    return openssl.ask(one.chain, roots=one.roots, host=one.host, at=one.at, strict=strict)


def _pyca(wanted: limbo.Wanted) -> Opinion | None:
    one = wanted.case
    return pyca.ask(one.chain, roots=one.roots, host=one.host, at=one.at)


# The real client's verdict is not ours in these, each for the reason beside it.
DIFFER: dict[str, dict[str, str]] = {
    "openssl": {},
    "python": {},
    "pyca": {},
}


ASKED: dict[str, Ask] = {
    "openssl": _openssl,
    "python": lambda wanted: _openssl(wanted, strict=True),
    "pyca": _pyca,
}


@pytest.mark.skipif(bool(limbo.missing()), reason=limbo.missing())
def test_verdicts_are_those_of_the_real_clients() -> None:
    differ: dict[str, set[str]] = {who: set() for who in ASKED}
    compared = 0
    for name, wanted in limbo.read().items():
        one = wanted.case
        trust = Store("limbo", "test", one.roots)
        found = assess(one.chain, host=one.host, at=one.at, stores=(trust,))
        compared += 1
        for who, ask in ASKED.items():
            opinion = ask(wanted)
            if opinion is not None and verdict(found, BY_KEY[who], trust).ok != opinion.ok:
                differ[who].add(name)
    assert compared > 9500
    assert differ == {who: set(DIFFER[who]) for who in ASKED}
