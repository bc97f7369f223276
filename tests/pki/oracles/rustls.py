"""rustls: its client with rustls-webpki, as the package rtls has it for Python.

It asks the system for the time, so it runs in a process of its own with a clock that can be set.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pki.oracles import BUILT, Case, Verdict, batch, beside


def verdicts(cases: Sequence[Case]) -> list[Verdict]:
    command = [sys.executable, str(beside("verify_rustls.py"))]
    return batch.ask(command, cases, LD_PRELOAD=str(_clock()))


def missing() -> str:
    if not sys.platform.startswith("linux"):
        return "Linux, to set the clock of a process"
    if not shutil.which("cc"):
        return "a C compiler, to set the clock of a process"
    return "" if find_spec("rtls") else "rtls, which has rustls"


@cache
def _clock() -> Path:
    library = BUILT / "clock.so"
    BUILT.mkdir(exist_ok=True)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, beside("clock.c")], check=True)
    return library
