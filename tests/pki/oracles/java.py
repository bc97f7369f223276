"""Java: JSSE as a client with its default trust manager, of the JDK on the path."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from pki.oracles import Case, Verdict, batch, beside


def verdicts(cases: Sequence[Case]) -> list[Verdict]:
    return batch.ask(["java", str(beside("Verify.java"))], cases)


def missing() -> str:
    # `java` alone may be a runtime, which cannot run a program from its source.
    return "" if shutil.which("javac") and shutil.which("java") else "a JDK (default-jdk-headless)"
