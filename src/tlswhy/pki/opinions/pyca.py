"""What the verifier of `cryptography` says of a chain (its X.509 verification module).

It keeps to RFC 5280 and the CA/Browser Forum's rules for servers, stricter than any browser.

Any thread may ask. Certificates are read by one thread at a time: reading one may warn, and
Python's way to silence a warning is one for the whole process, so a warning of another thread
may be lost meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from tlswhy.pki.names import address
from tlswhy.pki.opinions import NOWHERE, Opinion, Reason, beyond_bounds

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, DNSName, IPAddress
    from cryptography.x509.verification import ServerVerifier, Store

__all__ = ["ask"]

_one_at_a_time = Lock()


def ask(
    chain: Sequence[bytes], *, roots: Sequence[bytes], host: str, at: datetime
) -> Opinion | None:
    """Ask `cryptography`; None without a host: it judges a certificate for a name only.

    A certificate of the chain that it cannot read is a refusal, a root that it cannot read is
    left out. The last few sets of roots are kept: give the same tuple.

    Args:
        chain: as sent, each in DER, the leaf first.
        host: the DNS name or address the client asked for.
        at: the time to verify at, with a time zone.
    """
    if not host:
        return None
    from cryptography import __version__

    refusal = beyond_bounds(chain) or _refusal(chain, tuple(roots), host, at)
    reasons = () if refusal is None else (refusal,)
    return Opinion(f"cryptography {__version__}", ok=not reasons, reasons=reasons)


def _refusal(
    chain: Sequence[bytes], roots: tuple[bytes, ...], host: str, at: datetime
) -> Reason | None:
    from cryptography.x509 import UnsupportedGeneralNameType
    from cryptography.x509.verification import VerificationError

    sent: list[Certificate] = []
    for index, der in enumerate(chain):
        one = _read(der)
        if isinstance(one, str):
            return Reason("unreadable", one, index)
        sent.append(one)
    verifier = _verifier(roots, host, at)
    if isinstance(verifier, Reason):
        return verifier
    try:
        verifier.verify(sent[0], sent[1:])
    except (VerificationError, UnsupportedGeneralNameType, ValueError) as refused:
        return Reason("refused", str(refused), NOWHERE)
    return None


def _verifier(roots: tuple[bytes, ...], host: str, at: datetime) -> ServerVerifier | Reason:
    from cryptography.x509.verification import PolicyBuilder

    store = _store(roots)
    if store is None:
        return Reason("roots", "there is no root that can be read", NOWHERE)
    policy = PolicyBuilder().store(store).time(at.astimezone(UTC).replace(tzinfo=None))
    try:
        return policy.build_server_verifier(_subject(host))
    except ValueError as refused:
        return Reason("host", f"{host}: {refused}", NOWHERE)


def _subject(host: str) -> DNSName | IPAddress:
    """Raises ValueError if it is no name."""
    from ipaddress import ip_address

    from cryptography.x509 import DNSName, IPAddress

    packed = address(host)
    if packed is not None:
        return IPAddress(ip_address(packed))
    return DNSName(host if host.isascii() else host.encode("idna").decode())


@lru_cache(8)
def _store(roots: tuple[bytes, ...]) -> Store | None:
    from cryptography.x509.verification import Store

    read = [one for one in map(_read, roots) if not isinstance(one, str)]
    return Store(read) if read else None


def _read(der: bytes) -> Certificate | str:
    """The certificate, or why it is none."""
    from warnings import catch_warnings, simplefilter

    from cryptography.x509 import InvalidVersion, load_der_x509_certificate

    with _one_at_a_time, catch_warnings():
        # It warns of serial numbers that are not positive; some public roots have one.
        simplefilter("ignore")
        try:
            return load_der_x509_certificate(der)
        except (ValueError, InvalidVersion) as refused:
            return str(refused)
