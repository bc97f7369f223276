"""The user's own certificate and key, from every kind of file."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, x25519
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    pkcs12,
)

from tlswhy.cli.own import PASSWORD, Own, own, password
from tlswhy.lab import certificates
from tlswhy.lab.certificates import Identity
from tlswhy.model.attempt import Secret
from tlswhy.model.errors import InputError

CA = certificates.issue("CA", ca=True)
ANN = certificates.issue("ann", CA, usage=(certificates.CLIENT,))
BOB = certificates.issue("bob", CA, key="rsa2048", usage=(certificates.CLIENT,))
WORD = Secret("hunter2")
FORMS = (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL)


def der(identity: Identity) -> bytes:
    return identity.certificate.public_bytes(Encoding.DER)


def pem(identity: Identity) -> bytes:
    return identity.certificate.public_bytes(Encoding.PEM)


def key(identity: Identity, form: PrivateFormat, encoding: Encoding = Encoding.PEM) -> bytes:
    return identity.key.private_bytes(encoding, form, NoEncryption())


def locked(identity: Identity, form: PrivateFormat, encoding: Encoding = Encoding.PEM) -> bytes:
    return identity.key.private_bytes(encoding, form, BestAvailableEncryption(b"hunter2"))


def packed(
    identity: Identity = ANN,
    *above: Identity,
    by: KeySerializationEncryption | None = None,
    leaf: bool = True,
) -> bytes:
    """PKCS #12 with the password of all tests, or encrypted otherwise."""
    return pkcs12.serialize_key_and_certificates(
        b"own",
        identity.key,
        identity.certificate if leaf else None,
        [each.certificate for each in above],
        by or BestAvailableEncryption(b"hunter2"),
    )


def put(folder: Path, content: bytes, name: str = "some.file") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def wrong(cert: str, key_: str | None = None, word: Secret | None = None) -> str:
    with pytest.raises(InputError) as said:
        own(cert, key_, word)
    return str(said.value)


def is_whole(read: Own, who: Identity) -> bool:
    """Whether it is that certificate with its key, which does not print."""
    loaded = load_der_private_key(bytes.fromhex(read.certificate.key.reveal()), None)
    assert read.certificate.key.reveal() not in repr(read)
    assert read.given.key_of == 0
    return loaded.public_key() == who.certificate.public_key()


class TestPem:
    @pytest.mark.parametrize("who", [ANN, BOB])
    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
    def test_a_key_in_every_form(
        self, tmp_path: Path, who: Identity, form: PrivateFormat, encoding: Encoding
    ) -> None:
        cert = put(tmp_path, pem(who) + pem(CA))
        read = own(cert, put(tmp_path, key(who, form, encoding), "key"))
        assert read.certificate.chain == (der(who), der(CA))
        assert is_whole(read, who)

    @pytest.mark.parametrize("form", FORMS)
    def test_an_encrypted_key(self, tmp_path: Path, form: PrivateFormat) -> None:
        path = put(tmp_path, pem(ANN) + locked(ANN, form))
        assert is_whole(own(path, None, WORD), ANN)
        assert f"stands in the file of --cert-password-file, or in {PASSWORD}" in wrong(path)
        assert "the password does not open" in wrong(path, None, Secret("other"))

    def test_an_encrypted_key_whose_vector_was_cut(self, tmp_path: Path) -> None:
        """`cryptography` 50 panics there."""
        cut = re.sub(rb"(DEK-Info: [^,]+,..)\w+", rb"\1", locked(ANN, FORMS[1]))
        assert b"DEK-Info" in cut
        path = put(tmp_path, pem(ANN) + cut)
        assert "the password does not open" in wrong(path, None, WORD)

    def test_an_encrypted_key_in_der(self, tmp_path: Path) -> None:
        cert = put(tmp_path, pem(ANN))
        path = put(tmp_path, locked(ANN, PrivateFormat.PKCS8, Encoding.DER), "key")
        assert is_whole(own(cert, path, WORD), ANN)
        assert "is encrypted" in wrong(cert, path)

    def test_a_password_that_nothing_asks_for(self, tmp_path: Path) -> None:
        path = put(tmp_path, pem(ANN) + key(ANN, PrivateFormat.PKCS8))
        assert is_whole(own(path, path, WORD), ANN)

    def test_curve_parameters_before_the_key(self, tmp_path: Path) -> None:
        name = b"EC PARAMETERS-----\n"
        parameters = b"-----BEGIN " + name + b"BggqhkjOPQMBBw==\n-----END " + name
        path = put(tmp_path, parameters + key(ANN, PrivateFormat.TraditionalOpenSSL) + pem(ANN))
        assert is_whole(own(path), ANN)

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (pem(CA), "has no private key, only certificate; name its file with --key"),
            (b"", "has no private key that can be read: PKCS #8, PKCS #1 or SEC 1"),
            (key(ANN, PrivateFormat.PKCS8).replace(b"MIG", b"AAA"), "has no private key that can"),
            (b"PuTTY-User-Key-File-3: ssh-rsa\n", "is a key of PuTTY"),
            (
                ed25519.Ed25519PrivateKey.generate().private_bytes(
                    Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()
                ),
                "as OpenSSH does; a copy becomes PEM by: ssh-keygen -p -m PEM",
            ),
        ],
    )
    def test_keys_that_will_not_do(self, tmp_path: Path, content: bytes, says: str) -> None:
        path = put(tmp_path, content, "key")
        said = wrong(put(tmp_path, pem(ANN)), path)
        assert says in said
        assert path in said

    def test_a_key_of_a_kind_that_is_unknown(self, tmp_path: Path) -> None:
        ours = put(tmp_path, key(ANN, PrivateFormat.PKCS8), "key")
        strange = der(ANN).replace(bytes.fromhex("06072a8648ce3d0201"), b"\x06\x07" + bytes(7))
        assert "no signature can be made" in wrong(put(tmp_path, strange), ours)
        keyless = bytes.fromhex("300d 300b 020101 3000 3000 3000 3000")
        assert "has no key: tbs.subjectPublicKeyInfo" in wrong(put(tmp_path, keyless), ours)


