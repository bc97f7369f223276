"""The proxy cannot reach the target.

## What happens
The proxy is willing, but its own connection onwards fails: CONNECT is answered with 502, 503 or
504, SOCKS 5 with "host unreachable" or "connection refused", SOCKS 4 with "request rejected or
failed", or nothing is answered at all, or half an answer. Some proxies grant the tunnel first and
close it when they find out; one that decrypts answers the request itself, with a page of its own.
## Why
The proxy cannot resolve the name, has no route or no permission to go there, its parent proxy or
the next proxy of a chain is down, or the target is down. Names that only exist inside are often
unknown to the proxy: such hosts belong into `NO_PROXY`.
## How we tell
By the proxy's answer and the reason it gives (`X-Squid-Error`, `Proxy-Status`, the SOCKS reply).
A granted tunnel that ends although we say nothing was ended for no fault of the ClientHello. The
same target without the proxy shows whether the target itself is alive.
## Fix
On the proxy, look up and connect to the target by hand, then repair its DNS, its route or its
parent (`cache_peer`, `never_direct`). Hosts that are reached directly go into `NO_PROXY`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.forward_proxy import (
    SOCKS4,
    SOCKS5,
    Tunnel,
    answered,
    chosen,
    could_not_reach,
    is_vague,
    known,
    mute,
    proxy_status,
    shut,
    told_by_socks5,
    tunnels,
    wordless,
)
from tlswhy.causes.protocol import broken_off, unfinished
from tlswhy.causes.upstream import FAILED, pages
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import ChainJudged, MakerSeen
from tlswhy.model.facts.network import Declined, Ended, HttpAnswered, SocksAnswered

GATEWAY = (502, 503, 504)  # RFC 9110 section 15.6
IDENTD = (0x5C, 0x5D)
ONWARDS = (3, 4, 5, 6)  # network, host, refused, TTL (RFC 1928 section 6)
RULES = (2, 7, 8)  # replies about what is allowed or understood
UNREADABLE = "connect (unknown address type)"
METHOD_CHOSEN = 2  # bytes of a SOCKS answer before the reply

# What Squid means by its error pages. Where it decrypts, this one is intercept-upstream-untrusted.
UNTRUSTED = "ERR_SECURE_CONNECT_FAIL"
SQUID = {
    "ERR_DNS_FAIL": "it cannot resolve the target's name",
    "ERR_CONNECT_FAIL": "its connection to the target failed",
    "ERR_CANNOT_FORWARD": "it knows no way there, or its parent proxy is down",
    "ERR_READ_TIMEOUT": "the target did not answer it in time",
    "ERR_ZERO_SIZE_OBJECT": "the target closed without an answer",
    UNTRUSTED: "its own TLS with the target failed",
}

# What the error pages of `products` mean that come from inside a tunnel.
PAGES = {
    "upstream-unreached": "it did not reach the target",
    FAILED: SQUID[UNTRUSTED],
}


Found = tuple[Verdict, str, Fact]


def look(case: Case) -> Iterator[Clue]:
    proxy = shut(case)
    if proxy is not None:
        found = _asked(case, proxy)
    else:
        proxy = next(reversed(tunnels(case)), None)
        found = _inside(case, proxy) if proxy is not None else None
    if proxy is None or found is None:
        return
    verdict, because, seen = found
    direct = case.trial(What.DIRECT)
    reached = direct is not None and direct.answered is not None
    remedies: tuple[Remedy, ...] = CAUSE.remedies[:1]
    if proxy.beyond:
        because += f"; it was asked for the next proxy, {proxy.beyond}"
        remedies = (Remedy.PROXY_ADDRESS, Remedy.PROXY_UPSTREAM)
    if direct is not None:
        because += "; without the proxy the target "
        because += "answers" if reached else "cannot be reached either"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=known(seen, chosen(case, proxy)),
        confirmed_by=direct if reached else None,
        remedies=(*remedies, Remedy.BYPASS_PROXY) if reached or direct is None else remedies,
        hop=proxy.hop,
    )


def ask(case: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.DIRECT, "whether the target can be reached without the proxy")
    if shut(case) is None:
        if case.last(HttpAnswered, hop=case.target_hop + 1) is not None:
            yield Experiment.of(What.READ_REFUSAL, "what the proxy's error page says in words")
            return
        yield Experiment.of(What.LISTEN, "whether the tunnel ends before anything is said in it")


def _asked(case: Case, proxy: Tunnel) -> Found | None:
    """What came of asking for the tunnel."""
    answer, reply = case.last(HttpAnswered, hop=proxy.hop), case.last(SocksAnswered, hop=proxy.hop)
    if answer is not None:
        return _http(case, proxy, answer)
    if reply is not None:
        return _socks(case, proxy, reply) if reply.reply not in (*RULES, *IDENTD) else None
    return _unanswered(case, proxy)


def _unanswered(case: Case, proxy: Tunnel) -> Found | None:
    """No answer came that could be read whole. A refusal of another kind is no matter of ours."""
    end, declined = case.last(Ended, hop=proxy.hop), case.last(Declined, hop=proxy.hop)
    if declined is not None:
        because = f"the reply of the proxy {proxy.peer} cannot be read: {declined.says}"
        return (Verdict.POSSIBLE, because, declined) if declined.step == UNREADABLE else None
    stop = broken_off(case, proxy.hop)
    if proxy.kind == SOCKS5 and end is not None and end.received == METHOD_CHOSEN:
        because = f"the proxy {proxy.peer} took the greeting and gave no reply: {end.says}"
        return Verdict.LIKELY, because, end
    if stop is not None:
        because = f"the proxy {proxy.peer} began to answer and did not finish: {unfinished(stop)}"
        return Verdict.POSSIBLE, because, stop
    if end is None or proxy.kind == SOCKS5:  # to the greeting, before it knows of a target
        return None
    asked = "the request of SOCKS 4" if proxy.kind == SOCKS4 else "CONNECT"
    because = f"the proxy {proxy.peer} did not answer {asked}: {end.says}"
    return mute(case, proxy) if proxy.tls is None else Verdict.LIKELY, because, end


def _socks(case: Case, proxy: Tunnel, reply: SocksAnswered) -> Found:
    because = f"the proxy {proxy.peer} did not get through: {reply.says}"
    if not is_vague(reply):
        return Verdict.CERTAIN if reply.reply in ONWARDS else Verdict.LIKELY, because, reply
    told = told_by_socks5(case, proxy)
    if told is not None:
        return _by_reason(told[0]), f"{because}; asked by SOCKS 5: {told[1]}", reply
    port_443 = case.trial(What.PROXY_PORT_443)
    opened = port_443 is not None and shut(port_443.case) is None
    return Verdict.POSSIBLE if opened else Verdict.LIKELY, because, reply


def _by_reason(reply: int) -> Verdict:
    """0 is success."""
    if not reply or reply in RULES:
        return Verdict.EXCLUDED
    return Verdict.CERTAIN if reply in ONWARDS else Verdict.LIKELY


def _http(case: Case, proxy: Tunnel, answer: HttpAnswered) -> Found | None:
    if answer.status < 300:  # it refuses nothing, and opened no tunnel
        stop = broken_off(case, proxy.hop)
        how = unfinished(stop) if stop is not None else "the answer has no end"
        return Verdict.POSSIBLE, f"{answered(proxy, answer)} and opened no tunnel: {how}", answer
    if not could_not_reach(answer):
        return None
    verdict = Verdict.CERTAIN if answer.status in GATEWAY else Verdict.LIKELY
    reason = SQUID.get(answer.header("X-Squid-Error").partition(" ")[0], "")
    reason = reason or proxy_status(answer).replace("_", " ")
    return verdict, answered(proxy, answer) + (f": {reason}" if reason else ""), answer


def _inside(case: Case, proxy: Tunnel) -> Found | None:
    """What came out of the open tunnel."""
    return _decrypted(case) if case.works else _opened(case, proxy)


def _opened(case: Case, proxy: Tunnel) -> Found | None:
    """The tunnel was granted and ended before a byte came out of it."""
    end = _end_inside(case, proxy)
    if end is None or end.how == "silence":
        return None
    because = f"the proxy {proxy.peer} granted the tunnel, then nothing came out of it: {end.says}"
    listened, direct = case.trial(What.LISTEN), case.trial(What.DIRECT)
    if direct is not None and wordless(direct.case, direct.case.target_hop) is not None:
        return Verdict.EXCLUDED, because, end
    if listened is None or shut(listened.case) is not None:
        return Verdict.POSSIBLE, because, end
    early = _end_inside(listened.case, proxy)
    if early is None or early.how == "silence":
        return Verdict.EXCLUDED, f"{because}; while we say nothing, it stays open", end
    return Verdict.LIKELY, f"{because}; the same when we say nothing", end


def _decrypted(case: Case) -> Found | None:
    """The proxy decrypts, and answers the request itself with what it did not reach.

    A public CA signs for no interceptor: there it would be the server's own proxy.
    """
    hop = case.target_hop
    answer, chain = case.last(HttpAnswered, hop=hop + 1), case.last(ChainJudged, hop=hop)
    if answer is None or answer.status not in GATEWAY or (chain is not None and chain.public):
        return None
    makers = [m.product for m in case.all(MakerSeen, hop=hop) if m.role == "interceptor"]
    code = answer.header("X-Squid-Error").partition(" ")[0]
    squid = SQUID.get(code, "") if code != UNTRUSTED else ""
    page = next((PAGES[known] for known in pages(case) if makers and known in PAGES), "")
    if not squid and not page:
        server = answer.header("Server").partition(" ")[0]
        asked = case.trial(What.READ_REFUSAL) is not None
        because = f"{answer.says} inside TLS, by {server}"
        return None if asked or server not in makers else (Verdict.POSSIBLE, because, answer)
    because = f"{answer.says} inside TLS, by what decrypts: {squid or page}"
    return Verdict.CERTAIN if makers else Verdict.LIKELY, because, answer


def _end_inside(case: Case, proxy: Tunnel) -> Ended | None:
    """How the first that is spoken to in the tunnel left without a word."""
    ends = [end for end in case.all(Ended) if end.hop > proxy.hop]
    return wordless(case, ends[0].hop) if ends else None


CAUSE = Cause(
    acts=Party.FORWARD_PROXY,
    step=Step.PROXY,
    look=look,
    ask=ask,
    remedies=(Remedy.PROXY_UPSTREAM, Remedy.PROXY_ADDRESS, Remedy.BYPASS_PROXY),
    references=("RFC 9110 section 15.6", "RFC 1928 section 6", "RFC 9209 section 2.3"),
    narrows=("reset-on-hello", "peer-closed-early"),
    after_handshake=True,
    told=Told(
        says={
            "proxy-answered 502": 2.8,
            "proxy-answered 503": 3,
            "proxy-answered 504": 3,
            "proxy-answered 500": 2.2,
            "socks-reply 1": 2,
            "socks-reply 3": 2.6,
            "socks-reply 4": 3,
            "socks-reply 5": 3,
            "socks-reply 6": 2.5,
            "socks-reply": 1.5,
            "upstream-failed": 0.8,
        },
        beside={"host internal": -0.8, "role forward-proxy": 1, "proxy-set": 0.6},
        test=(
            "CONNECT to another host passes; the proxy's own log says why it could not reach "
            "this one."
        ),
    ),
)
