"""Apache: every recipe in a virtual host of its own, or in one before an origin."""

from __future__ import annotations

import os
from collections.abc import Callable

from lab.remedies import parts
from lab.remedies.cure import (
    ORIGIN,
    Cure,
    Ill,
    Lines,
    Served,
    Stand,
    bad_gateway,
    checked,
    merged,
    pasted_in_shell,
    placed,
    to_origin,
    without_alpn,
)
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.scenario import Up, direct
from tlswhy.model.diagnosis import Party, Remedy

_MODULES = (
    *("mpm_event", "authz_core", "dir", "socache_shmcb", "ssl", "http2", "proxy", "proxy_http"),
    "remoteip",
)
_CONFIGURATION = """
ServerRoot {folder}
ServerName a.test
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
Listen {here}:{port}
DocumentRoot {folder}
DirectoryIndex whole.pem
{user}
{modules}
{sites}
"""
_SITE = (
    "ServerName a.test",
    "SSLEngine on",
    "SSLCertificateFile /etc/apache2/fullchain.pem",
    "SSLCertificateKeyFile /etc/apache2/leaf.key",
)
_OLD = ("SSLProtocol -all +TLSv1.1", "SSLCipherSuite DEFAULT:@SECLEVEL=0")


def site(
    *own: str,
    ask: Lines = (),
    origin: Callable[[Lab], int] | None = None,
    prepare: Callable[[Lab], None] = lambda _: None,
    above: bool = False,
    name: str = "a.test",
) -> Stand:
    """A virtual host with these directives besides the usual ones, or in their place.

    ask: more for the client's command line. origin: starts the server behind it. prepare: makes
    more files. above: the recipe stands outside of every virtual host. name: is asked for.
    """

    def stand(lab: Lab, port: int, lines: Lines) -> Up:
        prepare(lab)
        behind = _behind(origin(lab)) if origin else {}
        pasted = placed(
            lab, lines, **behind, **{f"*:{port}": f"{HERE}:{port}", "private.example": name}
        )
        body = placed(lab, merged(_SITE, own, _name), **behind)
        inside = body if above else merged(body, pasted, _name)
        host = (f"<VirtualHost {HERE}:{port}>", *inside, "</VirtualHost>")
        _start(lab, port, *host, *(pasted if above else ()))
        return direct(port, *lab.trust, *placed(lab, ask), name=name)

    return stand


def proxy(*own: str, origin: Callable[[Lab], int], to: str = f"https://{ORIGIN}") -> Stand:
    """A virtual host before an origin; `to` is for ProxyPass."""
    passing = ("SSLProxyEngine on", f'ProxyPass "/" "{to}/"')
    return site(*merged(passing, own, _name), origin=origin)


def _behind(port: int) -> dict[str, str]:
    """The origin by its address, and by a name that this machine knows."""
    return {**to_origin(port), "origin.example:8443": f"localhost:{port}"}


def _start(lab: Lab, port: int, *sites: str) -> None:
    folder = "/usr/lib/apache2/modules"
    text = _CONFIGURATION.format(
        folder=lab.folder,
        here=HERE,
        port=port,
        # As root it wants to know whom to become.
        user="" if os.geteuid() else "User nobody\nGroup nogroup",
        modules="\n".join(f"LoadModule {m}_module {folder}/mod_{m}.so" for m in _MODULES),
        sites="\n".join(sites),
    )
    file = str(lab.file("apache.conf", text))
    checked(lab, "apache2", "-t", "-f", file)
    lab.program("apache2", "-DFOREGROUND", "-f", file, port=port)


def _name(line: str) -> str:
    return line.split(maxsplit=1)[0] if line.strip() else ""


def _cure(
    remedy: Remedy,
    ill: str | Ill,
    stand: Stand,
    acts: Party | None = None,
    reads: tuple[str, str] | None = None,
) -> Cure:
    return Served(remedy, ill, stand, acts=acts, reads=reads, needs=("apache2",))


_APACHECTL = """apachectl() {
    case $1 in
        configtest) apache2 -t -f "$PWD/apache.conf" ;;
        *) apache2 -k "$1" -f "$PWD/apache.conf" ;;
    esac
}"""

