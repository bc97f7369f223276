"""The trust store of the system, and the CAs that its administrator put beside it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from tlswhy.machine._machine import Machine
from tlswhy.machine._stores import root_of
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import AtOdds, StoreSeen
from tlswhy.pki.stores import SYSTEM_BUNDLES, Store, from_pem

# Debian and Alpine; Fedora and RHEL; openSUSE; Arch. And what makes the bundle of them.
ADDED = {
    "/usr/local/share/ca-certificates": "update-ca-certificates",
    "/etc/pki/ca-trust/source/anchors": "update-ca-trust",
    "/etc/pki/trust/anchors": "update-ca-certificates",
    "/etc/ca-certificates/trust-source/anchors": "update-ca-trust",
}


def bundle(machine: Machine) -> str:
    """The file with the system's CAs; empty when there is none."""
    return next((name for name in SYSTEM_BUNDLES if machine.exists(name)), "")


def look(machine: Machine) -> Iterator[Fact]:
    """The bundle, and what was added without being in it."""
    file = bundle(machine)
    if file:
        yield from machine.store(file, "os")
    else:
        none = "there is no bundle of CAs at any usual place"
        yield StoreSeen(seen=Anchor(source=SYSTEM_BUNDLES[0]), program="os", anchors=0, note=none)
    whole = from_pem(machine.content(file, "os") or b"", "os", file) if file else Store("os", "")
    held = frozenset(whole.anchors)
    for folder, command in ADDED.items():
        for name in machine.names(folder, "os"):
            yield from _added(machine, f"{folder}/{name}", command, held)


def _added(machine: Machine, name: str, command: str, held: frozenset[bytes]) -> Iterator[Fact]:
    content = machine.content(name, "os") or b""
    store = from_pem(content, "os", name)
    if not len(store):
        return
    roots = tuple(root for root in map(root_of, store.anchors[:40]) if root)
    missing = [
        root.name for root, der in zip(roots, store.anchors, strict=False) if der not in held
    ]
    seen = next(iter(machine.store(name, "os", adds=True)))
    yield replace(seen, contains=roots, note="added on this machine")
    if missing:
        problem = f"{missing[0]} lies in {name} and is not in the system's bundle: run {command}"
        if name.endswith((".pem", ".cer")) and command == "update-ca-certificates":
            problem = f"{missing[0]} is not trusted: {command} takes only .crt files, not {name}"
        yield AtOdds(seen=Anchor(source=name), program="os", problem=problem)
