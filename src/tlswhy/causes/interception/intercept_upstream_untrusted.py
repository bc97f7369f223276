"""Something in between decrypts, and it is the one that does not trust the server.

## What happens
The handshake with the client is fine, and then comes an error page of the proxy: Squid's "Failed to
establish a secure connection", mitmproxy's 502 "Certificate verify failed". Other products hand on
the distrust by a certificate of a CA of their own that nobody trusts ("Untrusted Root").
## Why
The inspecting proxy is the server's client. Its own store is old or lacks a private CA, or the
server does not send its intermediate, which browsers would fetch and the proxy does not.
## How we tell
The page, a header or the forged certificate is one that the product uses for this alone.
## Fix
Update the proxy's trust store, or give it the missing CA; or exempt the host from inspection, so
that the client judges the certificate itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Leg, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import ChainJudged, LeafSeen, MakerSeen
from tlswhy.model.facts.network import HttpAnswered

PAGE = "upstream-untrusted"  # of `products`
REFUSING = (502, 503, 526)
CANNOT_VERIFY = 526  # Cloudflare's, and that of its Gateway
SQUID = "ERR_SECURE_CONNECT_FAIL"  # the handshake of Squid with the server failed
TELLS = "mitmproxy"  # names itself in every error page


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf, chain = case.last(LeafSeen, hop=hop), case.last(ChainJudged, hop=hop)
    makers = [m for m in case.all(MakerSeen, hop=hop) if m.role == "interceptor"]
    answer = case.last(HttpAnswered, hop=hop + 1)
    if makers and leaf is not None and "untrusted" in leaf.issuer.lower():
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=(
                f"the certificate was issued by {leaf.issuer}: that is how {makers[0].product} "
                "says that it does not trust the server's own"
            ),
            evidence=(makers[0], leaf),
        )
    elif answer is not None and not (chain is not None and chain.public):
        # A public CA signs for no interceptor: there it would be the server's own proxy.
        yield from _refused(case, answer, makers)


def ask(case: Case) -> Iterator[Experiment]:
    if case.last(HttpAnswered, hop=case.target_hop + 1) is not None:
        yield Experiment.of(What.READ_REFUSAL, "what the proxy's error page says in words")


def _refused(case: Case, answer: HttpAnswered, makers: list[MakerSeen]) -> Iterator[Clue]:
    """An error page inside TLS, of which a HEAD shows the headers only."""
    if answer.status not in REFUSING:
        return
    trial = case.trial(What.READ_REFUSAL)
    words = trial.case.last(HttpAnswered) if trial is not None else None
    by_page = PAGE in (answer.page, words.page if words is not None else "")
    by_header = answer.header("X-Squid-Error").startswith(SQUID)
    products = {maker.product for maker in makers} | {answer.header("Server").split(" ")[0]}
    if by_page or (makers and answer.status == CANNOT_VERIFY):
        # With a certificate that it does not trust an ordinary client does not come this far.
        verdict = Verdict.CERTAIN if case.works else Verdict.LIKELY
        because = f"{answer.says}: what decrypts could not verify the server's certificate"
    elif by_header:
        verdict = Verdict.LIKELY
        because = f"{answer.says}: Squid's handshake with the server failed ({SQUID})"
    elif trial is None and TELLS in products:
        verdict = Verdict.POSSIBLE
        because = f"{answer.says}, by {TELLS}"
    else:
        return
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(answer, *makers[:1]),
        confirmed_by=trial if by_page else None,
    )


CAUSE = Cause(
    acts=Party.FORWARD_PROXY,
    step=Step.CERTIFICATE,
    leg=Leg.PROXY_ORIGIN,
    look=look,
    ask=ask,
    remedies=(Remedy.TRUST_CA, Remedy.EXEMPT_FROM_INSPECTION),
    references=("Squid, sslproxy_cert_error", "mitmproxy, ssl_verify_upstream_trusted_ca"),
    narrows=("intercept-ca-untrusted",),
    after_handshake=True,
    told=Told(
        says={
            "upstream-refused-cert": 2.6,
            "verify issuer-missing": 0.6,
            "verify issuer-unknown": 0.6,
            "verify failed": 0.3,
            "verify self-signed": 0.4,
            "verify expired": 0.3,
        },
        beside={
            "role forward-proxy": 2,
            "role intercepting": 2,
            "leg upstream": 0.5,
            "side client": 0.1,
        },
        needs=(
            "role forward-proxy",
            "role intercepting",
            "upstream-refused-cert",
        ),
        test=(
            "The origin verifies directly with a current bundle: it is the proxy's own store "
            "that is old or lacks the issuer."
        ),
    ),
)
