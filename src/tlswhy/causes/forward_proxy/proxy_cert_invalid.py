"""The proxy's own certificate is not accepted.

## What happens
The proxy is spoken to with TLS, and the client ends that handshake before it asks for the target:
`ERR_PROXY_CERTIFICATE_INVALID`, curl (60) before CONNECT.
## Why
The certificate of the proxy's listener is for another name, expired, or from a CA unknown here.
## How we tell
The problem is in the chain of the proxy's own TLS, which comes before the target's.
## Fix
Reissue the proxy's certificate for the name in the proxy URL, connect by a name that it lists, or
trust its CA (`--proxy-ca`, curl `--proxy-cacert`).
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.forward_proxy import chosen, known, tunnels
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem

UNTRUSTED = ("untrusted-root", "issuer-unknown")  # by a CA that this client was not given


def look(case: Case) -> Iterator[Clue]:
    proxies = {proxy.tls: proxy for proxy in tunnels(case) if proxy.tls is not None}
    for problem in case.all(CertificateProblem):
        proxy = proxies.get(problem.hop)
        if proxy is not None and problem.fatal:
            yield Clue(
                verdict=Verdict.CERTAIN,
                because=f"the proxy {proxy.peer} has a certificate of its own: {problem.says}",
                evidence=(problem, *known(chosen(case, proxy))),
                acts=Party.CLIENT if problem.kind in UNTRUSTED else None,
                hop=problem.hop,
            )


CAUSE = Cause(
    acts=Party.FORWARD_PROXY,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.FIX_PROXY_CERTIFICATE, Remedy.TRUST_CA),
    references=("RFC 9110 section 9.3.6",),
    told=Told(
        says={"proxy-cert": 4},
        test="curl --proxy-insecure passes.",
    ),
)
