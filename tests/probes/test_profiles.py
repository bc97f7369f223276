"""Client profiles: that they are whole, that each is found, and that our client can say them."""

from __future__ import annotations

import pytest

from tlswhy.handshake.client import Client
from tlswhy.probes.profiles import Profile, find, profiles
from tlswhy.probes.profiles.shape import Hello, numbers
from tlswhy.wire.codes import CipherSuite, NamedGroup, SignatureScheme
from tlswhy.wire.grease import is_grease

TLS12, TLS13 = 0x0303, 0x0304
each = pytest.mark.parametrize("profile", profiles(), ids=lambda profile: profile.id)


def found(text: str) -> str:
    profile = find(text)
    return profile.id if profile is not None else ""


def known(text: str) -> Profile:
    profile = find(text)
    assert profile is not None
    return profile


@each
def test_a_profile_is_whole(profile: Profile) -> None:
    hello, policy = profile.hello, profile.policy
    assert profile.source.startswith(("recorded: ", "documented: "))
    assert list(hello.versions) == sorted(hello.versions, reverse=True)
    assert set(hello.versions) <= set(policy.versions)
    assert set(hello.shares) <= set(hello.groups)
    assert bool(hello.shares) == (TLS13 in hello.versions)
    assert bool(hello.schemes) == (max(hello.versions) >= TLS12)
    assert not any(map(is_grease, (*hello.suites, *hello.groups, *hello.schemes)))
    assert policy.name


@each
def test_every_number_of_it_has_a_name(profile: Profile) -> None:
    hello = profile.hello
    assert all(CipherSuite(suite).name for suite in hello.suites)
    assert all(NamedGroup(group).name for group in hello.groups)
    assert all(SignatureScheme(scheme).name for scheme in hello.schemes)


@each
def test_our_own_client_can_say_it(profile: Profile) -> None:
    offer = profile.hello.offer("a.test", profile.hello.alpn)
    assert Client(offer).start().startswith(b"\x16\x03")


@each
def test_it_is_found_by_its_name_and_version(profile: Profile) -> None:
    assert found(profile.id) == profile.id
    assert found(f"{profile.name}@{profile.version}") == profile.id
    assert found(profile.name.upper())


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("go", "go-1.24.11"),
        ("go@1.23", "go-1.22.10"),
        ("go-1.24", "go-1.24.11"),
        ("go@1.1", "go-1.17"),
        ("java@8", "java-8u341"),
        ("java@8u181", "java-8u31"),
        ("openssl@3", "openssl-3.5.8"),
        ("openssl@1.1.1", "openssl-1.1.1n"),
        ("openssl-3.0", "openssl-3.0.19"),
        ("openssl-seclevel3", "openssl-seclevel3-3.0.19"),
        ("grpc-go-1.67", "grpc-go-1.67"),
        ("rhel-fips", "rhel-fips-9.2"),
        ("gopher", ""),
        ("go-x", ""),
        ("go@x", ""),
        ("", ""),
    ],
)
def test_a_name_means_the_nearest_profile(text: str, profile: str) -> None:
    assert found(text) == profile


def test_versions_compare_by_their_numbers() -> None:
    assert numbers("8u291") == (8, 291)
    assert numbers("1.0.2s") == (1, 0, 2)


def test_what_made_the_news() -> None:
    """RSA key exchange left Go in 1.22, 3DES in 1.23; ML-KEM came with 1.24 and OpenSSL 3.5."""
    suites = {version: known(f"go@{version}").hello.suites for version in ("1.19", "1.22", "1.24")}
    assert (0x009C in suites["1.19"], 0x009C in suites["1.22"]) == (True, False)
    assert (0xC012 in suites["1.22"], 0xC012 in suites["1.24"]) == (True, False)
    for name in ("go@1.24", "openssl@3.5", "chromium", "firefox"):
        assert known(name).hello.shares[0] == 0x11EC
    assert known("java@7").hello.versions == (0x0301,)
    assert known("java@8u291").hello.versions == (TLS12,)
    assert known("java@8u341").hello.versions == (TLS13, TLS12)


def test_what_an_offer_can_say_of_a_hello() -> None:
    firefox = known("firefox").hello
    assert firefox.compress == (1, 2, 3)
    assert firefox.offer("a.test", ()).compress == (1,)
    assert known("apache@2.4.71").hello.offer(None, ()).post_handshake
    assert (known("nginx").hello.names_the_server, firefox.names_the_server) == (False, True)
    assert Hello((TLS12,), (0xC02F,)).names_the_server
