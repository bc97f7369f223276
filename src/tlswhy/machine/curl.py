"""curl: its variables, and ~/.curlrc, which nothing on the command line shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.machine._formats import unquoted
from tlswhy.machine._machine import Machine, setting
from tlswhy.machine.trust_store import bundle
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

ABOUT = {
    "proxy": About.PROXY,
    "x": About.PROXY,
    "preproxy": About.PROXY,
    "noproxy": About.NO_PROXY,
    "cacert": About.CA_FILE,
    "capath": About.CA_FILE,
    "proxy-cacert": About.CA_FILE,
    "insecure": About.NO_CHECK,
    "k": About.NO_CHECK,
    "proxy-insecure": About.NO_CHECK,
    "tls-max": About.POLICY,
    "tlsv1.3": About.POLICY,
    "tlsv1.2": About.POLICY,
    "ciphers": About.POLICY,
    "tls13-ciphers": About.POLICY,
    "curves": About.POLICY,
}
STRICT = ("tlsv1.3", "ciphers", "tls13-ciphers", "curves")
_LINE = re.compile(r"-{0,2}(?P<name>[\w.-]+)(?:\s*[=:]\s*|\s+|$)(?P<value>.*)")


def look(machine: Machine) -> Iterator[Fact]:
    """The variables, the first curlrc that is there, and the CAs that follow from them."""
    cafile = ""
    variable = machine.variable("CURL_CA_BUNDLE")
    if variable:
        cafile = variable
        yield setting("curl", "CURL_CA_BUNDLE", variable, about=About.CA_FILE)
    for name, value, line, source in _rows(machine):
        about = ABOUT[name]
        note = "certificates are not verified" if about is About.NO_CHECK else ""
        strict = name in STRICT
        yield setting(
            "curl", name, value, source=source, line=line, about=about, strict=strict, note=note
        )
        if name == "cacert":
            cafile = value
    cafile = cafile or machine.variable("SSL_CERT_FILE") or bundle(machine)
    if cafile:
        yield from machine.store(cafile, "curl")


def _rows(machine: Machine) -> Iterator[tuple[str, str, int, str]]:
    home, config = machine.variable("CURL_HOME"), machine.variable("XDG_CONFIG_HOME")
    files = [f"{home}/.curlrc"] if home else []
    # curl looks in these folders in turn and reads the first file that it finds.
    for file in [*files, f"{config or '~/.config'}/curlrc", "~/.curlrc"]:
        lines = machine.lines(file, "curl")
        for number, line in enumerate(lines, 1):
            found = _LINE.match(line.strip())
            if found and found["name"] in ABOUT:
                yield found["name"], unquoted(found["value"]), number, machine.shown(file)
        if lines:
            return
