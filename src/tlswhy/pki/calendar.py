"""Days on which programs stop trusting roots that were in every store, or certificates for long.

The roots go by their subject, written as `Certificate.subject` writes it: that is all a chain that
does not reach them tells. Mozilla's rule for the age of keys names no roots beforehand; those that
are to leave by the date in the root itself are here as far as 2028, the rule is in `aged_out`.
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
_ASSURED = ("Assured ID Root G2", "Assured ID Root G3")
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
            _ARANY,
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2025, 8, 1),
        _CHROME,
    ),
    Day(
        _BUYPASS,
        "Chrome",
        Ends.ISSUED,
        _at(2025, 11, 1),
        _CHROME,
    ),
    Day((_EPKI,), "Java", Ends.ISSUED, _at(2026, 3, 18), "JDK"),
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
        (*_DTRUST_2009, *_TELESEC),
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
        (
            *(f"CN=DigiCert {name}, {_DIGICERT}" for name in ("Trusted Root G4", *_ASSURED)),
            "CN=TWCA Global Root CA, OU=Root CA, O=TAIWAN-CA, C=TW",
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2026, 9, 15),
        _CHROME,
    ),
    Day(
        (
            _GLOBALSIGN_R3,
            "CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R5",
            "CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R6",
            *(f"CN=COMODO {kind} Certification Authority, {_COMODO}" for kind in ("ECC", "RSA")),
            *(
                f"CN=USERTrust {kind} Certification Authority, {_USERTRUST}"
                for kind in ("ECC", "RSA")
            ),
            f"CN=Certum Trusted Network CA, {_UNIZETO}",
            "CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES",
            _MICROSEC_2009,
            f"CN=e-Szigno Root CA 2017, organizationIdentifier=VATHU-23584497, {_MICROSEC}",
            *(
                f"CN=OISTE WISeKey Global Root {kind} CA, "
                "OU=OISTE Foundation Endorsed, O=WISeKey, C=CH"
                for kind in ("GB", "GC")
            ),
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2026, 10, 1),
        _CHROME,
    ),
    Day((_ENTRUST_2006,), "every program", Ends.EXPIRES, _at(2026, 11, 27), "the root itself"),
    Day(
        (
            (
                "CN=ANF Secure Server Root CA, OU=ANF CA Raiz, "
                "O=ANF Autoridad de Certificacion, C=ES, serialNumber=G63287510"
            ),
            "CN=vTrus ECC Root CA, O=iTrusChina Co.\\,Ltd., C=CN",
            "CN=vTrus Root CA, O=iTrusChina Co.\\,Ltd., C=CN",
        ),
        "Chrome",
        Ends.ISSUED,
        _at(2027, 1, 15),
        _CHROME,
    ),
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
            *(f"CN=Amazon Root CA {n}, O=Amazon, C=US" for n in (2, 3)),
            *(f"CN=DigiCert Global Root {name}, {_DIGICERT}" for name in ("G2", "G3")),
            "CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R4",
            *(f"CN=QuoVadis Root CA {n} G3, O=QuoVadis Limited, C=BM" for n in (2, 3)),
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
