"""Client profiles: what a given program says in its hello, and what it takes for an answer."""

from __future__ import annotations

from functools import cache

from tlswhy.probes.profiles.shape import Profile, numbers

__all__ = ["Profile", "find", "profiles"]


@cache
def profiles() -> tuple[Profile, ...]:
    """Every profile, by name and version."""
    from tlswhy.probes.profiles.documented import DOCUMENTED
    from tlswhy.probes.profiles.policies import POLICIES
    from tlswhy.probes.profiles.recorded import RECORDED

    found = []
    for how, known in (("recorded", RECORDED), ("documented", DOCUMENTED)):
        for one in known:
            begun = [p for since, p in POLICIES[one.name] if _reached(one.version, since)]
            source = f"{how}: {one.source}"
            found.append(Profile(one.name, one.version, one.hello, begun[-1], source))
    return tuple(sorted(found, key=lambda one: (one.name, numbers(one.version))))


def find(text: str) -> Profile | None:
    """The profile that `NAME`, `NAME@VERSION` or `NAME-VERSION` means; None when no name fits.

    Without a version it is the newest. A version that is not there itself means the newest that
    begins with it, else the newest before it, else the oldest there is.
    """
    known = {one.name for one in profiles()}
    name, _, version = text.lower().partition("@")
    if not version and name not in known:
        name, _, version = text.lower().rpartition("-")
    same = [one for one in profiles() if one.name == name]
    if not same or (version and not numbers(version)):
        return None
    wanted = numbers(version)
    alike = [one for one in same if numbers(one.version)[: len(wanted)] == wanted]
    before = [one for one in same if numbers(one.version) < wanted]
    return (alike or before or same[:1])[-1]


def _reached(version: str, since: str) -> bool:
    return numbers(version) >= numbers(since)
