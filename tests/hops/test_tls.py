"""The handshake as a hop, against the interpreter's own TLS and against scripted servers."""

from __future__ import annotations

import ssl
from collections.abc import Callable

import pytest

from handshake.peer import Peer, certificate, client_certificate, offer, server_context
from handshake.scripted import Script13
from tlswhy.handshake.client import Client
from tlswhy.hops import tls
from tlswhy.hops.talk import (
    Channel,
    Gone,
    Note,
    Outcome,
    Ready,
    Refused,
    Send,
    Some,
    Talk,
    Unwrapped,
)
from tlswhy.model.attempt import Offer
from tlswhy.model.transcript import Mark, Way
from tlswhy.wire.messages import (
    CertificateRequest13,
    Extension,
    HandshakeType,
    frames,
    wrap,
)
from tlswhy.wire.records import split

TLS12 = (0x0303,)
ALERT, HANDSHAKE = 21, 22
CLOSE_NOTIFY, USER_CANCELED = 0, 90
Answer = Callable[[bytes], bytes]


class Held:
    """A talk that was held to its end.

    sent: what we said, in pieces. noted: what was noted. rest: what came after its end.
    """

    def __init__(self, talk: Talk, answer: Answer, early: bytes = b"") -> None:
        self.sent: list[bytes] = []
        self.noted: list[tuple[Way, Mark, bytes]] = []
        self.waited: list[float | None] = []
        self.rest = b""
        self.outcome = self._hold(talk, answer, early)

    def _hold(self, talk: Talk, answer: Answer, inbox: bytes) -> Outcome:
        try:
            want = next(talk)
            while True:
                got = b""
                if isinstance(want, Send):
                    self.sent.append(want.data)
                    inbox += answer(want.data)
                elif isinstance(want, Note):
                    self.noted.append((want.way, want.mark, want.data))
                elif isinstance(want, Some):
                    self.waited.append(want.patience)
                    got, inbox = inbox[: want.limit], inbox[want.limit :]
                    if not got and want.patience is None:
                        return Gone(Mark.SILENCE, b"")
                want = talk.send(got)
        except StopIteration as end:
            self.rest = inbox
            outcome: Outcome = end.value
            return outcome

    @property
    def ready(self) -> Ready:
        assert isinstance(self.outcome, Ready), self.outcome
        return self.outcome

    @property
    def faults(self) -> list[bytes]:
        return [data for _, mark, data in self.noted if mark is Mark.FAULT]


def asking(*, insists: bool = False) -> ssl.SSLContext:
    """A server that asks for a client certificate."""
    context = server_context()
    context.verify_mode = ssl.CERT_REQUIRED if insists else ssl.CERT_OPTIONAL
    context.load_verify_locations(cadata=certificate("SECP256R1"))
    return context


def held(
    context: ssl.SSLContext | None = None,
    *,
    said: Offer | None = None,
    part: int = 0,
    settle: float = 0.0,
) -> Held:
    peer = Peer(context or server_context())
    return Held(tls.talk(Client(said or offer()), part=part, settle=settle), peer.feed)


def once(answer: bytes) -> Answer:
    """A server that answers the first flight and says nothing more."""
    left = [answer]
    return lambda _: left.pop() if left else b""


def alert(level: int, description: int) -> bytes:
    return bytes((ALERT, 3, 3, 0, 2, level, description))


class TestHandshake:
    def test_a_handshake_ends_ready_with_a_channel(self) -> None:
        done = held()
        assert done.ready.channel is not None
        assert done.ready.leftover == b""
        assert done.faults == []

    def test_opened_records_are_noted_with_their_type_and_way(self) -> None:
        done = held()
        kinds = [(way, data[0], data[1]) for way, mark, data in done.noted if mark is Mark.OPENED]
        assert (Way.THEIRS, HANDSHAKE, HandshakeType.CERTIFICATE) in kinds
        assert kinds[-1] == (Way.OURS, HANDSHAKE, HandshakeType.FINISHED)

    def test_a_hello_in_parts_is_the_same_hello(self) -> None:
        done = held(part=80)
        assert isinstance(done.outcome, Ready)
        assert {len(piece) for piece in done.sent[:3]} == {80}
        assert done.waited[0] == tls.PAUSE

    def test_a_peer_that_speaks_between_the_parts_gets_no_more_of_them(self) -> None:
        refused = Held(tls.talk(Client(offer()), part=100), once(alert(2, 40)))
        assert refused.outcome == Refused("alert", b"")
        assert len(refused.sent) == 1

    def test_silence_is_left_to_the_driver(self) -> None:
        assert Held(tls.talk(Client(offer())), lambda _: b"").outcome == Gone(Mark.SILENCE, b"")


