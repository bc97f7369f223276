"""What our own client offers when nobody asks for anything else.

The usual hello is that of a current client with OpenSSL 3.5 or Go 1.24: TLS 1.3 and 1.2, a
post-quantum key share first. So it meets what such a client meets on its way.
"""

from __future__ import annotations

from tlswhy.model.attempt import Offer

SSL30, TLS10, TLS11, TLS12, TLS13 = 0x0300, 0x0301, 0x0302, 0x0303, 0x0304

MODERN_VERSIONS = (TLS13, TLS12)

TLS13_SUITES = (0x1302, 0x1303, 0x1301)
MODERN_SUITES = (
    *TLS13_SUITES,
    *(0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC02B, 0xC02F),  # ECDHE with AES-GCM and ChaCha20
    *(0xC024, 0xC028, 0xC023, 0xC027, 0xC00A, 0xC014, 0xC009, 0xC013),  # ECDHE with AES-CBC
    *(0x009F, 0xCCAA, 0x009E, 0x006B, 0x0067, 0x0039, 0x0033),  # DHE, as OpenSSL still offers it
    *(0x009D, 0x009C, 0x003D, 0x003C, 0x0035, 0x002F),  # RSA key exchange
)

X25519MLKEM768, X25519, SECP256R1, SECP384R1, SECP521R1, X448 = 4588, 29, 23, 24, 25, 30
POST_QUANTUM = (4587, 4588, 4589, 25497, 512, 513, 514)
MODERN_GROUPS = (X25519MLKEM768, X25519, SECP256R1, X448, SECP384R1, SECP521R1)
MODERN_SHARES = (X25519MLKEM768, X25519)
COMPUTABLE_GROUPS = (X25519MLKEM768, X25519, SECP256R1, SECP384R1, SECP521R1)

MODERN_SCHEMES = (
    *(0x0403, 0x0503, 0x0603, 0x0807, 0x0808),  # ECDSA and EdDSA
    *(0x0809, 0x080A, 0x080B, 0x0804, 0x0805, 0x0806),  # RSA-PSS
    *(0x0401, 0x0501, 0x0601),  # RSA PKCS #1
)
# What servers from before TLS 1.2, or with SHA-1 certificates, need to go on at all.
OLD_SCHEMES = (*MODERN_SCHEMES, 0x0203, 0x0201, 0x0202, 0x0402, 0x0303, 0x0301, 0x0302)


def modern(sni: str | None, alpn: tuple[str, ...] = ()) -> Offer:
    """The usual hello."""
    return Offer(
        versions=MODERN_VERSIONS,
        suites=MODERN_SUITES,
        groups=MODERN_GROUPS,
        shares=MODERN_SHARES,
        schemes=MODERN_SCHEMES,
        alpn=alpn,
        sni=sni,
    )


def shares_for(groups: tuple[int, ...]) -> tuple[int, ...]:
    """The key shares that go with a list of groups: a post-quantum one and the first other one."""
    usable = [group for group in groups if group in COMPUTABLE_GROUPS]
    hybrid = [group for group in usable if group in POST_QUANTUM][:1]
    classic = [group for group in usable if group not in POST_QUANTUM][:1]
    return (*hybrid, *classic)
