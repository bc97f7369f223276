"""Microsoft SQL Server: the server, SqlClient, ODBC and OLE DB drivers, sqlcmd."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_CLIENT = "Microsoft.Data.SqlClient 2 to 6, src/Microsoft.Data.SqlClient/src/Resources/Strings.resx"
_ODBC = "ODBC Driver 13 to 18 for SQL Server"
_SERVER = "MicrosoftDocs/sql-docs docs/relational-databases/errors-events, 2012 to 2022"

PRODUCT = Product(
    name="SQL Server",
    roles=(Role.SERVER, Role.CLIENT),
    services=("mssql",),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "The clients read Windows' store; on Linux OpenSSL's.",
            (
                r"Import-Certificate -FilePath {ca}.cer `",
                r"  -CertStoreLocation Cert:\LocalMachine\Root",
            ),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "The address stays, the name to check changes.",
            ("Server={host},{port};Encrypt=True;HostNameInCertificate={name}",),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "Its own log.", ("EXEC xp_readerrorlog 0, 1, N'certificate';",)
        ),
    },
    sayings=(
        Saying(
            "but then an error occurred during the pre-login handshake",
            ("handshake-failed", "side client"),
            "A connection was successfully established with the server, but then an error occurred during the pre-login handshake. (provider: SSL Provider, error: 0 - The wait operation timed out.)",
            _CLIENT,
        ),
        Saying(
            "but then an error occurred during the login process",
            ("side client", "handshake-failed"),
            "A connection was successfully established with the server, but then an error occurred during the login process. (provider: SSL Provider, error: 0 - The certificate chain was issued by an authority that is not trusted.)",
            _CLIENT,
        ),
        Saying(
            "error: 31 - Encryption(ssl/tls) handshake failed",
            ("handshake-failed", "side client"),
            "(provider: TCP Provider, error: 31 - Encryption(ssl/tls) handshake failed)",
            _CLIENT,
        ),
        Saying(
            "error: 35 - An internal exception was caught",
            ("handshake-failed", "side client"),
            "(provider: TCP Provider, error: 35 - An internal exception was caught)",
            _CLIENT,
        ),
        Saying(
            "error: 20 - The instance of SQL Server you attempted to connect to does not support encryption",
            ("db-without-tls", "side client"),
            "(provider: TCP Provider, error: 20 - The instance of SQL Server you attempted to connect to does not support encryption.)",
            _CLIENT,
        ),
        Saying(
            "The instance of SQL Server you attempted to connect to does not support encryption",
            ("db-without-tls", "side client"),
            "The instance of SQL Server you attempted to connect to does not support encryption.",
            _CLIENT,
        ),
        Saying(
            "The instance of SQL Server you attempted to connect to requires encryption but this machine does not support it",
            ("no-version", "side client"),
            "(provider: TCP Provider, error: 21 - The instance of SQL Server you attempted to connect to requires encryption but this machine does not support it.)",
            _CLIENT,
        ),
        Saying(
            "error: 26 - Error Locating Server/Instance Specified",
            ("unreachable", "side client"),
            "(provider: SQL Network Interfaces, error: 26 - Error Locating Server/Instance Specified)",
            _CLIENT,
            certain=False,
        ),
        Saying(
            "error: 40 - Could not open a connection to SQL Server",
            ("refused", "side client"),
            "(provider: Named Pipes Provider, error: 40 - Could not open a connection to SQL Server)",
            _CLIENT,
            certain=False,
        ),
        Saying(
            "provider: SSL Provider, error: 0 - ",
            ("handshake-failed", "side client"),
            "(provider: SSL Provider, error: 0 - The target principal name is incorrect.)",
            _CLIENT,
        ),
        Saying(
            "SSL Provider, error: 0 - The wait operation timed out",
            ("handshake-timeout", "side client"),
            "(provider: SSL Provider, error: 0 - The wait operation timed out.)",
            _CLIENT,
        ),
        Saying(
            "SSL Provider, error: 0 - An existing connection was forcibly closed by the remote host",
            ("reset", "side client"),
            "(provider: SSL Provider, error: 0 - An existing connection was forcibly closed by the remote host.)",
            _CLIENT,
        ),
        Saying(
            "Certificate name mismatch. The provided 'DataSource' or 'HostNameInCertificate' does not match",
            ("verify name", "side client"),
            "Certificate name mismatch. The provided 'DataSource' or 'HostNameInCertificate' does not match the name in the certificate.",
            _CLIENT,
        ),
        Saying(
            "]SSL Provider: ",
            ("handshake-failed", "side client"),
            "[Microsoft][ODBC Driver 18 for SQL Server]SSL Provider: The certificate chain was issued by an authority that is not trusted.",
            _ODBC,
        ),
        Saying(
            "SSL Provider: [error:",
            ("handshake-failed", "side client"),
            "[Microsoft][ODBC Driver 18 for SQL Server]SSL Provider: [error:0A000086:SSL routines::certificate verify failed:self-signed certificate]",
            _ODBC,
        ),
        Saying(
            "certificate verify failed:subject name does not match host name",
            ("verify name", "side client"),
            "SSL Provider: [error:0A000086:SSL routines::certificate verify failed:subject name does not match host name]",
            _ODBC,
        ),
        Saying(
            "]Client unable to establish connection",
            ("side client",),
            "[Microsoft][ODBC Driver 18 for SQL Server]Client unable to establish connection",
            _ODBC,
        ),
        Saying(
            "For solutions related to encryption errors, see https://go.microsoft.com/fwlink/?linkid=2226722",
            ("handshake-failed", "side client"),
            "Client unable to establish connection. For solutions related to encryption errors, see https://go.microsoft.com/fwlink/?linkid=2226722.",
            _ODBC,
        ),
        Saying(
            "Encryption not supported on the client",
            ("no-version", "side client"),
            "[Microsoft][SQL Server Native Client 11.0]Encryption not supported on the client.",
            "SQL Server Native Client 11",
        ),
        Saying(
            "Encryption not supported on SQL Server",
            ("db-without-tls", "side client"),
            "[DBNETLIB][ConnectionOpen (PreLoginHandshake()).]Encryption not supported on SQL Server.",
            "OLE DB provider SQLOLEDB",
        ),
        Saying(
            "[DBNETLIB][ConnectionOpen (SECDoClientHandshake()).]SSL Security error",
            ("handshake-failed", "no-parameters", "side client"),
            "[DBNETLIB][ConnectionOpen (SECDoClientHandshake()).]SSL Security error.",
            "OLE DB provider SQLOLEDB; ODBC driver SQL Server",
        ),
        Saying(
            "ConnectionOpen (SECDoClientHandshake())",
            ("handshake-failed", "side client"),
            "[Microsoft][ODBC SQL Server Driver][DBNETLIB]ConnectionOpen (SECDoClientHandshake()).",
            "OLE DB provider SQLOLEDB; ODBC driver SQL Server",
        ),
        Saying(
            "TCP Provider: Error code 0x2746",
            ("reset", "side client"),
            "[Microsoft][ODBC Driver 17 for SQL Server]TCP Provider: Error code 0x2746",
            _ODBC,
        ),
        Saying(
            "A self-generated certificate was successfully loaded for encryption",
            ("default-cert", "side server"),
            "2024-05-06 07:08:09.12 Server      A self-generated certificate was successfully loaded for encryption.",
            _SERVER,
        ),
        Saying(
            "Unable to load user-specified certificate",
            ("cert-file", "side server"),
            'Server      Unable to load user-specified certificate [Cert Hash(sha1) "0123456789ABCDEF"]. The server will not accept a connection.',
            _SERVER,
        ),
        Saying(
            "TDSSNIClient initialization failed with error",
            ("no-certificate", "cert-file", "side server"),
            "Server      TDSSNIClient initialization failed with error 0x80092004, status code 0x80. Reason: Unable to initialize SSL support.",
            _SERVER,
        ),
        Saying(
            "Unable to initialize SSL encryption because a valid certificate could not be found",
            ("no-certificate", "side server"),
            "Unable to initialize SSL encryption because a valid certificate could not be found, and it is not possible to create a self-signed certificate.",
            _SERVER,
        ),
        Saying(
            "Encryption is required to connect to this server but the client library does not support encryption",
            ("plain-received", "side server"),
            "Encryption is required to connect to this server but the client library does not support encryption; the connection has been closed. Please upgrade your client library.",
            _SERVER,
        ),
        Saying(
            "The prelogin packet used to open the connection is structurally invalid",
            ("plain-received", "side server"),
            "Error: 17828, Severity: 20, State: 3. The prelogin packet used to open the connection is structurally invalid; the connection has been closed. [CLIENT: 192.0.2.7]",
            _SERVER,
        ),
        Saying(
            "The server was unable to load the SSL provider library needed to log in",
            ("config-error", "side server"),
            "The server was unable to load the SSL provider library needed to log in; the connection has been closed.",
            _SERVER,
        ),
        Saying(
            "An error occurred while obtaining or using the certificate for SSL encryption",
            ("cert-file", "side server"),
            "Error: 17190. An error occurred while obtaining or using the certificate for SSL encryption. Check settings in Configuration Manager.",
            _SERVER,
        ),
    ),
    speaks=("role database",),
)
