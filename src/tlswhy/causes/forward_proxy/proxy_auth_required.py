"""The proxy wants to know who asks.

## What happens
CONNECT is answered with 407, or with 401; a SOCKS 5 proxy refuses every method of authentication
it was offered, or the password; a SOCKS 4 proxy does not get the user id confirmed. The tunnel does
not open, and the target never hears of it. Tools say "Tunnel connection failed: 407", "Unable to
tunnel through proxy" or "failed with status code '407'".
## Why
No user name and password were sent; they are wrong, expired or locked; a special character in
them is not percent-encoded in the URL; or the proxy offers only schemes that the tool cannot do
(NTLM, Negotiate), or has turned off (Java disables Basic for CONNECT). SOCKS 4 has no password:
its proxies ask identd on the client, which hardly anybody runs.
## How we tell
By the status 407 and the schemes in `Proxy-Authenticate`; by the SOCKS method 0xFF, the status of
the password's answer, or the SOCKS 4 replies 92 and 93. Whether credentials were sent separates
missing from wrong ones.
## Fix
Give the credentials in the form the tool wants, percent-encoded in a URL. For NTLM or Negotiate
use a tool that speaks them, a local helper (cntlm, px), or ask for an exception on the proxy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.causes.forward_proxy import answered, chosen, known, shut, wants_credentials
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import Declined, HttpAnswered, SocksAnswered

IDENTD = (0x5C, 0x5D)  # replies of SOCKS 4
USABLE = ("basic", "digest")  # with a user name and a password


def look(case: Case) -> Iterator[Clue]:
    proxy = shut(case)
    if proxy is None:
        return
    setting = chosen(case, proxy)
    sent = setting is not None and setting.with_credentials
    answer, reply = case.last(HttpAnswered, hop=proxy.hop), case.last(SocksAnswered, hop=proxy.hop)
    declined = case.last(Declined, hop=proxy.hop)
    verdict, remedies = Verdict.CERTAIN, (Remedy.PROXY_CREDENTIALS,)
    if answer is not None and wants_credentials(answer):
        # 401 is what a server says to whom it is addressed as: that may be what it is.
        verdict = Verdict.CERTAIN if answer.status == 407 else Verdict.LIKELY
        cut = sent and declined is not None and "Digest" in declined.step
        told = _cut_off() if cut else _http(_schemes(answer), sent=sent)
        because = f"{answered(proxy, answer)}; {told}"
        seen = known(answer, setting)
    elif reply is not None and reply.version == 4 and reply.reply in IDENTD:
        because = f"the SOCKS 4 proxy {proxy.peer} wants to know the user: {reply.says}"
        seen = known(reply, setting)
        remedies = (Remedy.PROXY_URL_SOCKS,)
    elif declined is not None and declined.step in ("method", "authentication"):
        because = f"the SOCKS proxy {proxy.peer} {_socks(declined.step, sent=sent)}"
        seen = known(declined, setting)
    else:
        return
    yield Clue(verdict=verdict, because=because, evidence=seen, remedies=remedies, hop=proxy.hop)


def _http(schemes: list[str], *, sent: bool) -> str:
    offers = f"it offers {', '.join(schemes)}" if schemes else "it names no scheme"
    if schemes and not any(scheme.lower() in USABLE for scheme in schemes):
        given = "the user name and password sent" if sent else "a user name and password in its URL"
        return f"{offers}: {given} cannot be enough, they are used by the schemes Basic and Digest"
    if sent:
        return f"{offers}; the user name and password that were sent were not accepted"
    return f"{offers}; no user name and password were sent"


def _cut_off() -> str:
    return (
        "it offers Digest and closes the connection with that: the password that was sent by Basic "
        "was not accepted, and by Digest it could not be sent"
    )


def _socks(step: str, *, sent: bool) -> str:
    if step == "authentication":
        return "did not accept the user name and password"
    if sent:
        return "accepts neither a password nor a client without one"
    return "does not serve clients without authentication; no user name and password were sent"


def _schemes(answer: HttpAnswered) -> list[str]:
    """The schemes of all challenges, in order (RFC 9110 section 11.6.1).

    Commas separate challenges as well as the parameters of one; a parameter is `name=value`.
    """
    found: list[str] = []
    header = "Proxy-Authenticate" if answer.status == 407 else "WWW-Authenticate"
    for value in answer.all(header):
        for item in re.sub(r'"(?:\\.|[^"\\])*"', '""', value).split(","):
            scheme = re.match(r"\s*([\w!#$%&'*+.^`|~-]+)(?!\S|\s*=)", item)
            if scheme is not None and scheme[1] not in found:
                found.append(scheme[1])
    return found


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.PROXY,
    look=look,
    remedies=(Remedy.PROXY_CREDENTIALS, Remedy.PROXY_URL_SOCKS),
    references=(
        "RFC 9110 section 15.5.8",
        "RFC 7617",
        "RFC 7616",
        "RFC 1928 section 3",
        "RFC 1929 section 2",
        "RFC 1413",
        "Java, jdk.http.auth.tunneling.disabledSchemes",
    ),
    told=Told(
        says={"proxy-answered 407": 4, "http-status 407": 3.6, "socks-auth": 3.2},
        test=(
            "With credentials it passes; compare the schemes that Proxy-Authenticate offers "
            "with what the client can do."
        ),
    ),
)
