import pytest

from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.extended_master_secret import ExtendedMasterSecret
from tlswhy.wire.reader import Malformed


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.SERVER_HELLO])
def test_is_empty(message: In) -> None:
    # openssl s_client and s_server 3.0.19 -tls1_2.
    assert parse(23, b"", message) == ExtendedMasterSecret()
    assert ExtendedMasterSecret().write() == b""


def test_anything_in_it_is_too_much() -> None:
    bad = parse(23, b"\0", In.CLIENT_HELLO)
    assert isinstance(bad, Malformed)
    assert str(bad) == "extended_master_secret.end at byte 0: 1 bytes too many"
