"""An Apache that passes on to an address, and so sends its origin no name it knows.

The origin refuses the hello, and Apache answers 502: "Error during SSL Handshake with remote
server". A user should see `upstream-sni-missing`; a certificate that does not verify is as fair
an answer.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import apache, apache_certificate, certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    served = f"server_name origin.test; {certificate(lab.leaf('origin.test'))} return 200;"
    origin = nginx(lab, "ssl_reject_handshake on;", served)
    passing = f"SSLProxyEngine on\nProxyPass / https://{HERE}:{origin}/"
    port = apache(
        lab, f"{apache_certificate(lab.leaf('a.test'))}\n{passing}", "proxy", "proxy_http"
    )
    return direct(port, *lab.trust)


SCENARIO = Scenario(
    expect="upstream-sni-missing",
    also_accept=("upstream-cert-untrusted",),
    needs=("apache2", "nginx"),
    up=up,
)
