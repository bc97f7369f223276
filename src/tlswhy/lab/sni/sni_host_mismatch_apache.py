"""An Apache with two sites of different TLS settings, and a request for the other one.

The hello is for b.test, the request for a.test, which has a CA for clients; the answer is 421. A
user should see `sni-host-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import apache, apache_certificate
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test", "b.test")
    wanted = f"SSLVerifyClient optional\nSSLCACertificateFile {lab.trust[1]}"
    first = f"ServerName b.test\n{apache_certificate(leaf)}"
    second = f"ServerName a.test\n{apache_certificate(leaf)}\n{wanted}"
    port = apache(lab, f"{first}\n</VirtualHost>\n<VirtualHost *:PORT>\n{second}")
    return direct(port, *lab.trust, "--sni", "b.test")


SCENARIO = Scenario(expect="sni-host-mismatch", needs=("apache2",), up=up)
