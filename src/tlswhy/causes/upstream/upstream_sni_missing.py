"""The reverse proxy sends the origin no server name.

## What happens
Through the proxy every request is answered 502, or 525 by Cloudflare and Cloud Foundry; the proxy's
log has the origin's alert 40, 80 or 112, or a reset, "while SSL handshaking to upstream". The
origin itself, asked by its name, answers.
## Why
The origin serves several names and wants to be told which. nginx sends none by default, HAProxy
not in its checks and before 3.4 nowhere unless told, and a name that the origin does not serve is
as bad as none.
## How we tell
The status 525, or Apache's page, says that the proxy's handshake with the origin failed, and the
name is the first thing to look at. From outside nothing more is to be seen, and a bare 502 does not
even say that: the proxy's log tells.
## Fix
Let the proxy send the name that the origin serves. To see it fail and pass: `openssl s_client
-connect ORIGIN:443 -noservername`, and with `-servername`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.upstream import FAILED, intercepted, pages
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Leg, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import HttpAnswered

HANDSHAKE_FAILED = 525  # of Cloudflare and of Cloud Foundry's router


def look(case: Case) -> Iterator[Clue]:
    answer = case.last(HttpAnswered, hop=case.target_hop + 1)
    by_status = answer is not None and answer.status == HANDSHAKE_FAILED
    by_page = FAILED in pages(case) and not intercepted(case)
    if answer is None or not (by_status or by_page):
        return
    yield Clue(
        # Apache, whose page says the same, sends a name by itself.
        verdict=Verdict.LIKELY if by_status else Verdict.POSSIBLE,
        because=(
            f"{answer.says}: the proxy's handshake with the origin failed; the server name is a "
            "usual reason, and only the proxy's log tells"
        ),
        evidence=(answer,),
    )


CAUSE = Cause(
    acts=Party.REVERSE_PROXY,
    step=Step.CLIENT_HELLO,
    leg=Leg.PROXY_ORIGIN,
    look=look,
    remedies=(Remedy.SEND_SNI, Remedy.READ_SERVER_LOG),
    references=("nginx, proxy_ssl_server_name", "HAProxy, server sni", "Cloudflare, error 525"),
    after_handshake=True,
    told=Told(
        says={
            "handshake-failed": 0.6,
            "server-alert 112": 1.6,
            "server-alert 40": 1.5,
            "server-alert 80": 1.3,
            "misdirected": 1.3,
            "sni-absent": 1.6,
            "eof": 0.7,
            "reset": 0.9,
            "upstream-failed": 1,
            "client-alert 112": 0.5,
            "no-shared-cipher": 0.3,
        },
        beside={
            "role forward-proxy": -1.5,
            "works older-version": -1.4,
            "leg upstream": 1.8,
            "leg downstream": -1.5,
            "works with-sni": 1.6,
            "role check": 1.5,
            "sni sent": -1.5,
            "host ip": 0.2,
            "works without-check": 0.8,
            "role reverse-proxy": 0.4,
        },
        needs=(
            "leg upstream",
            "role reverse-proxy",
            "sni-absent",
        ),
        test=("openssl s_client to the origin passes with -servername NAME and fails without it."),
    ),
)
