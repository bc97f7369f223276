"""The database does not offer TLS.

## What happens
The client asks for TLS in the words of the database and gets a no: PostgreSQL's one byte `N`, a
MySQL greeting without SSL, ENCRYPT_NOT_SUP in SQL Server's PRELOGIN. Clients say "server does not
support SSL, but SSL was required" or "SSL connection error: server doesn't support SSL".
## Why
TLS is off on the server (`ssl = off`, no certificate), or a pooler in between (PgBouncer, ProxySQL)
answers and has no TLS of its own, whatever the database behind it does.
## How we tell
By the answer to the request, before any byte of TLS. A database that only hangs up on a ClientHello
is asked in its own words.
## Fix
Turn TLS on where the client connects: `ssl = on` in PostgreSQL, `client_tls_sslmode` in PgBouncer,
`ssl_cert` in MySQL. Only on a leg that needs none (same host, sidecar), ask for none (`sslmode`).
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.protocol import DATABASES, SAYS_NO, starttls, title, unanswered_hello
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import Declined, Ended


def look(case: Case) -> Iterator[Clue]:
    upgrade, end, trial = starttls(case), unanswered_hello(case), case.trial(What.STARTTLS)
    if end is not None and trial is not None:
        yield from _asked_later(end, trial)
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


def _asked_later(end: Ended, trial: Trial) -> Iterator[Clue]:
    """The ClientHello was not answered, the database's own request for TLS was: with a no."""
    declined, protocol = trial.case.last(Declined), trial.change.value
    if declined is None or protocol not in DATABASES or not declined.step.endswith(SAYS_NO):
        return
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=(
            f"the ClientHello was not answered: {end.says}; asked for TLS as in {title(protocol)}, "
            f"the server, or a pooler before it, has none: {declined.step}"
        ),
        evidence=(end,),
        confirmed_by=trial,
    )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.PRE,
    look=look,
    remedies=(Remedy.ENABLE_TLS, Remedy.USE_PLAIN_SCHEME),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout"),
    references=(
        "PostgreSQL, SSL Session Encryption",
        "PostgreSQL, sslmode",
        "PgBouncer, client_tls_sslmode",
        "MS-TDS section 2.2.6.5",
    ),
    told=Told(
        says={"db-without-tls": 4},
        test=(
            "An SSLRequest to the database itself and to the pooler before it get different "
            "answers."
        ),
    ),
)
