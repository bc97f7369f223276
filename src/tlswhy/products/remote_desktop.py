"""Remote Desktop: Microsoft's clients and server, FreeRDP, xrdp."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_MSTSC = "Windows 7 to 11, mstsc"
_XRDP = "xrdp 0.9, common/ssl_calls.c, libxrdp/xrdp_sec.c"
_FREERDP = "FreeRDP 2 and 3, libfreerdp/core/errconnect, libfreerdp/crypto/tls.c"

PRODUCT = Product(
    name="Remote Desktop",
    roles=(Role.CLIENT, Role.SERVER),
    services=("rdp",),
    recipes={
        Remedy.GIVE_CERTIFICATE: Recipe(
            "On the server, with a certificate of the machine's store.",
            (
                r"wmic /namespace:\\root\cimv2\TerminalServices `",
                '  PATH Win32_TSGeneralSetting Set SSLCertificateSHA1Hash="THUMBPRINT"',
            ),
        ),
    },
    sayings=(
        Saying(
            "The identity of the remote computer cannot be verified",
            ("verify failed", "side client"),
            "The identity of the remote computer cannot be verified. Do you want to connect anyway?",
            _MSTSC,
        ),
        Saying(
            "This remote computer could not be authenticated due to problems with its security certificate",
            ("verify failed", "side client"),
            "This remote computer could not be authenticated due to problems with its security certificate. It may be unsafe to proceed.",
            _MSTSC,
        ),
        Saying(
            "The remote computer could not be authenticated due to problems with its security certificate",
            ("verify failed", "side client"),
            "The remote computer could not be authenticated due to problems with its security certificate.",
            _MSTSC,
        ),
        Saying(
            "The certificate is not from a trusted certifying authority",
            ("verify issuer-unknown", "side client"),
            "Certificate errors The certificate is not from a trusted certifying authority.",
            _MSTSC,
        ),
        Saying(
            "The server name on the certificate is incorrect",
            ("verify name", "side client"),
            "Certificate errors The server name on the certificate is incorrect.",
            _MSTSC,
        ),
        Saying(
            "A revocation check could not be performed for the certificate",
            ("verify revocation-unknown", "side client"),
            "Certificate errors A revocation check could not be performed for the certificate.",
            _MSTSC,
        ),
        Saying(
            "The certificate has expired or is not yet valid",
            ("verify expired", "side client"),
            "Certificate errors The certificate has expired or is not yet valid.",
            _MSTSC,
        ),
        Saying(
            "the Remote Desktop Gateway server's certificate has expired or has been revoked",
            ("verify expired", "verify revoked", "side client"),
            "Your computer can't connect to the remote computer because the Remote Desktop Gateway server's certificate has expired or has been revoked.",
            _MSTSC,
        ),
        Saying(
            "the Remote Desktop Gateway server address requested and the certificate subject name do not match",
            ("verify name", "side client"),
            "Your computer can't connect to the remote computer because the Remote Desktop Gateway server address requested and the certificate subject name do not match.",
            _MSTSC,
        ),
        Saying(
            "no certificate was configured to use at the Remote Desktop Gateway server",
            ("no-certificate", "side client"),
            "Your computer can't connect to the remote computer because no certificate was configured to use at the Remote Desktop Gateway server.",
            _MSTSC,
        ),
        Saying(
            "This computer can't verify the identity of the RD Gateway",
            ("verify failed", "side client"),
            "This computer can't verify the identity of the RD Gateway \"gw.example.org\". It's not safe to connect to servers that can't be identified.",
            _MSTSC,
        ),
        Saying(
            "An authentication error has occurred",
            ("handshake-failed", "side client"),
            "Remote Desktop Connection An authentication error has occurred (Code: 0x80090304).",
            _MSTSC,
            pattern=r"An authentication error has occurred.{0,20}?(?:\(|Code|0x)",
        ),
        Saying(
            "Because of a security error, the client could not connect to the remote computer",
            ("handshake-failed", "side client"),
            "Because of a security error, the client could not connect to the remote computer. Verify that you are logged on to the network, and then try connecting again.",
            _MSTSC,
        ),
        Saying(
            "The RD Session Host Server has failed to create a new self signed certificate",
            ("no-certificate", "cert-file", "side server"),
            "The RD Session Host Server has failed to create a new self signed certificate to be used for RD Session Host Server authentication on SSL connections. The relevant status code was Object already exists.",
            "Windows Server, event 1057 of TerminalServices-RemoteConnectionManager",
        ),
        Saying(
            "has failed to replace the expired self signed certificate used for RD Session Host Server authentication",
            ("cert-file", "side server"),
            "The RD Session Host Server has failed to replace the expired self signed certificate used for RD Session Host Server authentication on SSL connections. The relevant status code was Access is denied.",
            "Windows Server, event 1058 of TerminalServices-RemoteConnectionManager",
        ),
        Saying(
            "ERRCONNECT_TLS_CONNECT_FAILED",
            ("handshake-failed", "side client"),
            "[ERROR][com.freerdp.core] - freerdp_set_last_error_ex ERRCONNECT_TLS_CONNECT_FAILED [0x00020008]",
            _FREERDP,
        ),
        Saying(
            "ERRCONNECT_SECURITY_NEGO_CONNECT_FAILED",
            ("no-parameters", "side client"),
            "[ERROR][com.freerdp.core] - freerdp_set_last_error_ex ERRCONNECT_SECURITY_NEGO_CONNECT_FAILED [0x0002000C]",
            _FREERDP,
        ),
        Saying(
            "ERRCONNECT_CONNECT_TRANSPORT_FAILED",
            ("eof", "side client"),
            "[ERROR][com.freerdp.core] - freerdp_set_last_error_ex ERRCONNECT_CONNECT_TRANSPORT_FAILED [0x0002000D]",
            _FREERDP,
        ),
        Saying(
            "ERRCONNECT_DNS_NAME_NOT_FOUND",
            ("dns-failed", "side client"),
            "[ERROR][com.freerdp.core] - freerdp_set_last_error_ex ERRCONNECT_DNS_NAME_NOT_FOUND [0x00020005]",
            _FREERDP,
            certain=False,
        ),
        Saying(
            "WARNING: CERTIFICATE NAME MISMATCH!",
            ("verify name", "side client"),
            "@           WARNING: CERTIFICATE NAME MISMATCH!           @",
            _FREERDP,
        ),
        Saying(
            "does not match the name given in the certificate",
            ("verify name", "side client"),
            "The hostname used for this connection (host.example.org:3389) does not match the name given in the certificate:",
            _FREERDP,
            pattern=r"The hostname used for this connection \((?P<host>[\w.-]{1,120}):(?P<port>\d{2,5})\) does not match",
        ),
        Saying(
            "certificate verification failure '",
            ("verify failed", "side client"),
            "[WARN][com.freerdp.crypto] - Certificate verification failure 'self-signed certificate (18)' at stack position 0",
            _FREERDP,
        ),
        Saying(
            "certificate not trusted, aborting",
            ("verify issuer-unknown", "side client"),
            "[ERROR][com.freerdp.crypto] - tls_connect: certificate not trusted, aborting.",
            _FREERDP,
        ),
        Saying(
            "WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @ The host key for",
            ("verify pin", "side client"),
            "WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @ The host key for host.example.org:3389 has changed",
            _FREERDP,
        ),
        Saying(
            "Unable to negotiate a TLS connection with the client",
            ("handshake-failed", "side server"),
            "[20240506-07:08:09] [ERROR] Unable to negotiate a TLS connection with the client",
            _XRDP,
        ),
        Saying(
            "trans_set_tls_mode: ssl_tls_accept failed",
            ("handshake-failed", "side server"),
            "[20240506-07:08:09] [ERROR] trans_set_tls_mode: ssl_tls_accept failed",
            _XRDP,
        ),
        Saying(
            "xrdp_sec_incoming: trans_set_tls_mode failed",
            ("handshake-failed", "side server"),
            "[20240506-07:08:09] [ERROR] xrdp_sec_incoming: trans_set_tls_mode failed",
            _XRDP,
        ),
        Saying(
            "Server requires TLS for security, but the client did not request TLS",
            ("plain-received", "side server"),
            "[20240506-07:08:09] [ERROR] Server requires TLS for security, but the client did not request TLS.",
            _XRDP,
        ),
        Saying(
            "Cannot accept TLS connections because certificate or private key file is not readable",
            ("cert-file", "side server"),
            "[20240506-07:08:09] [ERROR] Cannot accept TLS connections because certificate or private key file is not readable. certificate file: [/etc/xrdp/cert.pem], private key file: [/etc/xrdp/key.pem]",
            _XRDP,
        ),
        Saying(
            "Error loading TLS private key from",
            ("cert-file", "side server"),
            "[20240506-07:08:09] [ERROR] Error loading TLS private key from /etc/xrdp/key.pem",
            _XRDP,
        ),
        Saying(
            "Error loading TLS certificate chain from",
            ("cert-file", "side server"),
            "[20240506-07:08:09] [ERROR] Error loading TLS certificate chain from /etc/xrdp/cert.pem",
            _XRDP,
        ),
        Saying(
            "No SSL/TLS protocols enabled. At least one protocol should be enabled",
            ("no-version", "side server"),
            "[20240506-07:08:09] [ERROR] No SSL/TLS protocols enabled. At least one protocol should be enabled to accept TLS connections.",
            _XRDP,
        ),
        Saying(
            "do not match",
            ("key-mismatch", "side server"),
            "[20240506-07:08:09] [ERROR] Private key /etc/xrdp/key.pem and certificate /etc/xrdp/cert.pem do not match",
            _XRDP,
            pattern=r"Private key \S{1,200} and certificate \S{1,200} do not match",
        ),
        Saying(
            "Cannot read private key file",
            ("cert-file", "side server"),
            "[20240506-07:08:09] [ERROR] Cannot read private key file /etc/xrdp/key.pem: Permission denied",
            _XRDP,
            pattern=r"Cannot read private key file \S{1,200}: ",
        ),
    ),
    speaks=("side client",),
)
