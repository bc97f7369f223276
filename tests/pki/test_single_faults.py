"""Each fault of `pki.forge` alone, at every place it can have: is it named, and nothing else.

A row: the fault, the places of the path it is on, what our problem is called, and the kinds that
follow from it, each for the reason in `FOLLOWS`; "-" where nobody has anything against it.
"""

from __future__ import annotations

import pytest

from pki.forge import KINDS, Forged, single
from tlswhy.pki import clients
from tlswhy.pki.checks import Problem
from tlswhy.pki.problems import judge
from tlswhy.pki.stores import Store

PLACES = {"L": "leaf", "I": "intermediate", "R": "root"}

TABLE = """\
expired                         LIR expired
not-yet-valid                   LIR not-yet-valid
ends-now                        LIR expired
begins-now                      LIR -
ended-a-second-ago              LIR expired
never-ends                      LIR -
generalized-time                LIR odd-encoding
fraction-of-a-second            LIR malformed odd-encoding
bc-missing                      L   -
bc-missing                      I   not-a-ca
bc-missing                      R   ca-without-constraints
bc-false                        IR  not-a-ca signs-without-ca
bc-not-critical                 L   -
bc-not-critical                 IR  ca-not-critical
bc-written-false                L   odd-encoding
bc-written-false                I   not-a-ca odd-encoding signs-without-ca
bc-malformed                    L   malformed
bc-malformed                    I   malformed not-a-ca
bc-path-length-negative         I   malformed path-too-long
leaf-is-ca                      L   ca-as-leaf
leaf-is-ca-may-sign             L   ca-as-leaf
leaf-path-length                L   path-length-without-ca
pathlen-short                   IR  path-too-long
pathlen-exact                   IR  -
ku-missing                      L   -
ku-missing                      IR  ca-without-key-usage
ku-not-critical                 LIR -
ku-crl-sign-only                LIR wrong-key-usage
ku-cert-sign-only               L   wrong-key-usage signs-without-ca
ku-cert-sign-only               IR  -
ku-digital-signature-only       IR  wrong-key-usage
ku-key-encipherment-only        LI  wrong-key-usage
ku-key-agreement-only           L   wrong-key-usage
ku-non-repudiation-only         L   wrong-key-usage
ku-also-cert-sign               L   signs-without-ca
ku-empty                        LIR wrong-key-usage
eku-missing                     L   no-extended-key-usage
eku-client                      LIR wrong-eku
eku-code                        LIR wrong-eku
eku-any                         LIR wrong-eku
eku-client-any                  LI  wrong-eku
eku-server-any                  LI  -
eku-server                      LIR -
eku-critical                    LIR critical-extension
eku-sgc                         LI  wrong-eku
eku-empty                       LI  wrong-eku
aki-missing                     LI  no-authority-key-id
aki-wrong                       LI  key-id-mismatch
aki-wrong                       R   -
aki-critical                    LI  critical-extension
aki-issuer-serial               LI  -
aki-issuer-serial-wrong         LI  key-id-mismatch
aki-no-key-id                   LI  no-authority-key-id
aki-empty                       LIR no-authority-key-id
ski-missing                     L   -
ski-missing                     IR  no-subject-key-id
ski-critical                    LIR critical-extension
ski-other                       L   -
ski-other                       IR  key-id-mismatch
key-ids-missing                 I   no-authority-key-id no-subject-key-id
key-ids-missing                 R   no-subject-key-id
nc-dns-permitted                IR  -
nc-dns-not-permitted            IR  name-constraint
nc-dns-excluded                 IR  name-constraint
nc-dns-other-excluded           IR  -
nc-dns-all-excluded             IR  name-constraint
nc-dns-leading-dot              IR  name-constraint
nc-dns-capitals                 IR  -
nc-dns-not-critical             IR  name-constraint
nc-dns-wildcard                 IR  name-constraint
nc-dns-half-permitted           IR  name-constraint
nc-dns-wildcard-san-excluded    IR  name-constraint
nc-dns-wildcard-san-permitted   IR  -
nc-dns-cn                       IR  name-constraint
nc-dns-for-address              IR  name-constraint
nc-ip-permitted                 IR  -
nc-ip-not-permitted             IR  name-constraint
nc-ip-excluded                  IR  name-constraint
nc-ip-all-excluded              IR  -
nc-ip-other-family              IR  name-constraint
nc-ip-half-permitted            IR  name-constraint
nc-ip-bad-mask                  IR  name-constraint
nc-ip-bad-size                  IR  name-constraint
nc-mail-permitted               IR  name-constraint
nc-mail-not-permitted           IR  name-constraint
nc-mail-excluded                IR  name-constraint
nc-mail-unused                  IR  -
nc-dn-permitted                 IR  name-constraint
nc-dn-not-permitted             IR  name-constraint
nc-dn-excluded                  IR  name-constraint
nc-dn-other-excluded            IR  name-constraint
nc-uri-not-permitted            IR  name-constraint
nc-uri-excluded                 IR  name-constraint
nc-id-permitted                 IR  name-constraint
nc-id-excluded-used             IR  name-constraint
nc-other-name-excluded          IR  name-constraint
nc-empty                        IR  name-constraint
nc-minimum                      IR  name-constraint
nc-on-leaf                      L   constraints-on-leaf
unknown-critical                LIR unknown-critical-extension
unknown-not-critical            LIR -
extension-twice                 LIR malformed
no-extensions                   L   ip-not-in-san no-extended-key-usage no-authority-key-id
no-extensions                   I   not-a-ca no-authority-key-id
no-extensions                   R   not-a-ca
policies-critical               LI  critical-extension
policies-malformed              LI  malformed
explicit-policy-required        I   no-policy critical-extension
explicit-policy-required        R   critical-extension
policy-constraints-not-critical I   -
inhibit-any-policy              IR  critical-extension
must-staple                     L   -
must-staple                     I   must-staple
must-staple-critical            L   unknown-critical-extension
must-staple-critical            I   unknown-critical-extension must-staple
aia-critical                    LI  critical-extension
aia-malformed                   LI  malformed
san-missing                     L   no-san
san-empty                       L   empty-san no-san
san-address-only                L   no-san
san-mail-only                   L   no-san
san-uri-only                    L   no-san
san-other-dns                   L   hostname-mismatch
san-critical                    L   critical-extension
san-malformed                   L   malformed empty-san no-san
san-many-kinds                  L   -
san-address-malformed           L   odd-san
san-not-ascii                   L   odd-san
san-dns-empty                   L   malformed odd-san
san-dns-with-space              L   -
san-mail-malformed              L   -
subject-empty                   L   san-not-critical
subject-empty-san-critical      L   -
subject-empty-ca                IR  empty-subject empty-issuer
name-spelt-otherwise            IR  name-spelling
host-other                      L   hostname-mismatch
host-below                      L   hostname-mismatch
host-above                      L   hostname-mismatch
host-capitals                   L   -
host-final-dot                  L   hostname-mismatch
host-address                    L   ip-not-in-san
host-address-in-dns             L   ip-not-in-san
host-underscore                 L   wildcard-mismatch
host-a-label                    L   -
wildcard                        L   -
wildcard-apex                   L   wildcard-mismatch
wildcard-two-labels             L   wildcard-mismatch
wildcard-of-top-level           L   wildcard-mismatch
wildcard-begins                 L   wildcard-mismatch
wildcard-ends                   L   wildcard-mismatch
wildcard-inside                 L   wildcard-mismatch
wildcard-twice                  L   wildcard-mismatch
wildcard-alone                  L   hostname-mismatch
dns-final-dot                   L   hostname-mismatch
dns-capitals                    L   -
dns-underscore                  L   odd-host
serial-zero                     LIR -
serial-negative                 LIR negative-serial
serial-20                       LIR -
serial-21-with-zero             LIR -
serial-21                       LIR -
serial-40                       LIR long-serial
version-1                       L   old-version ip-not-in-san no-extended-key-usage
version-1                       I   old-version not-a-ca
version-1                       R   old-version ca-without-constraints
version-1-with-extensions       LIR old-version
version-2                       IR  old-version not-a-ca
rsa-1024                        LIR weak-key
rsa-2048                        LIR -
rsa-2046                        LI  weak-key
p-224                           LIR key-type
p-384                           LIR -
p-521                           LIR -
secp256k1                       LIR key-type
ed25519                         L   key-type
ed25519                         IR  key-type signature-type
signature-bad                   LI  bad-signature
signature-bad                   R   -
signature-of-another            LI  bad-signature
signature-sha1                  LI  weak-signature
signature-sha1                  R   -
signature-sha1-rsa              LI  weak-signature
signature-sha1-rsa              R   -
signature-sha384                LIR -
signature-sha512-p256           LIR -
signature-pss                   LI  signature-type
algorithm-differs               LI  malformed bad-signature
algorithm-differs               R   malformed
bytes-behind                    LI  malformed
"""

