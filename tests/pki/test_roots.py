"""The data of the public stores, against itself, `certifi` and the calendar."""

from __future__ import annotations

import runpy
import zlib
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256

from pki.chains import Cert, make, root
from tlswhy.pki import certificate as certificates
from tlswhy.pki import roots, stores
from tlswhy.pki.calendar import days_of
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.roots import STORES, Listed, Membership

ISRG_X1 = "96bcec06264976f37460779acf28c5a7cfe8a3c0aae11a8ffcee05c0bddf08c6"
ENTRUST_G2 = "43df5774b03e7fef5fe40d931a7bedf1bb2e6b42738c4e6d3841103d3aa7f339"
EPKI = "c0a6f4dc63a24bfdcf54ef2a6a082a0a72de35803e2ff5ff527ae5d87206dfd5"
IZENPE = "2530cc8e98321502bad96f9b1fba1b099e2d299e0f4548bb914f363bc0d4531f"
DIGICERT_G1 = "4348a0e9444c78cb265e058d5e8944b4d84f9662bd26db257f8934a443c70161"
LE_E8 = "ac1274542267f17b525535b5563bf731febb182533b46a82dc869cb64eb528c0"
VERISIGN_G3 = "eb04cf5eb1f39afa762f2bb120f296cba520c1b97db1589565b81cb9a17b7244"

TOOL = Path(__file__).parents[2] / "tools" / "renew_stores.py"


def late(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 23, 59, 59, tzinfo=UTC)


def member(fingerprint: str, store: str) -> Membership:
    found = roots.about(fingerprint)
    assert found
    one = found.member(store)
    assert one
    return one


@pytest.mark.parametrize("store", STORES)
def test_every_store_has_as_many_roots_as_such_stores_have(store: str) -> None:
    assert 90 < len(roots.public(store)) < 400
    assert STORES[store].on >= date(2025, 12, 1)
    assert STORES[store].source


def test_every_certificate_is_that_of_a_known_root() -> None:
    for fingerprint, der in roots.certificates().items():
        one = certificates.read(der)
        assert isinstance(one, Certificate)
        assert one.sha256 == fingerprint
        found = roots.about(fingerprint)
        assert found
        assert found.subject == one.subject


def test_few_roots_lack_their_certificate() -> None:
    assert len(roots.known()) - len(roots.certificates()) <= 10


def test_each_root_stands_once_and_has_each_store_once() -> None:
    assert [*roots.known()] == sorted(roots.known())
    for one in roots.known().values():
        names = [of.store for of in one.members]
        assert names
        assert names == [store for store in STORES if store in names]


def test_the_roots_of_certifi_are_known() -> None:
    """All but a few: it may be newer, and some machines add their own CA to it."""
    ours = stores.mozilla().anchors
    unknown = [der for der in ours if not roots.about(sha256(der).hexdigest())]
    assert len(unknown) <= len(ours) // 20


def test_a_root_of_all_stores() -> None:
    found = roots.about(ISRG_X1.upper())
    assert found
    assert found.subject == "CN=ISRG Root X1, O=Internet Security Research Group, C=US"
    assert [one for one in found.members if one != Membership(one.store)] == []
    one = certificates.read(roots.certificates()[ISRG_X1])
    assert isinstance(one, Certificate)
    assert roots.everything().holders(one) == tuple(listed.title for listed in STORES.values())


def test_a_root_of_nobody() -> None:
    assert roots.about(sha256(root().der).hexdigest()) is None
    with pytest.raises(KeyError):
        roots.public("netscape")


@pytest.mark.parametrize(
    ("fingerprint", "store", "issued_before", "sct_before"),
    [
        (ENTRUST_G2, "mozilla", late(2024, 11, 30), None),
        (ENTRUST_G2, "chrome", None, late(2024, 11, 11)),
        (ENTRUST_G2, "java", late(2024, 11, 11), None),
        (ENTRUST_G2, "microsoft", None, None),
        (EPKI, "mozilla", late(2025, 4, 15), None),
        (EPKI, "chrome", None, late(2025, 7, 31)),
        (EPKI, "java", late(2026, 3, 17), None),
        (IZENPE, "mozilla", late(2026, 4, 15), None),
        (IZENPE, "chrome", None, late(2026, 4, 14)),
        (VERISIGN_G3, "java", late(2019, 4, 16), None),
    ],
)
def test_limits(
    fingerprint: str, store: str, issued_before: datetime | None, sct_before: datetime | None
) -> None:
    one = member(fingerprint, store)
    assert (one.issued_before, one.sct_before) == (issued_before, sct_before)


