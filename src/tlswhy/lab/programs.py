"""Real servers on the bench: nginx, HAProxy, Squid, Dante and `openssl s_server`."""

from __future__ import annotations

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
http_port {here}:{port}
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
    http-request return status 200
"""

_DANTE = """
logoutput: stderr
internal: {here} port = {port}
external: {here}
clientmethod: none
socksmethod: none
client pass {{ from: 127.0.0.0/8 to: 0.0.0.0/0 }}
socks pass {{ from: 127.0.0.0/8 to: 0.0.0.0/0 proxyprotocol: {versions} }}
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


def haproxy(lab: Lab, pem: Pem, options: str = "") -> int:
    """Start an HAProxy that speaks TLS and answers every request, with these `bind` options."""
    port = free_port()
    both = lab.file(f"haproxy-{port}.pem", pem.chain.read_bytes() + pem.key.read_bytes())
    text = _HAPROXY.format(here=HERE, port=port, pem=both, options=options)
    file = lab.file(f"haproxy-{port}.cfg", text)
    lab.program("haproxy", "-db", "-f", str(file), port=port)
    return port


def dante(lab: Lab, *versions: str) -> int:
    """Start the SOCKS proxy Dante, which opens tunnels by these versions: `socks_v4`, `socks_v5`.

    It asks no identd and no password, and may go to this machine alone.
    """
    port = free_port()
    text = _DANTE.format(here=HERE, port=port, versions=" ".join(versions))
    file = lab.file(f"danted-{port}.conf", text)
    lab.program("danted", "-f", str(file), "-p", str(lab.folder / f"danted-{port}.pid"), port=port)
    return port


def squid(lab: Lab, *names: str, rules: str = "http_access allow all") -> int:
    """Start Squid, for which all `names` are this machine, and return its port."""
    port = free_port()
    hosts = lab.file(f"hosts-{port}", "".join(f"{HERE} {name}\n" for name in names))
    text = _SQUID.format(here=HERE, port=port, hosts=hosts, rules=rules)
    file = lab.file(f"squid-{port}.conf", text)
    lab.program("squid", "-N", "-n", f"lab{port}", "-f", str(file), port=port)
    return port


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
