"""Prosody 0.12, the XMPP server."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "plugins/mod_tls.lua, 0.12"
_S2S = "plugins/mod_s2s.lua, 0.12"
_CERT = "core/certmanager.lua, 0.12"
_CERTS = "plugins/mod_s2s_auth_certs.lua, 0.12"
_PORT = "core/portmanager.lua, 0.12"
_C2S = "plugins/mod_c2s.lua, 0.12"
_SELECT = "net/server_select.lua, 0.11"

_SAYINGS = (
    Saying(
        "TLS negotiation with",
        ("handshake-failed", "side client"),
        "May 06 07:08:09 s2sout55a1b2c3d4\twarn\tTLS negotiation with xmpp.example.com failed.",
        _TLS,
        pattern=r"TLS negotiation with (?P<host>[\w.-]{1,253}) failed",
    ),
    Saying(
        "Encrypted server-to-server communication is required but was not offered by",
        ("starttls-missing", "side client"),
        (
            "May 06 07:08:09 s2sout55a1b2c3d4\twarn\tEncrypted server-to-server communication "
            "is required but was not offered by xmpp.example.com"
        ),
        _S2S,
        pattern=r"was not offered by (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "Forbidding insecure connection to/from",
        ("verify failed",),
        (
            "May 06 07:08:09 s2sin55a1b2c3d4\twarn\tForbidding insecure connection to/from "
            "xmpp.example.com because its certificate is not trusted"
        ),
        _S2S,
        pattern=r"Forbidding insecure connection to/from (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "because its certificate is self-signed",
        ("verify self-signed",),
        (
            "May 06 07:08:09 s2sout55a1b2c3d4\twarn\tForbidding insecure connection to/from "
            "xmpp.example.com because its certificate is self-signed"
        ),
        _S2S,
    ),
    Saying(
        "because its certificate has expired",
        ("verify expired",),
        (
            "May 06 07:08:09 s2sout55a1b2c3d4\twarn\tForbidding insecure connection to/from "
            "xmpp.example.com because its certificate has expired"
        ),
        _S2S,
    ),
    Saying(
        "because its certificate is not trusted",
        ("verify issuer-unknown",),
        (
            "May 06 07:08:09 s2sout55a1b2c3d4\twarn\tForbidding insecure connection to/from "
            "xmpp.example.com because its certificate is not trusted"
        ),
        _S2S,
    ),
    Saying(
        "because its certificate is not valid for this name",
        ("verify name",),
        (
            "May 06 07:08:09 s2sout55a1b2c3d4\twarn\tForbidding insecure connection to/from "
            "xmpp.example.com because its certificate is not valid for this name"
        ),
        _S2S,
    ),
    Saying(
        "Your server's certificate",
        ("verify failed", "side server"),
        (
            "May 06 07:08:09 s2sout55a1b2c3d4\tinfo\tOutgoing s2s stream "
            "example.com->xmpp.example.com closed: not-authorized (Your server's certificate "
            "is not trusted)"
        ),
        _S2S,
        pattern="Your server's certificate (?:is|has)",
    ),
    Saying(
        "certificate chain validation result: invalid",
        ("verify failed",),
        "May 06 07:08:09 s2sin55a1b2c3d4\tdebug\tcertificate chain validation result: invalid",
        _CERTS,
    ),
    Saying(
        "certificate error(s) at depth",
        (),
        (
            "May 06 07:08:09 s2sin55a1b2c3d4\tdebug\tcertificate error(s) at depth 0: "
            "certificate has expired"
        ),
        _CERTS,
        pattern=r"certificate error\(s\) at depth \d{1,2}: (?P<code>[^,]{3,80})",
        decode="verify_code",
    ),
    Saying(
        "certificate identity validation result: invalid",
        ("verify name",),
        (
            "May 06 07:08:09 s2sout55a1b2c3d4\tdebug\tcertificate identity validation result: "
            "invalid"
        ),
        _CERTS,
    ),
    Saying(
        "No certificate provided by",
        ("client-cert-absent", "side server"),
        "May 06 07:08:09 s2sin55a1b2c3d4\twarn\tNo certificate provided by xmpp.example.com",
        _CERTS,
        pattern=r"\twarn\tNo certificate provided by|warn No certificate provided by",
    ),
    Saying(
        "ssl handshake error: ",
        ("handshake-failed",),
        "May 06 07:08:09 socket\tdebug\tserver.lua: ssl handshake error: unknown ca",
        _SELECT,
        pattern=r"(?:server\.lua|socket|ssl): ?ssl handshake error:",
    ),
    Saying(
        "Client disconnected: ssl handshake failed",
        ("handshake-failed", "side server"),
        "May 06 07:08:09 c2s55a1b2c3d4\tinfo\tClient disconnected: ssl handshake failed",
        _C2S,
    ),
    Saying(
        "Client disconnected: no shared cipher",
        ("no-shared-cipher", "side server"),
        "May 06 07:08:09 c2s55a1b2c3d4\tinfo\tClient disconnected: no shared cipher",
        _C2S,
    ),
    Saying(
        "Client disconnected: unsupported protocol",
        ("client-version", "side server"),
        "May 06 07:08:09 c2s55a1b2c3d4\tinfo\tClient disconnected: unsupported protocol",
        _C2S,
    ),
    Saying(
        "Client disconnected: ",
        (),
        "May 06 07:08:09 c2s55a1b2c3d4\tinfo\tClient disconnected: tlsv1 alert unknown ca",
        _C2S,
        pattern=r"Client disconnected: (?:sslv3|tlsv1\d?) alert (?P<code>[a-z ]{3,40})",
        decode="alert",
    ),
    Saying(
        "Client disconnected: ",
        ("side server",),
        (
            "May 06 07:08:09 c2s55a1b2c3d4\tinfo\tClient disconnected: sslv3 alert certificate "
            "unknown"
        ),
        _C2S,
        pattern=r"c2s\w{4,20}.{0,20}Client disconnected: ",
        certain=False,
    ),
    Saying(
        "SSL/TLS: Failed to load '",
        ("cert-file", "side server"),
        (
            "May 06 07:08:09 certmanager\terror\tSSL/TLS: Failed to load "
            "'/etc/prosody/certs/leaf.key': Previous error (see logs), or other system error "
            "(for example.com)"
        ),
        _CERT,
    ),
    Saying(
        "SSL/TLS: Error initialising for",
        ("cert-file", "config-error", "side server"),
        (
            "May 06 07:08:09 certmanager\terror\tSSL/TLS: Error initialising for example.com: "
            "key values mismatch"
        ),
        _CERT,
        pattern=r"SSL/TLS: Error initialising for (?P<name>[\w.-]{1,253})",
    ),
    Saying(
        "Encrypted certificate for",
        ("cert-file", "side server"),
        (
            "May 06 07:08:09 certmanager\terror\tEncrypted certificate for example.com "
            "requires 'ssl' 'password' to be set in config"
        ),
        _CERT,
        pattern=r"Encrypted certificate for (?P<name>[\w.-]{1,253}) requires",
    ),
    Saying(
        "No key present in SSL/TLS configuration for",
        ("cert-file", "config-error", "side server"),
        (
            "May 06 07:08:09 certmanager\terror\tNo key present in SSL/TLS configuration for "
            "example.com"
        ),
        _CERT,
    ),
    Saying(
        "No certificate present in SSL/TLS configuration for",
        ("no-certificate", "side server"),
        (
            "May 06 07:08:09 certmanager\tinfo\tNo certificate present in SSL/TLS "
            "configuration for example.com. SNI will be required."
        ),
        _CERT,
    ),
    Saying(
        "No certificate/key found for",
        ("no-certificate", "side server"),
        "May 06 07:08:09 certmanager\tdebug\tNo certificate/key found for example.com",
        _CERT,
        certain=False,
    ),
    Saying(
        "Error creating context for c2s",
        ("cert-file", "config-error", "side server"),
        (
            "May 06 07:08:09 example.com:tls\terror\tError creating context for c2s: key "
            "values mismatch"
        ),
        _TLS,
    ),
    Saying(
        "Error creating contexts for s2s",
        ("cert-file", "config-error"),
        (
            "May 06 07:08:09 example.com:tls\terror\tError creating contexts for s2sout: key "
            "values mismatch"
        ),
        _TLS,
    ),
    Saying(
        "No TLS context available for",
        ("cert-file", "config-error"),
        (
            "May 06 07:08:09 c2s55a1b2c3d4\terror\tNo TLS context available for c2s. Earlier "
            "error was: no certificate"
        ),
        _TLS,
    ),
    Saying(
        "Attempt to start TLS, but TLS is not available on this",
        ("starttls-missing", "side server"),
        (
            "May 06 07:08:09 c2s55a1b2c3d4\twarn\tAttempt to start TLS, but TLS is not "
            "available on this c2s_unauthed connection"
        ),
        _TLS,
    ),
    Saying(
        "Error binding encrypted port for",
        ("config-error", "no-certificate", "side server"),
        (
            "May 06 07:08:09 portmanager\terror\tError binding encrypted port for https: No "
            "certificate present in SSL/TLS configuration for https port 5281"
        ),
        _PORT,
    ),
    Saying(
        "Error creating TLS context for SNI host",
        ("cert-file", "side server"),
        (
            "May 06 07:08:09 portmanager\terror\tError creating TLS context for SNI host "
            "example.com: key values mismatch"
        ),
        _PORT,
        pattern=r"Error creating TLS context for SNI host (?P<name>[\w.-]{1,253})",
    ),
)

PRODUCT = Product(
    name="Prosody",
    roles=(Role.SERVER,),
    services=(
        "xmpp",
        "xmpps",
        "xmpp-server",
    ),
    sayings=_SAYINGS,
)
