"""An OCSP response, stapled or asked for: what it says, and whether a client can rely on it
(RFC 6960). What to ask for one is here too; nothing here sends it.

As with certificates, what can be read without guessing is read: `read` never raises, and `judge`
says what a client would hold against the answer instead of refusing it.
"""

from __future__ import annotations

import hashlib
from binascii import b2a_base64
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from msgspec import Struct

from tlswhy.pki import certificate as certificates
from tlswhy.pki import dn, oids
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.der import (
    BIT_STRING,
    GENERALIZED_TIME,
    INTEGER,
    OBJECT_IDENTIFIER,
    OCTET_STRING,
    SEQUENCE,
    BadDer,
    Element,
    Fields,
    element,
)
from tlswhy.pki.signatures import made_by, signed_by

LARGEST = 128 * 1024
"""In bytes. An answer with the responder's certificate has 2 kB."""

MOST_ANSWERS = 64
MOST_CERTIFICATES = 8

LONGEST_GET = 255
"""In characters, of the address of a question without a body (RFC 5019 section 5)."""

LEEWAY = timedelta(minutes=5)
"""How far two clocks may be apart before an answer is from the future, as OpenSSL has it."""

SUCCESSFUL = "successful"
STATUSES = {
    0: SUCCESSFUL,
    1: "malformedRequest",
    2: "internalError",
    3: "tryLater",
    5: "sigRequired",
    6: "unauthorized",
}
"""OCSPResponseStatus (RFC 6960 section 4.2.1)."""

REASONS = {
    0: "unspecified",
    1: "keyCompromise",
    2: "cACompromise",
    3: "affiliationChanged",
    4: "superseded",
    5: "cessationOfOperation",
    6: "certificateHold",
    8: "removeFromCRL",
    9: "privilegeWithdrawn",
    10: "aACompromise",
}
"""CRLReason (RFC 5280 section 5.3.1)."""

REQUEST_TYPE = "application/ocsp-request"
"""The media type of a question in the body of a POST (RFC 6960 appendix A.1)."""

OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"
_BASIC = "1.3.6.1.5.5.7.48.1.1"
_ENUMERATED = 0x0A
_SHA1_ALGORITHM = bytes.fromhex("300906052b0e03021a0500")  # with NULL as parameter
_DIGESTS = frozenset(oids.DIGESTS.values())
_CERT_STATUS = {0x80: "good", 0xA0: "good", 0xA1: "revoked", 0x82: "unknown", 0xA2: "unknown"}


class CertId(Struct, frozen=True, gc=False):
    """Which certificate an answer is about.

    digest: the hash of the two others, as `hashlib` names it, or an OID.
    issuer_name, issuer_key: hashes of the issuer's name and of its key.
    """

    digest: str
    issuer_name: bytes
    issuer_key: bytes
    serial: int


class Answer(Struct, frozen=True):
    """What is said about one certificate.

    status: "good", "revoked" or "unknown".
    revoked_at, reason: None and "" unless revoked; "" too where no reason is given.
    next_update: None when newer information is always to be had.
    """

    id: CertId
    status: str
    revoked_at: datetime | None
    reason: str
    this_update: datetime
    next_update: datetime | None


class Staple(Struct, frozen=True):
    """One OCSP response.

    response_status: "successful", another of `STATUSES`, or a number; all that follows is empty
        unless it is successful.
    produced_at: when it was signed. responder: its name, or the hash of its key in hex.
    answers: at most `MOST_ANSWERS`. certificates: sent along, at most `MOST_CERTIFICATES`.
    signature_algorithm, signature_hash: as in a `Certificate`.
    basic: the encoded BasicOCSPResponse, which is what the signature is part of.
    """

    response_status: str
    produced_at: datetime | None = None
    responder: str = ""
    answers: tuple[Answer, ...] = ()
    certificates: tuple[bytes, ...] = ()
    signature_algorithm: str = ""
    signature_hash: str = ""
    basic: bytes = b""


class Judged(Struct, frozen=True):
    """Whether an answer holds for one certificate at one time.

    answer: the one about this certificate; None when there is none.
    problem: "" when it holds, else what is wrong with it, the first of
        error-status: the responder had no answer.
        another-certificate: no answer in it is about this one.
        signature: it is not that of the responder's key.
        unsigned-by-issuer: the responder has no right to speak for the issuer.
        unchecked: nobody could say, for want of the issuer or of the algorithm.
        not-yet: thisUpdate is to come. out-of-date: nextUpdate has passed.
    text: the same as a sentence, with the numbers in it.
    """

    answer: Answer | None
    problem: str = ""
    text: str = ""


