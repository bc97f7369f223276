"""The report as one page of HTML that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from itertools import groupby

from tlswhy.causes import Entry, catalogue
from tlswhy.model.diagnosis import Diagnosis, Finding, Outcome
from tlswhy.model.transcript import Transcript
from tlswhy.report import here, ladder, ladder_svg, route_svg, sentences
from tlswhy.report.chain import ChainReport, sections
from tlswhy.report.fix import Fix, fixes
from tlswhy.report.markup import Markup, ascii_only, empty, join, tag, words
from tlswhy.report.page_style import sheet
from tlswhy.report.prose import CODE, Block, Kind, blocks
from tlswhy.report.sentences import Other
from tlswhy.report.subject import Subject
from tlswhy.report.views import views

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
TONES = {Outcome.OK: "good", Outcome.FAILED: "bad", Outcome.AT_RISK: "risk"}
TRIED = {"works": "toned good", "answered": "toned risk", "fails": ""}
WIDE, NARROW = 780, 340  # pixels of the drawings, for a desk and for a telephone
LONG = 2000


def render(  # noqa: PLR0913 - each is an option of the command line
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    explain_all: bool = False,
    interrupted: bool = False,
    chain: ChainReport | None = None,
) -> str:
    """The whole page, in ASCII. explain_all: also what was excluded, and why. interrupted: the
    user did not wait for the end. chain: all there is to show of a chain, in place of the
    evidence."""
    top = diagnosis.findings[0] if diagnosis.findings else None
    parts = [
        tag("h1", words(f"TLS to {subject.target}")),
        _answer(diagnosis, interrupted=interrupted),
        *_drawings(diagnosis, transcript, subject),
        *(_evidence(diagnosis, transcript) if chain is None else _chain(chain)),
        *_views(diagnosis),
        *_here(diagnosis),
        *_tried(diagnosis),
        *(_fix(top, diagnosis) if top is not None else []),
        *_others(diagnosis),
        *_notes(diagnosis),
        *(_excluded(diagnosis) if explain_all else []),
        *(_about(catalogue().get(top.cause)) if top is not None else []),
        *_next(diagnosis, subject),
        tag("footer", words("Asked with "), _code(subject.command)),
    ]
    page = tag("html", _head(subject), tag("body", tag("main", join(parts))), lang="en")
    return f"<!DOCTYPE html>\n{ascii_only(page)}\n"


def _head(subject: Subject) -> Markup:
    return tag(
        "head",
        empty("meta", charset="utf-8"),
        empty("meta", http_equiv="Content-Security-Policy", content=POLICY),
        empty("meta", name="viewport", content="width=device-width, initial-scale=1"),
        empty("meta", name="color-scheme", content="light dark"),
        tag("title", words(f"tlswhy: {subject.target}")),
        tag("style", Markup(sheet())),
    )


def _answer(diagnosis: Diagnosis, *, interrupted: bool) -> Markup:
    said = sentences.answer(diagnosis, interrupted=interrupted)
    heading = [tag("span", words(said.word), class_="word")]
    if diagnosis.findings:
        top = diagnosis.findings[0]
        heading.append(tag("strong", words(top.title)))
        named = f"{top.cause}, {top.clue.verdict.word}"
        heading.append(tag("span", words(f" ({named})"), class_="faint"))
    return tag(
        "section",
        tag("div", *heading),
        tag("p", words(said.because, LONG), class_="because"),
        *(tag("p", words(more)) for more in said.more),
        class_=f"answer {'risk' if interrupted else TONES[diagnosis.outcome]}",
    )


def _drawings(diagnosis: Diagnosis, transcript: Transcript, subject: Subject) -> list[Markup]:
    """Each is there twice, and the page shows the one that fits."""
    route, rungs = subject.route, ladder.rungs(diagnosis, transcript)
    broken = sentences.broken_hop(diagnosis, route)
    found = []
    if route:
        wide = route_svg.draw("route", route, broken, WIDE)
        narrow = route_svg.draw("route-narrow", route, broken, NARROW)
        found.append(_figure(wide, narrow))
    if rungs:
        wide = ladder_svg.draw("ladder", rungs, transcript.route, WIDE)
        narrow = ladder_svg.draw("ladder-narrow", rungs, transcript.route, NARROW)
        found.append(_figure(wide, narrow))
    return found


def _figure(wide: Markup, narrow: Markup) -> Markup:
    return tag("figure", tag("div", wide, class_="wide"), tag("div", narrow, class_="narrow"))


def _chain(chain: ChainReport) -> list[Markup]:
    """As in a terminal: the tree and the table are drawn with blanks."""
    found = []
    for section in sections(chain):
        lines = tuple(f"{line.lead}{line.text}" for line in section.lines)
        found += [tag("h2", words(section.title)), _pre(lines)]
    return found


def _evidence(diagnosis: Diagnosis, transcript: Transcript) -> list[Markup]:
    seen = sentences.evidence(diagnosis, transcript)
    if not seen:
        return []
    items = [
        Markup(words(fact.says) + (_faint(f" ({fact.when})") if fact.when else "")) for fact in seen
    ]
    return [tag("h2", words("Evidence")), _list(items)]


def _views(diagnosis: Diagnosis) -> list[Markup]:
    items = [
        Markup(f"{words(view.name)}: {tag('span', words(view.says), class_=TRIED[view.outcome])}")
        for view in views(diagnosis)
    ]
    return [tag("h2", words("Compared")), _list(items)] if items else []


def _here(diagnosis: Diagnosis) -> list[Markup]:
    seen = here.seen(diagnosis.case)
    items = [words(line.text) for line in seen.lines] if seen else []
    return [tag("h2", words("On this machine")), _list(items)] if items else []


def _tried(diagnosis: Diagnosis) -> list[Markup]:
    made = sentences.trials(diagnosis)
    if not made:
        return []
    rows = [
        tag(
            "tr",
            tag("td", words(trial.change)),
            tag("td", tag("span", words(trial.outcome), class_=TRIED[trial.outcome])),
            tag("td", words(trial.got), *([_proof()] if trial.confirms else [])),
            tag("td", words(sentences.connections(trial.connections))),
        )
        for trial in made
    ]
    names = ("One thing changed", "Outcome", "What came", "Cost")
    head = tag("tr", *(tag("th", words(name), scope="col") for name in names))
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="tried")
    spent = sentences.spent(diagnosis)
    return [tag("h2", words(f"Tried ({spent})")), tag("div", table, class_="scroll")]


def _proof() -> Markup:
    return tag("div", words("confirms it"), class_="toned good")


def _fix(top: Finding, diagnosis: Diagnosis) -> list[Markup]:
    found = [tag("h2", words("Fix"))]
    for remedy, ways in groupby(fixes(top, diagnosis.case), key=lambda fix: fix.remedy):
        for way in ways:
            heading = tag("h3", words(way.text), id=f"fix-{remedy}")
            found.append(_recipe(way) if way.product else heading)
    return found


def _recipe(way: Fix) -> Markup:
    parts = [tag("h4", words(way.product)), tag("p", words(way.text))]
    return tag("div", *parts, *([_pre(way.lines)] if way.lines else []), class_="recipe")


def _pre(lines: tuple[str, ...]) -> Markup:
    """A click selects all of it; the keyboard can scroll it."""
    return tag("pre", Markup("\n".join(words(line, LONG) for line in lines)), tabindex=0)


def _others(diagnosis: Diagnosis) -> list[Markup]:
    items = [
        Markup(f"{tag('strong', words(other.word))} {_named(other)}")
        for other in sentences.others(diagnosis)
    ]
    return [tag("h2", words("Other findings")), _list(items)] if items else []


def _notes(diagnosis: Diagnosis) -> list[Markup]:
    if not diagnosis.notes:
        return []
    return [tag("h2", words("Note")), _list([words(note, LONG) for note in diagnosis.notes])]


def _excluded(diagnosis: Diagnosis) -> list[Markup]:
    items = [_named(other) for other in sentences.excluded(diagnosis)]
    return [tag("h2", words("Excluded")), _list(items)] if items else []


def _named(other: Other) -> Markup:
    return Markup(f"{_code(other.cause)}: {words(other.says)}")


def _about(entry: Entry | None) -> list[Markup]:
    """What is known of the cause in general, but for the fix: that stands above, in full."""
    if entry is None:
        return []
    found = [tag("h2", words("About this cause"))]
    for heading in ("What happens", "Why", "How we tell"):
        found += [tag("h3", words(heading)), *_prose(entry.part(heading))]
    references = ", ".join(entry.cause.references)
    return [*found, tag("p", _faint(f"See {references}."))]


def _prose(text: str) -> list[Markup]:
    found = []
    for kind, group in groupby(blocks(text), key=lambda block: block.kind):
        if kind is Kind.ITEM:
            items = list(group)
            ordered = items[0].lead[0].isdigit()
            found.append(_list([_with_code(item.text) for item in items], ordered=ordered))
        else:
            found += [_block(block) for block in group]
    return found


def _block(block: Block) -> Markup:
    if block.kind is Kind.LINES:
        return _pre(tuple(block.text.split("\n")))
    return tag("p", _with_code(block.text))


def _with_code(text: str) -> Markup:
    """Every second piece stood between backticks."""
    pieces = CODE.split(text)
    marked = (_code(p) if index % 2 else words(p, LONG) for index, p in enumerate(pieces))
    return Markup("".join(marked))


def _next(diagnosis: Diagnosis, subject: Subject) -> list[Markup]:
    found = [
        tag("div", tag("p", words(step.what)), _pre((step.command,)), class_="recipe")
        for step in sentences.commands(diagnosis, subject)
    ]
    return [tag("h2", words("Next")), *found] if found else []


def _list(items: list[Markup], *, ordered: bool = False) -> Markup:
    return tag("ol" if ordered else "ul", *(tag("li", item) for item in items))


def _faint(text: str) -> Markup:
    return tag("span", words(text), class_="faint")


def _code(text: str) -> Markup:
    return tag("code", words(text, LONG))
