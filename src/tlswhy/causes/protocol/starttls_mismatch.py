"""TLS begins at another moment on this port: STARTTLS and TLS from the first byte are mixed up.

## What happens
One side starts TLS at once, the other wants to talk in plain text first. The client sees `220`,
`* OK`, `+OK` or an LDAP message where a ServerHello should be (`wrong version number`); or both
wait for each other until time is up (STARTTLS on 465 or 993).
## Why
Ports 465, 636, 993, 995 and 5223 are TLS from the first byte; 25, 587, 389, 143, 110, 5222 and
the ports of databases begin in plain text and go over to TLS on request. The setting of the
client ("SSL" against "STARTTLS") does not fit the port. Or the server does not offer STARTTLS:
no certificate, or a firewall that takes the word out of the dialogue.
## How we tell
By the protocol the server greets in, or by its TLS alert in answer to plain text. The other
manner works on the same port.
## Fix
Use STARTTLS on ports that greet in plain text, TLS from the start on the others. If the server
does not offer STARTTLS, give it a certificate and turn it on.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.protocol import UPGRADES, heard, starttls, unanswered_hello
from tlswhy.hops.starttls import protocols
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.network import Declined, Ended, Passed, Spoke

DATABASES = ("postgres", "mysql")  # what these do not offer is db-tls-not-offered
UPGRADE_STEPS = ("STARTTLS", "STLS", "AUTH")


def look(case: Case) -> Iterator[Clue]:
    upgrade = starttls(case)
    if upgrade is None:
        yield from _tls_at_once(case)
    elif case.last(Passed, hop=upgrade[0]) is None:
        yield from _tls_later(case, *upgrade)


def ask(case: Case) -> Iterator[Experiment]:
    upgrade = starttls(case)
    spoke, end = case.last(Spoke), unanswered_hello(case)
    told = heard(case.trial(What.LISTEN))
    protocol = _protocol(spoke) or _protocol(told) or (_by_port(case) if end else "")
    if upgrade is not None and (spoke is None or spoke.protocol == "tls"):
        yield Experiment.of(What.IMPLICIT_TLS, "whether TLS begins with the first byte")
    elif protocol in protocols():
        settles = f"whether TLS begins after STARTTLS as {protocol} has it"
        yield Experiment.of(What.STARTTLS, settles, protocol)
    if end is not None and end.how == "silence":
        yield Experiment.of(What.LISTEN, "which protocol greets on this port")


def _tls_at_once(case: Case) -> Iterator[Clue]:
    """A ClientHello was sent, without asking first."""
    spoke, end = case.last(Spoke, hop=case.target_hop), unanswered_hello(case)
    listened, trial = case.trial(What.LISTEN), case.trial(What.STARTTLS)
    told = heard(listened)
    works = trial is not None and trial.answered is not None
    if spoke is not None and _protocol(spoke):
        verdict, cure = Verdict.CERTAIN, None
        because = f"the server speaks {_protocol(spoke)} in plain text first: {spoke.excerpt}"
    elif told is not None and _protocol(told):
        verdict, cure = Verdict.CERTAIN, listened
        because = f"left alone, the server greets in {_protocol(told)}: {told.excerpt}"
    elif spoke is None and end is not None:
        verdict, cure = _guess(case, end), None
        because = f"the ClientHello was not answered: {end.says}"
    else:
        return
    evidence = (spoke,) if spoke is not None else (end,) if end is not None else ()
    if works:
        verdict, cure = Verdict.CERTAIN, trial
        because += f"; after {trial.change.value} STARTTLS it speaks TLS" if trial else ""
    yield Clue()
