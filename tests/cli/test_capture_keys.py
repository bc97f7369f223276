"""`tlswhy capture` with a key log beside the capture, or within it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from msgspec import Struct

from packets import block, enhanced, interface, section
from passive.conversations import Native, context, handshake
from passive.flows import GOOD, ROOT, STRANGER, Said, Talk
from tlswhy.cli.main import main

RAW_IP = 101
SECRETS, TLS_KEY_LOG = 10, 0x544C534B
HEAD, PACKET_HEAD = 24, 16


class Files(Struct, frozen=True):
    """A capture of a server that refuses its client, and the key log of it."""

    capture: Path
    keys: Path
    other: Path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    keys, other = tmp_path / "keys", tmp_path / "other"
    for log in (other, keys):
        said = refused(log)
    capture = tmp_path / "a.pcap"
    capture.write_bytes(Talk().opens().all(said).closes(ours=False).capture())
    return Files(capture, keys, other)


def refused(log: Path) -> list[Said]:
    right = context(server=True, shows=GOOD, keylog=log, trusts=ROOT)
    client = Native(context(shows=STRANGER, keylog=log))
    return handshake(client, Native(right, server=True))


def with_secrets(capture: bytes, keys: bytes) -> bytes:
    """The same as pcapng with a decryption secrets block."""
    body = struct.pack("<II", TLS_KEY_LOG, len(keys)) + keys + bytes(-len(keys) % 4)
    made = section() + interface(RAW_IP) + block(SECRETS, body)
    at = HEAD
    while at < len(capture):
        seconds, part, size, _ = struct.unpack_from("<IIII", capture, at)
        at += PACKET_HEAD + size
        made += enhanced(capture[at - size : at], seconds * 1_000_000 + part // 1000)
    return made


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = main(["capture", "--quiet", *words])
    out, err = capsys.readouterr()
    return status, " ".join((out + err).split())


def test_without_keys_the_alert_is_hidden(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    status, text = shown(capsys, str(files.capture))
    assert status == 1
    assert "encrypted alert" in text


def test_keys_beside_it(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    words = (str(files.capture), "--keylog", str(files.other), "--keylog", str(files.keys))
    status, text = shown(capsys, *words)
    assert status == 1
    assert "client-cert-untrusted (certain)" in text
    assert "unknown_ca (48)" in text
    assert "keylog" not in text.partition(" Next ")[0]
    status, text = shown(capsys, *words, "--flow", "1")
    assert status == 1
    assert "client-cert-untrusted (certain)" in text


def test_keys_within_it(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    path = files.capture.with_name("a.pcapng")
    whole = with_secrets(files.capture.read_bytes(), files.keys.read_bytes())
    path.write_bytes(whole)
    for more in ((), ("--flow", "1")):
        status, text = shown(capsys, str(path), *more)
        assert status == 1
        assert "client-cert-untrusted (certain)" in text
    path.write_bytes(with_secrets(files.capture.read_bytes(), b"junk\n"))
    _, text = shown(capsys, str(path))
    assert f"{path}, line 1: it does not begin with a label" in text.replace("\n", "")


def test_keys_of_other_connections(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    status, text = shown(capsys, str(files.capture), "--keylog", str(files.other))
    assert status == 1
    assert "--keylog opened nothing: it has no secret of a handshake over TCP" in text


def test_a_file_that_is_no_key_log(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    status, text = shown(capsys, str(files.capture), "--keylog", str(files.capture))
    assert status == 2
    assert "is no TLS key log" in text
