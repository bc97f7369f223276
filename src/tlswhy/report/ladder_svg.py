"""The ladder as a drawing: for each peer two lifelines, and between them what was said.

Theory of operation. Hops that end at the same peer are drawn together: after a tunnel, what
follows is spoken to somebody else. Wide, the words stand beside the lifelines; narrow,
below each arrow between them.
"""

from __future__ import annotations

from msgspec import Struct

from tlswhy.model.attempt import TUNNELS
from tlswhy.report import svg
from tlswhy.report.ladder import OURS, THEIRS, Rung
from tlswhy.report.markup import Markup
from tlswhy.report.sheet import clean, wrap

PEERS = (*TUNNELS, "tcp", "udp", "tls")
NARROW = 560  # pixels, below which the words stand between the lifelines


class Pair(Struct, frozen=True):
    """What is spoken with one peer. before: through whom."""

    peer: str
    before: str
    rungs: tuple[Rung, ...]


class Frame(Struct, frozen=True):
    """Where things stand, in pixels. left, right: the lifelines. text, room: the words' place."""

    width: int
    left: int
    right: int
    text: int
    room: int
    beside: bool

    @property
    def middle(self) -> int:
        """Between the lifelines."""
        return (self.left + self.right) // 2


def draw(id_: str, ladder: tuple[Rung, ...], route: tuple[str, ...], width: int) -> Markup:
    """id_: unique on the page. route: every hop of the transcript. width: in pixels."""
    frame = _frame(width)
    parts: list[Markup] = []
    y = 1
    for pair in pairs(ladder, route):
        y = _pair(parts, pair, frame, y) + 20
    return svg.picture(id_, "What was said, and when", _told(ladder), (width, y - 19), parts)


def pairs(ladder: tuple[Rung, ...], route: tuple[str, ...]) -> tuple[Pair, ...]:
    """The rungs by peer, in order; a pair of which there is no rung is left out."""
    found: list[Pair] = []
    labels: list[str] = []
    before, start = "", 0
    for index, hop in enumerate(route):
        labels.append(hop)
        last = index == len(route) - 1
        if not last and hop.partition(" ")[0] not in TUNNELS:
            continue
        end = len(route) if last else index
        rungs = tuple(rung for rung in ladder if start <= rung.hop <= end)
        peer = _peer(labels)
        if rungs:
            found.append(Pair(peer, before, rungs))
        before, start, labels = peer, index + 1, []
    return tuple(found)


def _peer(labels: list[str]) -> str:
    known = dict(reversed([label.partition(" ")[::2] for label in labels]))
    return next((known[kind] for kind in PEERS if kind in known), labels[0])


def _frame(width: int) -> Frame:
    if width < NARROW:
        left, right = 26, width - 26
        return Frame(width, left, right, left + 12, right - left - 24, beside=False)
    left, right = 116, 356
    return Frame(width, left, right, right + 22, width - right - 22, beside=True)


def _pair(parts: list[Markup], pair: Pair, frame: Frame, y: int) -> int:
    """Draw one pair from here, and say where it ends."""
    if pair.before:
        through = svg.cut(f"through {pair.before}", svg.fitting(frame.width))
        parts.append(svg.label(0, y + 12, through, "faint"))
        y += 20
    you, peer = ["you"], [svg.cut(pair.peer, 28)]
    parts.append(svg.box(frame.left - svg.wide(you) // 2, y, svg.wide(you), you, ""))
    size = svg.wide(peer)
    x = min(frame.right - size // 2, frame.width - size - 1)
    parts.append(svg.box(x, y, size, peer, ""))
    top = y = y + svg.tall(you)
    rows: list[Markup] = []
    missing: list[str] = []
    for rung in pair.rungs:
        if not rung.reached and not rung.broke:
            missing.append(rung.name)
            continue
        y = _missing(rows, missing, frame, y)
        y = _rung(rows, rung, frame, y)
    y = _missing(rows, missing, frame, y)
    lifelines = [svg.line((x, top), (x, y), "life") for x in (frame.left, frame.right)]
    parts += [*lifelines, *rows]
    return y


def _rung(rows: list[Markup], rung: Rung, frame: Frame, y: int) -> int:
    state = "bad" if rung.broke else ""
    time = f"{rung.at} ms" if rung.at is not None else ""
    says = rung.says or ("" if rung.reached else "not reached")
    lines = list(wrap(clean(says, 300), svg.fitting(frame.room), svg.fitting(frame.room)))
    at = y + 28
    name = rung.name if frame.beside else f"{time}  {rung.name}".strip()
    rows.append(svg.label(frame.middle, at - 7 - 4 * rung.broke, name, f"name {state}", "middle"))
    if frame.beside:
        rows.append(svg.label(frame.left - 14, at + 4, time, "faint", "end"))
    rows += _arrow(rung, frame, at, state)
    first = at + 4 if frame.beside else at + svg.LINE + 4 * rung.broke
    for index, line in enumerate(lines):
        rows.append(svg.label(frame.text, first + svg.LINE * index, line, state))
    below = first + svg.LINE * (len(lines) - 1)
    return max(at, below) + 8


def _arrow(rung: Rung, frame: Frame, at: int, state: str) -> list[Markup]:
    """Who spoke to whom; a dashed line for what nobody said."""
    said = rung.way in (OURS, THEIRS)
    kind = f"{'arrow' if said else 'event'} {state}".rstrip()
    drawn = [svg.line((frame.left, at), (frame.right, at), kind)]
    if said:
        right = rung.way == OURS
        tip = frame.right if right else frame.left
        drawn.append(svg.head(tip, at, f"tip {state}".rstrip(), right=right))
    if rung.broke:
        drawn.append(svg.cross(frame.middle, at))
    return drawn


def _missing(rows: list[Markup], names: list[str], frame: Frame, y: int) -> int:
    """The steps that were not reached, together."""
    if not names:
        return y
    room = svg.fitting(frame.room)
    text = f"not reached: {', '.join(dict.fromkeys(names))}"
    names.clear()
    first = y + 22
    lines = list(wrap(text, room, room))
    for index, line in enumerate(lines):
        rows.append(svg.label(frame.text, first + svg.LINE * index, line, "faint"))
    return first + svg.LINE * (len(lines) - 1) + 8


def _told(ladder: tuple[Rung, ...]) -> str:
    """The same for those who cannot see it."""
    return "; ".join(_said(rung) for rung in ladder if rung.reached or rung.broke) + "."


def _said(rung: Rung) -> str:
    who = {OURS: " from us", THEIRS: " to us"}.get(rung.way, "")
    time = f"{rung.at} ms: " if rung.at is not None else ""
    says = f", {rung.says}" if rung.says else ""
    return f"{time}{rung.name}{who}{says}{' (it broke here)' if rung.broke else ''}"
