"""`tlswhy capture`, as a user starts it, on capture files of real handshakes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from passive.flows import ENDED, ROOT, Ends, Talk, file_of, said
from tlswhy.cli.main import main
from tlswhy.cli.output import FORMATS
from tlswhy.report.schema import schema

TLS12 = 12
NARROW = 40


def talk(ends: Ends, *, server: str = "198.51.100.2", wait: int = 0) -> Talk:
    made = Talk(server).waits(wait).opens().all(said(ends))
    return made.closes(ours=True).closes(ours=False)


GOOD = Ends(version=TLS12)
EXPIRED = Ends(version=TLS12, shown="EXPIRED")
WRONG = Ends(version=TLS12, shown="WRONG_NAME")
LEAVES = Ends(version=TLS12, shown="EXPIRED", trusted=None, data=False, bye=False)
FINE = file_of([talk(GOOD)])
BAD = file_of([talk(EXPIRED)])
MIXED = file_of([
    talk(GOOD), talk(EXPIRED, wait=100), talk(WRONG, wait=200), talk(EXPIRED, wait=300),
    talk(GOOD, wait=400),
])  # fmt: skip


class Shell:
    """Runs the command in a folder of its own; the lab's root is the one that clients have."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capsys = folder, capsys
        self.trust = ("--trust", "none", "--ca-file", self.file("root.pem", ROOT.pem))

    def file(self, name: str, content: bytes) -> str:
        path = self._folder / name
        path.write_bytes(content)
        return str(path)

    def run(self, *words: str) -> tuple[int, str]:
        """Status, and what was printed; nothing is complained about."""
        status = main(["capture", *words, *self.trust])
        out, err = self._capsys.readouterr()
        assert err == ""
        return status, out

    def complaint(self, *words: str) -> str:
        """What is wrong with a command line: status 2, and one line of it."""
        assert main(["capture", *words, *self.trust]) == 2
        out, err = self._capsys.readouterr()
        assert out == ""
        assert err.startswith("tlswhy: ")
        assert err.count("\n") == 1
        return err.removeprefix("tlswhy: ").rstrip("\n")


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def test_the_page(shell: Shell) -> None:
    path = shell.file("mixed.pcap", MIXED)
    status, out = shell.run(path)
    assert status == 1
    head, *rest = out.splitlines()
    assert head == "FAILED  3 connections failed; 2 connections went well"
    text = " ".join(" ".join(rest).split())
    first, second = text.index("2x cert-expired (certain)"), text.index("1x cert-hostname-mismatch")
    assert first < second
    assert f"ended on {ENDED:%Y-%m-%d}" in text
    assert "server has to act" in text
    assert "a.example at 198.51.100.2:443" in text
    assert "2030-01-01 00:00:00 UTC; from 192.0.2.1" in text
    assert f"{path}:flow2(frame" in "".join(out.split())
    assert f"tlswhy capture {path} --flow 2" in text


def test_what_went_well(shell: Shell) -> None:
    status, out = shell.run(shell.file("fine.pcap", FINE))
    assert (status, out.splitlines()[0]) == (0, "OK  1 connection went well")
    assert "Next" not in out


def test_a_suspicion_fails_nothing(shell: Shell) -> None:
    status, out = shell.run(shell.file("leaves.pcap", file_of([talk(LEAVES)])))
    assert status == 0
    assert out.startswith("AT RISK  0 connections went well; 1 may have been refused\n")
    assert "cert-expired (possible)" in out


def test_what_the_capture_has_too_little_of(shell: Shell) -> None:
    cut = Talk().opens().says(said(GOOD)[0][1], ours=True)
    status, out = shell.run(shell.file("cut.pcap", file_of([cut])))
    assert status == 0
    assert "of 1 the capture has too little" in out


def test_one_connection(shell: Shell) -> None:
    path = shell.file("mixed.pcap", MIXED)
    status, out = shell.run(path, "--flow", "2")
    assert status == 1
    assert "cert-expired" in out
    assert "198.51.100.2:443" in out
    assert "Fix" in out
    assert shell.run(path, "--flow", "1")[0] == 0
    assert "cert-hostname-mismatch" in shell.run(path, "--flow", "3")[1]
    everything = shell.run(path, "--flow", "2", "--explain-all")[1]
    assert len(everything) >= len(out)


