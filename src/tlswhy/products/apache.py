"""The Apache HTTP server 2.4 with mod_ssl, as a TLS server and as a reverse proxy."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role
from tlswhy.products.saying import Saying

_RELOAD = "apachectl configtest && apachectl graceful"
_CERTIFICATE = (
    "SSLCertificateFile    /etc/apache2/fullchain.pem",
    "SSLCertificateKeyFile /etc/apache2/leaf.key",
)

_IO = "modules/ssl/ssl_engine_io.c, 2.4.62"
_KERNEL = "modules/ssl/ssl_engine_kernel.c, 2.4.62"
_INIT = "modules/ssl/ssl_engine_init.c, 2.4.62"
_PROXY = "modules/proxy/proxy_util.c, 2.4.62"
_HTTP = "modules/proxy/mod_proxy_http.c, 2.4.62"
_OCSP = "modules/ssl/ssl_engine_ocsp.c, 2.4.62"


class _Row(Struct, frozen=True):
    """One numbered message. text: as printed, `%` where the part that is the same ends."""

    code: str
    text: str
    means: tuple[str, ...]
    source: str
    certain: bool = True


def _numbered(row: _Row) -> Iterator[Saying]:
    """By number and words; by number alone, as people quote it."""
    same = row.text.partition("%")[0].rstrip()
    line = (
        "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client 192.0.2.7:50000] "
        f"{row.code}: {row.text.replace('%', '')}"
    )
    if same:
        words = f"{row.code}: {same}"
        yield Saying(words, row.means, line, row.source, certain=row.certain)
    quoted = f"{row.code}:" if same else line
    yield Saying(row.code, row.means, quoted, row.source, certain=row.certain)


_ROWS = (
    _Row("AH01991", "SSL input filter read failed.", ("eof", "side server"), _IO, certain=False),
    _Row(
        "AH01998",
        ("Connection closed to child %3 with abortive shutdown (server www.example.com:443)"),
        ("eof", "side server"),
        _IO,
        certain=False,
    ),
    _Row("AH01993", "SSL output filter write failed.", ("eof", "side server"), _IO, certain=False),
    _Row(
        "AH01996",
        ("SSL handshake failed: HTTP spoken on HTTPS port; trying to send HTML error page"),
        ("plain-received http", "side server"),
        _IO,
    ),
    _Row(
        "AH01997",
        "SSL handshake failed: sending 502",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _IO,
    ),
    _Row("AH02006", "SSL handshake stopped: connection was closed", ("eof", "side server"), _IO),
    _Row(
        "AH02007",
        "SSL handshake interrupted by system [Hint: Stop button pressed in browser?!]",
        ("eof", "side server"),
        _IO,
    ),
    _Row(
        "AH02008",
        "SSL library error %1 in handshake (server www.example.com:443)",
        ("handshake-failed", "side server"),
        _IO,
    ),
    _Row(
        "AH02009",
        (
            "SSL client authentication failed, accepting certificate based on "
            '"SSLVerifyClient optional_no_ca" configuration'
        ),
        ("client-cert-refused", "side server"),
        _IO,
    ),
    _Row(
        "AH02010",
        "SSL client authentication failed: %unable to get local issuer certificate",
        ("client-verify failed", "side server"),
        _IO,
    ),
    _Row(
        "AH02011",
        "No acceptable peer certificate available",
        ("client-cert-absent", "side server"),
        _IO,
    ),
    _Row("AH01992", "SSL library error %1 reading data", ("handshake-failed",), _IO, certain=False),
    _Row("AH01994", "SSL library error %1 writing data", ("handshake-failed",), _IO, certain=False),
    _Row(
        "AH02031",
        ("Hostname %www.example.com provided via SNI, but no hostname provided in HTTP request"),
        ("misdirected", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02032",
        (
            "Hostname %a.example.com provided via SNI and hostname b.example.com provided "
            "via HTTP have no compatible SSL setup"
        ),
        ("misdirected", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02033",
        "No hostname was provided via SNI for a name based virtual host",
        ("sni-absent", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02044",
        (
            "No matching SSL virtual host for servername %www.example.com found (using "
            "default/first virtual host)"
        ),
        ("sni-unknown", "default-cert", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02645",
        "Server name not provided via TLS extension (using default/first virtual host)",
        ("sni-absent", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02256",
        (
            "Non-default virtual host with SSLVerify set to 'require' and "
            "VirtualHost-specific CA certificate list is only available to clients with "
            "TLS server name indication (SNI) support"
        ),
        ("sni-absent", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02040",
        (
            "Certificate Verification: Certificate Chain too long (chain has %3 "
            "certificates, but maximum allowed are only 1)"
        ),
        ("verify depth",),
        _KERNEL,
    ),
    _Row(
        "AH02037",
        (
            "Certificate Verification: Verifiable Issuer is configured as optional, "
            "therefore we're accepting the certificate"
        ),
        ("side server",),
        _KERNEL,
    ),
    _Row(
        "AH02038",
        (
            "cannot perform OCSP validation for cert if issuer has not been verified "
            "(optional_no_ca configured)"
        ),
        ("verify revocation-unknown",),
        _KERNEL,
    ),
    _Row(
        "AH02222",
        "Cannot find peer certificate chain",
        ("client-cert-absent", "side server"),
        _KERNEL,
    ),
    _Row("AH02223", "Cannot find certificate storage", ("ca-file", "side server"), _KERNEL),
    _Row(
        "AH02224",
        "Re-negotiation verification step failed",
        ("client-verify failed", "side server"),
        _KERNEL,
    ),
    _Row("AH02225", "Re-negotiation request failed", ("late-auth", "side server"), _KERNEL),
    _Row("AH02261", "Re-negotiation handshake failed", ("late-auth", "side server"), _KERNEL),
    _Row(
        "AH02262",
        "Re-negotiation handshake failed: Client verification failed",
        ("client-verify failed", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02263",
        "Re-negotiation handshake failed: Client certificate missing",
        ("client-cert-absent", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02257",
        "could not buffer message body to allow SSL renegotiation to proceed",
        ("late-auth", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02259",
        (
            "insecure SSL re-negotiation required, but a pipelined request is present; "
            "keepalive disabled"
        ),
        ("late-auth", "side server"),
        _KERNEL,
        certain=False,
    ),
    _Row(
        "AH02042",
        "rejecting client initiated renegotiation",
        ("handshake-failed", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH10158",
        "cannot perform post-handshake authentication",
        ("late-auth", "side server"),
        _KERNEL,
    ),
    _Row("AH10129", "verify client post handshake", ("side server",), _KERNEL),
    _Row(
        "AH10228",
        ("could not buffer message body to allow TLS Post-Handshake Authentication to proceed"),
        ("late-auth", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02264",
        ("SSL cipher suite not renegotiated: access to %/srv/www denied using cipher AES128-SHA"),
        ("no-shared-cipher", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02219",
        "access to %/srv/www failed, reason: SSL connection required",
        ("http-wants-tls", "side server"),
        _KERNEL,
    ),
    _Row(
        "AH02229",
        "access to %/srv/www failed, reason: SSL requirement expression not fulfilled",
        ("client-cert-refused", "side server"),
        _KERNEL,
        certain=False,
    ),
    _Row(
        "AH02266",
        ("Access to %/srv/www denied for 192.0.2.7 (requirement expression not fulfilled)"),
        ("client-cert-refused", "side server"),
        _KERNEL,
        certain=False,
    ),
    _Row("AH02908", "protocol switch to '%h2' failed", ("no-alpn", "side server"), _KERNEL),
    _Row(
        "AH10273",
        "SSL Proxy: Peer did not select any of our ALPN protocols [%h2].",
        ("no-alpn", "leg upstream", "role reverse-proxy"),
        _IO,
    ),
    _Row(
        "AH10274",
        ("SSL Proxy: Peer proposed ALPN protocol %http/1.1 which is none of our proposals [h2]."),
        ("no-alpn", "leg upstream", "role reverse-proxy"),
        _IO,
    ),
    _Row(
        "AH02002",
        "Failed to set SNI extension for SSL Proxy request to '%origin.example.com'",
        ("sni-absent", "leg upstream", "role reverse-proxy"),
        _IO,
    ),
    _Row(
        "AH02003",
        "SSL Proxy connect failed",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _IO,
    ),
    _Row(
        "AH02004",
        "SSL Proxy: Peer certificate is expired",
        ("verify expired", "upstream-refused-cert", "leg upstream", "role reverse-proxy"),
        _IO,
    ),
    _Row(
        "AH02005",
        (
            "SSL Proxy: Peer certificate CN mismatch: Certificate CN: %a.example.com "
            "Requested hostname: b.example.com"
        ),
        ("upstream-name", "verify name", "leg upstream", "role reverse-proxy"),
        _IO,
    ),
    _Row(
        "AH02411",
        "SSL Proxy: Peer certificate does not match for hostname %b.example.com",
        ("upstream-name", "verify name", "leg upstream", "role reverse-proxy"),
        _IO,
    ),
    _Row(
        "AH02206",
        "no client certs found for SSL proxy",
        ("client-key", "leg upstream", "role reverse-proxy"),
        _INIT,
    ),
    _Row(
        "AH02208",
        "SSL proxy client cert initialization failed",
        ("client-key", "leg upstream", "role reverse-proxy"),
        _INIT,
    ),
    _Row(
        "AH02252",
        ("incomplete client cert configured for SSL proxy (missing or encrypted private key?)"),
        ("client-key", "leg upstream", "role reverse-proxy"),
        _INIT,
    ),
    _Row(
        "AH02326",
        "proxy client certificate and private key do not match",
        ("client-key", "leg upstream", "role reverse-proxy"),
        _INIT,
    ),
    _Row(
        "AH02268",
        (
            "Proxy client certificate callback: (%www.example.com:443) downstream server "
            "wanted client certificate but none are configured"
        ),
        ("client-cert-absent", "leg upstream", "role reverse-proxy"),
        _KERNEL,
    ),
    _Row(
        "AH02269",
        ("Proxy client certificate callback: (%www.example.com:443) no client certificate found!?"),
        ("client-cert-absent", "leg upstream", "role reverse-proxy"),
        _KERNEL,
    ),
    _Row(
        "AH02270",
        ("SSL proxy client cert chain verification failed: %unable to get issuer certificate :"),
        ("client-key", "leg upstream", "role reverse-proxy"),
        _INIT,
    ),
    _Row(
        "AH10272",
        "SSL Proxy requested for %www.example.com:443 but not enabled for us.",
        ("config-error", "leg upstream", "role reverse-proxy"),
        _IO,
    ),
    _Row(
        "AH01961",
        ("SSL Proxy requested for %www.example.com:443 but not enabled [Hint: SSLProxyEngine]"),
        ("config-error", "leg upstream", "role reverse-proxy"),
        "modules/ssl/ssl_engine_io.c, 2.4.38",
    ),
    _Row(
        "AH00961",
        ("%https: failed to enable ssl support for %198.51.100.9:443 (origin.example.com)"),
        ("config-error", "leg upstream", "role reverse-proxy"),
        _PROXY,
    ),
    _Row(
        "AH01112",
        "HTTP: declining URL %https://origin.example.com/ (mod_ssl not configured?)",
        ("config-error", "leg upstream", "role reverse-proxy"),
        _HTTP,
    ),
    _Row(
        "AH00898",
        "%Error during SSL Handshake with remote server returned by /app/",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        "modules/proxy/proxy_util.c, 2.4.62",
    ),
    _Row(
        "AH01084",
        "pass request body failed to %198.51.100.9:443 (origin.example.com)",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _HTTP,
        certain=False,
    ),
    _Row(
        "AH01097",
        ("pass request body failed to %198.51.100.9:443 (origin.example.com) from 192.0.2.7 ()"),
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _HTTP,
        certain=False,
    ),
    _Row(
        "AH10154",
        (
            "pass request body failed to %198.51.100.9:443 (origin.example.com) from "
            "192.0.2.7 () with status 502"
        ),
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _HTTP,
        certain=False,
    ),
    _Row(
        "AH01102",
        "error reading status line from remote server %origin.example.com:443",
        ("eof", "leg upstream", "role reverse-proxy"),
        _HTTP,
        certain=False,
    ),
    _Row(
        "AH01104",
        (
            "Closing connection to client because reading from backend server "
            "%origin.example.com:443 failed."
        ),
        ("eof", "leg upstream", "role reverse-proxy"),
        _HTTP,
        certain=False,
    ),
    _Row(
        "AH01114",
        "HTTP: failed to make connection to backend: %origin.example.com",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _HTTP,
        certain=False,
    ),
    _Row(
        "AH02452",
        "failed to make connection to backend: %origin.example.com",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        "modules/proxy/mod_proxy_wstunnel.c, 2.4.62",
        certain=False,
    ),
    _Row(
        "AH03352",
        "H2: failed to make connection to backend: %origin.example.com",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        "modules/http2/mod_proxy_http2.c, 2.4.62",
        certain=False,
    ),
    _Row(
        "AH00957",
        "%HTTPS: attempt to connect to 198.51.100.9:443 (origin.example.com:443) failed",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _PROXY,
        certain=False,
    ),
    _Row(
        "AH00939",
        "%CONNECT: attempt to connect to %198.51.100.9:443 (www.example.org) failed",
        ("proxy-answered 503", "leg upstream", "role forward-proxy"),
        _PROXY,
        certain=False,
    ),
    _Row(
        "AH00958",
        (
            "%HTTPS: attempt to connect to origin.example.com:443 via http CONNECT through "
            "192.0.2.3:3128 (proxy.example.com:3128) failed"
        ),
        ("proxy-unreachable", "leg upstream"),
        _PROXY,
    ),
    _Row(
        "AH00950",
        "send_http_connect: the remote proxy returned code is '%407'",
        ("proxy-set", "leg upstream"),
        _PROXY,
    ),
    _Row(
        "AH01144",
        (
            "No protocol handler was valid for the URL %/ (scheme 'https'). If you are "
            "using a DSO version of mod_proxy, make sure the proxy submodules are included "
            "in the configuration using LoadModule."
        ),
        ("config-error", "leg upstream", "role reverse-proxy"),
        "modules/proxy/mod_proxy.c, 2.4.62",
    ),
    _Row(
        "AH00940",
        "%HTTPS: disabled connection for (%origin.example.com:443)",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _PROXY,
        certain=False,
    ),
    _Row(
        "AH00959",
        ("ap_proxy_connect_backend disabling worker for (%origin.example.com:443) for 60s"),
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        _PROXY,
        certain=False,
    ),
    _Row(
        "AH01019",
        "connecting %www.example.org:443 to www.example.org:443",
        ("role forward-proxy",),
        "modules/proxy/mod_proxy_connect.c, 2.4.62",
        certain=False,
    ),
    _Row(
        "AH01021",
        ("an error occurred creating a new connection to %198.51.100.9:443 (www.example.org)"),
        ("upstream-failed", "role forward-proxy"),
        "modules/proxy/mod_proxy_connect.c, 2.4.62",
        certain=False,
    ),
    _Row(
        "AH00916",
        "connect to remote machine %www.example.org blocked: name example.org matched",
        ("proxy-answered 403", "role forward-proxy"),
        _PROXY,
        certain=False,
    ),
    _Row(
        "AH00917",
        "connect to remote machine %198.51.100.9 blocked: IP 198.51.100.0 matched",
        ("proxy-answered 403", "role forward-proxy"),
        _PROXY,
        certain=False,
    ),
    _Row(
        "AH01170",
        "%balancer://app: All workers are in error state",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        "modules/proxy/mod_proxy_balancer.c, 2.4.62",
        certain=False,
    ),
    _Row(
        "AH03252",
        "mod_ssl not configured?",
        ("config-error", "leg upstream", "role reverse-proxy"),
        "modules/proxy/mod_proxy_hcheck.c, 2.4.62",
    ),
    _Row(
        "AH03249",
        "DNS lookup failure for: %origin.example.com:443",
        ("dns-failed", "leg upstream", "role reverse-proxy"),
        "modules/proxy/mod_proxy_hcheck.c, 2.4.62",
        certain=False,
    ),
    _Row(
        "AH03496",
        "RemoteIPProxyProtocol data is missing, but required! Aborting request.",
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH03497",
        "RemoteIPProxyProtocol: no client-address found in header '%PROXY TCP4'",
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH03499",
        "RemoteIPProxyProtocol: unknown family '%TCP9' in header 'PROXY TCP9'",
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH03500",
        ("RemoteIPProxyProtocol: invalid client-address '%a' found in header 'PROXY TCP4 a'"),
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH03501",
        "RemoteIPProxyProtocol: error parsing port '%x' in header 'PROXY TCP4'",
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH03507",
        "RemoteIPProxyProtocol: unsupported command %0005",
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH10183",
        "RemoteIPProxyProtocol: unsupported protocol %0041",
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH10185",
        "RemoteIPProxyProtocol header too long, got %300 expected 108",
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH10186",
        "RemoteIPProxyProtocol protocol header length too long",
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH10634",
        "RemoteIPProxyProtocol: connection closed before a complete header was received",
        ("proxy-header", "side server"),
        "modules/metadata/mod_remoteip.c, 2.4.71",
    ),
    _Row(
        "AH03050",
        "h2_h2(%1): tls protocol not suitable: TLSv1",
        ("client-version", "side server"),
        "modules/http2/h2_protocol.c, 2.4.62",
    ),
    _Row(
        "AH03052",
        "h2_h2(%1): tls cipher AES128-SHA blacklisted by rfc7540",
        ("no-shared-cipher", "side server"),
        "modules/http2/h2_protocol.c, 2.4.62",
    ),
    _Row(
        "AH10116",
        "%www.example.com: providing fallback certificate for server www.example.com",
        ("default-cert", "side server"),
        "modules/md/mod_md.c, 2.4.62",
    ),
    _Row(
        "AH10080",
        "%www.example.com: unknown tls-alpn-01 challenge host",
        ("sni-unknown", "side server"),
        "modules/md/mod_md.c, 2.4.62",
    ),
    _Row(
        "AH10105",
        (
            "MD %www.example.com does not match any VirtualHost with 'SSLEngine on', but "
            "is configured to require https. This cannot work."
        ),
        ("config-error",),
        "modules/md/mod_md.c, 2.4.62",
    ),
    _Row(
        "AH10170",
        (
            "The Managed Domain '%www.example.com' needs one MDCertificateKeyFile for each "
            "MDCertificateFile."
        ),
        ("config-error",),
        "modules/md/mod_md.c, 2.4.62",
    ),
    _Row(
        "AH10172",
        "md[%www.example.com]: error syncing to store",
        ("config-error",),
        "modules/md/mod_md.c, 2.4.62",
    ),
    _Row(
        "AH01918",
        "no OCSP responder specified in certificate and no default configured",
        ("verify revocation-unknown",),
        _OCSP,
    ),
    _Row("AH01921", "could not retrieve certificate id", ("verify revocation-unknown",), _OCSP),
    _Row("AH01922", "OCSP response not successful: %6", ("verify revocation-unknown",), _OCSP),
    _Row("AH01924", "Bad OCSP responder answer (bad nonce)", ("verify revocation-unknown",), _OCSP),
    _Row("AH01925", "failed to verify the OCSP response", ("verify revocation-unknown",), _OCSP),
    _Row(
        "AH02272", "failed to retrieve OCSP response status", ("verify revocation-unknown",), _OCSP
    ),
    _Row("AH02273", "OCSP response outside validity period", ("verify revocation-unknown",), _OCSP),
    _Row(
        "AH01972",
        "could not resolve address of %OCSP responder ocsp.example.com",
        ("verify revocation-unknown",),
        "modules/ssl/ssl_util_ocsp.c, 2.4.62",
    ),
    _Row(
        "AH01974",
        "could not connect to %OCSP responder 'ocsp.example.com'",
        ("verify revocation-unknown",),
        "modules/ssl/ssl_util_ocsp.c, 2.4.62",
    ),
    _Row(
        "AH01980",
        "bad response from OCSP server: %HTTP/1.1 404 Not Found",
        ("verify revocation-unknown",),
        "modules/ssl/ssl_util_ocsp.c, 2.4.62",
    ),
    _Row(
        "AH01985",
        "error reading response from OCSP server",
        ("verify revocation-unknown",),
        "modules/ssl/ssl_util_ocsp.c, 2.4.62",
    ),
    _Row(
        "AH01936",
        "stapling_check_response: response times invalid",
        ("verify staple", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH01937",
        "stapling_check_response: cached response expired",
        ("verify staple", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH01935",
        "stapling_check_response: certificate ID not present in response!",
        ("verify staple", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH01934",
        "stapling_check_response: Error Parsing Response!",
        ("verify staple", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH01941",
        "stapling_renew_response: responder error",
        ("config-ignored", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH01943",
        "stapling_renew_response: error in retrieved response!",
        ("config-ignored", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH01944",
        "stapling_renew_response: responder error %tryLater",
        ("config-ignored", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH01957",
        "stapling_cb: no suitable response available",
        ("config-ignored", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH02217",
        "ssl_stapling_init_cert: can't retrieve issuer certificate!",
        ("config-ignored", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH02218",
        ("ssl_stapling_init_cert: no OCSP URI in certificate and no SSLStaplingForceURL set"),
        ("config-ignored", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH02604",
        "Unable to configure certificate %www.example.com:443:0 for stapling",
        ("config-ignored", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH02814",
        (
            "ssl_stapling_init_cert: no OCSP URI in certificate and no SSLStaplingForceURL "
            "configured for server %www.example.com:443"
        ),
        ("config-ignored", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH01958",
        "SSLStapling: no stapling cache available",
        ("config-ignored", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH02969",
        (
            "stapling_check_response: response has certificate status %revoked (reason: "
            "keyCompromise) for serial number 12"
        ),
        ("verify revoked", "side server"),
        "modules/ssl/ssl_util_stapling.c, 2.4.62",
    ),
    _Row(
        "AH01899",
        (
            "Host %www.example.com: CRL checking has been enabled, but neither "
            "SSLCARevocationFile nor SSLCARevocationPath is configured"
        ),
        ("config-error",),
        _INIT,
    ),
    _Row(
        "AH01901",
        ("Host %www.example.com: unable to configure X.509 CRL storage for certificate revocation"),
        ("config-error",),
        _INIT,
    ),
    _Row(
        "AH01902",
        (
            "Host %www.example.com: X.509 CRL storage locations configured, but CRL "
            "checking (SSLCARevocationCheck) is not enabled"
        ),
        ("config-ignored",),
        _INIT,
    ),
    _Row(
        "AH01895",
        "Unable to configure verify locations for client authentication",
        ("ca-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH01896",
        ("Unable to determine list of acceptable CA certificates for client authentication"),
        ("ca-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH01897",
        (
            "Init: Oops, you want to request client authentication, but no CAs are known "
            "for verification!?"
        ),
        ("ca-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH02210",
        "Failed to load SSLCACertificateFile: %/etc/apache2/ca.pem",
        ("ca-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH02211",
        "Failed to open Certificate Path `%/etc/apache2/ca'",
        ("ca-file", "side server"),
        _INIT,
    ),
    _Row("AH01898", "Unable to configure permitted SSL ciphers", ("config-error",), _INIT),
    _Row("AH10127", "Unable to configure permitted TLSv1.3 ciphers", ("config-error",), _INIT),
    _Row(
        "AH02253",
        "Unable to reconfigure (per-directory) permitted SSL ciphers",
        ("config-error",),
        _KERNEL,
    ),
    _Row("AH02231", "No SSL protocols available [hint: SSLProtocol]", ("no-version",), _INIT),
    _Row("AH03378", "No SSL protocols available [hint: SSLProtocol]", ("no-version",), _INIT),
    _Row(
        "AH02532",
        (
            "%SSLProtocol: Protocol 'TLSv1.2' overrides already set parameter(s). Check if "
            "a +/- prefix is missing."
        ),
        ("config-ignored",),
        "modules/ssl/ssl_engine_config.c, 2.4.62",
    ),
    _Row("AH01903", "Failed to configure CA certificate chain!", ("cert-file",), _INIT),
    _Row(
        "AH01906",
        (
            "%www.example.com:443:0 server certificate is a CA certificate "
            "(BasicConstraints: CA == TRUE !?)"
        ),
        ("verify ca-as-leaf", "side server"),
        _INIT,
    ),
    _Row(
        "AH01907",
        (
            "%www.example.com:443:0 server certificate is not a leaf certificate "
            "(BasicConstraints: pathlen == 1 > 0 !?)"
        ),
        ("verify ca-as-leaf", "side server"),
        _INIT,
    ),
    _Row(
        "AH01909",
        (
            "%www.example.com:443:0 server certificate does NOT include an ID which "
            "matches the server name"
        ),
        ("verify name", "side client"),
        _INIT,
    ),
    _Row(
        "AH01915",
        ("Init: (%www.example.com:80) You configured HTTPS(443) on the standard HTTP(80) port!"),
        ("config-ignored",),
        _INIT,
    ),
    _Row(
        "AH01916",
        ("Init: (%www.example.com:443) You configured HTTP(80) on the standard HTTPS(443) port!"),
        ("not-tls http", "config-ignored"),
        _INIT,
    ),
    _Row(
        "AH02561",
        ("Failed to configure certificate %www.example.com:443:0, check /etc/apache2/leaf.pem"),
        ("cert-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH02562",
        (
            "Failed to configure certificate %www.example.com:443:0 (with chain), check "
            "/etc/apache2/leaf.pem"
        ),
        ("cert-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH02564",
        (
            "Failed to configure encrypted (?) private key %www.example.com:443:0, check "
            "/etc/apache2/leaf.key"
        ),
        ("cert-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH02565",
        (
            "Certificate and private key %www.example.com:443:0 from /etc/apache2/leaf.pem "
            "and /etc/apache2/leaf.key do not match"
        ),
        ("key-mismatch", "side server"),
        _INIT,
    ),
    _Row(
        "AH02566",
        "Unable to retrieve certificate %www.example.com:443:0",
        ("cert-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH02572",
        "Failed to configure at least one certificate and key for %www.example.com:443",
        ("no-certificate", "side server"),
        _INIT,
    ),
    _Row(
        "AH02573",
        "Init: No private key specified for %www.example.com:443",
        ("cert-file", "side server"),
        "modules/ssl/ssl_engine_pphrase.c, 2.4.62",
    ),
    _Row(
        "AH02574",
        "Init: Can't open server private key file %/etc/apache2/leaf.key",
        ("cert-file", "side server"),
        "modules/ssl/ssl_engine_pphrase.c, 2.4.62",
    ),
    _Row(
        "AH02577",
        ("Init: SSLPassPhraseDialog builtin is not supported on Win32 (key file %/conf/leaf.key)"),
        ("cert-file", "side server"),
        "modules/ssl/ssl_engine_pphrase.c, 2.4.62",
    ),
    _Row(
        "AH02578",
        ("Init: Unable to read pass phrase [Hint: key introduced or changed before restart?]"),
        ("cert-file", "side server"),
        "modules/ssl/ssl_engine_pphrase.c, 2.4.62",
    ),
    _Row(
        "AH02579",
        "Init: Private key not found",
        ("cert-file", "side server"),
        "modules/ssl/ssl_engine_pphrase.c, 2.4.62",
    ),
    _Row(
        "AH02580",
        "Init: Pass phrase incorrect for key %www.example.com:443:0",
        ("cert-file", "side server"),
        "modules/ssl/ssl_engine_pphrase.c, 2.4.62",
    ),
    _Row(
        "AH02569",
        (
            "Illegal attempt to re-initialise SSL for server (SSLEngine On should go in "
            "the VirtualHost, not in global scope.)"
        ),
        ("config-error",),
        _INIT,
    ),
    _Row(
        "AH02311",
        (
            "Fatal error initialising mod_ssl, exiting. See %/var/log/apache2/error.log "
            "for more information"
        ),
        ("config-error",),
        "modules/ssl/ssl_util_ssl.c, 2.4.62",
    ),
    _Row(
        "AH02312",
        "Fatal error initialising mod_ssl, exiting.",
        ("config-error",),
        "modules/ssl/ssl_engine_init.c, 2.4.62",
    ),
    _Row(
        "AH02407",
        '"SSLOpenSSLConfCmd %Curves X448" failed for www.example.com:443',
        ("config-error",),
        _INIT,
    ),
    _Row("AH02547", "SSL_CONF_CTX_finish() failed", ("config-error",), _INIT),
    _Row(
        "AH02286",
        "Failed to open ticket key file %/etc/apache2/ticket.key",
        ("config-error",),
        _INIT,
    ),
    _Row(
        "AH10085",
        (
            "Init: %www.example.com:443 will respond with '503 Service Unavailable' for "
            "now. There are no SSL certificates configured and no other module contributed "
            "any."
        ),
        ("no-certificate", "side server"),
        _INIT,
    ),
    _Row(
        "AH10086",
        "Failed to configure challenge certificate %www.example.com",
        ("cert-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH10088",
        "Challenge certificate and private key %www.example.com do not match",
        ("key-mismatch", "side server"),
        _INIT,
    ),
    _Row(
        "AH10130",
        "Failed to configure private key %pkcs11:object=leaf from engine",
        ("cert-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH10137",
        ("Failed to configure certificate %pkcs11:object=leaf from engine, check the token"),
        ("cert-file", "side server"),
        _INIT,
    ),
    _Row(
        "AH10133",
        "Init: Unable to get the private key",
        ("cert-file", "side server"),
        "modules/ssl/ssl_engine_pphrase.c, 2.4.62",
    ),
    _Row(
        "AH10136",
        "Init: Unable to get the certificate",
        ("cert-file", "side server"),
        "modules/ssl/ssl_engine_pphrase.c, 2.4.62",
    ),
    _Row(
        "AH10131",
        "Init: Unrecognized private key identifier `%pkcs11:object=leaf'",
        ("cert-file", "side server"),
        "modules/ssl/ssl_engine_pphrase.c, 2.4.62",
    ),
    _Row(
        "AH10510",
        "'SSLEngine optional' is no longer supported",
        ("config-error",),
        "modules/ssl/ssl_engine_config.c, 2.4.62",
    ),
    _Row("AH01888", "Init: Failed to load Crypto Device API `%pkcs11'", ("config-error",), _INIT),
    _Row("AH01885", "Could not enable FIPS mode", ("config-error",), _INIT),
    _Row(
        "AH00072",
        "make_sock: could not bind to address %[::]:443",
        ("config-error",),
        "server/listen.c, 2.4.62",
        certain=False,
    ),
    _Row(
        "AH00566",
        "request failed: malformed request line",
        ("tls-received", "side server"),
        "server/protocol.c, 2.4.62",
        certain=False,
    ),
    _Row(
        "AH00126",
        "Invalid URI in request '%CONNECT www.example.org:443 HTTP/1.1' ''",
        ("proxy-answered 400",),
        "server/core.c, 2.4.62",
        certain=False,
    ),
    _Row(
        "AH00135",
        "Invalid method in request %\\x16\\x03\\x01",
        ("tls-received", "side server"),
        "server/core.c, 2.4.62",
        certain=False,
    ),
)

_SAYINGS = (
    Saying(
        "Invalid method in request \\x16\\x03",
        ("tls-received", "side server"),
        (
            "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client "
            "192.0.2.7:50000] AH00135: Invalid method in request \\x16\\x03\\x01\\x02"
        ),
        "server/core.c, 2.4.62",
    ),
    Saying(
        "SSL Library Error:",
        (),
        (
            "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client "
            "192.0.2.7:50000] SSL Library Error: error:0A000126:SSL routines::unexpected "
            "eof while reading"
        ),
        "modules/ssl/ssl_engine_log.c, 2.4.62",
    ),
    Saying(
        "AH02039: Certificate Verification: Error (",
        (),
        (
            "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client "
            "192.0.2.7:50000] AH02039: Certificate Verification: Error (20): unable to get "
            "local issuer certificate"
        ),
        _KERNEL,
        pattern=r"Certificate Verification: Error \((?P<code>\d{1,3})\)",
        decode="verify_code",
    ),
    Saying(
        "AH02276: Certificate Verification: Error (",
        (),
        (
            "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client "
            "192.0.2.7:50000] AH02276: Certificate Verification: Error (18): self-signed "
            "certificate [subject: CN=client.example.com]"
        ),
        _KERNEL,
        pattern=r"Certificate Verification: Error \((?P<code>\d{1,3})\)",
        decode="verify_code",
    ),
    Saying(
        "Certificate Verification: Error (",
        (),
        (
            "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client "
            "192.0.2.7:50000] Certificate Verification: Error (20): unable to get local "
            "issuer certificate"
        ),
        "modules/ssl/ssl_engine_kernel.c, 2.2",
        pattern=r"Certificate Verification: Error \((?P<code>\d{1,3})\)",
        decode="verify_code",
    ),
    Saying(
        "proxy: Error during SSL Handshake with remote server",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        (
            "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client "
            "192.0.2.7:50000] (502)Unknown error 502: proxy: pass request body failed; "
            "proxy: Error during SSL Handshake with remote server returned by /app"
        ),
        "modules/proxy/proxy_util.c, 2.2",
    ),
    Saying(
        "Error during SSL Handshake with remote server",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        "Reason: Error during SSL Handshake with remote server",
        "modules/proxy/mod_proxy_http.c, 2.4.62",
    ),
    Saying(
        "returned code is '407'",
        ("proxy-answered 407", "leg upstream"),
        (
            "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client "
            "192.0.2.7:50000] AH00950: send_http_connect: the remote proxy returned code "
            "is '407'"
        ),
        _PROXY,
        pattern="the remote proxy returned code is '407'",
    ),
    Saying(
        "Reason: You're speaking plain HTTP to an SSL-enabled server port.",
        ("http-wants-tls",),
        (
            "Your browser sent a request that this server could not understand. Reason: "
            "You're speaking plain HTTP to an SSL-enabled server port. Instead use the "
            "HTTPS scheme to access this URL, please."
        ),
        "modules/http/http_protocol.c, 2.4.62",
    ),
    Saying(
        "speaking plain HTTP to an SSL-enabled server port",
        ("http-wants-tls",),
        "You're speaking plain HTTP to an SSL-enabled server port.",
        "modules/http/http_protocol.c, 2.4.62",
    ),
    Saying(
        "does not match the Server Name Indication (SNI) in use for this connection",
        ("misdirected",),
        (
            "The client needs a new connection for this request as the requested host name "
            "does not match the Server Name Indication (SNI) in use for this connection."
        ),
        "modules/http/http_protocol.c, 2.4.62",
    ),
    Saying(
        "SSL handshake failed: HTTP spoken on HTTPS port",
        ("plain-received http", "side server"),
        (
            "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client "
            "192.0.2.7:50000] SSL handshake failed: HTTP spoken on HTTPS port; trying to "
            "send HTML error page"
        ),
        "modules/ssl/ssl_engine_io.c, 2.2",
    ),
    Saying(
        "SSL handshake interrupted by system [Hint:",
        ("eof", "side server"),
        (
            "[Mon May 06 07:08:09.123456 2024] [ssl:error] [pid 12:tid 34] [client "
            "192.0.2.7:50000] (70014)End of file found: SSL handshake interrupted by "
            "system [Hint: Stop button pressed in browser?!]"
        ),
        "modules/ssl/ssl_engine_io.c, 2.2",
    ),
    Saying(
        "server certificate CommonName (CN) `",
        ("verify name", "side client"),
        (
            "[Mon May 06 07:08:09 2024] [warn] RSA server certificate CommonName (CN) "
            "`localhost' does NOT match server name!?"
        ),
        "modules/ssl/ssl_engine_init.c, 2.2",
        pattern=r"CommonName \(CN\) `(?P<name>[^']{1,253})' does NOT match server name",
    ),
    Saying(
        "server certificate is a CA certificate (BasicConstraints: CA == TRUE",
        ("verify ca-as-leaf", "side client"),
        (
            "[Mon May 06 07:08:09 2024] [warn] RSA server certificate is a CA certificate "
            "(BasicConstraints: CA == TRUE !?)"
        ),
        "modules/ssl/ssl_engine_init.c, 2.2",
    ),
    Saying(
        "Illegal attempt to re-initialise SSL for server",
        ("config-error",),
        (
            "[Mon May 06 07:08:09 2024] [error] Illegal attempt to re-initialise SSL for "
            "server (theoretically shouldn't happen!)"
        ),
        "modules/ssl/ssl_engine_init.c, 2.2",
    ),
    Saying(
        "Invalid command 'SSL",
        ("config-error",),
        (
            "Invalid command 'SSLEngine', perhaps misspelled or defined by a module not "
            "included in the server configuration"
        ),
        "server/config.c, 2.4.62",
    ),
    Saying(
        "SSLCertificateFile: file '",
        ("cert-file",),
        "SSLCertificateFile: file '/etc/apache2/leaf.pem' does not exist or is empty",
        "modules/ssl/ssl_engine_config.c, 2.4.62",
        pattern="SSLCertificateFile: file '[^']{1,300}' does not exist",
    ),
    Saying(
        "SSLCertificateKeyFile: file '",
        ("cert-file",),
        "SSLCertificateKeyFile: file '/etc/apache2/leaf.key' does not exist or is empty",
        "modules/ssl/ssl_engine_config.c, 2.4.62",
        pattern="SSLCertificateKeyFile: file '[^']{1,300}' does not exist",
    ),
    Saying(
        "SSLCACertificateFile: file '",
        ("ca-file",),
        "SSLCACertificateFile: file '/etc/apache2/ca.pem' does not exist or is empty",
        "modules/ssl/ssl_engine_config.c, 2.4.62",
        pattern="SSLCACertificateFile: file '[^']{1,300}' does not exist",
    ),
    Saying(
        "SSLProxyCACertificateFile: file '",
        ("ca-file",),
        ("SSLProxyCACertificateFile: file '/etc/apache2/ca.pem' does not exist or is empty"),
        "modules/ssl/ssl_engine_config.c, 2.4.62",
        pattern="SSLProxyCACertificateFile: file '[^']{1,300}' does not exist",
    ),
    Saying(
        "SSLCertificateChainFile: file '",
        ("cert-file",),
        ("SSLCertificateChainFile: file '/etc/apache2/chain.pem' does not exist or is empty"),
        "modules/ssl/ssl_engine_config.c, 2.4.62",
        pattern="SSLCertificateChainFile: file '[^']{1,300}' does not exist",
    ),
    Saying(
        "SSLProtocol: Illegal protocol '",
        ("config-error",),
        (
            "AH00526: Syntax error on line 12 of /etc/apache2/sites-enabled/www.conf: "
            "SSLProtocol: Illegal protocol 'TLSv1.4'"
        ),
        "modules/ssl/ssl_engine_config.c, 2.4.62",
    ),
    Saying(
        "SSLSessionCache: 'shmcb' session cache not supported",
        ("config-error",),
        (
            "SSLSessionCache: 'shmcb' session cache not supported (known names: ). Maybe "
            "you need to load the appropriate socache module (mod_socache_shmcb?)."
        ),
        "modules/ssl/ssl_engine_config.c, 2.4.62",
    ),
    Saying(
        "Server should be SSL-aware but has no certificate configured",
        ("no-certificate",),
        (
            "[Mon May 06 07:08:09 2024] [error] Server should be SSL-aware but has no "
            "certificate configured [Hint: SSLCertificateFile]"
        ),
        "modules/ssl/ssl_engine_init.c, 2.2",
    ),
    Saying(
        "Unable to configure RSA server private key",
        ("key-mismatch",),
        "[Mon May 06 07:08:09 2024] [error] Unable to configure RSA server private key",
        "modules/ssl/ssl_engine_init.c, 2.2",
    ),
    Saying(
        "The proxy server could not handle the request",
        ("upstream-failed", "leg upstream"),
        (
            "The proxy server could not handle the request GET /app/. Reason: Error during "
            "SSL Handshake with remote server"
        ),
        "modules/http/http_protocol.c, 2.4.62",
        certain=False,
    ),
    Saying(
        "The proxy server received an invalid response from an upstream server",
        ("upstream-failed", "leg upstream"),
        ("502 Proxy Error The proxy server received an invalid response from an upstream server."),
        "modules/http/http_protocol.c, 2.4.62",
        certain=False,
    ),
    Saying(
        "Reason: Error reading from remote server",
        ("eof", "leg upstream"),
        (
            "The proxy server could not handle the request GET /app/. Reason: Error "
            "reading from remote server"
        ),
        "modules/proxy/mod_proxy_http.c, 2.4.62",
        certain=False,
    ),
    Saying(
        "Reason: DNS lookup failure for:",
        ("dns-failed", "leg upstream"),
        (
            "The proxy server could not handle the request GET /. Reason: DNS lookup "
            "failure for: origin.example.com"
        ),
        "modules/proxy/proxy_util.c, 2.4.62",
        pattern=r"DNS lookup failure for: (?P<upstream>[\w.-]{1,253})",
        certain=False,
    ),
    *(saying for row in _ROWS for saying in _numbered(row)),
)

PRODUCT = Product(
    name="Apache",
    usual=True,
    roles=(Role.SERVER, Role.REVERSE_PROXY),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe(
            "Reload after the renewal: until then Apache serves what it read at its start.",
            ("certbot renew", _RELOAD),
        ),
        Remedy.REPLACE_CERTIFICATE: Recipe(
            "Before its time only if forced; certbot makes a new key unless told to keep the old.",
            ("certbot renew --force-renewal --cert-name {name}", _RELOAD),
        ),
        Remedy.FIX_STAPLING: Recipe(
            "Outside of every VirtualHost: by default it passes on the responder's errors.",
            (
                'SSLStaplingCache "shmcb:/var/run/apache2/stapling(128000)"',
                "SSLUseStapling on",
                "SSLStaplingReturnResponderErrors off",
            ),
        ),
        Remedy.REISSUE_WITH_NAME: Recipe(
            "Have it issued for ServerName and every ServerAlias.",
            ("certbot certonly --apache -d {name}", _RELOAD),
        ),
        Remedy.GET_TRUSTED_CERTIFICATE: Recipe(
            "Let an ACME client fetch and install one.", ("certbot --apache -d {name}",)
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "Since 2.4.8 the intermediates stand in SSLCertificateFile, the leaf first.",
            ("# cat leaf.pem intermediate.pem > /etc/apache2/fullchain.pem", *_CERTIFICATE),
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "In the first virtual host of the port, or at server level.",
            ("SSLProtocol -all +TLSv1.2 +TLSv1.3",),
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            ("SSLProtocol all -SSLv3", "SSLCipherSuite DEFAULT:@SECLEVEL=0"),
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "Suites and groups that today's clients offer; old ones want AES128-GCM-SHA256 too.",
            (
                "SSLCipherSuite ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES",
                "SSLOpenSSLConfCmd Groups X25519:P-256:P-384",
            ),
        ),
        Remedy.WIDEN_GROUPS: Recipe(
            "Groups that every client of today offers.",
            ("SSLOpenSSLConfCmd Groups X25519:P-256:P-384",),
        ),
        Remedy.STRONGER_DH: Recipe(
            "Since 2.4.7 Apache chooses by the key's size; only a group that stands in the first "
            "SSLCertificateFile comes before that: take the old one out.",
            (
                "# openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 \\",
                "#   >> /etc/apache2/fullchain.pem",
                _CERTIFICATE[0],
            ),
        ),
        Remedy.ALIGN_ALPN: Recipe(
            "With mod_http2 loaded (`a2enmod http2`).", ("Protocols h2 http/1.1",)
        ),
        Remedy.GIVE_CERTIFICATE: Recipe("In the virtual host of this port.", _CERTIFICATE),
        Remedy.ALIGN_PROXY_PROTOCOL: Recipe(
            "For the server that gets the header, with mod_remoteip loaded (`a2enmod remoteip`).",
            ("RemoteIPProxyProtocol On",),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Every CA a client's certificate may come from; deeper than the default 1.",
            (
                "SSLCACertificateFile /etc/apache2/{ca}.pem",
                "SSLVerifyDepth 3",
                "SSLVerifyClient require",
            ),
        ),
        Remedy.SAME_NAME: Recipe(
            "The client's Host header goes on, and its name into the hello to the origin. As an "
            "origin Apache since 2.4.64 answers 421 to a request without its handshake's name.",
            ("ProxyPreserveHost On",),
        ),
        Remedy.SERVE_NAME: Recipe(
            "Add a virtual host for the name.",
            (
                "<VirtualHost *:{port}>",
                "    ServerName {name}",
                "    SSLEngine on",
                *(f"    {line}" for line in _CERTIFICATE),
                "</VirtualHost>",
            ),
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "Ask without demanding, and decide by SSL_CLIENT_VERIFY.",
            ("SSLVerifyClient optional",),
        ),
        Remedy.ASK_IN_HANDSHAKE: Recipe(
            "At the top of the virtual host, and not in a Location or Directory.",
            (
                "<VirtualHost *:{port}>",
                "    ServerName private.example",
                "    SSLEngine on",
                *(f"    {line}" for line in _CERTIFICATE),
                "    SSLCACertificateFile /etc/apache2/{ca}.pem",
                "    SSLVerifyDepth 3",
                "    SSLVerifyClient require",
                "</VirtualHost>",
            ),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "In the virtual host of this port, with mod_ssl loaded (`a2enmod ssl`).",
            ("SSLEngine on", *_CERTIFICATE),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "Handshake errors are logged at level info, with AH02008 and the reason after it.",
            ("LogLevel info ssl:debug",),
        ),
        Remedy.ADD_CAPACITY: Recipe(
            "More workers for the event MPM, and sessions to resume.",
            ("MaxRequestWorkers 800", "ServerLimit 32"),
        ),
        Remedy.MATCH_KEY: Recipe(
            "Both lines have to come from one issuance; then configtest and a reload.",
            _CERTIFICATE,
        ),
        Remedy.UPSTREAM_TLS: Recipe(
            "The scheme in ProxyPass decides, and without SSLProxyEngine it fails.",
            ("SSLProxyEngine on", 'ProxyPass "/" "https://origin.example:8443/"'),
        ),
        Remedy.SEND_SNI: Recipe(
            "Apache sends the client's Host, or else the ProxyPass URL's, which is no address then.",
            ("SSLProxyEngine on", "ProxyPreserveHost On"),
        ),
        Remedy.TRUST_CA: Recipe(
            "The file takes the place of the system's store.",
            (
                "SSLProxyVerify require",
                "SSLProxyVerifyDepth 3",
                "SSLProxyCACertificateFile /etc/apache2/{ca}.pem",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "Certificate and key in one PEM file, the intermediates in another, for that leg.",
            (
                "SSLProxyMachineCertificateFile      /etc/apache2/client-and-key.pem",
                "SSLProxyMachineCertificateChainFile /etc/apache2/chain.pem",
            ),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "The upstream's port speaks no TLS.", ('ProxyPass "/" "http://192.0.2.10:8080/"',)
        ),
    },
    pages=(
        Page(
            "plain-http-to-tls",
            "speaking plain HTTP to an SSL-enabled server port",
            (400,),
            "modules/ssl/ssl_engine_kernel.c",
        ),
        Page(
            "upstream-handshake-failed",
            "Error during SSL Handshake with remote server",
            (500, 502),
            "modules/proxy/proxy_util.c",
        ),
    ),
    sayings=_SAYINGS,
)
