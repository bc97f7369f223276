"""A decrypting Squid that does not trust the server, to a client that trusts Squid.

What answers decrypts with a CA that this client knows, and says what Squid 5 says when the
server's chain does not verify: 503, ERR_SECURE_CONNECT_FAIL in a header, the reason in the page. A
user should see `intercept-upstream-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import intercept
from tlswhy.lab.peers import http
from tlswhy.lab.proxies import http_proxy, refusal
from tlswhy.lab.scenario import Scenario, Up, through

PAGE = (
    "<html><body id=ERR_SECURE_CONNECT_FAIL><p><b>Failed to establish a secure connection to "
    "192.0.2.1</b></p><pre>[No Error] (TLS code: X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY)"
    "</pre></body></html>"
)


def up(lab: Lab) -> Up:
    gateway = certificates.issue("Example Proxy CA", ca=True, days=(-30, 3650))
    headers = ("Server: squid/5.7", "X-Squid-Error: ERR_SECURE_CONNECT_FAIL 0")
    page = refusal("503 Service Unavailable", *headers, body=PAGE)
    proxy = lab.serve(http_proxy(intercept(lab, gateway, http(page))))
    return through(f"http://127.0.0.1:{proxy}", *lab.trusting(gateway))


SCENARIO = Scenario(expect="intercept-upstream-untrusted", verdict="certain", up=up)
