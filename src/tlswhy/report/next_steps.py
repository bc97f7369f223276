"""A change as an option of the command line, for what to run next."""

from __future__ import annotations

import re

from tlswhy.model.case import Change, What

MORE = "--experiments 30"
SAFE_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]*|", re.ASCII)
# The option that makes the same change by hand. Other changes only an experiment makes.
OPTIONS = {
    What.SNI_ABSENT: "--no-sni",
    What.SNI_SENT: "--sni {}",
    What.SNI_OTHER: "--sni {}",
    What.SNI_FROM_CERTIFICATE: "--sni {}",
    What.VERSION_CAP: "--max-version {}",
    What.WITHOUT_PQ_SHARE: "--groups x25519:P-256:P-384",
    What.CLOCK: "--now {}",
    What.STARTTLS: "--starttls {}",
    What.DIRECT: "--no-proxy",
    What.ECH_OFF: "--ech off",
    What.ECH_FROM_DNS: "--ech auto",
    What.AGAIN: "",
}


def option(change: Change) -> str:
    """The change as an option of the command line; a value a shell could stumble over, and a
    change without an option of its own, leave it to more experiments."""
    if change.what not in OPTIONS or not SAFE_VALUE.fullmatch(change.value):
        return MORE
    return OPTIONS[change.what].replace("{}", change.value)
