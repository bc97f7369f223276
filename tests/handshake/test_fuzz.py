"""Nothing a server sends makes the client raise, and how it is cut makes no difference."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handshake.peer import (
    Peer,
    Talk,
    bytewise,
    certificate,
    client_certificate,
    offer,
    repeatable,
    replay,
    server_context,
)
from handshake.scripted import Script, Script13
from tlswhy.handshake.client import Application, Client, Established, Fault, Out, Write
from tlswhy.model.attempt import Offer
from tlswhy.wire.records import records_of

OFFERS: dict[str, Offer] = {
    "tls13": offer(versions=(0x0304,)),
    "retry": offer(versions=(0x0304,), shares=()),
    "both": offer(),
    "ecdhe": offer(versions=(0x0303,), shares=()),
    "cbc": offer(versions=(0x0303,), shares=(), suites=(0xC027,)),
    "rsa": offer(versions=(0x0303,), shares=(), suites=(0x009C,)),
    "dhe": offer(versions=(0x0303,), shares=(), suites=(0x009E,)),
    "tls10": offer(versions=(0x0301,), shares=()),
}


@cache
def recorded(name: str) -> bytes:
    """The server's side of a whole handshake."""
    with pytest.MonkeyPatch.context() as patch:
        repeatable(patch)
        context = server_context("rsa")
        talk = Talk(Client(OFFERS[name], certificate=client_certificate("ed25519")), Peer(context))
    assert talk.client.established
    return b"".join(talk.flights)


def heard(said: Offer, pieces: list[bytes]) -> list[Out]:
    """What a client makes of the pieces, with the random bytes of the recording."""
    with pytest.MonkeyPatch.context() as patch:
        repeatable(patch)
        return replay(Client(said, certificate=client_certificate("ed25519")), pieces)


@st.composite
def mutated(draw: st.DrawFn, good: bytes) -> bytes:
    """A recorded flight, with bytes turned, cut out, doubled or put in."""
    data = bytearray(good)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data) - 1))
        size = draw(st.integers(1, 8))
        how = draw(st.sampled_from(("turn", "cut", "double", "insert", "end")))
        if how == "turn":
            data[at] ^= draw(st.integers(1, 255))
        elif how == "cut":
            del data[at : at + size]
        elif how == "double":
            data[at:at] = data[at : at + size]
        elif how == "insert":
            data[at:at] = draw(st.binary(min_size=1, max_size=8))
        else:
            del data[at + 1 :]
        if not data:
            break
    return bytes(data)


LIGHT = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", OFFERS)
@LIGHT
@given(st.data())
def test_mutations_never_raise(name: str, data: st.DataObject) -> None:
    stream = data.draw(mutated(recorded(name)))
    outs = heard(OFFERS[name], [stream])
    assert_sound(outs)


@pytest.mark.parametrize("name", ["both", "ecdhe"])
@settings(LIGHT, max_examples=25)
@given(st.data())
def test_mutations_cut_into_bytes_are_the_same(name: str, data: st.DataObject) -> None:
    stream = data.draw(mutated(recorded(name)))
    assert heard(OFFERS[name], bytewise(stream)) == heard(OFFERS[name], [stream])


@LIGHT
@given(st.binary(max_size=200))
def test_junk_never_raises(junk: bytes) -> None:
    assert_sound(heard(OFFERS["both"], [junk]))


@LIGHT
@given(st.integers(0, 255), st.binary(max_size=200), st.sampled_from((20, 21, 22, 23, 24)))
def test_a_message_of_junk_never_raises(kind: int, junk: bytes, type_: int) -> None:
    message = bytes((kind,)) + len(junk).to_bytes(3, "big") + junk
    assert_sound(heard(OFFERS["both"], [records_of(type_, 0x0303, message)]))


@settings(LIGHT, max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from((8, 11, 13, 15, 20, 24, 4, 0, 2, 77)), st.binary(max_size=80)),
        max_size=5,
    )
)
def test_junk_inside_encryption_never_raises(messages: list[tuple[int, bytes]]) -> None:
    script = Script13()
    for type_, body in messages:
        script.say(type_, body)
    assert_sound(script.outs)


@settings(LIGHT, max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from((4, 8, 13, 24, 0, 2)), st.binary(max_size=80)), max_size=5)
)
def test_junk_after_the_handshake_never_raises(messages: list[tuple[int, bytes]]) -> None:
    script = Script13()
    script.to_finished()
    for type_, body in messages:
        script.say(type_, body)
    assert Established() in script.outs


@settings(LIGHT, max_examples=60)
@given(st.data())
def test_certificates_that_are_none_never_raise(data: st.DataObject) -> None:
    script = Script(OFFERS["rsa"])
    script.say(2, b"\3\3" + bytes(32) + b"\0" + b"\0\x9c" + b"\0")
    der = data.draw(mutated(certificate("rsa")))
    chain = len(der).to_bytes(3, "big") + der
    script.say(11, len(chain).to_bytes(3, "big") + chain)
    script.say(14, b"")
    assert_sound(script.outs)


def assert_sound(outs: list[Out]) -> None:
    """A fault is the last thing and comes at most once; no data before the handshake ended."""
    faults = [at for at, out in enumerate(outs) if isinstance(out, Fault)]
    assert faults in ([], [len(outs) - 1])
    assert all(out.data for out in outs if isinstance(out, Write))
    kinds = [type(out) for out in outs]
    if Application in kinds:
        assert Established in kinds
        assert kinds.index(Established) < kinds.index(Application)
