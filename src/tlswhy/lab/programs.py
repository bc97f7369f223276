"""Real servers on the bench: web servers, proxies and TLS libraries."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab, free_port
from tlswhy.lab.certificates import Pem

_NGINX = """
daemon off;
master_process off;
pid {folder}/nginx-{port}.pid;
error_log stderr info;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{servers}
}}
"""

_SQUID = """
http_port {here}:{port} {listen}
hosts_file {hosts}
pid_filename none
access_log none
cache_log /dev/null
cache_store_log none
cache deny all
cache_mem 1 MB
coredump_dir none
pinger_enable off
shutdown_lifetime 0 seconds
visible_hostname lab.test
{rules}
"""

_HAPROXY = """
defaults
    mode http
    timeout connect 5s
    timeout client 10s
    timeout server 10s
frontend lab
    bind {here}:{port} ssl crt {pem} {options}
    {answer}
{sections}
"""

_HAPROXY_TCP = """
defaults
    timeout connect 5s
    timeout client 10s
    timeout server 10s
listen lab
    mode tcp
    bind {here}:{port}
    {server}
"""

_APACHE = """
ServerRoot {folder}
ServerName lab.test
PidFile {folder}/apache.pid
DefaultRuntimeDir {folder}
Mutex file:{folder} default
ErrorLog /dev/stderr
Listen {here}:{port}
StartServers 1
User nobody
Group nogroup
{modules}
DocumentRoot {folder}
<Directory />
    Require all granted
</Directory>
{hosts}
"""

_APACHE_MODULES = "/usr/lib/apache2/modules"
_APACHE_USES = ("mpm_event", "authz_core", "ssl", "socache_shmcb")

_CADDY = """
{{
    admin off
    auto_https disable_redirects
    skip_install_trust
    storage file_system {folder}
    default_bind {here}
    {settings}
}}
{sites}
"""

_DANTE = """
logoutput: stderr
internal: {here} port = {port}
external: {here}
clientmethod: none
socksmethod: {method}
user.unprivileged: nobody
client pass {{ from: 127.0.0.0/8 to: 0.0.0.0/0 }}
{rules}
socks pass {{ from: 127.0.0.0/8 to: 0.0.0.0/0 proxyprotocol: {versions} }}
"""

_TINYPROXY = """
Listen {here}
Port {port}
Timeout 10
MaxClients 20
{settings}
"""


def nginx(lab: Lab, *servers: str, tls: bool = True) -> int:
    """Start nginx; each of `servers` is the inside of a server block, the first is the default.

    Returns the port on which all of them listen.
    """
    port = free_port()
    listen = f"listen {HERE}:{port}{' ssl' if tls else ''};"
    blocks = "\n".join(f"    server {{ {listen} {server} }}" for server in servers)
    text = _NGINX.format(folder=lab.folder, port=port, servers=blocks)
    file = lab.file(f"nginx-{port}.conf", text)
    lab.program("nginx", "-e", "stderr", "-p", str(lab.folder), "-c", str(file), port=port)
    return port


def certificate(pem: Pem) -> str:
    """nginx's two lines for a certificate."""
    return f"ssl_certificate {pem.chain}; ssl_certificate_key {pem.key};"


def haproxy(
    lab: Lab,
    pem: Pem,
    options: str = "",
    *,
    answer: str = "http-request return status 200",
    sections: Iterable[str] = (),
) -> int:
    """Start an HAProxy that speaks TLS and answers every request, with these `bind` options.

    answer: what it does with a request; sections: what else stands in its file.
    """
    port = free_port()
    text = _HAPROXY.format(
        here=HERE,
        port=port,
        pem=both(lab, pem),
        options=options,
        answer=answer,
        sections="\n".join(sections),
    )
    file = lab.file(f"haproxy-{port}.cfg", text)
    lab.program("haproxy", "-db", "-f", str(file), port=port)
    return port


def haproxy_tcp(lab: Lab, server: str) -> int:
    """Start an HAProxy that passes everything on as it comes, to the server of this line."""
    port = free_port()
    text = _HAPROXY_TCP.format(here=HERE, port=port, server=server)
    file = lab.file(f"haproxy-{port}.cfg", text)
    lab.program("haproxy", "-db", "-f", str(file), port=port)
    return port


def both(lab: Lab, pem: Pem) -> Path:
    """Certificate, chain and key in one file, as HAProxy and mitmproxy want them."""
    name = f"{pem.chain.stem}-both.pem"
    return lab.file(name, pem.chain.read_bytes() + pem.key.read_bytes())


def apache(lab: Lab, host: str, *modules: str) -> int:
    """Start an Apache with mod_ssl and these modules; `host` is the inside of its virtual host.

    The word PORT in it is where it listens.
    """
    port = free_port()
    loaded = "\n".join(
        f"LoadModule {name}_module {_APACHE_MODULES}/mod_{name}.so"
        for name in (*_APACHE_USES, *modules)
    )
    hosts = f"<VirtualHost *:{port}>\n{host}\n</VirtualHost>".replace("PORT", str(port))
    folder = lab.home(f"apache-{port}")
    text = _APACHE.format(folder=folder, here=HERE, port=port, modules=loaded, hosts=hosts)
    file = lab.file(f"apache-{port}.conf", text)
    lab.program("apache2", "-DFOREGROUND", "-f", str(file), port=port)
    return port


def apache_certificate(pem: Pem) -> str:
    """Apache's lines for TLS with a certificate."""
    return f"SSLEngine on\nSSLCertificateFile {pem.chain}\nSSLCertificateKeyFile {pem.key}"


