"""What a reverse proxy answers inside TLS when its own leg fails."""

from __future__ import annotations

import pytest

from causes_facts import asks, case, clue, established, inside, leaf, maker, proof, trial, verdict
from tlswhy.causes.upstream import (
    upstream_cert_untrusted,
    upstream_expects_tls,
    upstream_sni_missing,
)
from tlswhy.model.case import Case, What
from tlswhy.model.facts import Fact

PLAIN = upstream_expects_tls.CAUSE
UNTRUSTED = upstream_cert_untrusted.CAUSE
NO_NAME = upstream_sni_missing.CAUSE

ENVOY = inside(503, headers=(("server", "envoy"),))


def seen(*more: Fact) -> Case:
    return case(established(), leaf(), *more)


def read(page: str, status: int = 400) -> tuple[Fact, ...]:
    return (inside(status, page=page, method="GET"),)


class TestExpectsTls:
    def test_the_page_is_certain(self) -> None:
        says = trial(What.READ_REFUSAL, *read("plain-http-to-tls"))
        known = seen(inside(400, reason="Bad Request")).plus((says,))
        found = clue(PLAIN, known)
        assert found is not None
        assert (found.verdict.word, found.confirmed_by) == ("certain", says)
        assert found.because == (
            "HEAD answered 400 Bad Request inside TLS: a plain HTTP request was sent to a TLS port"
        )

    def test_it_may_come_at_once(self) -> None:
        assert verdict(PLAIN, seen(inside(400, page="plain-http-to-tls"))) == "certain"

    def test_until_it_is_read_it_is_possible(self) -> None:
        assert verdict(PLAIN, seen(inside(400))) == "possible"
        assert asks(PLAIN, seen(inside(400))) == ["read-the-refusal"]

    def test_another_page(self) -> None:
        says = trial(What.READ_REFUSAL, *read("client-cert-missing"))
        assert verdict(PLAIN, seen(inside(400)).plus((says,))) == ""
        assert verdict(PLAIN, seen(inside(400)).plus((trial(What.READ_REFUSAL),))) == ""

    @pytest.mark.parametrize("status", [200, 404, 421, 502])
    def test_another_status(self, status: int) -> None:
        assert verdict(PLAIN, seen(inside(status, page="plain-http-to-tls"))) == ""

    def test_none_of_it(self) -> None:
        assert verdict(PLAIN, seen()) == ""
        assert asks(PLAIN, seen()) == []


class TestUntrusted:
    def test_the_status_for_it_is_likely(self) -> None:
        found = clue(UNTRUSTED, seen(inside(526)))
        assert found is not None
        assert found.verdict.word == "likely"
        assert found.because.endswith("only the proxy's log tells why")

    def test_a_failed_handshake_may_be_it(self) -> None:
        assert verdict(UNTRUSTED, seen(inside(525))) == "possible"
        assert asks(UNTRUSTED, seen(inside(525))) == []

    def test_a_page_that_says_so_is_certain(self) -> None:
        says = trial(What.READ_REFUSAL, *read("upstream-cert-untrusted", 503))
        assert verdict(UNTRUSTED, seen(ENVOY)) == "possible"
        assert asks(UNTRUSTED, seen(ENVOY)) == ["read-the-refusal"]
        assert verdict(UNTRUSTED, seen(ENVOY).plus((says,))) == "certain"
        assert proof(UNTRUSTED, seen(ENVOY).plus((says,))) is says
        known = seen(inside(503, page="upstream-cert-untrusted"))
        assert verdict(UNTRUSTED, known) == "certain"

    def test_a_page_that_does_not(self) -> None:
        for says in (trial(What.READ_REFUSAL, *read("", 503)), trial(What.READ_REFUSAL)):
            assert verdict(UNTRUSTED, seen(ENVOY).plus((says,))) == ""

    def test_a_page_that_tells_of_a_handshake_is_likely(self) -> None:
        seen_first = seen(inside(500, headers=(("Server", "Apache/2.4.62 (Debian)"),)))
        says = trial(What.READ_REFUSAL, *read("upstream-handshake-failed", 500))
        assert asks(UNTRUSTED, seen_first) == ["read-the-refusal"]
        found = clue(UNTRUSTED, seen_first.plus((says,)))
        assert found is not None
        assert (found.verdict.word, found.confirmed_by) == ("likely", says)
        assert verdict(NO_NAME, seen_first.plus((says,))) == "possible"

    @pytest.mark.parametrize("status", [200, 400, 500, 502, 503, 504])
    def test_any_other_answer_says_nothing(self, status: int) -> None:
        assert verdict(UNTRUSTED, seen(inside(status))) == ""
        assert asks(UNTRUSTED, seen(inside(status))) == []

    def test_an_interceptor_is_no_reverse_proxy(self) -> None:
        made = maker("interceptor", "Cloudflare Gateway")
        assert verdict(UNTRUSTED, seen(made, inside(526))) == ""
        assert verdict(UNTRUSTED, seen(maker("filter", "a portal"), inside(526))) == "likely"

    def test_none_of_it(self) -> None:
        assert verdict(UNTRUSTED, seen()) == ""
        assert asks(UNTRUSTED, seen()) == []


class TestNameMissing:
    def test_a_failed_handshake_is_likely(self) -> None:
        found = clue(NO_NAME, seen(inside(525)))
        assert found is not None
        assert found.verdict.word == "likely"
        assert "only the proxy's log tells" in found.because

    def test_an_interceptor_is_no_reverse_proxy(self) -> None:
        made = maker("interceptor", "mitmproxy")
        page = inside(502, page="upstream-handshake-failed")
        assert verdict(NO_NAME, seen(page)) == "possible"
        assert verdict(NO_NAME, seen(made, page)) == ""

    @pytest.mark.parametrize("status", [200, 421, 502, 503, 504, 526])
    def test_any_other_answer_says_nothing(self, status: int) -> None:
        assert verdict(NO_NAME, seen(inside(status))) == ""

    def test_none_of_it(self) -> None:
        assert verdict(NO_NAME, seen()) == ""
