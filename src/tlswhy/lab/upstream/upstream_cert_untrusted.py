"""A reverse proxy that verifies its origin, whose CA it does not have.

An nginx with `proxy_ssl_verify`, which answers 526 then, as Cloudflare and Cloud Foundry do; nginx
itself would say 502, which tells nothing. A user should see `upstream-cert-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    origin = nginx(lab, f"{certificate(lab.leaf('origin.test'))} return 200;")
    other = lab.write(certificates.issue("Another Root", ca=True)).chain
    verifying = (
        f"proxy_ssl_verify on; proxy_ssl_trusted_certificate {other}; "
        "proxy_ssl_name origin.test; proxy_ssl_server_name on;"
    )
    passing = f"location / {{ proxy_pass https://{HERE}:{origin}; {verifying} }}"
    said = "error_page 502 =526 @refused; location @refused { return 526; }"
    front = f"{certificate(lab.leaf('a.test'))} {said} {passing}"
    return direct(nginx(lab, front), *lab.trust)


SCENARIO = Scenario(expect="upstream-cert-untrusted", verdict="likely", needs=("nginx",), up=up)
