"""`tlswhy chain`, as a user starts it: with files of every kind, and with a target."""

from __future__ import annotations

import io
import json
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    pkcs7,
    pkcs12,
)

from pki.chains import AT, Cert, between, leaf, root
from tlswhy.cli import own
from tlswhy.cli.main import main
from tlswhy.cli.output import FORMATS
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, http, tls
from tlswhy.lab.proxies import http_proxy, socks5_proxy
from tlswhy.lab.scenario import direct, through
from tlswhy.model import casefile
from tlswhy.pki.verdicts import MOST_READ
from tlswhy.report.schema import schema

OPENSSL, KEYTOOL = shutil.which("openssl"), shutil.which("keytool")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
needs_keytool = pytest.mark.skipif(KEYTOOL is None, reason="keytool of the JDK is not installed")

NOW = ("--now", "2030-01-01")
SECRET = b"hunter2"
TOP = root()
MIDDLE = between(TOP)
LEAF = leaf(MIDDLE)
OLD = leaf(MIDDLE, ends=AT - timedelta(days=1))
CHAIN = LEAF.pem + MIDDLE.pem


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv(own.PASSWORD, raising=False)


class Shell:
    """Runs the command in a folder of its own, with the root of the chains as the one anchor."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capsys = folder, capsys
        self.trust = ("--trust", "none", "--ca-file", self.file("root.pem", TOP.pem), *NOW)

    def file(self, name: str, content: bytes) -> str:
        path = self._folder / name
        path.write_bytes(content)
        return str(path)

    def chain(self, *words: str) -> tuple[int, str]:
        """Status, and what was printed; nothing is complained about."""
        status = main(["chain", *words, *self.trust])
        out, err = self._capsys.readouterr()
        assert err == ""
        return status, out

    def document(self, *words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.chain(*words, "--format", "json")[1])
        return found

    def causes(self, *words: str) -> list[str]:
        return [finding["cause"] for finding in self.document(*words)["findings"]]

    def sent(self, *words: str) -> list[str]:
        """The subjects, in the order that is judged."""
        return [one["subject"] for one in self.document(*words)["chain"]["certificates"]]

    def complaint(self, *words: str) -> str:
        """What is wrong with a command line: status 2, and one line of it."""
        assert main(["chain", *words]) == 2
        out, err = self._capsys.readouterr()
        assert out == ""
        assert err.startswith("tlswhy: ")
        assert err.count("\n") == 1
        return err.removeprefix("tlswhy: ").rstrip("\n")


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def secret(of: Cert, lock: KeySerializationEncryption | None = None) -> bytes:
    return of.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock or NoEncryption())


LOCK = BestAvailableEncryption(SECRET)
BOTH = ["CN=a.example", "CN=Intermediate, O=Lab"]


class TestKindsOfFiles:
    def test_pem(self, shell: Shell) -> None:
        status, out = shell.chain(shell.file("a.pem", CHAIN), "--host", "a.example")
        assert status == 0
        assert out.startswith("OK")
        assert "CN=a.example (line 1)" in out
        assert max(map(len, out.splitlines())) <= 80

    def test_der(self, shell: Shell) -> None:
        assert shell.sent(shell.file("a.der", LEAF.der), shell.file("ca.cer", MIDDLE.der)) == BOTH

    def test_pkcs7(self, shell: Shell) -> None:
        both = [LEAF.parsed, MIDDLE.parsed]
        for form in (Encoding.PEM, Encoding.DER):
            path = shell.file("a.p7b", pkcs7.serialize_certificates(both, form))
            assert shell.sent(path) == BOTH
            assert shell.causes(path) == [], "it is a set: nothing stands in a wrong place"

    def test_pkcs12(self, shell: Shell) -> None:
        path = shell.file("a.p12", packed(NoEncryption()))
        assert shell.sent(path) == BOTH
        assert shell.causes(path) == []

    def test_pkcs12_with_a_password(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        path = shell.file("a.pfx", packed(LOCK))
        word = shell.file("word", SECRET + b"\n")
        assert shell.sent(path, "--cert-password-file", word) == BOTH
        monkeypatch.setenv(own.PASSWORD, SECRET.decode())
        assert shell.sent(path) == BOTH
        monkeypatch.setenv(own.PASSWORD, "wrong")
        assert "password" in shell.complaint(path, *shell.trust)
        monkeypatch.delenv(own.PASSWORD)
        assert "password" in shell.complaint(path, *shell.trust)

    @needs_keytool
    def test_jks(self, shell: Shell, tmp_path: Path) -> None:
        assert KEYTOOL is not None
        store = tmp_path / "a.jks"
        shell.file("a.p12", packed(LOCK))
        subprocess.run(
            [
                *(KEYTOOL, "-importkeystore", "-noprompt"),
                *("-srckeystore", str(tmp_path / "a.p12"), "-srcstorepass", SECRET.decode()),
                *("-destkeystore", str(store), "-deststoretype", "jks"),
                *("-deststorepass", "changeit", "-srcstoretype", "pkcs12"),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        assert shell.sent(str(store)) == BOTH
        assert shell.causes(str(store)) == []

    def test_standard_input(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CHAIN)))
        assert shell.sent("-") == BOTH

    def test_no_standard_input(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        assert shell.complaint("-") == "cannot read -: there is no standard input"

    def test_several_files(self, shell: Shell) -> None:
        ca, end = shell.file("ca.pem", MIDDLE.pem), shell.file("leaf.pem", LEAF.pem)
        for order in ((ca, end), (end, ca)):
            assert shell.sent(*order) == BOTH
            assert shell.causes(*order) == [], "each is the first of its file"
        places = [one["place"] for one in shell.document(ca, end)["chain"]["certificates"]]
        assert places == [f"{end}, line 1", f"{ca}, line 1"]

    @pytest.mark.parametrize(
        "name", ["with space.pem", "-dash.pem", "ünï.pem", "a\nb.pem", os.fsdecode(b"\xff.pem")]
    )
    @pytest.mark.parametrize("form", FORMATS)
    def test_names_of_files(self, shell: Shell, name: str, form: str) -> None:
        path = shell.file(name, CHAIN)
        status, out = shell.chain(path, "--ca-file", path, "--format", form)
        assert status == 0
        if form in ("json", "jsonl"):
            assert json.loads(out)["subject"]["target"].encode()
            assert json.loads(out)["chain"]["clients"][0]["store"].encode()

    def test_the_leaf_is_found_where_it_stands_last(self, shell: Shell) -> None:
        path = shell.file("a.pem", TOP.pem + MIDDLE.pem + LEAF.pem)
        made = shell.document(path)
        assert made["chain"]["certificates"][0]["subject"] == "CN=a.example"
        assert [one["cause"] for one in made["findings"]] == ["server-cert-file-bad"]
        assert made["findings"][0]["because"].startswith("CN=a.example is certificate 3")
        assert made["broke_at"]["step"] == "start"

    def test_an_order_that_does_not_count(self, shell: Shell) -> None:
        turned = pkcs12.serialize_key_and_certificates(
            None, None, None, [MIDDLE.parsed, LEAF.parsed], NoEncryption()
        )
        assert shell.causes(shell.file("a.p12", turned)) == []

    def test_a_ca_alone(self, shell: Shell) -> None:
        assert shell.sent(shell.file("ca.pem", MIDDLE.pem)) == BOTH[1:]

    def test_a_certificate_that_cannot_be_read_beside_one_that_can(self, shell: Shell) -> None:
        broken = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        status, out = shell.chain(shell.file("a.pem", CHAIN + broken))
        assert status == 0
        assert "line " in out[out.index("Files") :]


def packed(lock: KeySerializationEncryption) -> bytes:
    above = [MIDDLE.parsed]
    assert isinstance(LEAF.private, ec.EllipticCurvePrivateKey)
    return pkcs12.serialize_key_and_certificates(b"web", LEAF.private, LEAF.parsed, above, lock)


class TestKeys:
    def test_in_the_same_file(self, shell: Shell) -> None:
        assert shell.causes(shell.file("a.pem", secret(LEAF) + CHAIN)) == []

    def test_in_another_file(self, shell: Shell) -> None:
        chain, key = shell.file("a.pem", CHAIN), shell.file("a.key", secret(LEAF))
        assert shell.causes(chain, key) == []
        assert shell.causes(chain, "--key", key) == []

    def test_of_another_certificate(self, shell: Shell) -> None:
        chain, key = shell.file("a.pem", CHAIN), shell.file("a.key", secret(TOP))
        for words in ((chain, key), (chain, "--key", key)):
            made = shell.document(*words)
            assert [one["cause"] for one in made["findings"]] == ["server-key-mismatch"]
            assert made["broke_at"]["step"] == "start"
        status, out = shell.chain(chain, "--key", key)
        assert status == 1
        assert "the private key does not belong to CN=a.example" in " ".join(out.split())

    def test_of_the_issuer(self, shell: Shell) -> None:
        made = shell.document(shell.file("a.pem", CHAIN + secret(MIDDLE)))
        assert made["findings"][0]["because"].endswith("but to certificate 2")

    def test_of_both(self, shell: Shell) -> None:
        """That the issuer's is there too is no fault."""
        own_ca = shell.file("ca.pem", MIDDLE.pem + secret(MIDDLE))
        web = shell.file("web.pem", LEAF.pem + secret(LEAF))
        assert shell.causes(own_ca, web) == []
        assert shell.causes(web, own_ca) == []

    def test_locked(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing is said of a key that cannot be read."""
        chain = shell.file("a.pem", CHAIN)
        right = shell.file("right.key", secret(LEAF, LOCK))
        wrong = shell.file("wrong.key", secret(TOP, LOCK))
        assert shell.causes(chain, "--key", right) == []
        assert shell.causes(chain, "--key", wrong) == []
        monkeypatch.setenv(own.PASSWORD, SECRET.decode())
        assert shell.causes(chain, "--key", right) == []
        assert shell.causes(chain, "--key", wrong) == ["server-key-mismatch"]

    def test_locked_beside_one_that_does_not_fit(self, shell: Shell) -> None:
        """The locked one may be the leaf's."""
        locked = shell.file("a.pem", CHAIN + secret(LEAF, LOCK))
        for other in (MIDDLE, TOP):
            assert shell.causes(locked, shell.file("other.key", secret(other))) == []

    def test_the_same_file_twice(self, shell: Shell) -> None:
        both = shell.file("a.pem", CHAIN + secret(LEAF))
        assert shell.sent(both, "--key", both) == BOTH

    def test_certificates_beside_a_key_are_not_sent(self, shell: Shell) -> None:
        chain, both = shell.file("a.pem", CHAIN), shell.file("b.pem", CHAIN + secret(LEAF))
        assert shell.sent(chain, "--key", both) == BOTH

    def test_none_in_its_file(self, shell: Shell) -> None:
        chain, none = shell.file("a.pem", CHAIN), shell.file("b.pem", TOP.pem)
        assert "there is no private key in" in shell.complaint(chain, "--key", none)

    def test_no_secret_gets_out(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(own.PASSWORD, SECRET.decode())
        both = shell.file("a.pem", CHAIN + secret(TOP, LOCK) + secret(TOP))
        body = secret(TOP).decode().split("\n")[1]
        for form in FORMATS:
            out = shell.chain(both, "--format", form)[1]
            assert SECRET.decode() not in out
            assert body not in out


class TestOptions:
    def test_host(self, shell: Shell) -> None:
        path = shell.file("a.pem", CHAIN)
        assert shell.causes(path) == []
        for name in ("a.example", "A.Example.", "a.example:8443"):
            assert shell.causes(path, "--host", name) == []
        assert shell.causes(path, "--host", "b.example") == ["cert-hostname-mismatch"]
        assert shell.causes(path, "--host", "192.0.2.1") == ["cert-ip-san-missing"]

    def test_an_international_host(self, shell: Shell) -> None:
        path = shell.file("a.pem", leaf(MIDDLE, names=("xn--bcher-kva.test",)).pem + MIDDLE.pem)
        assert shell.causes(path, "--host", "Bücher.test") == []

    def test_now(self, shell: Shell) -> None:
        path = shell.file("a.pem", CHAIN)
        late = ["chain", path, "--trust", "none", "--ca-file", shell.trust[3]]
        assert main([*late, "--now", "2040-01-01"]) == 1
        assert main([*late, "--now", "2030-01-01"]) == 0

    @pytest.mark.parametrize("store", ["none", "mozilla", "system"])
    def test_trust(
        self,
        shell: Shell,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        store: str,
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", shell.file("other.pem", root("Other").pem))
        path = shell.file("a.pem", CHAIN)
        assert main(["chain", path, "--trust", store, *NOW, "--format", "json"]) == 1
        made = json.loads(capsys.readouterr().out)
        names = {"none": "none", "mozilla": "Mozilla", "system": "system"}
        stores = {one["client"]: one["store"] for one in made["chain"]["clients"]}
        assert (stores["go"], stores["java"]) == (names[store], "Java")

    def test_ca_file(self, shell: Shell) -> None:
        path = shell.file("a.pem", CHAIN)
        other = shell.file("other.pem", root("Other").pem)
        assert shell.causes(path, "--ca-file", other) == []
        assert main(["chain", path, "--trust", "none", *NOW, "--ca-file", other]) == 1

    def test_a_client(self, shell: Shell) -> None:
        path = shell.file("a.pem", leaf(MIDDLE, aki=None).pem + MIDDLE.pem)
        assert shell.chain(path)[0] == 0
        status, out = shell.chain(path, "--as", "python@3.13")
        assert status == 1
        assert "cert-strict-noncompliant" in out

    def test_the_command_is_shown_without_its_passwords(self, shell: Shell) -> None:
        out = shell.chain(shell.file("a.pem", CHAIN), "--format", "html")[1]
        assert "<code>tlswhy " in out

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            ("{pem} --proxy http://p.test:1", "--proxy is for a target"),
            ("{pem} --sni a.test", "--sni is for a target"),
            ("{pem} --no-sni", "--no-sni is for a target"),
            ("{pem} -4", "-4 is for a target"),
            ("{pem} -6", "-6 is for a target"),
            ("{pem} --save {folder}/a.case", "--save is for a target"),
            ("{pem} --timeout 3", "--timeout is for a target"),
            ("{pem} --cert {pem}", "--cert is for a target"),
            ("{pem} --connect-to a.test:1", "--connect-to is for a target"),
            ("{pem} --min-version 1.2", "--min-version is for a target"),
            ("{pem} --starttls smtp", "--starttls is for a target"),
            ("{pem} --format xml", "--format: 'xml' is not one of text"),
            ("{pem} --trust windows", "--trust: 'windows' is not one of system"),
            ("{pem} --now yesterday", "--now: 'yesterday' is no time"),
            ("{pem} --as nobody", "--as: no client is called 'nobody'"),
            ("{pem} --host a..b", "--host: 'a..b' is no host name"),
            ("{pem} --host https://a.test/", "--host: "),
            ("{pem} --host 300.1.1.1", "--host: '300.1.1.1' is no IPv4 address"),
            ("{pem} --ca-file {folder}/none.pem", "cannot read"),
            ("{pem} --ca-file {key}", "has no certificate"),
            ("{pem} --key {folder}/none.key", "cannot read"),
            ("{pem} --cert-password-file {folder}/none", "--cert-password-file: cannot read"),
            ("{pem} --frobnicate", "there is no option --frobnicate"),
            ("{pem} {folder}/none.pem", "cannot read"),
            ("{folder}/none.pem", "none.pem: No such file or directory"),
            ("none.pem", "cannot read none.pem: No such file"),
            ("{folder}", "Is a directory"),
            ("{folder}/", "Is a directory"),
            ("{empty}", "there is no certificate in {empty}: it is empty"),
            ("{junk}", "there is no certificate in {junk}"),
            ("{key}", "there is no certificate in {key}: it has only a private key"),
            ("{pem} --write-fullchain {pem}", "{pem} exists; name a new file"),
            ("{pem} --write-fullchain {folder}", "{folder} exists; name a new file"),
            ("{pem} --write-fullchain {link}", "{link} exists; name a new file"),
            ("{pem} --write-fullchain {folder}/no/a.pem", "there is no folder for"),
            ("{pem} --write-fullchain=", "there is no folder for ''"),
            ("a.test b.test", "too many words: 'b.test'; one target, or files that exist"),
            ("a.test --host b.test", "--sni asks a target for another name"),
            ("a..test", "is no host name"),
            ("", "FILE or TARGET"),
        ],
    )
    def test_what_is_wrong_is_said_in_one_line(
        self, shell: Shell, tmp_path: Path, words: str, says: str
    ) -> None:
        link = tmp_path / "link"
        link.symlink_to(tmp_path / "nowhere")
        paths = {
            "folder": str(tmp_path),
            "link": str(link),
            "pem": shell.file("a.pem", CHAIN),
            "key": shell.file("a.key", secret(LEAF)),
            "empty": shell.file("empty.pem", b""),
            "junk": shell.file("junk.bin", bytes(range(256)) * 9),
        }
        said = shell.complaint(*(word.format(**paths) for word in words.split()))
        assert says.format(**paths) in said


class TestAnswers:
    def test_what_fails(self, shell: Shell) -> None:
        status, out = shell.chain(shell.file("a.pem", OLD.pem + MIDDLE.pem))
        assert status == 1
        assert out.startswith("FAILED  cert-expired (certain):")
        assert "judge at a time between 2029-09-23 and 2029-12-31: all clients take it" in (
            " ".join(out.split())
        )

    @needs_openssl
    def test_what_real_programs_say(self, shell: Shell) -> None:
        made = shell.document(shell.file("a.pem", CHAIN), "--host", "a.example")
        said = {one["like"]: (one["ok"], one["agrees"]) for one in made["chain"]["opinions"]}
        assert said == dict.fromkeys(("openssl", "python", "pyca"), (True, True))
        nameless = shell.document(shell.file("a.pem", OLD.pem + MIDDLE.pem))
        said = {one["like"]: (one["ok"], one["agrees"]) for one in nameless["chain"]["opinions"]}
        assert said == dict.fromkeys(("openssl", "python"), (False, True))

    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("first", [LEAF, OLD], ids=["ok", "failed"])
    def test_every_form(self, shell: Shell, form: str, first: Cert) -> None:
        path = shell.file("a.pem", first.pem + MIDDLE.pem)
        status, out = shell.chain(path, "--format", form)
        assert status == (first is OLD)
        assert out.endswith("\n")
        assert not out.endswith("\n\n")
        assert ("cert-expired" in out) is (first is OLD)
        if form in ("json", "jsonl"):
            made = json.loads(out)
            jsonschema.Draft202012Validator(schema()).validate(made)
            assert made["subject"]["kind"] == "chain"
            assert len(made["chain"]["clients"]) == 13
        if form == "jsonl":
            assert out.count("\n") == 1
        if form == "junit":
            assert ET.fromstring(out.encode()).tag == "testsuites"
        if form == "sarif":
            assert json.loads(out)["version"] == "2.1.0"
        if form in ("text", "markdown", "html"):
            assert "Chrome and Edge" in out

    def test_a_list_of_roots_is_called_one(self, shell: Shell) -> None:
        """150 roots of nobody's."""
        many = [root(f"Root {number}") for number in range(150)]
        status, out = shell.chain(shell.file("bundle.pem", b"".join(one.pem for one in many)))
        assert status == 1
        words = " ".join(out.split())
        assert "all 150 certificates are roots: this is a list of whom to trust" in words
        assert f"only the first {MOST_READ} of 150 certificates were judged" in words
        assert "are too many" not in words, "nobody else refuses what was not asked"

    def test_ten_thousand_certificates(self, shell: Shell) -> None:
        made = shell.document(shell.file("a.pem", CHAIN + OLD.pem * 9998))
        assert made["outcome"] == "ok"
        assert len(made["chain"]["certificates"]) == MOST_READ
        assert made["chain"]["notes"] == [
            "only the first 4096 certificates are shown",
            f"only the first {MOST_READ} of 4096 certificates were judged",
        ]


class TestFullChain:
    @needs_openssl
    def test_openssl_takes_what_was_written(self, shell: Shell, tmp_path: Path) -> None:
        low = between(MIDDLE, "Low")
        end = leaf(low)
        path = shell.file("a.pem", end.pem + TOP.pem + MIDDLE.pem + low.pem)
        made = tmp_path / "full chain.pem"
        assert shell.chain(path, "--write-fullchain", str(made))[0] == 0
        assert ders(made) == [end.der, low.der, MIDDLE.der]
        assert OPENSSL is not None
        at = str(int(AT.timestamp()))
        words = ("verify", "-attime", at, "-purpose", "sslserver", "-CAfile", shell.trust[3])
        done = subprocess.run(
            [OPENSSL, *words, "-untrusted", str(made), str(made)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert done.stdout == f"{made}: OK\n"

    def test_what_cures_is_what_is_written(self, shell: Shell, tmp_path: Path) -> None:
        cross = between(root("Gone"), private=MIDDLE.private)
        path = shell.file("a.pem", LEAF.pem + cross.pem + MIDDLE.pem)
        made = tmp_path / "full.pem"
        out = shell.chain(path, "--write-fullchain", str(made))[1]
        assert "send a.example, then Intermediate" in out
        assert ders(made) == [LEAF.der, MIDDLE.der]

    def test_a_chain_that_lacks_something_is_called_so(
        self, shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made = tmp_path / "full.pem"
        path = shell.file("a.pem", LEAF.pem)
        assert main(["chain", path, *shell.trust, "--write-fullchain", str(made)]) == 1
        said = "the issuer CN=Intermediate, O=Lab is unknown here; unless it is a root"
        assert said in capsys.readouterr().err
        assert ders(made) == [LEAF.der]

    def test_nothing_to_write(
        self, shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made = tmp_path / "full.pem"
        broken = b"-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"
        path = shell.file("a.pem", broken + MIDDLE.pem)
        assert main(["chain", path, *shell.trust, "--write-fullchain", str(made)]) == 2
        assert "there is no chain to write" in capsys.readouterr().err
        assert not made.exists()

    def test_what_appears_meanwhile_is_not_written_over(
        self,
        shell: Shell,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        made = shell.file("full.pem", b"mine")
        monkeypatch.setattr(os.path, "lexists", lambda _: False)
        path = shell.file("a.pem", CHAIN)
        assert main(["chain", path, *shell.trust, "--write-fullchain", made]) == 2
        assert "cannot write" in capsys.readouterr().err
        assert Path(made).read_bytes() == b"mine"


def ders(path: Path) -> list[bytes]:
    read = x509.load_pem_x509_certificates(path.read_bytes())
    return [one.public_bytes(Encoding.DER) for one in read]


# -- targets


@pytest.fixture(scope="module")
def bench() -> Iterator[Lab]:
    with Lab() as lab:
        yield lab


class TestTargets:
    def test_a_good_server(self, bench: Lab, capsys: pytest.CaptureFixture[str]) -> None:
        port = bench.serve(tls(context(bench.leaf("a.test"))))
        status, made = self.asked(capsys, *direct(port, *bench.trust).argv)
        assert status == 0
        sent = [one["subject"] for one in made["chain"]["certificates"]]
        assert sent == ["CN=a.test", "CN=Lab Issuing CA"]
        assert {one["ok"] for one in made["chain"]["clients"]} == {True}
        assert made["subject"]["kind"] == "live"
        assert [one["place"] for one in made["chain"]["certificates"]] == ["", ""]

    def test_an_expired_certificate(self, bench: Lab, capsys: pytest.CaptureFixture[str]) -> None:
        port = bench.serve(tls(context(bench.leaf("a.test", days=(-90, -3)))))
        words = direct(port, *bench.trust).argv
        status, made = self.asked(capsys, *words)
        assert status == 1
        assert made["findings"][0]["cause"] == "cert-expired"
        assert [one["change"] for one in made["chain"]["cures"]] == ["time"]
        assert main(["chain", *words, "--quiet"]) == 1
        out, err = capsys.readouterr()
        assert err == ""
        assert "Clients\n" in out
        assert "What would cure it\n" in out

    def test_a_missing_intermediate_is_written_as_it_is(
        self, bench: Lab, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        pem = bench.leaf("a.test")
        alone = bench.file("alone.pem", pem.chain.read_bytes().split(b"-----END")[0] + END)
        served = context(type(pem)(alone, pem.key))
        made = tmp_path / "full.pem"
        words = (*direct(bench.serve(tls(served)), *bench.trust).argv, "--quiet")
        assert main(["chain", *words, "--write-fullchain", str(made)]) == 1
        out, err = capsys.readouterr()
        assert "chain-intermediate-missing" in out
        assert "CN=Lab Issuing CA is unknown here" in err
        assert len(ders(made)) == 1

    def test_the_name_that_is_asked_for_is_the_one_that_counts(
        self, bench: Lab, capsys: pytest.CaptureFixture[str]
    ) -> None:
        port = bench.serve(tls(context(bench.leaf("a.test"))))
        words = direct(port, *bench.trust, name="b.test").argv
        status, made = self.asked(capsys, *words)
        assert status == 1
        assert [one["says"] for one in made["chain"]["cures"]] == ["connect by the name a.test"]

    def test_a_server_without_tls(self, bench: Lab, capsys: pytest.CaptureFixture[str]) -> None:
        status, made = self.asked(capsys, *direct(bench.serve(http())).argv)
        assert status == 1
        assert "chain" not in made
        assert made["findings"]

    def test_a_server_without_a_certificate(
        self, bench: Lab, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        bare = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        words = direct(bench.serve(tls(bare))).argv
        status, made = self.asked(capsys, *words)
        assert status == 1
        assert "chain" not in made
        there = tmp_path / "full.pem"
        assert main(["chain", *words, "--quiet", "--write-fullchain", str(there)]) == 2
        assert "there is no chain to write" in capsys.readouterr().err
        assert not there.exists()

    def test_nobody_listens(self, bench: Lab, capsys: pytest.CaptureFixture[str]) -> None:
        status, made = self.asked(capsys, *direct(bench.closed_port()).argv)
        assert status == 1
        assert made["findings"][0]["cause"] == "tcp-refused"

    def test_http_is_no_chain(self, bench: Lab, capsys: pytest.CaptureFixture[str]) -> None:
        port = bench.serve(http())
        words = (f"http://127.0.0.1:{port}", "--no-proxy")
        status, made = self.asked(capsys, *words)
        assert status == 0
        assert "chain" not in made

    @pytest.mark.parametrize("scheme", ["http", "socks5h"])
    def test_through_a_proxy(
        self, bench: Lab, capsys: pytest.CaptureFixture[str], scheme: str
    ) -> None:
        inside = tls(context(bench.leaf("a.test")))
        proxy = http_proxy(inside) if scheme == "http" else socks5_proxy(inside)
        url = f"{scheme}://127.0.0.1:{bench.serve(proxy)}"
        status, made = self.asked(capsys, *through(url, *bench.trust).argv)
        assert status == 0
        assert made["chain"]["certificates"][0]["subject"] == "CN=a.test"

    def test_the_case_is_saved(
        self, bench: Lab, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        there = tmp_path / "a.case"
        port = bench.serve(tls(context(bench.leaf("a.test", days=(-90, -3)))))
        self.asked(capsys, *direct(port, *bench.trust).argv, "--save", str(there))
        case = casefile.read(there.read_text(encoding="utf-8"))
        assert case.header["expect"] == "cert-expired certain"

    @pytest.mark.parametrize("form", FORMATS)
    def test_every_form(self, bench: Lab, capsys: pytest.CaptureFixture[str], form: str) -> None:
        port = bench.serve(tls(context(bench.leaf("a.test", days=(-90, -3)))))
        words = direct(port, *bench.trust).argv
        assert main(["chain", *words, "--quiet", "--format", form]) == 1
        assert "cert-expired" in capsys.readouterr().out

    def asked(self, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
        status = main(["chain", *words, "--quiet", "--format", "json"])
        out, err = capsys.readouterr()
        assert err == ""
        made: dict[str, Any] = json.loads(out)
        jsonschema.Draft202012Validator(schema()).validate(made)
        return status, made


END = b"-----END CERTIFICATE-----\n"


# -- the process


def started(shell: Shell, *words: str, reader: int) -> tuple[int, str]:
    """Status and complaints, when whoever reads the answer stops after so many bytes."""
    path = shell.file("a.pem", OLD.pem + MIDDLE.pem)
    line = [sys.executable, "-m", "tlswhy", "chain", path, *shell.trust, *words]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(reader)
        child.stdout.close()
        said = child.stderr.read().decode()
        return child.wait(60), said


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("reader", [0, 1, 100])
def test_a_reader_that_goes_early_is_no_fault(shell: Shell, form: str, reader: int) -> None:
    status, said = started(shell, "--format", form, reader=reader)
    assert said == ""
    assert status in (0, 1)


def test_help_names_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chain", "--help"]) == 0
    out = capsys.readouterr().out
    assert "chain FILE... | TARGET" in out
    assert "--write-fullchain" in out
