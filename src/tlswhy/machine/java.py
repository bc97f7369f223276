"""Java: options by variables, the cacerts of each runtime, its proxies and disabled algorithms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.machine._formats import joined, pairs
from tlswhy.machine._keystores import anchors
from tlswhy.machine._machine import Machine, setting
from tlswhy.machine._stores import seen as seen_store
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import ENVIRONMENT, About, StoreSeen
from tlswhy.pki.stores import Store

MOST_RUNTIMES = 8
VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "MAVEN_OPTS", "GRADLE_OPTS")
PROPERTIES = {
    "https.proxyHost": About.PROXY,
    "http.proxyHost": About.PLAIN_PROXY,
    "socksProxyHost": About.PROXY,
    "http.nonProxyHosts": About.NO_PROXY,
    "java.net.useSystemProxies": About.OTHER,
    "javax.net.ssl.trustStore": About.CA_FILE,
    "javax.net.ssl.trustStoreType": About.OTHER,
    "jdk.tls.client.protocols": About.POLICY,
    "https.protocols": About.POLICY,
    "https.cipherSuites": About.POLICY,
    "com.sun.net.ssl.checkRevocation": About.OTHER,
}
DEBIAN = "/etc/ssl/certs/java/cacerts"
FOLDER = "/usr/lib/jvm"
DISABLED = "jdk.tls.disabledAlgorithms"
# What current JDKs disable by themselves, by the first word of each entry.
USUAL = frozenset(
    (
        *("SSLv3", "TLSv1", "TLSv1.1", "DTLSv1.0", "RC4", "DES", "3DES_EDE_CBC", "NULL", "anon"),
        *("MD5withRSA", "DH", "EC", "ECDH", "include", "TLS_RSA_*"),
        *("rsa_pkcs1_sha1", "ecdsa_sha1", "dsa_sha1"),
    )
)
_OPTION = re.compile(r"-D([\w.]+)=(\"[^\"]*\"|\S*)")


def look(machine: Machine) -> Iterator[Fact]:
    """What every Java program here starts with, unless it says otherwise itself."""
    given = ""
    for variable in VARIABLES:
        for name, quoted in _OPTION.findall(machine.variable(variable)):
            about = PROPERTIES.get(name)
            if about is None:
                continue
            strict = about is About.POLICY
            value = quoted.strip('"')
            yield setting("java", f"{variable} -D{name}", value, about=about, strict=strict)
            if name == "javax.net.ssl.trustStore":
                given = value
    if given:
        yield from _store(machine, given, "the system property javax.net.ssl.trustStore")
    done: set[str] = set()
    for home in _runtimes(machine):
        yield from _runtime(machine, home, done)
    if not done and machine.exists(DEBIAN):
        yield from _store(machine, DEBIAN, "")


def _runtimes(machine: Machine) -> list[str]:
    """JAVA_HOME first, each runtime once."""
    homes = [machine.variable("JAVA_HOME")] if machine.variable("JAVA_HOME") else []
    homes += [f"{FOLDER}/{name}" for name in machine.names(FOLDER)]
    by_place = {machine.real(home): home for home in reversed(homes) if machine.exists(home)}
    return list(reversed(by_place.values()))[:MOST_RUNTIMES]


def _runtime(machine: Machine, home: str, done: set[str]) -> Iterator[Fact]:
    if home == machine.variable("JAVA_HOME"):
        yield setting("java", "JAVA_HOME", home, source=ENVIRONMENT)
    for folder in (f"{home}/lib/security", f"{home}/jre/lib/security"):
        for name in ("jssecacerts", "cacerts"):
            place = machine.real(f"{folder}/{name}")
            if place not in done and machine.exists(f"{folder}/{name}"):
                done.add(place)
                yield from _store(machine, f"{folder}/{name}", "")
                break
    for file in (f"{home}/conf/net.properties", f"{home}/lib/net.properties"):
        for row in pairs(machine.lines(file, "java"), comments="#!", separators="=:"):
            about = PROPERTIES.get(row.name)
            # The file of the JDK itself has the exceptions, and no proxy that they are for.
            if about in (About.PROXY, About.PLAIN_PROXY):
                yield setting("java", row.name, row.value, source=file, line=row.line, about=about)
    for file in (f"{home}/conf/security/java.security", f"{home}/lib/security/java.security"):
        yield from _disabled(machine, file)


def _disabled(machine: Machine, file: str) -> Iterator[Fact]:
    lines = machine.lines(file, "java")
    for row in pairs(joined(lines), comments="#!", separators="=:"):
        if row.name != DISABLED:
            continue
        entries = [" ".join(entry.split()) for entry in row.value.split(",")]
        unusual = [entry for entry in entries if entry.split(" ")[0] not in USUAL]
        note = f"more than JDKs disable by themselves: {', '.join(unusual)}" if unusual else ""
        yield setting(
            "java",
            DISABLED,
            ", ".join(entries),
            source=machine.shown(file),
            line=row.line,
            about=About.POLICY,
            strict=bool(unusual),
            note=note,
        )


def _store(machine: Machine, name: str, used_by: str) -> Iterator[Fact]:
    content = machine.content(name, "java")
    note = ""
    if content is None:
        there = machine.exists(name)
        note = "cannot be read" if there else "there is no such file"
        count = None if there else 0
        yield StoreSeen(
            seen=Anchor(source=machine.shown(name)), program="java", anchors=count, note=note
        )
        return
    found = anchors(content)
    if found is None:
        note = "its password is not the usual one, so nothing in it can be seen"
        yield StoreSeen(seen=Anchor(source=machine.shown(name)), program="java", note=note)
        return
    store = Store("java", name, found)
    yield seen_store(machine, store, name, "java", used_by=used_by)
