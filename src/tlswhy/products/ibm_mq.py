"""IBM MQ: queue managers, channels and clients."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_AMQ = "ibm.com/docs SSFKSJ_9.3.0/reference/amq9.html, 7.1 to 9.3"
_RC = "ibm.com/docs SSFKSJ_9.3.0, API reason codes, 2381 to 2596"

_SAYINGS = (
    Saying(
        "AMQ9616",
        ("no-shared-cipher", "side server"),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9616E: "
            "The CipherSpec proposed is not enabled on the server."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9620",
        ("handshake-failed",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9620E: "
            "Internal error on call to SSL function on channel 'APP.SVRCONN' to host "
            "'192.0.2.7'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9631",
        ("no-shared-cipher",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9631E: "
            "The CipherSpec negotiated during the SSL handshake does not match the required "
            "CipherSpec for channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9633",
        ("verify failed",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9633E: "
            "Bad SSL certificate for channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9635",
        ("no-cipher", "config-error"),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9635E: "
            "Channel 'APP.SVRCONN' did not specify a valid CipherSpec."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9636",
        ("verify name",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9636E: "
            "SSL distinguished name does not match peer name, channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9637",
        ("client-cert-absent",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9637E: "
            "Channel is lacking a certificate."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9638",
        ("handshake-failed",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9638E: "
            "SSL communications error for channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9639",
        ("plain-received", "side server"),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9639E: "
            "Remote channel 'APP.SVRCONN' did not specify a CipherSpec."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9640",
        ("config-error",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9640E: "
            "SSL invalid peer name, channel 'APP.SVRCONN', attribute 'OU='."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9641",
        ("no-shared-cipher",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9641E: "
            "Remote CipherSpec error for channel 'APP.SVRCONN' to host '192.0.2.7'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9642",
        ("cert-file", "client-key"),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9642E: "
            "No SSL or TLS certificate for channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9643",
        ("client-cert-refused", "side client"),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9643E: "
            "Remote SSL peer name error for channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9645",
        ("cert-file",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9645E: "
            "Correctly labelled SSL certificate missing on channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9657",
        ("ca-file", "cert-file"),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9657E: "
            "The key repository could not be opened (channel 'APP.SVRCONN')."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9660",
        ("cert-file",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9660E: "
            "SSL key repository: password stash file absent or unusable."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9661",
        ("bad-record",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9661E: "
            "Bad SSL data from peer on channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9662",
        ("bad-record",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9662E: "
            "SSL has encountered something it does not understand."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9663",
        ("verify failed",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9663E: "
            "An invalid SSL certificate was received from the remote system."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9665",
        ("eof",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9665E: "
            "SSL connection closed by remote end of channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9666",
        ("verify revocation-unknown",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9666E: "
            "Error accessing CRL LDAP servers."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9716",
        ("verify revocation-unknown",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9716E: "
            "Remote SSL certificate revocation status check failed for channel 'APP.SVRCONN'."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9719",
        ("algorithm-disabled",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9719E: "
            "Invalid CipherSpec for FIPS mode."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9771",
        ("handshake-failed",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9771E: "
            "SSL handshake failed."
        ),
        _AMQ,
    ),
    Saying(
        "AMQ9201",
        ("refused",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9201E: "
            "Allocate failed to host 'mq.example.com(1414)'."
        ),
        _AMQ,
        certain=False,
    ),
    Saying(
        "AMQ9202",
        ("refused",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9202E: "
            "Remote host 'mq.example.com(1414)' not available, retry later."
        ),
        _AMQ,
        certain=False,
    ),
    Saying(
        "AMQ9207",
        ("tls-received", "plain-received", "side server"),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9207E: "
            "The data received from host '192.0.2.7' on channel '????' is not valid."
        ),
        _AMQ,
        certain=False,
    ),
    Saying(
        "AMQ9208",
        ("reset",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9208E: "
            "Error on receive from host '192.0.2.7'."
        ),
        _AMQ,
        certain=False,
    ),
    Saying(
        "AMQ9209",
        ("eof",),
        (
            "05/06/2024 07:08:09 AM - Process(4711.5) User(mqm) Program(amqrmppa)\nAMQ9209E: "
            "Connection to host '192.0.2.7' for channel 'APP.SVRCONN' closed."
        ),
        _AMQ,
        certain=False,
    ),
    Saying(
        "MQRC_SSL_INITIALIZATION_ERROR",
        ("handshake-failed", "side client"),
        "MQI Error. Comp: 2, Reason 2393: FAILED: MQRC_SSL_INITIALIZATION_ERROR",
        _RC,
    ),
    Saying(
        "MQRC_JSSE_ERROR",
        ("handshake-failed", "side client"),
        (
            "JMSCMQ0001: IBM MQ call failed with compcode '2' ('MQCC_FAILED') reason '2397' "
            "('MQRC_JSSE_ERROR')."
        ),
        _RC,
    ),
    Saying(
        "MQRC_SSL_PEER_NAME_MISMATCH",
        ("verify name", "side client"),
        (
            "com.ibm.mq.MQException: MQJE001: Completion Code '2', Reason '2398'. "
            "MQRC_SSL_PEER_NAME_MISMATCH"
        ),
        _RC,
    ),
    Saying(
        "MQRC_SSL_PEER_NAME_ERROR",
        ("config-error", "side client"),
        "reason '2399' ('MQRC_SSL_PEER_NAME_ERROR')",
        _RC,
    ),
    Saying(
        "MQRC_UNSUPPORTED_CIPHER_SUITE",
        ("no-cipher", "side client"),
        "reason '2400' ('MQRC_UNSUPPORTED_CIPHER_SUITE')",
        _RC,
    ),
    Saying(
        "MQRC_SSL_CERTIFICATE_REVOKED",
        ("verify revoked", "side client"),
        "reason '2401' ('MQRC_SSL_CERTIFICATE_REVOKED')",
        _RC,
    ),
    Saying(
        "MQRC_SSL_CERT_STORE_ERROR",
        ("verify revocation-unknown", "side client"),
        "reason '2402' ('MQRC_SSL_CERT_STORE_ERROR')",
        _RC,
    ),
    Saying(
        "MQRC_KEY_REPOSITORY_ERROR",
        ("cert-file", "ca-file", "side client"),
        "Reason 2381: FAILED: MQRC_KEY_REPOSITORY_ERROR",
        _RC,
    ),
    Saying(
        "MQRC_SSL_NOT_ALLOWED",
        ("config-error", "side client"),
        "Reason 2396: FAILED: MQRC_SSL_NOT_ALLOWED",
        _RC,
    ),
    Saying(
        "CC=2;RC=2397",
        ("handshake-failed", "side client"),
        (
            "com.ibm.mq.jmqi.JmqiException: CC=2;RC=2397;AMQ9204: Connection to host "
            "'mq.example.com(1414)' rejected."
        ),
        _RC,
    ),
    Saying(
        "CC=2;RC=2393",
        ("handshake-failed", "side client"),
        "com.ibm.mq.jmqi.JmqiException: CC=2;RC=2393;AMQ9204: Connection to host 'mq.example.com(1414)' rejected.",
        _RC,
    ),
    Saying(
        "CC=2;RC=2398",
        ("verify name", "side client"),
        (
            "com.ibm.mq.jmqi.JmqiException: CC=2;RC=2398;AMQ9636: SSL distinguished name "
            "does not match peer name"
        ),
        _RC,
    ),
    Saying(
        "AMQ9204",
        ("side client",),
        (
            "JMSCMQ0001: AMQ9204: Connection to host 'mq.example.com(1414)' rejected. "
            "[1=com.ibm.mq.jmqi.JmqiException[CC=2;RC=2397;AMQ9771: SSL handshake failed.]]"
        ),
        _AMQ,
        pattern=(
            r"AMQ9204: Connection to host '(?P<host>[\w.-]{1,253})"
            r"(?:/[0-9.]{7,15})?(?::|\()(?P<port>\d{1,5})"
        ),
        certain=False,
    ),
)

PRODUCT = Product(
    name="IBM MQ",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("mq",),
    sayings=_SAYINGS,
)
