"""Plain HTTP is spoken to a port that wants TLS.

## What happens
The client's URL begins with `http://` and the port speaks TLS: it answers 400, "The plain HTTP
request was sent to HTTPS port" or "Client sent an HTTP request to an HTTPS server", closes without
a word, or sends a TLS alert that the client takes for garbage. The server's log has `http request`,
`wrong version number` or "first record does not look like a TLS handshake".
## Why
The scheme is wrong, or the port: a client or a proxy was not told that the service has TLS now
(`redis://` instead of `rediss://`, no `--tls`, `http://` in front of port 8443). Peers of a service
mesh that insists on mutual TLS close without a word.
## How we tell
The answer is the page with which a known server says it. Or no HTTP came back, and a ClientHello to
the same port is answered.
## Fix
Write `https://`, or turn TLS on in the client; or give it the port of the service without TLS.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import Ended, HttpAnswered, Spoke
from tlswhy.model.facts.passive import Recorded

PAGE = "plain-http-to-tls"  # of `products`
UNKNOWN = ("tls", "binary", "text")  # what is spoken by no service that can be told
UNCLEAR = (400, 426, 497)  # nginx's 497 is sent as 400; 426 is RFC 9110 section 15.5.22


def look(case: Case) -> Iterator[Clue]:
    seen = _seen(case)
    if seen is None:
        return
    told = isinstance(seen, HttpAnswered) and seen.page == PAGE
    because = f"plain HTTP: {seen.says}"
    if told:
        because += ", which is how a port says that it wants TLS"
    trial = case.trial(What.TLS)
    hello = trial.answered if trial is not None else None
    # Of what was recorded, plain HTTP is judged where TLS belongs, and there is no second try.
    verdict = Verdict.LIKELY if case.last(Recorded) is not None else Verdict.POSSIBLE
    verdict = Verdict.CERTAIN if told else verdict
    if hello is not None:
        verdict = Verdict.CERTAIN
        because += f"; TLS is answered: {hello.says}"
    elif trial is not None:
        verdict = Verdict.LIKELY if told else Verdict.EXCLUDED
        because += "; a ClientHello is not answered either"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(seen,),
        confirmed_by=trial if hello is not None else None,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.TLS, "whether the port speaks TLS")


def _seen(case: Case) -> Fact | None:
    """What came of plain HTTP, where that is what was asked for and it is no ordinary answer."""
    hop = case.plain_hop
    if hop is None:
        return None
    answer = case.last(HttpAnswered, hop=hop)
    if answer is not None:
        return answer if answer.page == PAGE or answer.status in UNCLEAR else None
    spoke = case.last(Spoke, hop=hop)
    if spoke is not None:
        return spoke if spoke.protocol in UNKNOWN else None
    return case.last(Ended, hop=hop)


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.APPLICATION,
    look=look,
    ask=ask,
    remedies=(Remedy.USE_TLS_SCHEME,),
    references=("RFC 9110 section 4.2", "nginx, error 497", "Apache httpd, AH01996"),
    after_handshake=True,
    told=Told(
        says={
            "plain-received": 2.3,
            "plain-received http": 2.6,
            "http-wants-tls": 2.8,
            "plain-received connect": 0.8,
            "plain-received postgres": 1.6,
            "eof": 0.3,
            "reset": 0.4,
            "server-alert 10": 0.4,
        },
        beside={
            "leg upstream": -1,
            "place behind-proxy": -1,
            "role mesh": 0.5,
            "place strict-mtls": 2,
            "place health-check": -0.8,
            "scheme http": 0.8,
            "role forward-proxy": -0.6,
        },
        test="The same client with TLS (https://, rediss://, --tls) passes.",
    ),
)
