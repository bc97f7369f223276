"""Chromium and what is built on it: Chrome, Edge, Brave, Electron, Puppeteer, Cypress."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.decoders.chromium import ROWS
from tlswhy.products.saying import Saying

_SOURCE = (
    "Chromium 40 to 156, components/security_interstitials, error_page, ssl_errors (strings.grdp)"
)
_ERRORS = "net/base/net_error_list.h"

# Said of plain HTTP too.
_ANY = frozenset(
    (
        *("TIMED_OUT", "SOCKET_NOT_CONNECTED", "CONNECTION_CLOSED", "CONNECTION_RESET"),
        *("CONNECTION_REFUSED", "CONNECTION_ABORTED", "CONNECTION_FAILED", "CONNECTION_TIMED_OUT"),
        *("NAME_NOT_RESOLVED", "NAME_RESOLUTION_FAILED", "INTERNET_DISCONNECTED"),
        *("ADDRESS_INVALID", "ADDRESS_UNREACHABLE", "EMPTY_RESPONSE", "NETWORK_ACCESS_DENIED"),
        *("INVALID_HTTP_RESPONSE", "HTTP2_PROTOCOL_ERROR", "SPDY_PROTOCOL_ERROR"),
    )
)

# Words, keys, and a whole sentence where the words are a part of one.
_PAGES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Your connection is not private", ("verify failed",), ""),
    ("Your connection isn't private", ("verify failed",), ""),
    ("Your connection to this site is not private", ("verify failed",), ""),
    ("Your connection to this site isn't secure", ("verify failed",), ""),
    ("Your connection to this site is not fully secure", (), ""),
    ("Attackers might be trying to steal your information from", ("verify failed",), "Attackers might be trying to steal your information from www.example.org (for example, passwords, messages, or credit cards)."),
    ("This site can't provide a secure connection", ("handshake-failed",), ""),
    ("The client and server don't support a common SSL protocol version or cipher suite", ("no-parameters",), ""),
    ("This is likely to be caused when the server needs RC4", ("no-parameters",), ""),
    ("Unable to make a secure connection to the server. This may be a problem with the server", ("handshake-failed",), ""),
    ("or it may be requiring a client authentication certificate that you don't have", ("handshake-failed", "client-cert-absent"), ""),
    ("doesn't adhere to security standards", ("verify strict",), "www.example.org doesn't adhere to security standards."),
    ("The certificate that the server presented has a weak ephemeral Diffie-Hellman public key", ("dh-too-small",), ""),
    ("Server has a weak ephemeral Diffie-Hellman public key", ("dh-too-small",), ""),
    ("didn't accept your login certificate, or one may not have been provided", ("client-cert-absent", "client-cert-refused"), "www.example.org didn't accept your login certificate, or one may not have been provided."),
    ("There was a problem using your login certificate", ("client-key",), ""),
    ("The server requires a certificate for authentication, and didn't accept the one sent by the browser", ("client-cert-refused",), ""),
    ("There is something wrong with the proxy server, or the address is incorrect", ("proxy-unreachable",), ""),
    ("Unable to connect to the proxy server", ("proxy-unreachable",), ""),
    ("its security certificate does not specify Subject Alternative Names", ("verify no-san",), "This server could not prove that it is www.example.org; its security certificate does not specify Subject Alternative Names."),
    ("This server could not prove that it is", ("verify failed",), "This server could not prove that it is www.example.org; its security certificate is from www.example.com."),
    ("its security certificate is from", ("verify name",), "This server could not prove that it is www.example.org; its security certificate is from www.example.com."),
    ("Server's certificate does not match the URL", ("verify name",), ""),
    ("its security certificate expired", ("verify expired",), "This server could not prove that it is www.example.org; its security certificate expired 3 days ago."),
    ("its security certificate is supposedly from", ("verify not-yet-valid",), "This server could not prove that it is www.example.org; its security certificate is supposedly from 3 days in the future."),
    ("its security certificate is not valid at this time", ("verify expired", "verify not-yet-valid"), ""),
    ("Server's certificate has expired", ("verify expired",), ""),
    ("Server's certificate is not yet valid", ("verify not-yet-valid",), ""),
    ("Server's certificate is not trusted", ("verify issuer-unknown",), ""),
    ("its security certificate is not trusted by your", ("verify issuer-unknown",), "This server could not prove that it is www.example.org; its security certificate is not trusted by your computer's operating system."),
    ("because it is using a security certificate that is not trusted by", ("verify issuer-unknown",), ""),
    ("its security certificate contains errors", ("verify strict",), ""),
    ("Server's certificate contains errors", ("verify strict",), ""),
    ("its security certificate might be revoked", ("verify revocation-unknown",), ""),
    ("Server's certificate cannot be checked", ("verify revocation-unknown",), ""),
    ("No revocation mechanism found", ("verify revocation-unknown",), ""),
    ("the certificate that the server presented has been revoked by its issuer", ("verify revoked",), ""),
    ("because its certificate has been revoked", ("verify revoked",), "You cannot visit www.example.org right now because its certificate has been revoked."),
    ("Server's certificate has been revoked", ("verify revoked",), ""),
    ("but the server presented an invalid certificate", ("verify strict",), "You attempted to reach www.example.org, but the server presented an invalid certificate."),
    ("an invalid certificate issued to that name. The name is a reserved IP address or internal hostname", ("verify failed", "host internal"), ""),
    ("the server presented a certificate signed using a weak signature algorithm", ("verify weak",), ""),
    ("Server's certificate is signed using a weak signature algorithm", ("verify weak",), ""),
    ("the server presented a certificate containing a weak key", ("verify weak",), ""),
    ("The server certificate contains a weak cryptographic key", ("verify weak",), ""),
    ("The certificate chain for this site contains a certificate signed using SHA-1", ("verify weak",), ""),
    ("Server's certificate violates name constraints", ("verify name-constraints",), ""),
    ("its security certificate might have been issued fraudulently", ("verify name-constraints",), ""),
    ("the server presented a certificate whose validity period is too long to be trustworthy", ("verify lifetime",), ""),
    ("The server certificate has a validity period that is too long", ("verify lifetime",), ""),
    ("The server presented a certificate that doesn't match built-in expectations", ("verify pin",), ""),
    ("right now because the website uses certificate pinning", ("verify pin",), "You cannot visit www.example.org right now because the website uses certificate pinning."),
    ("The server's certificate appears to be a forgery", ("verify pin",), ""),
    ("that was not publicly disclosed using the Certificate Transparency policy", ("verify failed",), ""),
    ("Server's certificate was not disclosed via Certificate Transparency", ("verify failed",), ""),
    ("right now because the website sent scrambled credentials", ("verify strict",), "You cannot visit www.example.org right now because the website sent scrambled credentials that Chromium cannot process."),
    ("the website sent back unusual and incorrect credentials", ("verify failed",), "When Chrome tried to connect to www.example.org this time, the website sent back unusual and incorrect credentials."),
    ("right now because the website uses HSTS", ("verify failed",), "You cannot visit www.example.org right now because the website uses HSTS."),
    ("The server used an obsolete version of TLS", ("server-version",), ""),
    ("The server should upgrade to TLS 1.2 or later", ("server-version",), ""),
    ("The connection used to load this site used TLS 1.0 or TLS 1.1", ("server-version",), ""),
    ("Your clock is ahead", ("verify expired",), "Your clock is ahead A private connection to www.example.org can't be established because your computer's date and time are incorrect."),
    ("Your clock is behind", ("verify not-yet-valid",), "Your clock is behind A private connection to www.example.org can't be established because your computer's date and time are incorrect."),
    ("can't be established because your computer's date and time", ("verify not-yet-valid", "verify expired"), ""),
    ("can't be established because your device's date and time", ("verify not-yet-valid", "verify expired"), ""),
    ("is stopping Chrome from safely connecting to this site", ("verify issuer-unknown", "issuer interceptor"), "An application is stopping Chrome from safely connecting to this site"),
    ("Applications that can cause this error include antivirus, firewall, and web-filtering or proxy software", ("issuer interceptor",), ""),
    ("is required but isn't installed. Your IT administrator should look at configuration instructions", ("verify issuer-unknown", "issuer interceptor"), ""),
    ("wasn't installed properly on your computer or network. Ask your IT administrator", ("verify issuer-unknown", "issuer interceptor"), ""),
    ("The certificate is known to be used to monitor and intercept networks", ("verify distrusted", "issuer interceptor"), ""),
    ("may require you to visit its login page", ("verify failed",), "The Wi-Fi you are using may require you to visit its login page."),
    ("doesn't support a secure connection with HTTPS", ("handshake-failed",), "www.example.org doesn't support a secure connection with HTTPS"),
)  # fmt: skip


def _errors() -> Iterator[Saying]:
    """The names, each by itself: longest wins, so that no name hides in another."""
    for number, name, keys in ROWS:
        yield Saying(
            f"ERR_{name}",
            keys,
            f"Error: net::ERR_{name} ({number}) loading 'https://www.example.org/'",
            _ERRORS,
            pattern=rf"(?<![A-Z0-9_])ERR_{name}(?![A-Z0-9_])",
            certain=name not in _ANY,
        )


def _pages() -> Iterator[Saying]:
    for words, keys, whole in _PAGES:
        for spelling in dict.fromkeys((words, words.replace("'", "\u2019"))):
            example = whole.replace(words, spelling) if words in whole else spelling
            yield Saying(spelling, keys, example, _SOURCE)


# Errors of a path, by the library of Chromium's own verifier.
_PATH: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("No matching issuer found", ("verify issuer-missing",)),
    ("Certificate is not a trust anchor", ("verify issuer-unknown",)),
    ("Distrusted by trust store", ("verify distrusted",)),
    ("Time is after notAfter", ("verify expired",)),
    ("Time is before notBefore", ("verify not-yet-valid",)),
    ("The extended key usage does not include server auth", ("verify purpose",)),
    ("The extended key usage does not include client auth", ("client-verify purpose",)),
    ("Not permitted by name constraints", ("verify name-constraints",)),
    ("Basic Constraints indicates not a CA", ("verify purpose",)),
    ("Unacceptable signature algorithm", ("verify weak",)),
    ("Unacceptable public key", ("verify weak",)),
    ("VerifySignedData failed", ("verify signature",)),
    ("Certificate is revoked", ("verify revoked",)),
    ("Unable to check revocation", ("verify revocation-unknown",)),
    ("Certificate lacks a revocation mechanism", ("verify revocation-unknown",)),
    ("max_path_length reached", ("verify depth",)),
    ("Unconsumed critical extension", ("verify strict",)),
)


def _path_errors() -> Iterator[Saying]:
    for words, keys in _PATH:
        example = f"----- Certificate i=0 (CN=www.example.org) ----- ERROR: {words}"
        yield Saying(f"ERROR: {words}", keys, example, "bssl/pki/common_cert_errors.cc")


def _number(words: str, pattern: str, example: str, source: str) -> Saying:
    return Saying(words, (), example, source, pattern=pattern, decode="chromium")


PRODUCT = Product(
    name="Chromium",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "On Linux it reads a store of NSS; on Windows and macOS the system's.",
            ('certutil -d sql:$HOME/.pki/nssdb -A -t "C,," -n ours -i {ca}.pem',),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "For one start; otherwise the system's settings count.",
            ("chromium --proxy-server=http://{proxy}",),
        ),
        Remedy.BYPASS_PROXY: Recipe("For one start.", ('chromium --proxy-bypass-list="{host}"',)),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "On Linux into its store; then restart it, since it remembers a refusal.",
            ("pk12util -d sql:$HOME/.pki/nssdb -i client.p12",),
        ),
    },
    sayings=(
        *_errors(),
        *_pages(),
        _number(
            "SSL error code ",
            r"handshake failed; returned -?\d+, SSL error code \d+, net_error (?P<code>-\d{1,3})",
            "[20042:20104:1125/024826.281655:ERROR:net/socket/ssl_client_socket_impl.cc:949] handshake failed; returned -1, SSL error code 1, net_error -202",
            "net/socket/ssl_client_socket_impl.cc",
        ),
        Saying(
            "uses an unsupported protocol",
            ("no-parameters",),
            "www.example.org uses an unsupported protocol.",
            _SOURCE,
            certain=False,
        ),
        Saying(
            "ssl_client_socket_impl.cc",
            ("side client",),
            "[1234:5678:0506/070809.123456:ERROR:ssl_client_socket_impl.cc(997)] handshake failed; returned -1, SSL error code 1, net_error -101",
            "net/socket/ssl_client_socket_impl.cc",
        ),
        Saying(
            "ssl_client_socket_openssl.cc",
            ("side client",),
            "[1234:5678:0506/070809:ERROR:ssl_client_socket_openssl.cc(1158)] handshake failed; returned -1, SSL error code 1, net_error -201",
            "net/socket/ssl_client_socket_openssl.cc, before version 57",
        ),
        Saying(
            "ssl_server_socket_impl.cc",
            ("side server", "handshake-failed"),
            "[1234:5678:0506/070809.123456:ERROR:ssl_server_socket_impl.cc(512)] handshake failed; returned -1, SSL error code 1, net_error -107",
            "net/socket/ssl_server_socket_impl.cc",
        ),
        Saying(
            "cert_verify_proc_builtin.cc",
            ("side client",),
            "[1234:5678:ERROR:cert_verify_proc_builtin.cc(1056)] CertVerifyProcBuiltin for www.example.org failed:",
            "net/cert/cert_verify_proc_builtin.cc",
        ),
        Saying(
            "CertVerifyProcBuiltin for ",
            ("verify failed",),
            "[1234:5678:ERROR:cert_verify_proc_builtin.cc(1056)] CertVerifyProcBuiltin for www.example.org failed:",
            "net/cert/cert_verify_proc_builtin.cc",
            pattern=r"CertVerifyProcBuiltin for (?P<host>[\w.:\[\]-]{1,200}) failed",
        ),
        *_path_errors(),
        _number(
            "net_error = ",
            r"net_error = (?P<code>-\d{1,3})",
            "t=123 [st= 12] -SSL_CONNECT --> net_error = -113 (ERR_SSL_VERSION_OR_CIPHER_MISMATCH)",
            "netlog_viewer",
        ),
        _number(
            "SSL_HANDSHAKE_ERROR",
            r"SSL_HANDSHAKE_ERROR.{0,80}?--> net_error = (?P<code>-\d{1,3})",
            "t=57210 [st=57] SSL_HANDSHAKE_ERROR --> error_lib = 16 --> error_reason = 247 --> net_error = -107 (ERR_SSL_PROTOCOL_ERROR)",
            "net/log/net_log_event_type_list.h",
        ),
        _number(
            '"net_error":-',
            r'"net_error": ?(?P<code>-\d{1,3})',
            'update_client: response {"net_error":-202 }, retry',
            "net/log/file_net_log_observer.cc",
        ),
        _number(
            "net_error:",
            r"net_error: ?(?P<code>-\d{1,3})\b",
            "update failed: net_error: -107",
            "components/update_client",
        ),
        _number(
            "errorCode: -",
            r"errorCode: (?P<code>-[1-5]\d{0,2})\b",
            "did-fail-load { errorCode: -202, errorDescription: 'ERR_CERT_AUTHORITY_INVALID', validatedURL: 'https://www.example.org/' }",
            "Electron, docs/api/web-contents.md: did-fail-load",
        ),
    ),
    speaks=("side client",),
)
