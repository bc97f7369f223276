"""Certificates, keys and stores from files."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from tlswhy.cli import files
from tlswhy.lab import certificates
from tlswhy.lab.certificates import Identity
from tlswhy.model.errors import InputError
from tlswhy.pki.stores import Store, mozilla

CA = certificates.issue("CA", ca=True)
ANN = certificates.issue("ann", CA, usage=(certificates.CLIENT,))
BOB = certificates.issue("bob", CA, key="rsa2048", usage=(certificates.CLIENT,))


def der(identity: Identity) -> bytes:
    return identity.certificate.public_bytes(Encoding.DER)


def pem(identity: Identity) -> bytes:
    return identity.certificate.public_bytes(Encoding.PEM)


def key(identity: Identity, form: PrivateFormat, encoding: Encoding = Encoding.PEM) -> bytes:
    return identity.key.private_bytes(encoding, form, NoEncryption())


def locked(identity: Identity, form: PrivateFormat) -> bytes:
    return identity.key.private_bytes(Encoding.PEM, form, BestAvailableEncryption(b"hunter2"))


def put(folder: Path, content: bytes, name: str = "some.file") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_pem_with_more_than_certificates_in_it(tmp_path: Path) -> None:
    mixed = b"# of ann\n" + key(ANN, PrivateFormat.PKCS8) + pem(ANN) + b"junk\n" + pem(CA)
    assert files.certificates(put(tmp_path, mixed)) == (der(ANN), der(CA))


def test_der(tmp_path: Path) -> None:
    assert files.certificates(put(tmp_path, der(ANN))) == (der(ANN),)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is neither PEM nor DER"),
        (b"hello", "is neither PEM nor DER"),
        (b"\x30\x03\x02\x01\x00", "PKCS #12 and PKCS #7"),
        (key(ANN, PrivateFormat.PKCS8), "has no certificate, only private key"),
        (pem(ANN).replace(b"MII", b"M~I"), "certificate 1 is not base64"),
        (pem(CA) + pem(ANN).replace(b"MII", b"AAA"), "certificate 2 is none"),
    ],
)
def test_what_is_no_certificate(tmp_path: Path, content: bytes, says: str) -> None:
    path = put(tmp_path, content)
    with pytest.raises(InputError) as wrong:
        files.certificates(path)
    assert says in str(wrong.value)
    assert path in str(wrong.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (str(tmp_path / "none"), str(tmp_path), "nul\0byte"):
        with pytest.raises(InputError, match="cannot read"):
            files.certificates(path)


@pytest.mark.parametrize("who", [ANN, BOB])
@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_a_key_in_every_form(
    tmp_path: Path, who: Identity, form: PrivateFormat, encoding: Encoding
) -> None:
    cert = put(tmp_path, pem(who) + pem(CA))
    own = files.client_certificate(cert, put(tmp_path, key(who, form, encoding), "key"))
    assert own.chain == (der(who), der(CA))
    loaded = load_der_private_key(bytes.fromhex(own.key.reveal()), None)
    assert loaded.public_key() == who.certificate.public_key()
    assert own.key.reveal() not in repr(own)


def test_both_in_one_file_and_curve_parameters_before_the_key(tmp_path: Path) -> None:
    parameters = b"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
    path = put(tmp_path, parameters + key(ANN, PrivateFormat.TraditionalOpenSSL) + pem(ANN))
    assert files.client_certificate(path, path).chain == (der(ANN),)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (key(BOB, PrivateFormat.PKCS8), "does not belong to the certificate"),
        (
            ed25519.Ed25519PrivateKey.generate().private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            ),
            "does not belong to the certificate",
        ),
        (locked(ANN, PrivateFormat.PKCS8), "is encrypted; decrypt a copy: openssl pkey -in"),
        (locked(BOB, PrivateFormat.TraditionalOpenSSL), "is encrypted; decrypt a copy: openssl"),
        (pem(CA), "has no private key, only certificate"),
        (b"", "has no private key that can be read"),
        (key(ANN, PrivateFormat.PKCS8).replace(b"MIG", b"AAA"), "has no private key that can"),
    ],
)
def test_keys_that_will_not_do(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(InputError) as wrong:
        files.client_certificate(put(tmp_path, pem(ANN)), put(tmp_path, content, "key"))
    assert says in str(wrong.value)


def test_stores() -> None:
    assert len(files.store("none")) == 0
    assert files.store("mozilla") is mozilla()
    assert len(files.store("mozilla")) > 100


def test_the_system_store_is_openssls_variable_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", put(tmp_path, pem(CA)))
    found = files.store("system")
    assert (len(found), found.source) == (1, str(tmp_path / "some.file"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    with pytest.raises(InputError, match=r"^SSL_CERT_FILE: cannot read"):
        files.store("system")


def test_the_system_store_is_a_file_of_the_system_or_mozillas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    bundles = (str(tmp_path / "none"), put(tmp_path, pem(CA) + pem(ANN)))
    monkeypatch.setattr(files, "SYSTEM_BUNDLES", bundles)
    assert (len(files.store("system")), files.store("system").source) == (2, bundles[1])
    monkeypatch.setattr(files, "SYSTEM_BUNDLES", bundles[:1])
    assert files.store("system") is mozilla()


def test_the_users_files_are_added_to_a_store() -> None:
    both = files.plus_files(Store("system", "s", (der(ANN),)), ["ca.pem"], (der(CA),))
    assert (len(both), both.source) == (2, "ca.pem, s")
    alone = files.plus_files(files.store("none"), ["ca.pem"], (der(CA),))
    assert (len(alone), alone.name) == (1, "ca.pem")
    assert files.plus_files(mozilla(), [], ()) is mozilla()
