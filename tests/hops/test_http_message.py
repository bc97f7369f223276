import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dialogue import play_bytes
from tlswhy.hops.http_message import (
    ENDLESS,
    MAX_BODY,
    MAX_HEADERS,
    MAX_HEARD,
    NOT_HTTP,
    HttpAnswer,
    hear_body,
    hear_head,
    read_answer,
)
from tlswhy.hops.talk import Gone, Refused, Talk
from tlswhy.model.transcript import Mark

# nginx 1.22.1 (Debian 12), a ClientHello sent to a plain port.
NGINX_400 = (
    b"HTTP/1.1 400 Bad Request\r\nServer: nginx/1.22.1\r\nContent-Type: text/html\r\n"
    b"Content-Length: 157\r\nConnection: close\r\n\r\n"
    b"<html>\r\n<head><title>400 Bad Request</title></head>\r\n<body>\r\n"
    b"<center><h1>400 Bad Request</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n"
    b"</body>\r\n</html>\r\n"
)


def _read(data: bytes) -> HttpAnswer:
    answer = read_answer(data)
    assert answer is not None
    return answer


def test_reads_an_answer() -> None:
    answer = _read(NGINX_400)
    assert (answer.version, answer.status, answer.reason) == ("1.1", 400, "Bad Request")
    assert answer.headers[0] == ("Server", "nginx/1.22.1")
    assert answer.header("content-type") == "text/html"
    assert answer.header("Via") == ""
    assert len(answer.body) == 157


def test_bare_line_feeds_and_no_reason() -> None:
    answer = _read(b"HTTP/1.0 200\nServer: x\n\nbody")
    assert (answer.reason, answer.header("Server"), answer.body) == ("", "x", b"body")


def test_duplicates_keep_their_order() -> None:
    answer = _read(b"HTTP/1.1 200 OK\r\nVia: a\r\nX: y\r\nvia: b\r\n\r\n")
    assert answer.all("Via") == ("a", "b")


def test_odd_lines_are_kept() -> None:
    answer = _read(b"HTTP/1.1 200 OK\r\nno colon\r\nX: a\r\n\tb\r\nY:\r\n z\r\n\r\n")
    assert answer.headers == (("no colon", ""), ("X", "a b"), ("Y", "z"))


def test_a_fold_without_a_line_before_it_is_a_line() -> None:
    assert _read(b"HTTP/1.1 200 OK\r\n X: a\r\n\r\n").headers == (("X", "a"),)


def test_an_empty_head_line_in_pieces_is_no_header() -> None:
    assert _read(b"HTTP/1.1 200 OK\r\nX: a\r\n \r\n\r\n").headers == (("X", "a"),)
    assert _read(b"HTTP/1.1 200 OK\r\n \r\nX: a\r\n\r\n").headers == (("X", "a"),)


@pytest.mark.parametrize(
    "data",
    [b"", b"HTTP/1.1", b"HTTP/1.1 ", b"HTTP/1.1 abc", b"HTTP/1.1 20", b"SSH-2.0-x 200 OK", b"\n"],
)
def test_what_is_not_http(data: bytes) -> None:
    assert read_answer(data) is None


def test_interim_answers_are_passed_over() -> None:
    data = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
    assert _read(data + b"HTTP/1.1 403 No\r\n\r\n").status == 403
    assert _read(data).status == 103
    assert _read(b"HTTP/1.1 101 Switching Protocols\r\n\r\nHTTP/").status == 101


def test_the_body_ends_at_its_length() -> None:
    assert _read(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcd").body == b"ab"
    assert _read(b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nabcd").body == b"abcd"
    assert _read(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 30 + b"\r\n\r\na").body == b"a"


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "body"),
    [
        (b"4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\n\r\n", b"Wikipedia"),
        (b"4\nWiki\n0\n\n", b"Wiki"),
        (b"1\r\na\r\n0\r\nExpires: x\r\n\r\n", b"a"),
        (b"1\na\n0\nExpires: x\n\n", b"a"),
    ],
)
def test_a_complete_chunked_body_is_undone(sent: bytes, body: bytes) -> None:
    assert _read(CHUNKED + sent).body == body


@pytest.mark.parametrize(
    "sent",
    [b"4\r\nWi", b"4\r\nWiki", b"4\r\nWiki\r\n0\r\n", b"4", b"-4\r\nWiki", b"x\r\n", b"\r\n", b""],
)
def test_an_incomplete_chunked_body_stays_as_it_is(sent: bytes) -> None:
    assert _read(CHUNKED + sent).body == sent


