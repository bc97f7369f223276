"""Facts of what was said outside TLS or inside it: HTTP answers and greetings."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.evidence.network import printable
from tlswhy.hops.block_page import (
    block_page,
    log_in_page_instead_of_tls,
    redirection_instead_of_tls,
)
from tlswhy.hops.first_bytes import recognise
from tlswhy.hops.http_message import HttpAnswer, read_answer
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.network import HttpAnswered, Spoke
from tlswhy.model.transcript import Transcript, Way
from tlswhy.products import page


def http(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """The answer to a request, or what came instead of one."""
    chunks = transcript.chunks(hop, Way.THEIRS)
    if not chunks:
        return
    seen = Anchor(hop=hop, event=chunks[0][0])
    line = transcript.stream(hop, Way.OURS).partition(b"\r\n")[0].decode("ascii", "replace")
    method, _, rest = line.partition(" ")
    answer = answered(transcript.stream(hop, Way.THEIRS), seen, method, rest.partition(" ")[0])
    yield answer or spoken(transcript.stream(hop, Way.THEIRS), seen)


def listen(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """What a peer said before we had said anything."""
    chunks = transcript.chunks(hop, Way.THEIRS)
    if chunks:
        seen = Anchor(hop=hop, event=chunks[0][0])
        yield spoken(transcript.stream(hop, Way.THEIRS), seen)


def answered(said: bytes, seen: Anchor, method: str, path: str = "") -> HttpAnswered | None:
    """An HTTP answer as a fact; None when it is none."""
    answer = read_answer(said)
    if answer is None:
        return None
    return HttpAnswered(
        seen=seen,
        status=answer.status,
        reason=answer.reason,
        headers=answer.headers,
        body=printable(answer.body, 2000),
        filter=block_page(answer) or "",
        page=page(answer.status, answer.body.decode("utf-8", "replace")),
        method=method,
        path=path,
    )


def spoken(said: bytes, seen: Anchor) -> Spoke:
    """Bytes that are not TLS as a fact."""
    heard = recognise(said)
    protocol = heard.protocol if heard else "nothing"
    answer = read_answer(said) if protocol == "http-answer" else None
    if protocol == "html":  # a page without a status line, as of HTTP/0.9
        answer = HttpAnswer("0.9", 200, "", (), said)
    return Spoke(
        seen=seen,
        protocol=protocol,
        excerpt=heard.says if heard else "",
        product=heard.product if heard else "",
        filter=_filter(answer) if answer else "",
    )


def _filter(answer: HttpAnswer) -> str:
    """Whose page it is that came where TLS was expected; empty for an ordinary server's."""
    who = block_page(answer) or redirection_instead_of_tls(answer)
    return who or log_in_page_instead_of_tls(answer) or ""
