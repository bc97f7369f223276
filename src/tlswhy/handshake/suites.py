"""The cipher suites this client can compute, by their numbers in IANA's registry.

RFC 5246 appendix A.5, RFC 5288, 5289, 6655, 7251, 7905 and RFC 8446 appendix B.4.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Kx(StrEnum):
    """How the premaster secret comes about; `ANY` is TLS 1.3, where the suite does not say."""

    RSA = "RSA"
    DHE = "DHE"
    ECDHE = "ECDHE"
    ANY = "any"


class Mode(StrEnum):
    """How a record is protected."""

    GCM = "GCM"
    CCM = "CCM"
    CCM_8 = "CCM_8"
    CHACHA = "POLY1305"
    CBC = "CBC"
    STREAM = "stream"


class Cipher(Struct, frozen=True):
    """A record cipher.

    algorithm: AES, Camellia, TripleDES, ARC4, ChaCha20 or NULL. key: size of its key in bytes.
    block: size of a block in bytes, for CBC alone.
    """

    mode: Mode
    algorithm: str
    key: int
    block: int = 0

    @property
    def tag(self) -> int:
        """Size of an AEAD's tag in bytes."""
        return 8 if self.mode is Mode.CCM_8 else 16


class Suite(Struct, frozen=True):
    """What a cipher suite consists of.

    hash: for an AEAD the hash of the PRF or of HKDF, else that of the HMAC on records.
    anonymous: the server shows no certificate and signs nothing.
    """

    number: int
    kx: Kx
    cipher: Cipher
    hash: str
    anonymous: bool = False

    @property
    def is_aead(self) -> bool:
        """Whether the cipher authenticates by itself."""
        return self.cipher.mode not in (Mode.CBC, Mode.STREAM)

    def prf_hash(self, version: int) -> str:
        """The hash of the PRF in that version, and of the transcript (RFC 5246 section 5)."""
        if version < 0x0303:
            return "md5sha1"
        return self.hash if self.is_aead or self.hash == "sha384" else "sha256"

    def fits(self, version: int) -> bool:
        """Whether that version has this suite.

        AEADs and HMACs with SHA-2 came with TLS 1.2, and TLS 1.3 has suites of its own.
        """
        if self.kx is Kx.ANY or version >= 0x0304:
            return self.kx is Kx.ANY and version >= 0x0304
        return version >= 0x0303 or self.hash in ("md5", "sha1")


_AES_128 = Cipher(Mode.CBC, "AES", 16, 16)
_AES_256 = Cipher(Mode.CBC, "AES", 32, 16)
_3DES = Cipher(Mode.CBC, "TripleDES", 24, 8)
_CAMELLIA_128 = Cipher(Mode.CBC, "Camellia", 16, 16)
_CAMELLIA_256 = Cipher(Mode.CBC, "Camellia", 32, 16)
_RC4 = Cipher(Mode.STREAM, "ARC4", 16)
_NULL = Cipher(Mode.STREAM, "NULL", 0)
_AES_128_GCM = Cipher(Mode.GCM, "AES", 16)
_AES_256_GCM = Cipher(Mode.GCM, "AES", 32)
_AES_128_CCM = Cipher(Mode.CCM, "AES", 16)
_AES_256_CCM = Cipher(Mode.CCM, "AES", 32)
_AES_128_CCM_8 = Cipher(Mode.CCM_8, "AES", 16)
_AES_256_CCM_8 = Cipher(Mode.CCM_8, "AES", 32)
_CHACHA = Cipher(Mode.CHACHA, "ChaCha20", 32)

