"""The handshakes of a capture: what they have in common, on a page, and each as a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, BinaryIO

import msgspec

from tlswhy.model.diagnosis import Outcome
from tlswhy.model.errors import InputError
from tlswhy.passive.rows import UNCLEAR, Row
from tlswhy.passive.table import TIMES, Table, Tallies, Tally
from tlswhy.report.sheet import Sheet, clean
from tlswhy.wire.codes import CipherSuite, Code, NamedGroup, ProtocolVersion

SHOWN = 8
"""Lines of a section."""

SHARES = (0.5, 0.9, 0.99)
EXACT = 100
"""Milliseconds from which on no fractions are shown."""

BATCH = 20_000
"""Rows of a Parquet file that are in memory at once."""

PARQUET = "writing Parquet needs pyarrow: pip install pyarrow"
FORMULA = ("=", "+", "-", "@")
"""A cell that begins with one of these is computed by a spreadsheet, and peers choose names."""

LEADS = dict(zip(TIMES, ("TCP", "client", "server", "total"), strict=True))
COLUMNS: dict[str, type] = {
    "flow": int,
    "at": datetime,
    "client": str,
    "client_port": int,
    "server": str,
    "port": int,
    **dict.fromkeys(("protocol", "name", "route", "outcome", "cause", "verdict"), str),
    **dict.fromkeys(("version", "suite", "group", "alpn", "offered"), str),
    **dict.fromkeys(("ja3", "ja3s", "ja4"), str),
    "resumed": bool,
    **dict.fromkeys(TIMES, float),
    **dict.fromkeys(("sent", "received", "again"), int),
}
"""The fields of a line, in order. Codes stand there by name; where nothing is known, nothing."""


def draw(sheet: Sheet, table: Table) -> None:
    """The sections of the page."""
    if not table.whole.count:
        return
    sheet.heading("Handshakes")
    sheet.text(_whole(table), lead="  ")
    _shares(sheet, "versions", _named(table.versions, ProtocolVersion))
    _shares(sheet, "suites", _named(table.suites, CipherSuite))
    _shares(sheet, "groups", _named(table.groups, NamedGroup))
    _shares(sheet, "ALPN", [(key, tally.count) for key, tally in table.alpn.most(SHOWN)])
    if set(table.routes) != {"direct"}:
        _shares(sheet, "routes", table.routes.most_common(SHOWN))
    _times(sheet, table)
    _causes(sheet, table.whole)
    _failing(sheet, "Servers that fail most", table.servers)
    _failing(sheet, "Names that fail most", table.names)
    _failing(sheet, "Clients that fail most", table.clients)
    _fingerprints(sheet, table.ja4)


def render(
    table: Table,
    *,
    width: int = 80,
    colour: bool = False,
    ascii: bool = False,  # noqa: A002 - Python's own word for it
) -> str:
    """The sections alone."""
    sheet = Sheet(width, colour=colour, ascii=ascii)
    draw(sheet, table)
    return str(sheet)


def line(row: Row) -> dict[str, Any]:
    """A row by the names of `COLUMNS`, its codes and its time as people write them."""
    named = {
        "at": datetime.fromtimestamp(row.at / 1e9, UTC),
        "version": _name(row.version, ProtocolVersion),
        "suite": _name(row.suite, CipherSuite),
        "group": _name(row.group, NamedGroup),
    }
    return {name: named[name] if name in named else getattr(row, name) for name in COLUMNS}


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Each row as a line of JSON. What is not known is left out."""
    for row in rows:
        known = {key: value for key, value in line(row).items() if value not in ("", None)}
        yield msgspec.json.encode(known).decode() + "\n"


