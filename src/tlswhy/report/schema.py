"""The published JSON Schema of a diagnosis. `python -m tlswhy.report.schema` writes it anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from tlswhy.report.document import Document

FILE = Path(__file__).with_name("diagnosis.schema.json")


# What types cannot say: without a failure there is no finding and no step.
_NOTHING_WRONG = {
    "if": {"properties": {"outcome": {"const": "ok"}}},
    "then": {
        "properties": {
            "findings": {"maxItems": 0},
            "broke_at": {"properties": {"step": {"const": "none"}}},
        }
    },
}


def schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12. Unknown fields are allowed: they may be added within `/1`."""
    made = msgspec.json.schema(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tlswhy/diagnosis/1",
        **made,
        "allOf": [_NOTHING_WRONG],
    }


def text() -> str:
    """As it stands in the file."""
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
