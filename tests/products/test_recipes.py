"""Every recipe by the program it is for, as far as that program can check it without a change.

What is filled in is harmless: a name that does not exist, port 1 of this machine.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import re
import shutil
import ssl
import subprocess
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, page, products
from tlswhy.report.fix import fill

KNOWN = {"host": "127.0.0.1", "port": "1", "proxy": "127.0.0.1:1", "name": "a.test"}
WIDEST = 74  # columns: indented by six it fits a terminal of eighty


def recipes(name: str, *, but: tuple[Remedy, ...] = ()) -> Iterator[tuple[Remedy, Recipe]]:
    for remedy, recipe in products()[name].recipes.items():
        if remedy not in but:
            yield remedy, recipe


def lines(recipe: Recipe, **more: str) -> list[str]:
    return [fill(line, {**KNOWN, **more}) for line in recipe.lines]


def program(name: str) -> str:
    """The path of a program, or the test is left out."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(
    *words: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CA, a leaf and a client's certificate, by the names that recipes use."""
    openssl, path = program("openssl"), tmp_path_factory.mktemp("recipes")
    make = (openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    done = run(*make, "-keyout", "leaf.key", "-out", "leaf.pem", "-subj", "/CN=a.test", cwd=path)
    assert done.returncode == 0, done.stderr
    text = (path / "leaf.pem").read_text() + (path / "leaf.key").read_text()
    for name in ("fullchain.pem", "chain.pem", "CA.pem", "client.pem", "client-and-key.pem"):
        (path / name).write_text(text)
    (path / "fullchain-rsa.pem").write_text(text)
    for name in ("client.key", "CA.key", "leaf-rsa.key"):
        shutil.copy(path / "leaf.key", path / name)
    group = ("genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", "group:ffdhe2048")
    assert run(openssl, *group, "-out", "dhparam.pem", cwd=path).returncode == 0
    (path / "certs").mkdir()
    (path / "certs/leaf.pem").write_text(text)
    return path


# -- all of them


@pytest.mark.parametrize("product", products().values(), ids=lambda product: product.name)
def test_a_recipe_is_short_and_complete(product: Product) -> None:
    assert product.roles or not product.recipes
    assert product.recipes or product.sayings
    for recipe in product.recipes.values():
        assert recipe.text.endswith("."), recipe
        assert recipe.lines, recipe
        for line in recipe.lines:
            assert len(line) <= WIDEST, line
            assert line == line.rstrip()
            assert line.isascii()
            assert line.isprintable()


def test_names_differ() -> None:
    names = [product.name for product in products().values()]
    assert len(set(names)) == len(names)


def test_a_page_is_known_by_its_words() -> None:
    words = "<center>No required SSL certificate was sent</center>"
    assert page(400, words) == "client-cert-missing"
    assert page(200, words) == ""
    assert page(404, words) == ""


@pytest.mark.parametrize(
    ("status", "words", "means"),
    [
        (
            400,
            "Reason: You're speaking plain HTTP to an SSL-enabled server port.",
            "plain-http-to-tls",
        ),
        (400, "Client sent an HTTP request to an HTTPS server.\n", "plain-http-to-tls"),
        (503, "[No Error] (TLS code: SQUID_X509_V_ERR_DOMAIN_MISMATCH)", "upstream-untrusted"),
        (503, "<pre>(71) Protocol error (TLS code: SQUID_TLS_ERR_CONNECT)</pre>", ""),
        (502, "<p>Certificate verify failed: self-signed certificate</p>", "upstream-untrusted"),
        (502, "<p>OpenSSL Error([(&#x27;SSL routines&#x27;", "upstream-handshake-failed"),
        (502, "<p>[Errno 111] Connect call failed", "upstream-unreached"),
        (
            502,
            "<p>Upstream proxy 192.0.2.7:3128 refused HTTP CONNECT request: 403 Forbidden</p>",
            "upstream-unreached",
        ),
        (
            500,
            "Reason: <strong>Error during SSL Handshake with remote server</strong>",
            "upstream-handshake-failed",
        ),
        (
            503,
            "transport failure reason: TLS error: 268435581:SSL routines:CERTIFICATE_VERIFY_FAILED",
            "upstream-cert-untrusted",
        ),
        (502, "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.22.1</center>", ""),
    ],
)
def test_pages_of_proxies_and_servers(status: int, words: str, means: str) -> None:
    """Apache 2.4, Go 1.22, Squid 5, mitmproxy 10, Envoy 1.30 and nginx 1.22."""
    assert page(status, words) == means


# -- servers and proxies check their own configuration

NGINX_SHELL = (
    Remedy.RENEW_CERTIFICATE,
    Remedy.REPLACE_CERTIFICATE,
    Remedy.REISSUE_WITH_NAME,
    Remedy.GET_TRUSTED_CERTIFICATE,
)
# One of its lines is for another block, see tests/lab/remedies.
NGINX_IN_TWO_PLACES = (Remedy.ALIGN_PROXY_PROTOCOL,)
NGINX_IN_LOCATION = (Remedy.USE_PLAIN_SCHEME,)


@pytest.mark.parametrize(
    "remedy", [r for r, _ in recipes("nginx", but=NGINX_SHELL + NGINX_IN_TWO_PLACES)]
)
def test_nginx_takes_it(remedy: Remedy, folder: Path) -> None:
    nginx = program("nginx")
    told = "\n".join(lines(products()["nginx"].recipes[remedy], port="8443"))
    main, told = (told.split("\n", 1)) if remedy is Remedy.ADD_CAPACITY else ("", told)
    if remedy is Remedy.SERVE_NAME:
        site = told
    elif remedy in NGINX_IN_LOCATION:
        site = f"server {{ listen 8080; location / {{ {told} }} }}"
    else:
        site = f"server {{ {_nginx_rest(told)}\n{told}\n }}"
    text = f"""{main}
        pid {folder}/nginx.pid;
        events {{ }}
        http {{ access_log off; {_temporary(folder)}
        {site}
        }}
        """
    (folder / "nginx.conf").write_text(_here(text, folder, "nginx"))
    checked = run(nginx, "-t", "-e", "stderr", "-c", folder / "nginx.conf", cwd=folder)
    assert checked.returncode == 0, checked.stderr
    # Newer ones still take `listen … http2`, and say that it has a line of its own now.
    assert "[warn]" not in checked.stderr or remedy is Remedy.ALIGN_ALPN


def _nginx_rest(told: str) -> str:
    """What a server block has besides."""
    if "listen" not in told:
        return "listen 8080;"
    return (
        ""
        if "ssl_certificate" in told
        else "ssl_certificate leaf.pem; ssl_certificate_key leaf.key;"
    )


def _temporary(folder: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)


def _here(text: str, folder: Path, name: str) -> str:
    """The same with the files that are there."""
    for there in (f"/etc/{name}", f"/var/log/{name}"):
        text = text.replace(there, str(folder))
    return text


HAPROXY_SHELL = (Remedy.RENEW_CERTIFICATE, Remedy.SERVE_FULL_CHAIN)
HAPROXY_GLOBAL = ("ssl-default-bind", "maxconn", "tune.")
HAPROXY_FRONT = ("bind ", "error-log-format")


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("haproxy", but=HAPROXY_SHELL)])
def test_haproxy_takes_it(remedy: Remedy, folder: Path) -> None:
    haproxy = program("haproxy")
    told = lines(products()["haproxy"].recipes[remedy], port="8443")
    parts: dict[str, list[str]] = {"global": [], "frontend front": [], "backend back": []}
    for line in told:
        if line.startswith(HAPROXY_GLOBAL):
            parts["global"].append(line)
        elif line.startswith(HAPROXY_FRONT):
            parts["frontend front"].append(line)
        else:
            parts["backend back"].append(line)
    text = f"""global
    {f"ca-base {folder}" if "ca-file CA.pem" in " ".join(told) else ""}
    {_lines(parts["global"])}
defaults
    mode http
    timeout client 5s
    timeout server 5s
    timeout connect 5s
    log global
frontend front
    bind 127.0.0.1:8080
    default_backend back
    {_lines(parts["frontend front"])}
backend back
    {_lines(parts["backend back"])}
"""
    (folder / "haproxy.cfg").write_text(_here(text, folder, "haproxy"))
    checked = run(haproxy, "-c", "-f", folder / "haproxy.cfg", cwd=folder)
    assert checked.returncode == 0, checked.stderr


