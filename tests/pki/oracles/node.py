"""Node: its check of names. OpenSSL verifies the chain for it, but is not told the host."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from collections.abc import Sequence

from pki.oracles import Case, Verdict, beside


def verdicts(cases: Sequence[Case]) -> list[Verdict]:
    """Of the leaf's names alone; roots and time do not matter."""
    lines = "".join(f"{one.host}\t{b64encode(one.chain[0]).decode()}\n" for one in cases)
    command = ["node", str(beside("names.js"))]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    reasons = done.stdout.splitlines()
    assert len(reasons) == len(cases), done.stderr
    return [Verdict(ok=not reason, reason=reason) for reason in reasons]


def missing() -> str:
    return "" if shutil.which("node") else "Node (the package nodejs)"
