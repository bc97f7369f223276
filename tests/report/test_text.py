"""Whole reports, and what holds for each of them."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from report import samples
from report.samples import Sample
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import (
    Broke,
    Clue,
    Diagnosis,
    Finding,
    Leg,
    Outcome,
    Party,
    Remedy,
    Step,
    Verdict,
)
from tlswhy.model.facts.context import Asked, Clock, Route
from tlswhy.model.facts.network import Connected
from tlswhy.model.facts.tls import Established, KeyExchangeSeen, ServerHelloSeen
from tlswhy.report.fix import fixes
from tlswhy.report.sheet import columns
from tlswhy.report.text import render

ALL = (
    samples.expired(),
    samples.proxy_407(),
    samples.sni_filtered(),
    samples.fine(),
    samples.unknown(),
)


def report(sample: Sample, **options: object) -> str:
    return render(sample.diagnosis, sample.transcript, sample.subject, **options)  # type: ignore[arg-type]


def too_wide(sample: Sample, width: int) -> list[str]:
    """Lines wider than asked, those to paste excepted."""
    text = report(sample, width=width, explain_all=True, interrupted=True)
    top = sample.diagnosis.findings[:1]
    pasted = {
        f"      {line}"
        for f in top
        for fix in fixes(f, sample.diagnosis.case)
        for line in fix.lines
    }
    wide = [line for line in text.split("\n") if columns(line) > width]
    return [line for line in wide if line not in pasted and not line.startswith("    tlswhy ")]


def test_an_expired_certificate() -> None:
    assert report(samples.expired()) == dedent(EXPIRED).lstrip()


def test_a_proxy_that_wants_credentials() -> None:
    assert report(samples.proxy_407()) == dedent(PROXY_407).lstrip()


def test_a_filtered_name_with_what_was_tried() -> None:
    assert report(samples.sni_filtered(), explain_all=True) == dedent(SNI_FILTERED).lstrip()


def test_nothing_is_wrong() -> None:
    assert report(samples.fine()) == dedent(FINE).lstrip()


def test_nothing_is_known_when_the_user_did_not_wait() -> None:
    assert report(samples.unknown(), interrupted=True) == dedent(UNKNOWN).lstrip()


def test_narrow() -> None:
    assert report(samples.unknown(), width=40) == dedent(UNKNOWN_40).lstrip()


@pytest.mark.parametrize("width", [40, 59, 60, 80, 100])
@pytest.mark.parametrize("sample", ALL)
def test_only_lines_to_paste_may_be_wider_than_asked(sample: Sample, width: int) -> None:
    assert too_wide(sample, width) == []


@pytest.mark.parametrize("sample", ALL)
def test_everything_fits_eighty_columns(sample: Sample) -> None:
    assert max(map(len, report(sample, explain_all=True).splitlines())) <= 80


def test_excluded_causes_are_shown_when_asked_for() -> None:
    assert "hello-too-large" not in report(samples.sni_filtered())


@pytest.mark.parametrize("sample", ALL)
def test_colour_adds_nothing_but_colour(sample: Sample) -> None:
    coloured = report(sample, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == report(sample)


@pytest.mark.parametrize("sample", ALL)
def test_ascii_when_the_terminal_takes_nothing_else(sample: Sample) -> None:
    text = report(sample, ascii=True)
    assert text.isascii()
    assert len(text) == len(report(sample))


# -- what a peer says


HOSTILE = "x\x1b[31m\x1b]0;t\x07\r\n\u202egnol\u2066\x9b2J\x00\u200b" + "é界" * 4000


def hostile(words: str) -> Sample:
    """Every text that may come from a peer or from DNS is `words`."""
    sample = samples.proxy_407(host=words, reason=words, name=words)
    problems = samples.expired()
    leaf = samples.leaf(1, until=samples.NOW, subject=words)
    case = Case((*sample.diagnosis.case.facts, leaf), problems.diagnosis.case.trials)
    finding = structs.replace(
        sample.diagnosis.findings[0],
        clue=Clue(verdict=Verdict.POSSIBLE, because=words, evidence=(leaf, *case.facts)),
    )
    diagnosis = structs.replace(
        sample.diagnosis,
        case=case,
        findings=(finding, structs.replace(finding, crash=words)),
        excluded=(finding,),
        open=samples.sni_filtered().diagnosis.open,
    )
    return structs.replace(sample, diagnosis=diagnosis)


@pytest.mark.parametrize("width", [40, 80, 100])
def test_hostile_words_cannot_steer_the_terminal(width: int) -> None:
    text = report(hostile(HOSTILE), width=width, explain_all=True)
    assert all(c == "\n" or c.isprintable() for c in text)
    assert len(text) < 20_000
    assert "界" in text


@given(st.text(max_size=400), st.sampled_from([40, 80, 100]))
def test_no_words_break_the_width(words: str, width: int) -> None:
    assert too_wide(hostile(words), width) == []
    text = report(hostile(words), width=width, explain_all=True)
    assert all(c == "\n" or c.isprintable() for c in text)


def test_a_host_no_shell_should_see_is_not_filled_in() -> None:
    text = report(samples.proxy_407(name="a.test;reboot"))
    assert "  https://HOST:443/" in text


# -- the first two lines


def case_of(*facts: object) -> Case:
    return Case(tuple(facts))  # type: ignore[arg-type]


def head(diagnosis: Diagnosis) -> str:
    sample = samples.fine()
    subject = structs.replace(sample.subject, route=())
    empty = structs.replace(sample.transcript, route=(), events=())
    return render(diagnosis, empty, subject, width=100)


def test_the_group_of_tls_1_2_stands_in_its_key_exchange() -> None:
    case = case_of(
        Route(hops=("tcp a.test:443", "tls a.test"), target_tls=1),
        ServerHelloSeen(
            seen=samples.seen(1), version=0x0303, suite=0xC02F, group=None, retry=False
        ),
        KeyExchangeSeen(seen=samples.seen(1), group=23, bits=0),
        Established(seen=samples.seen(2), version=0x0303, suite=0xC02F),
    )
    ok = Diagnosis(Outcome.OK, Broke(1, Leg.CLIENT_ORIGIN, Step.NONE), (), case)
    assert head(ok) == (
        "OK  handshake finished: TLS 1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, secp256r1\n"
    )


def test_no_group_with_classic_diffie_hellman() -> None:
    case = case_of(
        Route(hops=("tcp a.test:443", "tls a.test"), target_tls=1),
        KeyExchangeSeen(seen=samples.seen(1), group=0, bits=2048),
        Established(seen=samples.seen(2), version=0x0303, suite=0x009E),
    )
    ok = Diagnosis(Outcome.OK, Broke(1, Leg.CLIENT_ORIGIN, Step.NONE), (), case)
    assert head(ok).startswith(
        "OK  handshake finished: TLS 1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256\n"
    )


def test_ok_without_a_handshake_of_ours() -> None:
    ok = Diagnosis(Outcome.OK, Broke(0, Leg.CLIENT_ORIGIN, Step.NONE), (), Case(()))
    assert head(ok) == "OK  nothing is wrong\n"


def test_at_risk_says_that_it_will_break() -> None:
    finding = Finding(
        cause="cert-expires-soon",
        title="The certificate ends soon",
        acts=Party.SERVER,
        clue=Clue(verdict=Verdict.CERTAIN, because="a.test ends in 3 days", risk=True),
        remedies=(),
    )
    risk = Diagnosis(Outcome.AT_RISK, Broke(1, Leg.CLIENT_ORIGIN, Step.NONE), (finding,), Case(()))
    assert head(risk).splitlines()[:2] == [
        "AT RISK  cert-expires-soon (certain): a.test ends in 3 days",
        "         the server has to act; it works now and will break",
    ]
    assert "Evidence" not in head(risk)
    assert "Fix" not in head(risk)


def test_several_remedies_stand_apart() -> None:
    sample = samples.expired()
    top = sample.diagnosis.findings[0]
    more = structs.replace(top, remedies=(Remedy.RENEW_CERTIFICATE, Remedy.FIX_CLOCK))
    diagnosis = structs.replace(sample.diagnosis, findings=(more,))
    text = report(structs.replace(sample, diagnosis=diagnosis))
    assert "-s reload\n\n  Set the clock" in text


def test_a_sentence_without_recipes_needs_no_gap() -> None:
    sample = samples.expired()
    top = sample.diagnosis.findings[0]
    few = (Remedy.UPDATE_MIDDLEBOX, Remedy.ALLOW_NAME)
    diagnosis = structs.replace(sample.diagnosis, findings=(structs.replace(top, remedies=few),))
    text = report(structs.replace(sample, diagnosis=diagnosis))
    assert "drops this ClientHello.\n  Have the name allowed" in text


def test_no_commands_for_what_was_not_live() -> None:
    sample = samples.sni_filtered()
    capture = structs.replace(sample.subject, kind="capture", command="tlswhy capture a.pcap")
    text = report(structs.replace(sample, subject=capture))
    assert "--experiments" not in text
    assert "tlswhy learn sni-filtered" in text


def test_a_clock_without_a_certificate_says_nothing() -> None:
    case = case_of(
        Route(hops=("tls a.test",), target_tls=0),
        Asked(host="a.test", port=443),
        Clock(now=samples.NOW),
        Connected(seen=samples.seen(0, 0), address="192.0.2.1:443", took=1),
        Established(seen=samples.seen(1, 0), version=0x0304, suite=0x1301),
    )
    ok = Diagnosis(Outcome.OK, Broke(0, Leg.CLIENT_ORIGIN, Step.NONE), (), case)
    assert head(ok) == "OK  handshake finished: TLS 1.3, TLS_AES_128_GCM_SHA256\n"


EXPIRED = """
    FAILED  cert-expired (certain): a.test ended on 2021-01-01, 2152 days ago
            the server has to act; it broke at step certificate, between client and
            origin

      you ── tcp a.test:443 ── ✗ tls a.test

         2 ms   DNS            a.test is 192.0.2.1
        13 ms   TCP            192.0.2.1:443 answers
        14 ms → ClientHello    TLS 1.3 to TLS 1.2, server name a.test, 517 bytes
        26 ms ← ServerHello    TLS 1.3, TLS_AES_128_GCM_SHA256
        27 ms ← Certificate  ✗ CN=a.test, ended 2021-01-01, 2 sent; ended on
                               2021-01-01, 2152 days ago
        27 ms ← Key Exchange   x25519
        28 ms   Finished       ALPN h2; only this client went on so far
                not reached: HTTP

    Evidence
      - CN=a.test: ended on 2021-01-01, 2152 days ago (at 27 ms)
      - leaf CN=a.test, issued by CN=Example CA, valid 2020-01-01 to 2021-01-01, 2
        sent (at 27 ms)
      - the clock says 2026-11-23 12:00:00 UTC

    Tried (no connections)
      - judged at 2020-01-01T01:00:00+00:00: works (no connections)
      confirmed by: judged at 2020-01-01T01:00:00+00:00

    Fix
      Renew the certificate and reload every process that serves it.
        Apache: Reload after the renewal: until then Apache serves what it read at
        its start.
          certbot renew
          apachectl configtest && apachectl graceful
        HAProxy: One file holds leaf, intermediates and key; it is read at the
        reload.
          cat leaf.pem intermediate.pem leaf.key > /etc/haproxy/certs/leaf.pem
          haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy
        nginx: Reload after the renewal: until then nginx serves what it read at its
        start.
          certbot renew
          nginx -t && nginx -s reload

    Next
      what this cause is, and how it is told from others:
        tlswhy learn cert-expired
