"""Squid: every recipe in a proxy that refuses, decrypts or speaks TLS."""

from __future__ import annotations

import re
from collections.abc import Callable

from lab.remedies import parts
from lab.remedies.cure import Cure, Lines, Served, Stand, pasted_in_shell, placed
from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.programs import CERTIFICATE_HELPER
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Up, through
from tlswhy.model.diagnosis import Party, Remedy

_CONFIGURATION = """
hosts_file {folder}/hosts
pid_filename {folder}/squid.pid
cache_log /dev/null
cache_store_log none
cache deny all
cache_mem 1 MB
coredump_dir none
pinger_enable off
shutdown_lifetime 0 seconds
visible_hostname lab.test
include {folder}/listen.conf
include {folder}/told.conf
{rules}
access_log none
"""
# As Squid is shipped.
_RULES = (
    "acl SSL_ports port 443",
    "acl Safe_ports port 443",
    "http_access deny !Safe_ports",
    "http_access deny CONNECT !SSL_ports",
    "http_access allow localhost",
    "http_access deny all",
)
_ALL = ("http_access allow all",)
_PLAIN = "http_port {here}:{port}"


def proxy(
    *rules: str,
    listen: str = _PLAIN,
    scheme: str = "http",
    target: Callable[[Lab], int] = parts.trusted,
    prepare: Callable[[Lab], None] = lambda _: None,
    ask: Lines = (),
) -> Stand:
    """A Squid with these rules, before which a recipe stands.

    listen: its port's line, where the recipe has none. scheme: by which it is addressed. target:
    starts the server that is asked for. prepare: makes more files. ask: more for the client's
    command line.
    """

    def stand(lab: Lab, port: int, _: Lines) -> Up:
        server = target(lab)
        prepare(lab)
        # To Squid's recipes this is the leaf with what is above it.
        lab.file("chain.pem", (lab.folder / "fullchain.pem").read_bytes())
        lab.file("hosts", f"{HERE} a.test parent.example\n")
        lab.file("listen.conf", placed(lab, (listen.format(here=HERE, port=port),))[0])
        lab.file("told.conf", "")
        text = _CONFIGURATION.format(folder=lab.folder, rules="\n".join(placed(lab, rules)))
        file = str(lab.file("squid.conf", text))
        lab.program("squid", "-N", "-n", f"lab{port}", "-f", file, port=port)
        own = ("--proxy-ca", str(lab.folder / "CA.pem"))
        more = placed(lab, ask) or lab.trust
        return through(f"{scheme}://{HERE}:{port}", *own, *more, port=server)

    return stand


def _paste(lab: Lab, lines: Lines) -> None:
    """Put the lines before the rules, check them, and let them be read, as the recipe says."""
    listening = re.search(r"127\.0\.0\.1:(\d+)", (lab.folder / "listen.conf").read_text())
    assert listening is not None
    words = {"https_port 3129": f"https_port {listening[0]}"}
    if any(line.startswith("cache_peer") for line in lines):
        parent = lab.serve(http_proxy(relay(parts.trusted(lab))))
        words["parent 3128"] = f"parent {parent}"
    lab.file("told.conf", "\n".join(placed(lab, lines, **words)) + "\n")
    if any(line.startswith("https_port") for line in lines):
        lab.file("listen.conf", "")
    reload = lines[-1].removeprefix("# then: ")
    ours = f'squid() {{ command squid -f "$PWD/squid.conf" -n lab{listening[1]} "$@"; }}'
    pasted_in_shell(ours)(lab, (reload,))


def _decrypts(lab: Lab) -> None:
    """gateway.pem: a CA with its key, by which Squid forges; and its helper's folder."""
    gateway = certificates.issue("Example Proxy CA", ca=True, days=(-30, 3650))
    lab.file(
        "gateway.pem", certificates.pem(gateway.certificate) + certificates.key_pem(gateway.key)
    )
    made = str(lab.home("made", "proxy") / "made")
    lab.run(CERTIFICATE_HELPER, "-c", "-s", made, "-M", "4MB", user="proxy")


