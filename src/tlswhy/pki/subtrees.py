"""Which of many subtrees a name lies in, without comparing it with each (RFC 5280 section 4.2.1.10).

A certificate may hold thousands of names and a CA thousands of subtrees. So the subtrees are looked
up: for a host the labels it ends with, for an address the network under each mask that occurs, for
a directory name its first parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from tlswhy.pki import dn
from tlswhy.pki.extensions import GeneralName

LONGEST = 1024
"""In bytes, of a host that is looked up by its labels; a longer one is compared with each base."""

_URI_HOST = re.compile(r"[^:]*://([^:/]*)")

Key = bytes | str | dn.Canonical | tuple[str, str] | tuple[int, int, int]
"""What a subtree is looked up by: of its kind alone, so that no two kinds meet."""


class Subtrees:
    """Subtrees of one kind and one side, permitted or excluded, in their order."""

    def __init__(self, kind: str, bases: Iterable[GeneralName]) -> None:
        self.bases = tuple(one for one in bases if one.kind == kind)
        self._kind = kind
        self._places: dict[Key, list[int]] = {}
        self._masks: set[tuple[int, int]] = set()
        for place, base in enumerate(self.bases):
            for key in self._key(base):
                self._places.setdefault(key, []).append(place)
        self._above = frozenset(map(_above, self.bases)) if kind == "dns" else frozenset()

    def __bool__(self) -> bool:
        return bool(self.bases)

    def holding(self, name: GeneralName) -> Sequence[int]:
        """The places of those that the name lies in."""
        found = {place for key in self._keys(name) for place in self._places.get(key, ())}
        return sorted(found)

    def reached(self, name: bytes) -> bool:
        """Whether a wildcard covers a name that a base covers too."""
        return name.startswith(b"*.") and len(name) > 2 and name[2:].lower() in self._above

    def shown(self, places: Iterable[int] | None = None) -> str:
        """The first three of all, or of those at `places`, and how many more there are."""
        every = self.bases if places is None else [self.bases[place] for place in places]
        more = f" and {len(every) - 3} more" if len(every) > 3 else ""
        return ", ".join(subtree.text or '""' for subtree in every[:3]) + more

    def _key(self, base: GeneralName) -> Iterator[Key]:
        """The key of a subtree, none for one that no name lies in."""
        raw = base.raw
        match self._kind:
            case "dns":
                yield raw.lower()
            case "ip":
                half = len(raw) // 2
                if half in {4, 16} and not len(raw) % 2:
                    network, mask = int.from_bytes(raw[:half]), int.from_bytes(raw[half:])
                    self._masks.add((half, mask))
                    yield half, mask, network & mask
            case "email":
                local, _, host = raw.rpartition(b"@")
                yield local.decode("latin-1"), host.decode("latin-1").lower()
            case "uri":
                yield base.text.lower()
            case _:
                yield dn.canonical(raw)

    def _keys(self, name: GeneralName) -> Iterator[Key]:
        """The keys of all subtrees that the name lies in."""
        raw = name.raw
        match self._kind:
            case "dns":
                yield from self._domains(raw.lower())
            case "ip":
                size, packed = len(raw), int.from_bytes(raw)
                for half, mask in self._masks:
                    if half == size:
                        yield size, mask, packed & mask
            case "email":
                local, at, host = raw.rpartition(b"@")
                for domain in self._hosts(host.decode("latin-1").lower()) if at else ():
                    yield "", domain
                    yield local.decode("latin-1"), domain
            case "uri":
                found = _URI_HOST.match(raw.decode("latin-1"))
                yield from self._hosts(found[1].lower()) if found else ()
            case _:
                whole = dn.canonical(raw)
                yield from (whole[:size] for size in range(len(whole) + 1))

    def _domains(self, name: bytes) -> Iterator[Key]:
        """Whole labels are added on the left; a base that begins with a dot wants at least one."""
        if len(name) > LONGEST:
            yield from (key for key in self._places if _in_domain(name, key))
            return
        yield b""
        yield name
        at = name.find(b".")
        while at >= 0:
            yield name[at:]
            yield name[at + 1 :]
            at = name.find(b".", at + 1)

    def _hosts(self, host: str) -> Iterator[str]:
        """The host itself, or what is behind one of its labels, the dot included."""
        if not host.startswith("."):
            yield host
        at = host.find(".", 1)
        # A host of an address of a web page or mailbox is no longer than those of DNS.
        while 0 <= at <= LONGEST:
            yield host[at:]
            at = host.find(".", at + 1)


def holder(kind: str, bases: Iterable[GeneralName]) -> Callable[[GeneralName], Sequence[int]]:
    """`Subtrees.holding` of new subtrees."""
    return Subtrees(kind, bases).holding
