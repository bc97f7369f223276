"""OpenSSL's packed error codes: library, function (before 3.0) and reason in one number.

Before 3.0, and in LibreSSL: 8 bits library, 12 bits function, 12 bits reason (0x14094410). Since
3.0: 8 bits library above 23 bits reason (0x0A000410), the highest bit for errno. BoringSSL: 8 bits
library, 24 bits reason, with SSL as 16 (0x10000410). A reason of 1000 and more is an alert that
was received. Codes are read in hexadecimal when they have eight digits, else in decimal, as Envoy
prints them. Numbers from include/openssl/*err.h of OpenSSL 3.0 and ssl/s3_both.c of 1.0.2
(372), and from crypto/err/ssl.errordata of BoringSSL.
"""

from __future__ import annotations

from tlswhy.products.decoders import openssl_reason
from tlswhy.products.decoders.alert import decode as received

_SSL = 20
_BORING_SSL = 16
_OLD_SYSTEM = 2
_SYSTEM = 0x80000000  # since 3.0: the rest is errno
_COMMON = 0x80000  # since 3.0: the reason is of all libraries
_UNSUPPORTED = 268  # ERR_R_UNSUPPORTED
_EVP, _PKCS12, _DECODER = 6, 35, 60

_SSL_REASONS: dict[int, str] = {
    100: "app data in handshake",
    101: "no suitable key share",
    102: "bad dh value",
    104: "inconsistent extms",
    108: "bad key share",
    110: "bad extension",
    112: "missing sigalgs extension",
    113: "invalid configuration name",
    114: "bad psk identity",
    115: "bad packet length",
    116: "bad protocol version number",
    118: "no suitable signature algorithm",
    123: "bad signature",
    124: "bad ssl filetype",
    125: "ssl command section not found",
    126: "ssl section empty",
    129: "block cipher pad is wrong",
    133: "ccs received early",
    134: "certificate verify failed",
    136: "ssl section not found",
    146: "data length too long",
    147: "decryption failed",
    149: "digest check failed",
    150: "encrypted length too long",
    152: "excessive message size",
    154: "got a fin before a ccs",
    155: "https proxy request",
    156: "http request",
    159: "length mismatch",
    160: "length too short",
    161: "library has no ciphers",
    166: "version too high",
    171: "missing tmp dh key",
    176: "no certificates returned",
    177: "no certificate assigned",
    179: "no certificate set",
    181: "no ciphers available",
    183: "no ciphers specified",
    185: "no cipher match",
    190: "no private key assigned",
    191: "no protocols available",
    193: "no shared cipher",
    198: "packet length too long",
    199: "peer did not return a certificate",
    207: "protocol is shutdown",
    208: "sct verification failed",
    209: "missing supported groups extension",
    213: "record length mismatch",
    216: "no valid scts",
    217: "unsolicited extension",
    219: "bad psk",
    220: "signature for non signing certificate",
    223: "psk identity not found",
    224: "psk no client cb",
    225: "psk no server cb",
    226: "clienthello tlsext",
    227: "parse tlsext",
    228: "ssl ctx has no default ssl version",
    229: "ssl handshake failure",
    230: "ssl library has no ciphers",
    234: "callback failed",
    235: "no application protocol",
    239: "unable to find public key parameters",
    244: "unexpected message",
    245: "unexpected record",
    247: "unknown certificate type",
    248: "unknown cipher returned",
    252: "unknown protocol",
    253: "binder does not verify",
    254: "unknown ssl version",
    258: "unsupported protocol",
    259: "unsupported ssl version",
    261: "wrong cipher returned",
    262: "unexpected ccs message",
    264: "wrong signature length",
    265: "wrong signature size",
    266: "wrong ssl version",
    267: "wrong version number",
    275: "serverhello tlsext",
    277: "session id context uninitialized",
    279: "extension not received",
    281: "decryption failed or bad record mac",
    288: "private key mismatch",
    294: "unexpected eof while reading",
    295: "no suitable groups",
    297: "no suitable digest algorithm",
    298: "record too small",
    306: "bad ecpoint",
    311: "missing tmp ecdh key",
    312: "read timeout expired",
    315: "unsupported elliptic curve",
    318: "ecc cert not for signing",
    328: "invalid status response",
    333: "legacy sigalg disallowed or unsupported",
    338: "unsafe legacy renegotiation disabled",
    339: "no renegotiation",
    370: "wrong signature type",
    372: "dh key too small",
    373: "inappropriate fallback",
    376: "no shared signature algorithms",
    377: "cert cb error",
    378: "wrong curve",
    383: "wrong certificate type",
    384: "bad value",
    386: "unknown cmd name",
    394: "dh key too small",
    396: "version too low",
    397: "ca key too small",
    398: "ca md too weak",
    399: "ee key too small",
    407: "shutdown while in init",
    410: "no shared groups",
    443: "bad record type",
}

