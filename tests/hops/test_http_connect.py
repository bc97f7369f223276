import base64

import pytest

from dialogue import play_bytes
from tlswhy import VERSION
from tlswhy.hops import http_connect
from tlswhy.hops.talk import Exactly, Gone, Line, Outcome, Ready, Refused, Send
from tlswhy.model.attempt import Secret
from tlswhy.model.errors import InputError
from tlswhy.model.transcript import Mark

REQUEST = (
    f"CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\nUser-Agent: tlswhy/{VERSION}\r\n\r\n"
).encode()

# Squid 5.7 (Debian 12) to CONNECT a.test:25, its page shortened.
SQUID_403 = (
    b"HTTP/1.1 403 Forbidden\r\nServer: squid/5.7\r\nContent-Length: 5\r\n"
    b"X-Squid-Error: ERR_ACCESS_DENIED 0\r\nConnection: keep-alive\r\n\r\n"
)


def test_a_tunnel() -> None:
    answer = b"HTTP/1.1 200 Connection established\r\n\r\n"
    assert play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", answer)]) == Ready()


def test_the_length_of_a_2xx_does_not_count() -> None:
    answer = b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\nproxy-agent: tinyproxy/1.11.0\r\n\r\n"
    assert play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", answer)]) == Ready()


def test_an_interim_answer_comes_first() -> None:
    answer = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    assert play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", answer)]) == Ready()


def test_a_refusal_with_its_page() -> None:
    steps = [(">", REQUEST), ("<", SQUID_403), ("<", b"<html")]
    end = play_bytes(http_connect.talk("a.test:443"), steps)
    assert end == Refused("CONNECT", SQUID_403 + b"<html")


def test_a_refusal_without_a_length() -> None:
    said = b"HTTP/1.0 501 Tor is not an HTTP Proxy\r\nContent-Type: text/html\r\n\r\n<html>"
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", said)])
    assert end == Refused("CONNECT", said)


def test_a_status_that_is_none() -> None:
    said = b"HTTP/1.1 OK\r\n\r\n"
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", said)])
    assert end == Refused("CONNECT", said)


def test_a_head_without_end() -> None:
    said = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 129
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", said)])
    assert end == Refused("CONNECT", said)


@pytest.mark.parametrize("said", [b"\x05\xff", b"SSH-2.0-OpenSSH_9.2p1\r\n", b"H"])
def test_an_answer_that_is_not_http(said: bytes) -> None:
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", said), ("<", b"!")])
    assert end == Refused("CONNECT (the answer is not HTTP)", said + b"!")


def test_a_proxy_that_waits_for_tls_closes() -> None:
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST)], Mark.RESET)
    assert end == Gone(Mark.RESET, b"")


def test_credentials_are_sent_and_not_shown() -> None:
    # RFC 7617 section 2.1: user "test", password "123" and U+00A3.
    send = next(http_connect.talk("a.test:443", user="test", password=Secret("123£")))
    assert isinstance(send, Send)
    assert b"\r\nProxy-Authorization: Basic dGVzdDoxMjPCow==\r\n" in send.data
    assert base64.b64decode("dGVzdDoxMjPCow==").decode() == "test:123£"
    assert send.shown is not None
    assert b"\r\nProxy-Authorization: Basic <hidden>\r\n" in send.shown
    assert b"dGVzd" not in send.shown


def test_without_a_user_all_is_shown() -> None:
    assert next(http_connect.talk("a.test:443")) == Send(REQUEST)


def test_a_colon_in_the_users_name_cannot_be_sent() -> None:
    with pytest.raises(InputError, match="colon"):
        http_connect.talk("a.test:443", user="a:b")


BASIC = (
    (REQUEST.removesuffix(b"\r\n").decode()) + "Proxy-Authorization: Basic YW5uOnNlY3JldA==\r\n\r\n"
).encode()
# The response that curl 7.88.1 sends to such a challenge with this client nonce.
DIGEST = (
    (REQUEST.removesuffix(b"\r\n").decode())
    + 'Proxy-Authorization: Digest username="ann", realm="lab", nonce="abc", uri="a.test:443", '
    + 'response="6b486531d631d42968ac23fc3f045fcda4899721371027f71f40b17ba8dd1ec9", '
    + 'algorithm=SHA-256-sess, qop=auth, nc=00000001, cnonce="'
    + 'ODFkZWI0MzA1N2MzZjg2MTk3ZjFmODNhMGUxZjkwMGI="\r\n\r\n'
).encode()
OFFER = 'Proxy-Authenticate: Digest realm="lab", nonce="abc", algorithm=SHA-256-sess, qop="auth"'


