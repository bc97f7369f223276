"""JUnit's XML, as build servers read it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from report import samples
from report.samples import Sample
from report.snapshot import check
from tlswhy.model.diagnosis import Broke, Leg, Outcome, Step
from tlswhy.model.transcript import Transcript
from tlswhy.report import junit


def report(sample: Sample, **options: bool) -> str:
    return junit.render(sample.diagnosis, sample.transcript, sample.subject, **options)


def case(sample: Sample, **options: bool) -> ET.Element:
    """The only test case, when the counts around it are right."""
    suites = ET.fromstring(report(sample, **options))
    [suite] = suites
    [found] = suite
    assert (suites.tag, suite.tag, found.tag) == ("testsuites", "testsuite", "testcase")
    for counted in (suites, suite):
        assert counted.get("tests") == "1"
        assert counted.get("failures") == str(len(found.findall("failure")))
        assert counted.get("errors") == str(len(found.findall("error")))
    return found


def test_one_diagnosis() -> None:
    check("expired.xml", report(samples.expired()))


def test_a_failure_has_its_cause_and_the_whole_report() -> None:
    found = case(samples.expired())
    assert found.attrib == {"classname": "tlswhy.live", "name": "a.test:443", "time": "0.028"}
    [failure] = found
    assert failure.tag == "failure"
    assert failure.get("type") == "cert-expired"
    assert failure.get("message") == "a.test ended on 2021-01-01, 2152 days ago"
    assert (failure.text or "").startswith("FAILED  cert-expired (certain)")
    assert "✗ tls a.test" in (failure.text or "")


def test_a_failure_that_nothing_explains() -> None:
    [failure] = case(samples.unknown())
    assert failure.get("type") == "unknown"


def test_what_works_passes() -> None:
    [output] = case(samples.fine())
    assert output.tag == "system-out"
    assert (output.text or "").startswith("OK  ")


def test_a_risk_passes_and_says_so() -> None:
    sample = samples.expired()
    nowhere = Broke(1, Leg.CLIENT_ORIGIN, Step.NONE)
    risk = structs.replace(sample.diagnosis, outcome=Outcome.AT_RISK, broke_at=nowhere)
    [output] = case(structs.replace(sample, diagnosis=risk))
    assert output.tag == "system-out"
    assert (output.text or "").startswith("AT RISK  cert-expired")


def test_interrupted_is_no_answer() -> None:
    [error] = case(samples.unknown(), interrupted=True)
    assert error.tag == "error"
    assert error.get("type") == "interrupted"
    [error] = case(samples.expired(), interrupted=True)
    assert error.get("message") == "a.test ended on 2021-01-01, 2152 days ago"


def test_what_was_excluded_stands_in_the_text() -> None:
    [failure] = case(samples.sni_filtered(), explain_all=True)
    assert "hello-too-large" in (failure.text or "")
    [failure] = case(samples.sni_filtered())
    assert "hello-too-large" not in (failure.text or "")


def test_an_attempt_without_events_took_no_time() -> None:
    sample = samples.expired()
    timeless = Transcript(sample.transcript.route, (), "text")
    assert case(structs.replace(sample, transcript=timeless)).get("time") == "0"


@given(st.text(), st.text(), st.text())
def test_whatever_a_peer_says_stays_text(host: str, reason: str, name: str) -> None:
    sample = samples.proxy_407(host=host, reason=reason, name=name)
    assert report(sample).isascii()
    [failure] = case(sample)
    assert list(failure) == []
    assert set(failure.attrib) == {"type", "message"}
