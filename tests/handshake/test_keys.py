"""Known answers for the key schedules."""

from __future__ import annotations

from tlswhy.handshake.keys import (
    Schedule,
    finished_data,
    hkdf_expand_label,
    next_secret,
    prf,
)

H = bytes.fromhex

# RFC 8448 section 3, "Simple 1-RTT Handshake".
SHARED = H("8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d")
TO_SERVER_HELLO = H("860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad8")
TO_SERVER_FINISHED = H("9608102a0f1ccc6db6250b7b7e417b1a000eaada3daae4777a7686c9ff83df13")
CLIENT_HANDSHAKE = H("b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21")
SERVER_HANDSHAKE = H("b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38")
CLIENT_TRAFFIC = H("9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5")
SERVER_TRAFFIC = H("a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643")


def test_handshake_secrets_of_rfc_8448() -> None:
    secrets = Schedule("sha256", SHARED).handshake(TO_SERVER_HELLO)
    assert secrets == (CLIENT_HANDSHAKE, SERVER_HANDSHAKE)


def test_application_secrets_of_rfc_8448() -> None:
    secrets = Schedule("sha256", SHARED).application(TO_SERVER_FINISHED)
    assert secrets == (CLIENT_TRAFFIC, SERVER_TRAFFIC)


def test_keys_of_rfc_8448() -> None:
    key = hkdf_expand_label("sha256", SERVER_HANDSHAKE, "key", b"", 16)
    iv = hkdf_expand_label("sha256", SERVER_HANDSHAKE, "iv", b"", 12)
    assert key.hex() == "3fce516009c21727d0f2e4e86ee403bc"
    assert iv.hex() == "5d313eb2671276ee13000b30"


def test_client_finished_of_rfc_8448() -> None:
    verify_data = finished_data("sha256", CLIENT_HANDSHAKE, TO_SERVER_FINISHED)
    assert verify_data.hex() == "a8ec436d677634ae525ac1fcebe11a039ec17694fac6e98527b642f2edd5ce61"


def test_a_next_secret_is_as_long_as_the_one_before() -> None:
    following = next_secret("sha384", bytes(48))
    assert len(following) == 48
    assert following != next_secret("sha384", following)


def test_expand_label_goes_beyond_one_block() -> None:
    long = hkdf_expand_label("sha256", SHARED, "key", b"", 80)
    assert len(long) == 80
    assert long[:32] != long[32:64]


def test_prf_of_tls_12() -> None:
    # Published on the IETF's TLS list as "TLS 1.2 PRF test vectors", P_SHA256.
    out = prf(
        "sha256",
        H("9bbe436ba940f017b17652849a71db35"),
        b"test label",
        H("a0ba9f936cda311827a6f796ffd5198c"),
        100,
    )
    assert out == H(
        "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a"
        "6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab"
        "4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
        "87347b66"
    )


def test_prf_of_tls_10_shares_the_middle_byte_of_an_odd_secret() -> None:
    """The halves of `abc` are `ab` and `bc`, those of `abbc` too (RFC 2246 section 5)."""
    odd = prf("md5sha1", b"abc", b"label", b"seed", 40)
    assert odd == prf("md5sha1", b"abbc", b"label", b"seed", 40)
    assert odd != prf("md5sha1", b"abcd", b"label", b"seed", 40)
