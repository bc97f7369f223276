"""The handshakes of a capture on a page, and each as a line."""

from __future__ import annotations

import csv as reading
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passive.test_table import failed, filled, row
from tlswhy.model.errors import InputError
from tlswhy.passive.table import Table
from tlswhy.report import handshakes
from tlswhy.report.handshakes import COLUMNS, csv, json_lines, line, parquet, render

PAGE = """\
Handshakes
  5 in all; 2 went well; 2 failed; 1 not whole in the capture; 1 resumed an
  earlier session; 3 packets were sent again
  versions  TLS 1.3 3, TLS 1.2 1
  suites    TLS_AES_128_GCM_SHA256 3, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 1
  groups    x25519 3, secp256r1 1
  ALPN      (h2,http/1.1) 4, h2 1
  routes    direct 4, connect 1

Times
  ms              p50      p90      p99
  TCP            10.0     10.0     10.0
  client          1.0      1.0      1.0
  server         20.1     20.1     20.1
  total          40.2     1987     1987

Causes
      1x  cert-expired
      1x  tcp-refused

Servers that fail most
      2 of 5      198.51.100.7:443: cert-expired, tcp-refused

Names that fail most
      1 of 4      a.example: cert-expired
      1 of 1      no name: tcp-refused

Clients that fail most
      2 of 5      192.0.2.1: cert-expired, tcp-refused

Fingerprints of clients (JA4)
      4x  t13d1516h2_8daaf6152771_e5627efa2ab1, 1 failed
"""


def example() -> Table:
    return filled(
        row(resumed=True, again=3),
        row(version=0x0303, suite=0xC02F, group=23, alpn="h2", total_ms=2000.0, route="connect"),
        failed("cert-expired"),
        failed("tcp-refused", name="", version=0, suite=0, group=0, ja4=""),
        row(outcome="unclear", total_ms=None),
    )


def test_the_page() -> None:
    assert render(example()) == PAGE


def test_nothing_makes_no_page() -> None:
    assert render(Table()).strip() == ""


@pytest.mark.parametrize("width", [40, 60, 120])
def test_no_line_is_too_long(width: int) -> None:
    assert all(len(line) <= width for line in render(example(), width=width).splitlines())


def test_good_ones_alone_have_no_failing_sections() -> None:
    page = render(filled(row(), row()))
    assert "fail" not in page
    assert "routes" not in page


def test_more_than_fit_are_counted() -> None:
    page = render(filled(*(row(suite=number, ja4=f"t{number}") for number in range(1, 15))))
    assert "6 more" in page
    assert "and 6 more" in page


def test_what_was_forgotten_is_said() -> None:
    made = filled(failed("cert-expired"))
    made.servers.forgotten = 12
    assert "rare ones with 12 handshakes were only counted" in render(made)


@given(st.text(max_size=30))
def test_no_name_steers_the_terminal(name: str) -> None:
    page = render(filled(failed("cert-expired", name=name, ja4=name, offered=name)))
    assert all(one.isprintable() or one == "\n" for one in page)


def test_a_line_has_names_instead_of_numbers() -> None:
    told = json.loads("".join(json_lines([row()])))
    assert list(told) == [name for name in COLUMNS if name not in {"cause", "verdict", "alpn"}]
    assert (told["version"], told["suite"]) == ("TLS 1.3", "TLS_AES_128_GCM_SHA256")
    assert (told["group"], told["at"]) == ("x25519", "2030-01-01T00:00:00Z")
    assert (told["resumed"], told["again"], told["total_ms"]) == (False, 0, 40.0)


def test_a_line_leaves_out_what_is_not_known() -> None:
    told = json.loads(
        "".join(json_lines([failed("tcp-refused", version=0, suite=0, group=0, name="")]))
    )
    assert not {"version", "suite", "group", "name", "resumed", "total_ms"} & set(told)
    assert told["cause"] == "tcp-refused"


def test_csv_is_read_back() -> None:
    names = ['a "b", c', "=1+1", "line\nend"]
    text = "".join(csv(row(name=name) for name in names))
    head, *lines = list(reading.reader(io.StringIO(text, newline="")))
    assert head == list(COLUMNS)
    assert [one[head.index("name")] for one in lines] == ['a "b", c', "'=1+1", "line\nend"]
    assert lines[0][head.index("resumed")] == "no"
    assert lines[0][head.index("at")] == "2030-01-01T00:00:00+00:00"


def test_csv_without_rows_is_a_head() -> None:
    assert "".join(csv([])) == ",".join(COLUMNS) + "\r\n"


def test_every_field_has_the_type_of_its_column() -> None:
    for name, value in line(row(alpn="h2", cause="x", verdict="certain")).items():
        assert type(value) is COLUMNS[name], name


def test_parquet_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match="pip install pyarrow"):
        parquet([row()], io.BytesIO())


def test_parquet_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    files = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    monkeypatch.setattr(handshakes, "BATCH", 2)
    into = io.BytesIO()
    parquet([row(flow=number) for number in range(5)], into)
    found = files.read_table(into)
    assert found.column_names == list(COLUMNS)
    assert found.column("flow").to_pylist() == [0, 1, 2, 3, 4]
    assert found.column("version").to_pylist() == ["TLS 1.3"] * 5
    assert found.column("at")[0].as_py().isoformat() == "2030-01-01T00:00:00+00:00"
    assert found.column("resumed").to_pylist() == [False] * 5
