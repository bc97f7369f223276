"""Real databases, mail and directory servers on the bench.

They begin in clear text, or wait for TLS from the first byte, each by its own protocol.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
from pathlib import Path

from tlswhy.lab.bench import HERE, Lab, find, free_port
from tlswhy.lab.certificates import Pem

NOBODY = "nobody"
"""Runs what refuses to be root, as every PostgreSQL and MariaDB does."""

_DOVECOT = """
base_dir = {folder}
state_dir = {folder}
log_path = /dev/stderr
protocols = imap
listen = {here}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}
}}
{settings}
"""

_SLAPD = """
pidfile {folder}/slapd.pid
{settings}
"""


def postgres(lab: Lab, pem: Pem, *settings: str) -> int:
    """Start a PostgreSQL with an empty database and these settings, as `ssl=on`.

    It knows the lab's root for the certificates of clients, and lets everybody in without one.
    """
    port = free_port()
    folder = lab.home(f"postgres-{port}", NOBODY)
    initdb = Path(find("initdb") or "initdb").resolve()
    # It refuses to be root too. Nothing is synced: the database lives for a second.
    making = ("-D", str(folder / "data"), "-A", "trust", "-N", "-U", "lab")
    lab.run(str(initdb), *making, user=NOBODY)
    data = folder / "data"
    _own(data / "server.crt", pem.chain.read_bytes())
    _own(data / "server.key", pem.key.read_bytes())
    _own(data / "ca.crt", Path(lab.trust[1]).read_bytes())
    given = ("ssl_ca_file=ca.crt", "shared_buffers=1MB", "max_connections=10", *settings)
    options = [word for each in given for word in ("-c", each)]
    where = ("-D", str(data), "-h", HERE, "-p", str(port), "-k", str(folder))
    lab.program(str(initdb.with_name("postgres")), *where, *options, port=port, user=NOBODY)
    return port


def mariadb(lab: Lab, *options: str) -> int:
    """Start a MariaDB without any database; its greeting is what it always says."""
    port = free_port()
    folder = lab.home(f"mariadb-{port}", NOBODY)
    lab.program(
        "mariadbd",
        "--no-defaults",
        f"--datadir={folder}",
        f"--socket={folder}/socket",
        f"--bind-address={HERE}",
        f"--port={port}",
        "--skip-grant-tables",
        "--skip-networking=0",
        "--skip-innodb",
        "--default-storage-engine=Aria",
        *options,
        port=port,
        user=NOBODY,
    )
    return port


def redis(lab: Lab, pem: Pem | None, *options: str) -> int:
    """Start a Redis: in TLS alone with a certificate, else without any."""
    port = free_port()
    listen: tuple[str, ...] = ("--port", str(port))
    if pem:
        files = ("--tls-cert-file", str(pem.chain), "--tls-key-file", str(pem.key))
        listen = ("--port", "0", "--tls-port", str(port), *files, "--tls-ca-cert-file")
        listen = (*listen, lab.trust[1])
    lab.program("redis-server", "--bind", HERE, "--save", "", *listen, *options, port=port)
    return port


def dovecot(lab: Lab, pem: Pem | None, *settings: str, implicit: bool = False) -> int:
    """Start a Dovecot for IMAP, in TLS from the first byte if `implicit`.

    Without a certificate it has no TLS at all.
    """
    port = free_port()
    folder = lab.home(f"dovecot-{port}")
    user, group = NOBODY, "nogroup"
    if os.geteuid():
        user = pwd.getpwuid(os.geteuid()).pw_name
        group = grp.getgrgid(os.getegid()).gr_name
    tls = (f"ssl_cert = <{pem.chain}", f"ssl_key = <{pem.key}") if pem else ("ssl = no",)
    text = _DOVECOT.format(
        here=HERE,
        folder=folder,
        user=user,
        group=group,
        imap=0 if implicit else port,
        imaps=port if implicit else 0,
        settings="\n".join((*tls, *settings)),
    )
    file = lab.file(f"dovecot-{port}.conf", text)
    lab.program("dovecot", "-F", "-c", str(file), port=port)
    return port


def slapd(lab: Lab, *settings: str, scheme: str = "ldap") -> int:
    """Start an OpenLDAP without a directory, with these lines of configuration."""
    port = free_port()
    text = _SLAPD.format(folder=lab.folder, settings="\n".join(settings))
    file = lab.file(f"slapd-{port}.conf", text)
    lab.program("slapd", "-h", f"{scheme}://{HERE}:{port}/", "-f", str(file), "-d", "0", port=port)
    return port


def _own(file: Path, content: bytes) -> None:
    """Write what nobody but the server may read."""
    file.write_bytes(content)
    file.chmod(0o600)
    if os.geteuid() == 0:
        shutil.chown(file, NOBODY)
