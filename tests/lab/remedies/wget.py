"""Wget: every recipe as it is printed, against a server on which it fails without."""

from __future__ import annotations

from lab.remedies import peers
from lab.remedies.cure import Called, Cure, Lines
from tlswhy.model.diagnosis import Remedy

_WGET = "wget -t 1 https://{host}:{port}/"
# Debian's Wget is linked with GnuTLS, which asks no variable.
_TRUSTS = "echo ca_certificate = CA.pem > .wgetrc\n"
_PROXY = "export https_proxy=http://{proxy}\n"


def _cure(
    remedy: Remedy, ill: str, stand: peers.Stand, before: str = _TRUSTS, fails: str = _WGET
) -> Cure:
    """before: what is set already."""

    def works(lines: Lines) -> str:
        return before + "\n".join(lines).replace("wget ", "wget -t 1 ")

    return Called(remedy, ill, stand, before + fails, works, needs=("wget",))


CURES: tuple[Cure, ...] = (
    _cure(Remedy.TRUST_CA, "trust-private-ca", peers.PRIVATE_CA, ""),
    _cure(Remedy.PRESENT_CLIENT_CERTIFICATE, "client-cert-missing", peers.WANTS_CLIENT),
    _cure(
        Remedy.RAISE_CLIENT_VERSION,
        "version-client-too-old",
        peers.NEW_SERVER,
        f"{_TRUSTS}echo secure_protocol = SSLv3 >> .wgetrc\n",
    ),
    _cure(Remedy.USE_PROXY, "proxy-not-used", peers.UNUSED_PROXY),
    _cure(
        Remedy.PROXY_URL_HTTP,
        "socks-http-mismatch",
        peers.HTTP_AS_SOCKS,
        f"{_TRUSTS}export https_proxy=socks5h://{{proxy}}\n",
    ),
    _cure(
        Remedy.PROXY_CREDENTIALS,
        "proxy-auth-required",
        peers.KNOWN_PROXY,
        _TRUSTS + _PROXY,
    ),
    _cure(Remedy.BYPASS_PROXY, "proxy-unreachable", peers.DEAD_PROXY, _TRUSTS + _PROXY),
)
