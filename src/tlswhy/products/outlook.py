"""Outlook and Windows Mail."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_OUTLOOK = "Outlook 2010 to 365, dialogs"
_MAIL = "Outlook 2010 to 365, Windows Live Mail; mimeole.h"

PRODUCT = Product(
    name="Outlook",
    roles=(Role.CLIENT,),
    services=("smtp", "imap", "pop3"),
    sayings=(
        Saying(
            "There is a problem with the proxy server's security certificate",
            ("verify failed",),
            "There is a problem with the proxy server's security certificate. Outlook is unable to connect to the proxy server. (Error Code 0)",
            _OUTLOOK,
        ),
        Saying(
            "The name on the security certificate is invalid or does not match the name of the target site",
            ("verify name",),
            "There is a problem with the proxy server's security certificate. The name on the security certificate is invalid or does not match the name of the target site mail.example.org.",
            _OUTLOOK,
        ),
        Saying(
            "The security certificate is not from a trusted certifying authority. Outlook is unable to connect",
            ("verify issuer-unknown",),
            "The security certificate is not from a trusted certifying authority. Outlook is unable to connect to the proxy server mail.example.org. (Error Code 8)",
            _OUTLOOK,
        ),
        Saying(
            "The server you are connected to is using a security certificate that cannot be verified",
            ("verify failed",),
            "Internet Security Warning The server you are connected to is using a security certificate that cannot be verified. The target principal name is incorrect.",
            _OUTLOOK,
        ),
        Saying(
            "Your server does not support the connection encryption type you have specified",
            ("starttls-missing", "not-tls"),
            "Your server does not support the connection encryption type you have specified. Try changing the encryption method.",
            _OUTLOOK,
        ),
        Saying(
            "Your outgoing (SMTP) server does not support SSL",
            ("starttls-missing",),
            "Your outgoing (SMTP) server does not support SSL Secured connections.",
            _OUTLOOK,
        ),
        Saying(
            "does not support SSL Secured connections",
            ("starttls-missing",),
            "Your SMTP server does not support SSL Secured connections.",
            _OUTLOOK,
        ),
        Saying(
            "Unable to establish an SSL connection with the server",
            ("handshake-failed",),
            "Unable to establish an SSL connection with the server. Account: 'mail.example.org', Server: 'mail.example.org', Protocol: SMTP, Port: 465, Secure(SSL): Yes, Error Number: 0x800CCC1A",
            _MAIL,
        ),
        Saying(
            "0x800CCC1A",
            ("starttls-missing", "handshake-failed"),
            "Sending reported error (0x800CCC1A): 'Your server does not support the connection encryption type you have specified.'",
            _MAIL,
        ),
        Saying(
            "0x800CCC7D",
            ("starttls-missing",),
            "reported error (0x800CCC7D) : 'Your outgoing (SMTP) server does not support SSL Secured connections.'",
            _MAIL,
        ),
        Saying(
            "0x800CCC0E",
            ("refused",),
            "Protocol: IMAP, Server Response: '', Port: 993, Secure(SSL): Yes, Error Number: 0x800CCC0E",
            _MAIL,
            certain=False,
        ),
        Saying(
            "0x800CCC0F",
            ("eof",),
            "Your server has unexpectedly terminated the connection. Port: 465, Secure(SSL): Yes, Error Number: 0x800CCC0F",
            _MAIL,
            certain=False,
        ),
        Saying(
            "0x800CCC0D",
            ("dns-failed",),
            "The host 'mail.example.org' could not be found. Secure(SSL): Yes, Error Number: 0x800CCC0D",
            _MAIL,
            certain=False,
        ),
        Saying(
            "0x800CCC19",
            ("connect-timeout",),
            "A time-out occurred while communicating with the server. Secure(SSL): Yes, Error Number: 0x800CCC19",
            _MAIL,
            certain=False,
        ),
        Saying(
            "Secure(SSL): Yes",
            (),
            "Account: 'mail.example.org', Protocol: IMAP, Port: 993, Secure(SSL): Yes, Socket Error: 10061",
            _MAIL,
        ),
        Saying(
            "Your server has unexpectedly terminated the connection",
            ("eof",),
            "Your server has unexpectedly terminated the connection. Possible causes for this include server problems, network problems, or a long period of inactivity.",
            _MAIL,
            certain=False,
        ),
    ),
    speaks=("side client", "role mail"),
)
