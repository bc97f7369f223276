"""The document for programs, and its published schema."""

from __future__ import annotations

import json as plain
import runpy
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec import structs

from report import samples
from report.samples import Sample, seen, server_hello
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Clue, Verdict
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.network import Connected
from tlswhy.report import json, schema

ALL = (
    samples.expired(),
    samples.proxy_407(),
    samples.sni_filtered(),
    samples.fine(),
    samples.unknown(),
)


def document(sample: Sample, *, explain_all: bool = False) -> dict[str, Any]:
    return json.document(
        sample.diagnosis, sample.transcript, sample.subject, explain_all=explain_all
    )


def with_evidence(*facts: Fact) -> list[dict[str, Any]]:
    sample = samples.sni_filtered()
    top = structs.replace(
        sample.diagnosis.findings[0],
        clue=Clue(verdict=Verdict.LIKELY, because="so", evidence=facts),
    )
    diagnosis = structs.replace(sample.diagnosis, findings=(top,))
    found: list[dict[str, Any]] = document(structs.replace(sample, diagnosis=diagnosis))[
        "findings"
    ][0]["evidence"]
    return found


def test_evidence_of_a_capture_has_its_frames() -> None:
    sample = samples.expired()
    frames = tuple(range(11, 11 + len(sample.transcript.events)))
    recorded = structs.replace(sample.transcript, frames=frames)
    made = document(structs.replace(sample, transcript=recorded))
    jsonschema.validate(made, schema.schema())
    places = [one["at"] for one in made["findings"][0]["evidence"] if "event" in one["at"]]
    assert places
    assert [at["frame"] for at in places] == [11 + at["event"] for at in places]


def test_the_document_of_the_contract() -> None:
    made = document(samples.expired())
    [finding] = made.pop("findings")
    remedies = finding.pop("remedies")
    assert made == {
        "schema": "tlswhy/diagnosis/1",
        "subject": {
            "kind": "live",
            "target": "a.test:443",
            "route": ["tcp a.test:443", "tls a.test"],
        },
        "outcome": "failed",
        "broke_at": {"hop": 1, "leg": "client-origin", "step": "certificate"},
        "tried": [
            {
                "change": "clock 2020-01-01T01:00:00+00:00",
                "outcome": "works",
                "connections": 0,
                "got": "",
            }
        ],
        "open": [],
    }
    assert finding == {
        "cause": "cert-expired",
        "title": "The server's certificate has expired",
        "verdict": "certain",
        "acts": "server",
        "because": "a.test ended on 2021-01-01, 2152 days ago",
        "evidence": [
            {
                "kind": "CertificateProblem",
                "at": {"hop": 1, "event": 5, "bytes": [0, 1401]},
                "says": "CN=a.test: ended on 2021-01-01, 2152 days ago",
            },
            {
                "kind": "LeafSeen",
                "at": {"hop": 1, "event": 5, "bytes": [0, 1401]},
                "says": "leaf CN=a.test, issued by CN=Example CA, valid 2020-01-01 to "
                "2021-01-01, 2 sent",
            },
            {"kind": "Clock", "at": {}, "says": "the clock says 2026-11-23 12:00:00 UTC"},
        ],
        "confirmed_by": {"change": "clock 2020-01-01T01:00:00+00:00", "outcome": "works"},
    }
    assert remedies[0] == {
        "id": "renew-certificate",
        "product": "",
        "text": "Renew the certificate and reload every process that serves it.",
        "lines": [],
    }
    assert remedies[-1]["product"] == "nginx"
    assert remedies[-1]["lines"] == ["certbot renew", "nginx -t && nginx -s reload"]


def test_nothing_wrong_has_no_finding_and_no_step() -> None:
    made = document(samples.fine())
    assert (made["outcome"], made["findings"]) == ("ok", [])
    assert made["broke_at"]["step"] == "none"


def test_how_trials_end() -> None:
    assert [(t["change"], t["outcome"]) for t in document(samples.sni_filtered())["tried"]] == [
        ("sni-absent", "answered"),
        ("sni-other other.test", "fails"),
        ("without-post-quantum-share", "fails"),
    ]


def test_what_was_not_confirmed_says_nothing_of_it() -> None:
    assert "confirmed_by" not in document(samples.proxy_407())["findings"][0]


def test_open_experiments() -> None:
    assert document(samples.unknown())["open"] == [
        {"change": "again", "settles": "whether it fails every time"}
    ]


def test_a_crashed_rule_is_always_told_the_excluded_when_asked_for() -> None:
    crashed = {
        "cause": "mtu-blackhole",
        "because": "this rule crashed: KeyError: 'x'",
        "crashed": True,
    }
    assert document(samples.sni_filtered())["excluded"] == [crashed]
    assert document(samples.sni_filtered(), explain_all=True)["excluded"] == [
        crashed,
        {
            "cause": "hello-too-large",
            "because": "a short hello is not answered either",
            "crashed": False,
        },
    ]
    assert "excluded" not in document(samples.fine())
    assert document(samples.fine(), explain_all=True)["excluded"] == []