def test_who_has_let_a_root_go_has_it_as_no_anchor() -> None:
    assert member(DIGICERT_G1, "mozilla").until == date(2026, 4, 15)
    assert member(DIGICERT_G1, "apple").until is None
    one = certificates.read(roots.certificates()[DIGICERT_G1])
    assert isinstance(one, Certificate)
    assert not roots.public("mozilla").contains(one)
    assert roots.public("apple").contains(one)


def test_chrome_takes_some_intermediates_as_anchors() -> None:
    found = roots.about(LE_E8)
    assert found
    assert [one.store for one in found.members] == ["chrome"]


@pytest.mark.parametrize(
    ("store", "whose"), [("mozilla", "Firefox"), ("chrome", "Chrome"), ("java", "Java")]
)
def test_the_calendar_has_every_limit_of_these_years(store: str, whose: str) -> None:
    """The first day whose certificates are refused is the one after the last second."""
    missing = []
    for one in roots.known().values():
        said = one.member(store)
        last = said and (said.issued_before or said.sct_before)
        if not last:
            continue
        told = [day for day in days_of(one.subject) if whose in day.whose]
        if last + timedelta(seconds=1) not in [day.on for day in told]:
            missing.append((one.subject, last))
    assert missing == []


def test_nothing_is_read_before_an_anchor_is_asked_for() -> None:
    for one in (roots.known, roots.certificates, roots.public, roots.everything):
        one.cache_clear()
    everything = roots.everything()
    assert roots.known.cache_info().currsize == 0
    assert roots.certificates.cache_info().currsize == 0
    assert len(everything) > 300


RENEW = runpy.run_path(str(TOOL))
DAY = Listed("A store", date(2026, 1, 1), "a list")
A, B, C = (make(name) for name in ("a.test", "b.test", "c.test"))


def fingerprint(made: Cert) -> str:
    return sha256(made.der).hexdigest()


def octal(value: bytes) -> str:
    return "MULTILINE_OCTAL\n" + "".join(f"\\{byte:03o}" for byte in value) + "\nEND\n"


def certdata(made: Cert, trust: str, after: str = "") -> str:
    one = certificates.read(made.der)
    assert isinstance(one, Certificate)
    key = f"CKA_ISSUER {octal(one.issuer_der)}CKA_SERIAL_NUMBER {octal(b'%x' % one.serial)}"
    day = octal(after.encode()) if after else "CK_BBOOL CK_FALSE\n"
    return (
        f"CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\n{key}CKA_VALUE {octal(made.der)}"
        f"CKA_NSS_SERVER_DISTRUST_AFTER {day}"
        f"\nCKA_CLASS CK_OBJECT_CLASS CKO_NSS_TRUST\n{key}CKA_TRUST_SERVER_AUTH CK_TRUST {trust}\n"
    )


def test_certdata_has_anchors_and_those_that_were() -> None:
    text = (
        "CKA_CLASS CK_OBJECT_CLASS CKO_NSS_BUILTIN_ROOT_LIST\n"
        + certdata(A, "CKT_NSS_TRUSTED_DELEGATOR", "260415235959Z")
        + certdata(B, "CKT_NSS_MUST_VERIFY_TRUST", "241130235959Z")
        + certdata(C, "CKT_NSS_MUST_VERIFY_TRUST")
    )
    assert RENEW["mozilla"](text, DAY).members == {
        fingerprint(A): Membership("mozilla", issued_before=late(2026, 4, 15)),
        fingerprint(B): Membership("mozilla", DAY.on, issued_before=late(2024, 11, 30)),
    }


TEXTPROTO = """
# CN=A
# https://a.test/
trust_anchors {
  sha256_hex: "%s"
  ev_policy_oids: "2.23.140.1.1"
  constraints: {
    sct_not_after_sec: 1731369599
    min_version: "131"
  }
  constraints: {
    max_version_exclusive: "131"
  }
}

# CN=B
trust_anchors {
  sha256_hex: "%s"
}

additional_certs {
  sha256_hex: "%s"
}
"""


