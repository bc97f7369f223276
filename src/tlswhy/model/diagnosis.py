"""What judging talks in: causes, clues, experiments, findings, diagnoses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
    REISSUE_SHORTER = "reissue-shorter"
    REISSUE_BY_THE_RULES = "reissue-by-the-rules"
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
    ASK_IN_HANDSHAKE = "ask-in-handshake"
    ALLOW_LATE_AUTH = "allow-late-auth"
    MATCH_CLIENT_KEY = "match-client-key"
    PROXY_URL_HTTP = "proxy-url-http"
    PROXY_URL_HTTPS = "proxy-url-https"
    PROXY_URL_SOCKS = "proxy-url-socks"
    PROXY_URL_SOCKS4 = "proxy-url-socks4"
    PROXY_CREDENTIALS = "proxy-credentials"
    FIX_PROXY_CERTIFICATE = "fix-proxy-certificate"
    PROXY_ALLOW_CONNECT = "proxy-allow-connect"
    PROXY_ADDRESS = "proxy-address"
    PROXY_PLAIN_LISTENER = "proxy-plain-listener"
    UPDATE_CLIENT = "update-client"
    PROXY_UPSTREAM = "proxy-upstream"
    USE_PROXY = "use-proxy"
    BYPASS_PROXY = "bypass-proxy"
    ALIGN_PROXY_PROTOCOL = "align-proxy-protocol"
    USE_PLAIN_SCHEME = "use-plain-scheme"
    USE_TLS_SCHEME = "use-tls-scheme"
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
    RELAX_CLIENT_POLICY = "relax-client-policy"
    RELAX_STRICT_CHECKS = "relax-strict-checks"
    OPEN_REVOCATION = "open-revocation"
    UPDATE_PINS = "update-pins"
    VERIFY_ORIGIN_NAME = "verify-origin-name"
    QUIET_CHECKS = "quiet-checks"
    REPLACE_CERT_FILE = "replace-cert-file"
    RAISE_VERIFY_DEPTH = "raise-verify-depth"
    REFRESH_CRL = "refresh-crl"
    CORRECT_CONFIG = "correct-config"
    READ_SNI = "read-sni"
    ALLOW_UDP = "allow-udp"
    PUBLISH_ECH_KEY = "publish-ech-key"
    DROP_ECH_RECORD = "drop-ech-record"
    SERVE_PUBLIC_NAME = "serve-public-name"
    SHARE_ECH_KEYS = "share-ech-keys"
    UPDATE_ECH_CONFIG = "update-ech-config"


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
    step: at which it broke, where that is not always the cause's.
    refused_by: of a risk that is none for this client, those that refuse what works here.
    """

    verdict: Verdict
    because: str
    evidence: tuple[Fact, ...] = ()
    confirmed_by: Trial | None = None
    acts: Party | None = None
    remedies: tuple[Remedy, ...] = ()
    hop: int | None = None
    risk: bool = False
    step: Step | None = None
    refused_by: tuple[str, ...] = ()


def look_at_nothing(_: Case) -> Iterator[Clue]:
    """What happens on the wire does not show it."""
    return iter(())


def ask_nothing(_: Case) -> Iterator[Experiment]:
    """No experiment would help."""
    return iter(())


def note_nothing(_: Case) -> Iterator[str]:
    """There is nothing to remark."""
    return iter(())


class Told(Struct, frozen=True, kw_only=True):
    """How a cause shows in what programs print and people write, where nothing can be tried.

    The keys are those of `model.facts.words`: `alert-received 40`, `leg upstream`. Weights add up:
    4 says this and nothing else, 3 this nearly always, 2 this usually, 1 this among others.

    says: what speaks for it by itself. beside: what strengthens or (below 0) weakens that.
    needs: without one of these it is not considered. test: what would settle it, one sentence.
    """

    says: Mapping[str, float]
    beside: Mapping[str, float] = {}
    needs: tuple[str, ...] = ()
    test: str = ""


class Cause(Struct, frozen=True, kw_only=True):
    """One reason for which handshakes fail.

    acts: who has to change something. step, leg: where it shows; None leaves that to the facts.
    look: draws clues from a case and the trials in it. Pure: no I/O, no clock, no randomness.
    ask: experiments that would tell more, the best first; asked while this cause stands without
        being confirmed. Looked at again after every round.
    narrows: umbrella causes, which are then shown only where they are surer than this one.
    after_handshake: this cause can hold although the handshake itself finished in order.
    note: remarks on a handshake that works, one sentence each: what is worth knowing and no fault.
    told: how it shows in texts; None where no text can show it.
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
    told: Told | None = None


class Finding(Struct, frozen=True):
    """A cause that stands, and why.

    crash: our rule failed instead, with this error. test: what would settle it, where nothing
    could be tried.
    """

    cause: str
    title: str
    acts: Party
    clue: Clue
    remedies: tuple[Remedy, ...]
    step: Step | None = None
    leg: Leg | None = None
    crash: str = ""
    test: str = ""


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
