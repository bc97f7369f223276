"""Days on which programs stop trusting roots that were in every store, or certificates for long.

The roots go by their subject, written as `Certificate.subject` writes it: that is all a chain that
does not reach them tells. What the programs have only announced as a rule for the age of keys is
left out where no root was named.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from msgspec import Struct


class Ends(StrEnum):
    """What happens on the day."""

    LEAVES = "leaves"  # the root is taken out of the store
    ISSUED = "issued"  # certificates issued from that day on are refused, older ones are not
    EXPIRES = "expires"  # the root's own last day


class Day(Struct, frozen=True):
    """whose: the programs, as the subject of a sentence. source: who announced it."""

    roots: tuple[str, ...]
    whose: str
    ends: Ends
    on: datetime
    source: str


def days_of(root: str) -> tuple[Day, ...]:
    """Every day that concerns the root of this subject, in order."""
    return _BY_ROOT.get(root, ())


class Limit(Struct, frozen=True):
    """What is issued below a public root since that day may be valid for so many days."""

    since: datetime
    days: int


def longest_life(issued: datetime) -> Limit | None:
    """The limit for what was issued then (CA/Browser Forum, Baseline Requirements section 6.3.2).

    Chromium enforces each of them; None before 2018-03-01.
    """
    return next((limit for limit in reversed(LIMITS) if issued >= limit.since), None)


def _at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


_ENTRUST_NET = "OU=See www.entrust.net/legal-terms, O=Entrust\\, Inc., C=US"
_ENTRUST_2006 = (
    "CN=Entrust Root Certification Authority, OU=(c) 2006 Entrust\\, Inc., "
    "OU=www.entrust.net/CPS is incorporated by reference, O=Entrust\\, Inc., C=US"
)
_ENTRUST = (
    _ENTRUST_2006,
    (
        "CN=Entrust Root Certification Authority - G2, "
        f"OU=(c) 2009 Entrust\\, Inc. - for authorized use only, {_ENTRUST_NET}"
    ),
    (
        "CN=Entrust Root Certification Authority - EC1, "
        f"OU=(c) 2012 Entrust\\, Inc. - for authorized use only, {_ENTRUST_NET}"
    ),
    (
        "CN=Entrust Root Certification Authority - G4, "
        f"OU=(c) 2015 Entrust\\, Inc. - for authorized use only, {_ENTRUST_NET}"
    ),
)
_ENTRUST_2048 = (
    "CN=Entrust.net Certification Authority (2048), OU=(c) 1999 Entrust.net Limited, "
    "OU=www.entrust.net/CPS_2048 incorp. by ref. (limits liab.), O=Entrust.net"
)
_AAA = "CN=AAA Certificate Services, O=Comodo CA Limited, L=Salford, ST=Greater Manchester, C=GB"
_EPKI = "OU=ePKI Root Certification Authority, O=Chunghwa Telecom Co.\\, Ltd., C=TW"
_IZENPE = "CN=Izenpe.com, O=IZENPE S.A., C=ES"
_DIGICERT = "OU=www.digicert.com, O=DigiCert Inc, C=US"
_DIGICERT_G1 = tuple(
    f"CN=DigiCert {name} Root CA, {_DIGICERT}"
    for name in ("Assured ID", "Global", "High Assurance EV")
)
_CHROME = "Chrome's root store"
_MOZILLA = "Mozilla's root program"

DAYS = (
    Day(_ENTRUST, "Chrome and Java", Ends.ISSUED, _at(2024, 11, 12), "Chrome's root program, JDK"),
    Day(_ENTRUST, "Firefox", Ends.ISSUED, _at(2024, 12, 1), "NSS, certdata.txt"),
    Day(
        ("CN=Baltimore CyberTrust Root, OU=CyberTrust, O=Baltimore, C=IE", _AAA, _ENTRUST_2048),
        "Firefox and whoever takes Mozilla's roots",
        Ends.LEAVES,
        _at(2025, 4, 15),
        _MOZILLA,
    ),
    Day((_EPKI,), "Firefox", Ends.ISSUED, _at(2025, 4, 16), "NSS, certdata.txt"),
    Day(
        (
            _EPKI,
            "CN=HiPKI Root CA - G1, O=Chunghwa Telecom Co.\\, Ltd., C=TW",
            (
                "CN=NetLock Arany (Class Gold) Főtanúsítvány, "
                "OU=Tanúsítványkiadók (Certification Services), O=NetLock Kft., L=Budapest, C=HU"
            ),
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2025, 8, 1),
        _CHROME,
    ),
    Day(
        tuple(f"CN=Buypass Class {n} Root CA, O=Buypass AS-983163327, C=NO" for n in (2, 3)),
        "Chrome",
        Ends.ISSUED,
        _at(2025, 11, 1),
        _CHROME,
    ),
    Day((_IZENPE,), "Chrome", Ends.ISSUED, _at(2026, 4, 15), _CHROME),
    Day(
        _DIGICERT_G1,
        "Chrome, Firefox and whoever takes Mozilla's roots",
        Ends.LEAVES,
        _at(2026, 4, 15),
        f"{_MOZILLA}, {_CHROME}",
    ),
    Day(
        (
            "CN=SecureTrust CA, O=SecureTrust Corporation, C=US",
            "CN=Secure Global CA, O=SecureTrust Corporation, C=US",
            "CN=SwissSign Gold CA - G2, O=SwissSign AG, C=CH",
            "OU=certSIGN ROOT CA, O=certSIGN, C=RO",
        ),
        "Firefox and whoever takes Mozilla's roots",
        Ends.LEAVES,
        _at(2026, 4, 15),
        _MOZILLA,
    ),
    Day((_IZENPE,), "Firefox", Ends.ISSUED, _at(2026, 4, 16), "NSS, certdata.txt"),
    Day(
        (
            "CN=D-TRUST Root Class 3 CA 2 2009, O=D-Trust GmbH, C=DE",
            "CN=D-TRUST Root Class 3 CA 2 EV 2009, O=D-Trust GmbH, C=DE",
            *(
                f"CN=T-TeleSec GlobalRoot Class {n}, OU=T-Systems Trust Center, "
                "O=T-Systems Enterprise Services GmbH, C=DE"
                for n in (2, 3)
            ),
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2026, 5, 29),
        _CHROME,
    ),
    Day(
        (
            "CN=Certigna Root CA, OU=0002 48146308100036, O=Dhimyotis, C=FR",
            *(
                f"CN=SSL.com {name}, O=SSL Corporation, L=Houston, ST=Texas, C=US"
                for name in (
                    "Root Certification Authority RSA",
                    "Root Certification Authority ECC",
                    "EV Root Certification Authority RSA R2",
                    "EV Root Certification Authority ECC",
                )
            ),
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2026, 6, 15),
        _CHROME,
    ),
    Day(
        (f"CN=DigiCert Trusted Root G4, {_DIGICERT}",),
        "Chrome",
        Ends.ISSUED,
        _at(2026, 7, 1),
        _CHROME,
    ),
    Day(
        (
            f"CN=DigiCert Assured ID Root G2, {_DIGICERT}",
            f"CN=DigiCert Assured ID Root G3, {_DIGICERT}",
            "CN=TWCA Global Root CA, OU=Root CA, O=TAIWAN-CA, C=TW",
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2026, 9, 15),
        _CHROME,
    ),
    Day((_ENTRUST_2006,), "every program", Ends.EXPIRES, _at(2026, 11, 27), "the root itself"),
    Day(
        ("CN=SwissSign RSA TLS Root CA 2022 - 1, O=SwissSign AG, C=CH",),
        "Chrome",
        Ends.ISSUED,
        _at(2027, 6, 15),
        _CHROME,
    ),
    Day(
        (
            "CN=D-TRUST EV Root CA 1 2020, O=D-Trust GmbH, C=DE",
            "CN=D-TRUST EV Root CA 2 2023, O=D-Trust GmbH, C=DE",
            "CN=Telekom Security TLS ECC Root 2020, O=Deutsche Telekom Security GmbH, C=DE",
            "CN=Telekom Security TLS RSA Root 2023, O=Deutsche Telekom Security GmbH, C=DE",
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2027, 8, 31),
        _CHROME,
    ),
    Day(
        (
            "CN=D-TRUST BR Root CA 1 2020, O=D-Trust GmbH, C=DE",
            "CN=D-TRUST BR Root CA 2 2023, O=D-Trust GmbH, C=DE",
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2027, 9, 15),
        _CHROME,
    ),
    Day(
        ("CN=GlobalSign Root CA, OU=Root CA, O=GlobalSign nv-sa, C=BE",),
        "every program",
        Ends.EXPIRES,
        _at(2028, 1, 28),
        "the root itself",
    ),
    Day((_AAA,), "every program", Ends.EXPIRES, _at(2028, 12, 31), "the root itself"),
)
"""In order. ISSUED: the first day whose certificates are refused."""

LIMITS = (
    Limit(_at(2018, 3, 1), 825),
    Limit(_at(2020, 9, 1), 398),
    Limit(_at(2026, 3, 15), 200),
    Limit(_at(2027, 3, 15), 100),
    Limit(_at(2029, 3, 15), 47),
)

_BY_ROOT = {
    root: tuple(day for day in DAYS if root in day.roots)
    for root in dict.fromkeys(root for day in DAYS for root in day.roots)
}
