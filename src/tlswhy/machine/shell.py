"""The environment: proxies and trusted CAs by the variables that many programs read."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._formats import shell
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

PROXIES = {
    "https_proxy": About.PROXY,
    "all_proxy": About.PROXY,
    "http_proxy": About.PLAIN_PROXY,
    "no_proxy": About.NO_PROXY,
}
# OpenSSL's own two are read by everything that is made with it, and by Go.
CA_FILES = (
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "NIX_SSL_CERT_FILE",
    "AWS_CA_BUNDLE",
    "CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE",
    "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
    "HTTPLIB2_CA_CERTS",
)
FILES = ("/etc/environment", "~/.pam_environment")


def look(machine: Machine) -> Iterator[Fact]:
    """Proxies in both spellings, files of CAs, and what writes secrets down."""
    for name, about in PROXIES.items():
        for spelling in (name, name.upper()):
            if value := machine.variable(spelling):
                yield setting("shell", spelling, value, about=about, note=_note(spelling, value))
    yield from _files(machine)
    for name in CA_FILES:
        if value := machine.variable(name):
            note = "" if _all_there(machine, name, value) else "there is no such file or folder"
            yield setting("shell", name, value, about=About.CA_FILE, note=note)
    if value := machine.variable("SSLKEYLOGFILE"):
        note = "programs write the keys of their TLS sessions there"
        yield setting("shell", "SSLKEYLOGFILE", value, about=About.SECRETS, note=note)


def _files(machine: Machine) -> Iterator[Fact]:
    for file in FILES:
        for row in shell(machine.lines(file, "shell")):
            about = PROXIES.get(row.name.lower())
            if about is None and row.name not in CA_FILES:
                continue
            yield setting(
                "shell",
                row.name,
                row.value,
                source=file,
                line=row.line,
                about=about or About.CA_FILE,
                note=_note(row.name, row.value),
            )


def _note(name: str, value: str) -> str:
    if name.lower() == "no_proxy":
        return exceptions(value)
    if name == "HTTP_PROXY":
        return "curl reads http_proxy in lower case only"
    return ""


def exceptions(value: str) -> str:
    """What is in a list of exceptions that not every program reads in the same way."""
    odd = [entry for entry in value.replace(",", " ").split() if _is_odd(entry)]
    if not odd:
        return ""
    return f"not every program understands {', '.join(odd[:3])}: a name covers what is below it"


def _is_odd(entry: str) -> bool:
    """A pattern with a star, a network, or a URL where a host belongs."""
    return ("*" in entry and entry != "*") or "/" in entry


def _all_there(machine: Machine, name: str, value: str) -> bool:
    parts = value.split(":") if name == "SSL_CERT_DIR" else [value]
    return all(machine.exists(part) for part in parts if part)
