import pytest

from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.post_handshake_auth import PostHandshakeAuth
from tlswhy.wire.reader import Malformed


@pytest.mark.parametrize("message", [In.CLIENT_HELLO])
def test_is_empty(message: In) -> None:
    # Python 3.11 with OpenSSL 3.0.19, SSLContext.post_handshake_auth = True.
    assert parse(49, b"", message) == PostHandshakeAuth()
    assert PostHandshakeAuth().write() == b""


def test_anything_in_it_is_too_much() -> None:
    bad = parse(49, b"\0", In.CLIENT_HELLO)
    assert isinstance(bad, Malformed)
    assert str(bad) == "post_handshake_auth.end at byte 0: 1 bytes too many"
