"""OpenVPN 2."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_VERIFY = "src/openvpn/ssl_verify.c, 2.6"
_VERIFY_OPENSSL = "src/openvpn/ssl_verify_openssl.c, 2.6"
_SSL = "src/openvpn/ssl.c, 2.6"
_OPENSSL = "src/openvpn/ssl_openssl.c, 2.6"
_PKT = "src/openvpn/ssl_pkt.c, 2.6"
_SOCKET = "src/openvpn/socket.c, 2.6"
_OPTIONS = "src/openvpn/options.c, 2.6"
_CRYPT = "src/openvpn/tls_crypt.c, 2.6"
_ERRORS = "src/openvpn/crypto_openssl.c, 2.6"

_SAYINGS = (
    Saying(
        "VERIFY ERROR: depth=",
        ("verify failed",),
        (
            "2024-05-06 07:08:09 VERIFY ERROR: depth=1, error=unable to get local issuer "
            "certificate: C=XX, CN=Example CA, serial=1"
        ),
        _VERIFY_OPENSSL,
        pattern=r"VERIFY ERROR: depth=\d{1,3}, error=(?P<code>.{3,80}?): ",
        decode="verify_code",
    ),
    Saying(
        "VERIFY ERROR: depth=",
        ("side server",),
        (
            "2024-05-06 07:08:09 192.0.2.7:40112 VERIFY ERROR: depth=0, error=certificate "
            "has expired: CN=client1, serial=7"
        ),
        _VERIFY_OPENSSL,
        pattern=(
            r"(?P<client>\d{1,3}(?:\.\d{1,3}){3})"
            r":\d{1,5} (?:\[[^\]]{1,60}\] )?VERIFY ERROR: depth="
        ),
    ),
    Saying(
        "VERIFY ERROR: ",
        ("verify failed",),
        (
            "2024-05-06 07:08:09 VERIFY ERROR: could not extract CN from X509 subject string "
            "('') -- note that the field length is limited to 64 characters"
        ),
        _VERIFY,
        pattern=r"VERIFY ERROR: (?:could not|depth=\d{1,3}, could not)",
    ),
    Saying(
        "VERIFY X509NAME ERROR: ",
        ("verify name",),
        "2024-05-06 07:08:09 VERIFY X509NAME ERROR: CN=vpn.internal, must be vpn.example.com",
        _VERIFY,
        pattern=r"VERIFY X509NAME ERROR: .{0,300}must be (?P<name>[\w.-]{1,253})",
    ),
    Saying(
        "VERIFY EKU ERROR",
        ("verify purpose",),
        "2024-05-06 07:08:09 VERIFY EKU ERROR",
        _VERIFY,
    ),
    Saying(
        "VERIFY KU ERROR",
        ("verify purpose",),
        "2024-05-06 07:08:09 VERIFY KU ERROR",
        _VERIFY,
    ),
    Saying(
        "VERIFY nsCertType ERROR: ",
        ("verify purpose",),
        (
            "2024-05-06 07:08:09 VERIFY nsCertType ERROR: CN=vpn.example.com, require "
            "nsCertType=SERVER"
        ),
        _VERIFY,
    ),
    Saying(
        "Certificate does not have key usage extension",
        ("verify purpose",),
        "2024-05-06 07:08:09 Certificate does not have key usage extension",
        _VERIFY_OPENSSL,
    ),
    Saying(
        "Certificate does not have extended key usage extension",
        ("verify purpose",),
        "2024-05-06 07:08:09 Certificate does not have extended key usage extension",
        _VERIFY_OPENSSL,
    ),
    Saying(
        "ERROR: Certificate has key usage",
        ("verify purpose",),
        "2024-05-06 07:08:09 ERROR: Certificate has key usage 0006, expected one of:",
        _VERIFY_OPENSSL,
    ),
    Saying(
        "VERIFY SCRIPT ERROR: depth=",
        ("verify failed",),
        "2024-05-06 07:08:09 VERIFY SCRIPT ERROR: depth=0, CN=client1",
        _VERIFY,
    ),
    Saying(
        "VERIFY PLUGIN ERROR: depth=",
        ("verify failed",),
        "2024-05-06 07:08:09 VERIFY PLUGIN ERROR: depth=0, CN=client1",
        _VERIFY,
    ),
    Saying(
        "VERIFY CRL: ",
        ("verify revoked",),
        "2024-05-06 07:08:09 VERIFY CRL: certificate serial number 07 is revoked",
        _VERIFY,
        pattern="VERIFY CRL: .{0,200}revoked",
    ),
    Saying(
        "certificate hash verification failed",
        ("verify pin",),
        (
            "2024-05-06 07:08:09 TLS Error: --tls-verify/--peer-fingerprint certificate hash "
            "verification failed. (got certificate fingerprint: 7a:3c)"
        ),
        _VERIFY,
        pattern="TLS Error: .{0,80}certificate hash verification failed",
    ),
    Saying(
        "TLS_ERROR: BIO read tls_read_plaintext error",
        ("handshake-failed",),
        "2024-05-06 07:08:09 TLS_ERROR: BIO read tls_read_plaintext error",
        _OPENSSL,
    ),
    Saying(
        "TLS_ERROR: BIO read tls_read_ciphertext error",
        ("bad-record",),
        "2024-05-06 07:08:09 TLS_ERROR: BIO read tls_read_ciphertext error",
        _OPENSSL,
    ),
    Saying(
        "TLS ERROR: BIO write ",
        ("handshake-failed",),
        "2024-05-06 07:08:09 TLS ERROR: BIO write tls_write_plaintext error",
        _OPENSSL,
    ),
    Saying(
        "TLS Error: TLS object -> incoming plaintext read error",
        ("handshake-failed",),
        "2024-05-06 07:08:09 TLS Error: TLS object -> incoming plaintext read error",
        _SSL,
    ),
    Saying(
        "TLS Error: TLS handshake failed",
        ("handshake-failed",),
        "2024-05-06 07:08:09 TLS Error: TLS handshake failed",
        _SSL,
    ),
    Saying(
        "TLS Error: TLS handshake failed",
        ("side server",),
        "2024-05-06 07:08:09 192.0.2.7:40112 TLS Error: TLS handshake failed",
        _SSL,
        pattern=r"(?P<client>\d{1,3}(?:\.\d{1,3}){3}):\d{1,5} TLS Error: TLS handshake failed",
    ),
    Saying(
        "TLS Error: TLS key negotiation failed to occur within",
        ("handshake-timeout", "connect-timeout"),
        (
            "2024-05-06 07:08:09 TLS Error: TLS key negotiation failed to occur within 60 "
            "seconds (check your network connectivity)"
        ),
        _SSL,
    ),
    Saying(
        "TLS Error: TLS key negotiation failed to occur within",
        ("side server",),
        (
            "2024-05-06 07:08:09 192.0.2.7:40112 TLS Error: TLS key negotiation failed to "
            "occur within 60 seconds (check your network connectivity)"
        ),
        _SSL,
        pattern=r"(?P<client>\d{1,3}(?:\.\d{1,3}){3}):\d{1,5} TLS Error: TLS key negotiation",
    ),
    Saying(
        "Server poll timeout, restarting",
        ("connect-timeout", "side client"),
        "2024-05-06 07:08:09 Server poll timeout, restarting",
        "src/openvpn/forward.c, 2.6",
        certain=False,
    ),
    Saying(
        "TLS Error: cannot locate HMAC in incoming packet from",
        ("psk-unknown",),
        (
            "2024-05-06 07:08:09 TLS Error: cannot locate HMAC in incoming packet from "
            "[AF_INET]192.0.2.7:1194"
        ),
        _PKT,
    ),
    Saying(
        "TLS Error: incoming packet authentication failed from",
        ("psk-unknown",),
        (
            "2024-05-06 07:08:09 TLS Error: incoming packet authentication failed from "
            "[AF_INET]192.0.2.7:1194"
        ),
        _PKT,
    ),
    Saying(
        "Authenticate/Decrypt packet error: packet HMAC authentication failed",
        ("psk-unknown",),
        (
            "2024-05-06 07:08:09 Authenticate/Decrypt packet error: packet HMAC "
            "authentication failed"
        ),
        "src/openvpn/crypto.c, 2.6",
    ),
    Saying(
        "TLS Error: tls-crypt unwrapping failed from",
        ("psk-unknown",),
        ("2024-05-06 07:08:09 TLS Error: tls-crypt unwrapping failed from [AF_INET]192.0.2.7:1194"),
        _PKT,
    ),
    Saying(
        "tls-crypt unwrap error",
        ("psk-unknown",),
        "2024-05-06 07:08:09 tls-crypt unwrap error: packet authentication failed",
        _CRYPT,
    ),
    Saying(
        "tls-crypt unwrap error: packet too short",
        ("psk-unknown", "plain-received"),
        "2024-05-06 07:08:09 tls-crypt unwrap error: packet too short",
        _CRYPT,
    ),
    Saying(
        "TLS Error: can not extract tls-crypt-v2 client key from",
        ("psk-unknown", "side server"),
        (
            "2024-05-06 07:08:09 192.0.2.7:40112 TLS Error: can not extract tls-crypt-v2 "
            "client key from [AF_INET]192.0.2.7:40112"
        ),
        _PKT,
    ),
    Saying(
        "Client wants tls-crypt-v2, but no server key present",
        ("psk-unknown", "side server"),
        (
            "2024-05-06 07:08:09 192.0.2.7:40112 Client wants tls-crypt-v2, but no server "
            "key present."
        ),
        _CRYPT,
    ),
    Saying(
        "TLS Error: could not determine wrapping from",
        ("psk-unknown",),
        (
            "2024-05-06 07:08:09 TLS Error: could not determine wrapping from "
            "[AF_INET]192.0.2.7:1194"
        ),
        _PKT,
    ),
    Saying(
        "TLS Error: reading acknowledgement record from packet",
        ("psk-unknown",),
        "2024-05-06 07:08:09 TLS Error: reading acknowledgement record from packet",
        "src/openvpn/reliable.c, 2.6",
    ),
    Saying(
        "TLS Error: unknown opcode received from",
        ("psk-unknown",),
        (
            "2024-05-06 07:08:09 TLS Error: unknown opcode received from "
            "[AF_INET]192.0.2.7:1194 op=0"
        ),
        _PKT,
        certain=False,
    ),
    Saying(
        "TLS Error: Unroutable control packet received from",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09 TLS Error: Unroutable control packet received from "
            "[AF_INET]192.0.2.7:1194 (si=3 op=P_ACK_V1)"
        ),
        _SSL,
    ),
    Saying(
        "TLS Error: local/remote TLS keys are out of sync",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09 TLS Error: local/remote TLS keys are out of sync: "
            "[AF_INET]192.0.2.7:1194 (received key id: 0, known key ids: )"
        ),
        _SSL,
    ),
    Saying(
        "TLS Error: client->client or server->server connection attempted",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09 TLS Error: client->client or server->server connection "
            "attempted from [AF_INET]192.0.2.7:1194"
        ),
        _SSL,
    ),
    Saying(
        "TLS Error: PRF calculation failed",
        ("algorithm-disabled",),
        (
            "2024-05-06 07:08:09 TLS Error: PRF calculation failed. Your system might not "
            "support the old TLS 1.0 PRF calculation anymore or the policy does not allow it "
            "(e.g. running in FIPS mode)."
        ),
        _SSL,
    ),
    Saying(
        "TLS Error: Auth Username/Password was not provided by peer",
        ("client-cert-refused", "side server"),
        (
            "2024-05-06 07:08:09 192.0.2.7:40112 TLS Error: Auth Username/Password was not "
            "provided by peer"
        ),
        _SSL,
        certain=False,
    ),
    Saying(
        (
            "TLS error: Unsupported protocol. This typically indicates that client and "
            "server have no common TLS version enabled"
        ),
        ("server-version",),
        (
            "2024-05-06 07:08:09 TLS error: Unsupported protocol. This typically indicates "
            "that client and server have no common TLS version enabled. This can be caused "
            "by mismatched tls-version-min and tls-version-max options on client and server. "
            "If your OpenVPN client is between v2.3.6 and v2.3.2 try adding tls-version-min "
            "1.0 to the client configuration to use TLS 1.0+ instead of TLS 1.0 only"
        ),
        _ERRORS,
    ),
    Saying(
        "TLS error: The server has no TLS ciphersuites in common with the client",
        ("no-shared-cipher", "side server"),
        (
            "2024-05-06 07:08:09 192.0.2.7:40112 TLS error: The server has no TLS "
            "ciphersuites in common with the client. Your --tls-cipher setting might be too "
            "restrictive."
        ),
        _ERRORS,
    ),
    Saying(
        "Received fatal SSL alert: ",
        (),
        "2024-05-06 07:08:09 Received fatal SSL alert: unknown CA",
        _OPENSSL,
        pattern="Received fatal SSL alert: (?P<code>[A-Za-z ]{3,40})",
        decode="alert",
    ),
    Saying(
        "Sent fatal SSL alert: ",
        (),
        "2024-05-06 07:08:09 Sent fatal SSL alert: protocol version",
        _OPENSSL,
        pattern="Sent fatal SSL alert: (?P<code>[A-Za-z ]{3,40})",
        decode="alert_sent",
    ),
    Saying(
        "OpenSSL: error:",
        ("handshake-failed",),
        "2024-05-06 07:08:09 OpenSSL: error:0A000086:SSL routines::certificate verify failed:",
        _ERRORS,
        pattern="OpenSSL: error:[0-9A-F]{8}:(?:SSL|tls)",
    ),
    Saying(
        "Fatal TLS error (check_tls_errors_co), restarting",
        ("handshake-failed",),
        "2024-05-06 07:08:09 Fatal TLS error (check_tls_errors_co), restarting",
        "src/openvpn/forward.c, 2.6",
    ),
    Saying(
        "[soft,tls-error] received",
        ("handshake-failed",),
        "2024-05-06 07:08:09 SIGUSR1[soft,tls-error] received, process restarting",
        "src/openvpn/sig.c, 2.6",
    ),
    Saying(
        "WARNING: Bad encapsulated packet length from peer (",
        ("tls-received", "side server"),
        (
            "2024-05-06 07:08:09 192.0.2.7:40112 WARNING: Bad encapsulated packet length "
            "from peer (5635), which must be > 0 and <= 1627 -- please ensure that --tun-mtu "
            "or --link-mtu is equal on both peers -- this condition could also indicate a "
            "possible active attack on the TCP link -- [Attempting restart...]"
        ),
        _SOCKET,
        pattern=r"Bad encapsulated packet length from peer \(5635\)",
    ),
    Saying(
        "WARNING: Bad encapsulated packet length from peer (",
        ("plain-received http", "side server"),
        (
            "2024-05-06 07:08:09 192.0.2.7:40112 WARNING: Bad encapsulated packet length "
            "from peer (18245), which must be > 0 and <= 1627 -- please ensure that "
            "--tun-mtu or --link-mtu is equal on both peers -- this condition could also "
            "indicate a possible active attack on the TCP link -- [Attempting restart...]"
        ),
        _SOCKET,
        pattern=r"Bad encapsulated packet length from peer \((?:18245|20559|17231)\)",
    ),
    Saying(
        "WARNING: Bad encapsulated packet length from peer (",
        ("not-tls http", "side client"),
        (
            "2024-05-06 07:08:09 WARNING: Bad encapsulated packet length from peer (18516), "
            "which must be > 0 and <= 1627 -- please ensure that --tun-mtu or --link-mtu is "
            "equal on both peers -- this condition could also indicate a possible active "
            "attack on the TCP link -- [Attempting restart...]"
        ),
        _SOCKET,
        pattern=r"Bad encapsulated packet length from peer \(18516\)",
    ),
    Saying(
        "WARNING: Bad encapsulated packet length from peer (",
        ("not-tls ssh", "side client"),
        (
            "2024-05-06 07:08:09 WARNING: Bad encapsulated packet length from peer (21331), "
            "which must be > 0 and <= 1627 -- please ensure that --tun-mtu or --link-mtu is "
            "equal on both peers -- this condition could also indicate a possible active "
            "attack on the TCP link -- [Attempting restart...]"
        ),
        _SOCKET,
        pattern=r"Bad encapsulated packet length from peer \(21331\)",
    ),
    Saying(
        "WARNING: Bad encapsulated packet length from peer (",
        ("psk-unknown",),
        (
            "2024-05-06 07:08:09 WARNING: Bad encapsulated packet length from peer (61440), "
            "which must be > 0 and <= 1627 -- please ensure that --tun-mtu or --link-mtu is "
            "equal on both peers -- this condition could also indicate a possible active "
            "attack on the TCP link -- [Attempting restart...]"
        ),
        _SOCKET,
        certain=False,
    ),
    Saying(
        "WARNING: Your certificate has expired!",
        ("verify expired",),
        "2024-05-06 07:08:09 WARNING: Your certificate has expired!",
        _OPENSSL,
    ),
    Saying(
        "WARNING: Your certificate is not yet valid!",
        ("verify not-yet-valid",),
        "2024-05-06 07:08:09 WARNING: Your certificate is not yet valid!",
        _OPENSSL,
    ),
    Saying(
        "Cannot load CA certificate file",
        ("ca-file",),
        "2024-05-06 07:08:09 Cannot load CA certificate file ca.crt (no entries were read)",
        _OPENSSL,
    ),
    Saying(
        "Cannot load inline certificate file",
        ("cert-file", "client-key"),
        "2024-05-06 07:08:09 Cannot load inline certificate file",
        _OPENSSL,
    ),
    Saying(
        "Cannot load certificate file",
        ("cert-file", "client-key"),
        "2024-05-06 07:08:09 Cannot load certificate file client.crt",
        _OPENSSL,
    ),
    Saying(
        "Cannot load private key file",
        ("cert-file", "client-key"),
        "2024-05-06 07:08:09 Cannot load private key file client.key",
        _OPENSSL,
    ),
    Saying(
        "Private key does not match the certificate",
        ("key-mismatch", "client-key"),
        "2024-05-06 07:08:09 Private key does not match the certificate",
        _OPENSSL,
        pattern=r"(?:\d\d:\d\d:\d\d.{0,80}|^)Private key does not match the certificate$",
    ),
    Saying(
        "Error reading PKCS#12 file",
        ("client-key", "legacy-store"),
        "2024-05-06 07:08:09 Error reading PKCS#12 file client.p12",
        _OPENSSL,
    ),
    Saying(
        "Failed to set restricted TLS cipher list",
        ("config-error", "no-cipher"),
        "2024-05-06 07:08:09 Failed to set restricted TLS cipher list: NOPE",
        _OPENSSL,
    ),
    Saying(
        "Failed to set allowed TLS group list",
        ("config-error", "no-shared-group"),
        "2024-05-06 07:08:09 Failed to set allowed TLS group list: nope",
        _OPENSSL,
    ),
    Saying(
        "Options error: You must define CA file (--ca)",
        ("config-error", "ca-file"),
        (
            "Options error: You must define CA file (--ca) or CA path (--capath) and/or peer "
            "fingerprint verification (--peer-fingerprint)"
        ),
        _OPTIONS,
    ),
    Saying(
        "Options error: --ca fails with",
        ("ca-file", "config-error"),
        "Options error: --ca fails with 'ca.crt': No such file or directory (errno=2)",
        _OPTIONS,
    ),
    Saying(
        "Options error: --cert fails with",
        ("client-key", "cert-file"),
        "Options error: --cert fails with 'client.crt': No such file or directory (errno=2)",
        _OPTIONS,
    ),
    Saying(
        "Options error: --key fails with",
        ("client-key", "cert-file"),
        "Options error: --key fails with 'client.key': Permission denied (errno=13)",
        _OPTIONS,
    ),
    Saying(
        "Options error: --pkcs12 fails with",
        ("client-key",),
        "Options error: --pkcs12 fails with 'client.p12': No such file or directory (errno=2)",
        _OPTIONS,
    ),
    Saying(
        "Options error: --tls-auth fails with",
        ("config-error",),
        "Options error: --tls-auth fails with 'ta.key': No such file or directory (errno=2)",
        _OPTIONS,
    ),
    Saying(
        "Options error: --tls-crypt fails with",
        ("config-error",),
        "Options error: --tls-crypt fails with 'tc.key': No such file or directory (errno=2)",
        _OPTIONS,
    ),
    Saying(
        "Options error: --crl-verify fails with",
        ("config-error", "verify crl-missing"),
        "Options error: --crl-verify fails with 'crl.pem': No such file or directory (errno=2)",
        _OPTIONS,
    ),
    Saying(
        "CRL: cannot read CRL from file",
        ("verify crl-missing",),
        "2024-05-06 07:08:09 CRL: cannot read CRL from file /etc/openvpn/crl.pem",
        _VERIFY_OPENSSL,
    ),
    Saying(
        "X509 name was missing in TLS mode",
        ("client-cert-absent",),
        "2024-05-06 07:08:09 X509 name was missing in TLS mode",
        _VERIFY,
    ),
    Saying(
        "Connection reset, restarting",
        ("reset",),
        "2024-05-06 07:08:09 Connection reset, restarting [0]",
        "src/openvpn/forward.c, 2.6",
        pattern=r"Connection reset, restarting \[-?\d",
        certain=False,
    ),
    Saying(
        "HTTP proxy authenticate",
        ("proxy-set",),
        "2024-05-06 07:08:09 HTTP proxy authenticate 'Basic realm=\"proxy\"'",
        "src/openvpn/proxy.c, 2.6",
        certain=False,
    ),
)

PRODUCT = Product(
    name="OpenVPN",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("openvpn",),
    recipes={
        Remedy.TRUST_CA: Recipe("In the configuration file.", ("ca {ca}.pem",)),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "In the configuration file.", ("cert client.pem", "key client.key")
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "And no tls-version-max below it.", ("tls-version-min 1.2",)
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "And no tls-version-max below it.", ("tls-version-min 1.2",)
        ),
    },
    sayings=_SAYINGS,
)
