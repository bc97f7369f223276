"""OpenSSL's reasons in words, from OpenSSL, BoringSSL and LibreSSL alike.

The code is a stretch of a line around the reason. What stands beside it decides where one reason
means two things: `wrong version number` is plain text from a server to a client, and plain text
from a client to a server; the library's function and its source file tell which end speaks.
Texts from include/openssl/*err.h and ssl/ssl_err.c of OpenSSL 1.0.2, 1.1.1, 3.0 and 3.5.
"""

from __future__ import annotations

import re

# Reasons that mean one thing on either end, or that one end alone can raise.
REASONS: dict[str, tuple[str, ...]] = {
    # The peer's certificate.
    "certificate verify failed": ("verify failed",),
    "certificate verification failed": ("verify failed",),
    "ca md too weak": ("verify weak",),
    "ca key too small": ("verify weak",),
    "ee key too small": ("verify weak",),
    "key size too small": ("verify weak",),
    "invalid digest": ("algorithm-disabled",),
    "digest not allowed": ("algorithm-disabled",),
    "no valid scts": ("verify distrusted",),
    "sct verification failed": ("verify distrusted",),
    "invalid status response": ("verify staple",),
    "server cert changed": ("verify failed", "side client"),
    "key usage bit incorrect": ("verify purpose",),
    "ecc cert not for signing": ("verify purpose",),
    "signature for non signing certificate": ("verify purpose",),
    "wrong certificate type": ("verify purpose",),
    "unknown certificate type": ("verify purpose",),
    "unable to find public key parameters": ("verify failed",),
    "cannot parse leaf cert": ("verify strict",),
    # Version.
    "no protocols available": ("no-version",),
    "no supported versions enabled": ("no-version",),
    "unsupported ssl version": ("no-version",),
    "ssl ctx has no default ssl version": ("no-version",),
    "version too low": ("server-version",),
    "version too high": ("server-version",),
    "wrong ssl version": ("server-version", "side client"),
    "unknown ssl version": ("no-parameters",),
    "inappropriate fallback": ("fallback", "side server"),
    "tls13 downgrade": ("fallback", "side client"),
    "downgrade detected": ("fallback", "side client"),
    "bad tls client version": ("bad-record",),
    # Cipher suite.
    "no shared cipher": ("no-shared-cipher", "side server"),
    "no ciphers available": ("no-cipher",),
    "no ciphers passed": ("no-cipher",),
    "no ciphers specified": ("no-shared-cipher", "side server"),
    "no cipher match": ("no-cipher", "config-error"),
    "library has no ciphers": ("no-cipher",),
    "ssl library has no ciphers": ("no-cipher",),
    "wrong cipher returned": ("no-parameters", "side client"),
    "unknown cipher returned": ("no-parameters", "side client"),
    "handshake failure on client hello": ("alert-received 40", "side client"),
    "unable to find ciphers": ("algorithm-disabled",),
    # Group, key share, Diffie-Hellman.
    "no suitable key share": ("no-shared-group",),
    "no suitable groups": ("no-shared-group",),
    "no shared groups": ("no-shared-group",),
    "no shared group": ("no-shared-group", "side server"),
    "missing supported groups extension": ("no-shared-group", "side server"),
    "unsupported elliptic curve": ("no-shared-group",),
    "wrong curve": ("no-shared-group",),
    "missing key share": ("no-shared-group",),
    "bad key share": ("bad-record",),
    "bad ecpoint": ("bad-record",),
    "dh key too small": ("dh-too-small", "side client"),
    "bad dh p length": ("dh-too-small", "side client"),
    "bad dh value": ("dh-too-small", "side client"),
    "modulus too small": ("dh-too-small", "side client"),
    "missing tmp dh key": ("no-shared-group", "side server"),
    "missing tmp ecdh key": ("no-shared-group", "side server"),
    # Signature algorithm, signature.
    "no suitable signature algorithm": ("no-shared-sigalg",),
    "no shared signature algorithms": ("no-shared-sigalg",),
    "no shared signature algorithm": ("no-shared-sigalg",),
    "no common signature algorithms": ("no-shared-sigalg",),
    "no suitable digest algorithm": ("no-shared-sigalg",),
    "wrong signature type": ("no-shared-sigalg",),
    "missing sigalgs extension": ("no-shared-sigalg", "side server"),
    "legacy sigalg disallowed or unsupported": ("no-shared-sigalg",),
    "bad signature": ("bad-signature",),
    "wrong signature length": ("bad-signature",),
    "wrong signature size": ("bad-signature",),
    "data too large for modulus": ("bad-signature",),
    "padding check failed": ("bad-signature",),
    "block type is not 01": ("bad-signature",),
    "digest too big for rsa key": ("no-shared-sigalg",),
    # Renegotiation, extended master secret, ALPN, PSK, ECH.
    "unsafe legacy renegotiation disabled": ("legacy-renegotiation",),
    "ems not enabled": ("ems-required",),
    "inconsistent extms": ("ems-required",),
    "no application protocol": ("no-alpn", "side server"),
    "invalid alpn protocol": ("no-alpn",),
    "negotiated alps without alpn": ("no-alpn",),
    "psk identity not found": ("psk-unknown",),
    "bad psk identity": ("psk-unknown",),
    "bad psk": ("psk-unknown",),
    "psk no client cb": ("psk-unknown", "side client"),
    "psk no server cb": ("psk-unknown", "side server"),
    "binder does not verify": ("psk-unknown", "side server"),
    "ech rejected": ("ech-failed", "side client"),
    "inconsistent ech negotiation": ("ech-failed",),
    # What was received is no TLS.
    "http request": ("plain-received http", "side server"),
    "https proxy request": ("plain-received connect", "side server"),
    # Server name.
    "callback failed": ("sni-unknown", "side server"),
    "clienthello tlsext": ("sni-unknown", "side server"),
    "cert cb error": ("no-certificate",),
    "connection rejected": ("sni-unknown", "side server"),
    # Client certificate.
    "peer did not return a certificate": ("client-cert-absent", "side server"),
    "no certificates returned": ("client-cert-absent", "side server"),
    "tls peer did not respond with certificate list": ("client-cert-absent", "side server"),
    "extension not received": ("late-auth", "side server"),
    "no renegotiation": ("late-auth",),
    "session id context uninitialized": ("config-error", "side server"),
    # Ends and broken records.
    "unexpected eof while reading": ("eof",),
    "ssl handshake failure": ("eof",),
    "protocol is shutdown": ("eof",),
    "shutdown while in init": ("eof",),
    "application data on shutdown": ("eof",),
    "read timeout expired": ("handshake-timeout",),
    "decryption failed or bad record mac": ("bad-record",),
    "decryption failed": ("bad-record",),
    "block cipher pad is wrong": ("bad-record",),
    "digest check failed": ("bad-record",),
    "encrypted length too long": ("bad-record",),
    "data length too long": ("bad-record",),
    "record length mismatch": ("bad-record",),
    "record too small": ("bad-record",),
    "length mismatch": ("bad-record",),
    "length too short": ("bad-record",),
    "bad packet length": ("bad-record",),
    "decode error": ("bad-record",),
    "error parsing extension": ("bad-record",),
    "bad extension": ("bad-record",),
    "unsolicited extension": ("bad-record",),
    "unexpected extension": ("bad-record",),
    "parse tlsext": ("bad-record",),
    "serverhello tlsext": ("bad-record", "side client"),
    "missing extension": ("bad-record",),
    "excessive message size": ("bad-record",),
    "ccs received early": ("alert-sent 10",),
    "unexpected ccs message": ("alert-sent 10",),
    "unexpected message": ("alert-sent 10",),
    "unexpected record": ("alert-sent 10",),
    "app data in handshake": ("alert-sent 10",),
    "got a fin before a ccs": ("alert-sent 10",),
    # Own certificate, key and files.
    "key values mismatch": ("key-mismatch",),
    "key type mismatch": ("key-mismatch",),
    "private key mismatch": ("key-mismatch",),
    "certificate and private key mismatch": ("key-mismatch",),
    "no certificate assigned": ("no-certificate",),
    "no certificate set": ("no-certificate",),
    "no private key assigned": ("cert-file",),
    "no start line": ("cert-file",),
    "bad end line": ("cert-file",),
    "bad base64 decode": ("cert-file",),
    "base64 decode error": ("cert-file",),
    "bad password read": ("cert-file",),
    "problems getting password": ("cert-file",),
    "bad decrypt": ("cert-file", "client-key"),
    "error converting private key": ("cert-file",),
    "unsupported private key algorithm": ("cert-file",),
    "public key decode error": ("cert-file",),
    "expecting an rsa key": ("cert-file",),
    "expecting an ec key": ("cert-file",),
    "wrong tag": ("cert-file",),
    "nested asn1 error": ("cert-file",),
    "header too long": ("cert-file",),
    "not enough data": ("cert-file",),
    "pem lib": ("cert-file",),
    "asn1 lib": ("cert-file",),
    "bad ssl filetype": ("cert-file",),
    "no certificate or crl found": ("ca-file",),
    "no certificate found": ("ca-file",),
    "mac verify failure": ("client-key",),
    "mac absent": ("client-key",),
    "error verifying pkcs12 mac": ("client-key",),
    "pkcs12 cipherfinal error": ("client-key",),
    "unknown digest algorithm": ("legacy-store",),
    "unknown pbe algorithm": ("legacy-store",),
    # Settings.
    "unknown cmd name": ("config-error",),
    "bad value": ("config-error",),
    "ssl section not found": ("config-error",),
    "ssl section empty": ("config-error",),
    "ssl command section not found": ("config-error",),
    "openssl conf references missing section": ("config-error",),
    "missing equal sign": ("config-error",),
    "missing close square bracket": ("config-error",),
    "module initialization error": ("config-error",),
    "error loading dso": ("config-error",),
    "invalid configuration name": ("config-error",),
}

