"""Whole runs against loopback: what is printed, saved, and returned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tlswhy.cli import lab as lab_command
from tlswhy.cli.diagnose import plan
from tlswhy.cli.main import COMMANDS, main
from tlswhy.cli.output import FORMATS
from tlswhy.evidence import Setting, observe
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Entry, Scenario, Up, direct, scenarios
from tlswhy.model import casefile
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen
from tlswhy.model.facts.context import Clock
from tlswhy.net import diagnose as net
from tlswhy.net.diagnose import Answer


@pytest.fixture(autouse=True)
def _no_proxies_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def bench() -> Iterator[Lab]:
    with Lab() as lab:
        yield lab


@pytest.fixture(scope="module")
def healthy(bench: Lab) -> tuple[str, ...]:
    return direct(bench.serve(tls(context(bench.leaf("a.test")))), *bench.trust).argv


@pytest.fixture(scope="module")
def expired(bench: Lab) -> tuple[str, ...]:
    leaf = bench.leaf("a.test", days=(-90, -3))
    return direct(bench.serve(tls(context(leaf))), *bench.trust).argv


def test_it_works(healthy: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*healthy]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("OK")
    assert err == ""
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_it_fails(expired: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", *expired]) == 1
    out, err = capsys.readouterr()
    assert "cert-expired" in out
    assert err == ""


def test_the_clock_is_the_users(
    healthy: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*healthy, "--now", "2100-01-01"]) == 1
    assert "cert-expired" in capsys.readouterr().out


def test_json_and_lines(expired: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*expired, "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["subject"]["target"] == expired[0]
    assert document["findings"][0]["cause"] == "cert-expired"
    assert main([*expired, "--format", "jsonl"]) == 1
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert json.loads(out)["findings"][0]["cause"] == "cert-expired"


@pytest.mark.parametrize(
    ("form", "begins", "says"),
    [
        ("html", "<!DOCTYPE html>\n", "<code>tlswhy "),
        ("markdown", "## TLS to `a.test:", "**FAILED: The server's certificate has expired**"),
        ("sarif", "{\n", '"ruleId": "cert-expired"'),
        ("junit", "<?xml ", '<failure type="cert-expired"'),
    ],
)
def test_other_forms(
    expired: tuple[str, ...], capsys: pytest.CaptureFixture[str], form: str, begins: str, says: str
) -> None:
    assert main([*expired, "--format", form]) == 1
    out = capsys.readouterr().out
    assert out.startswith(begins)
    assert says in out


def test_every_form_ends_with_one_line_break(
    healthy: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for form in FORMATS:
        assert main([*healthy, "--format", form]) == 0
        out = capsys.readouterr().out
        assert out.endswith("\n")
        assert not out.endswith("\n\n")


def test_a_saved_case_can_be_judged_again(
    expired: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.case"
    assert main([*expired, "--save", str(file)]) == 1
    case = casefile.read(file.read_text(encoding="utf-8"))
    made = plan([*expired])
    assert case.header["expect"] == "cert-expired certain"
    assert case.attempt == made.attempt
    assert case.cas == made.cas != ()
    setting = Setting(case.given, Clock(now=case.clock), made.setting.trust)
    facts = observe(case.transcript, case.attempt, setting)
    assert any(isinstance(fact, LeafSeen) and fact.names == ("a.test",) for fact in facts)
    assert any(isinstance(fact, CertificateProblem) and fact.fatal for fact in facts)


@pytest.mark.parametrize("form", FORMATS)
def test_no_secret_gets_out(
    bench: Lab, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    own = bench.leaf("ann")
    file = tmp_path / "a.case"
    proxy = f"http://ann:hunter2@127.0.0.1:{bench.closed_port()}"
    ours = ("--cert", str(own.chain), "--key", str(own.key), "--save", str(file))
    assert main(["a.test", "--proxy", proxy, "--format", form, "--explain-all", *ours]) == 1
    out, err = capsys.readouterr()
    key = plan(["a.test", "--proxy", proxy, *ours]).attempt.certificate
    assert key is not None
    assert "proxy-unreachable" in out
    for text in (out, err, file.read_text(encoding="utf-8")):
        assert "hunter2" not in text
        assert "YW5uOmh1bnRlcjI" not in text  # the same in the Basic scheme
        assert key.key.reveal() not in text


def test_interrupted_later(
    expired: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = net.diagnose

    def interrupted(*words: object, **more: object) -> Answer:
        found: Answer = real(*words, **more)  # type: ignore[arg-type]
        return Answer(found.diagnosis, found.transcript, found.trials, interrupted=True)

    monkeypatch.setattr(net, "diagnose", interrupted)
    assert main([*expired]) == 3
    assert "cert-expired" in capsys.readouterr().out


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(command in out for command in COMMANDS)
    for command in COMMANDS:
        assert main([command, "--help"]) == 0
        assert capsys.readouterr().out.startswith("usage: tlswhy ")


def test_learn(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn"]) == 0
    assert "tcp-refused" in capsys.readouterr().out
    assert main(["learn", "tcp-refused"]) == 0
    out = capsys.readouterr().out
    assert "Nothing listens on the port" in out
    assert "RFC 9293" in out


def test_lab_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "list"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == len(scenarios()) + 1
    assert "tcp-refused network tcp-refused" in [" ".join(row.split()) for row in rows]


def test_lab_list_says_what_is_not_installed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = made_up(lambda _: Up(()), expect="tcp-refused", needs=("no-such-server",))
    monkeypatch.setattr(lab_command, "scenarios", lambda: (absent,))
    assert main(["lab", "list"]) == 0
    assert "no-such-server (not installed)" in capsys.readouterr().out
    assert main(["lab", "run", "made-up"]) == 2
    assert "needs no-such-server" in capsys.readouterr().err
    assert main(["lab", "run", "--all"]) == 0
    assert "left out: no-such-server is not installed" in capsys.readouterr().out


def made_up(up: object, *, expect: str | None, **more: object) -> Entry:
    scenario = Scenario(up=up, expect=expect, **more)  # type: ignore[arg-type]
    return Entry("made_up", "network", "Made up.", "", scenario)


def refused(lab: Lab) -> Up:
    return direct(lab.closed_port())


def broken(_: Lab) -> Up:
    raise RuntimeError("nginx does not listen")


@pytest.mark.parametrize(
    ("entry", "status", "says"),
    [
        (made_up(refused, expect="tcp-refused"), 0, "tcp-refused certain, as expected"),
        (made_up(refused, expect="x", also_accept=("tcp-refused",)), 0, "as expected"),
        (made_up(refused, expect="tcp-refused", verdict="likely"), 0, "as expected"),
        (made_up(refused, expect="cert-expired"), 1, "expected cert-expired"),
        (made_up(refused, expect=None), 1, "expected nothing wrong"),
    ],
)
def test_lab_run_compares(
    entry: Entry,
    status: int,
    says: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lab_command, "scenarios", lambda: (entry,))
    assert main(["lab", "run", "made_up"]) == status
    assert says in capsys.readouterr().out
    assert main(["lab", "run", "--all"]) == status
    out = capsys.readouterr().out
    assert says.rpartition(", ")[2] in out
    assert out.endswith("1 wrong\n" if status else "all as expected\n")


def test_lab_run_all_survives_what_does_not_start(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    works = made_up(refused, expect="tcp-refused")
    monkeypatch.setattr(lab_command, "scenarios", lambda: (made_up(broken, expect=None), works))
    assert main(["lab", "run", "--all"]) == 1
    out = capsys.readouterr().out
    assert "WRONG: no answer: nginx does not listen" in out
    assert "tcp-refused certain" in out