def _lines(told: list[str]) -> str:
    return "\n    ".join(told)


APACHE_SHELL = NGINX_SHELL
APACHE_SERVER = (
    *(Remedy.SERVE_NAME, Remedy.ASK_IN_HANDSHAKE),
    *(Remedy.ADD_CAPACITY, Remedy.FIX_STAPLING),
)
APACHE_MODULES = (
    *("mpm_event", "authz_core", "socache_shmcb", "ssl", "proxy", "proxy_http", "http2"),
    "remoteip",
)


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("apache", but=APACHE_SHELL)])
def test_apache_takes_it(remedy: Remedy, folder: Path) -> None:
    apache = program("apache2")
    modules = Path("/usr/lib/apache2/modules")
    told = "\n".join(lines(products()["apache"].recipes[remedy], port="8443"))
    inside = f"<VirtualHost *:8443>\nServerName a.test\n{_apache_tls(told)}{told}\n</VirtualHost>"
    text = "\n".join(
        [
            f"ServerRoot {folder}",
            "ServerName a.test",
            f"PidFile {folder}/apache.pid",
            f"ErrorLog {folder}/error.log",
            "Listen 8443",
            *(f"LoadModule {m}_module {modules}/mod_{m}.so" for m in APACHE_MODULES),
            told if remedy in APACHE_SERVER else inside,
            "",
        ]
    )
    (folder / "apache.conf").write_text(_here(text, folder, "apache2"))
    checked = run(apache, "-t", "-f", folder / "apache.conf", cwd=folder)
    assert checked.returncode == 0, checked.stderr
    assert "AH00" not in checked.stderr