def caddy(lab: Lab, *sites: str, settings: str = "") -> int:
    """Start a Caddy, whose TLS is Go's; the word PORT in `sites` is where it listens."""
    port = free_port()
    text = _CADDY.format(
        folder=lab.folder, here=HERE, settings=settings, sites="\n".join(sites)
    ).replace("PORT", str(port))
    file = lab.file(f"caddy-{port}.conf", text)
    lab.program("caddy", "run", "--adapter", "caddyfile", "--config", str(file), port=port)
    return port


def dante(lab: Lab, *versions: str, rules: str = "", method: str = "none") -> int:
    """Start the SOCKS proxy Dante, which opens tunnels by these versions: `socks_v4`, `socks_v5`.

    It asks no identd, and may go to this machine alone. rules: what comes before the one that
    lets everybody pass. method: how a client has to name itself, as `username`.
    """
    port = free_port()
    text = _DANTE.format(
        here=HERE, port=port, versions=" ".join(versions), rules=rules, method=method
    )
    file = lab.file(f"danted-{port}.conf", text)
    lab.program("danted", "-f", str(file), "-p", str(lab.folder / f"danted-{port}.pid"), port=port)
    return port


def tinyproxy(lab: Lab, *settings: str) -> int:
    """Start the HTTP proxy tinyproxy with these lines of configuration."""
    port = free_port()
    text = _TINYPROXY.format(here=HERE, port=port, settings="\n".join(settings))
    file = lab.file(f"tinyproxy-{port}.conf", text)
    lab.program("tinyproxy", "-d", "-c", str(file), port=port)
    return port


def mitmproxy(lab: Lab, *options: str) -> tuple[int, Path]:
    """Start a mitmproxy, which decrypts everything: its port, and the certificate of its CA.

    By itself it trusts the lab's root for servers.
    """
    port = free_port()
    folder = lab.home(f"mitmproxy-{port}")
    trusted = f"ssl_verify_upstream_trusted_ca={lab.trust[1]}"
    listen = ("--listen-host", HERE, "--listen-port", str(port))
    settings = ("--set", f"confdir={folder}", "--set", trusted)
    lab.program("mitmdump", "--quiet", *listen, *settings, *options, port=port)
    return port, folder / "mitmproxy-ca-cert.pem"


def gnutls_serv(lab: Lab, pem: Pem, *options: str) -> int:
    """Start GnuTLS's own server. It knows no address to listen on: it takes all there are."""
    port = free_port()
    files = ("--x509certfile", str(pem.chain), "--x509keyfile", str(pem.key))
    lab.program("gnutls-serv", "--http", "--port", str(port), *files, *options, port=port)
    return port


def squid(lab: Lab, *names: str, rules: str = "http_access allow all", listen: str = "") -> int:
    """Start Squid, for which all `names` are this machine, and return its port.

    listen: options of its `http_port`.
    """
    port = free_port()
    hosts = lab.file(f"hosts-{port}", "".join(f"{HERE} {name}\n" for name in names))
    text = _SQUID.format(here=HERE, port=port, hosts=hosts, rules=rules, listen=listen)
    file = lab.file(f"squid-{port}.conf", text)
    lab.program("squid", "-N", "-n", f"lab{port}", "-f", str(file), port=port)
    return port


CERTIFICATE_HELPER = "/usr/lib/squid/security_file_certgen"
"""Where Debian keeps the program by which Squid makes certificates for what it decrypts."""


def decrypting_squid(lab: Lab, *names: str, trusts: Path | None = None) -> tuple[int, Path]:
    """Start a Squid that decrypts everything: its port, and the certificate of its CA.

    trusts: the root that it verifies servers by; without it that is the lab's.
    """
    authority = lab.write(certificates.issue("Example Proxy CA", ca=True, days=(-30, 3650)))
    folder = lab.home("squid-certificates", "proxy")
    made = (CERTIFICATE_HELPER, "-s", str(folder / "made"), "-M", "4MB")
    lab.run(*made, "-c", user="proxy")
    bump = f"ssl-bump tls-cert={both(lab, authority)} generate-host-certificates=on"
    rules = f"""
sslcrtd_program {" ".join(made)}
sslcrtd_children 1
tls_outgoing_options cafile={trusts or lab.trust[1]} flags=DONT_VERIFY_DOMAIN
acl first at_step SslBump1
ssl_bump peek first
ssl_bump bump all
http_access allow all
"""
    return squid(lab, *names, rules=rules, listen=bump), authority.chain


DIGEST_HELPER = "/usr/lib/squid/digest_file_auth"
"""Where Debian keeps the program by which Squid checks passwords of the scheme Digest."""


def digest(lab: Lab, user: str, password: str) -> str:
    """Rules for Squid: one user, who says the password by Digest and by nothing else."""
    users = lab.file("digest-users", f"{user}:{password}\n")
    return f"""
auth_param digest program {DIGEST_HELPER} {users}
auth_param digest children 1
auth_param digest realm lab
acl known proxy_auth REQUIRED
http_access allow known
"""


def s_server(lab: Lab, pem: Pem | None, *options: str) -> int:
    """Start `openssl s_server` with these options more and return its port."""
    port = free_port()
    files: tuple[str, ...] = ()
    if pem:
        files = ("-cert", str(pem.chain), "-key", str(pem.key), "-CAfile", str(pem.chain))
    listen = ("-accept", f"{HERE}:{port}", "-quiet")
    lab.program("openssl", "s_server", *listen, *files, *options, port=port)
    return port
