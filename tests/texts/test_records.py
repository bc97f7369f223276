"""A log cut into blocks anywhere gives the same records."""

from __future__ import annotations

import pytest

from tlswhy.texts.records import Record, records

LINES = [
    "2024-01-02 03:04:05 INFO started",
    "2024-01-02 03:04:06 ERROR javax.net.ssl.SSLException: certificate has expired",
    "\tat com.example.Main.run(Main.java:7)",
    "Caused by: java.security.cert.CertificateExpiredException: certificate expired",
    "\t... 7 more",
    "2024-01-02 03:04:07 INFO fine",
    "2024-01-02 03:04:08 WARN certificate has expired",
]
LOG = ("\n".join(LINES) + "\n").encode()
WANTED = [Record(2, "\n".join(LINES[1:5])), Record(7, LINES[6])]


@pytest.mark.parametrize("size", [1, 7, 60, 100, 150, 1000])
def test_records_do_not_depend_on_blocks(size: int) -> None:
    blocks = [LOG[at : at + size] for at in range(0, len(LOG), size)]
    assert list(records(blocks)) == WANTED


def test_words_in_a_continuation_belong_to_the_line_before() -> None:
    log = b"ERROR request failed\n\tcertificate has expired\nINFO next\n"
    assert list(records([log])) == [
        Record(1, "ERROR request failed\n\tcertificate has expired"),
    ]


def test_a_line_without_end_is_bounded() -> None:
    block = b"x" * (1 << 20)
    found = list(records([*([block] * 70), b" certificate has expired ", block]))
    assert len(found) == 1
    assert len(found[0].text) < 20_000


def test_the_last_line_needs_no_end() -> None:
    assert list(records([b"certificate has expired"])) == [Record(1, "certificate has expired")]


def test_windows_line_ends_go() -> None:
    (found,) = records([b"certificate has expired\r\nnext\r\n"])
    assert found.text == "certificate has expired"


def test_bytes_that_are_no_text_are_replaced() -> None:
    (found,) = records([b"\xff\xfe certificate has expired \xc3\x28\n"])
    assert "certificate has expired" in found.text


@pytest.mark.parametrize(
    "words",
    [
        (
            "Die Zertifikatkette wurde von einer nicht vertrauenswürdigen "
            "Zertifizierungsstelle ausgestellt."
        ),
        (
            "curl: (60) schannel: Цепочка сертификатов выпущена центром сертификации, "
            "не имеющим доверия."
        ),
        "SSL Provider, error: 0 - 证书链是由不受信任的颁发机构颁发的。)",
    ],
)
def test_words_of_other_languages_are_found(words: str) -> None:
    log = f"12:00:00 started\n12:00:01 {words}\n12:00:02 done\n".encode()
    assert [record.line for record in records([log])] == [2]
