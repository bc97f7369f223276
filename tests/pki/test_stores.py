from __future__ import annotations

import base64
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from pki.chains import Cert, between, make, name, root
from tlswhy.pki import stores
from tlswhy.pki.certificate import Certificate, read
from tlswhy.pki.stores import Store, from_pem


def parsed(made: Cert) -> Certificate:
    one = read(made.der)
    assert isinstance(one, Certificate)
    return one


def block(der: bytes, kind: bytes = b"CERTIFICATE") -> bytes:
    text = base64.encodebytes(der)
    return b"-----BEGIN %s-----\n%s-----END %s-----\n" % (kind, text, kind)


def test_reads_the_three_kinds_of_block_and_leaves_out_the_rest() -> None:
    one, two, three = root("One"), root("Two"), root("Three")
    text = (
        b"# comment\n"
        + block(one.der)
        + block(two.der + b"\x30\x03\x0c\x01a", b"TRUSTED CERTIFICATE")
        + block(three.der, b"X509 CERTIFICATE")
        + block(b"secret", b"PRIVATE KEY")
        + b"-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n"
        + block(b"\x30\x05")
        + block(one.der)
    )
    store = from_pem(text.replace(b"\n", b"\r\n"), "mine", "mine.pem")
    assert len(store) == 3
    assert all(store.contains(parsed(one)) for one in (one, two, three))
    assert (store.name, store.source) == ("mine", "mine.pem")


def test_what_has_no_subject_is_no_anchor() -> None:
    top = root()
    store = Store("mine", "test", [b"\x30\x02\x30\x00", b"\x30\x00", b"junk", top.der])
    assert store.contains(parsed(top))


def test_an_anchor_that_cannot_be_read_is_no_candidate() -> None:
    """Its subject is found, but the key behind it is damaged."""
    der = root().der
    one = read(der)
    assert isinstance(one, Certificate)
    subject, spki = one.subject_der, one.spki
    broken = der.replace(spki, b"\x31" + spki[1:])
    assert Store("mine", "test", [broken]).candidates(subject) == ()


def test_candidates_have_the_issuers_name_and_the_named_key_comes_first() -> None:
    one = root(private=between(root(), "key 1").private)
    two = root(private=between(root(), "key 2").private)
    store = Store("mine", "test", [one.der, two.der, root("Other").der])
    child = parsed(between(two))
    assert store.candidates(child.issuer_der, child.aki) == (parsed(two), parsed(one))
    assert store.candidates(child.issuer_der) == (parsed(one), parsed(two))
    assert store.candidates(parsed(make(name("nobody"))).subject_der) == ()


def test_names_compare_without_letter_case() -> None:
    store = Store("mine", "test", [root("Some Root").der])
    assert store.candidates(parsed(root("SOME  root")).subject_der)


def test_a_sum_has_the_anchors_of_both_and_says_whose_they_are() -> None:
    one, two = root("A"), root("B")
    mine, more = Store("mine", "a.pem", [one.der]), Store("more", "b.pem", [two.der, one.der])
    both = mine + more + Store("empty", "c.pem")
    assert both.name == "mine + more + empty"
    assert both.source == "a.pem, b.pem, c.pem"
    assert both.anchors == (one.der, two.der)
    assert len(both) == 2
    assert both.holder(parsed(one)) == "mine"
    assert both.holder(parsed(two)) == "more"
    assert both.candidates(parsed(one).subject_der) == (parsed(one),)
    assert both.holder(parsed(root("C"))) is None


def test_nothing_is_read_before_it_is_asked_for() -> None:
    def anchors() -> Iterator[bytes]:
        raise AssertionError("read")
        yield b""

    store = Store("mine", "test", anchors())
    with pytest.raises(AssertionError, match="read"):
        len(store)


def test_without_certifi_there_are_no_public_roots(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for found in (None, ModuleSpec("certifi", None), ModuleSpec("certifi", None, is_package=True)):
        if found and found.submodule_search_locations is not None:
            found.submodule_search_locations.append(str(tmp_path))
        monkeypatch.setattr("importlib.util.find_spec", lambda _, found=found: found)
        assert len(stores.mozilla.__wrapped__()) == 0


def test_mozilla() -> None:
    store = stores.mozilla()
    assert (store.name, store.source) == ("Mozilla", "certifi")
    assert len(store) > 100
    assert stores.mozilla() is store


def test_the_few_anchors_of_a_users_own_file() -> None:
    mine = Store("mine", "a.pem", [root("A").der, b"junk"])
    many = Store("many", "b.pem", [root(f"B {index}").der for index in range(3)])
    assert [one.subject_cn for one in mine.few()] == ["A"]
    assert [one.subject_cn for one in (mine + many).few(2)] == ["A"]
