"""MailKit, the mail library of .NET. Its message lists reasons that all may be the one."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "MailKit 2 to 4, SslHandshakeException.cs"

# The list is the same every time: it says nothing about this failure.
_LIST = (
    "This usually means that the SSL certificate presented by the server is not trusted by the system for one or more of the following reasons",
    "The server is using a self-signed certificate which cannot be verified",
    "The local system is missing a Root or Intermediate certificate needed to verify the server's certificate",
    "A Certificate Authority CRL server for one or more of the certificates in the chain is temporarily unavailable",
    "The certificate presented by the server is expired or invalid",
    "The set of SSL/TLS protocols supported by the client and server do not match",
    "Another possibility is that you are trying to connect to a port which does not support SSL/TLS",
    "It is also possible that the set of SSL/TLS protocols supported by the client and server do not match",
    "It is possible that the set of SSL/TLS protocols supported by the client and server do not match",
    "You are trying to connect to a port which does not support SSL/TLS",
)

PRODUCT = Product(
    name="MailKit",
    roles=(Role.CLIENT,),
    services=("smtp", "imap", "pop3"),
    sayings=(
        *(Saying(words, (), f"{words}.", _SOURCE) for words in _LIST),
        Saying(
            "An error occurred while attempting to establish an SSL or TLS connection",
            ("handshake-failed",),
            "MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection.",
            _SOURCE,
        ),
        Saying(
            "port 587 is typically reserved for plain-text connections",
            ("not-tls smtp", "port 587"),
            "When connecting to an SMTP service, port 587 is typically reserved for plain-text connections. If you intended to connect to SMTP on the SSL port, try connecting to port 465 instead.",
            _SOURCE,
        ),
        Saying(
            "is typically reserved for plain-text connections",
            ("not-tls", "port {port}"),
            "When connecting to an IMAP service, port 143 is typically reserved for plain-text connections. If you intended to connect to IMAP on the SSL port, try connecting to port 993 instead.",
            _SOURCE,
            pattern=r"port (?P<port>\d{2,5}) is typically reserved for plain-text connections",
        ),
        Saying(
            "The SSL certificate for the server was not available",
            ("no-certificate",),
            "The SSL certificate for the server was not available.",
            _SOURCE,
        ),
        Saying(
            "The host name did not match the name given in the server's SSL certificate",
            ("verify name",),
            "The host name did not match the name given in the server's SSL certificate.",
            _SOURCE,
        ),
        Saying(
            "The host name (",
            ("verify name",),
            "The host name (mail.example.org) did not match any of the names given in the server's SSL certificate:",
            _SOURCE,
            pattern=r"The host name \((?P<host>[\w.-]{1,200})\) did not match",
        ),
        Saying(
            "The server's SSL certificate could not be validated for the following reasons",
            ("verify failed",),
            "The server's SSL certificate could not be validated for the following reasons:",
            _SOURCE,
        ),
        Saying(
            "server does not support the STARTTLS extension",
            ("starttls-missing",),
            "System.NotSupportedException: The SMTP server does not support the STARTTLS extension.",
            "MailKit 2 to 4, SmtpClient.cs, ImapClient.cs",
        ),
        Saying(
            "server does not support the STLS extension",
            ("starttls-missing",),
            "System.NotSupportedException: The POP3 server does not support the STLS extension.",
            "MailKit 2 to 4, Pop3Client.cs",
        ),
        Saying(
            "SslHandshakeException",
            ("handshake-failed",),
            "MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection.",
            _SOURCE,
            pattern=r"(?-i:SslHandshakeException)",  # Java writes SSL in capitals
        ),
    ),
    speaks=("side client", "role mail"),
)
