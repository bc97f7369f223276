from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from hypothesis import given
from hypothesis import strategies as st

from pki import chains
from pki.chains import Cert
from tlswhy.pki import certificate as certificates
from tlswhy.pki import containers
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.containers import Contents, Found, Key, matches, read

OPENSSL = shutil.which("openssl")
KEYTOOL = shutil.which("keytool")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
needs_keytool = pytest.mark.skipif(KEYTOOL is None, reason="keytool of the JDK is not installed")

ROOT = chains.root("Root")
CA = chains.between(ROOT, "Issuing CA")
LEAF = chains.leaf(CA, "a.test", names=("a.test",))
CHAIN = LEAF.pem + CA.pem
SECRET = b"changeit"
BEGIN, END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
ENCODINGS = {"PEM": serialization.Encoding.PEM, "DER": serialization.Encoding.DER}
DASHES = "BEGIN or END is not between five hyphens each; OpenSSL does not take it for a block"
ESCAPED = (
    r"its line ends are written as \n, as in JSON; a program that reads the file as it is sees "
    "no block"
)
NO_BLOCK = "BEGIN or END does not stand alone on its line; OpenSSL does not read such a block"


def ders(contents: Contents) -> tuple[bytes, ...]:
    return tuple(one.der for one in contents.certificates)


def places(contents: Contents) -> tuple[str, ...]:
    return tuple(one.place for one in contents.certificates)


def block(der: bytes, label: str) -> bytes:
    text = base64.encodebytes(der).decode().replace("\n", "")
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----\n"]).encode()


def parsed(one: Cert) -> Certificate:
    found = certificates.read(one.der)
    assert isinstance(found, Certificate)
    return found


def pkcs8(one: Cert, password: bytes = b"", encoding: str = "PEM") -> bytes:
    how: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if password:
        how = serialization.BestAvailableEncryption(password)
    return one.private.private_bytes(ENCODINGS[encoding], serialization.PrivateFormat.PKCS8, how)