"""

PROXY_407 = """
    FAILED  proxy-auth-required (certain): 10.0.0.1:3128 answered CONNECT with 407
            and offers Basic
            the client has to act; it broke at step proxy, between client and proxy

      you ── ✗ http-connect 10.0.0.1:3128 ── tls a.test

         1 ms   TCP            10.0.0.1:3128 answers
         3 ms ← Proxy        ✗ CONNECT answered 407 Proxy Authentication Required
                not reached: ClientHello, ServerHello, Certificate, Key Exchange,
                Finished

    Evidence
      - CONNECT answered 407 Proxy Authentication Required (at 3 ms)

    Fix
      Give the client a user and password for the proxy, URL-encoded.
        curl: --proxy-anyauth takes what the proxy offers: Basic, Digest, NTLM or
        Negotiate.
          curl -x http://10.0.0.1:3128 -U USER:PASSWORD --proxy-anyauth \\
            https://a.test:443/
        Java: Since 8u111 Basic is off for CONNECT. The password comes from an
        Authenticator.
          -Djdk.http.auth.tunneling.disabledSchemes=""
        Node.js: For npm, which keeps a setting of its own.
          npm config set https-proxy http://USER:PASSWORD@10.0.0.1:3128
        OpenSSL: For HTTP proxies.
          openssl s_client -connect a.test:443 -servername a.test \\
            -proxy 10.0.0.1:3128 -proxy_user USER -proxy_pass pass:PASSWORD
        Linux: Signs such as @ : / in the password are written %40 %3A %2F.
          export HTTPS_PROXY=http://USER:PASSWORD@10.0.0.1:3128
        Windows: For one PowerShell session, with the user's own account.
          [Net.WebRequest]::DefaultWebProxy.Credentials =
            [Net.CredentialCache]::DefaultCredentials

    Next
      what this cause is, and how it is told from others:
        tlswhy learn proxy-auth-required
