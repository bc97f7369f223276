"""OpenSSL: its command line, the settings that every program linked with it reads, its words.

Reasons, alerts and verification results are printed by every program that uses the library; the
words of its own command line stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.decoders.openssl_reason import BY_SIDE
from tlswhy.products.decoders.verify_code import ROWS
from tlswhy.products.saying import Saying
from tlswhy.wire.registries.alerts import NAMES

_CONNECT = "openssl s_client -connect {host}:{port} -servername {name}"
_UPGRADES = (
    *("smtp", "lmtp", "imap", "pop3", "sieve", "ftp", "nntp", "ldap", "xmpp", "xmpp-server"),
    *("irc", "postgres", "mysql"),
)


def _settings(*lines: str) -> tuple[str, ...]:
    """The part of a configuration that programs read by default, whole: it stands alone too."""
    return (
        "# /tmp/openssl.cnf, used with: export OPENSSL_CONF=/tmp/openssl.cnf",
        "openssl_conf = defaults",
        "[defaults]",
        "ssl_conf = ssl",
        "[ssl]",
        "system_default = ours",
        "[ours]",
        *lines,
    )


def _sign(what: str) -> tuple[str, ...]:
    """A certificate for a request, with the extensions of use.txt."""
    return (
        f"openssl x509 -req -in {what}.csr -CA {{ca}}.pem -CAkey {{ca}}.key \\",
        f"  -days 365 -sha256 -extfile use.txt -out {what}.pem",
    )


# Reasons that are OpenSSL's wherever they stand; all others count behind `SSL routines:` alone.
_OWN: tuple[tuple[str, str], ...] = (
    ("0A00010B:SSL routines", "wrong version number"),
    ("0A0000C6:SSL routines", "packet length too long"),
    ("0A000086:SSL routines", "certificate verify failed"),
    ("0A0000C1:SSL routines", "no shared cipher"),
    ("0A0000BF:SSL routines", "no protocols available"),
    ("0A0000B5:SSL routines", "no ciphers available"),
    ("0A0000B9:SSL routines", "no cipher match"),
    ("0A000065:SSL routines", "no suitable key share"),
    ("0A000127:SSL routines", "no suitable groups"),
    ("0A000076:SSL routines", "no suitable signature algorithm"),
    ("0A000129:SSL routines", "no suitable digest algorithm"),
    ("0A000178:SSL routines", "no shared signature algorithms"),
    ("0A00014D:SSL routines", "legacy sigalg disallowed or unsupported"),
    ("0A000172:SSL routines", "wrong signature type"),
    ("0A00018A:SSL routines", "dh key too small"),
    ("0A00018E:SSL routines", "ca md too weak"),
    ("0A00018F:SSL routines", "ee key too small"),
    ("0A00018D:SSL routines", "ca key too small"),
    ("0A000152:SSL routines", "unsafe legacy renegotiation disabled"),
    ("0A000175:SSL routines", "inappropriate fallback"),
    ("0A0000C7:SSL routines", "peer did not return a certificate"),
    ("0A000126:SSL routines", "unexpected eof while reading"),
    ("0A000119:SSL routines", "decryption failed or bad record mac"),
    ("0A0000DF:SSL routines", "psk identity not found"),
    ("0A0000FD:SSL routines", "binder does not verify"),
    ("0A00009B:SSL routines", "https proxy request"),
    ("0A00013B:SSL routines", "unsupported elliptic curve"),
    ("0A0000D1:SSL routines", "missing supported groups extension"),
    ("0A000115:SSL routines", "session id context uninitialized"),
    ("0A0000B1:SSL routines", "no certificate assigned"),
    ("0A0000BE:SSL routines", "no private key assigned"),
    ("05800074:x509 certificate routines", "key values mismatch"),
    ("05800073:x509 certificate routines", "key type mismatch"),
    ("11800071:PKCS12 routines", "mac verify failure"),
    ("11800074:PKCS12 routines", "pkcs12 cipherfinal error"),
    ("16000071:STORE routines", "error verifying pkcs12 mac"),
    ("05800088:x509 certificate routines", "no certificate or crl found"),
)
# Said of other things as well: they count beside `ssl` or `tls`.
_SHARED: tuple[tuple[str, str], ...] = (
    ("0A000102:SSL routines", "unsupported protocol"),
    ("0A0000FC:SSL routines", "unknown protocol"),
    ("0A0001BB:SSL routines", "bad record type"),
)


def _reason(code: str, words: str, *, shared: bool = False) -> Saying:
    """The stretch around it is decoded: what stands there tells which end speaks."""
    before = r"(?:ssl|tls).{0,200}?" if shared else ".{0,200}?"
    behind = "(?! [a-z])" if shared else ""
    behind += ".{0,160}" if words in BY_SIDE else ""
    return Saying(
        words,
        (),
        f"4047A4E2347F0000:error:{code}::{words}:../ssl/record/ssl3_record.c:350:",
        "crypto/err/openssl.txt, 1.0.2 to 3.5",
        pattern=f"(?P<code>{before}{words}{behind})",
        decode="openssl_reason",
    )


# More of the line than the reason is needed for these.
_TWO_SIDED = "|".join(words for _, words in (*_OWN, *_SHARED) if words in BY_SIDE)


def _routines(name: str, example: str) -> Saying:
    """Any reason of one of its libraries: in 3.x the function between the colons is missing."""
    return Saying(
        f"{name} routines:",
        (),
        example,
        "crypto/err/err_str.c",
        pattern=rf"(?P<code>{name} routines:[^:]{{0,60}}:(?!{_TWO_SIDED})[^:;,\[\]\"'()]{{3,70}})",
        decode="openssl_reason",
    )


# Alerts as ssl/ssl_err.c writes them. The first name of each was changed to `ssl/tls alert` in 3.2.
_SSLV3_ALERTS = (10, 20, 30, 40, 41, 42, 43, 44, 45, 46, 47)
_TLSV1_ALERTS = (21, 22, 48, 49, 50, 51, 60, 70, 71, 80, 86, 90, 100, 115, 116, 120, 121)
_TLSV13_ALERTS = (109, 116)
_BARE_ALERTS = (110, 111, 112, 113, 114)  # `alert` is left out


def _alert_words() -> Iterator[tuple[int, str]]:
    """Number and text, as the 1.0.2 to 3.5 releases and BoringSSL print it."""
    for before, numbers in (
        ("sslv3 alert", (0, *_SSLV3_ALERTS)),
        ("ssl/tls alert", _SSLV3_ALERTS),
        ("tlsv1 alert", (*_TLSV1_ALERTS, *_BARE_ALERTS)),
        ("tlsv13 alert", _TLSV13_ALERTS),
        ("tlsv1", _BARE_ALERTS),
    ):
        for number in numbers:
            yield number, f"{before} {_described(number)}"


def _described(number: int) -> str:
    """As ssl/ssl_stat.c and ssl/ssl_err.c name an alert."""
    differs = {90: "user cancelled", 113: "bad certificate status response", 121: "ech required"}
    return differs.get(number) or NAMES[number].replace("_", " ")


def _alerts() -> Iterator[Saying]:
    for number, words in _alert_words():
        means = (f"alert-received {number}",) if number else ("eof",)
        code = 0x0A000000 + 1000 + number
        yield Saying(
            words, means, f"error:{code:08X}:SSL routines::{words}", "ssl/ssl_err.c, 1.0.2 to 3.5"
        )
        if "/" not in words:
            name = words.upper().replace(" ", "_")
            yield Saying(
                name, means, f"ssl.SSLError: [SSL: {name}] {words} (_ssl.c:1007)", "Python's _ssl.c"
            )
    for number in filter(None, NAMES):
        words = f"alert read:fatal:{_described(number)}"
        yield Saying(words, (f"alert-received {number}",), f"SSL3 {words}", _INFO)
        words = f"alert write:fatal:{_described(number)}"
        yield Saying(words, (f"alert-sent {number}",), f"SSL3 {words}", _INFO)


_INFO = "apps/lib/s_cb.c: apps_ssl_info_callback, and servers that do the same"


def _decimal(words: str, digits: str, example: str) -> Saying:
    """A packed code in decimal, beside a word that makes it one of TLS."""
    return Saying(
        words,
        (),
        example,
        "ERR_get_error, printed as a number",
        pattern=rf"(?:ssl|tls).{{0,200}}?\b(?P<code>{digits})\b",
        decode="openssl_code",
    )


def _system(words: str, means: tuple[str, ...], example: str) -> Saying:
    return Saying(
        "system library:",
        means,
        example,
        "crypto/err/err.c",
        pattern=rf"system library:[^:]{{0,60}}:(?:{words})",
        certain=False,
    )


_PATTERNS = {
    23: r"(?<!alert )(?<!alert: )(?<!fatal:)certificate revoked",  # alert 44 has the same words
    28: r"(?:28\W{1,3}|verif\w+ (?:failed|error)\W{1,3}|error[=:] ?)certificate rejected|certificate rejected\W{1,2}28",
}


def _verify(number: int, text: str, value: str) -> Saying:
    return Saying(
        text,
        (f"verify {value}",),
        f"verify error:num={number}:{text}",
        "crypto/x509/x509_txt.c, 1.0.2 to 3.0",
        pattern=_PATTERNS.get(number, ""),
        certain=number not in _PLAIN_WORDS,
    )


# Their texts are no TLS messages by themselves.
_PLAIN_WORDS = {18, 29, 34, 43, 44, 45, 46, 47, 48, 50, 55, 62, 63, 64, 83, 84}

_REASONS = (
    *(_reason(code, words) for code, words in _OWN),
    *(_reason(code, words, shared=True) for code, words in _SHARED),
    _routines(
        "SSL", "140239:error:1409C07C:SSL routines:ssl3_get_message:bad signature:s3_both.c:510:"
    ),
    _routines(
        "x509 certificate",
        "error:0B080074:x509 certificate routines:X509_check_private_key:key values mismatch",
    ),
    _routines(
        "PEM", "error:0906D06C:PEM routines:PEM_read_bio:no start line:Expecting: CERTIFICATE"
    ),
    _routines("PKCS12", "error:23076071:PKCS12 routines:PKCS12_parse:mac verify failure"),
    _routines(
        "digital envelope",
        "error:06065064:digital envelope routines:EVP_DecryptFinal_ex:bad decrypt",
    ),
    _routines(
        "asn1 encoding",
        "error:0D0680A8:asn1 encoding routines:ASN1_CHECK_TLEN:wrong tag:tasn_dec.c:1197:",
    ),
    _routines(
        "rsa", "error:0407006A:rsa routines:RSA_padding_check_PKCS1_type_1:block type is not 01"
    ),
    _routines(
        "configuration file",
        "error:0700007C:configuration file routines::openssl conf references missing section",
    ),
    _routines("STORE", "error:16000071:STORE routines::error verifying pkcs12 mac"),
    _routines("Provider", "error:1C800064:Provider routines:ossl_cipher_unpadblock:bad decrypt"),
    Saying(
        "digital envelope routines:",
        ("legacy-store",),
        "error:0308010C:digital envelope routines:inner_evp_generic_fetch:unsupported:../crypto/evp/evp_fetch.c:373:Global default library context, Algorithm (RC2-40-CBC : 0), Properties ()",
        "crypto/evp/evp_fetch.c, 3.0",
        pattern=r"digital envelope routines:[^:]{0,60}:unsupported",
    ),
    Saying(
        "Algorithm (RC2-40-CBC",
        ("legacy-store",),
        "Global default library context, Algorithm (RC2-40-CBC : 0), Properties ()",
        "crypto/evp/evp_fetch.c, 3.0",
    ),
    Saying(
        "DECODER routines",
        ("cert-file",),
        "error:1E08010C:DECODER routines:OSSL_DECODER_from_bio:unsupported:../crypto/encode_decode/decoder_lib.c:101:No supported data to decode. Input type: PEM",
        "crypto/encode_decode/decoder_lib.c, 3.0",
        pattern=r"DECODER routines:[^:]{0,60}:unsupported",
    ),
)

_CODES = (
    Saying(
        "error:",
        (),
        "error:14094410:lib(20):func(148):reason(1040)",
        "crypto/err/err.c, texts not loaded",
        pattern=r"error:(?P<code>[0-9A-F]{8}):lib\(\d+\)",
        decode="openssl_code",
    ),
    Saying(
        ":reason(",
        (),
        "error:0A000410:SSL routines::reason(1040)",
        "crypto/err/err.c, reason without a text",
        pattern=r"error:(?P<code>[0-9A-F]{8}):[^:]{1,40}:[^:]{0,60}:reason\(\d+\)",
        decode="openssl_code",
    ),
    _decimal("3361", r"3361\d{5}", "SSL_connect failed: error code 336151568"),
    _decimal("33603", r"33603\d{4}", "TLS error code 336031996 in handshake"),
    _decimal("33704", r"33704\d{4}", "SSL error 337047686 while connecting"),
    _decimal("16777", r"16777[23]\d{3}", "ssl error code 167772294"),
    Saying(
        "SSL alert number",
        (),
        "error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:s3_pkt.c:1472:SSL alert number 40",
        "ssl/record/rec_layer_s3.c: of alerts that are received",
        pattern=r"SSL alert number (?P<code>\d{1,3})",
        decode="alert",
    ),
)

_ALERT_TEXTS = (
    *_alerts(),
    Saying(
        ", Alert [length 0002], fatal",
        (),
        "<<< TLS 1.2, Alert [length 0002], fatal handshake_failure",
        "apps/lib/s_cb.c: msg_cb",
        pattern=r"<<< .{0,30}, Alert \[length 0002\], fatal (?P<code>\w+)",
        decode="alert",
    ),
    Saying(
        ", Alert [length 0002], fatal",
        (),
        ">>> TLS 1.2, Alert [length 0002], fatal unknown_ca",
        "apps/lib/s_cb.c: msg_cb",
        # Its own `>>>` looks like a quotation's and is gone.
        pattern=r"(?<!<<< )TLS [\d.]+, Alert \[length 0002\], fatal (?P<code>\w+)",
        decode="alert_sent",
    ),
)

_VERIFICATION = (
    Saying(
        "Verify return code:",
        ("side client",),
        "    Verify return code: 20 (unable to get local issuer certificate)",
        "apps/s_client.c: print_stuff",
        pattern=r"Verify return code: (?P<code>[1-9]\d?) \(",
        decode="verify_code",
    ),
    Saying(
        "verify error:num=",
        (),
        "verify error:num=18:self-signed certificate",
        "apps/lib/s_cb.c: verify_callback",
        pattern=r"verify error:num=(?P<code>\d{1,2}):",
        decode="verify_code",
    ),
    Saying(
        "depth lookup",
        ("depth {depth}",),
        "error 20 at 0 depth lookup: unable to get local issuer certificate",
        "apps/verify.c: cb",
        pattern=r"error (?P<code>\d{1,2}) at (?P<depth>\d{1,2}) depth lookup",
        decode="verify_code",
    ),
    Saying(
        "X509_V_ERR_",
        (),
        "certificate verify failed: X509_V_ERR_CERT_HAS_EXPIRED",
        "include/openssl/x509_vfy.h",
        pattern=r"(?P<code>X509_V_ERR_[A-Z0-9_]{3,50})",
        decode="verify_code",
    ),
    *(_verify(number, text, value) for number, _, text, value in ROWS),
    Saying(
        "self signed certificate",
        ("verify self-signed",),
        "verify error:num=18:self signed certificate",
        "crypto/x509/x509_txt.c, 1.1.1",
        pattern=r"self signed certificate(?!s)",
        certain=False,
    ),
    Saying(
        "self signed certificate in certificate chain",
        ("verify self-signed-in-chain",),
        "verify error:num=19:self signed certificate in certificate chain",
        "crypto/x509/x509_txt.c, 1.1.1",
    ),
    Saying(
        "unsupported certificate purpose",
        ("verify purpose",),
        "verify error:num=26:unsupported certificate purpose",
        "crypto/x509/x509_txt.c, 1.1.1",
    ),
)

_CONNECTION = (
    Saying(
        "SSL_connect",
        ("side client",),
        "SSL_connect:error in SSLv3/TLS write client hello",
        "ssl/ssl_stat.c",
    ),
    Saying(
        "SSL_accept",
        ("side server",),
        "SSL_accept:error in before SSL initialization",
        "ssl/ssl_stat.c",
    ),
    Saying(
        "SSL_ERROR_SYSCALL",
        ("eof",),
        "SSL_connect returned -1: SSL_ERROR_SYSCALL",
        "doc/man3/SSL_get_error.pod",
        pattern=r"SSL_ERROR_SYSCALL(?!.{0,40}(?:errno:? ?=? ?|reset|\b)(?:104|54|10054|reset by peer))",
    ),
    Saying(
        "SSL_ERROR_SYSCALL",
        ("reset",),
        "OpenSSL SSL_connect: SSL_ERROR_SYSCALL, errno 104",
        "doc/man3/SSL_get_error.pod",
        pattern=r"SSL_ERROR_SYSCALL.{0,60}?(?:\b(?:104|54|10054)\b|reset by peer)",
    ),
    Saying(
        "SSL_ERROR_ZERO_RETURN",
        ("eof",),
        "SSL_read failed: SSL_ERROR_ZERO_RETURN",
        "doc/man3/SSL_get_error.pod",
        certain=False,
    ),
    _system(
        "connection refused|connection refused by",
        ("refused",),
        "error:8000006F:system library:BIO_connect:Connection refused:../crypto/bio/bio_sock2.c:117:calling connect()",
    ),
    _system(
        "connection reset",
        ("reset",),
        "error:02001068:system library:read:Connection reset by peer",
    ),
    _system(
        "connection timed out|operation timed out",
        ("connect-timeout",),
        "error:8000006E:system library:BIO_connect:Connection timed out:../crypto/bio/bio_sock2.c:117:",
    ),
    _system(
        "no route to host|network is unreachable",
        ("unreachable",),
        "error:80000071:system library:BIO_connect:No route to host:../crypto/bio/bio_sock2.c:117:",
    ),
    _system(
        "no such file or directory|permission denied",
        ("cert-file",),
        "error:80000002:system library:file_open:No such file or directory:../providers/implementations/storemgmt/file_store.c:266:calling stat(leaf.pem)",
    ),
    Saying(
        "BIO_lookup_ex:system lib",
        ("dns-failed",),
        "error:10080002:BIO routines:BIO_lookup_ex:system lib:../crypto/bio/bio_addr.c:746:Name or service not known",
        "crypto/bio/bio_addr.c, 3.0",
    ),
)

_FILES = (
    *(
        Saying(
            words,
            ("cert-file",),
            example,
            source,
            # A mismatch and a weak key have reasons of their own behind it.
            pattern=rf"{words}\w*(?!.{{0,300}}(?:mismatch|too weak|too small))",
        )
        for words, example, source in (
            (
                "SSL_CTX_use_certificate",
                "error:140AB18F:SSL routines:SSL_CTX_use_certificate_file:PEM lib",
                "ssl/ssl_rsa.c",
            ),
            (
                "SSL_CTX_use_PrivateKey",
                "error:140B0009:SSL routines:SSL_CTX_use_PrivateKey_file:PEM lib:ssl_rsa.c:669:",
                "ssl/ssl_rsa.c",
            ),
            (
                "use_certificate_chain_file",
                "error:140DC002:SSL routines:use_certificate_chain_file:system lib",
                "ssl/ssl_rsa.c, 1.1.1",
            ),
        )
    ),
    *(
        Saying(words, ("ca-file",), example, source)
        for words, example, source in (
            (
                "X509_load_cert_crl_file",
                "error:0B084088:x509 certificate routines:X509_load_cert_crl_file:no certificate or crl found",
                "crypto/x509/by_file.c",
            ),
            (
                "SSL_CTX_load_verify_locations",
                "SSL_CTX_load_verify_locations() failed: error:02001002:system library:fopen",
                "ssl/ssl_lib.c",
            ),
            (
                "SSL_CTX_load_verify_file",
                "SSL_CTX_load_verify_file failed: error:80000002:system library::No such file",
                "ssl/ssl_lib.c, 3.0",
            ),
            (
                "SSL_load_client_CA_file",
                "error:140EC002:SSL routines:SSL_load_client_CA_file:system lib",
                "ssl/ssl_cert.c",
            ),
            ("Error Loading CA File", "Error Loading CA File nofile.pem", "apps/lib/apps.c"),
        )
    ),
    *(
        Saying(words, ("cert-file",), example, source)
        for words, example, source in (
            (
                "Expecting: ANY PRIVATE KEY",
                "error:0480006C:PEM routines:get_name:no start line:../crypto/pem/pem_lib.c:763:Expecting: ANY PRIVATE KEY",
                "crypto/pem/pem_lib.c",
            ),
            (
                "Expecting: TRUSTED CERTIFICATE",
                "error:0906D06C:PEM routines:PEM_read_bio:no start line:pem_lib.c:707:Expecting: TRUSTED CERTIFICATE",
                "crypto/pem/pem_lib.c",
            ),
            (
                "Expecting: CERTIFICATE",
                "error:0909006C:PEM routines:get_name:no start line:crypto/pem/pem_lib.c:745:Expecting: CERTIFICATE",
                "crypto/pem/pem_lib.c",
            ),
            (
                "Could not open file or uri for loading",
                "Could not open file or uri for loading client certificate private key from nofile.pem",
                "apps/lib/apps.c, 3.0",
            ),
            (
                "Could not read private key",
                "Could not read private key of server from server.key",
                "apps/lib/apps.c, 3.0",
            ),
            (
                "Could not read certificate",
                "Could not read certificate from <stdin>",
                "apps/lib/apps.c, 3.0",
            ),
            (
                "Could not find certificate",
                "Could not find certificate of server from server.pem",
                "apps/lib/apps.c, 3.0",
            ),
            (
                "unable to load server certificate",
                "unable to load server certificate private key file",
                "apps/apps.c, 1.1.1",
            ),
            (
                "unable to load Private Key",
                "unable to load Private Key",
                "apps/apps.c, 1.1.1",
            ),
            (
                "unable to load certificate",
                "unable to load certificate",
                "apps/apps.c, 1.1.1",
            ),
        )
    ),
    Saying(
        "unable to load client certificate",
        ("client-key",),
        "unable to load client certificate private key file",
        "apps/apps.c, 1.1.1",
    ),
    Saying(
        "Mac verify error: invalid password?",
        ("client-key",),
        "Mac verify error: invalid password?",
        "apps/pkcs12.c",
    ),
    Saying(
        "error setting private key",
        ("key-mismatch",),
        "error setting private key",
        "apps/lib/s_cb.c: set_cert_key_stuff",
    ),
    Saying(
        "Private key does not match the certificate public key",
        ("key-mismatch",),
        "Private key does not match the certificate public key",
        "apps/lib/s_cb.c: set_cert_stuff",
    ),
    Saying(
        "Call to SSL_CONF_cmd(",
        ("config-error",),
        "Call to SSL_CONF_cmd(-cipher, NONSENSE) failed",
        "apps/lib/s_cb.c: config_ctx",
    ),
)

_CLIENT = ("side client",)
_S_CLIENT = (
    *(
        Saying(words, _CLIENT, words, "apps/s_client.c")
        for words in (
            "CONNECTED(00000003)",
            "no peer certificate available",
            "Secure Renegotiation IS NOT supported",
            "New, (NONE), Cipher is (NONE)",
            "No client certificate CA names sent",
            "Acceptable client certificate CA names",
        )
    ),
    *(
        Saying(
            f"{call}:errno=",
            (key, *_CLIENT),
            f"{call}:errno={numbers.split('|')[0]}",
            "apps/s_client.c",
            pattern=rf"{call}:errno=(?:{numbers})\b",
        )
        for call, numbers, key in (
            ("write", "104|54|10054", "reset"),
            ("write", "0|32", "eof"),
            ("read", "104|54|10054", "reset"),
            ("read", "0|32", "eof"),
            ("connect", "111|61|10061", "refused"),
            ("connect", "110|60|10060", "connect-timeout"),
            ("connect", "101|113|65|10051|10065", "unreachable"),
        )
    ),
    Saying(
        "SSL handshake has read 0 bytes",
        ("eof", *_CLIENT),
        "SSL handshake has read 0 bytes and written 297 bytes",
        "apps/s_client.c",
    ),
    Saying(
        "find STARTTLS in server response, trying anyway",
        ("starttls-missing", *_CLIENT),
        "Didn't find STARTTLS in server response, trying anyway...",
        "apps/s_client.c",
    ),
    Saying(
        "found starttls in server response, try anyway",
        ("starttls-missing", *_CLIENT),
        "didn't found starttls in server response, try anyway...",
        "apps/s_client.c, 1.0.2",
    ),
    Saying(
        "HTTP CONNECT failed",
        ("proxy-answered {status}", *_CLIENT),
        "s_client: HTTP CONNECT failed: 407 Proxy Authentication Required",
        "apps/s_client.c, 1.1.1; crypto/http/http_client.c, 3.0",
        pattern=r"HTTP CONNECT failed(?::|, reason=) ?(?P<status>\d{3})",
    ),
)


PRODUCT = Product(
    name="OpenSSL",
    usual=True,
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For one command, or for every program that keeps OpenSSL's default store.",
            (f"{_CONNECT} \\", "  -CAfile {ca}.pem", "export SSL_CERT_FILE=/path/to/{ca}.pem"),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "The address stays, the name changes.", (f"{_CONNECT} \\", "  -verify_hostname {name}")
        ),
        Remedy.SEND_SNI: Recipe("The name stands behind -servername.", (_CONNECT,)),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "Certificate, key and the intermediates.",
            (f"{_CONNECT} \\", "  -cert client.pem -key client.key -cert_chain chain.pem"),
        ),
        Remedy.ALLOW_LATE_AUTH: Recipe(
            "s_client allows it only when told to.",
            (
                f"{_CONNECT} \\",
                "  -cert client.pem -key client.key -cert_chain chain.pem -enable_pha",
            ),
        ),
        Remedy.MATCH_CLIENT_KEY: Recipe(
            "Both commands have to print the same key.",
            (
                "openssl x509 -in client.pem -noout -pubkey",
                "openssl pkey -in client.key -pubout",
            ),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "And no MaxProtocol below it.", _settings("MinProtocol = TLSv1.2")
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "TLS 1.0 and 1.1 work at security level 0 only.",
            _settings("MinProtocol = TLSv1", "CipherString = DEFAULT:@SECLEVEL=0"),
        ),
        Remedy.RELAX_CLIENT_POLICY: Recipe(
            "Level 1 takes RSA and DH of 1024 bits; level 0 takes SHA-1 as well.",
            _settings("CipherString = DEFAULT:@SECLEVEL=1"),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "The defaults of the library again.",
            _settings("CipherString = DEFAULT", "Groups = X25519:P-256:P-384:P-521"),
        ),
        Remedy.SHRINK_CLIENT_HELLO: Recipe(
            "Since 3.5 the default offers a post-quantum share; this leaves it out.",
            _settings("Groups = X25519:P-256:P-384"),
        ),
        Remedy.USE_STARTTLS: Recipe(
            "PROTOCOL is smtp, imap, pop3, ftp, ldap, xmpp, postgres or mysql.",
            (f"{_CONNECT} \\", "  -starttls PROTOCOL"),
        ),
        Remedy.USE_IMPLICIT_TLS: Recipe("Without -starttls.", (_CONNECT,)),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "For HTTP proxies.",
            (f"{_CONNECT} \\", "  -proxy {proxy} -proxy_user USER -proxy_pass pass:PASSWORD"),
        ),
        Remedy.REISSUE_WITH_NAME: Recipe(
            "With a CA of your own. For an address write IP: instead of DNS:.",
            (
                "openssl req -new -newkey rsa:2048 -nodes -keyout leaf.key \\",
                '  -subj "/CN={name}" -addext "subjectAltName=DNS:{name}" \\',
                '  -addext "extendedKeyUsage=serverAuth" -out leaf.csr',
                "openssl x509 -req -in leaf.csr -CA {ca}.pem -CAkey {ca}.key \\",
                "  -days 365 -copy_extensions copy -out leaf.pem",
            ),
        ),
        Remedy.REISSUE_FOR_SERVERS: Recipe(
            "With a CA of your own.",
            (
                "echo 'subjectAltName=DNS:{name}' > use.txt",
                "echo 'extendedKeyUsage=serverAuth' >> use.txt",
                *_sign("leaf"),
            ),
        ),
        Remedy.REISSUE_STRONGER: Recipe(
            "A new key; the CA signs with SHA-256, and needs as strong a key itself.",
            (
                "openssl req -new -newkey rsa:2048 -nodes -sha256 -keyout leaf.key \\",
                '  -subj "/CN={name}" -addext "subjectAltName=DNS:{name}" \\',
                '  -addext "extendedKeyUsage=serverAuth" -out leaf.csr',
            ),
        ),
        Remedy.REISSUE_SHORTER: Recipe(
            "With a CA of your own; 200 days are few enough for everybody until 2027.",
            (
                "openssl x509 -req -in leaf.csr -CA {ca}.pem -CAkey {ca}.key \\",
                "  -days 200 -copy_extensions copy -out leaf.pem",
            ),
        ),
        Remedy.REISSUE_BY_THE_RULES: Recipe(
            "With a CA of your own; one that `openssl req -x509` makes today keeps to them too.",
            (
                "echo 'basicConstraints=critical,CA:FALSE' > use.txt",
                "echo 'authorityKeyIdentifier=keyid:always' >> use.txt",
                "echo 'subjectKeyIdentifier=hash' >> use.txt",
                "echo 'extendedKeyUsage=serverAuth' >> use.txt",
                "echo 'subjectAltName=DNS:{name}' >> use.txt",
                *_sign("leaf"),
            ),
        ),
        Remedy.REISSUE_CLIENT_CERTIFICATE: Recipe(
            "With a CA of your own.",
            ("echo 'extendedKeyUsage=clientAuth' > use.txt", *_sign("client")),
        ),
        Remedy.WIDEN_GROUPS: Recipe(
            "Groups that every server of today has.", _settings("Groups = X25519:P-256:P-384")
        ),
        Remedy.WIDEN_SIGALGS: Recipe(
            "The algorithms that servers of today have.",
            _settings("SignatureAlgorithms = ECDSA+SHA256:RSA-PSS+SHA256:RSA+SHA256"),
        ),
        Remedy.USE_PSK: Recipe(
            "The key in hexadecimal; older servers have no TLS 1.3 for it.",
            (
                "openssl s_client -connect {host}:{port} -tls1_2 -cipher PSK \\",
                "  -psk_identity IDENTITY -psk 0123456789ABCDEF",
            ),
        ),
        Remedy.ALLOW_LEGACY_RENEGOTIATION: Recipe(
            "For the programs that read this file alone.",
            _settings("Options = UnsafeLegacyServerConnect"),
        ),
        Remedy.MATCH_KEY: Recipe(
            "Both must print the same.",
            (
                "openssl x509 -in leaf.pem -noout -pubkey | openssl sha256",
                "openssl pkey -in leaf.key -pubout | openssl sha256",
            ),
        ),
        Remedy.ISSUE_WITHIN_CONSTRAINTS: Recipe(
            "What the CA may sign for stands under Name Constraints.",
            ("openssl x509 -in {ca}.pem -noout -ext nameConstraints",),
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "Whether leaf and intermediates belong together; add -CAfile for a private root.",
            ("openssl verify -untrusted intermediate.pem leaf.pem",),
        ),
    },
    by_service={
        Remedy.USE_STARTTLS: {
            protocol: Recipe(
                "s_client speaks the dialogue first.",
                (f"{_CONNECT} \\", f"  -starttls {protocol}"),
            )
            for protocol in _UPGRADES
        },
    },
    sayings=(
        *_REASONS,
        *_CODES,
        *_ALERT_TEXTS,
        *_VERIFICATION,
        *_CONNECTION,
        *_FILES,
        *_S_CLIENT,
    ),
)
