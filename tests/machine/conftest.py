"""A machine made of a few files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from tlswhy.machine import Machine, Wanted

NOW = datetime(2030, 1, 1, tzinfo=UTC)
KEY = ec.generate_private_key(ec.SECP256R1())
Make = Callable[..., Machine]
Ca = Callable[[str], x509.Certificate]


@cache
def certificate(name: str) -> x509.Certificate:
    """A root of this common name."""
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(KEY.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(KEY, hashes.SHA256())
    )


@pytest.fixture(scope="session")
def ca() -> Ca:
    return certificate


@pytest.fixture(scope="session")
def pem() -> Callable[..., bytes]:
    return lambda *names: b"".join(certificate(n).public_bytes(Encoding.PEM) for n in names)


@pytest.fixture
def machine(tmp_path: Path) -> Make:
    """Files by their names: `/…` below the root, `~/…` in the home, else where we stand."""
    folders = {name: tmp_path / name for name in ("root", "home", "cwd")}
    for folder in folders.values():
        folder.mkdir()

    def make(
        files: Mapping[str, str | bytes] | None = None,
        environ: Mapping[str, str] | None = None,
        now: datetime = NOW,
        wanted: Wanted | None = None,
    ) -> Machine:
        root, home, cwd = folders.values()
        made = Machine(root, home, cwd, environ or {}, now, wanted)
        for name, content in (files or {}).items():
            path = made.path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return made

    return make
