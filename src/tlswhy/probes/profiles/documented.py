"""Clients that nobody could let loose here, from what is written about their defaults."""

from __future__ import annotations

from msgspec import structs

from tlswhy.probes import offers
from tlswhy.probes.offers import TLS10, TLS11, TLS12, TLS13
from tlswhy.probes.profiles.recorded import RECORDED
from tlswhy.probes.profiles.shape import Hello, Recording

P256, P384, P521 = 23, 24, 25
FFDHE = (256, 257, 258, 259, 260)


def _recorded(name: str, version: str) -> Hello:
    return next(r.hello for r in RECORDED if (r.name, r.version) == (name, version))


_JAVA_11 = _recorded("java", "11.0.13")
_GO_119 = _recorded("go", "1.19.8")
_GO_124 = _recorded("go", "1.24.11")
_OPENSSL_30 = _recorded("openssl", "3.0.19")

# JDK 7 and 8 before 8u291: SupportedEllipticCurvesExtension, NIST's first.
_JAVA_CURVES = (
    *(23, 1, 3, 19, 21, 6, 7, 9, 10, 24, 11, 12, 25, 13, 14),
    *(15, 16, 17, 2, 18, 4, 5, 20, 8, 22),
)
_JAVA_7 = Hello(
    versions=(TLS10,),
    suites=(
        *(0xC00A, 0xC014, 0xC009, 0xC013, 0x0039, 0x0038, 0x0033, 0x0032),
        *(0xC005, 0xC00F, 0xC004, 0xC00E, 0x0035, 0x002F),
        *(0xC008, 0xC012, 0x0016, 0x0013, 0xC003, 0xC00D, 0x000A, 0x00FF),
    ),
    groups=_JAVA_CURVES,
)
_JAVA_8 = Hello(
    versions=(TLS12, TLS11, TLS10),
    suites=(
        *(0xC023, 0xC027, 0x003C, 0xC025, 0xC029, 0x0067, 0x0040),
        *(0xC009, 0xC013, 0x002F, 0xC004, 0xC00E, 0x0033, 0x0032),
        *(0xC02B, 0xC02F, 0x009C, 0xC02D, 0xC031, 0x009E, 0x00A2),
        *(0xC008, 0xC012, 0x000A, 0xC003, 0xC00D, 0x0016, 0x0013, 0x00FF),
    ),
    groups=_JAVA_CURVES,
    schemes=(
        *(0x0603, 0x0601, 0x0503, 0x0501, 0x0403, 0x0401, 0x0402, 0x0303, 0x0301, 0x0302),
        *(0x0203, 0x0201, 0x0202),
    ),
)
_JAVA_8U341 = structs.replace(
    _JAVA_11, groups=(P256, P384, P521, *FFDHE), shares=(P256,), extensions=()
)
_JAVA_8U291 = structs.replace(
    _JAVA_8U341,
    versions=(TLS12,),
    suites=tuple(s for s in _JAVA_11.suites if s not in offers.TLS13_SUITES),
    shares=(),
)

