"""Perl: IO::Socket::SSL, Net::SSLeay, LWP and the programs on them."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SOCKET = "IO-Socket-SSL lib/IO/Socket/SSL.pm, 2.081"
_LWP = "LWP-Protocol-https and Net-HTTP lib/LWP/Protocol/http.pm"

PRODUCT = Product(
    name="Perl",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "LWP brings roots of its own when Mozilla::CA is installed.",
            (
                "export PERL_LWP_SSL_CA_FILE=/path/to/bundle.pem",
                "export SSL_CERT_FILE=/path/to/bundle.pem",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "For a socket to an address.",
            ('IO::Socket::SSL->new(PeerAddr => "{host}", SSL_hostname => "{name}");',),
        ),
    },
    sayings=(
        Saying(
            "SSL connect attempt failed",
            ("handshake-failed", "side client"),
            "SSL connect attempt failed error:0A000086:SSL routines::certificate verify failed",
            _SOCKET,
        ),
        Saying(
            "SSL accept attempt failed",
            ("handshake-failed", "side server"),
            "SSL accept attempt failed error:0A00010B:SSL routines::wrong version number",
            _SOCKET,
        ),
        Saying(
            "attempt failed because of handshake problems",
            ("handshake-failed",),
            "SSL connect attempt failed because of handshake problems error:00000000:lib(0)",
            _SOCKET,
            pattern=r"SSL (?:connect|accept) attempt failed because of handshake problems",
        ),
        Saying(
            "SSL connect attempt failed with unknown error",
            ("handshake-failed", "side client"),
            "SSL connect attempt failed with unknown error error:14090086:SSL routines:SSL3_GET_SERVER_CERTIFICATE:certificate verify failed",
            "IO-Socket-SSL lib/IO/Socket/SSL.pm, 1.x",
        ),
        Saying(
            "SSL wants a read first",
            ("eof",),
            "Connect failed: connect: timeout; SSL wants a read first",
            _SOCKET,
        ),
        Saying(
            "hostname verification failed",
            ("verify name", "side client"),
            "Can't connect to a.example:443 (hostname verification failed)",
            _SOCKET,
            pattern=r"(?:Can't connect to (?P<host>[\w.-]{1,253}):\d{1,5} \(|; ?|error:? ?|failed: ?)hostname verification failed",
        ),
        Saying(
            "did not receive the required stapled OCSP response",
            ("verify staple", "side client"),
            "did not receive the required stapled OCSP response",
            _SOCKET,
        ),
        Saying(
            "certificate verify failed)",
            ("verify failed", "side client"),
            "500 Can't connect to a.example:443 (certificate verify failed)",
            _LWP,
            pattern=r"Can't connect to (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}) \((?:SSL connect attempt failed.{0,200})?certificate verify failed\)",
        ),
        Saying(
            "500 Can't connect to",
            ("side client",),
            "500 Can't connect to a.example:443 (Connection refused)",
            _LWP,
            pattern=r"Can't connect to (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
            certain=False,
        ),
        Saying(
            "LWP will support https URLs if the LWP::Protocol::https module is installed",
            ("config-error", "side client"),
            "501 Protocol scheme 'https' is not supported (LWP::Protocol::https not installed) LWP will support https URLs if the LWP::Protocol::https module is installed.",
            "libwww-perl lib/LWP/UserAgent.pm",
        ),
        Saying(
            "Protocol scheme 'https' is not supported",
            ("config-error", "side client"),
            "501 Protocol scheme 'https' is not supported (LWP::Protocol::https not installed)",
            "libwww-perl lib/LWP/UserAgent.pm",
        ),
        Saying(
            "Can't verify SSL peers without knowing which Certificate Authorities to trust",
            ("no-trust-store", "side client"),
            "Can't verify SSL peers without knowing which Certificate Authorities to trust",
            "LWP-Protocol-https lib/LWP/Protocol/https.pm",
        ),
        Saying(
            "Using the default of SSL_verify_mode of SSL_VERIFY_NONE for client is deprecated",
            (),
            "*** Using the default of SSL_verify_mode of SSL_VERIFY_NONE for client is deprecated!",
            "IO-Socket-SSL lib/IO/Socket/SSL.pm, 1.79",
        ),
        *(
            Saying(words, means, example, _SOCKET)
            for words, means, example in (
                (
                    "Invalid default certificate authority locations",
                    ("no-trust-store",),
                    "Invalid default certificate authority locations error:02001002",
                ),
                (
                    "Invalid certificate authority locations",
                    ("ca-file",),
                    "Invalid certificate authority locations error:02001002",
                ),
                (
                    "Failed to use Certificate",
                    ("cert-file",),
                    "Failed to use Certificate error:0906D06C",
                ),
                (
                    "Failed to use Private Key",
                    ("cert-file",),
                    "Failed to use Private Key error:0B080074",
                ),
                (
                    "Failed to load certificate from",
                    ("cert-file",),
                    "Failed to load certificate from file client.pem",
                ),
                (
                    "Failed to load key from file",
                    ("cert-file",),
                    "Failed to load key from file client.key",
                ),
                ("Failed to set SSL cipher list", ("no-cipher",), "Failed to set SSL cipher list"),
                (
                    "invalid SSL_version specified",
                    ("config-error",),
                    "invalid SSL_version specified at /usr/share/perl5/IO/Socket/SSL.pm line 575.",
                ),
            )
        ),
        Saying(
            "SSL_ca_file",
            ("ca-file", "side client"),
            "SSL_ca_file /etc/nowhere.pem can't be used: No such file or directory",
            _SOCKET,
            pattern=r"SSL_ca_file \S{1,200} can't be used",
        ),
        Saying(
            "SSL_cert_file",
            ("cert-file",),
            "SSL_cert_file client.pem can't be used: No such file or directory",
            _SOCKET,
            pattern=r"SSL_cert_file \S{1,200} can't be used",
        ),
        Saying(
            "SSL_key_file",
            ("cert-file",),
            "SSL_key_file client.key can't be used: Permission denied",
            _SOCKET,
            pattern=r"SSL_key_file \S{1,200} can't be used",
        ),
        Saying(
            "STARTTLS failed!",
            ("handshake-failed", "side client"),
            "STARTTLS failed! SSL connect attempt failed",
            "sendEmail, Net::SMTP",
            certain=False,
        ),
        Saying(
            "TLS setup failed:",
            ("handshake-failed", "side client"),
            "ERROR => TLS setup failed: SSL connect attempt failed",
            "sendEmail 1.56",
        ),
        Saying(
            "WARNING: cannot connect to",
            ("side client",),
            "WARNING: cannot connect to a.example:443, SSL connect attempt failed",
            "ddclient",
            pattern=r"cannot connect to (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}).{0,60}SSL",
        ),
    ),
)