def _apache_tls(told: str) -> str:
    """What a TLS site has besides."""
    usual = ("SSLEngine on", "SSLCertificateFile leaf.pem", "SSLCertificateKeyFile leaf.key")
    return "".join(f"{line}\n" for line in usual if line.split()[0] not in told)


SQUID_BASE = """
acl localnet src 127.0.0.0/8
acl SSL_ports port 443
acl Safe_ports port 443
http_port 3128
"""


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("squid")])
def test_squid_takes_it(remedy: Remedy, folder: Path) -> None:
    squid = program("squid")
    told = "\n".join(lines(products()["squid"].recipes[remedy]))
    if "ssl_bump" in told and "--enable-ssl" not in run(squid, "-v", cwd=folder).stdout:
        pytest.skip("this squid is built without TLS inspection")
    text = f"{SQUID_BASE}{told}\nhttp_access deny all\n"
    (folder / "squid.conf").write_text(_here(text, folder, "squid"))
    checked = run(squid, "-k", "parse", "-f", folder / "squid.conf", cwd=folder)
    assert checked.returncode == 0, checked.stderr
    for sign in ("WARNING", "ERROR", "FATAL", "unrecognized"):
        assert sign not in checked.stderr, checked.stderr


# -- clients


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("curl")])
def test_curl_knows_every_option(remedy: Remedy, folder: Path) -> None:
    program("curl")
    script = "\n".join(lines(products()["curl"].recipes[remedy]))
    done = run("bash", "-c", script.replace("curl ", "curl -m 5 -sS "), cwd=folder, env=NO_PROXY)
    # 2: a wrong option. 3: a malformed URL. 59: a cipher list that OpenSSL does not take.
    assert done.returncode not in (2, 3, 59, 127), done.stderr
    assert done.returncode != 0


