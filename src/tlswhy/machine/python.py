"""Python: the `ssl` module reads the system's store, `requests` and many others that of certifi."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tlswhy.machine._machine import Machine, setting
from tlswhy.machine.trust_store import bundle
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

MOST = 12  # copies of certifi
LIBRARIES = ("/usr/lib", "/usr/local/lib", "~/.local/lib", "/opt/homebrew/lib")
BUNDLE = "certifi/cacert.pem"


def look(machine: Machine) -> Iterator[Fact]:
    """The variables, what `ssl` reads, and each copy of certifi."""
    if machine.variable("PYTHONHTTPSVERIFY") == "0":
        note = "only Python 2.7 and 3.4 to 3.5 of some distributions mind it"
        yield setting("python", "PYTHONHTTPSVERIFY", "0", about=About.OTHER, note=note)
    file = machine.variable("SSL_CERT_FILE") or _default(machine) or bundle(machine)
    if file:
        yield from machine.store(file, "python", used_by="the ssl module")
    given = ""
    # requests takes the first of the two that is set.
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        value = machine.variable(name)
        if value and not given:
            given = value
            yield setting("python", name, value, about=About.CA_FILE)
    if given:
        yield from machine.store(given, "python", used_by="requests")
        return
    for name in _certifis(machine)[:MOST]:
        yield from machine.store(name, "python", used_by="requests, by certifi")


def _default(machine: Machine) -> str:
    """Where OpenSSL of this interpreter looks by itself."""
    try:
        from ssl import get_default_verify_paths
    except ImportError:
        return ""
    paths = get_default_verify_paths()
    return next((file for file in (paths.openssl_cafile,) if machine.exists(file)), "")


def _certifis(machine: Machine) -> list[str]:
    """This interpreter's, those of the virtual environments at hand, those of the system."""
    found: dict[str, str] = {}
    environments = [machine.variable(name) for name in ("VIRTUAL_ENV", "CONDA_PREFIX")]
    environments += [".venv", "venv"]
    places = [path for path in sys.path if path.endswith("-packages")]
    for library in (*(f"{one}/lib" for one in environments if one), *LIBRARIES):
        for name in machine.names(library):
            if name.startswith("python3"):
                places += [f"{library}/{name}/{kind}-packages" for kind in ("site", "dist")]
    for place in places:
        if machine.exists(f"{place}/{BUNDLE}"):
            found.setdefault(machine.real(f"{place}/{BUNDLE}"), f"{place}/{BUNDLE}")
    return list(found.values())
