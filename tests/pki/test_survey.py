"""One chain for all clients, and the changes that are proved to help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509

from pki.chains import AT, SERVER, Cert, between, key, leaf, root
from pki.test_scts import LOG, listed, octets, sct
from tlswhy.pki import certificate as certificates
from tlswhy.pki import paths, roots
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.clients import BY_KEY, CLIENTS
from tlswhy.pki.roots import Membership, Root
from tlswhy.pki.stores import Store
from tlswhy.pki.survey import (
    MOST_FLIGHTS,
    Cure,
    Question,
    Survey,
    names_of,
    store_of,
    survey,
)

YESTERDAY = AT - timedelta(days=1)
NOBODY = Store("none", "")
EVERYBODY = tuple(client.key for client in CLIENTS)


def trusting(*anchors: Cert, name: str = "ours") -> Store:
    return Store(name, "test", [one.der for one in anchors])


def surveyed(
    chain: Sequence[Cert],
    own: Store,
    *,
    host: str = "a.example",
    at: datetime = AT,
    system: Store = NOBODY,
    known: Sequence[Cert] = (),
) -> Survey:
    more = tuple(parsed(one) for one in known)
    return survey(Question(tuple(one.der for one in chain), host, at, system, own, more))


def parsed(one: Cert) -> Certificate:
    read = certificates.read(one.der)
    assert isinstance(read, Certificate)
    return read


def cures(made: Survey) -> dict[str, Cure]:
    assert len({cure.what for cure in made.cures}) == len(made.cures), "one for each kind"
    return {cure.what: cure for cure in made.cures}


def ders(row: Sequence[Certificate]) -> list[bytes]:
    return [one.der for one in row]


def reasons(made: Survey, client: str) -> list[str]:
    [one] = [one for one in made.verdicts if one.client == client]
    return [problem.code for problem in one.reasons]


class TestAGoodChain:
    top = root()
    middle = between(top)
    chain = (leaf(middle), middle)

    def test_all_take_it_and_nothing_is_cured(self) -> None:
        made = surveyed(self.chain, trusting(self.top))
        assert [one.client for one in made.verdicts] == list(EVERYBODY)
        assert made.refusing == ()
        assert made.cures == ()

    def test_what_to_send_has_no_root(self) -> None:
        made = surveyed((*self.chain, self.top), trusting(self.top))
        assert ders(made.full) == [one.der for one in self.chain]

    def test_what_to_send_is_in_order(self) -> None:
        last, low = self.middle, between(self.middle, "Low")
        end = leaf(low)
        made = surveyed((end, last, low), trusting(self.top))
        assert ders(made.full) == [end.der, low.der, last.der]

    def test_an_anchor_that_is_no_root_is_sent(self) -> None:
        """Who does not have it as an anchor needs it."""
        made = surveyed(self.chain, trusting(self.middle))
        assert ders(made.full) == [one.der for one in self.chain]

    def test_a_root_alone_is_what_is_sent(self) -> None:
        alone = leaf(None)
        assert ders(surveyed([alone], trusting(alone)).full) == [alone.der]

    def test_the_window_is_when_all_are_within_their_dates(self) -> None:
        begins, ends = AT - timedelta(days=3), AT + timedelta(days=5)
        late = between(self.top, "Late", begins=begins)
        made = surveyed([leaf(late, ends=ends), late], trusting(self.top))
        assert made.window == (begins, ends)

    def test_dates_that_never_meet_have_no_window(self) -> None:
        old = between(self.top, "Old", ends=YESTERDAY)
        made = surveyed([leaf(old, begins=AT), old], trusting(self.top))
        assert made.window is None
        assert "time" not in cures(made)


class TestStores:
    def test_each_client_has_its_own_roots(self) -> None:
        here, added = trusting(root("Here"), name="here"), trusting(root("Added"), name="added")
        question = Question((), "", AT, here, added)
        assert store_of(BY_KEY["go"], question).name == "here + added"
        assert store_of(BY_KEY["firefox"], question).name == "Mozilla + added"
        assert store_of(BY_KEY["java"], question).name == "Java + added"
        alone = Question((), "", AT, here, NOBODY)
        assert store_of(BY_KEY["go"], alone) is here
        assert store_of(BY_KEY["apple"], alone) is roots.public("apple")

    def test_a_root_of_the_system_helps_those_alone_who_go_by_the_system(self) -> None:
        top = root()
        made = surveyed([leaf(top)], NOBODY, system=trusting(top, name="system"))
        assert set(made.refusing) == {one.key for one in CLIENTS if one.roots}
        stores = {one.client: one.store for one in made.verdicts}
        assert (stores["go"], stores["node"], stores["chromium"]) == ("system", "Mozilla", "Chrome")

    def test_a_store_of_the_system_may_have_the_name_of_a_public_one(self) -> None:
        """As certifi's has: it must not stand for the roots of Firefox."""
        top = root()
        made = surveyed([leaf(top)], NOBODY, system=trusting(top, name="Mozilla"))
        assert {"openssl", "go"}.isdisjoint(made.refusing)
        assert {"node", "firefox"} <= set(made.refusing)


