"""x509-limbo's cases (C2SP/x509-limbo and BetterTLS, Apache-2.0); no part of the project."""

from __future__ import annotations

import json
import lzma
import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from pki.oracles import Case

DATA = Path(__file__).parents[4] / "shared" / "data" / "limbo.json.xz"

UNTIMED = datetime(2026, 6, 15, tzinfo=UTC)
"""When cases without a time are judged: a day on which the suite was in use."""


class Wanted(Struct, frozen=True):
    """A case and what the suite expects, which is not always what anybody does."""

    case: Case
    ok: bool
    features: tuple[str, ...]


def missing() -> str:
    return "" if DATA.exists() else "limbo.json.xz beside the checkout"


def read(file: Path = DATA) -> dict[str, Wanted]:
    """The cases by id that are a server's chain for one host.

    file: x509-limbo's limbo.json, as it is or as .xz.

    Left out, as no client here can be told of it: certificates of clients, revocation lists, a
    limit to the depth, and no host at all.
    """
    packed = file.read_bytes()
    every = json.loads(lzma.decompress(packed) if file.suffix == ".xz" else packed)["testcases"]
    return {one["id"]: _wanted(one) for one in every if _is_applicable(one)}


def _is_applicable(one: dict[str, Any]) -> bool:
    return (
        one["validation_kind"] == "SERVER"
        and not one["crls"]
        and one["max_chain_depth"] is None
        and one["expected_peer_name"] is not None
    )


def _wanted(one: dict[str, Any]) -> Wanted:
    pems = [one["peer_certificate"], *one["untrusted_intermediates"]]
    time = one["validation_time"]
    case = Case(
        tuple(map(ssl.PEM_cert_to_DER_cert, pems)),
        tuple(map(ssl.PEM_cert_to_DER_cert, one["trusted_certs"])),
        one["expected_peer_name"]["value"],
        datetime.fromisoformat(time) if time else UNTIMED,
    )
    return Wanted(case, one["expected_result"] == "SUCCESS", tuple(one["features"]))
