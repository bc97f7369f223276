"""PostgreSQL: every recipe told to a running server, and to libpq by psql."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from lab.remedies import parts
from lab.remedies.cure import (
    LEVEL_0,
    Called,
    Cure,
    Ill,
    Lines,
    Served,
    Stand,
    placed,
    shell,
    unseen,
)
from tlswhy.lab.bench import HERE, Lab, find, free_port
from tlswhy.lab.scenario import Up, direct
from tlswhy.lab.services import NOBODY
from tlswhy.model.diagnosis import Party, Remedy

_NEEDS = ("initdb", "psql")
_SSL = ("ssl = on", "ssl_cert_file = 'fullchain.pem'", "ssl_key_file = 'leaf.key'")
_FILES = (
    *("leaf.pem", "leaf.key", "fullchain.pem", "another.pem", "CA.pem", "weak.pem"),
    *("renewed.pem", "renewed.key"),
)


def server(
    *settings: str,
    ask: Lines = (),
    prepare: Callable[[Lab], None] = lambda _: None,
    access: str = "host all all all trust",
) -> Stand:
    """A database with these lines of postgresql.conf; ask: more for the client's command line."""

    def stand(lab: Lab, port: int, _: Lines) -> Up:
        prepare(lab)
        folder = lab.home("postgres", NOBODY)
        initdb = Path(find("initdb") or "initdb").resolve()
        data = folder / "data"
        # Nothing is synced: the database lives for a second.
        lab.run(str(initdb), "-D", str(data), "-A", "trust", "-N", "-U", "lab", user=NOBODY)
        for name in _FILES:
            if (lab.folder / name).exists():
                own(data / name, (lab.folder / name).read_bytes())
        own(data / "server.crt", (lab.folder / "fullchain.pem").read_bytes())
        own(data / "server.key", (lab.folder / "leaf.key").read_bytes())
        own(data / "pg_hba.conf", f"local all all trust\n{access}\n".encode())
        where = (
            f"listen_addresses = '{HERE}'",
            f"port = {port}",
            f"unix_socket_directories = '{folder}'",
            "shared_buffers = 1MB",
            "max_connections = 10",
        )
        own(data / "postgresql.conf", "\n".join((*where, *settings, "")).encode())
        program = str(initdb.with_name("postgres"))
        openssl = f"OPENSSL_CONF={lab.folder}/openssl.cnf"
        lab.program("env", openssl, program, "-D", str(data), port=port, user=NOBODY)
        return direct(port, *lab.trust, "--starttls", "postgres", *placed(lab, ask))

    return stand


def own(file: Path, content: bytes) -> None:
    """Write what nobody but the server may read."""
    file.write_bytes(content)
    file.chmod(0o600)
    if os.geteuid() == 0:
        shutil.chown(file, NOBODY)


def _tell(lab: Lab, lines: Lines) -> None:
    """Run the lines as SQL, each by itself."""
    lab.file("told.sql", "\n".join(lines))
    data = lab.folder / "postgres/data"
    port = (data / "postmaster.pid").read_text().split("\n")[3]
    options = f"-X -v ON_ERROR_STOP=1 -h {data.parent} -p {port} -U lab -d postgres"
    done = shell(lab, f"psql {options} -f told.sql")
    assert done.returncode == 0, done.stderr


def _renew(lab: Lab, lines: Lines) -> None:
    """The files are replaced first."""
    data = lab.folder / "postgres/data"
    for old, new in (("fullchain.pem", "renewed.pem"), ("leaf.key", "renewed.key")):
        own(data / old, (lab.folder / new).read_bytes())
    _tell(lab, lines)


def _weak(lab: Lab) -> None:
    parts.weak_group(lab)
    lab.file("openssl.cnf", LEVEL_0)


def _cure(
    remedy: Remedy,
    ill: str,
    stand: Stand,
    paste: Callable[[Lab, Lines], None] = _tell,
) -> Cure:
    return Served(remedy, ill, stand, paste=paste, needs=_NEEDS)