def request(certificate: Certificate, issuer: Certificate) -> bytes | None:
    """What to ask about a certificate: its CertID by SHA-1 alone, without a nonce, which every
    responder takes (RFC 6960 section 4.1.1, RFC 5019 section 2.1).

    None: the issuer's key cannot be read.
    """
    key = _key_bits(issuer)
    if key is None:
        return None
    serial = certificate.serial
    size = (serial if serial >= 0 else ~serial).bit_length() // 8 + 1
    id_ = (
        _SHA1_ALGORITHM
        + _tlv(OCTET_STRING, _hash("sha1", certificate.issuer_der))
        + _tlv(OCTET_STRING, _hash("sha1", key))
        + _tlv(INTEGER, serial.to_bytes(size, "big", signed=True))
    )
    # CertID in Request in requestList in tbsRequest in OCSPRequest.
    for _ in range(5):
        id_ = _tlv(SEQUENCE, id_)
    return id_


def address(responder: str, asked: bytes) -> str:
    """Where to GET the answer to a request (RFC 6960 appendix A.1).

    "" where only POST is possible: the address would be longer than `LONGEST_GET`, or the
    responder's has a query, behind which nothing can be put.
    """
    from urllib.parse import quote

    whole = f"{responder.rstrip('/')}/{quote(b2a_base64(asked, newline=False), safe='')}"
    return "" if len(whole) > LONGEST_GET or {"?", "#"} & set(responder) else whole


@lru_cache(64)
def read(der: bytes) -> Staple | Unreadable:
    """The response that `der` begins with, or why there is none. Never raises."""
    if len(der) > LARGEST:
        return Unreadable(f"{len(der)} bytes are more than {LARGEST}", LARGEST)
    try:
        return _response(der)
    except BadDer as bad:
        return Unreadable(bad.problem, bad.offset)


def judge(staple: Staple, leaf: Certificate, issuer: Certificate | None, at: datetime) -> Judged:
    """What a careful client holds against a staple.

    issuer: of the leaf; None where it is not known. at: the time to judge at, with a time zone.
    """
    if staple.response_status != SUCCESSFUL:
        text = f"it holds no answer but the responder's error {staple.response_status}"
        return Judged(None, "error-status", text)
    about = (each for each in staple.answers if _is_about(each.id, leaf, issuer))
    answer = next(about, None)
    if answer is None:
        return Judged(None, "another-certificate", _about_others(staple, leaf))
    problem, text = _held_against(staple, answer, issuer, at)
    return Judged(answer, problem, text)


def _held_against(
    staple: Staple, answer: Answer, issuer: Certificate | None, at: datetime
) -> tuple[str, str]:
    if issuer is None:
        return "unchecked", "its signature cannot be checked without the issuer's certificate"
    problem, text = _signature(staple, issuer, at)
    if problem:
        return problem, text
    if answer.this_update > at + LEEWAY:
        early = _span(answer.this_update - at)
        return "not-yet", f"it begins on {_shown(answer.this_update)}, in {early}"
    if answer.next_update is not None and answer.next_update < at:
        late = _span(at - answer.next_update)
        return "out-of-date", f"it ended on {_shown(answer.next_update)}, {late} ago"
    return "", ""


def _signature(staple: Staple, issuer: Certificate, at: datetime) -> tuple[str, str]:
    """What is wrong with the signature: it has to be the issuer's, or that of whom the issuer
    named by a certificate for OCSPSigning (RFC 6960 section 4.2.2.2)."""
    verdict = _made_by(staple, issuer)
    if verdict is None:
        return "unchecked", f"{staple.signature_algorithm} cannot be checked here"
    if verdict:
        return "", ""
    for signer in _sent_along(staple):
        if not _made_by(staple, signer):
            continue
        missing = _missing_right(signer, issuer, at)
        if missing:
            return "unsigned-by-issuer", f"{signer.name} signed it, {missing}"
        return "", ""
    return "signature", f"neither {issuer.name} nor a certificate sent along made its signature"


def _missing_right(signer: Certificate, issuer: Certificate, at: datetime) -> str:
    """Why a responder may not speak for the issuer; "" when it may."""
    if not signed_by(signer, issuer):
        return f"which {issuer.name} did not issue"
    if OCSP_SIGNING not in (signer.eku or ()):
        return "which is not for OCSPSigning"
    if not signer.not_before <= at <= signer.not_after:
        return f"which is valid from {_shown(signer.not_before)} to {_shown(signer.not_after)}"
    return ""


def _made_by(staple: Staple, signer: Certificate) -> bool | None:
    # A BasicOCSPResponse begins as a certificate does: what is signed, algorithm, signature.
    return made_by(staple.basic, staple.signature_algorithm, staple.signature_hash, signer)


def _sent_along(staple: Staple) -> Iterator[Certificate]:
    for der in staple.certificates:
        one = certificates.read(der)
        if isinstance(one, Certificate):
            yield one


def _is_about(id_: CertId, leaf: Certificate, issuer: Certificate | None) -> bool:
    if id_.serial != leaf.serial:
        return False
    if id_.digest not in _DIGESTS:
        return True
    if _hash(id_.digest, leaf.issuer_der) != id_.issuer_name:
        return False
    key = _key_bits(issuer) if issuer else None
    return key is None or _hash(id_.digest, key) == id_.issuer_key


