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
The status 525 says that the proxy's handshake with the origin failed, and the name is the first
thing to look at. From outside nothing more is to be seen, and a bare 502 does not even say that:
the proxy's log tells.
## Fix
Let the proxy send the name that the origin serves. To see it fail and pass: `openssl s_client
-connect ORIGIN:443 -noservername`, and with `-servername`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Leg, Party, Remedy, Step, Verdict
from tlswhy.model.facts.network import HttpAnswered

HANDSHAKE_FAILED = 525  # of Cloudflare and of Cloud Foundry's router


def look(case: Case) -> Iterator[Clue]:
    answer = case.last(HttpAnswered, hop=case.target_hop + 1)
    if answer is None or answer.status != HANDSHAKE_FAILED:
        return
    yield Clue(
        verdict=Verdict.LIKELY,
        because=(
            f"{answer.says}: the proxy's handshake with the origin failed; the server name is the "
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
)
