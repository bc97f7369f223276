"""What people remark around an error, in their own words."""

from __future__ import annotations

import pytest

from tlswhy.causes import catalogue
from tlswhy.model.facts.words import Sign
from tlswhy.texts.meanings import meaning
from tlswhy.texts.remarks import ROWS, remarks


def keys(text: str) -> set[str]:
    return {key for key, _, _ in remarks(text.lower())}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The same page opens in Firefox.", "works browser"),
        ("Chrome shows no warning", "works browser"),
        ("curl from the same host works", "works other-tool"),
        ("traffic works, but the checks fail", "works without-check"),
        ("it was renewed but not reloaded", "place renewed-not-reloaded"),
        ("it works without the proxy", "works direct"),
        ("fine from home, fails at the office", "works other-network"),
        ("only from the office network", "works other-network"),
        ("passes with --tls-max 1.2", "works tls12"),
        ("built with Go 1.22 it connects", "works older-version"),
        ("with -servername it shows the right certificate", "works with-sni"),
        ("our CA is installed in the system trust store", "works os-store"),
        ("GODEBUG=tlsmlkem=0 helps", "works without-pq"),
        ("since we upgraded the client image", "changed client"),
        ("since the certificate was renewed", "changed certificate"),
        ("after hardening the servers", "changed policy"),
        ("it hangs after the ClientHello", "handshake-timeout"),
        ("every https site fails", "fails all-hosts"),
        ("now and then", "fails sometimes"),
        ("on hotel wi-fi", "place captive"),
        ("the firewall decrypts https", "place inspected"),
        ("the board has no RTC", "place clock"),
        ("users notice nothing", "nothing-wrong"),
        ("issued by our internal CA", "issuer private"),
        ("mtu 1400 on ppp0", "place mtu"),
    ],
)
def test_a_remark_is_understood(text: str, key: str) -> None:
    assert key in keys(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("read tcp 10.42.0.61:46530->10.43.22.163:80: reset", "place port-forward"),
        ("connected to 10.0.0.2 port 8082 via 10.0.0.3", "works older-version"),
        ("O=Example Corp, CN=a", "place corporate"),
        ("debian-security bookworm-updates", "changed inspector"),
    ],
)
def test_what_is_no_remark_is_none(text: str, key: str) -> None:
    assert key not in keys(text)


def test_every_row_can_be_reached_by_its_words() -> None:
    for key, words, _ in ROWS:
        assert all(words.split("|")) or not words, key


def test_every_remark_matters_to_some_cause() -> None:
    tables = [entry.cause.told for entry in catalogue().values() if entry.cause.told]
    used = {key for told in tables for key in (*told.says, *told.beside, *told.needs)}
    assert {key for key, _, _ in ROWS} <= used


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_has_a_meaning(sign: Sign) -> None:
    assert meaning(sign, "")
    assert meaning(sign, "40")


def test_a_meaning_is_a_clause() -> None:
    for key, _, _ in ROWS:
        what, _, value = key.partition(" ")
        said = meaning(Sign(what), value)
        assert said
        assert not said.endswith(".")
