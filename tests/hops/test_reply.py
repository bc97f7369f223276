import pytest

from dialogue import play_bytes
from tlswhy.hops.reply import MAX_LINES, first_words, listed, reply
from tlswhy.hops.talk import Outcome, Refused, Talk


def _reply() -> Talk:
    code, said = yield from reply()
    return Refused(str(code), said)


def _listed() -> Talk:
    return Refused("", (yield from listed(b"+OK\r\n")))


def _hear(said: bytes) -> Outcome:
    return play_bytes(_reply(), [("<", said)])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"220 one\r\n", "220"),
        (b"220\r\n", "220"),
        (b"250-first\r\n250-second\r\n250 last\r\n", "250"),
        # RFC 959 section 4.2: lines between the two may begin with anything, numbers too.
        (b"123-First line\r\nSecond line\r\n  234 A line with numbers\r\n123 The last\r\n", "123"),
        (b"211-a\r\n250 is another code\r\n211 z\r\n", "211"),
        (b"SSH-2.0-OpenSSH_9.2p1\r\n", "0"),
        (b"\n", "0"),
    ],
)
def test_a_reply(said: bytes, code: str) -> None:
    assert _hear(said) == Refused(code, said)


def test_a_reply_ends_with_its_last_line() -> None:
    assert _hear(b"220-a\r\n220 b\r\n250 c\r\n") == Refused("220", b"220-a\r\n220 b\r\n")


def test_a_reply_without_end() -> None:
    assert _hear(b"220-more\r\n" * 200) == Refused("0", b"220-more\r\n" * MAX_LINES)


@pytest.mark.parametrize("said", [b"\x15\x03\x01\x00\x02\x02\x28", b"N", b"SSH-2.0-x\r\nmore\r\n"])
def test_another_protocol_need_not_end_a_line(said: bytes) -> None:
    assert _hear(said) == Refused("0", said)


def test_a_list_ends_with_a_dot() -> None:
    end = play_bytes(_listed(), [("<", b"UIDL\r\n..\r\n.\r\nSTLS\r\n")])
    assert end == Refused("", b"+OK\r\nUIDL\r\n..\r\n.\r\n")


def test_a_list_without_end() -> None:
    end = play_bytes(_listed(), [("<", b"UIDL\r\n" * 200)])
    assert end == Refused("", b"+OK\r\n" + b"UIDL\r\n" * MAX_LINES)


def test_first_words_are_in_capitals_and_leave_the_first_line_out() -> None:
    assert first_words(b"+OK STLS\r\nuidl\r\nSASL PLAIN\r\n.\r\n") == {b"UIDL", b"SASL", b"."}
    assert first_words(b"250-STARTTLS\r\n250-size 1\r\n250 HELP\r\n", 4) == {b"SIZE", b"HELP"}
