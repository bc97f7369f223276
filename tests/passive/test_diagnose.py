"""What became of connections, told by what passed: the rules for refusals, resets, and lost bytes.

The rules are called R1 to R4: an alert in the clear, an encrypted one by its size, a client that
leaves after its Finished, and one that leaves instead of it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from passive.flows import (
    MS,
    SETTING,
    Ends,
    Said,
    Talk,
    first,
    judged,
    record,
    said,
    told,
    up_to_flight,
)
from tlswhy.captures.flow import ACK, FIN, PSH, RST, SYN
from tlswhy.causes import catalogue
from tlswhy.model.diagnosis import Party, Step
from tlswhy.model.facts.passive import ClientLeft, ForeignReset, IcmpSeen, Recorded, Repeated
from tlswhy.model.facts.tls import AlertSeen
from tlswhy.passive.diagnose import judge

US, THEM = True, False
CCS = bytes.fromhex("140303000101")
FOREIGN = 113
HELLO = (US, said(Ends())[0][1])


def handshake(ends: Ends, *, leaves: int = FIN | ACK) -> Talk:
    return Talk().opens().all(said(ends)).closes(ours=True, flags=leaves)


@pytest.mark.parametrize("version", [12, 13])
@pytest.mark.parametrize("leaves", [FIN | ACK, RST])
def test_what_went_well(version: int, leaves: int) -> None:
    assert told(judged(handshake(Ends(version=version), leaves=leaves).flow())) == ("ok", [])


@pytest.mark.parametrize(
    "ends",
    [
        Ends(curve="secp384r1"),
        Ends(name=""),
        Ends(shown="EXPIRED", trusted=None),
        Ends(version=12, shown="SELF_SIGNED", trusted=None),
        Ends(version=12, shown="EXPIRED", trusted=None),
        Ends(wants=True, shows="CLIENT"),
        Ends(version=12, wants=True, shows="CLIENT"),
        Ends(data=False),
    ],
)
def test_what_a_client_took_is_no_failure(ends: Ends) -> None:
    """Also where others would refuse the certificate."""
    if not ends.name:
        ends = Ends(trusted=None, name="")
    assert told(judged(handshake(ends).flow()))[0] in ("ok", "at-risk")


@pytest.mark.parametrize(
    ("shown", "cause"),
    [
        ("EXPIRED", "cert-expired"),
        ("WRONG_NAME", "cert-hostname-mismatch"),
        ("SELF_SIGNED", "trust-self-signed"),
    ],
)
def test_r1_in_tls12_the_certificate_tells_why(shown: str, cause: str) -> None:
    talk = handshake(Ends(version=12, shown=shown))
    assert first(talk.flow()) == ("failed", cause, "certain")
    diagnosis = judged(talk.flow()).diagnosis
    assert (diagnosis.broke_at.hop, diagnosis.broke_at.step) == (1, Step.CERTIFICATE)


def test_r1_in_tls12_a_root_that_nobody_knows() -> None:
    flow = handshake(Ends(version=12, shown="UNTRUSTED")).flow()
    outcome, causes = told(judged(flow))
    assert outcome == "failed"
    assert {name for name, _ in causes} == {"chain-intermediate-missing", "trust-private-ca"}


@pytest.mark.parametrize(
    ("shown", "cause"),
    [
        ("EXPIRED", "cert-expired"),
        ("WRONG_NAME", "cert-rejected-unseen"),
        ("SELF_SIGNED", "cert-rejected-unseen"),
        ("UNTRUSTED", "cert-rejected-unseen"),
    ],
)
def test_r1_in_tls13_the_number_of_the_alert_is_all(shown: str, cause: str) -> None:
    flow = handshake(Ends(shown=shown)).flow()
    assert told(judged(flow)) == ("failed", [(cause, "likely")])


@pytest.mark.parametrize("size", [19, 35])
@pytest.mark.parametrize("ccs", [CCS, b""])
def test_r2_an_encrypted_alert_by_its_size(size: int, ccs: bytes) -> None:
    talk = Talk().opens().all(up_to_flight()).says(ccs + record(23, size), ours=True)
    found = judged(talk.closes(ours=True).flow())
    assert told(found) == ("failed", [("cert-rejected-unseen", "likely")])
    assert str(size) in found.diagnosis.findings[0].clue.because
    assert found.diagnosis.findings[0].acts is Party.CLIENT


def test_r2_is_not_met_by_a_finished() -> None:
    talk = Talk().opens().all(up_to_flight()).says(CCS + record(23, 53), ours=True)
    talk.says(record(23, 200), ours=True).says(record(23, 19), ours=True)
    assert told(judged(talk.closes(ours=True).flow())) == ("ok", [])


@pytest.mark.parametrize("version", [12, 13])
@pytest.mark.parametrize("leaves", [FIN | ACK, RST])
def test_r3_alone_is_a_suspicion(version: int, leaves: int) -> None:
    """Finished and gone: to test a port looks the same."""
    ends = Ends(version=version, shown="EXPIRED", trusted=None, data=False, bye=False)
    found = judged(handshake(ends, leaves=leaves).flow())
    outcome, causes = told(found)
    assert outcome == "at-risk"
    assert {word for _, word in causes} == {"possible"}
    assert causes[0][0] == ("cert-expired" if version == 12 else "cert-rejected-unseen")
    assert found.diagnosis.broke_at.step is Step.NONE
    assert found.diagnosis.case.last(ClientLeft) in found.diagnosis.findings[0].clue.evidence


def test_r3_is_met_by_a_client_that_takes_its_time() -> None:
    spoken = said(Ends(shown="EXPIRED", trusted=None, data=False, bye=False))[:3]
    talk = Talk().opens().all(spoken).packet(ours=False).waits(5_000).closes(ours=True)
    outcome, causes = told(judged(talk.flow()))
    assert (outcome, causes[0]) == ("at-risk", ("cert-rejected-unseen", "possible"))


def test_r3_with_a_certificate_in_order_is_nothing() -> None:
    talk = handshake(Ends(version=12, data=False, bye=False))
    assert told(judged(talk.flow())) == ("ok", [])


@pytest.mark.parametrize("data", [True, False])
def test_r3_is_not_met_where_the_server_leaves(data: bool) -> None:
    ends = Ends(shown="EXPIRED", trusted=None, data=data, bye=False)
    talk = Talk().opens().all(said(ends)).closes(ours=False).closes(ours=True)
    assert told(judged(talk.flow())) == ("ok", [])


@pytest.mark.parametrize("leaves", [FIN | ACK, RST])
def test_r4_a_client_that_leaves_without_its_finished(leaves: int) -> None:
    talk = Talk().opens().all(up_to_flight()).closes(ours=True, flags=leaves)
    assert told(judged(talk.flow())) == ("failed", [("cert-rejected-unseen", "likely")])


def test_r4_in_tls12_the_certificate_tells_why() -> None:
    talk = Talk().opens().all(up_to_flight(version=12, shown="EXPIRED")).closes(ours=True)
    assert first(talk.flow()) == ("failed", "cert-expired", "likely")


def test_a_client_that_wants_no_answer() -> None:
    """It closes at once: nobody failed it."""
    talk = Talk().opens().all([HELLO]).closes(ours=True).closes(ours=False)
    outcome, causes = told(judged(talk.flow()))
    assert outcome in ("unclear", "ok") or {word for _, word in causes} <= {"possible"}


@pytest.mark.parametrize(
    ("ends", "cause", "word"),
    [
        (Ends(version=12, wants=True), "client-cert-missing", "certain"),
        (Ends(wants=True), "client-cert-missing", "likely"),
        (Ends(version=12, wants=True, shows="STRANGER"), "client-cert-untrusted", "certain"),
        (Ends(wants=True, shows="STRANGER"), "client-cert-untrusted", "likely"),
    ],
)
def test_servers_that_refuse_the_client(ends: Ends, cause: str, word: str) -> None:
    talk = Talk().opens().all(said(ends)).closes(ours=False).closes(ours=True)
    assert told(judged(talk.flow())) == ("failed", [(cause, word)])


def test_a_warning_refuses_nothing() -> None:
    """unrecognized_name (112) as a warning, and the server goes on (RFC 6066 section 3)."""
    spoken = list(said(Ends(version=12)))
    warning = (THEM, bytes.fromhex("15030300020170"))
    talk = Talk().opens().all([spoken[0], warning, *spoken[1:]]).closes(ours=True)
    assert told(judged(talk.flow())) == ("ok", [])


@pytest.mark.parametrize(
    ("alert", "cause"), [(70, "version-server-too-old"), (112, "sni-unrecognized")]
)
def test_alerts_of_servers(alert: int, cause: str) -> None:
    refusal = (THEM, bytes([21, 3, 3, 0, 2, 2, alert]))
    talk = Talk().opens().all([HELLO, refusal]).closes(ours=False)
    assert cause in [name for name, _ in told(judged(talk.flow()))[1][:2]]


def test_a_server_that_just_closes() -> None:
    talk = Talk().opens().all([HELLO]).closes(ours=False).packet(ours=True).closes(ours=True)
    assert first(talk.flow()) == ("failed", "peer-closed-early", "likely")


def test_a_server_that_resets() -> None:
    talk = Talk().opens().all([HELLO]).resets(ours=False)
    assert first(talk.flow()) == ("failed", "reset-on-hello", "likely")


def test_a_connection_that_is_refused() -> None:
    assert first(Talk().syn().resets(ours=False).flow())[:2] == ("failed", "tcp-refused")


def test_a_connection_that_nobody_answers() -> None:
    talk = Talk().syn()
    for wait in (1000, 2000, 4000):
        talk.waits(wait).again()
    assert first(talk.flow())[:2] == ("failed", "tcp-timeout")


@pytest.mark.parametrize(
    ("version", "kind", "code"),
    [(4, 3, 9), (4, 3, 10), (4, 3, 13), (6, 1, 1), (6, 1, 5), (6, 1, 6)],
)
def test_a_router_that_says_it_is_prohibited(version: int, kind: int, code: int) -> None:
    talk = Talk().syn().icmp(kind, code, version=version)
    found = judged(talk.flow())
    assert told(found) == ("failed", [("tcp-blocked", "certain")])
    assert "203.0.113.9 says " in found.diagnosis.findings[0].clue.because


@pytest.mark.parametrize(("version", "kind", "code"), [(4, 3, 1), (4, 3, 0), (6, 1, 0), (6, 1, 3)])
def test_a_router_that_knows_no_way(version: int, kind: int, code: int) -> None:
    found = judged(Talk().syn().icmp(kind, code, version=version).flow())
    outcome, causes = told(found)
    assert outcome == "failed"
    assert "tcp-blocked" not in dict(causes)
    seen = found.diagnosis.case.last(IcmpSeen)
    assert seen is not None
    assert (seen.version, seen.type, seen.code, seen.ours) == (version, kind, code, True)


def test_an_icmp_error_that_did_no_harm() -> None:
    talk = Talk().syn().icmp(3, 13)
    talk.opens().all(said(Ends())).closes(ours=True)
    assert told(judged(talk.flow())) == ("ok", [])


def test_silence_after_the_hello() -> None:
    talk = Talk().opens().all([HELLO]).packet(ours=False).waits(10_000).closes(ours=True)
    assert first(talk.flow())[:2] == ("failed", "handshake-timeout")


def test_a_client_that_repeats_itself_and_nobody_confirms() -> None:
    talk = Talk().opens().all([HELLO])
    for wait in (300, 600, 1200, 2400, 4800):
        talk.waits(wait).again()
    found = judged(talk.waits(9000).closes(ours=True).flow())
    seen = found.diagnosis.case.last(Repeated)
    assert seen is not None
    assert (seen.ours, seen.times, seen.size) == (True, 6, len(HELLO[1]))
    assert told(found)[0] == "failed"


def test_what_is_repeated_and_then_confirmed_is_nothing() -> None:
    talk = Talk().opens().all([HELLO]).again(2).all(said(Ends())[1:]).closes(ours=True)
    found = judged(talk.flow())
    assert found.diagnosis.case.last(Repeated) is None
    assert told(found) == ("ok", [])


def test_a_flight_that_is_lost_on_the_way() -> None:
    """Its first segment comes and the next, full ones never do; the client waits."""
    flight = said(Ends(wants=True, shows="CLIENT"))[1][1]
    talk = Talk().opens().all([HELLO]).says(flight[:800], ours=False).packet(ours=True)
    talk.packet(b"the end of it", ours=False, seq=2200).packet(ours=True)
    found = judged(talk.waits(10_000).closes(ours=True).flow())
    outcome, causes = told(found)
    assert outcome == "failed"
    assert "mtu-blackhole" in dict(causes)


def injected(*resets: int, genuine: bool, ttl: int = FOREIGN) -> Talk:
    """A hello, resets behind it at these places of the server's stream, and its real answer."""
    talk = Talk(step=MS // 100).opens().all([HELLO])
    for place in resets:
        talk.resets(ours=False, ttl=ttl, seq=place)
    return talk.all(said(Ends())[1:2]) if genuine else talk


@pytest.mark.parametrize(
    ("talk", "cause", "word"),
    [
        (injected(0, genuine=True), "reset-injected", "certain"),
        (injected(0, 1460, 4380, genuine=True), "reset-injected", "certain"),
        (injected(0, 1460, 4380, genuine=False), "reset-injected", "certain"),
        (injected(0, genuine=True, ttl=51), "reset-injected", "likely"),
        (injected(0, 1460, genuine=False, ttl=52), "reset-injected", "likely"),
        (injected(0, 0, genuine=False, ttl=51), "reset-on-hello", "likely"),
    ],
)
def test_resets_in_the_name_of_the_server(talk: Talk, cause: str, word: str) -> None:
    assert first(talk.flow()) == ("failed", cause, word)


def test_a_foreign_ttl_alone_is_a_hint() -> None:
    """One ordinary reset in ten has it."""
    outcome, causes = told(judged(injected(0, genuine=False).flow()))
    assert outcome == "failed"
    assert dict(causes)["reset-injected"] == "possible"
    assert causes[0] == ("reset-on-hello", "likely")


def test_resets_at_the_end_of_what_went_well_are_nothing() -> None:
    talk = Talk().opens().all(said(Ends())).closes(ours=True)
    talk.resets(ours=False, ttl=255).resets(ours=False, ttl=255)
    found = judged(talk.flow())
    assert told(found) == ("ok", [])
    assert found.diagnosis.case.last(ForeignReset) is None


def test_a_segment_that_was_late_is_not_sent_behind_a_reset() -> None:
    talk = Talk().opens().all([HELLO]).all(said(Ends())[1:2]).closes(ours=False)
    talk.resets(ours=False)
    answer = talk.packets[4]
    talk.packet(answer.data, ours=False, seq=answer.seq)
    assert judged(talk.flow()).diagnosis.case.last(ForeignReset) is None


@pytest.mark.parametrize("ours", [True, False])
@pytest.mark.parametrize("version", [12, 13])
def test_of_one_direction_nothing_can_be_said(ours: bool, version: int) -> None:
    talk = Talk().opens().all(said(Ends(version=version))).closes(ours=ours)
    others = [n for n, packet in enumerate(talk.packets) if packet.ours is not ours]
    assert told(judged(talk.loses(*others).flow())) == ("unclear", [])


def test_one_direction_of_a_failure_shows_its_alert() -> None:
    talk = Talk().opens().all(said(Ends(version=12, shown="EXPIRED"))).closes(ours=True)
    theirs = [n for n, packet in enumerate(talk.packets) if not packet.ours]
    found = judged(talk.loses(*theirs).flow())
    assert found.diagnosis.case.last(AlertSeen) is not None
    assert "certain" not in dict(told(found)[1]).values()


@pytest.mark.parametrize("version", [12, 13])
def test_a_capture_that_begins_in_the_middle(version: int) -> None:
    talk = Talk().opens().all(said(Ends(version=version))).closes(ours=True)
    for start in range(4, len(talk.packets)):
        kept = [n for n in range(len(talk.packets)) if n < start]
        again = Talk().opens().all(said(Ends(version=version))).closes(ours=True).loses(*kept)
        found = judge(again.flow(), SETTING, catalogue())
        assert found is None or told(found) in (("unclear", []), ("ok", []))


def test_bytes_that_are_missing_are_told() -> None:
    talk = Talk().opens().all(said(Ends()), 500).closes(ours=True)
    found = judged(talk.loses(5).flow())
    assert told(found) == ("unclear", [])
    seen = found.diagnosis.case.last(Recorded)
    assert seen is not None
    assert seen.lacking == (
        "nothing of the server is in the capture, though the client got something",
    )


def test_bytes_that_are_missing_where_the_handshake_surely_ended_do_not_matter() -> None:
    talk = Talk().opens().all(said(Ends()), 500).closes(ours=True)
    found = judged(talk.loses(6).flow())
    assert told(found) == ("ok", [])
    seen = found.diagnosis.case.last(Recorded)
    assert seen is not None
    assert seen.lacking == ("bytes of it are missing",)


def test_a_capture_that_cut_its_packets() -> None:
    talk = Talk().opens()
    for ours, data in said(Ends()):
        talk.packet(data[:60], ours=ours, size=len(data))
        talk.next[ours] += len(data)
    assert told(judged(talk.closes(ours=True).flow())) == ("unclear", [])


def drafts() -> Iterator[Said]:
    """A hello that speaks of a draft of TLS 1.3 alone, and its answer."""
    usual = HELLO[1]
    versions = bytes.fromhex("002b00050403040303")
    assert versions in usual
    yield US, usual.replace(versions, bytes.fromhex("002b0005047f1c7f1b"))


def test_a_server_that_knows_no_drafts() -> None:
    refusal = (THEM, bytes.fromhex("15030300020246"))
    talk = Talk().opens().all([*drafts(), refusal]).closes(ours=False)
    outcome, causes = told(judged(talk.flow()))
    assert outcome == "failed"
    assert causes[0][0].startswith("version-")


def test_a_server_that_speaks_a_draft() -> None:
    """draft-28 has the ServerHello of RFC 8446, with its own number."""
    spoken = list(said(Ends()))
    chosen = bytes.fromhex("002b00020304")
    assert chosen in spoken[1][1]
    answer = (THEM, spoken[1][1].replace(chosen, bytes.fromhex("002b00027f1c")))
    talk = Talk().opens().all([*drafts(), answer, *spoken[2:]]).closes(ours=True)
    assert told(judged(talk.flow())) == ("ok", [])


def test_a_hello_in_the_syn() -> None:
    """TCP Fast Open, accepted and refused (RFC 7413 section 4.1)."""
    spoken = list(said(Ends()))
    size = len(spoken[0][1])
    taken = Talk().syn(spoken[0][1])
    taken.next[True] = size
    taken.packet(ours=False, flags=SYN | ACK, seq=-1, ack=size)
    assert told(judged(taken.all(spoken[1:]).closes(ours=True).flow())) == ("ok", [])
    refused = Talk().syn(spoken[0][1]).packet(ours=False, flags=SYN | ACK, seq=-1, ack=0)
    assert told(judged(refused.all(spoken).closes(ours=True).flow())) == ("ok", [])


def test_http_where_tls_belongs() -> None:
    talk = Talk().opens().says(b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", ours=True)
    talk.says(b"HTTP/1.1 400 Bad Request\r\n\r\n", ours=False).closes(ours=False)
    assert first(talk.flow())[:2] == ("failed", "plain-to-tls-port")


def test_something_else_where_a_client_wants_tls() -> None:
    talk = Talk().opens().says(b"220 mail.example ESMTP Postfix\r\n", ours=False)
    talk.all([HELLO]).says(b"500 What?\r\n", ours=False).closes(ours=False)
    assert first(talk.flow()) == ("failed", "starttls-mismatch", "certain")


@pytest.mark.parametrize("shown", ["EXPIRED", "WRONG_NAME"])
def test_a_clock_that_was_never_set_judges_no_dates(shown: str) -> None:
    talk = Talk(at=0).opens().all(said(Ends(version=12, shown=shown))).closes(ours=True)
    names = {name for name, _ in told(judged(talk.flow()))[1]}
    assert not names & {"cert-not-yet-valid", "cert-expired", "clock-wrong"}
    assert ("cert-hostname-mismatch" in names) is (shown == "WRONG_NAME")


def test_the_frames_of_the_events() -> None:
    found = judged(handshake(Ends(version=12, shown="EXPIRED")).flow())
    transcript = found.recording.transcript
    assert len(transcript.frames) == len(transcript.events)
    alert = found.diagnosis.case.last(AlertSeen)
    assert alert is not None
    assert alert.seen.event is not None
    assert transcript.frames[alert.seen.event] == 6


def test_what_nobody_wanted_tls_of() -> None:
    talk = Talk(port=22).opens().says(b"SSH-2.0-x\r\n", ours=True, segment=99)
    talk.packet(ours=True, flags=PSH | ACK)
    assert judge(talk.flow(), SETTING, catalogue()) is None
