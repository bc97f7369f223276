"""What a text says: the words of programs and of people, in one vocabulary for all of them."""

from __future__ import annotations

from enum import StrEnum

from tlswhy.model.facts import Fact


class Sign(StrEnum):
    """One thing a text can say, whoever says it. Many take a value, named beside it.

    First what a program reports, then what stands around the report.
    """

    # Alerts, N being the number: the program says that it received or sent one.
    ALERT_RECEIVED = "alert-received"  # N
    ALERT_SENT = "alert-sent"  # N
    # The same, once it is known which end the program is.
    SERVER_ALERT = "server-alert"  # N: the server disliked what the client did
    CLIENT_ALERT = "client-alert"  # N: the client disliked what the server did

    # The peer's certificate was refused by the program that speaks; the value is a `Refusal`.
    VERIFY = "verify"
    CLIENT_VERIFY = "client-verify"  # the same, once it is known that a server refused a client's

    # Parameters.
    CLIENT_VERSION = "client-version"  # a server: what the client speaks is not enabled here
    SERVER_VERSION = "server-version"  # a client: what the server chose is not enabled here
    NO_VERSION = "no-version"  # our own settings leave no version to offer
    NO_CIPHER = "no-cipher"  # our own settings leave no cipher suite to offer
    NO_SHARED_CIPHER = "no-shared-cipher"
    NO_SHARED_GROUP = "no-shared-group"
    NO_SHARED_SIGALG = "no-shared-sigalg"
    NO_PARAMETERS = "no-parameters"  # version or cipher, the program does not say which
    DH_TOO_SMALL = "dh-too-small"
    LEGACY_RENEGOTIATION = "legacy-renegotiation"
    EMS_REQUIRED = "ems-required"
    NO_ALPN = "no-alpn"
    PSK_UNKNOWN = "psk-unknown"
    ALGORITHM_DISABLED = "algorithm-disabled"  # local policy forbids what the peer uses
    FALLBACK = "fallback"  # the client retried with an older version
    BAD_SIGNATURE = "bad-signature"  # of the handshake: key and certificate do not fit
    BAD_RECORD = "bad-record"  # a record could not be decrypted or decoded

    # Bytes that are not TLS, or TLS where there should be none.
    NOT_TLS = "not-tls"  # to a client; value: http, smtp, imap, ssh … when it is known
    PLAIN_RECEIVED = "plain-received"  # to a TLS server; value: http, connect when it is known
    TLS_RECEIVED = "tls-received"  # a ClientHello, to a server that speaks plain
    HTTP_WANTS_TLS = "http-wants-tls"  # an HTTP answer: plain HTTP was sent to an HTTPS port
    PROXY_HEADER = "proxy-header"  # a PROXY protocol header is missing, broken or not expected
    SOCKS_VERSION = "socks-version"  # N: the first byte a SOCKS server got, 67 is C of CONNECT
    SOCKS_TO_HTTP = "socks-to-http"  # an HTTP proxy was spoken to in SOCKS
    STARTTLS_MISSING = "starttls-missing"  # the server offers none
    STARTTLS_NEEDED = "starttls-needed"  # the server demands it first
    DB_WITHOUT_TLS = "db-without-tls"  # a database or pooler that does not speak TLS

    # Ends.
    HANDSHAKE_FAILED = "handshake-failed"  # the program does not say how
    EOF = "eof"
    RESET = "reset"
    HANDSHAKE_TIMEOUT = "handshake-timeout"
    CONNECT_TIMEOUT = "connect-timeout"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    DNS_FAILED = "dns-failed"
    BLOCKED = "blocked"  # administratively prohibited
    UDP_BLOCKED = "udp-blocked"  # QUIC gets no answer

    # Proxies.
    PROXY_ANSWERED = "proxy-answered"  # status of the answer to CONNECT
    PROXY_UNREACHABLE = "proxy-unreachable"
    PROXY_NOT_TLS = "proxy-not-tls"  # the proxy's own port answered a hello in plain text
    PROXY_AUTH_SCHEME = "proxy-auth-scheme"  # basic, ntlm, negotiate, digest
    PROXY_CERT = "proxy-cert"  # the certificate of the proxy's own listener is refused
    SOCKS_REPLY = "socks-reply"  # N
    SOCKS_AUTH = "socks-auth"  # a SOCKS proxy wants, or refused, a user and password
    TLS_IN_TLS = "tls-in-tls"  # this library cannot
    UPSTREAM_REFUSED_CERT = "upstream-refused-cert"  # a proxy says: origin's certificate is bad
    UPSTREAM_FAILED = "upstream-failed"  # a proxy says: no handshake, or no answer, from the origin

    # HTTP and names.
    HTTP_STATUS = "http-status"  # N
    MISDIRECTED = "misdirected"  # 421
    SNI_UNKNOWN = "sni-unknown"  # a server has no certificate or site for the name
    SNI_ABSENT = "sni-absent"  # the hello has no server name
    DEFAULT_CERT = "default-cert"  # a product's default or placeholder certificate is served
    UPSTREAM_NAME = "upstream-name"  # a proxy: the origin's certificate has another name
    ECH_FAILED = "ech-failed"

    # Client certificates.
    CLIENT_CERT_ABSENT = "client-cert-absent"
    CLIENT_CERT_REFUSED = "client-cert-refused"  # without a reason
    LATE_AUTH = "late-auth"  # after the handshake, where it is not possible

    # Start-up: the program's own files and settings.
    KEY_MISMATCH = "key-mismatch"
    CERT_FILE = "cert-file"  # own certificate or key file: missing, unreadable, wrong format
    NO_CERTIFICATE = "no-certificate"  # a TLS server has none at all
    CA_FILE = "ca-file"  # the file of trusted CAs cannot be used
    NO_TRUST_STORE = "no-trust-store"  # there are no trusted CAs at all
    CLIENT_KEY = "client-key"  # a client's key or key store cannot be used
    LEGACY_STORE = "legacy-store"  # PKCS#12 with algorithms that the library no longer has
    CONFIG_ERROR = "config-error"
    CONFIG_IGNORED = "config-ignored"

    # What stands around it: who speaks, on which leg, with what settings.
    SIDE = "side"  # client or server: which end of the handshake the speaking program is
    LEG = "leg"  # upstream, downstream, proxy
    PROGRAM = "program"  # id of the product
    ROLE = "role"  # reverse-proxy, forward-proxy, database, mail …
    PROXY_SET = "proxy-set"  # a proxy is set, or spoken of as being used
    PROXY_URL = "proxy-url"  # scheme of a proxy that is set
    PORT = "port"  # N of the peer
    SCHEME = "scheme"
    HOST = "host"  # ip, internal, public
    DEPTH = "depth"  # N in the chain, of the certificate that is refused
    CHAIN = "chain"  # how many certificates were sent
    DATES = "dates"  # past, future: of a certificate that is printed in the text
    ISSUER = "issuer"  # interceptor, private, public, default
    YEAR = "year"  # wrong: the log itself is dated long before this program was made
    SNI = "sni"  # sent: a server name is in the hello

    # What people remark.
    WORKS = "works"  # what makes it work: browser, direct, other-network …
    FAILS = "fails"  # where it fails: all-hosts, all-clients, sometimes …
    CHANGED = "changed"  # since when: client, server, certificate, ca, policy, network …
    POSITION = "position"  # after which message it broke off: certificate-request
    PLACE = "place"  # where it runs: corporate, vpn, container, kubernetes, hotel …
    NOTHING_WRONG = "nothing-wrong"  # users do not notice


