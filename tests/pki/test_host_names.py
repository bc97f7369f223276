"""Which names a certificate speaks for, to each client: our table beside the real programs.

What Chromium 156 and Firefox do with these was measured by hand with the same certificates; they
are no programs that a test can ask in time.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from functools import cache
from ipaddress import ip_address
from ssl import DER_cert_to_PEM_cert
from typing import NamedTuple

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from pki.chains import AT, SERVER, TLS, Cert, make, root
from pki.oracles import CLIENTS, Case, oracle
from pki.oracles.flight import flight
from tlswhy.pki import checks, clients, names
from tlswhy.pki.certificate import Certificate, read
from tlswhy.pki.stores import Store
from tlswhy.pki.verdicts import assess, verdict

HOST = "w.a.example"
STAR, NAME, OTHER = "wildcard-mismatch", "hostname-mismatch", "no-san:other-names"
ADDRESS = "ip-not-in-san"


class Row(NamedTuple):
    """A certificate, the host it is held against, and the problems with that.

    san: each name as `openssl req -addext` would have it, None for no SAN. cn: the common names.
    """

    codes: tuple[str, ...]
    san: tuple[str, ...] | None
    host: str = HOST
    cn: tuple[str, ...] = ("Lab",)


def row(codes: str, *san: str, host: str = HOST) -> Row:
    return Row(tuple(codes.split()), san, host)


def common(codes: str, *cn: str, host: str = HOST, san: tuple[str, ...] | None = None) -> Row:
    return Row(tuple(codes.split()), san, host, cn)


ROWS = (
    # As RFC 9525 has it.
    row("", "DNS:w.a.example"),
    row("", "DNS:W.A.example", host="w.a.EXAMPLE"),
    row("", "DNS:*.a.example"),
    row("", "DNS:*.A.example", host="W.a.example"),
    row("", "DNS:*.a.example", host="xn--bcher-kva.a.example"),
    row("", "DNS:*.xn--bcher-kva.example", host="w.xn--bcher-kva.example"),
    row("", "DNS:localhost", host="localhost"),
    row("", "DNS:1.example", host="1.example"),
    row(NAME, "DNS:a.example"),
    row(NAME, "DNS:other.example", "email:w.a.example", "URI:https://w.a.example/"),
    row(STAR, "DNS:*.a.example", host="a.example"),
    row(STAR, "DNS:*.example"),
    row(NAME, "DNS:*", host="localhost"),
    row(NAME, "DNS:*."),
    row(NAME, "DNS:.a.example"),
    row(NAME, "DNS:w.a.example "),
    row(NAME, "DNS: w.a.example"),
    row(NAME, "DNS:w.a.example:443"),
    row(NAME, "DNS:w.a.example\0.b.example"),
    row("", "DNS:w.a.example\0.b.example", "DNS:w.a.example"),
    # A star in another place, or for another part.
    row(f"{STAR}:ends", "DNS:w*.a.example"),
    row(f"{STAR}:ends", "DNS:w*.a.example", host="web.a.example"),
    row(f"{STAR}:ends", "DNS:w*b.a.example", host="web.a.example"),
    row(f"{STAR}:begins", "DNS:*w.a.example"),
    row(f"{STAR}:begins", "DNS:*b.a.example", host="web.a.example"),
    row(f"{STAR}:inside", "DNS:w.*.example"),
    row(f"{STAR}:inside", "DNS:*.*.example"),
    row(f"{STAR}:inside", "DNS:*.a*.example"),
    row(f"{STAR}:inside", "DNS:**.a.example"),
    row(f"{STAR}:inside", "DNS:w*b*.a.example", host="webs.a.example"),
    row(f"{STAR}:inside", "DNS:w*.example", host="web.example"),
    row(f"{STAR}:inside", "DNS:xn--bcher-kva.*.example", host="xn--bcher-kva.a.example"),
    row(STAR, "DNS:w.a.*"),
    row(NAME, "DNS:w*", host="web"),
    row(f"{STAR}:top-level", "DNS:*.example", host="a.example"),
    row(f"{STAR}:top-level", "DNS:*.Example", host="a.example"),
    row(f"{STAR}:registry", "DNS:*.co.uk", host="a.co.uk"),
    row(f"{STAR}:idna", "DNS:x*.a.example", host="xn--bcher-kva.a.example"),
    row(f"{STAR}:idna-begins", "DNS:*-kva.a.example", host="xn--bcher-kva.a.example"),
    row(STAR, "DNS:xn--b*.a.example", host="xn--bcher-kva.a.example"),
    row(f"{STAR}:ends", "DNS:w*.xn--bcher-kva.example", host="web.xn--bcher-kva.example"),
    row("", "DNS:w.*.example", "DNS:w.a.example"),
    # Dots at the end.
    row(f"{NAME}:san-final-dot", "DNS:w.a.example."),
    row(f"{NAME}:san-final-dot", "DNS:*.a.example."),
    row(f"{NAME}:final-dot", "DNS:w.a.example", host="w.a.example."),
    row(f"{NAME}:final-dot", "DNS:*.a.example", host="w.a.example."),
    row(f"{NAME}:both-dots", "DNS:w.a.example.", host="w.a.example."),
    row(f"{NAME}:final-dot {NAME}:san-final-dot", "DNS:*.a.example.", host="w.a.example."),
    row(f"{STAR}:ends {NAME}:san-final-dot", "DNS:w*.a.example."),
    row(f"{NAME}:final-dot {STAR}:begins", "DNS:*w.a.example", host="w.a.example."),
    row(f"{NAME}:final-dot {STAR}:top-level", "DNS:*.example", host="a.example."),
    row(f"{STAR}:top-level {NAME}:san-final-dot", "DNS:*.example.", host="a.example"),
    row(f"{STAR}:inside {NAME}:san-final-dot", "DNS:w.*.example."),
    # Hosts that are none by RFC 1123.
    row("odd-host:underscore", "DNS:w_b.a.example", host="w_b.a.example"),
    row("odd-host:underscore", "DNS:_w.a.example", host="_w.a.example"),
    row(f"{STAR}:underscore", "DNS:*.a.example", host="w_b.a.example"),
    row(f"{STAR}:underscore", "DNS:*.a_b.example", host="w.a_b.example"),
    row(f"{STAR}:underscore {STAR}:ends", "DNS:w*.a.example", host="w_b.a.example"),
    row(f"{STAR}:underscore {STAR}:begins", "DNS:*b.a.example", host="w_b.a.example"),
    row("", "DNS:w_b.a.example", "DNS:w.a.example"),
    row("odd-host:hyphen", "DNS:-w.a.example", host="-w.a.example"),
    row("odd-host:hyphen", "DNS:w-.a.example", host="w-.a.example"),
    row("odd-host:hyphen-behind", "DNS:*.a.example", host="w-.a.example"),
    row("odd-host:hyphen-starred", "DNS:*.a.example", host="-w.a.example"),
    row("odd-host:number", "DNS:w.a.123", host="w.a.123"),
    row("odd-host:number", "DNS:*.a.123", host="w.a.123"),
    # Letters that are not ASCII.
    row(f"odd-san:not-ascii {NAME}", "DNS:bücher.example", host="xn--bcher-kva.example"),
    row("odd-san:not-ascii", "DNS:bücher.example", "DNS:w.a.example"),
    row("odd-san:not-ascii", "DNS:w.a.example", "URI:https://bücher/"),
    row("odd-san:empty", "DNS:", "DNS:w.a.example"),
    # The common name.
    common("no-san", HOST),
    common("no-san", "*.a.example"),
    common("no-san", "W.A.example"),
    common("no-san no-san:several no-san:not-the-last", HOST, "other.example"),
    common("no-san no-san:several", "other.example", HOST),
    common(NAME, HOST, san=("DNS:other.example",)),
    common(OTHER, HOST, san=("IP:192.0.2.1",)),
    common(OTHER, HOST, san=("IP:192.0.2.1", "email:w@a.example")),
    common(OTHER, HOST, san=("URI:https://other.example/",)),
    common(OTHER, HOST, san=("otherName:",)),
    common("no-san", HOST, san=("email:w@a.example",)),
    common("no-san", HOST, san=("dirName:",)),
    common("no-san", HOST, san=("RID:",)),
    common("no-san", HOST, san=()),
    common(NAME, "other.example"),
    common(NAME, "Lab"),
    common(f"no-san {STAR}:ends", "w*.a.example"),
    common(f"no-san {STAR}:begins", "*w.a.example"),
    common(f"{OTHER} {STAR}:ends", "w*.a.example", san=("IP:192.0.2.1",)),
    common(f"no-san {STAR}:top-level", "*.example", host="a.example"),
    common(f"no-san {STAR}:inside", "w.*.example"),
    common(f"no-san {NAME}:final-dot", HOST, host="w.a.example."),
    common(f"no-san {NAME}:san-final-dot", "w.a.example."),
    common("no-san odd-host:underscore", "w_b.a.example", host="w_b.a.example"),
    common(f"no-san {STAR}:underscore", "*.a.example", host="w_b.a.example"),
    # Addresses.
    row("", "IP:192.0.2.1", host="192.0.2.1"),
    row("", "IP:2001:db8::1", host="2001:db8::1"),
    row("", "IP:2001:db8::1", host="2001:DB8:0:0:0:0:0:1"),
    row(ADDRESS, "IP:192.0.2.2", host="192.0.2.1"),
    row(ADDRESS, "DNS:192.0.2.1", host="192.0.2.1"),
    row(ADDRESS, "DNS:*.0.2.1", host="192.0.2.1"),
    row(ADDRESS, "DNS:192.0.2.1", "IP:192.0.2.2", host="192.0.2.1"),
    row(ADDRESS, "URI:https://192.0.2.1/", host="192.0.2.1"),
    common(ADDRESS, "192.0.2.1", host="192.0.2.1"),
    common(ADDRESS, "192.0.2.1", host="192.0.2.1", san=("email:w@a.example",)),
    row(f"{ADDRESS}:mapped", "IP:192.0.2.1", host="::ffff:192.0.2.1"),
    row(f"odd-san:mapped {ADDRESS}:mapped-san", "IP:::ffff:192.0.2.1", host="192.0.2.1"),
    row("odd-san:mapped", "IP:::ffff:192.0.2.1", host="::ffff:192.0.2.1"),
    row("odd-san:mapped", "DNS:w.a.example", "IP:::ffff:192.0.2.1"),
)

EARLY, LATE = datetime(2025, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)


def test_every_row_has_the_problems_it_says() -> None:
    said = {one: tuple(problem.code for problem in _problems(one)) for one in ROWS}
    ours = {one: tuple(code for code in said[one] if code != "odd-san") for one in ROWS}
    assert {one: codes for one, codes in ours.items() if codes != one.codes} == {}


def test_every_row_of_the_table_that_is_about_a_host_is_asked_for() -> None:
    kinds = ("hostname-mismatch", "wildcard-mismatch", "ip-not-in-san", "no-san", "odd-host")
    listed = {code for code in clients.codes() if code.partition(":")[0] in kinds}
    assert listed == {code for one in ROWS for code in one.codes if not code.startswith("odd-san")}


@pytest.mark.parametrize("client", CLIENTS)
def test_clients_refuse_what_the_table_says(client: str) -> None:
    lacking = oracle(client).missing()
    if lacking:
        pytest.skip(f"{client} needs {lacking}")
    cases = [_case(one) for one in ROWS]
    theirs = [answer.ok for answer in oracle(client).verdicts(cases)]
    assert _differ(theirs, [_takes(client, one) for one in cases]) == []


def test_node_refuses_what_the_table_says() -> None:
    node = oracle("node")
    if node.missing():
        pytest.skip(f"Node needs {node.missing()}")
    theirs = [answer.ok for answer in node.verdicts([_case(one) for one in ROWS])]
    assert _differ(theirs, [_names_pass("node", one) for one in ROWS]) == []


def test_python_itself_refuses_what_the_table_says() -> None:
    theirs = [_python_takes(_case(one)) for one in ROWS]
    assert _differ(theirs, [_names_pass("python", one) for one in ROWS]) == []


def test_what_is_held_against_a_host_can_be_read() -> None:
    for one in ROWS:
        for problem in _problems(one):
            assert problem.says.startswith(("is ", "names ", "has ")), problem.says
            assert not problem.says.endswith(": "), problem.says
    (dot,) = _problems(row("", "DNS:w.a.example", host="w.a.example."))
    assert dot.says == (
        "is not valid for w.a.example.: w.a.example has no final dot, and some keep that of the "
        "name asked for"
    )
    (odd,) = _problems(row("", "DNS:w_b.example", host="w_b.example"))[1:]
    assert odd.says == (
        "is asked for as w_b.example, and an underscore stands in no host's name (RFC 1123, 2.1)"
    )


def test_registries_are_two_labels() -> None:
    assert {one.count(".") for one in names.REGISTRIES} == {1}


def _differ(theirs: list[bool], ours: list[bool]) -> list[Row]:
    pairs = zip(ROWS, theirs, ours, strict=True)
    return [one for one, real, said in pairs if real is not said]


def _problems(one: Row) -> list[checks.Problem]:
    return list(checks.of_leaf(_read(one), one.host))


def _names_pass(client: str, one: Row) -> bool:
    return not any(clients.refuses(client, p.code, p.place) for p in _problems(one))


def _takes(client: str, case: Case) -> bool:
    store = Store("lab", "test", case.roots)
    found = assess(case.chain, host=case.host, at=case.at, stores=(store,))
    return verdict(found, clients.BY_KEY[client], store).ok


def _python_takes(case: Case) -> bool:
    context = ssl.create_default_context(cadata=DER_cert_to_PEM_cert(case.roots[0]))
    heard, said = ssl.MemoryBIO(), ssl.MemoryBIO()
    heard.write(flight(case.chain))
    try:
        context.wrap_bio(heard, said, server_hostname=case.host).do_handshake()
    except ssl.SSLCertVerificationError:
        return False
    except ssl.SSLError:
        return True  # the key exchange, which comes after the certificate
    raise AssertionError("the handshake went on")


def _case(one: Row) -> Case:
    return Case((_leaf(one).der,), (_root().der,), one.host, AT)


def _read(one: Row) -> Certificate:
    leaf = read(_leaf(one).der)
    assert isinstance(leaf, Certificate)
    return leaf


@cache
def _root() -> Cert:
    return root(begins=EARLY, ends=LATE)


@cache
def _leaf(one: Row) -> Cert:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, cn) for cn in one.cn])
    san: tuple[tuple[x509.ExtensionType, bool], ...] = ()
    if one.san is not None:
        body = b"".join(map(_general_name, one.san))
        value = bytes([0x30, len(body)]) + body
        san = ((x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.17"), value), False),)
    issuer, dates = _root(), (EARLY, LATE)
    return make(
        subject, issuer, ca=False, usage=TLS, eku=SERVER, begins=dates[0], ends=dates[1], extra=san
    )


def _general_name(text: str) -> bytes:
    """RFC 5280 section 4.2.1.6, with lengths of one byte."""
    kind, _, value = text.partition(":")
    tags = {"email": 0x81, "DNS": 0x82, "URI": 0x86, "IP": 0x87}
    if kind in tags:
        raw = ip_address(value).packed if kind == "IP" else value.encode()
        return bytes([tags[kind], len(raw)]) + raw
    return bytes.fromhex(_OTHER_KINDS[kind])


_OTHER_KINDS = {
    # id-on-dnsSRV of RFC 4985, a directory with a CN, and any OID.
    "otherName": "a01c06082b06010505070807a010160e5f782e772e612e6578616d706c65",
    "dirName": "a411300f310d300b06035504030c0474657374",
    "RID": "88032a0304",
}
