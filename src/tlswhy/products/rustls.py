"""rustls, and the Rust clients around it and around native-tls: reqwest, hyper, ureq, tonic."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_ERROR = "rustls/src/error.rs, 0.19 to 0.24"
_NAME = r"(?:Other\((?:OtherError\()?)?(?P<code>[A-Z]\w{2,60})"

# How 0.24 puts a received alert, behind `received fatal alert: the peer`.
_PROSE: tuple[tuple[str, int], ...] = (
    ("received an unexpected message", 10),
    ("failed to verify a message", 20),
    ("rejected an over-length message", 22),
    ("failed to negotiate an acceptable set of security parameters", 40),
    ("rejected the certificate as corrupt or incorrectly signed", 42),
    ("did not support the certificate", 43),
    ("found the certificate to be revoked", 44),
    ("found the certificate to be expired", 45),
    ("rejected the certificate for an unspecified reason", 46),
    ("rejected a message because a field was incorrect or inconsistent", 47),
    ("found the certificate was not issued by a trusted CA", 48),
    ("denied access", 49),
    ("failed to decode a message", 50),
    ("failed to perform a handshake cryptographic operation", 51),
    ("did not support a suitable TLS version", 70),
    ("required a higher security level than was offered", 71),
    ("encountered an internal error", 80),
    ("detected an attempted version downgrade", 86),
    ("canceled the handshake", 90),
    ("required a specific extension that was not provided", 109),
    ("rejected an unsolicited extension", 110),
    ("did not recognize a name in the `server_name` extension", 112),
    ("rejected the certificate status response", 113),
    ("did not recognize any offered PSK identity", 115),
    ("required a client certificate", 116),
    ("did not support any of the offered application protocols", 120),
    ("required use of encrypted client hello", 121),
)


def _named(words: str, example: str) -> Saying:
    return Saying(
        words,
        (),
        example,
        _ERROR,
        pattern=words.replace("(", r"\(") + ("" if words.endswith("(") else " ?") + _NAME,
        decode="rustls",
    )


PRODUCT = Product(
    name="rustls",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For programs that read the system's roots (rustls-native-certs); others have built-in"
            " roots alone, and a switch of their own for the system's.",
            ("export SSL_CERT_FILE=/path/to/{ca}.pem",),
        ),
    },
    sayings=(
        _named(
            "invalid peer certificate:",
            "error trying to connect: invalid peer certificate: UnknownIssuer",
        ),
        _named(
            "invalid certificate:",
            "error trying to connect: invalid certificate: CertNotValidForName",
        ),
        _named(
            "InvalidCertificate(",
            "Custom { kind: InvalidData, error: InvalidCertificate(UnknownIssuer) }",
        ),
        _named("WebPKIError(", "Custom { kind: InvalidData, error: WebPKIError(CertExpired) }"),
        _named("peer is incompatible:", "peer is incompatible: ServerDoesNotSupportTls12Or13"),
        _named("PeerIncompatible(", "error: PeerIncompatible(NoCipherSuitesInCommon)"),
        _named("peer misbehaved:", "peer misbehaved: SelectedUnofferedApplicationProtocol"),
        _named("PeerMisbehaved(", "error: PeerMisbehaved(NoCertificatesPresented)"),
        _named(
            "received corrupt message of type",
            "client error (Connect): received corrupt message of type InvalidContentType",
        ),
        _named("InvalidMessage(", "error: InvalidMessage(InvalidContentType)"),
        Saying(
            "received corrupt message",
            ("not-tls",),
            "error trying to connect: received corrupt message",
            _ERROR,
            pattern=r"received corrupt message(?! of type)",
        ),
        Saying(
            "received corrupt message of type",
            ("bad-record",),
            "error trying to connect: received corrupt message of type Handshake",
            _ERROR,
            pattern=r"received corrupt message of type (?:Handshake|Alert|ChangeCipherSpec|MissingData|Trailing|Invalid(?!ContentType))",
        ),
        Saying(
            "received fatal alert:",
            (),
            "client error (Connect): received fatal alert: HandshakeFailure",
            _ERROR,
            pattern=r"received fatal alert: (?P<code>[A-Z][A-Za-z0-9]{5,40})\b",
            decode="alert",
        ),
        Saying(
            "AlertReceived(",
            (),
            "Custom { kind: InvalidData, error: AlertReceived(HandshakeFailure) }",
            _ERROR,
            pattern=r"AlertReceived\((?P<code>[A-Z][A-Za-z0-9]{5,40})\)",
            decode="alert",
        ),
        *(
            Saying(
                f"received fatal alert: the peer {words}",
                (f"alert-received {number}",),
                f"client error (Connect): received fatal alert: the peer {words}",
                "rustls/src/error/mod.rs, 0.24",
            )
            for words, number in _PROSE
        ),
        Saying(
            "invalid peer certificate: certificate not valid for name",
            ("verify name",),
            'invalid peer certificate: certificate not valid for name "a.example"; certificate is only valid for DnsName("b.example")',
            "rustls/src/error.rs, 0.23",
            pattern=r"certificate not valid for name \"(?P<host>[\w.:-]{1,253})\"",
        ),
        Saying(
            "invalid peer certificate: certificate expired:",
            ("verify expired",),
            "invalid peer certificate: certificate expired: verification time 1789858154 (UNIX), but certificate is not valid after 1428883199 (360974955 seconds ago)",
            "rustls/src/error.rs, 0.23",
        ),
        Saying(
            "invalid peer certificate: certificate not valid yet:",
            ("verify not-yet-valid",),
            "invalid peer certificate: certificate not valid yet: verification time 3600 (UNIX), but certificate is not valid before 1700000000 (1699996400 seconds in future)",
            "rustls/src/error.rs, 0.23",
        ),
        Saying(
            "certificate does not allow extended key usage for",
            ("verify purpose",),
            "invalid peer certificate: certificate does not allow extended key usage for client authentication, allows server authentication",
            "rustls/src/error.rs, 0.23",
        ),
        Saying(
            "certificate revocation list expired:",
            ("verify crl-expired",),
            "invalid peer certificate: certificate revocation list expired: verification time 1700000000 (UNIX)",
            "rustls/src/error.rs, 0.23",
        ),
        Saying(
            "invalid peer certificate contents:",
            (),
            "invalid peer certificate contents: invalid peer certificate: UnknownIssuer",
            "rustls/src/error.rs, 0.20",
            pattern=rf"invalid peer certificate contents: (?:invalid peer certificate: )?{_NAME}",
            decode="rustls",
        ),
        Saying(
            "invalid peer certificate signature",
            ("verify signature",),
            "invalid peer certificate signature",
            "rustls/src/error.rs, 0.20",
        ),
        Saying(
            "invalid peer certificate encoding",
            ("verify strict",),
            "invalid peer certificate encoding",
            "rustls/src/error.rs, 0.20",
        ),
        Saying(
            "peer sent no certificates",
            ("client-cert-absent", "side server"),
            "tls handshake error: peer sent no certificates",
            _ERROR,
        ),
        Saying(
            "cannot decrypt peer's message",
            ("bad-record",),
            "error: cannot decrypt peer's message",
            _ERROR,
        ),
        Saying(
            "peer sent excess record size",
            ("not-tls",),
            "error: peer sent excess record size",
            _ERROR,
        ),
        Saying(
            "peer doesn't support any known protocol",
            ("no-alpn",),
            "error: peer doesn't support any known protocol",
            _ERROR,
        ),
        Saying(
            "no server certificate chain resolved",
            ("no-certificate", "side server"),
            "unexpected error: no server certificate chain resolved",
            "rustls/src/server/hs.rs, to 0.23",
        ),
        Saying(
            "no suitable certificate found",
            ("no-certificate", "side server"),
            "tls accept: no suitable certificate found",
            "rustls/src/error/mod.rs, 0.24",
            certain=False,
        ),
        Saying(
            "keys may not be consistent: KeyMismatch",
            ("key-mismatch",),
            "keys may not be consistent: KeyMismatch",
            "rustls/src/error.rs, 0.23",
        ),
        Saying(
            "server rejected encrypted client hello",
            ("ech-failed", "side client"),
            "server rejected encrypted client hello (ECH) with retry configs",
            "rustls/src/error/mod.rs, 0.24",
        ),
        Saying(
            "encrypted client hello failure:",
            ("ech-failed",),
            "encrypted client hello failure: NoCompatibleConfig",
            "rustls/src/error.rs, 0.23",
        ),
        Saying(
            "received unexpected message: got",
            ("alert-sent 10",),
            "received unexpected message: got ApplicationData when expecting Handshake",
            _ERROR,
        ),
        Saying(
            "received unexpected handshake message: got",
            ("alert-sent 10",),
            "received unexpected handshake message: got HelloRequest when expecting ServerHello",
            _ERROR,
        ),
        Saying(
            "tls handshake eof",
            ("eof",),
            "client error (Connect): tls handshake eof",
            "tokio-rustls src/common/handshake.rs",
        ),
        Saying(
            "peer closed connection without sending TLS close_notify",
            ("eof",),
            "peer closed connection without sending TLS close_notify: see the manual of rustls",
            "rustls/src/conn.rs, 0.20 and later",
        ),
        Saying(
            "No CA certificates were loaded from the system",
            ("no-trust-store", "side client"),
            "No CA certificates were loaded from the system",
            "rustls-platform-verifier src/verification/others.rs",
        ),
        Saying(
            "no native root CA certificates found",
            ("no-trust-store", "side client"),
            'Custom { kind: NotFound, error: "no native root CA certificates found" }',
            "hyper-rustls src/config.rs",
        ),
        Saying(
            "client error (Connect)",
            ("side client",),
            "error sending request for url (https://a.example/): client error (Connect): invalid peer certificate: UnknownIssuer",
            "hyper-util src/client/legacy/client.rs",
        ),
        Saying(
            "error sending request for url (",
            ("side client",),
            "error sending request for url (https://a.example/api): error trying to connect: tcp connect error",
            "reqwest src/error.rs",
            pattern=r"for url \(https?://(?P<host>[\w.-]{1,253})(?::(?P<port>\d{1,5}))?",
        ),
        Saying(
            "tls connection init failed",
            ("side client",),
            "a.example: Connection Failed: tls connection init failed: invalid peer certificate: UnknownIssuer",
            "ureq src/rtls.rs, 2.x",
        ),
        Saying(
            "tls connection init failed: unexpected end of file",
            ("eof", "side client"),
            "Connection Failed: tls connection init failed: unexpected end of file",
            "ureq src/rtls.rs, 2.x",
        ),
        Saying(
            "invalid HTTP version parsed",
            ("side client",),
            "client error (SendRequest): http2 error: invalid HTTP version parsed",
            "hyper src/error.rs",
            certain=False,
        ),
        Saying(
            "unsuccessful tunnel",
            ("proxy-answered", "side client"),
            "error trying to connect: unsuccessful tunnel",
            "reqwest src/connect.rs, to 0.12",
        ),
        Saying(
            "error trying to connect: proxy authentication required",
            ("proxy-answered 407", "side client"),
            "error trying to connect: proxy authentication required",
            "reqwest src/connect.rs, to 0.12",
        ),
        Saying(
            "unexpected eof while tunneling",
            ("eof", "leg proxy", "side client"),
            "error trying to connect: unexpected eof while tunneling",
            "reqwest src/connect.rs, to 0.12",
        ),
        Saying(
            "tunnel error: unsuccessful",
            ("proxy-answered", "side client"),
            "client error (Connect): tunnel error: unsuccessful",
            "hyper-util src/client/legacy/connect/proxy/tunnel.rs",
        ),
        Saying(
            "tunnel error: proxy authorization required",
            ("proxy-answered 407", "side client"),
            "client error (Connect): tunnel error: proxy authorization required",
            "hyper-util src/client/legacy/connect/proxy/tunnel.rs",
        ),
    ),
)
