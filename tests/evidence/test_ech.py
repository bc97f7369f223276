from __future__ import annotations

from base64 import b64decode

import pytest
from msgspec.structs import replace

from evidence.scripts import EMPTY, attempt, mark, opened, ours, talk, theirs
from pki import chains
from tlswhy.evidence import Setting, ech, observe, tls
from tlswhy.evidence.certificates import Trust
from tlswhy.handshake.client import Client
from tlswhy.lab.ech import ech_key
from tlswhy.model.case import Case
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import ChainJudged
from tlswhy.model.facts.context import Clock
from tlswhy.model.facts.ech import (
    EchAccepted,
    EchOffered,
    EchRejected,
    EchRetryConfigs,
    HttpsRecordMissing,
    HttpsRecordSeen,
)
from tlswhy.model.facts.tls import HelloSent
from tlswhy.model.transcript import Event, Mark, Way
from tlswhy.pki.stores import Store
from tlswhy.probes.offers import modern
from tlswhy.wire import svcb
from tlswhy.wire.extensions.encrypted_client_hello import (
    TYPE,
    EchConfig,
    EchConfigList,
    EchContents,
)
from tlswhy.wire.messages import (
    Certificate13,
    CertificateEntry,
    EncryptedExtensions,
    Extension,
    HandshakeType,
    ServerHello,
    wrap,
)
from tlswhy.wire.records import records_of

KEY = ech_key("public.test", 7)
ROOT = chains.root()
LEAF = chains.leaf(ROOT, "public.test", names=("public.test",))


def hello(configs: bytes | None, sni: str | None = "a.test") -> tuple[Event, ...]:
    """What the transcript has of our first flight."""
    client = Client(replace(modern(sni), ech=configs))
    first = client.start()
    inside = Event(0, 1, Way.OURS, client.inner, Mark.INNER)
    return (inside, ours(first)) if client.inner else (ours(first),)


def answered(word: str) -> tuple[Event, ...]:
    versions = Extension(43, bytes.fromhex("0304"))
    made = ServerHello(0x0303, bytes(32), b"", 0x1301, 0, (versions,))
    message = wrap(HandshakeType.SERVER_HELLO, made.write())
    return theirs(records_of(22, 0x0303, message)), mark(Mark.ECH, word)


def more(configs: bytes) -> Event:
    body = EncryptedExtensions((Extension(TYPE, configs),)).write()
    return opened(22, wrap(HandshakeType.ENCRYPTED_EXTENSIONS, body))


def facts(*events: Event, kind: type[Fact] = Fact) -> list[Fact]:
    return [fact for fact in tls.facts(talk(*events), 1) if isinstance(fact, kind)]


def test_a_usual_hello_offers_nothing() -> None:
    assert facts(*hello(None), kind=EchOffered) == []


@pytest.mark.parametrize("sni", ["a.test", None])
def test_an_encrypted_hello_has_two_names(sni: str | None) -> None:
    [found] = facts(*hello(KEY.listed, sni), kind=EchOffered)
    assert isinstance(found, EchOffered)
    assert (found.name, found.public_name) == (sni, "public.test")
    assert (found.config_id, found.grease, found.seen.event) == (7, False, 1)


def test_grease_hides_nothing() -> None:
    [found] = facts(*hello(b""), kind=EchOffered)
    assert isinstance(found, EchOffered)
    assert (found.name, found.public_name, found.grease) == ("a.test", "a.test", True)


def test_a_hello_of_another_hop_is_not_ours() -> None:
    inside, first = hello(KEY.listed)
    [found] = facts(replace(inside, hop=0), first, kind=EchOffered)
    assert isinstance(found, EchOffered)
    assert found.grease


def test_what_is_noted_may_be_no_hello() -> None:
    _, first = hello(KEY.listed)
    for noted in (b"", wrap(HandshakeType.FINISHED, b"x"), b"\1\xff\xff\xff"):
        inside = Event(0, 1, Way.OURS, noted, Mark.INNER)
        [found] = facts(inside, first, kind=EchOffered)
        assert isinstance(found, EchOffered)
        assert found.grease


def test_an_accepted_hello_is_the_last_one() -> None:
    seen = facts(*hello(KEY.listed), *answered("accepted"))
    assert EchAccepted in map(type, seen)
    outer, inner = (fact for fact in seen if isinstance(fact, HelloSent))
    assert (outer.sni, outer.hidden) == ("public.test", False)
    assert (inner.sni, inner.hidden, inner.versions) == ("a.test", True, (0x0304,))
    assert inner.size == outer.size


def test_a_rejected_hello_is_not() -> None:
    seen = facts(*hello(KEY.listed), *answered("rejected"))
    assert EchRejected in map(type, seen)
    assert [fact.sni for fact in seen if isinstance(fact, HelloSent)] == ["public.test"]


def test_the_servers_own_configurations_are_kept() -> None:
    other = ech_key("other.test", 9)
    unknown = EchConfig(0xFE0A, b"x")
    listed = EchConfigList((unknown, other.config, KEY.config)).write()
    [found] = facts(*hello(KEY.listed), *answered("rejected"), more(listed), kind=EchRetryConfigs)
    assert isinstance(found, EchRetryConfigs)
    assert found.public_names == ("other.test", "public.test")
    assert b64decode(found.usable) == other.listed


