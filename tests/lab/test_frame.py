"""The bench itself: what it builds, what it lets through, and that nothing of it stays."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from tlswhy.lab import bench, certificates
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.certificates import Identity
from tlswhy.lab.middleboxes import intercept, narrow, relay, screen
from tlswhy.lab.peers import (
    abort,
    alert,
    answers,
    close,
    context,
    drain,
    greets,
    http,
    postgres,
    reset,
    smtp,
    tls,
)
from tlswhy.lab.programs import certificate, nginx, s_server, squid
from tlswhy.lab.proxies import http_proxy, socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, direct, scenarios, through
from tlswhy.net import clock

GET = b"GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n"


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab() as started:
        yield started


def needs(program: str) -> pytest.MarkDecorator:
    missing = bench.find(program) is None
    return pytest.mark.skipif(missing, reason=f"{program} is not installed")


def connect(port: int, *, mss: int = 0) -> socket.socket:
    if not mss:
        return socket.create_connection((HERE, port), 5)
    conn = socket.socket()
    conn.settimeout(5)
    conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, mss)
    conn.connect((HERE, port))
    return conn


def ask(port: int, *said: bytes) -> bytes:
    """Everything that comes back when this is said."""
    with connect(port) as conn:
        for each in said:
            conn.sendall(each)
        return everything(conn)


def everything(conn: socket.socket) -> bytes:
    return b"".join(iter(lambda: conn.recv(4096), b""))


def trusting(root: Identity) -> ssl.SSLContext:
    settings = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    settings.verify_flags |= ssl.VERIFY_X509_STRICT
    settings.load_verify_locations(cadata=certificates.pem(root.certificate).decode())
    return settings


def fetch(conn: socket.socket, root: Identity, name: str = "a.test") -> bytes:
    """The first line of the answer to a request in TLS, with everything verified."""
    with conn, trusting(root).wrap_socket(conn, server_hostname=name) as session:
        session.sendall(GET)
        return everything(session).partition(b"\r\n")[0]


def refused(conn: socket.socket, root: Identity, name: str = "a.test") -> str:
    """OpenSSL's reason for not finishing the handshake."""
    with pytest.raises(ssl.SSLError) as failure:
        fetch(conn, root, name)
    return failure.value.reason or ""


OK = b"HTTP/1.1 200 OK"


def test_a_chain_is_what_a_strict_client_accepts(lab: Lab) -> None:
    port = lab.serve(tls(context(lab.leaf("a.test"))))
    assert fetch(connect(port), lab.root) == OK


def test_fields_are_what_was_asked_for() -> None:
    root = certificates.issue("R", ca=True)
    issued = certificates.issue(
        "a.test", root, names=("a.test", "192.0.2.1"), days=(-3, -2), key="rsa2048"
    ).certificate
    names = issued.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    now = clock.now()
    assert names.get_values_for_type(x509.DNSName) == ["a.test"]
    assert [str(each) for each in names.get_values_for_type(x509.IPAddress)] == ["192.0.2.1"]
    assert now - timedelta(days=4) < issued.not_valid_before_utc < now - timedelta(days=2)
    assert issued.not_valid_after_utc - issued.not_valid_before_utc == timedelta(days=1)
    issued.verify_directly_issued_by(root.certificate)


def test_the_chain_is_the_issuers_without_the_root(lab: Lab) -> None:
    leaf = certificates.issue("a.test", lab.intermediate)
    assert leaf.chain == (lab.intermediate.certificate,)
    assert certificates.issue("a.test", lab.root).chain == ()
    whole, alone = lab.write(leaf), lab.write(leaf, intermediates=False)
    assert whole.chain.read_bytes().count(b"BEGIN CERTIFICATE") == 2
    assert alone.chain.read_bytes().count(b"BEGIN CERTIFICATE") == 1


