"""`tlswhy diagnose TARGET`, which is also `tlswhy TARGET`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from tlswhy.cli import hello, profiles, proxies, target
from tlswhy.cli.arguments import Parser, similar
from tlswhy.cli.main import DONE, FAILED, NO_ANSWER
from tlswhy.cli.output import FORMATS
from tlswhy.cli.target import Service, Target
from tlswhy.cli.terminal import Progress, masked
from tlswhy.model.attempt import Attempt, Proxy, Speak, endpoint
from tlswhy.model.errors import InputError
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import (
    Asked,
    Clock,
    ProxyAvailable,
    ProxyChosen,
    TrustStore,
)
from tlswhy.net import clock

if TYPE_CHECKING:
    from tlswhy.cli.own import Own
    from tlswhy.evidence import Setting
    from tlswhy.net.diagnose import Answer
    from tlswhy.report.subject import Subject

STORES = ("system", "mozilla", "none")
EXPERIMENTS = 12
AT_ONCE = 4
MOST_EXPERIMENTS = 1000
MOST_SECONDS = 3600

_NAME = "a name looks like www.a.test"
_PEER = "it is HOST:PORT, such as 192.0.2.1:8443"


class Plan(Struct, frozen=True, dict=True):
    """Everything that one command line asks for.

    given: what nobody has to observe, but the trust store. clock: when certificates are judged.
    connections: what experiments may cost. command: the line itself without secrets.
    cas, proxy_cas: the anchors of the user's files.
    """

    options: Namespace
    attempt: Attempt
    given: tuple[Fact, ...]
    clock: Clock
    connections: int
    command: str
    cas: tuple[bytes, ...]
    proxy_cas: tuple[bytes, ...]

    @cached_property
    def setting(self) -> Setting:
        """What the attempt is judged by. Made when it is asked for: the first packet needs none.

        Raises:
            InputError: the file of the trust store cannot be read.
        """
        from tlswhy.cli import files
        from tlswhy.evidence import Setting
        from tlswhy.evidence.certificates import Trust
        from tlswhy.pki.stores import mozilla

        options = self.options
        trusted = files.store(options.trust)
        own = tuple(name.encode(errors="replace").decode() for name in options.ca_file)
        whole = files.plus_files(trusted, options.ca_file, self.cas)
        store = TrustStore(name=named(options.trust, trusted.source), files=own, anchors=len(whole))
        trust = Trust(
            whole,
            files.plus_files(trusted, options.proxy_ca, self.proxy_cas),
            mozilla(),
        )
        return Setting((*self.given, store), self.clock, trust)

    @property
    def subject(self) -> Subject:
        """What the report is about."""
        from tlswhy.report.subject import Subject

        route = tuple(hop.label for hop in self.attempt.hops)
        shown = route[:-1] if self.attempt.request else route
        asked = endpoint(self.attempt.host, self.attempt.port)
        return Subject("live", asked, shown, self.command)


def main(words: list[str]) -> int:
    """Diagnose, print, and say by the exit status what came out.

    Raises:
        InputError: the command line or one of its files is wrong.
    """
    made = plan(words)
    progress = Progress(sys.stderr, shown=not made.options.quiet)
    try:
        found = ask(made, progress)
    finally:
        progress.done()
    _print(made, found)
    if made.options.save:
        save(made, found)
    if found.interrupted:
        return NO_ANSWER
    return FAILED if found.diagnosis.outcome == "failed" else DONE


def ask(made: Plan, progress: Progress | None = None) -> Answer:
    """Make the attempt and find out about it."""
    from tlswhy.net.diagnose import diagnose

    return diagnose(
        made.attempt,
        lambda: made.setting,
        connections=made.connections,
        at_once=_at_once(made.options.at_once),
        progress=progress or (lambda _: None),
    )


def plan(words: list[str]) -> Plan:
    """What a command line asks for; opens files, and no connection.

    Raises:
        InputError: it is wrong.
    """
    return planned(
        parser("diagnose", __doc__ or "", "[diagnose] TARGET [OPTIONS]").read(words), words
    )


def planned(options: Namespace, words: list[str]) -> Plan:
    """The same of options that were read. words: the line they are from.

    Raises:
        InputError: they are wrong.
    """
    check_words(options)
    if options.save:
        _check_writable(options.save)
    asked = _target(options)
    plain = asked.service.plain
    if plain and options.proxy:
        raise InputError("--proxy: a URL with http:// is asked without one; leave one of them out")
    take = not (options.no_proxy or plain)
    route = proxies.chosen(options.proxy, asked, os.environ, ask_environment=take)
    unused = _unused(options, asked) if not route and not plain else ()
    own = _own(options)
    attempt = _attempt(options, asked, tuple(choice.proxy for choice in route), own)
    attempt = structs.replace(attempt, available=tuple(one.proxy for one in unused))
    if options.ech is not None or options.resolver is not None:
        from tlswhy.cli.ech import encrypting

        attempt = encrypting(options, asked, attempt)
    cas, proxy_cas = _anchors(options.ca_file), _anchors(options.proxy_ca)
    facts: tuple[ProxyChosen | ProxyAvailable, ...] = (
        *(choice.fact for choice in route),
        *(one.fact for one in unused),
    )
    given = _given(options, asked, attempt, facts)
    given += (own.given,) if own else ()
    now = Clock(now=time(options.now) if options.now else clock.now())
    connections = _count(options.experiments)
    _at_once(options.at_once)
    return Plan(options, attempt, given, now, connections, command(words), cas, proxy_cas)


def _unused(options: Namespace, asked: Target) -> tuple[proxies.Unused, ...]:
    return proxies.unused(asked, os.environ, ask_environment=not options.no_proxy)


def _anchors(paths: Sequence[str]) -> tuple[bytes, ...]:
    if not paths:
        return ()
    from tlswhy.cli import files

    return tuple(der for path in paths for der in files.certificates(path))


def parser(command: str, description: str, usage: str, *, many: bool = False) -> Parser:
    """Every option of a command that reaches a target. many: `target` may be several words."""
    parser = Parser(command, description, usage)
    add = parser.add_argument
    what = "host, host:port, [v6]:port, a URL or an IP address"
    if many:
        add("target", metavar="FILE or TARGET", nargs="+", help=f"files, or {what}")
    else:
        add("target", metavar="TARGET", help=what)
    route = parser.add_argument_group("route")
    add = route.add_argument
    add("--proxy", metavar="URL", action="append", default=[], help="go through it; repeatable")
    add("--no-proxy", action="store_true", help="take no proxy from the environment")
    add("--proxy-ca", metavar="FILE", action="append", default=[], help="trusted for proxies")
    add("--proxy-protocol", metavar="VERSION", help="send the target a PROXY header: v1 or v2")
    add("--connect-to", metavar="HOST:PORT", help="another TCP peer; the name stays")
    add("--starttls", metavar="PROTOCOL", help="lead the server from plain text to TLS first")
    family = route.add_mutually_exclusive_group()
    for version in (4, 6):
        family.add_argument(
            f"-{version}",
            dest="family",
            action="store_const",
            const=version,
            default=0,
            help=f"reach the first hop by IPv{version} alone",
        )
    add = parser.add_argument_group("hello").add_argument
    add(
        "--as",
        dest="profile",
        metavar="CLIENT",
        action=profiles.Choice,
        help="speak as this client, such as go@1.24; list shows them all",
    )
    add("--sni", metavar="NAME", help="server name to send instead of the host")
    add("--no-sni", action="store_true", help="send no server name")
    add("--min-version", metavar="VERSION", help="1.0 to 1.3")
    add("--max-version", metavar="VERSION")
    add("--ciphers", metavar="LIST", help="exactly these suites, by IANA's or OpenSSL's names")
    add("--groups", metavar="LIST", help="exactly these groups")
    add("--sigalgs", metavar="LIST", help="exactly these signature schemes")
    add("--alpn", metavar="LIST", help="protocols; an empty list sends none")
    add(
        "--post-handshake-auth",
        action="store_true",
        help="let the server ask for the client certificate after a handshake of TLS 1.3",
    )
    add("--ech", metavar="HOW", help="encrypt it: auto (by DNS), grease, off, FILE or Base64")
    add("--resolver", metavar="ADDRESS[:PORT]", help="name server to ask for the ECH keys")
    add = parser.add_argument_group("certificates").add_argument
    add("--ca-file", metavar="FILE", action="append", default=[], help="trusted too; repeatable")
    add("--trust", metavar="STORE", default="system", help="system, mozilla or none")
    add("--cert", metavar="FILE", help="client certificate and its chain, also as PKCS #12")
    add("--key", metavar="FILE", help="its key, where it is not in the same file")
    add("--cert-password-file", metavar="FILE", help="its first line opens what is encrypted")
    add("--now", metavar="TIME", help="judge at this time, such as 2030-01-31T12:00:00Z")
    add = parser.add_argument_group("attempt").add_argument
    add("--timeout", metavar="SECONDS", default="5", help="deadline of each stage")
    add("--no-request", action="store_true", help="send no HEAD after the handshake")
    add("--experiments", metavar="N", default=str(EXPERIMENTS), help="connections to spend at most")
    add("--at-once", metavar="N", default=str(AT_ONCE), help="experiments side by side, 1 to 4")
    add = parser.add_argument_group("answer").add_argument
    add("--format", default="text", help=", ".join(FORMATS))
    add("--explain-all", action="store_true", help="list the excluded causes as well")
    add("--quiet", action="store_true", help="show no progress")
    add("--save", metavar="FILE", help="record the attempt as a case file")
    return parser


def check_words(options: Namespace) -> None:
    """Whether words that name one of a few things do.

    Raises:
        InputError: one does not.
    """
    _among(options.format, FORMATS, "--format")
    _among(options.trust, STORES, "--trust")
    if options.proxy_protocol is not None:
        from tlswhy.hops.proxy_protocol import VERSIONS

        _among(options.proxy_protocol, VERSIONS, "--proxy-protocol")


def _among(value: str, known: tuple[str, ...], option: str) -> None:
    if value not in known:
        raise InputError(f"{option}: {value!r} is not one of {', '.join(known)}")


def _target(options: Namespace) -> Target:
    """The target with the port that is meant, and with the service that is spoken there."""
    asked = target.read(options.target)
    service = asked.service
    protocol = service.starttls if options.starttls is None else options.starttls
    if options.starttls is None and not protocol:
        return structs.replace(asked, port=asked.port or service.port)
    port = _dialogue_ports(protocol)[0]
    if service.starttls != protocol:
        service = Service(protocol, port, starttls=protocol)
    return structs.replace(asked, port=asked.port or port, service=service)


def _dialogue_ports(protocol: str) -> tuple[int, ...]:
    from tlswhy.hops.starttls import protocols

    known = protocols()
    if protocol not in known:
        near = similar(protocol, known) or f"; there are {', '.join(known)}"
        raise InputError(f"--starttls: no protocol is called {protocol!r}{near}")
    return known[protocol].PORTS


def _own(options: Namespace) -> Own | None:
    """The client certificate, where there is one."""
    if not options.cert:
        for option, value in (
            ("key", options.key),
            ("cert-password-file", options.cert_password_file),
        ):
            if value:
                raise InputError(f"--{option} needs --cert, the certificate it belongs to")
        return None
    from tlswhy.cli import own

    word = own.password(options.cert_password_file, os.environ)
    return own.own(options.cert, options.key, word)


def _attempt(
    options: Namespace, asked: Target, route: tuple[Proxy, ...], own: Own | None
) -> Attempt:
    family = options.family
    if asked.is_ip and family and (":" in asked.host) != (family == 6):
        raise InputError(f"-{family} cannot be kept: {asked.host} is an address of the other kind")
    port = asked.port or asked.service.port
    sni, alpn = _sni(options, asked), _alpn(options, asked)
    if options.profile is None:
        offer = hello.offer(options, sni, alpn)
    else:
        offer = hello.as_client(options.profile, options, sni, alpn)
    plain_http = set(offer.alpn) <= {"http/1.1", "http/1.0"}
    spoken = plain_http and bool(offer.versions)
    request = asked.service.http and spoken and not options.no_request
    return Attempt(
        host=asked.host,
        port=port,
        name=asked.host.partition("%")[0],
        offer=offer,
        connect_to=_peer(options.connect_to, port),
        proxies=route,
        proxy_protocol=options.proxy_protocol or "",
        starttls=asked.service.starttls,
        speak=Speak.PLAIN_HTTP if asked.service.plain else Speak.TLS,
        request="HEAD" if request else "",
        path=asked.path,
        certificate=own.certificate if own else None,
        family=family,
        timeout=_number(options.timeout, "--timeout", MOST_SECONDS),
    )


def _sni(options: Namespace, asked: Target) -> str | None:
    """An address is no server name (RFC 6066 section 3), unless the user says so."""
    if options.sni is not None:
        if options.no_sni:
            raise InputError("--sni and --no-sni contradict each other")
        if not options.sni:
            raise InputError(f"--sni: the name is empty, --no-sni sends none; {_NAME}")
        return options.sni if _is_address(options.sni) else target.name(options.sni, _NAME)
    silent = options.profile is not None and not options.profile.hello.names_the_server
    return None if asked.is_ip or options.no_sni or silent else asked.host


def _is_address(text: str) -> bool:
    from ipaddress import ip_address

    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _alpn(options: Namespace, asked: Target) -> tuple[str, ...]:
    """Our request is HTTP/1.1, so nothing else is offered where one follows."""
    if options.alpn is not None:
        return hello.alpn(options.alpn)
    if options.profile is not None and asked.service.http:
        own: tuple[str, ...] = options.profile.hello.alpn
        return own
    without = asked.service.http and options.no_request
    return () if without else asked.service.alpn


def _peer(text: str | None, port: int) -> tuple[str, int] | None:
    if text is None:
        return None
    try:
        host, own, _ = target.endpoint(text, _PEER)
    except InputError as wrong:
        raise InputError(f"--connect-to: {wrong}") from None
    return host, own or port


def _given(
    options: Namespace,
    asked: Target,
    attempt: Attempt,
    route: tuple[ProxyChosen | ProxyAvailable, ...],
) -> tuple[Fact, ...]:
    """What nobody has to observe."""
    given: list[Fact] = [
        Asked(
            host=attempt.host,
            port=attempt.port,
            service=asked.service.name,
            is_ip=asked.is_ip,
            name=attempt.name,
        ),
        *route,
    ]
    if options.profile is not None:
        given.append(options.profile.fact)
    limits = hello.limits(options, attempt.offer, options.profile)
    if limits is not None:
        given.append(limits)
    return tuple(given)


def named(store: str, source: str) -> str:
    return f"{store} ({source})" if store == "system" else store


def time(text: str) -> datetime:
    """The time that `--now` names.

    Raises:
        InputError: it is none.
    """
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        looks_like = "2030-01-31 or 2030-01-31T12:00:00Z"
        raise InputError(f"--now: {text!r} is no time such as {looks_like}") from None
    try:
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except OverflowError:
        raise InputError(f"--now: {text!r} is before the year 1 or after 9999 in UTC") from None


def _number(text: str, option: str, most: int) -> float:
    """A number above 0; `nan` is none."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= most:
        raise InputError(f"{option}: {text!r} is no number above 0 and up to {most}")
    return number


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text[:9]) <= MOST_EXPERIMENTS:
        return int(text[:9])
    raise InputError(f"--experiments: {text!r} is no number from 0 to {MOST_EXPERIMENTS}")


