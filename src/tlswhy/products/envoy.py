"""Envoy, alone or in Istio, as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role
from tlswhy.products.saying import Saying

_FLAGS = "source/common/stream_info/utility.h, 1.30"
_CONTEXT = "source/common/tls/context_impl.cc, 1.30"
_DETAILS = "envoy/stream_info/stream_info.h, 1.30"

_SAYINGS = (
    Saying(
        "upstream connect error or disconnect/reset before headers",
        ("upstream-failed", "leg upstream"),
        (
            "upstream connect error or disconnect/reset before headers. reset reason: "
            "connection failure"
        ),
        "source/common/router/router.cc, 1.14",
        certain=False,
    ),
    Saying(
        "upstream connect error or disconnect/reset before headers",
        ("refused", "leg upstream"),
        (
            "upstream connect error or disconnect/reset before headers. reset reason: "
            "remote connection failure, transport failure reason: delayed connect error: "
            "111"
        ),
        "source/common/router/router.cc, 1.30",
        certain=False,
        pattern=(
            "upstream connect error or disconnect/reset before headers.{0,120}connect "
            "error: (?:111|Connection refused)"
        ),
    ),
    Saying(
        "upstream connect error or disconnect/reset before headers",
        ("unreachable", "leg upstream"),
        (
            "upstream connect error or disconnect/reset before headers. reset reason: "
            "remote connection failure, transport failure reason: immediate connect error: "
            "101"
        ),
        "source/common/router/router.cc, 1.30",
        certain=False,
        pattern=(
            "upstream connect error or disconnect/reset before headers.{0,120}connect "
            "error: (?:101|113|No route|Network is)"
        ),
    ),
    Saying(
        "upstream connect error or disconnect/reset before headers",
        ("eof", "leg upstream"),
        (
            "upstream connect error or disconnect/reset before headers. reset reason: "
            "connection termination"
        ),
        "source/common/router/router.cc, 1.30",
        certain=False,
        pattern=(
            "upstream connect error or disconnect/reset before headers.{0,60}reset reason: "
            "(?:connection termination|remote reset|remote refused stream)"
        ),
    ),
    Saying(
        "upstream connect error or disconnect/reset before headers",
        ("connect-timeout", "leg upstream"),
        (
            "upstream connect error or disconnect/reset before headers. reset reason: "
            "connection timeout"
        ),
        "source/common/router/router.cc, 1.30",
        certain=False,
        pattern=(
            "upstream connect error or disconnect/reset before headers.{0,60}reset reason: "
            "(?:local )?connection timeout"
        ),
    ),
    Saying(
        "upstream connect error or disconnect/reset before headers",
        ("upstream-failed", "no-alpn", "leg upstream"),
        ("upstream connect error or disconnect/reset before headers. reset reason: protocol error"),
        "source/common/router/router.cc, 1.30",
        certain=False,
        pattern=(
            "upstream connect error or disconnect/reset before headers.{0,60}reset reason: "
            "protocol error"
        ),
    ),
    Saying(
        "transport failure reason: ",
        ("upstream-failed", "leg upstream"),
        (
            "upstream connect error or disconnect/reset before headers. retried and the "
            "latest reset reason: remote connection failure, transport failure reason: "
            "TLS_error:|268435703:SSL "
            "routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end"
        ),
        "source/common/router/router.cc, 1.30",
        pattern="transport failure reason: TLS",
    ),
    Saying(
        "upstream_transport_failure_reason",
        ("upstream-failed", "leg upstream"),
        (
            '{"response_flags":"UF,URX","response_code":503,'
            '"upstream_transport_failure_reason":"TLS_error:|268435581:SSL '
            'routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end"}'
        ),
        "docs: %UPSTREAM_TRANSPORT_FAILURE_REASON%, 1.30",
        pattern=(
            r"""upstream_transport_failure_reason\\?["']?\s?[:=]\s?\\?["']?(?:TLS|delayed|"""
            r"immediate|\w{4,}:)"
        ),
    ),
    Saying(
        "downstream_transport_failure_reason",
        ("side server", "leg downstream"),
        (
            '{"response_code":0,"downstream_transport_failure_reason":"TLS_error:|'
            '268435612:SSL routines:OPENSSL_internal:HTTP_REQUEST:TLS_error_end"}'
        ),
        "docs: %DOWNSTREAM_TRANSPORT_FAILURE_REASON%, 1.30",
        pattern=r"""downstream_transport_failure_reason\\?["']?\s?[:=]\s?\\?["']?TLS""",
    ),
    Saying(
        "DOWNSTREAM_TRANSPORT_FAILURE_REASON=TLS",
        ("side server", "leg downstream"),
        (
            "DOWNSTREAM_TRANSPORT_FAILURE_REASON=TLS_error:|268435703:SSL "
            "routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end"
        ),
        "docs: access log, 1.30",
    ),
    Saying(
        "TLS error: 268",
        ("handshake-failed",),
        (
            "[2024-05-06 07:08:09.123][12][debug][connection] "
            "[source/extensions/transport_sockets/tls/ssl_socket.cc:226] [C29] TLS error: "
            "268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER"
        ),
        "source/extensions/transport_sockets/tls/ssl_socket.cc, 1.20",
        pattern=r"TLS error: (?P<code>\d{9})",
        decode="openssl_code",
    ),
    Saying(
        "TLS_error:|268",
        ("handshake-failed",),
        (
            "[2024-05-06 07:08:09.123][12][debug][connection] "
            '[source/common/tls/ssl_socket.cc:248] [Tags: "ConnectionId":"29"] remote '
            "address:198.51.100.9:443,TLS_error:|268435581:SSL "
            "routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end"
        ),
        "source/common/tls/ssl_socket.cc, 1.30",
        pattern=r"TLS_error:\|(?P<code>\d{9})",
        decode="openssl_code",
    ),
    Saying(
        "TLS_error:_268",
        ("handshake-failed", "leg upstream"),
        (
            "upstream_reset_before_response_started{remote_connection_failure,"
            "TLS_error:_268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER}"
        ),
        "source/common/router/router.cc, 1.20",
        pattern=r"TLS_error:_(?P<code>\d{9})",
        decode="openssl_code",
    ),
    Saying(
        "TLS_error:_|268",
        ("handshake-failed", "leg upstream"),
        (
            "upstream_reset_before_response_started{remote_connection_failure|TLS_error:_|"
            "268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_"
            "end}"
        ),
        "source/common/router/router.cc, 1.24",
        pattern=r"TLS_error:_\|(?P<code>\d{9})",
        decode="openssl_code",
    ),
    Saying(
        "TLS_error:|33554536:system library",
        ("reset",),
        (
            "remote connection failure, transport failure reason: "
            "TLS_error:|33554536:system library:OPENSSL_internal:Connection reset by "
            "peer:TLS_error_end"
        ),
        "source/common/tls/ssl_socket.cc, 1.30",
    ),
    Saying(
        "upstream_reset_before_response_started{",
        ("upstream-failed", "leg upstream"),
        (
            '"GET / HTTP/1.1" 503 UF '
            'upstream_reset_before_response_started{connection_failure} - "-"'
        ),
        _DETAILS,
        certain=False,
    ),
    Saying(
        "upstream_reset_before_response_started{",
        ("eof", "leg upstream"),
        (
            '"GET / HTTP/1.1" 503 UC '
            'upstream_reset_before_response_started{connection_termination} - "-"'
        ),
        _DETAILS,
        certain=False,
        pattern=(
            r"upstream_reset_before_response_started\{(?:connection_termination|remote_reset)"
        ),
    ),
    Saying(
        "upstream_reset_before_response_started{",
        ("connect-timeout", "leg upstream"),
        (
            '"GET / HTTP/1.1" 503 UF '
            'upstream_reset_before_response_started{connection_timeout} - "-"'
        ),
        _DETAILS,
        certain=False,
        pattern=r"upstream_reset_before_response_started\{(?:local_)?connection_timeout",
    ),
    Saying(
        "filter_chain_not_found",
        ("sni-unknown", "side server", "leg downstream"),
        (
            '{"requested_server_name":"www.example.com","response_code":0,'
            '"response_code_details":"filter_chain_not_found","response_flags":"NR"}'
        ),
        _DETAILS,
    ),
    Saying(
        "NR filter_chain_not_found",
        ("sni-unknown", "side server", "leg downstream"),
        (
            '[2024-05-06T07:08:09.123Z] "- - -" 0 NR filter_chain_not_found - "-" 0 0 0 - '
            '"-" "-" "-" "-" "-" - - 198.51.100.1:443 192.0.2.7:50000 www.example.com -'
        ),
        _DETAILS,
        pattern=r"NR filter_chain_not_found(?! .{1,300}:\d{1,5} - -(?:\s|$))",
    ),
    Saying(
        "NR filter_chain_not_found",
        ("sni-absent", "side server", "leg downstream"),
        (
            '[2024-05-06T07:08:09.123Z] "- - -" 0 NR filter_chain_not_found - "-" 0 0 0 - '
            '"-" "-" "-" "-" "-" - - 198.51.100.1:443 192.0.2.7:50000 - -'
        ),
        _DETAILS,
        pattern=r"NR filter_chain_not_found .{1,300}:\d{1,5} - -(?:\s|$)",
    ),
    Saying(
        "closing connection: no matching filter chain found",
        ("sni-unknown", "side server", "leg downstream"),
        (
            "[2024-05-06 07:08:09.123][12][debug][conn_handler] "
            "[source/server/connection_handler_impl.cc:423] closing connection: no "
            "matching filter chain found"
        ),
        "source/server/connection_handler_impl.cc, 1.16",
    ),
    Saying(
        "no matching filter chain found",
        ("sni-unknown", "side server", "leg downstream"),
        (
            "[2024-05-06 07:08:09.123][12][debug][conn_handler] closing connection from "
            "192.0.2.7:50000: no matching filter chain found"
        ),
        "source/extensions/listener_managers, 1.30",
    ),
    Saying(
        "no healthy upstream",
        ("upstream-failed", "leg upstream"),
        "HTTP/1.1 503 Service Unavailable no healthy upstream",
        "source/common/router/router.cc, 1.30",
        certain=False,
    ),
    Saying(
        "response_flags",
        ("upstream-failed", "leg upstream"),
        ('{"response_code":503,"response_flags":"UF,URX","upstream_host":"198.51.100.9:443"}'),
        _FLAGS,
        certain=False,
        pattern=r"""response_flags\\?["']?\s?[:=]\s?\\?["']?(?:[A-Z]{2,4},)*U[FH]\b""",
    ),
    Saying(
        "response_flags",
        ("eof", "leg upstream"),
        '{"response_code":503,"response_flags":"UC","upstream_host":"198.51.100.9:443"}',
        _FLAGS,
        certain=False,
        pattern=r"""response_flags\\?["']?\s?[:=]\s?\\?["']?(?:[A-Z]{2,4},)*U[CR]\b""",
    ),
    Saying(
        " UF,URX ",
        ("upstream-failed", "leg upstream"),
        (
            '[2024-05-06T07:08:09.123Z] "GET / HTTP/1.1" 503 UF,URX 0 91 14 - "-" '
            '"curl/8.5.0" "b5" "www.example.com" "198.51.100.9:443"'
        ),
        _FLAGS,
        certain=False,
    ),
    Saying(
        " 503 UF",
        ("upstream-failed", "leg upstream"),
        (
            '[2024-05-06T07:08:09.123Z] "GET / HTTP/1.1" 503 UF 0 91 14 - "-" "curl/8.5.0" '
            '"b5" "www.example.com" "198.51.100.9:443"'
        ),
        _FLAGS,
        certain=False,
        pattern=r'HTTP/[0-9.]{1,3}\\?" 503 UF\b',
    ),
    Saying(
        " 503 UC",
        ("eof", "leg upstream"),
        (
            '[2024-05-06T07:08:09.123Z] "GET / HTTP/1.1" 503 UC 0 95 1 - "-" "curl/8.5.0" '
            '"b5" "www.example.com" "198.51.100.9:443"'
        ),
        _FLAGS,
        certain=False,
        pattern=r'HTTP/[0-9.]{1,3}\\?" 503 UC\b',
    ),
    Saying(
        " 503 UH",
        ("upstream-failed", "leg upstream"),
        (
            '[2024-05-06T07:08:09.123Z] "GET / HTTP/1.1" 503 UH 0 19 1 - "-" "curl/8.5.0" '
            '"b5" "www.example.com" "-"'
        ),
        _FLAGS,
        certain=False,
        pattern=r'HTTP/[0-9.]{1,3}\\?" 503 UH\b',
    ),
    Saying(
        '"- - -" 0 UF',
        ("upstream-failed", "leg upstream"),
        (
            '[2024-05-06T07:08:09.123Z] "- - -" 0 UF,URX - "TLS error: 268435703:SSL '
            'routines:OPENSSL_internal:WRONG_VERSION_NUMBER" 0 0 5 - "-" "-" "-" "-" '
            '"198.51.100.9:443"'
        ),
        _FLAGS,
        certain=False,
    ),
    Saying(
        "verify cert failed: verify SAN list",
        ("verify name",),
        (
            "upstream connect error or disconnect/reset before headers. reset reason: "
            "remote connection failure, transport failure reason: TLS_error:|268435581:SSL "
            "routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify cert failed: "
            "verify SAN list:TLS_error_end"
        ),
        "source/common/tls/cert_validator/default_validator.cc, 1.30",
    ),
    Saying(
        "verify cert failed: SAN matcher",
        ("verify name",),
        ("[2024-05-06 07:08:09.123][12][debug][connection] verify cert failed: SAN matcher"),
        "source/common/tls/cert_validator/default_validator.cc, 1.30",
    ),
    Saying(
        "verify cert failed: cert hash and spki",
        ("verify pin",),
        ("[2024-05-06 07:08:09.123][12][debug][connection] verify cert failed: cert hash and spki"),
        "source/common/tls/cert_validator/default_validator.cc, 1.30",
    ),
    Saying(
        "verify cert failed: empty cert chain",
        ("client-cert-absent",),
        "verify cert failed: empty cert chain",
        "source/common/tls/cert_validator/default_validator.cc, 1.30",
    ),
    Saying(
        "verify cert failed: X509_verify_cert: certificate verification error at depth",
        ("depth {depth}",),
        (
            "CERTIFICATE_VERIFY_FAILED:verify cert failed: X509_verify_cert: certificate "
            "verification error at depth 0: certificate has expired:TLS_error_end"
        ),
        "source/common/tls/cert_validator/utility.cc, 1.30",
        pattern=(
            r"certificate verification error at depth (?P<depth>\d{1,2}): (?P<code>[a-zA-Z' "
            r"-]{8,60})"
        ),
        decode="verify_code",
    ),
    Saying(
        "X509_verify_cert: certificate verification error at depth",
        ("depth {depth}",),
        (
            "[2024-05-06 07:08:09.123][12][debug][connection] X509_verify_cert: "
            "certificate verification error at depth 1: unable to get issuer certificate"
        ),
        "source/extensions/transport_sockets/tls/utility.cc, 1.20",
        pattern=(
            r"certificate verification error at depth (?P<depth>\d{1,2}): (?P<code>[a-zA-Z' "
            r"-]{8,60})"
        ),
        decode="verify_code",
    ),
    Saying(
        "Secret is not supplied by SDS",
        ("cert-file",),
        (
            "upstream connect error or disconnect/reset before headers. reset reason: "
            "connection failure, transport failure reason: TLS error: Secret is not "
            "supplied by SDS"
        ),
        "source/common/tls/ssl_socket.cc, 1.30",
    ),
    Saying(
        "Secret is not ready by Secret Discovery Service",
        ("cert-file",),
        "TLS error: Secret is not ready by Secret Discovery Service",
        "source/common/tls/ssl_socket.cc, 1.32",
    ),
    Saying(
        "v3.Secret rejected:",
        ("cert-file",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] gRPC config for "
            "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret "
            "rejected: Failed to load certificate chain from <inline>, only P-256 ECDSA "
            "certificates are supported"
        ),
        _CONTEXT,
    ),
    Saying(
        "auth.Secret rejected:",
        ("cert-file",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] gRPC config for "
            "type.googleapis.com/envoy.api.v2.auth.Secret rejected: Failed to load private "
            "key from <inline>"
        ),
        _CONTEXT,
    ),
    Saying(
        ("initial fetch timed out for type.googleapis.com/envoy.extensions.transport_sockets.tls"),
        ("cert-file",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] gRPC config: initial fetch "
            "timed out for type.googleapis.com/envoy.extensions.transport_sockets.tls.v3."
            "Secret"
        ),
        _CONTEXT,
    ),
    Saying(
        "Failed to load certificate chain from",
        ("cert-file",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] error adding listener "
            "'0.0.0.0:443': Failed to load certificate chain from /etc/envoy/leaf.pem"
        ),
        _CONTEXT,
    ),
    Saying(
        "Failed to load incomplete certificate from",
        ("cert-file",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] error initializing "
            "configuration '/etc/envoy/envoy.yaml': Failed to load incomplete certificate "
            "from /etc/envoy/leaf.pem: certificate chain not set"
        ),
        _CONTEXT,
    ),
    Saying(
        "Failed to load private key from",
        ("cert-file",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] error initializing "
            "configuration '/etc/envoy/envoy.yaml': Failed to load private key from "
            "/etc/envoy/leaf.key, Cause: error:0b000074:X.509 certificate "
            "routines:OPENSSL_internal:KEY_VALUES_MISMATCH"
        ),
        _CONTEXT,
    ),
    Saying(
        "Failed to load incomplete private key from",
        ("cert-file",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] Failed to load incomplete "
            "private key from path /etc/envoy/leaf.key"
        ),
        _CONTEXT,
    ),
    Saying(
        "Failed to load trusted CA certificates from",
        ("ca-file",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] Failed to load trusted CA "
            "certificates from /etc/envoy/ca.pem"
        ),
        _CONTEXT,
    ),
    Saying(
        "Failed to load CRL from",
        ("config-error",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] Failed to load CRL from "
            "/etc/envoy/crl.pem"
        ),
        _CONTEXT,
    ),
    Saying(
        "Failed to initialize cipher suites",
        ("config-error",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] Failed to initialize cipher "
            "suites ECDHE-FOO. The following ciphers were rejected when tried "
            "individually: ECDHE-FOO"
        ),
        _CONTEXT,
    ),
    Saying(
        "Failed to initialize ECDH curves",
        ("config-error",),
        ("[2024-05-06 07:08:09.123][12][warning][config] Failed to initialize ECDH curves X448"),
        _CONTEXT,
    ),
    Saying(
        "Failed to parse trusted CA",
        ("ca-file",),
        "[2024-05-06 07:08:09.123][12][warning][config] Failed to parse trusted CA",
        _CONTEXT,
    ),
    Saying(
        "No TLS certificates found for server context",
        ("no-certificate", "side server"),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] error adding listener "
            "'0.0.0.0:443': No TLS certificates found for server context"
        ),
        _CONTEXT,
    ),
    Saying(
        "Server TlsCertificates must have a certificate specified",
        ("no-certificate", "side server"),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] Server TlsCertificates must "
            "have a certificate specified"
        ),
        _CONTEXT,
    ),
    Saying(
        "SAN-based verification of peer certificates without trusted CA is insecure",
        ("config-error",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] SAN-based verification of peer "
            "certificates without trusted CA is insecure and not allowed"
        ),
        _CONTEXT,
    ),
    Saying(
        "multiple filter chains with the same matching rules are defined",
        ("config-error",),
        (
            "[2024-05-06 07:08:09.123][12][warning][config] error adding listener "
            "'0.0.0.0:443': multiple filter chains with the same matching rules are defined"
        ),
        _CONTEXT,
    ),
    Saying(
        "failed to read proxy protocol",
        ("proxy-header", "side server"),
        (
            "[2024-05-06 07:08:09.123][12][debug][filter] "
            "[source/extensions/filters/listener/proxy_protocol/proxy_protocol.cc:90] "
            "failed to read proxy protocol (no bytes read)"
        ),
        "source/extensions/filters/listener/proxy_protocol/proxy_protocol.cc, 1.30",
    ),
    Saying(
        "http/1.1 protocol error: INVALID_METHOD",
        ("tls-received", "side server"),
        (
            "[2024-05-06 07:08:09.123][12][debug][http] [C29] dispatch error: http/1.1 "
            "protocol error: INVALID_METHOD"
        ),
        "source/common/http/http1/codec_impl.cc, 1.30",
        certain=False,
    ),
    Saying(
        "http/1.1 protocol error: HPE_INVALID_METHOD",
        ("tls-received", "side server"),
        (
            "[2024-05-06 07:08:09.123][12][debug][http] [C29] dispatch error: http/1.1 "
            "protocol error: HPE_INVALID_METHOD"
        ),
        "source/common/http/http1/codec_impl.cc, 1.24",
        certain=False,
    ),
    Saying(
        "http/1.1 protocol error: HPE_INVALID_CONSTANT",
        ("http-wants-tls", "leg upstream"),
        (
            "[2024-05-06 07:08:09.123][12][debug][client] [C29] protocol error: http/1.1 "
            "protocol error: HPE_INVALID_CONSTANT"
        ),
        "source/common/http/http1/codec_impl.cc, 1.24: a TLS alert as the answer",
        certain=False,
    ),
)

PRODUCT = Product(
    name="Envoy",
    usual=True,
    roles=(Role.REVERSE_PROXY,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "In the UpstreamTlsContext of the cluster.",
            (
                "common_tls_context:",
                "  validation_context:",
                "    trusted_ca: {filename: /etc/envoy/{ca}.pem}",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "In the UpstreamTlsContext of the cluster: Envoy sends no name by itself.",
            ("sni: {name}",),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "The access log has the reason if its format asks for it.",
            ("%RESPONSE_FLAGS% %UPSTREAM_TRANSPORT_FAILURE_REASON%",),
        ),
    },
    pages=(
        Page(
            "upstream-cert-untrusted",
            "CERTIFICATE_VERIFY_FAILED",
            (503,),
            "source/common/router/router.cc",
        ),
    ),
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