def run(*command: str, data: bytes = b"", folder: Path | None = None) -> bytes:
    done = subprocess.run(
        command, input=data, cwd=folder, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def openssl(*command: str, data: bytes = b"", folder: Path | None = None) -> bytes:
    assert OPENSSL
    return run(OPENSSL, *command, data=data, folder=folder)


def seen_by_openssl(data: bytes, folder: Path) -> int:
    """How many certificates OpenSSL finds before it stops."""
    Path(folder, "chain").write_bytes(data)
    done = subprocess.run(
        [OPENSSL or "", "storeutl", "-certs", "-noout", "chain"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    return int(done.stdout.rpartition("Total found: ")[2] or 0)


class TestPem:
    def test_a_chain(self) -> None:
        found = read(CHAIN)
        assert found.certificates == (
            Found(LEAF.der, "line 1"),
            Found(CA.der, f"line {1 + LEAF.pem.count(chr(10).encode())}"),
        )
        assert (found.kind, found.problems, found.keys, found.crls) == ("PEM", (), (), ())

    @pytest.mark.parametrize(
        "text",
        [
            b"subject=CN = a.test\n\n" + LEAF.pem + b"\nissuer: Root -- really\n" + CA.pem + b"end",
            CHAIN.replace(b"\n", b"\r\n"),
            CHAIN.replace(b"\n", b"  \n"),
            b"\xef\xbb\xbf" + CHAIN,
            block(LEAF.der, "X509 CERTIFICATE") + block(CA.der, "CERTIFICATE"),
            b"Bag Attributes\n    localKeyID: 01 \n" + CHAIN,
            CHAIN.rstrip(b"\n"),
        ],
    )
    @needs_openssl
    def test_what_openssl_reads_too(self, text: bytes, tmp_path: Path) -> None:
        found = read(text)
        assert ders(found) == (LEAF.der, CA.der)
        assert found.problems == ()
        assert seen_by_openssl(text, tmp_path) == 2

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (CHAIN.replace(b"\n", b"\n  ").join([b"  ", b""]), f"line 1: {NO_BLOCK} (and 1 more)"),
            (LEAF.pem.rstrip(b"\n") + CA.pem, f"line 1: {NO_BLOCK} (and 1 more)"),
            (CHAIN.replace(b"\n", b" "), f"line 1: {NO_BLOCK} (and 1 more)"),
            (
                CHAIN.replace(b"-----BEGIN", b"----BEGIN"),
                f"line 1: {DASHES} (and 1 more)",
            ),
            (
                CHAIN.replace(b"-----", b"\xe2\x80\x94\xe2\x80\x93"),
                f"line 1: {DASHES} (and 1 more)",
            ),
            (
                CHAIN.replace(b"\n", b"\r"),
                "its line ends are CR alone, which OpenSSL takes for one long line",
            ),
            (
                CHAIN.decode().encode("utf-16"),
                "it is text in UTF-16, as PowerShell writes it; OpenSSL reads ASCII only",
            ),
            (
                CHAIN.decode().encode("utf-16-le"),
                "it is text in UTF-16, as PowerShell writes it; OpenSSL reads ASCII only",
            ),
            (
                CHAIN.decode().encode("utf-16-be"),
                "it is text in UTF-16, as PowerShell writes it; OpenSSL reads ASCII only",
            ),
            (
                json.dumps({"chain": CHAIN.decode()}).encode(),
                f"line 1: {ESCAPED} (and 1 more)",
            ),
            (
                LEAF.pem.replace(END, b"-----END TRUSTED CERTIFICATE-----") + CA.pem,
                "line 1: BEGIN CERTIFICATE has END TRUSTED CERTIFICATE; OpenSSL refuses the file",
            ),
        ],
    )
    @needs_openssl
    def test_what_openssl_does_not_see(self, text: bytes, problem: str, tmp_path: Path) -> None:
        found = read(text)
        assert ders(found) == (LEAF.der, CA.der)
        assert found.problems == (problem,)
        assert seen_by_openssl(text, tmp_path) < 2

    @pytest.mark.parametrize(
        "text",
        [
            "\n".join(f"> {line}" for line in CHAIN.decode().splitlines()).encode(),
            "\n".join(f'"{line}\\n"' for line in CHAIN.decode().splitlines()).encode() + b";",
            CHAIN.replace(b"\n", rb"\r\n").replace(b"/", rb"\/").replace(b"+", rb"\u002B"),
            CHAIN.replace(b"\n", rb"\\n"),
        ],
    )
    def test_what_programs_and_mail_wrap_around_lines(self, text: bytes) -> None:
        found = read(text)
        assert ders(found) == (LEAF.der, CA.der)
        assert len(found.problems) == 1

    def test_settings_of_a_trusted_one_are_left_out(self) -> None:
        found = read(block(LEAF.der + b"\x30\x03\x0c\x01a", "TRUSTED CERTIFICATE"))
        assert ders(found) == (LEAF.der,)
        assert found.problems == ()

    def test_what_follows_a_certificate_in_its_block_is_kept(self) -> None:
        """The reader of certificates has it as a fault: OpenSSL refuses it."""
        assert ders(read(block(LEAF.der + b"\0", "CERTIFICATE"))) == (LEAF.der + b"\0",)

    def test_letters_that_are_not_base64_have_their_line(self) -> None:
        lines = CHAIN.split(b"\n")
        lines[4] = b"!" + lines[4][1:]
        found = read(b"\n".join(lines))
        assert ders(found) == (CA.der,)
        (problem,) = found.problems
        assert problem == f"line 5: {lines[4][:24].decode()} is not base64"

    def test_base64_that_goes_on_after_its_end(self) -> None:
        lines = LEAF.pem.split(b"\n")
        lines[3] = b"AA=="
        assert read(b"\n".join(lines)).problems == (
            "line 5: base64 goes on after the = that ends it",
        )

    def test_a_lost_letter_is_found_by_the_length_of_its_line(self) -> None:
        lines = LEAF.pem.split(b"\n")
        lines[4] = lines[4][1:]
        (problem,) = read(b"\n".join(lines)).problems
        assert problem.startswith("line 1: ")
        assert problem.endswith("; line 5 has 63 letters, and the first has 64")

    def test_four_lost_letters_are_found_too(self) -> None:
        lines = LEAF.pem.split(b"\n")
        lines[4] = lines[4][4:]
        (problem,) = read(b"\n".join(lines)).problems
        assert problem.startswith("line 1: CERTIFICATE cannot be read: byte 0: says ")
        assert problem.endswith("; line 5 has 60 letters, and the first has 64")

    def test_a_missing_equals_sign(self) -> None:
        der = LEAF.der + bytes(-len(LEAF.der) % 3 + 1)  # one or two = at the end
        text = block(der, "CERTIFICATE")
        found = read(text.replace(b"=", b""))
        assert ders(found) == (der,)
        assert found.problems == ("line 1: base64 ends without its =; OpenSSL refuses the file",)

    def test_a_block_without_end(self) -> None:
        cut = b"\n".join(LEAF.pem.split(b"\n")[:5]) + b"\n"
        found = read(cut + CA.pem)
        assert found.certificates == (Found(CA.der, "line 6"),)
        text = "line 1: BEGIN CERTIFICATE has no END; the file was cut or is broken"
        assert found.problems == (text,)
        assert read(CA.pem + cut).problems[0].endswith(text[6:])

    def test_a_whole_certificate_without_end_is_taken(self) -> None:
        found = read(LEAF.pem.replace(END, b"") + b"\nmore: text\n" + CA.pem)
        assert ders(found) == (LEAF.der, CA.der)
        assert len(found.problems) == 1

    def test_an_end_without_begin(self) -> None:
        found = read(LEAF.pem.replace(BEGIN + b"\n", b"") + CA.pem)
        assert ders(found) == (CA.der,)
        (problem,) = found.problems
        assert problem.endswith(": END CERTIFICATE has no BEGIN before it")

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (block(b"", "CERTIFICATE"), "nothing stands between BEGIN and END CERTIFICATE"),
            (
                block(b"hello", "CERTIFICATE"),
                "CERTIFICATE cannot be read: it begins with byte 0x68, not a SEQUENCE",
            ),
            (block(b"\x30\0", "PGP MESSAGE"), "PGP MESSAGE is of PGP, and no part of TLS"),
            (
                block(b"\x30\0", "ECHCONFIG"),
                "ECHCONFIG holds no certificate, key or revocation list",
            ),
            (
                block(b"\x30\0", "RSA PUBLIC KEY"),
                "RSA PUBLIC KEY holds no certificate, key or revocation list",
            ),
        ],
    )
    def test_blocks_of_no_use(self, text: bytes, problem: str) -> None:
        found = read(text)
        assert (found.problems, found.certificates) == ((f"line 1: {problem}",), ())

    def test_a_request_is_no_certificate(self) -> None:
        request = openssl(
            *("req", "-new", "-newkey", "ed25519", "-nodes", "-subj", "/CN=a.test"),
            *("-keyout", "/dev/null"),
        )
        text = "line 1: a certificate request, from which a CA has yet to make one"
        assert read(request).problems == (text,)
        renamed = request.replace(b"CERTIFICATE REQUEST", b"CERTIFICATE")
        assert read(renamed).problems == (
            "line 1: it is called CERTIFICATE, and is a certificate request",
            text,
        )

    def test_what_certutil_calls_a_certificate(self) -> None:
        """`certutil -encode` of Windows puts the same label around any file."""
        found = read(block(CHAIN, "CERTIFICATE"))
        assert ders(found) == (LEAF.der, CA.der)
        assert places(found)[0] == "line 1, line 1"
        assert found.problems == ("line 1: CERTIFICATE is PEM that was encoded once more",)
        found = read(block(pkcs8(LEAF, encoding="DER"), "CERTIFICATE"))
        assert found.keys == (Key(parsed(LEAF).spki, "line 1", encrypted=False),)
        assert found.problems == ("line 1: it is called CERTIFICATE, and is a private key",)