class TestGiven:
    def test_what_the_certificate_says(self, tmp_path: Path) -> None:
        given = own(put(tmp_path, pem(ANN) + key(ANN, PrivateFormat.PKCS8))).given
        assert (given.count, given.subject, given.for_clients) == (1, "CN=ann", True)
        assert (given.key_of, given.key, given.public, given.legacy) == (
            0,
            "EC P-256",
            "EC P-256",
            "",
        )
        server = certificates.issue("srv", CA)
        path = put(tmp_path, pem(server) + key(server, PrivateFormat.PKCS8))
        assert own(path).given.for_clients is False
        path = put(tmp_path, pem(CA) + key(CA, PrivateFormat.PKCS8))
        assert own(path).given.for_clients is True

    def test_a_key_of_another_pair_is_said_and_not_refused(self, tmp_path: Path) -> None:
        cert = put(tmp_path, pem(ANN))
        given = own(cert, put(tmp_path, key(BOB, PrivateFormat.PKCS8), "key")).given
        assert (given.key_of, given.key, given.public) == (None, "RSA 2048", "EC P-256")
        edwards = ed25519.Ed25519PrivateKey.generate()
        content = edwards.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        assert own(cert, put(tmp_path, content, "key")).given.key == "ed25519 256"
        exchange = x25519.X25519PrivateKey.generate()
        content = exchange.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        assert own(cert, put(tmp_path, content, "key")).given.key_of is None

    def test_the_wrong_order_is_seen(self, tmp_path: Path) -> None:
        path = put(tmp_path, pem(CA) + pem(ANN) + key(ANN, PrivateFormat.PKCS8))
        given = own(path).given
        assert (given.key_of, given.subject, given.count) == (1, "CN=CA", 2)

    def test_a_certificate_that_is_half_readable(self, tmp_path: Path) -> None:
        """Its extensions, which come behind its key, are longer than itself."""
        head = bytes.fromhex("3059301306072a8648ce3d0201")
        behind = der(ANN).index(head) + 2 + head[1]
        odd = bytearray(der(ANN))
        odd[behind + 1] ^= 0x40
        given = own(put(tmp_path, bytes(odd)), put(tmp_path, key(ANN, FORMS[0]), "key")).given
        assert (given.key_of, given.subject, given.for_clients) == (0, "", None)