"""

SNI_FILTERED = """
    FAILED  sni-filtered (likely): b.test in the hello gets nothing for 5 s,
            other.test gets an answer
            the network has to act; it broke at step client-hello, between client
            and origin

      you ── tcp b.test:443 ── ✗ tls b.test

         4 ms   DNS            b.test is 192.0.2.7
        24 ms   TCP            192.0.2.7:443 answers
        25 ms → ClientHello  ✗ TLS 1.3 to TLS 1.2, server name b.test, 1535 bytes
      5025 ms   End            nothing came for 5 s after 1535 bytes sent and 0
                               received
                not reached: ServerHello, Certificate, Key Exchange, Finished

    Evidence
      - ClientHello of 1535 bytes, up to TLS 1.3, server_name b.test (at 25 ms)
      - nothing came for 5 s after 1535 bytes sent and 0 received (at 5025 ms)
      - received alert unrecognized_name (112) after client-hello (in a trial)

    Tried (4 connections)
      - without a server name: answered, ServerHello TLS 1.3, then CN=other.test: is
        not valid for b.test
      - with another server name, other.test: fails, alert unrecognized_name (112)
      - without the post-quantum key share: fails, silence for 5 s (2 connections)
      confirmed by: without a server name

    Also
      possible handshake-timeout: nothing came for 5 s
      crashed  mtu-blackhole: this rule crashed: KeyError: 'x'

    Excluded
      - hello-too-large: a short hello is not answered either

    Fix
      Have the name allowed in the filter, or take a route without it.

    Next
      with the hello in several segments: whether the name in two segments passes
        tlswhy b.test --experiments 30
      with TLS 1.2 at most: whether TLS 1.3 is what is not borne
        tlswhy b.test --max-version 1.2
      what this cause is, and how it is told from others:
        tlswhy learn sni-filtered
