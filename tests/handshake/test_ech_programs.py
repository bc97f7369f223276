"""Encrypted hellos between us and NSS, the library of Firefox: its server, and its client."""

from __future__ import annotations

import shutil
import socket
import subprocess
from base64 import b64encode
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from msgspec.structs import replace

from handshake.peer import offer
from tlswhy.handshake.client import Client, EchAnswered, Fault, Out, Write
from tlswhy.lab import certificates, ech
from tlswhy.lab.bench import Lab, free_port
from tlswhy.model.attempt import Offer
from tlswhy.wire.reader import vector

pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(
        not all(map(shutil.which, ("selfserv", "tstclnt", "certutil", "pk12util"))),
        reason="NSS's tools are not installed (libnss3-tools)",
    ),
]

KEY = ech.ech_key("public.test", 7)
OTHER = ech.ech_key("public.test", 7)
# NSS 3.87 knows X25519 only as a curve of its own in an ECPrivateKey (RFC 5915), in PKCS #8.
PKCS8 = "3067020100301406072a8648ce3d020106092b06010401da470f01044c304a0201010420"
PUBLIC = "a123032100"


def run(*argv: str) -> None:
    subprocess.run(argv, check=True, capture_output=True, timeout=30)


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with Lab() as made:
        yield made


@pytest.fixture(scope="module")
def database(lab: Lab) -> str:
    """With a certificate for both names, and the lab's root as trusted."""
    folder = lab.folder / "nss"
    folder.mkdir()
    run("certutil", "-N", "-d", f"sql:{folder}", "--empty-password")
    root = str(lab.write(lab.root).chain)
    run("certutil", "-A", "-d", f"sql:{folder}", "-n", "root", "-t", "C,,", "-i", root)
    made = certificates.issue("a.test", lab.root, names=("a.test", "public.test"))
    packed = pkcs12.serialize_key_and_certificates(
        b"own", made.key, made.certificate, None, BestAvailableEncryption(b"x")
    )
    file = lab.file("own.p12", packed)
    run("pk12util", "-i", str(file), "-d", f"sql:{folder}", "-W", "x", "-K", "")
    return f"sql:{folder}"


@pytest.fixture(scope="module")
def selfserv(lab: Lab, database: str) -> int:
    private = bytes.fromhex(PKCS8) + KEY.private.private_bytes_raw()
    private += bytes.fromhex(PUBLIC) + KEY.private.public_key().public_bytes_raw()
    both = b64encode(vector(2, private) + KEY.listed).decode()
    port = free_port()
    options = ("-n", "own", "-p", str(port), "-V", "tls1.2:tls1.3", "-X", both)
    lab.program("selfserv", "-d", database, *options, port=port)
    return port


def outs(said: Offer, port: int) -> tuple[Client, list[Out]]:
    client, found = Client(said), list[Out]()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as conn:
        conn.sendall(client.start())
        while not client.established and (data := conn.recv(65536)):
            for out in client.feed(data):
                found.append(out)
                if isinstance(out, Write):
                    conn.sendall(out.data)
    return client, found


@pytest.mark.parametrize("shares", [(29,), (0x11EC, 29), ()], ids=["", "large", "none, so retry"])
def test_nss_takes_our_encrypted_hello(selfserv: int, shares: tuple[int, ...]) -> None:
    client, found = outs(replace(offer(shares=shares), ech=KEY.listed), selfserv)
    assert [out for out in found if isinstance(out, EchAnswered)] == [EchAnswered(accepted=True)]
    assert client.established


def test_nss_rejects_one_for_another_key(selfserv: int) -> None:
    client, found = outs(replace(offer(), ech=OTHER.listed), selfserv)
    assert EchAnswered(accepted=False) in found
    assert [out.code for out in found if isinstance(out, Fault)] == ["ech-rejected"]
    assert not client.established


def test_nss_does_not_mind_grease(selfserv: int) -> None:
    # A HelloRetryRequest would end it: NSS 3.87 then fails with its own client's GREASE too.
    client, _ = outs(replace(offer(), ech=b""), selfserv)
    assert client.established


@pytest.mark.parametrize("group", [0, 23], ids=["", "after a HelloRetryRequest"])
@pytest.mark.parametrize(
    ("key", "works"), [(KEY, True), (OTHER, False)], ids=["its key", "another key"]
)
def test_the_labs_server_takes_the_hello_of_nss(
    lab: Lab, database: str, key: ech.EchKey, group: int, *, works: bool
) -> None:
    names = ech.identities(lab, "a.test", "public.test")
    port = lab.serve(ech.server(ech.Settings(names, (KEY,), group=group)))
    request = lab.file("request", "HEAD / HTTP/1.1\r\n\r\n")
    configs = b64encode(key.listed).decode()
    done = subprocess.run(
        [
            *("tstclnt", "-d", database, "-h", "127.0.0.1", "-p", str(port), "-a", "a.test"),
            *("-V", "tls1.3:tls1.3", "-I", "x25519,P256", "-N", configs, "-A", str(request)),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert (b"200 OK" in done.stdout) is works
    assert (done.returncode == 0) is works