NO_PROXY = {"HTTPS_PROXY": "", "https_proxy": "", "ALL_PROXY": "", "all_proxy": ""}


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("openssl")])
def test_openssl_takes_it(remedy: Remedy, folder: Path, tmp_path: Path) -> None:
    openssl = program("openssl")
    told = lines(products()["openssl"].recipes[remedy])
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    if any(line.startswith("openssl_conf") for line in told):
        (tmp_path / "openssl.cnf").write_text("\n".join(told) + "\n")
        env = {"OPENSSL_CONF": str(tmp_path / "openssl.cnf")}
        connect = ("s_client", "-connect", "127.0.0.1:1")
        done = run(openssl, *connect, cwd=tmp_path, env=env)
        # The settings are applied before it connects.
        assert "onnect" in done.stderr.splitlines()[0] or "BIO_connect" in done.stderr, done.stderr
        assert "SSL_CONF" not in done.stderr
        return
    script = "\n".join(told).replace("PROTOCOL", "smtp")
    if remedy is Remedy.REISSUE_CLIENT_CERTIFICATE:
        request = ("req", "-new", "-key", "client.key", "-subj", "/CN=c", "-out", "client.csr")
        assert run(openssl, *request, cwd=tmp_path).returncode == 0
    if "-in leaf.csr" in script and "-out leaf.csr" not in script:
        request = ("req", "-new", "-key", "leaf.key", "-subj", "/CN=a.test", "-out", "leaf.csr")
        assert run(openssl, *request, cwd=tmp_path).returncode == 0
    done = run("bash", "-c", script, cwd=tmp_path)
    for sign in ("nknown option", "Use -help", "not found", "syntax error", "Extra (unknown)"):
        assert sign not in done.stderr, done.stderr
    if "s_client" not in script and "verify" not in script:
        assert done.returncode == 0, done.stderr


def test_the_extensions_that_were_asked_for_are_there(folder: Path, tmp_path: Path) -> None:
    openssl = program("openssl")
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    told = lines(products()["openssl"].recipes[Remedy.REISSUE_WITH_NAME])
    assert run("bash", "-c", "\n".join(told), cwd=tmp_path).returncode == 0
    text = run(openssl, "x509", "-in", "leaf.pem", "-noout", "-text", cwd=tmp_path).stdout
    assert "DNS:a.test" in text
    told = lines(products()["openssl"].recipes[Remedy.REISSUE_FOR_SERVERS])
    assert run("bash", "-c", "\n".join(told), cwd=tmp_path).returncode == 0
    text = run(openssl, "x509", "-in", "leaf.pem", "-noout", "-text", cwd=tmp_path).stdout
    assert "DNS:a.test" in text
    assert "TLS Web Server Authentication" in text


BY_SERVICE = [
    (name, remedy, protocol)
    for name, product in products().items()
    for remedy, each in product.by_service.items()
    for protocol in each
]


@pytest.mark.parametrize(("name", "remedy", "protocol"), BY_SERVICE)
def test_a_recipe_for_one_protocol(name: str, remedy: Remedy, protocol: str, folder: Path) -> None:
    recipe = products()[name].recipe(remedy, protocol)
    assert recipe is not None
    assert recipe.text.endswith(".")
    told = lines(recipe)
    assert all(len(line) <= WIDEST and line.isascii() for line in recipe.lines)
    if name == "python":
        ast.parse("\n".join(told))
        _names_are_there(told)
        return
    found = program(name)
    script = "\n".join(told).replace(f"{name} ", f"{found} ").replace("curl ", "curl -m 5 -sS ")
    done = run("bash", "-c", script, cwd=folder, env=NO_PROXY)
    # curl: 1 would be a protocol that it was built without, 2 an option, 3 a URL.
    assert done.returncode not in (0, 127), done.stderr
    assert name != "curl" or done.returncode not in (1, 2, 3), done.stderr
    for sign in ("nknown option", "Use -help", "Value must be one of", "Invalid value"):
        assert sign not in done.stderr, done.stderr


def _names_are_there(told: list[str]) -> None:
    """The class and the methods that Python's own modules have."""
    opened = next(line for line in told if line.startswith("server = "))
    module, _, name = opened.removeprefix("server = ").partition("(")[0].partition(".")
    if module in ("ldap", "psycopg", "pymysql"):
        return
    made = getattr(importlib.import_module(module), name)
    for line in told:
        if line.startswith("server."):
            assert hasattr(made, line.removeprefix("server.").partition("(")[0]), line


