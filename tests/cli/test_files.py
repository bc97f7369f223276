"""Certificates and stores from files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
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
        (b"\xfe\xed\xfe\xed\0\0\0\2", "is a key store of Java; it becomes PKCS #12 by: keytool"),
        (b"\xce\xce\xce\xce\0\0\0\2", "is a key store of Java"),
        ("-----BEGIN".encode("utf-16"), "is text in UTF-16, as PowerShell writes it"),
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


def test_stores() -> None:
    assert len(files.store("none")) == 0
    assert files.store("mozilla") is mozilla()
    assert len(files.store("mozilla")) > 100


def test_the_system_store_is_openssls_variable_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", put(tmp_path, pem(CA)))
    found = files.store("system")
    assert (len(found), found.source) == (1, str(tmp_path / "some.file"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    with pytest.raises(InputError, match=r"^SSL_CERT_FILE: cannot read"):
        files.store("system")


class TestHashedFolders:
    """SSL_CERT_DIR, as `openssl rehash` prepares it and OpenSSL reads it."""

    @pytest.fixture(autouse=True)
    def _variables(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        monkeypatch.delenv("SSL_CERT_DIR", raising=False)

    def folder(self, path: Path, **named: bytes) -> str:
        path.mkdir()
        for name, content in named.items():
            (path / name.replace("_", ".")).write_bytes(content)
        return str(path)

    def test_only_files_named_by_a_hash_count(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        named = self.folder(tmp_path / "a", **{"0123abcd_0": pem(CA), "ca_pem": pem(ANN)})
        monkeypatch.setenv("SSL_CERT_DIR", named)
        found = files.store("system")
        assert found.anchors == (der(CA),)
        assert (found.name, found.source) == ("system", named)

    def test_several_folders_and_a_file_are_read_together(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = self.folder(tmp_path / "a", **{"0123abcd_0": pem(CA).rstrip()})
        two = self.folder(tmp_path / "b", **{"0123abcd_1": pem(ANN)})
        monkeypatch.setenv("SSL_CERT_DIR", f"{one}:{tmp_path / 'none'}:{two}")
        assert set(files.store("system").anchors) == {der(CA), der(ANN)}
        file = put(tmp_path, pem(ANN))
        monkeypatch.setenv("SSL_CERT_DIR", one)
        monkeypatch.setenv("SSL_CERT_FILE", file)
        found = files.store("system")
        assert set(found.anchors) == {der(CA), der(ANN)}
        assert found.source == f"{file}, {one}"

    def test_what_cannot_be_read_is_passed_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        named = self.folder(tmp_path / "a", **{"0123abcd_0": pem(CA)})
        (tmp_path / "a" / "deadbeef.0").symlink_to(tmp_path / "gone")
        (tmp_path / "a" / "deadbeef.1").mkdir()
        monkeypatch.setenv("SSL_CERT_DIR", named)
        assert files.store("system").anchors == (der(CA),)
        monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
        assert files.store("system").anchors == ()

    def test_there_is_a_limit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        named = self.folder(tmp_path / "a", **{"00000000_0": pem(CA), "00000000_1": pem(ANN)})
        monkeypatch.setenv("SSL_CERT_DIR", named)
        monkeypatch.setattr(files, "MOST_HASHED", 1)
        assert files.store("system").anchors == (der(CA),)

    @pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
    def test_the_names_are_those_that_openssl_gives(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        named = self.folder(tmp_path / "a", ca_pem=pem(CA))
        subprocess.run(["openssl", "rehash", named], check=True, timeout=20)
        monkeypatch.setenv("SSL_CERT_DIR", named)
        assert files.store("system").anchors == (der(CA),)


def test_the_system_store_is_a_file_of_the_system_or_mozillas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
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
