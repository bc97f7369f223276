"""The same attempt with one thing changed."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime

from msgspec import structs

from tlswhy.model.attempt import Attempt, Offer, Speak
from tlswhy.model.case import Change, What
from tlswhy.probes import offers
from tlswhy.wire.codes import suite_parts, versions_named
from tlswhy.wire.registries.cipher_suites import NAMES

SMALL_MSS = 536  # the least every IPv4 host must take in one segment (RFC 1122 section 4.2.2.6)
PART = 200  # bytes of each part of a cut hello: the name is split off from the first part
ONION = ".onion"
KEYS = {"RSA": "ECDSA", "ECDSA": "RSA"}  # what suites up to TLS 1.2 are for, and the other
SIGNALS = (0x00FF, 0x5600)  # suite values that are no suites: RFC 5746, RFC 7507

# Changes that ask nothing of the network: the same bytes are judged anew.
OFFLINE = (What.CLOCK, What.TRUST_ISSUER)


def changed(attempt: Attempt, change: Change) -> Attempt | None:
    """The attempt with `change` made; None when it would be the same attempt."""
    new = CHANGES[change.what](attempt, change.value)
    return None if new == attempt and change.what is not What.AGAIN else new


def _offer(attempt: Attempt, **fields: object) -> Attempt:
    return structs.replace(attempt, offer=structs.replace(attempt.offer, **fields))


def _sni_from_certificate(attempt: Attempt, name: str) -> Attempt:
    return structs.replace(_offer(attempt, sni=name), name=name)


def _version_cap(attempt: Attempt, cap: str) -> Attempt:
    highest = versions_named(cap)[0]
    versions = tuple(v for v in (0x0304, 0x0303, 0x0302, 0x0301, 0x0300) if v <= highest)
    if highest == offers.TLS12:
        return _offer(attempt, versions=versions[:1], suites=_plus_old(attempt.offer))
    return _offer(
        attempt,
        versions=versions[:-1],
        suites=_plus_old(attempt.offer),
        schemes=offers.OLD_SCHEMES,
    )


def _plus_old(offer: Offer) -> tuple[int, ...]:
    return offer.suites + tuple(s for s in offers.MODERN_SUITES if s not in offer.suites)


def _all_suites(attempt: Attempt, _: str) -> Attempt:
    known = tuple(s for s in NAMES if s not in SIGNALS and s not in attempt.offer.suites)
    return _offer(attempt, suites=attempt.offer.suites + known)


def _other_key(attempt: Attempt, _: str) -> Attempt:
    """Each suite as it is for the other kind of key; those that are for any key stay."""
    by_parts = {suite_parts(suite): suite for suite in reversed(NAMES)}
    suites: list[int] = []
    for suite in attempt.offer.suites:
        parts = suite_parts(suite)
        if parts is None or parts.auth not in KEYS:
            suites.append(suite)
        elif (twin := structs.replace(parts, auth=KEYS[parts.auth])) in by_parts:
            suites.append(by_parts[twin])
    # Where no suite has a twin there is nothing to offer.
    return _offer(attempt, suites=tuple(suites)) if suites else attempt


def _modern_versions(attempt: Attempt, _: str) -> Attempt:
    offer = attempt.offer
    # A client from before TLS 1.2 lists no schemes, and has few suites that the newer ones take.
    needed = offers.TLS13_SUITES if offer.schemes else offers.MODERN_SUITES
    missing = tuple(s for s in needed if s not in offer.suites)
    return _offer(
        attempt,
        versions=offers.MODERN_VERSIONS,
        suites=missing + offer.suites,
        schemes=offer.schemes or offers.MODERN_SCHEMES,
    )


def _groups(attempt: Attempt, groups: tuple[int, ...], **more: object) -> Attempt:
    return _offer(attempt, groups=groups, shares=offers.shares_for(groups), **more)


def _without_pq(attempt: Attempt, _: str) -> Attempt:
    return _groups(attempt, _classic(attempt.offer))


def _padded_without_pq(attempt: Attempt, size: str) -> Attempt:
    return _groups(attempt, _classic(attempt.offer), pad_to=int(size))


def _classic(offer: Offer) -> tuple[int, ...]:
    return tuple(group for group in offer.groups if group not in offers.POST_QUANTUM)


def _small_answer(attempt: Attempt, _: str) -> Attempt:
    """No key share: a TLS 1.3 server answers with HelloRetryRequest, an older one with an alert."""
    return _offer(attempt, versions=(offers.TLS13,), shares=())


def _proxy_as(scheme: str) -> Callable[[Attempt, str], Attempt]:
    """The nearest proxy spoken to in another way."""

    def change(attempt: Attempt, _: str) -> Attempt:
        first = structs.replace(attempt.proxies[0], scheme=scheme)
        return structs.replace(attempt, proxies=(first, *attempt.proxies[1:]))

    return change


def _through_proxy(attempt: Attempt, _: str) -> Attempt:
    """The value says which for the reader; its credentials are with the attempt."""
    return structs.replace(attempt, proxies=attempt.available[:1] or attempt.proxies)


def _direct(attempt: Attempt, _: str) -> Attempt:
    """An address that stands fast is one of the proxy. Names of Tor exist in its proxies alone,
    and are never asked of DNS (RFC 7686 section 2)."""
    if not attempt.proxies or attempt.peer[0].endswith(ONION):
        return attempt
    return structs.replace(attempt, proxies=(), address="")


def _proxy_port_443(attempt: Attempt, _: str) -> Attempt:
    return structs.replace(attempt, connect_to=(attempt.peer[0], 443))


def _post_handshake(attempt: Attempt, _: str) -> Attempt:
    if offers.TLS13 not in attempt.offer.versions:
        return attempt
    return _offer(attempt, post_handshake=True)


def _ech(attempt: Attempt, configs: bytes | None) -> Attempt:
    return structs.replace(_offer(attempt, ech=configs), ech_from_dns=False)


def _field(name: str, make: Callable[[str], object]) -> Callable[[Attempt, str], Attempt]:
    return lambda attempt, value: structs.replace(attempt, **{name: make(value)})


CHANGES: dict[What, Callable[[Attempt, str], Attempt]] = {
    What.SNI_ABSENT: lambda attempt, _: _offer(attempt, sni=None),
    What.SNI_SENT: lambda attempt, name: _offer(attempt, sni=name),
    What.SNI_OTHER: lambda attempt, name: _offer(attempt, sni=name),
    What.SNI_FROM_CERTIFICATE: _sni_from_certificate,
    What.VERSION_CAP: _version_cap,
    What.VERSION_MODERN: _modern_versions,
    What.SUITES_ALL: _all_suites,
    What.SUITES_OTHER_KEY: _other_key,
    What.SUITES_MODERN: lambda attempt, _: _offer(attempt, suites=offers.MODERN_SUITES),
    What.SCHEMES_ALL: lambda attempt, _: _offer(attempt, schemes=offers.OLD_SCHEMES),
    What.GROUPS_ALL: lambda attempt, _: _groups(attempt, offers.MODERN_GROUPS),
    What.ALPN_ABSENT: lambda attempt, _: _offer(attempt, alpn=()),
    What.WITHOUT_PQ_SHARE: _without_pq,
    What.PADDED_WITHOUT_PQ: _padded_without_pq,
    What.SEGMENTED: lambda attempt, _: _offer(attempt, segments=PART),
    What.SMALL_SEGMENTS: _field("mss", lambda _: SMALL_MSS),
    What.SMALL_ANSWER: _small_answer,
    What.CLOCK: _field("at", datetime.fromisoformat),
    What.TRUST_ISSUER: _field("trust_top", lambda _: True),
    What.PLAIN_HTTP: _field("speak", lambda _: Speak.PLAIN_HTTP),
    What.TLS: _field("speak", lambda _: Speak.TLS),
    What.LISTEN: _field("speak", lambda _: Speak.LISTEN),
    What.IMPLICIT_TLS: _field("starttls", lambda _: ""),
    What.STARTTLS: _field("starttls", str),
    What.PROXY_AS_HTTP: _proxy_as("http"),
    What.PROXY_AS_HTTPS: _proxy_as("https"),
    What.PROXY_AS_SOCKS5: _proxy_as("socks5h"),
    What.PROXY_AS_SOCKS4: _proxy_as("socks4a"),
    What.PROXY_PROTOCOL: _field("proxy_protocol", str),
    What.WITHOUT_PROXY_PROTOCOL: _field("proxy_protocol", lambda _: ""),
    What.DIRECT: _direct,
    What.THROUGH_PROXY: _through_proxy,
    What.PROXY_PORT_443: _proxy_port_443,
    What.ANOTHER_ADDRESS: _field("address", str),
    What.AGAIN: lambda attempt, _: attempt,
    What.POST_HANDSHAKE_AUTH: _post_handshake,
    What.ECH_OFF: lambda attempt, _: _ech(attempt, None),
    What.ECH_RETRY: lambda attempt, configs: _ech(attempt, b64decode(configs)),
    What.ECH_FROM_DNS: lambda attempt, _: structs.replace(attempt, ech_from_dns=True),
    What.READ_REFUSAL: _field("request", lambda _: "GET"),
}
