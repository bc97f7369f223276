"""A case: all that is known about one question. The waist between seeing and judging."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import CertificateProblem, ChainGiven
from tlswhy.model.facts.context import Asked, Route
from tlswhy.model.facts.ech import EchRejected
from tlswhy.model.facts.network import Ended, HttpAnswered
from tlswhy.model.facts.tls import AlertSeen, Established, HelloSent, ServerHelloSeen

F = TypeVar("F", bound=Fact)

NOBODY = "tlswhy-nobody.invalid"
"""The name that no server has, no filter lists and no CA issues for (RFC 6761 section 6.4)."""

FATAL = 2  # AlertLevel (RFC 5246 section 7.2)
PEACEFUL = (0, 90)  # close_notify and user_canceled: a session ends, nothing failed


class What(StrEnum):
    """The one thing a change changes. The names stand in reports and in saved cases."""

    SNI_ABSENT = "sni-absent"
    SNI_SENT = "sni-sent"  # value: the name to send where none was
    SNI_OTHER = "sni-other"  # value: a name nobody serves, `NOBODY`
    SNI_FROM_CERTIFICATE = "sni-from-certificate"  # value: the name; also judged by it
    VERSION_CAP = "version-cap"  # value: 1.2, 1.1 or 1.0
    VERSION_MODERN = "version-modern"  # TLS 1.3 and 1.2 instead of the user's limit
    SUITES_ALL = "suites-all"  # every suite in IANA's registry
    SUITES_OTHER_KEY = "suites-other-key"  # the same for RSA instead of ECDSA keys, and reverse
    SUITES_MODERN = "suites-modern"  # the usual suites instead of the user's list
    SCHEMES_ALL = "schemes-all"  # every usual signature scheme, SHA-1 too, instead of the list
    GROUPS_ALL = "groups-all"  # every usual group instead of the user's list
    ALPN_ABSENT = "alpn-absent"
    WITHOUT_PQ_SHARE = "without-post-quantum-share"
    PADDED_WITHOUT_PQ = "padded-without-post-quantum-share"  # as long as before, no new group
    SEGMENTED = "segmented-hello"  # the same hello in several small segments
    SMALL_SEGMENTS = "small-segments"  # the peer may send segments of 536 bytes at most
    SMALL_ANSWER = "small-answer"  # a hello that can only be answered with a few bytes
    CLOCK = "clock"  # value: the time to judge at
    TRUST_ISSUER = "trust-issuer"  # trust the top of the chain as well
    PLAIN_HTTP = "plain-http"
    TLS = "tls"  # TLS instead of the plain HTTP that was asked for
    LISTEN = "listen-first"  # say nothing and wait for a greeting
    IMPLICIT_TLS = "implicit-tls"  # TLS from the first byte instead of STARTTLS
    STARTTLS = "starttls"  # value: the protocol
    PROXY_AS_HTTP = "proxy-as-http"
    PROXY_AS_HTTPS = "proxy-as-https"
    PROXY_AS_SOCKS5 = "proxy-as-socks5"
    PROXY_AS_SOCKS4 = "proxy-as-socks4"
    PROXY_PROTOCOL = "proxy-protocol"  # value: v1 or v2, a header before everything
    WITHOUT_PROXY_PROTOCOL = "without-proxy-protocol"
    DIRECT = "direct"
    THROUGH_PROXY = "through-proxy"  # value: the URL of the proxy that is not used
    PROXY_PORT_443 = "proxy-to-port-443"
    ANOTHER_ADDRESS = "another-address"  # value: the address
    AGAIN = "again"  # nothing changed
    POST_HANDSHAKE_AUTH = "post-handshake-auth"  # the server may ask for a certificate later
    ECH_OFF = "ech-off"
    ECH_RETRY = "ech-retry-configs"  # value: the server's own ECHConfigList, in Base64
    ECH_FROM_DNS = "ech-from-dns"  # the configurations of the HTTPS record of now
    READ_REFUSAL = "read-the-refusal"  # GET instead of HEAD, for the words


class Change(Struct, frozen=True, omit_defaults=True):
    """The same attempt with one thing changed.

    run: 2 and more are repetitions, to tell a cure from chance.
    """

    what: What
    value: str = ""
    run: int = 1

    @property
    def name(self) -> str:
        """As reports print it."""
        name = f"{self.what} {self.value}" if self.value else str(self.what)
        return name if self.run == 1 else f"{name} (run {self.run})"


class Trial(Struct, frozen=True):
    """A change that was tried, and what was then seen. connections: how many it cost."""

    change: Change
    facts: tuple[Fact, ...]
    connections: int

    @property
    def case(self) -> Case:
        """Its facts, to be asked as any others."""
        return Case(self.facts)

    @property
    def works(self) -> bool:
        """Whether everything was in order with this change."""
        return self.case.works

    @property
    def answered(self) -> ServerHelloSeen | None:
        """The target's ServerHello or HelloRetryRequest, None when none came.

        A HelloRetryRequest that an alert follows is no answer: Go, for one, looks for a certificate
        only after it.
        """
        case = self.case
        return case.first(ServerHelloSeen, hop=case.target_hop) if case.refusal is None else None


def alike(one: AlertSeen | Ended | None, other: AlertSeen | Ended | None) -> bool:
    """Two refusals of the same kind: the same alert, or the same end."""
    if isinstance(one, AlertSeen) and isinstance(other, AlertSeen):
        return one.description == other.description
    return isinstance(one, Ended) and isinstance(other, Ended) and one.how == other.how


class Case(Struct, frozen=True):
    """Facts in the order they were seen, and the experiments that were made since."""

    facts: tuple[Fact, ...]
    trials: tuple[Trial, ...] = ()

    def all(self, kind: type[F], *, hop: int | None = None) -> tuple[F, ...]:
        """Every fact of one kind, on one hop or on all."""
        return tuple(f for f in self.facts if isinstance(f, kind) and (hop is None or f.hop == hop))

    def first(self, kind: type[F], *, hop: int | None = None) -> F | None:
        """The first of them, or None."""
        return next(iter(self.all(kind, hop=hop)), None)

    def last(self, kind: type[F], *, hop: int | None = None) -> F | None:
        """The last of them, or None."""
        return next(reversed(self.all(kind, hop=hop)), None)

    def trial(self, what: What) -> Trial | None:
        """The last trial of that change, or None when it was not made."""
        return next((t for t in reversed(self.trials) if t.change.what is what), None)

    def tried(self, *changes: What) -> tuple[Trial, ...]:
        """The trials of these changes."""
        return tuple(t for t in self.trials if t.change.what in changes)

    def plus(self, trials: Iterable[Trial]) -> Case:
        """The same case with more trials."""
        return Case(self.facts, (*self.trials, *trials))

    @property
    def target_hop(self) -> int:
        """The hop of the TLS with the target; a request after it stands on a hop of its own."""
        route = self.last(Route)
        return route.target_tls if route else 0

    @property
    def plain_hop(self) -> int | None:
        """The hop of plain HTTP, where that is what the user asked for; else None."""
        asked, route = self.last(Asked), self.last(Route)
        if asked is None or asked.service != "http" or route is None or route.target_tls >= 0:
            return None
        return len(route.hops) - 1

    @property
    def refusal(self) -> AlertSeen | Ended | None:
        """How the target's side met our ClientHello instead of answering it.

        A received alert, also behind a HelloRetryRequest, or the end of the conversation without a
        byte. None when a ServerHello came, when something else than TLS was spoken, or when we
        ended it ourselves.
        """
        hop = self.target_hop
        answer = self.last(ServerHelloSeen, hop=hop)
        if self.last(HelloSent, hop=hop) is None or (answer is not None and not answer.retry):
            return None
        alerts, end = self.all(AlertSeen, hop=hop), self.last(Ended, hop=hop)
        # A warning refuses nothing: servers send unrecognized_name as one and go on.
        fatal = [alert for alert in alerts if alert.level == FATAL or not alert.description]
        if fatal:
            return None if fatal[-1].ours else fatal[-1]
        return end if end is not None and (alerts or not end.received) else None

    @property
    def unstable(self) -> bool:
        """The same hello was answered at one time and not at another."""
        if self.refusal is None:
            return False
        outcomes: dict[tuple[What, str], set[bool]] = {(What.AGAIN, ""): {False}}
        for trial in self.trials:
            key = (trial.change.what, trial.change.value)
            outcomes.setdefault(key, set()).add(trial.answered is not None)
        return any(len(seen) > 1 for seen in outcomes.values())

    @property
    def works(self) -> bool:
        """The handshake with the target finished and nothing was seen that a client refuses.

        Of a URL with http://: it was answered, and not with the page of a port that wants TLS.
        Of a chain in files: that nothing was seen.
        """
        if self.plain_hop is not None:
            answer = self.last(HttpAnswered, hop=self.plain_hop)
            return answer is not None and not answer.page
        if self.last(ChainGiven) is None and self.last(Established, hop=self.target_hop) is None:
            return False
        if self.last(EchRejected, hop=self.target_hop) is not None:
            return False  # it was finished with the public name, and taken back
        if any(problem.fatal for problem in self.all(CertificateProblem)):
            return False
        return not self.late_alerts

    @property
    def late_alerts(self) -> tuple[AlertSeen, ...]:
        """Alerts that took the finished handshake back; endings of a session are none of them."""
        return tuple(
            alert
            for alert in self.all(AlertSeen, hop=self.target_hop)
            if not alert.ours and alert.after == "finished" and alert.description not in PEACEFUL
        )
