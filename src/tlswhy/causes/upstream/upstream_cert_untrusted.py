"""The reverse proxy does not trust the origin's certificate.

## What happens
The client's handshake is fine, and the request is answered 526 (Cloudflare, Cloud Foundry), 503
(Envoy, Istio) or 502. The origin itself, asked directly, may look right to a browser.
## Why
The proxy verifies the origin by a store of its own, and the origin's CA is not in it: a private CA,
a rotated root, an intermediate that the origin does not send; or its certificate has expired or is
for another name.
## How we tell
By the status 526, which means this alone, or by the page that Envoy answers with. Apache's page
says that the handshake failed, and not why. A bare 502 or 503 has many other reasons: there only
the proxy's log tells.
## Fix
Give the proxy the CA that issued the origin's certificate, or the origin the whole chain; read the
proxy's log for which of it is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.upstream import FAILED, intercepted, pages
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Leg, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import HttpAnswered

PAGE = "upstream-cert-untrusted"  # of `products`
HANDSHAKE_FAILED, CANNOT_VERIFY = 525, 526  # of Cloudflare and of Cloud Foundry's router
REFUSING = (500, 502, 503)
TELLS = ("envoy", "istio-envoy", "apache")  # their pages tell
LOG_TELLS = "only the proxy's log tells"


def look(case: Case) -> Iterator[Clue]:
    answer = case.last(HttpAnswered, hop=case.target_hop + 1)
    if answer is None or intercepted(case):
        return
    trial, told = case.trial(What.READ_REFUSAL), pages(case)
    if answer.status == CANNOT_VERIFY:
        verdict = Verdict.LIKELY
        because = f"the proxy could not verify the origin's certificate; {LOG_TELLS} why"
    elif answer.status == HANDSHAKE_FAILED:
        verdict = Verdict.POSSIBLE
        because = f"the proxy's handshake with the origin failed; {LOG_TELLS} why"
    elif FAILED in told:
        verdict = Verdict.LIKELY
        because = f"its page says that its handshake with the origin failed; {LOG_TELLS} why"
    elif PAGE in told and answer.status in REFUSING:
        verdict = Verdict.CERTAIN
        because = "its page says that the origin's certificate does not verify"
    elif trial is None and answer.status in REFUSING and _tells(answer):
        verdict, because = Verdict.POSSIBLE, f"by {answer.header('Server')}"
    else:
        return
    yield Clue(
        verdict=verdict,
        because=f"{answer.says}: {because}",
        evidence=(answer,),
        confirmed_by=trial if {PAGE, FAILED}.intersection(told) else None,
    )


def ask(case: Case) -> Iterator[Experiment]:
    answer = case.last(HttpAnswered, hop=case.target_hop + 1)
    if answer is not None and answer.status in REFUSING and _tells(answer):
        yield Experiment.of(What.READ_REFUSAL, "what the proxy's error page says in words")


def _tells(answer: HttpAnswered) -> bool:
    return answer.header("Server").partition("/")[0].lower() in TELLS


CAUSE = Cause(
    acts=Party.REVERSE_PROXY,
    step=Step.CERTIFICATE,
    leg=Leg.PROXY_ORIGIN,
    look=look,
    ask=ask,
    remedies=(Remedy.TRUST_CA, Remedy.READ_SERVER_LOG),
    references=(
        "Cloudflare, error 526",
        "Cloud Foundry, gorouter error classes",
        "Envoy, SslSocket",
        "Apache, SSLProxyVerify and SSLProxyCheckPeerName",
    ),
    after_handshake=True,
    told=Told(
        says={
            "handshake-failed": 0.4,
            "verify failed": 1.3,
            "verify issuer-unknown": 1.5,
            "verify issuer-missing": 1.5,
            "verify self-signed": 1.5,
            "verify self-signed-in-chain": 1.4,
            "upstream-refused-cert": 2.2,
            "client-alert 48": 0.4,
            "client-alert 42": 0.3,
            "verify expired": 0.6,
        },
        beside={
            "leg upstream": 1.8,
            "role reverse-proxy": 0.7,
            "leg downstream": -1.5,
            "role mesh": 0.6,
            "role forward-proxy": -1,
            "role intercepting": -2,
        },
        needs=(
            "leg upstream",
            "role reverse-proxy",
            "upstream-refused-cert",
            "role mesh",
        ),
        test=(
            "The origin's chain fails against the CA file that the proxy is given, and passes "
            "against the right one."
        ),
    ),
)
