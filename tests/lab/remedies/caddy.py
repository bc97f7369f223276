"""Caddy: every recipe in a site of its own, or in one before an origin."""

from __future__ import annotations

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
    placed,
    to_origin,
)
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.scenario import Up, direct
from tlswhy.model.diagnosis import Party, Remedy

_CONFIGURATION = """
{{
    admin off
    auto_https disable_redirects
    skip_install_trust
    storage file_system {folder}
    default_bind {here}
    https_port {port}
    {settings}
}}
{sites}
"""


def site(
    *own: str,
    tls: str = "tls /etc/caddy/fullchain.pem /etc/caddy/leaf.key",
    name: str = "a.test",
    ask: Lines = (),
    origin: Callable[[Lab], int] | None = None,
    trusts: bool = True,
) -> Stand:
    """A site of this name with these lines.

    tls: its certificate. ask: more for the client's command line. origin: starts the server
    behind it; then the recipe takes the place of the lines. Else it is a site of its own, or the
    file's settings. trusts: whether the machine's store has the lab's root.
    """

    def stand(lab: Lab, port: int, lines: Lines) -> Up:
        parts.wrong_name(lab)
        behind = to_origin(origin(lab)) if origin else {}
        told = placed(lab, lines, **behind)
        here = placed(lab, own, **behind)
        inside = told if origin and told else here
        block = (f"{name} {{", *placed(lab, (tls,)), *inside, "}")
        settings = told[1:-1] if told and told[0] == "{" else ()
        beside = () if origin or settings else told
        text = _CONFIGURATION.format(
            folder=lab.folder,
            here=HERE,
            port=port,
            settings="\n".join(settings),
            sites="\n".join((*block, *beside)),
        )
        file = ("--adapter", "caddyfile", "--config", str(lab.file("caddy.conf", text)))
        checked(lab, "caddy", "validate", *file)
        known = lab.folder / ("CA.pem" if trusts else "another.pem")
        lab.program("env", f"SSL_CERT_FILE={known}", "caddy", "run", *file, port=port)
        return direct(port, *lab.trust, *ask)

    return stand


def _proxy(to: str, origin: Callable[[Lab], int], *transport: str, trusts: bool = True) -> Stand:
    inside = ("transport http {", *transport, "}") if transport else ()
    return site(f"reverse_proxy {to} {{", *inside, "}", origin=origin, trusts=trusts)


def _cure(
    remedy: Remedy,
    ill: str | Ill,
    stand: Stand,
    acts: Party | None = None,
    reads: tuple[str, str] | None = None,
) -> Cure:
    return Served(remedy, ill, stand, acts=acts, reads=reads, needs=("caddy",))


_SECURED = f"https://{ORIGIN}"

CURES: tuple[Cure, ...] = (
    _cure(
        Remedy.GIVE_CERTIFICATE,
        "sni-unrecognized",
        site(name="b.test", tls="tls /etc/caddy/other.pem /etc/caddy/other.key"),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.UPSTREAM_TLS,
        "upstream-expects-tls",
        _proxy(f"http://{ORIGIN}", parts.wants_tls),
    ),
    _cure(
        Remedy.SEND_SNI,
        bad_gateway,
        _proxy(_SECURED, parts.strict_about_names),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.VERIFY_ORIGIN_NAME,
        bad_gateway,
        _proxy(_SECURED, parts.trusted),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.TRUST_CA,
        bad_gateway,
        _proxy(_SECURED, parts.trusted, "tls_server_name a.test", trusts=False),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.USE_PLAIN_SCHEME,
        bad_gateway,
        _proxy(_SECURED, parts.plain),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.READ_SERVER_LOG,
        "version-client-too-old",
        site(ask=("--max-version", "1.1")),
        acts=Party.SERVER,
        reads=("env-*.log", "TLS handshake error"),
    ),
)
