"""nginx: every recipe in a server of its own, or in one before an origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lab.remedies import parts
from lab.remedies.cure import (
    ORIGIN,
    Cure,
    Lines,
    Served,
    Stand,
    checked,
    merged,
    pasted_in_shell,
    placed,
    to_origin,
)
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.scenario import Up, direct
from tlswhy.model.diagnosis import Party, Remedy

_STREAM = "/usr/lib/nginx/modules/ngx_stream_module.so"
_SITE = (
    "listen 127.0.0.1:{port} ssl;",
    "ssl_certificate /etc/nginx/fullchain.pem;",
    "ssl_certificate_key /etc/nginx/leaf.key;",
)
_CONFIGURATION = """
{top}
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 64; }}
{stream}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {sites}
}}
"""
_OLD = ("ssl_protocols TLSv1.1;", "ssl_ciphers DEFAULT:@SECLEVEL=0;")


def site(
    *own: str,
    ask: Lines = (),
    inside: Lines = ("return 200;",),
    origin: Callable[[Lab], int] | None = None,
    prepare: Callable[[Lab], None] = lambda _: None,
    beside: bool = False,
    only: str = "",
) -> Stand:
    """A site with these directives besides the usual ones, or in their place.

    ask: more for the client's command line. inside: of its location. origin: starts the server
    behind it. prepare: makes more files. beside: the recipe is a server block of its own.
    only: the one directive of the recipe that is for a site.
    """

    def stand(lab: Lab, port: int, lines: Lines) -> Up:
        prepare(lab)
        behind = to_origin(origin(lab)) if origin else {}
        own_port = {"{port}": str(port)}
        body = placed(lab, merged(_SITE, own, _name), **own_port)
        location = placed(lab, inside, **behind)
        pasted = tuple(_directives(placed(lab, lines, **behind, **{"listen ": f"listen {HERE}:"})))
        pasted = tuple(each for each in pasted if not only or _name(each) == only)
        if beside:
            _start(lab, port, _block("server", _location(body, location)), *pasted)
        else:
            inner = tuple(each for each in pasted if _name(each) == "proxy_pass")
            outer = tuple(each for each in pasted if each not in inner)
            whole = _location(body, merged(location, inner, _name))
            _start(lab, port, _block("server", merged(whole, outer, _name)))
        return direct(port, *lab.trust, *placed(lab, ask))

    return stand


def proxy(
    *own: str,
    origin: Callable[[Lab], int],
    says: int = 525,
    to: str = f"https://{ORIGIN}",
    ask: Lines = (),
) -> Stand:
    """A site before an origin.

    says: the status instead of nginx's 502 when the handshake with the origin fails, as other
    proxies have it; a 502 alone tells nothing. to: for proxy_pass.
    """
    refused = (f"error_page 502 ={says} @refused;", f"location @refused {{ return {says}; }}")
    return site(*own, *refused, inside=(f"proxy_pass {to};",), origin=origin, ask=ask)


def _balancer(lab: Lab, port: int, lines: Lines) -> Up:
    """Bytes are passed to a server that wants a PROXY header."""
    passing = f"proxy_pass {HERE}:{parts.wants_header(lab)};"
    told = [each for each in _directives(lines) if not each.startswith("listen")]
    server = _block("server", (f"listen {HERE}:{port};", passing, *told))
    _start(lab, port, stream=_block("stream", (server,)))
    return direct(port, *lab.trust)


def _start(lab: Lab, port: int, *sites: str, stream: str = "") -> None:
    top = f"load_module {_STREAM};" if stream else ""
    text = _CONFIGURATION.format(folder=lab.folder, top=top, stream=stream, sites="\n".join(sites))
    (lab.folder / "html").mkdir()  # of a site that says nothing of a root
    lab.file("html/index.html", "")
    file = str(lab.file("nginx.conf", text))
    checked(lab, "nginx", "-t", "-e", "stderr", "-c", file)
    lab.program("nginx", "-e", "stderr", "-p", str(lab.folder), "-c", file, port=port)


def _location(body: Lines, inside: Lines) -> Lines:
    return (*body, _block("location /", inside))


def _block(head: str, inside: Lines) -> str:
    return "\n".join((f"{head} {{", *inside, "}"))


def _directives(lines: Lines) -> Iterator[str]:
    """Every directive of the outermost level, a block as one, without comments."""
    whole: list[str] = []
    for line in lines:
        whole.append(line.partition("#")[0].strip())
        text = " ".join(whole).strip()
        if text.endswith((";", "}")) and text.count("{") == text.count("}"):
            yield text
            whole = []
    assert not any(whole), f"unfinished: {whole}"


def _name(directive: str) -> str:
    """What another one of the same name takes the place of; a location's has its path in it."""
    words = directive.split()
    return " ".join(words[:2]) if words[0] == "location" else words[0]


def _cure(
    remedy: Remedy,
    ill: str,
    stand: Stand,
    acts: Party | None = None,
    reads: tuple[str, str] | None = None,
) -> Cure:
    return Served(remedy, ill, stand, acts=acts, reads=reads, needs=("nginx",))


