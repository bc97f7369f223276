"""PHP: its openssl streams, and the programs on them and on curl."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_XP = "ext/openssl/xp_ssl.c, PHP 5.6 to 8.4"
_HTTP = "ext/standard/http_fopen_wrapper.c"
_CLIENT = ("side client",)

PRODUCT = Product(
    name="PHP",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "In php.ini, for streams and for curl; then restart what runs PHP.",
            (
                'openssl.cafile = "/path/to/bundle.pem"',
                'curl.cainfo = "/path/to/bundle.pem"',
                "php -r 'print_r(openssl_get_cert_locations());'",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "For streams to an address.",
            ("$context = stream_context_create(['ssl' => ['peer_name' => '{name}']]);",),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "For streams to an address.",
            ("$context = stream_context_create(['ssl' => ['peer_name' => '{name}']]);",),
        ),
        Remedy.USE_STARTTLS: Recipe(
            "With PHPMailer.",
            ("$mail->SMTPSecure = PHPMailer::ENCRYPTION_STARTTLS;", "$mail->Port = 587;"),
        ),
        Remedy.USE_IMPLICIT_TLS: Recipe(
            "With PHPMailer.",
            ("$mail->SMTPSecure = PHPMailer::ENCRYPTION_SMTPS;", "$mail->Port = 465;"),
        ),
    },
    sayings=(
        Saying(
            "SSL operation failed with code",
            ("handshake-failed", *_CLIENT),
            "PHP Warning: stream_socket_enable_crypto(): SSL operation failed with code 1. OpenSSL Error messages: error:1416F086:SSL routines:tls_process_server_certificate:certificate verify failed",
            "ext/openssl/xp_ssl.c: php_openssl_handle_ssl_error",
        ),
        Saying(
            "SSL operation failed with code 5",
            ("eof", *_CLIENT),
            "PHP Warning: stream_socket_client(): SSL operation failed with code 5. ",
            "ext/openssl/xp_ssl.c: SSL_ERROR_SYSCALL",
        ),
        Saying(
            "Peer certificate CN=",
            ("verify name", *_CLIENT),
            "PHP Warning: stream_socket_enable_crypto(): Peer certificate CN=`b.example' did not match expected CN=`a.example'",
            _XP,
            pattern=r"Peer certificate CN=.[^']{0,253}' did not match expected CN=.(?P<host>[\w.-]{1,253})'",
        ),
        *(
            Saying(words, means, f"PHP Warning: stream_socket_client(): {words}{rest}", _XP)
            for words, rest, means in (
                ("Unable to match peer certificate", "", ("verify name", *_CLIENT)),
                ("Unable to locate peer certificate CN", "", ("verify no-san", *_CLIENT)),
                (
                    "Could not verify peer: code:",
                    "19 self signed certificate in certificate chain",
                    ("verify failed", *_CLIENT),
                ),
                ("Could not get peer certificate", "", ("handshake-failed", *_CLIENT)),
                ("peer_fingerprint match failure", "", ("verify pin", *_CLIENT)),
                ("No cafile available", "", ("no-trust-store", *_CLIENT)),
                (
                    "Unable to set verify locations",
                    " `/etc/nowhere.pem' `(null)'",
                    ("ca-file", *_CLIENT),
                ),
                (
                    "no valid certs found cafile stream:",
                    " `/etc/nowhere.pem'",
                    ("ca-file", *_CLIENT),
                ),
                ("failed loading cafile stream:", " `/etc/nowhere.pem'", ("ca-file", *_CLIENT)),
                (
                    "Unable to set default verify locations",
                    " and no CA settings specified",
                    ("no-trust-store", *_CLIENT),
                ),
                (
                    "Unable to set local cert chain file",
                    " `client.pem'; Check that your cafile/capath settings include details of your certificate and its issuer",
                    ("client-key", *_CLIENT),
                ),
                ("Unable to set private key file `", "client.key'", ("client-key", *_CLIENT)),
                (
                    "Unable to get real path of certificate file",
                    " `client.pem'",
                    ("client-key", *_CLIENT),
                ),
                ("Private key does not match certificate!", "", ("client-key", *_CLIENT)),
                ("SSL: Handshake timed out", "", ("handshake-timeout", *_CLIENT)),
                ("SSL: Connection reset by peer", "", ("reset", *_CLIENT)),
                ("SSL: An existing connection was forcibly closed", "", ("reset", *_CLIENT)),
                ("SSL: Broken pipe", "", ("reset", *_CLIENT)),
                ("SSL: crypto enabling timeout", "", ("handshake-timeout", *_CLIENT)),
                ("SSL: fatal protocol error", "", ("eof", *_CLIENT)),
                ("TLSv1.3 support is not compiled", "", ("no-version",)),
            )
        ),
        Saying(
            "Failed to enable crypto",
            ("handshake-failed", *_CLIENT),
            "PHP Warning: file_get_contents(): Failed to enable crypto in /srv/a.php on line 3",
            _XP,
        ),
        Saying(
            "Cannot connect to HTTPS server through proxy",
            ("proxy-answered", "leg proxy", *_CLIENT),
            "PHP Warning: file_get_contents(https://a.example/): failed to open stream: Cannot connect to HTTPS server through proxy",
            _HTTP,
        ),
        Saying(
            'Unable to find the wrapper "https"',
            ("config-error",),
            'PHP Warning: file_get_contents(): Unable to find the wrapper "https" - did you forget to enable it when you configured PHP?',
            "main/streams/streams.c",
        ),
        Saying(
            "Unable to find the socket transport",
            ("config-error",),
            'Unable to find the socket transport "ssl" - did you forget to enable it when you configured PHP?',
            "main/streams/transports.c",
            pattern=r"socket transport \"(?:ssl|tls)",
        ),
        Saying(
            "OpenSSL Error messages:",
            _CLIENT,
            "OpenSSL Error messages: error:0A000086:SSL routines::certificate verify failed",
            _XP,
        ),
        Saying(
            "unable to connect to ssl://",
            _CLIENT,
            "PHP Warning: stream_socket_client(): unable to connect to ssl://a.example:465 (Unknown error)",
            "ext/standard/streamsfuncs.c",
            pattern=r"unable to connect to (?P<host>ssl://[\w.-]{1,253}:\d{1,5})",
            certain=False,
        ),
        Saying(
            "unable to connect to tls://",
            _CLIENT,
            "PHP Warning: stream_socket_client(): unable to connect to tls://a.example:587 (Connection refused)",
            "ext/standard/streamsfuncs.c",
            pattern=r"unable to connect to (?P<host>tls://[\w.-]{1,253}:\d{1,5})",
            certain=False,
        ),
        # Mail.
        Saying(
            "Message could not be sent. Mailer Error: SMTP",
            _CLIENT,
            "Message could not be sent. Mailer Error: SMTP connect() failed.",
            "PHPMailer src/PHPMailer.php",
            certain=False,
        ),
        Saying(
            "SMTP Error: Could not connect to SMTP host. Failed to connect to server",
            _CLIENT,
            "SMTP Error: Could not connect to SMTP host. Failed to connect to server",
            "PHPMailer src/PHPMailer.php, 6",
            certain=False,
        ),
        Saying(
            "Unable to connect with TLS encryption",
            ("handshake-failed", *_CLIENT),
            "Unable to connect with TLS encryption",
            "Swift Mailer lib/classes/Swift/Transport/EsmtpTransport.php",
        ),
        Saying(
            "Unable to connect with STARTTLS",
            ("handshake-failed", *_CLIENT),
            "Unable to connect with STARTTLS: stream_socket_enable_crypto(): Peer certificate CN did not match",
            "symfony/mailer Transport/Smtp/EsmtpTransport.php",
        ),
        Saying(
            "TLS required but neither TLS or STARTTLS are in use",
            ("starttls-missing", *_CLIENT),
            "TLS required but neither TLS or STARTTLS are in use.",
            "symfony/mailer Transport/Smtp/EsmtpTransport.php, 7.3",
        ),
        # Composer.
        Saying(
            "file could not be downloaded (HTTP/",
            ("http-status {status}", *_CLIENT),
            'The "https://packages.example/packages.json" file could not be downloaded (HTTP/1.1 407 Proxy Authentication Required)',
            "composer src/Composer/Util/RemoteFilesystem.php, CurlDownloader.php",
            pattern=r"could not be downloaded \(HTTP/[\d.]{1,3} (?P<status>[45]\d\d)",
            certain=False,
        ),
        Saying(
            "curl error",
            _CLIENT,
            "curl error 60 while downloading https://packages.example/packages.json: SSL certificate problem: unable to get local issuer certificate",
            "composer src/Composer/Util/Http/CurlDownloader.php",
            pattern=r"curl error \d{1,2} while downloading (?P<host>https?://[^\s]{1,300}?):? ",
        ),
        Saying(
            "The openssl extension is required for SSL/TLS protection",
            ("config-error",),
            "The openssl extension is required for SSL/TLS protection but is not available.",
            "composer src/Composer/Factory.php",
        ),
        Saying(
            "Connection error [SSL operation failed",
            ("handshake-failed", *_CLIENT),
            "Connection error [SSL operation failed with code 1]",
            "predis src/Connection/StreamConnection.php",
        ),
    ),
)
