"""Encrypted Client Hello: a hello inside a hello, what the server made of it, GREASE (RFC 9849).

Theory of operation. The outer hello is the usual one for the configuration's public name. The inner
one has the real name and a random of its own; it travels encrypted in an extension of the outer
one, and what both have alike is left out there. A server that has the key goes on with the inner
hello and shows so in its ServerHello, and from then on the transcript is as if only that had been
sent. Any other server goes on with the outer hello. Then the handshake is finished for the public
name and taken back with `ech_required`, as the RFC wants it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from tlswhy.handshake import hpke, outs
from tlswhy.handshake.hello import padded
from tlswhy.handshake.keys import digest, hkdf_expand_label, hkdf_extract
from tlswhy.handshake.outs import EchAnswered, Halt
from tlswhy.handshake.session import Session
from tlswhy.handshake.suites import SUITES
from tlswhy.model.attempt import Offer
from tlswhy.wire import svcb
from tlswhy.wire.extensions import ech_outer_extensions
from tlswhy.wire.extensions.encrypted_client_hello import (
    INNER,
    OUTER,
    TYPE,
    EchConfig,
    EchConfigList,
    EchConfirmation,
    EchContents,
    EchOuter,
    EncryptedClientHello,
)
from tlswhy.wire.messages import ClientHello, Extension, HandshakeType, ServerHello, wrap
from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import ContentType

_TLS13 = 0x0304
_KEY = 32
_MANDATORY = 0x8000
_BLOCK = 32
_SNI_OVERHEAD = 9
_CONFIRMATION = 8
_SIGN = Extension(TYPE, EncryptedClientHello(INNER, b"").write())

# Section 6.1.7: labels of letters, digits and hyphens; the last one may not look like a number,
# since some parsers would take the whole for an IPv4 address.
_PUBLIC_NAME = re.compile(
    rb"(?:(?!-)[A-Za-z0-9-]{1,63}(?<!-)\.)*(?!\d+\Z|0[xX][0-9A-Fa-f]*\Z)(?!-)[A-Za-z0-9-]{1,63}(?<!-)"
)

Make = Callable[[Offer, bytes], ClientHello]
"""Makes the hello of an offer with this random."""


class Usable(Struct, frozen=True):
    """A configuration that this client can use, and with which of its suites."""

    config: EchConfig
    contents: EchContents
    kdf: int
    aead: int

    @property
    def public_name(self) -> str:
        """The name to show in the clear."""
        return self.contents.public_name.decode("ascii")


def usable(configs: EchConfigList) -> Usable | None:
    """The first configuration that this client can use (RFC 9849 sections 4.2, 6.1 and 6.1.7)."""
    for config in configs.configs:
        contents = config.contents
        if isinstance(contents, bytes) or contents.kem_id != hpke.X25519_SHA256:
            continue
        known = [(k, a) for k, a in contents.cipher_suites if k in hpke.KDFS and a in hpke.AEADS]
        mandatory = any(type_ & _MANDATORY for type_, _ in contents.extensions)
        named = _PUBLIC_NAME.fullmatch(contents.public_name) is not None
        if known and named and not mandatory and _is_key(contents.public_key):
            return Usable(config, contents, *known[0])
    return None


def _is_key(public: bytes) -> bool:
    """Whether a secret can be made with it: some points of the curve give none."""
    try:
        hpke.sender(public, b"", 1, 1)
    except ValueError:
        return False
    return True


class Hidden:
    """A hello that is sent inside another one.

    accepted: whether the server took it; None while it has not said so.
    """

    def __init__(self, with_: Usable) -> None:
        self.accepted: bool | None = None
        self._chosen = with_
        self._random = os.urandom(32)
        info = b"tls ech\0" + with_.config.write()
        key = with_.contents.public_key
        self._enc, self._context = hpke.sender(key, info, with_.kdf, with_.aead)
        self._inner: ClientHello
        self._extension: Extension

    @property
    def inner(self) -> bytes:
        """The message inside the hello that was said last."""
        return wrap(HandshakeType.CLIENT_HELLO, self._inner.write())

    def say(self, session: Session, make: Make, random: bytes) -> None:
        """Send a hello: the first one, or the second one after a HelloRetryRequest."""
        offer = replace(session.offer, sni=self._chosen.public_name, pad_to=0)
        outer = make(offer, random)
        if self.accepted is False:
            # Only what a HelloRetryRequest asks for may change in a hello (RFC 8446 section 4.1.2).
            self._say(session, _plus(outer, self._extension, session.offer.pad_to))
            return
        made = make(_inner_offer(session.offer), self._random)
        self._inner, encoded = _encoded(made, outer)
        encoded = _filled(encoded, session.offer.sni, self._chosen.contents.maximum_name_length)
        blank = _plus(outer, self._sealed(bytes(len(encoded) + hpke.TAG)), session.offer.pad_to)
        payload = self._context.seal(blank.write(), encoded)
        self._extension = self._sealed(payload)
        # It came from extensions of the hello, so there are some.
        extensions = tuple(
            self._extension if found.type == TYPE else found for found in blank.extensions or ()
        )
        self._enc = b""  # the key is encapsulated once; a second hello has none (section 5)
        self._say(session, replace(blank, extensions=extensions))

    def answered(self, session: Session, hello: ServerHello) -> None:
        """Find out which hello the server goes on with (RFC 9849 sections 6.1.4, 7.2 and 7.2.1).

        Raises:
            Halt: its HelloRetryRequest accepted the inner one and its ServerHello does not.
            Malformed: the confirmation of a HelloRetryRequest is none.
        """
        if self.accepted is False:
            return
        confirmed = hello.version >= _TLS13 and self._confirmed(session, hello)
        if self.accepted and not confirmed:
            says = "the HelloRetryRequest accepted the encrypted hello, the ServerHello does not"
            raise Halt("ech-unconfirmed", says, outs.ILLEGAL_PARAMETER)
        if not confirmed:
            # "the client MUST respond with an empty Certificate message" (section 6.1.7).
            session.certificate = session.key = None
        elif self.accepted is None:
            session.rewrite(self.inner)
            session.hello = self._inner
        self.accepted = session.ech = confirmed
        if not (confirmed and hello.is_retry):
            session.emit(EchAnswered(accepted=confirmed))

    def _sealed(self, payload: bytes) -> Extension:
        used = self._chosen
        outer = EchOuter(used.kdf, used.aead, used.contents.config_id, self._enc, payload)
        return Extension(TYPE, EncryptedClientHello(OUTER, outer).write())

    def _say(self, session: Session, outer: ClientHello) -> None:
        if not self.accepted:
            session.hello = outer
            session.say(HandshakeType.CLIENT_HELLO, outer.write())
            return
        session.hello = self._inner
        session.transcript += self.inner
        session.send(ContentType.HANDSHAKE, wrap(HandshakeType.CLIENT_HELLO, outer.write()))

    def _confirmed(self, session: Session, hello: ServerHello) -> bool:
        hash_ = SUITES[hello.cipher_suite].hash
        before = session.before if self.accepted else self.inner
        if not hello.is_retry:
            shown = hello.random[-_CONFIRMATION:]
            zeroed = replace(hello, random=hello.random[:-_CONFIRMATION] + bytes(_CONFIRMATION))
            return shown == confirmation(hash_, self._random, before, zeroed)
        extension = hello.extension(TYPE)
        if extension is None:
            return False
        shown = EchConfirmation.read(Reader(extension.body, "encrypted_client_hello")).confirmation
        zeroed = replace(
            hello,
            extensions=tuple(
                Extension(TYPE, bytes(_CONFIRMATION)) if found is extension else found
                for found in hello.extensions or ()
            ),
        )
        return shown == confirmation(hash_, self._random, before, zeroed)


class Grease:
    """An extension that looks like an encrypted hello and hides none (RFC 9849 section 6.2.1)."""

    accepted: bool | None = None
    inner = b""

    def __init__(self) -> None:
        self._extension: Extension | None = None

    def say(self, session: Session, make: Make, random: bytes) -> None:
        """Send a hello; the second one has the same extension as the first."""
        hello = make(replace(session.offer, pad_to=0), random)
        if self._extension is None:
            # As long as it would be if there were something in it.
            made = make(_inner_offer(session.offer), random)
            encoded = _filled(_encoded(made, hello)[1], session.offer.sni, 0)
            enc, _ = hpke.sender(_some_key(), b"", 1, 1)
            config_id, *_ = os.urandom(1)
            outer = EchOuter(1, 1, config_id, enc, os.urandom(len(encoded) + hpke.TAG))
            self._extension = Extension(TYPE, EncryptedClientHello(OUTER, outer).write())
        session.hello = _plus(hello, self._extension, session.offer.pad_to)
        session.say(HandshakeType.CLIENT_HELLO, session.hello.write())

    def answered(self, _: Session, hello: ServerHello) -> None:
        """Check what a HelloRetryRequest says of it, and think nothing of it.

        Raises:
            Malformed: it is no confirmation, which even a random one has to look like.
        """
        extension = hello.extension(TYPE) if hello.is_retry else None
        if extension is not None:
            EchConfirmation.read(Reader(extension.body, "encrypted_client_hello"))


def configurations(rdatas: Iterable[bytes]) -> bytes | None:
    """The ECHConfigList of the first HTTPS record that has one this client can use.

    rdatas: the data of the records as on the wire. Those of the lowest priority come first
    (RFC 9460 section 2.4.1).
    """
    records = [record for record in map(svcb.read, rdatas) if isinstance(record, svcb.Svcb)]
    for record in sorted(records, key=lambda record: record.priority):
        listed = dict(record.params).get(svcb.ECH, b"") if record.priority else b""
        if isinstance(chosen(listed), Usable):
            return listed
    return None


def chosen(listed: bytes) -> Usable | str:
    """The configuration of an encoded ECHConfigList that is used, or why there is none."""
    try:
        found = usable(EchConfigList.read(Reader(listed, "ech_configs")))
    except Malformed as bad:
        return str(bad)
    return found or "this client can use none of the ECH configurations"


def offering(configs: bytes) -> Hidden | Grease:
    """How a hello is to be sent with these configurations; without any it is GREASE.

    Raises:
        ValueError: none of them can be used, or they are no ECHConfigList.
    """
    if not configs:
        return Grease()
    found = chosen(configs)
    if isinstance(found, str):
        raise ValueError(found)
    return Hidden(found)


def confirmation(hash_: str, random: bytes, before: bytes, zeroed: ServerHello) -> bytes:
    """What shows that the inner hello was accepted: 8 bytes (RFC 9849 section 7.2).

    random: of the inner hello. before: the messages before this one, the inner hello's first.
    zeroed: the ServerHello or HelloRetryRequest with zeros where the confirmation is to stand.
    """
    label = "ech accept confirmation"
    if zeroed.is_retry:
        label = f"hrr {label}"
        before = wrap(HandshakeType.MESSAGE_HASH, digest(hash_, before))
    transcript = digest(hash_, before + wrap(HandshakeType.SERVER_HELLO, zeroed.write()))
    secret = hkdf_extract(hash_, bytes(len(transcript)), random)
    return hkdf_expand_label(hash_, secret, label, transcript, _CONFIRMATION)


def _inner_offer(offer: Offer) -> Offer:
    """The same without what is for versions that know no ECH."""
    versions = tuple(version for version in offer.versions if version >= _TLS13)
    # The numbers of TLS 1.3's suites begin with 0x13 (RFC 8446 appendix B.4).
    suites = tuple(suite for suite in offer.suites if suite >> 8 == 0x13)
    return replace(offer, versions=versions, suites=suites, pad_to=0)


def _encoded(made: ClientHello, outer: ClientHello) -> tuple[ClientHello, bytes]:
    """The inner hello, and how it is written for encryption, without padding (section 5.1)."""
    same = tuple(e for e in made.extensions or () if e in (outer.extensions or ()))
    own = (_SIGN, *(e for e in made.extensions or () if e not in same))
    types = ech_outer_extensions.OuterExtensions(tuple(e.type for e in same))
    short = Extension(ech_outer_extensions.TYPE, types.write())
    inner = replace(made, extensions=(*own, *same))
    return inner, replace(made, legacy_session_id=b"", extensions=(*own, short)).write()


def _filled(encoded: bytes, sni: str | None, longest: int) -> bytes:
    """Zeros behind it, so that its length tells little (section 6.1.3)."""
    size = len(encoded)
    size += longest + _SNI_OVERHEAD if sni is None else max(0, longest - len(sni))
    size += -size % _BLOCK
    return encoded.ljust(size, b"\0")


def _plus(hello: ClientHello, extension: Extension, pad_to: int) -> ClientHello:
    return padded(replace(hello, extensions=(*(hello.extensions or ()), extension)), pad_to)


def _some_key() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().public_key().public_bytes_raw()
