"""systemd: what it gives every service, which is not what a shell has."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._machine import Machine
from tlswhy.machine.docker import environment
from tlswhy.model.facts import Fact

FILES = ("/etc/systemd/system.conf", "/etc/systemd/user.conf")


def look(machine: Machine) -> Iterator[Fact]:
    """Proxies in `DefaultEnvironment=`."""
    for file in FILES:
        yield from environment(machine, file, "systemd")
        for name in machine.names(f"{file}.d", "systemd"):
            if name.endswith(".conf"):
                yield from environment(machine, f"{file}.d/{name}", "systemd")