def csv(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of CSV (RFC 4180), the names of the columns first."""
    import csv as writing
    from io import StringIO

    page = StringIO(newline="")
    writer = writing.writer(page)
    writer.writerow(COLUMNS)
    for row in rows:
        yield page.getvalue()
        page.seek(0)
        page.truncate()
        writer.writerow([_cell(value) for value in line(row).values()])
    yield page.getvalue()


def parquet(rows: Iterable[Row], into: BinaryIO) -> None:
    """Write the rows as a Parquet file.

    Raises:
        InputError: pyarrow is not installed.
    """
    try:
        pyarrow, files = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise InputError(PARQUET) from None
    types = {
        int: pyarrow.int64(),
        str: pyarrow.string(),
        bool: pyarrow.bool_(),
        float: pyarrow.float64(),
        datetime: pyarrow.timestamp("us", "UTC"),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    with files.ParquetWriter(into, schema) as writer:
        for some in _batches(rows):
            lines = [line(row) for row in some]
            writer.write_table(pyarrow.Table.from_pylist(lines, schema))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    for row in rows:
        some.append(row)
        if len(some) == BATCH:
            yield some
            some = []
    if some:
        yield some


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _name(number: int, code: type[Code]) -> str:
    return str(code(number)) if number else ""


def _named(counts: Mapping[int, int], code: type[Code]) -> list[tuple[str, int]]:
    ranked = sorted(counts.items(), key=lambda one: (-one[1], -one[0]))
    return [(str(code(number)), count) for number, count in ranked]


def _whole(table: Table) -> str:
    outcomes = table.whole.outcomes
    said = [f"{table.whole.count} in all"]
    for outcome, words in WORDS.items():
        if outcomes[outcome]:
            said.append(f"{outcomes[outcome]} {words}")
    if table.resumed:
        said.append(f"{table.resumed} resumed an earlier session")
    if table.again:
        said.append(f"{table.again} packets were sent again")
    return "; ".join(said)


WORDS = {
    str(Outcome.OK): "went well",
    str(Outcome.FAILED): "failed",
    str(Outcome.AT_RISK): "may have been refused",
    UNCLEAR: "not whole in the capture",
}


def _shares(sheet: Sheet, what: str, counts: list[tuple[str, int]]) -> None:
    if not counts:
        return
    said = [f"{clean(name, 60)} {count}" for name, count in counts[:SHOWN]]
    more = len(counts) - SHOWN
    if more > 0:
        said.append(f"{more} more")
    sheet.text(", ".join(said), lead=f"  {what:<10}")


def _times(sheet: Sheet, table: Table) -> None:
    if not any(sketch.count for sketch in table.times.values()):
        return
    sheet.heading("Times")
    sheet.text("", lead=_cells("ms", [f"p{share * 100:.0f}" for share in SHARES]), style="dim")
    for name, what in LEADS.items():
        sketch = table.times[name]
        found = [sketch.percentile(share) for share in SHARES]
        if sketch.count:
            sheet.text("", lead=_cells(what, [_short(one) for one in found]))


def _cells(what: str, cells: list[str]) -> str:
    return f"  {what:<10}" + "".join(f"{cell:>9}" for cell in cells)


def _short(milliseconds: float | None) -> str:
    if milliseconds is None:
        return ""
    return f"{milliseconds:.0f}" if milliseconds >= EXACT else f"{milliseconds:.1f}"


def _causes(sheet: Sheet, whole: Tally) -> None:
    if not whole.causes:
        return
    sheet.heading("Causes")
    for cause, count in whole.causes.most_common(SHOWN):
        sheet.text(cause, lead=f"{count:>7}x  ")


def _failing(sheet: Sheet, what: str, tallies: Tallies) -> None:
    """Those with failures, how many of how many, and why."""
    found = tallies.failing(SHOWN)
    if not found:
        return
    sheet.heading(what)
    for key, tally in found:
        causes = ", ".join(cause for cause, _ in tally.causes.most_common(2))
        said = clean(key, 120) or "no name"
        lead = f"{tally.failed:>7} of {tally.count:<6} "
        sheet.text(f"{said}: {causes}" if causes else said, lead=lead)
    _forgotten(sheet, tallies)


def _fingerprints(sheet: Sheet, tallies: Tallies) -> None:
    if not len(tallies):
        return
    sheet.heading("Fingerprints of clients (JA4)")
    for ja4, tally in tallies.most(SHOWN):
        failed = f", {tally.failed} failed" if tally.failed else ""
        sheet.text(f"{clean(ja4)}{failed}", lead=f"{tally.count:>7}x  ")
    more = len(tallies) - SHOWN
    if more > 0:
        sheet.text(f"and {more} more", lead=" " * 10)
    _forgotten(sheet, tallies)


def _forgotten(sheet: Sheet, tallies: Tallies) -> None:
    if tallies.forgotten:
        said = f"rare ones with {tallies.forgotten} handshakes were only counted"
        sheet.text(said, lead=" " * 10, style="dim")
