"""A filter or a captive portal answers in the target's place.

## What happens
Instead of a ServerHello comes a page or a redirection in plain HTTP, or the certificate of a
portal, router or filter for every name. Clients speak of a wrong version, an unexpected packet or
a name that does not fit; a browser may show the log-in page of the Wi-Fi.
## Why
The network wants a log-in first, or a web filter blocks the site and shows its page. It cannot
put that page into TLS of its own without being noticed.
## How we tell
The page that came names the product or calls itself a block page or portal; or the certificate
does. A plain HTTP request to the same port brings the page out where the ClientHello was only cut
off.
## Fix
Log in to the portal, or have the name or its category allowed in the filter. From another network
the same target answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.causes.protocol import (
    heard,
    is_block_page,
    is_redirection,
    page_of_proxy,
    plain_answer,
)
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen, MakerSeen
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.network import Ended, HttpAnswered, Spoke

WRONG_NAME = ("hostname-mismatch", "wildcard-mismatch", "ip-not-in-san")
HTTP = ("http-answer", "html")


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    spoke, end = case.last(Spoke, hop=hop), case.last(Ended, hop=hop)
    answer = plain_answer(case.trial(What.PLAIN_HTTP))
    page = answer.filter if answer is not None and is_block_page(answer.filter) else ""
    said = spoke.filter if spoke is not None and is_block_page(spoke.filter) else ""
    if spoke is not None and (said or (page and spoke.protocol in HTTP)):
        who = said or page
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"the ClientHello was answered by {who}: {spoke.excerpt}",
            evidence=(spoke,),
            confirmed_by=case.trial(What.PLAIN_HTTP) if page else None,
            remedies=_remedies(who),
        )
    elif spoke is not None and is_redirection(spoke):
        yield from _redirected(case, spoke, answer)
    elif spoke is not None and spoke.protocol in HTTP and page_of_proxy(case) is not None:
        yield _proxy_page(case, spoke)
    elif spoke is None and end is not None and not end.received and page:
        yield _cut_off(case, end, page)
    else:
        yield from _certificate(case, hop, page)


def ask(case: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.PLAIN_HTTP, "whether a filter or a portal answers plain HTTP")
    if page_of_proxy(case) is not None:
        yield Experiment.of(What.LISTEN, "whether the page comes before anything is asked")


def _proxy_page(case: Case, spoke: Spoke) -> Clue:
    """The proxy granted the tunnel and sent HTML with the grant.

    A server that speaks HTTP through the tunnel does not speak before it is asked.
    """
    trial = case.trial(What.LISTEN)
    told = heard(trial)
    unasked = told is not None and told.protocol in HTTP
    because = f"the proxy granted the tunnel together with a page: {spoke.excerpt}"
    if trial is not None:
        because += f"; left alone, it sends {'the page' if unasked else 'none'}"
        verdict = Verdict.CERTAIN if unasked else Verdict.EXCLUDED
    else:
        verdict = Verdict.LIKELY
    grant = page_of_proxy(case)
    return Clue(
        verdict=verdict,
        because=because,
        evidence=(spoke, grant) if grant is not None else (spoke,),
        confirmed_by=trial if unasked else None,
        remedies=(Remedy.LOG_IN_TO_PORTAL, Remedy.ALLOW_NAME),
    )


def _cut_off(case: Case, end: Ended, page: str) -> Clue:
    """The hello got nothing, a plain request the page.

    Where other names pass, the same filter goes by the name, and sni-filtered says it better.
    """
    names = case.tried(What.SNI_OTHER, What.SNI_ABSENT)
    by_name = any(trial.answered is not None for trial in names)
    return Clue(
        verdict=Verdict.LIKELY if by_name else Verdict.CERTAIN,
        because=f"a plain HTTP request is answered by {page}; the ClientHello is not: {end.says}",
        evidence=(end,),
        confirmed_by=case.trial(What.PLAIN_HTTP),
        remedies=_remedies(page),
    )


def _redirected(case: Case, spoke: Spoke, answer: HttpAnswered | None) -> Iterator[Clue]:
    """A redirection in answer to a ClientHello, by somebody who does not say who it is."""
    because = f"the ClientHello was answered with a redirection: {spoke.excerpt}"
    trial, asked = case.trial(What.PLAIN_HTTP), case.last(Asked)
    place = answer.header("Location") if answer is not None else ""
    host = re.match(r"https?://(\[[^]]*\]|[^/?#:]*)", place, re.IGNORECASE)
    away = host is not None and asked is not None and host[1].lower() != asked.host.lower()
    if trial is None:
        verdict = Verdict.LIKELY
    elif away:
        verdict = Verdict.CERTAIN
        because += f"; a plain HTTP request is sent away to {place}"
    else:
        verdict = Verdict.POSSIBLE
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(spoke,),
        confirmed_by=trial if away else None,
        remedies=(Remedy.LOG_IN_TO_PORTAL, Remedy.ALLOW_NAME),
    )


def _certificate(case: Case, hop: int, page: str) -> Iterator[Clue]:
    """The certificate of a portal or filter, for a name that is not its own."""
    leaf, asked = case.last(LeafSeen, hop=hop), case.last(Asked)
    makers = [maker for maker in case.all(MakerSeen, hop=hop) if maker.role == "filter"]
    wrong = [p for p in case.all(CertificateProblem, hop=hop) if p.kind in WRONG_NAME]
    if leaf is None or not makers or not wrong:
        return
    # Who asks for an address may mean the device itself, which has no certificate for it; and
    # where a portal stands in the way, it mostly answers plain HTTP in its own name.
    by_address = asked is not None and asked.is_ip
    ordinary = plain_answer(case.trial(What.PLAIN_HTTP)) is not None
    unsure = not page and (by_address or ordinary)
    yield Clue(
        verdict=Verdict.LIKELY if unsure else Verdict.CERTAIN,
        because=f"{makers[0].says}; {wrong[0].says}",
        evidence=(makers[0], wrong[0], leaf),
        confirmed_by=case.trial(What.PLAIN_HTTP) if page else None,
        remedies=_remedies(makers[0].product),
    )


def _remedies(who: str) -> tuple[Remedy, ...]:
    if "portal" in who.lower() or "hotspot" in who.lower():
        return (Remedy.LOG_IN_TO_PORTAL,)
    return (Remedy.ALLOW_NAME, Remedy.LOG_IN_TO_PORTAL)


CAUSE = Cause(
    acts=Party.MIDDLEBOX,
    look=look,
    ask=ask,
    remedies=(Remedy.LOG_IN_TO_PORTAL, Remedy.ALLOW_NAME),
    references=("RFC 8952", "RFC 6585 section 6"),
    narrows=(
        *("reset-on-hello", "peer-closed-early", "handshake-timeout"),
        *("cert-hostname-mismatch", "trust-self-signed", "trust-private-ca"),
    ),
    told=Told(
        says={
            "not-tls http": 0.5,
            "verify name": 0.3,
            "verify issuer-unknown": 0.2,
            "verify failed": 0.3,
            "verify self-signed": 0.2,
            "not-tls": 0.2,
            "proxy-answered 302": 1,
        },
        beside={"place captive": 3.2, "place dns-filter": 0.7, "role filter": 2},
        test=(
            "A plain http:// request is redirected to a portal or a block page; another "
            "network passes."
        ),
    ),
)
