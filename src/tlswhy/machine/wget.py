"""wget: ~/.wgetrc and /etc/wgetrc."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._formats import is_off, pairs
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

ABOUT = {
    "https_proxy": About.PROXY,
    "http_proxy": About.PLAIN_PROXY,
    "no_proxy": About.NO_PROXY,
    "use_proxy": About.OTHER,
    "ca_certificate": About.CA_FILE,
    "ca_directory": About.CA_FILE,
    "check_certificate": About.NO_CHECK,
    "secure_protocol": About.POLICY,
    "ciphers": About.POLICY,
}


def look(machine: Machine) -> Iterator[Fact]:
    """Each setting that TLS or the way to it depends on."""
    for file in (machine.variable("WGETRC") or "~/.wgetrc", "/etc/wgetrc", "/usr/local/etc/wgetrc"):
        for row in pairs(machine.lines(file, "wget")):
            # wget does not mind the letter case, nor `-` and `_` in names.
            name = row.name.lower().replace("-", "_")
            about = ABOUT.get(name)
            if about is None or (about is About.NO_CHECK and not is_off(row.value)):
                continue
            note = "certificates are not verified" if about is About.NO_CHECK else ""
            if name == "use_proxy" and is_off(row.value):
                note = "no proxy is used, whatever the environment says"
            yield setting(
                "wget",
                name,
                row.value,
                source=machine.shown(file),
                line=row.line,
                about=about,
                strict=about is About.POLICY,
                note=note,
            )
            if name == "ca_certificate":
                yield from machine.store(row.value, "wget")
