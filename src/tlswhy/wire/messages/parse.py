"""From a frame to the message in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, TypeAlias

from tlswhy.wire.messages.certificate import (
    Certificate12,
    Certificate13,
    CertificateRequest12,
    CertificateRequest13,
    CertificateStatus,
    CertificateVerify,
    CompressedCertificate,
)
from tlswhy.wire.messages.finish import (
    EndOfEarlyData,
    Finished,
    HelloRequest,
    KeyUpdate,
    MessageHash,
    NewSessionTicket12,
    NewSessionTicket13,
    ServerHelloDone,
)
from tlswhy.wire.messages.frame import HEADER, Frame, HandshakeType
from tlswhy.wire.messages.hello import ClientHello, EncryptedExtensions, ServerHello
from tlswhy.wire.messages.key_exchange import (
    ClientKeyExchange,
    ServerKeyExchangeDh,
    ServerKeyExchangeEc,
)
from tlswhy.wire.reader import Malformed, Reader

Message: TypeAlias = (
    HelloRequest
    | ClientHello
    | ServerHello
    | NewSessionTicket12
    | NewSessionTicket13
    | EndOfEarlyData
    | EncryptedExtensions
    | Certificate12
    | Certificate13
    | ServerKeyExchangeEc
    | ServerKeyExchangeDh
    | CertificateRequest12
    | CertificateRequest13
    | ServerHelloDone
    | CertificateVerify
    | ClientKeyExchange
    | Finished
    | CertificateStatus
    | KeyUpdate
    | CompressedCertificate
    | MessageHash
)
KeyExchange: TypeAlias = Literal["ec", "dh"]
_Read: TypeAlias = Callable[[Reader], Message]

_TLS13 = 0x0304
_CLIENT_ONLY = frozenset((ClientHello.TYPE, EndOfEarlyData.TYPE, ClientKeyExchange.TYPE))
_SERVER_ONLY = frozenset(
    (
        HelloRequest.TYPE,
        ServerHello.TYPE,
        NewSessionTicket12.TYPE,
        EncryptedExtensions.TYPE,
        ServerKeyExchangeEc.TYPE,
        CertificateRequest12.TYPE,
        ServerHelloDone.TYPE,
        CertificateStatus.TYPE,
    )
)
_ALWAYS: dict[int, _Read] = {
    HelloRequest.TYPE: HelloRequest.read,
    ClientHello.TYPE: ClientHello.read,
    ServerHello.TYPE: ServerHello.read,
    EndOfEarlyData.TYPE: EndOfEarlyData.read,
    EncryptedExtensions.TYPE: EncryptedExtensions.read,
    ServerHelloDone.TYPE: ServerHelloDone.read,
    ClientKeyExchange.TYPE: ClientKeyExchange.read,
    Finished.TYPE: Finished.read,
    CertificateStatus.TYPE: CertificateStatus.read,
    KeyUpdate.TYPE: KeyUpdate.read,
    CompressedCertificate.TYPE: CompressedCertificate.read,
    MessageHash.TYPE: MessageHash.read,
}
_IN_13: dict[int, _Read] = {
    Certificate13.TYPE: Certificate13.read,
    CertificateRequest13.TYPE: CertificateRequest13.read,
    NewSessionTicket13.TYPE: NewSessionTicket13.read,
}
_BEFORE_13: dict[int, _Read] = {
    Certificate12.TYPE: Certificate12.read,
    NewSessionTicket12.TYPE: NewSessionTicket12.read,
}


def parse_message(
    frame: Frame,
    *,
    version: int,
    from_server: bool,
    kx: KeyExchange | None = None,
    anonymous: bool = False,
) -> Message | Malformed | None:
    """What a frame says, or what is wrong with it; None when its type or form is not known.

    Offsets in a `Malformed` count from the first byte of the message's header. A message that
    only the other side may send is one too, at byte 0.

    Args:
        frame: the message.
        version: the version chosen; any will do for the hellos, which have one form.
        from_server: who sent it.
        kx: what the suite exchanges in a ServerKeyExchange; without it that message is None.
        anonymous: the suite has no signature in a ServerKeyExchange.
    """
    read = _form(frame.type, version, kx, anonymous=anonymous)
    if read is None:
        return None
    name = HandshakeType(frame.type).name.lower()
    if frame.type in (_CLIENT_ONLY if from_server else _SERVER_ONLY):
        sender = "client" if from_server else "server"
        return Malformed(name, 0, f"only a {sender} sends this")
    try:
        return read(Reader(frame.body, name, start=HEADER))
    except Malformed as bad:
        return bad


def _form(type_: int, version: int, kx: KeyExchange | None, *, anonymous: bool) -> _Read | None:
    if type_ == ServerKeyExchangeEc.TYPE:
        return _share(version, kx, anonymous=anonymous)
    if type_ == CertificateVerify.TYPE:
        return partial(CertificateVerify.read, version=version)
    if version >= _TLS13:
        return _IN_13.get(type_) or _ALWAYS.get(type_)
    if type_ == CertificateRequest12.TYPE:
        return partial(CertificateRequest12.read, version=version)
    return _BEFORE_13.get(type_) or _ALWAYS.get(type_)


def _share(version: int, kx: KeyExchange | None, *, anonymous: bool) -> _Read | None:
    if kx is None:
        return None
    if kx == "ec":
        return partial(ServerKeyExchangeEc.read, version=version, anonymous=anonymous)
    return partial(ServerKeyExchangeDh.read, version=version, anonymous=anonymous)
