"""Handshake messages: framing, and one Struct for each (RFC 8446 section 4, RFC 5246 section 7.4).

A Struct has `TYPE`, the number in the header, `read`, which takes the body, and `write`, which
gives the body back byte for byte; `wrap` puts the header in front. Values that are legal but
odd, or not legal but readable, are kept: `Malformed` is for impossible structure alone.
"""

from __future__ import annotations

from tlswhy.wire.messages.certificate import (
    Certificate12,
    Certificate13,
    CertificateEntry,
    CertificateRequest12,
    CertificateRequest13,
    CertificateStatus,
    CertificateVerify,
    CompressedCertificate,
)
from tlswhy.wire.messages.extension import Extension
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
from tlswhy.wire.messages.frame import Frame, Gathering, HandshakeType, frames, wrap
from tlswhy.wire.messages.hello import (
    RETRY_RANDOM,
    ClientHello,
    EncryptedExtensions,
    ServerHello,
)
from tlswhy.wire.messages.key_exchange import (
    ClientKeyExchange,
    ServerKeyExchangeDh,
    ServerKeyExchangeEc,
)
from tlswhy.wire.messages.parse import KeyExchange, Message, parse_message

__all__ = [
    "RETRY_RANDOM",
    "Certificate12",
    "Certificate13",
    "CertificateEntry",
    "CertificateRequest12",
    "CertificateRequest13",
    "CertificateStatus",
    "CertificateVerify",
    "ClientHello",
    "ClientKeyExchange",
    "CompressedCertificate",
    "EncryptedExtensions",
    "EndOfEarlyData",
    "Extension",
    "Finished",
    "Frame",
    "Gathering",
    "HandshakeType",
    "HelloRequest",
    "KeyExchange",
    "KeyUpdate",
    "Message",
    "MessageHash",
    "NewSessionTicket12",
    "NewSessionTicket13",
    "ServerHello",
    "ServerHelloDone",
    "ServerKeyExchangeDh",
    "ServerKeyExchangeEc",
    "frames",
    "parse_message",
    "wrap",
]
