"""What clients say before TLS, read from both streams and put on hops of its own."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passive.flows import Ends, Said, Talk, first, hello, judged, said, told
from tlswhy.model.attempt import Proxy
from tlswhy.model.transcript import Mark, Way
from tlswhy.passive import route
from tlswhy.passive.transcripts import Recording, record, without

HERE = ("198.51.100.2", 3128)
OK = b"HTTP/1.1 200 Connection established\r\n\r\n"
CONNECT = b"CONNECT a.example:8443 HTTP/1.1\r\nHost: a.example:8443\r\n"
BARE = CONNECT + b"\r\n"
SECRET = b64encode(b"ann:letmein")
LOGIN = CONNECT + b"Proxy-Authorization: Basic " + SECRET + b"\r\n\r\n"
WANTED = (
    b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\n"
    b"Content-Length: 4\r\n\r\nwho?"
)
GREETING5, CHOSEN5, LOGIN_CHOSEN5 = b"\x05\x01\x00", b"\x05\x00", b"\x05\x02"
REQUEST5 = b"\x05\x01\x00\x03\x09a.example\x20\xfb"
GRANTED5 = b"\x05\x00\x00\x01\0\0\0\0\0\0"
PASSWORD5 = b"\x01\x03ann\x07letmein"
GRANTED4 = b"\0\x5a\0\0\0\0\0\0"
PROXY2 = b"\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c" + bytes(12)
LDAP = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037"
LDAP_YES = b"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00"
MYSQL = (
    b"d\x00\x00\x00\n5.5.5-10.11.19-MariaDB-0+deb12u1\x00\x05\x00\x00\x00Yi%xRlLv\x00\xfe\xff\x08"
    b"\x02\x00\xff\x81\x15\x00\x00\x00\x00\x00\x00\x1d\x00\x00\x00-x;[7C(>AhhT\x00"
    b"mysql_native_password\x00"
)
MYSQL_ASKS = bytes.fromhex("20000001 018a0000 00000001 21") + bytes(23)
STREAM = b"<stream:stream xmlns='jabber:client' to='a.example' version='1.0'>"
FEATURES = (
    b"<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='1' version='1.0'>"
    b"<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"
)
XMPP_ASKS = b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
PROCEED = b"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"

US, THEM = True, False

DIALOGUES: dict[str, tuple[int, list[Said]]] = {
    "smtp": (25, [
        (THEM, b"220 mail.example ESMTP Postfix\r\n"), (US, b"EHLO us\r\n"),
        (THEM, b"250-mail.example\r\n250 STARTTLS\r\n"), (US, b"STARTTLS\r\n"),
        (THEM, b"220 2.0.0 Ready\r\n"),
    ]),
    "imap": (143, [
        (THEM, b"* OK [CAPABILITY IMAP4rev1 STARTTLS] Dovecot ready.\r\n"), (US, b"a STARTTLS\r\n"),
        (THEM, b"a OK Begin TLS negotiation now.\r\n"),
    ]),
    "pop3": (110, [(THEM, b"+OK Dovecot ready.\r\n"), (US, b"STLS\r\n"), (THEM, b"+OK\r\n")]),
    "ftp": (21, [
        (THEM, b"220 (vsFTPd 3.0.3)\r\n"), (US, b"AUTH TLS\r\n"), (THEM, b"234 Proceed.\r\n"),
    ]),
    "ldap": (389, [(US, LDAP), (THEM, LDAP_YES)]),
    "postgres": (5432, [(US, bytes.fromhex("0000000804d2162f")), (THEM, b"S")]),
    "mysql": (3306, [(THEM, MYSQL), (US, MYSQL_ASKS)]),
    "xmpp": (5222, [(US, STREAM), (THEM, FEATURES), (US, XMPP_ASKS), (THEM, PROCEED)]),
}  # fmt: skip


def conversation(before: list[Said], ends: Ends | None = None, port: int = 3128) -> Talk:
    """A dialogue, and a handshake behind it."""
    return Talk(port=port).opens().all(before).all(said(ends or Ends()))


def labels(talk: Talk) -> tuple[str, ...]:
    return record(talk.flow()).transcript.route


def joined(spoken: list[Said], *, ours: bool) -> bytes:
    return b"".join(data for who, data in spoken if who is ours)


def shown(recording: Recording) -> bytes:
    """Everything that the transcript has of the client."""
    return b"".join(e.data for e in recording.transcript.events if e.way is Way.OURS)


def test_a_hello_alone() -> None:
    way = route.read(hello(), b"", "192.0.2.1", 443)
    assert (way.steps, way.proxies, way.speaks) == ((), (), "tls")
    assert (way.host, way.port) == ("192.0.2.1", 443)
    assert labels(conversation([], port=443)) == ("tcp 198.51.100.2:443", "tls a.example")


@pytest.mark.parametrize(
    ("spoken", "speaks"),
    [
        (b"", "nothing"),
        (b"\x15\x03\x01\x00\x02\x02\x28", "tls"),
        (b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", "http"),
        (b"\x80\x2e\x01\x00\x02" + bytes(43), "sslv2"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "other"),
        (b"\x00\x01\x02", "other"),
    ],
)
def test_what_is_spoken(spoken: bytes, speaks: str) -> None:
    assert route.read(spoken, b"", *HERE).speaks == speaks


@pytest.mark.parametrize(
    ("header", "version"), [(b"PROXY TCP4 192.0.2.9 192.0.2.1 5 443\r\n", "v1"), (PROXY2, "v2")]
)
def test_a_header_of_the_proxy_protocol(header: bytes, version: str) -> None:
    talk = conversation([(US, header)], port=443)
    way = record(talk.flow()).way
    assert (way.proxy_protocol, way.speaks, way.steps[0].ours) == (version, "tls", len(header))
    route_ = ("tcp 198.51.100.2:443", f"proxy-protocol {version}", "tls a.example")
    assert labels(talk) == route_
    assert told(judged(talk.flow())) == ("ok", [])


@pytest.mark.parametrize("header", [b"PROXY TCP4 192.0.2.9", PROXY2[:14]])
def test_a_header_that_is_cut_is_something_else(header: bytes) -> None:
    way = route.read(header, b"", *HERE)
    assert (way.steps, way.speaks) == ((), "other")


def test_a_header_of_version_2_that_lacks_its_end() -> None:
    way = route.read(PROXY2[:20], b"", *HERE)
    assert (way.steps[0].ours, way.speaks) == (20, "nothing")


def test_a_tunnel() -> None:
    talk = conversation([(US, BARE), (THEM, OK)])
    way = record(talk.flow()).way
    assert way.proxies == (Proxy("http", "198.51.100.2", 3128),)
    assert (way.host, way.port, way.speaks) == ("a.example", 8443, "tls")
    assert [(step.kind, step.declined) for step in way.steps] == [("http-connect", "")]
    assert labels(talk) == ("http-connect 198.51.100.2:3128", "tls a.example")
    assert told(judged(talk.flow())) == ("ok", [])


@pytest.mark.parametrize(
    ("target", "host", "port"),
    [(b"[2001:db8::1]:993", "2001:db8::1", 993), (b"a.example", "a.example", 3128)],
)
def test_targets_of_a_tunnel(target: bytes, host: str, port: int) -> None:
    way = route.read(b"CONNECT %b HTTP/1.0\r\n\r\n" % target, OK, *HERE)
    assert (way.host, way.port) == (host, port)


def test_a_tunnel_that_is_refused() -> None:
    refusal = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
    talk = Talk(port=3128).opens().all([(US, BARE), (THEM, refusal)]).closes(ours=False)
    way = record(talk.flow()).way
    assert (way.steps[0].declined, way.speaks) == ("CONNECT", "nothing")
    assert first(talk.flow()) == ("failed", "proxy-connect-refused", "certain")


def test_a_tunnel_that_wants_a_login_first() -> None:
    talk = conversation([(US, BARE), (THEM, WANTED), (US, LOGIN), (THEM, OK)])
    recording = record(talk.flow())
    (step,) = recording.way.steps
    assert (step.declined, step.ours) == ("", len(BARE) + len(LOGIN))
    assert step.theirs == len(WANTED) + len(OK)
    assert told(judged(talk.flow())) == ("ok", [])


def test_a_login_that_is_never_answered() -> None:
    way = route.read(BARE + LOGIN, WANTED, *HERE)
    assert (way.steps[0].declined, way.steps[0].ours) == (None, len(BARE) + len(LOGIN))


@pytest.mark.parametrize("segment", [1, 7, 50, 1400])
@pytest.mark.parametrize(
    "before",
    [
        [(US, LOGIN), (THEM, OK)],
        [(US, BARE), (THEM, WANTED), (US, LOGIN), (THEM, OK)],
        [(US, LOGIN), (THEM, WANTED)],
        [(US, LOGIN[:-1])],
        [
            (US, b"\x05\x01\x02"), (THEM, LOGIN_CHOSEN5), (US, PASSWORD5), (THEM, b"\x01\x00"),
            (US, REQUEST5), (THEM, GRANTED5),
        ],
        [(US, b"\x05\x01\x02"), (THEM, LOGIN_CHOSEN5), (US, PASSWORD5), (THEM, b"\x01\x01")],
        [(US, b"GET / HTTP/1.1\r\nAuthorization: Basic %b\r\n\r\n" % SECRET)],
        [(US, b"GET / HTTP/1.1\r\ncookie: letmein\r\n\r\n")],
        [
            (THEM, b"220 mail.example ESMTP\r\n"), (US, b"EHLO us\r\n"), (THEM, b"250 HELP\r\n"),
            (US, b"STARTTLS\r\n"), (THEM, b"502 What?\r\n"), (US, b"AUTH LOGIN\r\n"),
            (THEM, b"334 VXNlcm5hbWU6\r\n"), (US, SECRET + b"\r\n"),
        ],
        [
            (THEM, b"* OK ready\r\n"), (US, b"a STARTTLS\r\n"), (THEM, b"a NO\r\n"),
            (US, b"b LOGIN ann letmein\r\n"),
        ],
    ],
)  # fmt: skip
def test_no_password_comes_into_the_transcript(before: list[Said], segment: int) -> None:
    recording = record(Talk(port=3128).opens().all(before, segment).flow())
    text = shown(recording)
    assert b"letmein" not in text
    assert SECRET not in text
    assert SECRET[4:] not in text
    assert b"<hidden>" in text


def test_all_else_that_a_client_says_stays() -> None:
    recording = record(conversation([(US, LOGIN), (THEM, OK)]).flow())
    text = shown(recording)
    assert text.startswith(CONNECT + b"Proxy-Authorization: Basic <hidden>\r\n\r\n")
    assert text.endswith(joined(list(said(Ends())), ours=True))


@given(st.binary(max_size=40), st.lists(st.integers(0, 40), max_size=4), st.integers(1, 9))
def test_what_is_hidden_is_hidden_however_it_is_cut(
    data: bytes, marks: list[int], size: int
) -> None:
    edges = sorted(set(marks))[: len(set(marks)) // 2 * 2]
    spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b <= len(data)]
    parts = [without(data[at : at + size], at, spans) for at in range(0, len(data), size)]
    assert b"".join(parts) == without(data, 0, spans)
    kept = b"".join(
        bytes([byte])
        for at, byte in enumerate(data)
        if not any(begin <= at < end for begin, end in spans)
    )
    if b"<hidden>" not in data:
        assert without(data, 0, spans).replace(b"<hidden>", b"") == kept


def test_socks5_by_name() -> None:
    talk = conversation([(US, GREETING5), (THEM, CHOSEN5), (US, REQUEST5), (THEM, GRANTED5)])
    way = record(talk.flow()).way
    assert (way.host, way.port, way.speaks) == ("a.example", 8443, "tls")
    assert labels(talk) == ("socks5 198.51.100.2:3128", "tls a.example")
    assert told(judged(talk.flow())) == ("ok", [])


@pytest.mark.parametrize(
    ("target", "host"),
    [
        (b"\x01\xc0\x00\x02\x07", "192.0.2.7"),
        (b"\x04" + bytes.fromhex("20010db8000000000000000000000007"), "2001:db8::7"),
    ],
)
def test_socks5_by_address(target: bytes, host: str) -> None:
    ours = GREETING5 + b"\x05\x01\x00" + target + b"\x01\xbb" + hello()
    way = route.read(ours, CHOSEN5 + GRANTED5, *HERE)
    assert (way.host, way.port, way.speaks) == (host, 443, "tls")


def test_socks5_with_a_password() -> None:
    before = [
        (US, b"\x05\x02\x00\x02"), (THEM, LOGIN_CHOSEN5), (US, PASSWORD5), (THEM, b"\x01\x00"),
        (US, REQUEST5), (THEM, GRANTED5),
    ]  # fmt: skip
    way = record(conversation(before).flow()).way
    assert (way.steps[0].declined, way.host, way.speaks) == ("", "a.example", "tls")


@pytest.mark.parametrize("ours", [GREETING5, GREETING5 + REQUEST5[:6], GREETING5 + REQUEST5[:-1]])
def test_socks5_that_is_cut(ours: bytes) -> None:
    way = route.read(ours, CHOSEN5, *HERE)
    assert (way.steps[0].declined, way.host) == (None, HERE[0])


def test_socks5_that_is_refused() -> None:
    before = [
        (US, GREETING5), (THEM, CHOSEN5), (US, REQUEST5),
        (THEM, b"\x05\x02\x00\x01\0\0\0\0\0\0"),
    ]  # fmt: skip
    talk = Talk(port=1080).opens().all(before).closes(ours=False)
    assert first(talk.flow()) == ("failed", "proxy-connect-refused", "certain")


@pytest.mark.parametrize(
    ("request_", "host"),
    [
        (b"\x04\x01\x01\xbb\xc0\x00\x02\x07ann\0", "192.0.2.7"),
        (b"\x04\x01\x01\xbb\0\0\0\x01ann\0a.example\0", "a.example"),
    ],
)
def test_socks4(request_: bytes, host: str) -> None:
    talk = conversation([(US, request_), (THEM, GRANTED4)])
    way = record(talk.flow()).way
    assert (way.host, way.port, way.speaks) == (host, 443, "tls")
    assert labels(talk)[0] == "socks4 198.51.100.2:3128"
    assert told(judged(talk.flow())) == ("ok", [])


@pytest.mark.parametrize(
    "request_", [b"\x04\x01\x01\xbb\xc0\x00\x02\x07ann", b"\x04\x01\x01\xbb\0\0\0\x01ann\0a.exam"]
)
def test_socks4_that_is_cut_is_something_else(request_: bytes) -> None:
    assert route.read(request_, b"", *HERE).steps == ()


@pytest.mark.parametrize("name", DIALOGUES)
@pytest.mark.parametrize("cut", [1, 1400])
def test_dialogues_that_lead_to_tls(name: str, cut: int) -> None:
    port, before = DIALOGUES[name]
    talk = Talk(port=port).opens().all(before, cut).all(said(Ends()))
    recording = record(talk.flow())
    (step,) = recording.way.steps
    assert (recording.way.starttls, step.kind, step.declined) == (name, "starttls", "")
    assert step.ours == len(joined(before, ours=True))
    assert step.theirs == len(joined(before, ours=False))
    assert labels(talk) == (f"tcp 198.51.100.2:{port}", f"starttls {name}", "tls a.example")
    assert told(judged(talk.flow())) == ("ok", [])


@pytest.mark.parametrize("name", DIALOGUES)
def test_a_failure_behind_a_dialogue(name: str) -> None:
    port, before = DIALOGUES[name]
    talk = conversation(before, Ends(version=12, shown="EXPIRED"), port).closes(ours=True)
    assert first(talk.flow()) == ("failed", "cert-expired", "certain")


@pytest.mark.parametrize("name", DIALOGUES)
def test_a_dialogue_on_a_port_of_its_own(name: str) -> None:
    _, before = DIALOGUES[name]
    assert record(conversation(before, port=4000).flow()).way.starttls == name


@pytest.mark.parametrize(
    ("port", "before"),
    [
        (25, [
            (THEM, b"220 mail.example ESMTP\r\n"), (US, b"EHLO us\r\n"),
            (THEM, b"250-mail.example\r\n250 STARTTLS\r\n"), (US, b"STARTTLS\r\n"),
            (THEM, b"454 TLS not available\r\n"),
        ]),
        (5432, [(US, bytes.fromhex("0000000804d2162f")), (THEM, b"N")]),
    ],
)  # fmt: skip
def test_dialogues_in_which_the_server_declines(port: int, before: list[Said]) -> None:
    talk = Talk(port=port).opens().all(before).closes(ours=True)
    way = record(talk.flow()).way
    assert way.steps[0].declined
    assert way.speaks == "nothing"
    assert told(judged(talk.flow()))[0] == "failed"


def test_a_client_that_goes_on_whatever_was_answered() -> None:
    """It took the answer for a yes."""
    before = [
        (THEM, b"220 mail.example ESMTP\r\n"), (US, b"EHLO us\r\n"), (THEM, b"250 HELP\r\n"),
        (US, b"STARTTLS\r\n"), (THEM, b"220 odd but fine\r\n"),
    ]  # fmt: skip
    talk = conversation(before, port=25)
    assert record(talk.flow()).way.steps[0].declined == ""
    assert told(judged(talk.flow())) == ("ok", [])


def test_mail_without_tls_is_not_asked_about() -> None:
    ours = b"EHLO us\r\nMAIL FROM:<a@a.example>\r\n"
    way = route.read(ours, b"220 mail.example ESMTP\r\n250 HELP\r\n", "192.0.2.1", 25)
    assert (way.steps, way.starttls) == ((), "")


def test_one_tunnel_in_another() -> None:
    inner = b"CONNECT b.example:443 HTTP/1.1\r\n\r\n"
    before = [
        (US, GREETING5), (THEM, CHOSEN5), (US, REQUEST5), (THEM, GRANTED5),
        (US, inner), (THEM, OK), (US, b"PROXY TCP4 192.0.2.9 192.0.2.1 5 443\r\n"),
    ]  # fmt: skip
    way = record(conversation(before).flow()).way
    assert [step.kind for step in way.steps] == ["socks5", "http-connect"]
    assert [proxy.scheme for proxy in way.proxies] == ["socks5h", "http"]
    assert (way.host, way.port) == ("b.example", 443)


def test_a_tunnel_to_a_server_of_mail() -> None:
    before = [(US, b"CONNECT a.example:25 HTTP/1.1\r\n\r\n"), (THEM, OK), *DIALOGUES["smtp"][1]]
    talk = conversation(before)
    expected = ("http-connect 198.51.100.2:3128", "starttls smtp", "tls a.example")
    assert labels(talk) == expected
    assert told(judged(talk.flow())) == ("ok", [])


def test_tunnels_without_end_are_left() -> None:
    way = route.read(BARE * 50, OK * 50, *HERE)
    assert len(way.steps) == route.MOST_TUNNELS


def test_each_hop_has_its_own_bytes() -> None:
    spoken = list(said(Ends()))
    transcript = record(conversation([(US, BARE), (THEM, OK)]).flow()).transcript
    assert transcript.stream(0, Way.OURS) == BARE
    assert transcript.stream(0, Way.THEIRS) == OK
    assert transcript.stream(1, Way.OURS) == joined(spoken, ours=True)
    assert transcript.stream(1, Way.THEIRS) == joined(spoken, ours=False)
    assert [event.hop for _, event in transcript.marks(Mark.READY)] == [0]
    assert len(transcript.frames) == len(transcript.events)


def test_a_packet_that_holds_the_end_of_one_hop_and_the_next() -> None:
    spoken = list(said(Ends()))
    talk = Talk(port=3128).opens().says(BARE + spoken[0][1], ours=True)
    transcript = record(talk.says(OK + spoken[1][1], ours=False).flow()).transcript
    assert transcript.stream(0, Way.THEIRS) == OK
    assert transcript.stream(1, Way.OURS) == spoken[0][1]
    assert transcript.stream(1, Way.THEIRS) == spoken[1][1]


BEGINNINGS = [
    BARE, LOGIN, BARE + LOGIN, GREETING5 + REQUEST5, b"\x05\x01\x02" + PASSWORD5 + REQUEST5,
    b"\x04\x01\x01\xbb\0\0\0\x01ann\0a.example\0", PROXY2, b"EHLO us\r\nSTARTTLS\r\n", LDAP,
    MYSQL_ASKS, STREAM + XMPP_ASKS, bytes.fromhex("0000000804d2162f"),
]  # fmt: skip
ANSWERS = [
    OK, WANTED + OK, CHOSEN5 + GRANTED5, LOGIN_CHOSEN5 + b"\x01\x00" + GRANTED5, GRANTED4,
    b"220 mail.example ESMTP\r\n250 STARTTLS\r\n220 go\r\n", LDAP_YES, MYSQL, FEATURES + PROCEED,
    b"S", b"",
]  # fmt: skip


@settings(max_examples=300)
@given(
    st.sampled_from(BEGINNINGS),
    st.sampled_from(ANSWERS),
    st.tuples(st.integers(0, 200), st.integers(0, 200)),
    st.binary(max_size=30),
    st.sampled_from([25, 443, 3128, 5432]),
)
def test_whatever_is_said_the_steps_stay_within_it(
    ours: bytes, theirs: bytes, cut: tuple[int, int], junk: bytes, port: int
) -> None:
    ours, theirs = ours[: cut[0]] + junk, theirs[: cut[1]] + junk
    way = route.read(ours, theirs, "192.0.2.1", port)
    edges = [(0, 0), *((step.ours, step.theirs) for step in way.steps)]
    assert edges == sorted(edges)
    assert all(a <= len(ours) and b <= len(theirs) for a, b in edges)
    assert all(0 <= a <= b <= len(ours) for a, b in way.hidden)
    talk = Talk(port=port).opens().says(ours, ours=True).says(theirs, ours=False)
    record(talk.flow())
