"""`tlswhy explain --here`, as a user starts it, on a machine made of a few files."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import jsonschema
import pytest

from tlswhy.cli.main import main
from tlswhy.machine import Machine, Wanted
from tlswhy.net.clock import now
from tlswhy.pki.stores import mozilla
from tlswhy.report.schema import schema

UNTRUSTED = (
    b"requests.exceptions.SSLError: certificate verify failed: unable to get local issuer "
    b"certificate (_ssl.c:1006)\n"
)
SECRET = "s3cret"
BUNDLE = "etc/ssl/certs/ca-certificates.crt"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This machine, with other folders."""

    def this(wanted: Wanted | None = None) -> Machine:
        folders = [tmp_path / name for name in ("root", "home", "cwd")]
        return Machine(folders[0], folders[1], folders[2], os.environ, now(), wanted)

    monkeypatch.setattr(Machine, "this", this)
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or "CERT" in name or "CA" in name.split("_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("https_proxy", f"https://bob:{SECRET}@p.test:3128")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / ".npmrc").write_text("strict-ssl=false\n")
    return tmp_path


def told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    data: bytes,
    *words: str,
) -> tuple[int, str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    status = main(["explain", "--here", *words])
    return status, capsys.readouterr().out


def test_without_a_text_it_is_the_table_of_this_machine(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = told(monkeypatch, capsys, b"", "-")
    assert status == 0
    assert "nothing sent or changed" in out.splitlines()[0]
    assert "At odds" in out
    assert "https_proxy begins with https://" in out
    assert "strict-ssl = false" in out
    assert "~/.npmrc line 1" in out
    assert SECRET not in out


def test_on_a_terminal_it_does_not_wait_for_a_text(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["explain", "--here"]) == 0
    assert "Settings" in capsys.readouterr().out


def test_json_has_it_all_and_follows_the_schema(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = told(monkeypatch, capsys, b"", "--format", "json")
    document = json.loads(out)
    jsonschema.validate(document, schema())
    assert (status, document["outcome"]) == (0, "ok")
    setting = next(one for one in document["here"] if one.get("name") == "strict-ssl")
    assert setting["at"] == {"file": "~/.npmrc", "line": 1}
    assert (setting["program"], setting["value"]) == ("npm", "false")
    assert document["here"][-1]["files"] == ["~/.npmrc"]
    assert SECRET not in out


@pytest.mark.parametrize("form", ["text", "json", "html", "markdown"])
def test_a_text_is_judged_with_what_is_here(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    status, out = told(monkeypatch, capsys, UNTRUSTED, "--format", form)
    assert status == 1
    assert "a proxy is set on this machine" in " ".join(out.split())
    assert SECRET not in out
    if form == "json":
        jsonschema.validate(json.loads(out), schema())
    else:
        assert "On this machine" in out


def test_a_store_that_does_not_exist_is_the_answer(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/corp.pem")
    _, out = told(monkeypatch, capsys, UNTRUSTED)
    assert out.startswith("FAILED  trust-store-missing (certain)")
    assert "/etc/corp.pem" in out


def test_a_ca_is_looked_for_in_every_store(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import ssl

    first, second = (ssl.DER_cert_to_PEM_cert(der) for der in mozilla().anchors[:2])
    bundle = home / "root" / BUNDLE
    bundle.parent.mkdir(parents=True)
    bundle.write_text(second)
    question = home / "ca.pem"
    for pem, answer in ((first, False), (second, True)):
        question.write_text(pem)
        _, out = told(monkeypatch, capsys, b"", "--format", "json", "--ca", str(question))
        found = [one for one in json.loads(out)["here"] if one.get("program") == "os"]
        assert [one["has_issuer"] for one in found] == [answer]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--here", "--log"), "not with a log"),
        (("--ca", "x.pem"), "add --here"),
        (("--here", "--format", "html"), "text, json, jsonl"),
    ],
)
def test_what_does_not_go_together_is_wrong_input(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    what: str,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["explain", *words]) == 2
    assert what in capsys.readouterr().err
