"""`--lookups`: what the network says about a chain, asked the way its target is reached."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tlswhy.cli import proxies, target
from tlswhy.model.facts.certificate import RevocationSeen
from tlswhy.model.transcript import Mark
from tlswhy.pki.certificate import Certificate, read

if TYPE_CHECKING:
    from tlswhy.model.attempt import Proxy
    from tlswhy.model.diagnosis import Diagnosis
    from tlswhy.model.transcript import Transcript
    from tlswhy.net.lookups import Lookups
    from tlswhy.pki.stores import Store

CALLED = {"crl": "revocation list", "ocsp": "OCSP answer"}
ANYWHERE = "lookup.invalid"
"""Stands for the host of a chain in files that names none: only rules for all hosts are asked."""


def looked_up(
    chain: Sequence[bytes], trust: Store, at: datetime, proxy: tuple[Proxy, ...], *, inside: bool
) -> Lookups | None:
    """Fetch missing issuers and ask for revocation; None without a readable leaf.

    proxy: those on the way. inside: the target is in our own network, and so may be what its
    certificate points to.
    """
    from tlswhy.net.fetch import Fetcher
    from tlswhy.net.lookups import look_up

    sent = [one for one in map(read, chain) if isinstance(one, Certificate)]
    if not sent or not isinstance(read(chain[0]), Certificate):
        return None
    return look_up(sent, trust, Fetcher(proxy, inside=inside), at)


def way(options: Namespace, host: str) -> tuple[Proxy, ...]:
    """The proxies that the user's options or environment set for a host.

    Raises:
        InputError: one of them is no proxy.
    """
    asked = target.read(host or ANYWHERE)
    ask = not options.no_proxy
    found = proxies.chosen(options.proxy, asked, os.environ, ask_environment=ask)
    return tuple(choice.proxy for choice in found)


def is_inside(transcript: Transcript) -> bool:
    """Whether a target was reached at an address that is not one of the public internet's."""
    from tlswhy.net.fetch import is_inside as inside

    opened = [event.text for _, event in transcript.marks(Mark.CONNECTED)]
    return bool(opened) and inside(opened[0].rpartition(":")[0].strip("[]"))


def issuers(found: Lookups | None) -> tuple[Certificate, ...]:
    """The issuers that were fetched."""
    read_all = map(read, found.found if found is not None else ())
    return tuple(one for one in read_all if isinstance(one, Certificate))


def added(diagnosis: Diagnosis, found: Lookups | None) -> Diagnosis:
    """The diagnosis with what was said about revocation."""
    from tlswhy.causes import catalogue
    from tlswhy.engine import Budget, investigate
    from tlswhy.model.case import Case

    more = tuple(facts(found))
    if not more:
        return diagnosis
    case = Case((*diagnosis.case.facts, *more), diagnosis.case.trials)
    try:
        next(investigate(case, catalogue(), Budget(rounds=0)))
    except StopIteration as end:
        again: Diagnosis = end.value
        return again
    return diagnosis


def facts(found: Lookups | None) -> Iterator[RevocationSeen]:
    """What was said about revocation, by those who could be asked."""
    if found is None:
        return
    for one in found.revocations:
        if one.state in ("good", "revoked"):
            yield RevocationSeen(
                how=CALLED[one.how],
                status=str(one.state),
                subject=one.of_name,
                index=found.path.index(one.of) if one.of in found.path else 0,
                url=one.url,
                revoked_at=one.revoked_at,
                reason=one.reason,
                text=one.text,
            )


def lines(found: Lookups | None) -> Iterator[str]:
    """All of it for a reader."""
    if found is None:
        return
    yield from (issuer.text for issuer in found.issuers)
    for one in found.revocations:
        source = f" ({one.url})" if one.url else ""
        yield f"{one.of_name}: {one.text}{source}"
