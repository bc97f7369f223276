"""The one path that OpenSSL and GnuTLS look at, and Java if it was sent as it should be.

Neither goes back: the first issuer that fits is taken, and what is wrong with it, or with what
follows, is held against the chain even where another path would be good. GnuTLS has a second try
with another anchor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tlswhy.pki import dn, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.paths import DEEPEST, Path, key_differs, key_id_differs
from tlswhy.pki.signatures import signed_by
from tlswhy.pki.stores import Store


def openssl(sent: Sequence[Certificate], store: Store, at: datetime) -> Path:
    """The path of `build_chain` (crypto/x509/x509_vfy.c, OpenSSL 3), with partial chains allowed.

    At every step the store is asked before the certificates sent (X509_V_FLAG_TRUSTED_FIRST, the
    default), and the first anchor ends the path. A leaf that is in the store is trusted only
    where no anchor was found, and the whole path is judged then.
    """
    chain = [sent[0]]
    is_pinned = store.contains(sent[0])
    while len(chain) < DEEPEST:
        head = chain[-1]
        is_root = head.self_issued and not key_id_differs(head, head)
        if is_root or (is_pinned and malformed(head)):
            return _path(chain, store)
        anchor = _best(head, store.candidates(head.issuer_der), at, only_fit=is_pinned)
        if anchor is not None:
            return _path([*chain, anchor], store)
        others = [one for one in sent[1:] if one not in chain]
        issuer = _best(head, others, at, only_fit=is_pinned)
        if issuer is None:
            break
        chain.append(issuer)
    path = _path(chain, store)
    pinned = (store.name,) if is_pinned else ()
    return Path(path.certificates, path.links, path.stores or pinned)


def _best(
    head: Certificate, candidates: Sequence[Certificate], at: datetime, *, only_fit: bool
) -> Certificate | None:
    """What X509_STORE_CTX_get1_issuer and find_issuer take of several: the first that is valid
    now, else the one that is valid the longest.

    Where none fits OpenSSL stops; without `only_fit` the path goes on with one that is meant,
    and shows what is wrong with it.
    """
    meant = [one for one in candidates if _meant(head, one)]
    fit = [one for one in meant if _fits(head, one)]
    found: Certificate | None = None
    for one in fit or ([] if only_fit else meant):
        if one.not_before <= at < one.not_after:
            return one
        if found is None or one.not_after > found.not_after:
            found = one
    return found


def _meant(child: Certificate, issuer: Certificate) -> bool:
    """X509_check_issued as far as names and key identifiers go; it ignores the key usage here."""
    same = dn.canonical(child.issuer_der) == dn.canonical(issuer.subject_der)
    return same and not key_id_differs(child, issuer)


def _fits(child: Certificate, issuer: Certificate) -> bool:
    """The rest of it: extensions that it can read, and a key of the signature's type."""
    family = oids.FAMILIES.get(child.signature_algorithm, "")
    same = family == issuer.key_type or (family, issuer.key_type) == ("rsa-pss", "rsa")
    return same and not malformed(issuer)


def malformed(one: Certificate) -> bool:
    """Whether it has an extension that OpenSSL cannot read (EXFLAG_INVALID): it has no issuer
    then, and is none.
    """
    if one.key_usage == () or (one.path_length or 0) < 0:
        return True
    return any(fault.startswith(_EXTENSION) for fault in one.faults)


_EXTENSION = ("two extensions", *(f"{name}:" for name in oids.EXTENSIONS.values()))
"""How a fault begins that is one of an extension."""


def gnutls(sent: Sequence[Certificate], store: Store, at: datetime) -> Iterator[Path]:
    """The paths of `gnutls_x509_trust_list_verify_crt2` (lib/x509/verify-high.c, GnuTLS 3.7).

    What was sent is put in order up to an issuer that the store has. The first path then ends
    at an anchor with the name of the last one's issuer. A second, for when no signer was found
    or something has expired, at an anchor with the last one's own name: a root that was sent as
    another CA has signed it.
    """
    chain = _without_root(_in_order(sent, store))
    for at_index, one in enumerate(chain[1:], 1):
        if any(anchor.der == one.der for anchor in _called(one.issuer_der, store)):
            chain = chain[: at_index + 1]
            break
    last = chain[-1]
    yield _ended(chain, _called(last.issuer_der, store), store, at)
    if last.subject_der != last.issuer_der:
        yield _ended(chain, _called(last.subject_der, store), store, at)