def _decrypts_and_logs(lab: Lab) -> None:
    """And a log that the user may write to whom Squid becomes."""
    _decrypts(lab)
    lab.file("tls.log", "").chmod(0o666)


_BUMP = f"{_PLAIN} ssl-bump tls-cert=/etc/squid/gateway.pem generate-host-certificates=on"
_BUMPED = (
    f"sslcrtd_program {CERTIFICATE_HELPER} -s /etc/squid/made/made -M 4MB",
    "sslcrtd_children 1",
    "acl first at_step SslBump1",
    "ssl_bump peek first",
    "ssl_bump bump all",
    *_ALL,
)


def _listener(chain: str, key: str = "leaf.key") -> str:
    return f"https_port {{here}}:{{port}} tls-cert=/etc/squid/{chain} tls-key=/etc/squid/{key}"


def _cure(remedy: Remedy, ill: str, stand: Stand, acts: Party | None = None) -> Cure:
    return Served(remedy, ill, stand, paste=_paste, acts=acts, needs=("squid",))


CURES: tuple[Cure, ...] = (
    _cure(Remedy.PROXY_ALLOW_CONNECT, "proxy-connect-refused", proxy(*_RULES)),
    _cure(
        Remedy.PROXY_UPSTREAM,
        "proxy-upstream-failed",
        proxy(*_ALL, target=Lab.closed_port),
    ),
    _cure(
        Remedy.ALLOW_NAME,
        "proxy-connect-refused",
        proxy("acl blocked dstdomain .test", "http_access deny blocked", *_ALL),
        acts=Party.NETWORK,
    ),
    _cure(
        Remedy.EXEMPT_FROM_INSPECTION,
        "intercept-ca-untrusted",
        proxy(
            "tls_outgoing_options cafile=/etc/squid/CA.pem",
            *_BUMPED,
            listen=_BUMP,
            prepare=_decrypts,
        ),
    ),
    _cure(
        Remedy.TRUST_CA,
        "intercept-upstream-untrusted",
        proxy(
            *_BUMPED,
            listen=_BUMP,
            prepare=_decrypts,
            ask=("--ca-file", "/etc/squid/gateway.pem"),
        ),
    ),
    _cure(
        Remedy.FIX_PROXY_CERTIFICATE,
        "proxy-cert-invalid",
        proxy(
            *_ALL,
            listen=_listener("other.pem", "other.key"),
            scheme="https",
            prepare=parts.wrong_name,
        ),
    ),
    _cure(
        Remedy.RENEW_CERTIFICATE,
        "proxy-cert-invalid",
        proxy(
            *_ALL,
            listen=_listener("old.pem", "old.key"),
            scheme="https",
            prepare=parts.old,
        ),
        acts=Party.FORWARD_PROXY,
    ),
    _cure(
        Remedy.REISSUE_WITH_NAME,
        "proxy-cert-invalid",
        proxy(
            *_ALL,
            listen=_listener("other.pem", "other.key"),
            scheme="https",
            prepare=parts.wrong_name,
        ),
        acts=Party.FORWARD_PROXY,
    ),
    _cure(
        Remedy.SERVE_FULL_CHAIN,
        "proxy-cert-invalid",
        proxy(*_ALL, listen=_listener("leaf.pem"), scheme="https"),
        acts=Party.FORWARD_PROXY,
    ),
    _cure(
        Remedy.ENABLE_TLS,
        "proxy-scheme-https",
        proxy(*_ALL, scheme="https"),
        acts=Party.FORWARD_PROXY,
    ),
    Served(
        Remedy.READ_SERVER_LOG,
        "intercept-upstream-untrusted",
        proxy(
            *_BUMPED,
            listen=_BUMP,
            prepare=_decrypts_and_logs,
            ask=("--ca-file", "/etc/squid/gateway.pem"),
        ),
        paste=_paste,
        reads=("tls.log", "ERR_SECURE_CONNECT_FAIL/"),
        acts=Party.FORWARD_PROXY,
        needs=("squid",),
    ),
)