class TestBase64:
    def test_a_secret_of_kubernetes(self) -> None:
        secret = (
            b"apiVersion: v1\nkind: Secret\ndata:\n  tls.crt: %s\n  tls.key: %s\n  trust.jks: %s\n"
        )
        store = b"\xfe\xed\xfe\xed\0\0\0\2\0\0\0\0" + bytes(20)
        parts = map(base64.b64encode, (CHAIN, pkcs8(LEAF), store))
        found = read(secret % tuple(parts))
        assert (ders(found), found.kind) == ((LEAF.der, CA.der), "base64")
        assert places(found)[0] == "line 4, line 1"
        assert found.keys == (Key(parsed(LEAF).spki, "line 5, line 1", encrypted=False),)
        assert found.problems == ()

    @pytest.mark.parametrize("encode", [base64.b64encode, base64.encodebytes])
    def test_a_value_of_it_alone(self, encode: type[bytes]) -> None:
        assert ders(read(encode(CHAIN))) == (LEAF.der, CA.der)

    def test_it_is_decoded_once_only(self) -> None:
        found = read(base64.b64encode(base64.b64encode(CHAIN)))
        assert found.certificates == ()
        assert len(found.problems) == 1

    @pytest.mark.parametrize("encode", [base64.b64encode, base64.encodebytes])
    def test_without_begin_and_end(self, encode: type[bytes]) -> None:
        found = read(encode(LEAF.der))
        assert found.certificates == (Found(LEAF.der, "line 1, byte 0"),)
        assert (found.kind, found.problems) == ("base64", ())

    def test_several_without_begin_and_end(self) -> None:
        text = base64.encodebytes(LEAF.der) + base64.encodebytes(CA.der)
        assert ders(read(text)) == (LEAF.der, CA.der)
        joined = b"".join(base64.b64encode(der) for der in (LEAF.der, CA.der))
        assert ders(read(joined)) == (LEAF.der, CA.der)

    def test_values_in_xml_and_json(self) -> None:
        xml = b"<a>\n<ds:X509Certificate>\n%s</ds:X509Certificate>\n</a>"
        found = read(xml % base64.encodebytes(LEAF.der))
        assert found.certificates == (Found(LEAF.der, "line 3, byte 0"),)
        keys = {"x5c": [base64.b64encode(der).decode() for der in (LEAF.der, CA.der)]}
        escaped = json.dumps(keys).replace("/", r"\/").encode()
        assert ders(read(escaped)) == (LEAF.der, CA.der)


