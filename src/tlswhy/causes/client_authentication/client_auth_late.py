"""The server asks for a client certificate only after the request, and the client cannot answer.

## What happens
The handshake finishes without a word about client certificates. Then the request for one part of
the site is answered with 403, or the connection ends. The same client is served in TLS 1.2.
## Why
The server wants a certificate for some paths only, and learns the path after the handshake. Up to
TLS 1.2 it asks by a second handshake inside the first. TLS 1.3 has none: a server may only ask a
client that allowed that in its hello (`post_handshake_auth`), and browsers, Java and Go never do.
HTTP/2 forbids both ways. Apache does this with `SSLVerifyClient` in a Location or Directory, and
logs AH10158; IIS does it where "Negotiate Client Certificate" is off.
## How we tell
The same request is made with authentication after the handshake allowed, and with TLS 1.2: the
server then asks for a certificate once it has read the request.
## Fix
Let the server ask in the handshake, for the whole site or for a host name of its own. Or let the
client allow it, where it can: Python and `openssl s_client` when told to, curl by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.client_authentication import REFUSING
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import Ended, HttpAnswered
from tlswhy.model.facts.tls import (
    CertificateRequested,
    Established,
    HelloSent,
    RenegotiationAsked,
)

TLS13 = 0x0304
UNAUTHORIZED = 401
HELP = (Remedy.ASK_IN_HANDSHAKE, Remedy.ALLOW_LATE_AUTH)
WAYS = {
    What.POST_HANDSHAKE_AUTH: "with authentication after the handshake allowed",
    What.VERSION_CAP: "with TLS 1.2 at most",
}


def look(case: Case) -> Iterator[Clue]:
    refusal, declined = _refusal(case), _declined(case)
    if refusal is None:
        return
    if declined is not None:
        yield Clue(
            verdict=Verdict.LIKELY,
            because=f"{declined.says}, because the server has not RFC 5746; then {refusal.says}",
            evidence=(declined, refusal),
            remedies=(Remedy.UPDATE_TLS_LIBRARY, Remedy.ASK_IN_HANDSHAKE),
        )
    elif _may_have_come_late(case):
        yield _clue(case, refusal)


def ask(case: Case) -> Iterator[Experiment]:
    if _refusal(case) is None or not _may_have_come_late(case):
        return
    late = "whether the server asks for a certificate once it knows the path"
    yield Experiment.of(What.POST_HANDSHAKE_AUTH, late)
    yield Experiment.of(What.VERSION_CAP, late, "1.2")


def note(case: Case) -> Iterator[str]:
    again, asked = case.last(RenegotiationAsked, hop=case.target_hop), _asked_late(case)
    if again is None and asked is None:
        return
    how = ", by a second handshake" if again is not None else ""
    yield (
        f"the server asks for a client certificate only after the request{how}: browsers, Java "
        "and Go are refused in TLS 1.3, and HTTP/2 forbids it"
    )


def _refusal(case: Case) -> Fact | None:
    """How a request was turned down after a handshake in order; None when it was not."""
    hop = case.target_hop
    if case.last(Established, hop=hop) is None:
        return None
    answer, end = case.last(HttpAnswered, hop=hop + 1), case.last(Ended, hop=hop + 1)
    if answer is None:
        return end if end is not None and end.how != "silence" else None
    if answer.status == UNAUTHORIZED and answer.header("WWW-Authenticate"):
        return None  # it wants a password
    return answer if answer.status in REFUSING else None


def _may_have_come_late(case: Case) -> bool:
    """Nobody spoke of client certificates, and we had not allowed to do so later."""
    hop = case.target_hop
    finished, hello = case.last(Established, hop=hop), case.last(HelloSent, hop=hop)
    is_13 = finished is not None and finished.version == TLS13
    allowed = hello is not None and hello.post_handshake
    return is_13 and not allowed and case.last(CertificateRequested, hop=hop) is None


def _declined(case: Case) -> RenegotiationAsked | None:
    again = case.last(RenegotiationAsked, hop=case.target_hop)
    return again if again is not None and not again.begun else None


def _clue(case: Case, refusal: Fact) -> Clue:
    tried = [t for t in case.tried(*WAYS) if t.case.last(Established, hop=t.case.target_hop)]
    for trial in sorted(tried, key=lambda t: t.change.what is not What.POST_HANDSHAKE_AUTH):
        told = _late(trial)
        if told:
            way = WAYS[trial.change.what]
            return Clue(
                verdict=Verdict.CERTAIN,
                because=f"{refusal.says}; {way} the server {told}",
                evidence=(refusal,),
                confirmed_by=trial,
                remedies=HELP,
            )
    made = {t.change.what for t in case.tried(*WAYS)}
    if made == set(WAYS) and any(t.change.what is What.POST_HANDSHAKE_AUTH for t in tried):
        return Clue(
            verdict=Verdict.EXCLUDED,
            because=f"{refusal.says}, and the server asks for no client certificate later either",
            evidence=(refusal,),
            remedies=HELP,
        )
    return Clue(
        verdict=Verdict.POSSIBLE,
        because=f"{refusal.says}; nobody has asked for a client certificate",
        evidence=(refusal,),
        remedies=HELP,
    )


def _late(trial: Trial) -> str:
    """What the server did in a trial to see a certificate after the handshake; empty if nothing."""
    case = trial.case
    asked, hop = _asked_late(case), case.target_hop
    if asked is None:
        again = case.last(RenegotiationAsked, hop=hop)
        return "asks for a second handshake after the request" if again is not None else ""
    said = "asks for a client certificate after the request"
    answer = case.last(HttpAnswered, hop=hop + 1)
    if not asked.answered:
        return f"{said}, and the client has none"
    return f"{said}, gets ours, and {answer.says}" if answer is not None else f"{said}, gets ours"


def _asked_late(case: Case) -> CertificateRequested | None:
    asked = case.last(CertificateRequested, hop=case.target_hop)
    return asked if asked is not None and asked.post_handshake else None


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.APPLICATION,
    look=look,
    ask=ask,
    note=note,
    remedies=(*HELP, Remedy.UPDATE_TLS_LIBRARY),
    references=(
        "RFC 8446 section 4.6.2",
        "RFC 8446 section 4.2.6",
        "RFC 9113 section 9.2",
        "RFC 5746",
        "mod_ssl: SSLVerifyClient",
    ),
    after_handshake=True,
    told=Told(
        says={
            "late-auth": 3.8,
            "server-alert 10": 0.4,
            "http-status 403": 0.2,
            "server-alert 100": 1.2,
            "client-alert 100": 1.5,
            "client-alert 10": 0.4,
        },
        beside={"works tls12": 1.5},
        test="With TLS 1.2 at most (curl --tls-max 1.2) it passes.",
    ),
)
