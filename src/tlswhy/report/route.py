"""The route on a line, with the hop where it broke."""

from __future__ import annotations

from tlswhy.model.diagnosis import Broke, Step
from tlswhy.report.sheet import Sheet, clean, columns

LINK = " ── "


def draw(sheet: Sheet, route: tuple[str, ...], broke: Broke) -> None:
    """`you ── http-connect 192.0.2.7:3128 ── ✗ tls a.test`, broken between hops when narrow."""
    broken = min(broke.hop, len(route) - 1) if broke.step is not Step.NONE else -1
    hops = [
        ("✗ " if index == broken else "") + clean(label, 120) for index, label in enumerate(route)
    ]
    line = "  you"
    for hop in hops:
        if columns(line + LINK + hop) <= sheet.width:
            line += LINK + hop
        else:
            _put(sheet, line)
            line = "    " + LINK.lstrip() + hop
    _put(sheet, line)


def _put(sheet: Sheet, line: str) -> None:
    indent = len(line) - len(line.lstrip())
    sheet.text(
        line.lstrip(), lead=" " * indent, hang=indent + 3, style="red" if "✗" in line else ""
    )
