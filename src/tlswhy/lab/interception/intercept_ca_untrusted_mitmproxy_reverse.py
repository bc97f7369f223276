"""mitmproxy in front of the server, as after a change of DNS: nobody set a proxy.

It takes the server's place with a certificate of its own CA. A user should see
`intercept-ca-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    port, _ = mitmproxy(lab, "--mode", f"reverse:https://{HERE}:{server}", "--ssl-insecure")
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect="intercept-ca-untrusted", verdict="certain", needs=("mitmdump",), up=up)
