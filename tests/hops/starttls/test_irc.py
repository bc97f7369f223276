"""Dialogues of InspIRCd 3.15 with and without its module starttls, and of ngIRCd 26.1."""

import pytest

from dialogue import play, play_bytes
from tlswhy.hops.starttls import irc
from tlswhy.hops.talk import Gone, Ready, Refused
from tlswhy.model.transcript import Mark

OFFER = """
    > CAP LS 302
    < :irc.test CAP * LS :inspircd.org/poison inspircd.org/standard-replies tls
    > STARTTLS
    """


def test_offers_tls() -> None:
    end = play(irc.talk("i.test"), OFFER + "< :irc.test 670 * :STARTTLS successful, go ahead")
    assert end == Ready()


@pytest.mark.parametrize(
    "said",
    [
        ":irc.test 691 * :STARTTLS failed",
        ":irc.test 421 * STARTTLS :Unknown command",
        ":irc.test 451 * STARTTLS :You have not registered.",
        "ERROR :Closing link",
        "what?",
    ],
)
def test_starttls_is_refused(said: str) -> None:
    end = play(irc.talk("i.test"), OFFER + f"< {said}")
    assert end == Refused("STARTTLS", f"{said}\r\n".encode())


def test_a_list_of_many_lines_among_notices() -> None:
    end = play(
        irc.talk("i.test"),
        """
        > CAP LS 302
        < NOTICE AUTH :*** Looking up your hostname
        < :irc.test NOTICE * :*** Checking Ident
        < PING :12345
        > PONG :12345
        < :irc.test CAP * LS * :tls=6697 multi-prefix
        < :irc.test CAP * LS :sasl=PLAIN,EXTERNAL
        > STARTTLS
        < :irc.test NOTICE * :*** No Ident response
        < :irc.test 670 * :go on
        """,
    )
    assert end == Ready()


# ngIRCd; a server may also know nothing.
@pytest.mark.parametrize("names", ["multi-prefix", "", "sts=port=6697", "starttls"])
def test_tls_is_not_listed(names: str) -> None:
    said = f":irc.test CAP * LS :{names}"
    end = play(irc.talk("i.test"), f"> CAP LS 302\n< {said}")
    assert end == Refused("CAP LS (no tls offered)", f"{said}\r\n".encode())


@pytest.mark.parametrize("code", [421, 451])
def test_a_server_without_cap_is_asked_all_the_same(code: int) -> None:
    end = play(
        irc.talk("i.test"),
        f"""
        > CAP LS 302
        < :irc.test {code} * CAP :no
        > STARTTLS
        < :irc.test 670 * :go on
        """,
    )
    assert end == Ready()


def test_a_server_that_shuts_us_out() -> None:
    said = "ERROR :Closing Link: [192.0.2.1] (Too many connections)"
    end = play(irc.talk("i.test"), f"> CAP LS 302\n< {said}")
    assert end == Refused("CAP LS", f"{said}\r\n".encode())


@pytest.mark.parametrize(
    "said",
    [
        b"220 mail.test ESMTP\r\n",
        b"HTTP/1.1 400 Bad Request\r\n",
        b"SSH-2.0-x\r\n",
        b"\x15\x03\x01\x00\x02\x02\x32",
        b"ERRORS :x\r\n",
    ],
)
def test_another_protocol(said: bytes) -> None:
    end = play_bytes(irc.talk("i.test"), [(">", b"CAP LS 302\r\n"), ("<", said)])
    assert end == Refused("CAP LS (not IRC)", said)


def test_notices_without_end() -> None:
    notice = b":irc.test NOTICE * :x\r\n"
    end = play_bytes(irc.talk("i.test"), [(">", b"CAP LS 302\r\n"), ("<", notice * 4000)])
    assert isinstance(end, Refused)
    assert end.step == "CAP LS (not IRC)"
    assert 65536 <= len(end.said) < 65536 + len(notice)


def test_a_server_that_closes() -> None:
    assert play_bytes(irc.talk("i.test"), [(">", b"CAP LS 302\r\n")]) == Gone(Mark.CLOSED, b"")
