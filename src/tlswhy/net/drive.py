"""Holds conversations over real connections, many at once, and writes down every byte.

Theory of operation. One `Conversation` is one attempt: it connects, then holds the talk of each
hop in turn. A hop that wraps what is inside it (TLS to a proxy) leaves a channel behind; bytes to
send go through the channels from the innermost out, bytes that came from the outermost in. What a
channel itself has to answer goes out at once, through the channels outside it. `run`
is the loop: it waits until a socket is ready or the nearest deadline is over, and lets that
conversation go on. Nothing here knows what is said.
"""

from __future__ import annotations

import contextlib
import errno
import math
import selectors
import socket
from collections.abc import Callable, Sequence

from msgspec import structs

from tlswhy.hops.talk import Channel, Exactly, Line, Note, Outcome, Ready, Refused, Send, Some, Want
from tlswhy.model.attempt import Attempt, HopKind, Speak, endpoint
from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.net.clock import ticks
from tlswhy.net.names import Names, Resolver
from tlswhy.net.talks import Ends, talk_for

STAGGER = 0.25  # seconds before the next address is tried beside the first (RFC 8305 section 5)
MOST_BYTES = 1 << 18  # what one attempt may receive: a flight with every certificate has a tenth
MOST_EVENTS = 1 << 14  # what one transcript may hold
MOST_ADDRESSES = 16
OUT_OF_TIME = "out-of-time"
NOTHING = Exactly(0)  # the body of a message that says it has none

NOT_CONNECTED = {errno.ECONNREFUSED: Mark.REFUSED, errno.ETIMEDOUT: Mark.UNANSWERED}


class Interrupted(KeyboardInterrupt):
    """The user does not want to wait. seen: what had happened in each attempt by then."""

    def __init__(self, seen: tuple[Transcript, ...]) -> None:
        super().__init__()
        self.seen = seen


def run(
    attempts: Sequence[Attempt],
    resolver: Resolver,
    tick: Callable[[], None] = lambda: None,
    until: float = math.inf,
) -> tuple[Transcript, ...]:
    """Make all attempts side by side; back comes what happened in each, in the same order.

    tick: called now and then while waiting, to show progress. until: by `ticks`, when everything
    is broken off that is not over; its transcript ends with the fault `out-of-time`.

    Raises:
        Interrupted: Ctrl-C.
        KeyboardInterrupt: Ctrl-C before every attempt had begun.
    """
    with selectors.DefaultSelector() as selector:
        talks: list[Conversation] = []
        try:
            for attempt in attempts:
                talks.append(Conversation(attempt, selector, resolver))  # noqa: PERF401 - see finally
            while waiting := [talk for talk in talks if not talk.over]:
                now = ticks()
                pause = min(until, *(talk.deadline for talk in waiting)) - now
                for key, _ in selector.select(max(0.0, min(pause, 0.1))):
                    key.data()
                for talk in waiting:
                    talk.look_at_the_clock()
                    if ticks() >= until and not talk.over:
                        talk.break_off()
                tick()
        except KeyboardInterrupt as stop:
            if len(talks) < len(attempts):
                raise
            raise Interrupted(tuple(talk.transcript for talk in talks)) from stop
        finally:
            for talk in talks:
                talk.close()
    return tuple(talk.transcript for talk in talks)


