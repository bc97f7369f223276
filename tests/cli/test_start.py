"""What is imported before what, and how the process itself behaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tlswhy import VERSION
from tlswhy.lab.bench import Lab

SOURCE = Path(__file__).parents[2] / "src"

# The first SYN is the first thing that anybody waits for.
BEFORE_THE_FIRST_PACKET = """
import socket, sys
before = []
def connect_ex(self, where, real=socket.socket.connect_ex):
    before.extend([] if before else sys.modules)
    return real(self, where)
socket.socket.connect_ex = connect_ex
from tlswhy.cli.main import main
assert main(sys.argv[1:]) == 1
print(*before, file=sys.stderr)
"""


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    return {**kept, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1", **more}


def python(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_version_is_answered_before_anything_is_imported() -> None:
    done = python("-X", "importtime", "-m", "tlswhy", "--version")
    assert (done.returncode, done.stdout) == (0, f"tlswhy {VERSION}\n")
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "tlswhy.cli.main" in imported
    assert not imported & {"argparse", "msgspec", "socket", "tlswhy.model.errors"}


@pytest.mark.parametrize("options", [(), ("--proxy", "http://ann:pw@127.0.0.1:{port}")])
def test_nothing_heavy_is_imported_before_the_first_packet(options: tuple[str, ...]) -> None:
    with Lab() as lab:
        port = lab.closed_port()
        words = (f"127.0.0.1:{port}", *(word.format(port=port) for word in options))
        done = python("-c", BEFORE_THE_FIRST_PACKET, *words)
    assert done.returncode == 0, done.stderr
    before = set(done.stderr.split())
    assert "tlswhy.net.drive" in before
    heavy = ("rich", "asyncio", "ssl", "dns", "shutil", "cryptography.x509", "cryptography")
    assert not before & {*heavy, "tlswhy.engine", "tlswhy.report.text", "tlswhy.lab.bench"}


def test_python_dash_m_fails_in_one_line() -> None:
    done = python("-m", "tlswhy", "a..test")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("tlswhy: 'a..test' is no host name")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    with Lab() as lab:
        command = [sys.executable, "-m", "tlswhy", f"127.0.0.1:{lab.closed_port()}"]
        with subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0


def test_an_output_without_utf_8_gets_ascii() -> None:
    with Lab() as lab:
        target = f"127.0.0.1:{lab.closed_port()}"
        done = python("-m", "tlswhy", target, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.isascii()
    assert "\\u" not in done.stdout


def test_ctrl_c_in_the_first_attempt() -> None:
    with Lab() as lab:
        command = [sys.executable, "-m", "tlswhy", f"127.0.0.1:{lab.deaf_port()}"]
        # Only when Python answers SIGINT itself, which a shell's background job does not.
        prepare = "import signal, os, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
        prepare += "os.execv(sys.argv[1], sys.argv[1:])"
        with subprocess.Popen(
            [sys.executable, "-c", prepare, *command, "--timeout", "30"],
            env=environment(PYTHONFAULTHANDLER=""),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(2)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
    assert process.returncode == 3
    assert "INTERRUPTED" in out
    assert "Traceback" not in err


def test_the_lab_is_taken_down_when_it_is_terminated() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tlswhy", "lab", "up", "cert-expired"],
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = ""
        while not said.endswith("Ctrl-C stops it.\n"):
            line = process.stdout.readline()
            assert line, said
            said += line
        words = next(line for line in said.splitlines() if line.startswith("  tlswhy ")).split()
        ca = Path(words[words.index("--ca-file") + 1])
        assert ca.exists()
        done = python("-m", *words)
        process.terminate()
        assert process.wait(30) == 0
    assert not ca.exists()
    assert done.returncode == 1
    assert "cert-expired" in done.stdout