class TestTime:
    def test_an_expired_leaf(self) -> None:
        top = root()
        made = surveyed([leaf(top, ends=YESTERDAY)], trusting(top))
        cure = cures(made)["time"]
        assert (set(cure.cured), cure.left, cure.flight) == (set(EVERYBODY), (), ())
        assert cure.says == "judge at a time between 2029-09-23 and 2029-12-31"
        assert set(cures(made)) == {"time"}

    def test_a_leaf_of_tomorrow(self) -> None:
        top = root()
        made = surveyed([leaf(top, begins=AT + timedelta(days=1))], trusting(top))
        assert cures(made)["time"].left == ()

    def test_it_is_not_offered_where_it_does_not_help(self) -> None:
        top = root()
        made = surveyed([leaf(top, ends=YESTERDAY)], trusting(top), host="b.example")
        assert made.refusing == EVERYBODY
        assert made.cures == ()


class TestAnchor:
    def test_a_root_that_was_sent(self) -> None:
        top = root("Home")
        made = surveyed([leaf(top), top], NOBODY)
        cure = cures(made)["anchor"]
        assert cure.says == "trust Home as a root"
        assert (cure.cured, cure.left) == (EVERYBODY, ())
        assert set(cures(made)) == {"anchor"}

    def test_it_stands_beside_the_users_own(self) -> None:
        top = root("Home")
        made = surveyed([leaf(top), top], trusting(root("Other")))
        assert cures(made)["anchor"].left == ()

    def test_nobody_is_told_to_trust_a_leaf_whose_issuer_was_forgotten(self) -> None:
        made = surveyed([leaf(between(root()))], trusting(root()))
        assert made.refusing == EVERYBODY
        assert made.cures == ()

    def test_a_leaf_that_signed_itself_helps_some(self) -> None:
        """Chromium takes no leaf for an anchor (measured)."""
        made = surveyed([leaf(None)], NOBODY)
        cure = cures(made)["anchor"]
        assert {"openssl", "go", "java"} <= set(cure.cured)
        assert "chromium" in cure.left

    def test_a_root_that_would_not_help_is_not_offered(self) -> None:
        top = root("Home")
        made = surveyed([leaf(top, ends=YESTERDAY), top], NOBODY)
        old = {"untrusted-root", "expired"}
        assert old <= {problem.kind for one in made.verdicts for problem in one.reasons}
        assert made.cures == ()


class TestName:
    top = root()

    def test_a_name_of_the_certificate(self) -> None:
        made = surveyed([leaf(self.top)], trusting(self.top), host="b.example")
        cure = cures(made)["name"]
        assert cure.says == "connect by the name a.example"
        assert cure.cured == EVERYBODY
        assert set(cures(made)) == {"name"}

    def test_a_wildcard_stands_for_a_name(self) -> None:
        wild = leaf(self.top, names=("*.b.example", "b.example"))
        made = surveyed([wild], trusting(self.top), host="a.example")
        assert cures(made)["name"].says == "connect by the name www.b.example"

    def test_an_address_is_a_name(self) -> None:
        made = surveyed([leaf(self.top, names=(), ips=("192.0.2.1",))], trusting(self.top))
        assert cures(made)["name"].says == "connect by the name 192.0.2.1"

    def test_without_a_host_none_is_wrong(self) -> None:
        assert surveyed([leaf(self.top)], trusting(self.top), host="").refusing == ()


