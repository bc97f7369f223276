"""curl: every recipe as it is printed, against a server on which it fails without."""

from __future__ import annotations

from lab.remedies import peers
from lab.remedies.cure import Called, Cure, Ill, Lines, unseen
from tlswhy.model.diagnosis import Party, Remedy

_URL = "https://{host}:{port}/"


def _pasted(lines: Lines) -> str:
    return "\n".join(lines)


def _cure(
    remedy: Remedy,
    ill: str | Ill,
    stand: peers.Stand,
    fails: str = f"curl {_URL}",
    *,
    trusts: bool = True,
    acts: Party | None = None,
) -> Cure:
    return Called(remedy, ill, stand, fails, _pasted, trusts=trusts, acts=acts, needs=("curl",))


CURES: tuple[Cure, ...] = (
    _cure(Remedy.TRUST_CA, "trust-private-ca", peers.PRIVATE_CA, trusts=False),
    _cure(Remedy.CONNECT_BY_LISTED_NAME, "cert-ip-san-missing", peers.OTHER_NAME),
    Called(
        Remedy.SEND_SNI,
        "sni-missing",
        peers.STRICT,
        f"curl {_URL}",
        # The name is for the reader to fill in.
        lambda lines: "\n".join(lines).replace("NAME", "a.test"),
        needs=("curl",),
    ),
    _cure(
        Remedy.PRESENT_CLIENT_CERTIFICATE,
        "client-cert-missing",
        peers.WANTS_CLIENT,
    ),
    _cure(
        Remedy.RAISE_CLIENT_VERSION,
        "version-client-too-old",
        peers.NEW_SERVER,
        f"curl --tls-max 1.1 {_URL}",
    ),
    _cure(Remedy.LOWER_CLIENT_VERSION, "version-server-too-old", peers.OLD_SERVER),
    _cure(
        Remedy.WIDEN_CLIENT_CIPHERS,
        "cipher-no-overlap",
        peers.OWN_CIPHERS,
        # -q leaves out the file in which it stands.
        f"echo 'ciphers = AES256-SHA' > .curlrc; curl {_URL}",
    ),
    _cure(
        Remedy.WIDEN_GROUPS,
        "group-no-overlap",
        peers.OWN_GROUPS,
        f"curl --curves P-521 {_URL}",
    ),
    _cure(
        Remedy.ALIGN_ALPN,
        unseen,
        peers.ONLY_SAYS_H2,
        acts=Party.CLIENT,
    ),
    _cure(
        Remedy.SAME_NAME,
        "sni-host-mismatch",
        peers.TWO_NAMES,
        f"curl -f -H 'Host: b.test' {_URL}",
    ),
    _cure(
        Remedy.PROXY_URL_HTTP,
        "proxy-scheme-https",
        peers.PLAIN_PROXY,
        f"curl -x https://{{proxy}} {_URL}",
    ),
    _cure(
        Remedy.USE_PROXY,
        "proxy-not-used",
        peers.UNUSED_PROXY,
    ),
    Called(
        Remedy.PROXY_URL_HTTPS,
        "proxy-scheme-http",
        peers.TLS_PROXY,
        f"curl --proxy-cacert CA.pem -x http://{{proxy}} {_URL}",
        # The proxy's CA is another matter.
        lambda lines: "\n".join(("echo 'proxy-cacert = CA.pem' > .curlrc", *lines)),
        needs=("curl",),
    ),
    _cure(
        Remedy.PROXY_URL_SOCKS,
        "socks-http-mismatch",
        peers.SOCKS_PROXY,
        f"curl -x http://{{proxy}} {_URL}",
    ),
    _cure(
        Remedy.PROXY_CREDENTIALS,
        "proxy-auth-required",
        peers.KNOWN_PROXY,
        f"curl -x http://{{proxy}} {_URL}",
    ),
    _cure(
        Remedy.BYPASS_PROXY,
        "proxy-unreachable",
        peers.DEAD_PROXY,
        f"curl -x http://{{proxy}} {_URL}",
    ),
    Called(
        Remedy.ALLOW_LATE_AUTH,
        "client-auth-late",
        peers.ASKS_LATE,
        f"curl {_URL}",
        _pasted,
        says="for your eyes only",
        needs=("curl", "apache2"),
    ),
    _cure(
        Remedy.USE_TLS_SCHEME,
        "plain-to-tls-port",
        peers.ASKED_PLAINLY,
        "curl -f http://{host}:{port}/",
    ),
    _cure(
        Remedy.USE_PLAIN_SCHEME,
        "plaintext-server",
        peers.PLAIN,
    ),
)
