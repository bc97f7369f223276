"""mitmproxy decrypts for a client that trusts it, and does not trust the server itself.

The server's root is not among those that mitmproxy verifies by; the request is answered 502. A
user should see `intercept-upstream-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    stranger = certificates.issue("a.test", names=("a.test",))
    server = lab.serve(tls(context(lab.write(stranger))))
    proxy, ca = mitmproxy(lab)
    to = ("--connect-to", f"{HERE}:{server}")
    return through(f"http://{HERE}:{proxy}", *to, "--ca-file", str(ca))


SCENARIO = Scenario(
    expect="intercept-upstream-untrusted", verdict="certain", needs=("mitmdump",), up=up
)
