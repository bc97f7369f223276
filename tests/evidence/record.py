"""Records the handshakes in tests/vectors/handshakes with `openssl s_server` on loopback.

    python -m evidence.record       (in tests/, with src/ on the path)

Certificates are made anew each time; the clock of every recording is that of `pki.chains`.
"""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from msgspec import Struct, structs

from pki import chains
from tlswhy.model.attempt import Attempt, ClientCertificate, Offer, Secret
from tlswhy.model.casefile import CaseFile, write
from tlswhy.net.drive import run
from tlswhy.net.names import Resolver
from tlswhy.probes.offers import modern

FOLDER = Path(__file__).parent.parent / "vectors" / "handshakes"
ROOT = chains.root("Recorded Root", kind="rsa2048")
BETWEEN = chains.between(ROOT, "Recorded Intermediate", kind="rsa2048")
LEAF = chains.leaf(BETWEEN, "a.test", names=("a.test", "b.test"), kind="rsa2048")
CLIENT = chains.leaf(BETWEEN, "client", eku=chains.CLIENT)


class Scene(Struct):
    """options: of s_server, beside certificate and port.

    fields, offer: what differs in the attempt. client: it has a certificate of its own.
    """

    options: str
    fields: dict[str, object] = {}
    offer: dict[str, object] = {}
    client: bool = False


SCENES = {
    "tls13": Scene("-www -tls1_3 -alpn h2", {"request": "GET"}, {"alpn": ("h2", "http/1.1")}),
    "tls13-retry": Scene("-tls1_3 -groups P-521"),
    "tls13-client-certificate-missing": Scene("-tls1_3 -Verify 1"),
    "tls13-client-certificate": Scene("-tls1_3 -Verify 1", client=True),
    "tls12-ecdhe": Scene("-tls1_2 -alpn http/1.1", offer={"alpn": ("http/1.1",)}),
    "tls12-dhe": Scene(
        "-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256", offer={"suites": (0x009E, 0xC02F)}
    ),
    "tls12-client-certificate-missing": Scene("-tls1_2 -Verify 1"),
    "no-suite": Scene("-tls1_2 -cipher AES128-SHA", offer={"suites": (0xC02F,)}),
    "version-refused": Scene("-tls1_3", offer={"versions": (0x0303,)}),
    "version-too-old": Scene("-tls1_1 -cipher DEFAULT:@SECLEVEL=0", offer={"versions": (0x0303,)}),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    version = subprocess.run(["openssl", "version"], capture_output=True, text=True, check=True)
    for name, scene in SCENES.items():
        with _server(scene.options) as (port, command):
            attempt = _attempt(port, scene)
            [transcript] = run([attempt], Resolver())
        case = CaseFile(
            header={"comment": " ".join(command), "program": version.stdout.strip()},
            attempt=attempt,
            given=(),
            clock=chains.AT,
            transcript=structs.replace(transcript, source="tests/evidence/record.py"),
            cas=(ROOT.der,),
        )
        (FOLDER / f"{name}.case").write_text(write(case))


def _attempt(port: int, scene: Scene) -> Attempt:
    offer: Offer = structs.replace(modern("a.test"), **scene.offer)
    certificate = None
    if scene.client:
        certificate = ClientCertificate((CLIENT.der, BETWEEN.der), Secret(_key(CLIENT).hex()))
    plain = Attempt("127.0.0.1", port, "a.test", offer, certificate=certificate)
    return structs.replace(plain, **scene.fields)


def _key(cert: chains.Cert, encoding: Encoding = Encoding.DER) -> bytes:
    return cert.private.private_bytes(encoding, PrivateFormat.PKCS8, NoEncryption())


@contextmanager
def _server(options: str) -> Iterator[tuple[int, list[str]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["openssl", "s_server", "-naccept", "1", *options.split()]
    with tempfile.TemporaryDirectory() as folder:
        pair, chain = Path(folder) / "leaf.pem", Path(folder) / "ca.pem"
        pair.write_bytes(LEAF.pem + _key(LEAF, Encoding.PEM))
        chain.write_bytes(BETWEEN.pem)
        files = ["-cert", str(pair), "-key", str(pair), "-cert_chain", str(chain)]
        files += ["-CAfile", str(chain)]
        with subprocess.Popen(
            [*command, *files, "-accept", f"127.0.0.1:{port}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server:
            time.sleep(0.5)
            try:
                yield port, command
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
