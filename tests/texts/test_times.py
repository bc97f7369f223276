"""Times as programs write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tlswhy.texts.times import time_of

WHEN = datetime(2024, 10, 5, 8, 41, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "2024-10-05T08:41:45.123Z INFO",
        "2024-10-05T10:41:45+02:00 INFO",
        "2024-10-05 08:41:45,123 INFO",
        "2024/10/05 08:41:45 [error] 7#7: *1 nginx",
        '{"time":"2024-10-05T08:41:45.000000001Z"}',
        '192.0.2.1 - - [05/Oct/2024:08:41:45 +0000] "GET / HTTP/1.1"',
        "[Sat Oct 05 08:41:45.123456 2024] [ssl:error] Apache",
        "[Sat Oct  5 08:41:45 2024] [ssl:error] Apache",
        "Oct  5 08:41:45 host postfix/smtpd[1]: x",
        "<13>Oct  5 08:41:45 host x",
        "1728117705.444      1 192.0.2.1 TCP_DENIED/403",
    ],
)
def test_a_time_is_read(line: str) -> None:
    assert time_of(line, 2024) == WHEN


@pytest.mark.parametrize(
    "line",
    ["no time", "2024-13-45T99:99:99Z", "99/Foo/2024:08:41:45", "Xxx 40 08:41:45 host", "12:00:00"],
)
def test_what_is_no_time_is_none(line: str) -> None:
    assert time_of(line, 2024) is None
