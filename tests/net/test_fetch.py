from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from net.servers import PATIENT, SHORT, Fixed, Handler, full, hear, reset, serve, tls, unused_port
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.proxies import (
    http_proxy,
    refusal,
    refusing_proxy,
    socks4_proxy,
    socks5_proxy,
)
from tlswhy.model.attempt import Proxy, Secret
from tlswhy.net import fetch as fetches
from tlswhy.net.clock import ticks
from tlswhy.net.fetch import MOST_FETCHES, Fetched, Fetcher, Wanted, forget, is_inside, place, shelf
from tlswhy.net.names import Names, Resolver

BYTES = b"\x30\x03\x02\x01\x07"
WELL = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + BYTES
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
OPEN = b"HTTP/1.1 200 OK\r\n\r\n"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget()


def answering(answer: bytes, asked: list[bytes] | None = None) -> Handler:
    """Hear one request, answer it and close."""

    def handle(connection: socket.socket) -> None:
        said = hear(connection, b"\r\n\r\n")
        if asked is not None:
            asked.append(said)
        connection.sendall(answer)

    return handle


def site(pages: dict[str, bytes], asked: list[str] | None = None) -> Handler:
    """Answer each path by its page, anything else by 404."""

    def handle(connection: socket.socket) -> None:
        path = hear(connection, b"\r\n\r\n").split()[1].decode()
        if asked is not None:
            asked.append(path)
        connection.sendall(pages.get(path, b"HTTP/1.1 404 Not Found\r\n\r\n<html>gone</html>"))

    return handle


def saying(words: bytes) -> Handler:
    """Say it at once, and close when the client has said something."""

    def handle(connection: socket.socket) -> None:
        connection.sendall(words)
        connection.recv(65536)

    return handle


def onward(to: str, status: str = "302 Found") -> bytes:
    return f"HTTP/1.1 {status}\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


def fetcher(*proxies: Proxy, patience: float = PATIENT, **fields: object) -> Fetcher:
    fields = {"inside": True} | fields
    return Fetcher(proxies, patience=patience, **fields)  # type: ignore[arg-type]


def one(url: str, *proxies: Proxy, patience: float = PATIENT, **fields: object) -> Fetched:
    [found] = fetcher(*proxies, patience=patience, **fields).fetch(Wanted(url))
    return found


def local(port: int, path: str = "/ca.crt") -> str:
    return f"http://127.0.0.1:{port}{path}"


def here(scheme: str, port: int, user: str = "", password: str = "") -> Proxy:
    return Proxy(scheme, "127.0.0.1", port, user, Secret(password))


