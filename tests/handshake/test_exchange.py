"""Both halves of every key exchange, and what is no public key."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

from handshake.peer import FFDHE2048
from tlswhy.handshake.exchange import Share, dhe, share

DIFFIE_HELLMAN = (19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 0x100, 0x101)
HYBRIDS = (0x11EB, 0x11EC, 0x11ED)
# Length of the client's and of the server's share: draft-ietf-tls-ecdhe-mlkem section 4.
SIZES = {0x11EB: (1249, 1153), 0x11EC: (1216, 1120), 0x11ED: (1665, 1665)}


def made(group: int) -> Share:
    found = share(group)
    assert found is not None
    assert found.group == group
    return found


@pytest.mark.parametrize("group", DIFFIE_HELLMAN)
def test_both_sides_agree(group: int) -> None:
    one, two = made(group), made(group)
    secret = one.secret(two.public)
    assert secret == two.secret(one.public)
    assert len(secret) > 20


@pytest.mark.parametrize(("group", "size"), [(29, 32), (30, 56), (23, 65), (24, 97), (25, 133)])
def test_size_of_a_share(group: int, size: int) -> None:
    assert len(made(group).public) == size


@pytest.mark.parametrize("group", HYBRIDS)
def test_size_of_a_hybrid_share(group: int) -> None:
    assert len(made(group).public) == SIZES[group][0]


def test_x25519mlkem768_as_a_server_computes_it() -> None:
    """The share is the encapsulation key, then X25519; the secret ML-KEM's, then X25519's."""
    ours = made(0x11EC)
    secret, ciphertext = mlkem.MLKEM768PublicKey.from_public_bytes(ours.public[:1184]).encapsulate()
    key = x25519.X25519PrivateKey.generate()
    shared = key.exchange(x25519.X25519PublicKey.from_public_bytes(ours.public[1184:]))
    theirs = ciphertext + key.public_key().public_bytes_raw()
    assert len(theirs) == SIZES[0x11EC][1]
    assert ours.secret(theirs) == secret + shared


def test_secp256r1mlkem768_has_the_curve_first() -> None:
    ours, curve = made(0x11EB), made(23)
    secret, ciphertext = mlkem.MLKEM768PublicKey.from_public_bytes(ours.public[65:]).encapsulate()
    shared = ours.secret(curve.public + ciphertext)
    assert shared == curve.secret(ours.public[:65]) + secret


def test_mlkem_alone() -> None:
    ours = made(0x0202)
    secret, ciphertext = mlkem.MLKEM1024PublicKey.from_public_bytes(ours.public).encapsulate()
    assert ours.secret(ciphertext) == secret


@pytest.mark.parametrize("group", [*DIFFIE_HELLMAN, *HYBRIDS, 0x0201, 0x0202])
def test_no_public_key_is_a_value_error(group: int) -> None:
    ours = made(group)
    for size in (0, 1, 32, 56, 65, 300, 1120):
        with pytest.raises(ValueError, match=r".*"):
            ours.secret(bytes(size))


def test_grease_has_one_byte_and_no_secret() -> None:
    ours = made(0x3A3A)
    assert ours.public == b"\0"
    with pytest.raises(ValueError, match="GREASE"):
        ours.secret(b"\0")


@pytest.mark.parametrize("group", [1, 0x0105, 0x0200, 0x3A4A, 0xFF01])
def test_groups_we_cannot_compute(group: int) -> None:
    assert share(group) is None


def prime_of_rfc_7919() -> int:
    der = base64.b64decode("".join(FFDHE2048.splitlines()[1:-1]))
    # SEQUENCE { INTEGER p, INTEGER 2 }: the prime lies between two headers of fixed size.
    return int.from_bytes(der[8:-3], "big")


def test_the_formula_gives_the_prime_of_rfc_7919() -> None:
    p = prime_of_rfc_7919()
    assert p.bit_length() == 2048
    ours = made(0x100)
    # 1, p - 1 and what lies beyond are refused exactly at this prime.
    for bad in (0, 1, p - 1, p, p + 1):
        with pytest.raises(ValueError, match="between"):
            ours.secret(bad.to_bytes(256, "big"))
    assert len(ours.secret((p - 2).to_bytes(256, "big"))) == 256


def test_a_spelled_out_group_strips_leading_zeros() -> None:
    p = prime_of_rfc_7919().to_bytes(256, "big")
    public, premaster = dhe(p, b"\2", (4).to_bytes(300, "big"))
    assert len(public) == 256
    assert premaster == pow(int.from_bytes(public, "big"), 2, int.from_bytes(p, "big")).to_bytes(
        256, "big"
    ).lstrip(b"\0")
