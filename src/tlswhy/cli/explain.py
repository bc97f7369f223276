"""`tlswhy explain [FILE]`: why, from what a program printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO

from tlswhy.cli.arguments import Parser
from tlswhy.cli.main import DONE, FAILED
from tlswhy.cli.output import FORMATS
from tlswhy.cli.terminal import ascii_only, colour, width
from tlswhy.model.errors import InputError

if TYPE_CHECKING:
    from argparse import Namespace

    from tlswhy.model.diagnosis import Diagnosis
    from tlswhy.model.facts import Fact
    from tlswhy.report.subject import Subject
    from tlswhy.texts.records import Record

LOG_FORMATS = ("text", "json", "jsonl")
PASTE = 65_536  # bytes: what is longer is a log
PASTE_LINES = 400
BLOCK = 1 << 20
PAUSE = 0.5  # seconds between two looks at a file that is followed


def main(words: list[str]) -> int:
    """Explain one text, or a log of any size, and print the report.

    Raises:
        InputError: the file cannot be read, or there is nothing in it.
    """
    parser = Parser("explain", __doc__ or "", "explain [FILE or TEXT or -] [OPTIONS]")
    parser.add_argument(
        "what",
        nargs="?",
        default="-",
        metavar="FILE",
        help="a file, or the words themselves in quotes; - or nothing: standard input",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="of the report")
    parser.add_argument("--log", action="store_true", help="judge line by line, however short")
    parser.add_argument("--follow", action="store_true", help="go on reading as the file grows")
    parser.add_argument(
        "--here", action="store_true", help="look at this machine's settings as well; reads only"
    )
    parser.add_argument(
        "--ca", metavar="FILE", help="with --here: the CA in question; which programs trust it?"
    )
    options = parser.read(words)
    if options.ca and not options.here:
        raise InputError("--ca names a CA to look for on this machine: add --here")
    if options.here and (options.log or options.follow):
        raise InputError("--here goes with one text, not with a log")
    if options.here and options.what == "-" and sys.stdin.isatty():
        return _here_alone(options)
    if options.follow:
        return _follow(options)
    with _opened(options.what) as (source, name, text):
        head = text or source.read(PASTE + 1)
        if options.here and name == "-" and not head.strip():
            return _here_alone(options)
        if not head.strip():
            raise InputError("there is no text to explain: give a file, or pipe the error text in")
        is_log = len(head) > PASTE or head.count(b"\n") > PASTE_LINES
        if options.here and is_log:
            raise InputError("--here goes with one text, and this is long enough to be a log")
        if options.log or is_log:
            return _log(options, name, _blocks(head, source))
    return _paste(options, name, decoded(head))


def decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 where a byte order mark says so; what is neither becomes U+FFFD."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _paste(options: Namespace, name: str, raw: str) -> int:
    from tlswhy.causes import catalogue
    from tlswhy.engine.told import explain
    from tlswhy.model.case import Case
    from tlswhy.net.clock import now
    from tlswhy.report.subject import Subject
    from tlswhy.texts import read_text

    facts = read_text(raw, name, now=now())
    if options.here:
        facts = (*facts, *_here(raw, facts, options.ca))
    diagnosis = explain(Case(facts), catalogue())
    subject = Subject("text", name, (), f"tlswhy explain {name}")
    print(_report(diagnosis, subject, options.format).rstrip("\n"))
    return FAILED if diagnosis.findings else DONE


def _log(options: Namespace, name: str, blocks: Iterator[bytes]) -> int:
    from tlswhy.causes import catalogue
    from tlswhy.engine.groups import summarise
    from tlswhy.net.clock import now
    from tlswhy.report import json, log
    from tlswhy.texts.records import records

    if options.format not in LOG_FORMATS:
        raise InputError(f"--format {options.format} is for one text; for a log: text, json, jsonl")
    found = summarise(records(blocks), catalogue(), name, now().year)
    if options.format == "text":
        shown = log.render(found, name, width=width(), colour=colour(), ascii=ascii_only())
        print(shown.rstrip("\n"))
    elif options.format == "json":
        print(json.dump_many(log.documents(found, name)).rstrip("\n"))
    else:
        from json import dumps

        for document in log.documents(found, name):
            print(dumps(document, separators=(",", ":")))
    return FAILED if found.groups else DONE


def _follow(options: Namespace) -> int:
    """A line for each failure as it is written, until the user ends it; then the page."""
    from tlswhy.causes import catalogue
    from tlswhy.engine.groups import Grouper
    from tlswhy.net.clock import now
    from tlswhy.report import log

    with _opened(options.what) as (source, name, text):
        if text or options.format != "text":
            raise InputError("--follow reads a file or a pipe, and reports as text")
        grouper = Grouper(catalogue(), name, now().year)
        try:
            for record, before in _arriving(source, forever=name != "-"):
                group = grouper.add(record)
                if group is not None:
                    print(log.short(group, record, before), flush=True)
        except KeyboardInterrupt:
            print()
    found = grouper.summary()
    shown = log.render(found, name, width=width(), colour=colour(), ascii=ascii_only())
    print(shown.rstrip("\n"))
    return FAILED if found.groups else DONE


def _arriving(source: BinaryIO, *, forever: bool) -> Iterator[tuple[Record, int]]:
    """Each record as it is written, and how many lines there were before its block."""
    from tlswhy.net.clock import pause
    from tlswhy.texts.records import records

    rest, before = b"", 0
    while True:
        data = source.read1(BLOCK) if isinstance(source, BufferedReader) else source.read(BLOCK)
        if not data and not forever:
            break
        if not data:
            pause(PAUSE)
            continue
        whole, end, rest = (rest + data).rpartition(b"\n")
        for record in records([whole + end]):
            yield record, before
        before += whole.count(b"\n") + len(end)
    for record in records([rest]):
        yield record, before


def _here(text: str, said: tuple[Fact, ...], ca: str | None) -> tuple[Fact, ...]:
    """What this machine is set to, and what of it bears on the text."""
    from tlswhy.cli.files import certificates
    from tlswhy.machine import Machine, look, means, wanted

    seen = look(Machine.this(wanted(text, certificates(ca) if ca else ())))
    return (*seen, *means(text, said, seen, _bypassed)) if text else seen


def _bypassed(host: str, exceptions: str) -> bool:
    from tlswhy.cli.proxies import bypassed
    from tlswhy.texts.hosts import kind

    is_ip = kind(host) in ("ip", "loopback", "zero") and not host.isalpha()
    return bypassed(host, exceptions, is_ip=is_ip)


def _here_alone(options: Namespace) -> int:
    """The page of this machine."""
    from tlswhy.model.case import Case
    from tlswhy.model.diagnosis import Broke, Diagnosis, Leg, Outcome, Step
    from tlswhy.report import here
    from tlswhy.report.subject import Subject

    if options.format not in LOG_FORMATS:
        raise InputError(
            f"--format {options.format} is for a text; this machine: text, json, jsonl"
        )
    case = Case(_here("", (), options.ca))
    if options.format == "text":
        shown = here.render(case, width=width(), colour=colour(), ascii=ascii_only())
    else:
        nothing = Broke(0, Leg.CLIENT_ORIGIN, Step.NONE)
        subject = Subject("config", "this machine", (), "tlswhy explain --here")
        shown = _report(Diagnosis(Outcome.OK, nothing, (), case), subject, options.format)
    print(shown.rstrip("\n"))
    return DONE


@contextmanager
def _opened(what: str) -> Iterator[tuple[BinaryIO, str, bytes]]:
    """The source, and what to call it; or words with white space that name no file: the text."""
    if what == "-":
        if sys.stdin.isatty():
            print("Paste the error text, then press Ctrl-D:", file=sys.stderr)
        yield sys.stdin.buffer, "-", b""
        return
    try:
        file = open(what, "rb")  # noqa: PTH123, SIM115 - pathlib takes 7 ms to import
    except (OSError, ValueError) as error:
        if any(letter.isspace() for letter in what):
            yield sys.stdin.buffer, "the command line", what.encode("utf-8", "replace")
            return
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot read {what}: {reason}") from None
    with file:
        yield file, what, b""


def _blocks(head: bytes, source: BinaryIO) -> Iterator[bytes]:
    """The file in blocks; UTF-16 becomes UTF-8."""
    if head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        yield head.removeprefix(b"\xef\xbb\xbf")
        while block := source.read(BLOCK):
            yield block
        return
    from codecs import getincrementaldecoder

    decoder = getincrementaldecoder("utf-16")("replace")
    yield decoder.decode(head).encode()
    while block := source.read(BLOCK):
        yield decoder.decode(block).encode()


def _report(diagnosis: Diagnosis, subject: Subject, form: str) -> str:
    from tlswhy.cli.output import rendered
    from tlswhy.model.transcript import Transcript

    return rendered(form, diagnosis, Transcript((), (), subject.target), subject)
