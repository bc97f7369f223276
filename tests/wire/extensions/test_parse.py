"""How the modules of tlswhy.wire.extensions are found and used."""

from types import SimpleNamespace

import pytest

from tlswhy.wire.extensions import In, _modules, parse, raw
from tlswhy.wire.extensions.server_name import ServerNameAck
from tlswhy.wire.reader import Malformed


def test_an_unknown_type_has_no_meaning() -> None:
    assert parse(0x0A0A, b"\0", In.CLIENT_HELLO) is None


def test_a_known_type_has_none_where_it_must_not_stand() -> None:
    # RFC 8446 section 4.2: a server never sends psk_key_exchange_modes.
    assert parse(45, b"\1\1", In.SERVER_HELLO) is None


def test_a_bad_body_is_returned_and_not_raised() -> None:
    bad = parse(43, b"\3", In.CLIENT_HELLO)
    assert isinstance(bad, Malformed)
    assert (bad.field, bad.offset) == ("supported_versions.versions", 1)


def test_the_same_number_means_something_else_in_another_message() -> None:
    assert parse(0, b"", In.SERVER_HELLO) == ServerNameAck()
    assert isinstance(parse(0, b"", In.CLIENT_HELLO), Malformed)


def test_raw_puts_type_and_length_before_the_body() -> None:
    assert raw(0xFF01, b"\0") == bytes.fromhex("ff01 0001 00")


def test_every_module_says_where_it_may_stand() -> None:
    found = _modules()
    assert len(found) >= 30
    assert all(forms for _, forms in found.values())


def test_two_modules_must_not_claim_one_number(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = [SimpleNamespace(name="alpn"), SimpleNamespace(name="alpn")]
    monkeypatch.setattr("pkgutil.iter_modules", lambda _: twice)
    with pytest.raises(RuntimeError, match=r"^alpn and alpn are both 16$"):
        _modules.__wrapped__()
