"""Whatever is wrong with a command line: status 2, and one line that says what."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tlswhy.cli import main as entry
from tlswhy.cli.main import main
from tlswhy.evidence import Setting, observe
from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.model.attempt import Attempt
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Broke, Diagnosis, Leg, Outcome, Step
from tlswhy.model.transcript import Transcript
from tlswhy.net import diagnose as net
from tlswhy.net.diagnose import Answer

WRONG = [
    ("", "say what to reach"),
    ("diagnose", "TARGET"),
    ("a b", "too many words: 'b'"),
    ("a.test --frobnicate", "there is no option --frobnicate"),
    ("a.test --chipers x", "there is no option --chipers; similar: --ciphers"),
    ("a.test --time 5", "there is no option --time"),
    ("--quiet", "TARGET"),
    ("a..test", "is no host name"),
    ("a.test:99999", "needs a port"),
    ("300.1.1.1", "is no IPv4 address"),
    ("redis://a.test", "speaks no TLS"),
    ("http://a.test --proxy http://p.test:1", "a URL with http:// is asked without one"),
    ("gopher://a.test", "no scheme is called 'gopher'"),
    ("ftp://a.test --starttls nosuch", "no protocol is called 'nosuch'"),
    ("a.test --starttls smpt", "no protocol is called 'smpt'; similar: smtp"),
    ("a.test --starttls=", "no protocol is called ''"),
    ("a.test --proxy ftp://p.test", "--proxy: no proxy speaks 'ftp'"),
    ("a.test --proxy socks6://p.test", "--proxy: no proxy speaks 'socks6'"),
    ("a.test --proxy http://p.test:0", "needs a port"),
    ("a.test --proxy http://a%3Ab:c@p.test", "has no colon"),
    ("a.test --proxy", "--proxy: expected one argument"),
    ("a.test --connect-to :1", "--connect-to: ':1' names no host"),
    ("a.test --connect-to b.test:x", "--connect-to: 'b.test:x' needs a port"),
    ("a.test --sni=", "--no-sni sends none"),
    ("a.test --sni b..test", "is no host name"),
    ("a.test --sni b.test --no-sni", "contradict"),
    ("a.test --min-version 1.4", "no protocol version is called '1.4'"),
    ("a.test --max-version 1.2,1.3", "is not one of 1.3, 1.2, 1.1, 1.0 and SSLv3"),
    ("a.test --max-version DTLS1.2", "is not one of"),
    ("a.test --min-version 1.3 --max-version 1.2", "is above --max-version 1.2"),
    ("a.test --ciphers HIGH", "--ciphers: no cipher suite is called 'HIGH'"),
    ("a.test --ciphers TLS_AES_128_GCM_SHA25", "similar: TLS_AES_128_GCM_SHA256"),
    ("a.test --ciphers :", "--ciphers names nothing"),
    ("a.test --ciphers AES128-SHA --min-version 1.3", "none of them fits"),
    ("a.test --groups P256", "--groups: no group is called 'P256'"),
    ("a.test --sigalgs RSA+SHA257", "--sigalgs: no signature scheme is called"),
    ("a.test --alpn " + "x" * 256, "--alpn:"),
    ("a.test --ca-file {folder}/none.pem", "cannot read"),
    ("a.test --ca-file {folder}", "cannot read"),
    ("a.test --ca-file {key}", "has no certificate"),
    ("a.test --proxy-ca {folder}/none.pem", "cannot read"),
    ("a.test --cert {cert} --key {locked}", "is encrypted; its password stands in the file"),
    ("a.test --cert {locked}", "has no certificate, only encrypted private key"),
    ("a.test --cert-password-file {key}", "--cert-password-file needs --cert"),
    ("a.test --cert {cert} --cert-password-file {folder}", "--cert-password-file: cannot read"),
    ("a.test --cert {cert} --key {cert}", "has no private key"),
    ("a.test --cert {cert}", "name its file with --key"),
    ("a.test --cert {key} --key {key}", "has no certificate"),
    ("a.test --key {key}", "--key needs --cert"),
    ("a.test --trust windows", "--trust: 'windows' is not one of system, mozilla, none"),
    ("a.test --now yesterday", "--now: 'yesterday' is no time such as 2030-01-31"),
    ("a.test --now 0001-01-01T00:00:00+14:00", "--now:"),
    ("a.test --timeout 0", "--timeout: '0' is no number above 0"),
    ("a.test --timeout -1", "--timeout"),
    ("a.test --timeout nan", "--timeout: 'nan'"),
    ("a.test --timeout 1e9", "--timeout: '1e9'"),
    ("a.test --timeout soon", "--timeout: 'soon'"),
    ("a.test --at-once 5", "--at-once: '5' is no number from 1 to 4"),
    ("a.test --experiments many", "--experiments: 'many'"),
    ("a.test --experiments 99999", "--experiments: '99999'"),
    ("a.test --experiments " + "9" * 5000, "--experiments:"),
    ("a.test -4 -6", "not allowed with"),
    ("::1 -4", "-4 cannot be kept"),
    ("192.0.2.1 -6", "-6 cannot be kept"),
    ("a.test --format xml", "--format: 'xml' is not one of text, json, jsonl"),
    ("a.test --format ../html", "--format: '../html' is not one of text, json, jsonl, html"),
    ("a.test --proxy-protocol v3", "--proxy-protocol: 'v3' is not one of v1, v2"),
    ("a.test --proxy-protocol=", "--proxy-protocol: '' is not one of v1, v2"),
    ("a.test --as chrom", "--as: no client is called 'chrom'; similar: chromium"),
    ("a.test --save {folder}/none/a.case", "cannot write"),
    ("a.test --save {folder}", "cannot write"),
    *[(f"{command} x", "not in this version") for command in entry.PLANNED],
    ("learn cert-expire", "no cause is called 'cert-expire'; similar: cert-expired"),
    ("learn a b", "too many words: 'b'"),
    ("lab", "list|up|run"),
    ("lab down", "it is one of list, up, run"),
    ("lab run", "lab run needs an ID"),
    ("lab up", "lab up needs an ID"),
    ("lab run cert-expire", "no scenario is called 'cert-expire'; similar: cert-expired"),
    ("lab list cert-expired", "takes no ID"),
    ("lab up --all", "--all belongs to"),
    ("lab run tcp-refused --all", "--all belongs to"),
]


@pytest.fixture(scope="module")
def paths() -> Iterator[dict[str, str]]:
    with Lab() as lab:
        own, other = lab.leaf("ann"), lab.leaf("bob")
        locked = certificates.issue("ann").key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"hunter2")
        )
        yield {
            "folder": str(lab.folder),
            "cert": str(own.chain),
            "key": str(own.key),
            "other_key": str(other.key),
            "locked": str(lab.file("locked.key", locked)),
        }


def never(*_: object, **__: object) -> Answer:
    raise AssertionError("something was sent")


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("tlswhy: ")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize(("line", "says"), WRONG)
def test_status_2_and_one_line(
    line: str,
    says: str,
    paths: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(net, "diagnose", never)
    assert main(line.format(**paths).split()) == 2
    assert says in one_line(capsys)


def test_line_breaks_and_escapes_stay_in_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a.test", "--now", "x\ny\x1b[31m\r\u2028z"]) == 2
    assert one_line(capsys).rstrip("\n").isprintable()


@pytest.mark.parametrize(
    "words",
    [
        ["a.test", "--proxy", "ftp://ann:hunter2@p.test"],
        ["a.test", "--proxy", "http://ann:hunter2@p.test:x"],
        ["a.test", "--proxy", "http://ann:hunter2@"],
        ["a.test", "http://ann:hunter2@p.test"],
        ["a.test", "--prxy=http://ann:hunter2@p.test"],
        ["https://ann:hunter2@a..test"],
        ["https://ann:hunter2/x@a.test"],
        ["ann:hunter2@a.test"],
        ["a.test", "--connect-to", "ann:hunter2@p.test"],
        ["a.test", "--sni", "http://ann:hunter2@p.test"],
    ],
)
def test_passwords_are_not_repeated(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "hunter2" not in one_line(capsys)


def test_a_wrong_variable_of_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "ftp://ann:hunter2@p.test")
    assert main(["a.test"]) == 2
    said = one_line(capsys)
    assert said.startswith("tlswhy: https_proxy: no proxy speaks 'ftp'")
    assert "hunter2" not in said


def nothing_seen(attempt: Attempt, setting: Callable[[], Setting], **_: object) -> Answer:
    transcript = Transcript(tuple(hop.label for hop in attempt.hops), (), "made up")
    case = Case(observe(transcript, attempt, setting()))
    nowhere = Broke(0, Leg.CLIENT_ORIGIN, Step.NONE)
    return Answer(Diagnosis(Outcome.OK, nowhere, (), case), transcript)


OPTIONS = (
    *("--proxy", "--no-proxy", "--proxy-ca", "--connect-to", "--starttls", "-4", "-6", "--sni"),
    *("--no-sni", "--min-version", "--max-version", "--ciphers", "--groups", "--sigalgs", "--key"),
    *("--alpn", "--ca-file", "--trust", "--cert", "--now", "--timeout", "--no-request", "--as"),
    *("--experiments", "--format", "--explain-all", "--quiet", "--", "-", "--proxy-protocol"),
)
VALUES = (
    *("a.test", "https://a.test", "smtp://m.test:1", "[::1]:443", "1.2", "none", "json", "x25519"),
    *("AES128-SHA", "h2,http/1.1", "2030-01-01", "0", "12", "socks5://ann:pw@p.test", "/dev/null"),
    *("bücher.test", "RSA+SHA256", "diagnose", "explain", "b.test:1", "smtp", "text", "--help"),
)
words = st.lists(
    st.sampled_from(OPTIONS) | st.sampled_from(VALUES) | st.text(max_size=12), max_size=6
)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(words.filter(lambda some: some[:1] not in (["lab"], ["--version"])))
def test_no_command_line_makes_a_traceback(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    some: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(net, "diagnose", nothing_seen)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"all is well")))
    status = main(some)
    out, err = capsys.readouterr()
    if status == 2:
        assert (out, err.count("\n")) == ("", 1)
    else:
        assert (status, err) == (0, "")
        assert out


def test_our_own_fault_is_one_line_and_status_3(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> Answer:
        raise KeyError("http://ann:hunter2@p.test")

    monkeypatch.setattr(net, "diagnose", crash)
    monkeypatch.delenv("TLSWHY_DEBUG", raising=False)
    assert main(["a.test"]) == 3
    said = one_line(capsys)
    assert said.startswith("tlswhy: internal error: KeyError: ")
    assert "TLSWHY_DEBUG=1" in said
    assert "hunter2" not in said
    monkeypatch.setenv("TLSWHY_DEBUG", "1")
    assert main(["a.test"]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_interrupted_before_anything_is_known(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(net, "diagnose", interrupt)
    assert main(["a.test"]) == 3
    assert one_line(capsys) == "tlswhy: interrupted before anything was known\n"