class TestFlight:
    def test_a_wrong_cross_sign_that_openssl_walks_into(self) -> None:
        """It takes the first issuer that fits and never goes back."""
        top, gone = root("Top"), root("Gone")
        good = between(top)
        cross = between(gone, private=good.private)
        end = leaf(good)
        made = surveyed((end, cross, good), trusting(top))
        assert {"openssl", "python", "node"} <= set(made.refusing)
        assert {"go", "java", "rustls", "chromium"}.isdisjoint(made.refusing)
        cure = cures(made)["flight"]
        assert ders(cure.flight) == [end.der, good.der]
        assert cure.says == "send a.example, then Intermediate"
        assert (cure.cured, cure.left) == (made.refusing, ())
        assert ders(made.full) == [end.der, good.der]

    def test_an_expired_cross_sign_is_dropped(self) -> None:
        """GnuTLS 3.7.9 takes the certificates as they were sent."""
        top = root("Top")
        middle = between(top)
        old = between(top, private=middle.private, ends=YESTERDAY)
        end = leaf(middle)
        made = surveyed((end, old, middle), trusting(top))
        assert made.refusing == ("gnutls",)
        assert reasons(made, "gnutls") == ["expired"]
        cure = cures(made)["flight"]
        assert ders(cure.flight) == [end.der, middle.der]
        assert (cure.cured, cure.left) == (("gnutls",), ())

    def test_what_is_known_besides_is_sent(self) -> None:
        top = root()
        middle = between(top)
        end = leaf(middle)
        made = surveyed([end], trusting(top), known=[root("Else"), middle])
        assert made.refusing == EVERYBODY
        cure = cures(made)["flight"]
        assert ders(cure.flight) == [end.der, middle.der]
        assert (cure.cured, cure.left) == (EVERYBODY, ())

    def test_a_known_certificate_that_helps_nobody_is_not_named(self) -> None:
        top = root()
        middle = between(top)
        made = surveyed([leaf(middle)], trusting(top), known=[between(root("Else"))])
        assert made.cures == ()

    def test_some_may_be_left(self) -> None:
        """Go holds no key identifiers against anyone; those who do refuse either flight."""
        top = root()
        middle = between(top)
        end = leaf(middle, aki=b"another key's")
        made = surveyed([end], trusting(top), known=[middle])
        cure = cures(made)["flight"]
        assert "go" in cure.cured
        assert "openssl" in cure.left
        assert set(cure.cured) | set(cure.left) == set(EVERYBODY)


class TestOrder:
    def test_the_cure_that_leaves_fewest_comes_first(self) -> None:
        """All could trust the root of the cross-sign; that of the other path is the system's
        alone."""
        top, gone = root("Top"), root("Gone")
        good = between(top)
        cross = between(gone, private=good.private, ends=AT + timedelta(days=9))
        made = surveyed((leaf(good), cross, gone), NOBODY, known=[good])
        assert [cure.what for cure in made.cures] == ["anchor"]
        system = surveyed((leaf(good), cross, gone), NOBODY, system=trusting(top), known=[good])
        assert [cure.what for cure in system.cures] == ["anchor", "flight"]
        anchor, flight = system.cures
        assert anchor.left == ()
        assert {"go", "openssl"} <= set(flight.cured)
        assert set(flight.left) == {one.key for one in CLIENTS if one.roots}

    def test_names_in_a_sentence(self) -> None:
        assert names_of(("go", "java")) == "Go, Java"


# -- Roots that a list still has, and takes nothing new below: none of those keys is ours, so the
# list is made up.

LIMIT = AT - timedelta(days=50)


def listing(monkeypatch: pytest.MonkeyPatch, top: Cert, *members: Membership) -> None:
    """As if every public list had this root, and its only one."""
    one = parsed(top)
    known = Root(one.sha256, one.subject, members)
    titles = {name: listed.title for name, listed in roots.STORES.items()}
    monkeypatch.setattr(roots, "about", lambda sha256: known if sha256 == one.sha256 else None)
    monkeypatch.setattr(roots, "public", lambda name: trusting(top, name=titles[name]))


def limited(
    issued_before: datetime | None = None, sct_before: datetime | None = None
) -> Iterator[Membership]:
    for name in roots.STORES:
        yield Membership(name, issued_before=issued_before, sct_before=sct_before)


