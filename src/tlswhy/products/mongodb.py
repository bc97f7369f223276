"""MongoDB: mongod, mongos, the shells and drivers."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_MANAGER = "src/mongo/util/net/ssl_manager_openssl.cpp, 6.0"
_SESSION = "src/mongo/transport/session_asio.h, 5.0"
_STATE = "src/mongo/transport/service_state_machine.cpp, 5.0"
_PYMONGO = "PyMongo, pymongo/pool.py, 4"
_NODE = "node-mongodb-native, src/error.ts, 5"

_SAYINGS = (
    Saying(
        "SSLHandshakeFailed",
        ("handshake-failed",),
        (
            "Error: couldn't connect to server db.example.com:27017, connection attempt "
            "failed: SSLHandshakeFailed: The server closed the connection"
        ),
        "src/mongo/base/error_codes.yml, 6.0",
    ),
    Saying(
        "SSLHandshakeFailed",
        ("handshake-failed", "side server"),
        (
            '{"t":{"$date":"2024-05-06T07:08:09.123+00:00"},"s":"E",  "c":"NETWORK",  '
            '"id":22988,   "ctx":"conn42","msg":"Error receiving request from client. Ending '
            "connection from "
            'remote","attr":{"error":{"code":141,"codeName":"SSLHandshakeFailed","errmsg":"Th'
            "e server is configured to only allow SSL "
            'connections"},"remote":"192.0.2.7:40112","connectionId":42}}'
        ),
        _STATE,
        pattern="Error receiving request from client.{0,400}SSLHandshakeFailed",
    ),
    Saying(
        "Error receiving request from client",
        ("side server",),
        (
            '{"t":{"$date":"2024-05-06T07:08:09.123+00:00"},"s":"E",  "c":"NETWORK",  '
            '"id":22988,   "ctx":"conn42","msg":"Error receiving request from client. Ending '
            "connection from "
            'remote","attr":{"error":{"code":141,"codeName":"SSLHandshakeFailed","errmsg":"no'
            " SSL certificate provided by peer; connection "
            'rejected"},"remote":"192.0.2.7:40112","connectionId":42}}'
        ),
        _STATE,
        certain=False,
    ),
    Saying(
        "SSL peer certificate validation failed",
        ("verify failed",),
        (
            '{"t":{"$date":"2024-05-06T07:08:09.123+00:00"},"s":"E",  "c":"NETWORK",  '
            '"id":23256,   "ctx":"conn42","msg":"SSL peer certificate validation '
            'failed","attr":{"error":"SSL peer certificate validation failed: self signed '
            'certificate"}}'
        ),
        _MANAGER,
    ),
    Saying(
        "SSL peer certificate validation failed",
        ("side server",),
        (
            '{"t":{"$date":"2024-05-06T07:08:09.123+00:00"},"s":"E",  "c":"NETWORK",  '
            '"id":23256,   "ctx":"conn42","msg":"SSL peer certificate validation '
            'failed","attr":{"error":"SSL peer certificate validation failed: certificate '
            'has expired"}}'
        ),
        _MANAGER,
        pattern=(
            r"(?:\[conn\d{1,9}\]|ctx: conn\d{1,9} |"
            "Error receiving request from client)"
            ".{0,300}SSL peer certificate validation failed"
        ),
        certain=False,
    ),
    Saying(
        "SSL peer certificate validation failed: ",
        ("side client",),
        (
            "2024-05-06T07:08:09.123+0000 E NETWORK  [js] SSL peer certificate validation "
            "failed: unable to get local issuer certificate"
        ),
        _MANAGER,
        pattern=(
            r"(?:\[|ctx: )(?:js|main|thread1|ReplicaSetMonitor[\w-]{0,40}|"
            r"Replication|replexec-\d{1,4}|ReplNetwork|ReplCoord-\d{1,4})"
            r"\]? .{0,80}SSL peer certificate"
        ),
        certain=False,
    ),
    Saying(
        "no SSL certificate provided by peer; connection rejected",
        ("client-cert-absent", "side server"),
        (
            '{"t":{"$date":"2024-05-06T07:08:09.123+00:00"},"s":"E",  "c":"NETWORK",  '
            '"id":23255,   "ctx":"conn42","msg":"No SSL certificate provided by peer; '
            'connection rejected","attr":{}}'
        ),
        _MANAGER,
    ),
    Saying(
        "no SSL certificate provided by peer",
        ("client-cert-absent", "side server"),
        "2024-05-06T07:08:09.123+0000 W NETWORK  [conn42] no SSL certificate provided by peer",
        _MANAGER,
    ),
    Saying(
        "The server certificate does not match the host name",
        ("verify name", "side client"),
        (
            "Error: couldn't connect to server db.example.com:27017, connection attempt "
            "failed: SSLHandshakeFailed: The server certificate does not match the host "
            "name. Hostname: db.example.com does not match SAN(s): db.internal "
        ),
        _MANAGER,
        pattern=(
            r"The server certificate does not match the host name(?:\. Hostname: ("
            r"?P<host>[\w.:-]{1,253}) does not match)?"
        ),
    ),
    Saying(
        "The server is configured to only allow SSL connections",
        ("plain-received", "side server"),
        (
            '{"t":{"$date":"2024-05-06T07:08:09.123+00:00"},"s":"E",  "c":"NETWORK",  '
            '"id":22988,   "ctx":"conn42","msg":"Error receiving request from client. Ending '
            "connection from "
            'remote","attr":{"error":{"code":141,"codeName":"SSLHandshakeFailed","errmsg":"Th'
            "e server is configured to only allow SSL "
            'connections"},"remote":"192.0.2.7:40112","connectionId":42}}'
        ),
        _SESSION,
    ),
    Saying(
        "SSL handshake received but server is started without SSL support",
        ("tls-received", "db-without-tls", "side server"),
        (
            "I  NETWORK  [conn42] Error receiving request from client: SSLHandshakeFailed: "
            "SSL handshake received but server is started without SSL support. Ending "
            "connection from 192.0.2.7:40112 (connection id: 42)"
        ),
        _SESSION,
    ),
    Saying(
        "SSL handshake failed, as client requested disabled protocol",
        ("client-version", "alert-sent 70", "side server"),
        "SSLHandshakeFailed: SSL handshake failed, as client requested disabled protocol",
        _SESSION,
    ),
    Saying(
        "SSL peer certificate revocation status checking failed",
        ("verify revocation-unknown",),
        (
            "SSLHandshakeFailed: SSL peer certificate revocation status checking failed: "
            "certificate verify failed"
        ),
        "src/mongo/util/net/ssl_manager_windows.cpp, 6.0",
    ),
    Saying(
        "Failed to check socket connectivity",
        ("eof",),
        "HostUnreachable: Failed to check socket connectivity",
        "src/mongo/client",
        certain=False,
    ),
    Saying(
        "HostUnreachable: Connection closed by peer",
        ("eof", "side client"),
        (
            "Error: couldn't connect to server db.example.com:27017, connection attempt "
            "failed: HostUnreachable: Connection closed by peer"
        ),
        "src/mongo/client/dbclient_connection.cpp, 6.0",
        certain=False,
    ),
    Saying(
        "HostUnreachable: Connection reset by peer",
        ("reset", "side client"),
        "connection attempt failed: HostUnreachable: Connection reset by peer",
        "src/mongo/client/dbclient_connection.cpp, 6.0",
        certain=False,
    ),
    Saying(
        "InvalidSSLConfiguration",
        ("cert-file", "config-error"),
        "Failed global initialization: InvalidSSLConfiguration Can not set up PEM key file.",
        "src/mongo/base/error_codes.yml, 6.0",
    ),
    Saying(
        "Can not set up PEM key file",
        ("cert-file",),
        "Failed global initialization: InvalidSSLConfiguration Can not set up PEM key file.",
        _MANAGER,
    ),
    Saying(
        "Can not set up ssl clusterFile",
        ("cert-file",),
        "InvalidSSLConfiguration: Can not set up ssl clusterFile.",
        _MANAGER,
    ),
    Saying(
        "cannot read PEM key file",
        ("cert-file",),
        (
            "2024-05-06T07:08:09.123+0000 E  NETWORK  [main] cannot read PEM key file: "
            "/etc/ssl/mongodb.pem error:0909006C:PEM routines:get_name:no start line"
        ),
        _MANAGER,
    ),
    Saying(
        "cannot read certificate file",
        ("cert-file",),
        (
            "2024-05-06T07:08:09.123+0000 E NETWORK  [main] cannot read certificate file: "
            "/etc/ssl/mongodb.pem error:02001002:system library:fopen:No such file or "
            "directory"
        ),
        _MANAGER,
    ),
    Saying(
        "Cannot read PEM key file",
        ("cert-file",),
        (
            '{"t":{"$date":"2024-05-06T07:08:09.123+00:00"},"s":"E",  "c":"NETWORK",  '
            '"id":23252,   "ctx":"conn42","msg":"Cannot read PEM key '
            'file","attr":{"keyFile":"/etc/ssl/mongodb.pem","error":"error:0909006C:PEM '
            'routines:get_name:no start line"}}'
        ),
        _MANAGER,
    ),
    Saying(
        "The provided SSL certificate is expired or not yet valid",
        ("verify expired", "cert-file", "side server"),
        "InvalidSSLConfiguration: The provided SSL certificate is expired or not yet valid.",
        _MANAGER,
    ),
    Saying(
        "Server certificate is now invalid",
        ("verify expired", "side server"),
        (
            '{"t":{"$date":"2024-05-06T07:08:09.123+00:00"},"s":"E",  "c":"NETWORK",  '
            '"id":23785,   "ctx":"conn42","msg":"Server certificate is now '
            'invalid","attr":{"expirationDate":{"$date":"2024-05-01T00:00:00.000Z"}}}'
        ),
        "src/mongo/util/net/private/ssl_expiration.cpp, 4.4",
    ),
    Saying(
        "Can not set up CA file",
        ("ca-file",),
        "InvalidSSLConfiguration: Can not set up CA file.",
        _MANAGER,
    ),
    Saying(
        "need tlsCAFile",
        ("config-error",),
        "BadValue: need tlsCAFile or tlsUseSystemCA to verify peers",
        "src/mongo/util/net/ssl_options_server.cpp, 6.0",
        pattern="need tls(?:CAFile|CertificateKeyFile|Mode)",
        certain=False,
    ),
    Saying(
        "need tlsCertificateKeyFile or certificateSelector when TLS is enabled",
        ("no-certificate", "config-error", "side server"),
        "BadValue: need tlsCertificateKeyFile or certificateSelector when TLS is enabled",
        "src/mongo/util/net/ssl_options_server.cpp, 6.0",
    ),
    Saying(
        "Failed to set ecdh curves",
        ("config-error",),
        "InvalidSSLConfiguration: Failed to set ecdh curves",
        _MANAGER,
        certain=False,
    ),
    Saying(
        "It looks like you are trying to access MongoDB over HTTP on the native driver port",
        ("not-tls http",),
        "It looks like you are trying to access MongoDB over HTTP on the native driver port.",
        "src/mongo/transport/service_state_machine.cpp, 6.0",
        certain=False,
    ),
    Saying(
        "SSL handshake failed: ",
        ("handshake-failed", "side client"),
        (
            "pymongo.errors.ServerSelectionTimeoutError: SSL handshake failed: "
            "db.example.com:27017: [Errno 104] Connection reset by peer, Timeout: 30s"
        ),
        _PYMONGO,
        pattern=r"SSL handshake failed: (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}): ",
    ),
    Saying(
        "pymongo.errors.ServerSelectionTimeoutError",
        ("side client",),
        (
            "pymongo.errors.ServerSelectionTimeoutError: db.example.com:27017: [SSL: "
            "CERTIFICATE_VERIFY_FAILED] certificate verify failed"
        ),
        "PyMongo, pymongo/errors.py, 4",
        pattern=(
            "ServerSelectionTimeoutError: (?:SSL handshake failed: )"
            r"?(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}): "
        ),
        certain=False,
    ),
    Saying(
        "connection closed (configured timeouts:",
        ("eof", "side client"),
        (
            "pymongo.errors.AutoReconnect: db.example.com:27017: connection closed "
            "(configured timeouts: socketTimeoutMS: 20000.0ms, connectTimeoutMS: 20000.0ms)"
        ),
        _PYMONGO,
        certain=False,
    ),
    Saying(
        "MongoServerSelectionError",
        ("side client",),
        "MongoServerSelectionError: self signed certificate in certificate chain",
        _NODE,
        certain=False,
    ),
    Saying(
        "MongoNetworkError",
        ("side client",),
        "MongoNetworkError: connect ECONNREFUSED 192.0.2.7:27017",
        _NODE,
        certain=False,
    ),
    Saying(
        "TLSHandshakeError",
        ("handshake-failed", "side client"),
        "MongoNetworkError: TLSHandshakeError: unable to verify the first certificate",
        _NODE,
        pattern="Mongo.{0,80}TLSHandshakeError",
    ),
    Saying(
        "MongoSocketReadException: Prematurely reached end of stream",
        ("eof", "side client"),
        "com.mongodb.MongoSocketReadException: Prematurely reached end of stream",
        "mongo-java-driver, com/mongodb/internal/connection/SocketStream.java, 4",
        certain=False,
    ),
    Saying(
        "MongoSocketWriteException: Exception sending message",
        ("handshake-failed", "side client"),
        "com.mongodb.MongoSocketWriteException: Exception sending message",
        "mongo-java-driver, com/mongodb/internal/connection/InternalStreamConnection.java, 4",
        certain=False,
    ),
    Saying(
        "server selection error: server selection timeout",
        ("side client",),
        (
            "server selection error: server selection timeout, current topology: { Type: "
            "Unknown, Servers: [{ Addr: db.example.com:27017, Type: Unknown, Last error: "
            "tls: failed to verify certificate: x509: certificate signed by unknown "
            "authority }, ] }"
        ),
        "mongo-go-driver, x/mongo/driver/topology/errors.go, 1.13",
        certain=False,
    ),
    Saying(
        "TLS handshake failed: error:",
        ("handshake-failed", "side client"),
        (
            "No suitable servers found (`serverSelectionTryOnce` set): [TLS handshake "
            "failed: error:0A000086:SSL routines::certificate verify failed calling hello on "
            "'db.example.com:27017']"
        ),
        "mongo-c-driver, src/mongoc/mongoc-stream-tls.c, 1.24",
        pattern=(
            "TLS handshake failed: .{0,200}calling (?:hello|ismaster)"
            r" on '(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})'"
        ),
    ),
    Saying(
        "calling hello on",
        ("side client",),
        (
            "No suitable servers found (`serverSelectionTryOnce` set): [socket timeout "
            "calling hello on 'db.example.com:27017']"
        ),
        "mongo-c-driver, src/mongoc/mongoc-topology-scanner.c, 1.24",
        pattern=r"calling hello on '(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})'",
        certain=False,
    ),
)

PRODUCT = Product(
    name="MongoDB",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("mongodb",),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For the shell; in a URI it is tlsCAFile.",
            ("mongosh --host {host} --port {port} --tls --tlsCAFile {ca}.pem",),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "One file with the certificate and its key.",
            (
                "mongosh --host {host} --port {port} --tls \\",
                "  --tlsCertificateKeyFile client-and-key.pem",
            ),
        ),
        Remedy.USE_TLS_SCHEME: Recipe(
            "In a URI it is tls=true.", ("mongosh --host {host} --port {port} --tls",)
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "In a URI it is tls=false.", ("mongosh --host {host} --port {port}",)
        ),
        Remedy.ENABLE_TLS: Recipe(
            "In mongod.conf; the file holds the key and the chain.",
            (
                "net:",
                "  tls:",
                "    mode: requireTLS",
                "    certificateKeyFile: /etc/ssl/mongodb.pem",
            ),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "In mongod.conf.", ("net:", "  tls:", "    CAFile: /etc/ssl/{ca}.pem")
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "In mongod.conf.", ("net:", "  tls:", "    allowConnectionsWithoutCertificates: true")
        ),
    },
    sayings=_SAYINGS,
    speaks=("role database",),
)
