"""What the machine's OpenSSL says of a chain."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tlswhy.pki.names import address

OPENSSL = shutil.which("openssl")


def openssl_refusal(
    chain: Sequence[bytes],
    trust: Sequence[bytes],
    *,
    host: str,
    at: datetime,
    folder: Path,
    strict: bool = False,
) -> str:
    """What `openssl verify` says as Python and curl would have it check; "" if it accepts.

    chain, trust: certificates in PEM, the leaf first. folder: where to write them. strict: as
    Python since 3.13.
    """
    assert OPENSSL
    for file, certificates in (("leaf", chain[:1]), ("sent", chain[1:]), ("trust", trust)):
        Path(folder, file).write_bytes(b"".join(certificates))
    asked = "-verify_hostname" if address(host) is None else "-verify_ip"
    command = [
        *(OPENSSL, "verify", "-partial_chain", "-auth_level", "2", "-purpose", "sslserver"),
        *("-no-CApath", "-no-CAstore", "-CAfile", str(folder / "trust")),
        *(("-untrusted", str(folder / "sent")) if chain[1:] else ()),
        *((asked, host) if host else ()),
        *(("-x509_strict",) if strict else ()),
        *("-attime", str(int(at.timestamp())), str(folder / "leaf")),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    return done.stderr if done.returncode else ""
