"""An honest SOCKS5 proxy that wants a password and gets it."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = lab.serve(socks5_proxy(relay(server), user="ann", password="secret"))
    return through(f"socks5h://ann:secret@127.0.0.1:{proxy}", *lab.trust)


SCENARIO = Scenario(expect=None, up=up)