def test_what_a_program_cannot_speak_has_no_recipe() -> None:
    curl = products()["curl"]
    assert curl.recipe(Remedy.USE_STARTTLS, "postgres") is None
    assert curl.recipe(Remedy.USE_STARTTLS, "") is None
    assert curl.recipe(Remedy.TRUST_CA, "ldap") is curl.recipes[Remedy.TRUST_CA]
    openssl = products()["openssl"]
    assert openssl.recipe(Remedy.USE_STARTTLS, "") is openssl.recipes[Remedy.USE_STARTTLS]


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("python")])
def test_python_takes_it(remedy: Remedy, folder: Path) -> None:
    told = lines(products()["python"].recipes[remedy])
    code = [line for line in told if line.startswith(("ctx", "sock", "tls", "server"))]
    assert code or told[0].startswith(("cat", "python3"))
    ast.parse("\n".join(code))
    harmless = [line for line in code if line.startswith("ctx") and "load_cert" not in line]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # TLS 1.0 is deprecated, which is the point
        exec("\n".join(harmless), {"ssl": ssl})


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("node")])
def test_node_takes_it(remedy: Remedy, tmp_path: Path) -> None:
    node = program("node")
    for line in lines(products()["node"].recipes[remedy]):
        if line.startswith("node "):
            done = run("bash", "-c", line.replace(" app.js", " -e 0"), cwd=tmp_path)
            assert done.returncode == 0, done.stderr
        elif line.endswith(";"):
            (tmp_path / "line.js").write_text(line)
            assert run(node, "--check", "line.js", cwd=tmp_path).returncode == 0
        else:
            assert line.startswith(("npm config ", "export NODE_EXTRA_CA_CERTS="))


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("git")])
def test_git_takes_it(remedy: Remedy, tmp_path: Path) -> None:
    program("git")
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    for line in lines(products()["git"].recipes[remedy]):
        done = run("bash", "-c", line, cwd=tmp_path, env=home)
        looked_up = "--get-all" in line
        assert done.returncode == (1 if looked_up else 0), done.stderr
        if ".sslCAInfo" in line:
            asked = ("git", "config", "--get-urlmatch", "http.sslCAInfo", "https://127.0.0.1:1/x")
            assert run(*asked, cwd=tmp_path, env=home).stdout.strip().endswith("CA.pem")


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("java")])
def test_java_takes_its_options(remedy: Remedy, tmp_path: Path) -> None:
    java = program("java")
    told = lines(products()["java"].recipes[remedy])
    options = [word.strip('"') for line in told if line.startswith("-D") for word in line.split()]
    assert run(java, *options, "-version", cwd=tmp_path).returncode == 0


def test_docker_settings_are_json() -> None:
    found = [
        json.loads(line)
        for _, recipe in recipes("docker")
        for line in lines(recipe)
        if line.startswith("{")
    ]
    assert {"mtu": 1400} in found
    assert {"proxies": {"https-proxy": "http://127.0.0.1:1"}} in found


@pytest.mark.parametrize("remedy", [r for r, _ in recipes("system")])
def test_the_shell_takes_it(remedy: Remedy, tmp_path: Path) -> None:
    script = "\n".join(lines(products()["system"].recipes[remedy]))
    checked = run(program("bash"), "-n", "-c", script, cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_stunnel_takes_it(folder: Path) -> None:
    """It has no check of its own; it says at once what it does not take, and else that it is up."""
    stunnel = program("stunnel")
    for remedy, recipe in recipes("stunnel"):
        told = "\n".join(["foreground = yes", "pid =", *lines(recipe), ""])
        text = re.sub(r"accept = .*", "accept = 127.0.0.1:0", told)
        (folder / "stunnel.conf").write_text(_here(text, folder, "stunnel"))
        with subprocess.Popen(
            [stunnel, str(folder / "stunnel.conf")], stderr=subprocess.PIPE, text=True
        ) as running:
            assert running.stderr is not None
            said = []
            for line in running.stderr:
                said.append(line)
                if "Configuration successful" in line or "Configuration failed" in line:
                    break
            running.kill()
        assert any("Configuration successful" in line for line in said), (remedy, said)
