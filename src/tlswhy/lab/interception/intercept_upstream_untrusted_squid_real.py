"""A real Squid that decrypts, and does not trust the server.

It answers inside TLS with 503 and `X-Squid-Error: ERR_SECURE_CONNECT_FAIL`. A user should see
`intercept-upstream-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import CERTIFICATE_HELPER, decrypting_squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.write(certificates.issue("a.test", names=("a.test",))))))
    proxy, ca = decrypting_squid(lab, "a.test")
    return through(f"http://{HERE}:{proxy}", "--ca-file", str(ca), port=server)


SCENARIO = Scenario(
    expect="intercept-upstream-untrusted", needs=("squid", CERTIFICATE_HELPER), up=up
)
