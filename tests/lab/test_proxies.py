"""What the lab's SOCKS 4 proxies and its HAProxy say, byte for byte."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tlswhy.lab import bench
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import HTTP_OK, http
from tlswhy.lab.programs import dante, digest
from tlswhy.lab.proxies import socks4_proxy

GET = b"GET / HTTP/1.1\r\n\r\n"


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab() as started:
        yield started


def ask(port: int, said: bytes) -> bytes:
    """Everything that comes back."""
    with socket.create_connection((HERE, port), 5) as conn:
        conn.sendall(said)
        return b"".join(iter(lambda: conn.recv(4096), b""))


ADDRESS = b"\x04\x01\x01\xbb\xc0\x00\x02\x01"
NAME = b"\x04\x01\x01\xbb\x00\x00\x00\x01"
GRANTED = b"\x00\x5a" + bytes(6)


@pytest.mark.parametrize("request_", [ADDRESS + b"\0", NAME + b"\0a.test\0", ADDRESS + b"ann\0"])
def test_socks_4_tunnels(lab: Lab, request_: bytes) -> None:
    assert ask(lab.serve(socks4_proxy(http())), request_ + GET) == GRANTED + HTTP_OK


@pytest.mark.parametrize(("user", "code"), [(b"ann", 0x5B), (b"bob", 0x5D), (b"", 0x5D)])
def test_socks_4_says_no(lab: Lab, user: bytes, code: int) -> None:
    proxy = lab.serve(socks4_proxy(http(), reply=0x5B, user="ann"))
    assert ask(proxy, NAME + user + b"\0a.test\0") == bytes((0, code)) + bytes(6)


@pytest.mark.parametrize("said", [b"\x05\x01\x00", GET])
def test_socks_4_hangs_up_on_anything_else(lab: Lab, said: bytes) -> None:
    assert ask(lab.serve(socks4_proxy(http())), said) == b""


@pytest.mark.skipif(bench.find("danted") is None, reason="danted is not installed")
def test_dante_opens_tunnels_by_the_versions_it_is_told(lab: Lab) -> None:
    server = lab.serve(http())
    to = b"\x04\x01" + server.to_bytes(2, "big") + b"\x7f\0\0\1\0"
    assert ask(dante(lab, "socks_v4"), to + GET).endswith(HTTP_OK)
    assert ask(dante(lab, "socks_v5"), to + GET)[:2] == b"\x00\x5b"


def test_squids_users_are_in_a_file_it_may_read(lab: Lab) -> None:
    assert f" {lab.folder}/digest-users\n" in digest(lab, "ann", "secret")
    assert (lab.folder / "digest-users").read_text() == "ann:secret\n"
