"""Oracle's database: ORA- and TNS- messages, UTL_HTTP, and the JDBC thin driver."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SSL = (
    "docs.oracle.com/error-help/db; SSL-28750 to SSL-29249 of Fusion Middleware are the same texts"
)
_HELP = "docs.oracle.com/error-help/db, 12.2 to 23"
_NET = "docs.oracle.com/error-help/db, TNS-00540 to TNS-00560"
_THIN = "python-oracledb src/oracledb/errors.py, 1 to 3"

PRODUCT = Product(
    name="Oracle Database",
    roles=(Role.CLIENT, Role.SERVER),
    speaks=("role database",),
    sayings=(
        Saying(
            "ORA-28750",
            ("handshake-failed",),
            "ORA-28750: unknown error",
            _SSL,
        ),
        Saying(
            "ORA-28759",
            ("cert-file", "ca-file"),
            "ORA-28759: failure to open file",
            _SSL,
        ),
        Saying(
            "ORA-28768",
            ("cert-file",),
            "ORA-28768: bad magic number",
            _SSL,
        ),
        Saying(
            "ORA-28788",
            ("config-error",),
            "ORA-28788: user provided invalid information",
            _SSL,
        ),
        Saying(
            "ORA-28791",
            ("verify failed",),
            "ORA-28791: certificate verification failure",
            _SSL,
        ),
        Saying(
            "ORA-28857",
            ("handshake-failed",),
            "ORA-28857: Unknown SSL error",
            _SSL,
        ),
        Saying(
            "ORA-28858",
            ("bad-record",),
            "ORA-28858: SSL protocol error",
            _SSL,
        ),
        Saying(
            "ORA-28859",
            ("no-parameters",),
            "ORA-28859: SSL negotiation failure",
            _SSL,
        ),
        Saying(
            "ORA-28860",
            ("handshake-failed",),
            "ORA-28860: Fatal SSL error",
            _SSL,
        ),
        Saying(
            "ORA-28861",
            ("handshake-failed",),
            "ORA-28861: SSL connection would block",
            _SSL,
        ),
        Saying(
            "ORA-28862",
            ("handshake-failed",),
            "ORA-28862: SSL connection failed",
            _SSL,
        ),
        Saying(
            "ORA-28864",
            ("eof",),
            "ORA-28864: SSL connection closed gracefully",
            _SSL,
        ),
        Saying(
            "ORA-28865",
            ("eof",),
            "ORA-28865: SSL connection closed",
            _SSL,
        ),
        Saying(
            "ORA-28868",
            ("verify issuer-unknown",),
            "ORA-28868: Peer certificate chain check failed.",
            _SSL,
        ),
        Saying(
            "ORA-29002",
            ("verify failed",),
            "ORA-29002: SSL transport detected invalid or obsolete server certificate",
            _SSL,
        ),
        Saying(
            "ORA-29003",
            ("verify name",),
            "ORA-29003: SSL transport detected mismatched server certificate",
            _SSL,
        ),
        Saying(
            "ORA-29019",
            ("server-version",),
            "ORA-29019: The protocol version is incorrect.",
            _SSL,
        ),
        Saying(
            "ORA-29034",
            ("config-error",),
            "ORA-29034: Correct cipher suite or client authentication is needed.",
            _HELP,
        ),
        Saying(
            "ORA-29037",
            ("client-cert-absent",),
            "ORA-29037: No certificate is present",
            _HELP,
        ),
        Saying(
            "ORA-29024",
            ("verify issuer-unknown",),
            "ORA-29024: Certificate validation failure",
            _SSL,
        ),
        Saying(
            "ORA-29039",
            ("no-shared-cipher",),
            "ORA-29039: There are no matching cipher suites.",
            _SSL,
        ),
        Saying(
            "ORA-29040",
            ("no-shared-cipher",),
            "ORA-29040: There are no supported cipher suites.",
            _HELP,
        ),
        Saying(
            "ORA-29050",
            ("config-error",),
            "ORA-29050: Installed client authentication mode is not supported.",
            _HELP,
        ),
        Saying(
            "ORA-29051",
            ("verify weak",),
            "ORA-29051: The given public key type is not supported.",
            _HELP,
        ),
        Saying(
            "ORA-29106",
            ("client-key",),
            "ORA-29106: Cannot import PKCS #12 wallet.",
            _SSL,
        ),
        Saying(
            "ORA-29248",
            ("client-key", "config-error"),
            "ORA-29248: an unrecognized WRL was used to open a wallet",
            _SSL,
        ),
        Saying(
            "ORA-24263",
            ("verify name",),
            "ORA-24263: Certificate of the remote server does not match the target address",
            _HELP,
        ),
        Saying(
            "ORA-17957",
            ("client-key",),
            "ORA-17957: Unable to initialize the key store.",
            _HELP,
        ),
        Saying(
            "ORA-17951",
            ("config-error", "side client"),
            "ORA-17951: The SSL protocol specified is not supported.",
            _HELP,
        ),
        Saying(
            "ORA-17953",
            ("no-cipher", "side client"),
            "ORA-17953: The cipher suite specified is not supported.",
            _HELP,
        ),
        Saying(
            "ORA-17954",
            ("verify name", "side client"),
            'ORA-17954: The configured DN, "CN=db", does not match the DN, "CN=db.example.com", of the server\'s certificate',
            _HELP,
        ),
        Saying(
            "ORA-17958",
            ("ca-file", "side client"),
            "ORA-17958: Unable to initialize the trust store",
            _HELP,
        ),
        Saying(
            "ORA-17959",
            ("config-error", "side client"),
            "ORA-17959: Unable to initialize SSL context",
            _HELP,
        ),
        Saying(
            "ORA-17965",
            ("verify name", "side client"),
            'ORA-17965: Host name(s): "db.example.com" does not match the CN: "db" or SAN(s): "" of the server\'s certificate',
            _HELP,
            pattern=r'ORA-17965(?:.{0,30}Host name\(s\): "(?P<host>[\w.-]{1,253})")?',
        ),
        Saying(
            "Mismatch with the server cert DN",
            ("verify name",),
            "IO Error: Mismatch with the server cert DN.",
            "ojdbc 11 to 19, ORA-17954",
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
            _NET,
        ),
        Saying(
            "TNS-00542: SSL Handshake failed",
            ("handshake-failed",),
            "TNS-00542: SSL Handshake failed",
            _NET,
        ),
        Saying(
            "TNS-00547: user information retrieval failed",
            ("handshake-failed",),
            "TNS-00547: user information retrieval failed",
            _NET,
        ),
        Saying(
            "TNS-12560: TNS:protocol adapter error",
            ("handshake-failed",),
            "TNS-12560: TNS:protocol adapter error",
            _HELP,
            certain=False,
        ),
        Saying(
            "ORA-12537: TNS:connection closed",
            ("eof", "side client"),
            "ORA-12537: TNS:connection closed",
            _HELP,
            certain=False,
        ),
        Saying(
            "ORA-12547: TNS:lost contact",
            ("eof", "side client"),
            "ORA-12547: TNS:lost contact",
            _HELP,
            certain=False,
        ),
        Saying(
            "ORA-12170: TNS:Connect timeout occurred",
            ("connect-timeout", "side client"),
            "ORA-12170: TNS:Connect timeout occurred",
            _HELP,
            certain=False,
        ),
        Saying(
            "ORA-12541: TNS:no listener",
            ("refused", "side client"),
            "ORA-12541: TNS:no listener",
            _HELP,
            certain=False,
        ),
        Saying(
            "DPY-4011: the database or network closed the connection",
            ("eof", "side client"),
            (
                "oracledb.exceptions.OperationalError: DPY-4011: the database or network closed"
                " the connection"
            ),
            _THIN,
            certain=False,
        ),
        Saying(
            "DPY-6005: cannot connect to database",
            ("handshake-failed", "side client"),
            (
                "oracledb.exceptions.OperationalError: DPY-6005: cannot connect to database"
                " (CONNECTION_ID=a)."
            ),
            _THIN,
            certain=False,
        ),
        Saying(
            "DPY-6002: The distinguished name (DN) on the server certificate does not match",
            ("verify name", "side client"),
            (
                "DPY-6002: The distinguished name (DN) on the server certificate does not match"
                " the expected value: CN=db.example.com"
            ),
            _THIN,
        ),
        Saying(
            "DPY-6006: The name on the server certificate does not match",
            ("verify name", "side client"),
            'DPY-6006: The name on the server certificate does not match the expected value: "db.example.com"',
            _THIN,
        ),
        Saying(
            "DPY-6004: network proxy failed",
            ("proxy-answered {status}", "side client"),
            "DPY-6004: network proxy failed: response was HTTP/1.1 407 Proxy Authentication Required",
            _THIN,
            pattern=r"network proxy failed: response was HTTP/1\.\d (?P<status>\d{3})",
        ),
        Saying(
            "DPY-4032: invalid value for ssl_version",
            ("config-error", "side client"),
            'DPY-4032: invalid value for ssl_version: "TLSv9"',
            _THIN,
        ),
        Saying(
            "https_proxy requires use of the tcps protocol",
            ("config-error", "side client"),
            "DPY-2029: https_proxy requires use of the tcps protocol",
            _THIN,
        ),
        Saying(
            "DPY-4027: no configuration directory specified",
            ("config-error",),
            "DPY-4027: no configuration directory specified",
            _THIN,
            certain=False,
        ),
    ),
)