def test_everything_is_bounded() -> None:
    many = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n"
    assert len(_read(many).headers) == MAX_HEADERS
    assert _read(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 100_000).body == b""
    assert _read(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000 + b"\r\nbody").body == b""
    assert len(_read(b"HTTP/1.1 200 OK\r\n\r\n" + b"y" * 100_000).body) == MAX_BODY


@given(st.binary(max_size=200))
@example(b" 200\xff\r\n\xff:\xff\r\n\r\n\xff")
def test_never_raises(junk: bytes) -> None:
    read_answer(junk)
    answer = read_answer(b"HTTP/1.1 200 " + junk)
    assert answer is None or answer.status == 200
    read_answer(CHUNKED + junk)


def _head() -> Talk:
    status, said = yield from hear_head()
    return Refused(str(status), said)


def _body(head: bytes) -> Talk:
    return Refused("", (yield from hear_body(head)))


def test_hears_a_head_and_leaves_what_follows() -> None:
    head = b"HTTP/1.1 200 OK\r\nX: y\r\n\r\n"
    assert play_bytes(_head(), [("<", head + b"more")]) == Refused("200", head)


def test_hears_past_interim_answers() -> None:
    first, second = b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 407 No\r\n\r\n"
    assert play_bytes(_head(), [("<", first), ("<", second)]) == Refused("407", second)


def test_101_is_final() -> None:
    head = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"
    assert play_bytes(_head(), [("<", head)]) == Refused("101", head)


@pytest.mark.parametrize("said", [b"\x05\xff", b"HTP", b"SSH-2.0-x\r\n"])
def test_what_is_not_http_is_heard_to_its_end(said: bytes) -> None:
    assert play_bytes(_head(), [("<", said)]) == Refused(str(NOT_HTTP), said)


def test_a_status_line_without_status_is_not_http() -> None:
    said = b"HTTP/1.1 hello\r\n\r\n"
    assert play_bytes(_head(), [("<", said)]) == Refused(str(NOT_HTTP), said)


def test_128_headers_are_heard_and_129_are_not() -> None:
    head = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 128 + b"\r\n"
    assert play_bytes(_head(), [("<", head)]) == Refused("200", head)
    head = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 129
    assert play_bytes(_head(), [("<", head + b"\r\n")]) == Refused(str(ENDLESS), head)


def test_a_long_header_comes_in_pieces() -> None:
    head = b"HTTP/1.1 200 OK\r\nX: " + b"y" * (8192 - 3) + b"\r\n\r\n"
    assert play_bytes(_head(), [("<", head)]) == Refused("200", head)


def test_a_head_over_64_kib_has_no_end() -> None:
    end = play_bytes(_head(), [("<", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000)])
    assert isinstance(end, Refused)
    assert end.step == str(ENDLESS)
    assert len(end.said) < 75_000


def test_a_peer_that_closes_inside_the_head() -> None:
    assert play_bytes(_head(), [("<", b"HTTP/1.1 2")]) == Gone(Mark.CLOSED, b"HTTP/1.1 2")


def test_hears_a_body_to_its_length() -> None:
    head = b"HTTP/1.1 403 No\r\nContent-Length: 3\r\n\r\n"
    assert play_bytes(_body(head), [("<", b"abcd")]) == Refused("", head + b"abc")


def test_hears_a_chunked_body_to_its_end() -> None:
    sent = b"1\r\na\r\n0\r\n\r\n"
    steps = [("<", sent[:7]), ("<", sent[7:])]
    assert play_bytes(_body(CHUNKED), steps) == Refused("", CHUNKED + sent)
    assert play_bytes(_body(CHUNKED), steps[:1]) == Refused("", CHUNKED + sent[:7])


def test_hears_no_more_than_16_kib_of_body() -> None:
    for head in (CHUNKED, b"HTTP/1.1 403 No\r\n\r\n"):
        end = play_bytes(_body(head), [("<", b"f" * 20_000)])
        assert end == Refused("", head + b"f" * MAX_HEARD)


def test_204_has_no_body() -> None:
    head = b"HTTP/1.1 204 No Content\r\n\r\n"
    assert play_bytes(_body(head), []) == Refused("", head)
