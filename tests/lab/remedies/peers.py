"""What clients are told to talk to, each with the command line that shows the failure."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from functools import partial

from lab.remedies import parts
from tlswhy.lab.bench import HERE, Handler, Lab, free_port
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import apache, apache_certificate, certificate, nginx, s_server
from tlswhy.lab.proxies import http_proxy, socks5_proxy
from tlswhy.lab.scenario import Up, through

Start = Callable[[Lab], int]
Stand = Callable[[Lab], Up]


def near(start: Start, *options: str, host: str = "localhost", trusts: bool = True) -> Stand:
    """A server on this machine, asked for by a name that everybody here knows."""

    def stand(lab: Lab) -> Up:
        port = start(lab)
        trust = lab.trust if trusts else ()
        route = (f"{host}:{port}", "--connect-to", f"{HERE}:{port}", "--no-proxy")
        return Up((*route, *trust, *options))

    return stand


def behind(
    proxy: Callable[[Handler], Handler], scheme: str, *options: str, secured: bool = False
) -> Stand:
    """A server behind a proxy, which is addressed by this scheme. secured: it listens with TLS."""

    def stand(lab: Lab) -> Up:
        within = proxy(relay(parts.trusted(lab)))
        if secured:
            within = tls(context(lab.leaf(HERE)), within)
        own = ("--proxy-ca", lab.trust[1])
        return through(f"{scheme}://{HERE}:{lab.serve(within)}", *lab.trust, *own, *options)

    return stand


def served(
    name: str,
    *,
    key: str = "p256",
    oldest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2,
    newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED,
    ciphers: str = "",
) -> Start:
    """A TLS server for this name."""

    def start(lab: Lab) -> int:
        leaf = lab.leaf(name, key=key)
        return lab.serve(tls(context(leaf, oldest=oldest, newest=newest, ciphers=ciphers)))

    return start


def _old(lab: Lab) -> int:
    """A web server up to TLS 1.1."""
    return s_server(lab, lab.leaf("localhost"), "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0", "-www")


def _wants_client(lab: Lab, newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED) -> int:
    ca = lab.write(lab.root)
    leaf = lab.leaf("localhost")
    settings = context(leaf, newest=newest, clients=ssl.CERT_REQUIRED, client_ca=ca)
    return lab.serve(tls(settings))


def _asks_late(lab: Lab) -> int:
    """An Apache that asks for a certificate after the handshake, when it has read the path."""
    leaf = lab.leaf("localhost")
    asks = (
        apache_certificate(leaf),
        f"SSLCACertificateFile {lab.folder}/CA.pem",
        "<Location />\nSSLVerifyClient require\nSSLVerifyDepth 3\n</Location>",
        f"Alias / {lab.file('private.html', 'for your eyes only')}",
    )
    return apache(lab, "\n".join(asks), "alias")


def shows_client(start: Start) -> Stand:
    """The client shows its certificate."""

    def stand(lab: Lab) -> Up:
        shown = ("--cert", f"{lab.folder}/client.pem", "--key", f"{lab.folder}/client.key")
        return near(start, *shown)(lab)

    return stand


def _plainly(lab: Lab) -> Up:
    """An nginx with TLS that is asked without."""
    asked = near(_web)(lab)
    return Up((f"http://{asked.argv[0]}", *asked.argv[1:]))


def _web(lab: Lab) -> int:
    return nginx(lab, f"{certificate(lab.leaf('localhost'))} return 200;")


def _only_says_h2(lab: Lab) -> int:
    """A server that chooses h2 and then speaks HTTP/1.1."""
    settings = context(lab.leaf("localhost"))
    settings.set_alpn_protocols(["h2", "http/1.1"])
    return lab.serve(tls(settings))


def _legacy(lab: Lab) -> int:
    """A server without RFC 5746."""
    leaf, port = lab.leaf("localhost"), free_port()
    files = (f"--x509certfile={leaf.chain}", f"--x509keyfile={leaf.key}")
    priority = "NORMAL:-VERS-ALL:+VERS-TLS1.2:%DISABLE_SAFE_RENEGOTIATION"
    options = ("--http", "--disable-client-cert", f"--priority={priority}")
    lab.program("gnutls-serv", f"--port={port}", *options, *files, port=port)
    return port


def _without_the_proxy(lab: Lab) -> Up:
    """Nothing gets out but through a proxy, which the environment names and excludes this host."""
    proxy = f"http://{HERE}:{lab.serve(http_proxy(relay(parts.trusted(lab))))}"
    to = ("--connect-to", f"{HERE}:{lab.closed_port()}")
    excluded = (("https_proxy", proxy), ("no_proxy", "localhost,.test"))
    return Up(("a.test", *to, *lab.trust), variables=excluded)


def _dead_proxy(lab: Lab) -> Up:
    """A proxy that cannot be reached, before a server that can."""
    server = parts.trusted(lab)
    to = ("--connect-to", f"{HERE}:{server}")
    proxy = f"http://{HERE}:{lab.closed_port()}"
    return through(proxy, *to, *lab.trust, name="localhost", port=server)


def known_proxy(then: Handler) -> Handler:
    """A proxy that wants to know who asks: the words that recipes leave to the reader."""
    return http_proxy(then, user="USER", password="PASSWORD")


PRIVATE_CA = near(parts.trusted, trusts=False)
OTHER_NAME = near(served("a.test"), host=HERE)
STRICT = near(parts.strict_about_names, host=HERE)
WANTS_CLIENT = near(_wants_client)
WANTS_CLIENT_12 = near(partial(_wants_client, newest=ssl.TLSVersion.TLSv1_2))
"""So that the handshake itself fails: in TLS 1.3 the client is through before it is refused."""
NEW_SERVER = near(served("localhost", oldest=ssl.TLSVersion.TLSv1_2), "--max-version", "1.1")
NEWEST_SERVER = near(served("localhost", oldest=ssl.TLSVersion.TLSv1_3), "--max-version", "1.2")
OLD_SERVER = near(_old)
LEGACY = near(_legacy)
OWN_CIPHERS = near(
    served("localhost", newest=ssl.TLSVersion.TLSv1_2, ciphers="ECDHE-ECDSA-AES128-GCM-SHA256"),
    "--ciphers",
    "AES256-SHA",
)
OWN_GROUPS = near(
    lambda lab: nginx(
        lab,
        f"{certificate(lab.leaf('localhost'))} ssl_ecdh_curve X25519:prime256v1;"
        "ssl_protocols TLSv1.3; return 200;",
    ),
    "--groups",
    "P-521",
)
ONLY_SAYS_H2 = near(_only_says_h2, "--alpn", "h2", "--no-request")
TWO_NAMES = near(parts.one_name_for_both, "--sni", "a.test")
OWN_SIGALGS = near(
    lambda lab: s_server(lab, lab.leaf("localhost"), "-sigalgs", "ECDSA+SHA256", "-tls1_2"),
    "--sigalgs",
    "ecdsa_secp521r1_sha512",
    "--no-request",
)
ASKS_LATE = shows_client(_asks_late)
ASKED_PLAINLY = _plainly
LEVEL_2 = near(served("localhost", key="rsa2048"), "--as", "openssl-seclevel3")
"""A key that one at level 3 does not take."""
PLAIN = near(parts.plain)
PLAIN_PROXY = behind(http_proxy, "https")
TLS_PROXY = behind(http_proxy, "http", secured=True)
SOCKS_PROXY = behind(socks5_proxy, "http")
HTTP_AS_SOCKS = behind(http_proxy, "socks5h")
KNOWN_PROXY = behind(known_proxy, "http")
UNUSED_PROXY = _without_the_proxy
DEAD_PROXY = _dead_proxy
