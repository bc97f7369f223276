"""Where a path ends, if it does not end at an anchor."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.checks.problem import ANCHOR, BETWEEN, LEAF, Problem, Scene, Spot
from tlswhy.pki.paths import Path, key_id_differs
from tlswhy.pki.signatures import signed_by


def unreadable(index: int, one: Unreadable) -> Problem:
    """Bytes among those sent that are no certificate; OpenSSL ends the handshake for them."""
    says = f"cannot be read: {one.problem} (at byte {one.offset})"
    return Problem("unreadable", index, f"certificate {index + 1} of the flight", says)


def no_certificate() -> Problem:
    return Problem("no-certificate", 0, "the server", "sent no certificate")


def check(path: Path, scene: Scene) -> Iterator[Problem]:
    index = len(path.certificates) - 1
    top = path.certificates[index]
    spot = Spot(top, index, LEAF if not index else ANCHOR if path.anchored else BETWEEN)
    if path.anchored:
        if not index:
            says = "is itself in the store, which some programs take for no anchor of a server's"
            yield spot.problem("leaf-is-anchor", f"{says} certificate")
        if not top.self_issued:
            says = "is an anchor without being a root; programs that want a root refuse the chain"
            yield spot.problem("partial-anchor", says)
    elif top.self_issued and not key_id_differs(top, top):
        if signed_by(top, top) is False:
            says = "has its own name as issuer, but its own key did not sign it"
            yield spot.problem("bad-signature", says)
        if index == 0:
            yield spot.problem("self-signed-leaf", f"is self-signed and not in {scene.trust.name}")
        else:
            yield spot.problem("untrusted-root", f"is a root that is not in {scene.trust.name}")
    else:
        yield _no_issuer(spot, scene)


def _no_issuer(spot: Spot, scene: Scene) -> Problem:
    """The path ends at a certificate whose issuer is neither sent nor an anchor.

    Whether the server forgot it or the client lacks it is told by: the issuer publishes
    itself (AIA), or an anchor of the issuer's organization exists, or nothing but a leaf came.
    """
    top: Certificate = spot.one
    namesakes = scene.trust.candidates(top.issuer_der)
    public = scene.public.candidates(top.issuer_der) if scene.public else ()
    issuer_is_public = any(signed_by(top, anchor) for anchor in public)
    issuer = top.issuer or "without a name"
    if issuer_is_public and scene.public:
        code = "issuer-unknown"
        says = f"was signed by {issuer}, which {scene.public.name} has and {scene.trust.name} lacks"
    elif namesakes:
        code = "issuer-unknown"
        says = f"was signed by {issuer}, but the one in {scene.trust.name} has another key"
    elif top.aia_issuers or public or scene.alone:
        code = "intermediate-missing"
        says = f"was signed by {issuer}, which was not sent and is not in {scene.trust.name}"
    else:
        code = "issuer-unknown"
        says = f"was signed by {issuer}, which is unknown to {scene.trust.name}"
    return Problem(
        code,
        spot.index,
        top.name,
        says,
        spot.place,
        issuer_in_trust=bool(namesakes),
        issuer_in_public=bool(public),
        issuer_is_public=issuer_is_public,
        alone=scene.alone,
        aia=top.aia_issuers,
    )
