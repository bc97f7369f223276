"""SARIF 2.1.0: what the standard demands of every object that we write."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from report import samples
from report.samples import Sample
from report.snapshot import catalogue, check
from tlswhy.model.diagnosis import Broke, Leg, Outcome, Step
from tlswhy.model.facts import Anchor
from tlswhy.model.facts.context import Clock
from tlswhy.report import sarif

ALL = (
    samples.expired(),
    samples.proxy_407(),
    samples.sni_filtered(),
    samples.fine(),
    samples.unknown(),
)


def shape(required: str, optional: str = "", **properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has these properties and no others; the bag of properties is free."""
    known = {name: properties.get(name, {}) for name in f"{required} {optional}".split()}
    return {
        "type": "object",
        "required": required.split(),
        "properties": known,
        "additionalProperties": False,
    }


def several(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT = {"type": "string", "minLength": 1}
BAG = {"type": "object"}
INDEX = {"type": "integer", "minimum": 0}
PLACE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = shape("text", "markdown", text=TEXT, markdown=TEXT)  # 3.11, 3.12
RULE = shape(  # 3.49
    "id",
    "shortDescription fullDescription help properties",
    id=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    properties=BAG,
)
LOGICAL = shape("name", "fullyQualifiedName kind", name=TEXT, fullyQualifiedName=TEXT, kind=TEXT)
REGION = shape("startLine", "startColumn", startLine=PLACE, startColumn=PLACE)  # 3.30
ARTIFACT = shape("uri", uri={"type": "string", "pattern": r"^[A-Za-z0-9._~/%-]+$"})  # 3.4
PHYSICAL = shape("artifactLocation", "region", artifactLocation=ARTIFACT, region=REGION)  # 3.29
LOCATION = shape(  # 3.28
    "logicalLocations",
    "physicalLocation",
    logicalLocations=several(LOGICAL),
    physicalLocation=PHYSICAL,
)
RESULT = {  # 3.27; 3.27.10: what did not fail has no level
    **shape(
        "message ruleId ruleIndex kind level locations partialFingerprints properties",
        message=MESSAGE,
        ruleId=TEXT,
        ruleIndex=INDEX,
        kind={"enum": ["pass", "fail"]},
        level=LEVEL,
        locations=several(LOCATION),
        partialFingerprints={"type": "object", "additionalProperties": TEXT},
        properties=BAG,
    ),
    "if": {"properties": {"kind": {"const": "pass"}}},
    "then": {"properties": {"level": {"const": "none"}}},
    "else": {"properties": {"level": {"not": {"const": "none"}}}},
}
NOTIFICATION = shape(  # 3.58
    "message level",
    "associatedRule",
    message=MESSAGE,
    level=LEVEL,
    associatedRule=shape("id index", id=TEXT, index=INDEX),
)
INVOCATION = shape(  # 3.20
    "executionSuccessful commandLine toolExecutionNotifications",
    executionSuccessful={"type": "boolean"},
    commandLine=TEXT,
    toolExecutionNotifications=several(NOTIFICATION),
)
DRIVER = shape("name version rules", name=TEXT, version=TEXT, rules=several(RULE))  # 3.19
RUN = shape(  # 3.14
    "tool results invocations columnKind properties",
    tool=shape("driver", driver=DRIVER),
    results=several(RESULT),
    invocations=several(INVOCATION),
    columnKind={"enum": ["unicodeCodePoints", "utf16CodeUnits"]},
    properties=BAG,
)
LOG = shape("$schema version runs", version={"const": "2.1.0"}, runs=several(RUN))  # 3.13


def report(sample: Sample, **options: bool) -> str:
    return sarif.render(sample.diagnosis, sample.transcript, sample.subject, **options)


def run(sample: Sample, **options: bool) -> dict[str, Any]:
    """The only run, when the log is as the standard wants it."""
    made = report(sample, **options)
    assert made.isascii()
    log = json.loads(made)
    jsonschema.validate(log, LOG)
    found: dict[str, Any]
    [found] = log["runs"]
    rules = found["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    assert len(ids) == len(set(ids))
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for notification in found["invocations"][0]["toolExecutionNotifications"]:
        rule = notification.get("associatedRule")
        assert rule is None or rules[rule["index"]]["id"] == rule["id"]
    return found


def test_one_diagnosis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "catalogue", catalogue)
    monkeypatch.setattr(sarif, "VERSION", "1.2.3")
    check("expired.sarif", report(samples.expired()))


@pytest.mark.parametrize("sample", ALL)
def test_every_log_is_as_the_standard_wants_it(sample: Sample) -> None:
    run(sample)
    run(sample, explain_all=True, interrupted=True)


def test_the_level_says_how_sure_it_is() -> None:
    levels = [
        [(result["ruleId"], result["level"]) for result in run(sample)["results"]]
        for sample in (samples.expired(), samples.sni_filtered())
    ]
    assert levels == [
        [("cert-expired", "error")],
        [("sni-filtered", "warning"), ("handshake-timeout", "note")],
    ]


def test_what_works_now_is_no_error() -> None:
    sample = samples.expired()
    nowhere = Broke(1, Leg.CLIENT_ORIGIN, Step.NONE)
    risk = structs.replace(sample.diagnosis, outcome=Outcome.AT_RISK, broke_at=nowhere)
    found = run(structs.replace(sample, diagnosis=risk))
    assert [result["level"] for result in found["results"]] == ["warning"]
    assert found["properties"]["outcome"] == "at-risk"


def test_nothing_wrong_has_no_result() -> None:
    sample = samples.fine()
    noted = structs.replace(sample.diagnosis, notes=("TLS 1.0 is used",))
    found = run(structs.replace(sample, diagnosis=noted))
    assert found["results"] == []
    assert found["tool"]["driver"]["rules"] == []
    assert found["properties"] == {"outcome": "ok", "notes": ["TLS 1.0 is used"]}


def test_a_failure_that_nothing_explains_is_a_result_all_the_same() -> None:
    found = run(samples.unknown())
    [result] = found["results"]
    assert (result["ruleId"], result["level"]) == ("unknown", "error")
    assert result["message"]["text"] == "no known cause explains what was seen"
    [rule] = found["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "No known cause explains what was seen"


def test_a_rule_is_the_text_of_its_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "catalogue", catalogue)
    [rule] = run(samples.expired())["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "The server's certificate has expired"
    assert rule["fullDescription"]["text"] == (
        "The client ends the handshake with the alert `certificate_expired` (45)."
    )
    assert "Why:\n\n- It was not renewed, or not reloaded.\n\n- One of" in rule["help"]["text"]
    assert rule["help"]["markdown"].startswith("## What happens\nThe client ends")
    assert "helpUri" not in rule


def test_the_place_is_the_hop() -> None:
    [result] = run(samples.proxy_407())["results"]
    assert result["locations"] == [
        {
            "logicalLocations": [
                {
                    "name": "http-connect 10.0.0.1:3128",
                    "fullyQualifiedName": "http-connect 10.0.0.1:3128",
                    "kind": "hop",
                }
            ]
        }
    ]
    [result] = run(samples.expired())["results"]
    [place] = result["locations"]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "tcp a.test:443 -> tls a.test"


def test_without_a_route_the_place_is_the_target() -> None:
    sample = samples.expired()
    subject = structs.replace(sample.subject, route=())
    [result] = run(structs.replace(sample, subject=subject))["results"]
    assert result["locations"] == [{"logicalLocations": [{"name": "a.test:443", "kind": "target"}]}]


@pytest.mark.parametrize(
    ("seen", "region"),
    [
        (Anchor(source="a b.conf", line=3, column=7), {"startLine": 3, "startColumn": 7}),
        (Anchor(source="a b.conf", line=3), {"startLine": 3}),
        (Anchor(source="a b.conf"), None),
    ],
)
def test_what_was_read_from_a_file_has_its_line(
    seen: Anchor, region: dict[str, int] | None
) -> None:
    sample = samples.expired()
    [top] = sample.diagnosis.findings
    clue = structs.replace(top.clue, evidence=(Clock(seen=seen, now=samples.NOW),))
    diagnosis = structs.replace(sample.diagnosis, findings=(structs.replace(top, clue=clue),))
    [result] = run(structs.replace(sample, diagnosis=diagnosis))["results"]
    [place] = result["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "a%20b.conf"}
    assert place["physicalLocation"].get("region") == region


def test_what_the_answer_rests_on_stands_in_the_properties() -> None:
    [first, second] = run(samples.sni_filtered())["results"]
    bag = first["properties"]
    assert (bag["target"], bag["step"], bag["acts"]) == ("b.test:443", "client-hello", "network")
    assert [fact["kind"] for fact in bag["evidence"]] == ["HelloSent", "Ended", "AlertSeen"]
    assert bag["confirmedBy"] == {"change": "sni-absent", "outcome": "answered"}
    assert [remedy["id"] for remedy in bag["remedies"]] == ["allow-name"]
    assert len(bag["tried"]) == 3
    assert "confirmedBy" not in second["properties"]


def test_the_same_trouble_is_the_same_result_again() -> None:
    prints = [run(samples.expired())["results"][0]["partialFingerprints"] for _ in range(2)]
    assert prints[0] == prints[1] == {"causeAndTarget/v1": "cert-expired a.test:443"}


def test_a_rule_that_crashed_is_a_notification() -> None:
    found = run(samples.sni_filtered())
    [invocation] = found["invocations"]
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["associatedRule"]["id"] == "mtu-blackhole"
    assert notification["message"]["text"] == "this rule crashed: KeyError: 'x'"
    assert invocation["executionSuccessful"]


def test_what_was_excluded_passes() -> None:
    passed = [
        r for r in run(samples.sni_filtered(), explain_all=True)["results"] if r["kind"] == "pass"
    ]
    assert [result["ruleId"] for result in passed] == ["hello-too-large"]
    assert not [r for r in run(samples.sni_filtered())["results"] if r["kind"] == "pass"]


@pytest.mark.parametrize(
    ("sample", "says"),
    [
        (samples.unknown(), "interrupted before there was an answer"),
        (samples.expired(), "interrupted: judged by what was known until then"),
    ],
)
def test_interrupted_was_not_successful(sample: Sample, says: str) -> None:
    found = run(sample, interrupted=True)
    [invocation] = found["invocations"]
    assert not invocation["executionSuccessful"]
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == says
    assert "unknown" not in [result["ruleId"] for result in found["results"]]


def test_a_peer_makes_no_placeholder_and_no_link() -> None:
    sample = samples.proxy_407(host="{0} [click](http://x.test)")
    [result] = run(sample)["results"]
    want = "{{0}} [click] (http://x.test):3128 answered CONNECT with 407 and offers Basic"
    assert result["message"]["text"] == want


@given(st.text(), st.text(), st.text(min_size=1))
def test_whatever_a_peer_says_the_log_stays_right(host: str, reason: str, name: str) -> None:
    assert len(run(samples.proxy_407(host=host, reason=reason, name=name))["results"]) == 1
