"""389 Directory Server, of FreeIPA and Red Hat."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "ldap/servers/slapd/ssl.c, ldaputil.c, 2.3"

PRODUCT = Product(
    name="389 Directory Server",
    roles=(Role.SERVER, Role.CLIENT),
    services=("ldap", "ldaps"),
    sayings=(
        # Its own certificate, looked at as its clients will.
        Saying(
            "CERT_VerifyCertificateNow: verify certificate failed for cert",
            ("verify failed", "side client"),
            (
                "[06/May/2024:07:08:09.123456789 +0000] - ERR - Security Initialization - SSL "
                "alert: CERT_VerifyCertificateNow: verify certificate failed for cert "
                "Server-Cert of family cn=RSA,cn=encryption,cn=config (Netscape Portable "
                "Runtime error -8181 - Peer's Certificate has expired.)"
            ),
            _SOURCE,
        ),
        Saying(
            "Can't find certificate (",
            ("cert-file", "no-certificate", "side server"),
            (
                "[06/May/2024:07:08:09.123456789 +0000] - ERR - Security Initialization - SSL "
                "failure: Can't find certificate (Server-Cert) for family "
                "cn=RSA,cn=encryption,cn=config (Netscape Portable Runtime error -8174 - "
                "security library: bad database.)"
            ),
            _SOURCE,
            pattern=r"Can't find certificate \([^)]{1,120}\) for family ",
        ),
        Saying(
            "ConfigSecureServer: Server key/certificate is bad for cert",
            ("cert-file", "side server"),
            (
                "ConfigSecureServer: Server key/certificate is bad for cert Server-Cert of "
                "family cn=RSA,cn=encryption,cn=config (Netscape Portable Runtime error -12285 "
                "- Unable to find the certificate or key necessary for authentication.)"
            ),
            _SOURCE,
        ),
        Saying(
            "Could not find any unlocked slots for certificate [",
            ("cert-file", "side server"),
            (
                "Could not find any unlocked slots for certificate [Server-Cert].  Please "
                "review your TLS/SSL configuration.  The following slots were found:"
            ),
            _SOURCE,
        ),
        Saying(
            "Can't get private key from cert",
            ("cert-file", "side server"),
            (
                "Can't get private key from cert Server-Cert: -8177 - The security password "
                "entered is incorrect."
            ),
            _SOURCE,
        ),
        Saying(
            "Failed to set SSL cipher preference information:",
            ("config-error", "no-cipher", "side server"),
            (
                "Failed to set SSL cipher preference information: invalid ciphers <+foo>: "
                "format is +cipher1,-cipher2... (Netscape Portable Runtime error 0 - no error)"
            ),
            _SOURCE,
        ),
        Saying(
            "Failed to retrieve SSL configuration information (Netscape Portable Runtime error",
            ("config-error", "side server"),
            (
                "Failed to retrieve SSL configuration information (Netscape Portable Runtime "
                "error 0 - not found): nssslSessionTimeout: (null)"
            ),
            _SOURCE,
        ),
        Saying(
            "Error: could not send startTLS request:",
            ("handshake-failed", "side client"),
            (
                "slapi_ldap_bind - Error: could not send startTLS request: error -11 (Connect "
                "error) errno 0 (Success)"
            ),
            _SOURCE,
        ),
        Saying(
            "make sure the server is correctly configured for SSL/TLS",
            ("client-key", "side client"),
            (
                "Error: could not configure the server for cert auth - error -1 - make sure "
                "the server is correctly configured for SSL/TLS"
            ),
            _SOURCE,
        ),
    ),
)
