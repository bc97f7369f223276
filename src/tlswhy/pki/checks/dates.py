"""When a certificate is valid, and for how long (RFC 5280 section 4.1.2.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tlswhy.pki.calendar import longest_life
from tlswhy.pki.certificate import NEVER, Certificate
from tlswhy.pki.checks.problem import ANCHOR, LEAF, Problem, Spot
from tlswhy.pki.paths import Path

# Apple, "Requirements for trusted certificates in iOS 13 and macOS 10.15": whoever issued it.
APPLE_SINCE = datetime(2019, 7, 1, tzinfo=UTC)
APPLE_DAYS = 825
APPLE_PUBLIC_DAYS = 398  # below public roots; that shorter lives are refused is not published


def check(spot: Spot, at: datetime) -> Iterator[Problem]:
    one = spot.one
    if NEVER in (one.not_before, one.not_after):
        return
    if at < one.not_before:
        says = f"begins on {_day(one.not_before, at)}, in {span(one.not_before - at)}"
        yield spot.problem("not-yet-valid", says)
    if at >= one.not_after:
        # OpenSSL counts the last second as over (X509_cmp_time), RFC 5280 does not.
        code = "expired"
        if at - one.not_after < timedelta(seconds=1):
            code += ":second" if at > one.not_after else ":now"
        says = f"ended on {_day(one.not_after, at)}, {span(at - one.not_after)} ago"
        yield spot.problem(code, says)


def outlived(path: Path) -> Iterator[Problem]:
    """An anchor without extensions that is not valid for all of what it issued.

    Java, when it searches for a path, wants that of one (AdaptableX509CertSelector.match).
    """
    if not path.anchored or len(path.certificates) < 2:
        return
    *_, below, anchor = path.certificates
    if NEVER in (anchor.not_before, below.not_before) or anchor.version > 2:
        return
    if not anchor.not_before <= below.not_before <= below.not_after <= anchor.not_after:
        says = f"is of version {anchor.version} and not valid for as long as {below.name}"
        index = len(path.certificates) - 1
        yield Spot(anchor, index, ANCHOR).problem("old-version:outlived", says)


def life(leaf: Certificate, *, public: bool) -> Iterator[Problem]:
    """What is valid for longer than clients let a server's certificate be.

    public: the path ends at a root of a public store.
    """
    if NEVER in (leaf.not_before, leaf.not_after):
        return
    lasts, most = leaf.not_after - leaf.not_before, timedelta(days=APPLE_DAYS)
    limit = longest_life(leaf.not_before) if public else None
    spot = Spot(leaf, 0, LEAF)
    if limit is not None and lasts > timedelta(days=limit.days):
        says = f"is valid for {_days(lasts)}; below public roots {limit.days} are the most for "
        says += f"what is issued since {limit.since:%Y-%m-%d}"
        both = lasts > timedelta(days=APPLE_PUBLIC_DAYS)
        yield spot.problem("life-too-long" if both else "life-too-long:chrome", says)
    elif leaf.not_before >= APPLE_SINCE and lasts > most:
        says = f"is valid for {_days(lasts)}; {APPLE_DAYS} are the most for what is issued since "
        says += f"{APPLE_SINCE:%Y-%m-%d}"
        yield spot.problem("life-too-long:apple", says)


def span(between: timedelta) -> str:
    """A time in its largest whole unit: `2152 days`, `3 hours`."""
    seconds = int(between.total_seconds())
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return _counted(seconds // size, unit)
    return _counted(seconds, "second")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _day(when: datetime, at: datetime) -> str:
    near = abs(when - at) < timedelta(days=2)
    return f"{when:%Y-%m-%d %H:%M:%S} UTC" if near else f"{when:%Y-%m-%d}"


def _days(lasts: timedelta) -> str:
    more = lasts % timedelta(days=1)
    return f"{lasts.days} days and {more}" if more else f"{lasts.days} days"
