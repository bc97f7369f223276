"""Logs that are no plain lines."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.captures import zeek
from tlswhy.captures.json_lines import plain
from tlswhy.texts.records import records

HEAD = (
    "#separator \\x09\n#fields\tts\tuid\tid.orig_h\tid.resp_h\tid.resp_p\tserver_name\t"
    "last_alert\tvalidation_status\tssl_history\n"
)
ROW = "1700000000.5\tC1\t192.0.2.1\t198.51.100.2\t443\ta.test\t{alert}\t{status}\t{history}\n"


def zeek_log(alert: str = "-", status: str = "-", history: str = "Cs") -> bytes:
    return (HEAD + ROW.format(alert=alert, status=status, history=history)).encode()


class TestJson:
    def test_the_time_comes_first_and_every_string_is_there(self) -> None:
        line = json.dumps({"msg": "it\nfailed", "ts": "2024-01-02", "a": {"b": ["c", 7, True]}})
        assert plain(line) == "2024-01-02 msg: it\nfailed ts: 2024-01-02 b: c b: 7"

    def test_bytes_of_journald_become_text(self) -> None:
        line = json.dumps({"MESSAGE": list(b"x509: failed")})
        assert plain(line) == "MESSAGE: x509: failed"

    @pytest.mark.parametrize("line", ["", "{", "{]", "[1]", "plain", '{"a":', "{" * 5000])
    def test_what_is_no_object_is_none(self, line: str) -> None:
        assert plain(line) is None

    def test_depth_is_bounded(self) -> None:
        deep: object = "x"
        for _ in range(40):
            deep = {"a": deep}
        assert plain(json.dumps(deep)) == ""

    @given(st.text(max_size=100))
    def test_any_line_is_taken(self, line: str) -> None:
        plain("{" + line)


class TestZeek:
    def test_an_alert_of_the_client_is_told_as_such(self) -> None:
        (record,) = records([zeek_log("unknown_ca", history="CsxL")])
        assert record.line == 3
        assert "zeek: TLS alert unknown_ca sent by the client" in record.text
        assert "2023-11-14T22:13:20+00:00" in record.text

    def test_an_alert_of_the_server_is_told_as_such(self) -> None:
        (record,) = records([zeek_log("protocol_version", history="Cl")])
        assert "sent by the server" in record.text

    def test_without_a_history_nobody_is_named(self) -> None:
        (record,) = records([zeek_log("handshake_failure", history="-")])
        assert record.text.endswith("TLS alert handshake_failure sent")

    def test_a_refused_chain_is_told(self) -> None:
        (record,) = records([zeek_log(status="certificate has expired")])
        assert "certificate of the server: certificate has expired" in record.text

    @pytest.mark.parametrize("status", ["-", "ok"])
    def test_what_worked_is_no_record(self, status: str) -> None:
        assert list(records([zeek_log(status=status)])) == []

    @pytest.mark.parametrize("size", [1, 50, 150])
    def test_blocks_do_not_matter(self, size: int) -> None:
        log = zeek_log("unknown_ca").rstrip(b"\n")
        head, rest = log[:220], log[220:]
        blocks = [head, *(rest[at : at + size] for at in range(0, len(rest), size))]
        assert len(list(records(blocks))) == 1

    def test_a_time_that_is_none_is_left_out(self) -> None:
        assert zeek.told({"ts": "x", "last_alert": "unknown_ca"}).startswith("server")

    def test_other_logs_are_not_taken(self) -> None:
        assert not zeek.takes(b"#fields\tts\tuid\tproto\n")
