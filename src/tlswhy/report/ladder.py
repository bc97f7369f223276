"""The steps of an attempt, from DNS to HTTP: when each was reached, and what was said.

Theory of operation. Each fact that tells of a step becomes a rung, in the order in which it was
seen; a step of the usual handshake that nothing was seen of becomes a rung without a time, so
that a reader sees what is missing. The rung at which it broke is the last one of that step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct, structs

from tlswhy.model.attempt import TUNNELS
from tlswhy.model.case import PEACEFUL, Case
from tlswhy.model.diagnosis import Broke, Diagnosis, Outcome, Remedy, Step
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen
from tlswhy.model.facts.context import Clock
from tlswhy.model.facts.ech import (
    EchAccepted,
    EchOffered,
    EchRejected,
    EchRetryConfigs,
    HttpsRecordMissing,
    HttpsRecordSeen,
)
from tlswhy.model.facts.network import (
    Connected,
    Declined,
    Ended,
    HttpAnswered,
    NotConnected,
    NotResolved,
    Passed,
    Resolved,
    SocksAnswered,
    Spoke,
)
from tlswhy.model.facts.passive import Datagrams, QuicClosed
from tlswhy.model.facts.tls import (
    AlertSeen,
    BadMessage,
    CertificateRequested,
    Established,
    HelloSent,
    KeyExchangeSeen,
    OurFault,
    ServerHelloSeen,
)
from tlswhy.model.transcript import Transcript
from tlswhy.report.sheet import Sheet, clean
from tlswhy.wire.codes import (
    AlertDescription,
    CipherSuite,
    NamedGroup,
    ProtocolVersion,
    suite_parts,
)

OURS, THEIRS, NOBODY = "→", "←", " "
TLS13 = 0x0304
NARROW = 60  # below so many columns the words go under the step
NAMES = {
    Step.DNS: "DNS",
    Step.TCP: "TCP",
    Step.PROXY: "Proxy",
    Step.PRE: "STARTTLS",
    Step.CLIENT_HELLO: "ClientHello",
    Step.SERVER_HELLO: "ServerHello",
    Step.CERTIFICATE: "Certificate",
    Step.KEY_EXCHANGE: "Key Exchange",
    Step.CLIENT_CERTIFICATE: "Client Cert",
    Step.FINISHED: "Finished",
    Step.APPLICATION: "HTTP",
}
HANDSHAKE = (
    Step.CLIENT_HELLO,
    Step.SERVER_HELLO,
    Step.CERTIFICATE,
    Step.KEY_EXCHANGE,
    Step.FINISHED,
)
HEADER = "proxy-protocol"
HEADER_NAME = "PROXY header"
BEFORE_TLS: dict[str, Step] = {
    **dict.fromkeys(TUNNELS, Step.PROXY),
    "starttls": Step.PRE,
    HEADER: Step.PRE,
}
STEPS_OF = {
    **{kind: (step,) for kind, step in BEFORE_TLS.items()},
    "tls": HANDSHAKE,
    "http": (Step.APPLICATION,),
    "plain-http": (Step.APPLICATION,),
}


class Rung(Struct, frozen=True, kw_only=True):
    """One line of the ladder.

    step: None for what is no step of its own, such as an alert. at: milliseconds since the
    attempt began, None when it was not reached or the time is not known.
    """

    step: Step | None
    name: str
    hop: int
    way: str = NOBODY
    at: int | None = None
    says: str = ""
    reached: bool = True
    broke: bool = False


def rungs(diagnosis: Diagnosis, transcript: Transcript) -> tuple[Rung, ...]:
    """The ladder of the first attempt; empty when nothing is known of its route."""
    if not transcript.route:
        return ()
    case = diagnosis.case
    found = [*_begin(case, transcript)]
    for hop in range(len(transcript.route)):
        found += _hop(case, transcript, hop)
    if diagnosis.outcome is not Outcome.FAILED:
        return tuple(found)
    if any(Remedy.ALIGN_PROXY_PROTOCOL in finding.remedies for finding in diagnosis.findings[:1]):
        found = _with_header(found, diagnosis.broke_at)
    return tuple(_marked(found, diagnosis.broke_at))


def draw(sheet: Sheet, ladder: tuple[Rung, ...], labels: tuple[str, ...]) -> None:
    """One line for each rung; a heading for each hop where TLS is spoken on more than one."""
    spoken = {rung.hop for rung in ladder if rung.name == NAMES[Step.CLIENT_HELLO] and rung.reached}
    hop = -1
    missing: list[str] = []
    for rung in ladder:
        if not rung.reached and not rung.broke:
            missing.append(rung.name)
            continue
        _missing(sheet, missing)
        if rung.hop != hop and rung.hop in spoken and len(spoken) > 1:
            sheet.text(clean(labels[rung.hop], 120), lead="  ", style="dim")
        hop = rung.hop
        _line(sheet, rung)
    _missing(sheet, missing)


def _missing(sheet: Sheet, names: list[str]) -> None:
    """The steps that were not reached, on one line."""
    if names:
        each = dict.fromkeys(names)
        sheet.text(f"not reached: {', '.join(each)}", lead=" " * 12, style="dim")
        names.clear()


def _line(sheet: Sheet, rung: Rung) -> None:
    time = f"{rung.at} ms" if rung.at is not None else ""
    mark = "✗" if rung.broke else " "
    lead = f"{time:>9} {rung.way} {rung.name:<12} {mark} "
    says = rung.says or ("" if rung.reached else "not reached")
    style = "alarm" if rung.broke else ""
    if sheet.width >= NARROW:
        sheet.text(says, lead=lead, style=style)
    else:
        sheet.text("", lead=lead.rstrip(), style=style)
        if says:
            sheet.text(says, lead=" " * 13, style=style)


def _marked(found: list[Rung], broke: Broke) -> list[Rung]:
    """The rung at which it broke is marked; when nothing was seen of that step, it is added."""
    if broke.step not in NAMES:
        return found
    # A request has a hop of its own behind the TLS it broke on.
    late = broke.step is Step.APPLICATION
    same = [i for i, r in enumerate(found) if r.step is broke.step and (r.hop == broke.hop or late)]
    same = same or [i for i, r in enumerate(found) if r.hop == broke.hop and _bad(r)][:1]
    if not same:
        later = (i for i, r in enumerate(found) if r.hop == broke.hop and not r.reached)
        place = next(later, len(found))
        rung = Rung(step=broke.step, name=NAMES[broke.step], hop=broke.hop, broke=True)
        return [*found[:place], rung, *found[place:]]
    found[same[-1]] = structs.replace(found[same[-1]], broke=True)
    return found


def _bad(rung: Rung) -> bool:
    """A rung that says what came instead of a step: words that are no TLS, or an alert."""
    return rung.step is None and rung.reached and rung.way == THEIRS


def _with_header(found: list[Rung], broke: Broke) -> list[Rung]:
    """The PROXY header that somebody waits for stands before what was sent instead of it."""
    if any(rung.name == HEADER_NAME for rung in found):
        return found
    place = next((i for i, rung in enumerate(found) if rung.hop == broke.hop), len(found))
    missing = Rung(step=Step.PRE, name=HEADER_NAME, hop=broke.hop, says="not sent")
    return [*found[:place], missing, *found[place:]]


def _begin(case: Case, transcript: Transcript) -> Iterator[Rung]:
    """DNS and TCP; an address needs no DNS."""
    for fact in case.facts:
        match fact:
            case Resolved() | NotResolved():
                yield _rung(fact, Step.DNS, NOBODY, fact.says, transcript)
            case Datagrams():
                rung = _rung(fact, Step.TCP, NOBODY, fact.says, transcript)
                yield structs.replace(rung, name="UDP")
            case Connected(address=address):
                yield _rung(fact, Step.TCP, NOBODY, f"{address} answers", transcript)
            case NotConnected(address=address, how=how):
                yield _rung(fact, Step.TCP, NOBODY, f"{address} {how}", transcript)
            case _:
                pass
    if case.last(Connected) is None and case.last(NotConnected) is None:
        yield Rung(step=Step.TCP, name="TCP", hop=0, reached=False)


def _hop(case: Case, transcript: Transcript, hop: int) -> Iterator[Rung]:
    """The rungs of one hop: what was seen, then what was not."""
    kind = transcript.kind(hop)
    facts = sorted((f for f in case.facts if f.hop == hop), key=_order)
    seen = [rung for fact in facts for rung in _seen(fact, case, transcript)]
    if kind == "tls":
        seen = _with_key_exchange(seen, case, hop)
    there = {rung.step for rung in seen}
    yield from seen
    for step in STEPS_OF.get(kind, ()):
        if step not in there:
            yield Rung(step=step, name=_name(step, kind), hop=hop, reached=False)


def _order(fact: Fact) -> tuple[int, int]:
    """By the event, then in the order of a handshake."""
    event, kinds = fact.seen.event, list(FACTS)
    kind = kinds.index(type(fact)) if type(fact) in FACTS else len(kinds)
    return -1 if event is None else event, kind


def _seen(fact: Fact, case: Case, transcript: Transcript) -> Iterator[Rung]:
    known = FACTS.get(type(fact))
    if known is None:
        return
    step, way, words = known
    says = words(fact, case)
    if says is None:
        return
    if isinstance(fact, AlertSeen | QuicClosed):
        way = OURS if fact.ours else THEIRS
    kind = transcript.kind(fact.hop)
    if isinstance(fact, Declined) and kind not in BEFORE_TLS and kind != "http":
        return  # How a TLS hop ended is told by what was spoken instead, or by an alert.
    if kind == HEADER:
        way = OURS
    if step is Step.APPLICATION and kind in BEFORE_TLS:
        step = BEFORE_TLS[kind]
    yield _rung(fact, step, way, says, transcript)


def _rung(fact: Fact, step: Step | None, way: str, says: str, transcript: Transcript) -> Rung:
    kind = transcript.kind(fact.hop)
    name = _name(step, kind) if step is not None else OTHER_NAMES[type(fact)]
    at = time_of(fact, transcript)
    return Rung(step=step, name=name, hop=fact.hop, way=way, at=at, says=clean(says, 160))


def _name(step: Step, kind: str) -> str:
    return HEADER_NAME if kind == HEADER else NAMES[step]


def time_of(fact: Fact, transcript: Transcript) -> int | None:
    """When a fact of this attempt was seen, in milliseconds since it began."""
    event = fact.seen.event
    if event is None or event >= len(transcript.events):
        return None
    return transcript.events[event].at


def _with_key_exchange(seen: list[Rung], case: Case, hop: int) -> list[Rung]:
    """The key exchange where no message of its own tells of it: in TLS 1.3 the group stands in
    the ServerHello, with RSA key transport in the suite (RFC 8446 section 4.2.8)."""
    chosen = case.last(ServerHelloSeen, hop=hop)
    done = case.last(Established, hop=hop) is not None
    if chosen is None or chosen.retry or case.last(KeyExchangeSeen, hop=hop) is not None:
        return seen
    if chosen.version >= TLS13:
        says = str(NamedGroup(chosen.group)) if chosen.group is not None else "PSK alone"
    elif done:
        parts = suite_parts(chosen.suite)
        says = f"{parts.kx} of the suite" if parts is not None else ""
    else:
        return seen
    steps = [rung.step for rung in seen]
    step = Step.CERTIFICATE if Step.CERTIFICATE in steps else Step.SERVER_HELLO
    place = len(steps) - steps[::-1].index(step)
    rung = Rung(
        step=Step.KEY_EXCHANGE,
        name=NAMES[Step.KEY_EXCHANGE],
        hop=hop,
        way=THEIRS,
        at=seen[place - 1].at,
        says=says,
    )
    return [*seen[:place], rung, *seen[place:]]


# -- the few words for each fact; None leaves it out


def _hello(fact: HelloSent, _: Case) -> str | None:
    if fact.hidden:
        return None
    versions = [str(ProtocolVersion(v)) for v in sorted(fact.versions, reverse=True)]
    offered = versions[0] if len(versions) == 1 else f"{versions[0]} to {versions[-1]}"
    name = f"server name {fact.sni}" if fact.sni is not None else "no server name"
    return f"{offered}, {name}, {fact.size} bytes"


def _choice(fact: ServerHelloSeen, _: Case) -> str:
    version, suite = ProtocolVersion(fact.version), CipherSuite(fact.suite)
    if fact.retry:
        group = str(NamedGroup(fact.group)) if fact.group is not None else "another hello"
        return f"HelloRetryRequest: {group}"
    return f"{version}, {suite}"


def _leaf(fact: LeafSeen, case: Case) -> str:
    clock = case.last(Clock)
    over = clock is not None and fact.not_after < clock.now
    ends = f"{'ended' if over else 'until'} {fact.not_after:%Y-%m-%d}"
    bad = [p.text for p in case.all(CertificateProblem, hop=fact.hop) if p.fatal]
    return "; ".join([f"{fact.subject}, {ends}, {fact.count} sent", *bad[:2]])


def _request(fact: CertificateRequested, _: Case) -> str:
    if fact.answered is None:
        return "asked for"
    return f"asked for; the client sent {fact.answered or 'none'}"


def _finished(fact: Established, case: Case) -> str:
    """Our client is an instrument: it goes on where others stop, to see what comes."""
    refused = any(p.fatal for p in case.all(CertificateProblem, hop=fact.hop))
    alpn = f"ALPN {fact.alpn}" if fact.alpn else "handshake finished"
    return f"{alpn}; only this client went on so far" if refused else alpn


def _alert(fact: AlertSeen, case: Case) -> str | None:
    over = case.last(Established, hop=fact.hop) is not None
    if fact.description in PEACEFUL and over:
        return None
    return f"{AlertDescription(fact.description)} ({fact.description})"


def _end(fact: Ended, case: Case) -> str | None:
    answered = case.last(HttpAnswered, hop=fact.hop) is not None
    if case.last(Established, hop=fact.hop) is not None or (case.works and answered):
        return None
    return fact.says


def _passed(fact: Passed, case: Case) -> str | None:
    if fact.kind_of_hop == HEADER:
        return f"{fact.peer} sent"
    told = case.last(HttpAnswered, hop=fact.hop) is not None
    return None if fact.kind_of_hop not in BEFORE_TLS or told else f"{fact.peer} is through"


def _declined(fact: Declined, case: Case) -> str | None:
    if any(case.last(kind, hop=fact.hop) for kind in (HttpAnswered, SocksAnswered)):
        return None
    return f"refused {fact.step}: {fact.said}" if fact.said else f"refused {fact.step}"


def _fault(fact: OurFault, case: Case) -> str | None:
    told = case.last(Spoke, hop=fact.hop) or case.last(BadMessage, hop=fact.hop)
    return None if told is not None else fact.text


def _closed(fact: QuicClosed, _: Case) -> str:
    return fact.what  # beside an alert its reason


def _says(fact: Fact, _: Case) -> str:
    return fact.says


Words = Callable[[Any, Case], str | None]
FACTS: Mapping[type[Fact], tuple[Step | None, str, Words]] = {
    HelloSent: (Step.CLIENT_HELLO, OURS, _hello),
    ServerHelloSeen: (Step.SERVER_HELLO, THEIRS, _choice),
    LeafSeen: (Step.CERTIFICATE, THEIRS, _leaf),
    KeyExchangeSeen: (Step.KEY_EXCHANGE, THEIRS, _says),
    CertificateRequested: (Step.CLIENT_CERTIFICATE, THEIRS, _request),
    Established: (Step.FINISHED, NOBODY, _finished),
    AlertSeen: (None, THEIRS, _alert),
    Ended: (None, NOBODY, _end),
    Spoke: (None, THEIRS, _says),
    BadMessage: (None, THEIRS, _says),
    QuicClosed: (None, THEIRS, _closed),
    OurFault: (None, OURS, _fault),
    HttpsRecordSeen: (None, NOBODY, _says),
    HttpsRecordMissing: (None, NOBODY, _says),
    EchOffered: (None, OURS, _says),
    EchAccepted: (None, NOBODY, _says),
    EchRejected: (None, NOBODY, _says),
    EchRetryConfigs: (None, NOBODY, _says),
    HttpAnswered: (Step.APPLICATION, THEIRS, _says),
    SocksAnswered: (Step.APPLICATION, THEIRS, _says),
    Passed: (Step.APPLICATION, THEIRS, _passed),
    Declined: (Step.APPLICATION, THEIRS, _declined),
}
OTHER_NAMES: Mapping[type[Fact], str] = {
    AlertSeen: "Alert",
    Ended: "End",
    Spoke: "No TLS",
    BadMessage: "Bad message",
    QuicClosed: "Close",
    OurFault: "We stop",
    HttpsRecordSeen: "DNS",
    HttpsRecordMissing: "DNS",
    EchOffered: "ECH",
    EchAccepted: "ECH",
    EchRejected: "ECH",
    EchRetryConfigs: "ECH",
}
