"""Dialogues after RFC 6120 section 9, and of Prosody 0.12.3 and ejabberd 23.01."""

import pytest

from dialogue import play_bytes
from tlswhy.hops.starttls import xmpp, xmpp_server
from tlswhy.hops.talk import Gone, Outcome, Ready, Refused
from tlswhy.model.transcript import Mark

HEADER = (
    b"<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
    b" xmlns:stream='http://etherx.jabber.org/streams' to='x.test' version='1.0'>"
)
ASK = b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
PROCEED = b"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
THEIRS = (
    b"<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams'"
    b" from='x.test' id='1' xmlns='jabber:client' version='1.0' xml:lang='en'>"
)
FEATURES = (
    b"<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
    b"<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></stream:features>"
)


def _play(*steps: bytes) -> Outcome:
    """What we say begins as ours does; the rest is the peer's."""
    marked = [(">" if step in (HEADER, ASK) else "<", step) for step in (HEADER, *steps)]
    return play_bytes(xmpp.talk("x.test"), marked)


def test_offers_starttls() -> None:
    assert _play(THEIRS + FEATURES, ASK, PROCEED) == Ready()


def test_in_pieces_and_with_other_prefixes() -> None:
    theirs = b'\n<s:stream xmlns:s="http://etherx.jabber.org/streams" version = "1.0">'
    required = b"<t:starttls xmlns:t='urn:ietf:params:xml:ns:xmpp-tls'><t:required/></t:starttls>"
    features = b"<s:features>" + required + b"</s:features >"
    said = theirs + features
    pieces = [said[at : at + 7] for at in range(0, len(said), 7)]
    assert _play(*pieces, ASK, b" <t:proceed", b"\n/>") == Ready()


def test_servers_speak_in_their_own_namespace() -> None:
    header = HEADER.replace(b"jabber:client", b"jabber:server")
    # Prosody, which requires it of servers.
    features = FEATURES.replace(b"tls'/>", b"tls'><required/></starttls>")
    steps = [(">", header), ("<", THEIRS + features), (">", ASK), ("<", PROCEED)]
    assert play_bytes(xmpp_server.talk("x.test"), steps) == Ready()


@pytest.mark.parametrize(
    "said",
    [
        b"<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>",
        b"<stream:error><policy-violation/></stream:error></stream:stream>",
        b"<proceeds/>",
        b"no" * 9000,
    ],
)
def test_starttls_is_refused(said: bytes) -> None:
    assert _play(THEIRS + FEATURES, ASK, said) == Refused("STARTTLS", said[:16384])


@pytest.mark.parametrize(
    "features",
    [
        b"<stream:features><mechanisms xmlns='urn:x'/></stream:features>",
        b"<stream:features/>",
        b"<features xmlns='http://etherx.jabber.org/streams' />",
        b"<stream:features><starttlsx/></stream:features>",
    ],
)
def test_starttls_is_not_among_the_features(features: bytes) -> None:
    # ejabberd whose listener lacks `starttls: true`.
    said = THEIRS + features
    assert _play(said) == Refused("features (no starttls offered)", said)


def test_a_host_that_is_not_served() -> None:
    # Prosody.
    said = (
        THEIRS + b"<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
        b"</stream:error></stream:stream>"
    )
    assert _play(said) == Refused("stream", said)


def test_a_server_from_before_version_1() -> None:
    said = THEIRS.replace(b" version='1.0' xml", b" xml")
    assert _play(said) == Refused("stream (version 0.9, STARTTLS not offered)", said)


def test_features_without_end() -> None:
    said = THEIRS + b"<stream:features>" + b"<x/>" * 9000
    assert _play(said) == Refused("stream", said[:16384])


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n<stream:stream version='1.0'>",
        b"<html><title>No</title></html>",
        b"\x15\x03\x01\x00\x02\x02\x32",
        b"<!-- " + b"x" * 16379,
    ],
)
def test_another_protocol(said: bytes) -> None:
    assert _play(said) == Refused("stream (not XMPP)", said)


def test_a_server_that_closes() -> None:
    assert _play(THEIRS) == Gone(Mark.CLOSED, THEIRS)
    assert _play(THEIRS + FEATURES, ASK, b"<pro") == Gone(Mark.CLOSED, THEIRS + FEATURES + b"<pro")
