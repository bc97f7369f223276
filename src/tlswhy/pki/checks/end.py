"""Where a path ends, if it does not end at an anchor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.checks.problem import ANCHOR, BETWEEN, LEAF, Problem, Scene, Spot
from tlswhy.pki.paths import Path, key_id_differs
from tlswhy.pki.signatures import signed_by
from tlswhy.pki.stores import Store

MOST_OF_JAVA = 10


def unreadable(index: int, one: Unreadable) -> Problem:
    """Bytes among those sent that are no certificate; OpenSSL ends the handshake for them."""
    says = f"cannot be read: {one.problem} (at byte {one.offset})"
    code = "unreadable:other" if index else "unreadable"
    return Problem(code, index, f"certificate {index + 1} of the flight", says)


def no_certificate() -> Problem:
    return Problem("no-certificate", 0, "the server", "sent no certificate")


def too_long(chain: Sequence[bytes]) -> Iterator[Problem]:
    """A flight that is longer than some clients read, whatever is in it.

    Java takes 10 certificates (jdk.tls.maxCertificateChainLength) in a message of 32,768 bytes
    (jdk.tls.maxHandshakeMessageSize), Go a message of 262,144 (maxHandshakeCertificateMsg).
    """
    size = 3 + sum(3 + len(der) for der in chain)
    if len(chain) > MOST_OF_JAVA:
        says = f"sent {len(chain)} certificates, more than {MOST_OF_JAVA}"
        yield Problem("long-flight:count", 0, "the server", says)
    for most, variant in ((1 << 15, "32k"), (1 << 18, "256k")):
        if size > most:
            says = f"sent certificates of {size} bytes together, more than {most}"
            yield Problem(f"long-flight:{variant}", 0, "the server", says)


def check(path: Path, scene: Scene, trust: Store) -> Iterator[Problem]:
    """trust: the store that the path should end in."""
    index = len(path.certificates) - 1
    top = path.certificates[index]
    spot = Spot(top, index, LEAF if not index else ANCHOR if path.anchored else BETWEEN)
    if path.anchored:
        if not index:
            yield spot.problem("leaf-is-anchor", "is itself in the store, and no CA above it")
        if not top.self_issued:
            yield spot.problem("partial-anchor", "is an anchor without being a root")
            if index and top.is_ca is None and top.version > 1:
                says = "is an anchor that is neither a root nor a CA by its basicConstraints"
                yield spot.problem("partial-anchor:no-constraints", says)
    elif top.self_issued and not key_id_differs(top, top):
        if signed_by(top, top) is False:
            says = "has its own name as issuer, but its own key did not sign it"
            yield spot.problem("bad-signature", says)
        if index == 0:
            yield spot.problem("self-signed-leaf", f"is self-signed and not in {trust.name}")
        else:
            yield spot.problem("untrusted-root", f"is a root that is not in {trust.name}")
    else:
        yield _no_issuer(spot, scene, trust)


def _no_issuer(spot: Spot, scene: Scene, trust: Store) -> Problem:
    """The path ends at a certificate whose issuer is neither sent nor an anchor.

    Whether the server forgot it or the client lacks it is told by: the issuer publishes
    itself (AIA), or an anchor of the issuer's organization exists, or nothing but a leaf came.
    """
    top: Certificate = spot.one
    namesakes = trust.candidates(top.issuer_der)
    public = scene.public.candidates(top.issuer_der) if scene.public else ()
    issuer_is_public = any(signed_by(top, anchor) for anchor in public)
    issuer = top.issuer or "without a name"
    if issuer_is_public and scene.public:
        code = "issuer-unknown"
        says = f"was signed by {issuer}, which {scene.public.name} has and {trust.name} lacks"
    elif namesakes:
        code = "issuer-unknown"
        says = f"was signed by {issuer}, but the one in {trust.name} has another key"
    elif top.aia_issuers or public or scene.alone:
        code = "intermediate-missing"
        says = f"was signed by {issuer}, which was not sent and is not in {trust.name}"
    else:
        code = "issuer-unknown"
        says = f"was signed by {issuer}, which is unknown to {trust.name}"
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