_BORING_REASONS: dict[int, str] = {
    100: "app data in handshake",
    105: "bad dh p length",
    108: "bad ecpoint",
    112: "bad packet length",
    114: "bad signature",
    117: "bad ssl filetype",
    124: "ccs received early",
    125: "certificate verify failed",
    126: "cert cb error",
    132: "clienthello tlsext",
    133: "connection rejected",
    136: "data length too long",
    137: "decode error",
    138: "decryption failed",
    139: "decryption failed or bad record mac",
    142: "digest check failed",
    144: "ecc cert not for signing",
    146: "encrypted length too long",
    149: "error parsing extension",
    150: "excessive message size",
    154: "handshake failure on client hello",
    155: "https proxy request",
    156: "http request",
    157: "inappropriate fallback",
    162: "length mismatch",
    164: "missing extension",
    166: "missing tmp dh key",
    167: "missing tmp ecdh key",
    172: "no certificates returned",
    173: "no certificate assigned",
    174: "no certificate set",
    175: "no ciphers available",
    176: "no ciphers passed",
    177: "no cipher match",
    181: "no private key assigned",
    182: "no renegotiation",
    184: "no shared cipher",
    190: "parse tlsext",
    192: "peer did not return a certificate",
    194: "protocol is shutdown",
    195: "psk identity not found",
    196: "psk no client cb",
    197: "psk no server cb",
    198: "read timeout expired",
    199: "record length mismatch",
    207: "serverhello tlsext",
    208: "session id context uninitialized",
    214: "ssl ctx has no default ssl version",
    215: "ssl handshake failure",
    217: "tls peer did not respond with certificate list",
    222: "unexpected extension",
    223: "unexpected message",
    225: "unexpected record",
    228: "unknown certificate type",
    229: "unknown cipher returned",
    233: "unknown protocol",
    234: "unknown ssl version",
    236: "unsafe legacy renegotiation disabled",
    239: "unsupported elliptic curve",
    240: "unsupported protocol",
    241: "wrong certificate type",
    242: "wrong cipher returned",
    243: "wrong curve",
    245: "wrong signature type",
    246: "wrong ssl version",
    247: "wrong version number",
    250: "shutdown while in init",
    253: "no common signature algorithms",
    254: "downgrade detected",
    258: "missing key share",
    259: "invalid alpn protocol",
    261: "block cipher pad is wrong",
    262: "no ciphers specified",
    266: "no shared group",
    272: "cannot parse leaf cert",
    273: "server cert changed",
    274: "certificate and private key mismatch",
    280: "no supported versions enabled",
    291: "application data on shutdown",
    297: "tls13 downgrade",
    302: "key usage bit incorrect",
    307: "no application protocol",
    308: "negotiated alps without alpn",
    319: "ech rejected",
    321: "inconsistent ech negotiation",
}