class TestDer:
    def test_one_and_several(self) -> None:
        assert read(LEAF.der) == Contents((Found(LEAF.der, "byte 0"),), (), (), "DER", ())
        found = read(LEAF.der + CA.der + b"\r\n")
        assert found.certificates == (
            Found(LEAF.der, "byte 0"),
            Found(CA.der, f"byte {len(LEAF.der)}"),
        )
        assert found.problems == ()

    def test_what_follows_and_what_is_cut(self) -> None:
        found = read(LEAF.der + b"\x02\x01\x05")
        assert ders(found) == (LEAF.der,)
        assert found.problems == (f"byte {len(LEAF.der)}: 3 bytes that are no certificate",)
        size = len(LEAF.der)
        found = read(LEAF.der[:-5])
        assert (found.certificates, found.kind) == ((), "DER")
        assert found.problems == (
            f"it cannot be read as DER: byte 0: says {size - 4} bytes, {size - 9} are left",
        )

    def test_a_version_1_certificate(self) -> None:
        old = chains.version_1(ROOT, ROOT.private)
        assert ders(read(old.der)) == (old.der,)

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            (b"", "it is empty"),
            (b" \r\n", "it is empty"),
            (b"\n<!DOCTYPE html><html>", "it is a page in HTML; perhaps a login page was saved"),
            (b"PK\x03\x04...", "it is a ZIP archive; the certificates are in the files in it"),
            (b"ssh-ed25519 AAAAC3Nz", "it is a public key of SSH"),
            (
                b"Certificate:\n    Data:\n        Version: 3",
                "it is a certificate in words only, without its bytes",
            ),
            (b"hello", "it has no certificate, key or revocation list"),
            (b"0", "it has no certificate, key or revocation list"),
            (b"\x30\0", "byte 0: it is no certificate, key or revocation list"),
        ],
    )
    def test_what_holds_nothing(self, data: bytes, problem: str) -> None:
        found = read(data)
        assert (found.problems, found.certificates) == ((problem,), ())


@needs_openssl
class TestPkcs7:
    @pytest.mark.parametrize("form", ["PEM", "DER"])
    def test_certificates_of_openssl(self, form: str, tmp_path: Path) -> None:
        Path(tmp_path, "chain").write_bytes(CHAIN)
        made = openssl(
            *("crl2pkcs7", "-nocrl", "-certfile", "chain", "-outform", form), folder=tmp_path
        )
        found = read(made)
        assert ders(found) == (LEAF.der, CA.der)
        within = "line 1, " if form == "PEM" else ""
        assert places(found) == (f"{within}certificate 1", f"{within}certificate 2")
        assert found.kind == ("PEM" if form == "PEM" else "PKCS #7")
        assert found.problems == ()
        renamed = made.replace(b" PKCS7-", b" CERTIFICATE-")
        assert ders(read(renamed)) == (LEAF.der, CA.der)

    def test_a_list_of_openssl(self, tmp_path: Path) -> None:
        crl = _crl(tmp_path)
        made = openssl(
            *("crl2pkcs7", "-in", "list.pem", "-certfile", "own.pem", "-outform", "DER"),
            folder=tmp_path,
        )
        found = read(made)
        assert found.crls == (crl,)
        assert len(found.certificates) == 1

    def test_lengths_without_end(self, tmp_path: Path) -> None:
        """`openssl cms` streams its output: every length around the certificates is indefinite."""
        Path(tmp_path, "leaf").write_bytes(LEAF.pem + pkcs8(LEAF))
        Path(tmp_path, "ca").write_bytes(CA.pem)
        made = openssl(
            *("cms", "-sign", "-stream", "-nodetach", "-signer", "leaf", "-certfile", "ca"),
            *("-outform", "DER"),
            data=b"hello",
            folder=tmp_path,
        )
        assert made[:2] == b"\x30\x80"
        found = read(made)
        assert set(ders(found)) == {LEAF.der, CA.der}
        assert (found.kind, found.problems) == ("PKCS #7", ())

    def test_a_certificate_in_lengths_without_end(self) -> None:
        """It is kept as it is, for the reader of certificates to judge."""
        tail = b"\0\0"
        inner = b"\x30\x80" + LEAF.der[4:] + tail
        sets = b"\x02\x01\x01\x31\0\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
        signed = b"\x30\x80" + sets + b"\xa0\x80" + inner + CA.der + tail + b"\x31\0" + tail
        oid = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
        found = read(b"\x30\x80" + oid + b"\xa0\x80" + signed + tail + tail)
        assert ders(found) == (inner, CA.der)
        assert found.problems == ()

    def test_without_certificates(self) -> None:
        empty = openssl("crl2pkcs7", "-nocrl", "-outform", "DER", data=b"")
        assert read(empty).problems == ("PKCS #7 without certificates",)
        data = openssl("cms", "-data_create", "-outform", "DER", data=b"hello")
        assert read(data).problems == (
            "byte 0: CMS without certificates, in which there is nothing for a chain",
        )

    def test_other_kinds_and_what_is_broken(self) -> None:
        oid = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
        other = b"\x30\x0d" + oid + b"\xa0\x00"
        assert read(other).problems == ("PKCS #7 cannot be read to its end: it has no content",)
        inner = b"\x30\x07\x02\x01\x01\xa0\x02\xa2\x00"
        kinds = b"\x30\x16" + oid + b"\xa0\x09" + inner
        assert read(kinds).problems == (
            "1 certificates in PKCS #7 are of another kind than X.509",
            "PKCS #7 without certificates",
        )

    def test_how_deep_it_goes(self) -> None:
        (problem,) = read(b"\x30\x80" * 1000).problems
        assert problem.startswith("it cannot be read as DER: byte 32: elements within elements")


