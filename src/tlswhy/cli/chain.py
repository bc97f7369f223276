"""`tlswhy chain FILE|TARGET`: all that is wrong with a chain, for each kind of client."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from tlswhy.cli import chain_files, diagnose, files, lookups
from tlswhy.cli.main import DONE, FAILED, NO_ANSWER
from tlswhy.cli.output import rendered
from tlswhy.cli.terminal import Progress, one_line
from tlswhy.model.errors import InputError
from tlswhy.pki.survey import Question

if TYPE_CHECKING:
    from datetime import datetime

    from tlswhy.cli.arguments import Parser
    from tlswhy.model.attempt import Proxy
    from tlswhy.model.diagnosis import Diagnosis
    from tlswhy.model.facts.context import Asked
    from tlswhy.model.transcript import Transcript
    from tlswhy.net.lookups import Lookups
    from tlswhy.pki.stores import Store
    from tlswhy.pki.survey import Survey
    from tlswhy.report.chain import ChainReport, Second
    from tlswhy.report.subject import Subject

ENDINGS = (
    *(".pem", ".crt", ".cer", ".cert", ".der", ".p7b", ".p7c", ".p12", ".pfx", ".jks", ".ks"),
    *(".key", ".chain", ".bundle", ".keystore", ".truststore"),
)
"""What names of files with certificates end with; no top-level domain is one of them."""

HTTPS = 443
"""What a chain in files is for, where recipes need a port."""

FOR_FILES = (
    *("target", "host", "key", "ca_file", "trust", "profile", "cert_password_file", "now"),
    *("format", "explain_all", "quiet", "write_fullchain", "lookups", "proxy", "no_proxy"),
)
"""The options that a chain in files can have."""


def main(words: list[str]) -> int:
    """Judge a chain, print, and say by the exit status whether OpenSSL, or `--as`, takes it.

    Raises:
        InputError: the command line or one of its files is wrong.
    """
    options = _parser().read(words)
    if options.write_fullchain is not None:
        _check_new(options.write_fullchain)
    if _are_files(options.target):
        return _judge_files(options, words)
    if len(options.target) > 1:
        raise InputError(f"too many words: {options.target[1]!r}; one target, or files that exist")
    return _judge_target(options, words)


def _parser() -> Parser:
    usage = "chain FILE... | TARGET [OPTIONS]"
    parser = diagnose.parser("chain", __doc__ or "", usage, many=True)
    add = parser.add_argument_group("chain").add_argument
    add("--host", metavar="NAME", default="", help="of a chain in files: the name it is for")
    add("--lookups", action="store_true", help="fetch missing issuers, ask for revocation (http)")
    add("--write-fullchain", metavar="FILE", help="what a server should send, as PEM")
    return parser


def _check_new(path: str) -> None:
    """Before anything is asked: nothing is written over, and the folder has to take a file."""
    if os.path.lexists(path):
        raise InputError(f"--write-fullchain: {path} exists; name a new file")
    folder = os.path.dirname(path) or "."  # noqa: PTH120 - pathlib takes 7 ms to import
    if not path or not os.path.isdir(folder):  # noqa: PTH112
        raise InputError(f"--write-fullchain: there is no folder for {path!r}")
    if not os.access(folder, os.W_OK):
        raise InputError(f"--write-fullchain: {folder} takes no new file")


def _are_files(words: Sequence[str]) -> bool:
    """Whether files are meant; one that is not there is complained about when it is read."""
    return any(_is_file(word) for word in words)


def _is_file(word: str) -> bool:
    if word == "-" or os.path.isfile(word):  # noqa: PTH113 - pathlib takes 7 ms to import
        return True
    return word.lower().endswith(ENDINGS) or ("/" in word and "://" not in word)


def _judge_files(options: Namespace, words: list[str]) -> int:
    from tlswhy.causes import catalogue
    from tlswhy.engine.files import Filed
    from tlswhy.engine.files import diagnose as judge
    from tlswhy.evidence.certificates import Trust
    from tlswhy.model.facts.context import TrustStore
    from tlswhy.model.transcript import Transcript
    from tlswhy.net import clock
    from tlswhy.pki.stores import Store, mozilla
    from tlswhy.report.subject import Subject

    _check_files_only(options)
    diagnose.check_words(options)
    asked = _asked(options.host)
    host = asked[0].host if asked else ""
    sent = chain_files.sent(options)
    way = lookups.way(options, host) if options.lookups else ()
    at = diagnose.time(options.now) if options.now else clock.now()
    system = files.store(options.trust)
    own = _own_anchors(options.ca_file)
    whole = own + system if len(own) else system
    store = TrustStore(
        name=diagnose.named(options.trust, system.source),
        files=tuple(map(files.spelt, options.ca_file)),
        anchors=len(whole),
    )
    seen = _looked_up(options, sent.chain, whole, at, way, inside=False)
    profile = (options.profile.fact,) if options.profile else ()
    filed = Filed(
        shown=sent.shown,
        chain=sent.chain,
        name=host,
        given=(*asked, store, *profile),
        trust=Trust(whole, Store("none", ""), mozilla()),
        at=at,
        looked_up=tuple(lookups.facts(seen)),
    )
    diagnosis = judge(filed, catalogue())
    question = Question(sent.chain, host, at, system, own, lookups.issuers(seen))
    report = _report(question, sent.places, sent.notes, seen)
    subject = Subject(
        "chain", ", ".join(map(files.spelt, options.target)), (), diagnose.command(words)
    )
    _print(options, (diagnosis, Transcript((), (), "files"), subject), report)
    _write(options.write_fullchain, report)
    return FAILED if diagnosis.outcome == "failed" else DONE


def _asked(host: str) -> tuple[Asked, ...]:
    """Raises: InputError: no host is called so."""
    from tlswhy.cli import target
    from tlswhy.model.facts.context import Asked

    if not host:
        return ()
    try:
        name, port, is_ip = target.endpoint(host, "--host is a host name or an address")
    except InputError as wrong:
        raise InputError(f"--host: {wrong}") from None
    return (Asked(host=name, port=port or HTTPS, name=name, is_ip=is_ip),)


def _judge_target(options: Namespace, words: list[str]) -> int:
    """The chain of a live target, whatever else its handshake does."""
    from tlswhy.evidence import ech
    from tlswhy.evidence.certificates import target_tls
    from tlswhy.evidence.tls import presented

    if options.host:
        raise InputError("--host is for a chain in files; --sni asks a target for another name")
    options.target = options.target[0]
    made = diagnose.planned(options, words)
    progress = Progress(sys.stderr, shown=not options.quiet)
    try:
        found = diagnose.ask(made, progress)
    finally:
        progress.done()
    hop = target_tls(made.attempt)
    shown = presented(found.transcript, hop) if hop >= 0 else None
    report = None
    if shown is not None and shown.chain:
        own = _own_anchors(options.ca_file)
        name = ech.public_name(found.transcript, hop) or made.attempt.hops[hop].host
        system = files.store(options.trust)
        whole = own + system if len(own) else system
        inside = lookups.is_inside(found.transcript)
        proxies = made.attempt.proxies
        seen = _looked_up(options, shown.chain, whole, made.clock.now, proxies, inside=inside)
        known = lookups.issuers(seen)
        question = Question(shown.chain, name, made.clock.now, system, own, known)
        report = _report(question, ("",) * len(shown.chain), (), seen)
        found = structs.replace(found, diagnosis=lookups.added(found.diagnosis, seen))
    case = (found.diagnosis, found.transcript, made.subject)
    _print(options, case, report, interrupted=found.interrupted)
    if options.save:
        diagnose.save(made, found)
    _write(options.write_fullchain, report)
    if found.interrupted:
        return NO_ANSWER
    return FAILED if found.diagnosis.outcome == "failed" else DONE


def _check_files_only(options: Namespace) -> None:
    """An option that files cannot have would be passed over in silence otherwise."""
    usual = vars(_parser().parse_args(["-"]))
    for name, value in vars(options).items():
        if name not in FOR_FILES and value != usual[name]:
            option = f"-{value}" if name == "family" else f"--{name.replace('_', '-')}"
            raise InputError(f"{option} is for a target, and files are judged here")
    if options.proxy and not options.lookups:
        raise InputError("--proxy is for a target, or for --lookups of files")


def _own_anchors(paths: Sequence[str]) -> Store:
    from tlswhy.pki.stores import Store

    ders = [der for path in paths for der in files.certificates(path)]
    named = ", ".join(map(files.spelt, paths))
    return Store(named, named, ders)


def _looked_up(  # noqa: PLR0913 - all that a look-up depends on
    options: Namespace,
    chain: tuple[bytes, ...],
    trust: Store,
    at: datetime,
    way: tuple[Proxy, ...],
    *,
    inside: bool,
) -> Lookups | None:
    if not options.lookups:
        return None
    progress = Progress(sys.stderr, shown=not options.quiet)
    progress("asking for issuers and revocation")
    try:
        return lookups.looked_up(chain, trust, at, way, inside=inside)
    finally:
        progress.done()


def _report(
    question: Question, places: tuple[str, ...], notes: tuple[str, ...], seen: Lookups | None
) -> ChainReport:
    from tlswhy.pki.survey import survey
    from tlswhy.report.chain import ChainReport

    made = survey(question)
    looked = tuple(lookups.lines(seen))
    return ChainReport(made, places, notes, tuple(_seconds(made)), looked)


def _seconds(made: Survey) -> list[Second]:
    """What the real programs say with the same anchors, of as many certificates as we read."""
    from tlswhy.pki.opinions import beyond_bounds, openssl, pyca
    from tlswhy.pki.verdicts import MOST_READ
    from tlswhy.report.chain import Second

    question = made.question
    chain, host, at = question.chain[:MOST_READ], question.host, question.at
    if beyond_bounds(chain) is not None:
        return []
    roots = (*question.own.anchors, *question.system.anchors)
    asked = (
        ("openssl", openssl.ask(chain, roots=roots, host=host, at=at)),
        ("python", openssl.ask(chain, roots=roots, host=host, at=at, strict=True)),
        ("pyca", pyca.ask(chain, roots=roots, host=host, at=at)),
    )
    ours = {one.client: one.ok for one in made.verdicts}
    return [Second(key, one, one.ok == ours[key]) for key, one in asked if one is not None]


def _print(
    options: Namespace,
    case: tuple[Diagnosis, Transcript, Subject],
    report: ChainReport | None,
    *,
    interrupted: bool = False,
) -> None:
    shown = rendered(
        options.format,
        *case,
        explain_all=options.explain_all,
        interrupted=interrupted,
        chain=report,
    )
    print(shown.rstrip("\n"), flush=True)


def _write(path: str | None, report: ChainReport | None) -> None:
    """What a server should send. A chain that may be too short is written, and called so.

    Raises:
        InputError: there is nothing to write, or it cannot be written.
    """
    from tlswhy.report.chain import pem

    if path is None:
        return
    if report is None or not report.survey.full:
        raise InputError("--write-fullchain: there is no chain to write")
    made = report.survey
    cured = next((cure.flight for cure in made.cures if cure.flight), made.full)
    try:
        with open(path, "x", encoding="ascii", errors="backslashreplace") as file:  # noqa: PTH123
            file.write(pem(cured))
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from None
    if made.best is None or made.best.path.anchored:
        return
    top = made.best.path.certificates[-1]
    if not top.self_issued:
        lacks = f"the issuer {top.issuer} is unknown here; unless it is a root, it belongs into it"
        print(f"tlswhy: {one_line(f'{path}: {lacks}')}", file=sys.stderr)
