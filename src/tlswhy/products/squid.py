"""Squid, as a forward proxy with or without TLS inspection."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role
from tlswhy.products.saying import Saying

_RELOAD = "# then: squid -k parse && squid -k reconfigure"
_LISTENER = "https_port 3129 tls-cert=/etc/squid/chain.pem tls-key=/etc/squid/leaf.key"

_PAGES = "errors/templates, 5.7"
_CLIENT = "src/client_side.cc, 5.7"
_CONNECTOR = "src/security/PeerConnector.cc, 5.7"
_ACCESS = "src/LogTags.cc, 5.7"


def _cache(text: str) -> str:
    return f"2024/05/06 07:08:09 kid1| {text}"


def _access(text: str) -> str:
    return f"1714979289.123     12 192.0.2.7 {text}"


_SAYINGS = (
    Saying(
        "TCP_DENIED:",
        ("proxy-answered {status}",),
        (
            "proxy.example.com:3128 192.0.2.7 - - [06/May/2024:07:08:09 +0000] CONNECT "
            "app.example.com:8443 HTTP/1.1 403 3983 TCP_DENIED:HIER_NONE"
        ),
        "src/LogTags.cc, 5.7: logformat common, combined and squid's %Ss:%Sh",
        pattern=(r"\bCONNECT\b.{0,200}?\b(?P<status>[3-5]\d\d)\b.{0,120}?TCP_DENIED:"),
    ),
    Saying(
        "Error negotiating SSL connection on FD",
        ("handshake-failed", "side server", "leg downstream"),
        _cache(
            "Error negotiating SSL connection on FD 12: error:14094416:SSL "
            "routines:ssl3_read_bytes:sslv3 alert certificate unknown (1/0)"
        ),
        "src/client_side.cc, 3.5 and 4",
    ),
    Saying(
        "clientNegotiateSSL: Error negotiating SSL connection on FD",
        ("handshake-failed", "side server", "leg downstream"),
        _cache(
            "clientNegotiateSSL: Error negotiating SSL connection on FD 12: Aborted by client: 5"
        ),
        "src/client_side.cc, 3.1",
    ),
    Saying(
        "Error negotiating SSL connection on FD",
        ("eof", "side server", "leg downstream"),
        _cache("Error negotiating SSL connection on FD 12: Aborted by client: 5"),
        "src/client_side.cc, 3.5",
        pattern=r"Error negotiating SSL connection on FD \d{1,7}: Aborted by client",
    ),
    Saying(
        "Error negotiating SSL connection on FD",
        ("eof", "side server", "leg downstream"),
        _cache("Error negotiating SSL connection on FD 12: (104) Connection reset by peer"),
        "src/client_side.cc, 3.5",
        pattern=r"Error negotiating SSL connection on FD \d{1,7}: \(\d{1,3}\)",
    ),
    Saying(
        "failure while accepting a TLS connection on",
        ("handshake-failed", "side server", "leg downstream"),
        _cache(
            "ERROR: failure while accepting a TLS connection on conn7 local=192.0.2.1:3129 "
            "remote=192.0.2.7:50000 FD 12 flags=1: "
            "SQUID_TLS_ERR_ACCEPT+TLS_LIB_ERR=A000416+TLS_IO_ERR=1"
        ),
        "src/client_side.cc, 5.7",
    ),
    Saying(
        "while SslBump-accepting a TLS connection on",
        ("handshake-failed", "side server", "leg downstream", "role intercepting"),
        _cache(
            "ERROR: failure while SslBump-accepting a TLS connection on conn7 "
            "local=192.0.2.1:3129 remote=192.0.2.7:50000 FD 12 flags=1: "
            "SQUID_TLS_ERR_ACCEPT+TLS_LIB_ERR=A000418+TLS_IO_ERR=1"
        ),
        "src/client_side.cc, 5.7",
    ),
    Saying(
        "Cannot accept a TLS connection",
        ("handshake-failed", "side server", "leg downstream"),
        _cache(
            "ERROR: Cannot accept a TLS connection problem: failure error detail: "
            "SQUID_TLS_ERR_ACCEPT+TLS_LIB_ERR=A000412+TLS_IO_ERR=1"
        ),
        "src/client_side.cc, 6",
    ),
    Saying(
        "TLS_LIB_ERR=",
        (),
        _cache("error detail: SQUID_TLS_ERR_ACCEPT+TLS_LIB_ERR=A000412+TLS_IO_ERR=1"),
        "src/security/ErrorDetail.cc, 5.7",
        pattern=r"TLS_LIB_ERR=(?P<code>[0-9A-Fa-f]{6,8})\b",
        decode="openssl_code",
    ),
    Saying(
        "SQUID_TLS_ERR_ACCEPT",
        ("handshake-failed", "side server", "leg downstream"),
        _access(
            "NONE_NONE/000 0 CONNECT 198.51.100.9:443 - HIER_NONE/- - "
            "ERR_SECURE_ACCEPT_FAIL/SQUID_TLS_ERR_ACCEPT"
        ),
        "errors/templates/error-details.txt, 5.7",
    ),
    Saying(
        "ERR_SECURE_ACCEPT_FAIL",
        ("handshake-failed", "side server", "leg downstream"),
        _access(
            "NONE_NONE/000 0 CONNECT 198.51.100.9:443 - HIER_NONE/- - "
            "ERR_SECURE_ACCEPT_FAIL/SQUID_TLS_ERR_ACCEPT+TLS_IO_ERR=5"
        ),
        "src/err_type.h, 5.7",
    ),
    Saying(
        "SQUID_TLS_ERR_ACCEPT+TLS_IO_ERR=5+errno=104",
        ("reset", "side server", "leg downstream"),
        _cache("error detail: SQUID_TLS_ERR_ACCEPT+TLS_IO_ERR=5+errno=104"),
        "src/security/ErrorDetail.cc, 6",
    ),
    Saying(
        "SQUID_TLS_ERR_ACCEPT+TLS_IO_ERR=5",
        ("eof", "side server", "leg downstream"),
        _cache("error detail: SQUID_TLS_ERR_ACCEPT+TLS_IO_ERR=5"),
        "src/security/ErrorDetail.cc, 5.7",
    ),
    Saying(
        "error:accept-client-connection",
        ("handshake-failed", "side server", "leg downstream"),
        _access("NONE_NONE/000 0 - error:accept-client-connection - HIER_NONE/- -"),
        "src/client_side.cc, 5.7",
    ),
    Saying(
        "error:transaction-end-before-headers",
        ("eof", "side server", "leg downstream"),
        _access("NONE_NONE/000 0 - error:transaction-end-before-headers - HIER_NONE/- -"),
        "src/client_side.cc, 5.7",
        certain=False,
    ),
    Saying(
        "error:invalid-request",
        ("tls-received", "side server"),
        _access("NONE_NONE/400 3812 - error:invalid-request - HIER_NONE/- text/html"),
        "src/client_side.cc, 5.7",
        certain=False,
    ),
    Saying(
        "error:invalid-http-ident",
        ("tls-received", "side server"),
        _access("NONE/400 3812 NONE error:invalid-http-ident - HIER_NONE/- text/html"),
        "src/HttpRequest.cc, 3.5",
        certain=False,
    ),
    Saying(
        "Got something other than TLS Client Hello. Cannot SslBump.",
        ("plain-received", "role intercepting", "side server", "leg downstream"),
        _cache("ERROR: Got something other than TLS Client Hello. Cannot SslBump."),
        "src/client_side.cc, 5.7",
    ),
    Saying(
        "Error parsing SSL Server Hello Message on FD",
        ("not-tls", "leg upstream"),
        _cache("Error parsing SSL Server Hello Message on FD 14"),
        "src/ssl/bio.cc, 4",
    ),
    Saying(
        "Early data after CONNECT response",
        ("proxy-set", "leg upstream"),
        _cache("ERROR: Early data after CONNECT response. Found 7 bytes."),
        "src/clients/HttpTunneler.cc, 5.7",
    ),
    Saying(
        "SECURITY ALERT: Host header forgery detected",
        ("proxy-answered 409", "role intercepting"),
        _cache(
            "SECURITY ALERT: Host header forgery detected on conn7 local=198.51.100.9:443 "
            "remote=192.0.2.7:50000 FD 12 flags=33 (local IP does not match any domain IP)"
        ),
        "src/client_side_request.cc, 5.7",
    ),
    Saying(
        "Error negotiating SSL on FD",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        _cache(
            "fwdNegotiateSSL: Error negotiating SSL on FD 14: error:14090086:SSL "
            "routines:ssl3_get_server_certificate:certificate verify failed (1/-1/0)"
        ),
        "src/forward.cc, 3.1; src/ssl/PeerConnector.cc, 3.5",
    ),
    Saying(
        "fwdNegotiateSSL: Error negotiating SSL connection on FD",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        _cache(
            "fwdNegotiateSSL: Error negotiating SSL connection on FD 14: "
            "error:00000000:lib(0):func(0):reason(0) (5/-1/104)"
        ),
        "src/forward.cc, 2.6 to 3.3",
    ),
    Saying(
        "ERROR: negotiating TLS on FD",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        _cache(
            "ERROR: negotiating TLS on FD 14: error:1416F086:SSL "
            "routines:tls_process_server_certificate:certificate verify failed (1/-1/0)"
        ),
        "src/security/PeerConnector.cc, 4",
    ),
    Saying(
        "Error negotiating TLS on FD",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        _cache("Error negotiating TLS on FD 14: error:00000000:lib(0):func(0):reason(0) (5/0/0)"),
        "src/security/PeerConnector.cc, 4",
    ),
    Saying(
        "while establishing TLS connection on FD:",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        _cache(
            "ERROR: failure while establishing TLS connection on FD: 14 current master "
            "transaction: master53"
        ),
        _CONNECTOR,
    ),
    Saying(
        "Cannot establish a TLS connection",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        _cache(
            "ERROR: Cannot establish a TLS connection problem: failure detail: "
            "SQUID_TLS_ERR_CONNECT+TLS_LIB_ERR=A000086+TLS_IO_ERR=1"
        ),
        "src/security/PeerConnector.cc, 6",
    ),
    Saying(
        "SQUID_TLS_ERR_CONNECT",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        _access(
            "NONE_NONE/503 0 CONNECT www.example.org:443 - HIER_NONE/- - "
            "ERR_SECURE_CONNECT_FAIL/SQUID_TLS_ERR_CONNECT"
        ),
        "errors/templates/error-details.txt, 5.7",
    ),
    Saying(
        "SQUID_ERR_SSL_HANDSHAKE",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        _cache("The system returned: (71) Protocol error (TLS code: SQUID_ERR_SSL_HANDSHAKE)"),
        "errors/templates/error-details.txt, 4",
    ),
    Saying(
        "ERR_SECURE_CONNECT_FAIL",
        ("leg upstream", "upstream-failed"),
        _access(
            "NONE_NONE/503 0 CONNECT www.example.org:443 - HIER_NONE/- - "
            "ERR_SECURE_CONNECT_FAIL/X509_V_ERR_CERT_HAS_EXPIRED"
        ),
        "src/err_type.h, 5.7",
        pattern=r"ERR_SECURE_CONNECT_FAIL(?:[/ ](?P<code>X509_V_ERR_\w{3,60}))?",
        decode="verify_code",
    ),
    Saying(
        "Failed to establish a secure connection to",
        ("leg upstream", "upstream-failed"),
        "Failed to establish a secure connection to 198.51.100.9",
        "errors/templates, ERR_SECURE_CONNECT_FAIL",
        pattern=r"Failed to establish a secure connection to (?P<upstream>[\w.:-]{3,253})",
    ),
    Saying(
        "failed to negotiate a mutually acceptable security settings",
        ("leg upstream", "upstream-failed"),
        (
            "This proxy and the remote host failed to negotiate a mutually acceptable "
            "security settings for handling your request."
        ),
        "errors/templates/ERR_SECURE_CONNECT_FAIL, 5.7",
    ),
    Saying(
        "the proxy is not satisfied with the host security credentials",
        ("leg upstream", "upstream-failed"),
        (
            "It is possible that the remote host does not support secure connections, or "
            "the proxy is not satisfied with the host security credentials."
        ),
        "errors/templates/ERR_SECURE_CONNECT_FAIL, 5.7",
    ),
    Saying(
        "(TLS code: ",
        ("leg upstream", "upstream-refused-cert"),
        "(92) Protocol error (TLS code: X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY)",
        "errors/templates/ERR_SECURE_CONNECT_FAIL, 4",
        pattern=r"\(TLS code: (?P<code>X509_V_ERR_\w{3,60})",
        decode="verify_code",
    ),
    Saying(
        "SQUID_X509_V_ERR_DOMAIN_MISMATCH",
        ("verify name", "leg upstream", "upstream-refused-cert"),
        _cache(
            "SQUID_X509_V_ERR_DOMAIN_MISMATCH: Certificate /CN=origin.example.com does not "
            "match domainname www.example.org"
        ),
        "src/ssl/support.cc, 5.7",
    ),
    Saying(
        "SQUID_X509_V_ERR_INFINITE_VALIDATION",
        ("verify failed", "leg upstream", "upstream-refused-cert"),
        _cache(
            "SQUID_X509_V_ERR_INFINITE_VALIDATION: Certificate /CN=origin.example.com "
            "validation loop"
        ),
        "src/ssl/support.cc, 5.7",
    ),
    Saying(
        "SQUID_X509_V_ERR_CERT_CHANGE",
        ("verify failed", "leg upstream", "upstream-refused-cert"),
        _cache(
            "SQUID_X509_V_ERR_CERT_CHANGE: Certificate /CN=origin.example.com does not "
            "match peeked certificate"
        ),
        "src/ssl/support.cc, 5.7",
    ),
    Saying(
        "Certificate does not match domainname",
        ("verify name", "leg upstream", "upstream-refused-cert"),
        "Certificate does not match domainname: /CN=origin.example.com",
        "errors/templates/error-details.txt, 5.7",
    ),
    Saying(
        "certificate issuer (CA) not known:",
        ("verify issuer-missing", "leg upstream", "upstream-refused-cert"),
        (
            "SSL Certificate error: certificate issuer (CA) not known: "
            "/C=US/O=Example/CN=Example Intermediate"
        ),
        "errors/templates/error-details.txt, 5.7",
    ),
    Saying(
        "Self-signed SSL Certificate:",
        ("verify self-signed", "leg upstream", "upstream-refused-cert"),
        "Self-signed SSL Certificate: /CN=origin.example.com",
        "errors/templates/error-details.txt, 5.7",
    ),
    Saying(
        "Self-signed SSL Certificate in chain:",
        ("verify self-signed-in-chain", "leg upstream", "upstream-refused-cert"),
        "Self-signed SSL Certificate in chain: /CN=Example Root",
        "errors/templates/error-details.txt, 5.7",
    ),
    Saying(
        "SSL Certificate expired on:",
        ("verify expired", "leg upstream", "upstream-refused-cert"),
        "SSL Certificate expired on: May 1 00:00:00 2024 GMT",
        "errors/templates/error-details.txt, 5.7",
    ),
    Saying(
        "SSL Certificate is not valid before:",
        ("verify not-yet-valid", "leg upstream", "upstream-refused-cert"),
        "SSL Certificate is not valid before: May 9 00:00:00 2030 GMT",
        "errors/templates/error-details.txt, 5.7",
    ),
    Saying(
        "SSL unknown certificate error",
        ("leg upstream", "upstream-refused-cert"),
        _cache("SSL unknown certificate error 20 in /CN=origin.example.com"),
        "src/ssl/support.cc, 5.7",
        pattern=r"SSL unknown certificate error (?P<code>\d{1,3}) in",
        decode="verify_code",
    ),
    Saying(
        "SECURITY WARNING: Peer certificates are not verified for validity!",
        ("leg upstream",),
        _cache("SECURITY WARNING: Peer certificates are not verified for validity!"),
        "src/security/PeerOptions.cc, 5.7",
    ),
    Saying(
        "Access control configuration prevents your request from being allowed",
        ("proxy-answered 403",),
        "Access control configuration prevents your request from being allowed",
        "errors/templates/ERR_ACCESS_DENIED, 5.7",
    ),
    Saying(
        "ERR_ACCESS_DENIED",
        ("proxy-answered 403",),
        "X-Squid-Error: ERR_ACCESS_DENIED 0",
        "src/err_type.h, 5.7",
    ),
    Saying(
        "from this cache until you have authenticated yourself",
        ("proxy-answered 407",),
        "from this cache until you have authenticated yourself",
        "errors/templates/ERR_CACHE_ACCESS_DENIED, 5.7",
    ),
    Saying(
        "ERR_CACHE_ACCESS_DENIED",
        ("proxy-answered 407",),
        "X-Squid-Error: ERR_CACHE_ACCESS_DENIED 0",
        "src/err_type.h, 5.7",
    ),
    Saying(
        "Unable to determine IP address from host name",
        ("dns-failed", "proxy-answered 503", "leg upstream"),
        "Unable to determine IP address from host name www.example.org",
        "errors/templates/ERR_DNS_FAIL, 5.7",
        certain=False,
    ),
    Saying(
        "ERR_DNS_FAIL",
        ("dns-failed", "proxy-answered 503", "leg upstream"),
        "X-Squid-Error: ERR_DNS_FAIL 0",
        "src/err_type.h, 5.7",
        certain=False,
    ),
    Saying(
        "The remote host or network may be down. Please try the request again.",
        ("proxy-answered 503", "leg upstream", "upstream-failed"),
        "The remote host or network may be down. Please try the request again.",
        "errors/templates/ERR_CONNECT_FAIL, 5.7",
        certain=False,
    ),
    Saying(
        "ERR_CONNECT_FAIL",
        ("proxy-answered 503", "leg upstream", "upstream-failed"),
        "X-Squid-Error: ERR_CONNECT_FAIL 0",
        "src/err_type.h, 5.7",
        certain=False,
    ),
    Saying(
        ("This request could not be forwarded to the origin server or to any parent caches"),
        ("proxy-answered 503", "leg upstream", "upstream-failed"),
        ("This request could not be forwarded to the origin server or to any parent caches"),
        "errors/templates/ERR_CANNOT_FORWARD, 5.7",
        certain=False,
    ),
    Saying(
        "ERR_CANNOT_FORWARD",
        ("proxy-answered 503", "leg upstream", "upstream-failed"),
        "X-Squid-Error: ERR_CANNOT_FORWARD 0",
        "src/err_type.h, 5.7",
        certain=False,
    ),
    Saying(
        "A Timeout occurred while waiting to read data from the network",
        ("proxy-answered 504", "leg upstream", "upstream-failed"),
        "A Timeout occurred while waiting to read data from the network",
        "errors/templates/ERR_READ_TIMEOUT, 5.7",
        certain=False,
    ),
    Saying(
        "ERR_READ_TIMEOUT",
        ("proxy-answered 504", "leg upstream", "upstream-failed"),
        "X-Squid-Error: ERR_READ_TIMEOUT 0",
        "src/err_type.h, 5.7",
        certain=False,
    ),
    Saying(
        "Squid did not receive any data for this request",
        ("proxy-answered 502", "eof", "leg upstream"),
        "Squid did not receive any data for this request",
        "errors/templates/ERR_ZERO_SIZE_OBJECT, 5.7",
        certain=False,
    ),
    Saying(
        "ERR_ZERO_SIZE_OBJECT",
        ("proxy-answered 502", "eof", "leg upstream"),
        "X-Squid-Error: ERR_ZERO_SIZE_OBJECT 0",
        "src/err_type.h, 5.7",
        certain=False,
    ),
    Saying(
        (
            "This means the domain name you are trying to access apparently no longer "
            "exists on the machine"
        ),
        ("proxy-answered 409", "role intercepting"),
        (
            "This means the domain name you are trying to access apparently no longer "
            "exists on the machine"
        ),
        "errors/templates/ERR_CONFLICT_HOST, 5.7",
    ),
    Saying(
        "ERR_CONFLICT_HOST",
        ("proxy-answered 409", "role intercepting"),
        "X-Squid-Error: ERR_CONFLICT_HOST 0",
        "src/err_type.h, 5.7",
    ),
    Saying(
        "Squid does not support all request methods for all access protocols",
        ("proxy-answered 501",),
        "Squid does not support all request methods for all access protocols",
        "errors/templates/ERR_UNSUP_REQ, 5.7",
    ),
    Saying(
        "ERR_UNSUP_REQ",
        ("proxy-answered 501",),
        "X-Squid-Error: ERR_UNSUP_REQ 0",
        "src/err_type.h, 5.7",
    ),
    Saying(
        (
            "A non-recoverable internal failure or configuration problem prevents this "
            "request from being completed"
        ),
        ("proxy-answered 502",),
        (
            "A non-recoverable internal failure or configuration problem prevents this "
            "request from being completed"
        ),
        "errors/templates/ERR_GATEWAY_FAILURE, 5.7",
    ),
    Saying(
        "ERR_GATEWAY_FAILURE",
        ("proxy-answered 502",),
        "X-Squid-Error: ERR_GATEWAY_FAILURE 0",
        "src/err_type.h, 5.7",
    ),
    Saying(
        "Squid does not support some access protocols.",
        ("proxy-answered 501",),
        "Squid does not support some access protocols.",
        "errors/templates/ERR_PROTOCOL_UNKNOWN, 5.7",
    ),
    Saying(
        "ERR_PROTOCOL_UNKNOWN",
        ("proxy-answered 501",),
        "X-Squid-Error: ERR_PROTOCOL_UNKNOWN 0",
        "src/err_type.h, 5.7",
    ),
    Saying(
        (
            "This cache will not forward your request because it is trying to enforce a "
            "sibling relationship"
        ),
        ("proxy-answered 403",),
        (
            "This cache will not forward your request because it is trying to enforce a "
            "sibling relationship"
        ),
        "errors/templates/ERR_FORWARDING_DENIED, 5.7",
    ),
    Saying(
        "ERR_FORWARDING_DENIED",
        ("proxy-answered 403",),
        "X-Squid-Error: ERR_FORWARDING_DENIED 0",
        "src/err_type.h, 5.7",
    ),
    Saying(
        "TCP_DENIED",
        ("proxy-answered {status}",),
        _access("TCP_DENIED/403 3983 CONNECT www.example.org:8443 - HIER_NONE/- text/html"),
        _ACCESS,
        pattern=(
            r"TCP_DENIED(?:_ABORTED|_REPLY)?/(?P<status>[3-5]\d\d) \d{1,12} \S{1,20} "
            r"(?:(?P<host>[^\s:/]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):(?P<port>\d{1,5}))?"
        ),
    ),
    Saying(
        "TCP_DENIED/200",
        ("proxy-answered 403",),
        _access("TCP_DENIED/200 0 CONNECT www.example.org:443 - HIER_NONE/- -"),
        "src/LogTags.cc, 5.7: with ssl_bump the refusal comes inside the tunnel",
    ),
    Saying(
        "/503 ",
        ("proxy-answered 503", "leg upstream", "upstream-failed"),
        _access("TCP_TUNNEL/503 0 CONNECT www.example.org:443 - HIER_NONE/- -"),
        _ACCESS,
        pattern=(
            r"\b(?:TCP_\w{3,30}|(?:TAG_)?NONE(?:_\w{3,20})?)/503 \d{1,12} CONNECT "
            r"(?P<host>[^\s:/]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):(?P<port>\d{1,5})"
        ),
    ),
    Saying(
        "/502 ",
        ("proxy-answered 502", "leg upstream", "upstream-failed"),
        _access("TCP_TUNNEL/502 0 CONNECT www.example.org:443 - HIER_DIRECT/198.51.100.9 -"),
        _ACCESS,
        pattern=(
            r"\b(?:TCP_\w{3,30}|(?:TAG_)?NONE(?:_\w{3,20})?)/502 \d{1,12} CONNECT "
            r"(?P<host>[^\s:/]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):(?P<port>\d{1,5})"
        ),
    ),
    Saying(
        "/504 ",
        ("proxy-answered 504", "leg upstream", "upstream-failed"),
        _access("TCP_MISS/504 0 CONNECT www.example.org:443 - HIER_DIRECT/198.51.100.9 -"),
        _ACCESS,
        pattern=(
            r"\b(?:TCP_\w{3,30}|(?:TAG_)?NONE(?:_\w{3,20})?)/504 \d{1,12} CONNECT "
            r"(?P<host>[^\s:/]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):(?P<port>\d{1,5})"
        ),
    ),
    Saying(
        "/500 ",
        ("proxy-answered 500", "dns-failed", "leg upstream"),
        _access("TAG_NONE/500 0 CONNECT www.example.org:443 - HIER_NONE/- text/html"),
        _ACCESS,
        pattern=(
            r"\b(?:TCP_\w{3,30}|(?:TAG_)?NONE(?:_\w{3,20})?)/500 \d{1,12} CONNECT "
            r"(?P<host>[^\s:/]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):(?P<port>\d{1,5})"
        ),
    ),
    Saying(
        "/409 ",
        ("proxy-answered 409", "role intercepting"),
        _access("NONE/409 3976 CONNECT www.example.org:443 - HIER_NONE/- text/html"),
        "src/client_side_request.cc, 4: host header forgery",
        pattern=(
            r"\b(?:TCP_\w{3,30}|(?:TAG_)?NONE(?:_\w{3,20})?)/409 \d{1,12} CONNECT "
            r"(?P<host>[^\s:/]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):(?P<port>\d{1,5})"
        ),
    ),
    Saying(
        "/503 ",
        ("leg upstream", "upstream-failed"),
        _access("NONE/503 4321 GET https://www.example.org/ - HIER_NONE/- text/html"),
        "src/LogTags.cc, 5.7: after ssl_bump",
        pattern=(
            r"\b(?:TCP_\w{3,30}|(?:TAG_)?NONE(?:_\w{3,20})?)/503 \d{1,12} "
            r"(?:GET|HEAD|POST|PUT) https://(?P<host>[^\s:/]{1,253})"
        ),
    ),
    Saying(
        "/000 ",
        ("eof", "side server", "leg downstream"),
        _access("NONE_NONE_ABORTED/000 0 CONNECT 198.51.100.9:443 - HIER_NONE/- -"),
        _ACCESS,
        pattern=(
            r"\b(?:TCP_\w{3,30}|(?:TAG_)?NONE(?:_\w{3,20})?)_ABORTED/000 \d{1,12} CONNECT "
            r"(?P<host>[^\s:/]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):(?P<port>\d{1,5})"
        ),
        certain=False,
    ),
    Saying(
        "TCP connection to ",
        ("upstream-failed", "leg upstream"),
        _cache("TCP connection to parent.example/3128 failed"),
        "src/neighbors.cc, 5.7",
        pattern=r"TCP connection to (?P<proxy>[\w.-]{1,253})/\d{1,5} failed",
        certain=False,
    ),
    Saying(
        "Detected DEAD Parent:",
        ("proxy-unreachable", "leg upstream"),
        _cache("Detected DEAD Parent: parent.example"),
        "src/neighbors.cc, 5.7",
        certain=False,
    ),
    Saying(
        "malformed CONNECT response from peer",
        ("proxy-set", "leg upstream", "upstream-failed"),
        _cache("ERROR: malformed CONNECT response from peer"),
        "src/clients/HttpTunneler.cc, 5.7",
    ),
    Saying(
        "unsupported CONNECT response status code",
        ("proxy-set", "leg upstream", "upstream-failed"),
        _cache("ERROR: unsupported CONNECT response status code"),
        "src/clients/HttpTunneler.cc, 5.7",
    ),
    Saying(
        "CONNECT response failure in SslBump:",
        ("proxy-set", "leg upstream", "upstream-failed"),
        _cache("CONNECT response failure in SslBump: conn14"),
        "src/FwdState.cc, 5.7",
    ),
    Saying(
        "No valid signing SSL certificate configured for",
        ("cert-file",),
        _cache("FATAL: No valid signing SSL certificate configured for HTTPS_port [::]:3129"),
        "src/cache_cf.cc, 3.5",
    ),
    Saying(
        "No valid signing certificate configured for",
        ("cert-file",),
        _cache("FATAL: No valid signing certificate configured for HTTP_port 0.0.0.0:3129"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Unable to generate signing certificate for untrusted sites",
        ("cert-file",),
        _cache(
            "FATAL: Unable to generate signing certificate for untrusted sites for "
            "HTTP_port 0.0.0.0:3129"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Failed to acquire SSL certificate '",
        ("cert-file",),
        _cache(
            "Failed to acquire SSL certificate '/etc/squid/leaf.pem': "
            "error:02001002:system library:fopen:No such file or directory"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Failed to acquire SSL private key '",
        ("cert-file",),
        _cache(
            "Failed to acquire SSL private key '/etc/squid/leaf.key': error:0906D06C:PEM "
            "routines:PEM_read_bio:no start line"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Failed to acquire TLS certificate '",
        ("cert-file",),
        _cache(
            "ERROR: Failed to acquire TLS certificate '/etc/squid/leaf.pem': "
            "error:80000002:system library::No such file or directory"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Failed to acquire TLS private key '",
        ("cert-file",),
        _cache(
            "ERROR: Failed to acquire TLS private key '/etc/squid/leaf.key': "
            "error:80000002:system library::No such file or directory"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "does not match public key '",
        ("key-mismatch",),
        _cache(
            "SSL private key '/etc/squid/leaf.key' does not match public key "
            "'/etc/squid/leaf.pem': error:0B080074:x509 certificate "
            "routines:X509_check_private_key:key values mismatch"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "' X509_check_private_key() failed",
        ("key-mismatch",),
        _cache("ERROR: '/etc/squid/leaf.pem' X509_check_private_key() failed"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "ERROR: unable to load certificate file '",
        ("cert-file",),
        _cache(
            "ERROR: unable to load certificate file '/etc/squid/leaf.pem': "
            "error:0480006C:PEM routines::no start line"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "ERROR: unable to load certificate from '",
        ("cert-file",),
        _cache(
            "ERROR: unable to load certificate from '/etc/squid/leaf.pem': "
            "error:0480006C:PEM routines::no start line"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "No TLS private key configured for",
        ("cert-file",),
        _cache("ERROR: No TLS private key configured for HTTPS_port 0.0.0.0:3129"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Ignoring error setting CA certificate location",
        ("ca-file",),
        _cache(
            "WARNING: Ignoring error setting CA certificate location /etc/squid/ca.pem: "
            "error:80000002:system library::No such file or directory"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Ignoring error setting default trusted CA",
        ("no-trust-store",),
        _cache(
            "WARNING: Ignoring error setting default trusted CA : error:00000000:lib(0)::reason(0)"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "No ssl_bump configured. Disabling ssl-bump on",
        ("config-ignored",),
        _cache("WARNING: No ssl_bump configured. Disabling ssl-bump on http_port 0.0.0.0:3129"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Failed to set SSL cipher suite '",
        ("config-error",),
        _cache(
            "ERROR: Failed to set SSL cipher suite 'FOO': error:0A0000B9:SSL routines::no "
            "cipher match"
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Unknown TLS option '",
        ("config-error",),
        _cache("ERROR: Unknown TLS option 'NO_TLSv9'"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Unknown TLS minimum version:",
        ("config-error",),
        _cache("WARNING: Unknown TLS minimum version: 1.9"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Unknown TLS error name '",
        ("config-error",),
        _cache("FATAL: Unknown TLS error name 'X509_V_ERR_FOO'"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "FATAL: ssl-bump is not supported for",
        ("config-error",),
        _cache("FATAL: ssl-bump is not supported for ftp_port."),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "FATAL: ssl-bump on https_port requires tproxy/intercept",
        ("config-error",),
        _cache("FATAL: ssl-bump on https_port requires tproxy/intercept which is missing."),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "FATAL: tproxy/intercept on https_port requires ssl-bump",
        ("config-error",),
        _cache("FATAL: tproxy/intercept on https_port requires ssl-bump which is missing."),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "FATAL: unknown ssl_bump mode:",
        ("config-error",),
        _cache("FATAL: unknown ssl_bump mode: spice"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "could not create TLS server context for",
        ("cert-file",),
        _cache("ERROR: could not create TLS server context for HTTPS_port 0.0.0.0:3129"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "ERROR: Directive 'sslproxy_",
        ("config-ignored",),
        _cache("ERROR: Directive 'sslproxy_cafile' is obsolete."),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "The sslcrtd_program helpers are crashing too rapidly",
        ("config-error",),
        _cache("FATAL: The sslcrtd_program helpers are crashing too rapidly, need help!"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "The ssl_crtd helpers are crashing too rapidly",
        ("config-error",),
        _cache("FATAL: The ssl_crtd helpers are crashing too rapidly, need help!"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "Uninitialized SSL certificate database directory:",
        ("config-error",),
        _cache(
            "FATAL: (security_file_certgen): Uninitialized SSL certificate database "
            'directory: /var/lib/squid/ssl_db. To initialize, run "security_file_certgen '
            '-c -s /var/lib/squid/ssl_db".'
        ),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "cannot be generated. ssl_crtd response:",
        ("cert-file", "role intercepting"),
        _cache("Certificate for www.example.org cannot be generated. ssl_crtd response: error"),
        "src/ssl/support.cc and src/security, 3.5 to 6",
    ),
    Saying(
        "FATAL: Unknown ",
        ("config-error",),
        _cache("FATAL: Unknown http_port option 'ssl-bump'."),
        "src/cache_cf.cc, 5.7",
        pattern="FATAL: Unknown https?_port option '",
    ),
    Saying(
        "FATAL: Bungled ",
        ("config-error",),
        _cache(
            "FATAL: Bungled /etc/squid/squid.conf line 12: https_port 3129 cert=/etc/squid/leaf.pem"
        ),
        "src/cache_cf.cc, 5.7",
        pattern=r"FATAL: Bungled \S{1,200} line \d+: .{0,200}(?:ssl|tls|cert|https)",
    ),
)

PRODUCT = Product(
    name="Squid",
    usual=True,
    roles=(Role.FORWARD_PROXY,),
    recipes={
        Remedy.PROXY_ALLOW_CONNECT: Recipe(
            "Above `http_access deny CONNECT !SSL_ports` and the other rules that refuse.",
            (
                "acl SSL_ports port {port}",
                "acl Safe_ports port {port}",
                "acl wanted dstdomain {host}",
                "http_access allow CONNECT SSL_ports wanted",
                _RELOAD,
            ),
        ),
        Remedy.PROXY_UPSTREAM: Recipe(
            "Which name servers it asks, and whether it has to go through a parent.",
            (
                "dns_nameservers 192.0.2.53",
                "cache_peer parent.example parent 3128 0 no-query default",
                "never_direct allow all",
                _RELOAD,
            ),
        ),
        Remedy.ALLOW_NAME: Recipe(
            "Above the rules that refuse.",
            ("acl wanted dstdomain {name}", "http_access allow wanted", _RELOAD),
        ),
        Remedy.EXEMPT_FROM_INSPECTION: Recipe(
            "Pass this name through undecrypted; the order of the lines decides.",
            (
                "acl step1 at_step SslBump1",
                "acl untouched ssl::server_name {name}",
                "ssl_bump peek step1",
                "ssl_bump splice untouched",
                _RELOAD,
            ),
        ),
        Remedy.TRUST_CA: Recipe(
            "For the leg from Squid to the origin; added to the system's store.",
            ("tls_outgoing_options cafile=/etc/squid/{ca}.pem", _RELOAD),
        ),
        Remedy.FIX_PROXY_CERTIFICATE: Recipe(
            "The leaf for the name {proxy} is known by, then the intermediates.",
            (_LISTENER, _RELOAD),
        ),
        Remedy.RENEW_CERTIFICATE: Recipe(
            "For the proxy's own TLS port; it is read at the reconfiguration.",
            (_LISTENER, _RELOAD),
        ),
        Remedy.REISSUE_WITH_NAME: Recipe(
            "For the name under which clients know the proxy.", (_LISTENER, _RELOAD)
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "For the proxy's own TLS port: the leaf first, then the intermediates.",
            (
                "# cat leaf.pem intermediate.pem > /etc/squid/chain.pem",
                _LISTENER,
                _RELOAD,
            ),
        ),
        Remedy.ENABLE_TLS: Recipe("A port that speaks TLS with its clients.", (_LISTENER, _RELOAD)),
        Remedy.READ_SERVER_LOG: Recipe(
            "The error behind a 503 stands in a log format of its own.",
            (
                "logformat tls %ts.%03tu %>a %rm %ru %>Hs %err_code/%err_detail",
                "access_log daemon:/var/log/squid/tls.log tls",
                _RELOAD,
            ),
        ),
    },
    pages=(
        # The page of a failed handshake with the server, by the reason in it.
        Page("upstream-untrusted", "X509_V_ERR_", (502, 503), "errors/ERR_SECURE_CONNECT_FAIL"),
    ),
    sayings=_SAYINGS,
    speaks=("role forward-proxy",),
)