def _crl(folder: Path) -> bytes:
    """A list that `openssl ca` made, also in list.pem; its issuer is in own.pem."""
    openssl(
        *("req", "-x509", "-newkey", "ed25519", "-nodes", "-subj", "/CN=CA"),
        *("-keyout", "own.key", "-out", "own.pem"),
        folder=folder,
    )
    Path(folder, "index").write_bytes(b"")
    settings = "[ca]\ndefault_ca=a\n[a]\ndatabase=index\ndefault_md=default\ndefault_crl_days=9\n"
    Path(folder, "settings").write_text(settings)
    openssl(
        *("ca", "-gencrl", "-config", "settings", "-keyfile", "own.key", "-cert", "own.pem"),
        *("-out", "list.pem"),
        folder=folder,
    )
    return openssl("crl", "-in", "list.pem", "-outform", "DER", folder=folder)


@needs_openssl
def test_revocation_lists(tmp_path: Path) -> None:
    crl = _crl(tmp_path)
    assert read(crl) == Contents((), (), (crl,), "DER", ())
    text = Path(tmp_path, "list.pem").read_bytes()
    assert read(text + LEAF.pem).crls == (crl,)
    renamed = text.replace(b"X509 CRL", b"CERTIFICATE")
    found = read(renamed)
    assert found.crls == (crl,)
    assert found.problems == ("line 1: it is called CERTIFICATE, and is a revocation list",)


