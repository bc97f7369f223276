"""One request on its route, over the loop and the hops that every attempt takes."""

from __future__ import annotations

import math
import selectors
from collections.abc import Sequence

from tlswhy.model.attempt import Attempt, Proxy, Speak
from tlswhy.model.transcript import Mark
from tlswhy.net.clock import ticks
from tlswhy.net.drive import Conversation
from tlswhy.net.fetch.ends import failed
from tlswhy.net.fetch.errand import Errand
from tlswhy.net.fetch.place import Place
from tlswhy.net.fetch.wanted import No
from tlswhy.net.names import Resolver


class Fetching(Conversation):
    """An attempt whose last hop is an errand's request."""

    def __init__(
        self,
        attempt: Attempt,
        selector: selectors.BaseSelector,
        resolver: Resolver,
        errand: Errand,
        until: float,
    ) -> None:
        self._errand = errand
        self._until = until
        super().__init__(attempt, selector, resolver)
        # A conversation may hear a quarter of a MiB; what is wanted comes on top.
        self._received -= errand.wanted.largest

    def settle(self) -> None:
        """Write down what became of the request where its own talk could not."""
        errand, seen, last = self._errand, self.transcript, len(self._hops) - 1
        if not any(event.hop == last for _, event in seen.marks(Mark.READY)):
            errand.result = failed(seen)
        elif self._ended is Mark.RESET and not errand.knew_its_end:
            errand.result = No("cut", "the connection was reset in the middle of it")

    def _start_hop(self) -> None:
        if self._hop + 1 < len(self._hops):
            super()._start_hop()
            return
        # The caller ends it in time: so an empty answer to `_to_the_end` is always an end.
        self._stage_end = math.inf
        self._talk = self._errand.talk()
        self._go_on(None)


def run(talks: Sequence[Fetching], selector: selectors.BaseSelector, until: float) -> None:
    """As `drive.run`, until all are over or the time is."""
    while waiting := [talk for talk in talks if not talk.over]:
        pause = min(until, *(talk.deadline for talk in waiting)) - ticks()
        for key, _ in selector.select(max(0.0, min(pause, 0.1))):
            key.data()
        for talk in waiting:
            talk.look_at_the_clock()
            if ticks() >= until and not talk.over:
                talk.break_off()


def attempt_of(
    place: Place, proxies: tuple[Proxy, ...], asked: Proxy | None, timeout: float
) -> Attempt:
    """The route of one request: to the host, or to the proxy that is asked for the whole address.

    Where that is an https: proxy, TLS with it is a hop of the route.
    """
    from tlswhy.net.talks import sni_for
    from tlswhy.probes.offers import modern

    host, port = (asked.host, asked.port) if asked else (place.host, place.port)
    secure = asked is not None and asked.scheme == "https"
    return Attempt(
        host=host,
        port=port,
        name=host,
        offer=modern(sni_for(host)),
        proxies=proxies[:-1] if asked else proxies,
        speak=Speak.TLS if secure else Speak.PLAIN_HTTP,
        request="GET" if secure else "",
        timeout=timeout,
    )