# Other libraries of OpenSSL: 4 RSA, 6 EVP, 9 PEM, 11 X.509, 13 ASN.1, 14 CONF, 35 PKCS#12,
# 44 STORE, 57 providers.
_OTHER: dict[tuple[int, int], str] = {
    (4, 104): "bad signature",
    (4, 106): "block type is not 01",
    (4, 112): "digest too big for rsa key",
    (4, 114): "padding check failed",
    (4, 119): "wrong signature length",
    (4, 120): "key size too small",
    (4, 132): "data too large for modulus",
    (4, 145): "digest not allowed",
    (4, 157): "invalid digest",
    (6, 100): "bad decrypt",
    (6, 114): "decode error",
    (6, 118): "unsupported private key algorithm",
    (6, 121): "unknown pbe algorithm",
    (6, 127): "expecting an rsa key",
    (6, 142): "expecting an ec key",
    (6, 152): "invalid digest",
    (9, 100): "bad base64 decode",
    (9, 101): "bad decrypt",
    (9, 102): "bad end line",
    (9, 104): "bad password read",
    (9, 108): "no start line",
    (9, 109): "problems getting password",
    (9, 115): "error converting private key",
    (9, 128): "header too long",
    (11, 115): "key type mismatch",
    (11, 116): "key values mismatch",
    (11, 118): "base64 decode error",
    (11, 125): "public key decode error",
    (11, 135): "no certificate found",
    (11, 136): "no certificate or crl found",
    (11, 139): "certificate verification failed",
    (13, 110): "decode error",
    (13, 123): "header too long",
    (13, 142): "not enough data",
    (13, 168): "wrong tag",
    (14, 100): "missing close square bracket",
    (14, 101): "missing equal sign",
    (14, 109): "module initialization error",
    (14, 110): "error loading dso",
    (14, 118): "ssl command section not found",
    (14, 119): "ssl section empty",
    (14, 120): "ssl section not found",
    (14, 124): "openssl conf references missing section",
    (35, 101): "decode error",
    (35, 108): "mac absent",
    (35, 113): "mac verify failure",
    (35, 116): "pkcs12 cipherfinal error",
    (35, 118): "unknown digest algorithm",
    (44, 113): "error verifying pkcs12 mac",
    (44, 115): "bad password read",
    (57, 100): "bad decrypt",
    (57, 122): "invalid digest",
    (57, 161): "bad tls client version",
    (57, 171): "key size too small",
    (57, 174): "digest not allowed",
    (57, 207): "unable to find ciphers",
}

# errno of Linux, Windows and macOS where it speaks of a connection or a file.
_ERRNO: dict[int, tuple[str, ...]] = {
    2: ("cert-file",),
    13: ("cert-file",),
    32: ("eof",),
    54: ("reset",),
    60: ("connect-timeout",),
    61: ("refused",),
    101: ("unreachable",),
    104: ("reset",),
    110: ("connect-timeout",),
    111: ("refused",),
    113: ("unreachable",),
    10053: ("reset",),
    10054: ("reset",),
    10060: ("connect-timeout",),
    10061: ("refused",),
}


def decode(code: str) -> tuple[str, ...]:
    """The keys of a code; without a function's name nothing tells which end speaks."""
    packed = _number(code)
    if packed is None:
        return ()
    if packed & _SYSTEM:
        return _ERRNO.get(packed & ~_SYSTEM, ())
    # A function that is not 0 tells a code of before 3.0: no new reason is that large.
    lib, function, reason = packed >> 24, packed >> 12 & 0xFFF, packed & 0xFFF
    if lib == _SSL:
        return _ssl(reason, _SSL_REASONS)
    if lib == _BORING_SSL and function == 0:
        return _ssl(reason, _BORING_REASONS)
    if lib == _OLD_SYSTEM and function:
        return _ERRNO.get(reason, ())
    return _new(packed >> 23, packed & 0x7FFFFF) or _other(lib, reason)


def _new(lib: int, reason: int) -> tuple[str, ...]:
    """Since 3.0."""
    if lib == _SSL:
        return _ssl(reason, _SSL_REASONS)
    return _unsupported(lib) if reason == _COMMON | _UNSUPPORTED else _other(lib, reason)


def _other(lib: int, reason: int) -> tuple[str, ...]:
    text = _OTHER.get((lib, reason))
    return openssl_reason.decode(text) if text else ()


def _number(code: str) -> int | None:
    plain = code.strip().lower().removeprefix("0x")
    try:
        return int(plain, 16 if len(plain) == 8 or not plain.isdecimal() else 10)
    except ValueError:
        return None


def _ssl(reason: int, reasons: dict[int, str]) -> tuple[str, ...]:
    if reason >= 1000:
        return received(str(reason - 1000))
    text = reasons.get(reason)
    return openssl_reason.decode(text) if text else ()


def _unsupported(lib: int) -> tuple[str, ...]:
    """What `unsupported` is about: an algorithm of a store, or a file that no decoder reads."""
    if lib in {_EVP, _PKCS12}:
        return ("legacy-store",)
    return ("cert-file",) if lib == _DECODER else ()
