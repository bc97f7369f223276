"""Case files: what is written is read back, and what is wrong in one is said with its line."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.model import casefile
from tlswhy.model.attempt import Attempt, ClientCertificate, Proxy, Secret
from tlswhy.model.case import Change, What
from tlswhy.model.casefile import CaseFile
from tlswhy.model.errors import InputError
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Asked, ClientLimits, ProxyChosen, TrustStore
from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.probes.offers import modern

NOW = datetime(2030, 1, 1, tzinfo=UTC)
ROUTE = ("tcp 192.0.2.1:443", "tls a.test")
ATTEMPT = Attempt(host="a.test", port=443, name="a.test", offer=modern("a.test", ("http/1.1",)))
GIVEN: tuple[Fact, ...] = (
    Asked(host="a.test", port=443, service="https", name="a.test"),
    ProxyChosen(
        url="http://p.test:3128", scheme="http", host="p.test", port=3128, source="--proxy"
    ),
    ClientLimits(options=("--max-version 1.2",), max_version=0x0303, min_version=0x0303),
    TrustStore(name="none", files=("ca.pem",)),
)


def case(*events: Event, attempt: Attempt = ATTEMPT, trials: casefile.Trials = ()) -> CaseFile:
    return CaseFile(
        header={"expect": "cert-expired certain", "comment": "the leaf ended in 2021"},
        attempt=attempt,
        given=GIVEN,
        clock=NOW,
        transcript=Transcript(ROUTE, events, "live"),
        cas=(b"\x30\x00", b"\x30\x01\x00"),
        proxy_cas=(b"\x30\x02\x00\x00",),
        trials=trials,
    )


def test_one_looks_like_this() -> None:
    written = case(
        Event(0, 0, Way.NONE, b"192.0.2.1:443", Mark.CONNECTED),
        Event(3, 1, Way.OURS, bytes.fromhex("160301")),
        Event(5003, 1, Way.NONE, b"", Mark.SILENCE),
        trials=(
            (
                Change(What.VERSION_CAP, "1.2"),
                Transcript(ROUTE, (Event(4, 1, Way.THEIRS, b"\x15\x00", Mark.OPENED),), "live"),
            ),
            (Change(What.SNI_ABSENT), Transcript((*ROUTE, "http a.test"), (), "live")),
        ),
    )
    lines = casefile.write(written).splitlines()
    assert lines[:5] == [
        "expect: cert-expired certain",
        "comment: the leaf ended in 2021",
        "source: live",
        "clock: 2030-01-01T00:00:00+00:00",
        "route: tcp 192.0.2.1:443 | tls a.test",
    ]
    assert "ca: MAA=" in lines
    assert lines[lines.index("") :] == [
        "",
        "       0 0 . connected 192.0.2.1:443",
        "       3 1 > 160301",
        "    5003 1 . silence",
        "--- trial version-cap 1.2",
        "",
        "       4 1 < opened 1500",
        "--- trial sni-absent",
        "route: tcp 192.0.2.1:443 | tls a.test | http a.test",
        "",
    ]
    assert casefile.read(casefile.write(written)) == written


def test_one_by_hand_is_read() -> None:
    offer = '{"versions":[772],"suites":[4865],"groups":[29],"shares":[29],"schemes":[1027]}'
    read = casefile.read(
        "expect: reset-on-hello likely\n"
        "clock: 2030-01-01T00:00:00Z\n"
        "route: tcp 192.0.2.1:443 | tls a.test\n"
        f'attempt: {{"host":"a.test","port":443,"name":"a.test","offer":{offer}}}\n'
        "\n"
        "    3 1 > 1603\n"
        "    9 1 < reset\n"
    )
    assert read.clock == NOW
    assert read.attempt.offer.versions == (0x0304,)
    assert read.transcript.events == (
        Event(3, 1, Way.OURS, b"\x16\x03"),
        Event(9, 1, Way.THEIRS, b"", Mark.RESET),
    )


def test_secrets_stay_out() -> None:
    proxy = Proxy("http", "p.test", 3128, "ann-the-user", Secret("s:cr@t"))
    ours = ClientCertificate((b"our-own-chain",), Secret("00c0ffee"))
    attempt = msgspec.structs.replace(
        ATTEMPT, proxies=(proxy,), available=(proxy,), certificate=ours
    )
    written = casefile.write(case(attempt=attempt))
    for secret in ("ann-the-user", "s:cr@t", "00c0ffee", "our-own-chain", "b3VyLW93bi1jaGFpbg"):
        assert secret not in written
    assert casefile.read(written).attempt.proxies == (Proxy("http", "p.test", 3128),)
    assert casefile.read(written).attempt.available == (Proxy("http", "p.test", 3128),)


events = st.builds(
    Event,
    at=st.integers(0, 10**9),
    hop=st.integers(0, 9),
    way=st.sampled_from(Way),
    data=st.binary(max_size=40) | st.text(max_size=20).map(lambda text: text.encode("utf-8")),
    mark=st.none() | st.sampled_from(Mark),
)
changes = st.builds(Change, what=st.sampled_from(What), value=st.text(max_size=20))


@given(st.lists(events, max_size=8), changes, st.text(max_size=30))
def test_anything_is_read_back(happened: list[Event], change: Change, comment: str) -> None:
    trial = Transcript(ROUTE, tuple(happened[:3]), "live")
    written = case(*happened, trials=((change, trial),))
    written.header["comment"] = comment
    assert casefile.read(casefile.write(written)) == written


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("clock: 2030", "clock: soon 2030", "line 4: clock"),
        ("ca: MAA=", "ca: M", "ca: "),
        ("160301", "16030", "line 15: '16030' is neither hex nor a mark"),
        ("> 160301", "? 160301", "line 15: an event is"),
        ("expect: ", "expect ", "line 1: a header line is"),
        ("route: tcp", "rout: tcp", "no line 'route'"),
        ("trial version-cap", "trial version-cup", "no change is called 'version-cup'"),
        ('"kind":"Asked"', '"kind":"Osked"', "line 6: given"),
        ('"host":"a.test","port":443,"name"', '"port":443,"name"', "attempt: "),
        ("comment: the", 'comment: "the', "line 2: comment"),
    ],
)
def test_what_is_wrong_has_its_line(old: str, new: str, says: str) -> None:
    trials = ((Change(What.VERSION_CAP, "1.2"), Transcript(ROUTE, (), "live")),)
    text = casefile.write(case(Event(3, 1, Way.OURS, bytes.fromhex("160301")), trials=trials))
    assert text.count(old) >= 1
    with pytest.raises(InputError, match=r"^line \d+") as wrong:
        casefile.read(text.replace(old, new, 1))
    assert says in str(wrong.value)


@given(st.text(max_size=200))
def test_junk_is_an_input_error(junk: str) -> None:
    with pytest.raises(InputError):
        casefile.read(junk)


@given(st.data())
def test_a_damaged_file_is_read_or_an_input_error(data: st.DataObject) -> None:
    text = casefile.write(case(Event(3, 1, Way.OURS, b"\x16"), Event(4, 1, Way.NONE, b"x y")))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    damaged = text[:start] + data.draw(st.text(max_size=5)) + text[end:]
    try:
        casefile.read(damaged)
    except InputError:
        return
