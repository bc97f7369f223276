"""What the settings of this machine mean for a failure that a text tells of.

A setting counts only where the program in the text reads it: Java and Node take no proxy from the
environment, OpenSSL's policy says nothing of Go. What the text says itself is never said again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import About, Here, SettingSeen, StoreSeen, some
from tlswhy.model.facts.words import Mentioned, Said, Sign

Bypassed = Callable[[str, str], bool]
"""Whether a host is among the exceptions of NO_PROXY."""

# Products that are made with, or are part of, what is looked at here.
PART_OF = {
    **dict.fromkeys(("urllib3", "aiohttp", "httpx", "boto", "ansible", "twisted"), "python"),
    **dict.fromkeys(("netty", "okhttp", "apache_httpclient", "bouncy_castle", "maven"), "java"),
    **dict.fromkeys(("gradle", "jenkins", "kafka", "spring", "tomcat", "jetty", "pgjdbc"), "java"),
    **dict.fromkeys(("git_lfs", "terraform", "vault", "consul", "prometheus"), "go"),
    **dict.fromkeys(("firefox", "thunderbird", "chromium"), "nss"),
    "homebrew": "curl",
    "wget2": "wget",
}
NOBODY = frozenset({"any_program", "system"})  # their words are everybody's
# They print on behalf of a program that the text may not name.
LIBRARIES = frozenset({"openssl", "gnutls", "libressl", "boringssl", "mbedtls", "wolfssl"})
# Programs that are known by words of theirs, and those that they are built on.
SPOKEN = {
    "npm": r"\bnpm (?:err!|error|warn)|\bnpm (?:ci|install|publish)\b",
    "yarn": r"\byarn (?:add|install|v?\d)|➤ yn",
    "pip": r"\bpip3? (?:install|download|index)\b|pip\._vendor|pip is configured",
    "conda": r"\bconda(?:http|ssl)?error|\bconda (?:install|create|update)\b",
    "apt": r"\bapt(?:-get)? (?:update|install)\b|(?m:^(?:[ewn]|err):\s?\d* ?https?://)",
    "docker": r"error response from daemon|\bdocker (?:pull|push|login|build|run)\b",
}
BUILT_ON = {"npm": "node", "yarn": "node", "pip": "python", "conda": "python"}
NO_ENVIRONMENT = frozenset({"java", "node", "docker", "nss"})  # no proxy is taken from the shell
OWN_POLICY = frozenset(
    {"java", "go", "node", "rustls", "windows", "nss", "android", "boringssl", "dotnet"}
)
REFUSED = ("", "failed", "issuer-unknown", "issuer-missing", "self-signed-in-chain", "self-signed")
TRUST = frozenset(
    [f"{Sign.VERIFY} {value}".rstrip() for value in REFUSED]
    + [f"{Sign.CLIENT_ALERT} {number}" for number in (42, 46, 48)]
    + [str(Sign.NO_TRUST_STORE), str(Sign.CA_FILE)]
)


class Told(Struct, frozen=True):
    """What of the text matters here. keys: of its signs. programs: that it is of."""

    keys: frozenset[str]
    programs: frozenset[str]
    target: str

    @property
    def reads_environment(self) -> bool:
        """Whether the program takes its proxy from the shell, as far as is known."""
        return not self.known or bool(self.known - NO_ENVIRONMENT)

    @property
    def known(self) -> frozenset[str]:
        """The programs themselves, without the libraries that speak for them."""
        return self.programs - LIBRARIES


def means(
    text: str, said: Sequence[Fact], here: Sequence[Fact], bypassed: Bypassed
) -> tuple[Here, ...]:
    """The keys for the judging, each once, and none that the text has itself."""
    told = _told(text, said)
    found = [
        *(_sign(Anchor(), Sign.PROGRAM, program) for program in sorted(told.programs)),
        *_trust(told, here),
        *_proxy(told, here, bypassed),
        *_policy(told, here),
        *_clock(here),
    ]
    once = {one.key: one for one in reversed(found)}
    known = told.keys - {key for key in told.keys if key.startswith(f"{Sign.PROGRAM} ")}
    return tuple(one for one in reversed(once.values()) if one.key not in known)


def _told(text: str, said: Sequence[Fact]) -> Told:
    keys = frozenset(fact.key for fact in said if isinstance(fact, Said))
    products = {key.partition(" ")[2] for key in keys if key.startswith(f"{Sign.PROGRAM} ")}
    spoken = {name for name, words in SPOKEN.items() if re.search(words, text.lower())}
    programs = {PART_OF.get(name, name) for name in products - NOBODY} | spoken
    programs |= {BUILT_ON[name] for name in programs if name in BUILT_ON}
    hosts = (fact for fact in said if isinstance(fact, Mentioned) and fact.role == "target")
    target = next((fact.host.strip("[]") for fact in hosts), "")
    return Told(keys, frozenset(programs), target)


def _trust(told: Told, here: Sequence[Fact]) -> Iterator[Here]:
    """Only of a text about trust: else a missing store says nothing of the failure."""
    if not told.keys & TRUST:
        return
    stores = [fact for fact in here if isinstance(fact, StoreSeen)]
    own = _own_stores(told, stores)
    for store in own:
        if store.anchors == 0 and not store.adds:
            why = f"{store.program} has no CA to trust: {store.note}"
            yield _sign(store.seen, Sign.NO_TRUST_STORE, why=why)
    system = [store for store in stores if store.program == "os" and not store.adds]
    lacking = next((pair for one in own for pair in [_lacks(one, own, system)] if pair), None)
    if lacking is not None:
        yield lacking
    elif not told.known:
        products = [root for store in system for root in store.contains if root.product]
        if products:
            why = f"this machine trusts a CA of {products[0].product}, so its TLS is inspected"
            yield _sign(system[0].seen, Sign.PLACE, "inspected", why=why)


def _own_stores(told: Told, stores: Sequence[StoreSeen]) -> list[StoreSeen]:
    """Those of the program in the text; a tool's own setting replaces what it is built on."""
    own = [store for store in stores if store.program in told.programs]
    for tool, base in BUILT_ON.items():
        if any(store.program == tool for store in own):
            own = [store for store in own if store.program != base]
    return own


