"""HTML, SVG and XML, built so that nobody's words can become markup.

`Markup` is a type of its own: what takes it takes no plain text, so a type checker finds every
place where something was not escaped.
"""

from __future__ import annotations

from html import escape
from typing import NewType

from tlswhy.report.sheet import clean

Markup = NewType("Markup", str)


def words(text: str, most: int = 300) -> Markup:
    """Text, shortened to `most` characters; no character in it that XML 1.0 does not allow."""
    return Markup(escape(clean(text, most)))


def tag(element: str, /, *inside: Markup, **attributes: str | int) -> Markup:
    """An element. `class_` stands for class, and `aria_label` for aria-label."""
    return Markup(f"<{element}{_written(attributes)}>{''.join(inside)}</{element}>")


def empty(element: str, /, **attributes: str | int) -> Markup:
    """An element that never has anything inside."""
    return Markup(f"<{element}{_written(attributes)}/>")


def join(parts: list[Markup]) -> Markup:
    """One after the other, each on a line of its own."""
    return Markup("\n".join(parts))


def ascii_only(whole: Markup) -> str:
    """With character references, so that it stays the same in whatever encoding it is stored."""
    return whole.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _written(attributes: dict[str, str | int]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{words(str(value), 1000)}"'
        for name, value in attributes.items()
    )
