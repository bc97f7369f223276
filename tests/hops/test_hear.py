from dialogue import play_bytes
from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Refused, Talk


def _talk(limit: int) -> Talk:
    return Refused("test", (yield from hear(b"a", limit=limit)))


def test_hears_until_the_peer_is_quiet() -> None:
    assert play_bytes(_talk(10), [("<", b"bc"), ("<", b"d")]) == Refused("test", b"abcd")


def test_hears_no_more_than_the_limit() -> None:
    assert play_bytes(_talk(3), [("<", b"bcd")]) == Refused("test", b"abc")
    assert play_bytes(_talk(1), []) == Refused("test", b"a")
