"""FileZilla, client and server."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOCKET = "src/engine/tls.cpp, 3.66"
_CONTROL = "src/engine/ftp/ftpcontrolsocket.cpp, 3.66"
_FZ = "libfilezilla, lib/tls_layer_impl.cpp, 0.45"
_SERVER = "FileZilla Server 1, tls messages"

_SAYINGS = (
    Saying(
        "GnuTLS error -15",
        ("not-tls", "side client"),
        "Error:\tGnuTLS error -15: An unexpected TLS packet was received.",
        _FZ,
    ),
    Saying(
        "GnuTLS error -110",
        ("eof", "side client"),
        (
            "Error:\tGnuTLS error -110 in gnutls_record_recv: The TLS connection was "
            "non-properly terminated."
        ),
        _FZ,
    ),
    Saying(
        "GnuTLS error -8",
        ("not-tls", "side client"),
        "Error:\tGnuTLS error -8: A record packet with illegal version was received.",
        _FZ,
        pattern=r"GnuTLS error -8(?!\d)",
    ),
    Saying(
        "GnuTLS error -9",
        ("bad-record", "side client"),
        "Error:\tGnuTLS error -9: A TLS packet with unexpected length was received.",
        _FZ,
        pattern=r"GnuTLS error -9(?!\d)",
    ),
    Saying(
        "GnuTLS error -53",
        ("reset", "side client"),
        "Error:\tGnuTLS error -53: Error in the push function.",
        _FZ,
    ),
    Saying(
        "GnuTLS error -54",
        ("reset", "side client"),
        "Error:\tGnuTLS error -54: Error in the pull function.",
        _FZ,
    ),
    Saying(
        "GnuTLS error -12",
        ("side client",),
        "Error:\tGnuTLS error -12: A TLS fatal alert has been received.",
        _FZ,
        pattern=r"GnuTLS error -12(?!\d)",
    ),
    Saying(
        "GnuTLS error -",
        ("handshake-failed", "side client"),
        "Error:\tGnuTLS error -24 in gnutls_handshake: Decryption has failed.",
        _FZ,
        pattern=r"GnuTLS error -\d{1,4}(?: in \w+)?: ",
    ),
    Saying(
        "GnuTLS alert ",
        (),
        (
            "Error:\tReceived TLS alert from the server: Handshake failed (40)\nStatus: GnuTLS "
            "alert 40: Handshake failed"
        ),
        _SOCKET,
        pattern=r"GnuTLS alert (?P<code>\d{1,3})",
        decode="alert",
        certain=False,
    ),
    Saying(
        "Received TLS alert from the server: ",
        ("side client", "handshake-failed"),
        "Error:\tReceived TLS alert from the server: Handshake failed (40)",
        _FZ,
        pattern=r"Received TLS alert from the server: .{1,80}\((?P<code>\d{1,3})\)",
        decode="alert",
    ),
    Saying(
        "Received TLS alert from the client: ",
        ("side server", "handshake-failed"),
        (
            "FTP Session 12 192.0.2.7 [Error] Received TLS alert from the client: "
            "Certificate is bad (42)"
        ),
        _FZ,
        pattern=r"Received TLS alert from the client: .{1,80}\((?P<code>\d{1,3})\)",
        decode="alert",
    ),
    Saying(
        "FTP Session ",
        ("side server",),
        (
            "<Date/Time> FTP Session 12 192.0.2.7 [Error] GnuTLS error -110: The TLS "
            "connection was non-properly terminated."
        ),
        _SERVER,
        pattern=r"FTP Session \d{1,9} (?P<client>[0-9a-fA-F.:]{2,45})",
        certain=False,
    ),
    Saying(
        "Server did not properly shut down TLS connection",
        ("eof", "side client"),
        "Error:\tServer did not properly shut down TLS connection",
        _FZ,
    ),
    Saying(
        "Client did not properly shut down TLS connection",
        ("eof", "side server"),
        "FTP Session 12 192.0.2.7 [Error] Client did not properly shut down TLS connection",
        _FZ,
    ),
    Saying(
        "Server does not support FTP over TLS",
        ("starttls-missing", "side client"),
        "Error:\tServer does not support FTP over TLS.",
        _CONTROL,
    ),
    Saying(
        "Insecure server, it does not support FTP over TLS",
        ("starttls-missing", "side client"),
        "Status:\tInsecure server, it does not support FTP over TLS.",
        _CONTROL,
    ),
    Saying(
        "Primary connection and data connection certificates don't match",
        ("verify name", "side client"),
        "Error:\tPrimary connection and data connection certificates don't match.",
        _SOCKET,
    ),
    Saying(
        "Remote certificate not trusted",
        ("verify issuer-unknown", "side client"),
        "Error:\tRemote certificate not trusted.",
        _SOCKET,
    ),
    Saying(
        "425 Unable to build data connection: Operation not permitted",
        ("handshake-failed", "side server"),
        "Response:\t425 Unable to build data connection: Operation not permitted",
        "ProFTPD, src/data.c, 1.3.8",
    ),
    Saying(
        "425 Unable to build data connection: TLS session of data connection",
        ("handshake-failed", "side server"),
        "425 Unable to build data connection: TLS session of data connection not resumed.",
        _SERVER,
    ),
    Saying(
        "425 Unable to build data connection",
        ("handshake-failed", "side server"),
        "Response:\t425 Unable to build data connection: Connection refused",
        "ProFTPD, src/data.c, 1.3.8",
        certain=False,
    ),
    Saying(
        (
            "TLS session of data connection has not resumed or the session does not match "
            "the control connection"
        ),
        ("handshake-failed", "side server"),
        (
            "450 TLS session of data connection has not resumed or the session does not "
            "match the control connection"
        ),
        "FileZilla Server 0.9, source/TransferSocket.cpp",
    ),
    Saying(
        "534-FTP over TLS required",
        ("starttls-needed",),
        "503 Use AUTH first.\n534-FTP over TLS required",
        _SERVER,
        certain=False,
    ),
    Saying(
        "Use explicit FTP over TLS if available",
        ("side client",),
        "Status:\tInitializing TLS... (Use explicit FTP over TLS if available)",
        _CONTROL,
        certain=False,
    ),
)

PRODUCT = Product(
    name="FileZilla",
    roles=(
        Role.CLIENT,
        Role.SERVER,
    ),
    services=(
        "ftp",
        "ftps",
    ),
    sayings=_SAYINGS,
)
