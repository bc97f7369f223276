"""NSS: the library of Firefox, Thunderbird, 389 Directory Server and Red Hat's older curl."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.products import Product, Role
from tlswhy.products.decoders.nss import ROWS
from tlswhy.products.saying import Saying

_SOURCE = "NSS 3.87, lib/ssl/SSLerrs.h and lib/util/SECerrs.h"
_CURL = "curl 7.29 of Red Hat, lib/nss.c"
_TOOLS = "NSS 3.87, cmd/lib/secutil.c"


def _texts() -> Iterator[Saying]:
    """The sentence of each error; Firefox prints it with typographic apostrophes.

    Those of NSPR are left out, and those of PKCS #11 are said of other things too.
    """
    for number, name, text, keys in ROWS:
        if name.startswith("PR_") or len(text) < 22:
            continue
        words = text.rstrip(".")
        for printed in dict.fromkeys((words, words.replace("'", "\u2019"))):
            example = f"curl: (35) NSS error {number} ({name}): {printed}."
            yield Saying(printed, keys, example, _SOURCE, certain="PKCS11" not in name)


def _names(begin: str, example: str, *, certain: bool = True) -> Saying:
    return Saying(
        begin,
        (),
        example,
        _SOURCE,
        pattern=rf"\b(?P<code>{begin}[A-Z0-9_]{{4,60}})\b",
        decode="nss",
        certain=certain,
    )


def _numbers(words: str, pattern: str, example: str, source: str) -> Saying:
    """A negative number behind words that make it NSS's."""
    return Saying(words, (), example, source, pattern=pattern, decode="nss")


PRODUCT = Product(
    name="NSS",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "Unknown PKCS #11 error.",
            ("handshake-failed",),
            ("TLS: cannot open certdb '/etc/openldap/certs', error -8018:Unknown PKCS #11 error."),
            "NSS 3.87, lib/util/SECerrs.h: SEC_ERROR_UNKNOWN_PKCS11_ERROR",
        ),
        *_texts(),
        _names("SSL_ERROR_", "Error code: SSL_ERROR_NO_CYPHER_OVERLAP"),
        _names("SEC_ERROR_", "Error code: SEC_ERROR_UNKNOWN_ISSUER"),
        _names("MOZILLA_PKIX_ERROR_", "Error code: MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT"),
        _names("PR_CONNECT_", "Error code: PR_CONNECT_RESET_ERROR"),
        _names("PR_END_OF_FILE_", "Error code: PR_END_OF_FILE_ERROR"),
        _names("PR_IO_TIMEOUT_", "PR_IO_TIMEOUT_ERROR: I/O operation timed out"),
        _names("PR_DIRECTORY_LOOKUP_", "tstclnt: PR_DIRECTORY_LOOKUP_ERROR"),
        _names("PR_NETWORK_", "PR_NETWORK_UNREACHABLE_ERROR"),
        _names("PR_HOST_UNREACHABLE_", "PR_HOST_UNREACHABLE_ERROR"),
        _numbers(
            "NSS error ",
            r"NSS error (?P<code>-\d{4,5})",
            "curl: (35) NSS error -12190 (SSL_ERROR_PROTOCOL_VERSION_ALERT)",
            _CURL,
        ),
        _numbers(
            "NSS: ",
            r"NSS: (?:client certificate not found|error|private key).{0,40}?(?P<code>-(?:12[0-3]|8[01]|59)\d{2,3})",
            "NSS: error code -12271",
            _CURL,
        ),
        _numbers(
            "SSL connect error",
            r"SSL connect error.{0,30}?(?P<code>-(?:12[0-3]|8[01]|59)\d{2,3})",
            "SSL connect error: -12286",
            _CURL,
        ),
        _numbers(
            "(Netscape Portable Runtime error ",
            r"Netscape Portable Runtime error (?P<code>-\d{4,5})",
            "slapd: SSL initialization failed: (Netscape Portable Runtime error -8015 - security library: bad database.)",
            "389 Directory Server 1.4, ldap/servers/slapd/ssl.c",
        ),
        _numbers(
            "error:-12",
            r"error:(?P<code>-12\d{3})\b",
            "TLS: error: connect - force handshake failure: errno 21 - moznss error:-12190",
            "OpenLDAP 2.4 of Red Hat, libraries/libldap/tls_m.c",
        ),
        Saying(
            "connect - force handshake failure",
            ("handshake-failed", "side client"),
            "TLS: error: connect - force handshake failure: errno 0 - moznss error -12190",
            "OpenLDAP 2.4 of Red Hat, libraries/libldap/tls_m.c",
        ),
        Saying(
            "accept - force handshake failure",
            ("handshake-failed", "side server"),
            "TLS: error: accept - force handshake failure: errno 11 - moznss error -12271",
            "OpenLDAP 2.4 of Red Hat, libraries/libldap/tls_m.c",
        ),
        _numbers(
            "moznss error ",
            r"moznss error (?P<code>-\d{4,5})",
            "TLS: error: connect - force handshake failure: errno 0 - moznss error -12190",
            "OpenLDAP 2.4 of Red Hat, libraries/libldap/tls_m.c",
        ),
        Saying(
            "is not valid - error ",
            (),
            "TLS: certificate [CN=ldap.example.org] is not valid - error -8179:Peer's Certificate issuer is not recognized..",
            "OpenLDAP 2.4 of Red Hat, libraries/libldap/tls_m.c",
            pattern=r"certificate \[.{1,300}\] is not valid - error (?P<code>-\d{4,5})",
            decode="nss",
        ),
        _numbers(
            "SSL Library Error: -",
            r"SSL Library Error: (?P<code>-\d{4,5})",
            "[error] SSL Library Error: -12271 SSL client cannot verify your certificate",
            "mod_nss 1.0, nss_engine_log.c",
        ),
        Saying(
            "SSL client cannot verify your certificate",
            ("alert-received 42", "side server"),
            "[error] SSL Library Error: -12271 SSL client cannot verify your certificate",
            "mod_nss 1.0, nss_engine_log.c",
        ),
        Saying(
            "SSL input filter read failed",
            ("side server",),
            "[info] SSL input filter read failed. SSL Library Error: -12285 Unable to find the certificate or key",
            "mod_nss 1.0, nss_engine_io.c",
        ),
        Saying(
            "NSS: client certificate not found",
            ("client-cert-absent", "side client"),
            "* NSS: client certificate not found (nickname not specified)",
            _CURL,
        ),
        Saying(
            "Initializing NSS with certpath: none",
            (),
            "* Initializing NSS with certpath: none",
            _CURL,
        ),
        Saying(
            "unable to load client key: -",
            ("client-key", "side client"),
            "curl: (58) unable to load client key: -8178 (SEC_ERROR_BAD_KEY)",
            _CURL,
            pattern=r"unable to load client key: -\d{4,5}",
        ),
        _numbers(
            "certutil: ",
            r"certutil: .{0,120}?(?P<code>SEC_ERROR_[A-Z_]{4,50})",
            "certutil: function failed: SEC_ERROR_BAD_DATABASE: security library: bad database.",
            _TOOLS,
        ),
    ),
)
