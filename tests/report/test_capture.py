"""The page on a capture: what it says first, what it leaves out, what cannot steer a terminal."""

from __future__ import annotations

import pytest

from passive.flows import SETTING, Ends, Talk, said
from tlswhy.causes import catalogue
from tlswhy.model.diagnosis import Outcome
from tlswhy.passive import summary
from tlswhy.passive.diagnose import judge
from tlswhy.passive.summary import Collector, Summary
from tlswhy.report import capture

DAY = 24 * 3600 * 1000
GOOD, EXPIRED = Ends(version=12), Ends(version=12, shown="EXPIRED")
WRONG = Ends(version=12, shown="WRONG_NAME")
LEAVES = Ends(version=12, shown="EXPIRED", trusted=None, data=False, bye=False)


def talk(ends: Ends, *, client: str = "192.0.2.1", wait: int = 0) -> Talk:
    return Talk(client=client).waits(wait).opens().all(said(ends)).closes(ours=True)


def collected(*talks: Talk, source: str = "a.pcap") -> Summary:
    found = Collector()
    causes = catalogue()
    for number, one in enumerate(talks):
        judged = judge(one.flow(number + 1), SETTING, causes)
        assert judged is not None
        found.add(judged, source)
    return found.summary()


def page(found: Summary, **options: object) -> str:
    return capture.render(found, **options)  # type: ignore[arg-type]


def flat(found: Summary) -> str:
    return " ".join(page(found).split())


def test_nothing() -> None:
    assert page(collected()) == "OK  there is no handshake of TLS in it\n"


def test_the_head_counts_all_of_it() -> None:
    cut = Talk().opens().says(said(GOOD)[0][1], ours=True)
    text = flat(collected(talk(GOOD), talk(GOOD), talk(EXPIRED), talk(LEAVES), cut))
    assert text.startswith(
        "FAILED 1 connection failed; 2 connections went well; 1 may have been refused; "
        "of 1 the capture has too little TLS 1.2 3"
    )


def test_failures_come_before_suspicions_and_the_most_frequent_first() -> None:
    many = [talk(LEAVES), talk(LEAVES), talk(LEAVES), talk(EXPIRED), talk(WRONG), talk(WRONG)]
    found = collected(*many)
    causes = [(one.count, one.diagnosis.findings[0].cause) for one in found.groups]
    assert causes == [(2, "cert-hostname-mismatch"), (1, "cert-expired"), (3, "cert-expired")]
    assert found.outcomes == {Outcome.AT_RISK: 3, Outcome.FAILED: 3}


def test_clients_and_times() -> None:
    talks = [talk(EXPIRED, client=f"192.0.2.{n}", wait=n * 1000) for n in range(1, 6)]
    text = flat(collected(*talks))
    assert "2030-01-01 00:00:01 to 00:00:05 UTC; from 192.0.2.1, 192.0.2.2, 192.0.2.3" in text
    assert "and 2 more" in text
    assert "a.pcap: flow 1 (frame 1), 2 (frame 1), 3 (frame 1)" in text
    assert "00:00:00 UTC; from 192.0.2.9" in flat(collected(talk(EXPIRED, client="192.0.2.9")))


def test_times_of_several_days_have_their_dates() -> None:
    text = flat(collected(talk(EXPIRED), talk(EXPIRED, wait=DAY)))
    assert "2030-01-01 00:00:00 to 2030-01-02 00:00:00 UTC" in text


def test_a_failure_that_nothing_explains() -> None:
    judged = judge(talk(EXPIRED).flow(), SETTING, {})
    assert judged is not None
    found = Collector()
    found.add(judged, "a.pcap")
    text = flat(found.summary())
    assert "1x no known cause explains it a.example at 198.51.100.2:443" in text


def test_kinds_that_do_not_fit_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "SHOWN", 1)
    text = flat(collected(talk(EXPIRED), talk(WRONG)))
    assert "and 1 more kind; --format json has all" in text
    text = flat(collected(talk(EXPIRED), talk(WRONG), talk(LEAVES)))
    assert "and 2 more kinds; --format json has all" in text


def test_kinds_that_there_is_no_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "MOST_GROUPS", 1)
    found = collected(talk(EXPIRED), talk(WRONG), talk(EXPIRED))
    assert (found.beyond, found.groups[0].count) == (1, 2)
    assert "1 connection of still other kinds, only counted" in flat(found)


def test_notes_stand_above_what_failed() -> None:
    text = page(collected(talk(EXPIRED)), notes=("a.pcap: the file \x1b[2J ends early",))
    assert text.index("ends early") < text.index("cert-expired")
    assert "\x1b" not in text


def hostile(name: bytes) -> Talk:
    """A hello for this name, which has as many bytes as `a.example`."""
    hello = said(GOOD)[0][1].replace(b"a.example", name)
    assert len(name) == len(b"a.example")
    made = Talk().opens().says(hello, ours=True).says(bytes.fromhex("15030300020228"), ours=False)
    return made.closes(ours=False)


@pytest.mark.parametrize(
    "name",
    [b"\x1b[31mEVIL", b"EVIL\r\n\x07\x08\x9b", b"\x1b]0;EVIL\x07", b"EVIL\xe2\x80\xae\x00\x7f"],
)
@pytest.mark.parametrize("colour", [True, False])
def test_a_hostile_name_steers_no_terminal(name: bytes, colour: bool) -> None:
    found = collected(hostile(name))
    plain = page(found, colour=False)
    steering = [char for char in plain if not char.isprintable() and char != "\n"]
    assert steering == []
    assert "EVIL" in plain
    text = page(found, colour=colour)
    assert "\x1b[31mEVIL" not in text
    assert "\x1b]" not in text
    (document,) = capture.documents(found)
    assert "EVIL" in document["subject"]["target"]


def test_the_command_quotes_the_file() -> None:
    text = page(collected(talk(EXPIRED), source="my file; rm x.pcap"))
    assert "tlswhy capture 'my file; rm x.pcap' --flow 1" in text


def test_in_ascii_alone() -> None:
    assert page(collected(talk(EXPIRED)), ascii=True).isascii()
