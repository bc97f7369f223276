"""MySQL Connector/J and MariaDB Connector/J."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_MSG = "com/mysql/cj/LocalizedErrorMessages.properties, 5.1 to 9"
_EXPORT = "cj/protocol/ExportControlled.java, 5.1 to 9"

PRODUCT = Product(
    name="MySQL Connector/J",
    roles=(Role.CLIENT,),
    services=("mysql",),
    speaks=("side client", "role database"),
    sayings=(
        Saying(
            "SSL Connection required, but not supported by server",
            ("db-without-tls",),
            (
                "com.mysql.cj.exceptions.CJException: SSL Connection required, but not"
                " supported by server."
            ),
            _MSG,
        ),
        Saying(
            "SSL Connection required, but not provided by server",
            ("db-without-tls",),
            (
                "com.mysql.cj.exceptions.CJException: SSL Connection required, but not provided"
                " by server."
            ),
            _MSG,
        ),
        Saying(
            "Specified list of TLS versions only contains non valid TLS protocols",
            ("no-version", "config-error"),
            (
                "com.mysql.cj.exceptions.SSLParamsException: Specified list of TLS versions"
                " only contains non valid TLS protocols. Accepted values are TLSv1.2 and"
                " TLSv1.3."
            ),
            _MSG,
        ),
        Saying(
            "Server identity verification failed. None of the",
            ("verify name",),
            (
                "java.security.cert.CertificateException: Server identity verification failed."
                " None of the DNS or IP Subject Alternative Name entries matched the server"
                " hostname/IP 'db.example.com'."
            ),
            _EXPORT,
            pattern=r"verification failed\. None of the.{1,120}'(?P<host>[\w.:-]{1,253})'",
        ),
        Saying(
            "Server identity verification failed. The certificate Common Name",
            ("verify name", "verify no-san"),
            (
                "java.security.cert.CertificateException: Server identity verification failed."
                " The certificate Common Name"
                " 'MySQL_Server_8.0_Auto_Generated_Server_Certificate' does not match with"
                " 'db.example.com'."
            ),
            _EXPORT,
            pattern=r"Common Name '[^']{0,253}' does not match with '(?P<host>[\w.:-]{1,253})'",
        ),
        Saying(
            "Trying to connect with ssl, but ssl not enabled in the server",
            ("db-without-tls",),
            (
                "java.sql.SQLException: Trying to connect with ssl, but ssl not enabled in the"
                " server"
            ),
            "mariadb-connector-j, 1 to 3",
        ),
        Saying(
            "SSLParamsException: Cannot open",
            ("client-key",),
            (
                "com.mysql.cj.exceptions.SSLParamsException: Cannot open"
                " file:/etc/mysql/client.jks [/etc/mysql/client.jks (No such file or"
                " directory)]"
            ),
            _EXPORT,
        ),
        Saying(
            "Communications link failure",
            ("handshake-failed",),
            (
                "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link"
                " failure. The last packet sent successfully to the server was 0 milliseconds"
                " ago."
            ),
            _MSG,
            certain=False,
        ),
        Saying(
            "Could not connect to HostAddress{host=",
            ("handshake-failed",),
            (
                "java.sql.SQLNonTransientConnectionException: Could not connect to"
                " HostAddress{host='db.example.com', port=3306}. Received fatal alert:"
                " protocol_version"
            ),
            "mariadb-connector-j, 2",
            pattern=r"HostAddress\{host='(?P<host>[\w.-]{1,253})', port=(?P<port>\d{1,5})",
            certain=False,
        ),
    ),
)
