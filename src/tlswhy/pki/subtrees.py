"""Which of many subtrees a name lies in, not compared with each (RFC 5280 section 4.2.1.10).

A certificate may hold thousands of names and a CA thousands of subtrees. So the subtrees are looked
up: for a host by what it ends with, for an address by the network under each mask that occurs, for
a directory name by its first parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tlswhy.pki import dn
from tlswhy.pki.extensions import GeneralName

LONGEST = 255
"""In characters, of the end of a name that is looked up; no host's name is longer (RFC 1035)."""

_URI_HOST = re.compile(r"[^:]*://([^:/]*)")

Key = bytes | str | dn.Canonical | tuple[str, str] | tuple[int, int, int]
"""What a subtree is looked up by."""


class Subtrees:
    """Subtrees of one kind and one side, permitted or excluded, in their order."""

    def __init__(self, kind: str, every: Iterable[GeneralName]) -> None:
        self.bases = tuple(one for one in every if one.kind == kind)
        self.lengths = frozenset(len(one.raw) for one in self.bases)
        self._kind = kind
        self._places: dict[Key, list[int]] = {}
        self._masks: set[tuple[int, int]] = set()
        self._sizes: set[int] = set()
        self._above: set[bytes] = set()
        for place, base in enumerate(self.bases):
            for key in self._key(base):
                self._places.setdefault(key, []).append(place)

    def __bool__(self) -> bool:
        return bool(self.bases)

    def holding(self, name: GeneralName) -> Sequence[int]:
        """The places of those that the name lies in."""
        keys = dict.fromkeys(self._keys(name))
        return sorted(place for key in keys for place in self._places.get(key, ()))

    def reached(self, name: bytes) -> bool:
        """Whether a wildcard covers a name that a base covers too."""
        return name.startswith(b"*.") and name[2:].lower() in self._above

    def shown(self, places: Sequence[int] | None = None) -> str:
        """The first three of all, or of those at `places`, and how many more there are."""
        chosen = range(len(self.bases)) if places is None else places
        more = f" and {len(chosen) - 3} more" if len(chosen) > 3 else ""
        return ", ".join(self.bases[place].text or '""' for place in chosen[:3]) + more

    def _key(self, base: GeneralName) -> Iterator[Key]:
        """The key of a subtree, none for one that no name lies in."""
        raw = base.raw
        match self._kind:
            case "dns":
                above = raw.lower().lstrip(b".").partition(b".")[2]
                self._above |= {above} if above else set()
                yield raw.lower()
            case "ip":
                half = len(raw) // 2
                if len(raw) in {8, 32}:
                    network, mask = int.from_bytes(raw[:half]), int.from_bytes(raw[half:])
                    self._masks.add((half, mask))
                    yield half, mask, network & mask
            case "email":
                local, _, host = raw.rpartition(b"@")
                yield local.decode("latin-1"), host.decode("latin-1").lower()
            case "uri":
                yield base.text.lower()
            case _:
                parts = dn.canonical(raw)
                self._sizes.add(len(parts))
                yield parts

    def _keys(self, name: GeneralName) -> Iterator[Key]:
        """The keys of all subtrees that the name lies in."""
        raw = name.raw
        match self._kind:
            case "dns":
                yield from _domains(raw.lower())
            case "ip":
                size, packed = len(raw), int.from_bytes(raw)
                yield from (
                    (size, mask, packed & mask) for half, mask in self._masks if half == size
                )
            case "email":
                local, at, host = raw.rpartition(b"@")
                for domain in _hosts(host.decode("latin-1").lower()) if at else ():
                    yield "", domain
                    yield local.decode("latin-1"), domain
            case "uri":
                found = _URI_HOST.match(raw.decode("latin-1"))
                yield from _hosts(found[1].lower()) if found else ()
            case _:
                parts = dn.canonical(raw)
                yield from (parts[:size] for size in self._sizes)


def _domains(name: bytes) -> Iterator[bytes]:
    """Whole labels are added on the left; a base that begins with a dot wants at least one."""
    yield b""
    yield name
    at = name.find(b".", max(len(name) - LONGEST, 0))
    while at >= 0:
        yield name[at:]
        yield name[at + 1 :]
        at = name.find(b".", at + 1)


def _hosts(host: str) -> Iterator[str]:
    """The host itself, and what a base with a dot in front stands for: some label is before it."""
    if not host.startswith("."):
        yield host
    at = host.find(".", max(len(host) - LONGEST, 1))
    while at >= 0:
        yield host[at:]
        at = host.find(".", at + 1)
