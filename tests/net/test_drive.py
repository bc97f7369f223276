from __future__ import annotations

import errno
import selectors
import socket
import threading
import time

import pytest
from msgspec import structs

from handshake.peer import client_certificate
from net.servers import (
    PATIENT,
    SHORT,
    Fixed,
    Handler,
    InTls,
    attempt,
    connect_proxy,
    full,
    hear,
    heard,
    made,
    marks,
    reset,
    serve,
    tls,
    until_closed,
    unused_port,
)
from tlswhy.hops.talk import Exactly, Gone, Ready, Talk
from tlswhy.model.attempt import Attempt, Proxy, Secret, Speak
from tlswhy.model.transcript import Mark, Way
from tlswhy.net.clock import ticks
from tlswhy.net.drive import Interrupted, run
from tlswhy.net.names import Names, Resolver

READY, CONNECTED = Mark.READY, Mark.CONNECTED


def listening(port: int, **fields: object) -> Attempt:
    return attempt(port, speak=Speak.LISTEN, **fields)


class TestTcp:
    def test_a_handshake_passes(self) -> None:
        with serve(tls()) as port:
            seen = made(attempt(port))
        assert marks(seen) == [
            (0, CONNECTED, f"127.0.0.1:{port}"),
            (0, READY, ""),
            (1, READY, ""),
        ]
        assert seen.route == (f"tcp 127.0.0.1:{port}", "tls a.test")
        assert seen.source == "live"

    def test_a_port_nobody_listens_on_is_refused(self) -> None:
        port = unused_port()
        assert marks(made(attempt(port))) == [(0, Mark.REFUSED, f"127.0.0.1:{port}")]

    def test_a_syn_without_an_answer_is_unanswered(self) -> None:
        with full() as port:
            seen = made(attempt(port, timeout=SHORT))
        assert marks(seen) == [(0, Mark.UNANSWERED, f"127.0.0.1:{port}")]

    def test_an_address_without_a_way_to_it_is_unreachable(self) -> None:
        seen = made(attempt(9, host="255.255.255.255"))
        assert marks(seen) == [(0, Mark.UNREACHABLE, "255.255.255.255:9")]

    def test_a_family_this_machine_has_not_is_unreachable(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_socket(*_: object) -> socket.socket:
            raise OSError(errno.EAFNOSUPPORT, "no such family")

        monkeypatch.setattr("tlswhy.net.drive.socket.socket", no_socket)
        assert marks(made(attempt(9, host="::1"))) == [(0, Mark.UNREACHABLE, "[::1]:9")]

    @pytest.mark.parametrize(
        ("code", "mark"),
        [
            (errno.ECONNREFUSED, Mark.REFUSED),
            (errno.ETIMEDOUT, Mark.UNANSWERED),
            (errno.EHOSTUNREACH, Mark.UNREACHABLE),
            (errno.EADDRNOTAVAIL, Mark.UNREACHABLE),
        ],
    )
    def test_what_connect_says_at_once(
        self, monkeypatch: pytest.MonkeyPatch, code: int, mark: Mark
    ) -> None:
        monkeypatch.setattr("tlswhy.net.drive.socket.socket", _saying(code))
        assert marks(made(attempt(9))) == [(0, mark, "127.0.0.1:9")]

    def test_the_next_address_is_tried_after_a_refusal(self) -> None:
        with serve(tls()) as port:
            seen = made(attempt(port, host="a.test"), Fixed("127.0.0.2", "127.0.0.1"))
        assert marks(seen)[:3] == [
            (0, Mark.RESOLVED, "127.0.0.2 127.0.0.1"),
            (0, Mark.REFUSED, f"127.0.0.2:{port}"),
            (0, CONNECTED, f"127.0.0.1:{port}"),
        ]

    def test_the_next_address_is_tried_beside_one_that_does_not_answer(self) -> None:
        with serve(tls()) as port, full("127.0.0.2", port):
            seen = made(attempt(port, host="a.test"), Fixed("127.0.0.2", "127.0.0.1"))
        assert marks(seen)[1:3] == [
            (0, Mark.UNANSWERED, f"127.0.0.2:{port}"),
            (0, CONNECTED, f"127.0.0.1:{port}"),
        ]

    def test_the_first_of_two_that_answer_at_once_is_taken(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Late(selectors.DefaultSelector):
            blind = True

            def select(
                self, timeout: float | None = None
            ) -> list[tuple[selectors.SelectorKey, int]]:
                ready = [] if self.blind else super().select(timeout)
                self.blind = False
                return ready

        monkeypatch.setattr("tlswhy.net.drive.selectors.DefaultSelector", Late)
        monkeypatch.setattr("tlswhy.net.drive.STAGGER", 0.0)
        with serve(tls()) as port:
            seen = made(attempt(port, host="a.test"), Fixed("127.0.0.1", "127.0.0.1"))
        assert [mark for _, mark, _ in marks(seen)][1:] == [CONNECTED, READY, READY]

    def test_an_address_that_fails_at_once_is_passed_over(self) -> None:
        with serve(tls()) as port:
            seen = made(attempt(port, host="a.test"), Fixed("255.255.255.255", "127.0.0.1"))
        assert [mark for _, mark, _ in marks(seen)][1:3] == [Mark.UNREACHABLE, CONNECTED]

    def test_every_address_that_failed_is_written_down(self) -> None:
        with full("127.0.0.2") as port:
            seen = made(attempt(port, host="a.test", timeout=0.6), Fixed("127.0.0.2", "127.0.0.1"))
        assert set(marks(seen)[1:]) == {
            (0, Mark.REFUSED, f"127.0.0.1:{port}"),
            (0, Mark.UNANSWERED, f"127.0.0.2:{port}"),
        }

    def test_an_unknown_name_connects_nowhere(self) -> None:
        seen = made(attempt(9, host="a.test"), Fixed(how="nxdomain", detail="there is none"))
        assert marks(seen) == [(0, Mark.UNRESOLVED, "nxdomain there is none")]

    def test_the_family_is_asked_of_the_resolver(self) -> None:
        resolver = Fixed(how="no-data")
        made(attempt(9, host="a.test", family=6), resolver)
        assert resolver.asked == [("a.test", 6)]

    def test_a_given_address_asks_no_resolver(self) -> None:
        resolver = Fixed(how="nxdomain")
        with serve(tls()) as port:
            seen = made(attempt(port, host="a.test", address="127.0.0.1"), resolver)
        assert marks(seen)[0] == (0, CONNECTED, f"127.0.0.1:{port}")
        assert resolver.asked == []

    def test_small_segments_are_asked_for(self) -> None:
        sizes: list[int] = []

        def note(connection: socket.socket) -> None:
            sizes.append(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG))
            connection.sendall(b"220 hello\r\n")

        with serve(note) as port:
            made(listening(port, mss=536))
        assert sizes[0] <= 536


def _saying(code: int) -> type[socket.socket]:
    class Saying(socket.socket):
        def connect_ex(self, *_: object) -> int:
            return code

    return Saying


class TestEnds:
    def test_a_close_is_closed(self) -> None:
        def leave(connection: socket.socket) -> None:
            connection.recv(65536)

        with serve(leave) as port:
            seen = made(attempt(port))
        assert marks(seen)[2:] == [(1, Mark.CLOSED, "")]
        assert seen.stream(1, Way.OURS)[:1] == b"\x16"

    def test_a_reset_is_reset(self) -> None:
        def cut(connection: socket.socket) -> None:
            connection.recv(65536)
            reset(connection)

        with serve(cut) as port:
            seen = made(attempt(port))
        assert marks(seen)[2:] == [(1, Mark.RESET, "")]

    def test_a_reset_before_we_spoke_is_reset_too(self) -> None:
        """Whether it is met when we open, write or read: the kernel tells it only once."""
        gone = threading.Event()

        def cut(connection: socket.socket) -> None:
            reset(connection)
            gone.set()

        class Slow(Fixed):
            """Two attempts: the first is reset before the loop comes to look at it."""

            def resolve(self, host: str, *, family: int, **_: object) -> Names:
                if host == "b.test":
                    gone.wait(PATIENT)
                return super().resolve(host, family=family)

        with serve(cut) as port:
            wanted = attempt(port, host="a.test")
            first, _ = run([wanted, structs.replace(wanted, host="b.test")], Slow("127.0.0.1"))
        assert marks(first)[1:] == [
            (0, CONNECTED, f"127.0.0.1:{port}"),
            (0, READY, ""),
            (1, Mark.RESET, ""),
        ]

    def test_a_reset_that_meets_our_writing_is_reset(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Breaking(socket.socket):
            def send(self, *_: object) -> int:
                raise ConnectionResetError

        with serve(lambda _: None) as port:
            monkeypatch.setattr("tlswhy.net.drive.socket.socket", Breaking)
            seen = made(attempt(port))
            monkeypatch.undo()
        assert marks(seen)[2:] == [(1, Mark.RESET, "")]

    def test_what_is_silent_is_silent(self) -> None:
        with serve(until_closed) as port:
            seen = made(attempt(port, timeout=SHORT))
        assert marks(seen)[2:] == [(1, Mark.SILENCE, "")]
        assert seen.events[-1].way is Way.NONE

    def test_what_came_before_the_end_is_kept(self) -> None:
        def half(connection: socket.socket) -> None:
            connection.recv(65536)
            connection.sendall(bytes.fromhex("1603030100"))

        with serve(half) as port:
            seen = made(attempt(port))
        assert heard(seen, 1) == bytes.fromhex("1603030100")
        assert marks(seen)[-1] == (1, Mark.CLOSED, "")

    def test_a_refusal_is_written_down_with_the_end_after_it(self) -> None:
        alert = bytes.fromhex("15030300020228")

        def refuse(connection: socket.socket) -> None:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")

        with serve(refuse) as port:
            seen = made(attempt(port))
        assert marks(seen)[2][:2] == (1, Mark.FAULT)
        assert marks(seen)[3:] == [(1, Mark.DECLINED, "not-tls"), (1, Mark.CLOSED, "")]
        with serve(_after_hello(alert)) as port:
            seen = made(attempt(port))
        assert marks(seen)[2:] == [(1, Mark.DECLINED, "alert")]

    def test_a_peer_that_never_stops_is_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A handshake message of a megabyte, record after record."""
        most = 200_000
        monkeypatch.setattr("tlswhy.net.drive.MOST_BYTES", most)

        def flood(connection: socket.socket) -> None:
            connection.recv(65536)
            connection.sendall(bytes.fromhex("1603034000 020fffff") + bytes(16380))
            while True:
                connection.sendall(bytes.fromhex("1603034000") + bytes(16384))

        with serve(flood) as port:
            seen = made(attempt(port))
        assert most < len(heard(seen, 1)) <= most + 65536
        [(_, mark, said)] = marks(seen)[2:]
        assert mark is Mark.FAULT
        assert said.startswith("too-much the peer sent 2")

    def test_so_is_one_that_sends_in_crumbs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tlswhy.net.drive.MOST_EVENTS", 20)

        def crumbs(connection: socket.socket) -> None:
            while True:
                connection.sendall(b"a")
                time.sleep(0.001)

        with serve(crumbs) as port:
            seen = made(listening(port))
        assert len(seen.events) <= 25

    def test_a_line_without_an_end_is_cut(self) -> None:
        def talks(connection: socket.socket) -> None:
            connection.sendall(b"2" * 100)
            time.sleep(0.05)
            connection.sendall(b"2" * 9000)

        with serve(talks) as port:
            seen = made(attempt(port, starttls="smtp"))
        assert (1, Mark.DECLINED, "greeting") in marks(seen)

    def test_a_body_of_no_bytes_needs_no_waiting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def talks() -> Talk:
            yield Exactly(0)
            return Ready()

        monkeypatch.setattr("tlswhy.hops.listen.talk", talks)
        with serve(until_closed) as port:
            seen = made(listening(port))
        assert marks(seen)[-1] == (1, READY, "")

    def test_a_peer_that_drips_is_left_at_the_end_of_the_stage(self) -> None:
        def drips(connection: socket.socket) -> None:
            while True:
                connection.sendall(b"a")
                time.sleep(0.05)

        with serve(drips) as port:
            seen = made(listening(port, timeout=SHORT))
        assert marks(seen)[-1] == (1, READY, "")

    def test_what_is_not_over_when_time_is_up_is_broken_off(self) -> None:
        with serve(tls()) as ready, serve(until_closed) as silent:
            done, cut = run(
                [attempt(ready), attempt(silent)], Resolver(), until=ticks() + SHORT * 3
            )
        assert marks(done)[-1] == (1, READY, "")
        said = "out-of-time there was no more time for this attempt"
        assert marks(cut)[-1] == (1, Mark.FAULT, said)

    def test_a_talk_that_ended_with_its_last_bytes_is_over(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tlswhy.net.drive.MOST_BYTES", 10)
        with serve(_after_hello(bytes.fromhex("15030300020228") * 3)) as port:
            seen = made(attempt(port))
        assert marks(seen)[2:] == [(1, Mark.DECLINED, "alert")]


def _after_hello(answer: bytes) -> Handler:
    def handle(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(answer)
        until_closed(connection)

    return handle


def _through(port: int) -> Attempt:
    return attempt(9, host="a.test", proxies=(Proxy("http", "127.0.0.1", port),))


class TestRoutes:
    def test_a_tunnel_leads_to_the_target(self) -> None:
        with serve(connect_proxy(tls())) as port:
            seen = made(_through(port))
        assert [hop for hop, mark, _ in marks(seen) if mark is READY] == [0, 1]
        assert seen.stream(0, Way.OURS).startswith(b"CONNECT a.test:9 HTTP/1.1\r\n")

    def test_tls_in_a_tunnel_in_tls_in_a_tunnel(self) -> None:
        def target(outer: socket.socket) -> None:
            inner = InTls(outer)
            inner.handshake()
            assert inner.recv(5) == b"HEAD "
            inner.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            until_closed(outer)

        second = tls(connect_proxy(target))
        with serve(connect_proxy(second)) as port:
            seen = made(
                attempt(
                    9,
                    host="a.test",
                    request="HEAD",
                    proxies=(
                        Proxy("http", "127.0.0.1", port),
                        Proxy("https", "q.test", 8443, "u", Secret("hunter2")),
                    ),
                )
            )
        assert [hop.partition(" ")[0] for hop in seen.route] == [
            "http-connect",
            "tls",
            "http-connect",
            "tls",
            "http",
        ]
        assert [hop for hop, mark, _ in marks(seen) if mark is READY] == [0, 1, 2, 3, 4]
        assert seen.stream(0, Way.OURS).startswith(b"CONNECT q.test:8443 ")
        assert seen.stream(2, Way.OURS).startswith(b"CONNECT a.test:9 ")
        assert heard(seen, 4).startswith(b"HTTP/1.1 204 ")

    @pytest.mark.parametrize("behind_a_proxy", [False, True])
    def test_a_channel_answers_before_the_hop_inside_it_speaks(self, behind_a_proxy: bool) -> None:
        """A server that wants a certificate after the request says nothing until it has it."""
        shown: list[bytes] = []

        def target(outer: socket.socket) -> None:
            inner = InTls(outer)
            inner.handshake()
            assert inner.recv(65536).startswith(b"HEAD ")
            shown.append(inner.ask_for_a_certificate())
            inner.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            until_closed(outer)

        ours = client_certificate("SECP256R1")
        with serve(tls(connect_proxy(target)) if behind_a_proxy else target) as port:
            wanted = attempt(port, request="HEAD", certificate=ours)
            offer = structs.replace(wanted.offer, post_handshake=True)
            proxies = (Proxy("https", "127.0.0.1", port),) if behind_a_proxy else ()
            seen = made(structs.replace(wanted, offer=offer, proxies=proxies))
        assert shown == [ours.chain[0]]
        last = len(seen.route) - 1
        assert heard(seen, last).endswith(b"HTTP/1.1 204 No Content\r\n\r\n")
        opened = [e for e in seen.events if e.mark is Mark.OPENED and e.way is Way.OURS]
        assert {e.hop for e in opened[-3:]} == {last - 1}
        assert opened[-3].data[:2] == b"\x16\x0b"

    def test_a_password_is_not_in_the_transcript(self) -> None:
        got: list[bytes] = []

        def note(connection: socket.socket) -> None:
            got.append(hear(connection, b"\r\n\r\n"))

        with serve(note) as port:
            proxy = Proxy("http", "127.0.0.1", port, "u", Secret("hunter2"))
            seen = made(attempt(9, host="a.test", proxies=(proxy,)))
        assert b"dTpodW50ZXIy" in got[0]
        assert b"dTpodW50ZXIy" not in b"".join(event.data for event in seen.events)

    def test_what_came_with_the_tunnels_answer_is_the_targets(self) -> None:
        """A server that speaks first is heard on its own hop, whatever the packets were."""
        answer = b"HTTP/1.1 200 OK\r\n\r\n"
        greeting = b"220 mail.test ESMTP\r\n"
        with serve(connect_proxy(lambda _: None, answer + greeting)) as port:
            seen = made(_through(port))
        assert heard(seen, 0) == answer
        assert heard(seen, 1) == greeting

    def test_an_answer_in_two_parts_is_cut_at_its_end(self) -> None:
        def proxy(connection: socket.socket) -> None:
            hear(connection, b"\r\n\r\n")
            for part in (b"HTTP/1.1 200 OK\r\nVia: 1.1 p\r\n\r", b"\n220 ", b"mail.test\r\n"):
                connection.sendall(part)

        with serve(proxy) as port:
            seen = made(_through(port))
        assert heard(seen, 0) == b"HTTP/1.1 200 OK\r\nVia: 1.1 p\r\n\r\n"
        assert heard(seen, 1) == b"220 mail.test\r\n"

    def test_a_line_that_never_ends_is_taken_in_parts(self) -> None:
        answer = b"HTTP/1.1 200 OK\r\nX: " + b"x" * 9000 + b"\r\n\r\n"
        with serve(connect_proxy(tls(), answer)) as port:
            seen = made(_through(port))
        assert heard(seen, 0) == answer
        assert marks(seen)[-1] == (1, READY, "")

    def test_a_talk_may_say_itself_that_the_peer_is_gone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def talk(*_: object) -> Talk:
            yield from ()
            return Gone(Mark.RESET, b"")

        monkeypatch.setattr("tlswhy.net.drive.talk_for", talk)
        with serve(until_closed) as port:
            assert marks(made(attempt(port)))[2:] == [(1, Mark.RESET, "")]

    def test_what_came_with_a_handshake_is_the_requests(self) -> None:
        def eager(inside: socket.socket) -> None:
            inside.sendall(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
            until_closed(inside)

        offer = structs.replace(attempt(9).offer, versions=(0x0303,))
        with serve(tls(eager)) as port:
            seen = made(attempt(port, request="HEAD", offer=offer))
        assert heard(seen, 2).startswith(b"HTTP/1.1 408 ")

    def test_a_wrapped_peer_ends_with_its_wrapping(self) -> None:
        def leave(inside: socket.socket) -> None:
            hear(inside, b"\r\n\r\n")
            assert isinstance(inside, socket.socket)
            inside.unwrap()  # type: ignore[attr-defined]

        with serve(tls(leave)) as port:
            seen = made(attempt(port, request="HEAD"))
        assert marks(seen)[-1] == (2, Mark.CLOSED, "")

    def test_a_hello_goes_out_in_parts(self) -> None:
        sizes: list[int] = []
        offer = structs.replace(attempt(9).offer, segments=600)

        def note(connection: socket.socket) -> None:
            sizes.extend(len(connection.recv(600)) for _ in range(3))

        with serve(note) as port:
            seen = made(attempt(port, offer=offer))
        ours = [event for _, event in seen.chunks(1, Way.OURS)]
        assert [len(event.data) for event in ours[:2]] == [600, 600]
        assert sizes[0] == 600

    def test_a_peer_that_left_between_the_parts_of_a_hello_has_closed(self) -> None:
        offer = structs.replace(attempt(9).offer, segments=600)
        with serve(lambda connection: connection.shutdown(socket.SHUT_WR)) as port:
            seen = made(attempt(port, offer=offer))
        assert marks(seen)[2:] == [(1, Mark.CLOSED, "")]

    def test_plain_http_and_listening(self) -> None:
        def answer(connection: socket.socket) -> None:
            hear(connection, b"\r\n\r\n")
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")

        with serve(answer) as port:
            seen = made(attempt(port, speak=Speak.PLAIN_HTTP))
        assert heard(seen, 1).endswith(b"hi")
        assert marks(seen)[-1] == (1, READY, "")
        with serve(lambda c: c.sendall(b"SSH-2.0-x\r\n")) as port:
            seen = made(listening(port))
        assert heard(seen, 1) == b"SSH-2.0-x\r\n"

    def test_quiet_after_a_greeting_is_its_end(self) -> None:
        def greet(connection: socket.socket) -> None:
            connection.sendall(b"SSH-2.0-x\r\n")
            until_closed(connection)

        with serve(greet) as port:
            assert marks(made(listening(port)))[-1] == (1, READY, "")
            # The stage may be over before the peer's quiet is long enough.
            assert marks(made(listening(port, timeout=0.2)))[-1] == (1, READY, "")

    def test_more_than_the_kernel_takes_at_once_is_sent_all_the_same(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Slow(socket.socket):
            turn = 0

            def send(self, data: bytes, flags: int = 0, /) -> int:  # type: ignore[override]
                Slow.turn += 1
                if Slow.turn % 2:
                    raise BlockingIOError
                return super().send(data[:100], flags)

        with serve(tls()) as port:
            monkeypatch.setattr("tlswhy.net.drive.socket.socket", Slow)
            seen = made(attempt(port))
            monkeypatch.undo()
        assert marks(seen)[-1] == (1, READY, "")


class TestFar:
    """Names that are looked up here for the far end of a tunnel, and what tells who we are."""

    def socks(self, scheme: str, port: int, host: str = "a.test") -> Attempt:
        return attempt(443, host=host, proxies=(Proxy(scheme, "127.0.0.1", port),))

    def test_a_name_for_the_far_end_is_looked_up_here(self) -> None:
        got: list[bytes] = []

        def proxy(connection: socket.socket) -> None:
            got.append(connection.recv(9))
            connection.sendall(bytes.fromhex("005a 0000 00000000"))
            tls()(connection)

        resolver = Fixed("192.0.2.1")
        with serve(proxy) as port:
            seen = made(self.socks("socks4", port), resolver)
        assert got[0][4:8] == bytes((192, 0, 2, 1))
        assert resolver.asked == [("a.test", 4)]
        assert marks(seen)[1] == (0, Mark.RESOLVED, "192.0.2.1")
        assert marks(seen)[-1] == (1, READY, "")

    def test_a_far_name_without_an_address_is_asked_of_nobody(self) -> None:
        with serve(until_closed) as port:
            seen = made(self.socks("socks5", port), Fixed(how="nxdomain", detail="there is none"))
        assert marks(seen)[1:] == [
            (0, Mark.UNRESOLVED, "nxdomain there is none"),
            (0, Mark.DECLINED, "resolve a.test"),
        ]

    def test_socks_4_carries_no_ipv6_address(self) -> None:
        with serve(until_closed) as port:
            seen = made(self.socks("socks4", port, "2001:db8::1"))
        assert marks(seen)[1][:2] == (0, Mark.UNRESOLVED)

    def test_an_address_needs_no_looking_up(self) -> None:
        resolver = Fixed(how="nxdomain")
        with serve(until_closed) as port:
            seen = made(
                structs.replace(self.socks("socks5", port, "192.0.2.1"), timeout=SHORT), resolver
            )
        assert resolver.asked == []
        assert marks(seen)[-1] == (0, Mark.SILENCE, "")

    def test_a_proxy_header_tells_the_ends_of_the_connection(self) -> None:
        got: list[bytes] = []

        def balanced(connection: socket.socket) -> None:
            got.append(hear(connection, b"\r\n"))
            tls()(connection)

        with serve(balanced) as port:
            seen = made(attempt(port, proxy_protocol="v1"))
        assert got[0].startswith(b"PROXY TCP4 127.0.0.1 127.0.0.1 ")
        assert got[0].endswith(f" {port}\r\n".encode())
        assert marks(seen)[-1] == (2, READY, "")

    def test_behind_a_proxy_our_ends_are_not_the_targets(self) -> None:
        got: list[bytes] = []

        def balanced(connection: socket.socket) -> None:
            got.append(hear(connection, b"\r\n"))
            tls()(connection)

        with serve(connect_proxy(balanced)) as port:
            made(structs.replace(_through(port), proxy_protocol="v1"))
        assert got == [b"PROXY UNKNOWN\r\n"]

    def test_a_connection_that_was_lost_has_no_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Lost(socket.socket):
            def getpeername(self) -> object:
                raise OSError(errno.ENOTCONN, "not connected")

        with serve(until_closed) as port:
            monkeypatch.setattr("tlswhy.net.drive.socket.socket", Lost)
            seen = made(attempt(port, proxy_protocol="v1", timeout=SHORT))
            monkeypatch.undo()
        assert seen.stream(1, Way.OURS) == b"PROXY UNKNOWN\r\n"


class TestMany:
    def test_attempts_come_back_in_their_order(self) -> None:
        with serve(until_closed) as silent, serve(tls()) as good:
            seen = run(
                [attempt(silent, timeout=SHORT), attempt(good), attempt(unused_port())],
                Resolver(),
            )
        assert [marks(one)[-1][1] for one in seen] == [Mark.SILENCE, READY, Mark.REFUSED]

    def test_none_is_none(self) -> None:
        assert run([], Resolver()) == ()

    def test_ctrl_c_gives_what_was_seen(self) -> None:
        turns = 0

        def stop() -> None:
            nonlocal turns
            turns += 1
            if turns > 3:
                raise KeyboardInterrupt

        with serve(until_closed) as port, pytest.raises(Interrupted) as caught:
            run([attempt(port)], Resolver(), stop)
        [seen] = caught.value.seen
        assert marks(seen)[0] == (0, CONNECTED, f"127.0.0.1:{port}")
        assert seen.stream(1, Way.OURS)

    def test_ctrl_c_before_anything_began_is_only_that(self) -> None:
        class Impatient(Resolver):
            def resolve(self, *_: object, **__: object) -> Names:
                raise KeyboardInterrupt

        with serve(until_closed) as port, pytest.raises(KeyboardInterrupt) as caught:
            run([attempt(port), attempt(port, host="a.test")], Impatient())
        assert not isinstance(caught.value, Interrupted)
