"""`tlswhy capture FILE...`: every failed handshake in packet captures, with its cause."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from tlswhy.cli import files
from tlswhy.cli.arguments import Parser
from tlswhy.cli.main import DONE, FAILED
from tlswhy.cli.output import FORMATS
from tlswhy.cli.terminal import Progress, ascii_only, colour, width
from tlswhy.model.errors import InputError

if TYPE_CHECKING:
    from tlswhy.captures.flow import Flow
    from tlswhy.captures.flows import Capture
    from tlswhy.captures.keylog import KeyLog
    from tlswhy.passive.diagnose import Judged
    from tlswhy.passive.observe import Setting
    from tlswhy.passive.rows import Row
    from tlswhy.passive.summary import Collector, Summary
    from tlswhy.passive.table import Table

ALL_FORMATS = ("text", "json", "jsonl")
STORES = ("mozilla", "system", "none")
"""Roots that clients are taken to have, the usual ones first."""

EXPORTS = (".csv", ".jsonl", ".parquet")
EVERY = 500
"""Flows between two looks at the clock, to show how far it is."""


def main(words: list[str]) -> int:
    """Judge the flows of captures, and print the page or one of them.

    Raises:
        InputError: a file cannot be read or is no capture.
    """
    options = _parser().read(words)
    _check_export(options)
    setting = _setting(options)
    if options.flow is not None:
        return _one(options, setting)
    return _all(options, setting)


def _parser() -> Parser:
    parser = Parser("capture", __doc__ or "", "capture FILE... [OPTIONS]")
    add = parser.add_argument
    add("files", metavar="FILE", nargs="+", help="pcap or pcapng, also packed; - is standard input")
    add("--flow", metavar="N", help="one connection, with its ladder, evidence and fix")
    add("--summary", action="store_true", help="servers, versions, fingerprints and times as well")
    add("--export", metavar="FILE", help="every handshake: FILE ends with .csv, .jsonl or .parquet")
    add("--ca-file", metavar="FILE", action="append", default=[], help="trusted too; repeatable")
    add(
        "--keylog",
        metavar="FILE",
        action="append",
        default=[],
        help="secrets that SSLKEYLOGFILE got: what they open is read too; repeatable",
    )
    add("--trust", choices=STORES, default=STORES[0], help="roots that clients are taken to have")
    add("--format", default="text", help=", ".join(FORMATS))
    add("--explain-all", action="store_true", help="with --flow: list the excluded causes as well")
    add("--quiet", action="store_true", help="show no progress")
    return parser


def _check_export(options: Namespace) -> None:
    from importlib.util import find_spec

    if options.export is None:
        return
    if options.flow is not None:
        raise InputError("--export has every handshake: leave out --flow")
    if not options.export.endswith(EXPORTS):
        raise InputError(f"--export: {options.export!r} does not end with {' or '.join(EXPORTS)}")
    if options.export.endswith(".parquet") and find_spec("pyarrow") is None:
        raise InputError("--export: writing Parquet needs pyarrow: pip install pyarrow")


def _setting(options: Namespace) -> Setting:
    from tlswhy.evidence.certificates import Trust
    from tlswhy.model.facts.context import TrustStore
    from tlswhy.passive.observe import Setting
    from tlswhy.pki.stores import mozilla

    store = files.store(options.trust)
    ders = [der for path in options.ca_file for der in files.certificates(path)]
    whole = files.plus_files(store, options.ca_file, ders)
    seen = TrustStore(name=options.trust, files=tuple(options.ca_file), anchors=len(whole))
    return Setting(Trust(whole, whole, mozilla()), seen)


def _all(options: Namespace, setting: Setting) -> int:
    from tlswhy.model.diagnosis import Outcome
    from tlswhy.passive.summary import Collector
    from tlswhy.passive.table import Table
    from tlswhy.report import capture as page
    from tlswhy.report import json

    if options.format not in ALL_FORMATS:
        raise InputError(
            f"--format {options.format} is for one flow; here: {', '.join(ALL_FORMATS)}"
        )
    run = _Run(options, setting, _keys(options), Collector(), Table())
    if options.export is None:
        for _ in _rows(run):
            pass
    else:
        _export(options.export, _rows(run))
    made = run.found.summary()
    if options.format == "text":
        print(_page(run, made))
    elif options.format == "json":
        print(json.dump_many(page.documents(made, _asked(options))).rstrip("\n"))
    return FAILED if made.outcomes.get(Outcome.FAILED) else DONE


def _page(run: _Run, made: Summary) -> str:
    from tlswhy.report import capture as page
    from tlswhy.report import handshakes

    notes, asked = tuple(_notes(run)), _asked(run.options)
    wide, coloured, plain = width(), colour(), ascii_only()
    shown = page.render(
        made, notes, options=asked, width=wide, colour=coloured, ascii=plain
    ).rstrip("\n")
    if not run.options.summary:
        return shown
    more = handshakes.render(run.table, width=wide, colour=coloured, ascii=plain)
    return f"{shown}\n\n{more.rstrip()}"


class _Run(Struct):
    """What is read on the way through the captures. notes: on the files. opened: the keys opened
    something."""

    options: Namespace
    setting: Setting
    keys: KeyLog
    found: Collector
    table: Table
    notes: list[str] = []
    opened: bool = False


def _rows(run: _Run) -> Iterator[Row]:
    """Every handshake of every file, which `run` then knows too."""
    progress = Progress(sys.stderr, shown=not run.options.quiet)
    try:
        for path in run.options.files:
            capture = _opened(path)
            for number, flow in enumerate(_flows(capture, run.keys, path)):
                if number % EVERY == 0:
                    progress(f"{path}: {capture.packets} packets, {number} connections")
                row = _row(run, flow, path)
                if row is not None:
                    run.table.add(row)
                    yield row
            run.notes += [f"{path}: {note}" for note in capture.notes]
    finally:
        progress.done()


def _row(run: _Run, flow: Flow, path: str) -> Row | None:
    """One flow; None where it is not about TLS. A flow whose keys are known is always judged."""
    from tlswhy.causes import catalogue
    from tlswhy.passive.diagnose import judge
    from tlswhy.passive.rows import row_of, triage

    keys = run.keys if len(run.keys) else None
    row = triage(flow) if keys is None else None
    if row is not None:
        run.found.fine(row)
        return row
    judged = judge(flow, run.setting, catalogue(), keys)
    if judged is None:
        return None
    run.opened |= any(map(any, judged.recording.inside))
    group = run.found.add(judged, path)
    if run.options.format == "jsonl" and group is not None:
        _line(judged, path, _asked(run.options))
    return row_of(judged)


def _notes(run: _Run) -> Iterator[str]:
    yield from run.notes
    yield from run.keys.notes
    if run.options.keylog and not run.opened:
        yield "--keylog opened nothing: it has no secret of a handshake over TCP in here"


def _asked(options: Namespace) -> str:
    """The options that a command needs to judge the same again."""
    from shlex import quote

    words = [] if options.trust == STORES[0] else [f"--trust {options.trust}"]
    words += [f"--ca-file {quote(path)}" for path in options.ca_file]
    words += [f"--keylog {quote(path)}" for path in options.keylog]
    return "".join(f" {word}" for word in words)


def _export(path: str, rows: Iterator[Row]) -> None:
    """Write every handshake into a new file, in the form that its name ends with.

    Raises:
        InputError: it cannot be written, or pyarrow is needed and not there.
    """
    from tlswhy.report import handshakes

    try:
        if path.endswith(".parquet"):
            with open(path, "xb") as binary:  # noqa: PTH123 - as in cli.files
                handshakes.parquet(rows, binary)
            return
        lines = handshakes.csv(rows) if path.endswith(".csv") else handshakes.json_lines(rows)
        with open(path, "x", encoding="utf-8", newline="") as text:  # noqa: PTH123
            text.writelines(lines)
    except OSError as error:
        raise InputError(f"--export: cannot write {path}: {error.strerror or error}") from None


def _line(judged: Judged, path: str, asked: str) -> None:
    from tlswhy.report import capture as page
    from tlswhy.report import json

    subject = page.subject_of(judged, path, asked)
    print(json.line(judged.diagnosis, judged.recording.transcript, subject).rstrip("\n"))


def _one(options: Namespace, setting: Setting) -> int:
    from tlswhy.causes import catalogue
    from tlswhy.cli.output import rendered
    from tlswhy.model.diagnosis import Outcome
    from tlswhy.passive.diagnose import judge
    from tlswhy.report import capture as page

    if len(options.files) > 1:
        raise InputError("--flow counts the connections of one file: name that one alone")
    if options.format not in FORMATS:
        raise InputError(f"--format: {options.format!r} is not one of {', '.join(FORMATS)}")
    if not options.flow.isascii() or not options.flow.isdigit():
        raise InputError(f"--flow: {options.flow!r} is no number of a connection")
    wanted = int(options.flow)
    path = options.files[0]
    keys = _keys(options)
    for flow in _flows(_opened(path), keys, path):
        if flow.number == wanted:
            judged = judge(flow, setting, catalogue(), keys if len(keys) else None)
            if judged is None:
                raise InputError(f"--flow: nobody wanted TLS in connection {wanted} of {path}")
            subject = page.subject_of(judged, path, _asked(options))
            case = (judged.diagnosis, judged.recording.transcript, subject)
            print(rendered(options.format, *case, explain_all=options.explain_all).rstrip("\n"))
            return FAILED if judged.diagnosis.outcome is Outcome.FAILED else DONE
    raise InputError(f"--flow: {path} has no connection {wanted}")


def _keys(options: Namespace) -> KeyLog:
    from tlswhy.captures.keylog import KeyLog

    keys = KeyLog()
    for path in options.keylog:
        keys.load(path)
    return keys


def _flows(capture: Capture, keys: KeyLog, path: str) -> Iterator[Flow]:
    """The flows; what the capture has of secrets joins the keys as it comes."""
    taken = 0
    for flow in capture:
        for text in capture.secrets[taken:]:
            keys.parse(text, path)
            taken += 1
        yield flow


def _opened(path: str) -> Capture:
    from tlswhy.captures.flows import flows

    source: str | BinaryIO = sys.stdin.buffer if path == "-" else path
    try:
        return flows(source)
    except InputError as error:
        text = str(error)
        raise InputError(text if text.startswith(path) else f"{path}: {text}") from None