# Reasons that mean another thing on each end: keys of a client, keys of a server.
BY_SIDE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "wrong version number": (("not-tls",), ("plain-received",)),
    "unknown protocol": (("not-tls",), ("plain-received",)),
    "packet length too long": (("not-tls",), ("plain-received",)),
    "bad record type": (("not-tls",), ("plain-received",)),
    "bad protocol version number": (("not-tls",), ("plain-received",)),
    "unsupported protocol": (("server-version",), ("client-version",)),
}

# Functions that read the other end's messages, and words of programs that name their part. A
# function that constructs or sends a message is of the end that the message is named after.
_SERVER = (
    r"(?:get|process)_client_(?:hello|certificate|key_exchange)|(?:construct|send)_server_"
    r"|process_cke_|ssl(?:23|3)?_accept|st_accept|accept_s[rw]_|srvr\.c|handshake_server\.cc"
    r"|handshaking, client|error in handshake \(server"
    r"|accept(?:ing)? (?:an? |the )?(?:new |client |incoming )?(?:ssl|tls|client|connection)"
)
_CLIENT = (
    r"(?:get|process)_server_|(?:get|process)_key_exchange|(?:construct|send)_client_"
    r"|process_ske_|ssl(?:23|3)_client_hello|ssl(?:23|3)?_connect|st_connect|connect_c[rw]_"
    r"|clnt\.c|handshake_client\.cc|to upstream|choose_client_version"
)
# Behind it a reason's words are an alert's.
_ALERT = r"(?:alert|sslv3|tlsv1|tlsv13)[ :]*$"


