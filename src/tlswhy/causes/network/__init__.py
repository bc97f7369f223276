"""Packets and names, and what the causes that nothing explains yet ask of a case."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.attempt import TUNNELS
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Clue, Experiment, Party, Remedy, Verdict
from tlswhy.model.facts.context import ProxyChosen, Route
from tlswhy.model.facts.network import Connected, Ended, NotConnected, Resolved
from tlswhy.model.facts.passive import Recorded
from tlswhy.model.facts.tls import HelloSent, OurFault

TOO_MUCH = "too-much"  # the code for a peer that does not come to an end

Stop = Ended | OurFault


def endless(case: Case, hop: int) -> OurFault | None:
    """Why we left a peer that sends without end on this hop."""
    fault = case.last(OurFault, hop=hop)
    return fault if fault is not None and fault.code == TOO_MUCH else None


def before_hello(case: Case) -> Stop | None:
    """How a dialogue ended that the peer had begun and that never came to our ClientHello.

    A peer that says nothing at all has narrower causes.
    """
    if case.last(Connected) is None or case.last(HelloSent, hop=case.target_hop) is not None:
        return None
    fault, end = case.last(OurFault), case.last(Ended)
    if fault is not None and fault.code == TOO_MUCH:
        return fault
    return end if end is not None and end.received else None


def early(case: Case, stop: Stop) -> Clue:
    """What can be said of such an end while nothing explains it."""
    return Clue(
        verdict=Verdict.POSSIBLE,
        because=f"before the ClientHello: {_says(stop)}",
        evidence=(stop,),
        acts=Party.FORWARD_PROXY if _is_at_proxy(case, stop.hop) else Party.SERVER,
        remedies=(Remedy.READ_SERVER_LOG,),
        hop=stop.hop,
    )


def umbrella(case: Case, hello: HelloSent, stop: Ended | OurFault) -> Clue:
    """An end without a reason: likely when no change cured it, or chance alone did."""
    trials = [trial for trial in case.trials if trial.change.what is not What.ANOTHER_ADDRESS]
    answered = [trial for trial in trials if trial.answered is not None]
    parts = [trial for trial in answered if trial.change.what is What.SEGMENTED]
    tried = sorted({str(trial.change.what) for trial in trials})
    # In a capture the end was seen as it was, and nothing can be tried.
    verdict, more = Verdict.LIKELY if case.last(Recorded) else Verdict.POSSIBLE, ""
    if case.unstable:
        verdict = Verdict.LIKELY
        more = (
            f"; it comes and goes: {len(answered)} of {len(trials) + 1} attempts were "
            "answered, and not the same ones each time"
        )
    elif parts and len(parts) == len(answered):
        verdict, more = Verdict.LIKELY, "; cut into small segments the same hello is answered"
    elif tried and not answered:
        verdict, more = Verdict.LIKELY, f"; the same with {', '.join(tried)}"
    return Clue(
        verdict=verdict,
        because=_says(stop) + more,
        evidence=(hello, stop),
        confirmed_by=parts[0] if parts and not case.unstable else None,
    )


def ask_umbrella(case: Case) -> Iterator[Experiment]:
    """What the narrower causes do not ask for themselves."""
    if before_hello(case) is not None:
        return
    yield Experiment.of(What.VERSION_CAP, "whether an older hello is answered", "1.2")
    yield Experiment.of(What.AGAIN, "whether it happens every time")
    yield Experiment.of(What.SEGMENTED, "whether a hello in small segments is answered")


def one_of_several(case: Case, how: str) -> tuple[NotConnected, Connected] | None:
    """A target's address that did not open, where another one did and all is in order there.

    how: `refused` or `unanswered`.
    """
    failed = [fact for fact in case.all(NotConnected) if fact.how == how]
    opened, names = case.last(Connected), case.last(Resolved)
    if not failed or opened is None or names is None or not case.works:
        return None
    return (failed[0], opened) if case.last(ProxyChosen) is None else None


def _says(stop: Stop) -> str:
    return stop.text if isinstance(stop, OurFault) else stop.says


def bare(address: str) -> str:
    """An address without its port, and an IPv6 one without its brackets."""
    return address.rpartition(":")[0].strip("[]")


def _is_at_proxy(case: Case, hop: int) -> bool:
    """A tunnel lies behind this hop or is asked for on it."""
    route = case.last(Route)
    later = route.hops[hop:] if route is not None else ()
    return any(label.partition(" ")[0] in TUNNELS for label in later)
