"""tinyproxy, which allows the ports that it is told."""

from __future__ import annotations

from lab.remedies import parts
from lab.remedies.cure import Cure, Lines, Served
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import tinyproxy
from tlswhy.lab.scenario import Up, through
from tlswhy.model.diagnosis import Remedy


def _proxy(lab: Lab, port: int, _: Lines) -> Up:
    return _through(lab, ("ConnectPort 443",), parts.trusted(lab))


def _anew(lab: Lab, lines: Lines) -> Up:
    """It is started anew, for the target that the lines are about."""
    return _through(lab, lines, int(lines[-1].split()[1]))


def _through(lab: Lab, lines: Lines, target: int) -> Up:
    to = ("--connect-to", f"{HERE}:{target}")
    proxy = f"http://{HERE}:{tinyproxy(lab, *lines)}"
    return through(proxy, *to, *lab.trust, name="localhost", port=target)


CURES: tuple[Cure, ...] = (
    Served(
        Remedy.PROXY_ALLOW_CONNECT,
        "proxy-connect-refused",
        _proxy,
        paste=_anew,
        needs=("tinyproxy",),
    ),
)
