"""From the first packet to the answer, against small servers."""

from __future__ import annotations

import contextlib
import itertools
import math
import socket
import ssl
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from msgspec import structs

from net.servers import (
    SHORT,
    Fixed,
    Handler,
    attempt,
    full,
    reset,
    serve,
    until_closed,
    unused_port,
)
from pki import chains
from tlswhy.evidence import Setting
from tlswhy.evidence.certificates import Trust
from tlswhy.model.attempt import Attempt
from tlswhy.model.case import What
from tlswhy.model.diagnosis import Leg, Outcome, Step, Verdict
from tlswhy.model.facts.context import Asked, Clock
from tlswhy.model.facts.network import HttpAnswered
from tlswhy.model.transcript import Mark
from tlswhy.net import diagnose as diagnosing
from tlswhy.net import drive
from tlswhy.net.clock import now
from tlswhy.net.diagnose import Answer, diagnose
from tlswhy.net.names import Names, Resolver
from tlswhy.pki.stores import Store
from tlswhy.probes.offers import modern

ROOT = chains.root()
GOOD = chains.leaf(
    ROOT,
    "a.test",
    names=("a.test",),
    begins=chains.AT - timedelta(days=20),
    ends=chains.AT + timedelta(days=20),
)
STALE = chains.leaf(
    ROOT,
    "a.test",
    names=("a.test",),
    begins=chains.AT - timedelta(days=90),
    ends=chains.AT - timedelta(days=3),
)


