"""JA3, JA3S and JA4 against the examples of their authors, and against tshark."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passive.flows import Ends, Talk, said
from tlswhy.captures import fingerprints
from tlswhy.captures.fingerprints import Transport, client, ja3, ja3s, ja4, server
from tlswhy.captures.flow import Flow
from tlswhy.captures.flows import flows
from tlswhy.wire.grease import GREASE

Extensions = list[tuple[int, bytes]]


def numbers(text: str) -> list[int]:
    return [int(number, 16) for number in text.split(",")]


# The hello of "JA4 Technical Details", section Details, in the order that its JA4_ro has.
SUITES = numbers(
    "1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035",
)
KINDS = numbers("001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015")
SCHEMES = numbers("0403,0804,0401,0503,0805,0501,0806,0601")
EXAMPLE = "t13d1516h2_8daaf6152771_e5627efa2ab1"

PUBLIC = Path(__file__).parents[3] / "shared" / "data" / "public-captures.tar.xz"
PUBLISHED = {
    "badcurveball.pcap": {"t13d1615h2_46e7e9700bed_45f260be83e2"},
    "latest.pcapng": {
        "t13d1516h2_8daaf6152771_e5627efa2ab1",
        "t12d190800_d83cc789557e_7af1ed941c26",
        "t13d1516h2_8daaf6152771_9b887d9acb53",
    },
    "tls3.pcapng": {
        "t13d1516h2_8daaf6152771_e5627efa2ab1",
        "t13d1516h2_8daaf6152771_9b887d9acb53",
    },
}
"""What the authors of JA4 publish beside some of their captures (FoxIO, python/test/testdata)."""


def two(numbers: list[int]) -> bytes:
    return b"".join(number.to_bytes(2, "big") for number in numbers)


def sized(body: bytes, size: int = 2) -> bytes:
    return len(body).to_bytes(size, "big") + body


def protocols(*names: bytes) -> bytes:
    return sized(b"".join(sized(name, 1) for name in names))


def message(kind: int, body: bytes) -> bytes:
    return bytes((kind,)) + sized(body, 3)


def joined(extensions: Extensions | None) -> bytes:
    if extensions is None:
        return b""
    return sized(b"".join(two([kind]) + sized(body) for kind, body in extensions))


def client_hello(
    suites: list[int],
    extensions: Extensions | None,
    *,
    version: int = 0x0303,
    session: bytes = b"",
) -> bytes:
    head = two([version]) + bytes(range(32)) + sized(session, 1)
    return message(1, head + sized(two(suites)) + b"\x01\0" + joined(extensions))


def server_hello(
    extensions: Extensions | None,
    *,
    version: int = 0x0303,
    suite: int = 0x002F,
    random: bytes = bytes(32),
    session: bytes = b"",
) -> bytes:
    head = two([version]) + random + sized(session, 1) + two([suite]) + b"\0"
    return message(2, head + joined(extensions))


def bodies(*, alpn: bytes | None = None, schemes: list[int] = SCHEMES) -> Extensions:
    """The extensions of the example with what JA4 reads of them."""
    known = {
        0x0000: sized(b"\0" + sized(b"a.example")),
        0x0010: protocols(b"h2", b"http/1.1") if alpn is None else alpn,
        0x000D: sized(two(schemes)),
        0x002B: sized(two([0x0304, 0x0303]), 1),
        0x000A: sized(two([29, 23])),
        0x000B: b"\x01\0",
    }
    return [(kind, known.get(kind, b"")) for kind in KINDS]


def test_the_example_of_the_specification() -> None:
    assert ja4(client_hello(SUITES, bodies())) == EXAMPLE


def test_without_signature_algorithms_there_is_no_underscore() -> None:
    assert ja4(client_hello(SUITES, bodies(schemes=[]))) == "t13d1516h2_8daaf6152771_6d807ffa2a79"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"http/1.1", "h1"),
        (b"h", "hh"),
        (b"", "00"),
        (b"\xab", "ab"),
        (b"\xab\xcd", "ad"),
        (b"0\xab", "3b"),
        (b"01\xab\xcd", "3d"),
        (b"0\xab\xcd1", "01"),
        (b"h_", "6f"),
    ],
)
def test_first_and_last_character_of_alpn(name: bytes, shown: str) -> None:
    made = ja4(client_hello(SUITES, bodies(alpn=protocols(name, b"h2"))))
    assert made == f"t13d1516{shown}_8daaf6152771_e5627efa2ab1"


@pytest.mark.parametrize("alpn", [b"", b"\0\0"])
def test_an_empty_list_of_protocols_counts_as_none(alpn: bytes) -> None:
    assert ja4(client_hello(SUITES, bodies(alpn=alpn))).startswith("t13d151600_")


def test_grease_is_ignored_wherever_it_stands() -> None:
    extensions = [(GREASE[3], b""), *bodies(), (GREASE[7], b"\0")]
    changed = {
        0x0010: protocols(two([GREASE[1]]), b"h2"),
        0x000D: sized(two([GREASE[2], *SCHEMES])),
        0x002B: sized(two([GREASE[15], 0x0304, 0x0303]), 1),
        0x000A: sized(two([GREASE[0], 29, 23])),
    }
    greased = [(kind, changed.get(kind, body)) for kind, body in extensions]
    made = client_hello([GREASE[5], *SUITES], greased)
    assert ja4(made) == EXAMPLE
    assert ja3(made) == ja3(client_hello(SUITES, bodies()))
    found = client(made)
    assert found is not None
    assert (found.version, found.alpn) == (0x0304, "h2")


def test_the_order_of_extensions_counts_for_ja3_alone() -> None:
    straight = client_hello(SUITES, bodies())
    turned = client_hello(SUITES, bodies()[::-1])
    assert ja4(straight) == ja4(turned)
    assert ja3(straight) != ja3(turned)


def test_a_name_or_none() -> None:
    assert ja4(client_hello(SUITES, bodies()[:1])).startswith("t12i1501")
    assert ja4(client_hello(SUITES, bodies()[:2])).startswith("t12d1502")


def test_nothing_to_hash_is_said_with_zeros() -> None:
    assert ja4(client_hello([], None)) == "t12i000000_000000000000_000000000000"
    named = client_hello([GREASE[0]], [(0, b""), (16, b"")])
    assert ja4(named) == "t12d000200_000000000000_000000000000"


def test_more_than_99_are_99() -> None:
    many = [(0x1000 + number, b"") for number in range(120)]
    assert ja4(client_hello(list(range(0x100, 0x200)), many)).startswith("t12i999900_")


@pytest.mark.parametrize(
    ("version", "transport", "shown"),
    [
        (0x0303, "t", "t12"),
        (0x0302, "t", "t11"),
        (0x0301, "t", "t10"),
        (0x0300, "t", "ts3"),
        (0x0002, "t", "ts2"),
        (0x0305, "t", "t00"),
        (0xFEFF, "d", "dd1"),
        (0xFEFD, "d", "dd2"),
        (0xFEFC, "d", "dd3"),
        (0x0302, "d", "dd1"),
        (0x0303, "d", "dd2"),
        (0x0304, "d", "dd3"),
        (0x0304, "q", "q13"),
    ],
)
def test_versions(version: int, transport: Transport, shown: str) -> None:
    assert ja4(client_hello([1], None, version=version), transport).startswith(shown)


@pytest.mark.parametrize(
    ("offered", "transport", "shown"),
    [
        ([0x0303, 0x0304], "t", "t13"),
        ([0xFEFC, 0xFEFD], "d", "dd3"),
        ([0x0303, 0x0304], "d", "dd3"),
        ([0x7F1C, 0x0304], "t", "t00"),
        ([GREASE[1]], "t", "t12"),
    ],
)
def test_the_newest_version_offered_counts(
    offered: list[int], transport: Transport, shown: str
) -> None:
    extensions = [(43, sized(two(offered), 1))]
    assert ja4(client_hello([1], extensions), transport).startswith(shown)


def test_ja3_of_its_authors() -> None:
    suites = [47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4]
    extensions = [(0, b""), (10, sized(two([23, 24, 25]))), (11, b"\x01\0")]
    made = client_hello(suites, extensions, version=0x0301)
    assert ja3(made) == "ada70206e40642a3e4461f35503241d5"
    old = client_hello([4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99], None, version=0x0301)
    assert ja3(old) == "de350869b8c85de67a350c8d186f11e6"


def test_ja3s() -> None:
    # Of 769,47,65281-0-11-35-5-16, the example of its authors.
    extensions = [(kind, b"") for kind in (65281, 0, 11, 35, 5, 16)]
    made = server_hello(extensions, version=0x0301, suite=47)
    assert ja3s(made) == "836ce314215654b5b1f85f97c73e506f"


def test_what_a_client_hello_tells() -> None:
    extensions = [*bodies(), (42, b""), (41, b"\0")]
    found = client(client_hello(SUITES, extensions, session=b"id"))
    assert found is not None
    assert (found.name, found.alpn, found.session) == ("a.example", "h2,http/1.1", b"id")
    assert (found.ticket, found.early) == (True, True)
    bare = client(client_hello(SUITES, bodies()))
    assert bare is not None
    assert (bare.ticket, bare.early) == (False, False)


def test_a_name_that_is_not_ascii() -> None:
    found = client(client_hello([1], [(0, sized(b"\0" + sized(b"\xff.test")))]))
    assert found is not None
    assert found.name == "\ufffd.test"
    empty = client(client_hello([1], [(0, b"\0\0\0")]))
    assert empty is not None
    assert empty.name == ""


def test_what_a_server_hello_tells() -> None:
    share = two([29]) + sized(bytes(32))
    found = server(
        server_hello([(43, two([0x0304])), (51, share), (41, b"\0\0")], suite=0x1301, session=b"id")
    )
    assert found is not None
    assert (found.version, found.suite, found.group) == (0x0304, 0x1301, 29)
    assert (found.psk, found.retry, found.session) == (True, False, b"id")
    older = server(server_hello([(16, protocols(b"h2"))]))
    assert older is not None
    assert (older.version, older.group, older.alpn, older.psk) == (0x0303, 0, "h2", False)


def test_a_retry_is_known_by_its_random() -> None:
    made = server_hello([(43, two([0x0304])), (51, two([23]))], random=fingerprints.RETRY)
    found = server(made)
    assert found is not None
    assert (found.retry, found.group) == (True, 23)


@pytest.mark.parametrize("made", [client_hello(SUITES, bodies()), server_hello([(16, b"")])])
def test_no_prefix_is_a_hello(made: bytes) -> None:
    for size in range(len(made)):
        assert client(made[:size]) is None
        assert server(made[:size]) is None
        # Not even where the length of the message agrees; without extensions it may.
        cut = message(made[0], made[4:size])
        found = client(cut) or server(cut)
        assert found is None or size < len(made) - 4


def test_lengths_that_contradict_each_other_give_none() -> None:
    whole = client_hello(SUITES, bodies())
    assert client(message(1, whole[4:] + b"\0")) is None
    assert client(client_hello(SUITES, [(16, b"")])[:-1] + b"\x05") is None
    odd = message(1, two([0x0303]) + bytes(32) + b"\0" + sized(b"\0\x01\x02") + b"\x01\0")
    assert client(odd) is None
    assert (ja3(b""), ja4(b""), ja3s(b"")) == ("", "", "")
    assert client(server_hello(None)) is None
    assert server(whole) is None


@given(st.binary(max_size=120), st.sampled_from((1, 2)))
def test_junk_is_none_or_read(junk: bytes, kind: int) -> None:
    made = message(kind, junk)
    found = client(made) or server(made)
    assert found is None or (client(made) is None) != (server(made) is None)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_changed_byte_never_raises(at: int, byte: int) -> None:
    made = bytearray(client_hello(SUITES, bodies()))
    made[at % len(made)] = byte
    client(bytes(made))
    ja4(bytes(made), "d")


def hello_of(flow: Flow) -> bytes:
    """The first message of the client, in one record or several."""
    stream, found, at = flow.head(ours=True), b"", 0
    while stream[at : at + 1] == b"\x16":
        size = int.from_bytes(stream[at + 3 : at + 5], "big")
        found += stream[at + 5 : at + 5 + size]
        at += 5 + size
    return found[: 4 + int.from_bytes(found[1:4], "big")]


@pytest.mark.skipif(not PUBLIC.exists(), reason="the public captures are not here")
def test_what_the_authors_of_ja4_publish(tmp_path: Path) -> None:
    wanted = [f"ja4/pcap/{name}" for name in PUBLISHED]
    subprocess.run(["tar", "-xJf", PUBLIC, "-C", tmp_path, *wanted], check=True)
    for name, fingerprint in PUBLISHED.items():
        seen = {ja4(hello_of(flow)) for flow in flows(tmp_path / "ja4" / "pcap" / name)}
        assert seen - {""} == fingerprint, name


@pytest.mark.skipif(shutil.which("tshark") is None, reason="tshark is not installed")
@pytest.mark.parametrize(
    "ends", [Ends(), Ends(version=12), Ends(curve="secp384r1"), Ends(alpn=("h2", "h2"))]
)
def test_the_same_as_tshark(ends: Ends, tmp_path: Path) -> None:
    file = tmp_path / "made.pcap"
    file.write_bytes(Talk().opens().all(said(ends)).capture())
    fields = ["-e", "tls.handshake.ja3", "-e", "tls.handshake.ja3s"]
    command = ["tshark", "-r", str(file), "-Y", "tls.handshake.ja3 or tls.handshake.ja3s"]
    told = subprocess.run([*command, "-T", "fields", *fields], check=True, capture_output=True)
    flow = next(iter(flows(file)))
    theirs = flow.head(ours=False)
    choice = theirs[5 : 9 + int.from_bytes(theirs[6:9], "big")]
    words = told.stdout.decode().split()
    assert words[0] == ja3(hello_of(flow))
    assert words[1] == ja3s(choice)
