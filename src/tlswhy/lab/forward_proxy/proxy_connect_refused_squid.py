"""Squid lets CONNECT go to port 443 only, and the server has another one.

The rule stands in the configuration Squid is shipped with; the answer is 403. A user should see
`proxy-connect-refused` and the port.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import squid
from tlswhy.lab.scenario import Scenario, Up, through

RULES = """
acl SSL_ports port 443
http_access deny CONNECT !SSL_ports
http_access allow all
"""


def up(lab: Lab) -> Up:
    return through(f"http://127.0.0.1:{squid(lab, 'a.test', rules=RULES)}", port=8443)


SCENARIO = Scenario(expect="proxy-connect-refused", needs=("squid",), up=up)
