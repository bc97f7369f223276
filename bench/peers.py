"""One healthy and one failing target: tlswhy beside openssl s_client, curl and sslyze, same run.

Wall and CPU time of the whole process, and whether the output names the cause; once on loopback
and once through a relay that holds every piece back for 25 ms each way.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import resource
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from msgspec import Struct

from tlswhy.lab.bench import Handler, Lab
from tlswhy.lab.scenario import scenarios

ROUNDS = 5
DELAY = 0.025  # seconds each way
SCENARIOS = {"healthy_tls13": "", "cert_expired": "expired"}


class Run(Struct):
    """One process: seconds of wall time, of CPU, and what it printed."""

    wall: float
    cpu: float
    said: str


def run(argv: list[str]) -> Run:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        argv,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.monotonic() - began, cpu, done.stdout + done.stderr)


def commands(argv: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """The same question to each tool; argv is tlswhy's."""
    options = dict(itertools.pairwise(argv))
    host = argv[0].partition(":")[0]
    peer, roots = options["--connect-to"], options.get("--ca-file", "")
    yield "tlswhy", [sys.executable, "-m", "tlswhy", *argv]
    trusted = ["-CAfile", roots] if roots else []
    strict = ["-verify_return_error", "-verify_hostname", host, *trusted]
    yield (
        "openssl s_client",
        ["openssl", "s_client", "-connect", peer, "-servername", host, *strict],
    )
    yield (
        "curl -v",
        ["curl", "-sv", "--max-time", "10", "--connect-to", f"::{peer}", f"https://{host}/"]
        + (["--cacert", roots] if roots else []),
    )
    sslyze = Path(sys.executable).parent.parent / "peers" / "bin" / "sslyze"
    if sslyze.exists():
        address, _, port = peer.rpartition(":")
        yield (
            "sslyze --certinfo",
            [str(sslyze), "--mozilla_config", "disable", "--certinfo"]
            + (["--certinfo_ca_file", roots] if roots else [])
            + [f"{host}:{port}{{{address}}}"],
        )


def slowed(port: int) -> Handler:
    """A relay that holds every piece back, in both directions."""

    def hold(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                time.sleep(DELAY)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)

    def talk(conn: socket.socket) -> None:
        time.sleep(2 * DELAY)  # the SYN and its answer
        with socket.create_connection(("127.0.0.1", port), 10) as server:
            back = threading.Thread(target=hold, args=(server, conn), daemon=True)
            back.start()
            hold(conn, server)
            back.join(10)

    return talk


def measure(name: str, argv: tuple[str, ...]) -> None:
    """Print a line for each tool."""
    for tool, command in commands(argv):
        if shutil.which(command[0]) is None:
            print(f"  {tool:20} not installed")
            continue
        runs = [run(command) for _ in range(ROUNDS)]
        said = runs[-1].said.lower()
        named = f"   names the cause: {SCENARIOS[name] in said}" if SCENARIOS[name] else ""
        print(
            f"  {tool:20} wall {1000 * median(r.wall for r in runs):7.0f} ms   "
            f"cpu {1000 * median(r.cpu for r in runs):7.0f} ms{named}"
        )


def main() -> None:
    wanted = {entry.name: entry.scenario for entry in scenarios() if entry.name in SCENARIOS}
    for name, scenario in wanted.items():
        with Lab() as lab:
            argv = scenario.up(lab).argv
            print(f"{name}, on loopback:")
            measure(name, argv)
            peer = argv[argv.index("--connect-to") + 1]
            far = f"127.0.0.1:{lab.serve(slowed(int(peer.rpartition(':')[2])))}"
            print(f"{name}, {DELAY * 1000:.0f} ms away each way:")
            measure(name, tuple(far if word == peer else word for word in argv))


if __name__ == "__main__":
    main()
