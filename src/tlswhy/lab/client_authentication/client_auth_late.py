"""An Apache that wants a client certificate for one part of its site only.

In TLS 1.3 it would ask after the request, which this client has not allowed, as most have not: it
gets 403. A user should see `client-auth-late`, proved by a second attempt that allows it and in
which the certificate is shown.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import apache, apache_certificate
from tlswhy.lab.scenario import Scenario, Up, direct, showing


def private(lab: Lab) -> int:
    """Start it, and return its port. The part is called /private."""
    asks = (
        f"SSLCACertificateFile {lab.trust[1]}",
        "<Location /private>",
        "SSLVerifyClient require",
        "SSLVerifyDepth 3",
        "</Location>",
        f"Alias /private {lab.file('private.html', 'for your eyes only')}",
    )
    site = "\n".join((apache_certificate(lab.leaf("a.test")), *asks))
    return apache(lab, site, "alias")


def up(lab: Lab) -> Up:
    own = certificates.issue("ann", lab.intermediate, usage=(certificates.CLIENT,))
    port = private(lab)
    asked = direct(port, *lab.trust, *showing(lab.write(own)))
    return Up((f"https://a.test:{port}/private", *asked.argv[1:]))


SCENARIO = Scenario(expect="client-auth-late", needs=("apache2",), verdict="certain", up=up)
