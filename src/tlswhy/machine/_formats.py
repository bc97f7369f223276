"""The few forms that configuration files have. Nothing here fails: what is no setting is passed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

QUOTES = "\"'"


class Row(Struct, frozen=True):
    """A setting in a file: its line (from 1), the section that it stands in, name and value."""

    line: int
    section: str
    name: str
    value: str


def pairs(lines: Iterable[str], *, comments: str = "#", separators: str = "=") -> Iterator[Row]:
    """Rows of `name = value`. Sections are `[name]`; quotes around a value are taken off."""
    section = ""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text[0] in comments:
            continue
        if text[0] == "[" and "]" in text:
            section = text[1 : text.index("]")].strip()
            continue
        name, value = _split(text, separators)
        if name:
            yield Row(number, section, name, unquoted(value))


def shell(lines: Iterable[str]) -> Iterator[Row]:
    """Rows of `NAME=value` or `export NAME=value`."""
    for row in pairs(lines):
        name = row.name.removeprefix("export ").strip()
        if name.isidentifier():
            yield Row(row.line, "", name, row.value)


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Lines that end in a backslash together with the next; as many lines come out as go in."""
    waiting, missing = "", 0
    for line in lines:
        if line.endswith("\\"):
            waiting += line[:-1]
            missing += 1
            continue
        yield from [""] * missing
        yield waiting + line
        waiting, missing = "", 0
    if waiting:
        yield waiting


def yaml(lines: Iterable[str]) -> Iterator[Row]:
    """Rows of `name: value`; those that are indented have the last name above as their section.

    Lists and everything else that YAML can do are not what the settings in question are written in.
    """
    above = ""
    for number, line in enumerate(lines, 1):
        text = re.sub(r"\s#.*", "", line).rstrip()
        name, colon, value = text.strip().partition(":")
        if not colon or name.startswith(("#", "-")):
            continue
        inside = text[0].isspace()
        if not inside:
            above = name.strip(QUOTES)
        yield Row(number, above if inside else "", name.strip(QUOTES), unquoted(value))


def blocks(lines: Iterable[str]) -> Iterator[Row]:
    """apt's form: `A::B "value";`, also as `A { B "value"; };`. The whole name is in `name`."""
    above: list[str] = []
    name = ""
    for number, line in enumerate(lines, 1):
        text = re.sub(r"(?:^|\s)(?://|#).*", "", line)
        for sign in re.findall(r'"[^"]*"?|[{};]|[^\s{};"]+', text):
            if sign == "{":
                above.append(name)
                name = ""
            elif sign == "}":
                del above[-1:]
                name = ""
            elif sign == ";":
                name = ""
            elif not name and sign[0] != '"':
                name = sign
            elif name:
                yield Row(number, "", "::".join(filter(None, (*above, name))), sign.strip('"'))
    return


def json_of(content: bytes | None) -> Any:  # noqa: ANN401 - whatever stands in the file
    """What a JSON file holds; None when it is none."""
    try:
        return json.loads(content or b"null")
    except (ValueError, RecursionError):
        return None


def within(document: object, *names: str) -> object:
    """A value deep in a JSON document; None where there is none."""
    for name in names:
        if not isinstance(document, dict):
            return None
        document = document.get(name)
    return document


def line_of(lines: Iterable[str], word: str) -> int | None:
    """The first line in which a word stands."""
    return next((number for number, line in enumerate(lines, 1) if word in line), None)


def unquoted(value: str) -> str:
    """Without white space around it and one pair of quotes."""
    value = value.strip()
    if len(value) > 1 and value[0] in QUOTES and value[-1] == value[0]:
        return value[1:-1]
    return value


def is_off(value: str) -> bool:
    """Whether a switch is off, in the words of any program."""
    return value.strip().lower() in ("false", "0", "no", "off", "n", "f")


def _split(text: str, separators: str) -> tuple[str, str]:
    at = min((text.find(sign) for sign in separators if sign in text), default=-1)
    if at < 0:
        return text, ""
    return text[:at].strip(), text[at + 1 :].strip()
