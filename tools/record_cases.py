"""Record the lab's scenarios as case files: `python tools/record_cases.py [SCENARIO...]`.

Writes `tests/cases/<cause>/<scenario>.case`, or `tests/cases/healthy/…`. The scenarios whose
program is not installed are left as they are.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from msgspec import structs

from tlswhy.causes import catalogue
from tlswhy.cli.main import main as tlswhy
from tlswhy.engine.replay import replay
from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Entry, scenarios
from tlswhy.model import casefile
from tlswhy.model.diagnosis import Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import TrustStore

CASES = Path(__file__).parent.parent / "tests" / "cases"


def record(entry: Entry) -> Path:
    """Start it, diagnose it, keep what was seen, and what the recording alone now says."""
    with tempfile.TemporaryDirectory() as folder, Lab() as lab:
        saved = Path(folder) / "case"
        up = entry.scenario.up(lab)
        with up.environment():
            tlswhy([*up.argv, "--quiet", "--format", "json", "--save", str(saved)])
        case = casefile.read(saved.read_text())
    case = structs.replace(case, given=tuple(_clean(fact) for fact in case.given))
    said = replay(case, catalogue())
    sure = [f for f in said.findings if f.clue.verdict > Verdict.POSSIBLE]
    expect = ", ".join(f"{f.cause} {f.clue.verdict.word}" for f in sure) or str(said.outcome)
    header = {"expect": expect, "comment": entry.title, "scenario": entry.name}
    case = structs.replace(
        case,
        header=header,
        transcript=structs.replace(case.transcript, source=f"tlswhy lab run {entry.name}"),
    )
    path = CASES / (entry.scenario.expect or "healthy") / f"{entry.name}.case"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(casefile.write(case))
    return path


def _clean(fact: Fact) -> Fact:
    """Without the folder of this run in the names of files, and with the store of a replay."""
    if isinstance(fact, TrustStore):
        files = tuple(Path(file).name for file in fact.files)
        none = fact.name == "none"
        name, anchors = ("none", fact.anchors) if none else ("Mozilla", None)
        return structs.replace(fact, name=name, files=files, anchors=anchors)
    return fact


def main() -> int:
    wanted = sys.argv[1:]
    for entry in scenarios():
        known = entry.scenario.expect is None or entry.scenario.expect in catalogue()
        if not known or entry.scenario.missing() or (wanted and entry.name not in wanted):
            continue
        print(record(entry).relative_to(CASES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
