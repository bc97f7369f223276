"""Go: crypto/tls, crypto/x509, net/http, and the libraries that most Go programs are built with.

Recipes are for 1.22 and newer. Messages are those of 1.4 to 1.26. Go prefixes an alert that came
from the peer with `remote error:`, its own with `local error:`, and what has neither is its own
opinion of the peer.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role
from tlswhy.products.saying import Saying

_TLS = "src/crypto/tls, 1.4 to 1.26"
_X509 = "src/crypto/x509/verify.go, 1.4 to 1.26"
_PARSER = "src/crypto/x509/parser.go, 1.17 to 1.26"
_HTTP = "src/net/http, 1.4 to 1.26"
_NET = "src/net, 1.8 to 1.26"
_GRPC = "grpc-go internal/transport and credentials, 1.20 to 1.70"

_GET = 'Get "https://app.example.com/": '
_FROM = "http: TLS handshake error from"
_SERVER = f"2024/03/04 10:11:12 {_FROM} 192.0.2.7:51234: "
_REACHED = r"(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:%\w]{2,60}\])"
# An address that somebody made unreadable before it was posted ends in any word and colon.
_PEER = rf"(?:{_REACHED}|[^\s:]{{1,80}})(?::\S{{1,6}})?"
_ADDRESS = rf"(?<!proxyconnect tcp: )dial (?:tcp|tcp4|tcp6) (?P<host>{_REACHED}|[\w.-]{{1,253}}):(?P<port>\d{{1,5}}): "
_METHOD = r"\b(?:Get|Post|Put|Head|Delete|Patch|Options|Propfind) \\{0,3}\"?"

# crypto/tls/alert.go. close_notify is an ordinary end and never printed so.
_ALERTS: tuple[tuple[int, str], ...] = (
    (10, "unexpected message"),
    (20, "bad record MAC"),
    (21, "decryption failed"),
    (22, "record overflow"),
    (30, "decompression failure"),
    (40, "handshake failure"),
    (42, "bad certificate"),
    (43, "unsupported certificate"),
    (44, "revoked certificate"),
    (45, "expired certificate"),
    (46, "unknown certificate"),
    (47, "illegal parameter"),
    (48, "unknown certificate authority"),
    (49, "access denied"),
    (50, "error decoding message"),
    (51, "error decrypting message"),
    (60, "export restriction"),
    (70, "protocol version not supported"),
    (71, "insufficient security level"),
    (80, "internal error"),
    (86, "inappropriate fallback"),
    (90, "user canceled"),
    (100, "no renegotiation"),
    (109, "missing extension"),
    (110, "unsupported extension"),
    (111, "certificate unobtainable"),
    (112, "unrecognized name"),
    (113, "bad certificate status response"),
    (114, "bad certificate hash value"),
    (115, "unknown PSK identity"),
    (116, "certificate required"),
    (120, "no application protocol"),
    (121, "encrypted client hello required"),
)


def _alerts() -> Iterator[Saying]:
    for number, name in _ALERTS:
        got: tuple[str, ...] = (f"alert-received {number}",)
        sent: tuple[str, ...] = (f"alert-sent {number}",)
        for prefix in ("remote error: tls: ", "remote error: "):  # without `tls:` before 1.5
            yield Saying(prefix + name, got, f"{_GET}{prefix}{name}", "src/crypto/tls/alert.go")
        words = f"local error: tls: {name}"
        if number == 100:  # old servers renegotiate to ask for a certificate
            sent = (*sent, "late-auth")
        yield Saying(words, sent, _GET + words, "src/crypto/tls/alert.go")
        for who, means in (("remote", got), ("local", sent)):
            words = f"CRYPTO_ERROR 0x{256 + number:x} ({who})"
            yield Saying(words, means, f"{_GET}{words}: tls: {name}", "quic-go, qerr/errors.go")
    yield Saying(
        "remote error: tls: alert(",
        (),
        f"{_GET}remote error: tls: alert(120)",
        "src/crypto/tls/alert.go",
        pattern=r"remote error: tls: alert\((?P<code>\d{1,3})\)",
        decode="alert",
    )


# What a client says, then what a server says, then what either says.
_CLIENT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tls: server selected unsupported protocol version", ("server-version",)),
    ("tls: server selected TLS 1.3 using the legacy version field", ("bad-record",)),
    ("tls: server selected an invalid version after a HelloRetryRequest", ("bad-record",)),
    (
        "tls: downgrade attempt detected, possibly due to a MitM attack or a broken middlebox",
        ("alert-sent 47", "fallback"),
    ),
    ("tls: server chose an unconfigured cipher suite", ("alert-sent 40", "no-shared-cipher")),
    ("tls: server selected unsupported curve", ("no-shared-group",)),
    ("tls: server selected unsupported group", ("no-shared-group",)),
    ("tls: server did not send a key share", ("no-shared-group",)),
    ("tls: server sent an unnecessary HelloRetryRequest", ("alert-sent 47",)),
    ("tls: server sent two HelloRetryRequest messages", ("alert-sent 10",)),
    ("tls: server did not echo the legacy session ID", ("alert-sent 47",)),
    ("tls: server selected unsupported compression format", ("alert-sent 47",)),
    ("tls: server sent an incorrect legacy version", ("alert-sent 47",)),
    ("tls: server advertised unrequested ALPN extension", ("alert-sent 110", "no-alpn")),
    ("tls: server advertised both NPN and ALPN extensions", ("alert-sent 40", "no-alpn")),
    ("tls: server selected unadvertised ALPN protocol", ("alert-sent 110", "no-alpn")),
    ("tls: server did not select an ALPN protocol", ("alert-sent 120", "no-alpn")),
    ("tls: server resumed a session with a different", ("alert-sent 40",)),
    ("tls: server's identity changed during renegotiation", ("alert-sent 42",)),
    (
        "tls: server's certificate contains an unsupported type of public key",
        ("alert-sent 43", "no-shared-sigalg"),
    ),
    ("tls: server certificate contains incorrect key type", ("alert-sent 80", "no-shared-cipher")),
    (
        "tls: server sent certificate containing RSA key larger than",
        ("alert-sent 42", "verify strict"),
    ),
    ("tls: failed to parse certificate from server:", ("alert-sent 42", "verify strict")),
    ("tls: invalid signature by the server certificate:", ("alert-sent 51", "bad-signature")),
    ("tls: certificate used with invalid signature algorithm", ("no-shared-sigalg",)),
    ("tls: invalid server key share", ("alert-sent 47",)),
    ("tls: server's Finished message was incorrect", ("alert-sent 40", "bad-record")),
    ("tls: invalid server finished hash", ("alert-sent 51", "bad-record")),
    ("tls: unexpected server_name extension in server hello", ("alert-sent 110",)),
    ("tls: received malformed key_share extension", ("bad-record",)),
    ("tls: server rejected ECH", ("ech-failed",)),
    ("tls: EncryptedClientHelloConfigList contains no valid configs", ("ech-failed",)),
    ("tls: no supported symmetric ciphersuites for ECH", ("ech-failed",)),
    (
        "tls: either ServerName or InsecureSkipVerify must be specified in the tls.Config",
        ("config-error", "sni-absent"),
    ),
    ("tls: no supported elliptic curves for ECDHE", ("config-error",)),
    ("tls: handshake did not verify certificate chain", ("verify failed",)),
    ("tls: received empty certificates message", ("no-certificate",)),
)
_SERVER_SAYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tls: client offered only unsupported versions:", ("client-version",)),
    ("tls: client offered an unsupported, maximum protocol version of", ("client-version",)),
    ("tls: client offered TLS version older than TLS 1.3", ("client-version",)),
    ("tls: unsupported SSLv2 handshake received", ("client-version",)),
    ("tls: client using inappropriate protocol fallback", ("alert-sent 86", "fallback")),
    ("tls: no cipher suite supported by both client and server", ("no-shared-cipher",)),
    ("tls: no ECDHE curve supported by both client and server", ("no-shared-group",)),
    ("tls: no key exchanges supported by both client and server", ("no-shared-group",)),
    ("tls: no supported elliptic curves offered", ("no-shared-group",)),
    ("tls: client sent invalid key share in second ClientHello", ("alert-sent 47",)),
    ("tls: client illegally modified second ClientHello", ("alert-sent 47",)),
    ("tls: client offered only incompatible point formats", ("alert-sent 109",)),
    ("tls: client does not support uncompressed connections", ("alert-sent 47",)),
    ("tls: client requested unsupported application protocols", ("no-alpn",)),
    ("tls: client did not request an application protocol", ("no-alpn",)),
    ("tls: no certificates configured", ("no-certificate",)),
    (
        "tls: neither Certificates, GetCertificate, nor GetConfigForClient set in Config",
        ("no-certificate", "config-error"),
    ),
    ("tls: certificate cannot be used with the selected cipher suite", ("no-shared-sigalg",)),
    ("tls: client didn't provide a certificate", ("client-cert-absent",)),
    ("tls: failed to parse client certificate:", ("client-cert-refused", "verify strict")),
    ("tls: failed to verify client certificate:", ("client-cert-refused",)),
    ("tls: failed to verify client's certificate:", ("client-cert-refused",)),
    (
        "tls: client certificate contains an unsupported public key of type",
        ("alert-sent 43", "client-cert-refused"),
    ),
    (
        "tls: client sent certificate containing RSA key larger than",
        ("alert-sent 42", "client-cert-refused"),
    ),
    ("tls: client certificate used with invalid signature algorithm", ("no-shared-sigalg",)),
    ("tls: invalid signature by the client certificate:", ("alert-sent 51", "bad-signature")),
    ("tls: client's Finished message is incorrect", ("alert-sent 40", "bad-record")),
    ("tls: invalid client finished hash", ("alert-sent 51", "bad-record")),
    ("tls: client's Finished message was incorrect", ("alert-sent 40", "bad-record")),
    ("tls: invalid client key share", ("alert-sent 47",)),
    ("tls: invalid PSK binder", ("alert-sent 51", "psk-unknown")),
    ("tls: client sent unexpected early data", ("alert-sent 110",)),
    ("tls: initial handshake had non-empty renegotiation extension", ("alert-sent 40",)),
    ("tls: invalid encrypted client hello", ("ech-failed",)),
    ("tls: Encrypted Client Hello cannot be used pre-TLS 1.3", ("ech-failed",)),
    ("tls: invalid ClientKeyExchange message", ("bad-record",)),
)
_EITHER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("first record does not look like a TLS handshake", ("not-tls",)),
    ("tls: failed to verify certificate:", ("verify failed",)),
    (
        "tls: peer doesn't support any of the certificate's signature algorithms",
        ("no-shared-sigalg",),
    ),
    (
        "tls: peer doesn't support the certificate custom signature algorithms",
        ("no-shared-sigalg",),
    ),
    (
        "tls: certificate RSA key size too small for supported signature algorithms",
        ("no-shared-sigalg",),
    ),
    ("tls: Ed25519 public keys are not supported before TLS 1.2", ("no-shared-sigalg",)),
    ("tls: unsupported certificate curve (", ("no-shared-sigalg",)),
    ("tls: no supported versions satisfy MinVersion and MaxVersion", ("no-version",)),
    ("tls: CurvePreferences includes unsupported curve", ("config-error",)),
    ("tls: received unexpected handshake message of type", ("bad-record",)),
    ("tls: too many ignored records", ("bad-record",)),
    ("tls: received record with version", ("bad-record",)),
    ("tls: failed to sign handshake:", ("no-shared-sigalg",)),
    ("tls: failed to sign ECDHE parameters:", ("no-shared-sigalg",)),
    ("tls: private key does not match public key", ("key-mismatch",)),
    ("tls: private key type does not match public key type", ("key-mismatch",)),
    ("tls: failed to find any PEM data in certificate input", ("cert-file",)),
    ("tls: failed to find any PEM data in key input", ("cert-file",)),
    ("tls: failed to find certificate PEM data in certificate input", ("cert-file",)),
    ('tls: failed to find "CERTIFICATE" PEM block in certificate input', ("cert-file",)),
    ("tls: failed to find PEM block with type ending in", ("cert-file",)),
    ("tls: found a certificate rather than a key in the PEM", ("cert-file",)),
    ("tls: failed to parse private key", ("cert-file",)),
    ("tls: found unknown private key type in PKCS#8 wrapping", ("cert-file",)),
    ("tls: unknown public key algorithm", ("cert-file",)),
    ("x509: decryption password incorrect", ("client-key",)),
    ("pkcs12: decryption password incorrect", ("client-key",)),
    ("pkcs12: expected exactly two", ("client-key",)),
    ("pkcs12: unknown digest algorithm", ("client-key",)),
)


def _handshake() -> Iterator[Saying]:
    for words, means in _CLIENT:
        yield Saying(words, (*means, "side client"), _GET + words, _TLS)
    for words, means in _SERVER_SAYS:
        yield Saying(words, (*means, "side server"), _SERVER + words, _TLS)
    for words, means in _EITHER:
        yield Saying(words, means, _GET + words, _TLS)


# Where the length of a record should be, text has two letters, its fourth and fifth: `HTTP/`,
# `<html`, `<!DOC`, `* OK `, `-ERR `.
# Go read the length before it looked whether the record is one: bytes 3 and 4 of what was sent.
_LENGTHS: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"P/", ("not-tls http",)),  # HTTP/
    (b"ml", ("not-tls http",)),  # <html
    (b"ML", ("not-tls http",)),  # <HTML
    (b"OC", ("not-tls http",)),  # <!DOCTYPE
    (b"K ", ("not-tls imap",)),  # * OK
    (b"YE", ("not-tls imap",)),  # * BYE
    (b"R ", ("not-tls redis",)),  # -ERR
    (b"XY", ("proxy-header", "side server")),  # PROXY
    (b"NE", ("plain-received connect", "side server")),  # CONNECT
    (b"T ", ("plain-received http", "side server")),  # POST
    (b"IO", ("plain-received http", "side server")),  # OPTIONS
    (b"O ", ("plain-received smtp", "side server")),  # EHLO, HELO
)


def _lengths() -> Iterator[Saying]:
    words = "tls: oversized record received with length"
    yield Saying(words, ("not-tls",), f"{_GET}{words} 27758", _TLS)
    for sent, means in _LENGTHS:
        length = int.from_bytes(sent)
        before = _SERVER if "side server" in means else _GET
        yield Saying(f"{words} {length}", means, f"{before}{words} {length}", _TLS)


_EXPIRED = "certificate has expired or is not yet valid"
_NOW = "current time 2024-03-04T10:11:12Z is"
_VALID_FOR = "x509: certificate is valid for"
_NOT = r"x509: certificate is valid for .{1,1500}?, not "
_UNKNOWN = "certificate signed by unknown authority"
_HINT = f'{_UNKNOWN} (possibly because of "'
_CANDIDATE = '" while trying to verify candidate authority certificate "Example CA")'
_STANDARDS = "certificate is not standards compliant"

_VERIFY = (
    Saying(
        _EXPIRED,
        ("verify expired",),
        f"{_GET}x509: {_EXPIRED}: {_NOW} after 2024-03-01T00:00:00Z",
        _X509,
        pattern=rf"{_EXPIRED}: current time \S{{10,40}} is after",
    ),
    Saying(
        _EXPIRED,
        ("verify not-yet-valid",),
        f"{_GET}x509: {_EXPIRED}: {_NOW} before 2024-03-05T00:00:00Z",
        _X509,
        pattern=rf"{_EXPIRED}: current time \S{{10,40}} is before",
    ),
    Saying(
        _EXPIRED,
        ("verify expired", "verify not-yet-valid"),
        f"{_GET}x509: {_EXPIRED}",
        "src/crypto/x509/verify.go, up to 1.12; root_windows.go",
        pattern=rf"{_EXPIRED}(?!: (?:current time|“))",
    ),
    Saying(
        _EXPIRED,
        ("verify expired",),
        f"{_GET}x509: {_EXPIRED}: “app.example.com” certificate is expired",
        "src/crypto/x509/root_darwin.go, 1.18",
        pattern=rf"{_EXPIRED}: “",
    ),
    Saying(
        _VALID_FOR,
        ("verify name",),
        f"{_GET}{_VALID_FOR} www.example.org, example.org, not app.example.com",
        _X509,
        pattern=_NOT + r"(?!\d{1,3}(?:\.\d{1,3}){3}\b|[0-9a-f]*:)(?P<host>[\w*.-]{1,253})",
    ),
    Saying(
        _VALID_FOR,
        ("verify ip-name",),
        f"{_GET}{_VALID_FOR} 127.0.0.1, not 192.0.2.7",
        _X509,
        pattern=_NOT + r"(?P<host>\d{1,3}(?:\.\d{1,3}){3}\b|[0-9a-f]*:[0-9a-f:]{2,40})",
    ),
    Saying(
        _VALID_FOR,
        ("default-cert",),
        f"{_GET}{_VALID_FOR} ingress.local, not app.example.com",
        "ingress-nginx, internal/net/ssl/ssl.go; Traefik, pkg/tls/generate",
        pattern=(
            r"valid for (?:ingress\.local|[0-9a-f]{32}\.[0-9a-f]{32}\.traefik\.default"
            r"), not "
        ),
    ),
    Saying(
        _VALID_FOR,
        ("verify name",),
        f"{_GET}{_VALID_FOR} 120 names, but none matched app.example.com",
        "src/crypto/x509/verify.go, 1.25",
        pattern=r"valid for \d{1,6} names, but none matched (?P<host>[\w.:-]{1,253})",
    ),
    Saying(
        "certificate is not valid for any names, but wanted to match",
        ("verify name", "verify no-san"),
        f"{_GET}x509: certificate is not valid for any names, but wanted to match app.example.com",
        _X509,
        pattern=r"but wanted to match (?P<host>[\w.:-]{1,253})",
    ),
    Saying(
        "cannot validate certificate for",
        ("verify ip-name",),
        (
            f"{_GET}x509: cannot validate certificate for 192.0.2.7 because it doesn't contain"
            " any IP SANs"
        ),
        _X509,
        pattern=(
            r"cannot validate certificate for (?P<host>[\w.:-]{2,253}) "
            r"because it doesn(?:'|\\u0027)t contain any IP SANs"
        ),
    ),
    Saying(
        "because it doesn't contain any IP SANs",
        ("verify ip-name",),
        (f"{_GET}x509: cannot validate certificate for because it doesn't contain any IP SANs"),
        _X509,
    ),
    Saying(
        "certificate relies on legacy Common Name field",
        ("verify no-san",),
        f"{_GET}x509: certificate relies on legacy Common Name field, use SANs instead",
        "src/crypto/x509/verify.go, 1.15 to 1.26",
    ),
    Saying(
        "x509: Common Name is not a valid hostname:",
        ("verify no-san", "verify name"),
        f"{_GET}x509: Common Name is not a valid hostname: My Server",
        "src/crypto/x509/verify.go, 1.10 to 1.14",
    ),
    Saying(_UNKNOWN, ("verify issuer-unknown",), f"{_GET}x509: {_UNKNOWN}", _X509),
    Saying(
        f"{_HINT}crypto/rsa: verification error",
        ("verify issuer-unknown", "verify signature"),
        f"{_GET}x509: {_HINT}crypto/rsa: verification error{_CANDIDATE}",
        _X509,
    ),
    Saying(
        f"{_HINT}x509: ECDSA verification failure",
        ("verify issuer-unknown", "verify signature"),
        f"{_GET}x509: {_HINT}x509: ECDSA verification failure{_CANDIDATE}",
        _X509,
    ),
    Saying(
        f"{_HINT}x509: Ed25519 verification failure",
        ("verify issuer-unknown", "verify signature"),
        f"{_GET}x509: {_HINT}x509: Ed25519 verification failure{_CANDIDATE}",
        _X509,
    ),
    Saying(
        f"{_HINT}x509: invalid signature: parent certificate cannot sign",
        ("verify issuer-unknown", "verify purpose"),
        (
            f"{_GET}x509: {_HINT}x509: invalid signature: parent certificate cannot sign this"
            f" kind of certificate{_CANDIDATE}"
        ),
        _X509,
    ),
    Saying(
        f"{_HINT}x509: cannot verify signature: insecure algorithm",
        ("verify weak",),
        (
            f"{_GET}x509: {_HINT}x509: cannot verify signature: insecure algorithm SHA1-RSA"
            f" (temporarily override with GODEBUG=x509sha1=1){_CANDIDATE}"
        ),
        _X509,
    ),
    Saying(
        "x509: cannot verify signature: insecure algorithm",
        ("verify weak",),
        f"{_GET}x509: cannot verify signature: insecure algorithm SHA1-RSA",
        _X509,
    ),
    Saying(
        "x509: cannot verify signature: algorithm unimplemented",
        ("algorithm-disabled",),
        f"{_GET}x509: cannot verify signature: algorithm unimplemented",
        _X509,
    ),
    Saying(
        "x509: invalid signature: parent certificate cannot sign this kind of certificate",
        ("verify purpose",),
        (f"{_GET}x509: invalid signature: parent certificate cannot sign this kind of certificate"),
        _X509,
    ),
    Saying(
        "failed to load system roots and no roots provided",
        ("no-trust-store",),
        f"{_GET}x509: failed to load system roots and no roots provided",
        _X509,
    ),
    Saying(
        "x509: certificate is not authorized to sign other certificates",
        ("verify purpose",),
        f"{_GET}x509: certificate is not authorized to sign other certificates",
        _X509,
    ),
    Saying(
        "is not authorized to sign for this name",
        ("verify name-constraints",),
        (
            f"{_GET}x509: a root or intermediate certificate is not authorized to sign for this"
            ' name: DNS name "app.example.com" is not permitted by any constraint'
        ),
        _X509,
    ),
    Saying(
        "is not permitted by any constraint",
        ("verify name-constraints",),
        f'{_GET}x509: DNS name "app.example.com" is not permitted by any constraint',
        _X509,
    ),
    Saying(
        "is excluded by constraint",
        ("verify name-constraints",),
        f'{_GET}x509: DNS name "app.example.com" is excluded by constraint "example.com"',
        _X509,
    ),
    Saying(
        "x509: issuer has name constraints but leaf",
        ("verify name-constraints", "verify no-san"),
        f"{_GET}x509: issuer has name constraints but leaf doesn't have a SAN extension",
        _X509,
    ),
    Saying(
        "is not authorized for an extended key usage",
        ("verify purpose", "depth 1"),
        (
            f"{_GET}x509: a root or intermediate certificate is not authorized for an extended"
            " key usage: ExtKeyUsageServerAuth"
        ),
        _X509,
    ),
    Saying(
        "too many intermediates for path length constraint",
        ("verify depth",),
        f"{_GET}x509: too many intermediates for path length constraint",
        _X509,
    ),
    Saying(
        "certificate specifies an incompatible key usage",
        ("verify purpose",),
        f"{_GET}x509: certificate specifies an incompatible key usage",
        _X509,
    ),
    Saying(
        "x509: issuer name does not match subject from issuing certificate",
        ("verify issuer-missing",),
        f"{_GET}x509: issuer name does not match subject from issuing certificate",
        _X509,
    ),
    Saying(
        _STANDARDS,
        ("verify strict", "verify lifetime"),
        f"{_GET}x509: “app.example.com” {_STANDARDS}",
        "src/crypto/x509/root_darwin.go, 1.18",
        pattern=rf"x509: .{{1,300}}{_STANDARDS}",
    ),
    Saying(
        "certificate is not trusted",
        ("verify issuer-unknown",),
        f"{_GET}x509: “app.example.com” certificate is not trusted",
        "src/crypto/x509/root_darwin.go, 1.18",
        pattern=r"x509: .{1,300}certificate is not trusted",
    ),
    Saying(
        "crypto/rsa: verification error",
        ("verify signature",),
        f"{_GET}tls: failed to verify certificate: crypto/rsa: verification error",
        "src/crypto/rsa/rsa.go",
    ),
    Saying(
        "-bit keys are insecure (see https://go.dev/pkg/crypto/rsa",
        ("verify weak",),
        (
            f"{_GET}crypto/rsa: 512-bit keys are insecure (see"
            " https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)"
        ),
        "src/crypto/rsa/rsa.go, 1.24",
    ),
)

# What a certificate is refused for before anything is verified (crypto/x509/parser.go).
_MALFORMED = (
    "x509: negative serial number",
    "x509: unhandled critical extension",
    "x509: certificate contains duplicate extension",
    "x509: malformed certificate",
    "x509: malformed tbs certificate",
    "x509: malformed extension",
    "x509: malformed serial number",
    "x509: malformed UTCTime",
    "x509: malformed GeneralizedTime",
    "x509: malformed validity",
    "x509: malformed issuer",
    "x509: malformed spki",
    "x509: malformed signature",
    "x509: malformed algorithm identifier",
    "x509: malformed OID",
    "x509: invalid version",
    "x509: invalid RDNSequence",
    "x509: invalid key usage",
    "x509: invalid basic constraints",
    "x509: invalid extended key usages",
    "x509: invalid subject alternative name",
    "x509: invalid authority key identifier",
    "x509: invalid subject key identifier",
    "x509: invalid authority info access",
    "x509: invalid certificate policies",
    "x509: invalid CRL distribution point",
    "x509: invalid NameConstraints extension",
    "x509: SAN dNSName is malformed",
    "x509: SAN rfc822Name is malformed",
    "x509: SAN uniformResourceIdentifier is malformed",
    "x509: cannot parse dnsName",
    "x509: cannot parse rfc822Name",
    "x509: cannot parse URI",
    "x509: cannot parse IP address of length",
    "x509: failed to parse dnsName constraint",
    "x509: RSA key missing NULL parameters",
    "x509: invalid RSA public",
    "x509: invalid ECDSA parameters",
    "x509: unsupported elliptic curve",
    "x509: failed to unmarshal elliptic curve point",
    "x509: inner and outer signature algorithm identifiers don't match",
    "x509: trailing data",
    "asn1: structure error: integer not minimally-encoded",
    "asn1: structure error: superfluous leading zeros in length",
)

_REQUEST = (
    Saying(
        _FROM,
        ("side server", "handshake-failed"),
        f"{_SERVER}remote error: tls: unknown certificate",
        _HTTP,
        pattern=rf"{_FROM}:? (?:(?P<client>{_REACHED})|\S)",
    ),
    Saying(
        _FROM,
        ("side server", "eof"),
        f"{_SERVER}EOF",
        _HTTP,
        pattern=rf"{_FROM} {_PEER}: (?:EOF|unexpected EOF)\b",
    ),
    Saying(
        _FROM,
        ("side server", "reset"),
        f"{_SERVER}read tcp 192.0.2.1:443->192.0.2.7:51234: read: connection reset by peer",
        _HTTP,
        pattern=rf"{_FROM} {_PEER}: read .{{1,140}}(?:connection reset|wsarecv)",
    ),
    Saying(
        _FROM,
        ("side server", "handshake-timeout"),
        f"{_SERVER}read tcp 192.0.2.1:443->192.0.2.7:51234: i/o timeout",
        _HTTP,
        pattern=rf"{_FROM} {_PEER}: (?:read|write) .{{1,140}}i/o timeout",
    ),
    Saying(
        _FROM,
        ("side server", "sni-absent"),
        f"{_SERVER}acme/autocert: missing server name",
        "golang.org/x/crypto/acme/autocert",
        pattern=rf"{_FROM} {_PEER}: .{{0,80}}missing server name",
    ),
    Saying(
        "client sent an HTTP request to an HTTPS server",
        ("plain-received http", "side server"),
        f"{_SERVER}client sent an HTTP request to an HTTPS server",
        "src/net/http/server.go, 1.22",
        pattern=r"\d: client sent an HTTP request to an HTTPS server",
    ),
    Saying(
        "Client sent an HTTP request to an HTTPS server",
        ("http-wants-tls", "side client"),
        "HTTP/1.0 400 Bad Request Client sent an HTTP request to an HTTPS server.",
        "src/net/http/server.go, 1.12",
        pattern=r"(?<!\d: )client sent an HTTP request to an HTTPS server",
    ),
    Saying(
        "server gave HTTP response to HTTPS client",
        ("not-tls http", "side client"),
        f"{_GET}http: server gave HTTP response to HTTPS client",
        "src/net/http/client.go, 1.9",
    ),
    Saying(
        "net/http: TLS handshake timeout",
        ("handshake-timeout", "side client"),
        f"{_GET}net/http: TLS handshake timeout",
        _HTTP,
    ),
    Saying(
        "malformed HTTP response",
        ("http-wants-tls", "side client"),
        (
            'Get "http://app.example.com:8443/": net/http: HTTP/1.x transport connection broken:'
            r' malformed HTTP response "\x15\x03\x01\x00\x02\x02P"'
        ),
        _HTTP,
        pattern=r'malformed HTTP response \\{0,3}"\\{1,4}x15\\{1,4}x03',
    ),
    Saying(
        "malformed HTTP response",
        ("no-alpn", "side client"),
        (
            f"{_GET}net/http: HTTP/1.x transport connection broken: malformed HTTP response"
            r' "\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03"'
        ),
        _HTTP,
        pattern=r'malformed HTTP response \\{0,3}"\\{1,4}x00\\{1,4}x00\\{1,4}x[01][0-9a-f]\\{1,4}x04',
    ),
    Saying(
        "http2: unexpected ALPN protocol",
        ("no-alpn", "side client"),
        f'{_GET}http2: unexpected ALPN protocol ""; want "h2"',
        "golang.org/x/net/http2/transport.go",
    ),
    Saying(
        "http2: server: error reading preface from client",
        ("side server",),
        (
            "2024/03/04 10:11:12 http2: server: error reading preface from client"
            " 192.0.2.7:51234: remote error: tls: unknown certificate"
        ),
        "golang.org/x/net/http2/server.go",
        pattern=rf"error reading preface from client (?P<client>{_REACHED})",
    ),
    Saying(
        "http2: frame too large, note that the frame header looked like an HTTP/1.1 header",
        ("no-alpn", "side client"),
        (
            f"{_GET}http2: frame too large, note that the frame header looked like an HTTP/1.1"
            " header"
        ),
        "golang.org/x/net/http2/frame.go, 2023",
    ),
    Saying(
        "http2: failed reading the frame payload: http2: frame too large",
        ("no-alpn", "side client"),
        f"{_GET}http2: failed reading the frame payload: http2: frame too large",
        "golang.org/x/net/http2/transport.go, 2024",
    ),
    Saying(
        "acme/autocert: host",
        ("sni-unknown", "side server"),
        f'{_SERVER}acme/autocert: host "www.example.org" not configured in HostWhitelist',
        "golang.org/x/crypto/acme/autocert",
        pattern=r'host \\?"[\w.-]{1,253}\\?" not configured in HostWhitelist',
    ),
    Saying(
        "acme/autocert: missing server name",
        ("sni-absent", "side server"),
        f"{_SERVER}acme/autocert: missing server name",
        "golang.org/x/crypto/acme/autocert",
    ),
    Saying(
        "acme/autocert: missing certificate",
        ("no-certificate", "side server"),
        f"{_SERVER}acme/autocert: missing certificate",
        "golang.org/x/crypto/acme/autocert",
    ),
)

# What a Go client prints for a proxy that will not do CONNECT: the words of its status alone.
_REFUSALS = (
    (400, "Bad Request"),
    (403, "Forbidden"),
    (405, "Method Not Allowed"),
    (407, "Proxy Authentication Required"),
    (407, "authenticationrequired"),
    (500, "Internal Server Error"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (504, "Gateway Time-out"),
)
_VIA = "proxyconnect tcp:"


def _proxy() -> Iterator[Saying]:
    for status, words in _REFUSALS:
        yield Saying(
            f": {words}",
            (f"proxy-answered {status}", "side client", "leg proxy"),
            _GET + words,
            "src/net/http/transport.go, dialConn",
            pattern=_METHOD + rf"https://[^\s\"\\]{{1,500}}\\{{0,3}}\"?: {words}\b(?! for url)",
        )
    yield Saying(
        _VIA,
        ("proxy-set", "leg proxy", "side client"),
        f"{_GET}{_VIA} EOF",
        "src/net/http/transport.go, 1.9",
    )
    for means, pattern, example in (
        (
            "proxy-not-tls",
            "(?:tls: )?first record does not look",
            "tls: first record does not look like a TLS handshake",
        ),
        (
            "proxy-not-tls",
            "tls: oversized record",
            "tls: oversized record received with length 20527",
        ),
        (
            "proxy-unreachable",
            rf"dial tcp:? (?:lookup )?(?P<proxy>{_REACHED}|[\w.-]{{1,253}})",
            "dial tcp 192.0.2.8:3128: connect: connection refused",
        ),
        ("proxy-cert", "(?:tls: failed to verify certificate: )?x509:", f"x509: {_UNKNOWN}"),
    ):
        yield Saying(
            _VIA,
            (means, "leg proxy", "side client"),
            f"{_GET}{_VIA} {example}",
            "src/net/http/transport.go, 1.9",
            pattern=rf"{_VIA} {pattern}",
        )


_DIAL = "dial tcp"
_DIALS: tuple[tuple[str, str, str], ...] = (
    ("connect: connection refused", "refused", "connect: connection refused"),
    ("i/o timeout", "connect-timeout", "i/o timeout"),
    ("connect: connection timed out", "connect-timeout", "connect: connection timed out"),
    ("connect: operation timed out", "connect-timeout", "connect: operation timed out"),
    ("connect: no route to host", "unreachable", "connect: no route to host"),
    ("connect: network is unreachable", "unreachable", "connect: network is unreachable"),
    ("connect: permission denied", "blocked", "connect: permission denied"),
    ("connect: connection reset by peer", "reset", "connect: connection reset by peer"),
    (
        "connectex: No connection could be made because the target machine actively refused it",
        "refused",
        "connectex: No connection could be made because the target machine actively refused it.",
    ),
    (
        "connectex: A connection attempt failed because the connected party did not properly",
        "connect-timeout",
        "connectex: A connection attempt failed because the connected party did not properly",
    ),
    (
        "connectex: A socket operation was attempted to an unreachable",
        "unreachable",
        "connectex: A socket operation was attempted to an unreachable network.",
    ),
)


def _network() -> Iterator[Saying]:
    for words, means, said in _DIALS:
        yield Saying(
            words,
            (means, "side client"),
            f"{_GET}{_DIAL} 192.0.2.7:443: {said}",
            _NET,
            pattern=_ADDRESS + words,
            certain=False,
        )
    for words in ("no such host", "server misbehaving", "i/o timeout", "Temporary failure"):
        yield Saying(
            words,
            ("dns-failed", "side client"),
            f"{_GET}{_DIAL}: lookup app.example.com on 192.0.2.53:53: {words}",
            "src/net/dnsclient_unix.go",
            pattern=rf"lookup (?P<host>[\w.-]{{1,253}})(?: on \S{{1,60}})?: .{{0,120}}{words}",
            certain=False,
        )
    yield Saying(
        "read: connection reset by peer",
        ("reset",),
        f"{_GET}read tcp 192.0.2.1:40000->192.0.2.7:443: read: connection reset by peer",
        _NET,
        pattern=r"read tcp \S{1,60}->(?P<host>[\d.]{7,15}|\[[0-9a-f:]{2,45}\]):(?P<port>\d{1,5}): read: conn",
        certain=False,
    )
    yield Saying(
        "wsarecv: An existing connection was forcibly closed by the remote host",
        ("reset",),
        (
            f"{_GET}read tcp 192.0.2.1:40000->192.0.2.7:443: wsarecv: An existing connection was"
            " forcibly closed by the remote host."
        ),
        _NET,
        certain=False,
    )
    yield Saying(
        ": EOF",
        ("eof", "side client"),
        f"{_GET}EOF",
        _NET,
        pattern=_METHOD + r"https://[^\s\"\\]{1,500}\\{0,3}\"?: (?:unexpected )?EOF\b",
        certain=False,
    )
    for words in (
        "Client.Timeout exceeded while awaiting headers",
        "net/http: request canceled while waiting for connection",
        "net/http: timeout awaiting response headers",
    ):
        yield Saying(words, ("connect-timeout",), f"{_GET}({words})", _HTTP, certain=False)


# golang.org/x/net/internal/socks; the numbers are those of RFC 1928 section 6.
_SOCKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("general SOCKS server failure", ("socks-reply 1",)),
    ("connection not allowed by ruleset", ("socks-reply 2",)),
    ("network unreachable", ("socks-reply 3",)),
    ("host unreachable", ("socks-reply 4",)),
    ("connection refused", ("socks-reply 5",)),
    ("TTL expired", ("socks-reply 6",)),
    ("command not supported", ("socks-reply 7",)),
    ("address type not supported", ("socks-reply 8",)),
    ("no acceptable authentication methods", ("socks-auth",)),
    ("username/password authentication failed", ("socks-auth",)),
    ("unexpected protocol version", ("socks-to-http",)),
)


def _socks() -> Iterator[Saying]:
    for words, means in _SOCKS:
        yield Saying(
            f"unknown error {words}" if means[0].startswith("socks-reply") else words,
            (*means, "leg proxy", "side client"),
            (
                f"{_GET}socks connect tcp 127.0.0.1:1080->app.example.com:443: "
                + ("unknown error " if means[0].startswith("socks-reply") else "")
                + words
            ),
            "golang.org/x/net/internal/socks",
            pattern=rf"socks connect tcp (?P<proxy>\S{{1,120}}?)->(?P<host>\S{{1,253}}): .{{0,40}}{words}",
        )


_DESC = 'rpc error: code = Unavailable desc = connection error: desc = "transport: '
_RPC = (
    Saying(
        "transport: authentication handshake failed:",
        ("handshake-failed", "side client"),
        f'{_DESC}authentication handshake failed: tls: first record does not look like a TLS handshake"',
        _GRPC,
    ),
    Saying(
        "transport: authentication handshake failed: context deadline exceeded",
        ("handshake-timeout", "side client"),
        f'{_DESC}authentication handshake failed: context deadline exceeded"',
        _GRPC,
    ),
    Saying(
        "transport: authentication handshake failed: EOF",
        ("eof", "side client"),
        f'{_DESC}authentication handshake failed: EOF"',
        _GRPC,
    ),
    Saying(
        "credentials: cannot check peer: missing selected ALPN property",
        ("no-alpn",),
        (
            f"{_DESC}authentication handshake failed: credentials: cannot check peer: missing"
            ' selected ALPN property"'
        ),
        "grpc-go credentials/tls.go, 1.67",
    ),
    Saying(
        "error reading server preface: http2: frame too large",
        ("http-wants-tls", "side client"),
        (
            'rpc error: code = Unavailable desc = connection error: desc = "error reading server'
            ' preface: http2: frame too large"'
        ),
        _GRPC,
        pattern=r"preface: http2: frame too large(?!, note)",
    ),
    Saying(
        "error reading server preface: http2: frame too large, note that the frame header looked",
        ("no-alpn", "side client"),
        (
            'connection error: desc = "error reading server preface: http2: frame too large, note'
            ' that the frame header looked like an HTTP/1.1 header"'
        ),
        _GRPC,
    ),
    Saying(
        "error reading server preface:",
        ("eof", "side client"),
        (
            'rpc error: code = Unavailable desc = connection error: desc = "error reading server'
            ' preface: EOF"'
        ),
        _GRPC,
        pattern=r"error reading server preface: (?:unexpected )?EOF",
    ),
    Saying(
        "connection closed before server preface received",
        ("eof", "side client"),
        ("rpc error: code = Unavailable desc = connection closed before server preface received"),
        _GRPC,
    ),
    Saying(
        "received bogus greeting from client",
        ("tls-received", "side server"),
        (
            "transport: http2Server.HandleStreams received bogus greeting from client:"
            r' "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"'
        ),
        _GRPC,
        pattern=r'received bogus greeting from client: \\{0,3}"\\{1,4}x16\\{1,4}x03',
    ),
    Saying(
        "failed to complete security handshake from",
        ("handshake-failed", "side server"),
        (
            'grpc: Server.Serve failed to complete security handshake from "192.0.2.7:51234":'
            " tls: first record does not look like a TLS handshake"
        ),
        _GRPC,
        pattern=rf'security handshake from \\?"(?P<client>{_REACHED})',
    ),
    Saying(
        "grpc: Server.Serve failed to create ServerTransport",
        ("handshake-failed", "side server"),
        (
            "grpc: Server.Serve failed to create ServerTransport: connection error: desc ="
            ' "ServerHandshake(\\"192.0.2.7:51234\\") failed: EOF"'
        ),
        _GRPC,
        pattern=r"grpc: Server.Serve failed to create ServerTransport.{1,80}ServerHandshake\(",
    ),
    Saying(
        "grpc: no transport security set",
        ("config-error", "side client"),
        (
            "grpc: no transport security set (use"
            " grpc.WithTransportCredentials(insecure.NewCredentials()) explicitly or set"
            " credentials)"
        ),
        "grpc-go clientconn.go",
    ),
    Saying(
        "failed to do connect handshake, response:",
        ("proxy-answered {status}", "leg proxy", "side client"),
        (
            f'{_DESC}Error while dialing: failed to do connect handshake, response: \\"HTTP/1.1'
            " 403 Forbidden"
        ),
        "grpc-go internal/transport/proxy.go",
        pattern=r'connect handshake, response: \\{0,3}"?HTTP/1\.[01] (?P<status>\d{3})',
    ),
)

PRODUCT = Product(
    name="Go",
    usual=True,
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "On Linux the file takes the place of the system's; or append it to RootCAs.",
            ("export SSL_CERT_FILE=/path/to/bundle-with-{ca}.pem",),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "Without MaxVersion; TLS 1.2 is the least since 1.18.",
            ("&tls.Config{MinVersion: tls.VersionTLS12}",),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "Only where it is set.", ("&tls.Config{MinVersion: tls.VersionTLS10}",)
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "1.22 dropped RSA key exchange, 1.23 dropped 3DES. Without CipherSuites in the code.",
            ("export GODEBUG=tlsrsakex=1,tls3des=1",),
        ),
        Remedy.SHRINK_CLIENT_HELLO: Recipe(
            "1.24 and newer; 1.23 calls it tlskyber=0.", ("export GODEBUG=tlsmlkem=0",)
        ),
        Remedy.ALIGN_ALPN: Recipe(
            "Leaves h2 out; for gRPC, which needs it, the server has to offer it.",
            ("export GODEBUG=http2client=0",),
        ),
        Remedy.SEND_SNI: Recipe(
            "net/http sends the URL's host; for an address the name is set.",
            ('&tls.Config{ServerName: "{name}"}',),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "The address stays, the name changes.",
            ('tls.Dial("tcp", "{host}:{port}", &tls.Config{ServerName: "{name}"})',),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "client.pem holds the certificate and its chain.",
            (
                'pair, err := tls.LoadX509KeyPair("client.pem", "client.key")',
                "config := &tls.Config{Certificates: []tls.Certificate{pair}}",
            ),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "Networks such as 10.0.0.0/8 too; a leading dot leaves out the name itself.",
            ("export NO_PROXY=localhost,{host}",),
        ),
    },
    pages=(
        Page(
            "plain-http-to-tls",
            "Client sent an HTTP request to an HTTPS server.",
            (400,),
            "src/net/http/server.go",
        ),
    ),
    sayings=(
        Saying(
            "RecordHeader:[5]uint8{",
            (),
            'tls.RecordHeaderError{Msg:"first record does not look like a TLS handshake", RecordHeader:[5]uint8{0x47, 0x45, 0x54, 0x20, 0x2f}, Conn:(*net.TCPConn)(0xc000012345)}',
            "src/crypto/tls/conn.go: RecordHeaderError, printed by %#v, 1.6 to 1.26",
            pattern=r"RecordHeader:\[5\]uint8\{(?P<code>(?:0x[0-9a-f]{1,2}(?:, )?){2,5})",
            decode="first_bytes",
        ),
        Saying(
            "http.ListenAndServeTLS(",
            ("side server",),
            "log.Fatal(http.ListenAndServeTLS(addr, cert, key, nil))",
            _HTTP,
            certain=False,
        ),
        *_alerts(),
        *_handshake(),
        *_lengths(),
        *_VERIFY,
        *(Saying(words, ("verify strict",), _GET + words, _PARSER) for words in _MALFORMED),
        *_REQUEST,
        *_proxy(),
        *_network(),
        *_socks(),
        *_RPC,
    ),
)
