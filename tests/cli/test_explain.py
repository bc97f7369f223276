"""`tlswhy explain`, as a user starts it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from tlswhy.cli.main import main
from tlswhy.report.schema import schema

EXPIRED = "curl: (60) SSL certificate problem: certificate has expired\n"


class Stdin(io.TextIOWrapper):
    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(data))


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = main(["explain", *words])
    return status, capsys.readouterr().out


def test_a_pasted_text_gets_its_cause_and_a_fix(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(monkeypatch, EXPIRED.encode())
    status, out = told(capsys)
    assert status == 1
    assert out.startswith("FAILED  cert-expired (certain):")
    assert "certbot renew" in out


def test_the_words_may_stand_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = told(capsys, "wrong version number, https://user:pw@db.test:5000/x")
    assert status == 1
    assert "tlswhy diagnose db.test:5000" in out
    assert "pw" not in out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_a_file_of_any_encoding_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    path = tmp_path / "error.txt"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + EXPIRED).encode(encoding))
    status, out = told(capsys, str(path))
    assert (status, "cert-expired" in out) == (1, True)


def test_what_tells_of_no_failure_is_ok(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(monkeypatch, b"all is well\n")
    status, out = told(capsys)
    assert (status, out.split()[0]) == (0, "OK")


@pytest.mark.parametrize("data", [b"", b"  \n\t"])
def test_nothing_is_wrong_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    piped(monkeypatch, data)
    assert main(["explain"]) == 2
    assert "no text to explain" in capsys.readouterr().err


def test_a_missing_file_is_wrong_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "/no/such/file"]) == 2
    err = capsys.readouterr().err
    assert "cannot read /no/such/file" in err
    assert err.count("\n") == 1


def test_json_follows_the_schema_and_says_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(monkeypatch, b"\n\n  " + EXPIRED.encode())
    _, out = told(capsys, "--format", "json")
    document = json.loads(out)
    jsonschema.validate(document, schema())
    assert document["subject"]["kind"] == "text"
    assert document["findings"][0]["evidence"][0]["at"] == {"file": "-", "line": 3, "column": 37}


@pytest.mark.parametrize("form", ["html", "markdown", "sarif", "junit"])
def test_every_format_takes_a_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    piped(monkeypatch, EXPIRED.encode())
    _, out = told(capsys, "--format", form)
    assert "cert-expired" in out


class TestLog:
    LINES = (
        "2024-01-02T03:04:05Z app certificate has expired https://a.test/",
        "2024-01-02T03:04:06Z app GET / 200",
        "2024-01-02T03:04:07Z app certificate has expired https://a.test/",
        "2024-01-02T03:04:08Z app certificate has expired https://b.test/",
    )

    @pytest.fixture
    def log(self, tmp_path: Path) -> str:
        path = tmp_path / "app.log"
        path.write_text("\n".join(self.LINES) + "\n")
        return str(path)

    def test_a_log_is_a_page_of_kinds(self, log: str, capsys: pytest.CaptureFixture[str]) -> None:
        status, out = told(capsys, log, "--log")
        assert status == 1
        assert "3 failures in 2 kinds" in out
        first, second = (line for line in out.splitlines() if "cert-expired" in line)
        assert first.split() == ["2x", "cert-expired", "(certain)", "a.test"]
        assert second.split() == ["1x", "cert-expired", "(certain)", "b.test"]
        assert "2024-01-02 03:04:05 to 03:04:07 UTC" in out

    def test_as_json_each_kind_is_a_document(
        self, log: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out = told(capsys, log, "--log", "--format", "json")
        found = json.loads(out)
        assert found["schema"] == "tlswhy/diagnoses/1"
        for document in found["diagnoses"]:
            jsonschema.validate(document, schema())
        first = found["diagnoses"][0]["subject"]
        assert (first["lines"], first["line"], first["target"]) == (2, 1, "a.test")
        assert first["first"] == "2024-01-02T03:04:05+00:00"

    def test_as_lines_each_kind_is_a_line(
        self, log: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out = told(capsys, log, "--log", "--format", "jsonl")
        assert [json.loads(line)["subject"]["lines"] for line in out.splitlines()] == [2, 1]

    def test_a_long_text_is_a_log_by_itself(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "long.log"
        path.write_text("\n".join([*self.LINES, *["fine"] * 500]))
        assert "2 kinds" in told(capsys, str(path))[1]

    def test_a_log_in_utf_16_is_read(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "utf16.log"
        path.write_text("\n".join([*self.LINES, *["fine"] * 500]), encoding="utf-16")
        assert "2 kinds" in told(capsys, str(path))[1]

    def test_a_format_for_one_text_is_refused(
        self, log: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["explain", log, "--log", "--format", "html"]) == 2
        assert "text, json, jsonl" in capsys.readouterr().err

    def test_a_quiet_log_is_ok(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "quiet.log"
        path.write_text("fine\n" * 10)
        status, out = told(capsys, str(path), "--log")
        assert (status, out.split()[0]) == (0, "OK")

    def test_following_a_pipe_says_each_failure_and_then_the_page(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        piped(monkeypatch, ("\n".join(self.LINES) + "\n").encode())
        status, out = told(capsys, "--follow")
        assert status == 1
        assert out.splitlines()[0].startswith("1: cert-expired (certain) a.test")
        assert "3 failures in 2 kinds" in out
