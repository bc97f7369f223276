"""Encrypted records opened with key logs: of real handshakes, whole, cut and with wrong secrets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handshake.peer import offer
from passive.conversations import (
    ANSWERS,
    ASKS,
    Native,
    Own,
    context,
    flow,
    goodbye,
    handshake,
    keys_of,
    talk,
)
from passive.flows import CLIENT, GOOD, ROOT, SETTING, STRANGER, UNTRUSTED, Said, told
from tlswhy.captures.keylog import KeyLog
from tlswhy.causes import catalogue
from tlswhy.evidence.messages import said as messages
from tlswhy.handshake.client import Client
from tlswhy.handshake.protection import Protection, protection13
from tlswhy.handshake.suites import SUITES, Suite
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import LeafSeen
from tlswhy.model.facts.passive import ClientLeft, HiddenAlert
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested, Established
from tlswhy.model.transcript import Event, Mark, Way
from tlswhy.passive.diagnose import Judged, judge
from tlswhy.passive.observe import observe
from tlswhy.passive.opened import MOST_TRIED, opened
from tlswhy.passive.transcripts import Recording, record
from tlswhy.report import json as document
from tlswhy.report.capture import subject_of
from tlswhy.wire.messages import ClientHello, HandshakeType, frames, parse_message
from tlswhy.wire.records import Alert, split

TLS = 1
"""The hop of TLS; that of TCP is 0."""

HELLO, TICKET, EXTENSIONS, CERTIFICATE, VERIFY, FINISHED = 2, 4, 8, 11, 15, 20
REQUEST, UPDATE = 13, 24
FLIGHT = [EXTENSIONS, CERTIFICATE, VERIFY, FINISHED]
NO_ENCRYPT_THEN_MAC = 1 << 19
"""SSL_OP_NO_ENCRYPT_THEN_MAC, which `ssl` has no name for."""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def read(said: list[Said], keys: KeyLog, **how: object) -> Recording:
    return opened(record(flow(said, **how)), keys)  # type: ignore[arg-type]


def inside(recording: Recording) -> list[Event]:
    return [event for event in recording.transcript.events if event.mark is Mark.OPENED]


def held(recording: Recording, *, ours: bool) -> tuple[list[int], list[int]]:
    """Types of the handshake messages and descriptions of the alerts that were opened."""
    way = Way.OURS if ours else Way.THEIRS
    mine = [event.data for event in inside(recording) if event.way is way]
    found, rest = frames(b"".join(data[1:] for data in mine if data[0] == 22))
    assert rest == b""
    assert {data[0] for data in mine} <= {21, 22}
    return [frame.type for frame in found], [data[2] for data in mine if data[0] == 21]


def facts(recording: Recording, kind: type[Fact]) -> list[Fact]:
    return [fact for fact in observe(recording, SETTING) if isinstance(fact, kind)]


def verdict(said: list[Said], keys: KeyLog | None, *, left: bool = True) -> Judged:
    found = judge(flow(said, left=left), SETTING, catalogue(), keys)
    assert found is not None
    return found


def is_sound(recording: Recording, said: list[Said]) -> None:
    """Nothing was lost, nothing of the application is in it, frames stay beside events."""
    transcript = recording.transcript
    plain = record(recording.flow).transcript
    kept = [n for n, event in enumerate(transcript.events) if event.mark is not Mark.OPENED]
    assert tuple(transcript.events[n] for n in kept) == plain.events
    assert tuple(transcript.frames[n] for n in kept) == plain.frames
    before = None
    for event, frame in zip(transcript.events, transcript.frames, strict=True):
        if event.mark is Mark.OPENED:
            assert before is not None
            assert (event.hop, event.way, event.at, frame) == before
            assert b"of-mine" not in event.data
            assert b"of-theirs" not in event.data
        elif event.mark is None:
            before = (event.hop, event.way, event.at, frame)
    assert any(ours for ours, _ in said)


@pytest.mark.parametrize("segment", [1400, 97, 1])
@pytest.mark.parametrize("suite", [0x1301, 0x1302, 0x1303])
def test_suites_of_tls_13(log: Path, suite: int, segment: int) -> None:
    server = Native(context(server=True, shows=GOOD, keylog=log), server=True)
    client = Own(Client(offer(versions=(0x0304,), suites=(suite,))))
    said = handshake(client, server)
    said += [(True, client.client.protect(ASKS)), (True, client.client.farewell())]
    recording = read(said, keys_of(log), segment=segment)
    is_sound(recording, said)
    assert held(recording, ours=False) == ([*FLIGHT, TICKET, TICKET], [])
    assert held(recording, ours=True) == ([FINISHED], [0])
    assert recording.notes == ()
    done = facts(recording, Established)
    assert [(fact.version, fact.suite) for fact in done] == [(0x0304, suite)]  # type: ignore[attr-defined]
    assert recording.inside[True][-3:] == (22, 23, 21)


SUITES_12 = {
    "ECDHE-ECDSA-AES128-GCM-SHA256": 12,
    "ECDHE-ECDSA-AES256-GCM-SHA384": 12,
    "ECDHE-ECDSA-CHACHA20-POLY1305": 12,
    "ECDHE-ECDSA-AES128-CCM": 12,
    "ECDHE-ECDSA-AES256-CCM8": 12,
    "ECDHE-ECDSA-AES128-SHA256": 12,
    "ECDHE-ECDSA-AES256-SHA384": 12,
    "ECDHE-ECDSA-CAMELLIA128-SHA256": 12,
    "ECDHE-ECDSA-NULL-SHA": 12,
    "ECDHE-ECDSA-AES128-SHA": 11,
    "ECDHE-ECDSA-AES256-SHA": 10,
}


@pytest.mark.parametrize("encrypt_then_mac", [True, False])
@pytest.mark.parametrize("suite", SUITES_12)
def test_suites_up_to_tls_12(log: Path, suite: str, encrypt_then_mac: bool) -> None:
    ciphers = f"{suite}:@SECLEVEL=0"
    of = context(server=True, shows=GOOD, keylog=log, version=SUITES_12[suite], ciphers=ciphers)
    if not encrypt_then_mac:
        of.options |= NO_ENCRYPT_THEN_MAC
    server = Native(of, server=True)
    client = Native(context(version=SUITES_12[suite], ciphers=ciphers))
    said = handshake(client, server) + talk(client, server)
    recording = read(said, keys_of(log))
    is_sound(recording, said)
    assert held(recording, ours=False) == ([FINISHED], [0])
    assert held(recording, ours=True) == ([FINISHED], [0])
    assert recording.notes == ()
    assert len(facts(recording, Established)) == 1
    assert 23 in recording.inside[True]
    assert 23 in recording.inside[False]


def test_what_went_well_goes_well_with_keys(log: Path) -> None:
    for version in (12, 13):
        server = Native(context(server=True, shows=GOOD, keylog=log, version=version), server=True)
        client = Native(context(version=version, trusts=ROOT))
        said = handshake(client, server) + talk(client, server)
        assert told(verdict(said, keys_of(log))) == ("ok", [])
        assert told(verdict(said, None)) == ("ok", [])


def test_a_client_that_leaves_at_once_is_still_told(log: Path) -> None:
    server = Native(context(server=True, shows=UNTRUSTED, keylog=log), server=True)
    client = Native(context())
    said = handshake(client, server) + goodbye(client, server)
    recording = read(said, keys_of(log))
    assert [fact.finished for fact in facts(recording, ClientLeft)] == [True]  # type: ignore[attr-defined]
    assert facts(recording, LeafSeen)
    assert recording.left == len(recording.transcript.events)


def test_a_hello_retry_request(log: Path) -> None:
    of = context(server=True, shows=GOOD, keylog=log)
    of.set_ecdh_curve("secp384r1")
    said = handshake(Native(context()), Native(of, server=True))
    recording = read(said, keys_of(log))
    hellos = [m for m in messages(recording.transcript, TLS) if getattr(m.what, "type", 0) == HELLO]
    assert len(hellos) == 2
    assert held(recording, ours=False)[0][:4] == FLIGHT
    assert held(recording, ours=True) == ([FINISHED], [])


@pytest.mark.parametrize("version", [12, 13])
def test_a_resumed_session(log: Path, version: int) -> None:
    left = context(version=version)
    right = context(server=True, shows=GOOD, keylog=log, version=version)
    first = Native(left)
    handshake(first, Native(right, server=True))
    client, server = Native(left, session=first.tls.session), Native(right, server=True)
    said = handshake(client, server) + talk(client, server)
    assert client.tls.session_reused
    recording = read(said, keys_of(log))
    is_sound(recording, said)
    mine = held(recording, ours=False)[0]
    assert mine[:2] == ([EXTENSIONS, FINISHED] if version == 13 else [FINISHED])
    assert held(recording, ours=True) == ([FINISHED], [0])
    assert len(facts(recording, Established)) == 1


@pytest.mark.parametrize("version", [12, 13])
def test_a_client_certificate(log: Path, version: int) -> None:
    right = context(server=True, shows=GOOD, keylog=log, version=version, trusts=ROOT)
    client = Native(context(shows=CLIENT, keylog=log, version=version))
    server = Native(right, server=True)
    said = handshake(client, server) + talk(client, server)
    recording = read(said, keys_of(log))
    [asked] = facts(recording, CertificateRequested)
    assert isinstance(asked, CertificateRequested)
    assert asked.answered == 1
    assert held(recording, ours=True)[0] == (
        [CERTIFICATE, VERIFY, FINISHED] if version == 13 else [FINISHED]
    )
    assert told(verdict(said, keys_of(log))) == ("ok", [])


def test_a_client_certificate_after_the_handshake(log: Path) -> None:
    right = context(server=True, shows=GOOD, keylog=log, trusts=ROOT)
    left = context(shows=CLIENT, keylog=log)
    for each in (left, right):
        each.post_handshake_auth = True
    client, server = Native(left), Native(right, server=True)
    said = handshake(client, server)
    server.tls.verify_client_post_handshake()
    said.append((False, server.says(ANSWERS)))
    said.append((True, client.feed(said[-1][1])))
    said.append((False, server.feed(said[-1][1])))
    client.feed(said[-1][1])
    said += talk(client, server)
    recording = read(said, keys_of(log))
    is_sound(recording, said)
    assert held(recording, ours=True) == ([FINISHED, CERTIFICATE, VERIFY, FINISHED], [0])
    [asked] = facts(recording, CertificateRequested)
    assert isinstance(asked, CertificateRequested)
    assert asked.post_handshake
    assert recording.notes == ()


class TestAlerts:
    def test_of_a_server_that_misses_a_certificate(self, log: Path) -> None:
        right = context(server=True, shows=GOOD, keylog=log, trusts=ROOT)
        said = handshake(Native(context(trusts=ROOT)), Native(right, server=True))
        assert facts(record(flow(said, left=False)), HiddenAlert)
        recording = read(said, keys_of(log), left=False)
        assert held(recording, ours=False)[1] == [116]
        assert facts(recording, HiddenAlert) == []
        [alert] = facts(recording, AlertSeen)
        assert (alert.ours, alert.after) == (False, "finished")  # type: ignore[attr-defined]
        outcome, causes = told(verdict(said, keys_of(log), left=False))
        assert (outcome, causes[0]) == ("failed", ("client-cert-missing", "certain"))

    def test_of_a_server_that_does_not_trust_the_client(self, log: Path) -> None:
        right = context(server=True, shows=GOOD, keylog=log, trusts=ROOT)
        client = Native(context(shows=STRANGER, keylog=log))
        said = handshake(client, Native(right, server=True))
        recording = read(said, keys_of(log), left=False)
        assert held(recording, ours=False)[1] == [48]
        outcome, causes = told(verdict(said, keys_of(log), left=False))
        assert (outcome, causes[0]) == ("failed", ("client-cert-untrusted", "certain"))

    def test_of_a_client_that_refuses_the_server(self, log: Path) -> None:
        said = refused(log, 48)
        assert facts(record(flow(said)), HiddenAlert)
        assert told(verdict(said, None))[1][0] == ("cert-rejected-unseen", "likely")
        recording = read(said, keys_of(log))
        assert held(recording, ours=True) == ([], [48])
        assert facts(recording, HiddenAlert) == []
        assert facts(recording, ClientLeft) == []
        [alert] = facts(recording, AlertSeen)
        assert (alert.ours, alert.after) == (True, "certificate")  # type: ignore[attr-defined]
        [leaf] = facts(recording, LeafSeen)
        assert isinstance(leaf, LeafSeen)
        assert leaf.names == ("a.example",)
        outcome, causes = told(verdict(said, keys_of(log)))
        assert outcome == "failed"
        assert causes[0][0] in ("trust-private-ca", "chain-intermediate-missing")

    def test_that_only_take_leave_refuse_nothing(self, log: Path) -> None:
        server = Native(context(server=True, shows=GOOD, keylog=log), server=True)
        client = Native(context(trusts=ROOT))
        said = handshake(client, server) + goodbye(client, server)
        recording = read(said, keys_of(log))
        assert held(recording, ours=True)[1] == held(recording, ours=False)[1] == [0]
        assert told(verdict(said, keys_of(log)))[0] != "failed"


def refused(log: Path, description: int, *, shows: object = UNTRUSTED) -> list[Said]:
    """A client that refuses the certificate under its new keys; OpenSSL does so before them."""
    right = context(server=True, shows=shows, keylog=log)  # type: ignore[arg-type]
    server = Native(right, server=True)
    hello = Native(context()).feed(b"")
    said = [(True, hello), (False, server.feed(hello))]
    secrets = keys_of(log).of(random_of(hello))
    assert secrets is not None
    seal = protection13(SUITES[0x1302], secrets.client_handshake).seal
    return [*said, (True, seal(21, Alert(2, description).write()))]


def random_of(hello: bytes) -> bytes:
    records, _ = split(hello)
    [frame], _ = frames(records[0].fragment)
    read = parse_message(frame, version=0x0303, from_server=False)
    assert isinstance(read, ClientHello)
    assert frame.type == HandshakeType.CLIENT_HELLO
    return read.random


def changed(log: Path, *kept: str, flip: bool = False) -> KeyLog:
    """The key log with some labels only, or with every secret another."""
    keys = KeyLog()
    lines = []
    for line in log.read_text().splitlines():
        label, _, rest = line.partition(" ")
        if kept and label not in kept:
            continue
        lines.append(f"{label} {rest[:-1]}{'0' if rest[-1] != '0' else '1'}" if flip else line)
    keys.parse("\n".join(lines).encode(), "keys")
    return keys


class TestWhatIsLacking:
    @pytest.mark.parametrize("version", [12, 13])
    def test_wrong_secrets_open_nothing_and_say_so(self, log: Path, version: int) -> None:
        right = context(server=True, shows=GOOD, keylog=log, version=version)
        client, server = Native(context(version=version)), Native(right, server=True)
        said = handshake(client, server) + talk(client, server)
        recording = read(said, changed(log, flip=True))
        assert inside(recording) == []
        assert not any(map(any, recording.inside))
        label = "CLIENT_RANDOM" if version == 12 else "SERVER_HANDSHAKE_TRAFFIC_SECRET"
        assert f"{label} of the key log does not open what the server sent" in recording.notes
        assert observe(recording, SETTING)[2].says.endswith("; ".join(recording.notes))
        assert told(verdict(said, changed(log, flip=True))) == told(verdict(said, None))

    def test_wrong_secrets_are_not_tried_for_ever(
        self, log: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        server = Native(context(server=True, shows=GOOD, keylog=log), server=True)
        client = Native(context())
        said = handshake(client, server)
        said += [(True, client.says(ASKS)) for _ in range(200)]
        tried = []

        def count(suite: Suite, secret: bytes) -> Protection:
            tried.append(secret)
            return protection13(suite, secret)

        monkeypatch.setattr("tlswhy.passive.opened.protection13", count)
        keys = changed(log, flip=True)
        secrets = keys.of(random_of(said[0][1]))
        assert secrets is not None
        read(said, keys)
        assert tried.count(secrets.client_handshake) == MOST_TRIED

    @pytest.mark.parametrize("version", [12, 13])
    def test_secrets_of_another_connection(self, log: Path, version: int) -> None:
        right = context(server=True, shows=GOOD, keylog=log, version=version)
        handshake(Native(context(version=version)), Native(right, server=True))
        keys = keys_of(log)
        said = handshake(Native(context(version=version)), Native(right, server=True))
        recording = read(said, keys)
        assert inside(recording) == []
        assert recording.notes == ("the key log has no secret of this connection",)

    def test_of_one_side_only(self, log: Path) -> None:
        right = context(server=True, shows=GOOD, keylog=log)
        client, server = Native(context()), Native(right, server=True)
        said = handshake(client, server) + talk(client, server)
        recording = read(said, changed(log, "SERVER_HANDSHAKE_TRAFFIC_SECRET"))
        assert held(recording, ours=False) == (FLIGHT, [])
        assert held(recording, ours=True) == ([], [])
        assert recording.notes == (
            "the key log has no CLIENT_HANDSHAKE_TRAFFIC_SECRET of this connection",
            "the key log has no SERVER_TRAFFIC_SECRET_0 of this connection",
        )
        assert len(facts(recording, Established)) == 1

    def test_of_the_time_after_the_handshake_only(self, log: Path) -> None:
        right = context(server=True, shows=GOOD, keylog=log)
        client, server = Native(context()), Native(right, server=True)
        said = handshake(client, server) + talk(client, server)
        recording = read(said, changed(log, "SERVER_TRAFFIC_SECRET_0", "CLIENT_TRAFFIC_SECRET_0"))
        assert held(recording, ours=False) == ([TICKET, TICKET], [0])
        assert held(recording, ours=True) == ([], [0])

    def test_an_unencrypted_refusal_needs_no_secret(self, log: Path) -> None:
        right = context(server=True, shows=GOOD, keylog=log, version=12)
        handshake(Native(context(version=12)), Native(right, server=True))
        said = handshake(Native(context(version=13)), Native(right, server=True))
        recording = read(said, keys_of(log), left=False)
        assert recording.notes == ()
        assert inside(recording) == []


def test_no_secret_and_no_payload_reaches_a_report(log: Path) -> None:
    said = refused(log, 48)
    found = verdict(said, keys_of(log))
    text = json.dumps(
        document.document(
            found.diagnosis,
            found.recording.transcript,
            subject_of(found, "a.pcap"),
            explain_all=True,
        )
    )
    assert "Other Root" in text
    for line in log.read_text().splitlines()[1:]:
        secret = line.split()[2]
        assert secret not in text
        assert repr(bytes.fromhex(secret))[2:-1] not in repr(found)


@pytest.fixture(scope="module")
def mutual(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[list[Said], KeyLog]]:
    """By version: a handshake with a client certificate, data, and goodbye."""
    made = {}
    for version in (12, 13):
        log = tmp_path_factory.mktemp("mutual") / "keys"
        right = context(server=True, shows=GOOD, keylog=log, version=version, trusts=ROOT)
        client = Native(context(shows=CLIENT, keylog=log, version=version))
        server = Native(right, server=True)
        said = handshake(client, server) + talk(client, server)
        made[version] = (said, keys_of(log))
    return made


@settings(max_examples=60)
@given(st.sampled_from([12, 13]), st.floats(0, 1), st.floats(0, 1))
def test_a_cut_capture_shows_what_came_before_the_cut(
    mutual: dict[int, tuple[list[Said], KeyLog]], version: int, client: float, server: float
) -> None:
    said, keys = mutual[version]
    whole = read(said, keys)
    left = {
        True: round(client * sum(len(data) for ours, data in said if ours)),
        False: round(server * sum(len(data) for ours, data in said if not ours)),
    }
    kept: list[Said] = []
    for ours, data in said:
        if left[ours] > 0:
            kept.append((ours, data[: left[ours]]))
        left[ours] -= len(data)
    recording = read(kept, keys)
    observe(recording, SETTING)
    for way in (Way.OURS, Way.THEIRS):
        found = [event.data for event in inside(recording) if event.way is way]
        every = [event.data for event in inside(whole) if event.way is way]
        assert every[: len(found)] == found


@settings(max_examples=60)
@given(st.sampled_from([12, 13]), st.integers(0, 11), st.floats(0, 1), st.binary(max_size=40))
def test_damaged_bytes_raise_nothing(
    mutual: dict[int, tuple[list[Said], KeyLog]],
    version: int,
    which: int,
    where: float,
    new: bytes,
) -> None:
    said, keys = mutual[version]
    damaged = list(said)
    ours, data = damaged[which % len(said)]
    at = round(where * len(data))
    damaged[which % len(said)] = (ours, data[:at] + new + data[at + len(new) :])
    recording = read(damaged, keys)
    observe(recording, SETTING)
    judge(recording.flow, SETTING, {}, keys)
