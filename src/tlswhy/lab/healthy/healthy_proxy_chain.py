"""Three proxies in a row: HTTP, SOCKS 5 and one that is spoken to with TLS."""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy, socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    ca = certificates.issue("Lab Proxy CA", ca=True, days=(-30, 3650))
    own = lab.write(certificates.issue("127.0.0.1", ca, names=("127.0.0.1",)))
    third = lab.serve(tls(context(own), http_proxy(relay(server))))
    second = lab.serve(socks5_proxy(relay(third)))
    first = lab.serve(http_proxy(relay(second)))
    more = ("--proxy", f"socks5h://127.0.0.1:{second}", "--proxy", f"https://127.0.0.1:{third}")
    trusted = ("--proxy-ca", str(lab.write(ca).chain))
    return through(f"http://127.0.0.1:{first}", *more, *lab.trust, *trusted)


SCENARIO = Scenario(expect=None, up=up)