_SCHANNEL_10 = (
    *(0xC014, 0xC013, 0x0035, 0x002F, 0xC00A, 0xC009, 0x0038, 0x0032),
    *(0x000A, 0x0013, 0x0005, 0x0004),
)
_WINDOWS_2012 = Hello(
    versions=(TLS12, TLS11, TLS10),
    suites=(
        *(0xC028, 0xC027, 0xC014, 0xC013, 0x009F, 0x009E, 0x009D, 0x009C),
        *(0x003D, 0x003C, 0x0035, 0x002F, 0xC02C, 0xC02B, 0xC024, 0xC023),
        *(0xC00A, 0xC009, 0x006A, 0x0040, 0x0038, 0x0032, 0x000A, 0x0013, 0x0005, 0x0004),
    ),
    groups=(P256, P384),
    schemes=(0x0401, 0x0501, 0x0201, 0x0403, 0x0503, 0x0203, 0x0202),
)
_ANDROID_7 = Hello(
    versions=(TLS12, TLS11, TLS10),
    suites=(
        *(0xCCA9, 0xCCA8, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xC009, 0xC013, 0xC00A, 0xC014),
        *(0x009C, 0x009D, 0x002F, 0x0035),
    ),
    groups=(P256,),
    schemes=(0x0601, 0x0603, 0x0501, 0x0503, 0x0401, 0x0403, 0x0301, 0x0303, 0x0201, 0x0203),
    alpn=("h2", "http/1.1"),
)
_RHEL_9 = structs.replace(
    _OPENSSL_30,
    versions=(TLS13, TLS12),
    groups=(29, P256, 30, P521, P384, *FFDHE),
    schemes=offers.MODERN_SCHEMES,
)
# Without RSA key exchange, ChaCha20, X25519, X448 and EdDSA, none of which FIPS 140-3 allows.
_RHEL_9_FIPS = structs.replace(
    _RHEL_9,
    suites=(
        *(0x1302, 0x1301, 0x1304, 0xC02C, 0xC030, 0xC0AD, 0xC02B, 0xC02F, 0xC0AC),
        *(0x009F, 0xC09F, 0x009E, 0xC09E, 0x00FF),
    ),
    groups=(P256, P521, P384, *FFDHE),
    shares=(P256,),
    schemes=(
        *(0x0403, 0x0503, 0x0603, 0x0809, 0x080A, 0x080B, 0x0804, 0x0805, 0x0806),
        *(0x0401, 0x0501, 0x0601),
    ),
)

DOCUMENTED = (
    Recording(
        "java",
        "7",
        "OpenJDK 7u, sun/security/ssl/CipherSuite.java and ProtocolVersion.java: TLS 1.0 alone",
        _JAVA_7,
    ),
    Recording(
        "java",
        "8u31",
        "JDK 8 JSSE Reference Guide, default enabled suites with the limited policy files",
        _JAVA_8,
    ),
    Recording(
        "java",
        "8u291",
        "release notes of 8u261 (the JSSE of JDK 11) and 8u291 (TLS 1.0 and 1.1 off)",
        _JAVA_8U291,
    ),
    Recording("java", "8u341", "release notes of 8u341: TLS 1.3 on for clients", _JAVA_8U341),
    Recording(
        "go",
        "1.17",
        "release notes of Go 1.17 and 1.18: the hello of 1.19, with TLS 1.1 and 1.0",
        structs.replace(_GO_119, versions=(TLS13, TLS12, TLS11, TLS10)),
    ),
    Recording(
        "grpc-go",
        "1.67",
        "release notes of grpc-go 1.67.0: ALPN is enforced; the hello is that of Go 1.24",
        structs.replace(_GO_124, alpn=("h2",)),
    ),
    Recording(
        "windows",
        "2012",
        "Microsoft, TLS Cipher Suites in Windows 8.1 (Server 2012 R2, with update 2919355)",
        _WINDOWS_2012,
    ),
    Recording(
        "dotnet-framework",
        "4.5",
        "Microsoft, TLS best practices with the .NET Framework: TLS 1.0 without SchUseStrongCrypto",
        structs.replace(_WINDOWS_2012, versions=(TLS10,), suites=_SCHANNEL_10, schemes=()),
    ),
    Recording(
        "android",
        "7.0",
        "Android's SSLSocket reference (API level 24); P-256 is the one group of 7.0",
        _ANDROID_7,
    ),
    Recording(
        "rhel",
        "9",
        "crypto-policies(7) of RHEL 9, policy DEFAULT; else the hello of OpenSSL 3.0",
        _RHEL_9,
    ),
    Recording(
        "rhel-fips",
        "9.2",
        "crypto-policies(7) of RHEL 9, policy FIPS; release notes of RHEL 9.2: EMS is enforced",
        _RHEL_9_FIPS,
    ),
)
