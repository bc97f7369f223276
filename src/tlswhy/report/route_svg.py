"""The route as a drawing: you, every hop, and the one at which it broke."""

from __future__ import annotations

from tlswhy.report import svg
from tlswhy.report.markup import Markup
from tlswhy.report.sheet import clean, wrap

GAP = 36
MOST_LINES = 4
COLUMNS = 26


def draw(id_: str, route: tuple[str, ...], broken: int, width: int) -> Markup:
    """In a row, or one below the other where a row is wider than `width` pixels.

    id_: unique on the page. broken: index of the hop at which it broke, -1 when it did not.
    """
    boxes = [["you"], *(_lines(label, COLUMNS) for label in route)]
    needed = sum(svg.wide(lines) for lines in boxes) + GAP * len(route) + 2
    text = _told(route, broken)
    if needed <= width:
        size, parts = _row(boxes, broken)
    else:
        boxes = [["you"], *(_lines(label, svg.fitting(width - 24)) for label in route)]
        size, parts = _column(boxes, broken, width)
    return svg.picture(id_, "Route", text, size, parts)


def _row(boxes: list[list[str]], broken: int) -> tuple[tuple[int, int], list[Markup]]:
    height = max(svg.tall(lines) for lines in boxes) + 2
    parts: list[Markup] = []
    x = 1
    for index, lines in enumerate(boxes):
        hop = index - 1
        if index:
            middle = height // 2
            parts.append(svg.line((x, middle), (x + GAP, middle), _link(hop, broken)))
            if hop == broken:
                parts.append(svg.cross(x + GAP // 2, middle))
            x += GAP
        width = svg.wide(lines)
        y = (height - svg.tall(lines)) // 2
        parts.append(svg.box(x, y, width, lines, _state(hop, broken)))
        x += width
    return (x + 1, height), parts


def _column(
    boxes: list[list[str]], broken: int, width: int
) -> tuple[tuple[int, int], list[Markup]]:
    parts: list[Markup] = []
    gap, y = 30, 1
    for index, lines in enumerate(boxes):
        hop = index - 1
        if index:
            parts.append(svg.line((width // 2, y), (width // 2, y + gap), _link(hop, broken)))
            if hop == broken:
                parts.append(svg.cross(width // 2, y + gap // 2))
            y += gap
        size = svg.wide(lines)
        parts.append(svg.box((width - size) // 2, y, size, lines, _state(hop, broken)))
        y += svg.tall(lines)
    return (width, y + 1), parts


def _lines(label: str, most: int) -> list[str]:
    """The kind of a hop, then whom it talks to, cut where that is endless."""
    kind, _, peer = clean(label, 300).partition(" ")
    lines = [svg.cut(kind, most), *wrap(peer, most, most)]
    return [*lines[: MOST_LINES - 1], "…"] if len(lines) > MOST_LINES else lines


def _state(hop: int, broken: int) -> str:
    if hop == broken != -1:
        return "bad"
    return "beyond" if hop > broken != -1 else ""


def _link(hop: int, broken: int) -> str:
    return f"link {_state(hop, broken)}".rstrip()


def _told(route: tuple[str, ...], broken: int) -> str:
    way = ", then ".join(["you", *route])
    return f"{way}. It broke at {route[broken]}." if broken >= 0 else f"{way}. Nothing broke."