FOLLOWS = {
    "odd-encoding": "a fraction is written as GeneralizedTime; FALSE is not left out",
    "signs-without-ca": "the key usage of a CA, or one as of a CA, stays",
    "not-a-ca": "basicConstraints cannot be read, or there is no extension at all",
    "ca-without-constraints": "a root of version 1 has no extension",
    "path-too-long": "less than no CA is allowed below it",
    "no-subject-key-id": "both key identifiers are left out",
    "no-authority-key-id": "there is no extension at all",
    "no-extended-key-usage": "there is no extension at all",
    "ip-not-in-san": "there is no extension at all, and the host of this chain is an address",
    "critical-extension": "policy constraints are to be critical, and some do not know them",
    "must-staple": "the certificate below does not ask for it",
    "empty-san": "no name is left of a SAN that cannot be read",
    "no-san": "no name is left in the SAN",
    "odd-san": "the name without a letter is one in the SAN",
    "empty-issuer": "what it issued names an empty issuer",
    "signature-type": "what its key signed",
    "bad-signature": "it was made with the other algorithm",
}

BACKGROUND = "life-too-long:apple"
"""All forged leaves are valid for 25 years, so that they can be verified on any day."""

ROWS = {
    (fault, place): kinds
    for fault, places, *kinds in (line.split() for line in TABLE.splitlines())
    for place in places
}


