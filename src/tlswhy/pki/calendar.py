"""Days on which programs stop trusting roots that were in every store, or certificates for long.

The roots go by their subject, written as `Certificate.subject` writes it: that is all a chain that
does not reach them tells. From which day on nothing new is taken below a root is in the stores' own
lists (`pki.roots`), and not told again here. Mozilla's rule for the age of keys names no roots
beforehand; those that are to leave by the date in the root itself are here as far as 2028, the rule
is in `aged_out`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

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
    days = (*_BY_ROOT.get(root, ()), *_limits().get(root, ()))
    return tuple(sorted(days, key=lambda day: day.on))


@lru_cache(1)
def _limits() -> Mapping[str, tuple[Day, ...]]:
    """By the subject of each root the days since which some store takes nothing new below it.

    As the stores' own lists have them; programs that begin on one day are named together.
    """
    from tlswhy.pki import roots

    since: dict[str, dict[datetime, list[str]]] = {}
    for root in roots.known().values():
        for store in _LISTS:
            member = root.member(store)
            last = member and (member.issued_before or member.sct_before)
            if last:
                begins = since.setdefault(root.subject, {}).setdefault(last + _SECOND, [])
                begins += [] if store in begins else [store]
    return {
        subject: tuple(_limit(subject, on, stores) for on, stores in days.items())
        for subject, days in since.items()
    }


def _limit(subject: str, on: datetime, stores: Sequence[str]) -> Day:
    whose, sources = zip(*(_LISTS[store] for store in stores), strict=True)
    return Day((subject,), " and ".join(whose), Ends.ISSUED, on, ", ".join(sources))


_SECOND = timedelta(seconds=1)
_LISTS = {
    "chrome": ("Chrome", "Chrome's root store"),
    "mozilla": ("Firefox", "NSS, certdata.txt"),
    "java": ("Java", "JDK"),
}
"""The lists with such limits: who keeps to them, and what they are read from."""


def aged_out(made: datetime) -> datetime:
    """When Mozilla takes out a root whose key was made then, for websites.

    made: of the key. Where the record of that is lost, Mozilla goes by the root's notBefore, which
    is never earlier (Mozilla Root Store Policy section 7.4 and its schedule, CA/Root CA
    Lifecycles).
    """
    for before, leaves in _BY_AGE:
        if made < before:
            return leaves
    try:
        return made.replace(year=made.year + 15)
    except ValueError:  # the 29th of February
        return made.replace(year=made.year + 15, month=3, day=1)


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


_BY_AGE = (
    (_at(2006, 1, 1), _at(2025, 4, 15)),
    (_at(2008, 1, 1), _at(2026, 4, 15)),
    (_at(2010, 1, 1), _at(2027, 4, 15)),
    (_at(2012, 1, 1), _at(2028, 4, 15)),
    (_at(2014, 4, 15), _at(2029, 4, 15)),
)
"""Keys made before the first day leave on the second."""

_ENTRUST_2006 = (
    "CN=Entrust Root Certification Authority, OU=(c) 2006 Entrust\\, Inc., "
    "OU=www.entrust.net/CPS is incorporated by reference, O=Entrust\\, Inc., C=US"
)
_ENTRUST_2048 = (
    "CN=Entrust.net Certification Authority (2048), OU=(c) 1999 Entrust.net Limited, "
    "OU=www.entrust.net/CPS_2048 incorp. by ref. (limits liab.), O=Entrust.net"
)
_AAA = "CN=AAA Certificate Services, O=Comodo CA Limited, L=Salford, ST=Greater Manchester, C=GB"
_DIGICERT = "OU=www.digicert.com, O=DigiCert Inc, C=US"
_DIGICERT_G1 = tuple(
    f"CN=DigiCert {name} Root CA, {_DIGICERT}"
    for name in ("Assured ID", "Global", "High Assurance EV")
)
_COMODO = "O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB"
_USERTRUST = "O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US"
_UNIZETO = "OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL"
_MICROSEC = "O=Microsec Ltd., L=Budapest, C=HU"
_SCOTTSDALE = "L=Scottsdale, ST=Arizona, C=US"
_GLOBALSIGN_R3 = "CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R3"
_ARANY = (
    "CN=NetLock Arany (Class Gold) Főtanúsítvány, "
    "OU=Tanúsítványkiadók (Certification Services), O=NetLock Kft., L=Budapest, C=HU"
)
_MICROSEC_2009 = f"emailAddress=info@e-szigno.hu, CN=Microsec e-Szigno Root CA 2009, {_MICROSEC}"
_TELESEC = tuple(
    f"CN=T-TeleSec GlobalRoot Class {n}, OU=T-Systems Trust Center, "
    "O=T-Systems Enterprise Services GmbH, C=DE"
    for n in (2, 3)
)
_DTRUST_2009 = tuple(
    f"CN=D-TRUST Root Class 3 CA 2{ev} 2009, O=D-Trust GmbH, C=DE" for ev in ("", " EV")
)
_BUYPASS = tuple(f"CN=Buypass Class {n} Root CA, O=Buypass AS-983163327, C=NO" for n in (2, 3))
_CHROME = "Chrome's root store"
_MOZILLA = "Mozilla's root program"
_BY_DATE = f"{_MOZILLA}, by the date of the root"

DAYS = (
    Day(
        ("CN=Baltimore CyberTrust Root, OU=CyberTrust, O=Baltimore, C=IE", _AAA, _ENTRUST_2048),
        "Firefox and whoever takes Mozilla's roots",
        Ends.LEAVES,
        _at(2025, 4, 15),
        _MOZILLA,
    ),
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
    Day((_ENTRUST_2006,), "every program", Ends.EXPIRES, _at(2026, 11, 27), "the root itself"),
    Day(
        (
            f"CN=COMODO ECC Certification Authority, {_COMODO}",
            "CN=TWCA Root Certification Authority, OU=Root CA, O=TAIWAN-CA, C=TW",
            *_TELESEC,
            f"CN=Certum Trusted Network CA, {_UNIZETO}",
            "OU=AC RAIZ FNMT-RCM, O=FNMT-RCM, C=ES",
            _ARANY,
            _GLOBALSIGN_R3,
            "OU=Security Communication RootCA2, O=SECOM Trust Systems CO.\\,LTD., C=JP",
            _MICROSEC_2009,
            f"CN=Go Daddy Root Certificate Authority - G2, O=GoDaddy.com\\, Inc., {_SCOTTSDALE}",
            *(
                f"CN=Starfield {name}Root Certificate Authority - G2, "
                f"O=Starfield Technologies\\, Inc., {_SCOTTSDALE}"
                for name in ("", "Services ")
            ),
            *_DTRUST_2009,
        ),
        "Firefox and whoever takes Mozilla's roots",
        Ends.LEAVES,
        _at(2027, 4, 15),
        _BY_DATE,
    ),
    Day(
        ("CN=GlobalSign Root CA, OU=Root CA, O=GlobalSign nv-sa, C=BE",),
        "every program",
        Ends.EXPIRES,
        _at(2028, 1, 28),
        "the root itself",
    ),
    Day(
        (
            f"CN=COMODO RSA Certification Authority, {_COMODO}",
            *(
                f"CN=USERTrust {kind} Certification Authority, {_USERTRUST}"
                for kind in ("ECC", "RSA")
            ),
            *_BUYPASS,
            "C=ES, O=ACCV, OU=PKIACCV, CN=ACCVRAIZ1",
            "CN=Actalis Authentication Root CA, O=Actalis S.p.A./03358520967, L=Milan, C=IT",
            f"CN=Certum Trusted Network CA 2, {_UNIZETO}",
        ),
        "Firefox and whoever takes Mozilla's roots",
        Ends.LEAVES,
        _at(2028, 4, 15),
        _BY_DATE,
    ),
    Day((_AAA,), "every program", Ends.EXPIRES, _at(2028, 12, 31), "the root itself"),
)
"""In order: those that no list of a store has beforehand."""

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
