"""Key logs: every form of a line, what is wrong in one, and that no secret is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.captures import keylog
from tlswhy.captures.keylog import KeyLog, Secrets
from tlswhy.model.errors import InputError

RANDOM, OTHER = bytes(range(32)), bytes(range(100, 132))
MASTER, LONG, SHORT = bytes(range(48)), bytes(range(50, 98)), bytes(range(200, 232))
TRAFFIC = {
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET": "client_handshake",
    "SERVER_HANDSHAKE_TRAFFIC_SECRET": "server_handshake",
    "CLIENT_TRAFFIC_SECRET_0": "client_traffic",
    "SERVER_TRAFFIC_SECRET_0": "server_traffic",
}


def line(label: str = "CLIENT_RANDOM", secret: bytes = MASTER, random: bytes = RANDOM) -> str:
    return f"{label} {random.hex()} {secret.hex()}"


def parsed(*lines: str, end: str = "\n") -> KeyLog:
    keys = KeyLog()
    keys.parse(end.join(lines).encode(), "log")
    return keys


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_secrets_of_two_connections(end: str) -> None:
    every = [line(label, LONG) for label in TRAFFIC]
    keys = parsed("# a comment", "", line(random=OTHER), *every, "  # another", end=end)
    assert len(keys) == 2
    assert keys.notes == []
    assert keys.of(OTHER) == Secrets(master=MASTER)
    assert keys.of(RANDOM) == Secrets(**dict.fromkeys(TRAFFIC.values(), LONG))
    assert keys.of(bytes(32)) is None


@pytest.mark.parametrize(("label", "field"), TRAFFIC.items())
def test_traffic_secrets_are_as_long_as_either_hash(label: str, field: str) -> None:
    for secret in (SHORT, LONG):
        found = parsed(line(label, secret)).of(RANDOM)
        assert found == Secrets(**{field: secret})


def test_upper_case_and_a_byte_order_mark() -> None:
    keys = KeyLog()
    keys.parse(b"\xef\xbb\xbf" + line().upper().encode(), "log")
    assert keys.of(RANDOM) == Secrets(master=MASTER)
    assert keys.notes == []


def test_the_last_of_two_counts() -> None:
    found = parsed(line(secret=LONG), line(secret=MASTER)).of(RANDOM)
    assert found == Secrets(master=MASTER)


@pytest.mark.parametrize(
    "label",
    [
        "CLIENT_EARLY_TRAFFIC_SECRET",
        "EARLY_EXPORTER_SECRET",
        "EXPORTER_SECRET",
        "ECH_SECRET",
        "ECH_CONFIG",
        "SECRET_OF_2040",
    ],
)
def test_what_opens_no_handshake_is_passed_over(label: str) -> None:
    keys = parsed(line(label, bytes(300)))
    assert len(keys) == 0
    assert keys.notes == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("CLIENT_RANDOM", "CLIENT_RANDOM has 0 values, 2 are due"),
        (line()[:-97], "CLIENT_RANDOM has 1 values, 2 are due"),
        (line() + " 00", "CLIENT_RANDOM has 3 values, 2 are due"),
        (line()[:-1], "a value of CLIENT_RANDOM is not hexadecimal"),
        (line().replace("0001", "00x1"), "a value of CLIENT_RANDOM is not hexadecimal"),
        (line(random=RANDOM[1:]), "the random of CLIENT_RANDOM has 31 bytes, 32 are due"),
        (line(secret=MASTER[2:]), "the secret of CLIENT_RANDOM has 46 bytes, 48 are due"),
        (
            line("SERVER_TRAFFIC_SECRET_0", MASTER[8:]),
            "the secret of SERVER_TRAFFIC_SECRET_0 has 40 bytes, 32 or 48 are due",
        ),
        ("-----BEGIN CERTIFICATE-----", "it does not begin with a label"),
        ("\N{SNOWMAN} a b", "it does not begin with a label"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(wrong: str, says: str) -> None:
    keys = parsed("# first", line(random=OTHER), wrong)
    assert keys.notes == [f"log, line 3: {says}"]
    assert keys.of(OTHER) == Secrets(master=MASTER)
    assert keys.of(RANDOM) is None


def test_few_of_many_wrong_lines_are_told() -> None:
    keys = parsed(*["junk"] * 1000)
    assert keys.notes[0] == "log, line 1: it does not begin with a label"
    assert keys.notes[keylog.MOST_WRONG :] == ["log: 995 more lines are wrong"]
    for _ in range(20):
        keys.parse(b"junk", "log")
    assert len(keys.notes) == keylog.MOST_NOTES


def test_premaster_secrets_are_not_used() -> None:
    keys = parsed("RSA 0123456789abcdef " + MASTER.hex(), line())
    assert keys.notes == ["log: 1 line of RSA premaster secrets not used"]
    assert len(keys) == 1


def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keylog, "MOST_CONNECTIONS", 1)
    keys = parsed(line(), line(random=OTHER), line("SERVER_TRAFFIC_SECRET_0", SHORT))
    assert keys.of(RANDOM) == Secrets(master=MASTER, server_traffic=SHORT)
    assert keys.of(OTHER) is None
    assert keys.notes == ["only the first 1 connections of the key log are used"]


def test_blocks_end_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{line()}\r\n{line('SERVER_TRAFFIC_SECRET_0', SHORT)}\r\n\r\njunk\r\n".encode()
    for size in range(1, 40):
        monkeypatch.setattr(keylog, "_BLOCK", size)
        keys = KeyLog()
        keys.parse(text, "log")
        assert keys.of(RANDOM) == Secrets(master=MASTER, server_traffic=SHORT)
        assert keys.notes == ["log, line 4: it does not begin with a label"]


def test_a_line_without_an_end_takes_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keylog, "LARGEST", 1 << 21)
    keys = KeyLog()
    keys.parse(b"\0" * (1 << 22), "log")
    assert keys.notes == ["log, line 1: it does not begin with a label"]


class TestFile:
    def test_it_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "keys"
        path.write_text(line())
        keys = KeyLog()
        keys.load(str(path))
        assert keys.of(RANDOM) == Secrets(master=MASTER)

    def test_one_that_is_something_else(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pcap"
        path.write_bytes(bytes.fromhex("d4c3b2a1020004000000000000000000"))
        with pytest.raises(InputError, match=r"a\.pcap is no TLS key log; line 1: it does not"):
            KeyLog().load(str(path))

    def test_one_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"cannot read .*none: No such file"):
            KeyLog().load(str(tmp_path / "none"))

    @pytest.mark.parametrize("text", ["", "# only this\n", line("EXPORTER_SECRET", SHORT)])
    def test_one_without_use(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "keys"
        path.write_text(text)
        keys = KeyLog()
        keys.load(str(path))
        assert keys.notes == [f"{path} has no secret that can be used"]


def test_no_secret_is_told() -> None:
    keys = parsed(line(), line("SERVER_TRAFFIC_SECRET_0", SHORT), line(secret=MASTER[2:]))
    found = keys.of(RANDOM)
    told = f"{keys!r} {found!r} {found!s} {keys.notes}"
    for secret in (MASTER, SHORT):
        assert secret[:6].hex() not in told
        assert repr(secret[:6])[2:-1] not in told
    assert repr(found) == "<secrets: master, server_traffic>"


@given(st.binary(max_size=300))
def test_junk_raises_nothing(junk: bytes) -> None:
    keys = KeyLog()
    keys.parse(b"CLIENT_RANDOM " + junk, "log")
    keys.parse(junk, "log")
    assert len(keys.notes) <= keylog.MOST_NOTES
