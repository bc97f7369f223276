"""Whatever a peer does, the answer comes, in little memory, and says nothing wrong for sure."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from net.hostile import ALL, Hostile
from net.servers import serve

pytestmark = pytest.mark.lab

PATIENCE = 20  # seconds after which it hangs; the deadlines let it take four
MOST = 100 * 1024  # KiB

# The high-water mark of the process itself: `ru_maxrss` counts what it was forked from as well.
MEASURED = """
import re, sys
from tlswhy.cli.main import main
code = main(sys.argv[1:])
status = open("/proc/self/status").read()
print("kB", re.search(r"VmHWM:\\s+(\\d+)", status)[1], file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(autouse=True)
def _guard() -> Iterator[None]:
    def hangs(_: int, __: FrameType | None) -> None:
        raise AssertionError(f"not over after {2 * PATIENCE} s")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(2 * PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc")
@pytest.mark.parametrize("hostile", ALL, ids=lambda hostile: hostile.name)
def test_a_hostile_peer_is_left_with_an_answer(hostile: Hostile) -> None:
    with serve(hostile.act) as port:
        options = [option.format(port=port) for option in hostile.options]
        command = [sys.executable, "-c", MEASURED, *options, "--timeout", "1", "--format", "json"]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=PATIENCE
        )
    said = json.loads(done.stdout)
    expects_ok = "ok" in hostile.certain
    assert (said["outcome"] == "ok") is expects_ok
    assert expects_ok or said["findings"]
    sure = {finding["cause"] for finding in said["findings"] if finding["verdict"] == "certain"}
    assert sure <= set(hostile.certain)
    assert int(done.stderr.rpartition("kB ")[2]) < MOST
