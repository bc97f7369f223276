"""Facts of a server's certificates, through `pki`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from tlswhy.evidence import ech
from tlswhy.evidence.tls import Presented, presented
from tlswhy.model.attempt import Attempt, HopKind, Speak
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.certificate import (
    CertificateProblem,
    ChainJudged,
    LeafSeen,
    MakerSeen,
    StapleSeen,
    StrengthSeen,
)
from tlswhy.model.facts.context import ClientPolicy
from tlswhy.model.transcript import Transcript
from tlswhy.pki import clients, ocsp
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.interceptors import captive_or_filter, default_certificate, recognise
from tlswhy.pki.names import matches
from tlswhy.pki.problems import Judgement, Problem, judge
from tlswhy.pki.stores import Store
from tlswhy.wire.reader import Malformed

# Names by which CAs call their intermediates; and the words that any CA has in its name.
IN_BETWEEN = re.compile(r"(?i)\b(intermediate|issuing|subordinate|sub[ -]?ca|server ca|tls ca)\b")
COMMON = {
    *("the", "ca", "root", "intermediate", "issuing", "subordinate", "sub", "server", "tls", "ssl"),
    *("rsa", "ecc", "ecdsa", "certificate", "certification", "certificates", "authority"),
    *("primary", "secondary", "global", "trust", "secure", "network", "class", "domain"),
    *("validation", "public", "private", "internal"),
}


class Trust(Struct, frozen=True):
    """Whom the client trusts.

    store: for the target. proxy: for proxies that speak TLS. public: the public roots, to know
    what a public client would say.
    """

    store: Store
    proxy: Store
    public: Store

    def judged(  # noqa: PLR0913 - all that a judgement depends on
        self,
        transcript: Transcript,
        attempt: Attempt,
        hop: int,
        at: datetime,
        policy: ClientPolicy | None = None,
        *,
        name: str | None = None,
    ) -> Iterator[Fact]:
        """What the chain on one TLS hop is, and what a client holds against it.

        policy: of the client that is spoken as; without one OpenSSL's default is the measure.
        name: instead of the hop's; "" where nobody knows it.
        """
        shown = presented(transcript, hop)
        if shown is None or not shown.chain:
            return
        if name is None:
            name = ech.public_name(transcript, hop) or attempt.hops[hop].host
        trusted = self.store if hop == target_tls(attempt) else self.proxy
        judgement = _judge(shown.chain, name, at, trusted, self.public, top=attempt.trust_top)
        scene = _Scene(name, trusted, self.public, Anchor(hop=hop, event=shown.event), policy)
        yield from _facts(judgement, scene)
        leaf = judgement.certificates[0]
        if isinstance(leaf, Certificate):
            seen = Anchor(hop=hop, event=shown.stapled)
            yield from _staple(shown, leaf, _issuer(judgement, leaf), at, seen)

    def judged_file(
        self,
        chain: Sequence[bytes],
        name: str,
        at: datetime,
        policy: ClientPolicy | None = None,
        *,
        trust_top: bool = False,
    ) -> Iterator[Fact]:
        """The same of a chain that nobody sent. name: "" where it is not known."""
        judgement = _judge(chain, name, at, self.store, self.public, top=trust_top)
        yield from _facts(judgement, _Scene(name, self.store, self.public, Anchor(), policy))


def _judge(  # noqa: PLR0913 - all that a judgement depends on
    chain: Sequence[bytes], name: str, at: datetime, trusted: Store, public: Store, *, top: bool
) -> Judgement:
    """top: what the chain ends at is trusted as well."""
    judgement = judge(chain, host=name, at=at, trust=trusted, public=public)
    if not top or not judgement.path:
        return judgement
    whole = trusted + Store("the top of the chain", "", (judgement.path[-1].der,))
    return judge(chain, host=name, at=at, trust=whole, public=public)


def target_tls(attempt: Attempt) -> int:
    """The index of the TLS hop with the target; -1 when the attempt speaks no TLS with it."""
    if attempt.speak is not Speak.TLS or not attempt.offer.versions:
        return -1
    return max(i for i, hop in enumerate(attempt.hops) if hop.kind is HopKind.TLS)


class _Scene(Struct, frozen=True):
    """What a chain was judged for, and where it was seen."""

    name: str
    trusted: Store
    public: Store
    seen: Anchor
    policy: ClientPolicy | None


def _facts(judgement: Judgement, scene: _Scene) -> Iterator[Fact]:
    leaf, sent, seen = judgement.certificates[0], len(judgement.certificates), scene.seen
    if isinstance(leaf, Certificate):
        yield _leaf(leaf, sent, seen)
        yield from _makers(judgement, leaf, scene)
    if judgement.path:
        yield _chain(judgement, sent, scene)
    policy = scene.policy
    if policy is not None:
        yield from _strengths(judgement, scene)
    for problem in judgement.problems if policy is None or policy.verifies else ():
        yield CertificateProblem(
            seen=seen,
            code=problem.code,
            index=problem.index,
            subject=problem.subject,
            fatal=problem.fatal if policy is None else _refuses(policy, problem, judgement, scene),
            text=problem.says,
            issuer_in_trust=problem.issuer_in_trust,
            issuer_in_public=problem.issuer_in_public,
            issuer_is_public=problem.issuer_is_public,
            alone=problem.alone,
            aia=problem.aia,
            refused_by=problem.refused_by,
        )


def _strengths(judgement: Judgement, scene: _Scene) -> Iterator[StrengthSeen]:
    """The last signature of the path counts for nobody if it is an anchor's or a root's."""
    last = len(judgement.path) - 1
    for index, one in enumerate(judgement.path):
        counts = index < last or not (judgement.anchored or one.self_issued)
        yield StrengthSeen(
            seen=scene.seen,
            index=index,
            subject=one.name,
            key=one.key_type,
            bits=one.key_bits,
            digest=one.signature_hash if counts else "",
            public=_is_public(judgement, scene),
        )


def _refuses(policy: ClientPolicy, problem: Problem, judgement: Judgement, scene: _Scene) -> bool:
    """Whether this client refuses the chain for a problem, instead of OpenSSL at level 2."""
    if problem.kind == "no-san":
        return policy.san
    if problem.kind == "weak-key":
        one = judgement.path[problem.index]
        return one.key_bits < (policy.ec_bits if one.key_type == "ec" else policy.rsa_bits)
    if problem.kind == "weak-signature" and problem.fatal:
        public = policy.public_digests if _is_public(judgement, scene) else ()
        return judgement.path[problem.index].signature_hash in (*policy.digests, *public)
    if problem.code in policy.takes:
        return False
    return clients.refuses(policy.client, problem.code, problem.place)


def _is_public(judgement: Judgement, scene: _Scene) -> bool:
    return judgement.anchored and scene.public.contains(judgement.path[-1])


def _leaf(leaf: Certificate, sent: int, seen: Anchor) -> LeafSeen:
    return LeafSeen(
        seen=seen,
        subject=leaf.subject,
        issuer=leaf.issuer,
        issuer_org=leaf.issuer_org,
        not_before=leaf.not_before,
        not_after=leaf.not_after,
        names=leaf.names,
        ips=leaf.ips,
        common_name=leaf.subject_cn,
        sha256=leaf.sha256,
        self_issued=leaf.self_issued,
        count=sent,
        must_staple=leaf.must_staple,
        has_scts=leaf.has_scts,
    )


def _issuer(judgement: Judgement, leaf: Certificate) -> Certificate | None:
    """Who issued the leaf; None too where the one of that name did not sign it."""
    if len(judgement.path) > 1:
        return judgement.path[1] if judgement.links[0] is not False else None
    return leaf if leaf.self_issued else None


def _staple(
    shown: Presented, leaf: Certificate, issuer: Certificate | None, at: datetime, seen: Anchor
) -> Iterator[StapleSeen]:
    if shown.staple is None:
        if leaf.must_staple and shown.wanted and shown.whole:
            yield StapleSeen(seen=seen, problem="missing")
        return
    read = shown.staple if isinstance(shown.staple, Malformed) else ocsp.read(shown.staple)
    if isinstance(read, Malformed):
        yield StapleSeen(seen=seen, problem="unreadable", text=str(read))
    elif isinstance(read, Unreadable):
        text = f"byte {read.offset}: {read.problem}"
        yield StapleSeen(seen=seen, problem="unreadable", text=text)
    else:
        yield _stapled(ocsp.judge(read, leaf, issuer, at), seen)


def _stapled(judged: ocsp.Judged, seen: Anchor) -> StapleSeen:
    answer = judged.answer
    if answer is None:
        return StapleSeen(seen=seen, problem=judged.problem, text=judged.text)
    return StapleSeen(
        seen=seen,
        status=answer.status,
        this_update=answer.this_update,
        next_update=answer.next_update,
        revoked_at=answer.revoked_at,
        reason=answer.reason,
        problem=judged.problem,
        text=judged.text,
    )


def _chain(judgement: Judgement, sent: int, scene: _Scene) -> ChainJudged:
    path = judgement.path
    top = path[-1]
    begins, ends = max(one.not_before for one in path), min(one.not_after for one in path)
    return ChainJudged(
        seen=scene.seen,
        name=scene.name,
        anchor=top.subject if judgement.anchored else "",
        public=_is_public(judgement, scene),
        top=top.subject,
        top_issuer=top.issuer,
        sent=sent,
        valid_from=begins if begins < ends else None,
        valid_to=ends if begins < ends else None,
        kin=_kin(top, scene.trusted),
        in_between=not top.self_issued and bool(IN_BETWEEN.search(top.issuer_cn)),
    )


def _kin(top: Certificate, trusted: Store) -> str:
    """An anchor of the user's own that seems to belong to the issuer at the end of the path."""
    for anchor in trusted.few():
        if anchor.subject_der == top.issuer_der or top.self_issued:
            continue
        same_owner = bool(top.issuer_org) and anchor.subject_org == top.issuer_org
        if same_owner or _words(anchor.subject_cn) & _words(top.issuer_cn):
            return anchor.subject
    return ""


def _words(name: str) -> set[str]:
    """The words of a CA's name that say whose it is, and not what it is."""
    return {word for word in re.findall(r"[a-z]+", name.lower()) if len(word) > 2} - COMMON


def _makers(judgement: Judgement, leaf: Certificate, scene: _Scene) -> Iterator[MakerSeen]:
    """What names tell, which is nothing when a public CA stands behind them."""
    if judgement.anchored and scene.public.contains(judgement.path[-1]):
        return
    chain = [c for c in judgement.certificates if isinstance(c, Certificate)]
    known = [("interceptor", recognise(chain)), ("default-certificate", default_certificate(leaf))]
    if not matches(leaf, scene.name):
        known.append(("filter", captive_or_filter(leaf)))
    for role, product in known:
        if product:
            yield MakerSeen(seen=scene.seen, role=role, product=product, subject=leaf.subject)
