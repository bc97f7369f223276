"""ejabberd, the XMPP and MQTT server."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_C2S = "src/ejabberd_c2s.erl, 23.01"
_S2S = "src/ejabberd_s2s_out.erl, 23.01"
_FAST = "fast_tls, c_src/fast_tls.c, 1.1"
_PKIX = "src/ejabberd_pkix.erl, 23.01"
_XMPP = "xmpp, src/xmpp_stream_out.erl, 1.6"
_IN = "xmpp, src/xmpp_stream_in.erl, 1.6"

_SAYINGS = (
    Saying(
        "TLS failed: ",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09.123456+00:00 [warning] (tls|<0.812.0>) Failed to secure c2s "
            "connection: TLS failed: SSL_do_handshake failed: error:0A000416:SSL "
            "routines::sslv3 alert certificate unknown"
        ),
        _XMPP,
        pattern="(?:connection|stream|s2s|c2s|Stream).{0,200}TLS failed: ",
    ),
    Saying(
        "Failed to secure c2s connection: ",
        ("handshake-failed", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [warning] (tls|<0.812.0>) Failed to secure c2s "
            "connection: TLS failed: SSL_do_handshake failed: error:0A0000C1:SSL "
            "routines::no shared cipher"
        ),
        _C2S,
    ),
    Saying(
        "Failed to secure inbound s2s connection",
        ("handshake-failed", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [warning] (tls|<0.812.0>) Failed to secure "
            "inbound s2s connection from xmpp.example.com: TLS failed"
        ),
        "src/ejabberd_s2s_in.erl, 23.01",
    ),
    Saying(
        "Failed to secure outbound s2s connection",
        ("handshake-failed", "side client"),
        (
            "2024-05-06 07:08:09.123456+00:00 [warning] (tls|<0.812.0>) Failed to secure "
            "outbound s2s connection to xmpp.example.com: TLS failed"
        ),
        _S2S,
    ),
    Saying(
        "Failed to establish outbound s2s connection",
        ("handshake-failed", "side client"),
        (
            "2024-05-06 07:08:09.123456+00:00 [info] Failed to establish outbound s2s "
            "connection example.com -> xmpp.example.com: TLS failed: client renegotiations "
            "forbidden; bouncing for 60 seconds"
        ),
        _S2S,
        pattern=(
            r"Failed to establish outbound s2s connection [\w.-]{1,253} -> (?P<hos"
            r"t>[\w.-]{1,253}): .{0,200}(?:TLS|certificate|SSL)"
        ),
    ),
    Saying(
        "SSL_do_handshake failed",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09.123456+00:00 [warning] TLS failed: SSL_do_handshake failed: "
            "error:0A000102:SSL routines::unsupported protocol"
        ),
        _FAST,
    ),
    # What the peer, as the server, holds against the certificate that was shown to it.
    Saying(
        "Authentication failed: Peer responded with error: ",
        ("client-cert-refused", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [info] (tls|<0.812.0>) Failed outbound s2s EXTERNAL "
            "authentication example.com -> xmpp.example.com (192.0.2.7): Authentication failed: "
            "Peer responded with error: unsupported certificate purpose (not-authorized)"
        ),
        _XMPP,
    ),
    Saying(
        "most likely it doesn't accept our certificate",
        ("client-cert-refused", "side server"),
        (
            "Authentication failed: No mutually supported SASL mechanisms found; most likely it "
            "doesn't accept our certificate"
        ),
        _XMPP,
    ),
    Saying(
        "Peer certificate rejected: ",
        ("verify failed", "side client"),
        (
            "2024-05-06 07:08:09.123456+00:00 [info] Failed to establish outbound s2s connection "
            "example.com -> xmpp.example.com: Peer certificate rejected: self signed certificate"
        ),
        _XMPP,
    ),
    Saying(
        "Use of STARTTLS required",
        ("starttls-needed",),
        (
            "2024-05-06 07:08:09.123456+00:00 [info] (tcp|<0.812.0>) Failed c2s PLAIN "
            "authentication: Use of STARTTLS required"
        ),
        _IN,
    ),
    Saying(
        "Use of STARTTLS forbidden",
        ("starttls-missing",),
        "Use of STARTTLS forbidden",
        _IN,
    ),
    Saying(
        "peer doesn't support STARTTLS",
        ("starttls-missing", "side client"),
        (
            "2024-05-06 07:08:09.123456+00:00 [info] Failed to establish outbound s2s "
            "connection example.com -> xmpp.example.com: STARTTLS required, but peer doesn't "
            "support STARTTLS"
        ),
        _XMPP,
    ),
    Saying(
        "no certificate provided",
        ("client-cert-absent", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [info] Failed inbound s2s EXTERNAL "
            "authentication xmpp.example.com -> example.com: no certificate provided"
        ),
        "xmpp, src/xmpp_stream_pkix.erl, 1.6",
        pattern="EXTERNAL authentication.{0,200}no certificate provided",
    ),
    Saying(
        "certificate host name mismatch",
        ("verify name",),
        (
            "2024-05-06 07:08:09.123456+00:00 [info] Failed outbound s2s EXTERNAL "
            "authentication example.com -> xmpp.example.com: certificate host name mismatch"
        ),
        "xmpp, src/xmpp_stream_pkix.erl, 1.6",
    ),
    Saying(
        "EXTERNAL authentication",
        ("verify failed",),
        (
            "2024-05-06 07:08:09.123456+00:00 [info] Failed outbound s2s EXTERNAL "
            "authentication example.com -> xmpp.example.com (192.0.2.7): unable to get local "
            "issuer certificate"
        ),
        _S2S,
        pattern="Failed (?:in|out)bound s2s EXTERNAL authentication",
    ),
    Saying(
        "No certificate found matching",
        ("no-certificate", "sni-unknown", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [warning] No certificate found matching "
            "xmpp.example.com"
        ),
        _PKIX,
        pattern=r"No certificate found matching (?P<name>[\w.-]{1,253})",
    ),
    Saying(
        "Failed to read PEM file",
        ("cert-file", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] Failed to read PEM file "
            "/etc/ejabberd/ejabberd.pem: no such file or directory"
        ),
        _PKIX,
        pattern="Failed to read (?:PEM|certificate) file",
    ),
    Saying(
        "Invalid certificate in",
        ("cert-file", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [warning] Invalid certificate in "
            "/etc/ejabberd/ejabberd.pem: at line 53: certificate is signed by unknown CA"
        ),
        _PKIX,
        pattern="Invalid certificate in .{1,300}: (?:at line|self-signed|certificate)",
    ),
    Saying(
        "no_certfile",
        ("no-certificate", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [warning] (tls|<0.812.0>) Failed to secure c2s "
            "connection: TLS failed: no_certfile"
        ),
        _FAST,
        pattern="TLS failed: no_certfile",
    ),
    Saying(
        "no PEM certificates",
        ("cert-file", "side server"),
        "2024-05-06 07:08:09.123456+00:00 [warning] TLS failed: no PEM certificates found",
        _PKIX,
        certain=False,
    ),
    Saying(
        "client renegotiations forbidden",
        ("handshake-failed", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [info] Closing c2s connection: Stream closed "
            "by local host: TLS failed: client renegotiations forbidden"
        ),
        _FAST,
    ),
    Saying(
        "Invalid value of option ",
        ("config-error", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [critical] <0.88.0>@ejabberd_app:start/2:72 "
            "Failed to start ejabberd application: Invalid value of option s2s_cafile: "
            "Failed to read file '/etc/ejabberd/ca.pem': no such file or directory"
        ),
        "src/econf.erl, 23.01, with src/yconf.erl of yconf 1.0",
        pattern=(
            r"Invalid value of option (?:[\w-]{1,40}->){0,3}(?:s2s_|c2s_)?(?:certfiles?|"
            r"cafile|ca_file|ciphers|dhfile|protocol_options|starttls\w{0,12}|tls\w{0,12}|"
            r"use_starttls)\b"
        ),
    ),
    Saying(
        "Unknown option: ",
        ("config-error", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [critical] <0.88.0>@ejabberd_app:start/2:72 "
            "Failed to start ejabberd application: Invalid value of option listen->1: "
            "Unknown option: startls. Did you mean starttls?"
        ),
        "src/econf.erl, 23.01, with src/yconf.erl of yconf 1.0",
        pattern=(
            r"Unknown option: [\w-]{1,40}\. Did you mean (?:s2s_|c2s_)?(?:certfiles?|cafile|"
            r"ciphers|dhfile|protocol_options|starttls\w{0,12}|tls\w{0,12}|use_starttls)\?"
        ),
    ),
)

PRODUCT = Product(
    name="ejabberd",
    roles=(Role.SERVER,),
    services=(
        "xmpp",
        "xmpps",
        "xmpp-server",
    ),
    sayings=_SAYINGS,
)
