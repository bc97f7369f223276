"""The one path that OpenSSL and GnuTLS look at.

Neither goes back: the first issuer that fits is taken, and what is wrong with it, or with what
follows, is held against the chain even where another path would be good.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tlswhy.pki import dn
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.paths import DEEPEST, Path, key_id_differs
from tlswhy.pki.signatures import signed_by
from tlswhy.pki.stores import Store


def openssl(sent: Sequence[Certificate], store: Store, at: datetime) -> Path:
    """The path of `build_chain` (crypto/x509/x509_vfy.c, OpenSSL 3), with partial chains allowed.

    At every step the store is asked before the certificates sent (X509_V_FLAG_TRUSTED_FIRST, the
    default). Of several issuers that fit the first that is valid now is taken, else the one that
    is valid the longest.
    """
    chain = [sent[0]]
    while len(chain) < DEEPEST:
        head = chain[-1]
        if store.contains(head) or (head.self_issued and not key_id_differs(head, head)):
            break
        issuer = _best(head, store.candidates(head.issuer_der), at, chain)
        if issuer is None:
            issuer = _best(head, sent[1:], at, chain)
        if issuer is None:
            break
        chain.append(issuer)
    return _path(chain, store)


def _best(
    head: Certificate, candidates: Sequence[Certificate], at: datetime, chain: list[Certificate]
) -> Certificate | None:
    """What X509_STORE_CTX_get1_issuer and find_issuer take."""
    found: Certificate | None = None
    for one in candidates:
        if not _issued(head, one) or one in chain:
            continue
        if one.not_before <= at < one.not_after:
            return one
        if found is None or one.not_after > found.not_after:
            found = one
    return found


def _issued(child: Certificate, issuer: Certificate) -> bool:
    """X509_check_issued: names, key identifier, key type, and the right to sign."""
    if dn.canonical(child.issuer_der) != dn.canonical(issuer.subject_der):
        return False
    return not key_id_differs(child, issuer) and signs(issuer)


def signs(one: Certificate) -> bool:
    """Whether its key usage lets it sign certificates."""
    return one.key_usage is None or "keyCertSign" in one.key_usage


def gnutls(sent: Sequence[Certificate], store: Store, _at: datetime) -> Path:
    """The path of `gnutls_x509_trust_list_verify_crt2`: the certificates in the order they were
    sent, sorted by issuer, up to the first that the store has or has an issuer for.
    """
    chain = [sent[0]]
    while len(chain) < DEEPEST:
        head = chain[-1]
        if store.contains(head) or head.self_issued:
            break
        anchors = [
            one for one in store.candidates(head.issuer_der) if not key_id_differs(head, one)
        ]
        following = [one for one in sent if one.subject_der == head.issuer_der and one not in chain]
        issuer = next(iter(following or anchors), None)
        if issuer is None:
            break
        chain.append(issuer)
    return _path(chain, store)


def _path(chain: list[Certificate], store: Store) -> Path:
    links = tuple(signed_by(child, chain[at + 1]) for at, child in enumerate(chain[:-1]))
    held = store.holder(chain[-1])
    return Path(tuple(chain), links, (store.name,) if held is not None else ())
