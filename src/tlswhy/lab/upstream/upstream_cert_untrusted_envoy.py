"""The page that Envoy answers with when the origin's certificate does not verify.

503 with the reason of BoringSSL in it. A user should see `upstream-cert-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, http, tls
from tlswhy.lab.proxies import refusal
from tlswhy.lab.scenario import Scenario, Up, direct

PAGE = (
    "upstream connect error or disconnect/reset before headers. reset reason: remote connection "
    "failure, transport failure reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:"
    "CERTIFICATE_VERIFY_FAILED:TLS_error_end"
)


def up(lab: Lab) -> Up:
    page = http(refusal("503 Service Unavailable", "server: envoy", body=PAGE))
    return direct(lab.serve(tls(context(lab.leaf("a.test")), page)), *lab.trust)


SCENARIO = Scenario(expect="upstream-cert-untrusted", verdict="certain", up=up)
