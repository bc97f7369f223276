from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from pki import chains
from pki.chains import AT, Cert, between, key, leaf, make, patched, root
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.checks import MOST_ALIKE
from tlswhy.pki.problems import Judgement, Problem, judge
from tlswhy.pki.stores import Store
from tlswhy.pki.verdicts import MOST_READ

NOTHING = Store("an empty store", "test")


def store(*anchors: Cert, called: str = "the lab's store") -> Store:
    return Store(called, "test", [anchor.der for anchor in anchors])


def judged(
    *chain: Cert | bytes,
    trust: Store = NOTHING,
    public: Store | None = None,
    host: str = "a.example",
    at: datetime = AT,
) -> Judgement:
    sent = [one if isinstance(one, bytes) else one.der for one in chain]
    return judge(sent, host=host, at=at, trust=trust, public=public)


def only(judgement: Judgement) -> Problem:
    (problem,) = judgement.problems
    return problem


def test_a_good_chain_has_no_problem() -> None:
    top = root()
    middle = between(top)
    judgement = judged(leaf(middle), middle, trust=store(top))
    assert judgement.problems == judgement.fatal == judgement.elsewhere == ()
    assert [one.subject_cn for one in judgement.path] == ["a.example", "Intermediate", "Root"]
    assert judgement.links == (True, True)
    assert judgement.anchored
    assert judgement.anchored_in == "the lab's store"
    assert judgement.limit == ""
    assert (judgement.extra.count, judgement.extra.order_wrong) == (2, False)
    assert (judgement.extra.unrelated, judgement.extra.repeated) == ((), ())
    assert not judgement.extra.root_sent


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (datetime(2024, 2, 9, tzinfo=UTC), "ended on 2024-02-09, 2153 days ago"),
        (AT - timedelta(hours=25), "ended on 2029-12-30 23:00:00 UTC, 1 day ago"),
        (AT - timedelta(hours=3), "ended on 2029-12-31 21:00:00 UTC, 3 hours ago"),
        (AT - timedelta(minutes=90), "ended on 2029-12-31 22:30:00 UTC, 1 hour ago"),
        (AT - timedelta(seconds=61), "ended on 2029-12-31 23:58:59 UTC, 1 minute ago"),
        (AT - timedelta(seconds=1), "ended on 2029-12-31 23:59:59 UTC, 1 second ago"),
        (AT, "ended on 2030-01-01 00:00:00 UTC, 0 seconds ago"),
    ],
)
def test_says_when_it_ended(end: datetime, says: str) -> None:
    made = leaf(root(), begins=end - timedelta(days=30), ends=end)
    problem = only(judged(made, trust=store(root())))
    assert (problem.kind, problem.subject, problem.says) == ("expired", "a.example", says)


def test_says_when_it_begins() -> None:
    problem = only(judged(leaf(root(), begins=AT + timedelta(days=5)), trust=store(root())))
    assert problem.says == "begins on 2030-01-06, in 5 days"


def test_fatal_problems_come_first_and_warnings_are_kept() -> None:
    judgement = judged(leaf(root(), names=None, ends=AT), trust=store(root()))
    assert [(one.kind, one.fatal) for one in judgement.problems] == [
        ("expired", True),
        ("no-san", False),
    ]
    assert [one.kind for one in judgement.fatal] == ["expired"]


def test_every_problem_is_listed_with_its_place() -> None:
    top = root(ends=AT)
    middle = between(top, begins=AT + timedelta(days=1), ca=False)
    judgement = judged(leaf(middle), middle, trust=store(top), host="b.example")
    assert [(one.kind, one.index) for one in judgement.problems] == [
        ("hostname-mismatch", 0),
        ("not-yet-valid", 1),
        ("not-a-ca", 1),
        ("expired", 2),
        ("signs-without-ca", 1),
    ]


def test_a_host_is_checked_only_if_one_is_given() -> None:
    nameless = only(judged(leaf(root(), names=()), trust=store(root()), host=""))
    assert (nameless.kind, nameless.fatal) == ("empty-san", False)


def test_what_if_is_another_call() -> None:
    made = leaf(root(), ends=AT - timedelta(days=1))
    assert judged(made, trust=store(root())).fatal
    assert not judged(made, trust=store(root()), at=AT - timedelta(days=2)).fatal


def test_says_which_of_several_stores_has_the_root() -> None:
    top = root()
    both = store(root("Other"), called="Mozilla") + store(top, called="ours")
    assert judged(leaf(top), trust=both).anchored_in == "ours"


def test_an_issuer_that_only_the_public_knows() -> None:
    top = root()
    problem = only(judged(leaf(top), public=store(top, called="Mozilla")))
    assert problem.kind == "issuer-unknown"
    assert (
        problem.says == "was signed by CN=Root, O=Lab, which Mozilla has and an empty store lacks"
    )
    assert (problem.issuer_is_public, problem.issuer_in_public) == (True, True)
    assert not problem.issuer_in_trust