@pytest.mark.parametrize("form", FORMATS)
def test_one_connection_in_every_format(shell: Shell, form: str) -> None:
    path = shell.file("bad.pcap", BAD)
    status, out = shell.run(path, "--flow", "1", "--format", form)
    assert status == 1
    assert "cert-expired" in out


def documents(out: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out)["diagnoses"]
    return found


def test_a_document_for_each_kind(shell: Shell) -> None:
    path = shell.file("mixed.pcap", MIXED)
    status, out = shell.run(path, "--format", "json")
    assert status == 1
    made = documents(out)
    for one in made:
        jsonschema.validate(one, schema())
    causes = [one["findings"][0]["cause"] for one in made]
    assert causes == ["cert-expired", "cert-hostname-mismatch"]
    subject = made[0]["subject"]
    assert subject["kind"] == "capture"
    assert subject["target"] == "a.example at 198.51.100.2:443"
    evidence = made[0]["findings"][0]["evidence"]
    assert [one["at"].get("frame") for one in evidence if one["kind"] == "LeafSeen"] == [17]


def test_of_what_went_well_there_is_no_document(shell: Shell) -> None:
    assert documents(shell.run(shell.file("fine.pcap", FINE), "--format", "json")[1]) == []


def test_a_line_for_each_failure(shell: Shell) -> None:
    status, out = shell.run(shell.file("mixed.pcap", MIXED), "--format", "jsonl")
    assert status == 1
    lines = [json.loads(line) for line in out.splitlines()]
    assert [one["findings"][0]["cause"] for one in lines] == [
        "cert-expired", "cert-hostname-mismatch", "cert-expired",
    ]  # fmt: skip
    for one in lines:
        jsonschema.validate(one, schema())


def test_several_files(shell: Shell) -> None:
    fine, bad = shell.file("fine.pcap", FINE), shell.file("bad file.pcap", BAD)
    status, out = shell.run(fine, bad)
    assert status == 1
    assert out.startswith("FAILED  1 connection failed; 1 connection went well")
    assert f"tlswhy capture '{bad}' --flow 1" in " ".join(out.split())


def test_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO(BAD)

    monkeypatch.setattr(sys, "stdin", Piped)
    status, out = shell.run("-")
    head = out.splitlines()[0]
    assert (status, head) == (1, "FAILED  1 connection failed; 0 connections went well")


def test_a_packed_file(shell: Shell) -> None:
    status, out = shell.run(shell.file("bad.pcap.gz", gzip.compress(BAD)))
    assert status == 1
    assert "cert-expired" in out


def test_a_capture_without_packets(shell: Shell) -> None:
    status, out = shell.run(shell.file("empty.pcap", file_of([])))
    assert (status, out) == (0, "OK  there is no handshake of TLS in it\n")


def test_a_capture_that_is_cut(shell: Shell) -> None:
    """What can be read is judged, and the page says that there was more."""
    path = shell.file("cut.pcap", MIXED[:-100])
    status, out = shell.run(path)
    assert status == 1
    assert "cert-expired" in out
    assert f"{path}: the file ends within packet 47".replace(" ", "") in "".join(out.split())
    early = shell.file("early.pcap", BAD[:60])
    status, out = shell.run(early)
    assert status == 0
    assert f"{early}:" in "".join(out.split())


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_cut_is_no_failure_of_a_program(shell: Shell, form: str) -> None:
    status, out = shell.run(shell.file("cut.pcap", FINE[:-3]), "--format", form)
    assert status == 0
    assert "cause" not in out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is empty"),
        (b"nothing of the kind\n", "it is text: tlswhy explain reads logs"),
        (b"\x7fELF" + bytes(60), "it is a program"),
        (b"CLIENT_RANDOM 00 00\n", "a TLS key log: give it beside the capture"),
        (bytes(range(256)), "of no kind that is known here"),
    ],
)
def test_no_capture(shell: Shell, content: bytes, says: str) -> None:
    path = shell.file("some.file", content)
    complaint = shell.complaint(path)
    assert complaint.startswith(f"{path}: this is no pcap or pcapng capture")
    assert says in complaint


