"""What each key of the vocabulary means, as a clause for the user."""

from __future__ import annotations

from tlswhy.model.facts.words import Refusal, Sign
from tlswhy.wire.codes import AlertDescription

# `{}` stands for the value.
MEANINGS = {
    Sign.CLIENT_VERSION: "the server does not speak the TLS versions that the client offers",
    Sign.SERVER_VERSION: "the server chose a TLS version that the client does not accept",
    Sign.NO_VERSION: "the program's own settings leave no TLS version to offer",
    Sign.NO_CIPHER: "the program's own settings leave no cipher suite to offer",
    Sign.NO_SHARED_CIPHER: "the server found no cipher suite in common",
    Sign.NO_SHARED_GROUP: "there is no group for the key exchange in common",
    Sign.NO_SHARED_SIGALG: "there is no signature algorithm in common for the key at hand",
    Sign.NO_PARAMETERS: "version or cipher suites do not match",
    Sign.DH_TOO_SMALL: "the server's Diffie-Hellman parameters are too small for the client",
    Sign.LEGACY_RENEGOTIATION: "the server does not know secure renegotiation (RFC 5746)",
    Sign.EMS_REQUIRED: "the client insists on the extended master secret (RFC 7627)",
    Sign.NO_ALPN: "no application protocol (ALPN) was agreed",
    Sign.PSK_UNKNOWN: "the pre-shared key or its identity is not known",
    Sign.ALGORITHM_DISABLED: "an algorithm that the other side uses is disabled here",
    Sign.FALLBACK: "a client retried with an older version than it could speak",
    Sign.BAD_SIGNATURE: "the signature over the handshake does not fit the certificate",
    Sign.BAD_RECORD: "a TLS record could not be read",
    Sign.NOT_TLS: "what came back is not TLS",
    Sign.PLAIN_RECEIVED: "the TLS port was spoken to in plain text",
    Sign.TLS_RECEIVED: "a TLS hello came to a port that speaks plain",
    Sign.HTTP_WANTS_TLS: "plain HTTP was sent to an HTTPS port",
    Sign.PROXY_HEADER: "a PROXY protocol header is missing, broken or not expected",
    Sign.SOCKS_VERSION: "a SOCKS server was spoken to in another protocol (first byte {})",
    Sign.SOCKS_TO_HTTP: "a proxy was spoken to in the wrong one of SOCKS and HTTP",
    Sign.STARTTLS_MISSING: "the server offers no STARTTLS",
    Sign.STARTTLS_NEEDED: "the server wants STARTTLS first",
    Sign.DB_WITHOUT_TLS: "the database, or a pooler before it, does not speak TLS",
    Sign.HANDSHAKE_FAILED: "the handshake failed",
    Sign.EOF: "the connection was closed without a word",
    Sign.RESET: "the connection was reset",
    Sign.HANDSHAKE_TIMEOUT: "the handshake was not finished in time",
    Sign.CONNECT_TIMEOUT: "the TCP connection was not made in time",
    Sign.REFUSED: "the TCP connection was refused",
    Sign.UNREACHABLE: "there is no route to the peer",
    Sign.DNS_FAILED: "the name could not be resolved",
    Sign.BLOCKED: "a firewall says that the connection is prohibited",
    Sign.UDP_BLOCKED: "QUIC, over UDP, gets no answer",
    Sign.PROXY_ANSWERED: "the proxy answered CONNECT with {}",
    Sign.PROXY_UNREACHABLE: "the proxy itself could not be reached",
    Sign.PROXY_NOT_TLS: "the proxy's own port answered TLS in plain text",
    Sign.PROXY_AUTH_SCHEME: "the proxy offers the authentication scheme {}",
    Sign.PROXY_CERT: "the certificate of the proxy itself is refused",
    Sign.SOCKS_REPLY: "the SOCKS proxy replied with code {}",
    Sign.SOCKS_AUTH: "the SOCKS proxy wants a user and password, or refused them",
    Sign.TLS_IN_TLS: "this library cannot speak TLS through a TLS connection to a proxy",
    Sign.UPSTREAM_REFUSED_CERT: "the proxy refuses the origin's certificate",
    Sign.UPSTREAM_FAILED: "the proxy got no usable answer from the origin",
    Sign.HTTP_STATUS: "the HTTP status is {}",
    Sign.MISDIRECTED: "the server does not serve this Host on this connection (421)",
    Sign.SNI_UNKNOWN: "the server has no site or certificate for the name in the hello",
    Sign.SNI_ABSENT: "there is no server name in the hello",
    Sign.DEFAULT_CERT: "a product's default certificate is served",
    Sign.UPSTREAM_NAME: "the origin's certificate has another name than the proxy expects",
    Sign.ECH_FAILED: "encrypted ClientHello failed",
    Sign.CLIENT_CERT_ABSENT: "the client sent no certificate where the server demands one",
    Sign.CLIENT_CERT_REFUSED: "the server refused the client's certificate",
    Sign.LATE_AUTH: "a client certificate is asked for after the handshake, and cannot be given",
    Sign.KEY_MISMATCH: "private key and certificate do not belong together",
    Sign.CERT_FILE: "the file of the program's own certificate or key cannot be used",
    Sign.NO_CERTIFICATE: "the server has no certificate to show",
    Sign.CA_FILE: "the file of trusted CAs cannot be used",
    Sign.NO_TRUST_STORE: "the program has no trusted CAs at all",
    Sign.CLIENT_KEY: "the client's own key or key store cannot be used",
    Sign.LEGACY_STORE: "the key store is encrypted with an algorithm that OpenSSL 3 left out",
    Sign.CONFIG_ERROR: "the program refuses its configuration",
    Sign.CONFIG_IGNORED: "a TLS setting is there and has no effect",
    Sign.SIDE: "it speaks as the {}",
    Sign.LEG: "it is about the {}",
    Sign.PROGRAM: "{} printed it",
    Sign.ROLE: "the program is a {}",
    Sign.PROXY_SET: "a proxy is set",
    Sign.POSITION: "it broke off after the {}",
    Sign.PROXY_URL: "a proxy is set by an {}:// URL",
    Sign.PORT: "the port is {}",
    Sign.SCHEME: "the URL begins with {}://",
    Sign.HOST: "the host is {}",
    Sign.DEPTH: "the certificate in question is number {} up the chain",
    Sign.CHAIN: "the server sends {} certificate",
    Sign.DATES: "a certificate in the text has a date that lies in the {}",
    Sign.ISSUER: "the issuer is {}",
    Sign.YEAR: "the lines are dated {}",
    Sign.SNI: "a server name is {}",
    Sign.WORKS: "it works: {}",
    Sign.FAILS: "it fails for {}",
    Sign.CHANGED: "changed before: {}",
    Sign.PLACE: "there is talk of {}",
    Sign.NOTHING_WRONG: "users notice nothing",
}

