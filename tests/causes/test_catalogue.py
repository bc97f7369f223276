"""What holds for every cause, whatever it is about."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tlswhy.causes import Entry, catalogue
from tlswhy.model.attempt import Attempt, Proxy
from tlswhy.model.case import NOBODY, Case, Change, Trial, What
from tlswhy.model.diagnosis import Clue, Experiment, Verdict
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.context import ClientPolicy
from tlswhy.probes.changes import CHANGES, changed
from tlswhy.probes.offers import modern

HEADINGS = ("What happens", "Why", "How we tell", "Fix")

# The causes there may be; a file for each is not there yet.
IDS = (
    *("version-client-too-old", "version-server-too-old", "version-intolerance"),
    *("policy-version-disabled", "cipher-no-overlap", "group-no-overlap", "sigalg-no-overlap"),
    *("cert-key-type-mismatch", "dh-key-too-small", "legacy-renegotiation-disabled"),
    *("ems-missing", "alpn-mismatch", "psk-mismatch", "policy-algorithm-disabled", "cert-expired"),
    *("cert-not-yet-valid", "clock-wrong", "cert-revoked", "revocation-check-unreachable"),
    *("ocsp-staple-bad", "cert-hostname-mismatch", "cert-cn-only", "cert-ip-san-missing"),
    *("cert-wildcard-mismatch", "cert-weak-crypto", "cert-wrong-usage", "cert-name-constraints"),
    *("cert-lifetime-too-long", "cert-strict-noncompliant", "chain-intermediate-missing"),
    *("chain-cross-sign-expired", "trust-self-signed", "trust-private-ca", "trust-store-missing"),
    *("trust-store-outdated", "trust-store-bypassed", "trust-ca-distrusted", "trust-pin-mismatch"),
    *("intercept-ca-untrusted", "intercept-forged-cert", "intercept-upstream-untrusted"),
    *("intercept-feature-stripped", "block-page-injected", "proxy-scheme-https"),
    *("proxy-scheme-http", "proxy-connect-refused", "proxy-auth-required", "proxy-unreachable"),
    *("proxy-upstream-failed", "proxy-not-used", "proxy-wrongly-used", "proxy-tls-in-tls"),
    *("proxy-cert-invalid", "socks-http-mismatch", "upstream-sni-missing", "upstream-sni-wrong"),
    *("upstream-name-mismatch", "upstream-cert-untrusted", "upstream-plain-http"),
    *("upstream-expects-tls", "proxy-protocol-mismatch", "health-check-noise", "plaintext-server"),
    *("plain-to-tls-port", "starttls-mismatch", "wrong-port-service", "db-tls-not-offered"),
    *("sni-missing", "sni-unrecognized", "sni-default-cert", "sni-host-mismatch", "sni-filtered"),
    *("ech-mismatch", "client-cert-missing", "client-cert-untrusted", "client-cert-expired"),
    *("client-cert-wrong-eku", "client-key-unusable", "client-auth-late", "tcp-refused"),
    *("tcp-timeout", "dns-wrong-answer", "reset-on-hello", "hello-too-large", "mtu-blackhole"),
    *("peer-closed-early", "handshake-timeout", "server-no-certificate", "server-key-mismatch"),
    *("server-cert-file-bad", "cert-rejected-unseen", "tcp-blocked", "udp-blocked"),
    *("reset-injected", "config-will-not-load", "config-has-no-effect", "sni-not-read"),
    *("verify-depth-exceeded", "crl-expired"),
)

ENTRIES = tuple(catalogue().values())
every_cause = pytest.mark.parametrize("entry", ENTRIES, ids=[entry.id for entry in ENTRIES])


class TestText:
    @every_cause
    def test_the_title_is_a_sentence(self, entry: Entry) -> None:
        title = entry.text.partition("\n")[0]
        assert title.endswith(".")
        assert title[0].isupper()
        assert len(title) < 100
        assert entry.title == title.removesuffix(".")

    @every_cause
    def test_the_four_headings_stand_there_in_their_order(self, entry: Entry) -> None:
        assert tuple(re.findall(r"^## (.*)$", entry.text, re.MULTILINE)) == HEADINGS

    @every_cause
    @pytest.mark.parametrize("heading", HEADINGS)
    def test_every_part_has_a_text(self, entry: Entry, heading: str) -> None:
        part = entry.part(heading)
        assert len(part) > 20
        assert part[-1] in ".)`?"

    def test_a_heading_that_is_not_there_is_empty(self) -> None:
        assert ENTRIES[0].part("History") == ""


class TestCause:
    @every_cause
    def test_its_id_is_one_of_the_taxonomy(self, entry: Entry) -> None:
        assert entry.id in IDS
        assert catalogue()[entry.id] is entry

    @every_cause
    def test_it_has_remedies_and_references(self, entry: Entry) -> None:
        assert entry.cause.remedies
        assert len(set(entry.cause.remedies)) == len(entry.cause.remedies)
        assert entry.cause.references
        assert not [reference for reference in entry.cause.references if "://" in reference]

    @every_cause
    def test_what_it_narrows_exists_and_is_another_one(self, entry: Entry) -> None:
        assert set(entry.cause.narrows) <= set(catalogue()) - {entry.id}

    @every_cause
    def test_an_empty_case_says_nothing_to_it(self, entry: Entry) -> None:
        assert list(entry.cause.look(Case(()))) == []
        for experiment in entry.cause.ask(Case(())):
            _check_experiment(experiment)

    def test_a_file_without_a_cause_is_a_mistake(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stray = pkgutil.ModuleInfo(None, "tlswhy.probes.offers", ispkg=False)  # type: ignore[arg-type]
        monkeypatch.setattr("tlswhy.causes.pkgutil.walk_packages", lambda *_: [stray])
        with pytest.raises(RuntimeError, match=r"tlswhy\.probes\.offers needs a docstring"):
            catalogue.__wrapped__()

    def test_no_id_stands_there_twice(self) -> None:
        assert len(set(IDS)) == len(IDS)

    def test_causes_come_in_the_order_of_their_ids(self) -> None:
        assert list(catalogue()) == sorted(catalogue())

    def test_nothing_narrows_in_a_circle(self) -> None:
        def below(id_: str, seen: tuple[str, ...]) -> Iterator[str]:
            for umbrella in catalogue()[id_].cause.narrows:
                assert umbrella not in seen
                yield from below(umbrella, (*seen, umbrella))

        for id_ in catalogue():
            assert list(below(id_, (id_,))) == []


ADDRESSES = ("192.0.2.1", "127.0.0.1", "0.0.0.0", "::1", "fe80::1%eth0")
NAMES = ("a.test", "*.a.test", "localhost", NOBODY, "")
CODES = (
    *("expired", "not-yet-valid", "hostname-mismatch", "wildcard-mismatch", "no-san"),
    *("ip-not-in-san", "untrusted-root", "issuer-unknown", "intermediate-missing"),
    *("self-signed-leaf", "weak-key", "weak-signature", "wrong-eku", "not-a-ca"),
)
ALERTS = (0, 10, 40, 42, 43, 45, 46, 47, 48, 49, 70, 71, 80, 90, 109, 112, 116, 120, 200)

# The values a field takes; any other gets what its type allows.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "NotResolved.how": st.sampled_from(("nxdomain", "no-data", "servfail", "no-answer", "failed")),
    "NotConnected.how": st.sampled_from(("refused", "unreachable", "unanswered")),
    "Ended.how": st.sampled_from(("closed", "reset", "silence")),
    "Resolved.addresses": st.lists(st.sampled_from(ADDRESSES), max_size=2).map(tuple),
    "Route.hops": st.lists(
        st.sampled_from(("tcp a:1", "http-connect p:1", "socks5 p:1", "starttls smtp", "tls a")),
        max_size=4,
    ).map(tuple),
    "AlertSeen.after": st.sampled_from(
        ("client-hello", "server-hello", "certificate", "client-certificate", "finished")
    ),
    "MakerSeen.role": st.sampled_from(("interceptor", "default-certificate", "filter")),
    "StapleSeen.status": st.sampled_from(("", "good", "revoked", "unknown")),
    "StapleSeen.problem": st.sampled_from(("", "missing", "out-of-date", "unchecked", "not-yet")),
    "Spoke.protocol": st.sampled_from(("http-answer", "html", "ssh", "smtp", "text", "binary")),
    "ProxyChosen.scheme": st.sampled_from(("http", "https", "socks5", "socks5h")),
    "code": st.sampled_from(CODES),
    "description": st.sampled_from(ALERTS),
    "status": st.sampled_from((101, 200, 302, 400, 403, 407, 421, 496, 502, 503)),
    "page": st.sampled_from(("", "client-cert-missing", "client-cert-bad", "plain-http-to-tls")),
    "reply": st.integers(0, 255),
    "port": st.sampled_from((22, 25, 80, 443, 465, 5432, 8443)),
    "name": st.sampled_from(NAMES),
    "names": st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    "sni": st.sampled_from((None, *NAMES)),
    "target_tls": st.integers(-1, 2),
    "version": st.sampled_from((0x0300, 0x0301, 0x0303, 0x0304, 0x7F1C)),
    "versions": st.lists(st.sampled_from((0x0301, 0x0303, 0x0304)), max_size=2).map(tuple),
    "step": st.sampled_from(("CONNECT", "greeting", "connect", "alert", "not-tls", "EHLO")),
    "options": st.lists(st.sampled_from(("--ciphers", "--groups x", "--max-version"))).map(tuple),
    "kind_of_hop": st.sampled_from(("tcp", "tls", "http-connect", "socks5", "starttls")),
    "policy": st.builds(
        ClientPolicy,
        name=st.just("its policy"),
        versions=st.sampled_from(((0x0303,), (0x0304, 0x0303, 0x0301))),
        rsa_bits=st.sampled_from((0, 3072)),
        dh_bits=st.sampled_from((1024, 3072)),
        digests=st.sampled_from(((), ("sha1",))),
        handshake_sha2=st.booleans(),
        secure_renegotiation=st.booleans(),
        extended_master_secret=st.booleans(),
        san=st.booleans(),
        alpn=st.booleans(),
    ),
    "contains": st.just(()),
    "usable": st.sampled_from(("", "AAAA")),  # base64
    "digest": st.sampled_from(("", "sha1", "sha256")),
}


EPOCH, FAR = datetime(1970, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - hypothesis wants them so
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    datetime: st.datetimes(EPOCH, FAR, timezones=st.just(UTC)),
    int: st.integers(0, 70000),
    str: st.text("aZ9 .\u2603", max_size=5),
    bool: st.booleans(),
    type(None): st.none(),
}


def _of_type(hint: object) -> st.SearchStrategy[Any]:
    inner = get_args(hint)
    if isinstance(hint, UnionType):
        return st.one_of([_of_type(one) for one in inner])
    if get_origin(hint) is tuple and inner[-1] is Ellipsis:
        return st.lists(_of_type(inner[0]), max_size=2).map(tuple)
    if get_origin(hint) is tuple:
        return st.tuples(*[_of_type(one) for one in inner])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return PLAIN[hint]


def _fact(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    fields = {
        name: _of_field(f"{kind.__name__}.{name}", name, hint)
        for name, hint in get_type_hints(kind).items()
        if name != "seen"
    }
    return st.builds(kind, seen=st.builds(Anchor, hop=st.integers(0, 2)), **fields)


def _of_field(full: str, name: str, hint: object) -> st.SearchStrategy[Any]:
    key = full if full in VALUES else name
    return VALUES[key] if key in VALUES else _of_type(hint)


FACTS = st.lists(st.one_of([_fact(kind) for kind in Fact.__subclasses__()]), max_size=14).map(tuple)
TRIALS = st.lists(
    st.builds(
        Trial,
        change=st.builds(Change, what=st.sampled_from(What), value=st.sampled_from(("", "1.2"))),
        facts=FACTS,
        connections=st.integers(0, 3),
    ),
    max_size=4,
).map(tuple)
CASES = st.builds(Case, facts=FACTS, trials=TRIALS)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_no_cause_raises_whatever_the_facts_are(known: Case) -> None:
    for entry in ENTRIES:
        for clue in entry.cause.look(known):
            _check_clue(entry, clue, known)
        for experiment in entry.cause.ask(known):
            _check_experiment(experiment)


def _check_clue(entry: Entry, clue: Clue, known: Case) -> None:
    assert clue.because
    assert clue.evidence, entry.id
    assert set(map(id, clue.evidence)) <= set(map(id, known.facts)), entry.id
    assert clue.confirmed_by is None or clue.confirmed_by in known.trials
    assert set(clue.remedies) <= set(entry.cause.remedies), entry.id
    assert isinstance(clue.verdict, Verdict)


ATTEMPT = Attempt(
    host="a.test",
    port=25,
    name="a.test",
    offer=modern("a.test"),
    proxies=(Proxy("http", "p.test", 3128),),
)


def _check_experiment(experiment: Experiment) -> None:
    """The change exists and can be made with its value."""
    assert experiment.settles
    assert experiment.change.what in CHANGES
    changed(ATTEMPT, experiment.change)
