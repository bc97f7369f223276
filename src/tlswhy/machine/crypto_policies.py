"""The policy of Fedora and RHEL for OpenSSL, GnuTLS, NSS and Java together: crypto-policies(7)."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import About, AtOdds

CONFIG, STATE = "/etc/crypto-policies/config", "/etc/crypto-policies/state/current"
NOTES = {
    "FUTURE": "TLS 1.2 and newer, RSA keys of 3072 bits and more",
    "FIPS": "only approved algorithms",
    "DEFAULT": "TLS 1.2 and newer; since version 9 no SHA-1 in signatures",
    "LEGACY": "",
}


def look(machine: Machine) -> Iterator[Fact]:
    """The policy that is chosen, and whether it is in force."""
    chosen, in_force = _first(machine, CONFIG), _first(machine, STATE)
    policy, line = in_force if in_force[0] else chosen
    if not policy:
        return
    name, _, modules = policy.partition(":")
    yield setting(
        "crypto-policies",
        "policy",
        policy,
        source=STATE if in_force[0] else CONFIG,
        line=line,
        about=About.FIPS if name == "FIPS" else About.POLICY,
        strict=name != "LEGACY" or bool(modules),
        note=NOTES.get(name, ""),
    )
    if chosen[0] and in_force[0] and chosen[0] != in_force[0]:
        problem = (
            f"{CONFIG} says {chosen[0]} and {in_force[0]} is in force: run update-crypto-policies"
        )
        yield AtOdds(seen=Anchor(source=CONFIG), program="crypto-policies", problem=problem)


def _first(machine: Machine, file: str) -> tuple[str, int]:
    """The first line that is no comment, and its number."""
    for number, line in enumerate(machine.lines(file, "crypto-policies"), 1):
        if text := line.partition("#")[0].strip():
            return text, number
    return "", 0
