"""The client sends no server name, and the server needs one.

## What happens
The ClientHello has no server_name. The server refuses it (alerts 40, 80, 109 or 112, a reset), or
answers with its default certificate, which is for another name.
## Why
The URL has an IP address in it, a library builds its connection without the host name (Java with
`jsse.enableSNIExtension=false`, an SSLEngine without a peer host, a tunnel), or the client is old.
## How we tell
The same hello with the name in it is answered, and with a certificate for that name.
## Fix
Connect by name. Where only the address is known, give the name apart: curl `--resolve` or
`--connect-to`, openssl `-servername`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.tls import AlertSeen, HelloSent

ABOUT_THE_NAME = (109, 112)  # missing_extension, unrecognized_name
WRONG_NAME = ("hostname-mismatch", "ip-not-in-san", "no-san", "wildcard-mismatch")


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, refusal = case.last(HelloSent, hop=hop), _refusal(case)
    if hello is None or hello.sni is not None or refusal is None:
        return
    trial = case.trial(What.SNI_SENT)
    because = f"no server name was sent, and {refusal.says}"
    told = isinstance(refusal, AlertSeen) and refusal.description in ABOUT_THE_NAME
    if trial is None:
        verdict = Verdict.LIKELY if told else Verdict.POSSIBLE
    elif _cured(trial, refusal):
        verdict = Verdict.CERTAIN
        because += f"; with the name {trial.change.value} it is answered"
    else:
        verdict = Verdict.LIKELY if told else Verdict.EXCLUDED
        because += f"; with the name {trial.change.value} as well"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(hello, refusal),
        confirmed_by=trial if verdict is Verdict.CERTAIN else None,
    )


def ask(case: Case) -> Iterator[Experiment]:
    name = _name(case)
    if name:
        yield Experiment.of(What.SNI_SENT, "whether the server wants a name", name)


def _refusal(case: Case) -> Fact | None:
    """What went wrong: a refusal of the hello, or a certificate for another name."""
    hop = case.target_hop
    if case.refusal is not None:
        return case.refusal
    wrong = [p for p in case.all(CertificateProblem, hop=hop) if p.kind in WRONG_NAME and p.fatal]
    return wrong[0] if wrong else None


def _cured(trial: Trial, refusal: Fact) -> bool:
    """A wrong name is only cured by a certificate without that fault."""
    if trial.answered is None:
        return False
    wrong = [p for p in trial.case.all(CertificateProblem) if p.kind in WRONG_NAME and p.fatal]
    return not (isinstance(refusal, CertificateProblem) and wrong)


def _name(case: Case) -> str:
    """The name the user asked for, or one the default certificate lists."""
    asked, leaf = case.last(Asked), case.last(LeafSeen, hop=case.target_hop)
    if asked is not None and not asked.is_ip:
        return asked.name or asked.host
    listed = [name for name in leaf.names if "*" not in name] if leaf is not None else []
    return listed[0] if listed else ""


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.SEND_SNI,),
    references=("RFC 6066 section 3", "RFC 8446 section 9.2"),
    narrows=(
        *("reset-on-hello", "peer-closed-early", "handshake-timeout"),
        *("cert-hostname-mismatch", "sni-default-cert"),
    ),
    told=Told(
        says={
            "handshake-failed": 0.3,
            "sni-absent": 2,
            "server-alert 112": 0.8,
            "server-alert 40": 0.7,
            "server-alert 80": 0.5,
            "server-alert 109": 1.2,
            "verify name": 0.2,
            "no-certificate": 0.3,
        },
        beside={
            "host ip": 1.8,
            "works with-sni": 2.2,
            "place no-sni": 2.5,
            "leg upstream": -1.2,
            "default-cert": 0.2,
            "works without-sni": -2,
        },
        test="openssl s_client passes with -servername NAME and fails with -noservername.",
    ),
)
