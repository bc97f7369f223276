"""The route and the ladder as drawings."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report import samples
from report.samples import Sample
from tlswhy.model.diagnosis import Step
from tlswhy.report import ladder, ladder_svg, route_svg, svg
from tlswhy.report.ladder import Rung
from tlswhy.report.markup import Markup
from tlswhy.report.sheet import columns

WIDTHS = [340, 780]
WIDE = "\u6f22\u5b57\u4eee\u540d"  # each takes two columns
DIRECT = ("tcp a.test:443", "tls a.test")
PROXIED = ("tcp p.test:8443", "tls p.test", "http-connect p.test:8443", "tls a.test")
SAMPLES = [
    samples.expired(),
    samples.proxy_407(),
    samples.proxy_407(host=WIDE * 60, reason="<b>" * 100, name="n" * 250),
    samples.sni_filtered(),
    samples.fine(),
    samples.unknown(),
]


def rung(name: str, *, hop: int = 0, way: str = "→", says: str = "", broke: bool = False) -> Rung:
    return Rung(step=Step.TCP, name=name, hop=hop, way=way, at=3, says=says, broke=broke)


def parsed(drawing: Markup) -> ET.Element:
    return ET.fromstring(drawing)


def said(drawing: Markup) -> list[str]:
    """Every line of text, from top to bottom as it stands in the source."""
    return [element.text or "" for element in parsed(drawing).iter("text")]


def marked(drawing: Markup, name: str) -> list[str]:
    """The classes of all elements of one kind."""
    return [element.get("class", "") for element in parsed(drawing).iter(name)]


def outside(drawing: Markup) -> list[str]:
    """What does not lie within the drawing."""
    root = parsed(drawing)
    width, height = int(root.get("width", "")), int(root.get("height", ""))
    found = []
    for text in root.iter("text"):
        size = columns(text.text or "") * svg.CHAR
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        left = x - {"start": 0.0, "middle": size / 2, "end": size}[text.get("text-anchor", "")]
        if left < -1 or left + size > width + 1 or not 10 <= y <= height - 2:
            found.append(text.text or "")
    for box in root.iter("rect"):
        x, y, w, h = (int(box.get(name, "")) for name in ("x", "y", "width", "height"))
        if x < 0 or y < 0 or x + w > width or y + h > height:
            found.append(f"box at {x} {y}")
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_leaves_the_drawing(sample: Sample, width: int) -> None:
    route = sample.subject.route
    rungs = ladder.rungs(sample.diagnosis, sample.transcript)
    assert outside(route_svg.draw("r", route, 0, width)) == []
    assert outside(ladder_svg.draw("l", rungs, sample.transcript.route, width)) == []


@given(st.text(max_size=400), st.sampled_from(WIDTHS))
def test_no_name_leaves_the_drawing_or_adds_to_it(name: str, width: int) -> None:
    route = route_svg.draw("r", (f"tls {name}",), 0, width)
    rungs = (rung("ClientHello", says=name, broke=True),)
    steps = ladder_svg.draw("l", rungs, (f"tls {name}",), width)
    for drawing in (route, steps):
        assert outside(drawing) == []
        tags = {element.tag for element in parsed(drawing).iter()}
        assert tags <= {"svg", "title", "desc", "g", "rect", "text", "line", "path", "circle"}


def test_a_route_in_a_row() -> None:
    drawing = route_svg.draw("r", DIRECT, 1, 780)
    assert said(drawing) == ["you", "tcp", "a.test:443", "tls", "a.test"]
    assert marked(drawing, "line") == ["link", "link bad"]
    assert [c for c in marked(drawing, "g") if c] == ["box", "box", "box bad"]
    assert marked(drawing, "circle") == ["fault"]
    assert len({box.get("y") for box in parsed(drawing).iter("rect")}) == 2


def test_what_lies_beyond_the_broken_hop() -> None:
    drawing = route_svg.draw("r", PROXIED, 1, 780)
    assert marked(drawing, "line") == ["link", "link bad", "link beyond", "link beyond"]


def test_a_route_that_is_too_wide_stands_in_a_column() -> None:
    drawing = route_svg.draw("r", PROXIED, 2, 340)
    root = parsed(drawing)
    assert root.get("width") == "340"
    assert len({box.get("y") for box in root.iter("rect")}) == 5
    assert marked(drawing, "circle") == ["fault"]


def test_a_route_on_which_nothing_broke() -> None:
    for width in (780, 200):
        drawing = route_svg.draw("r", DIRECT, -1, width)
        assert marked(drawing, "circle") == []
        assert "bad" not in drawing
        assert "beyond" not in drawing
        text = parsed(drawing).findtext("desc")
        assert text == "you, then tcp a.test:443, then tls a.test. Nothing broke."


def test_a_drawing_can_be_read_aloud() -> None:
    root = parsed(route_svg.draw("r", DIRECT, 0, 780))
    assert root.get("role") == "img"
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) == ids == {"r-title", "r-text"}
    want = "you, then tcp a.test:443, then tls a.test. It broke at tcp a.test:443."
    assert root.findtext("desc") == want
    steps = (rung("ClientHello", says="TLS 1.3", broke=True), rung("Alert", way="←"))
    root = parsed(ladder_svg.draw("l", (*steps, rung("TCP", way=" ")), DIRECT, 780))
    want = "3 ms: ClientHello from us, TLS 1.3 (it broke here); 3 ms: Alert to us; 3 ms: TCP."
    assert root.findtext("desc") == want


@pytest.mark.parametrize(
    ("way", "tips", "lines"),
    [
        ("→", ["M347 45L356 50L347 55z"], ["arrow"]),
        ("←", ["M125 45L116 50L125 55z"], ["arrow"]),
        (" ", [], ["event"]),
    ],
)
def test_an_arrow_points_to_who_hears_it(way: str, tips: list[str], lines: list[str]) -> None:
    drawing = ladder_svg.draw("l", (rung("x", way=way),), ("tls a.test",), 780)
    top = svg.tall(["you"]) + 1
    drawn = [path.get("d") for path in parsed(drawing).iter("path")]
    moved = [tip.replace("45", str(top + 23)).replace("50", str(top + 28)) for tip in tips]
    assert drawn == [tip.replace("55z", f"{top + 33}z") for tip in moved]
    assert [c for c in marked(drawing, "line") if c != "life"] == lines


def test_the_failing_arrow_is_marked() -> None:
    rungs = (rung("ClientHello"), rung("Alert", way="←", says="no", broke=True))
    for width in WIDTHS:
        drawing = ladder_svg.draw("l", rungs, ("tls a.test",), width)
        assert marked(drawing, "line").count("arrow bad") == 1
        assert marked(drawing, "circle") == ["fault"]
        assert "say name bad" in marked(drawing, "text")


def test_a_step_that_was_missed() -> None:
    missed = Rung(step=Step.PROXY, name="Proxy", hop=0, reached=False, broke=True)
    assert said(ladder_svg.draw("l", (missed,), ("tls a.test",), 780))[-1] == "not reached"


def test_steps_that_were_not_reached_stand_together() -> None:
    rest = [Rung(step=None, name=name, hop=0, reached=False) for name in ("A", "B", "A")]
    late = Rung(step=None, name="C", hop=0, reached=False)
    drawing = ladder_svg.draw("l", (*rest, rung("x"), late), ("tls a.test",), 780)
    lines = [line for line in said(drawing) if line.startswith("not")]
    assert lines == ["not reached: A, B", "not reached: C"]


def test_words_stand_beside_or_below() -> None:
    wide = ladder_svg.draw("l", (rung("TCP", says="answers"),), ("tls a.test",), 780)
    assert said(wide) == ["you", "a.test", "TCP", "3 ms", "answers"]
    narrow = ladder_svg.draw("l", (rung("TCP", says="answers"),), ("tls a.test",), 340)
    assert said(narrow) == ["you", "a.test", "3 ms  TCP", "answers"]


def test_a_time_that_is_not_known() -> None:
    timeless = Rung(step=None, name="TCP", hop=0)
    narrow = ladder_svg.draw("l", (timeless,), ("tls a.test",), 340)
    assert said(narrow) == ["you", "a.test", "TCP"]


def test_a_tunnel_leads_to_somebody_else() -> None:
    rungs = tuple(rung(str(hop), hop=hop) for hop in range(5))
    first, second = ladder_svg.pairs(rungs, PROXIED)
    assert (first.peer, first.before) == ("p.test:8443", "")
    assert (second.peer, second.before) == ("a.test", "p.test:8443")
    assert [rung.name for rung in first.rungs] == ["0", "1", "2"]
    assert [rung.name for rung in second.rungs] == ["3", "4"]
    assert "through p.test:8443" in said(ladder_svg.draw("l", rungs, PROXIED, 780))


def test_a_pair_that_said_nothing_is_left_out() -> None:
    [only] = ladder_svg.pairs((rung("x"),), PROXIED)
    assert only.peer == "p.test:8443"
    [only] = ladder_svg.pairs((rung("x", hop=3),), PROXIED)
    assert only.before == "p.test:8443"


def test_whom_a_pair_is_with() -> None:
    [direct] = ladder_svg.pairs((rung("x"),), (*DIRECT, "http a.test"))
    assert direct.peer == "a.test:443"
    [odd] = ladder_svg.pairs((rung("x"),), ("listen a.test:25",))
    assert odd.peer == "listen a.test:25"


def test_cut_by_columns() -> None:
    assert svg.cut("short", 5) == "short"
    assert svg.cut("longer", 5) == "long…"
    assert svg.cut(WIDE, 5) == f"{WIDE[:2]}…"
