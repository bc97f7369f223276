"""The proxy itself cannot be reached.

## What happens
The client never gets as far as the target: the proxy's name does not resolve, or nothing accepts
TCP at its address and port. Tools report the proxy's address, not the target's:
`proxyconnect tcp: dial tcp ...: connection refused`, `Could not resolve proxy`,
`ERR_PROXY_CONNECTION_FAILED`.
## Why
The settings are of another network (office, VPN, an old container), the port is wrong, or the
proxy is down. Proxy settings live in many places: environment, git, npm, docker, the registry.
## How we tell
The first hop of the route is a proxy, and DNS or TCP to it failed; or TCP opened, and it said
nothing to any kind of greeting, or TLS with it began and did not finish. The same target without
the proxy shows whether one is needed.
## Fix
Correct the proxy's address, or start it; where the target can be reached without it, unset the
variable or list the host in `NO_PROXY`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.forward_proxy import (
    SOCKS5,
    Tunnel,
    chosen,
    known,
    mute,
    shut,
    tunnels,
    wordless,
)
from tlswhy.causes.protocol import broken_off
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import (
    Connected,
    NotConnected,
    NotResolved,
    Passed,
    Spoke,
)
from tlswhy.model.facts.tls import AlertSeen


def look(case: Case) -> Iterator[Clue]:
    proxy = shut(case)
    if proxy is None or not proxy.nearest:
        return
    failed: list[Fact] = [*case.all(NotResolved), *case.all(NotConnected)]
    verdict = Verdict.CERTAIN
    if case.last(Connected) is not None:
        # Before the target is named there is nothing that the proxy could wait for.
        first = proxy.hop if proxy.kind == SOCKS5 else proxy.tls
        failed = list(known(wordless(case, first) if first is not None else None))
        verdict = mute(case, proxy)
        broken = _half_of_tls(case, proxy)
        if broken is not None:
            failed, verdict = [broken], Verdict.POSSIBLE
    if not failed:
        return
    direct = case.trial(What.DIRECT)
    reached = direct is not None and direct.answered is not None
    setting = chosen(case, proxy)
    source = f" ({setting.source})" if setting else ""
    because = f"the proxy {proxy.peer}{source}: {'; '.join(fact.says for fact in failed)}"
    if direct is not None:
        because += "; without it the target "
        because += "answers" if reached else "cannot be reached either"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(*failed, *known(setting)),
        confirmed_by=direct if reached else None,
        remedies=CAUSE.remedies if reached or direct is None else CAUSE.remedies[:2],
        hop=failed[0].hop,
    )


def _half_of_tls(case: Case, proxy: Tunnel) -> Fact | None:
    """How TLS with the proxy itself broke off, after something of TLS had come."""
    if proxy.tls is None or case.last(Passed, hop=proxy.tls) or case.last(Spoke, hop=proxy.tls):
        return None
    alerts = [alert for alert in case.all(AlertSeen, hop=proxy.tls) if not alert.ours]
    return alerts[-1] if alerts else broken_off(case, proxy.tls)


def ask(case: Case) -> Iterator[Experiment]:
    if tunnels(case):
        yield Experiment.of(What.DIRECT, "whether the target can be reached without the proxy")


CAUSE = Cause(
    acts=Party.CLIENT,
    look=look,
    ask=ask,
    remedies=(Remedy.PROXY_ADDRESS, Remedy.START_SERVICE, Remedy.BYPASS_PROXY),
    references=("RFC 9110 section 3.7", "curl, environment variables NO_PROXY and HTTPS_PROXY"),
    told=Told(
        says={"proxy-unreachable": 3.8},
        beside={
            "verify failed": -2,
            "verify strict": -3,
            "verify issuer-missing": -3,
            "verify self-signed-in-chain": -3,
            "verify issuer-unknown": -3,
            "verify name": -3,
            "verify expired": -3,
            "verify not-yet-valid": -3,
            "proxy-answered 407": -3,
            "proxy-not-tls": -3,
            "not-tls": -2,
            "refused": 0.3,
            "dns-failed": 0.3,
            "works direct": 0.3,
        },
        test=(
            "A connection to the proxy's host and port fails by itself; without the proxy it "
            "may pass."
        ),
    ),
)
