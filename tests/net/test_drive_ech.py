"""Encrypted hellos on real connections: when DNS is asked, and what comes of the answer."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from net.servers import PATIENT, Fixed, attempt, connect_proxy, made, marks, serve, tls
from tlswhy.evidence.tls import facts
from tlswhy.lab.ech import ech_key
from tlswhy.model.attempt import Attempt, Proxy, Speak
from tlswhy.model.facts.ech import EchOffered, EchRejected
from tlswhy.model.facts.tls import HelloSent
from tlswhy.model.transcript import Mark, Transcript
from tlswhy.net.https_records import HttpsRecords
from tlswhy.probes.offers import modern
from tlswhy.wire.svcb import ECH, Svcb

KEY = ech_key("public.test", 7)
WITH_KEY = Svcb(1, (), ((ECH, KEY.listed),)).write()
WITHOUT = Svcb(1, (), ((1, b"\2h2"),)).write()


class Records(Fixed):
    """Knows one answer about HTTPS records, and keeps what it was asked."""

    def __init__(self, *records: bytes, how: str = "") -> None:
        super().__init__("127.0.0.1")
        self.questions: list[tuple[str, tuple[str, int] | None, float]] = []
        self._found = HttpsRecords(records, how, "so it is" if how else "")

    def https_records(
        self, name: str, server: tuple[str, int] | None, timeout: float
    ) -> HttpsRecords:
        self.questions.append((name, server, timeout))
        return self._found


def asking(port: int, **fields: object) -> Attempt:
    plain = attempt(port, host="a.test", connect_to=("127.0.0.1", port), **fields)
    return replace(plain, port=443, ech_from_dns=True)


def offered(transcript: Transcript, hop: int) -> list[EchOffered]:
    return [fact for fact in facts(transcript, hop) if isinstance(fact, EchOffered)]


def test_nobody_asks_dns_unasked() -> None:
    resolver = Records(WITH_KEY)
    with serve(tls()) as port:
        done = made(attempt(port), resolver)
    assert resolver.questions == []
    assert offered(done, 1) == []


def test_the_hello_is_encrypted_as_dns_says() -> None:
    resolver = Records(WITHOUT, WITH_KEY)
    with serve(tls()) as port:
        done = made(asking(port, resolver=("192.0.2.53", 5353)), resolver)
    assert resolver.questions == [("a.test", ("192.0.2.53", 5353), PATIENT)]
    [hello] = offered(done, 1)
    assert (hello.name, hello.public_name, hello.grease) == ("a.test", "public.test", False)
    assert any(isinstance(fact, EchRejected) for fact in facts(done, 1))
    kinds = [(hop, mark) for hop, mark, _ in marks(done)]
    assert kinds[:2] == [(1, Mark.HTTPS_RECORD), (1, Mark.HTTPS_RECORD)]


def test_another_port_has_a_record_of_its_own() -> None:
    resolver = Records(WITH_KEY)
    with serve(tls()) as port:
        made(replace(asking(port), port=8443), resolver)
    assert [name for name, _, _ in resolver.questions] == ["_8443._https.a.test"]


@pytest.mark.parametrize(
    ("resolver", "noted"),
    [
        (Records(how="nxdomain"), (1, Mark.NO_HTTPS_RECORD, "nxdomain so it is")),
        (Records(WITHOUT), (1, Mark.HTTPS_RECORD, WITHOUT.decode())),
    ],
    ids=["no record", "no key in it"],
)
def test_without_a_key_it_goes_out_as_usual(
    resolver: Records, noted: tuple[int, Mark, str]
) -> None:
    with serve(tls()) as port:
        done = made(asking(port), resolver)
    assert marks(done)[0] == noted
    assert marks(done)[-1] == (1, Mark.READY, "")
    [hello] = [fact for fact in facts(done, 1) if isinstance(fact, HelloSent)]
    assert hello.sni == "a.test"


def test_what_is_no_tls_needs_no_record() -> None:
    resolver = Records(WITH_KEY)
    with serve(tls()) as port:
        made(asking(port, speak=Speak.PLAIN_HTTP), resolver)
    assert resolver.questions == []


def test_a_proxy_gets_no_encrypted_hello() -> None:
    with serve(tls(connect_proxy(lambda _: None))) as port:
        proxy = Proxy("https", "127.0.0.1", port)
        offer = replace(modern("a.test"), ech=KEY.listed)
        done = made(attempt(1, host="a.test", offer=offer, proxies=(proxy,), timeout=5.0))
    assert done.kind(1) == done.kind(3) == "tls"
    assert (len(offered(done, 1)), len(offered(done, 3))) == (0, 1)
