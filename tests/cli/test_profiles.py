"""`--as`: the client that is spoken as, and what the other options leave of it."""

from __future__ import annotations

import pytest

from tlswhy.cli.diagnose import plan
from tlswhy.cli.main import main
from tlswhy.model.attempt import Attempt, HopKind, Offer
from tlswhy.model.errors import InputError
from tlswhy.model.facts.context import ClientLimits, ClientProfile
from tlswhy.probes.profiles import find

TLS10, TLS11, TLS12, TLS13 = 0x0301, 0x0302, 0x0303, 0x0304


@pytest.fixture(autouse=True)
def _no_proxies_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def attempt(line: str) -> Attempt:
    return plan(line.split()).attempt


def offer(line: str) -> Offer:
    return attempt(f"a.test {line}").offer


def test_the_hello_is_the_clients_own() -> None:
    profile = find("go@1.24")
    assert profile is not None
    assert offer("--as go@1.24") == profile.hello.offer("a.test", ("h2", "http/1.1"))


def test_the_case_says_who_was_spoken_as() -> None:
    given = plan(["a.test", "--as", "go@1.24", "--max-version", "1.2"]).given
    [profile] = [fact for fact in given if isinstance(fact, ClientProfile)]
    [limits] = [fact for fact in given if isinstance(fact, ClientLimits)]
    assert profile.name == "go-1.24.11"
    assert limits.options == ("--as go-1.24.11", "--max-version 1.2")
    assert (limits.max_version, limits.min_version) == (TLS12, TLS12)


@pytest.mark.parametrize(
    ("line", "versions"),
    [
        ("--as go", (TLS13, TLS12)),
        ("--as go --min-version 1.0", (TLS13, TLS12, TLS11, TLS10)),
        ("--as go --min-version 1.0 --max-version 1.1", (TLS11, TLS10)),
        ("--as go --max-version 1.1", ()),
        ("--as java@17 --min-version 1.0", (TLS13, TLS12)),
        ("--as java@17 --min-version 1.0 --max-version 1.1", ()),
        ("--as java@7", (TLS10,)),
        ("--as java@7 --max-version 1.2", (TLS12, TLS11, TLS10)),
        ("--as windows --min-version 1.3", ()),
    ],
)
def test_versions_are_those_the_options_leave_of_what_it_can_speak(
    line: str, versions: tuple[int, ...]
) -> None:
    assert offer(line).versions == versions


def test_without_a_version_no_hello_leaves() -> None:
    held = "--as java@17 --max-version 1.1"
    assert [hop.kind for hop in attempt(f"a.test {held}").hops] == [HopKind.TCP]
    mail = attempt(f"smtp://a.test {held}")
    assert [hop.kind for hop in mail.hops] == [HopKind.TCP, HopKind.STARTTLS]
    proxied = attempt(f"a.test --proxy https://p.test:443 {held}")
    assert [hop.kind for hop in proxied.hops] == [HopKind.TCP]
    assert offer(f"{held} --ciphers AES128-SHA").versions == ()


def test_suites_and_shares_follow_the_versions() -> None:
    old, new = offer("--as curl --max-version 1.2"), offer("--as curl --min-version 1.3")
    assert (0x1301 in old.suites, 0xC02F in old.suites, old.shares) == (False, True, ())
    assert (0x1301 in new.suites, 0xC02F in new.suites, new.shares) == (True, False, (29,))


def test_other_options_come_before_the_clients_own() -> None:
    own = offer("--as curl --ciphers AES128-SHA --groups P-384 --sigalgs RSA+SHA256 --alpn x")
    assert (own.versions[0], own.suites, own.groups) == (TLS12, (0x002F,), (24,))
    assert (own.schemes, own.alpn, own.shares) == ((0x0401,), ("x",), ())
    assert offer("--as curl --groups P-384").shares == (24,)
    assert offer("--as curl --post-handshake-auth").post_handshake
    assert not offer("--as curl --post-handshake-auth --max-version 1.2").post_handshake


@pytest.mark.parametrize(
    ("line", "alpn", "request_"),
    [
        ("a.test --as curl", ("h2", "http/1.1"), ""),
        ("a.test --as python", ("http/1.1",), "HEAD"),
        ("a.test --as java", (), "HEAD"),
        ("a.test --as java --no-request", (), ""),
        ("smtp://a.test --as curl", (), ""),
        ("grpcs://a.test --as go", ("h2",), ""),
        ("a.test --as java@17 --max-version 1.1", (), ""),
    ],
)
def test_its_protocols_are_for_the_web(line: str, alpn: tuple[str, ...], request_: str) -> None:
    made = attempt(line)
    assert (made.offer.alpn, made.request) == (alpn, request_)


def test_a_client_without_sni_sends_none_unless_asked() -> None:
    assert offer("--as nginx").sni is None
    assert offer("--as nginx --sni b.test").sni == "b.test"
    assert offer("--as curl").sni == "a.test"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--as chrome", "--as: no client is called 'chrome'; similar: chromium"),
        ("--as zzz", "no client is called 'zzz'; --as list shows them all"),
        ("--as go --min-version 1.2 --max-version 1.1", "--min-version 1.2 is above"),
        ("--as go --min-version 1.3 --ciphers AES128-SHA", "none of them fits"),
    ],
)
def test_what_is_wrong_is_said(line: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        plan(["a.test", *line.split()])


def test_the_list_names_every_client_and_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--as", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.split()[:2] == ["curl@7.88.1", "recorded:"] for line in lines)
    assert any(line.split()[:2] == ["java@7", "documented:"] for line in lines)
