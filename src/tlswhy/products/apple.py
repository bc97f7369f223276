"""Apple's systems: Secure Transport, Network.framework, URLSession, Safari, Mail, `security`."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.decoders.apple import ROWS
from tlswhy.products.saying import Saying

_HEADERS = "macOS 15 SDK, SecBase.h, SecureTransport.h, NSURLError.h"
_LOG = "macOS 10.14 to 15, unified log of libboringssl and Network.framework"
_PAGES = "Safari 11 to 18"
_TRUST = "macOS 10.15 to 15, Security.framework: SecTrustEvaluateWithError"

# Said of plain HTTP too, or so short that they may stand for something else.
_ANY = frozenset((-1001, -1003, -1004, -1005, -1006, -1009))

_WORDS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("certificate is not standards compliant", ("verify strict", "verify lifetime"), 'x509: "www.example.org" certificate is not standards compliant', _TRUST),
    ("certificate is not permitted for this usage", ("verify purpose",), '"www.example.org" certificate is not permitted for this usage', _TRUST),
    ("certificate name does not match input", ("verify name",), '"www.example.org" certificate name does not match input', _TRUST),
    ("certificate is using a broken key size", ("verify weak",), '"www.example.org" certificate is using a broken key size', _TRUST),
    ("certificate is using a broken signature algorithm", ("verify weak",), '"www.example.org" certificate is using a broken signature algorithm', _TRUST),
    ("certificate is not valid (untrusted root)", ("verify issuer-unknown",), "Root certificate is not valid (untrusted root)", _TRUST),
    ("certificates do not meet pinning requirements", ("verify pin",), '"www.example.org","Example CA" certificates do not meet pinning requirements', _TRUST),
    ("An SSL error has occurred and a secure connection to the server cannot be made", ("handshake-failed",), "", _HEADERS),
    ("A TLS error caused the secure connection to fail", ("handshake-failed",), "", _HEADERS),
    ("The certificate for this server is invalid", ("verify failed",), "The certificate for this server is invalid. You might be connecting to a server that is pretending to be \u201cwww.example.org\u201d which could put your confidential information at risk.", _HEADERS),
    ("The certificate for this server was signed by an unknown certifying authority", ("verify issuer-unknown",), "", _HEADERS),
    ("The certificate for this server has expired", ("verify expired",), "", _HEADERS),
    ("The certificate for this server is not yet valid", ("verify not-yet-valid",), "", _HEADERS),
    ("did not accept the certificate", ("client-cert-refused",), "The server \u201cwww.example.org\u201d did not accept the certificate.", _HEADERS),
    ("requires a client certificate", ("client-cert-absent",), "The server \u201cwww.example.org\u201d requires a client certificate.", _HEADERS),
    ("The resource could not be loaded because the App Transport Security policy requires the use of a secure connection", (), "", _HEADERS),
    ("Safari can't open the page because it can't establish a secure connection to the server", ("handshake-failed",), "", _PAGES),
    ("because Safari can't establish a secure connection to the server", ("handshake-failed",), "Safari can't open the page \u201chttps://www.example.org/\u201d because Safari can't establish a secure connection to the server \u201cwww.example.org\u201d.", _PAGES),
    ("Safari Can't Establish a Secure Connection", ("handshake-failed",), "", _PAGES),
    ("This Connection Is Not Private", ("verify failed",), "This Connection Is Not Private This website may be impersonating \u201cwww.example.org\u201d to steal your personal or financial information.", _PAGES),
    ("This website may be impersonating", ("verify failed",), "This website may be impersonating \u201cwww.example.org\u201d to steal your personal or financial information.", _PAGES),
    ("Safari warns you when a website has a certificate that is not valid", ("verify failed",), "", _PAGES),
    ("Safari warns you when a website has a certificate that may not be legitimate", ("verify failed",), "", _PAGES),
    ("Safari can't verify the identity of the website", ("verify failed",), "Safari can't verify the identity of the website \u201cwww.example.org\u201d.", _PAGES),
    ("The certificate for this website is invalid", ("verify failed",), "The certificate for this website is invalid. You might be connecting to a website that is pretending to be \u201cwww.example.org\u201d, which could put your confidential information at risk.", _PAGES),
    ("This certificate is not standards compliant", ("verify strict", "verify lifetime"), "\u201cwww.example.org\u201d certificate is not standards compliant This certificate is not standards compliant", "macOS, Keychain Access"),
    ("This certificate was signed by an unknown authority", ("verify issuer-unknown",), "", "macOS, Keychain Access"),
    ("This certificate was signed by an untrusted issuer", ("verify issuer-unknown",), "", "macOS, Keychain Access"),
    ("This certificate is not valid (host name mismatch)", ("verify name",), "", "macOS, Keychain Access"),
    ("This certificate has not been verified by a third party", ("verify self-signed",), "", "macOS, Keychain Access"),
    ("This root certificate is not trusted", ("verify issuer-unknown",), "", "macOS, Keychain Access"),
    ("This certificate cannot be used (unrecognized critical extension)", ("verify strict",), "", "macOS, Keychain Access"),
    ("Cert Verify Result: CSSMERR_TP_NOT_TRUSTED", ("verify issuer-unknown",), "Cert Verify Result: CSSMERR_TP_NOT_TRUSTED", "macOS, security verify-cert"),
    ("Cert Verify Result: CSSMERR_APPLETP_HOSTNAME_MISMATCH", ("verify name",), "Cert Verify Result: CSSMERR_APPLETP_HOSTNAME_MISMATCH", "macOS, security verify-cert"),
    ("CSSMERR_TP_NOT_TRUSTED", ("verify issuer-unknown",), "CSSMERR_TP_NOT_TRUSTED", "macOS, cssmerr.h"),
    ("CSSMERR_TP_CERT_EXPIRED", ("verify expired",), "CSSMERR_TP_CERT_EXPIRED", "macOS, cssmerr.h"),
    ("CSSMERR_TP_CERT_REVOKED", ("verify revoked",), "CSSMERR_TP_CERT_REVOKED", "macOS, cssmerr.h"),
    ("CSSMERR_APPLETP_HOSTNAME_MISMATCH", ("verify name",), "CSSMERR_APPLETP_HOSTNAME_MISMATCH", "macOS, cssmerr.h"),
    ("Cannot Verify Server Identity", ("verify failed",), "Cannot Verify Server Identity The identity of \u201cmail.example.org\u201d cannot be verified by Settings.", "iOS 9 to 18"),
    ("cannot be verified by Settings", ("verify failed",), "The identity of \u201cmail.example.org\u201d cannot be verified by Settings. Review the certificate details to continue.", "iOS 9 to 18"),
    ("cannot be verified by Mail", ("verify failed",), "The identity of \u201cmail.example.org\u201d cannot be verified by Mail.", "iOS 9 to 18"),
    ("Cannot Connect Using SSL", ("handshake-failed",), "Cannot Connect Using SSL Do you want to try setting up the account without SSL?", "iOS 9 to 18"),
    ("Do you want to try setting up the account without SSL", ("handshake-failed",), "", "iOS 9 to 18"),
    ("Verify Certificate Mail can't verify the identity of", ("verify failed",), "Verify Certificate Mail can't verify the identity of \u201cmail.example.org\u201d.", "macOS, Mail"),
    ("Mail can't verify the identity of", ("verify failed",), "Mail can't verify the identity of \u201cmail.example.org\u201d.", "macOS, Mail"),
    ("Unable to verify account name or password. The server returned the error", (), "", "macOS, Mail"),
    ("does not support SSL on port", ("not-tls",), "The server \u201cmail.example.org\u201d does not support SSL on port 143.", "macOS, Mail"),
    ("Could not connect to the server using SSL", ("handshake-failed",), "", "macOS, Mail"),
    ("nw_protocol_boringssl_handshake_negotiate_proceed", ("handshake-failed", "side client"), "nw_protocol_boringssl_handshake_negotiate_proceed(788) [C1.1.1.1:2][0x138265e00] handshake failed at state 12288: not completed", _LOG),
    ("boringssl_context_handle_warning_alert", (), "boringssl_context_handle_warning_alert(1973) [C1.1:2][0x10] read alert, level: warning, description: close notify", _LOG),
    ("SSL library error", ("handshake-failed",), "boringssl_session_handshake_incomplete(244) [C1.1.1.1:2][0x138265e00] SSL library error", _LOG),
    ("boringssl_session_handshake_incomplete", ("handshake-failed",), "boringssl_session_handshake_incomplete(90) [C1.1:2][0x7f] SSL library error", _LOG),
    ("boringssl_session_handshake_error_print", ("side client",), "boringssl_session_handshake_error_print(47) [C1.1:2][0x7f] Error: 140:error:10000438:SSL routines:OPENSSL_internal:TLSV1_ALERT_INTERNAL_ERROR:/boringssl/ssl/tls_record.cc:579:SSL alert number 80", _LOG),
    ("boringssl_context_error_print", ("side client",), "boringssl_context_error_print(1863) boringssl ctx 0x280: 4300:error:100000d7:SSL routines:OPENSSL_internal:SSL_HANDSHAKE_FAILURE", _LOG),
    ("boringssl_helper_create_sec_trust_with_certificates", (), "boringssl_helper_create_sec_trust_with_certificates_block_invoke(607) SecTrustCreateWithCertificates result: 0", _LOG),
    ("TIC SSL Trust Error", ("verify failed", "side client"), "TIC SSL Trust Error [5:0x600000]: 3:0", "iOS 10 to 12, CFNetwork"),
    ("Connection has no connected handler", (), "nw_connection_get_connected_socket [C1] Connection has no connected handler", _LOG),
    ("Trust evaluate failure", ("verify failed", "side client"), "Trust evaluate failure: [leaf AnchorTrusted ServerAuthEKU]", "macOS 10.15 to 15, trustd"),
    ("SecTrustEvaluateWithError", ("verify failed",), "SecTrustEvaluateWithError failed", _TRUST),
    ("has blocked a cleartext HTTP", (), "App Transport Security has blocked a cleartext HTTP (http://) resource load since it is insecure.", "iOS 9 to 12, CFNetwork"),
    ("peer closed connection. SSLHandshake failed", ("eof", "side client"), "CFNetwork: peer closed connection. SSLHandshake failed", "macOS, CFNetwork"),
)  # fmt: skip

# One word for each reason in what trustd logs: Trust evaluate failure: [leaf …].
_TRUSTD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("AnchorTrusted", ("verify issuer-unknown",)),
    ("MissingIntermediate", ("verify issuer-missing",)),
    ("SSLHostname", ("verify name",)),
    ("TemporalValidity", ("verify expired",)),
    ("ValidityPeriodMaximums", ("verify lifetime",)),
    ("OtherTrustValidityPeriod", ("verify lifetime",)),
    ("SystemTrustValidityPeriod", ("verify lifetime",)),
    ("ServerAuthEKU", ("verify purpose",)),
    ("ExtendedKeyUsage", ("verify purpose",)),
    ("WeakKeySize", ("verify weak",)),
    ("WeakSignature", ("verify weak",)),
    ("KeySize", ("verify weak",)),
    ("SignatureHashAlgorithms", ("verify weak",)),
    ("NameConstraints", ("verify name-constraints",)),
    ("RevocationResponseRequired", ("verify revocation-unknown",)),
    ("Revocation", ("verify revoked",)),
    ("SystemTrustedCTRequired", ("verify failed",)),
    ("BlackListedLeaf", ("verify distrusted",)),
    ("BlockedLeaf", ("verify distrusted",)),
    ("BasicConstraints", ("verify purpose",)),
    ("NonEmptySubject", ("verify strict",)),
)  # fmt: skip


def _spellings(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((words, words.replace("'", "\u2019"))))


def _words() -> Iterator[Saying]:
    for words, keys, whole, source in _WORDS:
        for printed in _spellings(words):
            example = whole.replace(words, printed) if words in whole else f"{printed}."
            yield Saying(printed, keys, example, source)
    for reason, keys in _TRUSTD:
        yield Saying(
            reason,
            keys,
            f"trustd: [com.apple.securityd:SecError] Trust evaluate failure: [leaf {reason}]",
            "macOS 10.15 to 15, trustd",
            pattern=rf"Trust evaluate failure: .{{0,200}}?(?<![A-Za-z]){reason}(?![A-Za-z])",
        )


def _names() -> Iterator[Saying]:
    for number, name, keys in ROWS:
        certain = number not in _ANY
        yield Saying(
            name, keys, f"error {number}: {name}", _HEADERS, rf"\b{name}\b", certain=certain
        )


def _number(words: str, pattern: str, example: str, *, certain: bool = True) -> Saying:
    return Saying(words, (), example, _HEADERS, pattern, "apple", certain=certain)


_SSL = r"(?P<code>-98[0-8]\d)\b"
_URL = r"(?P<code>-1[02]\d\d)\b"
_TRUST_CODE = r"(?P<code>-67[689]\d\d)\b"

PRODUCT = Product(
    name="Apple",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "macOS, for the whole machine; on iOS install the profile, then turn it on under "
            "Settings, General, About, Certificate Trust Settings.",
            (
                "sudo security add-trusted-cert -d -r trustRoot \\",
                "  -k /Library/Keychains/System.keychain {ca}.pem",
            ),
        ),
        Remedy.FIX_CLOCK: Recipe("macOS.", ("sudo sntp -sS time.apple.com",)),
        Remedy.FIX_DNS: Recipe(
            "macOS: what this machine is told.",
            ("dscacheutil -q host -a name {host}", "sudo dscacheutil -flushcache"),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "macOS.",
            ("scutil --proxy", "networksetup -setsecurewebproxy Wi-Fi HOST PORT"),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "macOS.", ("networksetup -setproxybypassdomains Wi-Fi {host}",)
        ),
    },
    sayings=(
        Saying(
            "NSErrorPeerCertificateChainKey",
            ("verify self-signed",),
            (
                'NSErrorPeerCertificateChainKey=( "<cert(0x7fd4fa831400) s: '
                'box.example.com i: box.example.com>" )'
            ),
            _HEADERS,
            pattern=(
                r'ChainKey=\(\s?"<cert\(0x[0-9a-f]{1,16}\) s: (?P<subject>[^>]{1,120}?) '
                r'i: (?P=subject)>"\s?\)'
            ),
        ),
        *_words(),
        *_names(),
        Saying(
            "read alert, level: fatal, description:",
            (),
            "boringssl_context_handle_fatal_alert(2313) [C1.1.1.1:2][0x138265e00] read alert, level: fatal, description: internal error",
            _LOG,
            pattern="read alert, level: fatal, description: (?P<code>[a-z ]{4,40}[a-z])",
            decode="alert",
        ),
        Saying(
            "write alert, level: fatal, description:",
            (),
            "boringssl_context_alert_callback_handler(3718) [C4.1:2][0x10] Alert level: fatal, write alert, level: fatal, description: certificate unknown",
            _LOG,
            pattern="write alert, level: fatal, description: (?P<code>[a-z ]{4,40}[a-z])",
            decode="alert_sent",
        ),
        _number(
            "SSLHandshake failed (",
            rf"SSLHandshake failed \({_SSL}",
            "CFNetwork SSLHandshake failed (-9824)",
        ),
        _number(
            "kCFStreamErrorDomainSSL",
            rf"kCFStreamErrorDomainSSL.{{0,60}}?{_SSL}",
            "The operation couldn't be completed. (kCFStreamErrorDomainSSL error -9807.)",
        ),
        _number(
            "_kCFStreamErrorCodeKey=-98",
            rf"_kCFStreamErrorCodeKey={_SSL}",
            "UserInfo={_kCFStreamErrorCodeKey=-9813, _kCFStreamErrorDomainKey=3}",
        ),
        _number(
            "kCFStreamPropertySSL",
            rf"kCFStreamPropertySSL.{{0,120}}?{_SSL}",
            "kCFStreamPropertySSLPeerTrust error -9807",
        ),
        _number(
            "OSStatus error -98",
            rf"OSStatus error {_SSL}",
            "The operation couldn't be completed. (OSStatus error -9847.)",
        ),
        _number(
            "OSStatus -98",
            rf"OSStatus {_SSL}",
            "SSL error: OSStatus -9806",
        ),
        _number(
            "NSOSStatusErrorDomain",
            r"NSOSStatusErrorDomain.{0,20}?(?P<code>-(?:98[0-8]\d|67[689]\d\d|25318))\b",
            'Error Domain=NSOSStatusErrorDomain Code=-67843 "certificate is not trusted"',
        ),
        _number(
            "standards compliant: -67",
            rf"standards compliant: {_TRUST_CODE}",
            "certificate is not standards compliant: -67901",
        ),
        _number(
            "certificate is not trusted: -67",
            rf"certificate is not trusted: {_TRUST_CODE}",
            "certificate is not trusted: -67843",
        ),
        _number(
            "[3:-98",
            rf"\[3:{_SSL}",
            "Task <1>.<1> HTTP load failed, 0/0 bytes (error code: -1200 [3:-9816])",
        ),
        _number(
            "]: 3:-98",
            rf"\]: 3:{_SSL}",
            "TIC TCP Conn Failed [5:0x600000]: 3:-9807 Err(-9807)",
        ),
        _number(
            "error code: -12",
            rf"error code: {_URL}",
            "Task <1>.<1> HTTP load failed, 0/0 bytes (error code: -1202 [3:-9843])",
        ),
        _number(
            "finished with error [-",
            rf"finished with error \[{_URL}",
            "Task <1>.<1> finished with error [-1200] Error Domain=NSURLErrorDomain",
        ),
        _number(
            "finished with error - code: -",
            rf"finished with error - code: {_URL}",
            "Task <1>.<1> finished with error - code: -1200",
        ),
        _number(
            "NSURLErrorDomain",
            rf"NSURLErrorDomain.{{0,20}}?{_URL}",
            'Error Domain=NSURLErrorDomain Code=-1202 "The certificate for this server is invalid."',
            certain=False,
        ),
        _number(
            "kCFErrorDomainCFNetwork",
            r"kCFErrorDomainCFNetwork.{0,20}?(?P<code>-1[02]\d\d|3\d\d)\b",
            "Error Domain=kCFErrorDomainCFNetwork Code=310 UserInfo={kCFErrorDomainKey=4}",
            certain=False,
        ),
        _number(
            "SSLRead() return error",
            rf"SSLRead\(\) return error {_SSL}",
            "error: RPC failed; curl 56 LibreSSL SSL_read: SSLRead() return error -9806",
        ),
        _number(
            "Unknown SSL protocol error in connection to",
            rf"Unknown SSL protocol error in connection to [\w.-]{{1,120}}:{_SSL}",
            "curl: (35) Unknown SSL protocol error in connection to www.example.org:-9847",
        ),
        _number(
            "TLS error -98",
            rf"TLS error {_SSL}",
            "Stream error: TLS error -9807",
        ),
        _number(
            "Network.NWError error -98",
            rf"NWError error {_SSL}",
            "The operation couldn't be completed. (Network.NWError error -9808 - bad certificate format)",
        ),
        Saying(
            "-9808: bad certificate format",
            ("verify failed",),
            "nw_connection failed: -9808: bad certificate format",
            _LOG,
        ),
        Saying(
            "-9836: bad protocol version",
            ("alert-received 70",),
            "nw_connection failed: -9836: bad protocol version",
            _LOG,
        ),
        _number(
            "Interop+AppleCrypto+SslException: Error code",
            rf"AppleCrypto\+SslException: .{{0,40}}?{_SSL}",
            "Interop+AppleCrypto+SslException: Error code: -9824",
        ),
    ),
    speaks=("side client",),
)