def _ended(
    chain: Sequence[Certificate], anchors: Sequence[Certificate], store: Store, at: datetime
) -> Path:
    """What `_gnutls_verify_crt_status` makes of a chain: cut at the first certificate that has
    name and key of an anchor (the leaf: that is one), then the issuer among the anchors added.

    Of several issuers the last that is valid now is taken, else the first.
    """
    whole = _without_root(chain)
    for index, one in enumerate(whole):
        for anchor in anchors:
            if one.der == anchor.der or (index and _same_key(one, anchor)):
                if not (index and _is_valid(anchor, at)):
                    return _linked([*whole[:index], anchor], store, anchored=True)
                return _ended_above(whole[:index], anchors, store, at)
    return _ended_above(whole, anchors, store, at)


def _ended_above(
    chain: Sequence[Certificate], anchors: Sequence[Certificate], store: Store, at: datetime
) -> Path:
    issuers = [one for one in anchors if _is_issuer(chain[-1], one)]
    valid = [one for one in issuers[1:] if _is_valid(one, at)]
    found = (valid or issuers[:1])[-1:]
    return _linked([*chain, *found], store, anchored=bool(found))


def _in_order(sent: Sequence[Certificate], store: Store) -> list[Certificate]:
    """Each run of certificates that issued one another, one after the other, until the store
    knows the issuer of a run's last one.
    """
    chain = list(sent[:DEEPEST])
    at = 0
    while at < len(chain):
        run, rest = _run(chain[at:])
        chain[at:] = [*run, *rest]
        again = next((n for n, one in enumerate(run, at) if one in chain[:at]), None)
        if again is not None:
            # The next one takes its place, and the last is lost (a slip in memmove's size).
            chain[again : again + 1] = chain[again + 1 : again + 2]
            chain = chain[: len(chain) - (again + 1 < len(chain))]
            continue
        at += len(run)
        if any(_is_issuer(run[-1], anchor) for anchor in _called(run[-1].issuer_der, store)):
            break
    return chain[:at]


def _run(certificates: Sequence[Certificate]) -> tuple[list[Certificate], list[Certificate]]:
    """The first certificate and its issuers, each the first that fits, and those left over."""
    used = [0]
    while not _is_issuer(certificates[used[-1]], certificates[used[-1]]):
        child = certificates[used[-1]]
        fit = (
            index
            for index, one in enumerate(certificates)
            if index and index != used[-1] and _is_issuer(child, one)
        )
        issuer = next(fit, 0)
        if not issuer or issuer in used:
            break
        used.append(issuer)
    rest = [one for index, one in enumerate(certificates) if index not in used]
    return [certificates[index] for index in used], rest


def _without_root(chain: Sequence[Certificate]) -> Sequence[Certificate]:
    return chain[:-1] if len(chain) > 1 and _is_issuer(chain[-1], chain[-1]) else chain


def _called(name: bytes, store: Store) -> list[Certificate]:
    """The anchors of this name, spelt in the same way, in the order of the store."""
    return [one for one in store.candidates(name) if one.subject_der == name]


def _is_issuer(child: Certificate, issuer: Certificate) -> bool:
    """Whether GnuTLS takes it for the issuer (lib/x509/verify.c, is_issuer)."""
    return child.issuer_der == issuer.subject_der and not key_differs(child, issuer)


def _same_key(one: Certificate, other: Certificate) -> bool:
    return one.subject_der == other.subject_der and one.spki == other.spki


def _is_valid(one: Certificate, at: datetime) -> bool:
    return one.not_before <= at < one.not_after


def java(sent: Sequence[Certificate], store: Store) -> tuple[Path, ...]:
    """The paths of Java's validator; none if it searches for all (PKIXValidator.engineValidate).

    Certificates that were sent in their order, up to one that is trusted or has name and key of
    one that is, or to one with the issuer's name of one that is, are judged as they stand, below
    each anchor of that name.
    """
    if store.contains(sent[0]):
        return (_path([sent[0]], store),)
    below: list[Certificate] = []
    for one in sent:
        subject = dn.canonical(one.subject_der)
        if below and subject != dn.canonical(below[-1].issuer_der):
            return ()
        same = [anchor for anchor in store.candidates(one.subject_der) if anchor.spki == one.spki]
        if below and same:
            break
        below.append(one)
    anchors = store.candidates(below[-1].issuer_der)
    return tuple(_path([*below, anchor], store) for anchor in anchors)


def _path(chain: list[Certificate], store: Store) -> Path:
    return _linked(chain, store, anchored=store.contains(chain[-1]))


def _linked(chain: list[Certificate], store: Store, *, anchored: bool) -> Path:
    links = tuple(signed_by(child, chain[at + 1]) for at, child in enumerate(chain[:-1]))
    return Path(tuple(chain), links, (store.name,) if anchored else ())
