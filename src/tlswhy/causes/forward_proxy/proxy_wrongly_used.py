"""The target is reached without the proxy, and was asked of it.

## What happens
The proxy answers CONNECT with 403, 502, 503 or 504, or SOCKS with "not allowed", "host unreachable"
or "connection refused", for a host that this machine reaches by itself. Typical are names such as
`api.default.svc`, `git.corp` and `printer.local`, and private addresses.
## Why
The proxy is set for everything, and the host does not stand in `NO_PROXY`, or stands there in a
form that this program does not read. Every program has its own: curl, Go and Python's requests
take networks such as 10.0.0.0/8, Python's urllib and wget do not; Java separates by bars and needs
a `*`; a leading dot leaves the name itself out in Go and wget.
## How we tell
The proxy refused or failed, and the same target answers without it. Where the name or the address
is one of those that only exist inside, there is no other reason left; unless the proxy refuses the
port alone and would go to port 443 of the same host: then its rule about ports comes first.
## Fix
Put the host into `NO_PROXY`, in the form that this program reads, in upper and lower case.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

from tlswhy.causes.forward_proxy import (
    NOT_ALLOWED,
    Tunnel,
    answered,
    chosen,
    could_not_reach,
    known,
    passes_443,
    shut,
)
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.network import HttpAnswered, SocksAnswered

STATUS = (403, 502, 503, 504)  # RFC 9110 section 15
REPLIES = (2, 3, 4, 5, 6)  # by rule, network, host, refused, TTL (RFC 1928 section 6)
# Top-level names that nobody can register: RFC 6761, RFC 6762 and appendix G, RFC 8375, ICANN's
# .internal; and svc, the end of the short names in Kubernetes.
INSIDE = (
    *("local", "localhost", "internal", "intranet", "private", "corp", "home", "lan"),
    *("home.arpa", "localdomain", "svc"),
)


def look(case: Case) -> Iterator[Clue]:
    proxy, asked = shut(case), case.last(Asked)
    refusal = _refusal(case, proxy) if proxy is not None else None
    if proxy is None or refusal is None or asked is None:
        return
    said = refusal.says
    if isinstance(refusal, HttpAnswered):
        said = answered(proxy, refusal)
    inside = _is_inside(asked)
    because = f"{said}; {asked.host} is {inside}" if inside else said
    trial = case.trial(What.DIRECT)
    verdict, end = _judged(trial, inside=bool(inside))
    by_ruleset = isinstance(refusal, SocksAnswered) and refusal.reply in NOT_ALLOWED
    if by_ruleset or (_is_rule(refusal) and passes_443(case, proxy) is not None):
        # The proxy goes to this host, only not to the port, or says itself that a rule of its
        # own stands against it: that rule is the nearer reason.
        verdict = min(verdict, Verdict.LIKELY)
    yield Clue(
        verdict=verdict,
        because=f"{because}; {end}" if end else because,
        evidence=known(refusal, asked, chosen(case, proxy)),
        confirmed_by=trial if verdict >= Verdict.LIKELY else None,
        hop=proxy.hop,
    )


def ask(case: Case) -> Iterator[Experiment]:
    if shut(case) is not None:
        yield Experiment.of(What.DIRECT, "whether the target can be reached without the proxy")


def _judged(trial: Trial | None, *, inside: bool) -> tuple[Verdict, str]:
    if trial is None:
        return Verdict.POSSIBLE, ""
    if trial.works:
        return Verdict.CERTAIN if inside else Verdict.LIKELY, "without the proxy it works"
    if trial.answered is not None:
        return Verdict.LIKELY if inside else Verdict.POSSIBLE, "without the proxy it answers"
    return Verdict.EXCLUDED, "without the proxy it cannot be reached either"


def _refusal(case: Case, proxy: Tunnel) -> HttpAnswered | SocksAnswered | None:
    """The last proxy's no; those before it were asked for another proxy."""
    if proxy.beyond:
        return None
    answer, reply = case.last(HttpAnswered, hop=proxy.hop), case.last(SocksAnswered, hop=proxy.hop)
    if answer is not None:
        return answer if answer.status in STATUS else None
    return reply if reply is not None and reply.reply in REPLIES else None


def _is_rule(refusal: HttpAnswered | SocksAnswered) -> bool:
    """Whether it says that the proxy may not, and not that it cannot."""
    if isinstance(refusal, HttpAnswered):
        return not could_not_reach(refusal)
    return refusal.reply in NOT_ALLOWED


def _is_inside(asked: Asked) -> str:
    """What says that the host is none of the Internet; empty when nothing does."""
    if asked.is_ip:
        try:
            address = ip_address(asked.host.partition("%")[0])
        except ValueError:
            return ""
        return "an address of this network" if address.is_private else ""
    name = asked.host.rstrip(".").lower()
    if "." not in name:
        return "a name without a dot"
    end = next((end for end in INSIDE if name.endswith(f".{end}")), "")
    return f"a name of this network (.{end})" if end else ""


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.PROXY,
    look=look,
    ask=ask,
    remedies=(Remedy.BYPASS_PROXY,),
    references=("curl, environment variable NO_PROXY", "RFC 6761", "RFC 1918 section 3"),
    narrows=("proxy-upstream-failed", "proxy-connect-refused"),
    told=Told(
        says={
            "proxy-answered 502": 1.4,
            "proxy-answered 503": 1.5,
            "proxy-answered 504": 1.5,
            "proxy-answered 403": 1.2,
            "http-status 503": 0.6,
            "http-status 502": 0.5,
            "http-status 504": 0.5,
            "proxy-answered": 0.8,
            "proxy-unreachable": 0.3,
        },
        beside={
            "host internal": 2.4,
            "works direct": 2,
            "place no-proxy": 1.5,
            "place kubernetes": 0.6,
            "host loopback": 2,
        },
        needs=(
            "host internal",
            "works direct",
            "place no-proxy",
            "host loopback",
        ),
        test="With the host in NO_PROXY it passes.",
    ),
)
