"""Encrypted Client Hello does not fit the server that answers.

## What happens
The client hides the real server name in an encrypted hello (ECH), and shows a public name such as
`cloudflare-ech.com` instead. The server cannot decrypt it and answers for the public name: with
another certificate, or with `unrecognized_name` (112). Browsers say
`ERR_ECH_FALLBACK_CERTIFICATE_INVALID`, others give up with `ech_required` (121). Clients without
ECH pass, so it fails now and then, and only in some programs.
## Why
The key for ECH comes from DNS, from the HTTPS record of the name. The server changed its key and
the record is old; or the record is that of a CDN while this network leads the name to a server of
its own (split DNS), which knows nothing of ECH; or not every node has the key.
## How we tell
The server's answer shows whether it decrypted the hello. If not, it may send the configuration that
it would accept. Tried with that one, or without ECH, the same server works.
## Fix
Keep the record in step with the server's keys, and have a certificate for the public name on every
node. Where DNS is split, let the inner resolver give no HTTPS record, or one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import CertificateProblem
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.ech import (
    EchAccepted,
    EchOffered,
    EchRejected,
    EchRetryConfigs,
    HttpsRecordMissing,
    HttpsRecordSeen,
)
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import AlertSeen

HOW = {
    What.ECH_RETRY: "with the configuration that the server sent it works",
    What.ECH_FROM_DNS: "with the one that DNS has now it works",
    What.ECH_OFF: "without ECH it works",
}


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    offered, rejected = case.last(EchOffered, hop=hop), case.last(EchRejected, hop=hop)
    if offered is None or case.last(EchAccepted, hop=hop) is not None:
        return
    if rejected is not None:
        yield _rejected(case, offered, rejected)
    elif case.refusal is not None:
        yield _refused(case, offered, case.refusal)


def ask(case: Case) -> Iterator[Experiment]:
    hop = case.target_hop
    configs, asked = case.last(EchRetryConfigs, hop=hop), case.last(Asked)
    if configs is not None and configs.usable:
        settles = "whether the server accepts what it sent itself"
        yield Experiment.of(What.ECH_RETRY, settles, configs.usable)
    yield Experiment.of(What.ECH_OFF, "whether it works without ECH")
    by_hand = not case.all(HttpsRecordSeen, hop=hop) and not case.all(HttpsRecordMissing, hop=hop)
    hidden = any(not fact.grease for fact in case.all(EchOffered, hop=hop))
    web = asked is not None and not asked.is_ip and asked.service in ("", "https")
    if by_hand and hidden and web:
        yield Experiment.of(What.ECH_FROM_DNS, "whether DNS has a newer configuration")


def note(case: Case) -> Iterator[str]:
    hop = case.target_hop
    offered, configs = case.last(EchOffered, hop=hop), case.last(EchRetryConfigs, hop=hop)
    missing, records = case.last(HttpsRecordMissing, hop=hop), case.all(HttpsRecordSeen, hop=hop)
    if offered is None:
        # ECH was wanted and could not be had.
        for fact in (missing, *records):
            if fact is not None:
                yield f"the hello was not encrypted: {fact.says}"
    elif not offered.grease:
        yield (
            f"the server accepted ECH: who reads along sees the name {offered.public_name} alone"
        )
    elif configs is not None:
        yield f"the server knows ECH: {configs.says}"


def _rejected(case: Case, offered: EchOffered, rejected: EchRejected) -> Clue:
    """The handshake was finished for the public name."""
    hop = case.target_hop
    records = [one for one in case.all(HttpsRecordSeen, hop=hop) if one.public_name]
    configs = case.last(EchRetryConfigs, hop=hop)
    wrong = next((one for one in case.all(CertificateProblem, hop=hop) if one.fatal), None)
    again, off = case.trial(What.ECH_RETRY), case.trial(What.ECH_OFF)
    by_dns = case.trial(What.ECH_FROM_DNS)
    cure = _cure(case)
    acts, remedies = _who(configs, again, wrong, from_dns=bool(records))
    source = "in DNS" if records else "that was given"
    because = [f"{_hidden(offered)} by the configuration {source}", _why(offered, configs, wrong)]
    if again is not None and not again.works:
        because.append("it does not accept that one either")
    if by_dns is not None and by_dns.case.last(EchOffered) is None:
        because.append("DNS has none for the name")
    if cure is not None:
        because.append(HOW[cure.change.what])
    elif off is not None:
        because.append("without ECH it fails too")
    evidence: tuple[Fact | None, ...] = (offered, rejected, *records[:1], configs, wrong)
    return Clue(
        verdict=Verdict.LIKELY if off is not None and cure is None else Verdict.CERTAIN,
        because="; ".join(because),
        evidence=tuple(fact for fact in evidence if fact is not None),
        confirmed_by=cure,
        acts=acts,
        remedies=remedies,
    )


def _refused(case: Case, offered: EchOffered, refusal: AlertSeen | Ended) -> Clue:
    """There was no answer, not even for the public name."""
    off = case.trial(What.ECH_OFF)
    records = [one for one in case.all(HttpsRecordSeen, hop=case.target_hop) if one.public_name]
    what = "a hello with GREASE in place of ECH" if offered.grease else _hidden(offered)
    because = f"{what}: {refusal.says}"
    if off is None:
        verdict = Verdict.POSSIBLE
    elif off.answered is None:
        verdict = Verdict.EXCLUDED
        because += "; one without ECH fares no better"
    else:
        verdict = Verdict.CERTAIN
        because += "; one without ECH is answered"
    if isinstance(refusal, Ended):
        # A server that does not know the public name would say so; filters drop and reset.
        who: tuple[Party, tuple[Remedy, ...]] = Party.NETWORK, (Remedy.ALLOW_NAME,)
    elif offered.grease:
        who = Party.SERVER, (Remedy.UPDATE_TLS_LIBRARY,)
    else:
        who = _who(None, None, None, from_dns=bool(records))
    return Clue(
        verdict=verdict,
        because=because,
        evidence=(offered, refusal, *records[:1]),
        confirmed_by=off if verdict is Verdict.CERTAIN else None,
        acts=who[0],
        remedies=who[1],
    )


def _hidden(offered: EchOffered) -> str:
    name = offered.name if offered.name is not None else "no name"
    return f"a hello for {name}, encrypted in one for {offered.public_name}"


def _why(
    offered: EchOffered, configs: EchRetryConfigs | None, wrong: CertificateProblem | None
) -> str:
    """What the server's answer says of it."""
    if configs is not None and configs.usable:
        why = "the server no longer has that key and sends another configuration"
        return why if wrong is None else f"{why}, which no client may believe ({wrong.says})"
    if wrong is None:
        return f"the server has a certificate for {offered.public_name} and no ECH"
    return f"the server has no ECH and is not the one it is meant for ({wrong.says})"


