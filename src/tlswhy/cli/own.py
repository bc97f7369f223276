"""The user's own certificate and key, in whatever kind of file they come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tlswhy.cli import files
from tlswhy.model.attempt import ClientCertificate, Secret
from tlswhy.model.errors import InputError
from tlswhy.model.facts.context import ClientCertificateGiven
from tlswhy.pki import certificate as pki
from tlswhy.pki.containers import vector_is_short
from tlswhy.pki.der import element

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

PASSWORD = "TLSWHY_CERT_PASSWORD"  # noqa: S105 - the name of the variable

CLIENT_AUTH, ANY_USAGE = "1.3.6.1.5.5.7.3.2", "2.5.29.37.0"  # RFC 5280 section 4.2.1.12
KINDS = {"rsa": "RSA", "rsa-pss": "RSA-PSS", "ec": "EC", "dsa": "DSA"}

# Encryption for which OpenSSL 3 needs its legacy provider: RFC 7292 appendix C, RFC 8018 appendix
# A.3. As DER of the identifiers, which stand in clear in front of what they encrypt.
_PKCS12_PBE, _PKCS5 = bytes.fromhex("060a2a864886f70d010c01"), bytes.fromhex("06092a864886f70d0105")
LEGACY = {
    _PKCS12_PBE + b"\1": "RC4-128",
    _PKCS12_PBE + b"\2": "RC4-40",
    _PKCS12_PBE + b"\5": "RC2-128",
    _PKCS12_PBE + b"\6": "RC2-40",
    _PKCS5 + b"\3": "DES with MD5",
    _PKCS5 + b"\6": "RC2 with MD5",
    _PKCS5 + b"\x0a": "DES with SHA-1",
    _PKCS5 + b"\x0b": "RC2 with SHA-1",
}


class Own(Struct, frozen=True):
    """The certificate with its key, and what is known of both before anything is sent."""

    certificate: ClientCertificate
    given: ClientCertificateGiven


def own(cert: str, key: str | None = None, password: Secret | None = None) -> Own:
    """What the server may ask for.

    cert: PEM or DER, the leaf first, or PKCS #12. key: PEM or DER of PKCS #8, PKCS #1 or SEC 1, or
    PKCS #12; None when it is in the same file. password: of what is encrypted in them.
    That the key belongs to the certificate is not demanded: where it does not, that is the answer.

    Raises:
        InputError: a file cannot be read, or the password does not open it.
    """
    content = files.content(cert)
    packed = _Packed.read(content, cert, password) if _is_pkcs12(content) else None
    chain = packed.chain if packed else files.certificates_in(content, cert)
    legacy = _legacy(content)
    if key is not None and key != cert:
        content = files.content(key)
        packed = _Packed.read(content, key, password) if _is_pkcs12(content) else None
        legacy = legacy or _legacy(content)
    private = packed.key if packed else _key(content, key or cert, password)
    if private is None:
        raise InputError(f"{key or cert} has no private key; name its file with --key")
    return Own(_shown(chain, private), _given(chain, private, legacy, cert))


def password(path: str | None, environ: Mapping[str, str]) -> Secret | None:
    """What opens the files: the first line of a file, or the variable of the environment.

    Raises:
        InputError: the file cannot be read.
    """
    if path is None:
        return Secret(environ[PASSWORD]) if PASSWORD in environ else None
    line = files.content(path, "--cert-password-file: ").partition(b"\n")[0].removesuffix(b"\r")
    return Secret(line.decode("utf-8", "surrogateescape"))


def _shown(chain: tuple[bytes, ...], private: PrivateKeyTypes) -> ClientCertificate:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    secret = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return ClientCertificate(chain, Secret(secret.hex()))


def _given(
    chain: tuple[bytes, ...], private: PrivateKeyTypes, legacy: str, path: str
) -> ClientCertificateGiven:
    ours = _spki(private.public_key())
    publics = [_public(der, path) for der in chain]
    if publics[0] is None:
        raise InputError(f"{path}: no signature can be made for a key of this kind")
    places = (place for place, public in enumerate(publics) if public and _spki(public) == ours)
    given = ClientCertificateGiven(
        count=len(chain),
        key_of=next(places, None),
        key=_kind(ours),
        public=_kind(_spki(publics[0])),
        legacy=legacy,
    )
    leaf = pki.read(chain[0])
    if not isinstance(leaf, pki.Certificate):
        return given
    usable = leaf.eku is None or bool({CLIENT_AUTH, ANY_USAGE} & set(leaf.eku))
    return replace(given, subject=leaf.subject, not_after=leaf.not_after, for_clients=usable)


def _kind(spki: bytes) -> str:
    """The kind of a key in two words: `RSA 2048`, `EC P-256`."""
    kind, bits, curve = pki.key(element(spki), [])
    return f"{KINDS.get(kind, kind)} {curve or bits}"


def _spki(public: PublicKeyTypes) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _public(der: bytes, path: str) -> PublicKeyTypes | None:
    from tlswhy.handshake.signatures import leaf_key
    from tlswhy.wire.reader import Malformed

    try:
        return leaf_key(der)
    except Malformed as bad:
        raise InputError(f"{path}: a certificate in it has no key: {bad}") from None


# -- keys


def _key(content: bytes, path: str, password: Secret | None) -> PrivateKeyTypes:
    labels = [label for label, _ in files.blocks(content)]
    pem = next((whole for label, whole in files.blocks(content) if label.endswith(b"KEY")), b"")
    if b"PRIVATE KEY" not in pem and labels:
        what = labels[0].decode().lower()
        raise InputError(f"{path} has no private key, only {what}; name its file with --key")
    if b"BEGIN OPENSSH" in pem:
        copy = "a copy becomes PEM by: ssh-keygen -p -m PEM -f COPY"
        raise InputError(f"the key in {path} is written as OpenSSH does; {copy}")
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import (
        load_der_private_key,
        load_pem_private_key,
    )

    load, data = (load_pem_private_key, pem) if pem else (load_der_private_key, content)
    try:
        return load(data, None)
    except TypeError:
        pass  # it is encrypted
    except (ValueError, UnsupportedAlgorithm):
        forms = "PKCS #8, PKCS #1 or SEC 1, in PEM or DER"
        hint = files.foreign(content)
        raise InputError(
            f"{path} {hint}" if hint else f"{path} has no private key that can be read: {forms}"
        ) from None
    if password is None:
        raise InputError(f"the key in {path} is encrypted; {_HOW_TO_SAY_IT}")
    if vector_is_short(pem.decode("ascii", "replace")):
        raise _closed(path)
    try:
        return load(data, _octets(password))
    except (ValueError, UnsupportedAlgorithm):
        raise _closed(path) from None


_HOW_TO_SAY_IT = f"its password stands in the file of --cert-password-file, or in {PASSWORD}"


def _octets(password: Secret) -> bytes:
    return password.reveal().encode("utf-8", "surrogateescape")


def _closed(path: str) -> InputError:
    return InputError(f"the password does not open {path}, or its encryption is unknown here")


def _legacy(content: bytes) -> str:
    """The old encryption of a file, by the name of its algorithm; empty for any other."""
    inside = [files.decoded(whole) for label, whole in files.blocks(content) if b"KEY" in label]
    octets = b"".join(inside) or content
    return next((name for oid, name in LEGACY.items() if oid in octets), "")


# -- PKCS #12 (RFC 7292)


class _Packed(Struct, frozen=True):
    """What a PKCS #12 file holds."""

    key: PrivateKeyTypes | None
    chain: tuple[bytes, ...]

    @classmethod
    def read(cls, content: bytes, path: str, password: Secret | None) -> _Packed:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

        # Without a password there are two ways to write none (RFC 7292 appendix B.1).
        tries = (None, b"") if password is None else (_octets(password),)
        for word in tries:
            try:
                key, leaf, others = pkcs12.load_key_and_certificates(content, word)
                break
            except (ValueError, TypeError, UnsupportedAlgorithm):
                continue  # a TypeError where the password is not UTF-8
        else:
            if password is None:
                raise InputError(f"{path} is PKCS #12 with a password; {_HOW_TO_SAY_IT}")
            raise _closed(path)
        chain = _in_order(leaf, others)
        if not chain:
            raise InputError(f"{path} is PKCS #12 without a certificate")
        return cls(key, tuple(each.public_bytes(Encoding.DER) for each in chain))


def _is_pkcs12(content: bytes) -> bool:
    """A SEQUENCE that begins with version 3 (RFC 7292 section 4)."""
    if content[:1] != b"\x30" or len(content) < 2:
        return False
    long = content[1] & 0x7F if content[1] & 0x80 else 0
    return content[2 + long : 5 + long] == b"\x02\x01\x03"


def _in_order(
    leaf: x509.Certificate | None, others: list[x509.Certificate]
) -> list[x509.Certificate]:
    """Each after the one that it issued; what belongs nowhere comes last."""
    left = list(others)
    chain = [leaf] if leaf is not None else []
    while chain and (above := _issuer(chain[-1], left)) is not None:
        left.remove(above)
        chain.append(above)
    return chain + left


def _issuer(of: x509.Certificate, among: list[x509.Certificate]) -> x509.Certificate | None:
    return next((each for each in among if each.subject == of.issuer), None)
