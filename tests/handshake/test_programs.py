"""Handshakes with `openssl s_server` and `gnutls-serv` on loopback: what `ssl` cannot be told."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from handshake.peer import certificate, client_certificate, key, offer
from tlswhy.handshake.client import (
    Application,
    Client,
    Established,
    Fault,
    Opened,
    Out,
    Write,
)
from tlswhy.handshake.tls12 import MOST_AGAIN
from tlswhy.model.attempt import ClientCertificate, Offer, Secret
from tlswhy.model.transcript import Way
from tlswhy.wire.messages import HandshakeType, wrap
from tlswhy.wire.records import Record

pytestmark = pytest.mark.lab

OPENSSL = shutil.which("openssl")
GNUTLS = shutil.which("gnutls-serv")
needs_openssl = pytest.mark.skipif(not OPENSSL, reason="openssl is not installed")
needs_gnutls = pytest.mark.skipif(not GNUTLS, reason="gnutls-serv is not installed")

FFDHE = (0x0100, 0x0101, 0x0102, 0x0103, 0x0104)


class Line:
    """A client on a socket to a program.

    dropped: bytes taken off the front of whatever the client writes.
    """

    dropped = b""

    def __init__(self, program: subprocess.Popen[bytes], port: int, client: Client) -> None:
        self.program = program
        self.client = client
        self.outs: list[Out] = []
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.sendall(client.start())

    def hear(self, *until: type[Out] | Out) -> None:
        """Read until one of these came, or the program closed."""
        while not any(_is(out, wanted) for out in self.outs for wanted in until):
            if not self.hear_more():
                return

    def hear_more(self) -> bool:
        """Read once; False when the program closed."""
        data = self.socket.recv(65536)
        new = self.client.feed(data)
        self.outs.extend(new)
        for out in new:
            if isinstance(out, Write):
                self.socket.sendall(out.data.removeprefix(self.dropped))
        return bool(data)

    def type_in(self, text: bytes) -> None:
        """What a person would type at the program."""
        assert self.program.stdin is not None
        self.program.stdin.write(text)
        self.program.stdin.flush()


def _is(out: Out, wanted: type[Out] | Out) -> bool:
    return isinstance(out, wanted) if isinstance(wanted, type) else out == wanted


@pytest.fixture(scope="module")
def pems(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `rsa.pem` and `SECP256R1.pem`, key and certificate in one file each."""
    folder = tmp_path_factory.mktemp("pems")
    for kind in ("rsa", "SECP256R1"):
        pem = key(kind).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path = folder / f"{kind}.pem"
        path.write_bytes(pem + ssl.DER_cert_to_PEM_cert(certificate(kind)).encode())
    return folder