def test_some_cannot_be_used() -> None:
    known = KEY.config.contents
    assert isinstance(known, EchContents)
    huge = replace(KEY.config, contents=replace(known, extensions=((1, bytes(2000)),)))
    for config, names in ((EchConfig(0xFE0A, b"x"), ()), (huge, ("public.test",))):
        listed = EchConfigList((config,)).write()
        [found] = facts(*hello(b""), *answered(""), more(listed), kind=EchRetryConfigs)
        assert isinstance(found, EchRetryConfigs)
        assert (found.public_names, found.usable) == (names, "")


def test_a_hostile_name_cannot_reach_a_terminal() -> None:
    odd = ech_key("a\x1b[31m\n.test", 9)
    [found] = facts(*hello(b""), *answered(""), more(odd.listed), kind=EchRetryConfigs)
    assert isinstance(found, EchRetryConfigs)
    assert (found.public_names, found.usable) == (("a.[31m .test",), "")


def test_what_is_malformed_is_no_configuration() -> None:
    seen = facts(*hello(b""), *answered(""), more(b"\0\5\xfe\x0d"), kind=EchRetryConfigs)
    assert seen == []


def record(*params: tuple[int, bytes], target: tuple[bytes, ...] = (), priority: int = 1) -> Event:
    rdata = svcb.Svcb(priority, target, params).write()
    return Event(0, 1, Way.NONE, rdata, Mark.HTTPS_RECORD)


@pytest.mark.parametrize(
    ("event", "fact"),
    [
        (
            record(
                (svcb.ALPN, b"\2h2\2h3"),
                (svcb.PORT, b"\x20\xfb"),
                (svcb.IPV4HINT, b"\xc0\0\2\1"),
                (svcb.ECH, KEY.listed),
                (svcb.IPV6HINT, bytes(15) + b"\1"),
                target=(b"b", b"test"),
            ),
            HttpsRecordSeen(
                priority=1,
                target="b.test",
                alpn=("h2", "h3"),
                port=8443,
                addresses=("192.0.2.1", "::1"),
                public_name="public.test",
            ),
        ),
        (record(), HttpsRecordSeen(priority=1)),
        (
            record(target=(b"b", b"test"), priority=0),
            HttpsRecordSeen(priority=0, target="b.test"),
        ),
        (
            record((svcb.ECH, EchConfigList(()).write())),
            HttpsRecordSeen(
                priority=1, problem="this client can use none of the ECH configurations"
            ),
        ),
        (
            record((svcb.PORT, b"\1")),
            HttpsRecordSeen(priority=1, problem="port.number at byte 0: needs 2 bytes, 1 are left"),
        ),
        (
            Event(0, 1, Way.NONE, b"\0", Mark.HTTPS_RECORD),
            HttpsRecordSeen(
                priority=0, problem="https_record.priority at byte 0: needs 2 bytes, 1 are left"
            ),
        ),
        (
            mark(Mark.NO_HTTPS_RECORD, "nxdomain there is no such name"),
            HttpsRecordMissing(how="nxdomain", detail="there is no such name"),
        ),
    ],
    ids=["whole", "empty", "alias", "unusable", "bad value", "bad record", "none"],
)
def test_what_dns_said(event: Event, fact: Fact) -> None:
    [found] = [one for one in facts(event) if isinstance(one, HttpsRecordSeen | HttpsRecordMissing)]
    assert replace(found, seen=fact.seen) == fact
    assert (found.hop, found.seen.event) == (1, 0)


def test_another_hops_marks_are_not_this_ones() -> None:
    assert list(ech.marks(talk(mark(Mark.ECH, "accepted", hop=0)), 1)) == []
    assert ech.answer(talk(mark(Mark.ECH, "accepted", hop=0)), 1) == ""


@pytest.mark.parametrize(("word", "name"), [("accepted", "a.test"), ("rejected", "public.test")])
def test_a_rejected_hello_is_answered_for_the_public_name(word: str, name: str) -> None:
    chain = Certificate13(b"", (CertificateEntry(LEAF.der, ()),))
    shown = opened(22, wrap(HandshakeType.CERTIFICATE, chain.write()))
    store = Store("own", "test", (ROOT.der,))
    setting = Setting((), Clock(now=chains.AT), Trust(store, store, EMPTY))
    transcript = talk(*hello(KEY.listed), *answered(word), shown)
    case = Case(observe(transcript, attempt(), setting))
    judged = case.last(ChainJudged)
    assert judged is not None
    assert judged.name == name
    assert not case.works


def test_a_public_name_needs_a_hello() -> None:
    rejected = mark(Mark.ECH, "rejected")
    assert ech.public_name(talk(rejected), 1) is None
    other = ours(records_of(22, 0x0303, wrap(HandshakeType.FINISHED, b"x")))
    assert ech.public_name(talk(other, rejected), 1) is None
    nameless = hello(None, None)
    assert ech.public_name(talk(*nameless, rejected), 1) is None
