"""What starting costs, in CPU milliseconds over the bare interpreter: medians of interleaved runs.

`--version`, and a one-target diagnosis up to its first packet. The interpreter alone is measured
in the same run; figures of other machines compare by the ratio to it.
"""

from __future__ import annotations

import compileall
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path
from statistics import median

SRC = Path(__file__).parent.parent / "src"
ROUNDS = 25

# The process ends when the first bytes would leave, so its whole CPU time is what came before.
FIRST_PACKET = """
import os, sys
from tlswhy.net import drive
drive.Conversation._flush = lambda self: self._outbox and os._exit(0)
from tlswhy.cli.main import main
sys.argv[0] = "tlswhy"
main(["127.0.0.1:{port}", "--no-proxy"])
"""


def cpu(*arguments: str) -> float:
    """User and system milliseconds of one run of this interpreter."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(SRC)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    compileall.compile_dir(str(SRC), quiet=2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        runs = {
            "bare interpreter": ("-c", "pass"),
            "tlswhy --version": ("-m", "tlswhy", "--version"),
            "to the first packet": ("-c", FIRST_PACKET.format(port=port)),
        }
        seen: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, arguments in runs.items():
                seen[name].append(cpu(*arguments))
    bare = median(seen["bare interpreter"])
    for name, figures in seen.items():
        middle = median(figures)
        print(
            f"{name:22} {middle:7.1f} ms   over bare {middle - bare:7.1f} ms   "
            f"ratio {middle / bare:5.2f}   (least {min(figures):.1f}, most {max(figures):.1f})"
        )


if __name__ == "__main__":
    main()
