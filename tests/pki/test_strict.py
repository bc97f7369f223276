"""One breach for each chain: who refuses it, and what the machine's OpenSSL says when strict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Unpack

import pytest
from cryptography import x509

from pki import chains
from pki.chains import AT, SIGN, TLS, Cert, Fields, between, leaf, make, root
from pki.oracle import OPENSSL, openssl_refusal
from tlswhy.pki import calendar
from tlswhy.pki.clients import APPLE, CHROMIUM, GO, JAVA, PYTHON, RUSTLS
from tlswhy.pki.problems import judge
from tlswhy.pki.stores import Store

DAY = timedelta(days=1)
HOST = "a.example"
NO_NAME = x509.Name([])
NOT_CRITICAL = ((x509.BasicConstraints(True, None), False),)


class Case(NamedTuple):
    """A chain as sent and its anchor, and the codes with the place on the path of each."""

    chain: list[Cert]
    trust: Cert
    codes: set[tuple[str, int]]


def of_leaf(*codes: str, **changed: Unpack[Fields]) -> Case:
    top = root()
    middle = between(top)
    return Case([leaf(middle, **changed), middle], top, {(code, 0) for code in codes})


def of_middle(*codes: str, **changed: Unpack[Fields]) -> Case:
    top = root()
    middle = between(top, **changed)
    return Case([leaf(middle), middle], top, {(code, 1) for code in codes})


def of_root(*codes: str, **changed: Unpack[Fields]) -> Case:
    top = root(**changed)
    middle = between(top)
    return Case([leaf(middle), middle], top, {(code, 2) for code in codes})


def nameless_leaf(*codes: str, critical: bool = False, names: tuple[str, ...] = (HOST,)) -> Case:
    top = root()
    san = x509.SubjectAlternativeName([x509.DNSName(one) for one in names])
    last = make(NO_NAME, top, ca=False, usage=TLS, eku=chains.SERVER, extra=((san, critical),))
    return Case([last], top, {(code, 0) for code in codes})


def nameless_root() -> Case:
    top = make(NO_NAME, ca=True, usage=SIGN, aki=None)
    return Case([leaf(top)], top, {("empty-issuer", 0), ("empty-issuer", 1), ("empty-subject", 1)})


def raw(oid: str, value: str, *, critical: bool = False) -> tuple[x509.ExtensionType, bool]:
    """An extension that `cryptography` would not make."""
    made = x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), bytes.fromhex(value))
    return made, critical


def negative_serial() -> Case:
    top = root()
    last = leaf(top, serial=0x1234567890ABCDEF)
    old = bytes.fromhex("02081234567890abcdef")
    changed = chains.resigned(last, top.private, old, b"\x02\x08\xff" + old[3:])
    return Case([changed], top, {("negative-serial", 0)})


def version_1(*, extensions: bool) -> Case:
    """A leaf of version 1 has no SAN, so its common name has to do."""
    top = root()
    last = chains.version_1(leaf(top), top.private, extensions=extensions)
    codes = {("old-version", 0)}
    return Case([last], top, codes if extensions else codes | {("no-extended-key-usage", 0)})


def version_1_root() -> Case:
    top = root()
    return Case([leaf(top)], chains.version_1(top, top.private), {("ca-without-constraints", 1)})


CASES: dict[str, Callable[[], Case]] = {
    "good": of_leaf,
    "leaf without AKI": lambda: of_leaf("no-authority-key-id", aki=None),
    "leaf without SKI": lambda: of_leaf(ski=False),
    "CA without AKI": lambda: of_middle("no-authority-key-id", aki=None),
    "CA without SKI": lambda: of_middle("no-subject-key-id", ski=False),
    "root without SKI": lambda: of_root("no-subject-key-id", ski=False),
    "basicConstraints of a CA": lambda: of_middle("ca-not-critical", ca=None, extra=NOT_CRITICAL),
    "basicConstraints of the root": lambda: of_root("ca-not-critical", ca=None, extra=NOT_CRITICAL),
    "CA without key usage": lambda: of_middle("ca-without-key-usage", usage=None),
    "root without basicConstraints": lambda: of_root("ca-without-constraints", ca=None),
    "root without key usage": lambda: of_root("ca-without-key-usage", usage=None),
    "leaf that may sign": lambda: of_leaf("signs-without-ca", usage=(*TLS, "key_cert_sign")),
    "leaf with a path length": lambda: of_leaf(
        "path-length-without-ca", ca=None, extra=(raw("2.5.29.19", "3003020100", critical=True),)
    ),
    "SAN without a name": lambda: of_leaf(
        "empty-san", names=None, extra=(raw("2.5.29.17", "3000"),)
    ),
    "no subject": lambda: nameless_leaf("san-not-critical"),
    "no subject, critical SAN": lambda: nameless_leaf(critical=True),
    "no issuer": nameless_root,
    "negative serial": negative_serial,
    "version 1": lambda: version_1(extensions=False),
    "version 1 with extensions": lambda: version_1(extensions=True),
    "version 1 root": version_1_root,
    "no extended key usage": lambda: of_leaf("no-extended-key-usage", eku=None),
}
# What Python's OpenSSL refuses among the codes.
STRICT = {
    *("no-authority-key-id", "no-subject-key-id", "ca-not-critical", "ca-without-key-usage"),
    *("signs-without-ca", "san-not-critical", "empty-issuer", "empty-subject", "empty-san"),
    *("ca-without-constraints", "path-length-without-ca"),
}


@lru_cache(None)
def case(title: str) -> Case:
    return CASES[title]()


@pytest.mark.parametrize("title", CASES)
def test_says_what_is_against_the_rules_and_nothing_else(title: str) -> None:
    made = case(title)
    judged = judge(
        [one.der for one in made.chain],
        host="",
        at=AT,
        trust=Store("lab", "test", [made.trust.der]),
    )
    assert not judged.fatal
    assert {(problem.kind, problem.index) for problem in judged.strict} == made.codes
    for problem in judged.strict:
        assert not problem.fatal
        assert problem.refused_by
        by_python = problem.kind in STRICT or problem.code == "old-version:extended"
        assert (PYTHON in problem.refused_by) is by_python


@pytest.mark.skipif(OPENSSL is None, reason="the openssl program is not installed")
@pytest.mark.parametrize("title", CASES)
def test_python_refuses_what_openssl_refuses_when_it_is_strict(title: str, tmp_path: Path) -> None:
    made = case(title)
    refused = any(code in STRICT for code, _ in made.codes)
    if title == "version 1 with extensions":
        refused = True  # without them it is none to OpenSSL
    pems = ([one.pem for one in made.chain], [made.trust.pem])
    for strict in (False, True):
        (tmp_path / str(strict)).mkdir()
        said = openssl_refusal(*pems, host="", at=AT, folder=tmp_path / str(strict), strict=strict)
        assert bool(said) is (strict and refused), said


def test_a_certificate_that_stands_alone_is_held_to_less() -> None:
    """RFC 6818 section 2: no rule about the chain around it."""
    alone = leaf(None, "self.example", aki=None, ski=False, usage=("key_cert_sign", *TLS))
    judged = judge([alone.der], host="", at=AT, trust=Store("lab", "test", [alone.der]))
    assert [problem.kind for problem in judged.strict] == ["leaf-is-anchor"]


def test_a_path_without_an_end_is_held_to_it_as_well() -> None:
    last = leaf(between(root()), aki=None)
    judged = judge([last.der, between(root()).der], host="", at=AT, trust=Store("none", ""))
    assert [problem.kind for problem in judged.strict] == ["no-authority-key-id"]


@pytest.mark.parametrize(
    ("title", "kind", "who"),
    [
        ("negative serial", "negative-serial", (GO,)),
        ("version 1", "old-version", (RUSTLS,)),
        ("no subject", "san-not-critical", (PYTHON, JAVA, CHROMIUM)),
        ("no issuer", "empty-issuer", (PYTHON, JAVA, "Firefox")),
        ("root without basicConstraints", "ca-without-constraints", (PYTHON, "Go", JAVA)),
        ("version 1 root", "ca-without-constraints", (PYTHON,)),
        ("no extended key usage", "no-extended-key-usage", (APPLE,)),
    ],
)
def test_who_refuses_it(title: str, kind: str, who: tuple[str, ...]) -> None:
    made = case(title)
    judged = judge(
        [one.der for one in made.chain], host="", at=AT, trust=Store("lab", "", [made.trust.der])
    )
    problem = next(problem for problem in judged.strict if problem.kind == kind)
    assert problem.refused_by == who


def test_apples_rule_about_usages_is_one_of_2019() -> None:
    old = of_leaf(eku=None, begins=datetime(2019, 6, 30, tzinfo=UTC))
    judged = judge([one.der for one in old.chain], host="", at=AT, trust=Store("", "", []))
    assert [p.kind for p in judged.strict] == []


def lives(days: float, begins: datetime, *, public: bool) -> tuple[str, ...]:
    """Who refuses a leaf of that life."""
    top = root()
    last = leaf(top, begins=begins, ends=begins + timedelta(days=days))
    store = Store("lab", "test", [top.der])
    judged = judge(
        [last.der], host="", at=AT, trust=store, public=store if public else Store("none", "")
    )
    return next((p.refused_by for p in judged.strict if p.kind == "life-too-long"), ())


@pytest.mark.parametrize(
    ("days", "begins", "public", "who"),
    [
        (825, datetime(2019, 7, 1, tzinfo=UTC), False, ()),
        (826, datetime(2019, 7, 1, tzinfo=UTC), False, (APPLE,)),
        (826, datetime(2019, 6, 30, tzinfo=UTC), False, ()),
        (826, datetime(2029, 6, 30, tzinfo=UTC), False, (APPLE,)),
        (398, datetime(2029, 6, 30, tzinfo=UTC), False, ()),
        (9999, datetime(2018, 2, 28, tzinfo=UTC), True, ()),
        (825, datetime(2018, 3, 1, tzinfo=UTC), True, ()),
        (826, datetime(2018, 3, 1, tzinfo=UTC), True, (CHROMIUM, APPLE)),
        (398, datetime(2020, 9, 1, tzinfo=UTC), True, ()),
        (398.5, datetime(2020, 9, 1, tzinfo=UTC), True, (CHROMIUM, APPLE)),
        (398, datetime(2026, 3, 14, tzinfo=UTC), True, ()),
        (200, datetime(2026, 3, 15, tzinfo=UTC), True, ()),
        (201, datetime(2026, 3, 15, tzinfo=UTC), True, (CHROMIUM,)),
        (101, datetime(2027, 3, 15, tzinfo=UTC), True, (CHROMIUM,)),
        (48, datetime(2029, 3, 15, tzinfo=UTC), True, (CHROMIUM,)),
        (47, datetime(2029, 3, 15, tzinfo=UTC), True, ()),
    ],
)
def test_how_long_is_too_long(
    days: float, begins: datetime, public: bool, who: tuple[str, ...]
) -> None:
    assert lives(days, begins, public=public) == who


def test_what_a_long_life_says() -> None:
    top = root()
    begins = datetime(2026, 4, 1, tzinfo=UTC)
    last = leaf(top, begins=begins, ends=begins + timedelta(days=397, hours=12))
    store = Store("lab", "test", [top.der])
    [problem] = judge([last.der], host="", at=AT, trust=store, public=store).strict
    assert problem.says == (
        "is valid for 397 days and 12:00:00; below public roots 200 are the most for what is "
        "issued since 2026-03-15"
    )


def test_dates_that_cannot_be_read_have_no_life() -> None:
    made = leaf(root())
    date = made.parsed.not_valid_after_utc.strftime("%y%m%d%H%M%SZ").encode()
    broken = chains.patched(made, date, b"x" * len(date))
    store = Store("lab", "test", [root().der])
    judged = judge([broken], host="", at=AT, trust=store, public=store)
    assert not [p for p in judged.strict if p.kind == "life-too-long"]


def test_limits_come_in_order_and_become_shorter() -> None:
    days = [limit.days for limit in calendar.LIMITS]
    since = [limit.since for limit in calendar.LIMITS]
    assert days == sorted(days, reverse=True)
    assert since == sorted(since)
