"""Nobody's words become markup."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tlswhy.report.markup import ascii_only, empty, join, tag, words


def test_elements() -> None:
    made = tag("p", words("a < b"), empty("br"), class_="x", aria_label='say "no"', tabindex=0)
    want = '<p class="x" aria-label="say &quot;no&quot;" tabindex="0">a &lt; b<br/></p>'
    assert made == want
    assert join([words("a"), words("b")]) == "a\nb"


def test_an_attribute_may_be_called_name() -> None:
    assert empty("meta", name="viewport") == '<meta name="viewport"/>'


def test_other_letters_are_references() -> None:
    assert ascii_only(words("you ─ ✗")) == "you &#9472; &#10007;"


@given(st.text(), st.text())
def test_whatever_is_said_stays_text(inside: str, attribute: str) -> None:
    made = ascii_only(tag("p", words(inside, 10_000), title=attribute))
    parsed = ET.fromstring(made)
    assert made.isascii()
    assert [element.tag for element in parsed.iter()] == ["p"]
    assert set(parsed.attrib) == {"title"}
    assert len(parsed.text or "") == len(inside)
