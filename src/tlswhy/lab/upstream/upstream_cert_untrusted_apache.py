"""An Apache as reverse proxy that verifies its origin, whose CA it does not have.

It answers 502, and its page says "Error during SSL Handshake with remote server", not which error
it was. A user should see `upstream-cert-untrusted`; a missing name is as fair an answer.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import apache, apache_certificate, certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    origin = nginx(lab, f"{certificate(lab.leaf('origin.test'))} return 200;")
    other = lab.write(certificates.issue("Another Root", ca=True)).chain
    verifying = f"SSLProxyEngine on\nSSLProxyVerify require\nSSLProxyCACertificateFile {other}"
    passing = f"{verifying}\nSSLProxyCheckPeerName off\nProxyPass / https://{HERE}:{origin}/"
    port = apache(
        lab, f"{apache_certificate(lab.leaf('a.test'))}\n{passing}", "proxy", "proxy_http"
    )
    return direct(port, *lab.trust)


SCENARIO = Scenario(
    expect="upstream-cert-untrusted",
    also_accept=("upstream-sni-missing",),
    needs=("apache2", "nginx"),
    up=up,
)
