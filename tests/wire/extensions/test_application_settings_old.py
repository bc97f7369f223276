from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.application_settings import (
    ApplicationSettings,
    ApplicationSettingsOffer,
)

# The shapes are tested with application_settings; this is about the number.


def test_a_client_offers_h2() -> None:
    offer = parse(17513, bytes.fromhex("0003 02 6832"), In.CLIENT_HELLO)
    assert offer == ApplicationSettingsOffer((b"h2",))


def test_a_server_answers_with_settings() -> None:
    assert parse(17513, b"\0\3", In.ENCRYPTED_EXTENSIONS) == ApplicationSettings(b"\0\3")
