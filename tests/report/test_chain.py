"""A chain for people and for programs, whatever its certificates say."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import timedelta
from html.parser import HTMLParser

import jsonschema
import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pki.chains import AT, Cert, between, leaf, make, root
from report import samples
from tlswhy.pki import certificate as certificates
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.clients import CLIENTS
from tlswhy.pki.opinions import Opinion, Reason
from tlswhy.pki.stores import Store
from tlswhy.pki.survey import Question, survey
from tlswhy.report import html, json, markdown, text
from tlswhy.report.chain import MOST_SHOWN, ChainReport, Line, Second, Section, pem, sections
from tlswhy.report.document import ChainPart, of
from tlswhy.report.schema import schema
from tlswhy.report.sheet import STYLES, columns

OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")

YESTERDAY = AT - timedelta(days=1)
TOP = root()
MIDDLE = between(TOP)
GOOD = (leaf(MIDDLE), MIDDLE)


def reported(
    chain: Sequence[Cert | bytes],
    *anchors: Cert,
    host: str = "a.example",
    name: str = "own.pem",
    seconds: tuple[Second, ...] = (),
    notes: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
) -> ChainReport:
    ders = tuple(one if isinstance(one, bytes) else one.der for one in chain)
    own = Store(name, name, [one.der for one in anchors])
    made = survey(Question(ders, host, AT, Store("none", ""), own))
    return ChainReport(made, places or ("",) * len(ders), notes, seconds)


def section(report: ChainReport, title: str) -> list[str]:
    """The lines of a section as they stand on a wide sheet."""
    [found] = [one for one in sections(report) if one.title == title]
    return [f"{line.lead}{line.text}" for line in found.lines]


def titles(report: ChainReport) -> list[str]:
    return [one.title for one in sections(report)]


def drawn(report: ChainReport, width: int = 80, *, plain: bool = False) -> str:
    sample = samples.expired()
    case = (sample.diagnosis, sample.transcript, sample.subject)
    return text.render(*case, width=width, ascii=plain, chain=report)


# -- what stands there


def test_a_good_chain() -> None:
    report = reported(GOOD, TOP)
    assert titles(report) == ["Certificates", "Paths", "Clients"]
    assert section(report, "Certificates") == [
        "  1  CN=a.example",
        "     issued by CN=Intermediate, O=Lab",
        "     EC P-256, ecdsa-with-SHA256, 2029-09-23 to 2030-04-11 (100 days left)",
        "     for a.example",
        "  2  CN=Intermediate, O=Lab",
        "     issued by CN=Root, O=Lab",
        "     EC P-256, ecdsa-with-SHA256, 2029-09-23 to 2030-04-11 (100 days left)",
    ]
    assert section(report, "Paths") == [
        "  a.example (sent as 1)",
        "  └─ Intermediate (sent as 2)",
        "     └─ Root (not sent, trusted by own.pem)",
    ]
    clients = section(report, "Clients")
    assert len(clients) == len(CLIENTS) + 1
    assert clients[0] == "  OpenSSL                takes it, with none + own.pem"
    assert "  Firefox *              takes it, with Mozilla + own.pem" in clients
    assert clients[-1] == "  * by what its makers publish; the others were measured"


def test_every_client_has_a_line_and_every_number_a_reason() -> None:
    report = reported([leaf(MIDDLE, ends=YESTERDAY)], root("Other"), host="b.example")
    lines = section(report, "Clients")
    used = {
        int(number) for line in lines for number in re.findall(r"\[(\d+)\](?=[ ,].*with)", line)
    }
    explained = [int(line.strip()[1]) for line in lines if line.startswith("  [")]
    assert explained == [1, 2, 3]
    assert used == {1, 2, 3}
    for client in CLIENTS:
        assert any(line.startswith(f"  {client.name}") for line in lines)


def test_a_path_says_who_refuses_what() -> None:
    report = reported([leaf(MIDDLE, aki=None, ends=YESTERDAY), MIDDLE], TOP)
    lines = section(report, "Paths")
    assert "  ! ended on 2029-12-31 00:00:00 UTC, 1 day ago (refused by all)" in lines
    [strict] = [line for line in lines if "authorityKeyIdentifier" in line]
    assert strict.endswith("(refused by Python 3.13 and newer)")


def test_an_end_that_nobody_has() -> None:
    lines = section(reported([*GOOD, TOP], root("Other")), "Paths")
    assert lines[2] == "     └─ Root (sent as 3, in no store)"
    assert lines[3].startswith("     " + "   " + "! ")
    assert lines[3].endswith("(refused by all)")


def test_what_paths_have_in_common_stands_once() -> None:
    other = root("Other")
    cross = between(other, private=MIDDLE.private)
    lines = section(reported([*GOOD, cross], TOP, other), "Paths")
    assert sum(line.startswith("  a.example") for line in lines) == 1
    assert sum("Intermediate" in line for line in lines) == 2
    assert sum("trusted by" in line for line in lines) == 2


def test_dates_that_lie_ahead_or_behind() -> None:
    ahead = section(reported([leaf(TOP, begins=AT + timedelta(days=1))], TOP), "Certificates")
    assert ahead[2].endswith("(not valid yet)")
    behind = section(reported([leaf(TOP, ends=YESTERDAY)], TOP), "Certificates")
    assert behind[2].endswith("(ended 1 day ago)")
    soon = section(reported([leaf(TOP, ends=AT + timedelta(hours=3))], TOP), "Certificates")
    assert soon[2].endswith("(less than a day left)")


def test_cures() -> None:
    lines = section(reported([leaf(TOP, ends=YESTERDAY)], TOP), "What would cure it")
    span = "2029-09-23 to 2029-12-31"
    assert lines == [
        "  - judge at a time between 2029-09-23 and 2029-12-31: all clients take it then",
        f"  - all dates of the best path hold from {span}",
    ]


def test_a_cure_that_leaves_some() -> None:
    [first, _] = section(reported([leaf(None)], root("Other")), "What would cure it")
    assert first.startswith("  - trust a.example as a root: all take it then but ")
    assert "Chrome and Edge" in first


def test_a_cure_of_a_few() -> None:
    cure = survey(
        Question((leaf(None).der,), "a.example", AT, Store("none", ""), Store("own", ""))
    ).cures[0]
    made = reported([leaf(None)], root("Other"))
    few = replace(cure, cured=("go",), left=tuple(c.key for c in CLIENTS if c.key != "go"))
    one = replace(made, survey=replace(made.survey, cures=(few,)))
    assert section(one, "What would cure it")[0].endswith(": Go then takes it")
    two = replace(made, survey=replace(made.survey, cures=(replace(few, cured=("go", "java")),)))
    assert section(two, "What would cure it")[0].endswith(": Go, Java then take it")


def test_second_opinions() -> None:
    said = Opinion("OpenSSL 3.0.19", ok=True, reasons=())
    no = Opinion(
        "cryptography 50.0.2", ok=False, reasons=(Reason("x", "so", 0), Reason("y", "so", 1))
    )
    report = reported(
        GOOD,
        TOP,
        seconds=(
            Second("openssl", said, agrees=True),
            Second("python", said, agrees=True),
            Second("pyca", no, agrees=False),
        ),
    )
    assert section(report, "Second opinions") == [
        "  OpenSSL 3.0.19: takes it",
        "  OpenSSL 3.0.19, strict: takes it",
        "  cryptography 50.0.2: refuses it: so; we say otherwise of cryptography",
    ]


def test_places_and_notes_of_files() -> None:
    report = reported(GOOD, TOP, places=("line 1", "line 12"), notes=("line 3 is odd",))
    assert section(report, "Certificates")[0] == "  1  CN=a.example (line 1)"
    assert section(report, "Files") == ["  - line 3 is odd"]


def test_what_is_no_certificate_keeps_its_number() -> None:
    lines = section(reported([GOOD[0], b"junk", MIDDLE], TOP), "Certificates")
    assert "  2  cannot be read" in lines[4]
    assert lines[5].startswith("  3  CN=Intermediate")
    assert (
        "Intermediate (sent as 3)" in section(reported([GOOD[0], b"junk", MIDDLE], TOP), "Paths")[1]
    )


def test_nothing_but_junk() -> None:
    report = reported([b"junk"], TOP)
    assert titles(report) == ["Certificates", "Clients"]
    assert "cannot be read" in drawn(report)


def test_long_lists_are_cut_and_say_so() -> None:
    names = tuple(f"{number}.example" for number in range(MOST_SHOWN + 3))
    many = [leaf(MIDDLE, names=names), *[MIDDLE] * 20]
    lines = section(reported(many, TOP, host=names[0]), "Certificates")
    [names_line] = [line for line in lines if line.startswith("     for ")]
    assert names_line.endswith(" and 3 more")
    assert lines[-1] == f"     and {21 - MOST_SHOWN} more"


def test_a_search_that_ended_early_says_so() -> None:
    report = reported(GOOD, TOP)
    cut = replace(
        report.survey.assessment, limit="paths", paths=report.survey.assessment.paths * 14
    )
    lines = section(replace(report, survey=replace(report.survey, assessment=cut)), "Paths")
    assert lines[-2:] == [
        "  and 2 more paths",
        "  there are more: the search ended at the limit of paths",
    ]


def test_more_reasons_than_a_list_has() -> None:
    report = reported([leaf(MIDDLE, ends=YESTERDAY)], TOP)
    verdict = next(one for one in report.survey.verdicts if one.reasons)
    many = tuple(replace(verdict.reasons[0], says=f"is odd in way {n}") for n in range(15))
    whole, last = replace(verdict, reasons=many), replace(verdict, reasons=many[-1:])
    made = replace(report.survey, verdicts=(whole, last))
    lines = section(replace(report, survey=made), "Clients")
    assert f"[{MOST_SHOWN}], with" in lines[0]
    assert "refuses it for other reasons, with" in lines[1]
    assert lines[-2] == f"  and {15 - MOST_SHOWN} more reasons"


# -- what a certificate says does not steer anything


def hostile(words: str) -> ChainReport:
    """Words as subject and issuer, as name and as those of a root."""
    kinds = [NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME]
    if len(words.encode()) <= 64:  # RFC 5280 appendix A.1, ub-common-name
        kinds.append(NameOID.COMMON_NAME)
    subject = x509.Name([x509.NameAttribute(kind, words) for kind in kinds])
    top = make(subject, ca=True, usage=("key_cert_sign",), aki=None)
    below = make(subject, top, names=("a.example",), ca=False)
    return reported([below, top], root("Other"), name="ca.pem", notes=(words,), places=(words, ""))


WORDS = [
    "\x1b[2J\x1b]0;owned\x07",
    "line\nOK  nothing is wrong\r\nline",
    "\u202eelpmaxe.a\u2066",
    "a" * 5000,
    "| `x` <img src=x onerror=alert(1)> [a](javascript:b) ```",
    "\U0001f600 \u4e2d\u6587" * 60,
    "-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nAAAA",
    "\x00\x7f\x9b31m",
]


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_terminal_gets_text_alone(words: str, width: int) -> None:
    shown = drawn(hostile(words), width)
    assert all(char.isprintable() for line in shown.split("\n") for char in line)
    body = shown[shown.index("Certificates") : shown.index("Fix")]
    assert max(columns(line) for line in body.split("\n")) <= width
    assert "\nOK  nothing" not in shown
    assert drawn(hostile(words), width, plain=True).isascii()


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_a_page_has_no_element_of_a_certificates(words: str) -> None:
    sample = samples.expired()
    case = (sample.diagnosis, sample.transcript, sample.subject)
    page = html.render(*case, chain=hostile(words))
    plain = html.render(*case, chain=reported(GOOD, TOP))
    assert page.isascii()
    assert "\x1b" not in page
    assert Elements(page).tags == Elements(plain).tags
    assert "onerror" not in Elements(page).attributes
    assert "<h2>Certificates</h2>" in page


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_markdown_stays_in_its_fence(words: str) -> None:
    sample = samples.expired()
    case = (sample.diagnosis, sample.transcript, sample.subject)
    lines = markdown.render(*case, chain=hostile(words)).split("\n")
    assert all(char.isprintable() for line in lines for char in line)
    begins = lines.index("### Certificates") + 2
    fence = lines[begins].removesuffix("text")
    assert set(fence) == {"`"}
    inside = lines[begins + 1 : lines.index("### Paths")]
    assert inside[-2:] == [fence, ""]
    assert not any(line.startswith(fence) for line in inside[:-2])
    assert not any(line.startswith("#") for line in inside)


@given(st.text(min_size=1, max_size=60))
def test_any_words_are_drawn(words: str) -> None:
    try:
        report = hostile(words)
    except (ValueError, UnicodeError):
        return  # not to be written in a certificate
    shown = drawn(report, 40)
    assert all(char.isprintable() for line in shown.split("\n") for char in line)


@pytest.mark.parametrize("width", [40, 80])
def test_a_deep_chain_on_a_narrow_sheet(width: int) -> None:
    """Every step stands further to the right, as long as there is room."""
    row = [TOP]
    for step in range(14):
        row.append(between(row[-1], f"Step {step}", ends=YESTERDAY))
    chain = [leaf(row[-1]), *reversed(row[1:])]
    shown = drawn(reported(chain, TOP), width)
    assert "Root (not sent, trusted by own.pem)" in " ".join(shown.split())
    body = shown[shown.index("Certificates") : shown.index("Fix")]
    assert max(columns(line) for line in body.split("\n")) <= width


@pytest.mark.parametrize("width", [40, 80])
def test_a_store_with_a_long_path(width: int) -> None:
    path = "/etc/" + "some/where/" * 30 + "ca.pem"
    shown = drawn(reported(GOOD, TOP, name=path), width)
    body = shown[shown.index("Certificates") : shown.index("Fix")]
    assert max(columns(line) for line in body.split("\n")) <= width
    assert "takes it" in body


def test_lines_and_sections_are_what_every_format_lays_out() -> None:
    for one in sections(reported(GOOD, TOP)):
        assert isinstance(one, Section)
        assert all(isinstance(line, Line) and line.style in {"", *STYLES} for line in one.lines)


# -- for programs


def part(report: ChainReport) -> ChainPart:
    sample = samples.expired()
    found = of(sample.diagnosis, sample.transcript, sample.subject, chain=report).chain
    assert isinstance(found, ChainPart)
    return found


REPORTS = {
    "good": reported(GOOD, TOP),
    "junk": reported([b"junk", MIDDLE], TOP),
    "nothing": reported([], TOP),
    "wrong": reported([leaf(MIDDLE, ends=YESTERDAY)], TOP, host="b.example"),
    "cured": reported([*GOOD, TOP], root("Other"), notes=("odd",), places=("line 1", "", "")),
    "hostile": hostile(WORDS[0]),
    "second": reported(
        GOOD,
        TOP,
        seconds=(Second("openssl", Opinion("OpenSSL 3.0.19", ok=True, reasons=()), agrees=True),),
    ),
}


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_the_document_keeps_to_the_schema(report: ChainReport) -> None:
    sample = samples.expired()
    case = (sample.diagnosis, sample.transcript, sample.subject)
    made = json.document(*case, chain=report)
    jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(
        made
    )
    assert "chain" in made
    assert "chain" not in json.document(*case)
    assert json.dump(*case, chain=report).isascii()
    assert json.line(*case, chain=report).count("\n") == 1


def test_the_document_of_a_good_chain() -> None:
    found = part(REPORTS["good"])
    assert [one.subject for one in found.certificates] == [
        "CN=a.example",
        "CN=Intermediate, O=Lab",
    ]
    [path] = found.paths
    assert len(path.certificates) == 3
    assert path.certificates[:2] == tuple(one.sha256 for one in found.certificates)
    assert path.stores == ("own.pem",), "each store once"
    assert [one.ok for one in found.clients] == [True] * len(CLIENTS)
    assert found.clients[2].store == "Mozilla + own.pem"
    assert {one.client for one in found.clients if not one.measured} == {
        *("firefox", "apple", "windows", "android")
    }
    assert (found.valid_from, found.valid_to) == (
        "2029-09-23T00:00:00+00:00",
        "2030-04-11T00:00:00+00:00",
    )


def test_the_document_says_what_is_wrong_and_what_would_cure_it() -> None:
    found = part(REPORTS["cured"])
    assert found.certificates[0].place == "line 1"
    assert found.notes == ("odd",)
    [cure] = found.cures
    assert (cure.change, cure.left) == ("anchor", ())
    assert "openssl" in cure.cured
    refused = part(REPORTS["wrong"])
    go = next(one for one in refused.clients if one.client == "go")
    assert not go.ok
    assert set(go.reasons) == {"expired", "hostname-mismatch", "intermediate-missing"}
    expired = next(one for one in refused.paths[0].problems if one.code == "expired")
    assert (expired.index, expired.subject) == (0, "a.example")
    assert "Go" in expired.refused_by


def test_the_document_keeps_what_cannot_be_read() -> None:
    first = part(REPORTS["junk"]).certificates[0]
    assert isinstance(first.unreadable, str)
    assert (first.subject, first.sha256) == ("", "")


# -- PEM


def read(*chain: Cert) -> tuple[Certificate, ...]:
    found = tuple(certificates.read(one.der) for one in chain)
    assert all(isinstance(one, Certificate) for one in found)
    return tuple(one for one in found if isinstance(one, Certificate))


def openssl(*words: str, given: str) -> str:
    assert OPENSSL is not None
    done = subprocess.run(
        [OPENSSL, *words], input=given, capture_output=True, check=True, text=True, timeout=60
    )
    return done.stdout


@needs_openssl
def test_openssl_reads_all_of_it() -> None:
    made = pem(read(*GOOD))
    packed = openssl("crl2pkcs7", "-nocrl", "-certfile", "/dev/stdin", given=made)
    listed = openssl("pkcs7", "-print_certs", "-noout", given=packed)
    assert re.findall(r"subject=(.*)", listed) == ["CN = a.example", "O = Lab, CN = Intermediate"]
    first = openssl("x509", "-noout", "-subject", given=made)
    assert first == "subject=CN = a.example\n"


@needs_openssl
@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_no_words_of_a_certificate_make_a_block(words: str) -> None:
    chain = hostile(words).survey.assessment.certificates
    made = pem([one for one in chain if isinstance(one, Certificate)])
    assert made.count("-----BEGIN CERTIFICATE-----\n") == 2
    assert made.count("-----") == 8
    assert all(char.isprintable() for line in made.split("\n") for char in line)
    comments = [line for line in made.split("\n") if line.startswith("#")]
    assert len(comments) == 2
    packed = openssl("crl2pkcs7", "-nocrl", "-certfile", "/dev/stdin", given=made)
    listed = openssl("pkcs7", "-print_certs", "-noout", given=packed)
    assert len(re.findall(r"(?m)^subject=", listed)) == 2


def test_the_bytes_are_the_same() -> None:
    loaded = x509.load_pem_x509_certificates(pem(read(*GOOD)).encode())
    assert loaded == [one.parsed for one in GOOD]
    assert max(map(len, pem(read(*GOOD)).split("\n"))) == 64
