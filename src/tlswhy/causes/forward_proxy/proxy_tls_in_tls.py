"""The client cannot speak TLS inside TLS, which a proxy with https:// asks for.

## What happens
Some programs fail before a byte leaves: asyncio with "transport … is not supported by start_tls()",
aiohttp with "Only http proxies are supported", Wget with "Must be HTTP", and Java and older urllib3
speak plain HTTP to a port that has TLS. curl and git work through the same proxy.
## Why
The proxy's own listener has TLS, so the TLS with the target runs inside the one with the proxy. A
library has to be able to nest the two. asyncio can since Python 3.11 and aiohttp since 3.8, urllib3
and so pip since 1.26 and 20.3, curl since 7.52; Wget 1 and Java's own clients cannot.
## How we tell
Our own client can, so a connection does not show it: where TLS inside TLS works, a note says who
could not. Otherwise by the words of the program.
## Fix
Update the library, or use a client that can. Or give the proxy a port without TLS as well, on a
network where that may be: then the URL begins with `http://`, and the target's TLS stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.forward_proxy import tunnels
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Leg, Party, Remedy, Step, Told, look_at_nothing


def note(case: Case) -> Iterator[str]:
    """TLS inside TLS works here, and not everywhere."""
    for proxy in tunnels(case):
        if proxy.tls is not None:
            yield (
                f"TLS runs inside the TLS with the proxy {proxy.peer}, which Python's asyncio "
                "before 3.11, aiohttp before 3.8, urllib3 before 1.26, Wget 1 and Java's own "
                "clients cannot do"
            )
            return


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.PROXY,
    leg=Leg.CLIENT_PROXY,
    look=look_at_nothing,
    note=note,
    remedies=(Remedy.UPDATE_CLIENT, Remedy.PROXY_PLAIN_LISTENER),
    references=(
        "Python 3.11, asyncio loop.start_tls",
        "aiohttp, Proxy support",
        "urllib3 1.26, HTTPS proxies",
        "GNU Wget, Error in proxy URL: Must be HTTP",
    ),
    told=Told(
        says={"tls-in-tls": 4, "tls-in-tls to-proxy": 2.4},
        beside={"proxy-url https": 0.5},
        test="The proxy by an http:// URL, or another client (curl), passes.",
    ),
)