@cache
def context(leaf: chains.Cert, *, asks: bool = False) -> ssl.SSLContext:
    """asks: for a client certificate, and goes on without one."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    key = leaf.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pair.pem"
        path.write_bytes(key + leaf.pem + ROOT.pem)
        made.load_cert_chain(path)
    if asks:
        made.verify_mode = ssl.CERT_OPTIONAL
        made.load_verify_locations(cadata=ROOT.pem.decode())
    return made


def setting() -> Setting:
    store = Store("the test's root", "test", (ROOT.der,))
    given = (Asked(host="127.0.0.1", port=443, service="https", name="a.test"),)
    return Setting(given, Clock(now=chains.AT), Trust(store, store, store))


def serving(leaf: chains.Cert, inside: Handler = until_closed) -> Handler:
    def handle(connection: socket.socket) -> None:
        with context(leaf).wrap_socket(connection, server_side=True) as wrapped:
            inside(wrapped)

    return handle


def answer(port: int, *, connections: int = 12, **fields: object) -> Answer:
    return diagnose(attempt(port, **fields), setting, connections=connections)


def top(found: Answer) -> tuple[str, Verdict]:
    finding = found.diagnosis.findings[0]
    return finding.cause, finding.clue.verdict


@contextlib.contextmanager
def filtered() -> Iterator[int]:
    """A filter that resets the name a.test in front of a server that serves every name."""

    def handle(connection: socket.socket) -> None:
        hello = connection.recv(65536, socket.MSG_PEEK)
        if b"a.test" in hello:
            reset(connection)
        else:
            serving(GOOD)(connection)

    with serve(handle) as port:
        yield port


def test_a_server_in_order_is_ok() -> None:
    with serve(serving(GOOD)) as port:
        found = answer(port)
    assert found.diagnosis.outcome is Outcome.OK
    assert found.diagnosis.broke_at.step is Step.NONE
    assert found.trials == ()
    assert not found.interrupted


def test_an_expired_certificate_is_judged_anew_without_a_connection() -> None:
    with serve(serving(STALE)) as port:
        found = answer(port)
    assert top(found) == ("cert-expired", Verdict.CERTAIN)
    assert found.diagnosis.outcome is Outcome.FAILED
    assert found.diagnosis.broke_at.step is Step.CERTIFICATE
    clue = found.diagnosis.findings[0].clue
    assert clue.confirmed_by is not None
    assert clue.confirmed_by.change.what is What.CLOCK
    assert clue.confirmed_by.connections == 0
    assert What.CLOCK not in [change.what for change, _ in found.trials]


def test_a_filtered_name_is_found_by_another_name() -> None:
    with filtered() as port:
        found = answer(port)
    assert top(found) == ("sni-filtered", Verdict.CERTAIN)
    assert found.diagnosis.broke_at.leg is Leg.CLIENT_ORIGIN
    tried = {change.what: transcript for change, transcript in found.trials}
    assert tried[What.SNI_OTHER].marks(Mark.READY)


def test_nobody_there_needs_no_second_try() -> None:
    found = answer(unused_port())
    assert top(found) == ("tcp-refused", Verdict.CERTAIN)
    assert found.diagnosis.rounds == 0


def test_an_unknown_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosing, "Resolver", lambda: Fixed(how="nxdomain"))
    found = answer(443, host="a.test")
    assert top(found) == ("dns-wrong-answer", Verdict.CERTAIN)


def test_without_connections_the_answer_is_what_the_first_attempt_tells() -> None:
    with filtered() as port:
        found = answer(port, connections=0)
    assert found.trials == ()
    assert found.diagnosis.open
    assert found.diagnosis.findings[0].clue.verdict < Verdict.CERTAIN


def test_connections_are_kept_to() -> None:
    with serve(reset) as port:
        assert len(answer(port, connections=2).trials) == 2


def test_progress_is_told() -> None:
    lines: list[str] = []
    with filtered() as port:
        diagnose(attempt(port), setting, progress=lines.append)
    assert lines[0] == f"trying 127.0.0.1:{port}"
    assert lines[1].startswith("trying ")
    assert str(What.SNI_OTHER) in "".join(lines[1:])


def test_when_the_time_for_experiments_is_over_the_answer_still_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(diagnosing, "MOST_WAITING", 0.0)
    with serve(until_closed) as port:
        found = answer(port, timeout=0.0)
    assert found.diagnosis.outcome is Outcome.FAILED
    assert found.trials == ()


def test_experiments_wait_half_as_long_where_the_first_attempt_was_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    patience: list[float] = []
    run = drive.run

    def noting(attempts: list[Attempt], resolver: Resolver, until: float = math.inf) -> object:
        patience.extend(one.timeout for one in attempts)
        return run(attempts, resolver, until=until)

    monkeypatch.setattr(diagnosing, "run", noting)
    with serve(until_closed) as port:
        answer(port, timeout=SHORT)
    assert patience[0] == SHORT
    assert set(patience[1:]) == {SHORT / 2}


def test_a_request_that_was_answered_is_repeated_in_experiments() -> None:
    def refuse(inside: socket.socket) -> None:
        inside.recv(65536)
        inside.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    def handle(connection: socket.socket) -> None:
        with context(GOOD, asks=True).wrap_socket(connection, server_side=True) as wrapped:
            refuse(wrapped)

    with serve(handle) as port:
        found = answer(port, request="HEAD")
    [(change, transcript)] = found.trials
    assert change.what is What.READ_REFUSAL
    assert transcript.kind(2) == "http"
    assert found.diagnosis.case.trials[0].case.last(HttpAnswered) is not None


def test_a_server_that_asks_after_the_request_is_found_and_asked_once() -> None:
    """It is not taken for one that turns away: its alert says what it is about."""

    def handle(connection: socket.socket) -> None:
        asks = context(GOOD, asks=True)
        asks.verify_mode, asks.post_handshake_auth = ssl.CERT_REQUIRED, True
        with asks.wrap_socket(connection, server_side=True) as wrapped:
            wrapped.recv(65536)
            try:
                wrapped.verify_client_post_handshake()
                wrapped.recv(65536)
            except ssl.SSLError as refused:
                if "EXTENSION_NOT_RECEIVED" in str(refused).upper().replace(" ", "_"):
                    wrapped.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

    with serve(handle) as port:
        found = answer(port, request="HEAD", path="/private")
    assert top(found) == ("client-auth-late", Verdict.CERTAIN)
    assert "HEAD /private answered 403" in found.diagnosis.findings[0].clue.because
    tried = {trial.change.name: trial.connections for trial in found.diagnosis.case.trials}
    assert tried == {"post-handshake-auth": 1, "version-cap 1.2": 1}


def test_trials_keep_to_the_address_of_the_first_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    at_two(monkeypatch, "127.0.0.2", "127.0.0.1")
    with filtered() as port:
        found = answer(port, host="a.test")
    assert top(found) == ("sni-filtered", Verdict.CERTAIN)
    assert {trial.connections for trial in found.diagnosis.case.trials} == {1}
    used = {seen.marks(Mark.CONNECTED)[0][1].text for _, seen in found.trials}
    assert used == {f"127.0.0.1:{port}"}


@contextlib.contextmanager
def two_nodes(first: Handler, second: Handler) -> Iterator[int]:
    """The same port at 127.0.0.1 and 127.0.0.2."""
    with serve(first) as port, serve(second, "127.0.0.2", port):
        yield port


def at_two(patch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name have these addresses."""
    patch.setattr(diagnosing, "Resolver", lambda: Fixed(*addresses))


def test_a_failure_of_one_address_names_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    at_two(monkeypatch, "127.0.0.1", "127.0.0.2")
    with two_nodes(serving(STALE), serving(GOOD)) as port:
        found = answer(port, host="a.test")
    assert top(found) == ("cert-expired", Verdict.CERTAIN)
    because = found.diagnosis.findings[0].clue.because
    assert because.endswith("; 127.0.0.1 fails, 127.0.0.2 works")


def test_a_failure_of_both_addresses_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    at_two(monkeypatch, "127.0.0.1", "127.0.0.2")
    with two_nodes(reset, reset) as port:
        found = answer(port, host="a.internal", timeout=5.0)
    assert top(found) == ("reset-on-hello", Verdict.LIKELY)
    assert found.diagnosis.findings[0].clue.because.endswith("; 127.0.0.1, 127.0.0.2 fail")


