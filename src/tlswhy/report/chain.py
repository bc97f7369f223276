"""A certificate chain for a person: the certificates, the paths, each client, what would cure it.

Every format lays out the same sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.checks import Problem
from tlswhy.pki.clients import BY_KEY, CLIENTS
from tlswhy.pki.opinions import Opinion
from tlswhy.pki.survey import Cure, Survey, names_of
from tlswhy.pki.verdicts import Judged
from tlswhy.report.sheet import clean

MOST_SHOWN = 12
"""Certificates, paths, names and problems in a list."""

MOST_INDENTED = 6
"""Steps of the tree that stand further to the right; the narrowest sheet has room for no more."""


class Line(Struct, frozen=True):
    """One line of a section. lead: what stands before it. style: of `report.sheet`."""

    text: str
    lead: str = "  "
    style: str = ""


class Section(Struct, frozen=True):
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


class Second(Struct, frozen=True):
    """What a real program on this machine says. key: the client of ours that it is like.
    agrees: it and our verdict are the same."""

    key: str
    opinion: Opinion
    agrees: bool


class ChainReport(Struct, frozen=True):
    """All there is to show of a chain.

    places: where each certificate came from, "" where nothing is to be said. notes: on the files
    or on what was fetched. seconds: opinions of other programs. looked_up: what the network says.
    """

    survey: Survey
    places: tuple[str, ...]
    notes: tuple[str, ...] = ()
    seconds: tuple[Second, ...] = ()
    looked_up: tuple[str, ...] = ()


def sections(report: ChainReport) -> tuple[Section, ...]:
    """In the order in which they are shown; none is empty."""
    survey = report.survey
    reasons = _reasons(survey)
    made = (
        Section("Certificates", tuple(_certificates(report))),
        Section("Paths", tuple(_paths(survey))),
        Section("Clients", tuple(_clients(survey, reasons))),
        Section("What would cure it", tuple(_cures(survey))),
        Section("Looked up", tuple(Line(text, "  - ") for text in report.looked_up)),
        Section("Second opinions", tuple(_seconds(report))),
        Section("Files", tuple(Line(note, "  - ") for note in report.notes)),
    )
    return tuple(section for section in made if section.lines)


def _certificates(report: ChainReport) -> Iterator[Line]:
    survey = report.survey
    sent = survey.assessment.certificates
    for index, one in enumerate(sent[:MOST_SHOWN]):
        place = report.places[index] if index < len(report.places) else ""
        where = f" ({place})" if place else ""
        lead = f"  {index + 1}  "
        if isinstance(one, Unreadable):
            yield Line(f"cannot be read: {one.problem}{where}", lead, "yellow")
            continue
        yield Line(f"{one.subject or one.name}{where}", lead)
        yield Line(f"issued by {one.issuer}", "     ", "dim")
        yield Line(_about(one, survey.question.at), "     ", "dim")
        names = (*one.names, *one.ips)
        if not index and names:
            more = f" and {len(names) - MOST_SHOWN} more" if len(names) > MOST_SHOWN else ""
            yield Line(f"for {', '.join(names[:MOST_SHOWN])}{more}", "     ", "dim")
    if len(sent) > MOST_SHOWN:
        yield Line(f"and {len(sent) - MOST_SHOWN} more", "     ", "dim")


def _about(one: Certificate, at: datetime) -> str:
    bits = f" {one.curve or one.key_bits}" if one.curve or one.key_bits else ""
    left = f"{_days((one.not_after - at).days)} left"
    if one.not_after <= at:
        left = f"ended {_days((at - one.not_after).days)} ago"
    if one.not_before > at:
        left = "not valid yet"
    return (
        f"{one.key_type.upper()}{bits}, {one.signature_algorithm}, "
        f"{one.not_before:%Y-%m-%d} to {one.not_after:%Y-%m-%d} ({left})"
    )


def _days(count: int) -> str:
    if not count:
        return "less than a day"
    return f"{count} {'day' if count == 1 else 'days'}"


def _paths(survey: Survey) -> Iterator[Line]:
    """The tree: what paths have in common stands once."""
    before: tuple[str, ...] = ()
    sent = {
        one.sha256: index + 1
        for index, one in reversed(list(enumerate(survey.assessment.certificates)))
        if isinstance(one, Certificate)
    }
    for judged in survey.assessment.paths[:MOST_SHOWN]:
        keys = tuple(one.sha256 for one in judged.path.certificates)
        common = 0
        while common < min(len(before), len(keys)) and before[common] == keys[common]:
            common += 1
        for index in range(min(common, len(keys) - 1), len(keys)):
            yield from _node(judged, index, sent)
        before = keys
    more = len(survey.assessment.paths) - MOST_SHOWN
    if more > 0:
        yield Line(f"and {more} more paths", "  ", "dim")
    if survey.assessment.limit:
        text = f"there are more: the search ended at the limit of {survey.assessment.limit}"
        yield Line(text, "  ", "yellow")


def _node(judged: Judged, index: int, sent: dict[str, int]) -> Iterator[Line]:
    path = judged.path
    one = path.certificates[index]
    last = index == len(path.certificates) - 1
    said = [f"sent as {sent[one.sha256]}" if one.sha256 in sent else "not sent"]
    if last:
        held = ", ".join(dict.fromkeys(path.stores))
        said.append(f"trusted by {held}" if held else "in no store")
    indent = "  " + "   " * min(max(index - 1, 0), MOST_INDENTED)
    lead = f"{indent}└─ " if index else indent
    style = "" if not last else "green" if path.stores else "yellow"
    yield Line(f"{one.name} ({', '.join(said)})", lead, style)
    for problem in judged.problems:
        if problem.index == index and problem.code != "unreadable":
            who = _who(problem)
            if who:
                yield Line(f"{problem.says} ({who})", f"{' ' * len(lead)}! ", "yellow")


def _who(problem: Problem) -> str:
    """Who refuses the chain for it."""
    asked = [one for one in CLIENTS if one.speaks_tls]
    refusing = problem.refused_by
    if len(refusing) == len(asked):
        return "refused by all"
    return f"refused by {', '.join(refusing)}" if refusing else ""


def _reasons(survey: Survey) -> tuple[str, ...]:
    """What clients refuse the chain for, each once, in the order of the clients."""
    said = (f"{p.subject} {p.says}" for one in survey.verdicts for p in one.reasons)
    return tuple(dict.fromkeys(said))


def _clients(survey: Survey, reasons: tuple[str, ...]) -> Iterator[Line]:
    width = max(len(client.name) for client in CLIENTS) + 2
    for one in survey.verdicts:
        client = BY_KEY[one.client]
        name = client.name if client.measured else f"{client.name} *"
        lead = f"  {name:{width}}"
        if one.ok:
            yield Line(f"takes it, with {one.store}", lead, "green")
        else:
            numbers = sorted({reasons.index(f"{p.subject} {p.says}") + 1 for p in one.reasons})
            listed = " ".join(f"[{n}]" for n in numbers if n <= MOST_SHOWN)
            why = listed or "for other reasons"
            yield Line(f"refuses it {why}, with {one.store}", lead, "red")
    for number, reason in enumerate(reasons[:MOST_SHOWN], 1):
        yield Line(reason, f"  [{number}] ")
    if len(reasons) > MOST_SHOWN:
        yield Line(f"and {len(reasons) - MOST_SHOWN} more reasons", "  ", "dim")
    yield Line("by what its makers publish; the others were measured", "  * ", "dim")


def _cures(survey: Survey) -> Iterator[Line]:
    for cure in survey.cures:
        yield Line(f"{cure.says}: {_effect(cure)}", "  - ")
    if survey.window is not None and survey.refusing:
        begins, ends = survey.window
        text = f"all dates of the best path hold from {begins:%Y-%m-%d} to {ends:%Y-%m-%d}"
        yield Line(text, "  - ", "dim")


def _effect(cure: Cure) -> str:
    if not cure.left:
        return "all clients take it then"
    if len(cure.left) < len(cure.cured):
        return f"all take it then but {names_of(cure.left)}"
    return f"{names_of(cure.cured)} then take{'s' if len(cure.cured) == 1 else ''} it"


def _seconds(report: ChainReport) -> Iterator[Line]:
    for one in report.seconds:
        said = "takes it" if one.opinion.ok else f"refuses it: {_words(one.opinion)}"
        ours = "" if one.agrees else f"; we say otherwise of {BY_KEY[one.key].name}"
        style = "" if one.agrees else "alarm"
        strict = ", strict" if one.key == "python" else ""
        yield Line(f"{said}{ours}", f"  {one.opinion.client}{strict}: ", style)


def _words(opinion: Opinion) -> str:
    return "; ".join(dict.fromkeys(reason.text for reason in opinion.reasons))


def pem(certificates: Sequence[Certificate]) -> str:
    """The certificates as PEM (RFC 7468), each with a line that names it."""
    return "".join(f"# {_safe(one.subject)}\n{_encoded(one.der)}" for one in certificates)


def _safe(text: str) -> str:
    """A line of explanatory text: one line, and no dashes that could begin a block."""
    return clean(text).replace("-----", "- - -")


def _encoded(der: bytes) -> str:
    from base64 import encodebytes

    lines = encodebytes(der).decode().replace("\n", "")
    body = "\n".join(lines[at : at + 64] for at in range(0, len(lines), 64))
    return f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
