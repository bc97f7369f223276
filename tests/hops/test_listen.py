from dialogue import play_bytes
from tlswhy.hops import listen
from tlswhy.hops.talk import Gone, Ready
from tlswhy.model.transcript import Mark


def test_hears_a_banner() -> None:
    assert play_bytes(listen.talk(), [("<", b"220-a\r\n"), ("<", b"220 b\r\n")]) == Ready()


def test_stops_after_4_kib() -> None:
    assert play_bytes(listen.talk(), [("<", b"a" * 5000)]) == Ready()


def test_a_server_that_says_nothing() -> None:
    assert play_bytes(listen.talk(), [], Mark.SILENCE) == Gone(Mark.SILENCE, b"")
