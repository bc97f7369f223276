"""A certificate with its name in the common name only, which curl with OpenSSL still takes."""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate)
    return direct(lab.serve(tls(context(lab.write(leaf)))), *lab.trust, "--as", "curl")


SCENARIO = Scenario(expect=None, up=up)
