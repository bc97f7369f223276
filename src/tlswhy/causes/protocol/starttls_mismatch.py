"""TLS begins at another moment on this port, or the dialogue before it does not come to TLS.

## What happens
One side starts TLS at once, the other wants to talk in plain text first. The client sees `220`,
`* OK`, `+OK` or an LDAP message where a ServerHello should be (`wrong version number`); or both
wait for each other until time is up (STARTTLS on 465 or 993). Or the dialogue in plain text breaks
off: `554 no`, `* BYE`, "Host is not allowed", or half an answer.
## Why
Ports 465, 636, 993, 995 and 5223 are TLS from the first byte; 25, 587, 389, 143, 110, 5222 and
the ports of databases begin in plain text and go over to TLS on request. The setting of the
client ("SSL" against "STARTTLS") does not fit the port. Or the server does not offer STARTTLS:
no certificate, or a firewall that takes the word out of the dialogue. A server that does not want
this client (a list, a limit, too many connections) says so in its greeting already.
## How we tell
By the protocol the server greets in, or by its TLS alert in answer to plain text. The other
manner works on the same port.
## Fix
Use STARTTLS on ports that greet in plain text, TLS from the start on the others. If the server
does not offer STARTTLS, give it a certificate and turn it on. Where it turns this client away,
its log has the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.protocol import (
    DATABASES,
    SAYS_NO,
    UNKNOWN,
    UPGRADES,
    another_service,
    broken_off,
    family,
    heard,
    starttls,
    title,
    unanswered_hello,
    understood_nothing,
    unfinished,
)
from tlswhy.hops.starttls import protocols
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.network import Declined, Ended, Passed, Spoke
from tlswhy.model.facts.tls import OurFault

RARE = ("irc", "mssql", "rdp", "telnet")  # met without STARTTLS, or on one port only
CODED = ("smtp", "lmtp", "ftp", "nntp")  # three digits and a text
UPGRADE_STEPS = ("STARTTLS", "STLS", "AUTH")


def look(case: Case) -> Iterator[Clue]:
    upgrade = starttls(case)
    if upgrade is None:
        yield from _tls_at_once(case)
    elif case.last(Passed, hop=upgrade[0]) is None:
        yield from _tls_later(case, *upgrade)


def ask(case: Case) -> Iterator[Experiment]:
    upgrade, spoke, end = starttls(case), case.last(Spoke), unanswered_hello(case)
    protocol = _protocol(case, spoke) or _protocol(case, heard(case.trial(What.LISTEN)))
    protocol = protocol or (_by_port(case) if end is not None else "")
    if upgrade is not None and (spoke is None or spoke.protocol == "tls"):
        yield Experiment.of(What.IMPLICIT_TLS, "whether TLS begins with the first byte")
    elif protocol in protocols() and (upgrade is None or _is_another(case, spoke, upgrade[1])):
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
    if spoke is not None and _protocol(case, spoke):
        verdict = Verdict.LIKELY if _is_mysql_error(spoke) else Verdict.CERTAIN
        speaks = title(_protocol(case, spoke))
        because = f"the server speaks {speaks} in plain text first: {spoke.excerpt}"
    elif told is not None and _protocol(case, told):
        verdict, cure = Verdict.CERTAIN, listened
        speaks = title(_protocol(case, told))
        because = f"left alone, the server greets in {speaks}: {told.excerpt}"
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
        if spoke is None and told is None:
            of_database = trial.change.value in DATABASES  # db-tls-not-offered
            verdict, cure = Verdict.EXCLUDED if of_database else Verdict.CERTAIN, trial
        acts, remedy = Party.SERVER, Remedy.ENABLE_TLS
        because += f"; asked for it as in {trial.change.value}, it does not offer STARTTLS"
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
    end, stop = case.last(Ended, hop=hop), broken_off(case, hop)
    trial = case.trial(What.IMPLICIT_TLS)
    if spoke is not None and spoke.protocol == "tls":
        because = f"plain text was answered with TLS: {spoke.excerpt}"
        yield _at_once(trial, Verdict.CERTAIN, because, spoke)
    elif spoke is not None and _is_another(case, spoke, protocol):
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
    elif declined is not None:
        yield from _turned_away(spoke, declined, protocol)
    elif stop is not None:
        yield _broke_off(spoke, stop, protocol)
    elif end is not None:
        asked = case.last(Asked)
        usual = protocols()[protocol].IMPLICIT if protocol in protocols() else ()
        at_once = asked is not None and asked.port in usual
        verdict = Verdict.LIKELY if at_once else Verdict.POSSIBLE
        because = f"no word of {title(protocol)} came before TLS: {end.says}"
        yield _at_once(trial, verdict, because, end)


def _turned_away(spoke: Spoke | None, declined: Declined, protocol: str) -> Iterator[Clue]:
    """The server refused something before STARTTLS, in its own words."""
    said = spoke.excerpt if spoke is not None else ""
    if spoke is not None and another_service(spoke, protocol):
        return  # wrong-port-service
    if spoke is not None and spoke.protocol in UNKNOWN and understood_nothing(declined):
        return  # wrong-port-service
    no = declined.step == "SSLRequest" or declined.step.endswith(SAYS_NO)
    if protocol in DATABASES and no:
        return  # db-tls-not-offered
    yield Clue(
        verdict=Verdict.LIKELY,
        because=f"the server refused before TLS, at the step {declined.step}: {said}".rstrip(": "),
        evidence=(declined,) if spoke is None else (declined, spoke),
        acts=Party.SERVER,
        remedies=(Remedy.READ_SERVER_LOG,),
        hop=declined.hop,
    )


def _broke_off(spoke: Spoke | None, end: Ended | OurFault, protocol: str) -> Clue:
    """The server spoke and stopped in the middle, or never comes to an end."""
    said = f": {spoke.excerpt}" if spoke is not None else ""
    return Clue(
        verdict=Verdict.POSSIBLE,
        because=f"the answer in {title(protocol)} before TLS broke off: {unfinished(end)}{said}",
        evidence=(end,) if spoke is None else (end, spoke),
        acts=Party.SERVER,
        remedies=(Remedy.READ_SERVER_LOG,),
        hop=end.hop,
    )


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
    speaks = title(_protocol(case, spoke))
    return Clue(
        verdict=Verdict.CERTAIN,
        because=f"asked as in {title(protocol)}, the server speaks {speaks}: {spoke.excerpt}",
        evidence=(spoke,),
        confirmed_by=trial if trial is not None and trial.answered is not None else None,
        remedies=(Remedy.USE_STARTTLS,),
        hop=spoke.hop,
    )


def _is_another(case: Case, spoke: Spoke | None, protocol: str) -> bool:
    """Whether another protocol than the one that was asked for is spoken.

    A reply of a code and a text may belong to any of four, as long as it names none.
    """
    speaks = _protocol(case, spoke)
    if spoke is None or speaks in ("", family(protocol)):
        return False
    return protocol not in CODED or speaks != "smtp" or "SMTP" in spoke.excerpt


def _protocol(case: Case, spoke: Spoke | None) -> str:
    """The protocol of which this is the plain text, by its name on the command line.

    SMTP, LMTP and FTP greet so much alike that only the port can tell a bare 220.
    """
    speaks = UPGRADES.get(spoke.protocol, "") if spoke is not None else ""
    if spoke is not None and spoke.protocol == "smtp-or-ftp" and _by_port(case) in CODED:
        speaks = _by_port(case)
    return "" if speaks in RARE else speaks


def _is_mysql_error(spoke: Spoke) -> bool:
    """An error packet has little that cannot be otherwise; a greeting has a version as well."""
    return spoke.protocol == "mysql" and "/" not in spoke.product


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
    remedies=(
        Remedy.USE_STARTTLS,
        Remedy.USE_IMPLICIT_TLS,
        Remedy.ENABLE_TLS,
        Remedy.READ_SERVER_LOG,
    ),
    references=("RFC 3207", "RFC 8314 section 3", "RFC 2595", "RFC 4511 section 4.14"),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout"),
    told=Told(
        says={
            "not-tls smtp": 3,
            "not-tls imap": 3,
            "not-tls pop3": 3,
            "starttls-missing": 1.8,
            "starttls-needed": 3.2,
            "not-tls": 0.8,
            "plain-received": 0.2,
            "eof": 0.5,
            "handshake-timeout": 0.4,
            "connect-timeout": 0.2,
            "plain-received smtp": 2.5,
            "plain-received postgres": 2.5,
            "tls-received": 1.4,
            "reset": 0.1,
        },
        beside={
            "port 587": 2,
            "port 25": 1.8,
            "port 465": 1.4,
            "port 143": 1.8,
            "port 993": 1,
            "port 110": 1.8,
            "port 995": 1,
            "port 389": 1.8,
            "port 636": 0.8,
            "port 5222": 1.8,
            "port 21": 1.8,
            "port 990": 0.8,
            "role mail": 0.8,
            "role directory": 0.8,
            "port 443": -1.5,
        },
        test=(
            "The other mode (STARTTLS instead of TLS from the first byte, or the reverse) "
            "passes on that port."
        ),
    ),
)