def test_an_issuer_with_the_name_of_a_public_one() -> None:
    namesake = root(private=key("namesake"))
    problem = only(judged(leaf(root()), public=store(namesake)))
    assert problem.kind == "intermediate-missing"
    assert (problem.issuer_is_public, problem.issuer_in_public) == (False, True)


def test_a_client_that_has_the_name_but_not_the_key() -> None:
    namesake = root(private=key("namesake"))
    problem = only(judged(leaf(root()), trust=store(namesake)))
    assert (problem.kind, problem.issuer_in_trust) == ("issuer-unknown", True)
    assert problem.says.endswith("but the one in the lab's store has another key")


def test_a_missing_intermediate_says_where_it_can_be_fetched() -> None:
    problem = only(judged(leaf(between(root()), aia="http://ca.example/ca.crt")))
    assert (problem.kind, problem.alone) == ("intermediate-missing", True)
    assert problem.aia == ("http://ca.example/ca.crt",)
    assert problem.says == (
        "was signed by CN=Intermediate, O=Lab, which was not sent and is not in an empty store"
    )


def test_a_private_issuer_behind_a_complete_chain() -> None:
    middle = between(root())
    problem = only(judged(leaf(middle), middle))
    assert (problem.kind, problem.index, problem.alone) == ("issuer-unknown", 1, False)


def test_its_own_issuer_but_not_its_own_signer() -> None:
    damaged = leaf(None, signer=key("somebody"), aki=None)
    kinds = {one.kind for one in judged(damaged).problems}
    assert kinds == {"alone", "bad-signature", "self-signed-leaf"}
    rolled_over = leaf(None, signer=key("somebody"))
    assert {one.kind for one in judged(rolled_over).problems} == {"intermediate-missing"}


def test_junk_in_the_place_of_the_leaf() -> None:
    judgement = judged(b"<html>", leaf(root()))
    problem = only(judgement)
    assert (problem.kind, problem.index, problem.fatal) == ("unreadable", 0, True)
    assert problem.says == "cannot be read: begins with byte 0x3c, not a SEQUENCE (at byte 0)"
    assert isinstance(judgement.certificates[0], Unreadable)
    assert isinstance(judgement.certificates[1], Certificate)
    assert judgement.path == ()
    assert judgement.extra.count == 2


def test_junk_behind_the_leaf() -> None:
    problem = only(judged(leaf(root()), b"junk", trust=store(root())))
    assert (problem.kind, problem.index) == ("unreadable", 1)
    assert problem.subject == "certificate 2 of the flight"


def test_no_certificate_at_all() -> None:
    problem = only(judged())
    assert (problem.kind, problem.says) == ("no-certificate", "sent no certificate")


def test_facts_about_the_flight() -> None:
    top = root()
    middle, stranger = between(top), root("Stranger")
    extra = judged(leaf(middle), stranger, top, middle, middle, trust=store(top)).extra
    assert extra.count == 5
    assert extra.order_wrong
    assert extra.unrelated == (1,)
    assert extra.repeated == (4,)
    assert extra.root_sent


def test_a_flight_is_read_up_to_a_bound() -> None:
    made = leaf(root())
    judgement = judged(made, *[made] * 99, trust=store(root()))
    assert len(judgement.certificates) == MOST_READ
    assert judgement.extra.count == 100


def test_a_bad_path_beside_the_good_one_is_kept() -> None:
    """What made OpenSSL 1.0.2 fail when an old cross-signed root expired."""
    old, new = root("Old"), root("New")
    bridge = between(old, "New", private=new.private, ends=AT - timedelta(days=1))
    middle = between(new)
    judgement = judged(leaf(middle), middle, bridge, trust=store(old, new))
    assert judgement.problems == ()
    assert [(one.kind, one.index) for one in judgement.elsewhere] == [("expired", 2)]


def test_a_post_quantum_key_is_a_warning() -> None:
    problem = only(judged(leaf(root(), kind="ml-dsa-65"), trust=store(root())))
    assert (problem.code, problem.fatal) == ("key-type:ml-dsa", False)
    assert problem.says == "has a key of type ml-dsa-65, which OpenSSL before 3.5 cannot read"


def test_an_unknown_key_is_fatal() -> None:
    ec, unknown = bytes.fromhex("06072a8648ce3d0201"), bytes.fromhex("06072a8648ce3d0209")
    top = root()
    damaged = patched(top, ec, unknown)
    says = [one.says for one in judged(leaf(top), damaged).problems]
    assert "has a key of the unknown type 1.2.840.10045.2.9" in says
    assert "has a signature (ecdsa-with-SHA256) that cannot be checked here" in says


def test_a_curve_written_out_is_fatal() -> None:
    named = bytes.fromhex("301306072a8648ce3d020106082a8648ce3d030107")
    explicit = bytes.fromhex("301306072a8648ce3d020130082a8648ce3d030107")
    problems = judged(patched(leaf(None), named, explicit)).problems
    assert ("key-type:explicit-curve", True) in {(one.code, one.fatal) for one in problems}


