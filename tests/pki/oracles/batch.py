"""Oracles that are one program for a whole batch: cases as lines in, reasons as lines out."""

from __future__ import annotations

import os
import subprocess
from base64 import b64encode
from collections.abc import Sequence

from pki.oracles import Case, Verdict
from pki.oracles.flight import flight


def ask(command: Sequence[str], cases: Sequence[Case], **environment: str) -> list[Verdict]:
    """One verdict for each case; the lines are described in `verify.go`.

    environment: variables that the program gets besides our own.

    Raises:
        RuntimeError: the program ended in another way than by answering.
    """
    lines = "".join(_line(case) for case in cases)
    done = subprocess.run(
        command,
        input=lines,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    reasons = done.stdout.splitlines()
    if done.returncode or len(reasons) != len(cases):
        raise RuntimeError(f"{command[0]} failed: {done.stderr[-2000:]}")
    return [Verdict(ok=not reason, reason=reason) for reason in reasons]


def _line(case: Case) -> str:
    milliseconds = round(case.at.timestamp() * 1000)
    roots = ",".join(b64encode(root).decode() for root in case.roots)
    return f"{case.host}\t{milliseconds}\t{roots}\t{b64encode(flight(case.chain)).decode()}\n"
