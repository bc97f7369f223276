"""What `ssl` cannot do: keys that change, renegotiation, early data and GnuTLS's alerts."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from passive.conversations import flow, keys_of
from passive.flows import GOOD, SETTING, UNTRUSTED, Said
from pki.chains import Cert
from tlswhy.model.facts.passive import HiddenAlert
from tlswhy.model.facts.tls import AlertSeen, Established, RenegotiationAsked
from tlswhy.model.transcript import Mark, Way
from tlswhy.passive.observe import observe
from tlswhy.passive.opened import opened
from tlswhy.passive.transcripts import Recording, record
from tlswhy.wire.messages import frames

pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed"),
]

FINISHED, UPDATE = 20, 24


class Relay:
    """Takes one connection, passes it on, and writes down what both say."""

    def __init__(self, port: int) -> None:
        self.said: list[Said] = []
        self._to = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        client, _ = self._door.accept()
        with client, socket.create_connection(("127.0.0.1", self._to)) as server:
            while True:
                ready = select([client, server], [], [], 20)[0]
                for one in ready:
                    data = one.recv(1 << 16)
                    if not data:
                        return
                    self.said.append((one is client, data))
                    (server if one is client else client).sendall(data)
                if not ready:
                    return

    def ends(self) -> list[Said]:
        self._thread.join(30)
        self._door.close()
        return self.said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, identity in (("good", GOOD), ("untrusted", UNTRUSTED)):
        write(tmp_path / f"{name}.pem", identity)
    return tmp_path


def write(path: Path, identity: Cert) -> None:
    key = identity.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(identity.pem + key)


@contextmanager
def s_server(
    folder: Path, *options: str, shows: str = "good"
) -> Iterator[tuple[int, Callable[[bytes], None]]]:
    """Its port, and how to type a line, which is said to whoever is or comes next."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ("openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-cert", f"{shows}.pem")
    program = subprocess.Popen(
        [*words, "-keylogfile", "keys", *options],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert program.stdout is not None
        while b"ACCEPT" not in program.stdout.readline():
            assert program.poll() is None
        assert program.stdin is not None
        typing = program.stdin

        def say(line: bytes) -> None:
            typing.write(line)
            typing.flush()

        yield port, say
    finally:
        program.kill()
        program.communicate()


def s_client(folder: Path, port: int, *options: str, types: tuple[bytes, ...]) -> bytes:
    """What it prints. types: lines to be typed, each with what has to come before the next."""
    program = subprocess.Popen(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{port}", *options],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    printed = before = b""
    for line, answer in zip(types[::2], types[1::2], strict=True):
        program.stdin.write(line)
        program.stdin.flush()
        while answer not in printed[len(before) :]:
            new = program.stdout.read1(1 << 16)  # type: ignore[attr-defined]
            assert new
            printed += new
        before = printed
    return printed + program.communicate(b"Q\n", timeout=20)[0]


def read(folder: Path, said: list[Said]) -> Recording:
    recording = opened(record(flow(said)), keys_of(folder / "keys"))
    for event in recording.transcript.events:
        if event.mark is Mark.OPENED:
            assert b"words" not in event.data
    assert recording.notes == ()
    return recording


def types(recording: Recording, way: Way) -> list[int]:
    events = [e for e in recording.transcript.events if e.mark is Mark.OPENED and e.way is way]
    found, rest = frames(b"".join(e.data[1:] for e in events if e.data[0] == 22))
    assert rest == b""
    return [frame.type for frame in found]


def test_keys_that_change(folder: Path) -> None:
    with s_server(folder, "-rev") as (port, _):
        relay = Relay(port)
        typed: tuple[bytes, ...] = (b"words-1\n", b"1-sdrow", b"K\n", b"KEYUPDATE")
        typed += (b"words-2\n", b"2-sdrow", b"k\n", b"KEYUPDATE", b"words-3\n", b"3-sdrow")
        s_client(folder, relay.port, types=typed)
        recording = read(folder, relay.ends())
    assert types(recording, Way.OURS) == [FINISHED, UPDATE, UPDATE]
    assert types(recording, Way.THEIRS).count(UPDATE) == 1
    assert recording.inside[True][-1] == 21
    assert 0 not in recording.inside[True][2:]


def test_renegotiation(folder: Path) -> None:
    options = ("-tls1_2", "-client_renegotiation", "-rev")
    with s_server(folder, *options) as (port, _):
        relay = Relay(port)
        typed = (b"words-1\n", b"1-sdrow", b"R\n", b"RENEGOTIATING", b"words-2\n", b"2-sdrow")
        s_client(folder, relay.port, "-tls1_2", types=typed)
        recording = read(folder, relay.ends())
    assert types(recording, Way.OURS).count(FINISHED) == 2
    assert types(recording, Way.THEIRS).count(FINISHED) == 2
    seen = observe(recording, SETTING)
    assert sum(isinstance(fact, Established) for fact in seen) == 1
    assert not any(isinstance(fact, RenegotiationAsked) for fact in seen)


@pytest.mark.parametrize("taken", [True, False])
def test_early_data_stays_closed(folder: Path, taken: bool) -> None:
    (folder / "early").write_bytes(b"early words\n")
    options = ("-max_early_data", "1000", *(("-early_data",) if taken else ()))
    with s_server(folder, *options) as (port, say):
        say(b"words-1\n")
        s_client(folder, port, "-sess_out", "session", types=(b"words\n", b"words-1"))
        say(b"words-2\n")
        relay = Relay(port)
        early = ("-sess_in", "session", "-early_data", "early")
        printed = s_client(folder, relay.port, *early, types=(b"words\n", b"words-2"))
        recording = read(folder, relay.ends())
    assert (b"Early data was accepted" in printed) is taken
    assert types(recording, Way.OURS) == [FINISHED]
    # Behind ClientHello and ChangeCipherSpec stands the early data.
    assert recording.inside[True][:3] == (0, 0, 0)
    assert FINISHED in types(recording, Way.THEIRS)


@pytest.mark.skipif(not shutil.which("gnutls-cli"), reason="gnutls-cli is not installed")
def test_an_alert_of_gnutls(folder: Path) -> None:
    with s_server(folder, shows="untrusted") as (port, _):
        relay = Relay(port)
        subprocess.run(
            ["gnutls-cli", "--port", str(relay.port), "127.0.0.1", "--sni-hostname=a.example"],
            cwd=folder,
            input=b"",
            capture_output=True,
            timeout=20,
            check=False,
        )
        said = relay.ends()
    hidden = observe(record(flow(said)), SETTING)
    seen = observe(read(folder, said), SETTING)
    assert any(isinstance(fact, HiddenAlert) for fact in hidden)
    assert not any(isinstance(fact, HiddenAlert) for fact in seen)
    [alert] = [fact for fact in seen if isinstance(fact, AlertSeen)]
    assert (alert.ours, alert.after) == (True, "certificate")
