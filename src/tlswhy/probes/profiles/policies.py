"""What clients refuse in an answer: their own policy, by name and the version it begins with.

A hello does not show it. Sources: SSL_CTX_set_security_level(3) of OpenSSL, `java.security` of each
JDK, Go's release notes and GODEBUG page, GnuTLS's priority strings and mozilla::pkix. What OpenSSL
3.0, GnuTLS, Node, Java 11 to 21 and Go say of 1024 bits was seen with servers that have them.
"""

from __future__ import annotations

from msgspec import structs

from tlswhy.model.facts.context import ClientPolicy
from tlswhy.probes.offers import TLS10, TLS11, TLS12, TLS13

MODERN = (TLS13, TLS12)
ALL = (TLS13, TLS12, TLS11, TLS10)
OLD = (TLS12, TLS11, TLS10)
MD = ("md2", "md5")
SHA1 = (*MD, "sha1")


def _openssl3(level: int, versions: tuple[int, ...]) -> ClientPolicy:
    """OpenSSL 3 at a security level. DHE primes under 1024 bits are refused at any.

    From level 1 on SHA-1 counts for 63 bits of security, so nothing may be signed with it.
    """
    rsa = (0, 1024, 2048, 3072)[level]
    return ClientPolicy(
        name=f"OpenSSL's security level {level}",
        versions=versions,
        rsa_bits=rsa,
        ec_bits=(0, 160, 224, 256)[level],
        dh_bits=max(rsa, 1024),
        digests=((), SHA1, SHA1, (*SHA1, "sha224"))[level],
        handshake_sha2=level > 0,
        secure_renegotiation=True,
    )


def _unverified(policy: ClientPolicy) -> ClientPolicy:
    """Of a proxy that looks at no certificate unless it is told to."""
    return structs.replace(policy, verifies=False)


# 1.0.2f and newer want 1024 bits for DHE, and look at no key or digest in certificates.
OPENSSL_102 = ClientPolicy(name="OpenSSL 1.0.2's defaults", versions=OLD, dh_bits=1024)
OPENSSL_111 = ClientPolicy(
    name="OpenSSL 1.1.1's security level 1",
    versions=ALL,
    rsa_bits=1024,
    ec_bits=160,
    dh_bits=1024,
    digests=MD,
)
# Debian compiles 3.0 with level 2, upstream does so since 3.2. There TLS 1.0 and 1.1 can still be
# offered in 3.0, and no longer in 3.2.
OPENSSL_30 = _openssl3(2, ALL)
OPENSSL_35 = _openssl3(2, MODERN)
GNUTLS = ClientPolicy(
    name="GnuTLS's NORMAL", versions=ALL, rsa_bits=1024, ec_bits=160, dh_bits=1008, digests=SHA1
)


def _java(
    versions: tuple[int, ...],
    *,
    digests: tuple[str, ...] = MD,
    public: tuple[str, ...] = (),
    rsa: int = 1024,
    dh: int = 1024,
) -> ClientPolicy:
    return ClientPolicy(
        name="disabledAlgorithms of java.security",
        versions=versions,
        rsa_bits=rsa,
        ec_bits=224,
        dh_bits=dh,
        digests=digests,
        public_digests=public,
        san=False,
        client="java",
    )


def _go(versions: tuple[int, ...], *, digests: tuple[str, ...], rsa: int = 0) -> ClientPolicy:
    """Go has no DHE, and since 1.15 it reads no name from a CN."""
    return ClientPolicy(
        name="crypto/tls",
        versions=versions,
        digests=digests,
        rsa_bits=rsa,
        san=True,
        client="go",
        takes=("negative-serial",),
    )


GO = _go(ALL, digests=SHA1)  # 1.18: SHA-1 in certificates is refused
GO_124 = structs.replace(_go(ALL, digests=SHA1, rsa=1024), takes=())
BROWSER = ClientPolicy(
    name="a browser's policy",
    versions=MODERN,
    rsa_bits=1024,
    ec_bits=256,
    dh_bits=1023,
    digests=SHA1,
    san=True,
)
ENVOY = ClientPolicy(name="Envoy's defaults", versions=ALL)
SCHANNEL = ClientPolicy(name="Schannel's defaults", versions=OLD, rsa_bits=1024, dh_bits=1024)

POLICIES: dict[str, tuple[tuple[str, ClientPolicy], ...]] = {
    "openssl": (
        ("1.0.2", OPENSSL_102),
        ("1.1.1", OPENSSL_111),
        ("3.0", OPENSSL_30),
        ("3.2", OPENSSL_35),
    ),
    **{f"openssl-seclevel{level}": (("3.0", _openssl3(level, ALL)),) for level in (0, 1, 3)},
    "curl": (("7.88", OPENSSL_30),),
    "python": (
        ("3.11", OPENSSL_30),
        # create_default_context() sets VERIFY_X509_STRICT since then.
        ("3.13", structs.replace(OPENSSL_30, client="python")),
    ),
    # Node's own build of OpenSSL 3.0 has level 1, which 24 raises.
    "node": (
        ("8", OPENSSL_102),
        ("12", OPENSSL_111),
        ("18", _openssl3(1, ALL)),
        ("24", OPENSSL_35),
    ),
    "gnutls": (("3.7", GNUTLS),),
    "git": (("2.39", GNUTLS),),
    "wget": (("1.21", GNUTLS),),
    "java": (
        ("7", _java(OLD, rsa=1024, dh=768)),
        ("8u31", _java(OLD, public=("sha1",))),
        ("8u291", _java(MODERN, public=("sha1",))),
    ),
    "go": (("1.17", _go(ALL, digests=MD)), ("1.18", GO), ("1.24", GO_124)),
    "grpc-go": (("1.67", structs.replace(GO_124, name="grpc-go's ALPN rule", alpn=True)),),
    "chromium": (("150", structs.replace(BROWSER, client="chromium")),),
    "firefox": (("150", BROWSER),),
    "nginx": (("1.22", _unverified(OPENSSL_30)), ("1.26", _unverified(OPENSSL_35))),
    "haproxy": (("2.6", _unverified(OPENSSL_30)), ("3.0", _unverified(OPENSSL_35))),
    "apache": (("2.4", _unverified(OPENSSL_35)), ("2.4.71", _unverified(OPENSSL_30))),
    "stunnel": (("5.68", _unverified(OPENSSL_30)), ("5.74", _unverified(OPENSSL_35))),
    "squid": (("5.7", OPENSSL_30), ("6.13", OPENSSL_35)),
    "caddy": (("2.6", GO), ("2.11", GO_124)),
    "envoy": (("1.40", _unverified(ENVOY)),),
    "android": (("7.0", ClientPolicy(name="Android's defaults", versions=OLD, rsa_bits=1024)),),
    "windows": (("2012", SCHANNEL),),
    "dotnet-framework": (("4.5", SCHANNEL),),
    "rhel": (
        ("9", structs.replace(_openssl3(2, MODERN), name="the crypto-policy DEFAULT of RHEL 9")),
    ),
    "rhel-fips": (
        (
            "9.2",
            structs.replace(
                _openssl3(2, MODERN), name="FIPS mode of RHEL 9", extended_master_secret=True
            ),
        ),
    ),
}