def _with_psql(remedy: Remedy, ill: str | Ill, stand: Stand, fails: str) -> Cure:
    """libpq would take `localhost` for a name to be verified, and the user's name for the role."""
    user = "export PGUSER=lab PGDATABASE=postgres\n"
    return Called(
        remedy,
        ill,
        lambda lab: _by_name(stand(lab, free_port(), ())),
        fails=f'{user}psql "host={{host}} port={{port}} {fails}"',
        works=lambda lines: user + "\n".join(lines),
        acts=None if isinstance(ill, str) else Party.CLIENT,
        needs=_NEEDS,
    )


def _by_name(up: Up) -> Up:
    """The same, asked for by a name that this machine knows."""
    return Up((up.argv[0].replace("a.test", "localhost"), *up.argv[1:]))


def _untrusting(stand: Stand) -> Stand:
    """The same, asked by somebody who does not know the root."""

    def again(lab: Lab, port: int, lines: Lines) -> Up:
        up = stand(lab, port, lines)
        return Up(tuple(word for word in up.argv if word not in lab.trust))

    return again


CURES: tuple[Cure, ...] = (
    _cure(
        Remedy.RENEW_CERTIFICATE,
        "cert-expired",
        server(*_SSL, prepare=parts.expired),
        paste=_renew,
    ),
    _cure(
        Remedy.SERVE_FULL_CHAIN,
        "chain-intermediate-missing",
        server("ssl = on", "ssl_cert_file = 'leaf.pem'", "ssl_key_file = 'leaf.key'"),
    ),
    _cure(
        Remedy.RAISE_SERVER_VERSION,
        "version-server-too-old",
        server(
            *_SSL,
            "ssl_min_protocol_version = 'TLSv1'",
            "ssl_max_protocol_version = 'TLSv1.1'",
            "ssl_ciphers = 'DEFAULT:@SECLEVEL=0'",
        ),
    ),
    _cure(
        Remedy.LOWER_SERVER_VERSION,
        "version-client-too-old",
        server(*_SSL, ask=("--max-version", "1.1")),
    ),
    _cure(
        Remedy.WIDEN_SERVER_CIPHERS,
        "cipher-no-overlap",
        server(
            *_SSL,
            "ssl_ciphers = 'ECDHE-ECDSA-CAMELLIA128-SHA256'",
            "ssl_max_protocol_version = 'TLSv1.2'",
        ),
    ),
    _cure(Remedy.ENABLE_TLS, "db-tls-not-offered", server("ssl = off")),
    _cure(
        Remedy.STRONGER_DH,
        "dh-key-too-small",
        server(
            *_SSL,
            "ssl_dh_params_file = 'weak.pem'",
            "ssl_ciphers = 'DHE:@SECLEVEL=0'",
            "ssl_max_protocol_version = 'TLSv1.2'",
            prepare=_weak,
        ),
    ),
    _cure(
        Remedy.TRUST_CLIENT_CA,
        "client-cert-untrusted",
        server(
            *_SSL,
            "ssl_ca_file = 'another.pem'",
            access="hostssl all all all trust clientcert=verify-ca",
            ask=("--cert", "/tmp/client.pem", "--key", "/tmp/client.key"),
        ),
    ),
    _with_psql(
        Remedy.PRESENT_CLIENT_CERTIFICATE,
        unseen,
        server(
            *_SSL,
            "ssl_ca_file = 'CA.pem'",
            access="hostssl all all all trust clientcert=verify-ca",
        ),
        "sslmode=require",
    ),
    _with_psql(
        Remedy.TRUST_CA,
        "trust-private-ca",
        _untrusting(server(*_SSL)),
        "sslmode=verify-full",
    ),
    _with_psql(
        Remedy.USE_PLAIN_SCHEME,
        "db-tls-not-offered",
        server("ssl = off"),
        "sslmode=require",
    ),
)