def test_every_fault_has_a_row_at_every_place() -> None:
    assert set(ROWS) == {(fault, place) for fault in KINDS for place in KINDS[fault].places}
    assert sum(len(line.split()[1]) for line in TABLE.splitlines()) == len(ROWS)


def test_what_follows_is_explained() -> None:
    assert {kind for kinds in ROWS.values() for kind in kinds[1:]} == set(FOLLOWS)


@pytest.mark.parametrize(("fault", "place"), ROWS)
def test_a_fault_is_named_on_its_certificate_and_nothing_else(fault: str, place: str) -> None:
    made = _made(fault, place)
    case = made.case
    found = judge(case.chain, host=case.host, at=case.at, trust=Store("forged", "", case.roots))
    held = [one for one in found.problems if _is_refused(one) and one.code != BACKGROUND]
    named, *following = ROWS[fault, place]
    if named == "-":
        assert held == []
        return
    assert {one.kind for one in held} == {named, *following}
    index = made.faults[0].index
    # What a CA imposes is held against those below it.
    assert any(index in (one.index, one.by) for one in held if one.kind == named)
    # The names of all below are compared; nothing else reaches further than one down.
    lowest = 0 if named == "name-constraint" else index - 1
    assert all(lowest <= one.index <= index for one in held)


def _made(fault: str, place: str) -> Forged:
    """In a chain of three, or of four if the fault needs one more CA."""
    try:
        return single(fault, PLACES[place])
    except ValueError:
        return single(fault, PLACES[place], "long")


def _is_refused(problem: Problem) -> bool:
    each = (clients.refuses(one.key, problem.code, problem.place) for one in clients.CLIENTS)
    return any(each)
