"""The client's own policy leaves no TLS version, so it says nothing at all.

## What happens
TCP opens and no ClientHello leaves: "No appropriate protocol" (Java), "no protocols available"
(OpenSSL), "no supported versions satisfy MinVersion and MaxVersion" (Go), Schannel event 36871.
## Why
One setting holds the client to versions that another one forbids:
`-Djdk.tls.client.protocols=TLSv1` after an update of Java (8u291, 11.0.11), a maximum below the
minimum of `openssl.cnf`, of a crypto-policy or of the registry.
## How we tell
The client spoken as (`--as`) cannot be brought to speak any version that the options leave. With
TLS 1.2 and 1.3 a hello leaves, and is answered.
## Fix
Take away the setting that holds it to old versions. Only where the server has nothing newer, and
for this one peer: allow the old version in the policy.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientLimits, ClientProfile, Route
from tlswhy.model.facts.network import Connected
from tlswhy.wire.codes import ProtocolVersion


def look(case: Case) -> Iterator[Clue]:
    profile, limits, route = case.last(ClientProfile), case.last(ClientLimits), case.last(Route)
    if profile is None or limits is None or route is None or limits.max_version:
        return
    trial = case.trial(What.VERSION_MODERN)
    answered = trial.answered if trial is not None else None
    policy = profile.policy
    because = (
        f"{profile.name} speaks {_named(policy.versions)} ({policy.name}), and "
        f"{' '.join(limits.options[1:])} leaves none of them: no hello leaves"
    )
    if answered is not None:
        because += f"; without that, {ProtocolVersion(answered.version)} is answered"
    yield Clue(
        # Before it has something to say, a client must get as far as that.
        verdict=Verdict.CERTAIN if case.last(Connected) is not None else Verdict.LIKELY,
        because=because,
        evidence=(profile, limits),
        confirmed_by=trial if answered is not None else None,
        hop=len(route.hops) - 1,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.VERSION_MODERN, "whether a hello with TLS 1.2 and 1.3 is answered")


def _named(versions: tuple[int, ...]) -> str:
    names = [str(ProtocolVersion(version)) for version in versions]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.START,
    look=look,
    ask=ask,
    remedies=(Remedy.RAISE_CLIENT_VERSION, Remedy.LOWER_CLIENT_VERSION),
    references=(
        "RFC 8446 section 4.2.1",
        "JDK 8u291 release notes",
        "SSL_CONF_cmd(3), MinProtocol",
    ),
    told=Told(
        says={"handshake-failed": 0.2, "no-version": 4, "server-version": 0.8, "no-cipher": 0.4},
        beside={
            "changed policy": 1,
            "changed client": 0.5,
            "place hardened": 1,
            "config-error": -2,
        },
        test="No ClientHello leaves the machine; with the version allowed again one does.",
    ),
)