class TestKeys:
    @pytest.mark.parametrize("kind", ["p256", "p521", "rsa2048", "ed25519", "ml-dsa-65"])
    def test_every_kind(self, kind: str) -> None:
        made = chains.leaf(None, f"{kind}.test", kind=kind)
        for data in (pkcs8(made), pkcs8(made, encoding="DER"), made.pem + pkcs8(made)):
            (key,) = read(data).keys
            assert (key.spki, key.encrypted) == (parsed(made).spki, False)
            assert matches(parsed(made), key)
            assert not matches(parsed(LEAF), key)

    @pytest.mark.parametrize("kind", ["p256", "rsa2048"])
    @pytest.mark.parametrize("encoding", ["PEM", "DER"])
    def test_the_forms_before_pkcs8(self, kind: str, encoding: str) -> None:
        made = chains.leaf(None, f"{kind}.test", kind=kind)
        old = made.private.private_bytes(
            ENCODINGS[encoding],
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
        (key,) = read(old).keys
        assert matches(parsed(made), key)

    @pytest.mark.parametrize("encoding", ["PEM", "DER"])
    def test_an_encrypted_one(self, encoding: str) -> None:
        data = pkcs8(LEAF, SECRET, encoding)
        place = "line 1" if encoding == "PEM" else "byte 0"
        found = read(data)
        assert found.keys == (Key(b"", place, encrypted=True),)
        assert found.problems == (
            f"{place}: the private key is encrypted, and not to be compared without its password",
        )
        found = read(data, b"wrong")
        assert found.problems == (f"{place}: the private key is not opened by this password",)
        assert not matches(parsed(LEAF), found.keys[0])
        found = read(data, SECRET)
        assert found.keys == (Key(parsed(LEAF).spki, place, encrypted=True),)
        assert found.problems == ()

    def test_one_encrypted_as_rfc_1421_has_it(self) -> None:
        made = chains.leaf(None, "rsa2048.test", kind="rsa2048")
        old = made.private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.BestAvailableEncryption(SECRET),
        )
        assert b"Proc-Type: 4,ENCRYPTED" in old
        for text in (old, json.dumps([old.decode()]).encode()):
            (key,) = read(text, SECRET).keys
            assert (key.encrypted, matches(parsed(made), key)) == (True, True)
        assert read(old).keys == (Key(b"", "line 1", encrypted=True),)

    @pytest.mark.parametrize("password", [b"", SECRET])
    def test_one_of_openssh(self, password: bytes) -> None:
        """Its public half is not encrypted."""
        how: serialization.KeySerializationEncryption = serialization.NoEncryption()
        data = LEAF.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, how
        )
        if password:
            inner = base64.b64decode(b"".join(data.split(b"\n")[1:-2]))
            data = block(inner.replace(b"\0\0\0\4none", b"\0\0\0\4aes?", 1), "OPENSSH PRIVATE KEY")
        found = read(data)
        (key,) = found.keys
        assert (matches(parsed(LEAF), key), key.encrypted) == (True, bool(password))
        assert found.problems == (
            "line 1: the key is written as OpenSSH does, which no TLS server reads",
        )
        assert read(block(b"openssh-key-v1\0", "OPENSSH PRIVATE KEY")).keys == (
            Key(b"", "line 1", encrypted=False),
        )

    def test_one_of_openssh_with_a_compressed_point(self) -> None:
        """`cryptography` has not implemented it."""
        data = LEAF.private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.OpenSSH,
            serialization.NoEncryption(),
        )
        inner = base64.b64decode(b"".join(data.split(b"\n")[1:-2]))
        pressed = inner.replace(b"\0\0\0\x41\4", b"\0\0\0\x41\2", 1)
        assert pressed != inner
        assert read(block(pressed, "OPENSSH PRIVATE KEY")).problems == (
            "line 1: the key of OpenSSH cannot be read",
        )

    @needs_openssl
    def test_the_same_key_in_another_form_matches(self) -> None:
        """A certificate may write its curve out, or limit its key to PSS."""
        key = openssl("genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048")
        made = openssl("req", "-x509", "-key", "/dev/stdin", "-subj", "/CN=a", data=key)
        found = read(made + key)
        (one,) = found.certificates
        certificate = certificates.read(one.der)
        assert isinstance(certificate, Certificate)
        assert certificate.key_type == "rsa-pss"
        assert certificate.spki != found.keys[0].spki
        assert matches(certificate, found.keys[0])

    @needs_openssl
    def test_one_of_a_curve_nobody_knows(self) -> None:
        sm2 = openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2")
        found = read(sm2)
        assert found.keys == (Key(b"", "line 1", encrypted=False),)
        assert found.problems[0].startswith(
            "line 1: a private key of a kind that is not known here: "
        )

    def test_parameters_beside_a_key_are_passed_over(self) -> None:
        curve = block(bytes.fromhex("06082a8648ce3d030107"), "EC PARAMETERS")
        assert read(curve + pkcs8(LEAF)).problems == ()

    def test_a_vector_that_is_too_short_for_its_cipher(self) -> None:
        """`cryptography` 50 panics there."""
        private = LEAF.private
        assert isinstance(private, ec.EllipticCurvePrivateKey)
        how = serialization.BestAvailableEncryption(SECRET)
        form = serialization.PrivateFormat.TraditionalOpenSSL
        pem = private.private_bytes(serialization.Encoding.PEM, form, how)
        assert read(pem, SECRET).keys == (Key(parsed(LEAF).spki, "line 1", encrypted=True),)
        cut = re.sub(rb"(DEK-Info: [^,]+,[0-9A-F]{30})[0-9A-F]+", rb"\1", pem)
        assert read(cut, SECRET).problems == (
            "line 1: the private key is encrypted with too short a vector to open it",
        )

    def test_a_key_that_would_take_too_long(self) -> None:
        der = pkcs8(LEAF, SECRET, "DER")
        at = der.index(bytes.fromhex("2a864886f70d01050c"))
        salt = der.index(b"\x04", at)
        rounds = salt + 2 + der[salt + 1]
        assert der[rounds : rounds + 2] == b"\x02\x02"
        # Two bytes of the salt become bytes of the number.
        slow = bytearray(der)
        slow[salt + 1] -= 2
        slow[rounds - 2 : rounds + 4] = b"\x02\x04\x7f\xff\xff\xff"
        assert read(bytes(slow), SECRET).problems == (
            "byte 0: to open the private key would take more than 5000000 rounds",
        )

    def test_how_much_a_key_may_cost(self) -> None:
        sealed = pkcs8(LEAF, SECRET)
        assert read(sealed, SECRET, rounds=1_000_000).problems == ()
        assert read(sealed, SECRET, rounds=0).problems == (
            "line 1: to open the private key would take more than 0 rounds",
        )
        assert read(bundle(), SECRET, rounds=0).certificates == ()

    def test_no_private_byte_leaves(self) -> None:
        private = pkcs8(LEAF, encoding="DER")
        secret = private[36:68]
        for data in (private, pkcs8(LEAF), block(private, "CERTIFICATE")):
            found = read(data)
            assert len(found.keys) == 1
            assert secret.hex() not in repr(found)
            assert secret not in found.keys[0].spki


