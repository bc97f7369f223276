"""Another service than the one that is meant listens on this port.

## What happens
The answer to the ClientHello, or to STARTTLS, is the greeting of something else: SSH, Redis, RDP,
a SOCKS proxy, Telnet. Clients call it `wrong version number`, `unexpected packet` or time out,
because each side waits for words of its own protocol.
## Why
A wrong port number, a NAT or balancer rule that leads elsewhere, a library that falls back to its
default port, a container whose ports are mapped crosswise; or the service is the right one and
has its TLS on another port.
## How we tell
By the first bytes the peer sends, to the ClientHello or unasked.
## Fix
Correct the port, or the rule that maps it. Where the service is the right one, use its port with
TLS (Redis `tls-port`, AMQP 5671, MQTT 8883) or turn TLS on.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.protocol import (
    SERVICES,
    UPGRADES,
    another_service,
    heard,
    is_block_page,
    plain_answer,
    starttls,
    title,
    unanswered_hello,
    understood_nothing,
)
from tlswhy.model.attempt import TUNNELS
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Told, Verdict
from tlswhy.model.facts.context import Route
from tlswhy.model.facts.network import Declined, Ended, Spoke
from tlswhy.model.facts.tls import BadMessage, OurFault, ServerHelloSeen

SOCKS = ("socks5", "socks4")
AT_PROXY = {p: name for p, name in SERVICES.items() if p not in SOCKS} | {
    protocol: title(name) for protocol, name in UPGRADES.items()
}
# These are spoken inside TLS as well, from the first byte.
WITH_TLS = ("redis", "memcached", "amqp", "mqtt", "rtsp", "sip", "irc")
GREETS = ("ssh", "telnet", "vnc", "irc")  # speak first, so that listening confirms them
GARBLED = ("malformed", "unexpected-message", "decrypt-failed")
UNKNOWN = {"text": Verdict.LIKELY, "binary": Verdict.POSSIBLE}


def look(case: Case) -> Iterator[Clue]:
    spoke, end, mute = case.last(Spoke), unanswered_hello(case), _mute_starttls(case)
    if spoke is None and end is not None:
        yield from _silent(case, end)
    elif spoke is None and mute is not None:
        yield _not_greeted(case, mute)
    elif spoke is not None and not is_block_page(spoke.filter):
        yield from _spoken(case, spoke)
    elif spoke is None and case.last(ServerHelloSeen, hop=case.target_hop) is None:
        yield from _garbled(case)


def ask(case: Case) -> Iterator[Experiment]:
    spoke, end = case.last(Spoke), unanswered_hello(case)
    silent = end is not None and end.how == "silence"
    greets = spoke is not None and spoke.protocol in (*GREETS, *UNKNOWN)
    if _mute_starttls(case) is not None:
        yield Experiment.of(What.PLAIN_HTTP, "whether the port speaks HTTP")
    elif silent or (greets and spoke is not None and not _is_at_proxy(case, spoke.hop)):
        yield Experiment.of(What.LISTEN, "which protocol greets on this port")


def _silent(case: Case, end: Ended) -> Iterator[Clue]:
    """The ClientHello was not answered: a service that speaks first may still be there."""
    trial = next((t for t in case.trials if _is_service(heard(t))), case.trial(What.LISTEN))
    told = heard(trial)
    listened = trial is not None and trial.change.what is What.LISTEN
    how = "left alone, the server greets in" if listened else "plain text is answered in"
    because = f"the ClientHello was not answered: {end.says}"
    if told is not None and _is_service(told):
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"{because}; {how} {_told(told)}",
            evidence=(end,),
            confirmed_by=trial,
            remedies=_remedies(told.protocol),
        )
    elif end.how == "silence":
        verdict = Verdict.POSSIBLE if trial is None else Verdict.EXCLUDED
        yield Clue(verdict=verdict, because=because, evidence=(end,))


def _is_service(told: Spoke | None) -> bool:
    return told is not None and told.protocol in SERVICES


def _garbled(case: Case) -> Iterator[Clue]:
    """Records of TLS that no server sends: an echo, or something that imitates."""
    hop = case.target_hop
    bad, fault = case.last(BadMessage, hop=hop), case.last(OurFault, hop=hop)
    if fault is None or fault.code not in GARBLED:
        return
    echo = bad is not None and bad.field.startswith("client_hello")
    yield Clue(
        verdict=Verdict.LIKELY if echo else Verdict.POSSIBLE,
        because=(
            "the peer sends our own ClientHello back"
            if echo
            else f"the peer sends records that no TLS server would: {fault.text}"
        ),
        evidence=(bad, fault) if bad is not None else (fault,),
    )


def _mute_starttls(case: Case) -> Ended | None:
    """How the server left that said nothing to the one who wanted STARTTLS."""
    upgrade = starttls(case)
    end = case.last(Ended, hop=upgrade[0]) if upgrade is not None else None
    return end if end is not None and not end.received else None


def _not_greeted(case: Case, end: Ended) -> Clue:
    """Neither the protocol that was asked for nor, perhaps, TLS from the first byte."""
    implicit, trial = case.trial(What.IMPLICIT_TLS), case.trial(What.PLAIN_HTTP)
    is_http = plain_answer(trial) is not None
    verdict = Verdict.CERTAIN if is_http else Verdict.POSSIBLE
    if implicit is not None and implicit.answered is not None:
        verdict = Verdict.EXCLUDED
    more = "; it answers plain HTTP" if is_http else ""
    return Clue(
        verdict=verdict,
        because=f"the server does not speak the protocol that was asked for: {end.says}{more}",
        evidence=(end,),
        confirmed_by=trial if verdict is Verdict.CERTAIN else None,
        remedies=(Remedy.USE_RIGHT_PORT,),
        hop=end.hop,
    )


def _spoken(case: Case, spoke: Spoke) -> Iterator[Clue]:
    trial, at_proxy = case.trial(What.LISTEN), _is_at_proxy(case, spoke.hop)
    told = heard(trial)
    if told is not None and told.protocol in SERVICES and spoke.protocol in UNKNOWN:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"the server speaks {_told(told)}",
            evidence=(spoke,),
            confirmed_by=trial,
            remedies=_remedies(told.protocol),
        )
    elif name := _name(case, spoke):
        who = "the port of the proxy" if at_proxy else "the server"
        same = told is not None and told.protocol == spoke.protocol
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"{who} speaks {name}: {spoke.excerpt}",
            evidence=(spoke,),
            confirmed_by=trial if same else None,
            remedies=(Remedy.PROXY_ADDRESS,) if at_proxy else _remedies(spoke.protocol),
            hop=spoke.hop,
        )
    elif spoke.protocol in UNKNOWN and _is_all(case, spoke):
        who = "the port of the proxy" if at_proxy else "the server"
        known = told is not None and told.protocol in UPGRADES
        is_http = plain_answer(case.trial(What.PLAIN_HTTP)) is not None
        yield Clue(
            verdict=Verdict.EXCLUDED if known or is_http else UNKNOWN[spoke.protocol],
            because=f"{who} speaks a protocol that was not asked for: {spoke.excerpt}",
            evidence=(spoke,),
            remedies=(Remedy.PROXY_ADDRESS if at_proxy else Remedy.USE_RIGHT_PORT,),
            hop=spoke.hop,
        )


def _name(case: Case, spoke: Spoke) -> str:
    """Which other service this is, by where it answers; empty when it is none."""
    if _is_at_proxy(case, spoke.hop):
        return AT_PROXY.get(spoke.protocol, "")
    upgrade = starttls(case)
    if upgrade is not None and upgrade[0] == spoke.hop:
        return another_service(spoke, upgrade[1])
    return SERVICES.get(spoke.protocol, "")


def _is_all(case: Case, spoke: Spoke) -> bool:
    """Whether this is the whole answer, and not one of which the beginning was understood."""
    route = case.last(Route)
    here = route.hops[spoke.hop : spoke.hop + 1] if route is not None else ()
    in_tls = any(label.startswith("tls ") for label in here)
    return in_tls or understood_nothing(case.last(Declined, hop=spoke.hop))


def _is_at_proxy(case: Case, hop: int) -> bool:
    """A tunnel lies behind this hop or is asked for on it."""
    route = case.last(Route)
    later = route.hops[hop:] if route else ()
    return any(label.partition(" ")[0] in TUNNELS for label in later)


def _told(told: Spoke) -> str:
    return f"{SERVICES[told.protocol]}: {told.excerpt}"


def _remedies(protocol: str) -> tuple[Remedy, ...]:
    if protocol in WITH_TLS:
        return (Remedy.USE_RIGHT_PORT, Remedy.ENABLE_TLS)
    return (Remedy.USE_RIGHT_PORT,)


CAUSE = Cause(
    acts=Party.CLIENT,
    look=look,
    ask=ask,
    remedies=(Remedy.USE_RIGHT_PORT, Remedy.ENABLE_TLS, Remedy.PROXY_ADDRESS),
    references=("RFC 4253 section 4.2", "RFC 6335 section 6"),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout"),
    told=Told(
        says={
            "not-tls ssh": 3.2,
            "not-tls mysql": 1.5,
            "not-tls": 0.5,
            "not-tls http": 0.4,
            "not-tls redis": 1.5,
            "starttls-missing": 0.2,
        },
        beside={"place port-forward": 2.5, "port 22": 1, "port 80": 0.3},
        test="Read the banner on the port: another service answers.",
    ),
)
