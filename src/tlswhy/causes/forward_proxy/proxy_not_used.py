"""The way out leads through a proxy, and it was not used.

## What happens
A direct connection is not answered, refused or reset, the name does not resolve, or a filter's
page comes back; the same command with the proxy named works. Often only one program is hit, and
only as a service, under sudo or in a container.
## Why
The network lets nothing out but its proxy, and this program does not know of it. Variables of the
shell do not reach systemd, cron, sudo, `docker build` and Windows services; Java and git have
settings of their own; curl reads `http_proxy` in lower case only; `HTTP_PROXY` is not for https://;
an entry of `NO_PROXY` takes the host out, as `.test` takes out everything below it.
## How we tell
The direct attempt got nothing of TLS, the environment names a proxy that was left aside, and
through that proxy the same target answers.
## Fix
Name the proxy where this very program looks: `HTTPS_PROXY` in its own environment (`sudo -E`,
`Environment=` of the unit, `--build-arg`), `git config http.proxy`, `-Dhttps.proxyHost`. Take the
host out of `NO_PROXY`. Otherwise the firewall has to let this target pass directly.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.protocol import is_block_page
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import ProxyAvailable, ProxyChosen
from tlswhy.model.facts.network import Connected, Ended, NotConnected, NotResolved, Spoke

CUT = ("reset", "silence")  # how firewalls get rid of a hello


def look(case: Case) -> Iterator[Clue]:
    proxy, failed = case.first(ProxyAvailable), _got_nothing(case)
    if proxy is None or not failed or case.last(ProxyChosen) is not None:
        return
    because = f"directly: {'; '.join(fact.says for fact in failed)}; {proxy.says}"
    trial = case.trial(What.THROUGH_PROXY)
    if trial is None:
        verdict = Verdict.POSSIBLE
    elif trial.works:
        verdict, because = Verdict.CERTAIN, f"{because}; through it the target works"
    elif trial.answered is not None:
        verdict, because = Verdict.LIKELY, f"{because}; through it the target answers"
    else:
        verdict, because = Verdict.EXCLUDED, f"{because}; through it the target is not reached"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(*failed, proxy),
        confirmed_by=trial if verdict >= Verdict.LIKELY else None,
    )


def ask(case: Case) -> Iterator[Experiment]:
    proxy = case.first(ProxyAvailable)
    if proxy is not None and _got_nothing(case):
        settles = "whether the target answers through the proxy that is not used"
        yield Experiment.of(What.THROUGH_PROXY, settles, proxy.url)


def _got_nothing(case: Case) -> tuple[Fact, ...]:
    """What became of the direct attempt, where nobody spoke TLS: empty otherwise."""
    hop = case.target_hop
    if case.last(Connected) is None:
        return (*case.all(NotResolved), *case.all(NotConnected))
    spoke, refusal = case.last(Spoke, hop=hop), case.refusal
    if spoke is not None:
        return (spoke,) if is_block_page(spoke.filter) else ()
    return (refusal,) if isinstance(refusal, Ended) and refusal.how in CUT else ()


CAUSE = Cause(
    acts=Party.CLIENT,
    look=look,
    ask=ask,
    remedies=(Remedy.USE_PROXY, Remedy.OPEN_FIREWALL),
    references=("curl, environment variables NO_PROXY and HTTPS_PROXY", "RFC 9110 section 3.7"),
    narrows=(
        *("tcp-timeout", "tcp-refused", "dns-wrong-answer", "block-page-injected"),
        *("reset-on-hello", "handshake-timeout"),
    ),
    told=Told(
        says={
            "connect-timeout": 0.9,
            "reset": 0.5,
            "not-tls": 0.5,
            "unreachable": 0.8,
            "not-tls http": 0.3,
            "dns-failed": 0.6,
            "refused": 0.3,
            "handshake-timeout": 0.3,
            "eof": 0.2,
        },
        beside={
            "place egress-by-proxy": 3,
            "works through-proxy": 2.5,
            "place corporate": 0.7,
            "place proxy-not-set": 1.5,
            "proxy-url https": -1,
            "proxy-unreachable": -3,
        },
        needs=(
            "place egress-by-proxy",
            "works through-proxy",
            "place corporate",
            "place proxy-not-set",
        ),
        test="The same command with the proxy named explicitly passes.",
    ),
)
