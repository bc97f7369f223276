"""A failure behind a proxy from three sides: through the proxy, directly, and the proxy itself."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, structs

from tlswhy.causes.forward_proxy import SOCKS, Tunnel, shut, tunnels
from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.diagnosis import Diagnosis, Outcome
from tlswhy.model.facts.network import Ended, HttpAnswered, Passed, SocksAnswered
from tlswhy.model.facts.tls import Established, HelloSent
from tlswhy.report import tried
from tlswhy.wire.codes import ProtocolVersion

Side = Literal["through-proxy", "direct", "proxy"]


class View(Struct, frozen=True):
    """One side. name: of it, for people. says: what came, in a few words."""

    side: Side
    name: str
    outcome: tried.Outcome
    says: str


def views(diagnosis: Diagnosis) -> tuple[View, ...]:
    """All three, where a proxy is on the route of what failed, and the way around it was tried."""
    case = diagnosis.case
    direct, route = case.trial(What.DIRECT), tunnels(case)
    if direct is None or not route or diagnosis.outcome is not Outcome.FAILED:
        return ()
    proxy = shut(case) or route[-1]
    name = "the proxy itself" if len(route) == 1 else f"the proxy {proxy.peer} itself"
    through = Trial(Change(What.AGAIN), case.facts, 0)
    says = "the target is not reached" if shut(case) else _says(through)
    # What failed after the handshake, works as far as that goes.
    outcome = "answered" if through.works else tried.outcome(through)
    return (
        View("through-proxy", "through the proxy", outcome, says),
        View("direct", "direct", tried.outcome(direct), _says(direct)),
        structs.replace(_proxy(case, proxy), name=name),
    )


def _says(trial: Trial) -> str:
    case = trial.case
    done = case.last(Established, hop=case.target_hop)
    hello = case.last(HelloSent, hop=case.target_hop)
    if not trial.works or done is None:
        got = tried.got(trial)
        return f"{got} after the hello" if isinstance(case.refusal, Ended) else got
    says = ["works", str(ProtocolVersion(done.version))]
    if hello is not None and hello.alpn:
        says.append(done.alpn or "no ALPN")
    answer = case.last(HttpAnswered, hop=case.target_hop + 1)
    if answer is not None:
        says.append(tried.short(answer))
    return ", ".join(says)


def _proxy(case: Case, proxy: Tunnel) -> View:
    """What was seen up to the hop on which the tunnel is asked for."""
    opened = case.last(Passed, hop=proxy.hop) is not None
    own = tuple(fact for fact in case.facts if fact.hop <= proxy.hop)
    got = tried.got(Trial(Change(What.AGAIN), own, 0))
    answer, reply = case.last(HttpAnswered, hop=proxy.hop), case.last(SocksAnswered, hop=proxy.hop)
    if answer is not None:
        got = f"answers CONNECT with {answer.status} {answer.reason}".rstrip()
    elif reply is not None:
        got = f"answers SOCKS with: {reply.meaning}"
    elif opened:
        got = f"opens the tunnel by {'SOCKS' if proxy.kind in SOCKS else 'CONNECT'}"
    spoke = answer is not None or reply is not None
    return View("proxy", "", "works" if opened else "answered" if spoke else "fails", got)
