"""Fetches what certificates point to: issuers, revocation lists, answers of OCSP responders.

Theory of operation. The addresses come out of a certificate, which a stranger wrote, so nothing
here may be led to where the stranger cannot go. Only `http:` is spoken, only so often and for so
long, and only as many bytes are heard as were asked for. A name is looked up once, and the
connection goes to an address that was checked, so that a second look-up cannot lead elsewhere;
every redirect is checked as the first address was. Where a proxy looks the name up, the name alone
can be judged.

The bytes go over the loop and the hops that every attempt takes; only the last hop is another one.
The last HTTP proxy of a route is asked for the whole address, as a browser does it; all before it,
and any SOCKS proxy, are tunnels.
"""

from __future__ import annotations

import math
import selectors
import threading
from collections.abc import Sequence

from tlswhy.model.attempt import Proxy
from tlswhy.net.clock import ticks
from tlswhy.net.fetch.conversation import Fetching, attempt_of, run
from tlswhy.net.fetch.errand import Errand
from tlswhy.net.fetch.place import Checked, is_address, is_inside, place_of
from tlswhy.net.fetch.shelf import SHELF
from tlswhy.net.fetch.wanted import LARGE, SMALL, Fetched, No, Wanted, refused
from tlswhy.net.names import Resolver

__all__ = [
    "LARGE",
    "MOST_FETCHES",
    "PATIENCE",
    "SMALL",
    "Fetched",
    "Fetcher",
    "Wanted",
    "forget",
    "is_inside",
]

MOST_FETCHES = 8
PATIENCE = 3.0
"""In seconds, for one fetch with its redirects, the look-up of its names included."""

PROXY_AUTHENTICATION = 407
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetcher:
    """Fetches for one question: at most `MOST_FETCHES` in all, however often it is asked.

    proxies: from ours to the target, as for the target itself. inside: the target is in our own
    network, and so may be what its certificate points to. until: by `ticks`, when there is no
    time any more. patience: seconds for one fetch.
    """

    def __init__(
        self,
        proxies: tuple[Proxy, ...] = (),
        *,
        inside: bool = False,
        until: float = math.inf,
        patience: float = PATIENCE,
        resolver: Resolver | None = None,
    ) -> None:
        self._proxies = proxies
        self._inside = inside
        self._until = until
        self._patience = patience
        self._resolver = resolver or Resolver()
        self._known: dict[Wanted, Fetched] = {}
        self._left = MOST_FETCHES

    def fetch(self, *wanted: Wanted) -> tuple[Fetched, ...]:
        """Fetch all of it side by side; back comes what became of each, in the same order.

        What was asked before is not fetched again.
        """
        errands = [errand for one in dict.fromkeys(wanted) if (errand := self._begin(one))]
        until = min(self._until, ticks() + self._patience)
        while errands:
            self._go(errands, until)
            errands = [errand for errand in errands if not self._is_over(errand)]
        return tuple(self._known[one] for one in wanted)

    def _begin(self, wanted: Wanted) -> Errand | None:
        """The errand that has to be gone on, if any has to."""
        if wanted in self._known:
            return None
        kept = SHELF.take((wanted, self._proxies, self._inside))
        if kept is not None:
            self._known[wanted] = kept
            return None
        place = place_of(wanted.url, inside=self._inside)
        if isinstance(place, No):
            self._known[wanted] = refused(wanted, wanted.url, place)
        elif not self._left:
            no = No("limit", f"{MOST_FETCHES} other addresses were asked before it")
            self._known[wanted] = refused(wanted, wanted.url, no)
        else:
            self._left -= 1
            return Errand(wanted, place)
        return None

    def _go(self, errands: Sequence[Errand], until: float) -> None:
        """One request and its answer for each errand."""
        proxy = self._asked_whole
        self._look_up(errands, until)
        with selectors.DefaultSelector() as selector:
            talks: list[Fetching] = []
            try:
                for errand in errands:
                    attempt = attempt_of(errand.place, self._proxies, proxy, self._patience)
                    checked = "" if proxy else errand.place.host
                    names = Checked(self._resolver, checked, inside=self._inside)
                    errand.ask(proxy)
                    talks.append(Fetching(attempt, selector, names, errand, until))
                run(talks, selector, until)
            finally:
                for talk in talks:
                    talk.close()
        for talk in talks:
            talk.settle()

    @property
    def _asked_whole(self) -> Proxy | None:
        """The proxy that is asked for the whole address instead of a tunnel."""
        last = self._proxies[-1] if self._proxies else None
        return last if last is not None and last.scheme in ("http", "https") else None

    def _look_up(self, errands: Sequence[Errand], until: float) -> None:
        """Ask for all names at once: a conversation asks for its own before it begins."""
        names = {(proxy.host, 0) for proxy in self._proxies[:1]}
        last = self._proxies[-1].scheme if self._proxies else ""
        if last in ("", "socks4", "socks5"):
            family = 4 if last == "socks4" else 0
            names |= {(errand.place.host, family) for errand in errands}
        patience = max(until - ticks(), 0.01)
        asking = [
            threading.Thread(
                target=self._resolver.resolve,
                args=(host,),
                kwargs={"family": family, "timeout": patience},
                daemon=True,
            )
            for host, family in names
            if not is_address(host)
        ]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()

    def _is_over(self, errand: Errand) -> bool:
        """Whether nothing more has to be asked for it; then its outcome is known."""
        answer = errand.answer
        if isinstance(errand.result, No) or answer is None:
            self._known[errand.wanted] = errand.outcome()
            return True
        proxy = self._asked_whole
        if answer.status == PROXY_AUTHENTICATION and proxy and errand.can_log_in(proxy):
            return False
        if answer.status in REDIRECTS and answer.header("Location"):
            errand.follow(answer.header("Location"), inside=self._inside)
            if not isinstance(errand.result, No):
                return False
        fetched = self._known[errand.wanted] = errand.outcome()
        if not fetched.problem:
            SHELF.put((errand.wanted, self._proxies, self._inside), fetched)
        return True


def forget() -> None:
    """Drop everything that this process has kept."""
    SHELF.clear()