class TestRefusals:
    def test_an_alert_ends_it(self) -> None:
        refused = Held(tls.talk(Client(offer())), once(alert(2, 40)))
        assert refused.outcome == Refused("alert", b"")

    def test_a_goodbye_ends_it(self) -> None:
        refused = Held(tls.talk(Client(offer())), once(alert(1, CLOSE_NOTIFY)))
        assert refused.outcome == Refused("alert", b"")

    @pytest.mark.parametrize("description", [112, USER_CANCELED])
    def test_a_warning_does_not(self, description: int) -> None:
        """Java and old servers warn `unrecognized_name` and go on (RFC 6066 section 3)."""
        peer = Peer(server_context())
        warned: list[bytes] = []

        def answer(data: bytes) -> bytes:
            warning = b"" if warned else alert(1, description)
            warned.append(data)
            return warning + peer.feed(data)

        done = Held(tls.talk(Client(offer(versions=TLS12))), answer)
        assert isinstance(done.outcome, Ready)

    def test_in_tls_1_3_all_alerts_but_one_are_errors(self) -> None:
        for description, ends in ((USER_CANCELED, False), (112, True)):
            script = _Scripted()
            script.warn(description)
            outcome = Held(tls.talk(script.client), script.answer).outcome
            assert (outcome == Refused("alert", b"")) == ends

    def test_what_is_no_tls_is_heard_to_its_end(self) -> None:
        page = b"HTTP/1.1 400 Bad Request\r\n\r\n"
        talk = tls.talk(Client(offer()))
        next(talk)
        want = talk.send(b"")
        while not (isinstance(want, Some) and want.patience is not None):
            want = talk.send(page if isinstance(want, Some) else b"")
        assert want.patience == tls.QUIET
        assert isinstance(talk.send(b"<html>"), Some)
        with pytest.raises(StopIteration) as end:
            talk.send(b"")
        assert end.value.value == Refused("not-tls", b"")

    def test_a_fault_is_noted_and_the_alert_is_sent(self) -> None:
        refused = Held(tls.talk(Client(offer())), once(bytes.fromhex("16030300050200000100")))
        assert refused.outcome == Refused("malformed", b"")
        assert refused.faults[0].startswith(b"malformed ")
        assert refused.sent[-1][5:] == bytes((2, 50))


class TestSettling:
    def test_a_refusal_after_finished_is_waited_for(self) -> None:
        done = held(asking(insists=True), settle=1.0)
        assert done.outcome == Refused("alert", b"")
        opened = [data for way, _, data in done.noted if way is Way.THEIRS]
        assert opened[-1] == bytes((ALERT, 2, 116))

    def test_without_waiting_it_is_not_seen(self) -> None:
        assert isinstance(held(asking(insists=True)).outcome, Ready)

    def test_a_server_that_is_content_says_nothing(self) -> None:
        done = held(asking(), settle=1.0)
        assert isinstance(done.outcome, Ready)
        assert done.waited[-1] == 1.0

    def test_only_a_server_that_asked_is_waited_for(self) -> None:
        assert 1.0 not in held(settle=1.0).waited

    def test_a_certificate_that_was_given_is_sent(self) -> None:
        ours = client_certificate("SECP256R1")
        peer = Peer(asking(insists=True))
        done = Held(tls.talk(Client(offer(), certificate=ours), settle=1.0), peer.feed)
        assert isinstance(done.outcome, Ready)
        assert peer.tls.getpeercert(binary_form=True) == ours.chain[0]

    def test_what_a_server_says_meanwhile_is_left_for_the_next_hop(self) -> None:
        done = Held(*_greeting(asking(), settle=1.0))
        assert done.ready.leftover == b"220 mail.test\r\n"


def _greeting(context: ssl.SSLContext, *, settle: float = 0.0) -> tuple[Talk, Answer]:
    """A server that speaks as soon as the handshake is through."""
    peer = Peer(context)
    greeted = False

    def answer(data: bytes) -> bytes:
        nonlocal greeted
        said = peer.feed(data)
        if peer.done and not greeted:
            greeted = True
            peer.tls.write(b"220 mail.test\r\n")
            said += peer.outbox.read()
        return said

    return tls.talk(Client(offer(versions=TLS12)), settle=settle), answer


class _Scripted(Script13):
    """A scripted TLS 1.3 server as one that answers a talk.

    Its client has started already, so the talk is given what it said then.
    """

    def __init__(self, said: Offer | None = None) -> None:
        super().__init__(said)
        self._flight = b""

    def raw(self, data: bytes) -> list[object]:  # type: ignore[override]
        """Keep what it says for the talk, once the client has its ServerHello."""
        if self.writing is None:
            return list(super().raw(data))
        self._flight += data
        return []

    def warn(self, description: int) -> None:
        self.record(ALERT, bytes((1, description)))
        self.to_finished()
        self.client.start = lambda: b"hello"  # type: ignore[method-assign]

    def answer(self, _: bytes) -> bytes:
        said, self._flight = self._flight, b""
        return said


