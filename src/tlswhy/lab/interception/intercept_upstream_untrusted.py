"""mitmproxy that does not trust the server, to a client that trusts mitmproxy.

What answers decrypts with a CA that this client knows, and says what mitmproxy 10 says when the
server's certificate does not verify: 502 with the reason in the page. A user should see
`intercept-upstream-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import intercept
from tlswhy.lab.peers import http
from tlswhy.lab.proxies import http_proxy, refusal
from tlswhy.lab.scenario import Scenario, Up, through

PAGE = (
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>"
    "<p>Certificate verify failed: self-signed certificate in certificate chain</p></body></html>"
)


def up(lab: Lab) -> Up:
    gateway = certificates.issue("mitmproxy", ca=True, days=(-30, 3650))
    page = refusal("502 Bad Gateway", "Server: mitmproxy 10.1.1", body=PAGE)
    proxy = lab.serve(http_proxy(intercept(lab, gateway, http(page))))
    return through(f"http://127.0.0.1:{proxy}", *lab.trusting(gateway))


SCENARIO = Scenario(expect="intercept-upstream-untrusted", verdict="certain", up=up)
