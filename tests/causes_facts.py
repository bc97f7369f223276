"""Facts with the values that most tests do not care about, and cases and trials made of them.

The route of most builders is `tcp 192.0.2.1:443 | tls a.test`: the TLS with the target is hop 1.
"""

from __future__ import annotations

from datetime import UTC, datetime

from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.diagnosis import Cause, Clue
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged, LeafSeen, MakerSeen
from tlswhy.model.facts.context import (
    Asked,
    ClientLimits,
    ClientPolicy,
    ClientProfile,
    Clock,
    ProxyAvailable,
    ProxyChosen,
    Route,
    TrustStore,
)
from tlswhy.model.facts.network import (
    Connected,
    Declined,
    Ended,
    HttpAnswered,
    NotConnected,
    NotResolved,
    Passed,
    Resolved,
    SocksAnswered,
    Spoke,
)
from tlswhy.model.facts.tls import (
    AlertSeen,
    CertificateRequested,
    Established,
    HelloSent,
    KeyExchangeSeen,
    OurFault,
    ServerHelloSeen,
)

TLS12, TLS13 = 0x0303, 0x0304
NOW = datetime(2030, 1, 1, tzinfo=UTC)
DIRECT = ("tcp 192.0.2.1:443", "tls a.test")


def case(*facts: Fact, trials: tuple[Trial, ...] = ()) -> Case:
    """A case with these facts; the direct route stands first when there is no other."""
    return Case(_with_route(facts), trials)


def trial(what: What, *facts: Fact, value: str = "") -> Trial:
    """A change that was tried, and what was then seen; a hello was sent, unless none could be."""
    silent = what in (What.LISTEN, What.PLAIN_HTTP) or any(isinstance(f, HelloSent) for f in facts)
    return Trial(Change(what, value), _with_route(facts if silent else (hello(), *facts)), 1)


