"""The page: whole, closed to the network, readable, and deaf to what peers say."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from report import samples
from report.samples import Sample
from report.snapshot import ENTRY, catalogue, check
from tlswhy.model.diagnosis import Remedy, Verdict
from tlswhy.model.transcript import Transcript
from tlswhy.report import html
from tlswhy.report.page_style import DAY, NIGHT

ALL = (
    samples.expired(),
    samples.proxy_407(),
    samples.sni_filtered(),
    samples.fine(),
    samples.unknown(),
)
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "section"),
    *("div", "span", "strong", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("pre", "code", "figure", "footer"),
    *("svg", "desc", "g", "rect", "text", "line", "path", "circle"),
}


class Page(HTMLParser):
    """What a browser would find on the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page(sample: Sample, *, explain_all: bool = False, interrupted: bool = False) -> str:
    return html.render(
        sample.diagnosis,
        sample.transcript,
        sample.subject,
        explain_all=explain_all,
        interrupted=interrupted,
    )


def tree(made: str) -> ET.Element:
    """The page is XML as well, so nothing in it is left open."""
    return ET.fromstring(made.partition("\n")[2])


def words_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def headings(made: str) -> list[str]:
    return [words_of(element) for element in tree(made).iter("h2")]


def test_one_diagnosis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "catalogue", catalogue)
    check("expired.html", page(samples.expired()))


@pytest.mark.parametrize("sample", ALL)
def test_the_page_needs_nothing_and_runs_nothing(sample: Sample) -> None:
    made = page(sample, explain_all=True, interrupted=True)
    assert made.isascii()
    assert "url(" not in made
    assert "@import" not in made
    for tag, attributes in Page(made).found:
        assert tag in ALLOWED
        assert not {"src", "href", "style", "action", "srcset"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]


def test_the_policy_stands_before_anything_it_applies_to() -> None:
    tags = Page(page(samples.expired())).found
    [policy] = [i for i, (_, a) in enumerate(tags) if a.get("http-equiv")]
    assert tags[policy][1] == {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'",
    }
    assert policy < [tag for tag, _ in tags].index("style")


@given(st.text(), st.text(), st.text())
def test_whatever_a_peer_says_stays_text(host: str, reason: str, name: str) -> None:
    made = page(samples.proxy_407(host=host, reason=reason, name=name))
    assert {element.tag for element in tree(made).iter()} <= ALLOWED
    assert {tag for tag, _ in Page(made).found} <= ALLOWED


def test_markup_is_shown_and_not_used() -> None:
    bad = (
        "</title></style></pre><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e"
    )
    sample = samples.proxy_407(reason=bad)
    subject = structs.replace(sample.subject, target=bad, route=(bad, bad), command=bad)
    made = page(structs.replace(sample, subject=subject))
    assert {tag for tag, _ in Page(made).found} <= ALLOWED
    text = words_of(tree(made))
    assert text.count("<script>alert(1)</script>") > 5
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_ids_stand_once_and_lead_somewhere() -> None:
    for sample in ALL:
        ids = [attributes["id"] for _, attributes in Page(page(sample)).found if "id" in attributes]
        assert len(ids) == len(set(ids))
        for _, attributes in Page(page(sample)).found:
            assert set((attributes.get("aria-labelledby") or "").split()) <= set(ids)


def test_the_order_of_a_failure() -> None:
    assert headings(page(samples.sni_filtered(), explain_all=True)) == [
        *("Evidence", "Tried (4 connections)", "Fix", "Other findings", "Excluded"),
        *("About this cause", "Next"),
    ]
    assert "Excluded" not in headings(page(samples.sni_filtered()))


def test_little_is_said_of_what_works() -> None:
    made = page(samples.fine())
    assert headings(made) == []
    assert 'class="answer good"' in made


def test_remarks_on_what_works() -> None:
    sample = samples.fine()
    noted = structs.replace(sample.diagnosis, notes=("TLS 1.0 is <b>used</b>",))
    made = page(structs.replace(sample, diagnosis=noted))
    assert headings(made) == ["Note"]
    assert "TLS 1.0 is <b>used</b>" in words_of(tree(made))


def test_nothing_known_and_nothing_explained() -> None:
    assert headings(page(samples.unknown())) == ["Next"]
    assert "no known cause explains what was seen" in page(samples.unknown())


def test_interrupted() -> None:
    made = page(samples.unknown(), interrupted=True)
    assert 'class="answer risk"' in made
    assert "INTERRUPTED" in made


def test_a_cause_that_the_catalogue_does_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "catalogue", dict)
    assert "About this cause" not in headings(page(samples.expired()))


def test_without_a_route_there_is_nothing_to_draw() -> None:
    sample = samples.expired()
    made = html.render(
        sample.diagnosis,
        Transcript((), (), "text"),
        structs.replace(sample.subject, route=()),
    )
    assert "<svg" not in made


def test_lines_to_paste_are_whole_and_can_be_reached_by_keyboard() -> None:
    pasted = list(tree(page(samples.proxy_407())).iter("pre"))
    assert all(pre.get("tabindex") == "0" for pre in pasted)
    assert (
        "curl -x http://10.0.0.1:3128 -U USER:PASSWORD --proxy-anyauth \\\n  https://a.test:443/"
        in [pre.text for pre in pasted]
    )


def test_a_remedy_without_recipes() -> None:
    sample = samples.expired()
    [top] = sample.diagnosis.findings
    clue = structs.replace(top.clue, verdict=Verdict.LIKELY, evidence=())
    few = structs.replace(top, remedies=(Remedy.UPDATE_MIDDLEBOX, Remedy.ALLOW_NAME), clue=clue)
    diagnosis = structs.replace(sample.diagnosis, findings=(few,))
    made = page(structs.replace(sample, diagnosis=diagnosis))
    assert "Evidence" not in headings(made)
    fixes = [h3 for h3 in tree(made).iter("h3") if (h3.get("id") or "").startswith("fix-")]
    assert [h3.get("id") for h3 in fixes] == ["fix-update-middlebox", "fix-allow-name"]


def test_numbered_lists_stay_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "T.\n\n## Why\n1. one\n2. `two`\n"
    listed = structs.replace(ENTRY, text=text)
    monkeypatch.setattr(html, "catalogue", lambda: {ENTRY.id: listed})
    assert "<ol><li>one</li><li><code>two</code></li></ol>" in page(samples.expired())


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [DAY, NIGHT])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("ink", ["ink", "faint", "red", "green", "amber"])
def test_text_stands_out_from_its_ground(colours: dict[str, str], ground: str, ink: str) -> None:
    """A contrast of 4.5 to 1 (WCAG 2.2, criterion 1.4.3)."""
    dark, light = sorted((_light(colours[ground]), _light(colours[ink])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_day_and_night_have_the_same_colours() -> None:
    assert set(DAY) == set(NIGHT)