class TestPkcs12:
    def test_it_holds_everything(self, tmp_path: Path) -> None:
        read = own(put(tmp_path, packed(BOB, CA)), None, WORD)
        assert read.certificate.chain == (der(BOB), der(CA))
        assert is_whole(read, BOB)

    def test_its_chain_comes_in_order(self, tmp_path: Path) -> None:
        middle = certificates.issue("middle", CA, ca=True)
        leaf = certificates.issue("leaf", middle, usage=(certificates.CLIENT,))
        other = certificates.issue("other", ca=True)
        path = put(tmp_path, packed(leaf, other, CA, middle))
        chain = own(path, None, WORD).certificate.chain
        assert chain == (der(leaf), der(middle), der(CA), der(other))

    def test_the_password_is_asked_for_and_checked(self, tmp_path: Path) -> None:
        path = put(tmp_path, packed())
        assert f"{path} is PKCS #12 with a password; its password stands in" in wrong(path)
        assert f"the password does not open {path}" in wrong(path, None, Secret("other"))
        assert "the password does not open" in wrong(put(tmp_path, packed()[:-40]), None, WORD)

    def test_without_a_password(self, tmp_path: Path) -> None:
        assert is_whole(own(put(tmp_path, packed(by=NoEncryption()))), ANN)

    def test_a_key_beside_it_comes_first(self, tmp_path: Path) -> None:
        both = put(tmp_path, packed(ANN))
        bare = put(tmp_path, key(BOB, PrivateFormat.PKCS8), "key")
        assert own(both, bare, WORD).given.key == "RSA 2048"
        cert = put(tmp_path, pem(ANN), "cert")
        assert is_whole(own(cert, both, WORD), ANN)

    def test_without_a_key_or_a_certificate(self, tmp_path: Path) -> None:
        no_key = pkcs12.serialize_key_and_certificates(
            b"x", None, None, [ANN.certificate], BestAvailableEncryption(b"hunter2")
        )
        path = put(tmp_path, no_key)
        assert "has no private key; name its file with --key" in wrong(path, None, WORD)
        bare = put(tmp_path, key(ANN, PrivateFormat.PKCS8), "key")
        assert is_whole(own(path, bare, WORD), ANN)
        path = put(tmp_path, packed(leaf=False))
        assert "is PKCS #12 without a certificate" in wrong(path, None, WORD)

    def test_an_indefinite_length_is_recognised(self, tmp_path: Path) -> None:
        """As BER of some programs has it."""
        path = put(tmp_path, b"\x30\x80\x02\x01\x03" + bytes(20))
        assert "is PKCS #12 with a password" in wrong(path)

    @pytest.mark.lab
    @pytest.mark.parametrize(
        ("by", "legacy"),
        [
            (("-legacy",), "RC2-40"),
            (("-legacy", "-certpbe", "PBE-SHA1-RC4-128"), "RC4-128"),
            (("-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"), ""),
            ((), ""),
        ],
    )
    def test_old_encryption_is_read_and_named(
        self, tmp_path: Path, by: tuple[str, ...], legacy: str
    ) -> None:
        both = put(tmp_path, pem(ANN) + key(ANN, PrivateFormat.PKCS8))
        path = str(tmp_path / "old.p12")
        words = ("-export", "-in", both, "-out", path, "-passout", "pass:hunter2", *by)
        subprocess.run(["openssl", "pkcs12", *words], check=True, capture_output=True)
        read = own(path, None, WORD)
        assert is_whole(read, ANN)
        assert read.given.legacy == legacy

    def test_old_encryption_beside_a_key_of_its_own(self, tmp_path: Path) -> None:
        old = (
            PrivateFormat.PKCS12.encryption_builder()
            .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
            .hmac_hash(SHA1())
            .build(b"hunter2")
        )
        path = put(tmp_path, packed(by=old))
        bare = put(tmp_path, key(ANN, PrivateFormat.PKCS8), "key")
        assert own(path, bare, WORD).given.legacy == ""


class TestPassword:
    def test_it_is_the_first_line_of_a_file(self, tmp_path: Path) -> None:
        for content in (b"hunter2", b"hunter2\n", b"hunter2\r\nmore\n"):
            word = password(put(tmp_path, content), {PASSWORD: "other"})
            assert word is not None
            assert word.reveal() == "hunter2"
            assert "hunter2" not in repr(word)

    def test_or_a_variable(self) -> None:
        word = password(None, {PASSWORD: "hunter2"})
        assert word is not None
        assert word.reveal() == "hunter2"
        assert password(None, {}) is None

    def test_it_need_not_be_text(self, tmp_path: Path) -> None:
        word = password(put(tmp_path, b"\xff\xfe\n", "word"), {})
        by = BestAvailableEncryption(b"\xff\xfe")
        shut = ANN.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, by)
        assert is_whole(own(put(tmp_path, pem(ANN) + shut), None, word), ANN)
        assert "the password does not open" in wrong(put(tmp_path, packed()), None, word)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"^--cert-password-file: cannot read"):
            password(str(tmp_path / "none"), {})
