"""Node.js: the roots that are built into it, and what is added to them."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._machine import Machine, setting
from tlswhy.machine.trust_store import bundle
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import About, StoreSeen

BUILT_IN = "Node's own binary"
OPTIONS = {
    "--use-system-ca": About.CA_FILE,
    "--use-openssl-ca": About.CA_FILE,
    "--use-bundled-ca": About.CA_FILE,
    "--use-env-proxy": About.OTHER,
    "--tls-min-v1.2": About.OTHER,
    "--tls-min-v1.3": About.POLICY,
    "--tls-max-v1.2": About.OTHER,
    "--enable-fips": About.FIPS,
    "--force-fips": About.FIPS,
}


def look(machine: Machine) -> Iterator[Fact]:
    """The variables that Node reads, and its stores."""
    options = machine.variable("NODE_OPTIONS").split()
    for option in options:
        about = OPTIONS.get(option.partition("=")[0])
        if about is not None:
            strict = about in (About.POLICY, About.FIPS)
            yield setting("node", f"NODE_OPTIONS {option}", "", about=about, strict=strict)
    if machine.variable("NODE_TLS_REJECT_UNAUTHORIZED") == "0":
        note = "certificates are not verified by any Node program started from here"
        name = "NODE_TLS_REJECT_UNAUTHORIZED"
        yield setting("node", name, "0", about=About.NO_CHECK, note=note)
    for name in ("NODE_USE_SYSTEM_CA", "NODE_USE_ENV_PROXY"):
        if value := machine.variable(name):
            yield setting("node", name, value, about=About.OTHER)
    yield from _stores(machine, options)


def _stores(machine: Machine, options: list[str]) -> Iterator[Fact]:
    system = bundle(machine)
    file = machine.variable("SSL_CERT_FILE") or system
    if "--use-openssl-ca" in options and file:
        yield from machine.store(file, "node")
    else:
        # Which roots those are depends on Node's version: Mozilla's of its day, and no others.
        absent = False if machine.wanted and _is_private(machine) else None
        yield StoreSeen(
            seen=Anchor(source=BUILT_IN),
            program="node",
            issuer=machine.wanted.label if absent is False else "",
            has_issuer=absent,
            note="Mozilla's of its version, and nothing that was added to this machine",
        )
        asked = "--use-system-ca" in options or machine.variable("NODE_USE_SYSTEM_CA") == "1"
        if asked and system:
            yield from machine.store(system, "node", adds=True, note="by --use-system-ca")
    if extra := machine.variable("NODE_EXTRA_CA_CERTS"):
        yield setting("node", "NODE_EXTRA_CA_CERTS", extra, about=About.CA_FILE)
        # Node warns and goes on when it cannot read the file.
        yield from machine.store(extra, "node", adds=True)


def _is_private(machine: Machine) -> bool:
    """Whether the CA in question is surely none of Mozilla's."""
    from tlswhy.machine._stores import holds
    from tlswhy.pki.stores import mozilla

    return not holds(mozilla(), machine.wanted)
