"""Oracle's database: ORA- and TNS- messages, UTL_HTTP, and the JDBC thin driver."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Oracle Database",
    roles=(Role.CLIENT, Role.SERVER),
    speaks=("role database",),
    sayings=(
        Saying(
            "ORA-28750",
            ("handshake-failed",),
            "ORA-28750: unknown error",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28759",
            ("cert-file", "ca-file"),
            "ORA-28759: failure to open file",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28768",
            ("cert-file",),
            "ORA-28768: bad magic number",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28788",
            ("config-error",),
            "ORA-28788: user provided invalid information",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28791",
            ("verify failed",),
            "ORA-28791: certificate verification failure",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28857",
            ("handshake-failed",),
            "ORA-28857: Unknown SSL error",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28858",
            ("bad-record",),
            "ORA-28858: SSL protocol error",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28859",
            ("no-parameters",),
            "ORA-28859: SSL negotiation failure",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28860",
            ("handshake-failed",),
            "ORA-28860: Fatal SSL error",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28861",
            ("handshake-failed",),
            "ORA-28861: SSL connection would block",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28862",
            ("handshake-failed",),
            "ORA-28862: SSL connection failed",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28863",
            ("handshake-failed",),
            "ORA-28863: SSL session not established",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28864",
            ("eof",),
            "ORA-28864: SSL connection closed gracefully",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28865",
            ("eof",),
            "ORA-28865: SSL connection closed",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28868",
            ("verify issuer-unknown",),
            "ORA-28868: Peer certificate chain check failed.",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-28884",
            ("handshake-failed",),
            "ORA-28884: fatal error in SSL handshake",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-29002",
            ("verify failed",),
            "ORA-29002: SSL transport detected invalid or obsolete server certificate",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-29003",
            ("verify name",),
            "ORA-29003: SSL transport detected mismatched server certificate",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-29019",
            ("server-version",),
            "ORA-29019: The protocol version is incorrect.",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-29024",
            ("verify issuer-unknown",),
            "ORA-29024: Certificate validation failure",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-29039",
            ("no-shared-cipher",),
            "ORA-29039: There are no matching cipher suites.",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-29106",
            ("client-key",),
            "ORA-29106: Cannot import PKCS #12 wallet.",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-29248",
            ("client-key", "config-error"),
            "ORA-29248: an unrecognized WRL was used to open a wallet",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-24263",
            ("verify name",),
            "ORA-24263: Certificate of the remote server does not match the target address",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-17957",
            ("client-key",),
            "ORA-17957: Unable to initialize the key store",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "ORA-17964",
            ("verify name",),
            "ORA-17964: Mismatch with the server cert DN",
            "Oracle error messages, 10 to 23",
        ),
        Saying(
            "Mismatch with the server cert DN",
            ("verify name",),
            "IO Error: Mismatch with the server cert DN.",
            "ojdbc, 11 to 23",
        ),
        Saying(
            "IO Error: PKIX path building failed",
            ("verify issuer-unknown", "side client"),
            "java.sql.SQLRecoverableException: IO Error: PKIX path building failed",
            "ojdbc, 11 to 23",
        ),
        Saying(
            "IO Error: The Network Adapter could not establish the connection",
            ("refused", "side client"),
            (
                "java.sql.SQLRecoverableException: IO Error: The Network Adapter could not"
                " establish the connection"
            ),
            "ojdbc, 10 to 21",
            certain=False,
        ),
        Saying(
            "ORA-17820: The Network Adapter could not establish the connection",
            ("refused", "side client"),
            "ORA-17820: The Network Adapter could not establish the connection",
            "ojdbc, 23",
            certain=False,
        ),
        Saying(
            "TNS-00540: SSL protocol adapter failure",
            ("handshake-failed",),
            "TNS-00540: SSL protocol adapter failure",
            "Oracle Net listener.log, 10 to 23",
        ),
        Saying(
            "TNS-12560: TNS:protocol adapter error",
            ("handshake-failed",),
            "TNS-12560: TNS:protocol adapter error",
            "Oracle Net, 10 to 23",
            certain=False,
        ),
        Saying(
            "ORA-12537: TNS:connection closed",
            ("eof", "side client"),
            "ORA-12537: TNS:connection closed",
            "Oracle Net, 10 to 23",
            certain=False,
        ),
        Saying(
            "ORA-12547: TNS:lost contact",
            ("eof", "side client"),
            "ORA-12547: TNS:lost contact",
            "Oracle Net, 10 to 23",
            certain=False,
        ),
        Saying(
            "ORA-12170: TNS:Connect timeout occurred",
            ("connect-timeout", "side client"),
            "ORA-12170: TNS:Connect timeout occurred",
            "Oracle Net, 10 to 23",
            certain=False,
        ),
        Saying(
            "ORA-12541: TNS:no listener",
            ("refused", "side client"),
            "ORA-12541: TNS:no listener",
            "Oracle Net, 10 to 23",
            certain=False,
        ),
        Saying(
            "DPY-4011: the database or network closed the connection",
            ("eof", "side client"),
            (
                "oracledb.exceptions.OperationalError: DPY-4011: the database or network closed"
                " the connection"
            ),
            "python-oracledb, 1 to 3",
            certain=False,
        ),
        Saying(
            "DPY-6005: cannot connect to database",
            ("handshake-failed", "side client"),
            (
                "oracledb.exceptions.OperationalError: DPY-6005: cannot connect to database"
                " (CONNECTION_ID=a)."
            ),
            "python-oracledb, 1 to 3",
            certain=False,
        ),
        Saying(
            "DPY-6002: The distinguished name (DN) on the server certificate does not match",
            ("verify name", "side client"),
            (
                "DPY-6002: The distinguished name (DN) on the server certificate does not match"
                " the expected value"
            ),
            "python-oracledb, 1 to 3",
        ),
        Saying(
            "DPY-4027: no configuration directory specified",
            ("config-error",),
            "DPY-4027: no configuration directory specified",
            "python-oracledb",
            certain=False,
        ),
    ),
)
