from __future__ import annotations

import pytest
from msgspec.structs import replace

from pki.chains import Cert, between, key, leaf, root
from tlswhy.pki import paths
from tlswhy.pki.certificate import Certificate, read
from tlswhy.pki.paths import Path, Search
from tlswhy.pki.stores import Store


def parsed(made: Cert) -> Certificate:
    one = read(made.der)
    assert isinstance(one, Certificate)
    return one


def search(chain: list[Cert], trust: list[Cert]) -> Search:
    sent = [parsed(one) for one in chain]
    return paths.search(sent[0], sent[1:], Store("lab", "test", [one.der for one in trust]))


def shown(path: Path) -> str:
    return " ".join(one.subject_cn for one in path.certificates) + (" *" if path.anchored else "")


def all_shown(chain: list[Cert], trust: list[Cert]) -> list[str]:
    return [shown(path) for path in search(chain, trust).paths]


def test_order_and_strangers_do_not_matter() -> None:
    top, stranger = root(), root("Stranger")
    middle = between(top)
    chain = [leaf(middle), stranger, top, middle, middle]
    assert all_shown(chain, [top]) == ["a.example Intermediate Root *"]


def test_every_way_up_is_shown_dead_ends_too() -> None:
    old, new = root("Old"), root("New")
    bridge = between(old, "New", private=new.private)
    middle = between(new)
    chain = [leaf(middle), middle, bridge]
    assert all_shown(chain, [new]) == ["a.example Intermediate New *", "a.example Intermediate New"]
    assert all_shown(chain, [old]) == ["a.example Intermediate New Old *"]
    assert all_shown(chain, []) == ["a.example Intermediate New"]


def test_a_namesake_with_another_key_is_no_way_up() -> None:
    namesake = root(private=key("namesake"))
    assert all_shown([leaf(root())], [namesake]) == ["a.example"]


def test_a_broken_signature_is_shown_if_there_is_no_whole_one() -> None:
    middle = between(root())
    forged = leaf(middle, signer=key("forger"), aki=None)
    found = search([forged, middle], [])
    assert [path.links for path in found.paths] == [(False,)]


def test_two_that_signed_each_other_end() -> None:
    one, two = root("One"), root("Two")
    one_by_two = between(two, "One", private=one.private)
    two_by_one = between(one, "Two", private=two.private)
    found = all_shown([leaf(one), one_by_two, two_by_one], [])
    assert found == ["a.example One Two"]


def test_the_leaf_may_be_the_anchor() -> None:
    alone = leaf(None)
    assert all_shown([alone], [alone]) == ["a.example *"]


def ladder(steps: int) -> list[Cert]:
    """At each step two certificates for the same name and different keys, each signed by both."""
    names = [f"Step {step}" for step in range(steps)]
    chain: list[Cert] = []
    above = [root("Top", private=key(f"top {side}")) for side in (1, 2)]
    for step in names:
        keys = [key(f"{step} {side}") for side in (1, 2)]
        row = [
            between(up, step, private=private, aki=None, ski=False)
            for up in above
            for private in keys
        ]
        chain += row
        above = [row[0], row[1]]
    return [leaf(above[0], aki=None), *chain]


def test_the_search_is_bounded_by_paths() -> None:
    found = search(ladder(7), [])
    assert len(found.paths) == paths.MOST_PATHS
    assert found.limit == "paths"


def test_the_search_is_bounded_by_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST_SIGNATURES", 5)
    assert search(ladder(6), []).limit == "signatures"


def test_the_search_is_bounded_in_depth() -> None:
    chain = [root("CA 0")]
    for step in range(1, 20):
        chain.append(between(chain[-1], f"CA {step}"))
    found = search([leaf(chain[-1]), *chain], [chain[0]])
    assert found.limit == "depth"
    assert [len(path.certificates) for path in found.paths] == [paths.DEEPEST]


def test_key_identifiers_say_which_issuer() -> None:
    """RFC 5280 section 4.2.1.1 has three ways; one that does not fit is enough."""
    top = root(serial=7)
    child, issuer = parsed(between(top)), parsed(top)
    assert not paths.key_id_differs(child, issuer)
    replaced = {
        "aki": b"other",
        "aki_serial": 8,
        "aki_issuer": parsed(root("Other")).subject_der,
    }
    for field, value in replaced.items():
        assert paths.key_id_differs(replace(child, **{field: value}), issuer)
    fitting = replace(child, aki_serial=7, aki_issuer=issuer.subject_der)
    assert not paths.key_id_differs(fitting, issuer)
    assert not paths.key_id_differs(replace(child, aki=None), issuer)


def test_what_costs_more_uses_up_the_bound_earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counting(child: Certificate, issuer: Certificate) -> bool:
        asked.append(issuer.curve)
        return False

    monkeypatch.setattr(paths, "signed_by", counting)
    monkeypatch.setattr(paths, "MOST_SIGNATURES", 14)
    counts = {}
    for kind in ("p256", "p521"):
        twins = [root(private=key(f"twin {n}", kind), aki=None, ski=False) for n in range(20)]
        asked.clear()
        assert search([leaf(twins[0], aki=None), *twins], []).limit == "signatures"
        counts[kind] = len(asked)
    assert counts == {"p256": 14, "p521": 2}
