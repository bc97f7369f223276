"""What judging talks in: causes, clues, experiments, findings, diagnoses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntEnum, StrEnum

from msgspec import Struct

from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.facts import Fact


class Party(StrEnum):
    """Who has to change something."""

    CLIENT = "client"
    SERVER = "server"
    FORWARD_PROXY = "forward-proxy"
    REVERSE_PROXY = "reverse-proxy"
    MIDDLEBOX = "middlebox"
    CA = "ca"
    NETWORK = "network"
    DNS = "dns"


class Step(StrEnum):
    """The step at which a handshake broke, in order."""

    START = "start"
    DNS = "dns"
    TCP = "tcp"
    PROXY = "proxy"
    PRE = "pre"
    CLIENT_HELLO = "client-hello"
    SERVER_HELLO = "server-hello"
    CERTIFICATE = "certificate"
    KEY_EXCHANGE = "key-exchange"
    CLIENT_CERTIFICATE = "client-certificate"
    FINISHED = "finished"
    APPLICATION = "application"
    NONE = "none"


class Leg(StrEnum):
    """Between whom."""

    CLIENT_ORIGIN = "client-origin"
    CLIENT_PROXY = "client-proxy"
    PROXY_PROXY = "proxy-proxy"
    PROXY_ORIGIN = "proxy-origin"


class Verdict(IntEnum):
    """How sure we are. An order, not a probability."""

    EXCLUDED = 0
    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3

    @property
    def word(self) -> str:
        """As reports print it."""
        return self.name.lower()


class Remedy(StrEnum):
    """What has to change, in no product's language. Each product says how."""

    RENEW_CERTIFICATE = "renew-certificate"
    REPLACE_CERTIFICATE = "replace-certificate"
    FIX_STAPLING = "fix-stapling"
    FIX_CLOCK = "fix-clock"
    REISSUE_WITH_NAME = "reissue-with-name"
    CONNECT_BY_LISTED_NAME = "connect-by-listed-name"
    REISSUE_FOR_SERVERS = "reissue-for-servers"
    REISSUE_STRONGER = "reissue-stronger"
    GIVE_CERTIFICATE = "give-certificate"
    SERVE_FULL_CHAIN = "serve-full-chain"
    TRUST_CA = "trust-ca"
    GET_TRUSTED_CERTIFICATE = "get-trusted-certificate"
    EXEMPT_FROM_INSPECTION = "exempt-from-inspection"
    LOG_IN_TO_PORTAL = "log-in-to-portal"
    RAISE_CLIENT_VERSION = "raise-client-version"
    LOWER_CLIENT_VERSION = "lower-client-version"
    RAISE_SERVER_VERSION = "raise-server-version"
    LOWER_SERVER_VERSION = "lower-server-version"
    WIDEN_SERVER_CIPHERS = "widen-server-ciphers"
    WIDEN_CLIENT_CIPHERS = "widen-client-ciphers"
    WIDEN_GROUPS = "widen-groups"
    STRONGER_DH = "stronger-dh"
    ALIGN_ALPN = "align-alpn"
    SAME_NAME = "same-name"
    SEND_SNI = "send-sni"
    SERVE_NAME = "serve-name"
    ALLOW_NAME = "allow-name"
    PRESENT_CLIENT_CERTIFICATE = "present-client-certificate"
    REISSUE_CLIENT_CERTIFICATE = "reissue-client-certificate"
    TRUST_CLIENT_CA = "trust-client-ca"
    RELAX_CLIENT_AUTH = "relax-client-auth"
    PROXY_URL_HTTP = "proxy-url-http"
    PROXY_URL_HTTPS = "proxy-url-https"
    PROXY_URL_SOCKS = "proxy-url-socks"
    PROXY_URL_SOCKS4 = "proxy-url-socks4"
    PROXY_CREDENTIALS = "proxy-credentials"
    FIX_PROXY_CERTIFICATE = "fix-proxy-certificate"
    PROXY_ALLOW_CONNECT = "proxy-allow-connect"
    PROXY_ADDRESS = "proxy-address"
    PROXY_UPSTREAM = "proxy-upstream"
    USE_PROXY = "use-proxy"
    BYPASS_PROXY = "bypass-proxy"
    ALIGN_PROXY_PROTOCOL = "align-proxy-protocol"
    USE_PLAIN_SCHEME = "use-plain-scheme"
    ENABLE_TLS = "enable-tls"
    USE_STARTTLS = "use-starttls"
    USE_IMPLICIT_TLS = "use-implicit-tls"
    USE_RIGHT_PORT = "use-right-port"
    START_SERVICE = "start-service"
    OPEN_FIREWALL = "open-firewall"
    FIX_DNS = "fix-dns"
    SHRINK_CLIENT_HELLO = "shrink-client-hello"
    UPDATE_MIDDLEBOX = "update-middlebox"
    CLAMP_MSS = "clamp-mss"
    SECOND_KEY_TYPE = "second-key-type"
    WIDEN_SIGALGS = "widen-sigalgs"
    USE_PSK = "use-psk"
    UPDATE_TLS_LIBRARY = "update-tls-library"
    ALLOW_LEGACY_RENEGOTIATION = "allow-legacy-renegotiation"
    MATCH_KEY = "match-key"
    ISSUE_WITHIN_CONSTRAINTS = "issue-within-constraints"
    UPDATE_TRUST_STORE = "update-trust-store"
    SERVE_SHORTER_CHAIN = "serve-shorter-chain"
    FIX_INTERCEPTOR = "fix-interceptor"
    UPSTREAM_TLS = "upstream-tls"
    READ_SERVER_LOG = "read-server-log"
    ADD_CAPACITY = "add-capacity"


