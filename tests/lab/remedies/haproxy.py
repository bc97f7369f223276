"""HAProxy: every recipe in a frontend of its own, or in one before an origin."""

from __future__ import annotations

from collections.abc import Callable

from lab.remedies import parts
from lab.remedies.cure import (
    LEVEL_0,
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

_CONFIGURATION = """
global
    ca-base {folder}
    log stdout format raw local0
    {globals}
defaults
    mode {mode}
    log global
    retries 0
    timeout connect 5s
    timeout client 10s
    timeout server 10s
frontend front
    {front}
backend back
    {back}
"""
_GLOBAL = ("ssl-default-bind-", "tune.")
_BACK = ("server", "default-server", "http-request set-header")
_SITE = "bind :{port} ssl crt /etc/haproxy/whole.pem"


def site(
    *own: str,
    ask: Lines = (),
    origin: Callable[[Lab], int] | None = None,
    prepare: Callable[[Lab], None] = lambda _: None,
    only: str = "",
) -> Stand:
    """A frontend with these lines besides the usual ones, or in their place.

    ask: more for the client's command line. origin: starts the server behind it. prepare: makes
    more files. only: the one line of the recipe that is for a frontend.
    """

    def stand(lab: Lab, port: int, lines: Lines) -> Up:
        prepare(lab)
        behind = to_origin(origin(lab)) if origin else {}
        rest = "default_backend back" if origin else "http-request return status 200"
        words = {**behind, "{port}": str(port), "bind :": f"bind {HERE}:"}
        body = placed(lab, merged((_SITE, rest), own, _name), **words)
        told = (line for line in lines if line.startswith(only))
        _start(lab, port, merged(body, placed(lab, told, **words), _name))
        return direct(port, *lab.trust, *placed(lab, ask))

    return stand


def proxy(*own: str, origin: Callable[[Lab], int], ask: Lines = ()) -> Stand:
    """A frontend before an origin."""
    usual = (
        "default-server ssl verify required ca-file /etc/haproxy/CA.pem verifyhost a.test",
        f"server origin {ORIGIN}",
    )
    return site(*merged(usual, own, _name), origin=origin, ask=ask)


def _start(lab: Lab, port: int, lines: Lines, mode: str = "http") -> None:
    globals_ = [line for line in lines if line.startswith(_GLOBAL)]
    back = [line for line in lines if line.startswith(_BACK)]
    front = [line for line in lines if line not in globals_ and line not in back]
    text = _CONFIGURATION.format(
        folder=lab.folder,
        mode=mode,
        globals="\n    ".join(globals_),
        front="\n    ".join(front),
        back="\n    ".join(back),
    )
    file = str(lab.file("haproxy.cfg", text))
    checked(lab, "haproxy", "-c", "-f", file)
    pid = str(lab.folder / "haproxy.pid")
    # Where there is no such file, the library does without.
    settings = f"OPENSSL_CONF={lab.folder}/openssl.cnf"
    lab.program("env", settings, "haproxy", "-W", "-db", "-p", pid, "-f", file, port=port)


def _name(line: str) -> str:
    return line.split(maxsplit=1)[0] if line.strip() else ""


def _cure(
    remedy: Remedy,
    ill: str | Ill,
    stand: Stand,
    acts: Party | None = None,
    *,
    reads: tuple[str, str] | None = None,
    paste: Callable[[Lab, Lines], None] | None = None,
) -> Cure:
    return Served(remedy, ill, stand, acts=acts, reads=reads, paste=paste, needs=("haproxy",))


# What systemd does for its unit.
_RELOADED = pasted_in_shell('systemctl() { kill -USR2 "$(cat haproxy.pid)"; }')


def _alone(lab: Lab) -> None:
    """certs/leaf.pem has the leaf and its key, without the intermediate."""
    lab.file("certs/leaf.pem", _text(lab, "leaf.pem") + _text(lab, "leaf.key"))


def _both_kinds(lab: Lab) -> None:
    parts.rsa(lab)
    pair = _text(lab, "fullchain-rsa.pem") + _text(lab, "leaf-rsa.key")
    lab.file("certs/leaf.pem.rsa", pair)
    (lab.folder / "certs/leaf.pem").rename(lab.folder / "certs/leaf.pem.ecdsa")


def _rsa_and_weak(lab: Lab) -> None:
    parts.weak_group(lab)
    lab.file("openssl.cnf", LEVEL_0)
    lab.file("whole.pem", _text(lab, "fullchain.pem") + _text(lab, "leaf.key"))


def _another(lab: Lab) -> None:
    parts.wrong_name(lab)
    lab.file("other.pem", _text(lab, "other.pem") + _text(lab, "other.key"))


def _text(lab: Lab, name: str) -> str:
    return (lab.folder / name).read_text()


def _client(lab: Lab) -> int:
    lab.file("client.pem", _text(lab, "client.pem") + _text(lab, "client.key"))
    return parts.wants_client(lab)


def _balancer(lab: Lab, port: int, lines: Lines) -> Up:
    """Bytes are passed to a server that wants a PROXY header."""
    words = to_origin(parts.wants_header(lab))
    told = [line for line in lines if line.startswith("server")]
    body = (f"bind {HERE}:{port}", "default_backend back", f"server origin {ORIGIN}")
    _start(lab, port, placed(lab, merged(body, told, _name), **words), mode="tcp")
    return direct(port, *lab.trust)


CURES: tuple[Cure, ...] = (
    _cure(
        Remedy.ALIGN_PROXY_PROTOCOL,
        "proxy-protocol-mismatch",
        site(ask=("--proxy-protocol", "v1"), only="bind"),
    ),
    _cure(Remedy.ALIGN_PROXY_PROTOCOL, "proxy-protocol-mismatch", _balancer),
    _cure(
        Remedy.SERVE_FULL_CHAIN,
        "chain-intermediate-missing",
        site("bind :{port} ssl crt /etc/haproxy/certs/leaf.pem", prepare=_alone),
        paste=_RELOADED,
    ),
    _cure(
        Remedy.RENEW_CERTIFICATE,
        "cert-expired",
        site("bind :{port} ssl crt /etc/haproxy/certs/leaf.pem", prepare=parts.expired_in_one_file),
        paste=_RELOADED,
    ),
    _cure(
        Remedy.RAISE_SERVER_VERSION,
        "version-server-too-old",
        site(
            "ssl-default-bind-options ssl-min-ver TLSv1.0 ssl-max-ver TLSv1.1",
            "ssl-default-bind-ciphers DEFAULT:@SECLEVEL=0",
        ),
    ),
    _cure(
        Remedy.LOWER_SERVER_VERSION,
        "version-client-too-old",
        site(ask=("--max-version", "1.1")),
    ),
    _cure(
        Remedy.WIDEN_SERVER_CIPHERS,
        "cipher-no-overlap",
        site(
            "ssl-default-bind-ciphers ECDHE-ECDSA-CAMELLIA128-SHA256",
            "ssl-default-bind-curves P-521",
            "ssl-default-bind-options ssl-max-ver TLSv1.2",
        ),
    ),
    _cure(
        Remedy.WIDEN_GROUPS,
        "group-no-overlap",
        site("ssl-default-bind-curves P-521", ask=("--groups", "X25519:P-256")),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.STRONGER_DH,
        "dh-key-too-small",
        site(
            "tune.ssl.default-dh-param 1024",
            "ssl-default-bind-ciphers DHE:@SECLEVEL=0",
            "ssl-default-bind-options ssl-max-ver TLSv1.2",
            prepare=_rsa_and_weak,
        ),
    ),
    _cure(
        Remedy.ALIGN_ALPN,
        without_alpn("h2"),
        site(ask=("--alpn", "h2,http/1.1")),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.GIVE_CERTIFICATE,
        "sni-unrecognized",
        site("bind :{port} ssl crt /etc/haproxy/other.pem strict-sni", prepare=_another),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.SERVE_NAME,
        "sni-unrecognized",
        site("bind :{port} ssl crt /etc/haproxy/other.pem strict-sni", prepare=_another),
    ),
    _cure(
        Remedy.TRUST_CLIENT_CA,
        "client-cert-untrusted",
        site(
            f"{_SITE} ca-file another.pem verify required",
            ask=("--cert", "/etc/nginx/client.pem", "--key", "/etc/nginx/client.key"),
        ),
    ),
    _cure(
        Remedy.RELAX_CLIENT_AUTH,
        "client-cert-missing",
        site(f"{_SITE} ca-file CA.pem verify required"),
    ),
    _cure(
        Remedy.SAME_NAME,
        "sni-host-mismatch",
        proxy(f"server origin {ORIGIN} sni str(localhost)", origin=parts.one_name_for_both),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(Remedy.ENABLE_TLS, "plaintext-server", site("bind :{port}")),
    _cure(
        Remedy.READ_SERVER_LOG,
        "version-client-too-old",
        site(ask=("--max-version", "1.1")),
        acts=Party.SERVER,
        reads=("env-*.log", "unsupported protocol"),
    ),
    _cure(
        Remedy.SECOND_KEY_TYPE,
        "cert-key-type-mismatch",
        site(
            "ssl-default-bind-options ssl-max-ver TLSv1.2",
            prepare=_both_kinds,
            ask=("--ciphers", "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256"),
        ),
    ),
    _cure(
        Remedy.UPSTREAM_TLS,
        "upstream-expects-tls",
        proxy("default-server inter 1s", origin=parts.wants_tls),
    ),
    _cure(
        Remedy.SEND_SNI,
        bad_gateway,
        proxy(origin=parts.strict_about_names),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.TRUST_CA,
        bad_gateway,
        proxy(
            "default-server ssl verify required ca-file /etc/haproxy/another.pem",
            origin=parts.trusted,
        ),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.PRESENT_CLIENT_CERTIFICATE,
        bad_gateway,
        proxy(origin=_client),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.USE_PLAIN_SCHEME,
        bad_gateway,
        proxy(origin=parts.plain),
        acts=Party.REVERSE_PROXY,
    ),
)