@needs("openssl")
def test_openssl_agrees_about_the_chain(lab: Lab) -> None:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",))
    trust, pem = lab.trust[1], lab.write(leaf)
    verify = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", trust]
    said = subprocess.run(
        [*verify, "-untrusted", pem.chain, "-verify_hostname", "a.test", pem.chain],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout.endswith("OK\n"), said.stderr


def test_closed_reset_and_silent_are_three_things(lab: Lab) -> None:
    hello = b"\x16\x03\x01\x00\x02\x01\x00"
    assert ask(lab.serve(close), hello) == b""
    with pytest.raises(ConnectionResetError):
        ask(lab.serve(reset), hello)
    with connect(lab.serve(drain)) as conn:
        conn.settimeout(0.1)
        conn.sendall(hello)
        with pytest.raises(TimeoutError):
            conn.recv(1)


def test_a_closed_port_refuses_and_a_deaf_one_does_not_answer(lab: Lab) -> None:
    with pytest.raises(ConnectionRefusedError):
        connect(lab.closed_port())
    with pytest.raises(TimeoutError):
        socket.create_connection((HERE, lab.deaf_port()), 0.2)


def test_an_answer_arrives_although_more_was_sent_than_read(lab: Lab) -> None:
    more = b"\x16\x03\x01\x00\x02\x01\x00" + bytes(30000)
    assert ask(lab.serve(answers(alert(40))), more) == b"\x15\x03\x03\x00\x02\x02\x28"


def test_http_tells_a_request_from_a_hello(lab: Lab) -> None:
    port = lab.serve(http())
    assert ask(port, GET).startswith(OK)
    assert ask(port, b"\x16\x03\x01\x02\x00\x01").startswith(b"HTTP/1.1 400 ")


def test_a_banner_comes_unasked(lab: Lab) -> None:
    with connect(lab.serve(greets(b"220 a\r\n"))) as conn:
        assert conn.recv(100) == b"220 a\r\n"


@pytest.mark.parametrize("number", [40, 80, 112])
def test_a_strict_server_refuses_other_names_and_none(lab: Lab, number: int) -> None:
    leaf = lab.leaf("a.test")
    port = lab.serve(tls(context(leaf, names={"a.test": context(leaf)}, refuse=number)))
    assert fetch(connect(port), lab.root) == OK
    said = {40: "HANDSHAKE_FAILURE", 80: "INTERNAL_ERROR", 112: "UNRECOGNIZED_NAME"}[number]
    assert said in refused(connect(port), lab.root, "b.test")
    assert said in refused(connect(port), lab.root, HERE)  # an address: no server_name


def test_a_missing_client_certificate_is_told_after_the_handshake(lab: Lab) -> None:
    ca = lab.write(lab.root)
    settings = context(lab.leaf("a.test"), clients=ssl.CERT_REQUIRED, client_ca=ca)
    port = lab.serve(tls(settings))
    assert "CERTIFICATE_REQUIRED" in refused(connect(port), lab.root)


def test_postgres_says_whether_it_has_tls(lab: Lab) -> None:
    request = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"  # SSLRequest, as PostgreSQL documents it
    with connect(lab.serve(postgres(None))) as conn:
        conn.sendall(request)
        assert conn.recv(10) == b"N"
    with connect(lab.serve(postgres(context(lab.leaf("a.test"))))) as conn:
        conn.sendall(request)
        assert conn.recv(10) == b"S"
        trusting(lab.root).wrap_socket(conn, server_hostname="a.test").close()


def test_smtp_begins_tls_when_asked(lab: Lab) -> None:
    with connect(lab.serve(smtp(context(lab.leaf("a.test"))))) as conn:
        assert conn.recv(100).startswith(b"220 ")
        conn.sendall(b"EHLO us.test\r\n")
        assert b"STARTTLS" in conn.recv(100)
        conn.sendall(b"STARTTLS\r\n")
        assert conn.recv(100).startswith(b"220 ")
        with trusting(lab.root).wrap_socket(conn, server_hostname="a.test") as session:
            session.sendall(b"QUIT\r\n")
            assert session.recv(100).startswith(b"221 ")


def test_a_client_that_has_reset_before_the_handshake_leaves_nothing_open(lab: Lab) -> None:
    serve = tls(context(lab.leaf("a.test")))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.create_connection(listener.getsockname())
        accepted, _ = listener.accept()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
        with accepted, pytest.raises(OSError, match="not connected"):
            serve(accepted)
    gc.collect()  # a socket left open would be said here, which fails the test


def test_a_relay_carries_a_whole_session_and_a_reset(lab: Lab) -> None:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    assert fetch(connect(lab.serve(relay(server))), lab.root) == OK
    with pytest.raises(ConnectionResetError):
        ask(lab.serve(relay(lab.serve(reset))), b"x")


def test_a_screen_stops_one_name_only(lab: Lab) -> None:
    server = lab.serve(tls(context(lab.leaf("a.test", "b.test"))))
    box = lab.serve(screen(server, lambda hello: b"a.test" in hello, abort))
    assert fetch(connect(box), lab.root, "b.test") == OK
    with pytest.raises(ConnectionResetError):
        fetch(connect(box), lab.root, "a.test")


def test_a_screen_sees_the_size_of_a_hello(lab: Lab) -> None:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    box = lab.serve(screen(server, lambda hello: len(hello) > 1400, abort))
    assert fetch(connect(box), lab.root) == OK
    large = trusting(lab.root)
    large.set_alpn_protocols([f"{number:0100}" for number in range(14)])
    with connect(box) as conn, pytest.raises(ConnectionResetError):
        large.wrap_socket(conn, server_hostname="a.test")


def test_a_narrow_path_is_cured_by_a_small_segment_size(lab: Lab) -> None:
    server = lab.serve(tls(context(lab.leaf("a.test", key="rsa4096"))))
    path = lab.serve(narrow(server, limit=1000))
    assert fetch(connect(path, mss=800), lab.root) == OK
    with connect(path) as conn:
        conn.settimeout(0.3)
        with pytest.raises(TimeoutError):
            trusting(lab.root).wrap_socket(conn, server_hostname="a.test")


def test_an_interceptor_forges_the_name_that_was_asked_for(lab: Lab) -> None:
    gateway = certificates.issue("Gateway", ca=True)
    box = lab.serve(intercept(lab, gateway))
    assert fetch(connect(box), gateway, "a.test") == OK
    assert fetch(connect(box), gateway, "b.test") == OK
    assert refused(connect(box), lab.root) == "CERTIFICATE_VERIFY_FAILED"


def tunnelled(port: int) -> socket.socket:
    conn = connect(port)
    conn.sendall(b"CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n")
    assert conn.recv(100).startswith(b"HTTP/1.1 200 ")
    return conn


def test_an_http_proxy_tunnels(lab: Lab) -> None:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    assert fetch(tunnelled(lab.serve(http_proxy(relay(server)))), lab.root) == OK


def test_an_http_proxy_wants_the_right_password(lab: Lab) -> None:
    port = lab.serve(http_proxy(close, user="Aladdin", password="open sesame"))
    connect_line = b"CONNECT a.test:443 HTTP/1.1\r\n"
    # the credentials of RFC 7617 section 2
    right = b"Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n"
    denied = ask(port, connect_line + b"\r\n")
    assert denied.startswith(b"HTTP/1.1 407 ")
    assert b"\r\nProxy-Authenticate: Basic " in denied
    assert ask(port, connect_line, right.replace(b"==", b"=")).startswith(b"HTTP/1.1 407 ")
    with connect(port) as conn:
        conn.sendall(connect_line + right)
        assert conn.recv(100).startswith(b"HTTP/1.1 200 ")


def test_a_tunnel_in_tls_ends_properly_on_both_sides(lab: Lab) -> None:
    inner = http_proxy(relay(lab.serve(http())))
    proxy = lab.serve(tls(context(lab.leaf("a.test")), inner))
    with trusting(lab.root).wrap_socket(connect(proxy), server_hostname="a.test") as session:
        session.sendall(b"CONNECT a.test:80 HTTP/1.1\r\n\r\n")
        assert session.recv(100).startswith(b"HTTP/1.1 200 ")
        session.sendall(GET)
        assert everything(session).startswith(OK)
        with session.unwrap() as plain:
            assert plain.recv(1) == b""


def test_a_proxy_can_listen_with_tls(lab: Lab) -> None:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    inner = http_proxy(relay(server))
    proxy = lab.serve(tls(context(lab.leaf(HERE)), inner))
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("TLS in TLS is asked for with curl, which is not installed")
    said = subprocess.run(
        [
            *(curl, "-sI", "https://a.test/", "-x", f"https://{HERE}:{proxy}", "-m", "5"),
            *("--cacert", lab.trust[1], "--proxy-cacert", lab.trust[1]),
        ],
        capture_output=True,
        check=False,
    )
    assert b"\r\n\r\nHTTP/1.1 200 OK" in said.stdout


def socks(port: int, *, user: bytes = b"", password: bytes = b"") -> tuple[socket.socket, bytes]:
    """A connection after a SOCKS5 request for a.test:443, and the last answer (RFC 1928)."""
    conn = connect(port)
    conn.sendall(b"\x05\x01\x02" if user else b"\x05\x01\x00")
    answer = conn.recv(2)
    if answer == b"\x05\x02":
        conn.sendall(bytes((1, len(user))) + user + bytes((len(password),)) + password)
        answer = conn.recv(2)
    if answer[1] == 0:
        conn.sendall(b"\x05\x01\x00\x03\x06a.test\x01\xbb")
        answer = conn.recv(10)
    return conn, answer


def test_socks_tunnels_with_the_right_password(lab: Lab) -> None:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = lab.serve(socks5_proxy(relay(server), user="ann", password="secret"))
    conn, answer = socks(proxy, user=b"ann", password=b"secret")
    assert answer[:2] == b"\x05\x00"
    assert fetch(conn, lab.root) == OK
    with socks(proxy, user=b"ann", password=b"guess")[0] as conn:
        assert everything(conn) == b""
    conn, answer = socks(proxy)
    conn.close()
    assert answer == b"\x05\xff"


def test_socks_says_why_it_failed_and_closes_on_http(lab: Lab) -> None:
    proxy = lab.serve(socks5_proxy(close, reply=5))
    conn, answer = socks(proxy)
    conn.close()
    assert answer == b"\x05\x05\x00\x01" + bytes(6)
    assert ask(proxy, b"CONNECT a.test:443 HTTP/1.1\r\n\r\n") == b""


@needs("nginx")
def test_nginx_serves(lab: Lab) -> None:
    port = nginx(lab, f"{certificate(lab.leaf('a.test'))} return 200;")
    assert fetch(connect(port), lab.root) == OK


@needs("openssl")
def test_s_server_sends_leaf_and_intermediate(lab: Lab) -> None:
    port = s_server(lab, lab.leaf("a.test"))
    with connect(port) as conn:
        trusting(lab.root).wrap_socket(conn, server_hostname="a.test").close()


@needs("squid")
def test_squid_takes_every_name_for_the_labs(lab: Lab) -> None:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    conn = connect(squid(lab, "a.test"))
    conn.sendall(b"CONNECT a.test:%d HTTP/1.1\r\n\r\n" % server)
    assert conn.recv(100).startswith(b"HTTP/1.1 200 ")
    assert fetch(conn, lab.root) == OK


PYTHON_SERVER = """
import os, socket, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
open("pids", "w").write(f"{os.getpid()} {child.pid}")
time.sleep(600)
"""


def test_what_prepares_something_says_why_it_failed(lab: Lab) -> None:
    with pytest.raises(RuntimeError, match="sh failed: no luck"):
        lab.run("sh", "-c", "echo no luck; exit 3")
    lab.run("sh", "-c", "echo luck > made")
    assert (lab.folder / "made").read_text() == "luck\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_root_can_let_a_program_be_nobody(lab: Lab) -> None:
    home = lab.home("home", "nobody")
    lab.run("sh", "-c", "id -Gn > home/who", user="nobody")
    assert (home / "who").owner() == "nobody"
    assert (home / "who").read_text() == "nogroup\n"


def test_a_program_that_ends_says_what_it_said(lab: Lab) -> None:
    script = "import sys; sys.exit('no such directive')"
    with pytest.raises(RuntimeError, match="no such directive"):
        lab.program(sys.executable, "-c", script, port=lab.closed_port())


def ended(pid: int) -> bool:
    """Whether a process is gone, or a zombie that whoever inherits it has yet to collect."""
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
def test_a_program_and_its_children_end_with_the_lab() -> None:
    with Lab() as lab:
        port = bench.free_port()
        lab.program(sys.executable, "-c", PYTHON_SERVER, str(port), port=port)
        for _ in range(200):
            if pids := (lab.folder / "pids").read_text().split():
                break
        folder = lab.folder
        assert [ended(int(pid)) for pid in pids] == [False, False]
    for _ in range(200):  # a killed process takes a moment to go
        if all(ended(int(pid)) for pid in pids):
            break
        time.sleep(0.05)
    assert [ended(int(pid)) for pid in pids] == [True, True]
    assert not folder.exists()


@pytest.mark.parametrize("failing", [False, True])
def test_listeners_and_their_connections_end_with_the_lab(*, failing: bool) -> None:
    before = threading.active_count()
    held = []
    try:
        with Lab() as lab:
            server = lab.serve(drain)
            held += [connect(server), connect(lab.serve(relay(server))), connect(server)]
            for conn in held:
                conn.sendall(b"x")
            if failing:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert threading.active_count() == before
    assert [closed(conn) for conn in held] == [True, True, True]
    with pytest.raises(ConnectionRefusedError):
        connect(server)


def closed(conn: socket.socket) -> bool:
    with conn:
        try:
            return conn.recv(1) == b""
        except ConnectionResetError:
            return True


def test_connections_beyond_the_bound_are_closed(lab: Lab) -> None:
    port = lab.serve(greets(b"hello"))
    held = [connect(port) for _ in range(bench.MOST_CONNECTIONS)]
    assert all(conn.recv(5) == b"hello" for conn in held)
    with connect(port) as one_more:
        assert one_more.recv(5) == b""
    for conn in held:
        conn.close()


def test_no_file_descriptor_stays() -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("counts descriptors in /proc")
    before = len(list(descriptors.iterdir()))
    with Lab() as lab:
        server = lab.serve(tls(context(lab.leaf("a.test"))))
        fetch(connect(lab.serve(relay(server))), lab.root)
        lab.closed_port()
        lab.deaf_port()
    assert len(list(descriptors.iterdir())) == before


def test_every_scenario_is_found_and_says_what_it_is() -> None:
    found = scenarios()
    files = [
        path for path in Path(bench.__file__).parent.glob("*/*.py") if path.name != "__init__.py"
    ]
    assert len(found) == len(files) > 60
    for entry in found:
        assert entry.title.endswith("."), entry.name
        assert callable(entry.scenario.up)
        healthy = entry.family == "healthy"
        assert (entry.scenario.expect is None) == healthy
        if not healthy and entry.scenario.outcome == "failed":
            assert entry.name.startswith((entry.scenario.expect or "").replace("-", "_"))


def test_a_scenario_says_which_programs_are_missing() -> None:
    def up(_: Lab) -> Up:
        return direct(1)

    assert Scenario(up, None, needs=("no-such-program", "sh")).missing() == ("no-such-program",)


@needs("openssl")
def test_s_server_takes_options(lab: Lab) -> None:
    port = s_server(lab, lab.leaf("a.test"), "-groups", "P-521", "-tls1_3")
    client = ["openssl", "s_client", "-connect", f"{HERE}:{port}", "-groups"]
    said = [
        subprocess.run(
            [*client, group], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        for group in ("X25519", "P-521")
    ]
    assert "alert number 40" in said[0].stderr
    assert "Cipher is TLS_" in said[1].stdout


def test_the_command_lines() -> None:
    assert direct(7, "--no-sni").argv == (
        *("a.test:7", "--connect-to", "127.0.0.1:7", "--no-proxy", "--no-sni"),
    )
    assert through("http://p:1").argv == ("a.test:443", "--proxy", "http://p:1")


def test_the_environment_of_a_scenario_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "b.test")
    monkeypatch.delenv("TLSWHY_NONE", raising=False)
    up = Up((), variables=(("no_proxy", ".test"), ("TLSWHY_NONE", "1")))
    with up.environment():
        assert (os.environ["no_proxy"], os.environ["TLSWHY_NONE"]) == (".test", "1")
    assert os.environ["no_proxy"] == "b.test"
    assert "TLSWHY_NONE" not in os.environ