class Experiment(Struct, frozen=True):
    """One change worth trying. settles: what its outcome would tell, for the reader."""

    change: Change
    settles: str

    @classmethod
    def of(cls, what: What, settles: str, value: str = "") -> Experiment:
        """The short way to write one."""
        return cls(Change(what, value), settles)


class Clue(Struct, frozen=True, kw_only=True):
    """What one rule saw.

    because: a sentence for the user, with the numbers in it. evidence: every fact it rests on.
    confirmed_by: the trial in which the one change cured it (or, for a cause that cannot be
        cured from here, brought out the one thing that tells).
    acts: who has to change something, where that is not always the cause's usual party.
    remedies: a choice among the cause's, where the facts decide; empty means all of them.
    hop: where it broke; None leaves that to the facts. risk: it works now and will break.
    """

    verdict: Verdict
    because: str
    evidence: tuple[Fact, ...] = ()
    confirmed_by: Trial | None = None
    acts: Party | None = None
    remedies: tuple[Remedy, ...] = ()
    hop: int | None = None
    risk: bool = False


def ask_nothing(_: Case) -> Iterator[Experiment]:
    """No experiment would help."""
    return iter(())


def note_nothing(_: Case) -> Iterator[str]:
    """There is nothing to remark."""
    return iter(())


class Cause(Struct, frozen=True, kw_only=True):
    """One reason for which handshakes fail.

    acts: who has to change something. step, leg: where it shows; None leaves that to the facts.
    look: draws clues from a case and the trials in it. Pure: no I/O, no clock, no randomness.
    ask: experiments that would tell more, the best first; asked while this cause stands without
        being confirmed. Looked at again after every round.
    narrows: umbrella causes, which are then shown only where they are surer than this one.
    after_handshake: this cause can hold although the handshake itself finished in order.
    note: remarks on a handshake that works, one sentence each: what is worth knowing and no fault.
    """

    acts: Party
    look: Callable[[Case], Iterator[Clue]]
    remedies: tuple[Remedy, ...]
    references: tuple[str, ...]
    step: Step | None = None
    leg: Leg | None = None
    ask: Callable[[Case], Iterator[Experiment]] = ask_nothing
    narrows: tuple[str, ...] = ()
    after_handshake: bool = False
    note: Callable[[Case], Iterator[str]] = note_nothing


class Finding(Struct, frozen=True):
    """A cause that stands, and why. crash: our rule failed instead, with this error."""

    cause: str
    title: str
    acts: Party
    clue: Clue
    remedies: tuple[Remedy, ...]
    step: Step | None = None
    leg: Leg | None = None
    crash: str = ""


class Broke(Struct, frozen=True):
    """Where it broke. hop: index into the route."""

    hop: int
    leg: Leg
    step: Step


class Outcome(StrEnum):
    """The answer in one word."""

    OK = "ok"
    FAILED = "failed"
    AT_RISK = "at-risk"


class Diagnosis(Struct, frozen=True):
    """The answer: findings, the surest first; what was tried; what could still be tried.

    excluded: causes that were considered and what excluded them. open: experiments that would
    tell more and were not made (no budget, or no second try as in a capture). notes: remarks on
    a handshake that works.
    """

    outcome: Outcome
    broke_at: Broke
    findings: tuple[Finding, ...]
    case: Case
    excluded: tuple[Finding, ...] = ()
    open: tuple[Experiment, ...] = ()
    rounds: int = 0
    notes: tuple[str, ...] = ()
