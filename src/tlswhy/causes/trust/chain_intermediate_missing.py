"""The server does not send the intermediate certificate.

## What happens
Browsers open the site, command-line tools, runtimes and proxies refuse it: "unable to get local
issuer certificate", "unable to verify the first certificate".
## Why
The server was given the leaf alone. Browsers remember intermediates or fetch them; others do not.
## How we tell
The path stops at a certificate whose issuer is neither sent nor in the store, although it is no
root: it says where its issuer can be fetched, or an anchor of the same organization is trusted.
Where it works, the leaf came alone and this client happens to have the intermediate in its store:
then every client that has the root only will fail.
## Fix
Serve the full chain: the leaf first, then each intermediate, without the root.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged, LeafSeen


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf, chain = case.last(LeafSeen, hop=hop), case.last(ChainJudged, hop=hop)
    if leaf is None or chain is None:
        return
    if chain.anchor:
        if case.works and _had_it_stored(leaf, chain):
            yield Clue(
                verdict=Verdict.LIKELY,
                because=(
                    f"the server sent the leaf alone, and {chain.anchor}, which is no root, is in "
                    f"this client's store; who trusts only its issuer {chain.top_issuer} will fail"
                ),
                evidence=(chain, leaf),
                risk=True,
            )
        return
    for problem in case.all(CertificateProblem, hop=hop):
        if (
            problem.kind not in ("intermediate-missing", "issuer-unknown")
            or problem.issuer_in_trust
        ):
            continue
        signs = [
            f"it says where {problem.aia[0]}" if problem.aia else "",
            f"an anchor of the same owner is trusted: {chain.kin}" if chain.kin else "",
            "its issuer's name is that of an intermediate" if chain.in_between else "",
        ]
        told = [sign for sign in signs if sign]
        if problem.kind == "issuer-unknown" and not told:
            continue
        if problem.issuer_is_public:
            continue
        strong = problem.issuer_in_public or (chain.kin and not _same_root(chain))
        yield Clue(
            verdict=_verdict(told=len(told), strong=bool(strong)),
            because="; ".join([problem.says, *told]),
            evidence=(problem, leaf, chain),
        )


def _verdict(*, told: int, strong: bool) -> Verdict:
    if strong and told > 1:
        return Verdict.CERTAIN
    return Verdict.LIKELY if told or strong else Verdict.POSSIBLE


def _had_it_stored(leaf: LeafSeen, chain: ChainJudged) -> bool:
    """The path ends above the leaf, at an anchor that was not sent and is no root."""
    return chain.sent == 1 and chain.top not in (leaf.subject, chain.top_issuer)


def _same_root(chain: ChainJudged) -> bool:
    """The issuer is an anchor's namesake: then the anchor is an old one, and nothing is missing."""
    return chain.kin == chain.top_issuer


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.SERVE_FULL_CHAIN,),
    references=("RFC 8446 section 4.4.2", "RFC 5280 section 4.2.2.1"),
    after_handshake=True,
    told=Told(
        says={
            "verify issuer-missing": 1.6,
            "verify issuer-unknown": 0.9,
            "verify failed": 0.4,
            "client-alert 48": 0.6,
            "client-alert 46": 0.3,
            "client-alert 42": 0.2,
            "upstream-refused-cert": 0.5,
        },
        beside={
            "works browser": 1.5,
            "chain 1": 1.5,
            "place intermediate": 1.5,
            "issuer private": -0.8,
            "issuer interceptor": -1.5,
            "place inspected": -1,
            "fails all-hosts": -1.5,
            "issuer public": 0.5,
            "works os-store": -1.2,
            "place aia": 2,
            "host internal": -0.3,
        },
        test=(
            "Fetch the issuer from the certificate's AIA address and add it: it verifies. "
            "Count the certificates that the server sends."
        ),
    ),
)
