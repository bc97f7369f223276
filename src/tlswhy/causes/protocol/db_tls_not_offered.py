"""The database does not offer TLS.

## What happens
The client asks for TLS in the words of the database and gets a no: PostgreSQL's one byte `N`, a
MySQL greeting without SSL, ENCRYPT_NOT_SUP in SQL Server's PRELOGIN. Clients say "server does not
support SSL, but SSL was required" or "SSL connection error: server doesn't support SSL".
## Why
TLS is off on the server (`ssl = off`, no certificate), or a pooler in between (PgBouncer, ProxySQL)
answers and has no TLS of its own, whatever the database behind it does.
## How we tell
By the answer to the request, before any byte of TLS.
## Fix
Turn TLS on where the client connects: `ssl = on` in PostgreSQL, `client_tls_sslmode` in PgBouncer,
`ssl_cert` in MySQL. Only on a leg that needs none (same host, sidecar), ask for none (`sslmode`).
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.protocol import DATABASES, starttls, title
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Verdict
from tlswhy.model.facts.network import Declined

SAYS_NO = ("answered N)", "offered)")  # how our dialogues name a plain no


def look(case: Case) -> Iterator[Clue]:
    upgrade = starttls(case)
    if upgrade is None or upgrade[1] not in DATABASES:
        return
    hop, protocol = upgrade
    declined = case.last(Declined, hop=hop)
    if declined is None:
        return
    if declined.step.endswith(SAYS_NO):
        verdict = Verdict.CERTAIN
        because = (
            f"the {title(protocol)} server, or a pooler before it, has no TLS: {declined.step}"
        )
    elif declined.step == "SSLRequest":
        # An error instead of S or N comes from what does not know the request at all.
        verdict = Verdict.LIKELY
        because = f"the server has no TLS, or cannot serve now: {declined.says}"
    else:
        return
    yield Clue(verdict=verdict, because=because, evidence=(declined,), hop=hop)


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.PRE,
    look=look,
    remedies=(Remedy.ENABLE_TLS, Remedy.USE_PLAIN_SCHEME),
    references=(
        "PostgreSQL, SSL Session Encryption",
        "PostgreSQL, sslmode",
        "PgBouncer, client_tls_sslmode",
        "MS-TDS section 2.2.6.5",
    ),
)