def _lacks(store: StoreSeen, own: Sequence[StoreSeen], system: Sequence[StoreSeen]) -> Here | None:
    """What the system trusts and a store of the program does not, with what is added to it."""
    if store.adds or not system:
        return None
    added = [one for one in own if one.adds and one.program == store.program]
    used = f"{store.used_by} of {store.program}" if store.used_by else store.program
    if system[0].has_issuer is not None:
        has = any(one.has_issuer for one in (store, *added))
        if not system[0].has_issuer or has or store.has_issuer is None:
            return None
        missing = store.issuer
    else:
        held = {root.sha256 for one in (store, *added) for root in one.contains}
        roots = [root for root in system[0].contains if root.sha256 not in held]
        if not roots:
            return None
        ranked = sorted(roots, key=lambda root: not root.product)
        missing = some(tuple(root.says for root in ranked), 2)
    why = f"the system trusts {missing}, and {used} does not"
    return _sign(store.seen, Sign.WORKS, "os-store", why=why)


def _proxy(told: Told, here: Sequence[Fact], bypassed: Bypassed) -> Iterator[Here]:
    settings = [fact for fact in here if isinstance(fact, SettingSeen)]
    proxies = [fact for fact in settings if fact.about is About.PROXY and fact.value]
    readers = {*told.programs, *(("shell",) if told.reads_environment else ())}
    ours = [fact for fact in proxies if fact.program in readers]
    if not ours:
        others = [fact for fact in proxies if fact.program not in readers]
        if others and told.known:
            who = "the shell" if others[0].program == "shell" else others[0].program
            why = f"{who} goes through a proxy, and {_names(told)} has none"
            yield _of(others[0], Sign.PLACE, "proxy-not-set", why)
        return
    # A program's own setting goes before the shell's.
    chosen = next((fact for fact in ours if fact.program != "shell"), ours[0])
    exceptions = [
        fact for fact in settings if fact.about is About.NO_PROXY and fact.program in readers
    ]
    if told.target and any(bypassed(told.target, fact.value) for fact in exceptions):
        return
    yield _of(chosen, Sign.PROXY_SET, "", "a proxy is set on this machine")
    if chosen.value.lower().startswith("https://"):
        yield _of(chosen, Sign.PROXY_URL, "https", "the proxy's URL begins with https://")
    inside = {f"{Sign.HOST} internal", f"{Sign.HOST} loopback"} & told.keys
    meant = next((fact for fact in exceptions if _is_meant(told.target, fact.value)), None)
    if told.target and (inside or meant):
        why = f"no exception that all programs understand takes {told.target} from the proxy"
        yield _of(meant or chosen, Sign.PLACE, "no-proxy", why)


def _is_meant(target: str, exceptions: str) -> bool:
    """Whether somebody wrote a pattern for the host, which not every program understands."""
    stars = [entry for entry in exceptions.replace(",", " ").split() if entry.startswith("*.")]
    return bool(target) and any(target.endswith(entry[1:]) for entry in stars)


def _policy(told: Told, here: Sequence[Fact]) -> Iterator[Here]:
    shared = not told.programs or bool(told.programs - OWN_POLICY)
    for fact in here:
        if not isinstance(fact, SettingSeen) or not fact.strict:
            continue
        system = fact.program in ("openssl", "gnutls", "crypto-policies") and shared
        policies = fact.program == "crypto-policies" and bool({"java", "nss"} & told.programs)
        if fact.about not in (About.POLICY, About.FIPS):
            continue
        if system or policies or fact.program in told.programs:
            why = f"this machine's settings for {fact.program} are stricter than usual"
            why = f"{why}: {fact.note}" if fact.note else why
            if fact.about is About.FIPS:
                yield _of(fact, Sign.PLACE, "fips", "this machine is in FIPS mode")
            yield _of(fact, Sign.CHANGED, "policy", why)
            if "rotocol" in fact.name:
                yield _of(fact, Sign.PLACE, "hardened", why)


def _clock(here: Sequence[Fact]) -> Iterator[Here]:
    for fact in here:
        if isinstance(fact, SettingSeen) and fact.program == "clock" and fact.strict:
            why = f"the clock of this machine cannot be right: {fact.note}"
            yield _of(fact, Sign.YEAR, "wrong", why)


def _names(told: Told) -> str:
    return ", ".join(sorted(told.known)[:2])


def _of(fact: SettingSeen, what: Sign, value: str, why: str) -> Here:
    return _sign(fact.seen, what, value, f"{fact.name} = {fact.value}", why)


def _sign(seen: Anchor, what: Sign, value: str = "", quote: str = "", why: str = "") -> Here:
    return Here(seen=seen, what=what, value=value, quote=quote, means=why)