class TestChannel:
    def test_what_was_left_comes_first(self) -> None:
        done = Held(*_greeting(server_context()))
        assert done.ready.leftover == b"220 mail.test\r\n"

    def test_bytes_go_through_in_both_directions(self) -> None:
        peer = Peer(server_context())
        done = Held(tls.talk(Client(offer())), peer.feed)
        channel = done.ready.channel
        assert channel is not None
        tickets = channel.unwrap(done.rest)
        assert (tickets.inside, tickets.answer, tickets.ended) == (b"", b"", False)
        peer.feed(channel.wrap(b"HEAD / "))
        assert peer.heard == b"HEAD / "
        peer.tls.write(b"HTTP/1.1 200 OK")
        assert channel.unwrap(peer.outbox.read()) == Unwrapped(b"HTTP/1.1 200 OK")

    def test_a_ticket_is_noted(self) -> None:
        script, channel = _through()
        ticket = wrap(HandshakeType.NEW_SESSION_TICKET, _ticket())
        note = Note(Way.THEIRS, Mark.OPENED, bytes((HANDSHAKE,)) + ticket)
        assert channel.unwrap(script.sealed(HANDSHAKE, ticket)) == Unwrapped(notes=(note,))

    def test_a_farewell_is_said_once(self) -> None:
        script, channel = _through()
        assert script.reading is not None
        [record], _ = split(channel.farewell())
        assert script.reading.open(record) == (ALERT, bytes((1, CLOSE_NOTIFY)))
        assert channel.farewell() == b""

    @pytest.mark.parametrize(
        ("level", "description", "ends"),
        [(2, 116, True), (1, CLOSE_NOTIFY, True), (1, USER_CANCELED, False)],
    )
    def test_an_alert_inside(self, level: int, description: int, *, ends: bool) -> None:
        script, channel = _through()
        came = channel.unwrap(script.sealed(ALERT, bytes((level, description))))
        assert came.ended == ends
        assert came.notes[0].data == bytes((ALERT, level, description))

    def test_a_fault_ends_it_with_a_note_and_an_alert(self) -> None:
        _, channel = _through()
        came = channel.unwrap(bytes.fromhex("1703030014") + bytes(20))
        assert came.ended
        assert came.notes[-1].mark is Mark.FAULT
        assert came.notes[-1].data.startswith(b"decrypt-failed ")
        assert came.notes[-2].data == bytes((ALERT, 2, 20))
        assert came.answer

    def test_new_keys_are_answered_at_once(self) -> None:
        script, channel = _through()
        came = channel.unwrap(script.sealed(HANDSHAKE, wrap(HandshakeType.KEY_UPDATE, b"\1")))
        assert script.reading is not None
        records, _ = split(came.answer)
        assert [script.reading.open(record) for record in records] == [
            (HANDSHAKE, wrap(HandshakeType.KEY_UPDATE, b"\0"))
        ]

    def test_a_request_for_a_certificate_is_answered_at_once(self) -> None:
        script, channel = _through(offer(versions=(0x0304,), suites=(0x1301,), post_handshake=True))
        came = channel.unwrap(script.sealed(HANDSHAKE, late_request()))
        said = b"".join(note.data[1:] for note in came.notes if note.way is Way.OURS)
        kinds = [frame.type for frame in frames(said)[0]]
        assert kinds == [HandshakeType.CERTIFICATE, HandshakeType.FINISHED]
        assert came.answer
        assert not came.ended


def _ticket() -> bytes:
    return bytes.fromhex("00000e10 00000000 01 00 0004") + b"tick" + bytes(2)


def late_request() -> bytes:
    """A CertificateRequest with a context of its own."""
    schemes = Extension(13, b"\0\2\4\3")
    return wrap(
        HandshakeType.CERTIFICATE_REQUEST, CertificateRequest13(b"late", (schemes,)).write()
    )


class _Sealing(_Scripted):
    def sealed(self, type_: int, payload: bytes) -> bytes:
        assert self.writing is not None
        return self.writing.seal(type_, payload)


def _through(said: Offer | None = None) -> tuple[_Sealing, Channel]:
    """A finished handshake of TLS 1.3: the server's hand, and our channel."""
    script = _Sealing(said)
    script.to_finished()
    script.client.start = lambda: b"hello"  # type: ignore[method-assign]
    channel = Held(tls.talk(script.client), script.answer).ready.channel
    assert channel is not None
    return script, channel