def test_files_that_cannot_be_read(shell: Shell, tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.pcap")
    assert shell.complaint(gone) == f"{gone}: No such file or directory"
    assert shell.complaint(str(tmp_path)) == f"{tmp_path} is a folder, not a capture file"


def test_wrong_options(shell: Shell) -> None:
    path = shell.file("bad.pcap", BAD)
    assert shell.complaint(path, "--flow", "9") == f"--flow: {path} has no connection 9"
    assert "is no number of a connection" in shell.complaint(path, "--flow", "one")
    assert "is no number of a connection" in shell.complaint(path, "--flow", "\u00b9")
    assert "name that one alone" in shell.complaint(path, path, "--flow", "1")
    assert "is for one flow" in shell.complaint(path, "--format", "html")
    assert "is not one of text" in shell.complaint(path, "--flow", "1", "--format", "xml")


def test_a_connection_that_is_about_something_else(shell: Shell) -> None:
    other = Talk(port=22).opens().says(b"SSH-2.0-x\r\n", ours=True)
    path = shell.file("ssh.pcap", file_of([other.says(b"SSH-2.0-y\r\n", ours=False)]))
    says = f"--flow: nobody wanted TLS in connection 1 of {path}"
    assert shell.complaint(path, "--flow", "1") == says
    assert shell.run(path) == (0, "OK  there is no handshake of TLS in it\n")


def test_a_narrow_terminal(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((NARROW, 20)))
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1, raising=False)
    path = shell.file("mixed.pcap", MIXED)
    for words in ((path,), (path, "--flow", "2")):
        out = shell.run(*words)[1]
        prose = out.split("Fix")[0].split("Next")[0]  # lines to paste stay whole
        assert [line for line in prose.splitlines() if len(line) > NARROW] == []


def test_the_summary(shell: Shell) -> None:
    status, out = shell.run(shell.file("mixed.pcap", MIXED), "--summary")
    assert status == 1
    assert "cert-expired" in out
    assert "TLS 1.2" in out


def test_trust_decides_what_is_wrong(shell: Shell) -> None:
    path = shell.file("bad.pcap", file_of([talk(Ends(version=TLS12, shown="UNTRUSTED"))]))
    assert "chain-intermediate-missing" in shell.run(path)[1]


def test_names_of_a_hostile_capture_steer_no_terminal(shell: Shell) -> None:
    hello = said(GOOD)[0][1]
    assert b"a.example" in hello
    hostile = hello.replace(b"a.example", b"\x1b[31mEVIL")
    made = Talk().opens().says(hostile, ours=True).says(bytes.fromhex("15030300020228"), ours=False)
    path = shell.file("hostile.pcap", file_of([made.closes(ours=False)]))
    for words in ((path,), (path, "--flow", "1"), (path, "--format", "json")):
        out = shell.run(*words)[1]
        assert "\x1b" not in out
        assert "EVIL" in out


class TestExport:
    def test_every_handshake_has_a_line(self, shell: Shell, tmp_path: Path) -> None:
        path = shell.file("mixed.pcap", MIXED)
        table, lines = tmp_path / "out.csv", tmp_path / "out.jsonl"
        assert shell.run(path, "--export", str(table))[0] == 1
        assert shell.run(path, "--export", str(lines))[0] == 1
        rows = list(csv.DictReader(table.read_text().splitlines()))
        told = [json.loads(line) for line in lines.read_text().splitlines()]
        assert [row["outcome"] for row in rows] == [row["outcome"] for row in told]
        assert {"ok", "failed"} <= {row["outcome"] for row in rows}

    def test_nothing_is_written_over(self, shell: Shell, tmp_path: Path) -> None:
        there = tmp_path / "there.csv"
        there.write_text("mine")
        path = shell.file("mixed.pcap", MIXED)
        assert "--export: cannot write" in shell.complaint(path, "--export", str(there))
        assert there.read_text() == "mine"

    def test_its_name_says_the_form(self, shell: Shell, tmp_path: Path) -> None:
        path = shell.file("mixed.pcap", MIXED)
        says = shell.complaint(path, "--export", str(tmp_path / "out.txt"))
        assert "does not end with .csv or .jsonl or .parquet" in says
        assert "leave out --flow" in shell.complaint(path, "--export", "a.csv", "--flow", "1")


def test_the_next_command_judges_the_same(shell: Shell) -> None:
    path = shell.file("mixed.pcap", MIXED)
    last = shell.run(path)[1].rstrip().splitlines()[-1]
    assert last.startswith(f"    tlswhy capture {path} --flow ")
    assert last.endswith(" ".join(("", *shell.trust)))
