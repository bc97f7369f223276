"""One fault for each chain: our verdict, and what the machine's OpenSSL says of the same chain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import NamedTuple, Unpack

import pytest
from cryptography import x509

from pki import chains
from pki.chains import AT, CLIENT, SERVER, Cert, Fields, between, key, leaf, name, root
from pki.oracle import OPENSSL, openssl_refusal
from tlswhy.pki.problems import judge
from tlswhy.pki.stores import Store

DAY = timedelta(days=1)
DNS = x509.DNSName
UNKNOWN = x509.ObjectIdentifier("1.3.6.1.4.1.99999.1")


class Case(NamedTuple):
    """A chain as sent, the anchors, and the codes expected, fatal ones and warnings together."""

    chain: list[Cert]
    trust: list[Cert]
    codes: set[str]
    host: str = "a.example"
    at: datetime = AT


def usual(
    *codes: str, host: str = "a.example", at: datetime = AT, **changed: Unpack[Fields]
) -> Case:
    """Root, intermediate, and a leaf with something changed."""
    top = root()
    middle = between(top)
    return Case([leaf(middle, **changed), middle], [top], set(codes), host, at)


def with_middle(*codes: str, **changed: Unpack[Fields]) -> Case:
    """The same with something changed in the intermediate."""
    top = root()
    middle = between(top, **changed)
    return Case([leaf(middle), middle], [top], set(codes))


def with_root(*codes: str, **changed: Unpack[Fields]) -> Case:
    top = root(**changed)
    middle = between(top)
    return Case([leaf(middle), middle], [top], set(codes))


def constrained(*codes: str, host: str = "a.example", **changed: Unpack[Fields]) -> Case:
    """The same with name constraints in the intermediate."""
    top = root()
    permitted, excluded = changed.pop("permitted", ()), changed.pop("excluded", ())
    middle = between(top, permitted=permitted, excluded=excluded)
    return Case([leaf(middle, **changed), middle], [top], set(codes), host)


def sha1(where: str) -> Case:
    top = root("RSA root", kind="rsa2048")
    middle = between(top, "RSA intermediate", kind="rsa2048")
    last = leaf(middle, "rsa.a.example", kind="rsa2048")
    weak = {"weak-signature"}
    if where == "root":
        top, weak = chains.with_sha1(top, top.private), set()
    elif where == "intermediate":
        middle = chains.with_sha1(middle, top.private)
    else:
        last = chains.with_sha1(last, middle.private)
    return Case([last, middle], [top], weak)


def long_path(limit: int | None, codes: set[str]) -> Case:
    top = root(path_length=limit)
    upper = between(top, "Upper")
    lower = between(upper, "Lower")
    return Case([leaf(lower), lower, upper], [top], codes)


def forged() -> Case:
    """The leaf names the intermediate and its key, but another key signed it."""
    middle = between(root())
    forger = key("somebody else")
    ski = x509.SubjectKeyIdentifier.from_public_key(middle.private.public_key()).digest
    return Case([leaf(middle, signer=forger, aki=ski), middle], [root()], {"bad-signature"})


def renewed_root() -> Case:
    """The client has a CA of the right name, but with another key."""
    old = root(private=key("old root key"))
    return Case([leaf(old)], [root()], {"issuer-unknown"})


def self_signed(**changed: Unpack[Fields]) -> Cert:
    return leaf(None, "self.example", **changed)


def missing_key_id() -> Case:
    top = root(ski=False)
    middle = between(top, aki=None, ski=False)
    return Case([leaf(middle, aki=None), middle], [top], set())


def cross_signed() -> Case:
    """The intermediate ends at an old root nobody has, and at a new one that is trusted."""
    new = root("New root")
    old = root("Old root")
    bridge = between(old, "New root", private=new.private)
    middle = between(new)
    return Case([leaf(middle), middle, bridge], [new], set())


CASES: dict[str, Callable[[], Case]] = {
    "good": usual,
    "good, root sent": lambda: Case([leaf(root()), root()], [root()], set()),
    "good, twice and out of order": lambda: Case(
        [leaf(between(root())), root(), between(root(), "Other"), between(root())], [root()], set()
    ),
    "good, no key identifiers": missing_key_id,
    "good, cross-signed": cross_signed,
    "good, ed25519": lambda: usual(kind="ed25519"),
    "good, P-521": lambda: usual(kind="p521"),
    "good, P-224": lambda: usual(kind="p224"),
    "leaf expired": lambda: usual("expired", ends=AT - DAY),
    "leaf ends now": lambda: usual("expired", ends=AT),
    "leaf ends in a second": lambda: usual(ends=AT + timedelta(seconds=1)),
    "leaf begins tomorrow": lambda: usual("not-yet-valid", begins=AT + DAY),
    "leaf begins now": lambda: usual(begins=AT),
    "intermediate expired": lambda: with_middle("expired", ends=AT - DAY),
    "root expired": lambda: with_root("expired", ends=AT - DAY),
    "clock behind": lambda: usual(
        "not-yet-valid", at=AT - timedelta(days=9999), begins=AT - timedelta(days=9000)
    ),
    "other host": lambda: usual("hostname-mismatch", host="b.example"),
    "host with capitals": lambda: usual(host="A.Example"),
    "wildcard": lambda: usual(names=("*.a.example",), host="x.a.example"),
    "wildcard, apex": lambda: usual("wildcard-mismatch", names=("*.a.example",)),
    "wildcard, two labels": lambda: usual(
        "wildcard-mismatch", names=("*.a.example",), host="x.y.a.example"
    ),
    "wildcard, top level": lambda: usual("wildcard-mismatch", names=("*.example",)),
    "wildcard inside": lambda: usual(
        "wildcard-mismatch", names=("x.*.example",), host="x.a.example"
    ),
    "wildcard, underscore": lambda: usual(
        "wildcard-mismatch", names=("*.a.example",), host="x_y.a.example"
    ),
    "wildcard, A-label": lambda: usual(names=("*.a.example",), host="xn--bcher-kva.a.example"),
    "final dot in the SAN": lambda: usual("hostname-mismatch", names=("a.example.",)),
    "common name only": lambda: usual("no-san", names=None),
    "common name, SAN of an address": lambda: usual("no-san", names=(), ips=("192.0.2.1",)),
    "common name beside another SAN": lambda: usual("hostname-mismatch", names=("b.example",)),
    "address": lambda: usual(ips=("192.0.2.1",), host="192.0.2.1"),
    "address, version 6": lambda: usual(ips=("2001:db8::1",), host="2001:db8:0:0::1"),
    "address not listed": lambda: usual("ip-not-in-san", host="192.0.2.1"),
    "other address": lambda: usual("ip-not-in-san", ips=("192.0.2.2",), host="192.0.2.1"),
    "address as DNS name": lambda: usual("ip-not-in-san", names=("192.0.2.1",), host="192.0.2.1"),
    "self-signed": lambda: Case([self_signed()], [root()], {"self-signed-leaf"}),
    "self-signed CA": lambda: Case(
        [self_signed(ca=True, usage=None)], [root()], {"self-signed-leaf", "ca-as-leaf"}
    ),
    "self-signed, trusted": lambda: Case([itself := self_signed()], [itself], set()),
    "intermediate not sent": lambda: Case(
        [leaf(between(root()))], [root()], {"intermediate-missing"}
    ),
    "second intermediate not sent": lambda: Case(
        [
            leaf(between(between(root(), "Upper"), aia="http://ca.example/upper.crt")),
            between(between(root(), "Upper"), aia="http://ca.example/upper.crt"),
        ],
        [root()],
        {"intermediate-missing"},
    ),
    "private issuer": lambda: Case(
        [leaf(between(root("Private"))), between(root("Private"))], [root()], {"issuer-unknown"}
    ),
    "private root sent": lambda: Case(
        [leaf(root("Private")), root("Private")], [root()], {"untrusted-root"}
    ),
    "root renewed with another key": renewed_root,
    "forged": forged,
    "intermediate is the anchor": lambda: Case(
        [leaf(between(root()))], [between(root())], {"partial-anchor"}
    ),
    "intermediate without basicConstraints": lambda: with_middle("not-a-ca", ca=None),
    "intermediate says CA:FALSE": lambda: with_middle("not-a-ca", ca=False),
    "intermediate may not sign": lambda: with_middle("wrong-key-usage", usage=("crl_sign",)),
    "root without basicConstraints": lambda: with_root("ca-without-constraints", ca=None),
    "root without basicConstraints or usage": lambda: with_root("not-a-ca", ca=None, usage=None),
    "root may not sign": lambda: with_root("wrong-key-usage", usage=("crl_sign",)),
    "no key usage anywhere": lambda: usual(usage=None),
    "two CAs where one is allowed": lambda: long_path(1, {"path-too-long"}),
    "two CAs where two are allowed": lambda: long_path(2, set()),
    "leaf for clients": lambda: usual("wrong-eku", eku=CLIENT),
    "leaf for clients and servers": lambda: usual(eku=CLIENT + SERVER),
    "leaf for anything": lambda: usual(
        "wrong-eku", eku=(x509.oid.ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,)
    ),
    "leaf without extended usage": lambda: usual(eku=None),
    "intermediate for clients": lambda: with_middle("wrong-eku", eku=CLIENT),
    "root for clients": lambda: with_root("wrong-eku", eku=CLIENT),
    "leaf may sign certificates only": lambda: usual("wrong-key-usage", usage=("key_cert_sign",)),
    "leaf for key encipherment only": lambda: usual("wrong-key-usage", usage=("key_encipherment",)),
    "leaf of 1024 bits": lambda: usual("weak-key", kind="rsa1024"),
    "intermediate of 1024 bits": lambda: with_middle("weak-key", kind="rsa1024"),
    "root of 1024 bits": lambda: with_root("weak-key", kind="rsa1024"),
    "leaf on P-192": lambda: usual("weak-key", kind="p192"),
    "leaf signed with SHA-1": lambda: sha1("leaf"),
    "intermediate signed with SHA-1": lambda: sha1("intermediate"),
    "root signed with SHA-1": lambda: sha1("root"),
    "unknown critical extension": lambda: usual(
        "unknown-critical-extension",
        extra=((x509.UnrecognizedExtension(UNKNOWN, b"\x05\0"), True),),
    ),
    "unknown critical extension of the root": lambda: with_root(
        "unknown-critical-extension",
        extra=((x509.UnrecognizedExtension(UNKNOWN, b"\x05\0"), True),),
    ),
    "must-staple marked critical": lambda: usual(
        "unknown-critical-extension",
        extra=((x509.TLSFeature([x509.TLSFeatureType.status_request]), True),),
    ),
    "unknown extension": lambda: usual(
        extra=((x509.UnrecognizedExtension(UNKNOWN, b"\x05\0"), False),)
    ),
    "name permitted": lambda: constrained(permitted=(DNS("example"),)),
    "name not permitted": lambda: constrained("name-constraint", permitted=(DNS("b.example"),)),
    "name permitted with a dot": lambda: constrained(
        host="x.a.example", names=("x.a.example",), permitted=(DNS(".a.example"),)
    ),
    "apex not permitted with a dot": lambda: constrained(
        "name-constraint", permitted=(DNS(".a.example"),)
    ),
    "name excluded": lambda: constrained("name-constraint", excluded=(DNS("example"),)),
    "another name excluded": lambda: constrained(excluded=(DNS("b.example"),)),
    "every name excluded": lambda: constrained("name-constraint", excluded=(DNS(""),)),
    "common name not permitted": lambda: constrained(
        "name-constraint", "no-san", names=None, permitted=(DNS("b.example"),)
    ),
    "address not permitted": lambda: constrained(
        "name-constraint",
        host="192.0.2.1",
        ips=("192.0.2.1",),
        permitted=(x509.IPAddress(ip_network("198.51.100.0/24")),),
    ),
    "address permitted": lambda: constrained(
        host="192.0.2.1",
        ips=("192.0.2.1",),
        permitted=(x509.IPAddress(ip_network("192.0.2.0/24")),),
    ),
    "subject not permitted": lambda: constrained(
        "name-constraint", permitted=(x509.DirectoryName(name("", "Elsewhere")),)
    ),
    "mailbox excluded": lambda: constrained(
        "name-constraint",
        others=(x509.RFC822Name("me@a.example"),),
        excluded=(x509.RFC822Name("a.example"),),
    ),
    "address book of another kind": lambda: constrained(excluded=(x509.RFC822Name("a.example"),)),
    "URI not permitted": lambda: constrained(
        "name-constraint",
        others=(x509.UniformResourceIdentifier("https://b.example/x"),),
        permitted=(x509.UniformResourceIdentifier(".a.example"),),
    ),
    "key identifier of another CA": lambda: usual("key-id-mismatch", aki=b"\x01" * 20),
}


# What other clients hold against it, beside what the case is about.
ELSEWHERE: dict[str, set[str]] = {
    "good, no key identifiers": {"no-authority-key-id", "no-subject-key-id"},
    "good, ed25519": {"key-type"},
    "good, P-224": {"key-type"},
    "wildcard inside": {"odd-san"},
    "address as DNS name": {"odd-san"},
    "self-signed, trusted": {"leaf-is-anchor"},
    "intermediate says CA:FALSE": {"signs-without-ca"},
    "leaf without extended usage": {"no-extended-key-usage"},
    "leaf may sign certificates only": {"signs-without-ca"},
    "name permitted with a dot": {"name-constraint"},
}


@lru_cache(None)
def case(title: str) -> Case:
    return CASES[title]()


@pytest.mark.parametrize("title", CASES)
def test_says_what_is_wrong_and_nothing_else(title: str) -> None:
    chain, trust, codes, host, at = case(title)
    store = Store("the lab's store", "test", [anchor.der for anchor in trust])
    judgement = judge([one.der for one in chain], host=host, at=at, trust=store)
    assert {problem.kind for problem in judgement.problems} == codes | ELSEWHERE.get(title, set())
    assert not {p.kind for p in judgement.fatal} - codes


@pytest.mark.skipif(OPENSSL is None, reason="the openssl program is not installed")
@pytest.mark.parametrize("title", CASES)
def test_fatal_is_what_openssl_refuses(title: str, tmp_path: Path) -> None:
    chain, trust, _, host, at = case(title)
    store = Store("the lab's store", "test", [anchor.der for anchor in trust])
    judgement = judge([one.der for one in chain], host=host, at=at, trust=store)
    pems = ([one.pem for one in certificates] for certificates in (chain, trust))
    refusal = openssl_refusal(*pems, host=host, at=at, folder=tmp_path)
    assert bool(judgement.fatal) == bool(refusal), (judgement.problems, refusal)
