"""librdkafka and the Kafka clients on it: confluent-kafka, kcat, node-rdkafka."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SSL = "src/rdkafka_ssl.c, 2.3"
_BROKER = "src/rdkafka_broker.c, 2.3"
_TRANSPORT = "src/rdkafka_transport.c, 2.3"
_CONF = "src/rdkafka_conf.c, 2.3"

_SAYINGS = (
    Saying(
        "SSL handshake failed: ",
        ("handshake-failed",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: unknown (after "
            "12ms in state SSL_HANDSHAKE)"
        ),
        _SSL,
        pattern=(
            r"ss?l://(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})"
            r"/[\w-]{1,20}: SSL handshake failed: "
        ),
    ),
    Saying(
        "SSL handshake failed: ",
        ("handshake-failed",),
        "SSL handshake failed: unknown reason (after 12ms in state SSL_HANDSHAKE)",
        _SSL,
        pattern="SSL handshake failed: .{0,400}in state SSL_HANDSHAKE",
    ),
    Saying(
        "in state SSL_HANDSHAKE",
        ("handshake-failed",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: unknown (after "
            "12ms in state SSL_HANDSHAKE)"
        ),
        _BROKER,
    ),
    Saying(
        "SSL handshake failed: Disconnected",
        ("eof",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: Disconnected "
            "(after 12ms in state SSL_HANDSHAKE)"
        ),
        _SSL,
    ),
    Saying(
        "connecting to a PLAINTEXT broker listener?",
        ("not-tls",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: Disconnected: "
            "connecting to a PLAINTEXT broker listener? (after 12ms in state SSL_HANDSHAKE)"
        ),
        _SSL,
    ),
    Saying(
        "SSL handshake failed: SSL transport error: ",
        ("reset",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: SSL transport "
            "error: Connection reset by peer (after 12ms in state SSL_HANDSHAKE)"
        ),
        _SSL,
        pattern="SSL transport error: Connection reset by peer",
    ),
    Saying(
        "SSL handshake failed: SSL transport error",
        ("handshake-failed",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: SSL transport "
            "error: Success (after 12ms in state SSL_HANDSHAKE)"
        ),
        _SSL,
    ),
    Saying(
        "SSL transport error: ",
        ("handshake-failed",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL transport error: Broken pipe "
            "(after 12ms in state UP)"
        ),
        _SSL,
        pattern=r"(?:%\d\|.{0,300}|_SSL.{0,200}|_TRANSPORT.{0,200})SSL transport error: ",
    ),
    Saying(
        "SSL handshake failed: SSL syscall error",
        ("handshake-failed",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: SSL syscall "
            "error: Success"
        ),
        "src/rdkafka_ssl.c, 1.0",
    ),
    Saying(
        "SSL handshake failed: SSL syscall error number: 5",
        ("reset",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: SSL syscall "
            "error number: 5: Connection reset by peer"
        ),
        "src/rdkafka_ssl.c, 1.0",
    ),
    Saying(
        "broker certificate could not be verified",
        ("verify failed",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: "
            "error:0A000086:SSL routines::certificate verify failed: broker certificate "
            "could not be verified, verify that ssl.ca.location is correctly configured or "
            "root CA certificates are installed (install ca-certificates package) (after "
            "12ms in state SSL_HANDSHAKE)"
        ),
        _SSL,
    ),
    Saying(
        "verify that ssl.ca.location is correctly configured",
        ("verify issuer-unknown",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: "
            "error:1416F086:SSL routines:tls_process_server_certificate:certificate verify "
            "failed: broker certificate could not be verified, verify that ssl.ca.location "
            "is correctly configured or root CA certificates are installed (install "
            "ca-certificates package) (after 12ms in state SSL_HANDSHAKE)"
        ),
        _SSL,
    ),
    Saying(
        "client SSL authentication might be required",
        ("client-cert-absent",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: "
            "error:14094412:SSL routines:ssl3_read_bytes:sslv3 alert bad certificate: SSL "
            "alert number 42: client SSL authentication might be required (see "
            "ssl.key.location and ssl.certificate.location and consult the broker logs for "
            "more information) (after 12ms in state SSL_HANDSHAKE)"
        ),
        _SSL,
    ),
    Saying(
        "Client SSL authentication required by broker",
        ("client-cert-absent",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: Client SSL "
            "authentication required by broker: see ssl.key.location"
        ),
        "src/rdkafka_ssl.c, 1.4",
    ),
    Saying(
        "Disconnected while requesting ApiVersion",
        ("eof", "plain-received"),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:broker.example.com:9093/bootstrap]: broker.example.com:9093/bootstrap: "
            "Disconnected while requesting ApiVersion: might be caused by incorrect "
            "security.protocol configuration (connecting to a SSL listener?) or broker "
            "version is < 0.10 (see api.version.request) (after 12ms in state "
            "APIVERSION_QUERY)"
        ),
        _BROKER,
        pattern=(
            r"(?:(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})/[\w-]{1,20}: )"
            "?Disconnected while requesting ApiVersion: might be caused by inco"
            r"rrect security\.protocol"
        ),
    ),
    Saying(
        "connecting to a SSL listener?",
        ("plain-received",),
        (
            "Disconnected: might be caused by incorrect security.protocol configuration "
            "(connecting to a SSL listener?)"
        ),
        _BROKER,
    ),
    Saying(
        "ApiVersionRequest failed: Local: Timed out: probably due to",
        ("plain-received",),
        (
            "%3|1714979289.123|FAIL|app#consumer-1| "
            "[thrd:broker.example.com:9093/bootstrap]: broker.example.com:9093/bootstrap: "
            "ApiVersionRequest failed: Local: Timed out: probably due to broker version < "
            "0.10 (see api.version.request configuration)"
        ),
        _BROKER,
        certain=False,
    ),
    Saying(
        "Connection closed during SSL handshake",
        ("eof",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| broker: Connection closed during SSL "
            "handshake: connecting to a PLAINTEXT broker listener?"
        ),
        _TRANSPORT,
        pattern=r"%\d\|.{0,300}Connection closed during SSL handshake",
    ),
    Saying(
        "Connection setup timed out in state SSL_HANDSHAKE",
        ("handshake-timeout",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: Connection setup timed out in state "
            "SSL_HANDSHAKE (after 30028ms in state SSL_HANDSHAKE)"
        ),
        _BROKER,
    ),
    Saying(
        "Connection setup timed out in state",
        ("connect-timeout",),
        (
            "%4|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: Connection setup timed out in state "
            "CONNECT (after 30028ms in state CONNECT)"
        ),
        _BROKER,
        certain=False,
    ),
    Saying(
        "Failed to verify broker certificate",
        ("verify failed",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: SSL handshake failed: Failed to verify "
            "broker certificate: unable to get issuer certificate"
        ),
        _SSL,
        pattern="Failed to verify broker certificate: (?P<code>[^()]{3,80})",
        decode="verify_code",
    ),
    Saying(
        "Broker did not provide a certificate",
        ("handshake-failed",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:ssl://broker.example.com:9093/bootstrap]: "
            "ssl://broker.example.com:9093/bootstrap: Broker did not provide a certificate"
        ),
        _SSL,
    ),
    Saying(
        "verification callback failed",
        ("verify failed",),
        (
            "Certificate (subject=/CN=broker, issuer=/CN=ca) verification callback failed: "
            "refused by application"
        ),
        _SSL,
        pattern=r"Certificate \(subject=.{1,300} verification callback failed",
    ),
    Saying(
        "ssl.ca.location failed",
        ("ca-file",),
        (
            "%3|1714979289.123|SSL|app#producer-1| [thrd:app]: ssl.ca.location failed: "
            "error:02001002:system library:fopen:No such file or directory"
        ),
        _SSL,
    ),
    Saying(
        "ssl.ca.pem failed",
        ("ca-file",),
        (
            "ssl.ca.pem failed: not in PEM format?: error:0909006C:PEM routines:get_name:no "
            "start line"
        ),
        _SSL,
    ),
    Saying(
        "from ssl.ca.pem",
        ("ca-file",),
        (
            "failed to read certificate #0 from ssl.ca.pem: not in PEM format?: "
            "error:0909006C:PEM routines:get_name:no start line"
        ),
        _SSL,
    ),
    Saying(
        "ssl.certificate.location failed",
        ("client-key",),
        (
            "ssl.certificate.location failed: error:02001002:system library:fopen:No such "
            "file or directory"
        ),
        _SSL,
    ),
    Saying(
        "ssl.certificate.pem failed",
        ("client-key",),
        (
            "ssl.certificate.pem failed: not in PEM format?: error:0909006C:PEM "
            "routines:get_name:no start line"
        ),
        _SSL,
    ),
    Saying(
        "ssl.key.location failed",
        ("client-key",),
        (
            "ssl.key.location failed: error:0B080074:x509 certificate "
            "routines:X509_check_private_key:key values mismatch"
        ),
        _SSL,
    ),
    Saying(
        "ssl.key.pem failed",
        ("client-key",),
        (
            "ssl.key.pem failed: not in PEM format?: error:0909006C:PEM routines:get_name:no "
            "start line"
        ),
        _SSL,
    ),
    Saying(
        "Failed to open ssl.keystore.location",
        ("client-key",),
        "Failed to open ssl.keystore.location: /etc/app/client.p12: No such file or directory",
        _SSL,
    ),
    Saying(
        "Failed to parse ssl.keystore.location PKCS#12 file",
        ("client-key",),
        (
            "Failed to parse ssl.keystore.location PKCS#12 file: /etc/app/client.p12: "
            "error:0308010C:digital envelope routines::unsupported"
        ),
        _SSL,
    ),
    Saying(
        'legacy ciphers may require loading OpenSSL\'s "legacy" provider',
        ("legacy-store",),
        (
            "Failed to parse ssl.keystore.location PKCS#12 file: /etc/app/client.p12: "
            'unsupported: legacy ciphers may require loading OpenSSL\'s "legacy" provider '
            "through an OPENSSL_CONF configuration file"
        ),
        _SSL,
    ),
    Saying(
        "Private key requires password but no password configured (ssl.key.password)",
        ("client-key",),
        "Private key requires password but no password configured (ssl.key.password)",
        _SSL,
    ),
    Saying(
        "Java TrustStores are not supported, use `ssl.ca.location`",
        ("config-error", "ca-file"),
        (
            "Java TrustStores are not supported, use `ssl.ca.location` and a certificate "
            "file instead."
        ),
        _CONF,
    ),
    Saying(
        "Unable to find any standard CA certificate",
        ("no-trust-store",),
        (
            "%5|1714979289.123|CACERTS|app#producer-1| [thrd:app]: Unable to find any "
            "standard CA certificatepaths: is the ca-certificates package installed?"
        ),
        _SSL,
    ),
    Saying(
        "Failed to set default CA certificate location",
        ("ca-file",),
        (
            "%3|1714979289.123|CACERTS|app#producer-1| Failed to set default CA certificate "
            "location to file /etc/pki/tls/certs/ca-bundle.crt: error:02001002"
        ),
        _SSL,
    ),
    Saying(
        "ssl.cipher.suites failed",
        ("no-cipher", "config-error"),
        (
            "ssl.cipher.suites failed: error:1410D0B9:SSL "
            "routines:SSL_CTX_set_cipher_list:no cipher match"
        ),
        _SSL,
    ),
    Saying(
        "Invalid response size",
        ("not-tls",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| "
            "[thrd:broker.example.com:9093/bootstrap]: broker.example.com:9093/bootstrap: "
            "Receive failed: Invalid response size 1213486160 (0..100000000): increase "
            "receive.message.max.bytes (after 12ms in state APIVERSION_QUERY)"
        ),
        _TRANSPORT,
        pattern="Invalid response size 1213486160 ",
    ),
    Saying(
        "Invalid response size",
        ("plain-received",),
        (
            "%3|1714979289.123|FAIL|app#producer-1| broker.example.com:9093/bootstrap: "
            "Receive failed: Invalid response size 352518912 (0..100000000): increase "
            "receive.message.max.bytes (after 12ms in state APIVERSION_QUERY)"
        ),
        _TRANSPORT,
        pattern=r"Invalid response size 3525\d{5} ",
    ),
    Saying(
        "SaslHandshakeRequest failed: Local: Broker transport failure",
        ("eof", "plain-received"),
        (
            "broker.example.com:9093/bootstrap: SaslHandshakeRequest failed: Local: Broker "
            "transport failure: broker's supported mechanisms:  (after 12ms in state "
            "AUTH_HANDSHAKE)"
        ),
        _BROKER,
        certain=False,
    ),
    Saying(
        "code=_SSL,val=-181",
        ("handshake-failed",),
        (
            'KafkaError{code=_SSL,val=-181,str="ssl://broker.example.com:9093/bootstrap: SSL '
            'handshake failed: unknown"}'
        ),
        "src/rdkafka.c, 2.3",
    ),
    Saying(
        "Local: SSL error",
        ("handshake-failed",),
        "ERROR: Local: SSL error: ssl://broker.example.com:9093/bootstrap",
        "src/rdkafka.c, 2.3",
    ),
)

PRODUCT = Product(
    name="librdkafka",
    roles=(Role.CLIENT,),
    services=("kafka",),
    recipes={
        Remedy.TRUST_CA: Recipe("A property of the client.", ("ssl.ca.location={ca}.pem",)),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "Properties of the client.",
            ("ssl.certificate.location=client.pem", "ssl.key.location=client.key"),
        ),
        Remedy.USE_TLS_SCHEME: Recipe("With a login it is SASL_SSL.", ("security.protocol=SSL",)),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "With a login it is SASL_PLAINTEXT.", ("security.protocol=PLAINTEXT",)
        ),
    },
    sayings=_SAYINGS,
    speaks=("side client",),
)
