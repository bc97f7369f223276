"""Jakarta Mail (JavaMail, Angus Mail)."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SMTP = "com.sun.mail.smtp.SMTPTransport, 1.4 to 2"
_CONNECT = "com.sun.mail.util.SocketConnectException, 1.5 to 2"
_SOCKET = "com.sun.mail.util.SocketFetcher, 1.4 to 2"

PRODUCT = Product(
    name="Jakarta Mail",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.USE_STARTTLS: Recipe(
            "Properties of the session, for ports 25 and 587.",
            ("mail.smtp.starttls.enable=true", "mail.smtp.ssl.enable=false"),
        ),
        Remedy.USE_IMPLICIT_TLS: Recipe(
            "Properties of the session, for port 465.",
            ("mail.smtp.ssl.enable=true", "mail.smtp.port=465"),
        ),
    },
    services=("smtp", "imap", "pop3"),
    speaks=("side client", "role mail"),
    sayings=(
        Saying(
            "Could not convert socket to TLS",
            ("handshake-failed",),
            (
                "javax.mail.MessagingException: Could not convert socket to TLS;\n  nested"
                " exception is: javax.net.ssl.SSLHandshakeException: PKIX path building failed"
            ),
            _SMTP,
        ),
        Saying(
            "STARTTLS is required but host does not support STARTTLS",
            ("starttls-missing",),
            (
                "javax.mail.MessagingException: STARTTLS is required but host does not support"
                " STARTTLS"
            ),
            _SMTP,
        ),
        Saying(
            "Could not connect to SMTP host:",
            ("eof",),
            (
                "javax.mail.MessagingException: Could not connect to SMTP host:"
                " mail.example.com, port: 465, response: -1"
            ),
            _SMTP,
            pattern=(
                r"Could not connect to SMTP host: (?P<host>[\w.-]{1,253}), port: "
                r"(?P<port>\d{1,5}), response: -1"
            ),
        ),
        Saying(
            "Could not connect to SMTP host:",
            ("handshake-failed",),
            (
                "javax.mail.MessagingException: Could not connect to SMTP host:"
                " mail.example.com, port: 587;\n  nested exception is:"
                " javax.net.ssl.SSLException: Unsupported or unrecognized SSL message"
            ),
            _SMTP,
            pattern=r"Could not connect to SMTP host: (?P<host>[\w.-]{1,253}), port: (?P<port>\d{1,5});",
            certain=False,
        ),
        Saying(
            "Couldn't connect to host, port:",
            ("connect-timeout",),
            (
                "com.sun.mail.util.MailConnectException: Couldn't connect to host, port:"
                " mail.example.com, 465; timeout -1"
            ),
            _CONNECT,
            pattern=r"Couldn't connect to host, port: (?P<host>[\w.-]{1,253}), (?P<port>\d{1,5})",
            certain=False,
        ),
        Saying(
            "Server is not trusted:",
            ("verify issuer-unknown",),
            "java.io.IOException: Server is not trusted: mail.example.com",
            _SOCKET,
            pattern=r"IOException: Server is not trusted: (?P<host>[\w.-]{1,253})",
        ),
        Saying(
            "Can't verify identity of server:",
            ("verify name",),
            "java.io.IOException: Can't verify identity of server: mail.example.com",
            _SOCKET,
            pattern=r"Can't verify identity of server: (?P<host>[\w.-]{1,253})",
        ),
    ),
)
