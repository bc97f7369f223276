"""A name that is looked up here, before the SOCKS proxy is asked.

`socks5://` leaves DNS to the client, and only the proxy's side knows the name. A user should see
`dns-wrong-answer` and `socks5h://`, with which it works. It rests on the resolver of this machine.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("app.invalid"))))
    proxy = lab.serve(socks5_proxy(relay(server)))
    return through(f"socks5://127.0.0.1:{proxy}", "--timeout", "1", *lab.trust, name="app.invalid")


SCENARIO = Scenario(expect="dns-wrong-answer", verdict="certain", up=up)
