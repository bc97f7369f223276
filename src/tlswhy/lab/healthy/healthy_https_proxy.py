"""An honest proxy that is spoken to with TLS: TLS inside TLS."""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    ca = certificates.issue("Lab Proxy CA", ca=True, days=(-30, 3650))
    own = lab.write(certificates.issue("127.0.0.1", ca, names=("127.0.0.1",)))
    proxy = lab.serve(tls(context(own), http_proxy(relay(server))))
    trusted = ("--proxy-ca", str(lab.write(ca).chain))
    return through(f"https://127.0.0.1:{proxy}", *lab.trust, *trusted)


SCENARIO = Scenario(expect=None, up=up)
