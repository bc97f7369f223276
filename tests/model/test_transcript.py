from __future__ import annotations

from tlswhy.model.transcript import Event, Mark, Transcript, Way

TALK = Transcript(
    ("tcp 192.0.2.1:443", "tls a.test"),
    (
        Event(0, 0, Way.NONE, b"192.0.2.1:443", Mark.CONNECTED),
        Event(1, 1, Way.OURS, b"one"),
        Event(2, 1, Way.THEIRS, b"two"),
        Event(3, 1, Way.OURS, b"more"),
        Event(3, 1, Way.OURS, b"\x16opened", Mark.OPENED),
        Event(4, 0, Way.OURS, b"below"),
        Event(5, 1, Way.THEIRS, b"", Mark.CLOSED),
    ),
    "by hand",
)


def test_a_stream_is_the_bytes_of_one_way_on_one_hop() -> None:
    assert TALK.stream(1, Way.OURS) == b"onemore"
    assert TALK.stream(1, Way.THEIRS) == b"two"
    assert TALK.stream(0, Way.THEIRS) == b""


def test_what_a_mark_holds_is_no_part_of_a_stream() -> None:
    assert b"opened" not in TALK.stream(1, Way.OURS)


def test_chunks_say_where_they_stand() -> None:
    assert [index for index, _ in TALK.chunks(1, Way.OURS)] == [1, 3]


def test_marks_are_found_by_kind() -> None:
    assert [index for index, _ in TALK.marks(Mark.CONNECTED, Mark.CLOSED)] == [0, 6]
    assert TALK.marks(Mark.SILENCE) == ()


def test_a_hop_has_a_kind_and_a_peer() -> None:
    assert (TALK.kind(0), TALK.peer(0)) == ("tcp", "192.0.2.1:443")
    assert (TALK.kind(1), TALK.peer(1)) == ("tls", "a.test")


def test_what_is_no_text_is_still_shown() -> None:
    assert Event(0, 0, Way.NONE, b"a\xff", Mark.DECLINED).text == "a\N{REPLACEMENT CHARACTER}"
