"""The server speaks plain HTTP on this port.

## What happens
The client sends a ClientHello and gets HTTP back, usually "400 Bad Request", or is cut off. Its
library calls that `wrong version number`, `first record does not look like a TLS handshake`,
`Unrecognized SSL message`, `SSL_ERROR_RX_RECORD_TOO_LONG` or `ERR_SSL_PROTOCOL_ERROR`.
## Why
TLS is not turned on for this port (`listen 443` without `ssl`, `SSLEngine` off, no certificate
given to the application), or `https://` is written where `http://` is meant.
## How we tell
The answer to the ClientHello begins with `HTTP/`. Or nothing came, and a plain request on the same
port is answered; not by the 400 with which servers say that the port wants TLS.
## Fix
Turn TLS on where the port is meant for it. If not, use `http://` or the port that has TLS.
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
    unanswered_hello,
)
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.network import HttpAnswered, Spoke

HTTP = ("http-answer", "html", "http2")
HTTP_PORT = 80
WANTS_TLS = (400, 426, 497)  # nginx's 497 is sent as 400; 426 is RFC 9110 section 15.5.22


def look(case: Case) -> Iterator[Clue]:
    spoke, end = case.last(Spoke, hop=case.target_hop), unanswered_hello(case)
    if spoke is not None and is_block_page(spoke.filter):
        return
    trial = case.trial(What.PLAIN_HTTP)
    if spoke is not None and spoke.protocol in HTTP:
        yield _spoken(case, spoke, trial)
    elif spoke is not None and spoke.protocol in ("text", "binary"):
        yield _tried(case, f"the ClientHello was answered with no TLS: {spoke.excerpt}", spoke)
    elif spoke is None and end is not None:
        yield _tried(case, f"the ClientHello was not answered: {end.says}", end)


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.PLAIN_HTTP, "whether the port answers plain HTTP")


def _spoken(case: Case, spoke: Spoke, trial: Trial | None) -> Clue:
    """HTTP came back at once: only whose HTTP it is can still be open.

    Something that redirects whatever comes, HTTP or not, is rather a portal than a server; and a
    proxy that announced a page together with the tunnel has rather sent that page.
    """
    by = f" by {spoke.product}" if spoke.product else ""
    because = f"the ClientHello was answered in plain HTTP{by}: {spoke.excerpt}"
    answer = plain_answer(trial)
    if answer is not None and is_block_page(answer.filter):
        return Clue(verdict=Verdict.EXCLUDED, because=because + _page(answer), evidence=(spoke,))
    redirects = answer.status // 100 == 3 if answer is not None else is_redirection(spoke)
    listened = case.trial(What.LISTEN)
    by_proxy = page_of_proxy(case) is not None and (listened is None or heard(listened) is not None)
    unsure = (is_redirection(spoke) and redirects) or by_proxy
    return Clue(
        verdict=Verdict.POSSIBLE if unsure else Verdict.CERTAIN,
        because=because,
        evidence=(spoke,),
        confirmed_by=trial if answer is not None and not unsure else None,
        acts=_acts(case),
    )


def _tried(case: Case, because: str, seen: Fact) -> Clue:
    """Nothing usable came back: a plain request has to tell."""
    trial = case.trial(What.PLAIN_HTTP)
    answer = plain_answer(trial)
    if trial is None:
        verdict = Verdict.POSSIBLE
    elif answer is None:
        verdict = Verdict.EXCLUDED
        because += "; a plain HTTP request is not answered either"
    elif is_block_page(answer.filter):
        verdict = Verdict.EXCLUDED
        because += _page(answer)
    else:
        verdict = _verdict(case, answer)
        because += f"; a plain HTTP request is answered with {answer.status} {answer.reason}"
    return Clue(
        verdict=verdict,
        because=because.rstrip(),
        evidence=(seen,),
        confirmed_by=trial if verdict is Verdict.CERTAIN else None,
        acts=_acts(case),
    )


def _acts(case: Case) -> Party | None:
    """Port 80 is HTTP's own: who asks it for TLS asks the wrong one."""
    asked = case.last(Asked)
    return Party.CLIENT if asked is not None and asked.port == HTTP_PORT else None


def _page(answer: HttpAnswered) -> str:
    return f"; a plain HTTP request gets a page of {answer.filter}"


def _verdict(case: Case, answer: HttpAnswered) -> Verdict:
    """What an answer to a plain request tells about a port that gave none to a ClientHello.

    A server with TLS answers it too: nginx, Apache and Go with 400 and the hint that the port
    wants TLS, others with 400 alone or with a redirection to the same port by https.
    """
    if answer.status in WANTS_TLS:
        hint = re.search(
            r"\b(?:HTTPS|TLS|SSL)\b", f"{answer.header('Upgrade')} {answer.body}", re.IGNORECASE
        )
        return Verdict.EXCLUDED if hint else Verdict.POSSIBLE
    asked = case.last(Asked)
    if asked is not None and _https_port(answer.header("Location")) == asked.port:
        return Verdict.POSSIBLE
    return Verdict.CERTAIN


def _https_port(location: str) -> int:
    """The port of an https URL; 0 when it is another one, or none."""
    found = re.match(r"https://[^/?#]*?(?::(\d{1,5}))?(?:[/?#]|$)", location, re.IGNORECASE)
    return int(found[1] or 443) if found else 0


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.ENABLE_TLS, Remedy.USE_PLAIN_SCHEME),
    references=("RFC 9110 section 4.2.2", "nginx, listen ... ssl", "Apache httpd, SSLEngine"),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout"),
    told=Told(
        says={
            "handshake-failed": 0.2,
            "not-tls": 1.9,
            "not-tls http": 2.2,
            "server-alert 70": 0.1,
            "tls-received": 2.3,
            "client-alert 22": 0.6,
            "client-alert 10": 0.5,
            "eof": 0.4,
        },
        beside={
            "leg upstream": -2,
            "proxy-url https": -2,
            "role mail": -1.2,
            "role forward-proxy": -1.2,
            "role database": -0.4,
            "proxy-set": -0.4,
            "proxy-not-tls": -3,
            "port 587": -2,
            "port 25": -2,
            "port 143": -2,
            "port 389": -2,
            "port 110": -2,
            "place captive": -1,
            "place egress-by-proxy": -1,
            # The port that a protocol has for plain text, and no STARTTLS on it.
            "port 53": 1.8,
            "port 80": 0.8,
            "port 1883": 1.8,
            "port 5672": 1.8,
            "program unbound": 1,
        },
        test="A plain http:// request to the port is answered.",
    ),
)
