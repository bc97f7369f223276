"""mitmproxy decrypts, and its CA is in no store of the client.

It makes that CA at its first start. A user should see `intercept-ca-untrusted` and the product.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy, _ = mitmproxy(lab)
    to = ("--connect-to", f"{HERE}:{server}")
    return through(f"http://{HERE}:{proxy}", *to, *lab.trust)


SCENARIO = Scenario(expect="intercept-ca-untrusted", verdict="certain", needs=("mitmdump",), up=up)