@lru_cache
def bundle(*, old: bool = False) -> bytes:
    how: serialization.KeySerializationEncryption = serialization.BestAvailableEncryption(SECRET)
    if old:
        builder = serialization.PrivateFormat.PKCS12.encryption_builder()
        how = builder.key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC).build(SECRET)
    assert isinstance(LEAF.private, ec.EllipticCurvePrivateKey)
    return pkcs12.serialize_key_and_certificates(
        b"web", LEAF.private, LEAF.parsed, [CA.parsed], how
    )


class TestPkcs12:
    def test_what_cryptography_writes(self) -> None:
        found = read(bundle(), SECRET)
        assert found.certificates == (
            Found(LEAF.der, "alias web"),
            Found(CA.der, "certificate 2"),
        )
        assert found.keys == (Key(parsed(LEAF).spki, "alias web", encrypted=True),)
        assert (found.kind, found.problems) == ("PKCS #12", ())

    def test_its_password(self) -> None:
        assert read(bundle()).problems == (
            "PKCS #12 opens only with its password, or it is damaged",
        )
        assert read(bundle(), b"wrong").problems == (
            "PKCS #12 is not opened by this password, or it is damaged",
        )
        assert ders(read(bundle(old=True), SECRET)) == (LEAF.der, CA.der)
        assert read(bundle(old=True), b"wrong").problems[0].endswith("refuses its triple DES")

    @needs_openssl
    def test_rc2_is_named(self, tmp_path: Path) -> None:
        Path(tmp_path, "leaf").write_bytes(LEAF.pem + pkcs8(LEAF))
        made = openssl(
            *("pkcs12", "-export", "-legacy", "-certpbe", "PBE-SHA1-RC2-40", "-in", "leaf"),
            *("-passout", "pass:changeit"),
            folder=tmp_path,
        )
        text = "it is encrypted with RC2; OpenSSL 3 needs its legacy provider for it"
        assert read(made, SECRET).problems[0] == text

    @needs_openssl
    def test_without_password_and_with_a_serial_number_of_0(self, tmp_path: Path) -> None:
        """`cryptography` warns of such a number, and pytest would raise the warning."""
        openssl(
            *("req", "-x509", "-newkey", "ed25519", "-nodes", "-subj", "/CN=a", "-set_serial", "0"),
            *("-keyout", "key", "-out", "leaf"),
            folder=tmp_path,
        )
        made = openssl(
            *("pkcs12", "-export", "-nokeys", "-in", "leaf", "-passout", "pass:"), folder=tmp_path
        )
        found = read(made)
        assert (len(found.certificates), found.keys, found.problems) == (1, (), ())
        assert ders(read(base64.b64encode(made))) == ders(found)

    def test_one_that_would_take_too_long(self) -> None:
        """The rounds of its MAC are its last number (RFC 7292 section 4)."""
        made = bundle(old=True)
        salt = len(made) - 14
        assert made[salt : salt + 2] == b"\x04\x08"
        assert made[-4:-2] == b"\x02\x02"
        # Two bytes of the salt become bytes of the number.
        slow = made[: salt + 1] + b"\x06" + made[salt + 2 : salt + 8] + b"\x02\x04\x7f\xff\xff\xff"
        assert len(slow) == len(made)
        assert read(slow, SECRET).problems == (
            "to open PKCS #12 would take more than 5000000 rounds",
        )

    @needs_keytool
    def test_a_truststore_of_keytool(self, tmp_path: Path) -> None:
        store = _truststore("PKCS12", tmp_path)
        found = read(store, SECRET)
        assert set(found.certificates) == {
            Found(ROOT.der, "alias the root"),
            Found(CA.der, "alias ünter"),
        }
        assert (found.kind, found.problems) == ("PKCS #12", ())


def _keytool(*command: str, folder: Path) -> None:
    assert KEYTOOL
    english = ("-J-Duser.language=en", "-J-Dfile.encoding=UTF-8", "-J-Dsun.jnu.encoding=UTF-8")
    run("env", "LC_ALL=C.UTF-8", KEYTOOL, *english, *command, folder=folder)


def _truststore(kind: str, folder: Path) -> bytes:
    for alias, one in (("the root", ROOT), ("ünter", CA)):
        Path(folder, "one.pem").write_bytes(one.pem)
        _keytool(
            *("-importcert", "-noprompt", "-file", "one.pem", "-alias", alias),
            *("-keystore", "store", "-storetype", kind, "-storepass", "changeit"),
            folder=folder,
        )
    return Path(folder, "store").read_bytes()


def _keystore(kind: str, folder: Path) -> bytes:
    """The leaf's key and chain, from PKCS #12."""
    Path(folder, "from.p12").write_bytes(bundle())
    _keytool(
        *("-importkeystore", "-noprompt", "-srckeystore", "from.p12", "-srcstoretype", "PKCS12"),
        *("-srcstorepass", "changeit", "-destkeystore", "store", "-deststoretype", kind),
        *("-deststorepass", "changeit", "-destkeypass", "changeit"),
        folder=folder,
    )
    return Path(folder, "store").read_bytes()