# For each cipher and hash: the suites with key exchange RSA, DHE, ECDHE and TLS 1.3's, and the
# anonymous ones with DHE and ECDHE.
_ROWS: tuple[tuple[Cipher, str, dict[Kx, tuple[int, ...]], dict[Kx, tuple[int, ...]]], ...] = (
    (_NULL, "md5", {Kx.RSA: (0x0001,)}, {}),
    (_NULL, "sha1", {Kx.RSA: (0x0002,), Kx.ECDHE: (0xC006, 0xC010)}, {Kx.ECDHE: (0xC015,)}),
    (_NULL, "sha256", {Kx.RSA: (0x003B,)}, {}),
    (_RC4, "md5", {Kx.RSA: (0x0004,)}, {Kx.DHE: (0x0018,)}),
    (_RC4, "sha1", {Kx.RSA: (0x0005,), Kx.ECDHE: (0xC007, 0xC011)}, {Kx.ECDHE: (0xC016,)}),
    (
        _3DES,
        "sha1",
        {Kx.RSA: (0x000A,), Kx.DHE: (0x0013, 0x0016), Kx.ECDHE: (0xC008, 0xC012)},
        {Kx.DHE: (0x001B,), Kx.ECDHE: (0xC017,)},
    ),
    (
        _AES_128,
        "sha1",
        {Kx.RSA: (0x002F,), Kx.DHE: (0x0032, 0x0033), Kx.ECDHE: (0xC009, 0xC013)},
        {Kx.DHE: (0x0034,), Kx.ECDHE: (0xC018,)},
    ),
    (
        _AES_256,
        "sha1",
        {Kx.RSA: (0x0035,), Kx.DHE: (0x0038, 0x0039), Kx.ECDHE: (0xC00A, 0xC014)},
        {Kx.DHE: (0x003A,), Kx.ECDHE: (0xC019,)},
    ),
    (
        _AES_128,
        "sha256",
        {Kx.RSA: (0x003C,), Kx.DHE: (0x0040, 0x0067), Kx.ECDHE: (0xC023, 0xC027)},
        {Kx.DHE: (0x006C,)},
    ),
    (
        _AES_256,
        "sha256",
        {Kx.RSA: (0x003D,), Kx.DHE: (0x006A, 0x006B)},
        {Kx.DHE: (0x006D,)},
    ),
    (_AES_256, "sha384", {Kx.ECDHE: (0xC024, 0xC028)}, {}),
    (_CAMELLIA_128, "sha1", {Kx.RSA: (0x0041,), Kx.DHE: (0x0044, 0x0045)}, {Kx.DHE: (0x0046,)}),
    (_CAMELLIA_256, "sha1", {Kx.RSA: (0x0084,), Kx.DHE: (0x0087, 0x0088)}, {Kx.DHE: (0x0089,)}),
    (
        _CAMELLIA_128,
        "sha256",
        {Kx.RSA: (0x00BA,), Kx.DHE: (0x00BD, 0x00BE), Kx.ECDHE: (0xC072, 0xC076)},
        {Kx.DHE: (0x00BF,)},
    ),
    (
        _CAMELLIA_256,
        "sha256",
        {Kx.RSA: (0x00C0,), Kx.DHE: (0x00C3, 0x00C4)},
        {Kx.DHE: (0x00C5,)},
    ),
    (_CAMELLIA_256, "sha384", {Kx.ECDHE: (0xC073, 0xC077)}, {}),
    (
        _AES_128_GCM,
        "sha256",
        {
            Kx.RSA: (0x009C,),
            Kx.DHE: (0x009E, 0x00A2),
            Kx.ECDHE: (0xC02B, 0xC02F),
            Kx.ANY: (0x1301,),
        },
        {Kx.DHE: (0x00A6,)},
    ),
    (
        _AES_256_GCM,
        "sha384",
        {
            Kx.RSA: (0x009D,),
            Kx.DHE: (0x009F, 0x00A3),
            Kx.ECDHE: (0xC02C, 0xC030),
            Kx.ANY: (0x1302,),
        },
        {Kx.DHE: (0x00A7,)},
    ),
    (
        _CHACHA,
        "sha256",
        {Kx.DHE: (0xCCAA,), Kx.ECDHE: (0xCCA8, 0xCCA9), Kx.ANY: (0x1303,)},
        {},
    ),
    (
        _AES_128_CCM,
        "sha256",
        {Kx.RSA: (0xC09C,), Kx.DHE: (0xC09E,), Kx.ECDHE: (0xC0AC,), Kx.ANY: (0x1304,)},
        {},
    ),
    (_AES_256_CCM, "sha256", {Kx.RSA: (0xC09D,), Kx.DHE: (0xC09F,), Kx.ECDHE: (0xC0AD,)}, {}),
    (
        _AES_128_CCM_8,
        "sha256",
        {Kx.RSA: (0xC0A0,), Kx.DHE: (0xC0A2,), Kx.ECDHE: (0xC0AE,), Kx.ANY: (0x1305,)},
        {},
    ),
    (_AES_256_CCM_8, "sha256", {Kx.RSA: (0xC0A1,), Kx.DHE: (0xC0A3,), Kx.ECDHE: (0xC0AF,)}, {}),
)

SUITES: dict[int, Suite] = {
    number: Suite(number, kx, cipher, hash_, anonymous)
    for cipher, hash_, signed, unsigned in _ROWS
    for anonymous, columns in ((False, signed), (True, unsigned))
    for kx, numbers in columns.items()
    for number in numbers
}
"""Every suite this client can compute."""
