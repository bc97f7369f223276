"""stunnel, before a server without TLS and before a proxy with it."""

from __future__ import annotations

from lab.remedies import parts
from lab.remedies.cure import Cure, Lines, Served, placed, shell
from tlswhy.lab.bench import HERE, Lab, free_port
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Up, direct, through
from tlswhy.model.diagnosis import Remedy


def _plain(lab: Lab, _: int, __: Lines) -> Up:
    return direct(parts.plain(lab), *lab.trust)


def _before_a_server(lab: Lab, lines: Lines) -> Up:
    port = free_port()
    _start(lab, port, placed(lab, lines, **{"accept = 8443": f"accept = {HERE}:{port}"}))
    return direct(port, *lab.trust)


def _proxy_with_tls(lab: Lab, _: int, __: Lines) -> Up:
    proxy = lab.serve(tls(context(lab.leaf(HERE)), http_proxy(relay(parts.trusted(lab)))))
    return through(f"http://{HERE}:{proxy}", *lab.trust, "--proxy-ca", lab.trust[1])


def _before_a_proxy(lab: Lab, lines: Lines) -> Up:
    port = free_port()
    folder = lab.home("hashed")
    lab.file("hashed/CA.pem", (lab.folder / "CA.pem").read_bytes())
    assert shell(lab, "openssl rehash hashed").returncode == 0
    words = {"127.0.0.1:3128": f"{HERE}:{port}", "= /etc/ssl/certs": f"= {folder}"}
    _start(lab, port, placed(lab, lines, **words))
    return through(f"http://{HERE}:{port}", *lab.trust)


def _start(lab: Lab, port: int, lines: Lines) -> None:
    """It has no check of its own: what it does not take, it says and ends."""
    file = lab.file("stunnel.conf", "\n".join(("foreground = yes", "pid =", *lines, "")))
    lab.program("stunnel4", str(file), port=port)


CURES: tuple[Cure, ...] = (
    Served(
        Remedy.ENABLE_TLS,
        "plaintext-server",
        _plain,
        paste=_before_a_server,
        needs=("stunnel4",),
    ),
    Served(
        Remedy.PROXY_URL_HTTPS,
        "proxy-scheme-http",
        _proxy_with_tls,
        paste=_before_a_proxy,
        needs=("stunnel4",),
    ),
)