class Conversation:
    """One attempt under way."""

    def __init__(
        self, attempt: Attempt, selector: selectors.BaseSelector, resolver: Resolver
    ) -> None:
        self.over = False
        self.deadline = 0.0
        self._attempt = attempt
        self._hops = attempt.hops
        self._selector = selector
        self._events: list[Event] = []
        self._began = ticks()
        self._hop = 0
        self._opening: dict[socket.socket, str] = {}
        self._socket: socket.socket | None = None
        self._outbox = b""
        self._received = 0
        self._inbox = bytearray()
        self._ended: Mark | None = None
        self._was_reset = False
        self._want: Line | Exactly | Some = Some()
        self._layers: list[tuple[int, Channel]] = []
        self._stage_end = self._began + attempt.timeout
        if attempt.ech_from_dns and attempt.offer.versions and attempt.speak is Speak.TLS:
            self._attempt = self._encrypting(resolver)
        self._left = self._addresses(resolver)
        self._far = {} if self.over else self._far_ends(resolver)
        self._stage_end = ticks() + attempt.timeout
        self._next_address()

    @property
    def transcript(self) -> Transcript:
        """What happened so far."""
        route = tuple(hop.label for hop in self._hops)
        return Transcript(route, tuple(self._events), "live")

    def look_at_the_clock(self) -> None:
        """Act on a deadline that is over."""
        if self.over or ticks() < self.deadline:
            return
        if self._socket is not None:
            self._patience_is_over()
        elif self._left and ticks() < self._stage_end:
            self._next_address()
        else:
            for address in self._opening.values():
                self._note(Mark.UNANSWERED, address)
            self.close()

    def break_off(self) -> None:
        """End it here: the caller has no more time for it."""
        self._note(Mark.FAULT, f"{OUT_OF_TIME} there was no more time for this attempt")
        self.close()

    def close(self) -> None:
        """Give everything back; what was seen stays."""
        self.over = True
        self._say_goodbye()
        sockets = [*self._opening, *([self._socket] if self._socket else [])]
        for open_ in sockets:
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(open_)
            open_.close()
        self._opening.clear()
        self._socket = None

    def _say_goodbye(self) -> None:
        """End each TLS politely, the innermost first: servers log what ends otherwise."""
        while self._socket is not None and self._layers and self._ended is None:
            _, channel = self._layers.pop()
            self._send(channel.farewell(), self._layers)

    def _encrypting(self, resolver: Resolver) -> Attempt:
        """The attempt with the ECH configurations of the target's HTTPS record, if it has some."""
        from tlswhy.handshake.ech import configurations
        from tlswhy.net.https_records import owner

        attempt = self._attempt
        name = owner(attempt.host, attempt.port)
        found = resolver.https_records(name, attempt.resolver, attempt.timeout)
        hop = max(index for index, hop in enumerate(self._hops) if hop.kind is HopKind.TLS)
        for record in found.records:
            self._record(Way.NONE, record, Mark.HTTPS_RECORD, hop)
        if found.how:
            says = f"{found.how} {found.detail}".encode()
            self._record(Way.NONE, says, Mark.NO_HTTPS_RECORD, hop)
        configs = configurations(found.records)
        return structs.replace(attempt, offer=structs.replace(attempt.offer, ech=configs))

    # -- TCP

    def _addresses(self, resolver: Resolver) -> list[str]:
        first, attempt = self._hops[0], self._attempt
        if attempt.address:
            return [attempt.address]
        if _is_ip(first.host):
            return [first.host]
        names = resolver.resolve(first.host, family=attempt.family, timeout=attempt.timeout)
        self.over = not self._resolved(names)
        return list(names.addresses[:MOST_ADDRESSES])

    def _far_ends(self, resolver: Resolver) -> dict[int, Names]:
        """Where tunnels lead whose far end is looked up on our side, by hop.

        They are asked for before anything is open, because asking stops everything else.
        """
        found: dict[int, Names] = {}
        for index, hop in enumerate(self._hops):
            host, _ = self._attempt.beyond(index)
            narrow = hop.kind is HopKind.SOCKS4
            if hop.resolves_here and narrow and ":" in host:
                found[index] = Names((), "no-data", "SOCKS 4 carries no IPv6 address")
            elif hop.resolves_here and not _is_ip(host):
                family = 4 if narrow else self._attempt.family
                timeout = self._attempt.timeout
                found[index] = resolver.resolve(host, family=family, timeout=timeout)
        return found

    def _resolved(self, names: Names) -> bool:
        """Write down what became of a name, and whether it has an address."""
        if names.how:
            self._note(Mark.UNRESOLVED, f"{names.how} {names.detail}")
        else:
            self._note(Mark.RESOLVED, " ".join(names.addresses))
        return not names.how

    def _next_address(self) -> None:
        while self._left and not self.over:
            address = self._left.pop(0)
            if self._open(address):
                break
        if not self._opening and self._socket is None:
            self.over = True
        self.deadline = min(self._stage_end, ticks() + STAGGER) if self._left else self._stage_end

    def _open(self, address: str) -> bool:
        """Send a SYN. False when it failed at once, which is written down."""
        port = self._hops[0].port
        shown = endpoint(address, port)
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            opening = socket.socket(family, socket.SOCK_STREAM)
        except OSError:
            self._note(Mark.UNREACHABLE, shown)
            return False
        opening.setblocking(False)
        opening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._attempt.mss:
            opening.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, self._attempt.mss)
        code = opening.connect_ex((address, port))
        if code not in (0, errno.EINPROGRESS):
            self._connect_failed(code, shown)
            opening.close()
            return False
        self._opening[opening] = shown
        self._selector.register(
            opening, selectors.EVENT_WRITE, data=lambda: self._opened(opening, shown)
        )
        return True

    def _opened(self, opening: socket.socket, shown: str) -> None:
        if opening not in self._opening:
            return
        code = opening.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        before = list(self._opening.values())[: list(self._opening).index(opening)]
        del self._opening[opening]
        self._selector.unregister(opening)
        # During the opening a reset is a refusal; this one came after it, before we looked.
        self._was_reset = code == errno.ECONNRESET
        if code and not self._was_reset:
            self._connect_failed(code, shown)
            opening.close()
            self._next_address()
            return
        for slower in before:
            self._note(Mark.UNANSWERED, slower)
        self._note(Mark.CONNECTED, shown)
        self.close()
        self.over = False
        self._socket = opening
        self._selector.register(opening, selectors.EVENT_READ, data=lambda: self._readable(opening))
        self._start_hop()

    def _connect_failed(self, code: int, shown: str) -> None:
        self._note(NOT_CONNECTED.get(code, Mark.UNREACHABLE), shown)

    # -- hops

    def _start_hop(self) -> None:
        hop = self._hops[self._hop]
        if hop.kind is HopKind.TCP:
            self._passed(Ready())
            return
        self._stage_end = ticks() + self._attempt.timeout
        names = self._far.get(self._hop)
        if names is not None and not self._resolved(names):
            host, _ = self._attempt.beyond(self._hop)
            self._passed(Refused(f"resolve {host}", b""))
            return
        address = names.addresses[0] if names is not None else ""
        self._talk = talk_for(self._attempt, self._hops, self._hop, address, self._ends())
        self._go_on(None)

    def _ends(self) -> Ends | None:
        """Both ends of the connection, where it is the one that the target has."""
        wanted = self._hops[self._hop].kind is HopKind.PROXY_PROTOCOL
        if not wanted or self._attempt.proxies or self._socket is None:
            return None
        with contextlib.suppress(OSError):  # it may be reset by now
            return self._socket.getsockname()[:2], self._socket.getpeername()[:2]
        return None

    def _go_on(self, answer: bytes | None) -> None:
        """Give the talk its answer and do what it wants, until it waits for the peer."""
        try:
            want = next(self._talk) if answer is None else self._talk.send(answer)
            while (got := self._serve(want)) is not None:
                want = self._talk.send(got)
        except StopIteration as end:
            self._passed(end.value)

    def _serve(self, want: Want) -> bytes | None:
        """The answer to a wish, or None when it has to wait or cannot come any more."""
        if isinstance(want, Send):
            self._write(want)
            return b""
        if isinstance(want, Note):
            self._record(want.way, want.data, want.mark)
            return b""
        got = cut(self._inbox, want)
        if got or want == NOTHING:
            del self._inbox[: len(got)]
            return got
        patient = want.patience if isinstance(want, Some) else None
        if self._ended is not None:
            if patient is not None:
                return b""
            self._gone(self._ended)
            return None
        self._want = want
        # The stage's end counts for a patient wish too: a peer that sends a byte now and then
        # would keep us here for ever.
        self.deadline = min(self._stage_end, ticks() + (math.inf if patient is None else patient))
        return None

    def _gone(self, how: Mark) -> None:
        if how is Mark.FAULT:
            says = f"the peer sent {self._received} bytes and did not come to an end"
            self._note(how, f"too-much {says}")
        else:
            self._record(Way.THEIRS if how is not Mark.SILENCE else Way.NONE, b"", how)
        self.close()

    def _passed(self, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            self._note(Mark.DECLINED, outcome.step)
            self._hear_the_end()
            self.close()
        elif isinstance(outcome, Ready):
            self._note(Mark.READY, "")
            if self._hop + 1 == len(self._hops):
                self.close()
                return
            if outcome.channel is not None:
                self._layers.append((self._hop, outcome.channel))
                self._inbox = bytearray(outcome.leftover)
            else:
                self._give_up(len(self._inbox))
            self._hop += 1
            if self._inbox:
                self._record(Way.THEIRS, bytes(self._inbox))
            self._start_hop()
        else:
            self._gone(outcome.how)

    def _give_up(self, size: int) -> None:
        """The last bytes that were heard are not this hop's, but of the one inside it."""
        index = len(self._events)
        while size:
            index -= 1
            event = self._events[index]
            if event.hop == self._hop and event.way is Way.THEIRS and event.mark is None:
                kept = event.data[: max(0, len(event.data) - size)]
                size -= len(event.data) - len(kept)
                self._events[index : index + 1] = (
                    [structs.replace(event, data=kept)] if kept else []
                )

    def _hear_the_end(self) -> None:
        if self._ended is not None:
            self._gone(self._ended)

    def _patience_is_over(self) -> None:
        if isinstance(self._want, Some) and self._want.patience is not None:
            self._go_on(b"")
        else:
            self._gone(Mark.SILENCE)

    # -- bytes

    def _write(self, send: Send) -> None:
        self._record(Way.OURS, send.data if send.shown is None else send.shown)
        self._send(send.data, self._layers)

    def _send(self, data: bytes, layers: Sequence[tuple[int, Channel]]) -> None:
        """Send what one hop says, if anything, through the channels outside it."""
        if not data:
            return
        for _, channel in reversed(layers):
            data = channel.wrap(data)
        self._outbox += data
        self._flush()

    def _flush(self) -> None:
        """Send what is waiting; that the peer is gone shows when we read."""
        if self._socket is None:
            return
        try:
            while self._outbox:
                sent = self._socket.send(self._outbox)
                self._outbox = self._outbox[sent:]
        except ConnectionResetError:
            self._was_reset = True  # the kernel says it once: reading will only show the end
        except OSError:
            pass
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._outbox else 0)
        key = self._selector.get_key(self._socket)
        self._selector.modify(self._socket, wanted, data=key.data)

    def _readable(self, connection: socket.socket) -> None:
        if self._outbox:
            self._flush()
        try:
            data = connection.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            self._end(connection, Mark.RESET)
            return
        if not data:
            self._end(connection, Mark.RESET if self._was_reset else Mark.CLOSED)
            return
        self._received += len(data)
        self._take(data)
        if not self.over and (self._received > MOST_BYTES or len(self._events) > MOST_EVENTS):
            self._end(connection, Mark.FAULT)

    def _take(self, data: bytes) -> None:
        ended = False
        for depth, (hop, channel) in enumerate(self._layers):
            came = channel.unwrap(data)
            data, ended = came.inside, ended or came.ended
            for note in came.notes:
                self._record(note.way, note.data, note.mark, hop=hop)
            self._send(came.answer, self._layers[:depth])
        if data:
            self._record(Way.THEIRS, data)
            self._inbox += data
        if ended:
            self._ended = Mark.CLOSED
        if data or ended:
            self._answer()

    def _end(self, connection: socket.socket, how: Mark) -> None:
        self._selector.unregister(connection)
        connection.close()
        self._socket = None
        self._ended = self._ended or how
        self._answer()

    def _answer(self) -> None:
        """Something new is there for the talk that waits."""
        got = self._serve(self._want)
        if got is not None:
            self._go_on(got)

    def _note(self, mark: Mark, text: str) -> None:
        self._record(Way.NONE, text.encode(), mark)

    def _record(
        self, way: Way, data: bytes, mark: Mark | None = None, hop: int | None = None
    ) -> None:
        at = round((ticks() - self._began) * 1000)
        self._events.append(Event(at, self._hop if hop is None else hop, way, data, mark))


def cut(inbox: bytearray, want: Line | Exactly | Some) -> bytes:
    """What of `inbox` answers the wish; empty when not enough is there."""
    if isinstance(want, Exactly):
        return bytes(inbox[: want.size]) if len(inbox) >= want.size else b""
    if isinstance(want, Some):
        return bytes(inbox[: want.limit])
    end = inbox.find(b"\n", 0, want.limit) + 1
    if end or len(inbox) >= want.limit:
        return bytes(inbox[: end or want.limit])
    return b""


def _is_ip(host: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        with contextlib.suppress(OSError):
            socket.inet_pton(family, host.partition("%")[0])
            return True
    return False
