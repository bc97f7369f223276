from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asked,
    asks,
    at,
    case,
    clue,
    ended,
    established,
    hello,
    notes,
    problem,
    server_hello,
    trial,
)
from tlswhy.causes.sni.ech_mismatch import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Clue, Party, Remedy
from tlswhy.model.facts import Fact
from tlswhy.model.facts.ech import (
    EchAccepted,
    EchOffered,
    EchRejected,
    EchRetryConfigs,
    HttpsRecordMissing,
    HttpsRecordSeen,
)

OFFERED = EchOffered(seen=at(1), name="a.test", public_name="p.test", config_id=7)
NAMELESS = EchOffered(seen=at(1), name=None, public_name="p.test", config_id=7)
GREASE = EchOffered(seen=at(1), name="a.test", public_name="a.test", config_id=7, grease=True)
ACCEPTED, REJECTED = EchAccepted(seen=at(1)), EchRejected(seen=at(1))
CONFIGS = EchRetryConfigs(seen=at(1), public_names=("p.test",), usable="Y29uZmlncw==")
USELESS = EchRetryConfigs(seen=at(1), public_names=("p.test",))
IN_DNS = HttpsRecordSeen(seen=at(1), priority=1, public_name="p.test")
WITHOUT_ECH = HttpsRecordSeen(seen=at(1), priority=1)
NOT_IN_DNS = HttpsRecordMissing(seen=at(1), how="no-data")
WRONG = problem("hostname-mismatch", text="is not valid for p.test")

OFF = trial(What.ECH_OFF, server_hello(), established())
STILL = trial(What.ECH_OFF, server_hello(), established(), problem("expired"))
RETRIED = trial(
    What.ECH_RETRY, OFFERED, server_hello(), ACCEPTED, established(), value=CONFIGS.usable
)
AGAIN = trial(What.ECH_RETRY, server_hello(), established(), REJECTED, value=CONFIGS.usable)
NEWER = trial(What.ECH_FROM_DNS, OFFERED, server_hello(), ACCEPTED, established())
IN_THE_CLEAR = trial(What.ECH_FROM_DNS, NOT_IN_DNS, server_hello(), established())


def rejected(*facts: Fact, trials: tuple[Trial, ...] = ()) -> Case:
    seen = (hello(sni="p.test"), OFFERED, server_hello(), REJECTED, established(), *facts)
    return case(*seen, trials=trials)


def the(of: Case) -> Clue:
    found = clue(CAUSE, of)
    assert found is not None
    return found


class TestRejected:
    @pytest.mark.parametrize(
        ("facts", "acts", "remedy", "says"),
        [
            (
                (IN_DNS, CONFIGS),
                Party.DNS,
                Remedy.PUBLISH_ECH_KEY,
                (
                    "a hello for a.test, encrypted in one for p.test by the configuration in DNS; "
                    "the server no longer has that key and sends another configuration"
                ),
            ),
            (
                (CONFIGS,),
                Party.CLIENT,
                Remedy.UPDATE_ECH_CONFIG,
                "by the configuration that was given; the server no longer has that key",
            ),
            (
                (IN_DNS, CONFIGS, WRONG),
                Party.SERVER,
                Remedy.SERVE_PUBLIC_NAME,
                (
                    "another configuration, which no client may believe "
                    "(CN=a.test: is not valid for p.test)"
                ),
            ),
            (
                (IN_DNS,),
                Party.DNS,
                Remedy.DROP_ECH_RECORD,
                "the server has a certificate for p.test and no ECH",
            ),
            (
                (IN_DNS, USELESS),
                Party.DNS,
                Remedy.DROP_ECH_RECORD,
                "the server has a certificate for p.test and no ECH",
            ),
            (
                (IN_DNS, WRONG),
                Party.DNS,
                Remedy.DROP_ECH_RECORD,
                (
                    "the server has no ECH and is not the one it is meant for "
                    "(CN=a.test: is not valid for p.test)"
                ),
            ),
            (
                (WITHOUT_ECH, WRONG),
                Party.CLIENT,
                Remedy.UPDATE_ECH_CONFIG,
                "by the configuration that was given; the server has no ECH",
            ),
        ],
        ids=[
            *("old key in DNS", "old key given", "no certificate", "turned off"),
            *("useless configurations", "split DNS", "wrong server given"),
        ],
    )
    def test_the_answer_tells_who_has_to_act(
        self, facts: tuple[Fact, ...], acts: Party, remedy: Remedy, says: str
    ) -> None:
        found = the(rejected(*facts))
        assert (found.verdict.word, found.confirmed_by) == ("certain", None)
        assert (found.acts, found.remedies[0]) == (acts, remedy)
        assert says in found.because
        assert set(found.evidence) == {OFFERED, REJECTED, *facts} - {WITHOUT_ECH}

    @pytest.mark.parametrize(
        ("trials", "cure", "says"),
        [
            ((OFF,), OFF, "without ECH it works"),
            ((OFF, RETRIED), RETRIED, "with the configuration that the server sent it works"),
            ((OFF, NEWER), NEWER, "with the one that DNS has now it works"),
            ((RETRIED, STILL), RETRIED, "with the configuration that the server sent it works"),
        ],
        ids=["off", "retried", "from DNS", "off is no cure"],
    )
    def test_what_works_confirms_it(
        self, trials: tuple[Trial, ...], cure: Trial, says: str
    ) -> None:
        found = the(rejected(CONFIGS, trials=trials))
        assert (found.verdict.word, found.confirmed_by) == ("certain", cure)
        assert found.because.endswith(says)

    def test_that_dns_has_none_is_no_cure(self) -> None:
        found = the(rejected(trials=(IN_THE_CLEAR, OFF)))
        assert found.confirmed_by == OFF
        assert found.because.endswith("; DNS has none for the name; without ECH it works")

    def test_a_server_that_takes_not_even_its_own_has_to_act(self) -> None:
        found = the(rejected(IN_DNS, CONFIGS, trials=(AGAIN, OFF)))
        assert (found.acts, found.remedies) == (Party.SERVER, (Remedy.SHARE_ECH_KEYS,))
        assert "it does not accept that one either; without ECH it works" in found.because

    def test_one_without_a_certificate_for_it_too(self) -> None:
        found = the(rejected(IN_DNS, CONFIGS, WRONG, trials=(AGAIN, OFF)))
        assert found.remedies == (Remedy.SERVE_PUBLIC_NAME, Remedy.PUBLISH_ECH_KEY)

    def test_what_fails_without_ech_has_another_fault_as_well(self) -> None:
        found = the(rejected(IN_DNS, WRONG, trials=(STILL,)))
        assert (found.verdict.word, found.confirmed_by) == ("likely", None)
        assert found.because.endswith("; without ECH it fails too")

    def test_a_hello_without_a_name_says_so(self) -> None:
        found = the(case(hello(), NAMELESS, server_hello(), REJECTED, established()))
        assert found.because.startswith("a hello for no name, encrypted in one for p.test")


