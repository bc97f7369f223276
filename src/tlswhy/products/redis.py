"""Redis and Valkey: servers, redis-cli, client libraries."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_TLS = "src/tls.c, 7.0"
_NET = "src/socket.c, 7.0"
_REPL = "src/replication.c, 7.0"
_CLI = "src/redis-cli.c, 7.0"
_SSL = "deps/hiredis/ssl.c, 7.0"
_PY = "redis-py, redis/connection.py, 5"

_SAYINGS = (
    Saying(
        "Error while reading from socket: (",
        ("side client",),
        (
            "redis.exceptions.ConnectionError: Error while reading from socket: (1, "
            "'[SSL: SSLV3_ALERT_UNSUPPORTED_CERTIFICATE] sslv3 alert unsupported "
            "certificate (_ssl.c:2309)')"
        ),
        _PY,
        certain=False,
    ),
    Saying(
        "Error connecting to Redis:",
        ("side client",),
        (
            "Error connecting to Redis: [SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert "
            "unknown ca (_ssl.c:2580)"
        ),
        "common wording of its clients",
        certain=False,
    ),
    Saying(
        "Error accepting a client connection",
        ("handshake-failed", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Error accepting a client connection: "
            "error:0A000126:SSL routines::unexpected eof while reading (addr=192.0.2.7:40112 "
            "laddr=192.0.2.8:6379)"
        ),
        _NET,
        pattern="Error accepting a client connection: .{0,300}",
    ),
    Saying(
        "Error accepting a client connection",
        ("side server",),
        (
            "1:M 06 May 2024 07:08:09.123 # Error accepting a client connection: "
            "error:0A000418:SSL routines::tlsv1 alert unknown ca (addr=192.0.2.7:40112 "
            "laddr=192.0.2.8:6379)"
        ),
        _NET,
        pattern=(
            r"Error accepting a client connection: .{0,300}\(addr=(?P<client>[0-9a"
            r"-fA-F.:]{2,45}):\d{1,5} "
        ),
    ),
    Saying(
        "Error accepting a client connection: (null)",
        ("eof", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Error accepting a client connection: (null) "
            "(addr=192.0.2.7:40112 laddr=192.0.2.8:6379)"
        ),
        _NET,
    ),
    Saying(
        "Error accepting cluster node connection",
        ("handshake-failed", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Error accepting cluster node connection: "
            "error:1408F10B:SSL routines:ssl3_get_record:wrong version number"
        ),
        "src/cluster.c, 7.0",
    ),
    Saying(
        "Error condition on socket for SYNC",
        ("handshake-failed", "side client"),
        "1:S 06 May 2024 07:08:09.123 # Error condition on socket for SYNC: Success",
        _REPL,
        certain=False,
    ),
    Saying(
        "Error condition on socket for SYNC: Connection refused",
        ("refused", "side client"),
        "1:S 06 May 2024 07:08:09.123 # Error condition on socket for SYNC: Connection refused",
        _REPL,
        certain=False,
    ),
    Saying(
        "Error condition on socket for SYNC: Connection reset by peer",
        ("reset", "side client"),
        (
            "1:S 06 May 2024 07:08:09.123 # Error condition on socket for SYNC: Connection "
            "reset by peer"
        ),
        _REPL,
        certain=False,
    ),
    Saying(
        "Error condition on socket for SYNC: (null)",
        ("eof", "side client"),
        "1:S 06 May 2024 07:08:09.123 # Error condition on socket for SYNC: (null)",
        _REPL,
    ),
    Saying(
        "Error condition on socket for SYNC: error:",
        ("side client",),
        (
            "1:S 06 May 2024 07:08:09.123 # Error condition on socket for SYNC: "
            "error:1409445C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required"
        ),
        _REPL,
    ),
    Saying(
        "ERR Bad TLS header",
        ("plain-received", "side server"),
        "-ERR Bad TLS header",
        _NET,
    ),
    Saying(
        "Bad TLS header",
        ("not-tls", "side client"),
        "Error: Bad TLS header",
        _SSL,
        pattern="^(?!.*ERR Bad TLS header).*Bad TLS header",
        certain=False,
    ),
    Saying(
        (
            "Possible SECURITY ATTACK detected. It looks like somebody is sending POST or "
            "Host: commands to Redis"
        ),
        ("plain-received http", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Possible SECURITY ATTACK detected. It looks like "
            "somebody is sending POST or Host: commands to Redis. This is likely due to an "
            "attacker attempting to use Cross Protocol Scripting to compromise your Redis "
            "instance. Connection aborted."
        ),
        "src/networking.c, 7.0",
        certain=False,
    ),
    Saying(
        "Protocol error (too big inline request)",
        ("tls-received", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Protocol error (too big inline request) from "
            "client: id=3 addr=192.0.2.7:40112"
        ),
        "src/networking.c, 7.0",
        certain=False,
    ),
    Saying(
        "Either tls-ca-cert-file or tls-ca-cert-dir must be specified",
        ("config-error", "ca-file", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Either tls-ca-cert-file or tls-ca-cert-dir must "
            "be specified when tls-cluster, tls-replication or tls-auth-clients are enabled!"
        ),
        _TLS,
    ),
    Saying(
        "No tls-cert-file configured",
        ("no-certificate", "config-error", "side server"),
        "1:M 06 May 2024 07:08:09.123 # No tls-cert-file configured!",
        _TLS,
    ),
    Saying(
        "No tls-key-file configured",
        ("no-certificate", "config-error", "side server"),
        "1:M 06 May 2024 07:08:09.123 # No tls-key-file configured!",
        _TLS,
    ),
    Saying(
        "Failed to load certificate: ",
        ("cert-file", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Failed to load certificate: /etc/redis/leaf.pem: "
            "error:02001002:system library:fopen:No such file or directory"
        ),
        _TLS,
    ),
    Saying(
        "Failed to load private key: ",
        ("cert-file", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Failed to load private key: /etc/redis/leaf.key: "
            "error:0B080074:x509 certificate routines:X509_check_private_key:key values "
            "mismatch"
        ),
        _TLS,
    ),
    Saying(
        "Failed to configure CA certificate(s) file/directory",
        ("ca-file", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Failed to configure CA certificate(s) "
            "file/directory: error:02001002:system library:fopen:No such file or directory"
        ),
        _TLS,
    ),
    Saying(
        "Failed to configure TLS. Check logs for more info",
        ("config-error", "side server"),
        "1:M 06 May 2024 07:08:09.123 # Failed to configure TLS. Check logs for more info.",
        "src/server.c, 7.0",
    ),
    Saying(
        "Failed to configure ciphers: ",
        ("config-error", "no-cipher", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Failed to configure ciphers: error:1410D0B9:SSL "
            "routines:SSL_CTX_set_cipher_list:no cipher match"
        ),
        _TLS,
    ),
    Saying(
        "Failed to configure ciphersuites: ",
        ("config-error", "no-cipher", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Failed to configure ciphersuites: "
            "error:1420410B9:SSL routines"
        ),
        _TLS,
    ),
    Saying(
        "Invalid tls-protocols specified",
        ("config-error", "side server"),
        (
            "1:M 06 May 2024 07:08:09.123 # Invalid tls-protocols specified. Use a "
            "combination of TLSv1, TLSv1.1, TLSv1.2 and TLSv1.3."
        ),
        _TLS,
    ),
    Saying(
        "Unable to update TLS configuration. Check server logs",
        ("config-error", "cert-file", "side server"),
        (
            "(error) ERR CONFIG SET failed (possibly related to argument 'tls-cert-file') - "
            "Unable to update TLS configuration. Check server logs."
        ),
        "src/config.c, 7.0",
    ),
    Saying(
        "Could not connect to Redis at",
        ("side client",),
        (
            "Could not connect to Redis at cache.example.com:6380: SSL_connect failed: "
            "certificate verify failed"
        ),
        _CLI,
        pattern=r"Could not connect to Redis at (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
        certain=False,
    ),
    Saying(
        "SSL_connect failed: ",
        ("handshake-failed", "side client"),
        ("Could not connect to Redis at cache.example.com:6380: SSL_connect failed: unknown error"),
        _SSL,
        pattern="(?:Redis|valkey|hiredis).{0,200}SSL_connect failed: ",
    ),
    Saying(
        "SSL_connect failed: certificate verify failed",
        ("verify failed", "side client"),
        (
            "Could not connect to Redis at cache.example.com:6380: SSL_connect failed: "
            "certificate verify failed"
        ),
        _SSL,
    ),
    Saying(
        "SSL_connect failed: Success",
        ("eof", "side client"),
        "Could not connect to Redis at cache.example.com:6380: SSL_connect failed: Success",
        _SSL,
    ),
    Saying(
        "SSL_connect failed: Connection reset by peer",
        ("reset", "side client"),
        (
            "Could not connect to Redis at cache.example.com:6380: SSL_connect failed: "
            "Connection reset by peer"
        ),
        _SSL,
    ),
    Saying(
        "Could not negotiate a TLS connection",
        ("handshake-failed", "side client"),
        "Could not negotiate a TLS connection: Failed to create SSL_CTX",
        _CLI,
    ),
    Saying(
        "Could not negotiate a TLS connection: Invalid CA Certificate File/Directory",
        ("ca-file", "side client"),
        "Could not negotiate a TLS connection: Invalid CA Certificate File/Directory",
        _CLI,
    ),
    Saying(
        "Could not negotiate a TLS connection: Invalid client certificate",
        ("client-key", "side client"),
        "Could not negotiate a TLS connection: Invalid client certificate",
        _CLI,
    ),
    Saying(
        "Failed to load CA Certificate or CA Path",
        ("ca-file", "side client"),
        "Could not negotiate a TLS connection: Failed to load CA Certificate or CA Path",
        _SSL,
    ),
    Saying(
        "Could not negotiate a TLS connection: Failed to load client certificate",
        ("client-key", "side client"),
        "Could not negotiate a TLS connection: Failed to load client certificate",
        _SSL,
    ),
    Saying(
        "Could not negotiate a TLS connection: Failed to load private key",
        ("client-key", "side client"),
        "Could not negotiate a TLS connection: Failed to load private key",
        _SSL,
    ),
    Saying(
        "Error: Server closed the connection",
        ("eof", "side client"),
        "cache.example.com:6380> PING\nError: Server closed the connection",
        "deps/hiredis/read.c, 7.0",
        certain=False,
    ),
    Saying(
        "Error: Connection reset by peer",
        ("reset", "side client"),
        "cache.example.com:6379> PING\nError: Connection reset by peer",
        _CLI,
        certain=False,
    ),
    Saying(
        "Protocol error, got",
        ("not-tls", "side client"),
        'Error: Protocol error, got "\\x15" as reply type byte',
        "deps/hiredis/read.c, 7.0",
        pattern=r'Protocol error, got "\\x15" as reply type byte',
    ),
    Saying(
        'Protocol error, got "H" as reply type byte',
        ("not-tls http", "side client"),
        'Error: Protocol error, got "H" as reply type byte',
        "deps/hiredis/read.c, 7.0",
        certain=False,
    ),
    Saying(
        "redis.exceptions.ConnectionError: Error",
        ("side client",),
        (
            "redis.exceptions.ConnectionError: Error 1 connecting to cache.example.com:6379. "
            "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1007)."
        ),
        _PY,
        pattern=(
            r"redis\.exceptions\.ConnectionError: Error (?:\S{1,8} (?:while )?)"
            r"?connecting to (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})"
        ),
        certain=False,
    ),
    Saying(
        "Connection closed by server",
        ("eof", "side client"),
        "redis.exceptions.ConnectionError: Connection closed by server.",
        _PY,
        pattern="redis.{0,200}Connection closed by server",
        certain=False,
    ),
    Saying(
        "RedisConnectionException: Unable to connect to",
        ("side client",),
        "io.lettuce.core.RedisConnectionException: Unable to connect to cache.example.com:6380",
        "Lettuce, RedisConnectionException.java, 6",
        pattern=(
            r"RedisConnectionException: Unable to connect to (?:\[?)"
            r"(?P<host>[\w.-]{1,253})(?:/<unresolved>)?:(?P<port>\d{1,5})"
        ),
        certain=False,
    ),
    Saying(
        "JedisConnectionException: Unexpected end of stream",
        ("eof", "side client"),
        "redis.clients.jedis.exceptions.JedisConnectionException: Unexpected end of stream.",
        "Jedis, RedisInputStream.java, 4",
        certain=False,
    ),
    Saying(
        "StackExchange.Redis.RedisConnectionException",
        ("side client",),
        (
            "StackExchange.Redis.RedisConnectionException: It was not possible to connect to "
            "the redis server(s). There was an authentication failure; check that passwords "
            "(or client certificates) are configured correctly: (AuthenticationException) "
            "The remote certificate is invalid according to the validation procedure."
        ),
        "StackExchange.Redis, RedisConnectionException",
        certain=False,
    ),
    Saying(
        "check that passwords (or client certificates) are configured correctly",
        ("handshake-failed", "side client"),
        (
            "StackExchange.Redis.RedisConnectionException: It was not possible to connect to "
            "the redis server(s). There was an authentication failure; check that passwords "
            "(or client certificates) are configured correctly."
        ),
        "StackExchange.Redis, ExceptionFactory.cs, 2.6",
    ),
)

PRODUCT = Product(
    name="Redis",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=(
        "redis",
        "rediss",
        "valkey",
    ),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For redis-cli.", ("redis-cli -h {host} -p {port} --tls --cacert {ca}.pem",)
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "For redis-cli.",
            ("redis-cli -h {host} -p {port} --tls --cert client.pem --key client.key",),
        ),
        Remedy.SEND_SNI: Recipe(
            "For redis-cli.", ("redis-cli -h {host} -p {port} --tls --sni {name}",)
        ),
        Remedy.USE_TLS_SCHEME: Recipe(
            "In a URL it is rediss://.", ("redis-cli -h {host} -p {port} --tls",)
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "In a URL it is redis://.", ("redis-cli -h {host} -p {port}",)
        ),
        Remedy.ENABLE_TLS: Recipe(
            "In redis.conf; port 0 turns the plain port off.",
            (
                "tls-port 6380",
                "tls-cert-file /etc/redis/fullchain.pem",
                "tls-key-file /etc/redis/leaf.key",
            ),
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "In redis.conf: the leaf, then the intermediates.",
            ("tls-cert-file /etc/redis/fullchain.pem",),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe("In redis.conf.", ("tls-ca-cert-file /etc/redis/{ca}.pem",)),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "In redis.conf; the default demands a certificate.", ("tls-auth-clients optional",)
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe("In redis.conf.", ('tls-protocols "TLSv1.2 TLSv1.3"',)),
    },
    sayings=_SAYINGS,
    speaks=("role database",),
)
