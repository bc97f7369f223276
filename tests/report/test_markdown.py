"""Markdown for issue trackers, read back the way they read it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from report import samples
from report.samples import Sample
from report.snapshot import ENTRY, catalogue, check
from tlswhy.model.transcript import Transcript
from tlswhy.report import markdown
from tlswhy.report.markdown import escaped, fence, span, table

CELL = re.compile(r"(?<!\\)(?:\\\\)*\|")


def report(
    sample: Sample,
    *,
    ascii: bool = False,  # noqa: A002 - as the function under test has it
    explain_all: bool = False,
    interrupted: bool = False,
) -> str:
    case = (sample.diagnosis, sample.transcript, sample.subject)
    return markdown.render(*case, ascii=ascii, explain_all=explain_all, interrupted=interrupted)


def test_one_diagnosis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "catalogue", catalogue)
    check("expired.md", report(samples.expired()))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain words, 1.5 and a.test", "plain words, 1.5 and a.test"),
        ("TLS_AES_128 and certificate_expired", "TLS_AES_128 and certificate_expired"),
        ("_all_ of *it*", r"\_all\_ of \*it\*"),
        ("a | b `c` [d](e)", r"a \| b \`c\` \[d\](e)"),
        ("<img src=x> &amp;", r"\<img src=x\> \&amp;"),
        ("back\\slash ~~no~~ $x^2$", r"back\\slash \~\~no\~\~ \$x\^2\$"),
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("---", r"\---"),
        ("--proxy is an option", "--proxy is an option"),
        ("1. no item", r"1\. no item"),
        ("192.0.2.1:443 answers", "192.0.2.1:443 answers"),
        ("    no code", "no code"),
        ("see https://x.test/ or WWW.x.test", r"see https\://x.test/ or WWW\.x.test"),
        ("@all, a@b.test", "@<!-- -->all, a@<!-- -->b.test"),
        ("#12, !3 and gh-4", r"\#<!-- -->12, !<!-- -->3 and gh-<!-- -->4"),
        ("two\nlines\x1b[0m", r"two lines?\[0m"),
    ],
)
def test_text_shows_as_it_is(text: str, safe: str) -> None:
    assert escaped(text) == safe


@given(st.text())
def test_escaping_loses_nothing(text: str) -> None:
    made = escaped(text)
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", made.replace("<!-- -->", ""))
    assert "\n" not in made
    assert CELL.search(made) is None
    assert len(shown) <= 301
    if len(text) <= 300:
        kept = "".join(" " if c in "\t\r\n" else c if c.isprintable() else "?" for c in text)
        assert shown == kept.strip()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a.test", "`a.test`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        (" x ", "`  x  `"),
        ("", "`  `"),
        ("a``b`c", "```a``b`c```"),
    ],
)
def test_code_in_a_line(text: str, code: str) -> None:
    assert span(text) == code


@given(st.lists(st.text(alphabet="`~ab\n "), min_size=1))
def test_nothing_gets_out_of_a_block(lines: list[str]) -> None:
    made = fence(tuple(lines)).split("\n")
    marks = made[0]
    assert set(marks) == {"`"}
    assert len(marks) >= 3
    assert made[-1] == marks
    assert len(made) == len(lines) + 2
    assert not any(marks in line for line in made[1:-1])


def test_a_block_may_name_its_language() -> None:
    assert fence(("x", "````"), "text") == "`````text\nx\n````\n`````"


def test_a_table() -> None:
    assert table(("A", "B"), [("1", "2")]) == "| A | B |\n| --- | --- |\n| 1 | 2 |"


@given(st.text(), st.text(), st.text())
def test_whatever_a_peer_says_the_shape_stays(host: str, reason: str, name: str) -> None:
    def shape(made: str) -> list[str]:
        lines = made.split("\n")
        return [
            str(len(CELL.findall(line))) if line.startswith("| ") else line
            for line in lines
            if line.startswith(("#", "| "))
        ][1:]

    odd = report(samples.proxy_407(host=host, reason=reason, name=name))
    assert shape(odd) == shape(report(samples.proxy_407()))


def test_what_was_tried_and_what_else_stands() -> None:
    made = report(samples.sni_filtered(), explain_all=True)
    assert (
        "| with another server name, other.test | fails | alert unrecognized_name (112) | 1 |"
        in (made.split("\n"))
    )
    assert made.count("**confirms it**") == 1
    assert "- crashed `mtu-blackhole`: this rule crashed: KeyError: 'x'\n" in made
    assert "- `hello-too-large`: a short hello is not answered either\n" in made
    assert "### Excluded" not in report(samples.sni_filtered())


def test_what_works_is_short() -> None:
    made = report(samples.fine())
    assert made.startswith("## TLS to `a.test:443`\n\n**OK**: handshake finished: TLS 1.3")
    assert "###" not in made


def test_remarks_on_what_works() -> None:
    sample = samples.fine()
    noted = structs.replace(sample.diagnosis, notes=("TLS 1.0 is *used*",))
    made = report(structs.replace(sample, diagnosis=noted))
    assert "### Note\n\n- TLS 1.0 is \\*used\\*\n" in made


def test_interrupted() -> None:
    made = report(samples.expired(), interrupted=True)
    assert "\n\ninterrupted: judged by what was known until then\n\n" in made
    made = report(samples.unknown(), interrupted=True)
    assert "**INTERRUPTED**: before there was an answer\n" in made


def test_without_a_route_there_is_nothing_to_draw() -> None:
    sample = samples.expired()
    subject = structs.replace(sample.subject, route=())
    made = markdown.render(sample.diagnosis, Transcript((), (), "text"), subject)
    assert "you" not in made
    assert "| At |" not in made


def test_a_step_that_was_missed_is_marked() -> None:
    sample = samples.proxy_407()
    route = sample.transcript.route
    made = report(structs.replace(sample, transcript=Transcript(route, (), "capture")))
    assert "|  |  | not reached | ClientHello, ServerHello, " in made
    assert "|  | ← | **✗ Proxy** | CONNECT answered 407 Proxy" in made


def test_for_outputs_without_utf_8() -> None:
    made = report(samples.expired(), ascii=True)
    assert made.isascii()
    assert "you -- tcp a.test:443 -- x tls a.test" in made


def test_a_cause_that_the_catalogue_does_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "catalogue", dict)
    assert "How we tell" not in report(samples.expired())


def test_lists_in_the_text_of_a_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "T.\n\n## How we tell\n1. one\n2. two\n   more\n"
    listed = structs.replace(ENTRY, text=text)
    monkeypatch.setattr(markdown, "catalogue", lambda: {ENTRY.id: listed})
    assert "### How we tell\n\n1. one\n\n2. two more\n" in report(samples.expired())