CURES: tuple[Cure, ...] = (
    Served(
        Remedy.RENEW_CERTIFICATE,
        "cert-expired",
        site(prepare=parts.expired),
        paste=pasted_in_shell(f"{parts.CERTBOT}\n{_APACHECTL}"),
        needs=("apache2",),
    ),
    _cure(
        Remedy.ALIGN_PROXY_PROTOCOL,
        "proxy-protocol-mismatch",
        site(ask=("--proxy-protocol", "v1")),
    ),
    _cure(
        Remedy.FIX_STAPLING,
        "ocsp-staple-bad",
        site(prepare=parts.must_staple, above=True),
    ),
    _cure(
        Remedy.SERVE_FULL_CHAIN,
        "chain-intermediate-missing",
        site("SSLCertificateFile /etc/apache2/leaf.pem"),
    ),
    _cure(Remedy.RAISE_SERVER_VERSION, "version-server-too-old", site(*_OLD)),
    _cure(
        Remedy.LOWER_SERVER_VERSION,
        "version-client-too-old",
        site("SSLProtocol -all +TLSv1.2 +TLSv1.3", ask=("--max-version", "1.1")),
    ),
    _cure(
        Remedy.WIDEN_SERVER_CIPHERS,
        "cipher-no-overlap",
        site(
            "SSLProtocol -all +TLSv1.2",
            "SSLCipherSuite ECDHE-ECDSA-CAMELLIA128-SHA256",
            "SSLOpenSSLConfCmd Groups P-521",
        ),
    ),
    _cure(
        Remedy.WIDEN_GROUPS,
        "group-no-overlap",
        site("SSLOpenSSLConfCmd Groups P-521", ask=("--groups", "X25519:P-256")),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.STRONGER_DH,
        "dh-key-too-small",
        site(
            "SSLProtocol -all +TLSv1.2",
            "SSLCipherSuite DHE:@SECLEVEL=0",
            "SSLCertificateFile /etc/apache2/chain-and-weak.pem",
            prepare=parts.weak_group,
        ),
    ),
    _cure(
        Remedy.ALIGN_ALPN,
        without_alpn("h2"),
        site(ask=("--alpn", "h2,http/1.1")),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.TRUST_CLIENT_CA,
        "client-cert-untrusted",
        site(
            "SSLCACertificateFile /etc/apache2/another.pem",
            "SSLVerifyClient require",
            ask=("--cert", "/etc/nginx/client.pem", "--key", "/etc/nginx/client.key"),
        ),
    ),
    _cure(
        Remedy.SAME_NAME,
        "sni-host-mismatch",
        proxy("SSLProxyCheckPeerName off", origin=parts.one_name_for_both),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.SERVE_NAME,
        "cert-hostname-mismatch",
        site(
            "ServerName b.test",
            "SSLCertificateFile /etc/apache2/other.pem",
            "SSLCertificateKeyFile /etc/apache2/other.key",
            prepare=parts.wrong_name,
            above=True,
        ),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.RELAX_CLIENT_AUTH,
        "client-cert-missing",
        site("SSLCACertificateFile /etc/apache2/CA.pem", "SSLVerifyClient require"),
    ),
    _cure(Remedy.ENABLE_TLS, "plaintext-server", site("SSLEngine off")),
    _cure(
        Remedy.ASK_IN_HANDSHAKE,
        "client-auth-late",
        site(
            "ServerName b.test",
            "SSLCACertificateFile /etc/apache2/CA.pem",
            "<Location />",
            "SSLVerifyClient require",
            "SSLVerifyDepth 3",
            "</Location>",
            above=True,
            ask=("--cert", "/etc/nginx/client.pem", "--key", "/etc/nginx/client.key"),
        ),
    ),
    _cure(
        Remedy.READ_SERVER_LOG,
        "version-client-too-old",
        site("SSLProtocol -all +TLSv1.2 +TLSv1.3", ask=("--max-version", "1.1")),
        acts=Party.SERVER,
        reads=("error.log", "AH02008"),
    ),
    _cure(
        Remedy.MATCH_KEY,
        "server-key-mismatch",
        site(
            "SSLCertificateFile /etc/apache2/wrong.pem",
            "SSLCertificateKeyFile /etc/apache2/wrong.key",
            prepare=parts.wrong_key,
        ),
    ),
    _cure(
        Remedy.UPSTREAM_TLS,
        "upstream-expects-tls",
        proxy(origin=parts.wants_tls, to=f"http://{ORIGIN}"),
    ),
    _cure(
        Remedy.SEND_SNI,
        "upstream-sni-missing",
        proxy("SSLProxyCheckPeerName off", origin=parts.strict_about_names),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.TRUST_CA,
        "upstream-cert-untrusted",
        proxy(
            "ProxyPreserveHost on",
            "SSLProxyVerify require",
            "SSLProxyCACertificateFile /etc/apache2/another.pem",
            origin=parts.trusted,
        ),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.PRESENT_CLIENT_CERTIFICATE,
        bad_gateway,
        proxy("SSLProxyCheckPeerName off", origin=parts.wants_client),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.USE_PLAIN_SCHEME,
        "upstream-cert-untrusted",
        proxy(origin=parts.plain),
        acts=Party.REVERSE_PROXY,
    ),
)
