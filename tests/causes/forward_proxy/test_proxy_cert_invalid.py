from __future__ import annotations

import pytest

from causes_facts import case, clue, passed, problem, proxy, route, through
from tlswhy.causes.forward_proxy.proxy_cert_invalid import CAUSE
from tlswhy.model.diagnosis import Party, Verdict

SECURE = "https://127.0.0.1:3128"
SECOND = "https://q.test:8443"


def test_the_problem_is_of_the_proxy() -> None:
    chosen, expired = proxy(SECURE), problem("expired", subject="CN=127.0.0.1")
    found = clue(CAUSE, case(through("https"), chosen, expired))
    assert found is not None
    assert (found.verdict, found.hop, found.evidence) == (Verdict.CERTAIN, 1, (expired, chosen))


@pytest.mark.parametrize(("hop", "named"), [(1, SECURE), (3, SECOND)])
def test_the_right_proxy_of_a_chain_is_named(hop: int, named: str) -> None:
    hops = route(
        *("tcp 127.0.0.1:3128", "tls 127.0.0.1", "http-connect 127.0.0.1:3128"),
        *("tls q.test", "http-connect q.test:8443", "tls a.test"),
    )
    found = clue(CAUSE, case(hops, proxy(SECURE), proxy(SECOND), problem("expired", hop=hop)))
    assert found is not None
    assert found.hop == hop
    assert found.because.startswith(f"the proxy {named.removeprefix('https://')} has")
    assert found.evidence[1:] == (proxy(named),)


def test_without_the_setting_the_route_tells() -> None:
    found = clue(CAUSE, case(through("https"), problem("expired")))
    assert found is not None
    assert found.evidence == (problem("expired"),)


def test_other_certificates_are_not_the_proxys() -> None:
    assert clue(CAUSE, case(through("http"), proxy(), passed(), problem("expired"))) is None
    frown = problem("sha1-signature", fatal=False)
    assert clue(CAUSE, case(through("https"), proxy(SECURE), frown)) is None


@pytest.mark.parametrize(
    ("code", "acts"),
    [("untrusted-root", Party.CLIENT), ("issuer-unknown", Party.CLIENT), ("expired", None)],
)
def test_a_ca_that_the_client_was_not_given_is_the_clients_matter(
    code: str, acts: Party | None
) -> None:
    found = clue(CAUSE, case(through("https"), proxy(SECURE), problem(code)))
    assert found is not None
    assert found.acts is acts
