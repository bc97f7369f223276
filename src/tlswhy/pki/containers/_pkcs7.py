"""PKCS #7, today CMS (RFC 5652): a bag of certificates and revocation lists."""

from __future__ import annotations

from tlswhy.pki.containers._ber import Ber
from tlswhy.pki.containers._pile import Pile, inside
from tlswhy.pki.der import SEQUENCE, BadDer


def pkcs7(data: bytes, place: str, pile: Pile) -> None:
    """SignedData, of which only certificates and lists are of interest (RFC 5652 section 5.1)."""
    ber = Ber(data)
    number = others = 0
    try:
        signed = ber.first(ber.first(ber.at(0, len(data)), 2)[1], 1)[0]
        for part in ber.inside(signed):
            for child in ber.inside(part) if part.tag in {0xA0, 0xA1} else ():
                der = data[child.start : ber.after(child)]
                if child.tag != SEQUENCE:
                    others += 1
                elif part.tag == 0xA1:
                    pile.crl(der)
                else:
                    number += 1
                    pile.certificate(der, inside(place, f"certificate {number}"))
    except (BadDer, IndexError) as bad:
        why = bad if isinstance(bad, BadDer) else "it has no content"
        pile.problem(place, f"PKCS #7 cannot be read to its end: {why}")
        return
    if others:
        pile.problem(place, f"{others} certificates in PKCS #7 are of another kind than X.509")
    if not number:
        pile.problem(place, "PKCS #7 without certificates")