def test_a_fact_of_a_trial_says_which() -> None:
    [answered] = with_evidence(server_hello(4))
    assert answered["at"] == {"hop": 1, "event": 4, "trial": "sni-absent"}
    [nobody] = with_evidence(server_hello(17))
    assert nobody["at"] == {"hop": 1, "event": 17}


def test_places_in_files() -> None:
    here = Connected(seen=Anchor(source="a.conf", line=3, column=7), address="x", took=1)
    some = Connected(seen=Anchor(source="a.log"), address="x", took=1)
    places = [evidence["at"] for evidence in with_evidence(here, some)]
    assert places == [{"file": "a.conf", "line": 3, "column": 7}, {"file": "a.log"}]


def test_bytes_are_those_of_the_fact_else_of_its_event() -> None:
    sample = samples.sni_filtered()
    exact = Connected(seen=Anchor(hop=1, event=3, bytes=(5, 9)), address="x", took=1)
    whole, mark = samples.hello(3), Connected(seen=seen(1, 0), address="x", took=1)
    beyond = Connected(seen=seen(99), address="x", took=1)
    facts = (exact, whole, mark, beyond)
    top = structs.replace(
        sample.diagnosis.findings[0],
        clue=Clue(verdict=Verdict.LIKELY, because="so", evidence=facts),
    )
    diagnosis = structs.replace(sample.diagnosis, findings=(top,), case=Case(facts))
    made = document(structs.replace(sample, diagnosis=diagnosis))
    assert [evidence["at"] for evidence in made["findings"][0]["evidence"]] == [
        {"hop": 1, "event": 3, "bytes": [5, 9]},
        {"hop": 1, "event": 3, "bytes": [0, 1535]},
        {"hop": 0, "event": 1},
        {"hop": 1, "event": 99},
    ]


@pytest.mark.parametrize("sample", ALL)
def test_dumps_are_the_document_in_ascii(sample: Sample) -> None:
    parts = (sample.diagnosis, sample.transcript, sample.subject)
    indented, line = json.dump(*parts), json.line(*parts)
    assert plain.loads(indented) == plain.loads(line) == document(sample)
    assert indented.isascii()
    assert indented.endswith("}\n")
    assert line.count("\n") == 1


def test_hostile_words_are_escaped() -> None:
    sample = samples.proxy_407(reason="\x1b[31m\u202e\nx")
    text = json.dump(sample.diagnosis, sample.transcript, sample.subject)
    assert "\\u001b[31m\\u202e\\nx" in text
    assert "\x1b" not in text


def test_many_in_one_object() -> None:
    made = plain.loads(json.dump_many([document(samples.fine())]))
    assert made["schema"] == "tlswhy/diagnoses/1"
    assert made["diagnoses"] == [document(samples.fine())]


# -- the schema


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(plain.loads(schema.FILE.read_text(encoding="utf-8")))


def test_the_published_schema_is_what_the_command_writes() -> None:
    assert schema.FILE.read_text(encoding="utf-8") == schema.text()


def test_the_command_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[Path, str]] = []
    monkeypatch.delitem(sys.modules, "tlswhy.report.schema")
    monkeypatch.setattr(Path, "write_text", lambda file, text, **_: written.append((file, text)))
    runpy.run_module("tlswhy.report.schema", run_name="__main__")
    assert written == [(schema.FILE, schema.text())]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.schema())


@pytest.mark.parametrize("sample", ALL)
def test_documents_are_valid(sample: Sample) -> None:
    for explain_all in (False, True):
        validator().validate(document(sample, explain_all=explain_all))


REQUIRED: list[tuple[str | int, ...]] = [
    (key,) for key in ("schema", "subject", "outcome", "broke_at", "findings", "tried", "open")
]
REQUIRED += [("subject", key) for key in ("kind", "target", "route")]
REQUIRED += [("broke_at", key) for key in ("hop", "leg", "step")]
REQUIRED += [
    ("findings", 0, key)
    for key in ("cause", "title", "verdict", "acts", "because", "evidence", "remedies")
]
REQUIRED += [("findings", 0, "evidence", 0, key) for key in ("kind", "at", "says")]
REQUIRED += [("findings", 0, "confirmed_by", key) for key in ("change", "outcome")]
REQUIRED += [("findings", 0, "remedies", 0, key) for key in ("id", "product", "text", "lines")]
REQUIRED += [("tried", 0, key) for key in ("change", "outcome", "connections")]


@pytest.mark.parametrize("path", REQUIRED)
def test_no_field_may_be_missing(path: tuple[str | int, ...]) -> None:
    made = document(samples.expired())
    inner: Any = made
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    assert not validator().is_valid(made)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("outcome",), "broken"),
        (("schema",), "tlswhy/diagnosis/2"),
        (("broke_at", "step"), "cert"),
        (("findings", 0, "verdict"), "excluded"),
        (("findings", 0, "cause"), "Cert Expired"),
        (("findings", 0, "evidence", 0, "at", "bytes"), [1]),
        (("tried", 0, "connections"), -1),
        (("outcome",), "ok"),
    ],
)
def test_values_are_held_to_their_words(path: tuple[str | int, ...], value: object) -> None:
    made = document(samples.expired())
    inner: Any = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    assert not validator().is_valid(made)


def test_fields_may_be_added() -> None:
    validator().validate({**document(samples.fine()), "prediction": {"works": True}})
