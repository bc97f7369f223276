"""From a transcript to facts: what was seen, without a judgement."""

from __future__ import annotations

from msgspec import Struct

from tlswhy.evidence import application, network, proxies, tls
from tlswhy.evidence.certificates import Trust, target_tls
from tlswhy.model.attempt import Attempt, HopKind
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import ClientProfile, Clock, Route
from tlswhy.model.transcript import Transcript

BY_KIND = {
    HopKind.HTTP_CONNECT: proxies.http_connect,
    HopKind.SOCKS4: proxies.socks4,
    HopKind.SOCKS5: proxies.socks5,
    HopKind.STARTTLS: proxies.starttls,
    HopKind.TLS: tls.facts,
    HopKind.HTTP: application.http,
    HopKind.PLAIN_HTTP: application.http,
    HopKind.LISTEN: application.listen,
}


class Setting(Struct, frozen=True):
    """What stays the same over all attempts of one question.

    given: facts that nobody has to observe: what was asked, the proxies, the limits, the store.
    clock: the time to judge certificates at. trust: what the client trusts.
    """

    given: tuple[Fact, ...]
    clock: Clock
    trust: Trust


def observe(transcript: Transcript, attempt: Attempt, setting: Setting) -> tuple[Fact, ...]:
    """Every fact of one attempt, the given ones first, then in the order of the route."""
    profiles = [fact for fact in setting.given if isinstance(fact, ClientProfile)]
    policy = profiles[-1].policy if profiles else None
    route = Route(hops=transcript.route, target_tls=target_tls(attempt))
    clock = setting.clock if attempt.at is None else Clock(now=attempt.at)
    facts: list[Fact] = [*setting.given, route, clock]
    far = [attempt.beyond(index)[0] for index in range(len(attempt.hops))]
    facts += network.facts(transcript, far)
    for index, hop in enumerate(attempt.hops):
        if hop.kind is HopKind.TCP:
            continue
        if hop.kind is not HopKind.PROXY_PROTOCOL:
            facts += BY_KIND[hop.kind](transcript, index)
        if hop.kind is HopKind.TLS:
            facts += setting.trust.judged(transcript, attempt, index, clock.now, policy)
        else:
            facts += network.stopped(transcript, index)
        facts += network.passed(transcript, index)
        facts += network.ended(transcript, index)
    return tuple(facts)
