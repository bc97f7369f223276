"""nginx, as a TLS server and as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role
from tlswhy.products.saying import Saying

_PAGES = "src/http/ngx_http_special_response.c"
_RELOAD = "nginx -t && nginx -s reload"
_CERTIFICATE = (
    "ssl_certificate     /etc/nginx/fullchain.pem;",
    "ssl_certificate_key /etc/nginx/leaf.key;",
)

_EVENT = "src/event/ngx_event_openssl.c, 1.26"
_UPSTREAM = "src/http/ngx_http_upstream.c, 1.26"
_SSL_MODULE = "src/http/modules/ngx_http_ssl_module.c, 1.26"


def _log(level: str, text: str) -> str:
    return f"2024/05/06 07:08:09 [{level}] 12#12: *34 {text}"


def _to_origin(text: str, level: str = "error") -> str:
    return _log(
        level,
        f'{text}, client: 192.0.2.7, server: www.example.com, request: "GET / HTTP/1.1", '
        'upstream: "https://198.51.100.9:8443/", host: "www.example.com"',
    )


def _at_port(text: str, level: str = "info") -> str:
    return _log(level, f"{text}, client: 192.0.2.7, server: 0.0.0.0:443")


def _start(text: str) -> str:
    return f"nginx: [emerg] {text} in /etc/nginx/sites-enabled/www:12"


_SAYINGS = (
    Saying(
        "while SSL handshaking to upstream",
        ("leg upstream", "role reverse-proxy"),
        _to_origin(
            "SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version "
            "number) while SSL handshaking to upstream"
        ),
        _UPSTREAM,
        pattern=(
            r"while SSL handshaking to upstream(?:.{0,1200}?upstream: "
            r'\\?"(?P<upstream>[^"\\]{1,200}))?'
        ),
    ),
    Saying(
        "while SSL handshaking",
        ("side server", "leg downstream"),
        _at_port(
            "SSL_do_handshake() failed (SSL: error:0A000416:SSL routines::sslv3 alert "
            "certificate unknown:SSL alert number 46) while SSL handshaking"
        ),
        "src/http/ngx_http_request.c, 1.26",
        pattern="while SSL handshaking(?:, client: (?P<client>[0-9a-fA-F.:]{2,45}))?",
    ),
    Saying(
        "SSL_do_handshake() failed",
        ("handshake-failed",),
        _at_port("SSL_do_handshake() failed (SSL:) while SSL handshaking"),
        _EVENT,
    ),
    Saying(
        "SSL_do_handshake() failed (104: Connection reset by peer)",
        ("reset",),
        _at_port("SSL_do_handshake() failed (104: Connection reset by peer) while SSL handshaking"),
        _EVENT,
    ),
    Saying(
        "peer closed connection in SSL handshake",
        ("eof",),
        _at_port("peer closed connection in SSL handshake while SSL handshaking"),
        _EVENT,
    ),
    Saying(
        "peer closed connection in SSL handshake (104: Connection reset by peer)",
        ("reset",),
        _to_origin(
            "peer closed connection in SSL handshake (104: Connection reset by peer) while "
            "SSL handshaking to upstream"
        ),
        _EVENT,
    ),
    Saying(
        "peer closed connection in SSL handshake (54: Connection reset by peer)",
        ("reset",),
        _at_port(
            "peer closed connection in SSL handshake (54: Connection reset by peer) while "
            "SSL handshaking"
        ),
        "_EVENT, on BSD and macOS",
    ),
    Saying(
        "upstream timed out (",
        ("handshake-timeout", "leg upstream", "role reverse-proxy"),
        _to_origin(
            "upstream timed out (110: Connection timed out) while SSL handshaking to upstream"
        ),
        _UPSTREAM,
        pattern=r"upstream timed out \(\d{1,5}: [^)]{1,120}\) while SSL handshaking",
    ),
    Saying(
        "upstream timed out (",
        ("connect-timeout", "leg upstream", "role reverse-proxy"),
        _to_origin("upstream timed out (110: Connection timed out) while connecting to upstream"),
        _UPSTREAM,
        pattern=r"upstream timed out \(\d{1,5}: [^)]{1,120}\) while connecting to upstream",
        certain=False,
    ),
    Saying(
        "upstream timed out (",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _to_origin(
            "upstream timed out (110: Connection timed out) while reading response header "
            "from upstream"
        ),
        _UPSTREAM,
        pattern=r"upstream timed out \(\d{1,5}: [^)]{1,120}\) while (?:reading|sending)",
        certain=False,
    ),
    Saying(
        "while connecting to upstream",
        ("refused", "leg upstream", "role reverse-proxy"),
        _to_origin("connect() failed (111: Connection refused) while connecting to upstream"),
        _UPSTREAM,
        pattern=(
            r"connect\(\) failed \(\d{1,5}: [^)]{0,60}refused[^)]{0,40}\) while connecting "
            r"to upstream"
        ),
        certain=False,
    ),
    Saying(
        "while connecting to upstream",
        ("unreachable", "leg upstream", "role reverse-proxy"),
        _to_origin("connect() failed (113: No route to host) while connecting to upstream"),
        _UPSTREAM,
        pattern=(
            r"connect\(\) (?:failed|to \S{1,100} failed) \(\d{1,5}: "
            r"[^)]{0,40}(?:route|unreachable|permitted)[^)]{0,40}\) while connecting to "
            r"upstream"
        ),
        certain=False,
    ),
    Saying(
        "no live upstreams while connecting to upstream",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _log(
            "error",
            (
                "no live upstreams while connecting to upstream, client: 192.0.2.7, server: "
                'www.example.com, request: "GET / HTTP/1.1", upstream: "https://backend/"'
            ),
        ),
        _UPSTREAM,
        certain=False,
    ),
    Saying(
        "upstream prematurely closed connection while",
        ("eof", "leg upstream", "role reverse-proxy"),
        _to_origin(
            "upstream prematurely closed connection while reading response header from upstream"
        ),
        _UPSTREAM,
        certain=False,
    ),
    Saying(
        (
            "recv() failed (104: Connection reset by peer) while reading response header "
            "from upstream"
        ),
        ("reset", "leg upstream", "role reverse-proxy"),
        _to_origin(
            "recv() failed (104: Connection reset by peer) while reading response header "
            "from upstream"
        ),
        _UPSTREAM,
        certain=False,
    ),
    Saying(
        ("upstream sent no valid HTTP/1.0 header while reading response header from upstream"),
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _to_origin(
            "upstream sent no valid HTTP/1.0 header while reading response header from upstream"
        ),
        ("src/http/modules/ngx_http_proxy_module.c, 1.26: the first bytes are often a TLS alert"),
        certain=False,
    ),
    Saying(
        "no resolver defined to resolve",
        ("dns-failed", "leg upstream", "role reverse-proxy"),
        _to_origin("no resolver defined to resolve origin.example.com"),
        _UPSTREAM,
        certain=False,
        pattern=r"no resolver defined to resolve (?P<upstream>[\w.-]{1,253})",
    ),
    Saying(
        "could not be resolved (",
        ("dns-failed", "leg upstream", "role reverse-proxy"),
        _to_origin("origin.example.com could not be resolved (3: Host not found)"),
        _UPSTREAM,
        certain=False,
        pattern=r"(?P<upstream>[\w.-]{1,253}) could not be resolved \(\d{1,3}: ",
    ),
    Saying(
        "host not found in upstream",
        ("dns-failed", "leg upstream", "role reverse-proxy"),
        _start('host not found in upstream "origin.example.com"'),
        "src/http/ngx_http_upstream.c, 1.26",
        certain=False,
        pattern='host not found in upstream "(?P<upstream>[^"]{1,253})"',
    ),
    Saying(
        'no host in upstream "',
        ("sni-absent", "leg upstream"),
        _log(
            "error",
            (
                'no host in upstream ":443", client: 192.0.2.7, server: 0.0.0.0:443, bytes '
                "from/to client:0/0, bytes from/to upstream:0/0"
            ),
        ),
        ("src/ngx_stream_proxy_module.c, 1.26: proxy_pass takes the server name and there is none"),
    ),
    Saying(
        "upstream SSL certificate verify error: (",
        ("upstream-refused-cert", "side client", "leg upstream", "role reverse-proxy"),
        _to_origin(
            "upstream SSL certificate verify error: (20:unable to get local issuer "
            "certificate) while SSL handshaking to upstream"
        ),
        _UPSTREAM,
        pattern=r"upstream SSL certificate verify error: \((?P<code>\d{1,3}):",
        decode="verify_code",
    ),
    Saying(
        'upstream SSL certificate does not match "',
        ("upstream-name", "verify name", "side client", "leg upstream", "role reverse-proxy"),
        _to_origin(
            'upstream SSL certificate does not match "origin.example.com" while SSL '
            "handshaking to upstream"
        ),
        _UPSTREAM,
        pattern=r'upstream SSL certificate does not match \\?"(?P<name>[^"\\]{1,253})',
    ),
    Saying(
        "client SSL certificate verify error: (",
        ("side server", "leg downstream"),
        _log(
            "info",
            (
                "client SSL certificate verify error: (18:self-signed certificate) while "
                "reading client request headers, client: 192.0.2.7, server: www.example.com"
            ),
        ),
        "src/http/ngx_http_request.c, 1.26",
        pattern=r"client SSL certificate verify error: \((?P<code>\d{1,3}):",
        decode="verify_code",
    ),
    Saying(
        "client SSL certificate verify error: certificate revoked",
        ("client-verify revoked", "side server", "leg downstream"),
        _log(
            "info",
            (
                "client SSL certificate verify error: certificate revoked while reading client "
                "request headers, client: 192.0.2.7"
            ),
        ),
        "src/event/ngx_event_openssl_stapling.c, 1.26",
    ),
    Saying(
        "client SSL certificate verify error: certificate status request failed",
        ("client-verify revocation-unknown", "side server", "leg downstream"),
        _log(
            "info",
            (
                "client SSL certificate verify error: certificate status request failed while "
                "reading client request headers, client: 192.0.2.7"
            ),
        ),
        "src/event/ngx_event_openssl_stapling.c, 1.26",
    ),
    Saying(
        "client sent no required SSL certificate",
        ("client-cert-absent", "side server", "leg downstream"),
        _log(
            "info",
            (
                "client sent no required SSL certificate while reading client request headers, "
                "client: 192.0.2.7, server: www.example.com"
            ),
        ),
        "src/http/ngx_http_request.c, 1.26",
    ),
    Saying(
        "No required SSL certificate was sent",
        ("client-cert-absent",),
        "<html><head><title>400 No required SSL certificate was sent</title></head>",
        "src/http/ngx_http_special_response.c, 1.26",
    ),
    Saying(
        "400 The SSL certificate error",
        ("client-cert-refused",),
        "<html><head><title>400 The SSL certificate error</title></head>",
        "src/http/ngx_http_special_response.c, 1.26",
    ),
    Saying(
        "<center>The SSL certificate error</center>",
        ("client-cert-refused",),
        ("<center><h1>400 Bad Request</h1></center> <center>The SSL certificate error</center>"),
        "src/http/ngx_http_special_response.c, 1.26",
    ),
    Saying(
        "plain HTTP request was sent to HTTPS port",
        ("http-wants-tls",),
        ("<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head>"),
        "src/http/ngx_http_special_response.c, 1.26",
    ),
    Saying(
        "client sent plain HTTP request to HTTPS port",
        ("plain-received http", "side server", "leg downstream"),
        _log(
            "info",
            (
                "client sent plain HTTP request to HTTPS port while reading client request "
                'headers, client: 192.0.2.7, server: www.example.com, request: "GET / HTTP/1.1"'
            ),
        ),
        "src/http/ngx_http_request.c, 1.26",
        pattern=r'client sent plain HTTP request to HTTPS port(?!.{0,300}request: \\?"CONNECT )',
    ),
    Saying(
        "client sent plain HTTP request to HTTPS port",
        ("plain-received connect", "side server", "leg downstream"),
        _log(
            "info",
            (
                "client sent plain HTTP request to HTTPS port while reading client request "
                'headers, client: 192.0.2.7, server: proxy.example.com, request: "CONNECT '
                'www.example.org:443 HTTP/1.1"'
            ),
        ),
        "src/http/ngx_http_request.c, 1.26",
        pattern=(
            r'client sent plain HTTP request to HTTPS port.{0,300}request: \\?"CONNECT '
            r'(?P<name>[^"\s\\:]{1,253})'
        ),
    ),
    Saying(
        "client attempted to request the server name different from",
        ("misdirected", "side server"),
        _log(
            "info",
            (
                "client attempted to request the server name different from the one that was "
                "negotiated while reading client request headers, client: 192.0.2.7, server: "
                "www.example.com"
            ),
        ),
        "src/http/ngx_http_request.c, 1.26",
    ),
    Saying(
        '"\\x16\\x03\\x01',
        ("tls-received", "side server"),
        (
            "192.0.2.7 - - [06/May/2024:07:08:09 +0000] "
            '"\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xFC\\x03\\x03" 400 150 "-" "-"'
        ),
        ("src/http/modules/ngx_http_log_module.c, 1.26: a ClientHello as the request line"),
    ),
    Saying(
        "\x16\x03\x01",
        ("tls-received", "side server"),
        '{"remote_addr":"192.0.2.7","request":"\\u0016\\u0003\\u0001","status":"400"}',
        (
            "src/http/modules/ngx_http_log_module.c, 1.26: a ClientHello as the request "
            "line, escape=json"
        ),
    ),
    Saying(
        '"CONNECT ',
        ("proxy-answered {status}",),
        (
            '192.0.2.7 - - [06/May/2024:07:08:09 +0000] "CONNECT www.example.org:443 '
            'HTTP/1.1" 405 157 "-" "curl/8.5.0"'
        ),
        "src/http/modules/ngx_http_log_module.c, 1.26: the combined log format",
        pattern=(
            r'"CONNECT (?P<host>[^\s":]{1,253})(?::(?P<port>\d{1,5}))?(?: HTTP/1\.[01])?" '
            r"(?P<status>[45]\d\d) "
        ),
    ),
    Saying(
        '" 495 ',
        ("http-status 495", "client-cert-refused", "side server"),
        ('192.0.2.7 - - [06/May/2024:07:08:09 +0000] "GET / HTTP/1.1" 495 208 "-" "curl/8.5.0"'),
        "src/http/ngx_http_request.h, 1.26: bad client certificate",
        pattern=r'HTTP/[0-9.]{1,3}" 495 \d',
    ),
    Saying(
        '" 496 ',
        ("http-status 496", "client-cert-absent", "side server"),
        ('192.0.2.7 - - [06/May/2024:07:08:09 +0000] "GET / HTTP/1.1" 496 208 "-" "curl/8.5.0"'),
        "src/http/ngx_http_request.h, 1.26: no client certificate",
        pattern=r'HTTP/[0-9.]{1,3}" 496 \d',
    ),
    Saying(
        '" 497 ',
        ("http-status 497", "plain-received http", "side server"),
        ('192.0.2.7 - - [06/May/2024:07:08:09 +0000] "GET / HTTP/1.1" 497 208 "-" "curl/8.5.0"'),
        "src/http/ngx_http_request.h, 1.26: plain HTTP on a TLS port",
        pattern=r'HTTP/[0-9.]{1,3}" 497 \d',
    ),
    Saying(
        '" 421 ',
        ("http-status 421", "misdirected", "side server"),
        ('192.0.2.7 - - [06/May/2024:07:08:09 +0000] "GET / HTTP/1.1" 421 208 "-" "curl/8.5.0"'),
        "src/http/ngx_http_request.h, 1.26: misdirected request",
        pattern=r'HTTP/[0-9.]{1,3}" 421 \d',
    ),
    Saying(
        "while reading PROXY protocol",
        ("proxy-header", "side server"),
        _at_port('broken header: "..." while reading PROXY protocol', "error"),
        "src/core/ngx_proxy_protocol.c, 1.26",
    ),
    Saying(
        "unknown PROXY protocol version:",
        ("proxy-header", "side server"),
        _at_port("unknown PROXY protocol version: 0", "error"),
        "src/core/ngx_proxy_protocol.c, 1.26",
    ),
    Saying(
        "PROXY protocol v2 unsupported",
        ("proxy-header", "side server"),
        _log(
            "info",
            (
                "PROXY protocol v2 unsupported command 5 while reading PROXY protocol, client: "
                "192.0.2.7"
            ),
        ),
        "src/core/ngx_proxy_protocol.c, 1.26",
    ),
    Saying(
        "could not send PROXY protocol header at once",
        ("proxy-header", "leg upstream"),
        _log(
            "error",
            (
                "could not send PROXY protocol header at once while proxying connection, "
                "client: 192.0.2.7"
            ),
        ),
        "src/stream/ngx_stream_proxy_module.c, 1.26",
    ),
    Saying(
        "ssl preread: not a handshake",
        ("plain-received", "side server"),
        _log("debug", "ssl preread: not a handshake"),
        "src/stream/ngx_stream_ssl_preread_module.c, 1.26",
    ),
    Saying(
        "ssl preread: unsupported SSL version",
        ("client-version", "side server"),
        _log("debug", "ssl preread: unsupported SSL version"),
        "src/stream/ngx_stream_ssl_preread_module.c, 1.26",
    ),
    Saying(
        "SSL server name: null",
        ("sni-absent", "side server"),
        _log("debug", "SSL server name: null"),
        "src/http/ngx_http_request.c, 1.26",
    ),
    Saying(
        "handshake rejected while SSL handshaking",
        ("sni-unknown", "side server", "leg downstream"),
        _at_port("handshake rejected while SSL handshaking"),
        "src/event/ngx_event_openssl.c, 1.26: ssl_reject_handshake",
    ),
    Saying(
        'no "ssl_certificate" is defined for the "',
        ("no-certificate", "side server"),
        _start('no "ssl_certificate" is defined for the "listen ... ssl" directive'),
        _SSL_MODULE,
    ),
    Saying(
        'no "ssl_certificate" is defined in server listening on SSL port',
        ("no-certificate", "side server"),
        _at_port(
            (
                'no "ssl_certificate" is defined in server listening on SSL port while SSL '
                "handshaking"
            ),
            "error",
        ),
        "src/http/ngx_http_request.c, 1.18",
    ),
    Saying(
        'no "ssl_certificate_key" is defined for',
        ("cert-file", "side server"),
        _start('no "ssl_certificate_key" is defined for certificate "/etc/nginx/leaf.pem"'),
        _SSL_MODULE,
    ),
    Saying(
        'cannot load certificate "',
        ("cert-file",),
        _start(
            'cannot load certificate "/etc/nginx/leaf.pem": BIO_new_file() failed (SSL: '
            "error:80000002:system library::No such file or directory:calling "
            "fopen(/etc/nginx/leaf.pem, r) error:10000080:BIO routines::no such file)"
        ),
        _EVENT,
        pattern=(
            r'cannot load certificate "(?!.{0,300}PEM_read_bio_X509\(\) failed.{0,100}too '
            r"(?:weak|small))"
        ),
    ),
    Saying(
        'cannot load certificate key "',
        ("cert-file",),
        _start(
            'cannot load certificate key "/etc/nginx/leaf.key": PEM_read_bio_PrivateKey() '
            "failed (SSL: error:0480006C:PEM routines::no start line:Expecting: ANY "
            "PRIVATE KEY)"
        ),
        _EVENT,
    ),
    Saying(
        'SSL_CTX_use_PrivateKey("',
        ("key-mismatch",),
        _start(
            'SSL_CTX_use_PrivateKey("/etc/nginx/leaf.key") failed (SSL: '
            "error:05800074:x509 certificate routines::key values mismatch)"
        ),
        _EVENT,
        pattern=r'SSL_CTX_use_PrivateKey\("[^"]{1,300}"\) failed .{0,200}mismatch',
    ),
    Saying(
        'SSL_CTX_use_PrivateKey("',
        ("cert-file",),
        _start(
            'SSL_CTX_use_PrivateKey("/etc/nginx/leaf.key") failed (SSL: error:0A0000F7:SSL '
            "routines::unknown certificate type)"
        ),
        _EVENT,
        pattern=r'SSL_CTX_use_PrivateKey\("[^"]{1,300}"\) failed(?!.{0,200}mismatch)',
    ),
    Saying(
        'SSL_CTX_use_PrivateKey_file("',
        ("key-mismatch",),
        _start(
            'SSL_CTX_use_PrivateKey_file("/etc/nginx/leaf.key") failed (SSL: '
            "error:0B080074:x509 certificate routines:X509_check_private_key:key values "
            "mismatch)"
        ),
        "src/event/ngx_event_openssl.c, 1.14",
        pattern=r'SSL_CTX_use_PrivateKey_file\("[^"]{1,300}"\) failed .{0,200}mismatch',
    ),
    Saying(
        'SSL_CTX_use_PrivateKey_file("',
        ("cert-file",),
        _start(
            'SSL_CTX_use_PrivateKey_file("/etc/nginx/leaf.key") failed (SSL: '
            "error:0906D06C:PEM routines:PEM_read_bio:no start line:Expecting: ANY PRIVATE "
            "KEY error:140B0009:SSL routines:SSL_CTX_use_PrivateKey_file:PEM lib)"
        ),
        "src/event/ngx_event_openssl.c, 1.14",
        pattern=r'SSL_CTX_use_PrivateKey_file\("[^"]{1,300}"\) failed(?!.{0,200}mismatch)',
    ),
    Saying(
        'SSL_CTX_use_certificate("',
        ("verify weak",),
        _start(
            'SSL_CTX_use_certificate("/etc/nginx/leaf.pem") failed (SSL: '
            "error:0A00018F:SSL routines::ee key too small)"
        ),
        _EVENT,
        pattern=r'SSL_CTX_use_certificate\("[^"]{1,300}"\) failed .{0,120}too (?:weak|small)',
    ),
    Saying(
        'SSL_CTX_use_certificate("',
        ("cert-file",),
        _start(
            'SSL_CTX_use_certificate("/etc/nginx/leaf.pem") failed (SSL: '
            "error:0A0000F7:SSL routines::unknown certificate type)"
        ),
        _EVENT,
        pattern=r'SSL_CTX_use_certificate\("[^"]{1,300}"\) failed(?!.{0,120}too (?:weak|small))',
    ),
    Saying(
        'SSL_CTX_use_certificate_chain_file("',
        ("cert-file",),
        _start(
            'SSL_CTX_use_certificate_chain_file("/etc/nginx/leaf.pem") failed (SSL: '
            "error:02001002:system library:fopen:No such file or directory)"
        ),
        "src/event/ngx_event_openssl.c, 1.0",
    ),
    Saying(
        'BIO_new_file("',
        ("cert-file",),
        _start(
            'BIO_new_file("/etc/nginx/leaf.pem") failed (SSL: error:02001002:system '
            "library:fopen:No such file or directory:fopen('/etc/nginx/leaf.pem','r') "
            "error:2006D080:BIO routines:BIO_new_file:no such file)"
        ),
        "src/event/ngx_event_openssl.c, 1.14",
        pattern=r'BIO_new_file\("(?![^"]{0,300}dh)',
    ),
    Saying(
        'BIO_new_file("',
        ("config-error",),
        _start(
            'BIO_new_file("/etc/nginx/dhparam.pem") failed (SSL: error:80000002:system '
            "library::No such file or directory:calling fopen(/etc/nginx/dhparam.pem, r))"
        ),
        _EVENT,
        pattern=r'BIO_new_file\("[^"]{0,300}dh',
    ),
    Saying(
        'PEM_read_bio_X509_AUX("',
        ("cert-file",),
        _start(
            'PEM_read_bio_X509_AUX("/etc/nginx/leaf.pem") failed (SSL: error:0906D06C:PEM '
            "routines:PEM_read_bio:no start line:Expecting: TRUSTED CERTIFICATE)"
        ),
        "src/event/ngx_event_openssl.c, 1.14",
    ),
    Saying(
        'PEM_read_bio_X509("',
        ("cert-file",),
        _start(
            'PEM_read_bio_X509("/etc/nginx/leaf.pem") failed (SSL: error:0906D066:PEM '
            "routines:PEM_read_bio:bad end line)"
        ),
        "src/event/ngx_event_openssl.c, 1.14",
    ),
    Saying(
        'PEM_read_bio_DHparams("',
        ("config-error",),
        _start(
            'PEM_read_bio_DHparams("/etc/nginx/dhparam.pem") failed (SSL: '
            "error:0906D06C:PEM routines:PEM_read_bio:no start line:Expecting: DH "
            "PARAMETERS)"
        ),
        _EVENT,
    ),
    Saying(
        'SSL_CTX_load_verify_locations("',
        ("ca-file",),
        _start(
            'SSL_CTX_load_verify_locations("/etc/nginx/ca.pem") failed (SSL: '
            "error:05880009:x509 certificate routines::PEM lib)"
        ),
        _EVENT,
    ),
    Saying(
        'SSL_load_client_CA_file("',
        ("ca-file",),
        _start(
            'SSL_load_client_CA_file("/etc/nginx/ca.pem") failed (SSL: error:0480006C:PEM '
            "routines::no start line:Expecting: CERTIFICATE)"
        ),
        _EVENT,
    ),
    Saying(
        'SSL_CTX_set_cipher_list("',
        ("config-error",),
        _start(
            'SSL_CTX_set_cipher_list("ECDHE-RSA-FOO") failed (SSL: error:0A0000B9:SSL '
            "routines::no cipher match)"
        ),
        _EVENT,
    ),
    Saying(
        'SSL_CTX_set1_curves_list("',
        ("config-error",),
        _start('SSL_CTX_set1_curves_list("X25519MLKEM768") failed (SSL:)'),
        _EVENT,
    ),
    Saying(
        'SSL_CONF_cmd("',
        ("config-error",),
        _start(
            'SSL_CONF_cmd("Ciphersuites", "TLS_FOO") failed (SSL: error:0A000182:SSL '
            "routines::bad value:cmd=Ciphersuites, value=TLS_FOO)"
        ),
        _EVENT,
    ),
    Saying(
        'X509_LOOKUP_load_file("',
        ("ca-file",),
        _start(
            'X509_LOOKUP_load_file("/etc/nginx/crl.pem") failed (SSL: error:05880009:x509 '
            "certificate routines::PEM lib)"
        ),
        "_EVENT: ssl_crl",
    ),
    Saying(
        'Unknown curve name "',
        ("config-error",),
        _start('Unknown curve name "X25519MLKEM768" (SSL:)'),
        "src/event/ngx_event_openssl.c, 1.10",
    ),
    Saying(
        "no ssl_client_certificate for ssl_verify_client",
        ("config-error",),
        _start("no ssl_client_certificate for ssl_verify_client"),
        _SSL_MODULE,
    ),
    Saying(
        "no proxy_ssl_trusted_certificate for proxy_ssl_verify",
        ("config-error", "leg upstream"),
        _start("no proxy_ssl_trusted_certificate for proxy_ssl_verify"),
        "src/http/modules/ngx_http_proxy_module.c, 1.26",
    ),
    Saying(
        "no grpc_ssl_trusted_certificate for grpc_ssl_verify",
        ("config-error", "leg upstream"),
        _start("no grpc_ssl_trusted_certificate for grpc_ssl_verify"),
        "src/http/modules/ngx_http_grpc_module.c, 1.26",
    ),
    Saying(
        "no uwsgi_ssl_trusted_certificate for uwsgi_ssl_verify",
        ("config-error", "leg upstream"),
        _start("no uwsgi_ssl_trusted_certificate for uwsgi_ssl_verify"),
        "src/http/modules/ngx_http_uwsgi_module.c, 1.26",
    ),
    Saying(
        'no "proxy_ssl_certificate_key" is defined for certificate',
        ("config-error", "leg upstream"),
        _start('no "proxy_ssl_certificate_key" is defined for certificate "/etc/nginx/client.pem"'),
        "src/http/modules/ngx_http_proxy_module.c, 1.26",
    ),
    Saying(
        'the "ssl" parameter requires',
        ("config-error",),
        _start('the "ssl" parameter requires ngx_http_ssl_module'),
        "src/http/ngx_http_core_module.c, 1.26",
    ),
    Saying(
        'the "http2" parameter requires',
        ("config-error",),
        _start('the "http2" parameter requires ngx_http_v2_module'),
        "src/http/ngx_http_core_module.c, 1.26",
    ),
    Saying(
        'unknown directive "',
        ("config-error",),
        _start('unknown directive "ssl_reject_handshake"'),
        "src/core/ngx_conf_file.c, 1.26",
        pattern=(
            'unknown directive "(?:ssl|proxy_ssl|grpc_ssl|quic|http3|http2|proxy_protocol|'
            'stream|proxy_connect)[^"]{0,40}"'
        ),
    ),
    Saying(
        '] invalid value "',
        ("config-error",),
        _start('invalid value "TLSv1.3"'),
        "src/core/ngx_conf_file.c, 1.26",
        pattern=r'\[emerg\].{0,40}invalid value "(?:TLS|SSL|on|off|optional)[^"]{0,40}"',
    ),
    Saying(
        '] invalid parameter "',
        ("config-error",),
        _start('invalid parameter "quic"'),
        "src/http/ngx_http_core_module.c, 1.26",
        pattern=(
            r"\[emerg\].{0,40}invalid parameter "
            r'"(?:ssl|http2|quic|proxy_protocol|spdy)[^"]{0,40}"'
        ),
    ),
    Saying(
        '"ssl_stapling" ignored',
        ("config-ignored",),
        (
            'nginx: [warn] "ssl_stapling" ignored, issuer certificate not found for '
            'certificate "/etc/nginx/leaf.pem"'
        ),
        "src/event/ngx_event_openssl_stapling.c, 1.26",
    ),
    Saying(
        "protocol options redefined for",
        ("config-ignored",),
        "nginx: [warn] protocol options redefined for 0.0.0.0:443",
        "src/http/ngx_http.c, 1.26",
    ),
    Saying(
        "] conflicting server name",
        ("config-ignored",),
        ('nginx: [warn] conflicting server name "www.example.com" on 0.0.0.0:443, ignored'),
        "src/http/ngx_http.c, 1.26",
        certain=False,
    ),
    Saying(
        "OpenSSL library which has no tlsext support",
        ("config-ignored", "sni-absent"),
        (
            "nginx: [warn] nginx was built with SNI support, however, now it is linked "
            "dynamically to an OpenSSL library which has no tlsext support, therefore SNI "
            "is not available"
        ),
        "src/http/modules/ngx_http_ssl_module.c, 1.22",
    ),
    Saying(
        "] bind() to ",
        ("config-error",),
        _start("bind() to 0.0.0.0:443 failed (98: Address already in use)"),
        "src/core/ngx_connection.c, 1.26",
        pattern=r"\[emerg\].{0,40}bind\(\) to \S{1,60} failed \(",
        certain=False,
    ),
    Saying(
        "problems getting password",
        ("cert-file",),
        _start(
            'SSL_CTX_use_PrivateKey_file("/etc/nginx/leaf.key") failed (SSL: '
            "error:0906406D:PEM routines:PEM_def_callback:problems getting password)"
        ),
        "src/event/ngx_event_openssl.c, 1.14: ssl_password_file",
    ),
    Saying(
        "certificate status not found in the OCSP response",
        ("verify revocation-unknown",),
        _log(
            "error",
            (
                "certificate status not found in the OCSP response while requesting "
                "certificate status, responder: ocsp.example.com"
            ),
        ),
        "src/event/ngx_event_openssl_stapling.c, 1.26",
    ),
    Saying(
        "while requesting certificate status, responder:",
        ("config-ignored",),
        _log(
            "error",
            (
                "OCSP_basic_verify() failed (SSL: error:13800065:OCSP routines::certificate "
                "verify error:Verify error: unable to get local issuer certificate) while "
                "requesting certificate status, responder: ocsp.example.com, peer: "
                '192.0.2.80:80, certificate: "/etc/nginx/leaf.pem"'
            ),
        ),
        "src/event/ngx_event_openssl_stapling.c, 1.26",
    ),
)

PRODUCT = Product(
    name="nginx",
    usual=True,
    roles=(Role.SERVER, Role.REVERSE_PROXY),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe(
            "Reload after the renewal: until then nginx serves what it read at its start.",
            ("certbot renew", _RELOAD),
        ),
        Remedy.REPLACE_CERTIFICATE: Recipe(
            "Before its time only if forced; certbot makes a new key unless told to keep the old.",
            ("certbot renew --force-renewal --cert-name {name}", _RELOAD),
        ),
        Remedy.FIX_STAPLING: Recipe(
            "It needs a resolver, the issuer, and a way out to the responder's port 80.",
            (
                "ssl_stapling on;",
                "ssl_stapling_verify on;",
                "ssl_trusted_certificate /etc/nginx/chain.pem;",
                "resolver 127.0.0.53;",
            ),
        ),
        Remedy.REISSUE_WITH_NAME: Recipe(
            "Have it issued for every name in server_name.",
            ("certbot certonly --nginx -d {name}", _RELOAD),
        ),
        Remedy.GET_TRUSTED_CERTIFICATE: Recipe(
            "Let an ACME client fetch and install one.", ("certbot --nginx -d {name}",)
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "Serve the leaf and every intermediate in one file, the leaf first.",
            ("# cat leaf.pem intermediate.pem > /etc/nginx/fullchain.pem", *_CERTIFICATE),
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "At http level, or in the port's default server: before 1.29.2 others are not read.",
            ("ssl_protocols TLSv1.2 TLSv1.3;",),
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            (
                "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;",
                "ssl_ciphers DEFAULT:@SECLEVEL=0;",
            ),
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "Suites and groups that today's clients offer; old ones want AES128-GCM-SHA256 too.",
            (
                "ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES;",
                "ssl_ecdh_curve X25519:prime256v1:secp384r1;",
            ),
        ),
        Remedy.WIDEN_GROUPS: Recipe(
            "Groups that every client of today offers.",
            ("ssl_ecdh_curve X25519:prime256v1:secp384r1;",),
        ),
        Remedy.STRONGER_DH: Recipe(
            "Without the file nginx offers no DHE at all, which is as good. A group of RFC 7919.",
            (
                "# openssl genpkey -genparam -algorithm DH -out /etc/nginx/dhparam.pem \\",
                "#   -pkeyopt group:ffdhe2048",
                "ssl_dhparam /etc/nginx/dhparam.pem;",
            ),
        ),
        Remedy.ALIGN_ALPN: Recipe(
            "With http2 both are offered. Since 1.25.1 `http2 on;` is a line of its own.",
            ("listen {port} ssl http2;",),
        ),
        Remedy.GIVE_CERTIFICATE: Recipe(
            "In the server block of this port that answers when no name fits.", _CERTIFICATE
        ),
        Remedy.ALIGN_PROXY_PROTOCOL: Recipe(
            "One line or the other: for the server that gets the header, or for the balancer.",
            (
                "listen {port} ssl proxy_protocol;  # of the server",
                "proxy_protocol on;  # of the balancer, in its stream block",
            ),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Every CA a client's certificate may come from; one link more than the default 1.",
            (
                "ssl_client_certificate /etc/nginx/{ca}.pem;",
                "ssl_verify_depth 3;",
                "ssl_verify_client on;",
            ),
        ),
        Remedy.SAME_NAME: Recipe(
            "One name for both, and no connection kept for another one.",
            (
                "proxy_ssl_server_name on;",
                "proxy_ssl_name {name};",
                "proxy_set_header Host {name};",
            ),
        ),
        Remedy.SERVE_NAME: Recipe(
            "Add a server block for the name.",
            (
                "server {",
                "    listen {port} ssl;",
                "    server_name {name};",
                *(f"    {line}" for line in _CERTIFICATE),
                "}",
            ),
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "Ask without demanding, and decide by $ssl_client_verify.",
            ("ssl_verify_client optional;",),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "The word ssl on the listen line turns TLS on.",
            ("listen {port} ssl;", *_CERTIFICATE),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "Handshake errors are logged at level info, with `while SSL handshaking`.",
            ("error_log /var/log/nginx/error.log info;",),
        ),
        Remedy.ADD_CAPACITY: Recipe(
            "One worker for each core, and sessions to resume.",
            ("worker_processes auto;  # at the top level", "ssl_session_cache shared:TLS:10m;"),
        ),
        Remedy.SECOND_KEY_TYPE: Recipe(
            "Two pairs of lines: nginx chooses by what the client offers.",
            (
                "# certbot certonly --key-type rsa --cert-name {name}-rsa -d {name}",
                *_CERTIFICATE,
                "ssl_certificate     /etc/nginx/fullchain-rsa.pem;",
                "ssl_certificate_key /etc/nginx/leaf-rsa.key;",
            ),
        ),
        Remedy.MATCH_KEY: Recipe(
            "Both lines have to come from one issuance; then nginx -t and a reload.",
            _CERTIFICATE,
        ),
        Remedy.UPSTREAM_TLS: Recipe(
            "The scheme of proxy_pass decides.",
            (
                "location / {",
                "    proxy_pass https://192.0.2.10:8443;",
                "    proxy_ssl_server_name on;",
                "}",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "nginx sends upstreams no server name unless it is told to.",
            ("proxy_ssl_server_name on;", "proxy_ssl_name {name};"),
        ),
        Remedy.TRUST_CA: Recipe(
            "The file takes the place of the system's store.",
            (
                "proxy_ssl_verify on;",
                "proxy_ssl_verify_depth 3;",
                "proxy_ssl_trusted_certificate /etc/nginx/{ca}.pem;",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "The certificate with its chain, for the leg to the upstream.",
            (
                "proxy_ssl_certificate     /etc/nginx/client.pem;",
                "proxy_ssl_certificate_key /etc/nginx/client.key;",
            ),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "The upstream's port speaks no TLS.", ("proxy_pass http://192.0.2.10:8080;",)
        ),
    },
    pages=(
        Page("client-cert-missing", "No required SSL certificate was sent", (400, 496), _PAGES),
        Page("client-cert-bad", "The SSL certificate error", (400, 495), _PAGES),
        Page("plain-http-to-tls", "plain HTTP request was sent to HTTPS port", (400, 497), _PAGES),
    ),
    sayings=_SAYINGS,
)
