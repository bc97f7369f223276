"""Client and server have no cipher suite in common.

## What happens
The server answers the ClientHello with `handshake_failure` (40) or `insufficient_security` (71).
## Why
A cipher list on one side that is too narrow or too old: a server limited to 3DES, CCM or static
RSA, a client with a fixed list, a runtime that dropped old suites (Go 1.22, Java updates).
## How we tell
Offered every suite there is, the server picks one that was not in the offer before.
## Fix
Widen the list of the side that is too narrow, by current AES-GCM and ChaCha20 suites.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientLimits, ClientProfile
from tlswhy.model.facts.passive import Recorded
from tlswhy.model.facts.tls import AlertSeen, Established, HelloSent
from tlswhy.wire.codes import CipherSuite, suite_parts

FEW = 4  # suites: a client of today offers ten or more; one with so few was told to
REFUSALS = (40, 71)
SIGNALS = (0x00FF, 0x5600)
MODERN = ("TLS13", "ECDHE")  # key exchanges that servers may well insist on
WEAK = ("NULL", "RC2", "RC4", "DES", "3DES", "IDEA")  # beginnings of ciphers (RFC 9325 section 4.1)


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or refusal is None:
        return
    if isinstance(refusal, AlertSeen) and refusal.description not in REFUSALS:
        return
    if _by_shared_key(case.trial(What.SUITES_ALL)):
        return  # the server has no certificate: no list of suites would help this client
    wider = case.trial(What.SUITES_MODERN) or case.trial(What.SUITES_ALL)
    own_list = _own_list(case)
    chosen = _new_suite(case.trial(What.SUITES_MODERN), hello)
    chosen = chosen or _new_suite(case.trial(What.SUITES_ALL), hello)
    count = len([suite for suite in hello.suites if suite not in SIGNALS])
    base = f"{count} suites were offered and {refusal.says}"
    if chosen is not None:
        trial, suite = chosen
        narrow = own_list or _lacks_modern(case, suite)
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"{base}; offered more, the server picks {CipherSuite(suite)}",
            evidence=(hello, refusal),
            confirmed_by=trial,
            acts=Party.CLIENT if narrow else Party.SERVER,
            remedies=(Remedy.WIDEN_CLIENT_CIPHERS,) if narrow else (Remedy.WIDEN_SERVER_CIPHERS,),
        )
    elif case.trial(What.SUITES_ALL) is not None:
        chance = case.unstable
        more = "not answered alike every time" if chance else "it refuses as well"
        yield Clue(
            verdict=Verdict.POSSIBLE if chance else Verdict.EXCLUDED,
            because=f"{base}; offered every suite there is, {more}",
            evidence=(hello, refusal),
        )
    elif wider is None:
        told = isinstance(refusal, AlertSeen)
        few = case.last(Recorded) is not None and count <= FEW
        yield Clue(
            verdict=Verdict.LIKELY if told and (own_list or few) else Verdict.POSSIBLE,
            because=base,
            evidence=(hello, refusal),
        )


def ask(case: Case) -> Iterator[Experiment]:
    if _own_list(case):
        yield Experiment.of(What.SUITES_MODERN, "whether the usual suites are answered")
    if isinstance(case.refusal, AlertSeen):
        yield Experiment.of(What.SUITES_ALL, "whether any suite at all is answered")


def _own_list(case: Case) -> bool:
    limits = case.last(ClientLimits)
    return limits is not None and any(o.startswith("--ciphers") for o in limits.options)


def _lacks_modern(case: Case, suite: int) -> bool:
    """Whether the client spoken as is the one behind: every client of today offers that suite."""
    parts = suite_parts(suite)
    modern = parts is not None and parts.kx in MODERN
    return modern and case.last(ClientProfile) is not None


def _new_suite(trial: Trial | None, hello: HelloSent) -> tuple[Trial, int] | None:
    """A suite the server picks when offered more, if it was not in the first offer."""
    if trial is None or trial.answered is None or trial.answered.suite in hello.suites:
        return None
    return trial, trial.answered.suite


def _by_shared_key(trial: Trial | None) -> bool:
    """Whether the server picks a suite for pre-shared keys as soon as it is offered one."""
    chosen = trial.answered if trial is not None else None
    parts = suite_parts(chosen.suite) if chosen is not None else None
    return parts is not None and parts.auth == "PSK"


def note(case: Case) -> Iterator[str]:
    """It works with a suite that is on its way out."""
    done = case.last(Established, hop=case.target_hop)
    parts = suite_parts(done.suite) if done is not None else None
    if done is None or parts is None:
        return
    if parts.kx == "RSA":
        yield (
            f"{CipherSuite(done.suite)} has no forward secrecy: whoever gets the server's key can "
            "read what was recorded before"
        )
    if parts.cipher.startswith(WEAK):
        yield f"{CipherSuite(done.suite)} encrypts weakly ({parts.cipher})"


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    note=note,
    remedies=(Remedy.WIDEN_SERVER_CIPHERS, Remedy.WIDEN_CLIENT_CIPHERS),
    references=("RFC 8446 section 4.1.1", "RFC 5246 section 7.2.2"),
    narrows=("reset-on-hello", "peer-closed-early"),
    told=Told(
        says={
            "handshake-failed": 0.5,
            "no-shared-cipher": 2.6,
            "server-alert 40": 1.5,
            "server-alert 71": 2,
            "no-parameters": 1.6,
            "no-cipher": 1,
            "client-alert 40": 0.4,
            "server-alert 60": 1.2,
            "client-alert 60": 1,
        },
        beside={
            "place container": 0.3,
            "program dotnet": 0.5,
            "works older-version": 0.6,
            "changed client": 0.6,
            "works other-tool": 0.3,
            "place psk": -1.5,
            "no-certificate": -2,
            "changed certificate": -0.7,
            "leg upstream": -0.6,
            "place mtls": -0.5,
            "works with-sni": -2,
            "works cipher": 2.5,
            "place cipher-list": 0.8,
            "host ip": -0.3,
            "place ecdsa": -1,
        },
        test=(
            "Offer one suite at a time: what the client lists and what the server takes have "
            "nothing in common, and one more suite makes it pass."
        ),
    ),
)
