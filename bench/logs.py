"""How fast `tlswhy explain` reads a log, beside `grep -E` with the words of the same sayings.

Three logs are made: one of ordinary lines, one in which every thousandth line is a failure, and
one of nothing but failures. Processor time of whole processes, the best of three; grep runs in the
C locale. The last line is the time to the first answer for one pasted line.
"""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tlswhy.texts.hear import sayings

SRC = Path(__file__).parent.parent / "src"
LINES = 800_000
FAILURES = 100_000
ORDINARY = (
    '192.0.2.7 - - [01/Nov/2026:10:00:00 +0000] "GET /a/{n}?id={n} HTTP/1.1" 200 {n} "-" "M/5.0"',
    "2026-11-01T10:00:00.123Z INFO [pool-{n}] c.e.App - user {n} logged in, session refreshed",
    "Nov  1 10:00:00 host postfix/smtpd[{n}]: connect from mail.example.com[192.0.2.9]",
)
FAILED = (
    (
        "2026/11/01 10:00:00 [error] {n}#{n}: *{n} SSL_do_handshake() failed (SSL: error:0A000458:"
        "SSL routines::tlsv1 unrecognized name:SSL alert number 112) while SSL handshaking to "
        'upstream, client: 192.0.2.{m}, server: a.test, request: "GET /{n} HTTP/1.1", '
        'upstream: "https://198.51.100.9:443/{n}", host: "a.test"'
    ),
    (
        "2026/11/01 10:00:00 http: TLS handshake error from 192.0.2.{m}:{n}: remote error: tls: "
        "bad certificate"
    ),
)


def main() -> int:
    compileall.compile_dir(str(SRC), quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        words = root / "words"
        known = sorted(
            {one.lower for one in sayings() if one.saying.certain and len(one.lower) > 5}
        )
        words.write_text("\n".join(_escaped(word) for word in known) + "\n")
        log = root / "a.log"
        for name, every in (("quiet", 0), ("one in 1000", 1000), ("failures alone", 1)):
            size, lines = _write(log, every)
            ours = _best(sys.executable, "-m", "tlswhy", "explain", "--log", str(log))
            grep = _best("grep", "-i", "-E", "-f", str(words), str(log))
            print(
                f"{name:15} {size / 1e6:5.1f} MB, {lines / ours:8.0f} lines a second, "
                f"{size / 1e6 / ours:6.1f} MB a second, {ours / grep:5.2f} x grep -E"
            )
    line = "curl: (60) SSL certificate problem: certificate has expired"
    bare = _best(sys.executable, "-I", "-c", "pass")
    first = _best(sys.executable, "-m", "tlswhy", "explain", line)
    print(f"one pasted line {first * 1000:.0f} ms, bare interpreter {bare * 1000:.0f} ms")
    return 0


def _write(path: Path, every: int) -> tuple[int, int]:
    count = FAILURES if every == 1 else LINES
    with path.open("w") as file:
        for n in range(count):
            failed = every and n % every == 0
            line = FAILED[n // max(every, 1) % 2] if failed else ORDINARY[n % 3]
            file.write(line.replace("{n}", str(n)).replace("{m}", str(n % 250)) + "\n")
    return path.stat().st_size, count


def _escaped(word: str) -> str:
    return "".join(f"\\{c}" if c in r".^$*+?()[]{}|\\" else c for c in word)


def _best(*argv: str) -> float:
    """The least processor time of three runs."""
    env = {**os.environ, "LC_ALL": "C"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Into a pipe: grep stops at the first hit when it writes to /dev/null.
        subprocess.run(argv, capture_output=True, env=env, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(took)


if __name__ == "__main__":
    sys.exit(main())