REFUSALS = {
    Refusal.FAILED: "it was not accepted",
    Refusal.EXPIRED: "it has expired",
    Refusal.NOT_YET_VALID: "it is not valid yet",
    Refusal.ISSUER_UNKNOWN: "no trusted CA issued it",
    Refusal.ISSUER_MISSING: "its issuer's certificate is not at hand",
    Refusal.SELF_SIGNED: "it is self-signed",
    Refusal.SELF_SIGNED_IN_CHAIN: "its chain ends in a root that is not trusted",
    Refusal.NAME: "it is for another name",
    Refusal.IP_NAME: "it does not list the IP address",
    Refusal.NO_SAN: "it has no subjectAltName",
    Refusal.PURPOSE: "it was not issued for this purpose",
    Refusal.WEAK: "its key or its digest is too weak",
    Refusal.REVOKED: "it was revoked",
    Refusal.REVOCATION_UNKNOWN: "whether it was revoked could not be found out",
    Refusal.CRL_EXPIRED: "the revocation list has expired",
    Refusal.CRL_MISSING: "the revocation list of its CA is not there",
    Refusal.NAME_CONSTRAINTS: "its CA may not issue for this name",
    Refusal.DEPTH: "its chain is longer than is allowed",
    Refusal.STRICT: "it breaks a rule of RFC 5280 that only strict verifiers check",
    Refusal.LIFETIME: "it is valid for too long",
    Refusal.PIN: "it is not the one that is pinned",
    Refusal.DISTRUSTED: "its CA is not trusted any more",
    Refusal.SIGNATURE: "a signature in its chain is wrong",
    Refusal.STAPLE: "the OCSP response stapled to it is missing or bad",
    Refusal.CA_AS_LEAF: "a CA's certificate is used as a server's",
}

# Values in words; others are put in as they are.
VALUES = {
    (Sign.HOST, "ip"): "an IP address",
    (Sign.HOST, "internal"): "one of an inside network",
    (Sign.HOST, "public"): "a public one",
    (Sign.HOST, "loopback"): "this machine itself",
    (Sign.HOST, "zero"): "the address of nobody, 0.0.0.0",
    (Sign.DATES, "past"): "past: it has ended",
    (Sign.DATES, "future"): "future: it has not begun",
    (Sign.CHAIN, "1"): "a single",
    (Sign.ISSUER, "interceptor"): "a product that inspects TLS",
    (Sign.ISSUER, "private"): "a CA of somebody's own",
    (Sign.ISSUER, "public"): "a public CA",
    (Sign.LEG, "upstream"): "proxy's way to the origin",
    (Sign.LEG, "downstream"): "client's way to the proxy",
    (Sign.LEG, "proxy"): "way to the proxy",
}

_ALERTS = {
    Sign.ALERT_RECEIVED: "alert {} was received",
    Sign.ALERT_SENT: "alert {} was sent",
    Sign.SERVER_ALERT: "the server sent alert {}",
    Sign.CLIENT_ALERT: "the client sent alert {}",
}
_WHOSE = {Sign.VERIFY: "the peer's certificate", Sign.CLIENT_VERIFY: "the client's certificate"}


def meaning(what: Sign, value: str) -> str:
    """The clause for one key; a value that nobody knows is put in as it is."""
    if what in _ALERTS:
        return _ALERTS[what].format(_alert(value))
    if what in _WHOSE:
        reason = REFUSALS.get(Refusal(value)) if value in set(Refusal) else ""
        return f"{_WHOSE[what]} is refused: {reason or value or 'it was not accepted'}"
    words = VALUES.get((what, value), value.replace("-", " "))
    clause = MEANINGS[what].replace("{}", words)
    return f"{clause} ({value})" if value and "{}" not in MEANINGS[what] else clause


def _alert(value: str) -> str:
    number = int(value) if value.isdigit() and int(value) < 256 else None
    return value if number is None else f"{number} ({AlertDescription(number)})"