class TestAnswers:
    def test_a_file_from_a_real_server(self, tmp_path: Path) -> None:
        tmp_path.joinpath("the ca.crt").write_bytes(BYTES)
        handler = partial(_Quiet, directory=str(tmp_path))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever).start()
            url = local(server.server_port, "/the ca.crt")
            found = one(url)
            server.shutdown()
        assert found == Fetched(url, url, BYTES, 200)

    def test_what_is_asked(self) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as port:
            one(local(port, "/a%20b/c.crl?x=1"))
        assert asked[0].startswith(b"GET /a%20b/c.crl?x=1 HTTP/1.1\r\n")
        assert f"\r\nHost: 127.0.0.1:{port}\r\n".encode() in asked[0]
        assert b"\r\nAccept-Encoding: identity\r\n" in asked[0]
        assert b"\r\nConnection: close\r\n" in asked[0]

    def test_a_post_has_its_body(self) -> None:
        heard: list[bytes] = []

        def handle(connection: socket.socket) -> None:
            head = hear(connection, b"\r\n\r\n")
            heard.extend((head, connection.recv(5)))
            connection.sendall(WELL)

        with serve(handle) as port:
            wanted = Wanted(local(port), posted=BYTES, media_type="application/ocsp-request")
            [found] = fetcher().fetch(wanted)
        assert found.content == BYTES
        assert heard[0].startswith(b"POST /ca.crt HTTP/1.1\r\n")
        assert b"\r\nContent-Type: application/ocsp-request\r\nContent-Length: 5\r\n" in heard[0]
        assert heard[1] == BYTES

    @pytest.mark.parametrize(
        "answer",
        [
            WELL + b"more than it says",
            b"HTTP/1.0 200 OK\r\n\r\n" + BYTES,
            b"HTTP/1.1 200 OK\nContent-Length: 5\n\n" + BYTES,
            b"HTTP/1.1 100 Continue\r\n\r\n" + WELL,
            b"HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n\r\n" + BYTES,
            CHUNKED + b"2;a=b\r\n\x30\x03\r\n03\r\n\x02\x01\x07\r\n0\r\nTrailer: x\r\n\r\n",
            # Chunks count more than a length (RFC 9112 section 6.3).
            CHUNKED.replace(b"\r\n", b"\r\nContent-Length: 2\r\n", 1)
            + b"5\r\n\x30\x03\x02\x01\x07\r\n0\r\n\r\n",
        ],
    )
    def test_bodies_end_as_http_says(self, answer: bytes) -> None:
        with serve(answering(answer)) as port:
            found = one(local(port))
        assert (found.content, found.problem, found.status) == (BYTES, "", 200)

    def test_a_body_without_a_byte(self) -> None:
        with serve(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) as port:
            found = one(local(port))
        assert (found.content, found.problem) == (b"", "")

    def test_a_list_of_four_mib_less_a_byte(self) -> None:
        size = fetches.LARGE - 1
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n".encode()
        with serve(answering(head + b"x" * size)) as port:
            [found] = fetcher().fetch(Wanted(local(port), fetches.LARGE))
        assert (len(found.content), found.problem) == (size, "")

    def test_side_by_side_in_the_order_asked(self) -> None:
        both = threading.Barrier(2)

        def handle(connection: socket.socket) -> None:
            path = hear(connection, b"\r\n\r\n").split()[1]
            both.wait(PATIENT)
            connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + path)

        with serve(handle) as port:
            found = fetcher().fetch(*(Wanted(local(port, path)) for path in ("/b", "/a")))
        assert [each.content for each in found] == [b"/b", b"/a"]


def endless(head: bytes, piece: bytes) -> Handler:
    def handle(connection: socket.socket) -> None:
        hear(connection, b"\r\n\r\n")
        connection.sendall(head)
        while True:
            connection.sendall(piece)

    return handle


def dripping(head: bytes) -> Handler:
    def handle(connection: socket.socket) -> None:
        hear(connection, b"\r\n\r\n")
        connection.sendall(head)
        while True:
            time.sleep(0.02)
            connection.sendall(b"x")

    return handle


