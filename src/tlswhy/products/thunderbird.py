"""Thunderbird: mail over TLS, with the codes of NSS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "Thunderbird 78 to 140, messenger.properties, accountCreation.properties"
_SMTP = "Thunderbird 78 to 140, composeMsgs.properties"

PRODUCT = Product(
    name="Thunderbird",
    roles=(Role.CLIENT,),
    services=("smtp", "imap", "pop3"),
    sayings=(
        Saying(
            "does not seem to support encrypted passwords",
            ("role mail",),
            "The SMTP server mail.example.org does not seem to support encrypted passwords.",
            _SMTP,
        ),
        Saying(
            "does not support the selected authentication method",
            ("role mail",),
            "The IMAP Server mail.example.org does not support the selected authentication method.",
            _SOURCE,
            certain=False,
        ),
        Saying(
            "Unable to establish a secure link with Outgoing server (SMTP)",
            ("starttls-missing",),
            "Sending of the message failed. Unable to establish a secure link with Outgoing server (SMTP) mail.example.org using STARTTLS since it doesn't advertise that feature.",
            _SMTP,
        ),
        Saying(
            "using STARTTLS since it doesn",
            ("starttls-missing",),
            "Unable to establish a secure link with Outgoing server (SMTP) mail.example.org using STARTTLS since it doesn't advertise that feature.",
            _SMTP,
        ),
        Saying(
            "The configuration related to ",
            ("verify failed",),
            "Sending of the message failed. The certificate is not trusted because it is self-signed. The configuration related to mail.example.org must be corrected.",
            _SMTP,
            pattern=r"The configuration related to (?P<host>[\w.-]{1,120}) must be corrected",
        ),
        Saying(
            "Unable to establish TLS connection to POP3 server",
            ("starttls-missing",),
            "Unable to establish TLS connection to POP3 server. The server may be down or may be incorrectly configured.",
            "Thunderbird 78 to 140, localMsgs.properties",
        ),
        Saying(
            "The message could not be sent because connecting to Outgoing server (SMTP)",
            ("refused",),
            "Sending of the message failed. The message could not be sent because connecting to Outgoing server (SMTP) mail.example.org failed. The server may be unavailable or is refusing SMTP connections.",
            _SMTP,
        ),
        Saying(
            "The message could not be sent because the connection to Outgoing server (SMTP)",
            ("eof",),
            "Sending of the message failed. The message could not be sent because the connection to Outgoing server (SMTP) mail.example.org was lost in the middle of the transaction.",
            _SMTP,
            pattern=r"Outgoing server \(SMTP\) (?P<host>[\w.-]{1,120}) (?:was lost|timed out)",
        ),
        Saying(
            "You are about to override how",
            ("verify failed",),
            "You are about to override how Thunderbird identifies this site.",
            "Thunderbird 78 to 140, exceptionDialog.ftl",
            pattern=r"You are about to override how (?:Firefox|Thunderbird) identifies this site",
        ),
        Saying(
            "This site attempts to identify itself with invalid information",
            ("verify failed",),
            "This site attempts to identify itself with invalid information.",
            "Thunderbird 78 to 140, exceptionDialog.ftl",
        ),
        Saying(
            "Certificate belongs to a different site, which could mean that someone is trying to impersonate",
            ("verify name",),
            "Wrong Site The certificate belongs to a different site, which could mean that someone is trying to impersonate this site.",
            "Thunderbird 78 to 140, exceptionDialog.ftl",
        ),
        Saying(
            "is not trusted because it hasn",
            ("verify issuer-unknown",),
            "Unknown Identity The certificate is not trusted because it hasn't been verified as issued by a trusted authority using a secure signature.",
            "Thunderbird 78 to 140, exceptionDialog.ftl",
            pattern="certificate is not trusted because it hasn.t been verified",
        ),
        Saying(
            "The certificate is not currently valid. It may have been stolen or lost",
            ("verify expired",),
            "Outdated Information The certificate is not currently valid. It may have been stolen or lost, and could be used by someone to impersonate this site.",
            "Thunderbird 78 to 140, exceptionDialog.ftl",
        ),
    ),
    speaks=("side client", "role mail"),
)
