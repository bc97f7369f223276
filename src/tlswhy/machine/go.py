"""Go: the first of the known bundles, or what OpenSSL's variables name; nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

# crypto/x509/root_linux.go, in its order.
BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def look(machine: Machine) -> Iterator[Fact]:
    """The bundle that Go programs read, and the switches of GODEBUG about TLS."""
    for entry in machine.variable("GODEBUG").split(","):
        name = entry.partition("=")[0]
        if name.startswith(("tls", "x509")) or name == "fips140":
            about = About.FIPS if name == "fips140" else About.OTHER
            yield setting("go", f"GODEBUG {entry}", "", about=about)
    file = machine.variable("SSL_CERT_FILE")
    file = file or next((name for name in BUNDLES if machine.exists(name)), "")
    if file:
        yield from machine.store(file, "go")