@needs_keytool
class TestJava:
    @pytest.mark.parametrize("kind", ["JKS", "JCEKS"])
    def test_a_truststore(self, kind: str, tmp_path: Path) -> None:
        store = _truststore(kind, tmp_path)
        for password in (None, SECRET):
            found = read(store, password)
            assert set(found.certificates) == {
                Found(ROOT.der, "alias the root"),
                Found(CA.der, "alias ünter"),
            }
            assert (found.kind, found.problems, found.keys) == (kind, (), ())
        assert read(store, b"wrong").problems == (
            f"the password is not that of this {kind}, or it was changed since",
        )
        assert len(read(store, b"wrong").certificates) == 2

    @pytest.mark.parametrize("kind", ["JKS", "JCEKS"])
    def test_a_keystore(self, kind: str, tmp_path: Path) -> None:
        found = read(_keystore(kind, tmp_path), SECRET)
        assert found.certificates == (
            Found(LEAF.der, "alias web, certificate 1"),
            Found(CA.der, "alias web, certificate 2"),
        )
        assert found.keys == (Key(b"", "alias web", encrypted=True),)
        assert found.problems == ()

    def test_what_stands_behind_a_secret_key(self, tmp_path: Path) -> None:
        _keytool(
            *("-genseckey", "-keyalg", "AES", "-keysize", "128", "-alias", "aes"),
            *("-keystore", "store", "-storetype", "JCEKS", "-storepass", "changeit"),
            *("-keypass", "changeit"),
            folder=tmp_path,
        )
        found = read(_truststore("JCEKS", tmp_path), SECRET)
        assert set(ders(found)) == {ROOT.der, CA.der}
        assert found.problems == (
            "alias aes: a secret key; what follows it is read without its aliases",
        )

    def test_a_cut_or_changed_store(self, tmp_path: Path) -> None:
        store = _truststore("JKS", tmp_path)
        found = read(store[:-300])
        assert len(found.certificates) == 1
        assert found.problems == (
            f"JKS ends at byte {len(store) - 300}, in the middle of an entry",
        )
        odd = store[:15] + b"\x07" + store[16:]
        assert read(odd).problems == (
            "alias the root: an entry of kind 7 at byte 12, and there are 1, 2 and 3",
        ) or read(odd).problems == (
            "alias ünter: an entry of kind 7 at byte 12, and there are 1, 2 and 3",
        )
        assert read(store[:7] + b"\x03").problems == (
            "JKS ends at byte 8, in the middle of an entry",
        )
        assert read(store[:7] + b"\x03" + store[8:]).problems == (
            "JKS of version 3, and there are 1 and 2",
        )
        other = store.replace(b"\0\x05X.509", b"\0\x05X.510", 1)
        found = read(other)
        assert len(found.certificates) == 1
        assert found.problems[0].endswith(": a certificate of kind X.510, not X.509")


class TestLimits:
    def test_size(self) -> None:
        found = read(bytes(containers.LARGEST + 1))
        assert found.problems == ("10485761 bytes are more than 10485760, and none was read",)

    def test_certificates(self) -> None:
        small = b"\x30\x0b\x30\x04\x30\x00\x30\x00\x30\x00\x03\x01\x00"
        for data in (small * 4100, block(small, "CERTIFICATE") * 4100):
            found = read(data)
            assert len(found.certificates) == containers.MOST_CERTIFICATES
            assert found.problems == ("only the first 4096 certificates are shown",)

    def test_problems_and_keys(self) -> None:
        found = read(block(b"hello", "CERTIFICATE") * 100)
        assert len(found.problems) == containers.MOST_PROBLEMS + 1
        assert found.problems[-1] == "only the first 64 problems are shown"
        assert len(read(pkcs8(LEAF) * 70).keys) == containers.MOST_KEYS


SEEDS = (
    CHAIN + pkcs8(LEAF),
    base64.b64encode(CHAIN),
    json.dumps([CHAIN.decode()]).encode(),
    LEAF.der + pkcs8(LEAF, encoding="DER"),
    bundle(),
    b"\xfe\xed\xfe\xed\0\0\0\2\0\0\0\1\0\0\0\2\0\1a"
    + bytes(8)
    + b"\0\5X.509\0\0\0\1\0"
    + bytes(20),
)


@given(st.sampled_from(SEEDS), st.binary(max_size=40), st.floats(0, 1), st.integers(0, 40))
def test_nothing_raises_and_nothing_is_silent(
    seed: bytes, junk: bytes, place: float, cut: int
) -> None:
    at = int(place * len(seed))
    for data in (junk, seed[:at] + junk + seed[at + cut :]):
        found = read(data, SECRET)
        assert found.certificates or found.keys or found.crls or found.problems or found.kind
