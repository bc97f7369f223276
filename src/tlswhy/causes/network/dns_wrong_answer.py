"""DNS gives no address for the name, or one where the server cannot be.

## What happens
The name cannot be resolved, or it leads to an address such as 0.0.0.0 or 127.0.0.1, so that the
connection fails or ends at somebody else's server. With `socks5://` and `socks4://` the client
asks DNS itself before it asks the proxy.
## Why
A typing mistake, a zone that lacks the record, another view of the zone inside and outside, a
name server that is down, or a filter that answers with a sinkhole address. Behind a SOCKS proxy
it is often a name that only the proxy's side knows.
## How we tell
The resolver's own answer: no such name, no address, a failure, silence, or an address that no
public server can have.
## Fix
Correct the name or the record; take the name off the filter's list; repair the name server. Let
the SOCKS proxy resolve names: `socks5h://` or `socks4a://`.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ProxyChosen, Route
from tlswhy.model.facts.network import Connected, NotResolved, Passed, Resolved

SAYS = {
    "nxdomain": "{0} does not exist",
    "no-data": "{0} exists and has no address",
    "servfail": "the name server failed on {0}",
    "no-answer": "no name server answered for {0}",
    "failed": "{0} could not be resolved",
}


# By the kind of the hop: the same proxy, which then resolves the name.
THERE = {
    "socks5": (What.PROXY_AS_SOCKS5, Remedy.PROXY_URL_SOCKS),
    "socks4": (What.PROXY_AS_SOCKS4, Remedy.PROXY_URL_SOCKS4),
}


def look(case: Case) -> Iterator[Clue]:
    if case.last(ProxyChosen) is not None:
        yield from _before_socks(case)
        return
    for lost in case.all(NotResolved):
        detail = f" ({lost.detail})" if lost.detail else ""
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=SAYS.get(lost.how, SAYS["failed"]).format(lost.name) + detail,
            evidence=(lost,),
            acts=Party.CLIENT if lost.how == "nxdomain" else Party.DNS,
            remedies=(Remedy.FIX_DNS,),
        )
    found = case.last(Resolved)
    if found is not None and _is_sinkhole(found):
        nothing_there = case.last(Connected) is None
        yield Clue(
            verdict=Verdict.CERTAIN if nothing_there else Verdict.LIKELY,
            because=f"{found.name} resolves to {', '.join(found.addresses)}, this machine itself",
            evidence=(found,),
            remedies=(Remedy.FIX_DNS,),
        )


def ask(case: Case) -> Iterator[Experiment]:
    lost = _lost_before_socks(case)
    if lost is not None and lost.hop == 0:  # of a chain, only the first proxy can be changed
        yield Experiment.of(THERE[_kind(case, lost)][0], "whether the proxy can resolve the name")


def _before_socks(case: Case) -> Iterator[Clue]:
    """The name that a tunnel leads to was looked up on our side."""
    lost = _lost_before_socks(case)
    if lost is None:
        return
    there, remedy = THERE[_kind(case, lost)]
    trial = case.trial(there)
    found = trial is not None and trial.case.last(Passed, hop=lost.hop) is not None
    detail = f" ({lost.detail})" if lost.detail else ""
    because = SAYS.get(lost.how, SAYS["failed"]).format(lost.name) + detail
    because += ", asked from here and not by the proxy"
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=because + ("; the proxy can resolve it" if found else ""),
        evidence=(lost,),
        confirmed_by=trial if found else None,
        acts=Party.CLIENT,
        remedies=(remedy, Remedy.FIX_DNS),
    )


def _lost_before_socks(case: Case) -> NotResolved | None:
    """Once the first proxy is reached, the only names left are those that tunnels lead to."""
    lost = case.last(NotResolved)
    known = lost is not None and case.last(Connected) is not None and _kind(case, lost) in THERE
    return lost if known else None


def _kind(case: Case, lost: NotResolved) -> str:
    route = case.last(Route)
    hops = route.hops[lost.hop : lost.hop + 1] if route is not None else ()
    return hops[0].partition(" ")[0] if hops else ""


def _is_sinkhole(found: Resolved) -> bool:
    """Only unusable addresses, for a name that is not about this machine."""
    name = found.name.rstrip(".").lower()
    local = "." not in name or name.endswith((".localhost", ".localdomain", ".local", ".internal"))
    addresses = [ip_address(address.partition("%")[0]) for address in found.addresses]
    return not local and all(a.is_loopback or a.is_unspecified for a in addresses)


CAUSE = Cause(
    acts=Party.DNS,
    step=Step.DNS,
    look=look,
    ask=ask,
    remedies=(Remedy.FIX_DNS, Remedy.PROXY_URL_SOCKS, Remedy.PROXY_URL_SOCKS4),
    references=("RFC 1035", "RFC 8499"),
    narrows=("tcp-refused", "tcp-timeout"),
    told=Told(
        says={
            "dns-failed": 2,
            "server-alert 112": 0.4,
            "verify name": 0.5,
            "refused": 0.3,
            "sni-unknown": 0.2,
            "proxy-answered 409": 1.8,
        },
        beside={
            "place dns-filter": 3,
            "place split-dns": 2.2,
            "host zero": 3,
            "works other-network": 0.2,
            "place captive": -0.5,
        },
        test=(
            "Two resolvers give different answers; with the right address (--resolve) it passes."
        ),
    ),
)
