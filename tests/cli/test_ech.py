"""`--ech` and `--resolver`."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from tlswhy.cli.diagnose import plan
from tlswhy.lab.ech import ech_key
from tlswhy.model.attempt import Attempt
from tlswhy.model.errors import InputError
from tlswhy.wire.extensions.encrypted_client_hello import EchConfig, EchConfigList

LISTED = ech_key("public.test", 7).listed
BASE64 = b64encode(LISTED).decode()


def attempt(*words: str) -> Attempt:
    return plan(["a.test", "--no-proxy", *words]).attempt


def test_nothing_is_encrypted_unasked() -> None:
    for asked in (attempt(), attempt("--ech", "off")):
        assert (asked.offer.ech, asked.ech_from_dns, asked.resolver) == (None, False, None)


def test_auto_asks_dns() -> None:
    asked = attempt("--ech", "auto")
    assert (asked.offer.ech, asked.ech_from_dns, asked.resolver) == (None, True, None)


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("192.0.2.53", ("192.0.2.53", 53)),
        ("127.0.0.1:5353", ("127.0.0.1", 5353)),
        ("2001:db8::53", ("2001:db8::53", 53)),
        ("[2001:db8::53]:5353", ("2001:db8::53", 5353)),
    ],
)
def test_another_name_server(text: str, server: tuple[str, int]) -> None:
    assert attempt("--ech", "auto", "--resolver", text).resolver == server
    assert attempt("--resolver", text).resolver == server


def test_grease_is_an_empty_list() -> None:
    assert attempt("--ech", "grease").offer.ech == b""


def test_configurations_are_given_in_base64() -> None:
    assert attempt("--ech", BASE64).offer.ech == LISTED


@pytest.mark.parametrize(
    "content",
    [
        LISTED,
        BASE64.encode(),
        BASE64[:40].encode() + b"\n" + BASE64[40:].encode() + b"\n",
        b"-----BEGIN ECHCONFIG-----\n" + BASE64.encode() + b"\n-----END ECHCONFIG-----\n",
    ],
    ids=["binary", "Base64", "lines", "PEM"],
)
def test_or_in_a_file(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ech"
    file.write_bytes(content)
    assert attempt("--ech", str(file)).offer.ech == LISTED


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--ech", "always"), "--ech: 'always' is nothing of that kind; it is auto, grease, off"),
        (("--ech", ""), "--ech: '' is nothing of that kind"),
        (("--ech", "AEX+DQ=="), "--ech: ech_configs.configs at byte 2: needs 69 bytes"),
        (
            ("--ech", b64encode(EchConfigList((EchConfig(0xFE0A, b""),)).write()).decode()),
            "--ech: this client can use none of the ECH configurations",
        ),
        (("--ech", "grease", "--max-version", "1.2"), "--ech needs TLS 1.3"),
        (("--ech", "auto", "--starttls", "smtp"), "for web servers, not for smtp"),
        (("--resolver", "dns.test"), "--resolver: dns.test is no address; a name server is"),
        (("--resolver", "192.0.2.53:x"), "--resolver: "),
    ],
)
def test_what_is_wrong(words: tuple[str, ...], says: str) -> None:
    with pytest.raises(InputError) as wrong:
        attempt(*words)
    assert says in str(wrong.value)


def test_an_address_has_no_https_record() -> None:
    with pytest.raises(InputError, match="for web servers, not for an address"):
        plan(["192.0.2.1", "--no-proxy", "--ech", "auto"])


def test_a_file_that_is_too_long_or_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "ech"
    file.write_bytes(bytes(70000))
    with pytest.raises(InputError, match="longer than an ECHConfigList may be"):
        attempt("--ech", str(file))
    file.write_bytes(b"!!")
    with pytest.raises(InputError, match="is nothing of that kind"):
        attempt("--ech", str(file))


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ech"
    file.write_bytes(LISTED)

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refused)
    with pytest.raises(InputError, match="Permission denied"):
        attempt("--ech", str(file))
