"""IBM Db2."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_MSG = "Db2 11.5, messages SQL30000 to SQL33999"
_DIAG = "Db2 11.5, db2diag.log"
_JCC = "IBM Data Server Driver for JDBC 4, messages"

_SAYINGS = (
    Saying(
        "SQL30081N",
        (),
        (
            "SQL30081N  A communication error has been detected. Communication protocol "
            'being used: "SSL".  Communication API being used: "SOCKETS".  Location where '
            'the error was detected: "192.0.2.7".  Communication function detecting the '
            'error: "sqlccSSLSocketSetup".  Protocol specific error code(s): "414", "*", '
            '"*".  SQLSTATE=08001'
        ),
        _MSG,
        pattern=(
            'SQL30081N.{0,400}"(?:SSL|TLS)'
            r'".{0,400}Protocol specific error code\(s\): "(?P<code>\d{1,3})"'
        ),
        decode="gskit",
    ),
    Saying(
        'Communication protocol being used: "SSL"',
        ("handshake-failed", "side client"),
        (
            "SQL30081N  A communication error has been detected. Communication protocol "
            'being used: "SSL".  Communication API being used: "SOCKETS".  Location where '
            'the error was detected: "192.0.2.7".'
        ),
        _MSG,
        pattern=(
            'Communication protocol being used: "SSL"(?:.{0,120}Location where the '
            'error was detected: "(?P<host>[^"]{1,253})")?'
        ),
    ),
    Saying(
        "sqlccSSLSocketSetup",
        ("handshake-failed",),
        (
            "FUNCTION: DB2 UDB, common communication, sqlccSSLSocketSetup, probe:30\nMESSAGE "
            ': DIA3604E The SSL function "gsk_secure_soc_init" failed with the return code '
            '"410" in "sqlccSSLSocketSetup".'
        ),
        _DIAG,
    ),
    Saying(
        "DIA3604E",
        ("handshake-failed",),
        (
            'DIA3604E The SSL function "gsk_secure_soc_init" failed with the return code '
            '"420" in "sqlccSSLSocketSetup".'
        ),
        _DIAG,
        pattern=r'DIA3604E.{0,120}return code "(?P<code>\d{1,3})"',
        decode="gskit",
    ),
    Saying(
        "ERRORCODE=-4499",
        ("handshake-failed", "side client"),
        (
            "[jcc][t4][2030][11211][4.29.24] A communication error occurred during "
            "operations on the connection's underlying socket. ERRORCODE=-4499, "
            "SQLSTATE=08001"
        ),
        _JCC,
        certain=False,
    ),
)

PRODUCT = Product(
    name="IBM Db2",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("db2",),
    sayings=_SAYINGS,
)
