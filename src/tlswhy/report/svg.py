"""The few shapes that drawings of routes and ladders are made of.

Text is set in a fixed-width font, so that its width is known here: `CHAR` pixels a column. The
colours come from the page's classes.
"""

from __future__ import annotations

from tlswhy.report.markup import Markup, empty, join, tag, words
from tlswhy.report.sheet import clean, columns

CHAR = 7.3
LINE = 16


def picture(id_: str, title: str, text: str, size: tuple[int, int], parts: list[Markup]) -> Markup:
    """A drawing with a name and a description for those who cannot see it.

    id_: unique on the page. size: width and height in pixels.
    """
    width, height = size
    return tag(
        "svg",
        tag("title", words(title), id=f"{id_}-title"),
        tag("desc", words(text, 4000), id=f"{id_}-text"),
        join(parts),
        class_="drawing",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{id_}-title {id_}-text",
    )


def line(one: tuple[int, int], other: tuple[int, int], class_: str) -> Markup:
    """A straight line between two points."""
    return empty("line", x1=one[0], y1=one[1], x2=other[0], y2=other[1], class_=class_)


def head(x: int, y: int, class_: str, *, right: bool) -> Markup:
    """The head of an arrow whose tip is here."""
    back = x - 9 if right else x + 9
    return empty("path", d=f"M{back} {y - 5}L{x} {y}L{back} {y + 5}z", class_=class_)


def cross(x: int, y: int) -> Markup:
    """The mark of what failed."""
    arms = f"M{x - 4} {y - 4}L{x + 4} {y + 4}M{x + 4} {y - 4}L{x - 4} {y + 4}"
    return tag(
        "g",
        empty("circle", cx=x, cy=y, r=9, class_="fault"),
        empty("path", d=arms, class_="cross"),
    )


def box(x: int, y: int, width: int, lines: list[str], class_: str) -> Markup:
    """A box with lines of text in its middle; it is `tall(lines)` high."""
    middle = x + width // 2
    parts = [
        label(middle, y + 6 + LINE * (index + 1) - 4, text, "name" if not index else "", "middle")
        for index, text in enumerate(lines)
    ]
    frame = empty("rect", x=x, y=y, width=width, height=tall(lines), rx=6)
    return tag("g", frame, *parts, class_=f"box {class_}".rstrip())


def tall(lines: list[str]) -> int:
    """The height of a box with so many lines."""
    return LINE * len(lines) + 12


def wide(lines: list[str]) -> int:
    """The width of a box with these lines."""
    return round(max(columns(text) for text in lines) * CHAR) + 20


def fitting(width: int) -> int:
    """How many columns fit into so many pixels."""
    return int(width / CHAR)


def cut(text: str, most: int) -> str:
    """Text of at most so many columns."""
    short = clean(text)
    if columns(short) <= most:
        return short
    while columns(short) >= most:
        short = short[:-1]
    return f"{short}…"


def label(x: int, y: int, text: str, class_: str = "", anchor: str = "start") -> Markup:
    """One line of text; x is where its `anchor` (start, middle or end) stands."""
    return tag("text", words(text), x=x, y=y, class_=f"say {class_}".rstrip(), text_anchor=anchor)
