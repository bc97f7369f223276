"""sudo: which of the variables about proxies and CAs survive it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.machine._formats import joined
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import AtOdds, NotRead

FILE, FOLDER = "/etc/sudoers", "/etc/sudoers.d"
VARIABLES = re.compile(
    r"\b(?:(?:https?|all|no)_proxy|SSL_CERT_\w+|\w+_CA_\w+|\*_proxy)\b", re.IGNORECASE
)


def look(machine: Machine) -> Iterator[Fact]:
    """The lines with `env_keep` or `!env_reset`; as a rule only root can read them."""
    if not machine.exists(FILE):
        return
    keeps = False
    for file in (FILE, *(f"{FOLDER}/{name}" for name in machine.names(FOLDER, "sudo"))):
        for number, line in enumerate(joined(machine.lines(file, "sudo")), 1):
            text = line.strip()
            if text.startswith("#") or not re.search(r"env_keep|!env_reset", text):
                continue
            names = tuple(dict.fromkeys(VARIABLES.findall(text)))
            if "!env_reset" in text or names:
                keeps = True
                value = ", ".join(names) or "everything"
                yield setting("sudo", "keeps", value, source=file, line=number)
    hidden = any(one.program == "sudo" for one in machine.unread if isinstance(one, NotRead))
    if _has_proxy(machine) and not keeps and not hidden:
        problem = "sudo drops the proxy of this shell: no env_keep names it"
        yield AtOdds(seen=Anchor(source=FILE), program="sudo", problem=problem)


def _has_proxy(machine: Machine) -> bool:
    names = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    return any(machine.variable(name) for name in names)