_RELOADED = pasted_in_shell(
    f'{parts.CERTBOT}\nnginx() {{ command nginx -e stderr -p "$PWD" -c "$PWD/nginx.conf" "$@"; }}'
)

CURES: tuple[Cure, ...] = (
    Served(
        Remedy.RENEW_CERTIFICATE,
        "cert-expired",
        site(prepare=parts.expired),
        paste=_RELOADED,
        needs=("nginx",),
    ),
    _cure(
        Remedy.ALIGN_PROXY_PROTOCOL,
        "proxy-protocol-mismatch",
        site(ask=("--proxy-protocol", "v1"), only="listen"),
    ),
    Served(
        Remedy.ALIGN_PROXY_PROTOCOL,
        "proxy-protocol-mismatch",
        _balancer,
        needs=("nginx", _STREAM),
    ),
    _cure(
        Remedy.GIVE_CERTIFICATE,
        "server-no-certificate",
        # With a variable it is looked for when a client comes, and not when nginx starts.
        site("ssl_certificate $remote_user;", "ssl_certificate_key $remote_user;"),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.FIX_STAPLING,
        "ocsp-staple-bad",
        site(prepare=parts.must_staple),
    ),
    _cure(
        Remedy.SERVE_FULL_CHAIN,
        "chain-intermediate-missing",
        site("ssl_certificate /etc/nginx/leaf.pem;"),
    ),
    _cure(Remedy.RAISE_SERVER_VERSION, "version-server-too-old", site(*_OLD)),
    _cure(
        Remedy.LOWER_SERVER_VERSION,
        "version-client-too-old",
        site("ssl_protocols TLSv1.2 TLSv1.3;", ask=("--max-version", "1.1")),
    ),
    _cure(
        Remedy.WIDEN_SERVER_CIPHERS,
        "cipher-no-overlap",
        site("ssl_protocols TLSv1.2;", "ssl_ciphers ECDHE-ECDSA-CAMELLIA128-SHA256;"),
    ),
    _cure(
        Remedy.WIDEN_GROUPS,
        "group-no-overlap",
        site("ssl_ecdh_curve secp521r1;", ask=("--groups", "X25519:P-256")),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.STRONGER_DH,
        "dh-key-too-small",
        site(
            "ssl_protocols TLSv1.2;",
            "ssl_ciphers DHE:@SECLEVEL=0;",
            "ssl_dhparam /etc/nginx/weak.pem;",
            prepare=parts.weak_group,
        ),
    ),
    _cure(Remedy.ALIGN_ALPN, "alpn-mismatch", site(ask=("--alpn", "h2"))),
    _cure(
        Remedy.TRUST_CLIENT_CA,
        "client-cert-untrusted",
        site(
            "ssl_client_certificate /etc/nginx/another.pem;",
            "ssl_verify_client on;",
            ask=("--cert", "/etc/nginx/client.pem", "--key", "/etc/nginx/client.key"),
        ),
    ),
    _cure(
        Remedy.SAME_NAME,
        "sni-host-mismatch",
        proxy(origin=parts.one_name_for_both),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.SERVE_NAME,
        "sni-unrecognized",
        site("ssl_reject_handshake on;", beside=True),
    ),
    _cure(
        Remedy.RELAX_CLIENT_AUTH,
        "client-cert-missing",
        site("ssl_client_certificate /etc/nginx/CA.pem;", "ssl_verify_client on;"),
    ),
    _cure(Remedy.ENABLE_TLS, "plaintext-server", site("listen 127.0.0.1:{port};")),
    _cure(
        Remedy.READ_SERVER_LOG,
        "version-client-too-old",
        site("ssl_protocols TLSv1.2 TLSv1.3;", ask=("--max-version", "1.1")),
        acts=Party.SERVER,
        reads=("error.log", "while SSL handshaking"),
    ),
    _cure(
        Remedy.SECOND_KEY_TYPE,
        "cert-key-type-mismatch",
        site(
            "ssl_protocols TLSv1.2;",
            prepare=parts.rsa,
            ask=("--ciphers", "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256"),
        ),
    ),
    _cure(
        Remedy.MATCH_KEY,
        "server-key-mismatch",
        site(
            "ssl_certificate /etc/nginx/wrong.pem;",
            "ssl_certificate_key /etc/nginx/wrong.key;",
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
        proxy(origin=parts.strict_about_names),
    ),
    _cure(
        Remedy.TRUST_CA,
        "upstream-cert-untrusted",
        proxy(
            "proxy_ssl_verify on;",
            "proxy_ssl_name a.test;",
            "proxy_ssl_trusted_certificate /etc/nginx/another.pem;",
            origin=parts.trusted,
            says=526,
        ),
    ),
    _cure(
        Remedy.PRESENT_CLIENT_CERTIFICATE,
        "upstream-sni-missing",
        proxy(origin=parts.wants_client),
        acts=Party.REVERSE_PROXY,
    ),
    _cure(
        Remedy.USE_PLAIN_SCHEME,
        "upstream-sni-missing",
        proxy(origin=parts.plain),
        acts=Party.REVERSE_PROXY,
    ),
)