def silent(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


def resetting(said: bytes) -> Handler:
    def handle(connection: socket.socket) -> None:
        hear(connection, b"\r\n\r\n")
        connection.sendall(said)
        time.sleep(0.2)  # what waits in the queue of a connection that is reset is lost
        reset(connection)

    return handle


class TestHostile:
    @pytest.mark.parametrize(
        ("handler", "problem", "says"),
        [
            (endless(OPEN, b"x" * 4096), "too-large", "and more, and 65536 are the most"),
            (endless(CHUNKED, b"1000\r\n" + b"x" * 4096 + b"\r\n"), "too-large", "and more"),
            (endless(CHUNKED, b"1\r\nx\r\n" * 1000), "too-large", "in more than 16384 pieces"),
            (answering(CHUNKED + b"ffffffff\r\n"), "too-large", "4294967295 bytes"),
            (
                answering(b"HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n"),
                "too-large",
                "it has 65537 bytes, and 65536 are the most",
            ),
            (
                answering(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 500 + b"\r\n\r\n"),
                "too-large",
                "999",
            ),
            (endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 4096), "not-http", "64 KiB"),
            (endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "not-http", "headers do not end"),
            (endless(b"", b"HTTP/1.1 103 Early\r\n\r\n" * 999), "too-large", "no end"),
            (answering(CHUNKED + b"five\r\n"), "not-http", "chunks"),
            (answering(CHUNKED + b"-5\r\nxxxxx"), "not-http", "chunks"),
            (answering(b"SSH-2.0-OpenSSH_9.9\r\n"), "not-http", "begins with SSH-2.0-OpenSSH"),
            (answering(b"\x15\x03\x01\0\x02\x02\x46"), "not-http", "\\x15\\x03"),
            (answering(b""), "cut", "ended the connection after 0 bytes"),
            (answering(b"HTTP/1.1 200 OK\r\nContent-Le"), "cut", "after 27 bytes"),
            (answering(WELL[:-1]), "cut", f"after {len(WELL) - 1} bytes"),
            (answering(CHUNKED + b"5\r\n\x30\x03"), "cut", "ended the connection"),
            (answering(CHUNKED + b"5\r\n" + BYTES + b"\r\n"), "cut", "ended the connection"),
            (resetting(OPEN + BYTES), "cut", "reset in the middle"),
            (resetting(WELL[:-1]), "cut", "reset the connection"),
            (
                answering(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b"),
                "encoding",
                "packed by gzip",
            ),
            (
                answering(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>"),
                "status",
                "the answer is 404 Not Found",
            ),
            (answering(b"HTTP/1.1 500 \x1b[31m\r\n\r\n"), "status", "500 \\x1b[31m"),
            (answering(b"HTTP/1.1 206 Partial Content\r\n\r\nx"), "status", "206"),
            (answering(b"HTTP/1.1 302 Found\r\n\r\n"), "status", "302"),
        ],
    )
    def test_it_is_not_fetched(self, handler: Handler, problem: str, says: str) -> None:
        with serve(handler) as port:
            found = one(local(port))
        assert (found.problem, found.content) == (problem, b"")
        assert found.text.startswith("not fetched: ")
        assert says in found.text

    @pytest.mark.parametrize(
        ("handler", "says"),
        [
            (silent, "0 bytes had come"),
            (dripping(b""), "bytes had come"),
            (dripping(b"HTTP/1.1 200 OK\r\nX: "), "bytes had come"),
            (dripping(OPEN), "bytes had come"),
            (dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"), "bytes had come"),
        ],
    )
    def test_it_is_not_waited_for(self, handler: Handler, says: str) -> None:
        with serve(handler) as port:
            found = one(local(port), patience=SHORT)
        assert (found.problem, found.content) == ("slow", b"")
        assert says in found.text

    def test_nobody_listens(self) -> None:
        port = unused_port()
        found = one(local(port))
        assert found.problem == "unreachable"
        assert found.text == f"not fetched: 127.0.0.1:{port} refuses connections"

    def test_nobody_answers_there(self) -> None:
        with full() as port:
            found = one(local(port), patience=SHORT)
        assert found.problem in ("slow", "unreachable")
        assert "in time" in found.text or found.text.endswith("does not answer")

    def test_the_name_has_no_address(self) -> None:
        names = Fixed(how="nxdomain", detail="there is no such name")
        found = one("http://ca.example/", resolver=names)
        assert (found.problem, found.text) == (
            "unresolved",
            "not fetched: a name on the way has no address: there is no such name",
        )

    def test_there_is_no_time_left(self) -> None:
        with serve(answering(WELL)) as port:
            assert one(local(port), until=ticks() - 1).problem == "slow"


class TestRedirects:
    def test_two_are_followed(self) -> None:
        asked: list[str] = []
        pages = {"/a": onward("/b", "301 Moved"), "/b": onward("c", "307 T"), "/c": WELL}
        with serve(site(pages, asked)) as port:
            found = one(local(port, "/a"))
        assert found == Fetched(local(port, "/a"), local(port, "/c"), BYTES, 200)
        assert asked == ["/a", "/b", "/c"]

    def test_a_third_is_not(self) -> None:
        pages = {"/a": onward("/b"), "/b": onward("/c"), "/c": onward("/d"), "/d": WELL}
        with serve(site(pages)) as port:
            found = one(local(port, "/a"))
        assert (found.problem, found.text) == (
            "redirect",
            "not fetched: it leads on more than 2 times",
        )

    def test_a_circle_ends(self) -> None:
        asked: list[str] = []
        with serve(site({"/a": onward("/a")}, asked)) as port:
            assert one(local(port, "/a")).problem == "redirect"
        assert asked == ["/a"] * 3

    @pytest.mark.parametrize(
        ("to", "problem"),
        [
            ("https://ca.example/", "scheme"),
            ("file:///etc/passwd", "scheme"),
            ("http://[", "url"),
            ("http://user@127.0.0.1/", "url"),
        ],
    )
    def test_it_leads_to_what_is_not_asked(self, to: str, problem: str) -> None:
        with serve(answering(onward(to))) as port:
            found = one(local(port))
        assert (found.problem, found.status) == (problem, 302)
        assert "it leads to " in found.text

    @pytest.mark.parametrize("to", ["127.0.0.2", "[::ffff:127.0.0.2]", "inside.example"])
    def test_it_leads_inside(self, monkeypatch: pytest.MonkeyPatch, to: str) -> None:
        """127.0.0.1 stands for the public internet, 127.0.0.2 for what lies inside."""
        monkeypatch.setattr(place, "is_inside", lambda ip: "127.0.0.1" not in ip)
        names = _Table({"ca.example": ("127.0.0.1",), "inside.example": ("127.0.0.2",)})
        asked: list[bytes] = []
        with (
            serve(answering(WELL, asked), "127.0.0.2") as secret,
            serve(answering(onward(f"http://{to}:{secret}/"))) as port,
        ):
            found = one(f"http://ca.example:{port}/", inside=False, resolver=names)
        assert (found.problem, asked) == ("inside", [])

    def test_they_share_the_patience_of_one_fetch(self) -> None:
        def handle(connection: socket.socket) -> None:
            hear(connection, b"\r\n\r\n")
            time.sleep(0.2)
            connection.sendall(onward("/again"))

        with serve(handle) as port:
            assert one(local(port), patience=SHORT).problem == "slow"


INSIDE = (
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "172.16.0.1",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.251",
    "233.252.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::808:808",
    "2001:db8::1",
    "2001:0:808:808::1",
    "2002:a00:1::1",
    "2002:7f00:1::",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
)
OUTSIDE = (
    "1.1.1.1",
    "9.9.9.9",
    "172.32.0.1",
    "2606:4700::1111",
    "::ffff:9.9.9.9",
    "64:ff9b::909:909",
    "2002:909:909::1",
)


class TestInside:
    @pytest.mark.parametrize("address", INSIDE)
    def test_what_is(self, address: str) -> None:
        assert is_inside(address)

    @pytest.mark.parametrize("address", OUTSIDE)
    def test_what_is_not(self, address: str) -> None:
        assert not is_inside(address)

    @pytest.mark.parametrize(
        ("host", "problem"),
        [
            ("127.0.0.1", "inside"),
            ("127.0.0.1.", "url"),
            ("127.1", "url"),
            ("2130706433", "url"),
            ("0x7f000001", "url"),
            ("0x7f.1", "url"),
            ("0177.0.0.1", "url"),
            ("127.0.0.0x1", "url"),
            ("[::1]", "inside"),
            ("[::ffff:7f00:1]", "inside"),
            ("[64:ff9b::7f00:1]", "inside"),
            ("[fe80::1%25lo]", "url"),
            ("%31%32%37.0.0.1", "url"),
            ("①②⑦.0.0.1", "url"),
            ("localhost", "inside"),
            ("LOCALHOST.", "inside"),
            ("a.localhost", "inside"),
            ("router", "inside"),
            ("printer.local", "inside"),
            ("metadata.google.internal", "inside"),
            ("pki.corp", "inside"),
            ("a.home.arpa", "inside"),
            ("", "url"),
            ("user:password@ca.example", "url"),
            ("ca.example:0", "url"),
            ("ca.example:99999", "url"),
            ("ca.example:80a", "url"),
            ("ca\\.example", "url"),
        ],
    )
    @pytest.mark.parametrize("proxied", [False, True])
    def test_such_a_host_is_not_even_looked_up(
        self, host: str, problem: str, *, proxied: bool
    ) -> None:
        """Nor is the proxy asked, which would look it up in its own network."""
        names = Fixed("127.0.0.1")
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as port:
            proxies = (here("http", port),) if proxied else ()
            found = one(f"http://{host}/", *proxies, inside=False, resolver=names)
        assert (found.problem, names.asked, asked) == (problem, [], [])

    def test_a_name_that_leads_inside(self) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as port:
            names = Fixed("127.0.0.1", "10.0.0.1")
            found = one(f"http://ca.example:{port}/", inside=False, resolver=names)
        assert (found.problem, asked) == ("inside", [])
        assert "127.0.0.1, 10.0.0.1" in found.text

    def test_of_several_addresses_only_the_public_ones_are_taken(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(place, "is_inside", lambda ip: ip == "127.0.0.2")
        asked: list[bytes] = []
        names = Fixed("127.0.0.2", "127.0.0.1")
        with serve(answering(WELL)) as port, serve(answering(WELL, asked), "127.0.0.2", port):
            found = one(f"http://ca.example:{port}/", inside=False, resolver=names)
        assert (found.content, asked) == (BYTES, [])

    def test_a_name_that_changes_is_connected_to_where_it_was_checked(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(place, "is_inside", lambda ip: ip == "127.0.0.2")
        asked: list[bytes] = []
        with serve(answering(WELL, asked), "127.0.0.2") as port:
            names = _Table({"ca.example": ("127.0.0.1", "127.0.0.2")})
            found = one(f"http://ca.example:{port}/", inside=False, resolver=names)
        assert (found.content, asked) == (b"", [])

    def test_a_local_socks_5_proxy_gets_a_checked_address(self) -> None:
        asked: list[bytes] = []
        with serve(socks5_proxy(answering(WELL, asked))) as port:
            names = Fixed("10.0.0.1")
            proxy = here("socks5", port)
            found = one("http://ca.example/", proxy, inside=False, resolver=names)
        assert (found.problem, asked) == ("inside", [])

    def test_what_was_fetched_inside_is_not_given_to_those_outside(self) -> None:
        with serve(answering(WELL)) as port:
            assert one(local(port)).content == BYTES
            assert one(local(port), inside=False).problem == "inside"

    @pytest.mark.parametrize(
        ("url", "says"),
        [
            ("https://ca.example/", "https: would need such a look-up of its own"),
            ("ldap:///CN=CA,DC=corp?certificateRevocationList", "ldap: leads to a directory"),
            ("file://c:/ca.crl", "file://c:/ca.crl is not asked, only http: is"),
            ("ftp://ca.example/", "only http: is"),
            ("javascript:alert(1)", "only http: is"),
            ("ca.example/ca.crt", "only http: is"),
            ("", "only http: is"),
        ],
    )
    def test_only_http_is_spoken(self, url: str, says: str) -> None:
        found = one(url)
        assert found.problem == "scheme"
        assert says in found.text

    def test_no_line_can_be_slipped_in(self) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as port:
            one(local(port, "/a\x01 b\u00e9\x7f?c d"))
        assert asked[0].split(b"\r\n")[0] == b"GET /a%01%20b%C3%A9%7F?c%20d HTTP/1.1"

    def test_a_long_address(self) -> None:
        assert one("http://ca.example/" + "a" * 2048).problem == "url"


class TestLimits:
    def test_eight_are_fetched_and_no_more(self) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as port:
            urls = [local(port, f"/{n}") for n in range(MOST_FETCHES + 1)]
            found = fetcher().fetch(*(Wanted(url) for url in ("ldap:///", *urls)))
        assert [each.problem for each in found] == ["scheme", *[""] * MOST_FETCHES, "limit"]
        assert len(asked) == MOST_FETCHES

    def test_it_holds_for_all_rounds_together(self) -> None:
        with serve(answering(WELL)) as port:
            asking = fetcher()
            found = [asking.fetch(Wanted(local(port, f"/{n}")))[0] for n in range(9)]
        assert [each.problem for each in found] == [*[""] * 8, "limit"]

    def test_the_same_is_asked_once(self) -> None:
        asked: list[bytes] = []
        with serve(answering(b"HTTP/1.1 404 No\r\n\r\n", asked)) as port:
            asking, wanted = fetcher(), Wanted(local(port))
            first, second = asking.fetch(wanted, wanted)
            [third] = asking.fetch(wanted)
        assert first == second == third
        assert len(asked) == 1

    def test_what_was_fetched_is_kept_for_the_process(self) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as port:
            assert one(local(port)) == one(local(port))
        assert len(asked) == 1

    def test_a_failure_is_not(self) -> None:
        asked: list[bytes] = []
        with serve(answering(b"HTTP/1.1 503 Busy\r\n\r\n", asked)) as port:
            assert one(local(port)) == one(local(port))
        assert len(asked) == 2

    def test_nor_what_is_old(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as port:
            one(local(port))
            monkeypatch.setattr(shelf, "KEPT_FOR", 0.0)
            one(local(port))
        assert len(asked) == 2

    def test_nor_more_than_there_is_room_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shelf, "MOST_KEPT", 2 * len(BYTES))
        asked: list[str] = []
        with serve(site({f"/{n}": WELL for n in range(3)}, asked)) as port:
            for n in (0, 1, 2, 2, 1, 0):
                one(local(port, f"/{n}"))
        assert asked == ["/0", "/1", "/2", "/0"]


class TestProxies:
    def test_an_http_proxy_is_asked_for_the_whole_address(self) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as port:
            found = one("http://ca.example/ca.crt?x", here("http", port), inside=False)
        assert found.content == BYTES
        assert asked[0].startswith(b"GET http://ca.example/ca.crt?x HTTP/1.1\r\n")
        assert b"\r\nHost: ca.example\r\n" in asked[0]
        assert b"Proxy-Authorization" not in asked[0]

    def test_basic_credentials_go_to_the_proxy(self) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as port:
            one("http://ca.example/", here("http", port, "ann", "s:cr@t"))
        assert b"\r\nProxy-Authorization: Basic YW5uOnM6Y3JAdA==\r\n" in asked[0]

    def test_a_proxy_that_wants_digest_gets_it(self) -> None:
        wants = (
            b"HTTP/1.1 407 Proxy Authentication Required\r\n"
            b'Proxy-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\n\r\n'
        )
        asked: list[bytes] = []

        def handle(connection: socket.socket) -> None:
            asked.append(hear(connection, b"\r\n\r\n"))
            connection.sendall(WELL if b"Digest" in asked[-1] else wants)

        with serve(handle) as port:
            found = one("http://ca.example/", here("http", port, "ann", "secret"))
        assert (found.content, len(asked)) == (BYTES, 2)
        assert b'uri="http://ca.example/"' in asked[1]

    @pytest.mark.parametrize("scheme", ["http", "socks5h"])
    def test_credentials_that_would_not_help_are_not_sent_again(self, scheme: str) -> None:
        """Basic was refused; and a server behind SOCKS gets nothing of the proxy's password."""
        offer = "Basic" if scheme == "http" else "Digest realm=r, nonce=n"
        wants = f"HTTP/1.1 407 No\r\nProxy-Authenticate: {offer}\r\n\r\n".encode()
        asked: list[bytes] = []
        server = answering(wants, asked)
        proxy = socks5_proxy(server, user="ann", password="x") if scheme != "http" else server
        with serve(proxy) as port:
            found = one("http://ca.example/", here(scheme, port, "ann", "x"))
        assert (found.status, found.problem, len(asked)) == (407, "status", 1)

    def test_digest_is_made_anew_for_each_address(self) -> None:
        wants = b'HTTP/1.1 407 No\r\nProxy-Authenticate: Digest realm="r", nonce="n"\r\n\r\n'
        asked: list[bytes] = []

        def handle(connection: socket.socket) -> None:
            asked.append(hear(connection, b"\r\n\r\n"))
            known = b"Digest" in asked[-1] and asked[-1].split()[1] in asked[-1].split(b"uri=")[1]
            first = onward("http://ca.example/2") if b"example/1" in asked[-1] else WELL
            connection.sendall(first if known else wants)

        with serve(handle) as port:
            found = one("http://ca.example/1", here("http", port, "ann", "secret"))
        assert (found.content, len(asked)) == (BYTES, 4)

    def test_a_proxy_that_goes_on_asking_is_left(self) -> None:
        wants = b"HTTP/1.1 407 No\r\nProxy-Authenticate: Digest realm=r, nonce=n\r\n\r\n"
        asked: list[bytes] = []
        with serve(answering(wants, asked)) as port:
            found = one("http://ca.example/", here("http", port, "ann", "wrong"))
        assert (found.status, found.problem, len(asked)) == (407, "status", 2)

    def test_an_https_proxy(self) -> None:
        asked: list[bytes] = []
        with serve(tls(answering(WELL, asked))) as port:
            found = one("http://ca.example/ca.crt", here("https", port))
        assert found.content == BYTES
        assert asked[0].startswith(b"GET http://ca.example/ca.crt HTTP/1.1\r\n")

    @pytest.mark.parametrize(
        ("scheme", "proxy"),
        [("socks5h", socks5_proxy), ("socks4a", socks4_proxy)],
    )
    def test_socks_is_a_tunnel(self, scheme: str, proxy: Callable[[Handler], Handler]) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as server, serve(proxy(relay(server))) as port:
            found = one("http://ca.example/ca.crt", here(scheme, port), inside=False)
        assert found.content == BYTES
        assert asked[0].startswith(b"GET /ca.crt HTTP/1.1\r\nHost: ca.example\r\n")

    @pytest.mark.parametrize("scheme", ["socks4", "socks5"])
    def test_socks_whose_names_are_looked_up_here(self, scheme: str) -> None:
        proxy = socks4_proxy if scheme == "socks4" else socks5_proxy
        names = Fixed("127.0.0.1")
        with serve(proxy(answering(WELL))) as port:
            found = one("http://ca.example/", here(scheme, port), resolver=names)
        assert found.content == BYTES
        assert {host for host, _ in names.asked} == {"ca.example"}

    def test_a_chain_is_a_tunnel_up_to_the_last(self) -> None:
        asked: list[bytes] = []
        with serve(answering(WELL, asked)) as last:
            first = http_proxy(relay(last), user="ann", password="secret")
            with serve(first) as port:
                proxies = here("http", port, "ann", "secret"), here("http", last)
                found = one("http://ca.example/", *proxies)
        assert found.content == BYTES
        assert asked[0].startswith(b"GET http://ca.example/ HTTP/1.1\r\n")
        assert b"Proxy-Authorization" not in asked[0]

    def test_a_chain_that_ends_in_socks_is_one_altogether(self) -> None:
        asked: list[bytes] = []
        with (
            serve(answering(WELL, asked)) as server,
            serve(socks5_proxy(relay(server))) as last,
            serve(http_proxy(relay(last))) as port,
        ):
            found = one("http://ca.example/", here("http", port), here("socks5h", last))
        assert found.content == BYTES
        assert asked[0].startswith(b"GET / HTTP/1.1\r\n")

    @pytest.mark.parametrize(
        ("scheme", "handler", "says"),
        [
            ("socks5h", socks5_proxy(silent, reply=2), "connection not allowed by ruleset"),
            ("socks4a", socks4_proxy(silent, reply=0x5B), "request rejected or failed"),
            ("socks5h", saying(b"HTTP/1.1 400 Bad\r\n\r\n"), "400"),
            ("https", saying(b"HTTP/1.1 400 Bad\r\n\r\n"), "TLS with the proxy 127.0.0.1 failed"),
            ("https", saying(b""), "the proxy 127.0.0.1 ended the connection"),
        ],
    )
    def test_a_proxy_that_does_not_go_there(self, scheme: str, handler: Handler, says: str) -> None:
        with serve(handler) as port:
            found = one("http://ca.example/", here(scheme, port))
        assert found.problem == "proxy"
        assert says in found.text

    def test_the_words_of_a_proxy_that_gives_no_tunnel(self) -> None:
        denied = refusing_proxy(refusal("403 Forbidden", "Via: 1.1 gate"))
        with serve(denied) as port:
            found = one("http://ca.example/", here("http", port), here("http", 9))
        assert found.problem == "proxy"
        assert "403" in found.text

    def test_an_answer_of_the_proxy_itself(self) -> None:
        with serve(answering(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")) as port:
            found = one("http://ca.example/", here("http", port))
        assert (found.problem, found.text) == (
            "status",
            "not fetched: the answer is 502 Bad Gateway",
        )

    def test_a_redirect_through_a_proxy_is_checked_too(self) -> None:
        asked: list[bytes] = []
        with serve(answering(onward("http://169.254.169.254/latest/"), asked)) as port:
            found = one("http://ca.example/", here("http", port), inside=False)
        assert (found.problem, len(asked)) == ("inside", 1)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Table(Resolver):
    """Each name has its own addresses; those of several are given one after the other."""

    def __init__(self, known: dict[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._table = {host: list(addresses) for host, addresses in known.items()}

    def resolve(self, host: str, **_: object) -> Names:
        left = self._table[host]
        return Names((left.pop(0) if len(left) > 1 else left[0],))