def _who(
    configs: EchRetryConfigs | None,
    again: Trial | None,
    wrong: CertificateProblem | None,
    *,
    from_dns: bool,
) -> tuple[Party, tuple[Remedy, ...]]:
    """Who has to act, and how."""
    if configs is not None and configs.usable:
        if again is not None and not again.works and wrong is None:
            return Party.SERVER, (Remedy.SHARE_ECH_KEYS,)
        if wrong is not None:
            return Party.SERVER, (Remedy.SERVE_PUBLIC_NAME, Remedy.PUBLISH_ECH_KEY)
        if from_dns:
            return Party.DNS, (Remedy.PUBLISH_ECH_KEY,)
    elif from_dns:
        return Party.DNS, (Remedy.DROP_ECH_RECORD,)
    return Party.CLIENT, (Remedy.UPDATE_ECH_CONFIG,)


def _cure(case: Case) -> Trial | None:
    """The one change that made it work."""
    for what in HOW:
        trial = case.trial(what)
        if trial is not None and trial.works and _is_meant(trial):
            return trial
    return None


def _is_meant(trial: Trial) -> bool:
    """Where DNS has no configuration, a hello by DNS is one without ECH."""
    return trial.change.what is What.ECH_OFF or trial.case.last(EchAccepted) is not None


CAUSE = Cause(
    acts=Party.DNS,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    note=note,
    remedies=(
        Remedy.PUBLISH_ECH_KEY,
        Remedy.DROP_ECH_RECORD,
        Remedy.SERVE_PUBLIC_NAME,
        Remedy.SHARE_ECH_KEYS,
        Remedy.UPDATE_ECH_CONFIG,
        Remedy.ALLOW_NAME,
        Remedy.UPDATE_TLS_LIBRARY,
    ),
    references=(
        "RFC 9849 sections 6.1.6, 6.1.7 and 8.1",
        "RFC 9848 section 4",
        "RFC 9460 section 9",
    ),
    narrows=(
        *("reset-on-hello", "peer-closed-early", "handshake-timeout"),
        *("sni-unrecognized", "sni-default-cert", "sni-filtered"),
        *("cert-hostname-mismatch", "cert-wildcard-mismatch"),
    ),
    told=Told(
        says={"ech-failed": 3.8, "server-alert 121": 3.5, "client-alert 121": 3.5},
        beside={"place ech": 1.5, "place split-dns": 0.5},
        test="Without the HTTPS record (type 65) at the local resolver it passes.",
    ),
)