AROUND = frozenset(
    (
        *(Sign.SIDE, Sign.LEG, Sign.PROGRAM, Sign.ROLE, Sign.PROXY_SET, Sign.PROXY_URL, Sign.PORT),
        *(
            Sign.SCHEME,
            Sign.HOST,
            Sign.DEPTH,
            Sign.CHAIN,
            Sign.DATES,
            Sign.ISSUER,
            Sign.YEAR,
            Sign.SNI,
        ),
        *(Sign.WORKS, Sign.FAILS, Sign.CHANGED, Sign.POSITION, Sign.PLACE, Sign.NOTHING_WRONG),
        Sign.PROXY_AUTH_SCHEME,
    )
)
"""Signs that tell of no failure by themselves."""


class Refusal(StrEnum):
    """Why a certificate was refused, in no program's language: values of `verify`."""

    FAILED = "failed"  # the program does not say
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    ISSUER_UNKNOWN = "issuer-unknown"  # no path to a trusted root
    ISSUER_MISSING = "issuer-missing"  # the issuer of a certificate on the path is not there
    SELF_SIGNED = "self-signed"  # the only certificate
    SELF_SIGNED_IN_CHAIN = "self-signed-in-chain"
    NAME = "name"
    IP_NAME = "ip-name"  # asked by address, and no address is listed
    NO_SAN = "no-san"  # a common name alone
    PURPOSE = "purpose"
    WEAK = "weak"  # digest or key
    REVOKED = "revoked"
    REVOCATION_UNKNOWN = "revocation-unknown"
    CRL_EXPIRED = "crl-expired"
    CRL_MISSING = "crl-missing"
    NAME_CONSTRAINTS = "name-constraints"
    DEPTH = "depth"
    STRICT = "strict"  # against RFC 5280 in a point that only strict verifiers check
    LIFETIME = "lifetime"
    PIN = "pin"
    DISTRUSTED = "distrusted"
    SIGNATURE = "signature"  # a certificate's own
    STAPLE = "staple"
    CA_AS_LEAF = "ca-as-leaf"


ANY_PROGRAM = "any_program"
"""The product of words that many programs share."""


class Said(Fact, frozen=True, kw_only=True):
    """One thing that a text says.

    value: see `Sign`. program: id of the product whose words they are, empty for a person's.
    quote: the words, shortened. means: what they mean, a clause without full stop.
    """

    what: Sign
    value: str = ""
    program: str = ""
    quote: str = ""
    means: str = ""

    @property
    def key(self) -> str:
        """As the tables of the causes name it: `alert-received 40`."""
        return f"{self.what} {self.value}" if self.value else str(self.what)

    @property
    def of_known_program(self) -> bool:
        """Whether a program said it that is known by its own words, and not anybody."""
        return self.program not in ("", ANY_PROGRAM)

    @property
    def says(self) -> str:
        return f"{self.quote!r}: {self.means}" if self.means else repr(self.quote)


class Mentioned(Fact, frozen=True, kw_only=True):
    """A host that stands in the text.

    role: `target`, `proxy`, `upstream` or `client`. scheme: of its URL, or empty. port: 0 where
    none is named.
    """

    host: str
    port: int = 0
    scheme: str = ""
    role: str = "target"

    @property
    def says(self) -> str:
        port = f":{self.port}" if self.port else ""
        return f"{self.role} {self.host}{port}"