def _with_route(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return facts if any(isinstance(f, Route) for f in facts) else (route(*DIRECT), *facts)


def route(*hops: str) -> Route:
    """The last TLS hop is the target's; -1 when the route has none."""
    tls = [index for index, hop in enumerate(hops) if hop.startswith("tls ")]
    return Route(hops=hops, target_tls=tls[-1] if tls else -1)


def through(scheme: str) -> Route:
    """By a proxy on 127.0.0.1:3128: all ask on hop 0, but `https` on hop 2."""
    if scheme == "https":
        to_proxy = ("tcp 127.0.0.1:3128", "tls 127.0.0.1")
        return route(*to_proxy, "http-connect 127.0.0.1:3128", "tls a.test")
    kind = "http-connect" if scheme == "http" else scheme
    return route(f"{kind} 127.0.0.1:3128", "tls a.test")


def clue(cause: Cause, of: Case) -> Clue | None:
    """The one clue that a cause draws, None when it draws none."""
    found = list(cause.look(of))
    assert len(found) <= 1
    return found[0] if found else None


def notes(cause: Cause, of: Case) -> list[str]:
    """What a cause remarks."""
    return list(cause.note(of))


def asks(cause: Cause, of: Case) -> list[str]:
    """The changes that a cause asks for, by name."""
    return [experiment.change.name for experiment in cause.ask(of)]


def at(hop: int) -> Anchor:
    return Anchor(hop=hop)


def asked(host: str = "a.test", port: int = 443, service: str = "https") -> Asked:
    is_ip = host.replace(".", "").isdigit() or ":" in host
    return Asked(host=host, port=port, service=service, is_ip=is_ip, name=host)


def proxy(
    url: str = "http://127.0.0.1:3128", source: str = "--proxy", *, with_credentials: bool = False
) -> ProxyChosen:
    scheme, _, place = url.partition("://")
    host, _, port = place.rpartition(":")
    return ProxyChosen(
        url=url,
        scheme=scheme,
        host=host,
        port=int(port),
        source=source,
        with_credentials=with_credentials,
    )


def available(
    url: str = "http://127.0.0.1:3128",
    source: str = "https_proxy",
    why: str = "--no-proxy was given",
) -> ProxyAvailable:
    return ProxyAvailable(url=url, source=source, why_unused=why)


def clock(now: datetime = NOW) -> Clock:
    return Clock(now=now)


def connected(address: str = "192.0.2.1:443", took: int = 10, hop: int = 0) -> Connected:
    return Connected(seen=at(hop), address=address, took=took)


def not_connected(
    how: str = "refused", address: str = "192.0.2.1:443", after: int = 10
) -> NotConnected:
    return NotConnected(seen=at(0), address=address, how=how, after=after)


def not_resolved(name: str = "a.test", how: str = "nxdomain", detail: str = "") -> NotResolved:
    return NotResolved(seen=at(0), name=name, how=how, detail=detail)


def ended(
    how: str = "closed", hop: int = 1, sent: int = 1500, received: int = 0, after: int = 20
) -> Ended:
    return Ended(seen=at(hop), how=how, sent=sent, received=received, after=after)


def spoke(
    protocol: str, hop: int = 1, *, excerpt: str = "", product: str = "", page: str = ""
) -> Spoke:
    return Spoke(
        seen=at(hop), protocol=protocol, excerpt=excerpt or protocol, product=product, filter=page
    )


def passed(kind: str = "http-connect", hop: int = 0, peer: str = "127.0.0.1:3128") -> Passed:
    return Passed(seen=at(hop), kind_of_hop=kind, peer=peer)


def declined(
    step: str,
    kind: str = "http-connect",
    hop: int = 0,
    peer: str = "127.0.0.1:3128",
    said: str = "",
) -> Declined:
    return Declined(seen=at(hop), kind_of_hop=kind, peer=peer, step=step, said=said)


def http(
    status: int = 200,
    hop: int = 0,
    *,
    reason: str = "",
    headers: tuple[tuple[str, str], ...] = (),
    body: str = "",
    page: str = "",
    method: str = "CONNECT",
    path: str = "",
) -> HttpAnswered:
    return HttpAnswered(
        seen=at(hop),
        status=status,
        reason=reason,
        headers=headers,
        body=body,
        filter=page,
        method=method,
        path=path,
    )


def socks(reply: int, hop: int = 0, meaning: str = "", version: int = 5) -> SocksAnswered:
    meaning = meaning or "as RFC 1928 says"
    return SocksAnswered(seen=at(hop), reply=reply, meaning=meaning, version=version)


def hello(
    hop: int = 1,
    *,
    size: int = 1500,
    versions: tuple[int, ...] = (TLS13, TLS12),
    suites: tuple[int, ...] = (0x1301, 0xC02F),
    groups: tuple[int, ...] = (0x11EC, 29, 23),
    shares: tuple[int, ...] = (0x11EC, 29),
    alpn: tuple[str, ...] = ("h2", "http/1.1"),
    sni: str | None = "a.test",
    post_handshake: bool = False,
) -> HelloSent:
    return HelloSent(
        seen=at(hop),
        size=size,
        versions=versions,
        suites=suites,
        groups=groups,
        shares=shares,
        alpn=alpn,
        sni=sni,
        post_handshake=post_handshake,
    )


def server_hello(
    version: int = TLS13,
    hop: int = 1,
    suite: int = 0x1301,
    group: int | None = 29,
    *,
    retry: bool = False,
) -> ServerHelloSeen:
    return ServerHelloSeen(seen=at(hop), version=version, suite=suite, group=group, retry=retry)


def alert(
    description: int,
    hop: int = 1,
    after: str = "client-hello",
    level: int = 2,
    *,
    ours: bool = False,
) -> AlertSeen:
    return AlertSeen(seen=at(hop), level=level, description=description, ours=ours, after=after)


def established(
    version: int = TLS13, hop: int = 1, suite: int = 0x1301, alpn: str = ""
) -> Established:
    return Established(seen=at(hop), version=version, suite=suite, alpn=alpn)


def leaf(
    subject: str = "CN=a.test",
    hop: int = 1,
    *,
    issuer: str = "CN=Test CA",
    issuer_org: str = "",
    names: tuple[str, ...] = ("a.test",),
    ips: tuple[str, ...] = (),
    not_before: datetime = datetime(2029, 12, 1, tzinfo=UTC),
    not_after: datetime = datetime(2030, 3, 1, tzinfo=UTC),
    count: int = 2,
    self_issued: bool = False,
) -> LeafSeen:
    return LeafSeen(
        seen=at(hop),
        subject=subject,
        issuer=issuer,
        issuer_org=issuer_org,
        not_before=not_before,
        not_after=not_after,
        names=names,
        ips=ips,
        common_name=subject.partition("CN=")[2].partition(",")[0],
        sha256="00" * 32,
        self_issued=self_issued,
        count=count,
    )


def chain(
    hop: int = 1,
    *,
    name: str = "a.test",
    anchor: str = "CN=Test Root",
    top: str = "CN=Test CA",
    top_issuer: str = "CN=Test Root",
    sent: int = 2,
    public: bool = False,
) -> ChainJudged:
    return ChainJudged(
        seen=at(hop),
        name=name,
        anchor=anchor,
        public=public,
        top=top,
        top_issuer=top_issuer,
        sent=sent,
    )


def problem(
    code: str,
    hop: int = 1,
    *,
    index: int = 0,
    subject: str = "CN=a.test",
    text: str = "",
    aia: tuple[str, ...] = (),
    fatal: bool = True,
    issuer_in_trust: bool = False,
) -> CertificateProblem:
    return CertificateProblem(
        seen=at(hop),
        code=code,
        index=index,
        subject=subject,
        fatal=fatal,
        text=text or code,
        issuer_in_trust=issuer_in_trust,
        aia=aia,
    )


def maker(role: str, product: str, hop: int = 1, subject: str = "CN=a.test") -> MakerSeen:
    return MakerSeen(seen=at(hop), role=role, product=product, subject=subject)


def limits(*options: str, max_version: int = TLS13, min_version: int = TLS12) -> ClientLimits:
    return ClientLimits(options=options, max_version=max_version, min_version=min_version)


def store(name: str = "certifi", *files: str) -> TrustStore:
    return TrustStore(name=name, files=files)


def resolved(*addresses: str, name: str = "a.test") -> Resolved:
    return Resolved(seen=at(0), name=name, addresses=addresses)


def requested(
    answered: int | None = 0, hop: int = 1, authorities: tuple[str, ...] = (), *, late: bool = False
) -> CertificateRequested:
    return CertificateRequested(
        seen=at(hop), authorities=authorities, answered=answered, post_handshake=late
    )


def key_exchange(group: int = 29, bits: int = 0, hop: int = 1) -> KeyExchangeSeen:
    return KeyExchangeSeen(seen=at(hop), group=group, bits=bits)


def verdict(cause: Cause, of: Case) -> str:
    """The verdict of the one clue that a cause draws, by its word; empty when it draws none."""
    found = clue(cause, of)
    return found.verdict.word if found is not None else ""


def proof(cause: Cause, of: Case) -> Trial | None:
    """The trial by which the one clue is confirmed."""
    found = clue(cause, of)
    assert found is not None
    return found.confirmed_by


def fault(code: str, text: str = "so", hop: int = 1) -> OurFault:
    return OurFault(seen=at(hop), code=code, text=text)


def inside(
    status: int,
    *,
    reason: str = "",
    headers: tuple[tuple[str, str], ...] = (),
    page: str = "",
    method: str = "HEAD",
) -> HttpAnswered:
    """An answer to a request after the handshake; page: what a known error page means."""
    return HttpAnswered(
        seen=at(2),
        status=status,
        reason=reason,
        headers=headers,
        body="",
        page=page,
        method=method,
    )


def spoken_as(name: str = "x-1", **policy: object) -> ClientProfile:
    """A client that is spoken as, with what is said of its policy."""
    known: dict[str, object] = {"name": "its policy", "versions": (TLS13, TLS12), **policy}
    made = ClientPolicy(**known)  # type: ignore[arg-type]
    return ClientProfile(name=name, source="documented: here", policy=made)
