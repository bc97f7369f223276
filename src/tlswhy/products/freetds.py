"""FreeTDS: tsql, pymssql and others on it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "src/tds/tls.c, 1.3"
_LOGIN = "src/tds/login.c, 1.3"
_PY = "pymssql on FreeTDS 1.3"

_SAYINGS = (
    Saying(
        "Certificate hostname does not match",
        ("verify name",),
        "tls.c:1040:Certificate hostname does not match",
        _TLS,
        pattern=r"(?:tls\.c|tds|TDS|tsql).{0,80}Certificate hostname does not match",
    ),
    Saying(
        "Error verifying certificate: ",
        ("verify failed",),
        "tls.c:330:Error verifying certificate: The certificate is NOT trusted.",
        _TLS,
        pattern=r"(?:tls\.c|tds).{0,60}Error verifying certificate: ",
    ),
    Saying(
        "handshake failed with",
        ("handshake-failed",),
        "tls.c:700:handshake failed with -110 The TLS connection was non-properly terminated.",
        _TLS,
        pattern=r"tls\.c:\d{1,5}:(?:.{0,20})handshake failed",
    ),
    Saying(
        "handshake failed: ",
        ("handshake-failed",),
        "tls.c:1010:handshake failed: error:0A000102:SSL routines::unsupported protocol",
        _TLS,
        pattern=r"tls\.c:\d{1,5}:(?:.{0,20})handshake failed: ",
    ),
    Saying(
        "Encryption not supported using TDS 4.x",
        ("config-error",),
        "Encryption not supported using TDS 4.x",
        _LOGIN,
    ),
    Saying(
        "DB-Lib error message 20002",
        ("handshake-failed",),
        (
            "pymssql._pymssql.OperationalError: (20002, b'DB-Lib error message 20002, "
            "severity 9:\\nAdaptive Server connection failed (db.example.com)\\n')"
        ),
        _PY,
        certain=False,
    ),
    Saying(
        "DB-Lib error message 20017",
        ("eof",),
        (
            "(20017, b'DB-Lib error message 20017, severity 9:\\nUnexpected EOF from the "
            "server (db.example.com:1433)\\n')"
        ),
        _PY,
        certain=False,
    ),
    Saying(
        "DB-Lib error message 20009",
        ("refused",),
        (
            "(20009, b'DB-Lib error message 20009, severity 9:\\nUnable to connect: "
            "Adaptive Server is unavailable or does not exist (db.example.com:1433)\\n')"
        ),
        _PY,
        certain=False,
    ),
    Saying(
        "Error 20002 (severity 9)",
        ("handshake-failed",),
        (
            "Error 20002 (severity 9):\n\tAdaptive Server connection failed\nThere was a "
            "problem connecting to the server"
        ),
        "src/apps/tsql.c, 1.3",
        certain=False,
    ),
    Saying(
        "Error 20017 (severity 9)",
        ("eof",),
        "Error 20017 (severity 9):\n\tUnexpected EOF from the server",
        "src/apps/tsql.c, 1.3",
        certain=False,
    ),
    Saying(
        "[FreeTDS][SQL Server]Unable to connect to data source",
        ("side client",),
        "[08001][FreeTDS][SQL Server]Unable to connect to data source",
        "src/odbc/error.c, 1.3",
        certain=False,
    ),
    Saying(
        "[FreeTDS][SQL Server]Unknown error",
        ("handshake-failed",),
        "[01000][FreeTDS][SQL Server]Unknown error",
        "src/odbc/error.c, 1.3",
        certain=False,
    ),
)

PRODUCT = Product(
    name="FreeTDS",
    roles=(Role.CLIENT,),
    services=("mssql",),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role database",
    ),
)