def test_an_address_that_refuses_beside_one_that_works_is_a_risk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_two(monkeypatch, "127.0.0.2", "127.0.0.1")
    with serve(serving(GOOD)) as port:
        found = answer(port, host="a.test")
    assert found.diagnosis.outcome is Outcome.AT_RISK
    assert top(found) == ("tcp-refused", Verdict.LIKELY)
    said = f"127.0.0.2:{port} refuses connections, 127.0.0.1:{port} works"
    assert found.diagnosis.findings[0].clue.because == said


def test_an_address_that_does_not_answer_beside_one_that_works_is_a_risk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_two(monkeypatch, "127.0.0.2", "127.0.0.1")
    with serve(serving(GOOD)) as port, full("127.0.0.2", port):
        found = answer(port, host="a.test", timeout=1.0)
    assert found.diagnosis.outcome is Outcome.AT_RISK
    assert top(found) == ("tcp-timeout", Verdict.LIKELY)


def test_ipv6_that_is_refused_beside_ipv4(monkeypatch: pytest.MonkeyPatch) -> None:
    at_two(monkeypatch, "::1", "127.0.0.1")
    with serve(serving(GOOD)) as port:
        found = answer(port, host="a.test")
    # Where the machine has no IPv6 at all, that is nobody's fault.
    refused = found.transcript.marks(Mark.REFUSED)
    assert found.diagnosis.outcome is (Outcome.AT_RISK if refused else Outcome.OK)


OLD = structs.replace(modern("a.test"), versions=(0x0303,), suites=(0x002F,))


def test_a_trial_that_was_turned_away_among_others_is_made_again_alone() -> None:
    turns = itertools.count(1)

    def handle(connection: socket.socket) -> None:
        """Of those that come side by side after the first attempt, two are turned away."""
        (reset if next(turns) in (3, 4) else serving(GOOD))(connection)

    with serve(handle) as port:
        found = answer(port, offer=OLD)
    assert top(found) == ("cipher-no-overlap", Verdict.CERTAIN)
    assert sorted(trial.connections for trial in found.diagnosis.case.trials)[-2:] == [2, 2]


def test_no_more_connections_than_allowed_even_under_pressure() -> None:
    turns: list[int] = []

    def once(connection: socket.socket) -> None:
        turns.append(1)
        (serving(GOOD) if len(turns) == 1 else reset)(connection)

    with serve(once) as port:
        answer(port, offer=OLD, connections=2)
    assert len(turns) == 3


def test_a_trial_without_enough_time_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosing, "MOST_WAITING", 0.1)
    monkeypatch.setattr(diagnosing, "GRACE", 0.0)
    monkeypatch.setattr(diagnosing, "_for_trials", lambda first, _: first)
    with serve(until_closed) as port:
        found = answer(port, timeout=SHORT)
    assert found.trials == ()
    assert found.diagnosis.outcome is Outcome.FAILED


def test_ctrl_c_in_the_first_attempt_gives_what_was_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    _interrupted_in_run(monkeypatch, 1)
    with serve(until_closed) as port:
        found = answer(port)
    assert found.interrupted
    assert found.transcript.marks(Mark.CONNECTED)
    assert found.diagnosis.rounds == 0


def test_ctrl_c_in_the_experiments_gives_the_answer_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    _interrupted_in_run(monkeypatch, 2)
    with filtered() as port:
        found = answer(port)
    assert found.interrupted
    assert found.trials == ()
    assert found.diagnosis.outcome is Outcome.FAILED
    assert "sni-filtered" in [finding.cause for finding in found.diagnosis.findings]


def test_ctrl_c_before_anything_was_seen_is_only_that(monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient(Fixed):
        def resolve(self, *_: object, **__: object) -> Names:
            raise KeyboardInterrupt

    monkeypatch.setattr(diagnosing, "Resolver", Impatient)
    with pytest.raises(KeyboardInterrupt):
        answer(443, host="a.test")


def _interrupted_in_run(patch: pytest.MonkeyPatch, turn: int) -> None:
    """The user presses Ctrl-C while the loop runs for the `turn`th time."""
    turns = 0
    run = drive.run

    def stopping(attempts: object, resolver: object, until: float = math.inf) -> object:
        nonlocal turns
        turns += 1
        ticks = 0

        def tick() -> None:
            nonlocal ticks
            ticks += 1
            if turns >= turn and ticks > 2 * (turn == 1):
                raise KeyboardInterrupt

        return run(attempts, resolver, tick, until)  # type: ignore[arg-type]

    patch.setattr(diagnosing, "run", stopping)


def test_an_engine_that_asks_without_rounds_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tlswhy.engine.investigate", lambda *_: iter([()]))
    _interrupted_in_run(monkeypatch, 1)
    with serve(until_closed) as port, pytest.raises(AssertionError):
        answer(port)


def test_clocks_go() -> None:
    assert now().tzinfo is not None
