"""mitmproxy: every recipe is its command line."""

from __future__ import annotations

import re
import shlex

from lab.remedies import parts
from lab.remedies.cure import Cure, Lines, Served, Stand, placed
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.scenario import Up, through
from tlswhy.model.diagnosis import Remedy


def proxy(*own: str, trusts_it: bool) -> Stand:
    """A mitmproxy with these options, and a client that trusts its CA or does not."""

    def stand(lab: Lab, port: int, lines: Lines) -> Up:
        target = parts.trusted(lab)
        folder = lab.home("mitmproxy")
        usual = ("--set", f"confdir={folder}", "--listen-host", HERE, "--listen-port", str(port))
        told = [word for line in placed(lab, lines) for word in shlex.split(line)[1:]]
        told = [re.sub(r":\d+\$$", f":{target}$", word) for word in told]
        lab.program("mitmdump", "--quiet", *usual, *placed(lab, own), *told, port=port)
        ca = ("--ca-file", str(folder / "mitmproxy-ca-cert.pem")) if trusts_it else lab.trust
        return through(f"http://{HERE}:{port}", *ca, name="localhost", port=target)

    return stand


CURES: tuple[Cure, ...] = (
    Served(
        Remedy.TRUST_CA,
        "intercept-upstream-untrusted",
        proxy(trusts_it=True),
        needs=("mitmdump",),
    ),
    Served(
        Remedy.EXEMPT_FROM_INSPECTION,
        "intercept-ca-untrusted",
        proxy("--set", "ssl_verify_upstream_trusted_ca=/tmp/CA.pem", trusts_it=False),
        needs=("mitmdump",),
    ),
)
