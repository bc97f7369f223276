"""A log's failures are grouped, judged once, and looked at together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from tlswhy.causes import catalogue
from tlswhy.engine import groups
from tlswhy.engine.groups import Grouper, Summary, summarise
from tlswhy.model.facts import Fact
from tlswhy.texts.records import Record


def judged(lines: Iterable[str]) -> Summary:
    records = [Record(number, line) for number, line in enumerate(lines, 1)]
    return summarise(records, catalogue(), "a.log", 2024)


def eof(second: int, client: str = "192.0.2.9") -> str:
    minutes, seconds = divmod(second, 60)
    return (
        f"2024/01/02 03:{minutes:02}:{seconds:02} http: TLS handshake error from "
        f"{client}:{40000 + second}: EOF"
    )


def test_lines_of_one_kind_are_one_group_with_times_and_clients() -> None:
    found = judged(
        f"2024-01-02T03:04:0{n}Z x certificate has expired, client: 192.0.2.{n}" for n in range(3)
    )
    (group,) = found.groups
    assert (group.count, group.line, found.failures) == (3, 1, 3)
    assert group.first == datetime(2024, 1, 2, 3, 4, 0, tzinfo=UTC)
    assert group.last == datetime(2024, 1, 2, 3, 4, 2, tzinfo=UTC)
    assert len(group.clients) == 3
    assert group.diagnosis.findings[0].cause == "cert-expired"


def test_peers_are_kept_apart_and_the_most_frequent_comes_first() -> None:
    found = judged(
        f"certificate has expired https://{host}.test/" for host in ("a", "b", "b", "b", "a", "c")
    )
    assert [(group.peer, group.count) for group in found.groups] == [
        ("b.test", 3),
        ("a.test", 2),
        ("c.test", 1),
    ]


def test_a_fixed_period_from_few_addresses_is_noise() -> None:
    found = judged(eof(10 * n) for n in range(20))
    assert found.groups[0].diagnosis.findings[0].cause == "health-check-noise"
    assert "period" in found.groups[0].diagnosis.findings[0].clue.because


@pytest.mark.parametrize(
    "lines",
    [
        [eof(n * n * 7 % 900) for n in range(20)],
        [eof(10 * n, f"192.0.2.{n}") for n in range(20)],
        [eof(5)] * 20,
        [eof(10 * n) for n in range(4)],
    ],
    ids=["no period", "many addresses", "one moment", "too few"],
)
def test_other_lines_show_no_period(lines: list[str]) -> None:
    for group in judged(lines).groups:
        assert "period" not in group.diagnosis.findings[0].clue.because


def test_lines_that_say_nothing_are_counted() -> None:
    found = judged(["all is well", "the sun shines"])
    assert (found.groups, found.failures, found.unheard) == ((), 0, 2)


def test_kinds_shapes_and_clients_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOST_GROUPS", "MOST_SHAPES", "MOST_CLIENTS", "TIMES"):
        monkeypatch.setattr(groups, name, 2)
    hosts = ("a", "b", "c", "a", "a", "a")
    found = judged(
        f"2024-01-02T03:04:0{n}Z certificate has expired https://{host}.test/ client: 192.0.2.{n}"
        for n, host in enumerate(hosts)
    )
    assert [group.count for group in found.groups] == [4, 1]
    assert found.beyond == 1
    assert len(found.groups[0].clients) == 2
    assert len(found.groups[0].times) == 2


def test_a_line_without_time_or_client_has_none() -> None:
    (group,) = judged(["certificate has expired"]).groups
    assert (group.first, group.last, group.clients) == (None, None, {})


def test_the_group_comes_back_as_it_grows() -> None:
    grouper = Grouper(catalogue(), "-", 2024)
    first = grouper.add(Record(1, "certificate has expired"))
    again = grouper.add(Record(2, "certificate has expired"))
    assert first is again
    assert first is not None
    assert first.count == 2
    assert grouper.add(Record(3, "nothing")) is None


def test_lines_that_differ_in_their_request_alone_are_judged_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def counted(raw: str, *_: object, **__: object) -> tuple[Fact, ...]:
        asked.append(raw)
        return ()

    monkeypatch.setattr(groups, "read_text", counted)
    judged(f'SSL failed, request: "GET /{page}?n=7 HTTP/1.1"' for page in ("a", "b", "c"))
    judged(f"SSL failed https://a.test/{page}" for page in ("a", "b", "c"))
    assert len(asked) == 2


def test_numbers_that_stand_for_a_reason_are_told_apart() -> None:
    found = judged(f"remote alert, SSL alert number {number}" for number in (40, 48, 40))
    assert found.failures + found.unheard == 3


def test_what_is_known_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_SHAPES", 1)
    found = judged(("certificate has expired", "unknown certificate authority", "all well"))
    assert [group.count for group in found.groups] == [1, 1]


def test_the_forms_of_lines_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bytes] = []
    codes = groups._codes  # noqa: SLF001

    def counted(key: bytes) -> tuple[slice, ...]:
        looked.append(key)
        return codes(key)

    monkeypatch.setattr(groups, "_codes", counted)
    lines = ["certificate has expired", "no renegotiation", "certificate has expired"]
    judged(lines)
    assert len(looked) == 2
    looked.clear()
    monkeypatch.setattr(groups, "MOST_FORMS", 8)
    judged(lines)
    assert len(looked) == 3, "the first form was forgotten for the second"


def test_codes_behind_letters_of_other_languages_are_told_apart() -> None:
    plain, umlauts = (
        judged(f"{before} SSL alert number {code}" for code in (48, 70))
        for before in ("x", "ä" * 12)
    )
    causes = {group.diagnosis.findings[0].cause for group in plain.groups}
    assert len(causes) == 2
    assert {group.diagnosis.findings[0].cause for group in umlauts.groups} == causes