def test_an_unknown_signature_algorithm_is_fatal() -> None:
    known, unknown = (bytes.fromhex("06082a8648ce3d0403" + last) for last in ("02", "09"))
    problems = judged(patched(leaf(root()), known, unknown), root()).problems
    assert ("signature-type:unknown", True) in {(one.code, one.fatal) for one in problems}


def test_weak_signature_of_a_lone_leaf_is_a_warning() -> None:
    top = root("RSA root", kind="rsa2048")
    problems = judged(chains.with_sha1(leaf(top), top.private)).problems
    assert [(one.kind, one.fatal) for one in problems] == [
        ("intermediate-missing", True),
        ("weak-signature", False),
    ]


def test_a_malformed_date_is_not_also_expired() -> None:
    made = leaf(root(), ends=datetime(2030, 2, 3, tzinfo=UTC))
    codes = {one.kind for one in judged(patched(made, b"300203", b"309903"), root()).problems}
    assert "malformed" in codes
    assert "expired" not in codes


def test_an_odd_serial_is_a_warning() -> None:
    made = leaf(root(), serial=(1 << 158) + 1)
    encoded = ((1 << 158) + 1).to_bytes(20, "big")
    problems = judged(patched(made, encoded, bytes(20)), root()).problems
    assert ("zero-serial", False) in {(one.kind, one.fatal) for one in problems}


def test_old_roots_without_constraints_are_a_warning() -> None:
    top = root("Old", ca=None)
    problem = only(judged(leaf(top), trust=store(top)))
    assert (problem.code, problem.index) == ("ca-without-constraints", 1)
    assert not problem.fatal


def test_a_name_constraint_says_who_imposes_it() -> None:
    middle = between(root(), permitted=(x509.DNSName("b.example"),))
    problem = only(judged(leaf(middle), middle, trust=store(root())))
    assert (problem.kind, problem.index, problem.by) == ("name-constraint", 0, 1)
    assert problem.says == (
        "breaks the name constraints of Intermediate: a.example is outside the permitted b.example"
    )


def test_a_ca_that_is_its_own_issuer_does_not_count() -> None:
    """RFC 5280 section 4.2.1.9, and section 6.1.4 (b) for the name constraints."""
    top = root(path_length=0, excluded=(x509.DirectoryName(chains.name("Root", "Lab")),))
    again = make(
        chains.name("Root", "Lab"),
        top,
        ca=True,
        usage=chains.SIGN,
        private=key("rolled over"),
    )
    problems = judged(leaf(again), again, trust=store(top)).problems
    fatal = {problem.code: problem.fatal for problem in problems}
    assert fatal["path-too-long:self-issued"] is False
    assert not any(fatal.values())


def test_comparing_names_is_bounded() -> None:
    many = tuple(f"n{index}.example" for index in range(1024))
    middle = between(root(), permitted=tuple(map(x509.DNSName, many)))
    says = {one.says for one in judged(leaf(middle, names=many), middle, host=many[0]).problems}
    assert "has name constraints that ask for 1049600 comparisons, which are too many" in says


def test_of_a_thousand_alike_a_few_are_told() -> None:
    middle = between(root(), permitted=(x509.DNSName("b.example"),))
    names = tuple(f"n{index}.example" for index in range(1000))
    problems = judged(leaf(middle, names=names), middle, host=names[0]).problems
    assert len([one for one in problems if one.code == "name-constraint:dns"]) == MOST_ALIKE


def test_usages_are_named() -> None:
    made = leaf(root(), usage=(), eku=(ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,))
    says = {one.kind: one.says for one in judged(made, trust=store(root())).problems}
    assert says["wrong-eku"] == "is for anyExtendedKeyUsage, not for serverAuth"
    assert says["wrong-key-usage"] == "may be used for nothing, none of which serves TLS"


def test_every_value_is_plain() -> None:
    judgement = judged(leaf(root(), names=None), b"junk")
    assert msgspec.json.decode(msgspec.json.encode(judgement), type=Judgement) == judgement


@given(st.lists(st.binary(max_size=40), max_size=4))
def test_junk_is_judged(junk: list[bytes]) -> None:
    judgement = judge(junk, host="a.example", at=AT, trust=NOTHING)
    assert judgement.fatal


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=3))
def test_a_damaged_chain_is_judged(damage: list[tuple[int, int]]) -> None:
    middle = between(root())
    chain = [bytearray(leaf(middle).der), bytearray(middle.der)]
    for at, byte in damage:
        one = chain[at % 2]
        one[at % len(one)] = byte
    judgement = judge([bytes(one) for one in chain], host="a.example", at=AT, trust=store(root()))
    assert all(isinstance(problem.says, str) for problem in judgement.problems)
