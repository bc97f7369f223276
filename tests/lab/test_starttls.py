"""Protocols that go over to TLS: the lab's own servers, and those of others against our hops."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator

import pytest

from tlswhy.cli.lab import run
from tlswhy.lab import peers
from tlswhy.lab.bench import HERE, Lab, find, free_port
from tlswhy.lab.certificates import Pem
from tlswhy.lab.scenario import Entry, Scenario, Up, direct


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab() as started:
        yield started


def _ask(port: int, *said: bytes) -> bytes:
    """What comes when this is said, each after an answer, and nothing more is wanted."""
    heard = b""
    with socket.create_connection((HERE, port), 5) as conn:
        for each in said:
            conn.sendall(each)
            heard = conn.recv(4096)
        conn.shutdown(socket.SHUT_WR)
        return heard + b"".join(iter(lambda: conn.recv(4096), b""))


def _diagnosed(up: Callable[[Lab], Up], expect: str | None) -> str:
    result = run(Entry("one", "test", "", "", Scenario(up=up, expect=expect)))
    return result.problem and f"{result.got}: {result.problem}"


def test_what_is_not_starttls_is_declined(lab: Lab) -> None:
    settings = peers.context(lab.leaf("a.test"))
    hello = b"220-FTP server\r\n220 ready\r\n"
    assert _ask(lab.serve(peers.ftp(settings)), b"FEAT\r\n") == hello + b"530 Please login\r\n"
    assert _ask(lab.serve(peers.pop3(settings)), b"", b"QUIT\r\n") == b"-ERR what?\r\n"
    assert _ask(lab.serve(peers.imap(settings)), b"", b"x NOOP\r\n") == b"x OK done\r\n"
    assert _ask(lab.serve(peers.xmpp(settings)), b"<stream:stream>", b"<auth/>") == b""
    unbind = bytes.fromhex("30050201054200")
    refusal = bytes.fromhex("300c020105 7807 0a0102 0400 0400")
    assert _ask(lab.serve(peers.ldap(settings)), unbind) == refusal


def test_a_database_without_tls(lab: Lab) -> None:
    def up(lab: Lab) -> Up:
        return direct(lab.serve(peers.mysql(None)), "--starttls", "mysql")

    assert not _diagnosed(up, "db-tls-not-offered")
    asked = bytes.fromhex("1201001a00000100 00000b0006 0100110001 ff 000000000000 01")
    not_supported = b"\xff\x10\x00\x03\xe8\x00\x00\x02"
    assert _ask(lab.serve(peers.mssql(None)), asked).endswith(not_supported)


def _slapd(lab: Lab, pem: Pem | None, port: int) -> None:
    """OpenLDAP, with nothing in it."""
    tls = f"TLSCertificateFile {pem.chain}\nTLSCertificateKeyFile {pem.key}\n" if pem else ""
    file = lab.file("slapd.conf", f"pidfile {lab.folder}/slapd.pid\n{tls}")
    lab.program("slapd", "-d", "0", "-f", str(file), "-h", f"ldap://{HERE}:{port}", port=port)


def _vsftpd(lab: Lab, pem: Pem | None, port: int) -> None:
    lines = [
        "listen=YES",
        f"listen_address={HERE}",
        f"listen_port={port}",
        "background=NO",
        "run_as_launching_user=YES",
        f"secure_chroot_dir={lab.folder}",
    ]
    if pem:
        lines += ["ssl_enable=YES", "allow_anon_ssl=YES"]
        lines += [f"rsa_cert_file={pem.chain}", f"rsa_private_key_file={pem.key}"]
    file = lab.file("vsftpd.conf", "\n".join(lines) + "\n")
    lab.program("vsftpd", str(file), port=port)


def _inspircd(lab: Lab, pem: Pem | None, port: int) -> None:
    modules = ["cap", *(("ssl_gnutls", "starttls") if pem else ())]
    lines = [
        '<server name="irc.test" description="t" network="t">',
        '<admin name="a" nick="a" email="a@a.test">',
        f'<bind address="{HERE}" port="{port}" type="clients">',
        '<connect name="c" allow="*" resolvehostnames="no" useident="no">',
        *(f'<module name="{module}">' for module in modules),
        f'<path datadir="{lab.folder}" logdir="{lab.folder}" runtimedir="{lab.folder}">',
    ]
    if pem:
        files = f'certfile="{pem.chain}" keyfile="{pem.key}"'
        lines += [f'<sslprofile name="default" provider="gnutls" {files}>']
    file = lab.file("inspircd.conf", "\n".join(lines) + "\n")
    root = ("--runasroot",) if os.geteuid() == 0 else ()
    lab.program("inspircd", *root, "--nofork", "--config", str(file), port=port)


@pytest.mark.lab
@pytest.mark.parametrize("secure", [True, False])
@pytest.mark.parametrize(
    ("protocol", "start"), [("ldap", _slapd), ("ftp", _vsftpd), ("irc", _inspircd)]
)
def test_a_real_server(
    protocol: str, start: Callable[[Lab, Pem | None, int], None], *, secure: bool
) -> None:
    program = start.__name__.strip("_")
    if find(program) is None:
        pytest.skip(f"{program} is not installed")

    def up(lab: Lab) -> Up:
        port = free_port()
        start(lab, lab.leaf("a.test") if secure else None, port)
        return direct(port, *lab.trust, "--starttls", protocol)

    assert not _diagnosed(up, None if secure else "starttls-mismatch")
