"""`tlswhy lab`: start set-ups that are broken on purpose, and diagnose them."""

from __future__ import annotations

import signal
import time
from collections.abc import Sequence
from shlex import join

from msgspec import Struct

from tlswhy.cli import demo, diagnose
from tlswhy.cli.arguments import Parser, similar
from tlswhy.cli.main import DONE, FAILED
from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Entry, scenarios
from tlswhy.model.diagnosis import Diagnosis, Outcome
from tlswhy.model.errors import InputError

ACTIONS = ("list", "up", "run", "demo")


class Result(Struct, frozen=True):
    """What came of one scenario. problem: why it is not as expected, empty when it is."""

    entry: Entry
    got: str
    problem: str = ""


def main(words: list[str]) -> int:
    """Do one of `ACTIONS`; a scenario that is not diagnosed as expected makes the status 1.

    Raises:
        InputError: there is no such action or scenario, or a program that it needs is missing.
    """
    parser = Parser("lab", __doc__ or "", "lab list | up ID | run ID | run --all | demo")
    parser.add_argument("action", metavar="list|up|run|demo")
    parser.add_argument("id", nargs="?", metavar="ID", help="a scenario, as `list` prints them")
    parser.add_argument("--all", action="store_true", help="run every one that can be started here")
    options = parser.read(words)
    action, everything = options.action, options.all
    if action not in ACTIONS:
        raise InputError(f"lab {action}: it is one of {', '.join(ACTIONS)}")
    if everything and (action != "run" or options.id):
        raise InputError("--all belongs to `tlswhy lab run` without an ID")
    if action in ("list", "demo"):
        if options.id:
            raise InputError(f"lab {action} takes no ID")
        return demo.main() if action == "demo" else _list(scenarios())
    if everything:
        return _run_all(scenarios())
    if options.id is None:
        raise InputError(f"lab {action} needs an ID; tlswhy lab list prints them")
    entry = _found(options.id)
    return _up(entry) if action == "up" else _run(entry)


def run(entry: Entry) -> Result:
    """Start a scenario, diagnose it in this process, and compare."""
    with Lab() as lab:
        up = entry.scenario.up(lab)
        with up.environment():
            found = diagnose.ask(diagnose.plan(list(up.argv)))
    return compared(entry, found.diagnosis)


def compared(entry: Entry, diagnosis: Diagnosis) -> Result:
    """Whether the first answer is one that the scenario takes."""
    scenario = entry.scenario
    first = diagnosis.findings[0] if diagnosis.findings else None
    got = f"{first.cause} {first.clue.verdict.word}" if first else str(diagnosis.outcome)
    crashed = next((finding.crash for finding in diagnosis.excluded if finding.crash), "")
    if crashed:
        return Result(entry, got, crashed)
    if scenario.healthy:
        right = diagnosis.outcome is Outcome.OK
        return Result(entry, got, "" if right else "expected nothing wrong")
    accepted = (str(scenario.expect), *scenario.also_accept)
    if first is None or first.cause not in accepted:
        return Result(entry, got, f"expected {' or '.join(accepted)}")
    if diagnosis.outcome != scenario.outcome:
        return Result(entry, got, f"expected it to be {scenario.outcome}, not {diagnosis.outcome}")
    if scenario.verdict and first.clue.verdict.word not in _at_least(scenario.verdict):
        return Result(entry, got, f"expected it to be {scenario.verdict} at least")
    return Result(entry, got)


def _at_least(verdict: str) -> Sequence[str]:
    from tlswhy.model.diagnosis import Verdict

    return tuple(v.word for v in Verdict if v >= Verdict[verdict.upper()])


def _list(entries: Sequence[Entry]) -> int:
    rows = [("ID", "FAMILY", "EXPECTED", "NEEDS")]
    for entry in entries:
        scenario = entry.scenario
        missing = scenario.missing()
        needs = [f"{n} (not installed)" if n in missing else n for n in scenario.needs]
        expect = scenario.expect or "nothing wrong"
        rows.append((_id(entry), entry.family, expect, ", ".join(needs)))
    _table(rows)
    return DONE


def _up(entry: Entry) -> int:
    _refuse_if_missing(entry)
    # Being terminated must stop the servers too, and a shell starts what it puts into the
    # background with SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with Lab() as lab:
        up = entry.scenario.up(lab)
        print(entry.title, *([entry.about] if entry.about else []), sep="\n")
        if up.note:
            print(up.note)
        variables = [f"{name}={value}" for name, value in up.variables]
        print(f"\n  {join([*variables, 'tlswhy', *up.argv])}\n\nCtrl-C stops it.", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return DONE


def _run(entry: Entry) -> int:
    _refuse_if_missing(entry)
    result = run(entry)
    print(f"{_id(entry)}: {result.got}, {result.problem or 'as expected'}")
    return FAILED if result.problem else DONE


def _run_all(entries: Sequence[Entry]) -> int:
    wrong = 0
    longest = max(len(entry.name) for entry in entries)
    for entry in entries:
        missing = entry.scenario.missing()
        if missing:
            print(f"{_id(entry):{longest}}  left out: {', '.join(missing)} is not installed")
            continue
        try:
            result = run(entry)
        except (OSError, RuntimeError, InputError) as error:
            result = Result(entry, "", f"no answer: {error}")
        wrong += bool(result.problem)
        verdict = f"WRONG: {result.problem}" if result.problem else "as expected"
        print(f"{_id(entry):{longest}}  {result.got:36}  {verdict}", flush=True)
    print(f"{wrong} wrong" if wrong else "all as expected")
    return FAILED if wrong else DONE


def _found(wanted: str) -> Entry:
    known = {_id(entry): entry for entry in scenarios()}
    name = wanted.replace("_", "-")
    if name not in known:
        near = similar(name, known) or "; tlswhy lab list prints them"
        raise InputError(f"no scenario is called {wanted!r}{near}")
    return known[name]


def _refuse_if_missing(entry: Entry) -> None:
    missing = entry.scenario.missing()
    if missing:
        raise InputError(f"{_id(entry)} needs {', '.join(missing)}, which is not installed")


def _id(entry: Entry) -> str:
    return entry.name.replace("_", "-")


def _table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(f"{cell:{w}}" for cell, w in zip(row, widths, strict=True)).rstrip())