CLIENT_KEYS = {
    "rsa2048": ("-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:2048"),
    "rsa3072": ("-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:3072"),
    "rsa-pss": ("-algorithm", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048"),
    "p256": ("-algorithm", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
    "p384": ("-algorithm", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"),
    "p521": ("-algorithm", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"),
    "ed25519": ("-algorithm", "ed25519"),
    "ed448": ("-algorithm", "ed448"),
}


def made_by_openssl(folder: Path, options: tuple[str, ...]) -> ClientCertificate:
    """A key and a self-signed certificate for it, which is in `client.pem` too."""

    def run(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    run("genpkey", *options, "-outform", "DER", "-out", "client.key")
    whole = ("-key", "client.key", "-keyform", "DER", "-subj", "/CN=ann", "-days", "30")
    run("req", "-x509", *whole, "-out", "client.pem")
    run("x509", "-in", "client.pem", "-outform", "DER", "-out", "client.der")
    key_ = (folder / "client.key").read_bytes().hex()
    return ClientCertificate(((folder / "client.der").read_bytes(),), Secret(key_))


@contextmanager
def running(
    said: Offer, *command: str, ready: bytes, ours: ClientCertificate | None = None
) -> Iterator[Line]:
    """Start a server on a port of its own and connect the client to it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = subprocess.Popen(
        [part.replace("PORT", str(port)) for part in command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert program.stdout is not None
        while ready not in program.stdout.readline():
            assert program.poll() is None, f"{command[0]} ended"
        shown = ours or client_certificate("rsa")
        line = Line(program, port, Client(said, certificate=shown))
        try:
            yield line
        finally:
            line.socket.close()
    finally:
        program.kill()
        program.communicate()


@contextmanager
def s_server(
    pems: Path,
    said: Offer,
    *options: str,
    kind: str = "rsa",
    ours: ClientCertificate | None = None,
) -> Iterator[Line]:
    command = (
        OPENSSL or "",
        "s_server",
        "-accept",
        "127.0.0.1:PORT",
        "-cert",
        str(pems / f"{kind}.pem"),
        *options,
    )
    with running(said, *command, ready=b"ACCEPT", ours=ours) as line:
        yield line


@contextmanager
def gnutls(pems: Path, said: Offer, priority: str) -> Iterator[Line]:
    pem = str(pems / "rsa.pem")
    command = (
        GNUTLS or "",
        "--port=PORT",
        "--echo",
        f"--x509certfile={pem}",
        f"--x509keyfile={pem}",
        f"--priority={priority}",
    )
    with running(said, *command, ready=b"listening on IPv4") as line:
        yield line


@needs_openssl
@pytest.mark.parametrize("group", [*FFDHE, 30])
def test_groups_of_tls_13(pems: Path, group: int) -> None:
    said = offer(versions=(0x0304,), groups=(group,), shares=(group,))
    names = "ffdhe2048:ffdhe3072:ffdhe4096:ffdhe6144:ffdhe8192:X448"
    with s_server(pems, said, "-groups", names) as line:
        line.hear(Established, Fault)
        assert line.client.established
        assert line.client.group == group


@needs_openssl
def test_a_cookie(pems: Path) -> None:
    with s_server(pems, offer(), "-stateless") as line:
        # OpenSSL 3.0 ends a stateless handshake on the compatibility ChangeCipherSpec, also that
        # of its own s_client.
        line.dropped = Record(20, 0x0303, b"\1").write()
        line.hear(Established, Fault)
        assert line.client.established
        assert line.client.version == 0x0304


@needs_openssl
@pytest.mark.parametrize("command", [b"K\n", b"k\n"])
def test_key_update(pems: Path, command: bytes) -> None:
    """`K` asks for an update of ours too, `k` does not."""
    with s_server(pems, offer(versions=(0x0304,))) as line:
        line.hear(Established, Fault)
        line.type_in(command)
        request = bytes((command == b"K\n",))
        line.hear(Opened(Way.THEIRS, 22, wrap(HandshakeType.KEY_UPDATE, request)))
        ours = Opened(Way.OURS, 22, wrap(HandshakeType.KEY_UPDATE, b"\0"))
        assert (ours in line.outs) == (command == b"K\n")
        line.type_in(b"hello under new keys\n")
        line.hear(Application, Fault)
        assert Application(b"hello under new keys\n") in line.outs


@needs_openssl
def test_data_both_ways(pems: Path) -> None:
    with s_server(pems, offer(versions=(0x0304,)), "-rev") as line:
        line.hear(Established, Fault)
        line.socket.sendall(line.client.protect(b"drawer\n"))
        line.hear(Application, Fault)
        assert Application(b"reward\n") in line.outs


@needs_openssl
@pytest.mark.parametrize("suite", [0xC02F, 0xC014, 0x009C, 0xCCA8])
def test_a_new_handshake_for_a_certificate(pems: Path, suite: int) -> None:
    """`R` asks for a certificate as well, the first time."""
    said = offer(versions=(0x0303,), suites=(suite,), shares=())
    options = ("-tls1_2", "-verify_return_error", "-CAfile", str(pems / "rsa.pem"))
    with s_server(pems, said, *options) as line:
        for times in (1, 2):
            while line.outs.count(Established()) < times and line.hear_more():
                pass
            assert line.outs.count(Established()) == times
            assert line.client.certificate_requested == (times == 2)
            line.type_in(b"R\n")
        while line.outs.count(Established()) < 3 and line.hear_more():
            pass
        line.type_in(b"hello, whoever you are\n")
        line.hear(Application, Fault)
        assert Application(b"hello, whoever you are\n") in line.outs
    asked = Opened(Way.THEIRS, 22, wrap(HandshakeType.HELLO_REQUEST, b""))
    assert line.outs.count(asked) == 2
    assert _certificates(line) == 1


@needs_openssl
def test_new_handshakes_come_to_an_end(pems: Path) -> None:
    said = offer(versions=(0x0303,), shares=())
    with s_server(pems, said, "-tls1_2") as line:
        for times in range(1, MOST_AGAIN + 2):
            while line.outs.count(Established()) < times and line.hear_more():
                pass
            line.type_in(b"r\n")
        declined = Opened(Way.OURS, 21, bytes((1, 100)))
        line.hear(declined, Fault)
        assert line.outs.count(Established()) == MOST_AGAIN + 1
        assert declined in line.outs


@needs_openssl
@pytest.mark.parametrize("version", [0x0303, 0x0304])
@pytest.mark.parametrize("kind", CLIENT_KEYS)
def test_a_client_certificate(pems: Path, tmp_path: Path, kind: str, version: int) -> None:
    said = offer(versions=(version,), shares=(29,) if version == 0x0304 else ())
    ours = made_by_openssl(tmp_path, CLIENT_KEYS[kind])
    trusted = ("-CAfile", str(tmp_path / "client.pem"))
    options = ("-Verify", "1", "-verify_return_error", *trusted, "-rev")
    with s_server(pems, said, *options, ours=ours) as line:
        line.hear(Established, Fault)
        assert line.client.certificate_requested
        line.socket.sendall(line.client.protect(b"ab\n"))
        line.hear(Application, Fault)
        assert Application(b"ba\n") in line.outs
    assert any(ours.chain[0] in out.plaintext for out in line.outs if isinstance(out, Opened)) == (
        version == 0x0304
    )


@needs_openssl
@pytest.mark.parametrize("version", [0x0301, 0x0302])
@pytest.mark.parametrize("kind", ["rsa2048", "p256"])
def test_a_client_certificate_in_old_versions(
    pems: Path, tmp_path: Path, kind: str, version: int
) -> None:
    said = offer(versions=(version,), suites=(0xC013,), shares=())
    ours = made_by_openssl(tmp_path, CLIENT_KEYS[kind])
    options = ("-Verify", "1", "-verify_return_error", "-CAfile", str(tmp_path / "client.pem"))
    old = ("-cipher", "ALL:@SECLEVEL=0", "-rev")
    with s_server(pems, said, *options, *old, ours=ours) as line:
        line.hear(Established, Fault)
        line.socket.sendall(line.client.protect(b"ab\n"))
        # Since the attack on CBC of 2011 the first byte comes alone.
        while b"ba" not in _heard(line) and line.hear_more():
            pass
        assert _heard(line) == b"ba\n"


def _heard(line: Line) -> bytes:
    return b"".join(out.data for out in line.outs if isinstance(out, Application))


@needs_openssl
def test_a_request_after_the_handshake(pems: Path) -> None:
    said = offer(versions=(0x0304,), post_handshake=True)
    options = ("-verify_return_error", "-CAfile", str(pems / "rsa.pem"))
    with s_server(pems, said, *options) as line:
        line.hear(Established, Fault)
        for times in (1, 2):
            # Tickets show that the server is through as well: until then it takes no command.
            while _tickets(line) < 2 * times and line.hear_more():
                pass
            line.type_in(b"c\n")
            while _certificates(line) < times and line.hear_more():
                pass
            assert _certificates(line) == times
        line.type_in(b"hello, whoever you are\n")
        line.hear(Application, Fault)
        assert Application(b"hello, whoever you are\n") in line.outs


def _tickets(line: Line) -> int:
    """How many NewSessionTicket messages came, each in a record of its own."""
    theirs = (out for out in line.outs if isinstance(out, Opened) and out.way is Way.THEIRS)
    return sum(out.type == 22 and out.plaintext[:1] == b"\4" for out in theirs)


def _certificates(line: Line) -> int:
    """How often ours was shown."""
    ours = (out for out in line.outs if isinstance(out, Opened) and out.way is Way.OURS)
    return sum(certificate("rsa") in out.plaintext for out in ours)


# GnuTLS can still do what OpenSSL of Debian is built without.
@needs_gnutls
@pytest.mark.parametrize("version", [0x0301, 0x0302, 0x0303])
@pytest.mark.parametrize(
    ("suite", "cipher"), [(0x000A, "3DES-CBC"), (0x0005, "ARCFOUR-128"), (0x0016, "3DES-CBC")]
)
def test_old_ciphers(pems: Path, suite: int, cipher: str, version: int) -> None:
    said = offer(versions=(version,), suites=(suite,), shares=())
    name = {0x0301: "1.0", 0x0302: "1.1", 0x0303: "1.2"}[version]
    priority = f"NONE:+VERS-TLS{name}:+{cipher}:+SHA1:+RSA:+DHE-RSA:+SIGN-ALL:+GROUP-ALL:+COMP-NULL"
    with gnutls(pems, said, priority) as line:
        line.hear(Established, Fault)
        assert line.client.established
        for size in (1, 8, 15, 16, 4000):
            due = _echoed(line) + size
            line.socket.sendall(line.client.protect(b"q" * (size - 1) + b"\n"))
            while _echoed(line) < due and line.hear_more():
                pass
            assert _echoed(line) == due
        assert not [out for out in line.outs if isinstance(out, Fault)]


def _echoed(line: Line) -> int:
    return sum(len(out.data) for out in line.outs if isinstance(out, Application))


@needs_gnutls
@pytest.mark.parametrize("suite", [0x1301, 0x1302, 0x1303, 0x1304])
def test_tls_13_of_another_library(pems: Path, suite: int) -> None:
    said = offer(versions=(0x0304,), suites=(suite,))
    with gnutls(pems, said, "NORMAL:+AES-128-CCM") as line:
        line.hear(Established, Fault)
        assert line.client.established
        assert line.client.suite == suite
