"""The clock: whether it can be right, by the times of files and the ends of the public CAs.

A clock that is behind shows by files from the future. One that is ahead shows by roots: those of a
bundle end one by one over decades, so when a good part of them has expired, it is the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tlswhy.machine._machine import Machine, setting
from tlswhy.machine.trust_store import bundle
from tlswhy.model.facts import Fact
from tlswhy.pki import certificate as certificates
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.stores import from_pem, mozilla

# Files that are written when the system is made, updated or used; and our own.
FILES = (
    "/etc/ld.so.cache",
    "/etc/machine-id",
    "/etc/hostname",
    "/var/lib/dpkg/status",
    "/var/lib/rpm/rpmdb.sqlite",
    "/usr/lib/os-release",
    "/usr/bin/env",
    __file__,
)
SLACK = timedelta(days=1)
SAMPLE = 60  # roots that are read
PART = 0.25  # of them, expired


def look(machine: Machine) -> Iterator[Fact]:
    """What the clock says, with a note where that cannot be."""
    shown = f"{machine.now:%Y-%m-%d %H:%M} UTC"
    note = behind(machine) or ahead(machine)
    yield setting("clock", "time", shown, source="", strict=bool(note), note=note)


def behind(machine: Machine) -> str:
    """Why the clock must be behind; empty when it need not."""
    times = {name: machine.written(name) for name in (*FILES, bundle(machine) or "/etc/passwd")}
    written = {name: time for name, time in times.items() if time is not None}
    newest = max(written, key=lambda name: written[name], default="")
    if not newest or written[newest] <= machine.now + SLACK:
        return ""
    name = "a file of this program" if newest == __file__ else newest
    return f"{name} was written later, on {written[newest]:%Y-%m-%d}"


def ahead(machine: Machine) -> str:
    """Why the clock must be ahead; empty when it need not."""
    file = bundle(machine)
    content = machine.content(file, "os") if file else None
    roots = (from_pem(content, "os", file) if content else mozilla()).anchors[:SAMPLE]
    read = [one for one in map(certificates.read, roots) if isinstance(one, Certificate)]
    ended = [one for one in read if one.not_after < machine.now]
    if len(read) < 10 or len(ended) < PART * len(read):
        return ""
    return f"{len(ended)} of {len(read)} public CAs would have expired by then"
