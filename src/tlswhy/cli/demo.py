"""`tlswhy lab demo`: five set-ups, one after the other, each diagnosed as a user would see it."""

from __future__ import annotations

from shlex import join

from tlswhy.cli import diagnose
from tlswhy.cli.main import DONE
from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import scenarios

# What people meet most: a certificate, a proxy's settings, inspection, a middlebox, and a good one.
SHOWN = (
    "chain_intermediate_missing",
    "proxy_scheme_https",
    "intercept_ca_untrusted",
    "hello_too_large_reset",
    "healthy_http_proxy",
)


def main() -> int:
    """Start, diagnose and stop each of `SHOWN`."""
    known = {entry.name: entry for entry in scenarios()}
    for name in SHOWN:
        entry = known[name]
        with Lab() as lab:
            words = list(entry.scenario.up(lab).argv)
            print(f"# {entry.title}\n$ {join(['tlswhy', *words])}\n", flush=True)
            diagnose.main([*words, "--quiet"])
        print(flush=True)
    return DONE
