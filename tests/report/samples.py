"""Diagnoses made by hand, as `net` and `engine` would hand them over."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.diagnosis import (
    Broke,
    Clue,
    Diagnosis,
    Experiment,
    Finding,
    Leg,
    Outcome,
    Party,
    Remedy,
    Step,
    Verdict,
)
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen
from tlswhy.model.facts.context import Asked, Clock, ProxyChosen, Route
from tlswhy.model.facts.network import (
    Connected,
    Declined,
    Ended,
    HttpAnswered,
    Passed,
    Resolved,
)
from tlswhy.model.facts.tls import AlertSeen, Established, HelloSent, ServerHelloSeen
from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.report.subject import Subject

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SENT = b"\x16\x03\x01\x02\x00"


class Sample(Struct, frozen=True):
    """What a report is made of."""

    diagnosis: Diagnosis
    transcript: Transcript
    subject: Subject


def seen(event: int, hop: int = 1) -> Anchor:
    return Anchor(hop=hop, event=event)


def hello(event: int, hop: int = 1, *, sni: str | None = "a.test", size: int = 517) -> HelloSent:
    return HelloSent(
        seen=seen(event, hop),
        size=size,
        versions=(0x0304, 0x0303),
        suites=(0x1301, 0xC02F),
        groups=(29, 23),
        shares=(29,),
        alpn=("h2", "http/1.1"),
        sni=sni,
    )


def server_hello(event: int, hop: int = 1) -> ServerHelloSeen:
    return ServerHelloSeen(
        seen=seen(event, hop), version=0x0304, suite=0x1301, group=29, retry=False
    )


def leaf(event: int, hop: int = 1, *, until: datetime, subject: str = "CN=a.test") -> LeafSeen:
    return LeafSeen(
        seen=seen(event, hop),
        subject=subject,
        issuer="CN=Example CA",
        issuer_org="Example",
        not_before=datetime(2020, 1, 1, tzinfo=UTC),
        not_after=until,
        names=("*.a.test", "a.test"),
        ips=(),
        common_name="a.test",
        sha256="00" * 32,
        self_issued=False,
        count=2,
    )


def expired() -> Sample:
    """A direct attempt that ends at an expired leaf; a trial with the clock set back works."""
    route = ("tcp a.test:443", "tls a.test", "http a.test")
    ended = leaf(5, until=datetime(2021, 1, 1, tzinfo=UTC))
    problem = CertificateProblem(
        seen=seen(5),
        code="expired",
        index=0,
        subject="CN=a.test",
        fatal=True,
        text="ended on 2021-01-01, 2152 days ago",
    )
    done = Established(seen=seen(6), version=0x0304, suite=0x1301, alpn="h2")
    clock = Clock(now=NOW)
    facts: tuple[Fact, ...] = (
        Asked(host="a.test", port=443, service="https", name="a.test"),
        Route(hops=route, target_tls=1),
        clock,
        Resolved(seen=seen(0, 0), name="a.test", addresses=("192.0.2.1",)),
        Connected(seen=seen(1, 0), address="192.0.2.1:443", took=11),
        hello(3),
        server_hello(4),
        done,
        ended,
        problem,
        Passed(seen=seen(7), kind_of_hop="tls", peer="a.test"),
    )
    then = Clock(now=datetime(2020, 1, 1, 1, tzinfo=UTC))
    cured = (facts[1], then, server_hello(4), done, leaf(5, until=ended.not_after))
    trial = Trial(Change(What.CLOCK, "2020-01-01T01:00:00+00:00"), cured, 0)
    finding = Finding(
        cause="cert-expired",
        title="The server's certificate has expired",
        acts=Party.SERVER,
        clue=Clue(
            verdict=Verdict.CERTAIN,
            because="a.test ended on 2021-01-01, 2152 days ago",
            evidence=(problem, ended, clock),
            confirmed_by=trial,
        ),
        remedies=(Remedy.RENEW_CERTIFICATE,),
        step=Step.CERTIFICATE,
    )
    diagnosis = Diagnosis(
        outcome=Outcome.FAILED,
        broke_at=Broke(1, Leg.CLIENT_ORIGIN, Step.CERTIFICATE),
        findings=(finding,),
        case=Case(facts, (trial,)),
        rounds=1,
    )
    events = (
        Event(2, 0, Way.NONE, b"192.0.2.1", Mark.RESOLVED),
        Event(13, 0, Way.NONE, b"192.0.2.1:443", Mark.CONNECTED),
        Event(13, 0, Way.NONE, b"", Mark.READY),
        Event(14, 1, Way.OURS, SENT),
        Event(26, 1, Way.THEIRS, SENT),
        Event(27, 1, Way.THEIRS, b"\x16" + bytes(1400), Mark.OPENED),
        Event(28, 1, Way.OURS, SENT),
        Event(28, 1, Way.NONE, b"", Mark.READY),
    )
    return Sample(
        diagnosis,
        Transcript(route, events, "live"),
        Subject("live", "a.test:443", route[:2], "tlswhy a.test"),
    )


def proxy_407(
    *, host: str = "10.0.0.1", reason: str = "Proxy Authentication Required", name: str = "a.test"
) -> Sample:
    """A proxy that wants credentials."""
    route = (f"http-connect {host}:3128", f"tls {name}")
    answer = HttpAnswered(
        seen=seen(2, 0),
        status=407,
        reason=reason,
        headers=(("Server", "squid/5.7"), ("Proxy-Authenticate", 'Basic realm="x"')),
        body="",
        method="CONNECT",
    )
    facts: tuple[Fact, ...] = (
        Asked(host=name, port=443, service="https", name=name),
        ProxyChosen(
            url=f"http://{host}:3128", scheme="http", host=host, port=3128, source="HTTPS_PROXY"
        ),
        Route(hops=route, target_tls=1),
        Clock(now=NOW),
        Connected(seen=seen(0, 0), address=f"{host}:3128", took=1),
        answer,
        Declined(
            seen=seen(3, 0),
            kind_of_hop="http-connect",
            peer=f"{host}:3128",
            step="CONNECT",
            said=f"HTTP/1.1 407 {reason}",
        ),
    )
    finding = Finding(
        cause="proxy-auth-required",
        title="The proxy wants a user and a password",
        acts=Party.CLIENT,
        clue=Clue(
            verdict=Verdict.CERTAIN,
            because=f"{host}:3128 answered CONNECT with 407 and offers Basic",
            evidence=(answer,),
        ),
        remedies=(Remedy.PROXY_CREDENTIALS,),
        step=Step.PROXY,
    )
    diagnosis = Diagnosis(
        outcome=Outcome.FAILED,
        broke_at=Broke(0, Leg.CLIENT_PROXY, Step.PROXY),
        findings=(finding,),
        case=Case(facts),
    )
    events = (
        Event(1, 0, Way.NONE, f"{host}:3128".encode(), Mark.CONNECTED),
        Event(1, 0, Way.OURS, b"CONNECT a.test:443 HTTP/1.1\r\n\r\n"),
        Event(3, 0, Way.THEIRS, b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
        Event(3, 0, Way.NONE, b"CONNECT", Mark.DECLINED),
    )
    return Sample(
        diagnosis,
        Transcript(route, events, "live"),
        Subject("live", f"{name}:443", route, "tlswhy a.test"),
    )


def sni_filtered() -> Sample:
    """A name that is answered with silence, while another one gets a ServerHello."""
    route = ("tcp b.test:443", "tls b.test")
    quiet = Ended(seen=seen(4), how="silence", sent=1535, received=0, after=5000)
    facts: tuple[Fact, ...] = (
        Asked(host="b.test", port=443, service="https", name="b.test"),
        Route(hops=route, target_tls=1),
        Clock(now=NOW),
        Resolved(seen=seen(0, 0), name="b.test", addresses=("192.0.2.7",)),
        Connected(seen=seen(1, 0), address="192.0.2.7:443", took=20),
        hello(3, sni="b.test", size=1535),
        quiet,
    )
    refused = AlertSeen(seen=seen(4), level=2, description=112, ours=False, after="client-hello")
    trials = (
        Trial(
            Change(What.SNI_ABSENT), (facts[1], hello(3, sni=None), server_hello(4), *MISNAMED), 1
        ),
        Trial(Change(What.SNI_OTHER, "other.test"), (facts[1], hello(3), refused), 1),
        Trial(Change(What.WITHOUT_PQ_SHARE), (facts[1], hello(3), quiet), 2),
    )
    filtered = Finding(
        cause="sni-filtered",
        title="A filter on the way drops this server name",
        acts=Party.NETWORK,
        clue=Clue(
            verdict=Verdict.LIKELY,
            because="b.test in the hello gets nothing for 5 s, other.test gets an answer",
            evidence=(facts[5], quiet, refused),
            confirmed_by=trials[0],
        ),
        remedies=(Remedy.ALLOW_NAME,),
        step=Step.CLIENT_HELLO,
    )
    umbrella = Finding(
        cause="handshake-timeout",
        title="The server says nothing",
        acts=Party.SERVER,
        clue=Clue(verdict=Verdict.POSSIBLE, because="nothing came for 5 s", evidence=(quiet,)),
        remedies=(Remedy.ADD_CAPACITY,),
    )
    crash = "this rule crashed: KeyError: 'x'"
    crashed = Finding(
        cause="mtu-blackhole",
        title="Large packets are lost",
        acts=Party.NETWORK,
        clue=Clue(verdict=Verdict.EXCLUDED, because=crash),
        remedies=(),
        crash=crash,
    )
    too_large = Finding(
        cause="hello-too-large",
        title="The ClientHello is too large",
        acts=Party.MIDDLEBOX,
        clue=Clue(verdict=Verdict.EXCLUDED, because="a short hello is not answered either"),
        remedies=(),
    )
    diagnosis = Diagnosis(
        outcome=Outcome.FAILED,
        broke_at=Broke(1, Leg.CLIENT_ORIGIN, Step.CLIENT_HELLO),
        findings=(filtered, umbrella),
        case=Case(facts, trials),
        excluded=(crashed, too_large),
        open=(
            Experiment.of(What.SEGMENTED, "whether the name in two segments passes"),
            Experiment.of(What.VERSION_CAP, "whether TLS 1.3 is what is not borne", "1.2"),
        ),
        rounds=1,
    )
    events = (
        Event(4, 0, Way.NONE, b"192.0.2.7", Mark.RESOLVED),
        Event(24, 0, Way.NONE, b"192.0.2.7:443", Mark.CONNECTED),
        Event(24, 0, Way.NONE, b"", Mark.READY),
        Event(25, 1, Way.OURS, bytes(1535)),
        Event(5025, 1, Way.NONE, b"", Mark.SILENCE),
    )
    return Sample(
        diagnosis,
        Transcript(route, events, "live"),
        Subject("live", "b.test:443", route, "tlswhy b.test"),
    )


MISNAMED: tuple[Fact, ...] = (
    CertificateProblem(
        seen=seen(5),
        code="name-mismatch",
        index=0,
        subject="CN=other.test",
        fatal=True,
        text="is not valid for b.test",
    ),
)


def fine() -> Sample:
    """Nothing is wrong."""
    route = ("tcp a.test:443", "tls a.test", "http a.test")
    facts: tuple[Fact, ...] = (
        Asked(host="a.test", port=443, service="https", name="a.test"),
        Route(hops=route, target_tls=1),
        Clock(now=NOW),
        Connected(seen=seen(0, 0), address="192.0.2.1:443", took=5),
        hello(1),
        server_hello(2),
        Established(seen=seen(4), version=0x0304, suite=0x1301, alpn="h2"),
        leaf(3, until=datetime(2027, 2, 1, tzinfo=UTC)),
        Passed(seen=seen(4), kind_of_hop="tls", peer="a.test"),
        HttpAnswered(seen=seen(6, 2), status=200, reason="OK", headers=(), body="", method="HEAD"),
        AlertSeen(seen=seen(7), level=1, description=0, ours=False, after="finished"),
        Ended(seen=seen(7), how="closed", sent=700, received=3000, after=2),
    )
    diagnosis = Diagnosis(
        outcome=Outcome.OK,
        broke_at=Broke(1, Leg.CLIENT_ORIGIN, Step.NONE),
        findings=(),
        case=Case(facts),
    )
    events = (
        Event(5, 0, Way.NONE, b"192.0.2.1:443", Mark.CONNECTED),
        Event(6, 1, Way.OURS, SENT),
        Event(17, 1, Way.THEIRS, SENT),
        Event(18, 1, Way.THEIRS, b"\x16\x0b", Mark.OPENED),
        Event(19, 1, Way.OURS, SENT),
        Event(19, 2, Way.OURS, b"HEAD / HTTP/1.1\r\n\r\n"),
        Event(31, 2, Way.THEIRS, b"HTTP/1.1 200 OK\r\n\r\n"),
        Event(32, 1, Way.NONE, b"", Mark.CLOSED),
    )
    return Sample(
        diagnosis,
        Transcript(route, events, "live"),
        Subject("live", "a.test:443", route[:2], "tlswhy a.test"),
    )


def unknown() -> Sample:
    """The user did not wait for the end, and nothing is known that explains it."""
    route = ("tcp c.test:443", "tls c.test")
    facts: tuple[Fact, ...] = (
        Asked(host="c.test", port=443, service="https", name="c.test"),
        Route(hops=route, target_tls=1),
        Clock(now=NOW),
        Connected(seen=seen(0, 0), address="192.0.2.9:443", took=5),
        hello(1, sni="c.test"),
        AlertSeen(seen=seen(2), level=2, description=90, ours=False, after="client-hello"),
    )
    diagnosis = Diagnosis(
        outcome=Outcome.FAILED,
        broke_at=Broke(1, Leg.CLIENT_ORIGIN, Step.CLIENT_HELLO),
        findings=(),
        case=Case(facts),
        open=(Experiment.of(What.AGAIN, "whether it fails every time"),),
    )
    events = (
        Event(5, 0, Way.NONE, b"192.0.2.9:443", Mark.CONNECTED),
        Event(6, 1, Way.OURS, SENT),
        Event(9, 1, Way.THEIRS, b"\x15\x03\x03\x00\x02\x02\x5a"),
    )
    return Sample(
        diagnosis,
        Transcript(route, events, "live"),
        Subject("live", "c.test:443", route, "tlswhy c.test"),
    )
