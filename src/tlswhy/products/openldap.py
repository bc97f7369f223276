"""OpenLDAP: libldap, its tools, what stands on it, and slapd."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_TLS2 = "libraries/libldap/tls2.c, 2.5"
_TLSO = "libraries/libldap/tls_o.c, 2.5"
_TLSG = "libraries/libldap/tls_g.c, 2.5"
_CONN = "servers/slapd/connection.c, 2.5"
_STARTTLS = "servers/slapd/starttls.c, 2.5"
_ERROR = "libraries/libldap/error.c, 2.5"
_MAIN = "servers/slapd/main.c, 2.5"

_SAYINGS = (
    Saying(
        'unsupported operation "1.3.6.1.4.1.1466.20037"',
        (
            "starttls-missing",
            "side server",
        ),
        ('slapd[4711]: conn=1054 op=0 do_extended: unsupported operation "1.3.6.1.4.1.1466.20037"'),
        (
            "servers/slapd/extended.c, 2.4 to 2.6; the number is StartTLS's (RFC 4511 "
            "section 4.14.1)"
        ),
    ),
    Saying(
        "Error, ldap_start_tls failed (",
        (
            "handshake-failed",
            "side client",
        ),
        (
            "slapd[4711]: slap_client_connect: URI=ldap://ldap2.example.com Error, "
            "ldap_start_tls failed (-11)"
        ),
        "servers/slapd/config.c, 2.4 to 2.6",
        pattern=r"ldap_start_tls failed \(-\d{1,2}\)",
    ),
    Saying(
        "Error, ldap_start_tls failed (2)",
        (
            "starttls-missing",
            "side client",
        ),
        (
            "slapd[4711]: slap_client_connect: URI=ldap://ldap2.example.com Error, "
            "ldap_start_tls failed (2)"
        ),
        "servers/slapd/config.c, 2.4 to 2.6",
    ),
    Saying(
        "ldap_start_tls: Connect error (-11)",
        ("handshake-failed", "side client"),
        (
            "ldap_start_tls: Connect error (-11)\n\tadditional info: error:0A000086:SSL "
            "routines::certificate verify failed (unable to get local issuer certificate)"
        ),
        "clients/tools/common.c, 2.5",
    ),
    Saying(
        "ldap_start_tls: ",
        ("side client",),
        "ldap_start_tls: Can't contact LDAP server (-1)",
        "clients/tools/common.c, 2.5",
        pattern="ldap_start_tls: [A-Z']",
        certain=False,
    ),
    Saying(
        "ldap_start_tls: Protocol error (2)",
        ("starttls-missing", "side client"),
        "ldap_start_tls: Protocol error (2)\n\tadditional info: unsupported extended operation",
        "clients/tools/common.c, 2.5",
    ),
    Saying(
        "ldap_start_tls: Server is unavailable (52)",
        ("starttls-missing", "no-certificate", "side client"),
        "ldap_start_tls: Server is unavailable (52)",
        "clients/tools/common.c, 2.5",
    ),
    Saying(
        "ldap_start_tls: Operations error (1)",
        ("starttls-missing", "side client"),
        "ldap_start_tls: Operations error (1)\n\tadditional info: TLS already started",
        "clients/tools/common.c, 2.5",
        certain=False,
    ),
    Saying(
        "TLS already started",
        ("starttls-missing",),
        "ldap_start_tls: Operations error (1)\n\tadditional info: TLS already started",
        _STARTTLS,
        pattern="(?:ldap|LDAP|additional info|slapd).{0,200}TLS already started",
    ),
    Saying(
        "Can't contact LDAP server (-1)",
        ("handshake-failed", "side client"),
        "ldap_sasl_bind(SIMPLE): Can't contact LDAP server (-1)",
        _ERROR,
        certain=False,
    ),
    Saying(
        "Can't contact LDAP server",
        ("side client",),
        (
            "ldap.SERVER_DOWN: {'result': -1, 'desc': \"Can't contact LDAP server\", 'ctrls': "
            "[], 'info': 'error:0A000086:SSL routines::certificate verify failed'}"
        ),
        _ERROR,
        certain=False,
    ),
    Saying(
        "Confidentiality required (13)",
        ("starttls-needed",),
        (
            "ldap_bind: Confidentiality required (13)\n\tadditional info: TLS confidentiality "
            "required"
        ),
        _ERROR,
    ),
    Saying(
        "TLS confidentiality required",
        ("starttls-needed",),
        (
            "May  6 07:08:09 dir slapd[4711]: conn=1000 op=0 RESULT tag=97 err=13 text=TLS "
            "confidentiality required"
        ),
        "servers/slapd/backend.c, 2.5",
    ),
    Saying(
        "confidentiality required",
        ("starttls-needed",),
        (
            "May  6 07:08:09 dir slapd[4711]: conn=1000 op=0 RESULT tag=97 err=13 "
            "qtime=0.000009 etime=0.000062 text=confidentiality required"
        ),
        "servers/slapd/backend.c, 2.5",
        pattern=r"(?:err=13|\(13\)|text=|info: ).{0,60}confidentiality required",
    ),
    Saying(
        "Strong(er) authentication required (8)",
        ("starttls-needed",),
        (
            "ldap_bind: Strong(er) authentication required (8)\n\tadditional info: BindSimple: "
            "Transport encryption required."
        ),
        _ERROR,
    ),
    Saying(
        "TLS: hostname does not match CN in peer certificate",
        ("verify name", "side client"),
        (
            "ldap_start_tls: Connect error (-11)\n\tadditional info: TLS: hostname does not "
            "match CN in peer certificate"
        ),
        "libraries/libldap/tls_o.c, 2.4",
    ),
    Saying(
        "TLS: hostname does not match name in peer certificate",
        ("verify name", "side client"),
        (
            "ldap_start_tls: Connect error (-11)\n\tadditional info: TLS: hostname does not "
            "match name in peer certificate"
        ),
        _TLSO,
    ),
    Saying(
        "TLS: hostname does not match subjectAltName in peer certificate",
        ("verify name", "side client"),
        (
            "ldap_start_tls: Connect error (-11)\n\tadditional info: TLS: hostname does not "
            "match subjectAltName in peer certificate"
        ),
        _TLSO,
    ),
    Saying(
        "TLS: hostname (",
        ("verify name", "side client"),
        (
            "TLS: hostname (ldap.example.com) does not match common name in certificate "
            "(ldap.internal)."
        ),
        _TLSO,
        pattern=r"TLS: hostname \((?P<host>[\w.:-]{1,253})\) does not match",
    ),
    Saying(
        "TLS: unable to get CN from peer certificate",
        ("verify name", "side client"),
        "additional info: TLS: unable to get CN from peer certificate",
        _TLSO,
    ),
    Saying(
        "TLS: unable to get subjectAltName from peer certificate",
        ("verify no-san", "side client"),
        "additional info: TLS: unable to get subjectAltName from peer certificate",
        _TLSO,
    ),
    Saying(
        "TLS: public key hash does not match provided pin",
        ("verify pin", "side client"),
        "additional info: TLS: public key hash does not match provided pin",
        _TLSO,
    ),
    Saying(
        "TLS: peer cert untrusted or revoked (0x",
        ("verify issuer-unknown", "side client"),
        "TLS: peer cert untrusted or revoked (0x42)",
        _TLSG,
        pattern=r"untrusted or revoked \(0x[0-9a-f]{0,6}[4567cdef][0-9a-f]\)",
    ),
    Saying(
        "TLS: peer cert untrusted or revoked (0x",
        ("verify failed", "side client"),
        "TLS: peer cert untrusted or revoked (0x2)",
        _TLSG,
    ),
    Saying(
        "TLS: peer cert untrusted or revoked (0x",
        ("verify revoked", "side client"),
        "TLS: peer cert untrusted or revoked (0x22)",
        _TLSG,
        pattern=r"untrusted or revoked \(0x[0-9a-f]{0,6}[2367abef][0-9a-f]\)",
    ),
    Saying(
        "TLS: peer cert untrusted or revoked (0x",
        ("verify expired", "side client"),
        "TLS: peer cert untrusted or revoked (0x402)",
        _TLSG,
        pattern=r"untrusted or revoked \(0x[0-9a-f]{0,4}[4567cdef][0-9a-f]{2}\)",
    ),
    Saying(
        "TLS: peer certificate is expired",
        ("verify expired", "side client"),
        "TLS: peer certificate is expired",
        _TLSG,
    ),
    Saying(
        "TLS: peer certificate not yet active",
        ("verify not-yet-valid", "side client"),
        "TLS: peer certificate not yet active",
        _TLSG,
    ),
    Saying(
        "TLS certificate verification: Error, ",
        ("verify failed",),
        "TLS certificate verification: Error, self signed certificate in certificate chain",
        _TLSO,
        pattern="TLS certificate verification: Error, (?P<code>[^,]{3,80})",
        decode="verify_code",
    ),
    Saying(
        "TLS certificate verification: depth: ",
        (),
        (
            "TLS certificate verification: depth: 1, err: 19, subject: /CN=Example CA, "
            "issuer: /CN=Example CA"
        ),
        _TLSO,
        pattern=r"TLS certificate verification: depth: \d{1,2}, err: (?P<code>\d{1,3}),",
        decode="verify_code",
    ),
    Saying(
        "TLS trace: SSL3 alert read:fatal:",
        (),
        "TLS trace: SSL3 alert read:fatal:unknown CA",
        _TLSO,
        pattern="TLS trace: SSL3 alert read:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert",
    ),
    Saying(
        "TLS trace: SSL3 alert write:fatal:",
        (),
        "TLS trace: SSL3 alert write:fatal:handshake failure",
        _TLSO,
        pattern="TLS trace: SSL3 alert write:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert_sent",
    ),
    Saying(
        "TLS trace: SSL_accept:error in",
        ("handshake-failed", "side server"),
        "TLS trace: SSL_accept:error in error",
        _TLSO,
    ),
    Saying(
        "TLS trace: SSL_accept:failed in",
        ("handshake-failed", "side server"),
        "TLS trace: SSL_accept:failed in error",
        _TLSO,
    ),
    Saying(
        "TLS trace: SSL_connect:error in",
        ("handshake-failed", "side client"),
        "TLS trace: SSL_connect:error in error",
        _TLSO,
    ),
    Saying(
        "TLS trace: SSL_connect:failed in",
        ("handshake-failed", "side client"),
        "TLS trace: SSL_connect:failed in error",
        _TLSO,
    ),
    Saying(
        "TLS: can't accept: ",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 dir slapd[4711]: TLS: can't accept: A TLS fatal alert has been "
            "received.."
        ),
        _TLS2,
    ),
    Saying(
        "TLS: can't accept: No certificate was found",
        ("client-cert-absent", "side server"),
        "May  6 07:08:09 dir slapd[4711]: TLS: can't accept: No certificate was found..",
        _TLS2,
    ),
    Saying(
        "TLS: can't connect: ",
        ("handshake-failed", "side client"),
        "TLS: can't connect: error:0A00010B:SSL routines::wrong version number.",
        _TLS2,
    ),
    Saying(
        "TLS: can't connect: TLS error -",
        ("handshake-failed", "side client"),
        (
            "TLS: can't connect: TLS error -8172:Peer's certificate issuer has been marked "
            "as not trusted by the user.."
        ),
        "libraries/libldap/tls_m.c, 2.4",
    ),
    Saying(
        "(TLS negotiation failure)",
        ("handshake-failed", "side server"),
        "May  6 07:08:09 dir slapd[4711]: conn=1000 fd=12 closed (TLS negotiation failure)",
        _CONN,
    ),
    Saying(
        "TLS negotiation failure",
        ("handshake-failed", "side server"),
        "May  6 07:08:09 dir slapd[4711]: connection_read(12): TLS negotiation failure",
        _CONN,
        pattern="(?:slapd|conn=|connection_read).{0,120}TLS negotiation failure",
    ),
    Saying(
        "connection_read(",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 dir slapd[4711]: connection_read(12): TLS accept failure "
            "error=-1 id=1000, closing"
        ),
        _CONN,
        pattern=r"connection_read\(\d{1,6}\): TLS accept failure",
    ),
    Saying(
        "TLS accept failure error=",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 dir slapd[4711]: connection_read(12): TLS accept failure "
            "error=-1 id=1000, closing"
        ),
        _CONN,
    ),
    Saying(
        "TLS init def ctx failed",
        ("cert-file", "side server"),
        "main: TLS init def ctx failed: -1",
        _MAIN,
    ),
    Saying(
        "Could not initialize TLS",
        ("no-certificate", "side server"),
        "ldap_start_tls: Connect error (-11)\n\tadditional info: Could not initialize TLS",
        _STARTTLS,
        pattern="(?:ldap|slapd|info: ).{0,120}Could not initialize TLS",
    ),
    Saying(
        "TLS: could not load verify locations",
        ("ca-file",),
        "TLS: could not load verify locations (file:`/etc/ssl/ca.pem',dir:`').",
        _TLSO,
    ),
    Saying(
        "TLS: could not load client CA list",
        ("ca-file", "side server"),
        "TLS: could not load client CA list (file:`/etc/ssl/ca.pem',dir:`').",
        _TLSO,
    ),
    Saying(
        "TLS: could not use certificate",
        ("cert-file",),
        "TLS: could not use certificate `/etc/ldap/leaf.pem'.",
        _TLSO,
    ),
    Saying(
        "TLS: could not use key file",
        ("cert-file",),
        "TLS: could not use key file `/etc/ldap/leaf.key'.",
        _TLSO,
    ),
    Saying(
        "TLS: could not use private key",
        ("cert-file",),
        "TLS: could not use private key file `/etc/ldap/leaf.key`.",
        _TLSG,
    ),
    Saying(
        "TLS: could not use CA certificate",
        ("ca-file",),
        (
            "TLS: could not use CA certificate file `/etc/ssl/ca.pem': Error while reading "
            "file. (-64)"
        ),
        _TLSG,
    ),
    Saying(
        "TLS: only one of certfile and keyfile specified",
        ("config-error", "cert-file"),
        "TLS: only one of certfile and keyfile specified",
        _TLSG,
    ),
    Saying(
        "TLS: could not set cipher list",
        ("config-error", "no-cipher"),
        "TLS: could not set cipher list NOPE.",
        _TLSO,
    ),
    Saying(
        "TLS: warning: no certificate loaded from CA certificate file",
        ("ca-file",),
        "TLS: warning: no certificate loaded from CA certificate file `/etc/ssl/ca.pem'.",
        "libraries/libldap/tls_g.c, 2.5",
    ),
    Saying(
        "TLS: file ",
        ("cert-file",),
        "TLS: file /etc/ldap/leaf.pem does not exist.",
        "libraries/libldap/tls_m.c, 2.4",
        pattern="TLS: file .{1,200} does not exist",
        certain=False,
    ),
    Saying(
        "failed to initiate TLS processing on an LDAP session to server",
        ("handshake-failed", "side client"),
        (
            "failed to initiate TLS processing on an LDAP session to server "
            "ldap.example.com:389 - ldap_start_tls_s() returned -11: Connect error"
        ),
        "Exim, src/lookups/ldap.c, 4.96",
    ),
    Saying(
        "could not start LDAP TLS session",
        ("handshake-failed", "side client"),
        "LOG:  could not start LDAP TLS session: Connect error",
        "PostgreSQL, src/backend/libpq/auth.c, 15",
    ),
    Saying(
        "ldap_start_tls(): Unable to start TLS",
        ("handshake-failed", "side client"),
        (
            "PHP Warning:  ldap_start_tls(): Unable to start TLS: Connect error in "
            "/app/ldap.php on line 7"
        ),
        "PHP, ext/ldap/ldap.c, 8.2",
    ),
)

PRODUCT = Product(
    name="OpenLDAP",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=(
        "ldap",
        "ldaps",
    ),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "In ldap.conf, or as LDAPTLS_CACERT in the environment.",
            ("TLS_CACERT /etc/ldap/{ca}.pem",),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "For one call.",
            (
                "LDAPTLS_CERT=client.pem LDAPTLS_KEY=client.key \\",
                "  ldapwhoami -H ldaps://{host}:{port} -x",
            ),
        ),
        Remedy.USE_STARTTLS: Recipe(
            "-ZZ demands that it succeeds.", ("ldapsearch -ZZ -H ldap://{host}:{port} -x -s base",)
        ),
        Remedy.USE_IMPLICIT_TLS: Recipe(
            "The scheme with an s, and no -Z.", ("ldapsearch -H ldaps://{host}:{port} -x -s base",)
        ),
        Remedy.GIVE_CERTIFICATE: Recipe(
            "In slapd.conf; in cn=config the names begin with olc.",
            (
                "TLSCertificateFile /etc/ldap/fullchain.pem",
                "TLSCertificateKeyFile /etc/ldap/leaf.key",
            ),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "In slapd.conf.", ("TLSCACertificateFile /etc/ldap/{ca}.pem",)
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe("In slapd.conf.", ("TLSVerifyClient try",)),
    },
    sayings=_SAYINGS,
    speaks=("role directory",),
)
