"""x509-limbo's own chains: our verdict and that of the machine's OpenSSL.

The data is not part of the project (C2SP/x509-limbo, Apache-2.0); without it this is skipped.
"""

from __future__ import annotations

import json
import lzma
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pki.oracle import OPENSSL, openssl_refusal
from tlswhy.pki.problems import judge
from tlswhy.pki.stores import Store

DATA = Path(__file__).parents[3] / "shared" / "data" / "limbo.json.xz"

DIFFER = {
    # OpenSSL takes the first issuer that fits and does not look back (`Judgement.elsewhere`).
    "rfc5280::nc::nc-forbids-alternate-chain-ica",
    "rfc5280::nc::nc-forbids-same-chain-ica",
    # ba*.example.com: Python and curl refuse it, `openssl verify` has no option for that.
    "webpki::san::wildcard-embedded-leftmost-san",
}


@pytest.mark.skipif(not DATA.exists(), reason="limbo.json.xz is not beside the checkout")
@pytest.mark.skipif(OPENSSL is None, reason="the openssl program is not installed")
def test_verdicts_are_those_of_openssl(tmp_path: Path) -> None:
    differ: set[str] = set()
    compared = 0
    for case in json.loads(lzma.decompress(DATA.read_bytes()))["testcases"]:
        is_own = not case["id"].startswith("bettertls") and case["validation_kind"] == "SERVER"
        if not is_own or case["crls"] or "max-chain-depth" in case["features"]:
            continue
        chain = [case["peer_certificate"], *case["untrusted_intermediates"]]
        trust = case["trusted_certs"]
        host = (case["expected_peer_name"] or {"value": ""})["value"]
        time = case["validation_time"]
        at = datetime.fromisoformat(time) if time else datetime(2026, 6, 15, tzinfo=UTC)
        anchors = Store("limbo", "test", map(ssl.PEM_cert_to_DER_cert, trust))
        fatal = judge(
            [ssl.PEM_cert_to_DER_cert(one) for one in chain], host=host, at=at, trust=anchors
        ).fatal
        pems = ([one.encode() for one in every] for every in (chain, trust))
        refusal = openssl_refusal(*pems, host=host, at=at, folder=tmp_path)
        compared += 1
        if bool(fatal) != bool(refusal):
            differ.add(case["id"])
    assert compared > 150
    assert differ == DIFFER
