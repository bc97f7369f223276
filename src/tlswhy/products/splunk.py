"""Splunk: indexers, forwarders, the management port."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_COMMON = "Splunk 6 to 10, SSLCommon in splunkd.log; the monitoring console's TLS health checks"
_TCPOUT = "Splunk 6 to 9, TcpOutputProc and TcpOutputFd in splunkd.log"
_TCPIN = "Splunk 6 to 9, TcpInputProc and TcpInputConfig in splunkd.log"
_HTTP = "Splunk 6 to 9, HttpListener in splunkd.log"
_LOADER = "Splunk 9 and 10, X509Verify in splunkd.log"

_SAYINGS = (
    Saying(
        "Received fatal SSL3 alert. ssl_state=",
        (),
        "05-06-2024 07:08:09.123 +0000 WARN  SSLCommon - Received fatal SSL3 alert. ssl_state='SSLv3 read client key exchange A', alert_description='unknown CA'.",
        _COMMON,
        pattern=r"Received fatal SSL3 alert\. ssl_state=\W.{0,80}?\W, alert_description=\W(?P<code>[\w ]{3,40})\W",
        decode="alert",
    ),
    Saying(
        "Sending fatal SSL3 alert. ssl_state=",
        (),
        "05-06-2024 07:08:09.123 +0000 WARN  SSLCommon - Sending fatal SSL3 alert. ssl_state='SSLv3 read client key exchange A', alert_description='handshake failure'.",
        _COMMON,
        pattern=r"Sending fatal SSL3 alert\. ssl_state=\W.{0,80}?\W, alert_description=\W(?P<code>[\w ]{3,40})\W",
        decode="alert_sent",
    ),
    Saying(
        "Error encountered for connection from src=",
        ("handshake-failed", "side server"),
        (
            "05-06-2024 07:08:09.123 +0000 ERROR TcpInputProc [4711 FwdDataReceiverThread] - "
            "Error encountered for connection from src=192.0.2.7:40112. error:14094416:SSL "
            "routines:ssl3_read_bytes:sslv3 alert certificate unknown"
        ),
        _TCPIN,
        pattern=(
            "Error encountered for connection from src=(?P<client>[0-9a-fA-F.:]{2"
            r",45}?):\d{1,5}\. (?:error:|.{0,40}SSL)"
        ),
    ),
    Saying(
        "sock_error = ",
        ("handshake-failed", "side client"),
        (
            "05-06-2024 07:08:09.123 +0000 ERROR TcpOutputFd - Connection to "
            "host=192.0.2.7:9997 failed. sock_error = 0. SSL Error = error:14090086:SSL "
            "routines:ssl3_get_server_certificate:certificate verify failed"
        ),
        _TCPOUT,
        pattern=(
            r"Connection to host=(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})"
            r" failed\. sock_error = \d{1,4}\. SSL Error = error:"
        ),
    ),
    Saying(
        "Socket error from",
        ("side server",),
        (
            "05-06-2024 07:08:09.123 +0000 WARN  HttpListener [4711 HttpDedicatedIoThread-0] "
            "- Socket error from 192.0.2.7:40112 while idling: error:1407609C:SSL "
            "routines:SSL23_GET_CLIENT_HELLO:http request"
        ),
        _HTTP,
        pattern=(
            "HttpListener .{0,60}Socket error from (?P<client>[0-9a-fA-F.:]{2,45}?"
            r"):\d{1,5} while"
        ),
    ),
    Saying(
        "failed validation; error=",
        ("verify failed",),
        (
            "05-06-2024 07:08:09.123 +0000 WARN  X509Verify - X509 certificate (CN=idx) "
            'failed validation; error=10, reason="certificate has expired"'
        ),
        _LOADER,
        pattern=r"X509.{0,300}failed validation; error=(?P<code>\d{1,3})",
        decode="verify_code",
    ),
    Saying(
        "did not match any allowed names",
        ("verify name",),
        "05-06-2024 07:08:09.123 +0000 ERROR X509Verify - X509 certificate (CN=idx.internal) common name (idx.internal) did not match any allowed names (idx.example.com)",
        _LOADER,
        pattern=r"(?:certificate|CN=|Common Name).{0,200}did not match any allowed names",
    ),
    Saying(
        "required=X509_CA_V3_basicConstraints",
        ("verify purpose", "ca-file"),
        "05-06-2024 07:08:09.123 +0000 ERROR X509 - certificate is not a valid Certificate Authority (CA), required=X509_CA_V3_basicConstraints",
        _LOADER,
    ),
    Saying(
        "Error initializing SSL context - check splunkd.log",
        ("config-error", "client-key", "side client"),
        "05-06-2024 07:08:09.123 +0000 ERROR TcpOutputProc - Error initializing SSL context - check splunkd.log regarding configuration error for server 192.0.2.7:9997",
        _TCPOUT,
    ),
    Saying(
        "Can't read certificate file",
        ("cert-file",),
        (
            "05-06-2024 07:08:09.123 +0000 ERROR SSLCommon - Can't read certificate file "
            "/opt/splunk/etc/auth/server.pem errno=33558530 error:02001002:system "
            "library:fopen:No such file or directory"
        ),
        _COMMON,
    ),
    Saying(
        "Can't read key file",
        ("cert-file",),
        (
            "05-06-2024 07:08:09.123 +0000 ERROR SSLCommon - Can't read key file "
            "/opt/splunk/etc/auth/server.pem errno=101077092 error:06065064:digital envelope "
            "routines:EVP_DecryptFinal_ex:bad decrypt."
        ),
        _COMMON,
    ),
    Saying(
        "SSL context could not be created - error in cert or password is wrong",
        ("cert-file", "config-error"),
        (
            "05-06-2024 07:08:09.123 +0000 ERROR TcpInputConfig - SSL context not found. "
            "Will not open splunk to splunk (SSL) IPv4 port 9997\nERROR - SSL context could "
            "not be created - error in cert or password is wrong"
        ),
        _TCPIN,
    ),
    Saying(
        "SSL context not found. Will not open",
        ("no-certificate", "config-error", "side server"),
        (
            "05-06-2024 07:08:09.123 +0000 ERROR TcpInputConfig - SSL context not found. "
            "Will not open splunk to splunk (SSL) IPv4 port 9997"
        ),
        _TCPIN,
    ),
    Saying(
        "SSL server certificate not found, or password is wrong",
        ("cert-file", "side server"),
        (
            "05-06-2024 07:08:09.123 +0000 ERROR TcpInputConfig - SSL server certificate not "
            "found, or password is wrong - SSL ports will not be opened"
        ),
        _TCPIN,
    ),
)

PRODUCT = Product(
    name="Splunk",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