class TestRefused:
    @pytest.mark.parametrize(
        ("offered", "facts", "acts", "remedy"),
        [
            (OFFERED, (alert(112), IN_DNS), Party.DNS, Remedy.DROP_ECH_RECORD),
            (OFFERED, (alert(112),), Party.CLIENT, Remedy.UPDATE_ECH_CONFIG),
            (OFFERED, (ended("reset"), IN_DNS), Party.NETWORK, Remedy.ALLOW_NAME),
            (GREASE, (alert(47),), Party.SERVER, Remedy.UPDATE_TLS_LIBRARY),
            (GREASE, (ended("silence"),), Party.NETWORK, Remedy.ALLOW_NAME),
        ],
        ids=["name from DNS", "name given", "filter", "intolerant server", "intolerant box"],
    )
    def test_without_ech_it_is_answered(
        self, offered: EchOffered, facts: tuple[Fact, ...], acts: Party, remedy: Remedy
    ) -> None:
        found = the(case(hello(), offered, *facts, trials=(OFF,)))
        assert (found.verdict.word, found.confirmed_by) == ("certain", OFF)
        assert (found.acts, found.remedies) == (acts, (remedy,))
        assert found.because.endswith("; one without ECH is answered")

    def test_a_refusal_alone_is_possible(self) -> None:
        found = the(case(hello(), OFFERED, alert(112)))
        assert (found.verdict.word, found.confirmed_by) == ("possible", None)
        grease = the(case(hello(), GREASE, alert(47)))
        assert grease.because.startswith("a hello with GREASE in place of ECH: received alert")

    def test_without_ech_it_is_refused_too(self) -> None:
        made = trial(What.ECH_OFF, alert(112))
        found = the(case(hello(), OFFERED, alert(112), trials=(made,)))
        assert (found.verdict.word, found.confirmed_by) == ("excluded", None)


@pytest.mark.parametrize(
    "facts",
    [
        (hello(), alert(112)),
        (hello(), OFFERED, server_hello(), ACCEPTED, established(), problem("expired")),
        (hello(), GREASE, server_hello(), CONFIGS, established(), problem("expired")),
        (hello(), OFFERED, server_hello(), alert(40, after="server-hello")),
    ],
    ids=["no ECH", "accepted", "GREASE that did no harm", "not known"],
)
def test_it_is_not_this(facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(*facts)) is None


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ((IN_DNS, CONFIGS, asked()), ["ech-retry-configs Y29uZmlncw==", "ech-off"]),
        ((CONFIGS, asked()), ["ech-retry-configs Y29uZmlncw==", "ech-off", "ech-from-dns"]),
        ((USELESS, asked(service="")), ["ech-off", "ech-from-dns"]),
        ((NOT_IN_DNS, asked()), ["ech-off"]),
        ((asked("192.0.2.1"),), ["ech-off"]),
        ((asked(service="smtp"),), ["ech-off"]),
        ((), ["ech-off"]),
    ],
    ids=["from DNS", "given", "useless", "not in DNS", "address", "mail", "nothing known"],
)
def test_asks_for_what_would_tell(facts: tuple[Fact, ...], wanted: list[str]) -> None:
    assert asks(CAUSE, rejected(*facts)) == wanted


def test_grease_has_nothing_newer_in_dns() -> None:
    assert asks(CAUSE, case(hello(), GREASE, alert(47), asked())) == ["ech-off"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((), []),
        ((NOT_IN_DNS,), ["the hello was not encrypted: no HTTPS record in DNS: no-data"]),
        ((WITHOUT_ECH,), ["the hello was not encrypted: HTTPS record in DNS: no ECH"]),
        (
            (IN_DNS, OFFERED, ACCEPTED),
            ["the server accepted ECH: who reads along sees the name p.test alone"],
        ),
        ((GREASE,), []),
        (
            (GREASE, CONFIGS),
            ["the server knows ECH: the server sends ECH configurations for p.test"],
        ),
    ],
    ids=["no ECH", "no record", "record without", "accepted", "GREASE", "GREASE and an answer"],
)
def test_notes(facts: tuple[Fact, ...], said: list[str]) -> None:
    assert notes(CAUSE, case(hello(), *facts, server_hello(), established())) == said
