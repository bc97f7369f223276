"""`tlswhy capture FILE...`: every failed handshake in packet captures, with its cause."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from tlswhy.cli import files
from tlswhy.cli.arguments import Parser
from tlswhy.cli.main import DONE, FAILED
from tlswhy.cli.output import FORMATS
from tlswhy.cli.terminal import Progress, ascii_only, colour, width
from tlswhy.model.errors import InputError

if TYPE_CHECKING:
    from argparse import Namespace

    from tlswhy.captures.flow import Flow
    from tlswhy.captures.flows import Capture
    from tlswhy.captures.keylog import KeyLog
    from tlswhy.passive.diagnose import Judged
    from tlswhy.passive.observe import Setting

ALL_FORMATS = ("text", "json", "jsonl")
STORES = ("system", "mozilla", "none")
EVERY = 500
"""Flows between two looks at the clock, to show how far it is."""


def main(words: list[str]) -> int:
    """Judge the flows of captures, and print the page or one of them.

    Raises:
        InputError: a file cannot be read or is no capture.
    """
    options = _parser().read(words)
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
    add("--ca-file", metavar="FILE", action="append", default=[], help="trusted too; repeatable")
    add(
        "--keylog",
        metavar="FILE",
        action="append",
        default=[],
        help="secrets that SSLKEYLOGFILE got: what they open is read too; repeatable",
    )
    add("--trust", choices=STORES, default="mozilla", help="roots that clients are taken to have")
    add("--format", default="text", help=", ".join(FORMATS))
    add("--explain-all", action="store_true", help="with --flow: list the excluded causes as well")
    add("--quiet", action="store_true", help="show no progress")
    return parser


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
    from tlswhy.causes import catalogue
    from tlswhy.model.diagnosis import Outcome
    from tlswhy.passive.diagnose import judge
    from tlswhy.passive.rows import row_of, triage
    from tlswhy.passive.summary import Collector
    from tlswhy.passive.table import Table
    from tlswhy.report import capture as page
    from tlswhy.report import handshakes, json

    if options.format not in ALL_FORMATS:
        raise InputError(
            f"--format {options.format} is for one flow; here: {', '.join(ALL_FORMATS)}"
        )
    found, table = Collector(), Table()
    causes = catalogue()
    keys = _keys(options)
    notes: list[str] = []
    opened = False
    progress = Progress(sys.stderr, shown=not options.quiet)
    try:
        for path in options.files:
            capture = _opened(path)
            for number, flow in enumerate(_flows(capture, keys, path)):
                if number % EVERY == 0:
                    progress(f"{path}: {capture.packets} packets, {number} connections")
                row = triage(flow) if not len(keys) else None
                if row is not None:
                    found.fine(row)
                    table.add(row)
                    continue
                judged = judge(flow, setting, causes, keys if len(keys) else None)
                if judged is None:
                    continue
                table.add(row_of(judged))
                opened |= any(map(any, judged.recording.inside))
                group = found.add(judged, path)
                if options.format == "jsonl" and group is not None:
                    _line(judged, path)
            notes += [f"{path}: {note}" for note in capture.notes]
    finally:
        progress.done()
    notes += keys.notes
    if options.keylog and not opened:
        notes.append("--keylog opened nothing: it has no secret of a handshake over TCP in here")
    made = found.summary()
    if options.format == "text":
        shown = page.render(made, tuple(notes), width=width(), colour=colour(), ascii=ascii_only())
        print(shown.rstrip("\n"))
        if options.summary:
            shown = handshakes.render(table, width=width(), colour=colour(), ascii=ascii_only())
            print(f"\n{shown.rstrip()}")
    elif options.format == "json":
        print(json.dump_many(page.documents(made)).rstrip("\n"))
    return FAILED if made.outcomes.get(Outcome.FAILED) else DONE


def _line(judged: Judged, path: str) -> None:
    from tlswhy.report import capture as page
    from tlswhy.report import json

    subject = page.subject_of(judged, path)
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
            subject = page.subject_of(judged, path)
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
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from None
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