def side(line: str) -> str:
    """Which end speaks by the names of functions and files beside it: empty when none tells."""
    lower = line.lower()
    if re.search(_SERVER, lower):
        return "server"
    return "client" if re.search(_CLIENT, lower) else ""


def _begins(line: str, reason: str) -> bool:
    """Whether the reason stands at its beginning, and no word of a longer one behind it."""
    return line.startswith(reason) and not line[len(reason) :].lstrip()[:1].isalpha()


def decode(code: str) -> tuple[str, ...]:
    """Keys of the longest known reason in `code`, and `side` where it is told."""
    lower = code.lower()
    plain = " ".join(lower.replace("_", " ").split())
    by_side = [text for text in BY_SIDE if text in plain]
    end = side(code)
    sides = (f"side {end}",) if end else ()
    if by_side:
        if re.search(r"cl(?:ie)?nt_hello(?:_c)?:wrong version number", lower):
            # OpenSSL 0.9.8 to 1.0.2, LibreSSL: the hello's own version, not the record's.
            return ("client-version", *sides)
        client, server = BY_SIDE[max(by_side, key=len)]
        return (*(server if end == "server" else client), *sides)
    # A program may go on behind the reason: ` - 156` of Puma, a time stamp of the next line.
    last = plain.rpartition(":")[2].lstrip()
    found = [text for text in REASONS if plain.endswith(text) or _begins(last, text)]
    if not found:
        return ()
    reason = max(found, key=len)
    if re.search(_ALERT, plain.removesuffix(reason)):
        return ()
    keys = REASONS[reason]
    return keys if any(key.startswith("side") for key in keys) else (*keys, *sides)
