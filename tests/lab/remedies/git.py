"""git: every setting as it is printed, against an empty repository."""

from __future__ import annotations

from lab.remedies import peers
from lab.remedies.cure import Called, Cure, Lines
from tlswhy.model.diagnosis import Party, Remedy

_LIST = "git ls-remote https://{host}:{port}/empty.git"


def _cure(
    remedy: Remedy,
    ill: str,
    stand: peers.Stand,
    before: str = "",
    *,
    trusts: bool = True,
    acts: Party | None = None,
) -> Cure:
    """before: what somebody has set wrongly."""

    # Debian's git is linked with GnuTLS, which asks no variable.
    first = f"export GIT_SSL_CAINFO=~/CA.pem; {before}" if trusts else before

    def works(lines: Lines) -> str:
        return "\n".join(("set -e", first, *lines, _LIST))

    fails = f"{first}\n{_LIST}"
    return Called(remedy, ill, stand, fails, works, trusts=trusts, acts=acts, needs=("git",))


def _proxy(scheme: str) -> str:
    return f"git config --global http.proxy {scheme}://{{proxy}}"


CURES: tuple[Cure, ...] = (
    _cure(Remedy.TRUST_CA, "trust-private-ca", peers.PRIVATE_CA, trusts=False),
    _cure(Remedy.PRESENT_CLIENT_CERTIFICATE, "client-cert-missing", peers.WANTS_CLIENT),
    _cure(Remedy.PROXY_URL_HTTP, "proxy-scheme-https", peers.PLAIN_PROXY, _proxy("https")),
    _cure(Remedy.USE_PROXY, "proxy-not-used", peers.UNUSED_PROXY),
    _cure(
        Remedy.PROXY_URL_HTTPS,
        "proxy-scheme-http",
        peers.TLS_PROXY,
        # The proxy's CA is another matter.
        f"git config --global http.proxySSLCAInfo ~/CA.pem; {_proxy('http')}",
    ),
    _cure(Remedy.PROXY_URL_SOCKS, "socks-http-mismatch", peers.SOCKS_PROXY, _proxy("http")),
    _cure(Remedy.BYPASS_PROXY, "proxy-unreachable", peers.DEAD_PROXY, _proxy("http")),
)
