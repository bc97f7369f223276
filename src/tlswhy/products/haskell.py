"""Haskell's tls and http-client-tls: stack, cabal, pandoc, PostgREST, Warp."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_CORE = "tls core/Network/TLS/Core.hs, Struct.hs, 1.3 to 2.1"
_VALIDATE = "x509-validation Data/X509/Validation.hs: FailedReason"
_PROTOCOL = r"Error_Protocol\w{0,10} \(?\\?\""

PRODUCT = Product(
    name="Haskell tls",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "A file or a folder, in place of the system's.",
            ("export SYSTEM_CERTIFICATE_PATH=/path/to/bundle.pem",),
        ),
    },
    sayings=(
        Saying(
            "received fatal error:",
            (),
            'HandshakeFailed (Terminated True "received fatal error: HandshakeFailure" (Error_Protocol ("remote side fatal error",True,HandshakeFailure)))',
            _CORE,
            pattern=r"received fatal error: (?P<code>[A-Z][A-Za-z]{5,40})\b",
            decode="alert",
        ),
        Saying(
            "got alert : [(AlertLevel_Fatal,",
            (),
            'HandshakeFailed (Error_Protocol ("expecting server hello, got alert : [(AlertLevel_Fatal,HandshakeFailure)]",True,HandshakeFailure))',
            "tls core/Network/TLS/Handshake/Common.hs",
            pattern=r"got alert : \[\(AlertLevel_Fatal,(?P<code>[A-Z][A-Za-z]{5,40})\)",
            decode="alert",
        ),
        Saying(
            "HandshakeFailed Error_EOF",
            ("eof",),
            "InternalException (HandshakeFailed Error_EOF)",
            _CORE,
        ),
        Saying(
            "HandshakeFailed (Error_Packet_Parsing",
            ("not-tls",),
            'HandshakeFailed (Error_Packet_Parsing "Failed reading: invalid header type: 72")',
            _CORE,
        ),
        Saying(
            "Failed reading: invalid header type: 72",
            ("not-tls http",),
            'Error_Packet_Parsing "Failed reading: invalid header type: 72\\nFrom:\\theader"',
            "tls core/Network/TLS/Packet.hs",
        ),
        Saying(
            "HandshakeFailed (Error_",
            ("handshake-failed",),
            'HandshakeFailed (Error_Misc "Network.Socket.recvBuf: resource vanished (Connection reset by peer)")',
            _CORE,
        ),
        *(
            Saying(
                f"certificate rejected: [{reason}",
                (f"verify {refusal}",),
                f'HandshakeFailed (Error_Protocol ("certificate rejected: [{reason}]",True,CertificateUnknown))',
                _VALIDATE,
            )
            for reason, refusal in (
                ("UnknownCA", "issuer-unknown"),
                ("SelfSigned", "self-signed"),
                ("Expired", "expired"),
                ("InFuture", "not-yet-valid"),
                ("NameMismatch", "name"),
                ("InvalidName", "name"),
                ("NoCommonName", "no-san"),
                ("InvalidWildcard", "name"),
                ("LeafKeyUsageNotAllowed", "purpose"),
                ("LeafKeyPurposeNotAllowed", "purpose"),
                ("LeafNotV3", "strict"),
                ("EmptyChain", "failed"),
                ("NotAllowedToSign", "purpose"),
                ("NotAnAuthority", "purpose"),
                ("AuthorityTooDeep", "depth"),
                ("InvalidSignature", "signature"),
                ("CacheSaysNo", "revoked"),
            )
        ),
        *(
            Saying(
                words,
                (f"verify {refusal}",),
                f'HandshakeFailed (Error_Protocol ("{words}",True,UnknownCa))',
                "tls core/Network/TLS/Handshake/Certificate.hs",
                pattern=_PROTOCOL + words,
            )
            for words, refusal in (
                ("certificate has unknown CA", "issuer-unknown"),
                ("certificate has expired or is not yet valid", "expired"),
            )
        ),
        *(
            Saying(
                words,
                means,
                f'HandshakeFailed (Error_Protocol ("{words}",True,HandshakeFailure))',
                "tls core/Network/TLS/Handshake/",
                pattern=_PROTOCOL + words,
            )
            for words, means in (
                ("peer does not support Extended Main Secret", ("ems-required",)),
                ("peer does not support Extended Master Secret", ("ems-required",)),
                ("no cipher in common with the client", ("no-shared-cipher", "side server")),
                (
                    "no cipher in common with the TLS 1.3 client",
                    ("no-shared-cipher", "side server"),
                ),
                ("no group in common with the client", ("no-shared-group", "side server")),
                (
                    "no hash/signature algorithm in common with the client",
                    ("no-shared-sigalg", "side server"),
                ),
                ("no supported application protocols", ("no-alpn", "side server")),
                ("fallback is not allowed", ("fallback", "side server")),
            )
        ),
        Saying(
            'is not supported",True,ProtocolVersion',
            ("server-version",),
            'HandshakeFailed (Error_Protocol ("server version TLS10 is not supported",True,ProtocolVersion))',
            "tls core/Network/TLS/Handshake/Client.hs",
        ),
        Saying(
            "ProxyConnectException",
            ("proxy-answered {status}", "leg proxy", "side client"),
            'ProxyConnectException "a.example" 443 (Status {statusCode = 407, statusMessage = "Proxy Authentication Required"})',
            "http-client Network/HTTP/Client/Types.hs",
            pattern=r"ProxyConnectException \\?\"(?P<host>[\w.-]{1,253})\\?\" (?P<port>\d{1,5}) .{0,60}?statusCode = (?P<status>\d{3})",
        ),
        Saying(
            "HttpExceptionRequest Request {",
            ("side client",),
            'HttpExceptionRequest Request { host = "a.example" port = 443 secure = True } (InternalException (HandshakeFailed Error_EOF))',
            "http-client Network/HTTP/Client/Types.hs",
            pattern=r"host\s{1,24}= \\?\"(?P<host>[\w.-]{1,253})\\?\" port\s{1,24}= (?P<port>\d{1,5})|HttpExceptionRequest Request",
        ),
        Saying(
            "TlsNotSupported",
            ("config-error",),
            "HttpExceptionRequest Request {} TlsNotSupported",
            "http-client Network/HTTP/Client/Types.hs",
        ),
        Saying(
            "This server only accepts secure HTTPS connections",
            ("http-wants-tls",),
            "This server only accepts secure HTTPS connections.",
            "warp-tls Network/Wai/Handler/WarpTLS.hs",
        ),
    ),
)