"""

FINE = """
    OK  handshake finished: TLS 1.3, TLS_AES_128_GCM_SHA256, x25519, h2, certificate
        valid until 2027-02-01 (69 days)

      you ── tcp a.test:443 ── tls a.test

         5 ms   TCP            192.0.2.1:443 answers
         6 ms → ClientHello    TLS 1.3 to TLS 1.2, server name a.test, 517 bytes
        17 ms ← ServerHello    TLS 1.3, TLS_AES_128_GCM_SHA256
        18 ms ← Certificate    CN=a.test, until 2027-02-01, 2 sent
        18 ms ← Key Exchange   x25519
        19 ms   Finished       ALPN h2
        31 ms ← HTTP           HEAD answered 200 OK
"""

UNKNOWN = """
    INTERRUPTED  before there was an answer

      you ── tcp c.test:443 ── ✗ tls c.test

         5 ms   TCP            192.0.2.9:443 answers
         6 ms → ClientHello  ✗ TLS 1.3 to TLS 1.2, server name c.test, 517 bytes
         9 ms ← Alert          user_canceled (90)
                not reached: ServerHello, Certificate, Key Exchange, Finished

    Next
      once more, nothing changed: whether it fails every time
        tlswhy c.test
      keep what was seen, to report it:
        tlswhy c.test --save unknown.case
"""

UNKNOWN_40 = """
    FAILED  no known cause explains what was
            seen
            it broke at step client-hello,
            between client and origin

      you ── tcp c.test:443 ── ✗ tls c.test

         5 ms   TCP
                 192.0.2.9:443 answers
         6 ms → ClientHello  ✗
                 TLS 1.3 to TLS 1.2, server
                 name c.test, 517 bytes
         9 ms ← Alert
                 user_canceled (90)
                not reached: ServerHello,
                Certificate, Key Exchange,
                Finished

    Next
      once more, nothing changed: whether it
      fails every time
        tlswhy c.test
      keep what was seen, to report it:
        tlswhy c.test --save unknown.case
"""
