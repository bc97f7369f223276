"""What a `Client` makes of the bytes it is fed."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from tlswhy.model.transcript import Way


class Write(Struct, frozen=True):
    """Send these bytes: one or more whole records."""

    data: bytes


class Opened(Struct, frozen=True):
    """One record that is encrypted on the wire, in clear; never one of application data.

    way: ours too, so that whoever judges a transcript needs no keys.
    type: of the content (RFC 8446 section 5.2), not of the outer record.
    """

    way: Way
    type: int
    plaintext: bytes


class Application(Struct, frozen=True):
    """Application data the peer sent, decrypted."""

    data: bytes


class Established(Struct, frozen=True):
    """Both Finished messages are through."""


class Fault(Struct, frozen=True):
    """Our client cannot go on, and writes nothing more after the alert that came before this.

    says: a sentence with the numbers in it.
    code: one of these.
        not-tls: the very first bytes cannot start a TLS record.
        malformed: bytes that cannot be what they claim; `says` is the `Malformed` as text.
        unexpected-message: a record or a message that may not come at this place.
        too-much: records without end that bring the handshake no further. `net` says the same of
            a peer that is not done after all that one attempt may receive.
        version-not-offered, suite-not-offered, group-not-offered, scheme-not-offered,
            extension-not-offered: the server chose what the ClientHello did not list, or not
            for this version.
        session-id: a TLS 1.3 ServerHello that does not echo `legacy_session_id`.
        compression: the server chose a compression method, or compressed its certificate in a way
            that was not offered.
        downgrade: the random says that the server could do better (RFC 8446 section 4.1.3).
        second-retry: a second HelloRetryRequest. retry-without-change: one that asks for nothing.
        no-certificate: the server's Certificate message is empty.
        certificate-unusable: the leaf's key cannot do what the suite needs.
        signature-invalid: ServerKeyExchange or CertificateVerify does not verify.
        finished-invalid: the server's Finished does not fit the handshake.
        renegotiation-unbound: a new handshake that is not tied to the old one (RFC 5746).
        decrypt-failed: a record does not decrypt.
        dh-too-small: a Diffie-Hellman prime under 1024 bits.
        share-invalid: a key share that is no public key of its group.
        ech-rejected: the server finished the handshake with the outer hello. ech-unconfirmed: it
            accepted the encrypted one and then did not use it.
        key-exchange-unsupported: a suite, version or group that this client cannot compute.
    """

    code: str
    says: str


class AlertGot(Struct, frozen=True):
    """The peer sent an alert other than close_notify; both numbers as they came."""

    level: int
    description: int


class EchAnswered(Struct, frozen=True):
    """Which hello the server goes on with, the encrypted one or the one around it (RFC 9849)."""

    accepted: bool


class PeerDone(Struct, frozen=True):
    """The peer sent close_notify."""


Out: TypeAlias = (
    Write | Opened | Application | Established | Fault | AlertGot | EchAnswered | PeerDone
)


class Halt(Exception):
    """Ends the handshake from within; `Client.feed` turns it into a `Fault`.

    alert: description of the alert to send, from RFC 8446 section 6.
    """

    def __init__(self, code: str, says: str, alert: int) -> None:
        super().__init__(says)
        self.code = code
        self.says = says
        self.alert = alert


UNEXPECTED_MESSAGE = 10
BAD_RECORD_MAC = 20
RECORD_OVERFLOW = 22
HANDSHAKE_FAILURE = 40
BAD_CERTIFICATE = 42
ILLEGAL_PARAMETER = 47
DECODE_ERROR = 50
DECRYPT_ERROR = 51
PROTOCOL_VERSION = 70
INSUFFICIENT_SECURITY = 71
UNSUPPORTED_EXTENSION = 110
ECH_REQUIRED = 121
