"""Something on the way resets every hello that offers TLS 1.3.

With TLS 1.2 at most everything works. A user should see `version-intolerance`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import screen
from tlswhy.lab.peers import abort, context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return direct(lab.serve(screen(server, _offers_tls13, abort)), *lab.trust)


def _offers_tls13(hello: bytes) -> bool:
    """Whether supported_versions (extension 43) follows somewhere with 0x0304 in its list."""
    _, found, rest = hello.partition(b"\x00\x2b\x00")
    versions = rest[2 : 2 + rest[1]] if found else b""
    return b"\x03\x04" in versions


SCENARIO = Scenario(expect="version-intolerance", up=up)