class TestDates:
    top = root("Limited")
    DATED = frozenset(client.key for client in CLIENTS if client.dates)

    def test_a_leaf_of_before_the_day_passes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        listing(monkeypatch, self.top, *limited(issued_before=LIMIT))
        early = leaf(self.top, begins=LIMIT)
        assert surveyed([early], NOBODY, system=trusting(self.top, name="system")).refusing == ()

    def test_a_leaf_of_after_it_is_refused_by_those_who_keep_to_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listing(monkeypatch, self.top, *limited(issued_before=LIMIT))
        late = leaf(self.top, begins=LIMIT + timedelta(seconds=1))
        made = surveyed([late], NOBODY, system=trusting(self.top, name="system"))
        assert set(made.refusing) == self.DATED
        assert {"node", "openssl", "python"}.isdisjoint(made.refusing)
        assert reasons(made, "firefox") == ["distrusted-root:issued"]
        [problem] = next(one.reasons for one in made.verdicts if one.client == "java")
        assert problem.index == 1
        assert problem.says == (
            "Java takes nothing below this root that was issued after 2029-11-12, and a.example "
            "was on 2029-11-12"
        )

    @pytest.mark.parametrize(("logged", "refused"), [(LIMIT, False), (AT, True)])
    def test_the_log_counts_where_the_list_says_so(
        self, monkeypatch: pytest.MonkeyPatch, logged: datetime, *, refused: bool
    ) -> None:
        listing(monkeypatch, self.top, *limited(sct_before=LIMIT))
        made = surveyed([with_sct(self.top, logged)], NOBODY)
        assert ("chromium" in made.refusing) is refused
        assert reasons(made, "chromium") == (["distrusted-root:logged"] if refused else [])

    def test_without_a_timestamp_nothing_is_known_of_the_log(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listing(monkeypatch, self.top, *limited(sct_before=LIMIT))
        assert "chromium" not in surveyed([leaf(self.top)], NOBODY).refusing

    def test_both_limits_are_both_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        listing(monkeypatch, self.top, *limited(sct_before=LIMIT, issued_before=LIMIT))
        made = surveyed([with_sct(self.top, AT, begins=YESTERDAY)], NOBODY)
        assert reasons(made, "chromium") == ["distrusted-root:issued", "distrusted-root:logged"]

    def test_the_users_own_copy_is_not_limited(self, monkeypatch: pytest.MonkeyPatch) -> None:
        listing(monkeypatch, self.top, *limited(issued_before=LIMIT))
        assert surveyed([leaf(self.top, begins=YESTERDAY)], trusting(self.top)).refusing == ()

    def test_a_root_that_no_list_speaks_of_is_not_limited(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listing(monkeypatch, self.top)
        late = surveyed([leaf(self.top, begins=YESTERDAY)], NOBODY)
        assert self.DATED.isdisjoint(late.refusing)

    def test_one_list_may_be_stricter_than_another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        others = [Membership(name) for name in roots.STORES if name != "mozilla"]
        strict = Membership("mozilla", issued_before=LIMIT)
        listing(monkeypatch, self.top, strict, *others)
        made = surveyed(
            [leaf(self.top, begins=YESTERDAY)], NOBODY, system=trusting(self.top, name="system")
        )
        assert made.refusing == ("firefox",)

    def test_the_real_lists_have_such_roots(self) -> None:
        """So that the rest of this class is about something."""
        members = [one for root in roots.known().values() for one in root.members]
        assert any(one.issued_before for one in members)
        assert any(one.sct_before for one in members)


def with_sct(issuer: Cert, at: datetime, begins: datetime = AT - timedelta(days=100)) -> Cert:
    oid = x509.PrecertificateSignedCertificateTimestamps.oid
    value = octets(listed([sct(LOG, at.astimezone(UTC))]))
    return leaf(
        issuer, begins=begins, eku=SERVER, extra=((x509.UnrecognizedExtension(oid, value), False),)
    )


class TestBounds:
    def test_cross_signed_authorities_without_end(self) -> None:
        """Eight rows of eight that all signed each other: 8 to the 8th paths."""
        chain: list[Cert] = []
        above = [root("Top", private=key(f"top {side}")) for side in range(8)]
        for step in range(8):
            names = [f"row {step} {side}" for side in range(8)]
            row = [
                between(above[side], f"Row {step}", private=key(one), aki=None, ski=False)
                for side, one in enumerate(names)
            ]
            chain += row
            above = row
        assert len(chain) == 64
        made = surveyed([leaf(above[0], aki=None), *reversed(chain)], trusting(root("Other")))
        assert len(made.assessment.paths) <= paths.MOST_PATHS
        assert made.assessment.limit in ("paths", "signatures", "depth", "")
        assert made.refusing == EVERYBODY
        assert len(made.cures) <= 4
        assert MOST_FLIGHTS <= paths.MOST_PATHS

    def test_nothing_but_junk(self) -> None:
        made = survey(Question((b"junk",), "a.example", AT, NOBODY, NOBODY))
        assert made.refusing == EVERYBODY
        assert (made.best, made.window, made.full, made.cures) == (None, None, (), ())

    def test_nothing_at_all(self) -> None:
        made = survey(Question((), "a.example", AT, NOBODY, NOBODY))
        assert made.refusing == EVERYBODY
        assert made.cures == ()

    def test_junk_behind_the_leaf(self) -> None:
        top = root()
        made = survey(Question((leaf(top).der, b"junk"), "a.example", AT, NOBODY, trusting(top)))
        assert made.best is not None
        assert [problem.kind for problem in made.assessment.flight] == ["unreadable"]
        assert made.cures[0].what == "flight"
        assert made.cures[0].left == ()
