"""GnuTLS: the library of apt, wget and git on Debian, of Exim, libvirt, rsyslog, Emacs, lftp."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.decoders.gnutls import ROWS
from tlswhy.products.saying import Saying

_CONNECT = "gnutls-cli -p {port} {host}"

# Texts that say nothing of TLS by themselves.
_PLAIN = {-32, -34, -49, -55, -64, -109, -207, -303, -319, -328, -409}

# Sentences of lib/x509/verify.c and gnutls_certificate_verification_status_print: what follows
# `The certificate is NOT trusted.`
_SENTENCES: tuple[tuple[str, str], ...] = (
    ("The certificate chain is revoked.", "revoked"),
    ("The certificate issuer is unknown.", "issuer-unknown"),
    ("The certificate issuer is not a CA.", "issuer-unknown"),
    ("The certificate chain uses insecure algorithm.", "weak"),
    ("The certificate chain uses not yet valid certificate.", "not-yet-valid"),
    ("The certificate chain uses expired certificate.", "expired"),
    ("The signature in the certificate is invalid.", "signature"),
    ("The revocation or OCSP data are old and have been superseded.", "staple"),
    ("The revocation or OCSP data are issued with a future date.", "revocation-unknown"),
    ("The certificate chain violates the signer's constraints.", "name-constraints"),
    ("The certificate doesn't match the local copy (TOFU).", "pin"),
    ("The certificate chain does not match the intended purpose.", "purpose"),
    ("The certificate requires the server to include an OCSP status in its response", "staple"),
    ("The received OCSP status response is invalid.", "staple"),
    ("The certificate contains an unknown critical extension.", "strict"),
    ("The certificate's owner does not match hostname", "name"),
    ("The name in the certificate does not match the expected", "name"),
    ("The certificate is NOT trusted", "failed"),
)

# lib/alert.c, as clients print them behind a failed call.
_ALERT_NAMES = (
    r"Unexpected message|Bad record MAC|Record overflow|Handshake failed|Certificate is bad"
    r"|Certificate is not supported|Certificate was revoked|Certificate is expired"
    r"|Unknown certificate|Illegal parameter|CA is unknown|Access was denied|Decode error"
    r"|Decrypt error|Error in protocol version|Insufficient security|Internal error"
    r"|Inappropriate fallback|User canceled|No renegotiation is allowed"
    r"|An extension was expected but was not seen|An unsupported extension was sent"
    r"|The server name sent was not recognized|The SRP/PSK username is missing or not known"
    r"|Certificate is required|No supported application protocol could be negotiated"
)


def _behind(words: str, example: str, source: str) -> Saying:
    return Saying(
        words,
        (),
        example,
        source,
        pattern=rf"{words.replace('(', '[(]').replace(')', '[)]')}\W{{0,4}}(?P<code>{_ALERT_NAMES})",
        decode="alert",
    )


PRODUCT = Product(
    name="GnuTLS",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe("For one command.", (f"{_CONNECT} --x509cafile={{ca}}.pem",)),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "Certificate with its intermediates, and key.",
            (f"{_CONNECT} \\", "  --x509certfile=client.pem --x509keyfile=client.key"),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "A priority string; programs have a setting for it.",
            (f'{_CONNECT} --priority "NORMAL:+VERS-TLS1.1:+VERS-TLS1.0"',),
        ),
        Remedy.ALLOW_LEGACY_RENEGOTIATION: Recipe(
            "A priority string; programs have a setting for it.",
            (f'{_CONNECT} --priority "NORMAL:%UNSAFE_RENEGOTIATION"',),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "Without the system's own limits.",
            ("export GNUTLS_SYSTEM_PRIORITY_FILE=/dev/null", f"{_CONNECT} --priority NORMAL"),
        ),
    },
    sayings=(
        Saying(
            "Received record packet of unknown type",
            (),
            "<1> Received record packet of unknown type 72",
            "lib/record.c, 2.12 to 3.8",
            pattern=r"packet of unknown type (?P<code>\d{1,3})",
            decode="first_byte",
        ),
        *(
            Saying(
                text,
                keys,
                f"*** Fatal error: {text.removesuffix('.')}.",
                "lib/errors.c, 3.7",
                certain=number not in _PLAIN,
            )
            for number, _, text, keys in ROWS
        ),
        *(
            Saying(
                text,
                (f"verify {value}",),
                f"Status: The certificate is NOT trusted. {text}",
                "lib/cert-session.c, 3.7",
            )
            for text, value in _SENTENCES
        ),
        Saying(
            "*** Received alert [",
            (),
            "*** Received alert [40]: Handshake failed",
            "src/cli.c: check_alert",
            pattern=r"\*\*\* Received alert \[(?P<code>\d{1,3})\]",
            decode="alert",
        ),
        Saying(
            ": Alert[",
            (),
            "REC[0x55d8c4f1a2b0]: Alert[2|40] - Handshake failed - was received",
            "lib/record.c, at debug level",
            pattern=r": Alert\[2\|(?P<code>\d{1,3})\] - .{3,60}? - was received",
            decode="alert",
        ),
        Saying(
            "GnuTLS: received alert [",
            ("side client",),
            "GnuTLS: received alert [40]: Handshake failed",
            "wget src/gnutls.c",
            pattern=r"GnuTLS: received alert \[(?P<code>\d{1,3})\]",
            decode="alert",
        ),
        Saying(
            "A TLS fatal alert has been received",
            ("handshake-failed",),
            "gnutls_handshake() failed: A TLS fatal alert has been received.",
            "lib/errors.c",
            pattern=rf"A TLS fatal alert has been received(?!\W{{0,12}}(?:{_ALERT_NAMES}|Received alert))",
        ),
        _behind(
            "A TLS fatal alert has been received",
            "Could not handshake: A TLS fatal alert has been received.: Handshake failed",
            "lib/errors.c and lib/alert.c",
        ),
        _behind(
            "gnutls_handshake() failed:",
            "curl: (35) gnutls_handshake() failed: The server name sent was not recognized",
            "curl lib/vtls/gtls.c",
        ),
        Saying(
            "GnuTLS error",
            (),
            "TLS negotiation: GnuTLS error: -43",
            "lftp src/lftp_ssl.cc, FileZilla",
            pattern=r"GnuTLS error:? (?P<code>-\d{1,4})\b",
            decode="gnutls",
        ),
        Saying(
            "GNUTLS_E_",
            (),
            "tls_handshake failed: GNUTLS_E_PREMATURE_TERMINATION",
            "include/gnutls/gnutls.h",
            pattern=r"(?P<code>GNUTLS_E_[A-Z0-9_]{3,50})",
            decode="gnutls",
        ),
        Saying(
            "gnutls_handshake",
            (),
            "gnutls_handshake returned -110",
            "programs that print the number",
            pattern=r"gnutls_handshake.{0,60}?(?P<code>-\d{2,3})\b",
            decode="gnutls",
        ),
        Saying(
            "*** PKI verification of server certificate failed",
            ("verify failed", "side client"),
            "*** PKI verification of server certificate failed...",
            "src/cli.c",
        ),
        Saying(
            "*** DANE verification error",
            ("verify pin", "side client"),
            "*** DANE verification error: Verification failed. The certificate differs.",
            "src/cli.c",
        ),
        Saying(
            "*** Error loading cert file",
            ("client-key",),
            "*** Error loading cert file.",
            "src/cli.c: load_keys",
        ),
        Saying(
            "*** Error loading key file",
            ("client-key",),
            "*** Error loading key file.",
            "src/cli.c: load_keys",
        ),
        Saying(
            "Peer did not send any certificate",
            ("client-cert-absent", "side server"),
            "- Peer did not send any certificate.",
            "src/common.c, gnutls-serv",
            certain=False,
        ),
    ),
)
