"""The server knows its clients by a shared key and has no certificate.

## What happens
The server answers the ClientHello with `handshake_failure` (40), in its log "no shared cipher": it
looks like trouble with the suites.
## Why
It was set up for pre-shared keys only (a mosquitto with `psk_file`, Zabbix with TLSPSKIdentity),
and this client has no key and expects a certificate.
## How we tell
Offered every suite there is, the server picks one for pre-shared keys, which needs no certificate.
In TLS 1.3 suites do not tell: there such a server looks like one without a certificate.
## Fix
Give the client the key and its identity, the same on both ends, letter for letter; or give the
server a certificate besides.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.tls import AlertSeen, HelloSent
from tlswhy.wire.codes import CipherSuite, suite_parts

REFUSALS = (40, 71)


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    trial = case.trial(What.SUITES_ALL)
    chosen = trial.answered if trial is not None else None
    parts = suite_parts(chosen.suite) if chosen is not None else None
    if hello is None or not isinstance(refusal, AlertSeen) or refusal.description not in REFUSALS:
        return
    if chosen is None or parts is None or parts.auth != "PSK":
        return
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=(
            f"no suite for a pre-shared key was offered and {refusal.says}; offered every suite "
            f"there is, the server picks {CipherSuite(chosen.suite)}"
        ),
        evidence=(hello, refusal),
        confirmed_by=trial,
    )


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CLIENT_HELLO,
    look=look,
    remedies=(Remedy.USE_PSK, Remedy.GIVE_CERTIFICATE),
    references=("RFC 4279", "RFC 8446 section 2.2"),
    narrows=("cipher-no-overlap",),
    told=Told(
        says={
            "psk-unknown": 4,
            "server-alert 115": 3.5,
            "no-shared-cipher": 0.6,
            "server-alert 40": 0.5,
            "server-alert 51": 0.6,
            "server-alert 71": 0.3,
            "client-alert 115": 3,
            "server-alert 20": 0.8,
            "client-alert 20": 0.5,
            "bad-record": 0.3,
        },
        beside={"place psk": 3},
        test=(
            "A client with the server's identity and pre-shared key passes; one with "
            "certificates never does."
        ),
    ),
)
