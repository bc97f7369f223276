"""OpenSSL 3: its command line, and the settings that every program linked with it reads."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_CONNECT = "openssl s_client -connect {host}:{port} -servername {name}"


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


PRODUCT = Product(
    name="OpenSSL",
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
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "And no MaxProtocol below it.", _settings("MinProtocol = TLSv1.2")
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "TLS 1.0 and 1.1 work at security level 0 only.",
            _settings("MinProtocol = TLSv1", "CipherString = DEFAULT:@SECLEVEL=0"),
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
                '  -subj "/CN={name}" -addext "subjectAltName=DNS:{name}" -out leaf.csr',
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
                '  -subj "/CN={name}" -addext "subjectAltName=DNS:{name}" -out leaf.csr',
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
)
