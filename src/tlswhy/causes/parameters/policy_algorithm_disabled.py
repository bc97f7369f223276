"""The client's own policy forbids an algorithm or a size that the server uses.

## What happens
This client ends the handshake, others on the same machine connect: "ee key too small", "ca md too
weak", "dh key too small", "legacy sigalg disallowed" (OpenSSL), "Certificates do not conform to
algorithm constraints" (Java). It often begins with an update of the client's operating system.
## Why
A security level, a crypto-policy, FIPS mode or a list of disabled algorithms asks for more than the
server has: RSA of 3072 bits at OpenSSL's level 3, no SHA-1 in signatures on RHEL 9.
## How we tell
The size or the digest that was seen, beside what the client spoken as (`--as`) takes. Where every
client of today would mind, the server's weakness comes first.
## Fix
Let the server use what the policy takes. As a stop-gap relax the policy for this one peer:
`CipherString = DEFAULT:@SECLEVEL=1`, `update-crypto-policies --set DEFAULT:SHA1`, or
`jdk.tls.disabledAlgorithms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, StrengthSeen
from tlswhy.model.facts.context import ClientPolicy, ClientProfile
from tlswhy.model.facts.tls import Established, KeyExchangeSeen, OurFault, ServerHelloSeen
from tlswhy.wire.codes import ProtocolVersion, suite_parts

TLS12 = 0x0303
USUAL_DH = 2048  # bits: smaller primes are the server's fault, see dh-key-too-small
WEAK = ("weak-key", "weak-signature")  # what OpenSSL's level 2 holds against a certificate
NOT_LISTED = "scheme-not-offered"


def look(case: Case) -> Iterator[Clue]:
    profile = case.last(ClientProfile)
    if profile is not None:
        yield from _certificates(case, profile)
        yield from _prime(case, profile)
        yield from _old_signature(case, profile)
        yield from _unlisted_signature(case, profile)


def ask(case: Case) -> Iterator[Experiment]:
    if _unlisted(case) is not None:
        yield Experiment.of(What.SCHEMES_ALL, "whether SHA-1 is all that it minds")


def _certificates(case: Case, profile: ClientProfile) -> Iterator[Clue]:
    hop, policy = case.target_hop, profile.policy
    weak = {p.index: p for p in case.all(CertificateProblem, hop=hop) if p.kind in WEAK}
    for one in case.all(StrengthSeen, hop=hop) if policy.verifies else ():
        why = _too_weak(one, policy)
        if why:
            usual = weak.get(one.index)
            yield Clue(
                verdict=Verdict.LIKELY if usual is not None else Verdict.CERTAIN,
                because=f"{one.says}; {profile.name} ({policy.name}) {why}",
                evidence=(one, profile, *((usual,) if usual is not None else ())),
                remedies=(
                    # What is strong enough for all others need not be changed for this one.
                    *((Remedy.REISSUE_STRONGER,) if usual is not None else ()),
                    Remedy.RELAX_CLIENT_POLICY,
                ),
                step=Step.CERTIFICATE,
            )


def _too_weak(one: StrengthSeen, policy: ClientPolicy) -> str:
    """What the policy says of it, to follow the client's name; empty when it takes it."""
    least = {"rsa": policy.rsa_bits, "rsa-pss": policy.rsa_bits, "ec": policy.ec_bits}
    if 0 < one.bits < least.get(one.key, 0):
        return f"wants {least[one.key]} bits"
    refused = (*policy.digests, *(policy.public_digests if one.public else ()))
    return f"takes no certificate signed with {one.digest}" if one.digest in refused else ""


def _prime(case: Case, profile: ClientProfile) -> Iterator[Clue]:
    exchange, policy = case.last(KeyExchangeSeen, hop=case.target_hop), profile.policy
    if exchange is not None and USUAL_DH <= exchange.bits < policy.dh_bits:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"{exchange.says}; {profile.name} ({policy.name}) wants {policy.dh_bits}",
            evidence=(exchange, profile),
            remedies=(Remedy.RELAX_CLIENT_POLICY,),
            step=Step.KEY_EXCHANGE,
        )


def _old_signature(case: Case, profile: ClientProfile) -> Iterator[Clue]:
    """Before TLS 1.2 every signature is made with SHA-1, RSA's with MD5 besides (RFC 4346)."""
    hop, policy = case.target_hop, profile.policy
    exchange, chosen = case.last(KeyExchangeSeen, hop=hop), case.last(ServerHelloSeen, hop=hop)
    if exchange is None or chosen is None or not policy.handshake_sha2 or chosen.version >= TLS12:
        return
    parts = suite_parts(chosen.suite)
    if parts is None or parts.auth != "anon":
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=(
                f"the key exchange of {ProtocolVersion(chosen.version)} is signed with SHA-1; "
                f"{profile.name} offers that version and ({policy.name}) takes no such signature"
            ),
            evidence=(chosen, exchange, profile),
            remedies=(Remedy.RAISE_SERVER_VERSION, Remedy.RELAX_CLIENT_POLICY),
            step=Step.KEY_EXCHANGE,
        )


def _unlisted_signature(case: Case, profile: ClientProfile) -> Iterator[Clue]:
    fault, trial = _unlisted(case), case.trial(What.SCHEMES_ALL)
    if fault is None:
        return
    done = trial is not None and trial.case.last(Established) is not None
    if trial is not None and not done:
        return
    more = "; with SHA-1 in the list the handshake is finished" if done else ""
    yield Clue(
        verdict=Verdict.CERTAIN if done else Verdict.LIKELY,
        because=f"{fault.text}; {profile.policy.name} takes no SHA-1{more}",
        evidence=(fault, profile),
        confirmed_by=trial if done else None,
        remedies=(Remedy.WIDEN_SIGALGS, Remedy.RELAX_CLIENT_POLICY),
        step=Step.KEY_EXCHANGE,
    )


def _unlisted(case: Case) -> OurFault | None:
    """The server signed with an algorithm that a client without SHA-1 had not listed."""
    profile = case.last(ClientProfile)
    if profile is None or not profile.policy.handshake_sha2:
        return None
    faults = case.all(OurFault, hop=case.target_hop)
    return next((fault for fault in faults if fault.code == NOT_LISTED), None)


CAUSE = Cause(
    acts=Party.CLIENT,
    look=look,
    ask=ask,
    remedies=(
        Remedy.RELAX_CLIENT_POLICY,
        Remedy.REISSUE_STRONGER,
        Remedy.RAISE_SERVER_VERSION,
        Remedy.WIDEN_SIGALGS,
    ),
    references=("SSL_CTX_set_security_level(3)", "crypto-policies(7)", "RFC 9155"),
    after_handshake=True,
    told=Told(
        says={
            "algorithm-disabled": 3,
            "legacy-store": 1,
            "verify weak": 1,
            "no-cipher": 1.4,
            "no-version": 0.6,
            "no-shared-sigalg": 0.5,
        },
        beside={"changed policy": 1, "place fips": 1, "changed client": 0.4},
        test="The same request under a relaxed policy, in one process, passes.",
    ),
)
