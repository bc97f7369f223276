"""Recorded captures with known truth, and public ones, through the reader that users have."""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tlswhy.captures.flow import TCP
from tlswhy.captures.flows import flows
from tlswhy.captures.keylog import KeyLog
from tlswhy.causes import catalogue
from tlswhy.evidence.certificates import Trust
from tlswhy.model.diagnosis import Outcome, Verdict
from tlswhy.model.facts.context import TrustStore
from tlswhy.passive.diagnose import Judged, judge
from tlswhy.passive.observe import Setting
from tlswhy.pki.stores import mozilla

SHARED = Path(__file__).parents[3] / "shared"
SAMPLES = SHARED / "cases" / "captures"
PUBLIC = SHARED / "data" / "public-captures.tar.xz"
TRUTH = (
    [json.loads(line) for line in (SAMPLES / "truth.jsonl").read_text().splitlines()]
    if (SAMPLES / "truth.jsonl").exists()
    else []
)
SETTING = Setting(Trust(mozilla(), mozilla(), mozilla()), TrustStore(name="mozilla"))

needs_samples = pytest.mark.skipif(not TRUTH, reason="the samples are beside the checkout alone")
needs_public = pytest.mark.skipif(
    not PUBLIC.exists(), reason="the public captures are beside the checkout alone"
)


def judged(path: Path, keys: KeyLog | None = None) -> Iterator[Judged]:
    causes = catalogue()
    for flow in flows(str(path)):
        found = judge(flow, SETTING, causes, keys)
        if found is not None:
            assert [one.crash for one in found.diagnosis.excluded if one.crash] == []
            yield found


def top(found: Judged) -> tuple[str, str]:
    findings = found.diagnosis.findings
    return (findings[0].cause, findings[0].clue.verdict.word) if findings else ("", "")


def outcomes(found: list[Judged]) -> list[Outcome]:
    return [one.diagnosis.outcome for one in found if not one.unclear]


@needs_samples
@pytest.mark.parametrize("row", TRUTH, ids=[row["path"] for row in TRUTH])
def test_the_samples(row: dict[str, Any]) -> None:
    keys = None
    if "keylog" in row:
        keys = KeyLog()
        keys.load(str(SAMPLES / row["keylog"]))
    found = list(judged(SAMPLES / row["path"], keys))
    if row["healthy"]:
        assert Outcome.FAILED not in outcomes(found)
        return
    causes = [top(one) for one in found if one.diagnosis.findings]
    right = [cause for cause in causes if cause[0] in row["accept"]]
    assert right, causes
    if not row["weak"]:
        assert Outcome.FAILED in outcomes(found)
        expected = "possible" if row["accept"] == ["handshake-timeout"] else "likely"
        assert Verdict[expected.upper()] <= max(Verdict[word.upper()] for _, word in right)


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    with tarfile.open(PUBLIC) as archive:
        archive.extractall(folder, filter="data")
    return folder


TRAPS = (
    "arkime/tests/pcap/tls-split-client-hello.pcap",
    "mercury/unit_tests/pcaps/ipv6-domain-faking.pcap",
    "ndpi/tests/cfgs/default/pcap/tls_1.3_unidirectional_server.pcapng",
    "suricata-verify/tests/tcp-fastopen-11-reject-syn-data/tlpw-tcp-tfo-data-on-syn-nack.pcap",
)
KNOWN = {
    "mercury/unit_tests/pcaps/quic_reordered_frames.pcap": ("cert-rejected-unseen", 2),
    "mercury/unit_tests/pcaps/surfshark.pcap": ("reset-on-hello", 12),
    "ndpi/tests/cfgs/default/pcap/tls_certificate_too_long.pcap": ("", 8),
    "suricata-verify/tests/tls-extra-alert/input.pcap": ("cipher-no-overlap", 1),
    "zeek/testing/btest/Traces/tls/certificate-request-failed.pcap": ("client-cert-missing", 1),
    "zeek/testing/btest/Traces/tls/tls-1.2-protocol-error.pcap": ("", 1),
    "zeek/testing/btest/Traces/tls/tls13draft16-ff52.a01-aborted.pcap": (
        "version-client-too-old",
        2,
    ),
    "zeek/testing/btest/Traces/tls/tls13draft16-ff52.a01.pcap": ("cert-rejected-unseen", 1),
}
"""What fails in them, and how often; no cause where several are right."""


@needs_public
@pytest.mark.parametrize("name", TRAPS)
def test_traps_of_the_public_captures(public: Path, name: str) -> None:
    for one in judged(public / name):
        assert one.diagnosis.outcome is not Outcome.FAILED or top(one)[1] == "possible"


@needs_public
@pytest.mark.parametrize("name", KNOWN)
def test_failures_of_the_public_captures(public: Path, name: str) -> None:
    cause, times = KNOWN[name]
    failed = [
        top(one)[0]
        for one in judged(public / name)
        if not one.unclear
        and one.diagnosis.outcome is Outcome.FAILED
        and one.recording.flow.protocol == TCP
    ]
    assert Counter(failed)[cause] == times if cause else len(failed) == times


@needs_public
def test_every_public_capture_can_be_judged(public: Path) -> None:
    index = json.loads((public / "index.json").read_text())
    assert len(index) > 100
    traps = [row["file"] for row in index if (row["truth"] or "").startswith("TRAP")]
    assert sorted(traps) == sorted(TRAPS)
    seen = 0
    for row in index:
        seen += sum(1 for _ in judged(public / row["file"]))
    assert seen > 1000
