import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.hops.starttls import protocols
from tlswhy.hops.talk import Exactly, Line, Outcome, Ready, Refused, Some, Talk

NAMES = (
    "ftp imap irc ldap lmtp mssql mysql nntp pop3 postgres rdp sieve smtp telnet xmpp xmpp-server"
)


def test_every_module_counts() -> None:
    known = protocols()
    assert set(NAMES.split()) <= set(known)
    assert list(known) == sorted(known)
    assert len(known) == len(list(known))
    assert "smtp" in known
    assert "telnet-tls" not in known


def test_a_name_gives_its_module() -> None:
    assert protocols()["smtp"].IMPLICIT == (465,)
    assert protocols()["postgres"].PORTS == (5432,)
    assert protocols()["xmpp-server"].PORTS == (5269,)
    assert protocols() is protocols()
    with pytest.raises(KeyError):
        protocols()["__init__"]
    with pytest.raises(KeyError):
        protocols()["xmpp_server"]


@pytest.mark.parametrize("name", list(protocols()))
def test_every_module_has_what_a_dialogue_needs(name: str) -> None:
    module = protocols()[name]
    assert all(0 < port < 65536 for port in (*module.PORTS, *module.IMPLICIT))
    assert not set(module.PORTS) & set(module.IMPLICIT)
    next(module.talk("a.test"))


def test_no_port_belongs_to_two_protocols() -> None:
    ports = [port for module in protocols().values() for port in (*module.PORTS, *module.IMPLICIT)]
    assert len(ports) == len(set(ports))


def _say(talk: Talk, said: bytes) -> Outcome | None:
    """Hold a talk with a peer that says this and is quiet then; None when the talk would wait."""
    answer: bytes | None = None
    try:
        while True:
            want = next(talk) if answer is None else talk.send(answer)
            size = 0
            if isinstance(want, Line):
                size = said.find(b"\n") + 1
            elif isinstance(want, Exactly):
                size = want.size if want.size <= len(said) else 0
            elif isinstance(want, Some):
                size = min(want.limit, len(said))
            answer, said = said[:size], said[size:]
            patient = not isinstance(want, Line | Exactly | Some) or (
                isinstance(want, Some) and want.patience is not None
            )
            if not answer and not patient:
                return None
    except StopIteration as stop:
        outcome: Outcome = stop.value
        return outcome


BEGINNINGS = [
    b"",
    b"220 x\r\n250-x\r\n250 STARTTLS\r\n",
    b"* OK x\r\na1 OK x\r\n",
    b"+OK\r\n+OK\r\n",
    b'"STARTTLS" {4}\r\n',
    b":x CAP * LS ",
    b"\x30\x0c\x02\x01\x01\x78\x07",
    b"<stream:stream version='1.0'>",
    b"\x4a\x00\x00\x00\x0a",
    b"\x04\x01\x00\x20\x00\x00\x01\x00",
    b"\x03\x00\x00\x13\x0e\xd0",
    b"\xff\xfd\x2e\xff\xfa",
]


@pytest.mark.parametrize("name", list(protocols()))
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=80), st.binary(max_size=20))
def test_nothing_that_a_peer_says_is_an_exception(
    name: str, beginning: bytes, junk: bytes, more: bytes
) -> None:
    outcome = _say(protocols()[name].talk("a.test"), beginning + junk + b"\r\n" + more)
    assert outcome is None or isinstance(outcome, Ready | Refused)