def wants(*headers: str, version: str = "1.1", body: str = "no") -> bytes:
    lines = [f"HTTP/{version} 407 Proxy Authentication Required", *headers]
    return ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()


SIZED = "Content-Length: 2"


def ask_for_digest(*steps: tuple[str, bytes]) -> Outcome:
    talk = http_connect.talk(
        "a.test:443",
        user="ann",
        password=Secret("secret"),
        cnonce="ODFkZWI0MzA1N2MzZjg2MTk3ZjFmODNhMGUxZjkwMGI=",
    )
    return play_bytes(talk, [(">", BASIC), *steps])


@pytest.mark.parametrize(
    "first",
    [
        wants(OFFER, SIZED),
        wants('Proxy-Authenticate: Basic realm="lab"', OFFER, SIZED),
        wants(OFFER, "Transfer-Encoding: chunked", body="2\r\nno\r\n0\r\n\r\n"),
        wants(OFFER, SIZED, "Proxy-Connection: keep-alive", version="1.0"),
        b"HTTP/1.1 100 Continue\r\n\r\n" + wants(OFFER, SIZED),
    ],
)
def test_digest_where_basic_is_refused(first: bytes) -> None:
    granted = b"HTTP/1.1 200 OK\r\n\r\n"
    assert ask_for_digest(("<", first), (">", DIGEST), ("<", granted)) == Ready()


def test_a_stale_nonce_is_answered_once_more() -> None:
    stale = wants(f"{OFFER}, stale=true", SIZED)
    again = [("<", stale), (">", DIGEST)]
    granted = ("<", b"HTTP/1.1 200 OK\r\n\r\n")
    assert ask_for_digest(("<", wants(OFFER, SIZED)), (">", DIGEST), *again, granted) == Ready()
    assert ask_for_digest(*again, *again, ("<", stale)) == Refused("CONNECT", stale)


def test_a_wrong_password_is_not_tried_again() -> None:
    said = wants(OFFER, SIZED)
    assert ask_for_digest(("<", said), (">", DIGEST), ("<", said)) == Refused("CONNECT", said)


@pytest.mark.parametrize(
    "said",
    [
        wants(OFFER, SIZED, "Connection: close"),
        wants(OFFER, SIZED, version="1.0"),
        wants(OFFER),
        wants(OFFER, "Content-Length: 20000"),
        wants(OFFER, "Transfer-Encoding: chunked", body="2\r\nno"),
    ],
)
def test_digest_on_a_connection_that_ends(said: bytes) -> None:
    end = Refused("CONNECT (Digest wants a second connection)", said)
    assert ask_for_digest(("<", said)) == end


@pytest.mark.parametrize(
    "said",
    [
        wants("Proxy-Authenticate: NTLM", "Proxy-Authenticate: Negotiate", SIZED),
        wants(SIZED),
        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n" + OFFER.encode() + b"\r\n\r\nno",
        b"HTTP/1.1 407\r\n" + b"X: y\r\n" * 129,
    ],
)
def test_what_digest_does_not_help(said: bytes) -> None:
    assert ask_for_digest(("<", said)) == Refused("CONNECT", said)


def test_without_a_user_there_is_nothing_to_answer_digest_with() -> None:
    said = wants(OFFER, SIZED)
    steps = [(">", REQUEST), ("<", said)]
    assert play_bytes(http_connect.talk("a.test:443"), steps) == Refused("CONNECT", said)


def test_digest_is_fresh_and_not_shown() -> None:
    sent = set()
    for _ in range(2):
        talk = http_connect.talk("a.test:443", user="ann", password=Secret("secret"))
        want = next(talk)
        said = wants(OFFER, SIZED)
        while not (isinstance(want, Send) and b"Digest" in want.data):
            if isinstance(want, Send):
                got = b""
            elif isinstance(want, Exactly):
                got = said[: want.size]
            else:
                got = said.partition(b"\n")[0] + b"\n" if isinstance(want, Line) else said
            said = said[len(got) :]
            want = talk.send(got)
        sent.add(want.data)
        assert want.shown is not None
        assert want.shown.endswith(b"\r\nProxy-Authorization: Digest <hidden>\r\n\r\n")
        assert b"ann" not in want.shown
    assert len(sent) == 2
