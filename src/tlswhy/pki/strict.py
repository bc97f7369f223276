"""What other clients refuse a path for that OpenSSL's default verification takes.

Each problem names who refuses. Python 3.13 made OpenSSL's strict flag its default, so those rules
are of `check_extensions` in crypto/x509/x509_vfy.c of OpenSSL 3; Go, rustls, Java and Chromium were
measured, and of Apple's systems stands here what Apple has published.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tlswhy.pki import oids
from tlswhy.pki.calendar import longest_life
from tlswhy.pki.certificate import NEVER, Certificate
from tlswhy.pki.checks import Problem

PYTHON = "Python 3.13 and newer"
JAVA = "Java"
CHROMIUM = "Chrome and Edge"
GO_ALL = "Go"
GO = "Go 1.23 and newer"
RUSTLS = "rustls"
APPLE = "Apple's systems"

# Apple, "Requirements for trusted certificates in iOS 13 and macOS 10.15": whoever issued it.
APPLE_SINCE = datetime(2019, 7, 1, tzinfo=UTC)
APPLE_DAYS = 825
APPLE_PUBLIC_DAYS = 398  # below public roots; that shorter lives are refused is not published


def of_path(path: tuple[Certificate, ...], *, public: bool) -> tuple[Problem, ...]:
    """Everything of that kind, by position; nothing of it is fatal for OpenSSL.

    path: the leaf first, with an end or without. public: it ends at a root of a public store.
    """
    found: list[Problem] = []
    for index, one in enumerate(path):
        found += _old_version(index, one, above=index + 1 < len(path))
        found += _serial(index, one)
        # A certificate that stands alone is no matter of RFC 5280 (RFC 6818 section 2).
        if len(path) > 1:
            found += _names(index, one)
            found += _authority(index, one)
            found += _key_identifiers(index, one, above=index + 1 < len(path))
    found += _apple(path[0])
    found += _life(path[0], public=public)
    return tuple(sorted(found, key=lambda problem: problem.index))


def _problem(code: str, index: int, one: Certificate, says: str, *refused_by: str) -> Problem:
    return Problem(code, index, one.name, False, says, refused_by=refused_by)


def _old_version(index: int, one: Certificate, *, above: bool) -> Iterator[Problem]:
    if one.version < 3 and above:
        says = f"is of X.509 version {one.version}, which has no extensions"
        yield _problem("old-version", index, one, says, RUSTLS)


def _serial(index: int, one: Certificate) -> Iterator[Problem]:
    if one.serial < 0:
        says = "has a negative serial number (RFC 5280, 4.1.2.2)"
        yield _problem("negative-serial", index, one, says, GO)


def _names(index: int, one: Certificate) -> Iterator[Problem]:
    if not one.issuer:
        says = "names no issuer (RFC 5280, 4.1.2.4)"
        yield _problem("empty-issuer", index, one, says, PYTHON, JAVA)
    if one.has_san and not one.alternatives:
        says = "has a subjectAltName without a name (RFC 5280, 4.2.1.6)"
        yield _problem("empty-san", index, one, says, PYTHON)
    if one.subject:
        return
    if one.is_ca or not one.has_san:
        says = "has an empty subject (RFC 5280, 4.1.2.6)"
        yield _problem("empty-subject", index, one, says, PYTHON, JAVA)
    elif oids.SUBJECT_ALT_NAME not in one.critical:
        says = "has an empty subject and a subjectAltName that is not marked critical"
        says += " (RFC 5280, 4.2.1.6)"
        yield _problem("san-not-critical", index, one, says, PYTHON, JAVA, CHROMIUM)


def _authority(index: int, one: Certificate) -> Iterator[Problem]:
    signs = one.key_usage is not None and "keyCertSign" in one.key_usage
    if index and one.is_ca is None:
        says = "is a CA without basicConstraints (RFC 5280, 4.2.1.9)"
        who = (PYTHON, GO_ALL, JAVA) if one.version >= 3 else (PYTHON,)
        yield _problem("ca-without-constraints", index, one, says, *who)
    elif not one.is_ca:
        if signs:
            says = "may sign certificates and is no CA (RFC 5280, 4.2.1.3)"
            yield _problem("signs-without-ca", index, one, says, PYTHON)
        if one.path_length is not None:
            says = "limits the path below it and is no CA (RFC 5280, 4.2.1.9)"
            yield _problem("path-length-without-ca", index, one, says, PYTHON)
    elif oids.BASIC_CONSTRAINTS not in one.critical:
        says = "is a CA whose basicConstraints are not marked critical (RFC 5280, 4.2.1.9)"
        yield _problem("ca-not-critical", index, one, says, PYTHON)
    if one.is_ca and one.key_usage is None:
        says = "is a CA without a key usage (RFC 5280, 4.2.1.3)"
        yield _problem("ca-without-key-usage", index, one, says, PYTHON)


def _key_identifiers(index: int, one: Certificate, *, above: bool) -> Iterator[Problem]:
    if one.version < 3:
        return
    if above and one.aki is None:
        says = "has no authorityKeyIdentifier (RFC 5280, 4.2.1.1)"
        yield _problem("no-authority-key-id", index, one, says, PYTHON)
    if one.is_ca and one.ski is None:
        says = "is a CA without a subjectKeyIdentifier (RFC 5280, 4.2.1.2)"
        yield _problem("no-subject-key-id", index, one, says, PYTHON)


def _apple(leaf: Certificate) -> Iterator[Problem]:
    if leaf.eku is None and leaf.not_before >= APPLE_SINCE:
        says = "has no extended key usage, and was issued since 2019-07-01"
        yield _problem("no-extended-key-usage", 0, leaf, says, APPLE)


def _life(leaf: Certificate, *, public: bool) -> Iterator[Problem]:
    if NEVER in (leaf.not_before, leaf.not_after):
        return
    life, most = leaf.not_after - leaf.not_before, timedelta(days=APPLE_DAYS)
    limit = longest_life(leaf.not_before) if public else None
    if limit is not None and life > timedelta(days=limit.days):
        says = f"is valid for {_days(life)}; below public roots {limit.days} are the most for what "
        says += f"is issued since {limit.since:%Y-%m-%d}"
        who = (CHROMIUM, APPLE) if life > timedelta(days=APPLE_PUBLIC_DAYS) else (CHROMIUM,)
        yield _problem("life-too-long", 0, leaf, says, *who)
    elif leaf.not_before >= APPLE_SINCE and life > most:
        says = f"is valid for {_days(life)}; {APPLE_DAYS} are the most for what is issued since "
        says += f"{APPLE_SINCE:%Y-%m-%d}"
        yield _problem("life-too-long", 0, leaf, says, APPLE)


def _days(life: timedelta) -> str:
    more = life % timedelta(days=1)
    return f"{life.days} days and {more}" if more else f"{life.days} days"
