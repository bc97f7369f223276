"""The reverse proxy speaks plain HTTP to a port of the origin that wants TLS.

## What happens
Every request through the proxy is answered 400: "The plain HTTP request was sent to HTTPS port",
"You're speaking plain HTTP to an SSL-enabled server port", "Client sent an HTTP request to an HTTPS
server". The client did speak TLS.
## Why
The proxy ends TLS and goes on in plain HTTP, and its target is the origin's TLS port: `http://`
before an address with 443, a server line without `ssl`, a service whose port was switched to TLS.
## How we tell
The page came inside a finished TLS session, so the plain request is that of somebody behind it.
## Fix
Let the proxy speak TLS to the origin, `https://` or `ssl` on its line, and verify the certificate;
or give it the origin's plain port.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Leg, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import HttpAnswered

PAGE = "plain-http-to-tls"  # of `products`
REFUSING = (400, 497)


def look(case: Case) -> Iterator[Clue]:
    answer = case.last(HttpAnswered, hop=case.target_hop + 1)
    if answer is None or answer.status not in REFUSING:
        return
    trial = case.trial(What.READ_REFUSAL)
    words = trial.case.last(HttpAnswered) if trial is not None else None
    if PAGE in (answer.page, words.page if words is not None else ""):
        verdict = Verdict.CERTAIN
        because = f"{answer.says} inside TLS: a plain HTTP request was sent to a TLS port"
    elif trial is None:
        verdict, because = Verdict.POSSIBLE, f"{answer.says} inside TLS"
    else:
        return
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(answer,),
        confirmed_by=trial if verdict is Verdict.CERTAIN else None,
    )


def ask(case: Case) -> Iterator[Experiment]:
    if case.last(HttpAnswered, hop=case.target_hop + 1) is not None:
        yield Experiment.of(What.READ_REFUSAL, "what the refusal says in words")


CAUSE = Cause(
    acts=Party.REVERSE_PROXY,
    step=Step.APPLICATION,
    leg=Leg.PROXY_ORIGIN,
    look=look,
    ask=ask,
    remedies=(Remedy.UPSTREAM_TLS,),
    references=("nginx, proxy_pass and proxy_ssl_verify", "HAProxy, server ssl"),
    after_handshake=True,
    told=Told(
        says={
            "http-wants-tls": 1.6,
            "plain-received": 0.3,
            "plain-received http": 0.5,
            "eof": 0.3,
            "reset": 0.4,
        },
        beside={
            "leg upstream": 1.4,
            "role reverse-proxy": 1.2,
            "leg downstream": -1.5,
            "place behind-proxy": 1.4,
            "role mesh": 0.5,
        },
        needs=(
            "leg upstream",
            "role reverse-proxy",
            "place behind-proxy",
            "role mesh",
        ),
        test="A TLS hello to the backend's port gets a ServerHello.",
    ),
)
