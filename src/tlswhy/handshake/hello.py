"""The ClientHello that says what an `Offer` says (RFC 8446 section 4.1.2, RFC 5246 7.4.1.2).

The extensions stand in the order in which OpenSSL 3.5 sends them, so that a server which
answers a common client answers ours.
"""

from __future__ import annotations

from collections.abc import Iterable

from tlswhy.handshake.exchange import Share
from tlswhy.model.attempt import Offer
from tlswhy.wire.extensions import (
    alpn,
    compress_certificate,
    cookie,
    extended_master_secret,
    key_share,
    padding,
    post_handshake_auth,
    psk_key_exchange_modes,
    renegotiation_info,
    server_name,
    session_ticket,
    signature_algorithms,
    supported_groups,
    supported_versions,
)
from tlswhy.wire.messages import ClientHello, Extension
from tlswhy.wire.reader import vector

SCSV = 0x00FF
"""TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746 section 3.3): stands for the empty extension."""

_SSL3, _TLS12, _TLS13 = 0x0300, 0x0303, 0x0304
_STATUS_REQUEST, _EC_POINT_FORMATS, _ENCRYPT_THEN_MAC = 5, 11, 22
_FIRST_FFDHE = 0x0100
_PSK_DHE_KE = 1
_HEADER = 4


def client_hello(  # noqa: PLR0913  each argument is one field
    offer: Offer,
    shares: Iterable[Share],
    *,
    random: bytes,
    session_id: bytes,
    retry_cookie: bytes | None = None,
    bound: bytes = b"",
) -> ClientHello:
    """The hello of an offer.

    shares: our halves of the key exchange, for those groups of the offer that get one.
    random: 32 bytes. session_id: `legacy_session_id`, at most 32 bytes.
    retry_cookie: what a HelloRetryRequest asked us to repeat.
    bound: the verify_data of our last Finished, in a renegotiation.
    """
    highest = max(offer.versions)
    suites = offer.suites
    if min(offer.versions) == _SSL3 and SCSV not in suites:
        suites = (*suites, SCSV)
    hello = ClientHello(
        legacy_version=min(highest, _TLS12),
        random=random,
        legacy_session_id=session_id,
        cipher_suites=suites,
        legacy_compression_methods=b"\0",
        # A server of SSL 3.0 need not know that extensions exist.
        extensions=_extensions(offer, tuple(shares), retry_cookie, bound)
        if highest > _SSL3
        else None,
    )
    return padded(hello, offer.pad_to)


def _extensions(
    offer: Offer, shares: tuple[Share, ...], retry_cookie: bytes | None, bound: bytes
) -> tuple[Extension, ...]:
    highest, lowest = max(offer.versions), min(offer.versions)
    modern = highest >= _TLS13
    old = lowest < _TLS13
    found: list[Extension] = []

    def add(type_: int, body: bytes, *, when: bool = True) -> None:
        if when:
            found.append(Extension(type_, body))

    scsv = lowest == _SSL3 or SCSV in offer.suites
    add(
        renegotiation_info.TYPE,
        renegotiation_info.RenegotiationInfo(bound).write(),
        when=old and not scsv,
    )
    add(server_name.TYPE, _server_name(offer.sni or ""), when=offer.sni is not None)
    elliptic = any(group < _FIRST_FFDHE for group in offer.groups)
    add(_EC_POINT_FORMATS, vector(1, b"\0"), when=old and elliptic)  # uncompressed
    groups = supported_groups.SupportedGroups(offer.groups)
    add(supported_groups.TYPE, groups.write(), when=bool(offer.groups))
    add(session_ticket.TYPE, b"", when=old)
    # One OCSP response, from any responder: RFC 6066 section 8.
    add(_STATUS_REQUEST, b"\1" + vector(2, b"") + vector(2, b""))
    names = alpn.Alpn(tuple(name.encode() for name in offer.alpn))
    add(alpn.TYPE, names.write(), when=bool(offer.alpn))
    add(_ENCRYPT_THEN_MAC, b"", when=old)
    add(extended_master_secret.TYPE, b"", when=old)
    add(post_handshake_auth.TYPE, b"", when=modern and offer.post_handshake)
    schemes = signature_algorithms.SignatureAlgorithms(offer.schemes)
    add(
        signature_algorithms.TYPE,
        schemes.write(),
        when=highest >= _TLS12 and bool(offer.schemes),
    )
    versions = supported_versions.SupportedVersions(offer.versions)
    add(supported_versions.TYPE, versions.write(), when=modern)
    modes = psk_key_exchange_modes.PskModes((_PSK_DHE_KE,))
    add(psk_key_exchange_modes.TYPE, modes.write(), when=modern)
    entries = tuple(key_share.KeyShareEntry(share.group, share.public) for share in shares)
    add(key_share.TYPE, key_share.KeyShareClient(entries).write(), when=modern)
    add(cookie.TYPE, cookie.Cookie(retry_cookie or b"").write(), when=retry_cookie is not None)
    packed = compress_certificate.CompressCertificate(offer.compress)
    add(compress_certificate.TYPE, packed.write(), when=modern and bool(offer.compress))
    return tuple(found)


def _server_name(name: str) -> bytes:
    host = server_name.ServerName(server_name.HOST_NAME, name.encode())
    return server_name.ServerNames((host,)).write()


def padded(hello: ClientHello, size: int) -> ClientHello:
    """Make the message, with its header, at least `size` bytes long (RFC 7685 section 4)."""
    missing = size - len(hello.write()) - _HEADER
    if missing <= 0 or hello.extensions is None:
        return hello
    filler = Extension(padding.TYPE, padding.Padding(max(missing - 4, 0)).write())
    return ClientHello(
        hello.legacy_version,
        hello.random,
        hello.legacy_session_id,
        hello.cipher_suites,
        hello.legacy_compression_methods,
        (*hello.extensions, filler),
    )
