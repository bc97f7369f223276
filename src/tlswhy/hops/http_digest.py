"""The Digest scheme of HTTP authentication (RFC 7616): an answer to a challenge, as a function.

`qop=auth` and the form without qop (RFC 2069) are answered; `auth-int` alone is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

# RFC 7616 section 3.3; a challenge that names no algorithm means MD5.
_HASHES = {"MD5": "md5", "SHA-256": "sha256"}
_SESSION = "-SESS"

# One item of a list of challenges (RFC 9110 section 11.6.1): a scheme and perhaps the first of
# its parameters, or another parameter. What stands as one token behind a scheme is passed over.
_ITEM = re.compile(
    r"""[\s,]*(?:(?P<scheme>[\w!#$%&'*+.^`|~-]+)(?=\s|,|$)(?!\s*=)\s*
        (?:[\w.~+/-]+=*\s*(?=,|$))?)?
    (?:(?P<name>[\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"(?P<quoted>(?:\\.|[^"\\])*)"|(?P<plain>[^\s,"]*)))?
    """,
    re.VERBOSE | re.ASCII,
)


class Challenge(Struct, frozen=True):
    """What a server or proxy wants. scheme: in lower case; parameters: names in lower case."""

    scheme: str
    parameters: dict[str, str]

    @property
    def stale(self) -> bool:
        """Only the nonce was too old: the same password will do (RFC 7616 section 3.3)."""
        return self.parameters.get("stale", "").lower() == "true"


def challenges(values: Iterable[str]) -> tuple[Challenge, ...]:
    """Every challenge in the values of all `Proxy-Authenticate` or `WWW-Authenticate` headers."""
    found: list[Challenge] = []
    for value in values:
        at = 0
        while (item := _ITEM.match(value, at)) is not None and item.end() > at:
            at = item.end()
            if item["scheme"]:
                found.append(Challenge(item["scheme"].lower(), {}))
            if item["name"] and found:
                text = item["plain"] or ""
                if item["quoted"] is not None:
                    text = re.sub(r"\\(.)", r"\1", item["quoted"])
                found[-1].parameters.setdefault(item["name"].lower(), text)
    return tuple(found)


def answerable(offered: Iterable[Challenge]) -> Challenge | None:
    """The first Digest challenge that can be answered here: the server has put them in order."""
    return next((c for c in offered if _known(c)), None)


def answer(  # noqa: PLR0913  each is a value of the computation
    challenge: Challenge,
    *,
    method: str,
    uri: str,
    user: str,
    password: str,
    cnonce: str,
    count: int = 1,
) -> str:
    """The value of `Proxy-Authorization` (RFC 7616 section 3.4).

    challenge: one that `answerable` found. uri: as the request line has it, for CONNECT
    `host:port`. cnonce: a random text of the client. count: requests with this nonce so far.
    """
    told = challenge.parameters
    algorithm = told.get("algorithm", "MD5")
    realm, nonce = told.get("realm", ""), told["nonce"]
    hashed = _hasher(algorithm)
    secret = hashed(f"{user}:{realm}:{password}")
    if algorithm.upper().endswith(_SESSION):
        secret = hashed(f"{secret}:{nonce}:{cnonce}")
    times = f"{count:08x}"
    middle = f"{nonce}:{times}:{cnonce}:auth" if "qop" in told else nonce
    response = hashed(f"{secret}:{middle}:{hashed(f'{method}:{uri}')}")
    quoted = {"username": user, "realm": realm, "nonce": nonce, "uri": uri, "response": response}
    parts = [f'{name}="{_escaped(text)}"' for name, text in quoted.items()]
    if "algorithm" in told:
        parts.append(f"algorithm={algorithm}")
    if "opaque" in told:
        parts.append(f'opaque="{_escaped(told["opaque"])}"')
    if "qop" in told:
        parts += ["qop=auth", f"nc={times}"]
    if "qop" in told or algorithm.upper().endswith(_SESSION):
        parts.append(f'cnonce="{_escaped(cnonce)}"')
    return f"Digest {', '.join(parts)}"


def _known(challenge: Challenge) -> bool:
    told = challenge.parameters
    algorithm = told.get("algorithm", "MD5").upper().removesuffix(_SESSION)
    qop = [name.strip().lower() for name in told.get("qop", "auth").split(",")]
    known = challenge.scheme == "digest" and algorithm in _HASHES
    return known and "auth" in qop and "nonce" in told


def _hasher(algorithm: str) -> Callable[[str], str]:
    import hashlib  # here, because it loads OpenSSL and few proxies ask for it

    name = _HASHES[algorithm.upper().removesuffix(_SESSION)]
    return lambda text: hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()


def _escaped(text: str) -> str:
    return re.sub(r'(["\\])', r"\\\1", text)