def _at_once(text: str) -> int:
    if text in map(str, range(1, AT_ONCE + 1)):
        return int(text)
    raise InputError(f"--at-once: {text!r} is no number from 1 to {AT_ONCE}")


def command(words: list[str]) -> str:
    from shlex import quote

    return " ".join(["tlswhy", *(quote(masked(word, "USER:PASSWORD")) for word in words)])


def _print(made: Plan, found: Answer) -> None:
    print(_report(made, found).rstrip("\n"), flush=True)


def _report(made: Plan, found: Answer) -> str:
    from tlswhy.cli.output import rendered

    return rendered(
        made.options.format,
        found.diagnosis,
        found.transcript,
        made.subject,
        explain_all=made.options.explain_all,
        interrupted=found.interrupted,
    )


def _check_writable(path: str) -> None:
    """Before anything is sent: an attempt may not be the same a second time."""
    try:
        with open(path, "a"):  # noqa: PTH123 - pathlib takes 7 ms to import, before anything is sent
            pass
    except (OSError, ValueError) as error:
        raise InputError(f"cannot write {path}: {getattr(error, 'strerror', error)}") from None


def save(made: Plan, found: Answer) -> None:
    """Write the case file that `--save` names.

    Raises:
        InputError: it cannot be written.
    """
    from tlswhy.model.casefile import CaseFile, write

    first = found.diagnosis.findings[:1]
    expect = [f"{finding.cause} {finding.clue.verdict.word}" for finding in first]
    case = CaseFile(
        header={
            "expect": expect[0] if expect else str(found.diagnosis.outcome),
            "target": made.subject.target,
        },
        attempt=made.attempt,
        given=made.setting.given,
        clock=made.setting.clock.now,
        transcript=found.transcript,
        cas=made.cas,
        proxy_cas=made.proxy_cas,
        trials=found.trials,
    )
    try:
        from pathlib import Path

        Path(made.options.save).write_text(write(case), encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {made.options.save}: {error.strerror}") from None
