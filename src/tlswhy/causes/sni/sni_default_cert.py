"""The server answers an unknown name with its fallback certificate.

## What happens
The handshake goes on, with a certificate that is for nobody in particular: `TRAEFIK DEFAULT CERT`,
`Kubernetes Ingress Controller Fake Certificate`, a self-made one for the machine's own name.
## Why
The server has no certificate for the name: no rule or virtual host for it, the secret is missing or
in another namespace, or the certificate could not be issued and the fallback is served meanwhile.
## How we tell
The certificate is one that a known product makes for itself, and it does not cover the name.
## Fix
Configure the name with its own certificate, and read the server's log for why it has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen, MakerSeen
from tlswhy.model.facts.tls import HelloSent

WRONG_NAME = ("hostname-mismatch", "ip-not-in-san", "no-san", "wildcard-mismatch")


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, leaf = case.last(HelloSent, hop=hop), case.last(LeafSeen, hop=hop)
    problems = case.all(CertificateProblem, hop=hop)
    wrong = [p for p in problems if p.kind in WRONG_NAME and p.fatal]
    made = [m for m in case.all(MakerSeen, hop=hop) if m.role == "default-certificate"]
    if hello is None or leaf is None or hello.sni is None or not wrong:
        return
    for maker in made[:1]:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=(
                f"asked for {hello.sni}, the server sent {maker.subject}, "
                f"the fallback certificate of {maker.product}"
            ),
            evidence=(hello, leaf, maker, wrong[0]),
        )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.SERVE_NAME,),
    references=("RFC 6066 section 3",),
    narrows=(
        *("cert-hostname-mismatch", "trust-self-signed", "trust-private-ca"),
        *("intercept-ca-untrusted", "cert-expired", "chain-intermediate-missing"),
    ),
    told=Told(
        says={
            "default-cert": 3.2,
            "verify name": 0.5,
            "verify self-signed": 0.2,
            "sni-unknown": 0.5,
        },
        beside={"leg upstream": -0.6},
        test="A name that is served gets another certificate from the same address.",
    ),
)