def test_chrome_takes_a_root_if_one_set_of_limits_is_met() -> None:
    text = TEXTPROTO % (fingerprint(A), fingerprint(B), fingerprint(C))
    read = RENEW["chrome"](text, DAY)
    assert read.members == {
        fingerprint(A): Membership(
            "chrome", sct_before=late(2024, 11, 11), note="since version 131"
        ),
        fingerprint(B): Membership("chrome"),
    }
    assert read.subjects == {fingerprint(A): "CN=A", fingerprint(B): "CN=B"}


@pytest.mark.parametrize("limit", ["sct_all_after_sec: 1", 'permitted_dns_names: "a.test"'])
def test_a_limit_that_no_membership_can_say_stops_the_tool(limit: str) -> None:
    text = TEXTPROTO.replace('min_version: "131"', limit)
    with pytest.raises(ValueError, match="unknown constraints"):
        RENEW["chrome"](text % (fingerprint(A), fingerprint(B), fingerprint(C)), DAY)


def test_java_has_the_day_of_each_policy_but_not_the_exempt() -> None:
    row = '            put("%s [jdk]",\n                    "%s");\n'
    listing = "".join(
        row % (name, made.parsed.fingerprint(SHA256()).hex(":").upper())
        for name, made in (("a", A), ("b", B))
    )
    policy = f"""
        FINGERPRINTS = Set.of(
            "{fingerprint(A).upper()}");
        DECEMBER_31_2019 =
            LocalDate.of(2019, Month.DECEMBER, 31);
        EXEMPT_SUBCAS = Map.of(
            "{fingerprint(B).upper()}", DECEMBER_31_2019);
        APRIL_16_2019 =
            LocalDate.of(2019, Month.APRIL, 16);
        """
    read = RENEW["java"](f"int COUNT = 2;\n{listing}", [policy], DAY)
    assert read.members == {
        fingerprint(A): Membership("java", issued_before=late(2019, 4, 16)),
        fingerprint(B): Membership("java"),
    }
    with pytest.raises(ValueError, match="COUNT"):
        RENEW["java"](f"int COUNT = 3;\n{listing}", [], DAY)


def test_what_the_observatory_calls_blocked_is_no_member() -> None:
    text = f"""platform: APPLE
version: iOS 26, iPadOS 26
date_fetched: 2025-12-28
trusted_certificates_count: 1
trusted_certificates:
- subject_name: A
  fingerprint: {fingerprint(A)}
blocked_certificates_count: 1
blocked_certificates:
- subject_name: B
  fingerprint: {fingerprint(B)}
"""
    read = RENEW["observed"]("apple", text)
    assert read.members == {fingerprint(A): Membership("apple")}
    assert read.listed == Listed("Apple", date(2025, 12, 28), "trust_stores_observatory, iOS 26")


def test_the_tool_changes_nothing_without_a_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert RENEW["main"](["--check"]) == 0
    assert RENEW["main"](["--into", str(tmp_path), "--check"]) == 1
    assert not [*tmp_path.iterdir()]
    assert RENEW["main"](["--into", str(tmp_path)]) == 0
    for name in ("listed.py", "roots.json"):
        assert (tmp_path / name).read_bytes() == (roots.HERE / name).read_bytes()
    rows = [zlib.decompress((at / "roots.der.z").read_bytes()) for at in (tmp_path, roots.HERE)]
    assert rows[0] == rows[1]
    capsys.readouterr()
    assert RENEW["main"](["--into", str(tmp_path)]) == 0
    assert "is new" not in capsys.readouterr().err


def test_a_renewed_store_lists_what_has_no_certificate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One of two roots comes with its certificate; a third store's roots stay as they are."""
    listing = tmp_path / "root_store.textproto"
    listing.write_text(TEXTPROTO % (fingerprint(A), fingerprint(B), fingerprint(C)))
    pem = tmp_path / "pem" / "a.pem"
    pem.parent.mkdir()
    pem.write_bytes(A.pem)
    chrome = ["--chrome", str(listing), "2027-01-01", "a test"]
    assert RENEW["main"]([*chrome, "--certificates", str(pem.parent), "--into", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert "chrome: 2 roots on 2027-01-01, 1 with a limit, 14 that are gone" in said
    assert "1 without their certificate" in said
    assert f'"{fingerprint(B)}","subject":"CN=B"' in (tmp_path / "roots.json").read_text()
    assert A.der in zlib.decompress((tmp_path / "roots.der.z").read_bytes())
