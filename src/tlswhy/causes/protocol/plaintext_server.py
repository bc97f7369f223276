"""The server speaks plain HTTP on this port.

## What happens
The client sends a ClientHello and gets HTTP back, usually "400 Bad Request", or is cut off. Its
library calls that `wrong version number`, `first record does not look like a TLS handshake`,
`Unrecognized SSL message`, `SSL_ERROR_RX_RECORD_TOO_LONG` or `ERR_SSL_PROTOCOL_ERROR`.
## Why
TLS is not turned on for this port (`listen 443` without `ssl`, `SSLEngine` off, no certificate
given to the application), or `https://` is written where `http://` is meant.
## How we tell
The answer to the ClientHello begins with `HTTP/`. Or nothing came, and a plain request on the same
port is answered; not by the 400 with which servers say that the port wants TLS.
## Fix
Turn TLS on where the port is meant for it. If not, use `http://` or the port that has TLS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.causes.protocol import heard, unanswered_hello
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Asked, Route
from tlswhy.model.facts.network import HttpAnswered, Spoke

HTTP = ("http-answer", "html", "http2")


def look(case: Case) -> Iterator[Clue]:
    spoke, end = case.last(Spoke, hop=case.target_hop), unanswered_hello(case)
    seen: Fact | None = spoke or end
    if seen is None or (spoke is not None and spoke.filter):
        return
    is_http = spoke is not None and spoke.protocol in HTTP
    if not is_http and (spoke is not None and spoke.protocol not in ("text", "binary")):
        return
    trial = case.trial(What.PLAIN_HTTP)
    verdict, more = _plain(case, trial)
    if is_http and verdict is not Verdict.CERTAIN and not _page(trial):
        verdict = Verdict.CERTAIN
    yield Clue()
