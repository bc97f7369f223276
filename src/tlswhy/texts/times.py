"""When a line of a log was written, in the formats that programs use."""

from __future__ import annotations

import re
from datetime import UTC, datetime

MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
)}  # fmt: skip

# ISO 8601 and its relatives (nginx's error log has slashes); a comma or a point before fractions.
ISO = re.compile(
    r"(?<!\d)(\d{4})[-/](\d\d)[-/](\d\d)[T _](\d\d):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?"
    r"\s?(Z|[+-]\d\d:?\d\d)?"
)
# Common log format: 10/Oct/2000:13:55:36 -0700. Apache's error log: Tue Oct 10 13:55:36.1 2000.
CLF = re.compile(r"(\d\d)/([A-Za-z]{3})/(\d{4}):(\d\d):(\d\d):(\d\d)")
CTIME = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)(?:\.\d+)? (\d{4})"
)
SYSLOG = re.compile(r"^(?:<\d+>)?([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)")
EPOCH = re.compile(r"^\[?(1\d{9})(?:[.,](\d{1,9}))?(?!\d)")


# As OpenSSL prints a certificate's: Jan 31 23:59:59 2030 GMT.
ASN1 = re.compile(r"^\W{0,3}([A-Z][a-z]{2}) ([ \d]?\d) (\d\d):(\d\d):(\d\d) (\d{4})")
DAY = re.compile(r"^\W{0,3}(\d{4})-(\d\d)-(\d\d)(?!\d)")


def any_time(text: str) -> datetime | None:
    """The time that a text begins with, as certificates are printed; None where there is none."""
    match = ASN1.match(text)
    if match:
        return _date(match[6], match[1], match[2], match.groups()[2:5])
    found = _iso(text) or _ctime(text)
    if found is not None:
        return found
    day = DAY.match(text)
    name = next((n for n, number in MONTHS.items() if day and number == int(day[2])), "")
    return _date(day[1], name, day[3], ("0", "0", "0")) if day else None


def time_of(text: str, year: int) -> datetime | None:
    """The first time in the first 200 characters, UTC where no zone is named.

    year: for syslog's old format, which has none.
    """
    head = text[:200]
    found = _iso(head) or _clf(head) or _ctime(head) or _syslog(head, year)
    if found is not None:
        return found
    epoch = EPOCH.match(head)
    return datetime.fromtimestamp(int(epoch[1]), UTC) if epoch else None


def _iso(head: str) -> datetime | None:
    match = ISO.search(head)
    if match is None:
        return None
    zone = match[8]
    iso = "{}-{}-{}T{}:{}:{}".format(*match.groups()[:6])
    iso += "+00:00" if zone in (None, "Z") else zone
    try:
        return datetime.fromisoformat(iso).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _clf(head: str) -> datetime | None:
    match = CLF.search(head)
    return _date(match[3], match[2], match[1], match.groups()[3:]) if match else None


def _ctime(head: str) -> datetime | None:
    match = CTIME.search(head)
    return _date(match[6], match[1], match[2], match.groups()[2:5]) if match else None


def _syslog(head: str, year: int) -> datetime | None:
    match = SYSLOG.match(head)
    return _date(str(year), match[1], match[2], match.groups()[2:]) if match else None


def _date(year: str, month: str, day: str, clock: tuple[str, ...]) -> datetime | None:
    number = MONTHS.get(month.lower())
    try:
        hour, minute, second = map(int, clock)
        return datetime(int(year), number or 0, int(day), hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