def _about_others(staple: Staple, leaf: Certificate) -> str:
    others = [each.id.serial for each in staple.answers]
    if not others:
        return "it says nothing about any certificate"
    if leaf.serial in others:
        return f"it is about serial number {leaf.serial:x} of another issuer"
    more = f" and {len(others) - 1} others" if len(others) > 1 else ""
    return f"it is about serial number {others[0]:x}{more}, the leaf has {leaf.serial:x}"


def _key_bits(one: Certificate) -> bytes | None:
    """The public key, "excluding tag, length, and number of unused bits" (RFC 6960 4.1.1)."""
    fields = Fields(element(one.spki))
    fields.take("algorithm", SEQUENCE)
    key = fields.maybe(BIT_STRING)
    return key.bits() if key is not None and key.value else None


def _tlv(tag: int, value: bytes) -> bytes:
    size = len(value)
    if size < 0x80:
        return bytes([tag, size]) + value
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + value


def _hash(digest: str, data: bytes) -> bytes:
    return hashlib.new(digest, data, usedforsecurity=False).digest()


def _response(der: bytes) -> Staple:
    fields = Fields(element(der))
    code = _number(fields.take("responseStatus", _ENUMERATED))
    status = STATUSES.get(code, str(code))
    if status != SUCCESSFUL:
        return Staple(status)
    held = Fields(fields.take("responseBytes", 0xA0).inner())
    kind = held.take("responseType", OBJECT_IDENTIFIER)
    if kind.oid() != _BASIC:
        raise kind.bad(f"a response of type {kind.oid()}, not id-pkix-ocsp-basic")
    return _basic(held.take("response", OCTET_STRING).value)


def _basic(der: bytes) -> Staple:
    whole = element(der)
    outer = Fields(whole)
    data = Fields(outer.take("tbsResponseData", SEQUENCE))
    algorithm, digest = certificates.signature(outer.take("signatureAlgorithm", SEQUENCE))
    outer.take("signature", BIT_STRING)
    sent = outer.maybe(0xA0)
    data.maybe(0xA0)
    responder = data.maybe(0xA1, 0xA2)
    produced = data.take("producedAt", GENERALIZED_TIME).time()
    answers = data.take("responses", SEQUENCE).children()[:MOST_ANSWERS]
    chain = sent.inner().children()[:MOST_CERTIFICATES] if sent else []
    return Staple(
        response_status=SUCCESSFUL,
        produced_at=produced,
        responder=_responder(responder) if responder else "",
        answers=tuple(_answer(each) for each in answers),
        certificates=tuple(each.raw for each in chain),
        signature_algorithm=algorithm,
        signature_hash=digest,
        basic=whole.raw,
    )


def _responder(part: Element) -> str:
    inner = part.inner()
    return inner.value[:32].hex() if inner.tag == OCTET_STRING else dn.text(inner.raw)


def _answer(part: Element) -> Answer:
    fields = Fields(part)
    id_ = _cert_id(fields.take("certID", SEQUENCE))
    state = fields.maybe(*_CERT_STATUS)
    if state is None:
        raise part.bad("no certStatus of good, revoked or unknown")
    status = _CERT_STATUS[state.tag]
    revoked_at, reason = _revoked(state) if status == "revoked" else (None, "")
    this_update = fields.take("thisUpdate", GENERALIZED_TIME).time()
    later = fields.maybe(0xA0)
    next_update = later.inner().time() if later else None
    return Answer(id_, status, revoked_at, reason, this_update, next_update)


def _cert_id(part: Element) -> CertId:
    fields = Fields(part)
    oid = Fields(fields.take("hashAlgorithm", SEQUENCE)).take("algorithm", OBJECT_IDENTIFIER).oid()
    return CertId(
        digest=oids.DIGESTS.get(oid, oid),
        issuer_name=fields.take("issuerNameHash", OCTET_STRING).value,
        issuer_key=fields.take("issuerKeyHash", OCTET_STRING).value,
        serial=fields.take("serialNumber", INTEGER).integer(),
    )


def _revoked(state: Element) -> tuple[datetime, str]:
    fields = Fields(state)
    when = fields.take("revocationTime", GENERALIZED_TIME).time()
    given = fields.maybe(0xA0)
    if given is None:
        return when, ""
    code = _number(given.inner())
    return when, REASONS.get(code, str(code))


def _number(part: Element) -> int:
    if part.tag != _ENUMERATED:
        raise part.bad(f"tag 0x{part.tag:02x} in the place of an ENUMERATED")
    return part.integer()


def _shown(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"


def _span(time: timedelta) -> str:
    hours = int(time.total_seconds()) // 3600
    return f"{hours // 24} days" if hours >= 48 else f"{hours} hours"
