"""The report for an issue tracker: GitHub's Markdown, and what others read of it.

What a peer said must not become markup, a link, a mention of somebody or a reference to another
issue, so every sign that could do so is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from tlswhy.causes import Entry, catalogue
from tlswhy.model.diagnosis import Diagnosis, Finding
from tlswhy.model.transcript import Transcript
from tlswhy.report import here, ladder, sentences
from tlswhy.report.chain import ChainReport, sections
from tlswhy.report.fix import Fix, fixes
from tlswhy.report.prose import Kind, blocks
from tlswhy.report.sheet import ASCII, clean
from tlswhy.report.subject import Subject
from tlswhy.report.views import views

SIGNS = re.compile(r"[\\`*\[\]<>&|~$#^]|(?<![^\W_])_|_(?![^\W_])")
AT_THE_START = re.compile(r"[-+=](?=\s|[-+=]*$)|\d+[.)](?=\s|$)")
# GitHub's autolinks (an extension of CommonMark) begin with a scheme or with `www.`.
LINK = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
# Mentions and references to issues are found after Markdown was read: no backslash stops them.
CALL = re.compile(r"@(?=\w)|[#!](?=\d)|GH-(?=\d)", re.IGNORECASE)
GAP = "<!-- -->"
BACKTICKS = re.compile(r"`+")
LONG = 2000


def render(  # noqa: PLR0913 - each is an option of the command line
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    ascii: bool = False,  # noqa: A002 - Python's own word for it
    explain_all: bool = False,
    interrupted: bool = False,
    chain: ChainReport | None = None,
) -> str:
    """The whole report. ascii: for outputs that take no UTF-8. explain_all: also what was
    excluded, and why. interrupted: the user did not wait for the end. chain: all there is to show
    of a chain, in place of the evidence."""
    top = diagnosis.findings[0] if diagnosis.findings else None
    parts = [
        f"## TLS to {span(subject.target)}",
        *_answer(diagnosis, interrupted=interrupted),
        *_route(diagnosis, subject),
        *_ladder(diagnosis, transcript),
        *(_evidence(diagnosis, transcript) if chain is None else _chain(chain)),
        *_listed("Compared", [escaped(f"{v.name}: {v.says}") for v in views(diagnosis)]),
        *_tried(diagnosis),
        *_here(diagnosis),
        *(_fix(top, diagnosis) if top is not None else []),
        *_others(diagnosis, explain_all=explain_all),
        *(_about(catalogue().get(top.cause)) if top is not None else []),
        *_next(diagnosis, subject),
        f"Asked with {span(subject.command)}",
    ]
    whole = "\n\n".join(parts) + "\n"
    return whole.translate(ASCII).encode("ascii", "replace").decode("ascii") if ascii else whole


def escaped(text: str) -> str:
    """Text that shows as it is, in a paragraph, an item or a cell."""
    plain = SIGNS.sub(lambda sign: f"\\{sign[0]}", clean(text).strip())
    plain = LINK.sub(lambda sign: f"\\{sign[0]}", plain)
    start = AT_THE_START.match(plain)
    if start is not None:
        plain = f"{plain[: start.end() - 1]}\\{plain[start.end() - 1 :]}"
    return CALL.sub(lambda sign: f"{sign[0]}{GAP}", plain)


def span(text: str) -> str:
    """Code within a line: between more backticks than stand in it."""
    plain = clean(text, LONG)
    marks = "`" * (_most_backticks(plain) + 1)
    # One space at both ends is taken off again (CommonMark section 6.1).
    edge = " " if plain.strip(" `") != plain or not plain else ""
    return f"{marks}{edge}{plain}{edge}{marks}"


def fence(lines: tuple[str, ...], language: str = "") -> str:
    """Lines to paste, between more backticks than stand in them."""
    inside = "\n".join(clean(line, LONG) for line in lines)
    marks = "`" * max(3, _most_backticks(inside) + 1)
    return f"{marks}{language}\n{inside}\n{marks}"


def _most_backticks(text: str) -> int:
    return max(map(len, BACKTICKS.findall(text)), default=0)


def table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Cells are Markdown already; what is escaped has no bare `|` in it."""
    lines = [names, ("---",) * len(names), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _answer(diagnosis: Diagnosis, *, interrupted: bool) -> list[str]:
    said = sentences.answer(diagnosis, interrupted=interrupted)
    if not diagnosis.findings:
        return [f"**{said.word}**: {escaped(said.because)}", *map(escaped, said.more)]
    top = diagnosis.findings[0]
    title = f"**{said.word}: {escaped(top.title)}** ({span(top.cause)}, {top.clue.verdict.word})"
    return [title, escaped(said.because), *map(escaped, said.more)]


def _route(diagnosis: Diagnosis, subject: Subject) -> list[str]:
    if not subject.route:
        return []
    broken = sentences.broken_hop(diagnosis, subject.route)
    hops = [
        ("✗ " if index == broken else "") + clean(label, 120)
        for index, label in enumerate(subject.route)
    ]
    return [fence((" ── ".join(["you", *hops]),), "text")]


def _ladder(diagnosis: Diagnosis, transcript: Transcript) -> list[str]:
    """One row for each step that was reached, and one for the others together."""
    rungs = ladder.rungs(diagnosis, transcript)
    if not rungs:
        return []
    rows = [_row(rung) for rung in rungs if rung.reached or rung.broke]
    missing = [rung.name for rung in rungs if not rung.reached and not rung.broke]
    if missing:
        rows.append(("", "", "not reached", ", ".join(dict.fromkeys(missing))))
    return [table(("At", "", "Step", "What was said"), rows)]


def _row(rung: ladder.Rung) -> tuple[str, ...]:
    time = f"{rung.at} ms" if rung.at is not None else ""
    name = f"**✗ {rung.name}**" if rung.broke else rung.name
    says = rung.says or ("" if rung.reached else "not reached")
    return (time, rung.way.strip(), name, escaped(says))


def _evidence(diagnosis: Diagnosis, transcript: Transcript) -> list[str]:
    seen = sentences.evidence(diagnosis, transcript)
    items = [escaped(fact.says) + (f" ({fact.when})" if fact.when else "") for fact in seen]
    return _listed("Evidence", items)


def _chain(chain: ChainReport) -> list[str]:
    """As in a terminal: the tree and the table are drawn with blanks."""
    found = []
    for section in sections(chain):
        lines = tuple(f"{line.lead}{clean(line.text, LONG)}" for line in section.lines)
        found += [f"### {section.title}", fence(lines, "text")]
    return found


def _here(diagnosis: Diagnosis) -> list[str]:
    seen = here.seen(diagnosis.case)
    return _listed("On this machine", [escaped(line.text) for line in seen.lines] if seen else [])


def _tried(diagnosis: Diagnosis) -> list[str]:
    rows = [
        (
            escaped(trial.change),
            trial.outcome,
            " ".join(filter(None, (escaped(trial.got), "**confirms it**" * trial.confirms))),
            str(trial.connections),
        )
        for trial in sentences.trials(diagnosis)
    ]
    if not rows:
        return []
    names = ("One thing changed", "Outcome", "What came", "Connections")
    return [f"### Tried ({sentences.spent(diagnosis)})", table(names, rows)]


def _fix(top: Finding, diagnosis: Diagnosis) -> list[str]:
    found = ["### Fix"]
    for _, ways in groupby(fixes(top, diagnosis.case), key=lambda fix: fix.remedy):
        for way in ways:
            found += _way(way)
    return found


def _way(way: Fix) -> list[str]:
    text = f"{way.product}: {escaped(way.text)}" if way.product else f"**{escaped(way.text)}**"
    return [text, *([fence(way.lines)] if way.lines else [])]


def _others(diagnosis: Diagnosis, *, explain_all: bool) -> list[str]:
    others = [
        f"{other.word} {span(other.cause)}: {escaped(other.says)}"
        for other in sentences.others(diagnosis)
    ]
    left_out = [
        f"{span(other.cause)}: {escaped(other.says)}" for other in sentences.excluded(diagnosis)
    ]
    return [
        *_listed("Other findings", others),
        *_listed("Note", [escaped(note) for note in diagnosis.notes]),
        *(_listed("Excluded", left_out) if explain_all else []),
    ]


def _about(entry: Entry | None) -> list[str]:
    """A line break of the source would be one on the page of some trackers."""
    if entry is None:
        return []
    found = ["### How we tell"]
    for block in blocks(entry.part("How we tell")):
        if block.kind is Kind.LINES:
            found.append(fence(tuple(block.text.split("\n"))))
        else:
            found.append(f"{block.lead}{block.text}")
    return found


def _next(diagnosis: Diagnosis, subject: Subject) -> list[str]:
    found = ["### Next"]
    for step in sentences.commands(diagnosis, subject):
        found += [escaped(step.what), fence((step.command,))]
    return found if len(found) > 1 else []


def _listed(heading: str, items: list[str]) -> list[str]:
    if not items:
        return []
    return [f"### {heading}", "\n".join(f"- {item}" for item in items)]
