"""The ClientHello that the options ask for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from tlswhy.model.attempt import Offer
from tlswhy.model.errors import InputError
from tlswhy.model.facts.context import ClientLimits
from tlswhy.probes import offers

if TYPE_CHECKING:
    from tlswhy.probes.profiles import Profile

SPOKEN = (offers.SSL30, offers.TLS10, offers.TLS11, offers.TLS12, offers.TLS13)
LIMITING = ("min-version", "max-version", "ciphers", "groups", "sigalgs")

_C = TypeVar("_C", bound=int)


def offer(options: Namespace, sni: str | None, alpn: tuple[str, ...]) -> Offer:
    """The usual hello, held to what the options name and to nothing else.

    A list is sent exactly as it was given. What does not fit the versions is left out of the
    usual lists; versions that have no suite in the user's list are not offered.

    Raises:
        InputError: a name is unknown, a list is empty, or nothing is left to offer.
    """
    versions = _versions(options)
    suites = _suites(options, versions)
    if options.ciphers is not None:
        versions = _with_suite(versions, suites)
    groups = _groups(options, versions)
    old = min(versions) < offers.TLS12
    usual = offers.OLD_SCHEMES if old else offers.MODERN_SCHEMES
    return structs.replace(
        offers.modern(sni, alpn),
        versions=versions,
        suites=suites,
        groups=groups,
        shares=offers.shares_for(groups) if offers.TLS13 in versions else (),
        schemes=_listed(options.sigalgs, "--sigalgs", _schemes_named) or usual,
        post_handshake=options.post_handshake_auth and offers.TLS13 in versions,
    )


def as_client(
    profile: Profile, options: Namespace, sni: str | None, alpn: tuple[str, ...]
) -> Offer:
    """The hello of a given client, held to what the options name.

    No version is in it when the client's own policy leaves none of those that the options name.

    Raises:
        InputError: a name is unknown, a list is empty, or nothing is left to offer.
    """
    own = profile.hello.offer(sni, alpn)
    versions = _own_versions(options, profile)
    suites = own.suites
    if options.ciphers is not None:
        suites = _suites(options, versions)
        versions = _with_suite(versions, suites) if versions else ()
    elif versions:
        modern = {version == offers.TLS13 for version in versions}
        suites = tuple(one for one in suites if (one in offers.TLS13_SUITES) in modern)
    groups = own.groups
    shares = own.shares
    if options.groups is not None:
        groups = _groups(options, versions)
        shares = offers.shares_for(groups)
    return structs.replace(
        own,
        versions=versions,
        suites=suites,
        groups=groups,
        shares=shares if offers.TLS13 in versions else (),
        schemes=_listed(options.sigalgs, "--sigalgs", _schemes_named) or own.schemes,
        post_handshake=(own.post_handshake or options.post_handshake_auth)
        and offers.TLS13 in versions,
    )


def _own_versions(options: Namespace, profile: Profile) -> tuple[int, ...]:
    """Those that the options leave of what the client can be brought to speak, newest first."""
    own = profile.hello.versions
    highest = _version(options.max_version, "--max-version")
    lowest = _version(options.min_version, "--min-version")
    if highest and lowest > highest:
        raise InputError(
            f"--min-version {options.min_version} is above --max-version {options.max_version}"
        )
    # What one option leaves open is as it is in the client by itself.
    lowest, highest = lowest or min(own), highest or max(own)
    return tuple(v for v in profile.policy.versions if lowest <= v <= highest)


def limits(options: Namespace, made: Offer, profile: Profile | None = None) -> ClientLimits | None:
    """What the user's options hold the client to, None when there are none of them.

    Both versions are 0 where no version is left.
    """
    words = {name: getattr(options, name.replace("-", "_")) for name in LIMITING}
    given = tuple(f"--{name} {value}" for name, value in words.items() if value is not None)
    if profile is not None:
        given = (f"--as {profile.id}", *given)
    if not given:
        return None
    return ClientLimits(
        options=given,
        max_version=max(made.versions, default=0),
        min_version=min(made.versions, default=0),
    )


def alpn(text: str) -> tuple[str, ...]:
    """Protocol names from a list; an empty one means that the extension is not sent.

    Raises:
        InputError: a name does not fit its length byte (RFC 7301 section 3.1).
    """
    names = tuple(name for name in text.replace(",", ":").split(":") if name)
    for name in names:
        size = len(name.encode(errors="replace"))
        if size > 255 or not name.isprintable():
            raise InputError(f"--alpn: {name[:40]!r} is no protocol name of 1 to 255 bytes")
    if sum(len(name) + 1 for name in names) > 0x4000:
        raise InputError("--alpn: the list is longer than a ClientHello may be")
    return names


def _versions(options: Namespace) -> tuple[int, ...]:
    """Newest first. Whoever is held to something old may go down to TLS 1.0."""
    highest = _version(options.max_version, "--max-version") or offers.TLS13
    usual = offers.TLS12 if highest >= offers.TLS12 else offers.TLS10
    lowest = _version(options.min_version, "--min-version") or min(usual, highest)
    if lowest > highest:
        raise InputError(
            f"--min-version {options.min_version} is above --max-version "
            f"{options.max_version or '1.3'}"
        )
    return tuple(version for version in reversed(SPOKEN) if lowest <= version <= highest)


def _version(text: str | None, option: str) -> int:
    if text is None:
        return 0
    from tlswhy.wire.codes import versions_named

    found = _listed(text, option, versions_named)
    if len(found) != 1 or found[0] not in SPOKEN:
        raise InputError(f"{option}: {text!r} is not one of 1.3, 1.2, 1.1, 1.0 and SSLv3")
    return found[0]


def _suites(options: Namespace, versions: tuple[int, ...]) -> tuple[int, ...]:
    if options.ciphers is not None:
        from tlswhy.wire.codes import suites_named

        return _listed(options.ciphers, "--ciphers", suites_named)
    return tuple(
        suite
        for suite in offers.MODERN_SUITES
        if (suite in offers.TLS13_SUITES) in {version == offers.TLS13 for version in versions}
    )


def _with_suite(versions: tuple[int, ...], suites: tuple[int, ...]) -> tuple[int, ...]:
    """Those in which one of the suites can be chosen; one that nobody named may fit any."""
    from tlswhy.wire.codes import suite_parts

    kinds = {parts.kx == "TLS13" for parts in map(suite_parts, suites) if parts is not None}
    left = tuple(version for version in versions if not kinds or (version == offers.TLS13) in kinds)
    if not left:
        raise InputError("--ciphers: none of them fits the versions that may be offered")
    return left


def _groups(options: Namespace, versions: tuple[int, ...]) -> tuple[int, ...]:
    """A group for TLS 1.3 alone is not offered without it, as OpenSSL does."""
    if options.groups is not None:
        from tlswhy.wire.codes import groups_named

        return _listed(options.groups, "--groups", groups_named)
    if offers.TLS13 in versions:
        return offers.MODERN_GROUPS
    return tuple(group for group in offers.MODERN_GROUPS if group not in offers.POST_QUANTUM)


def _schemes_named(text: str) -> tuple[int, ...]:
    from tlswhy.wire.codes import schemes_named

    return schemes_named(text)


def _listed(
    text: str | None, option: str, named: Callable[[str], tuple[_C, ...]]
) -> tuple[int, ...]:
    """The plain numbers of a list; empty when the option was not given."""
    if text is None:
        return ()
    from tlswhy.wire.codes import UnknownName

    try:
        found = named(text)
    except UnknownName as unknown:
        raise InputError(f"{option}: {unknown}") from None
    if not found:
        raise InputError(f"{option} names nothing; names are separated by colons or commas")
    return tuple(map(int, found))
