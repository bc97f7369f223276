"""What the TLS hop notes of an encrypted hello."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from handshake.peer import Peer, offer, server_context
from handshake.scripted import SUITE_13
from hops.test_tls import Held
from tlswhy.handshake.client import Client, EchAnswered
from tlswhy.hops import tls
from tlswhy.hops.talk import Refused
from tlswhy.lab.ech import ech_key
from tlswhy.model.transcript import Mark, Way

KEY = ech_key("public.test", 7)


def held(configs: bytes) -> tuple[Held, Client]:
    """A talk with a server that knows nothing of ECH."""
    client = Client(replace(offer(suites=(SUITE_13,)), ech=configs))
    return Held(tls.talk(client), Peer(server_context()).feed), client


def test_the_inner_hello_is_noted_before_the_outer_one_is_sent() -> None:
    made, client = held(KEY.listed)
    assert made.noted[0] == (Way.OURS, Mark.INNER, client.inner)


def test_what_the_server_made_of_it_is_noted() -> None:
    made, _ = held(KEY.listed)
    assert (Way.NONE, Mark.ECH, b"rejected") in made.noted
    assert made.outcome == Refused("ech-rejected", b"")


def test_grease_leaves_no_note() -> None:
    made, _ = held(b"")
    assert made.ready.channel is not None
    assert not {Mark.INNER, Mark.ECH} & {mark for _, mark, _ in made.noted}


@pytest.mark.parametrize(("accepted", "word"), [(True, b"accepted"), (False, b"rejected")])
def test_each_answer_has_its_word(word: bytes, *, accepted: bool) -> None:
    note = tls._note(EchAnswered(accepted=accepted))  # noqa: SLF001
    assert (note.way, note.mark, note.data) == (Way.NONE, Mark.ECH, word)
