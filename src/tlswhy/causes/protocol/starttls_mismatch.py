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

from tlswhy.causes.protocol import UPGRADES, heard, starttls, title, unanswered_hello
from tlswhy.hops.starttls import protocols
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts import Fact
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
    upgrade, spoke, end = starttls(case), case.last(Spoke), unanswered_hello(case)
    protocol = _protocol(spoke) or _protocol(heard(case.trial(What.LISTEN)))
    protocol = protocol or (_by_port(case) if end is not None else "")
    if upgrade is not None and (spoke is None or spoke.protocol == "tls"):
        yield Experiment.of(What.IMPLICIT_TLS, "whether TLS begins with the first byte")
    elif protocol in protocols() and (upgrade is None or upgrade[1] != protocol):
        settles = f"whether TLS begins after STARTTLS as {protocol} has it"
        yield Experiment.of(What.STARTTLS, settles, protocol)
    if end is not None and end.how == "silence":
        yield Experiment.of(What.LISTEN, "which protocol greets on this port")


def _tls_at_once(case: Case) -> Iterator[Clue]:
    """A ClientHello was sent, without asking first."""
    spoke, end = case.last(Spoke, hop=case.target_hop), unanswered_hello(case)
    listened = case.trial(What.LISTEN)
    told = heard(listened)
    cure = None
    if spoke is not None and _protocol(spoke):
        verdict = Verdict.CERTAIN
        because = (
            f"the server speaks {title(_protocol(spoke))} in plain text first: {spoke.excerpt}"
        )
    elif told is not None and _protocol(told):
        verdict, cure = Verdict.CERTAIN, listened
        because = f"left alone, the server greets in {title(_protocol(told))}: {told.excerpt}"
    elif spoke is None and end is not None and (end.how == "silence" or _by_port(case)):
        verdict = _guess(case)
        because = f"the ClientHello was not answered: {end.says}"
    else:
        return
    trial = case.trial(What.STARTTLS)
    acts, remedy = Party.CLIENT, Remedy.USE_STARTTLS
    if trial is not None and trial.answered is not None:
        verdict, cure = Verdict.CERTAIN, trial
        because += f"; asked for it as in {trial.change.value}, it begins TLS"
    elif trial is not None and _refuses(trial.case.last(Declined)):
        acts, remedy = Party.SERVER, Remedy.ENABLE_TLS
        because += "; it does not offer STARTTLS"
    seen: tuple[Fact | None, ...] = (spoke, end)
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=tuple(fact for fact in seen if fact is not None),
        confirmed_by=cure,
        acts=acts,
        remedies=(remedy,),
    )


def _guess(case: Case) -> Verdict:
    """Without a word from the server, the port has to say what to try."""
    trial = case.trial(What.STARTTLS if _by_port(case) else What.LISTEN)
    return Verdict.POSSIBLE if trial is None else Verdict.EXCLUDED


def _tls_later(case: Case, hop: int, protocol: str) -> Iterator[Clue]:
    """STARTTLS was to be asked for, and the dialogue did not come to TLS."""
    spoke, declined = case.last(Spoke, hop=hop), case.last(Declined, hop=hop)
    end, trial = case.last(Ended, hop=hop), case.trial(What.IMPLICIT_TLS)
    if spoke is not None and spoke.protocol == "tls":
        because = f"plain text was answered with TLS: {spoke.excerpt}"
        yield _at_once(trial, Verdict.CERTAIN, because, spoke)
    elif spoke is not None and _is_another(spoke, protocol):
        yield _other(case, spoke, protocol)
    elif declined is not None and protocol not in DATABASES and _refuses(declined):
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"the server does not do STARTTLS: {declined.says}",
            evidence=(declined,),
            acts=Party.SERVER,
            remedies=(Remedy.ENABLE_TLS,),
            hop=hop,
        )
    elif end is not None and not end.received:
        asked = case.last(Asked)
        usual = protocols()[protocol].IMPLICIT if protocol in protocols() else ()
        at_once = asked is not None and asked.port in usual
        verdict = Verdict.LIKELY if at_once else Verdict.POSSIBLE
        because = f"no word of {title(protocol)} came before TLS: {end.says}"
        yield _at_once(trial, verdict, because, end)


def _at_once(trial: Trial | None, verdict: Verdict, because: str, seen: Fact) -> Clue:
    """Whether TLS from the first byte is what the port wants."""
    works = trial is not None and trial.answered is not None
    if works:
        verdict = Verdict.CERTAIN
        because += "; with TLS from the first byte it is answered"
    elif trial is not None and verdict is not Verdict.CERTAIN:
        verdict = Verdict.EXCLUDED
        because += "; TLS from the first byte is not answered either"
    return Clue(
        verdict=verdict,
        because=because,
        evidence=(seen,),
        confirmed_by=trial if works else None,
        remedies=(Remedy.USE_IMPLICIT_TLS,),
        hop=seen.hop,
    )


def _other(case: Case, spoke: Spoke, protocol: str) -> Clue:
    """STARTTLS was asked for in the words of another protocol."""
    trial = case.trial(What.STARTTLS)
    speaks = title(_protocol(spoke))
    return Clue(
        verdict=Verdict.CERTAIN,
        because=f"asked as in {title(protocol)}, the server speaks {speaks}: {spoke.excerpt}",
        evidence=(spoke,),
        confirmed_by=trial if trial is not None and trial.answered is not None else None,
        remedies=(Remedy.USE_STARTTLS,),
        hop=spoke.hop,
    )


def _is_another(spoke: Spoke, protocol: str) -> bool:
    """SMTP and FTP greet so much alike that a bare 220 may be either."""
    return _protocol(spoke) not in ("", protocol) and spoke.protocol != "smtp-or-ftp"


def _protocol(spoke: Spoke | None) -> str:
    return UPGRADES.get(spoke.protocol, "") if spoke is not None else ""


def _by_port(case: Case) -> str:
    """The protocol that is spoken with STARTTLS on the port that was asked for."""
    asked = case.last(Asked)
    port = asked.port if asked is not None else 0
    return next((name for name, dialogue in protocols().items() if port in dialogue.PORTS), "")


def _refuses(declined: Declined | None) -> bool:
    """Whether it was STARTTLS that was declined, and not the greeting or a name before it."""
    if declined is None or declined.kind_of_hop != "starttls":
        return False
    return "offered)" in declined.step or declined.step.upper().startswith(UPGRADE_STEPS)


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.PRE,
    look=look,
    ask=ask,
    remedies=(Remedy.USE_STARTTLS, Remedy.USE_IMPLICIT_TLS, Remedy.ENABLE_TLS),
    references=("RFC 3207", "RFC 8314 section 3", "RFC 2595", "RFC 4511 section 4.14"),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout"),
)
