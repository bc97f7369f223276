"""LDAP from Python: ldap3, and python-ldap over OpenLDAP's libldap."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_LDAP3 = "ldap3 ldap3/core/tls.py, 2.9"
_LIBLDAP = "python-ldap; OpenLDAP libraries/libldap/tls2.c, tls_o.c, tls_g.c"

PRODUCT = Product(
    name="ldap3 and python-ldap",
    roles=(Role.CLIENT,),
    services=("ldap", "ldaps"),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "With python-ldap before the first connection; with ldap3 among the server's.",
            (
                'ldap.set_option(ldap.OPT_X_TLS_CACERTFILE, "/path/to/{ca}.pem")',
                "ldap.set_option(ldap.OPT_X_TLS_NEWCTX, 0)",
                'tls = ldap3.Tls(ca_certs_file="{ca}.pem", validate=ssl.CERT_REQUIRED)',
            ),
        ),
    },
    sayings=(
        Saying(
            "LDAPCertificateError: certificate",
            ("verify name",),
            "ldap3.core.exceptions.LDAPCertificateError: certificate {'subject': ()} doesn't match any name in ['a.example']",
            _LDAP3,
        ),
        Saying(
            "LDAPCertificateError: hostname doesn't match",
            ("verify name",),
            "ldap3.core.exceptions.LDAPCertificateError: hostname doesn't match",
            "ldap3 ldap3/core/tls.py, 2.4",
        ),
        Saying(
            "socket ssl wrapping error: ",
            ("handshake-failed",),
            "ldap3.core.exceptions.LDAPSocketOpenError: socket ssl wrapping error: [Errno 104] Connection reset by peer",
            "ldap3 ldap3/strategy/base.py, 2.9",
        ),
        Saying(
            "LDAPSocketOpenError",
            ("handshake-failed",),
            "ldap3.core.exceptions.LDAPSocketOpenError: unable to open socket",
            "ldap3 ldap3/core/exceptions.py, 2.9",
            certain=False,
        ),
        Saying(
            "LDAPStartTLSError: wrap socket error: ",
            ("handshake-failed",),
            "ldap3.core.exceptions.LDAPStartTLSError: wrap socket error: [Errno 104] Connection reset by peer",
            _LDAP3,
        ),
        Saying(
            "startTLS failed - ",
            ("starttls-missing",),
            "ldap3.core.exceptions.LDAPStartTLSError: startTLS failed - protocolError",
            _LDAP3,
        ),
        Saying(
            "automatic start_tls befored bind not successful",
            ("starttls-missing",),
            "LDAPStartTLSError: automatic start_tls befored bind not successful - protocolError",
            _LDAP3,
        ),
        Saying(
            "LDAPStrongerAuthRequiredResult",
            ("starttls-needed",),
            "ldap3.core.exceptions.LDAPStrongerAuthRequiredResult: LDAPStrongerAuthRequiredResult - 8 - strongerAuthRequired",
            "ldap3 ldap3/core/exceptions.py",
        ),
        Saying(
            "LDAPConfidentialityRequiredResult",
            ("starttls-needed",),
            "ldap3.core.exceptions.LDAPConfidentialityRequiredResult: LDAPConfidentialityRequiredResult - 13 - confidentialityRequired",
            "ldap3 ldap3/core/exceptions.py",
        ),
        Saying(
            "invalid CA public key file",
            ("ca-file",),
            "ldap3.core.exceptions.LDAPSSLConfigurationError: invalid CA public key file",
            _LDAP3,
        ),
        Saying(
            "invalid CA public keys path",
            ("ca-file",),
            "ldap3.core.exceptions.LDAPSSLConfigurationError: invalid CA public keys path",
            _LDAP3,
        ),
        Saying(
            "ldap.STRONG_AUTH_REQUIRED:",
            ("starttls-needed",),
            "ldap.STRONG_AUTH_REQUIRED: {'desc': 'Strong(er) authentication required', 'info': 'BindSimple: Transport encryption required.'}",
            _LIBLDAP,
        ),
        Saying(
            "ldap.CONFIDENTIALITY_REQUIRED:",
            ("starttls-needed",),
            "ldap.CONFIDENTIALITY_REQUIRED: {'desc': 'Confidentiality required', 'info': 'TLS confidentiality required'}",
            _LIBLDAP,
        ),
    ),
    speaks=("side client", "role directory"),
)
