"""The environment of a shell, for curl."""

from __future__ import annotations

from lab.remedies import peers
from lab.remedies.cure import Called, Cure
from tlswhy.model.diagnosis import Remedy

_FETCH = "curl https://{host}:{port}/"
_DEAD = "export HTTPS_PROXY=http://{proxy} https_proxy=http://{proxy}"


def _cure(remedy: Remedy, ill: str, stand: peers.Stand, before: str = "") -> Cure:
    """before: what the environment has already."""

    def works(lines: tuple[str, ...]) -> str:
        return "\n".join((before, *lines, _FETCH))

    return Called(remedy, ill, stand, f"{before}\n{_FETCH}", works, needs=("curl",))


CURES: tuple[Cure, ...] = (
    _cure(
        Remedy.PROXY_URL_HTTP,
        "proxy-scheme-https",
        peers.PLAIN_PROXY,
        "export https_proxy=https://{proxy}",
    ),
    _cure(Remedy.USE_PROXY, "proxy-not-used", peers.UNUSED_PROXY),
    _cure(
        Remedy.PROXY_URL_HTTPS,
        "proxy-scheme-http",
        peers.TLS_PROXY,
        # The proxy's CA is another matter.
        "echo 'proxy-cacert = CA.pem' > .curlrc; export https_proxy=http://{proxy}",
    ),
    _cure(
        Remedy.PROXY_URL_SOCKS,
        "socks-http-mismatch",
        peers.SOCKS_PROXY,
        "export HTTPS_PROXY=http://{proxy}",
    ),
    _cure(
        Remedy.PROXY_CREDENTIALS,
        "proxy-auth-required",
        peers.KNOWN_PROXY,
        "export HTTPS_PROXY=http://{proxy}",
    ),
    _cure(Remedy.PROXY_ADDRESS, "proxy-unreachable", peers.DEAD_PROXY, _DEAD),
    _cure(Remedy.BYPASS_PROXY, "proxy-unreachable", peers.DEAD_PROXY, _DEAD),
)
