"""The data of SVCB and HTTPS records of DNS (RFC 9460 section 2.2)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.reader import Malformed, Reader, vector

MANDATORY, ALPN, NO_DEFAULT_ALPN, PORT, IPV4HINT, ECH, IPV6HINT = range(7)
"""Numbers of the SvcParamKeys (RFC 9460 section 14.3.2, RFC 9848 for `ech`)."""

_IPV4, _IPV6 = 4, 16


class Meaning(Struct, frozen=True):
    """What the known parameters of a record say.

    mandatory: the keys that a client has to know. alpn: without the protocol that is usual for the
    scheme. port: None where the usual one is meant. ipv4hint, ipv6hint: addresses, 4 and 16 bytes.
    ech: an encoded ECHConfigList, None without one.
    """

    mandatory: tuple[int, ...] = ()
    alpn: tuple[bytes, ...] = ()
    no_default_alpn: bool = False
    port: int | None = None
    ipv4hint: tuple[bytes, ...] = ()
    ipv6hint: tuple[bytes, ...] = ()
    ech: bytes | None = None


class Svcb(Struct, frozen=True):
    """One record.

    priority: 0 is AliasMode, where the target is another name to ask. target: its labels; none
    stands for the owner's own name. params: key and value of each.
    """

    priority: int
    target: tuple[bytes, ...]
    params: tuple[tuple[int, bytes], ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole RDATA.

        Raises:
            Malformed: a length points past the end, or the keys are not in ascending order.
        """
        priority = body.uint(2, "priority")
        target = _read_name(body)
        params: list[tuple[int, bytes]] = []
        while body:
            place, at = f"params[{len(params)}]", body.offset
            key = body.uint(2, f"{place}.key")
            if params and key <= params[-1][0]:
                raise body.malformed(f"{key} follows {params[-1][0]}", f"{place}.key", at=at)
            params.append((key, body.vector(2, f"{place}.value").rest()))
        return cls(priority, target, tuple(params))

    def write(self) -> bytes:
        """The bytes it was read from."""
        labels = b"".join(vector(1, label) for label in (*self.target, b""))
        params = (key.to_bytes(2, "big") + vector(2, value) for key, value in self.params)
        return self.priority.to_bytes(2, "big") + labels + b"".join(params)

    @property
    def name(self) -> str:
        """The target as text, without the last dot; empty for the owner's own name."""
        return ".".join(label.decode("ascii", "replace") for label in self.target)

    def meaning(self) -> Meaning:
        """What the known parameters say.

        Raises:
            Malformed: the value of one cannot be what it should be.
        """
        values = dict(self.params)

        def value(key: int, field: str) -> Reader:
            return Reader(values.get(key, b""), field)

        port = value(PORT, "port")
        meaning = Meaning(
            mandatory=value(MANDATORY, "mandatory").uints(2, "keys"),
            alpn=value(ALPN, "alpn").vectors(1, "names"),
            no_default_alpn=NO_DEFAULT_ALPN in values,
            port=port.uint(2, "number") if port else None,
            ipv4hint=_addresses(value(IPV4HINT, "ipv4hint"), _IPV4),
            ipv6hint=_addresses(value(IPV6HINT, "ipv6hint"), _IPV6),
            ech=values.get(ECH),
        )
        port.close()
        return meaning


def _read_name(body: Reader) -> tuple[bytes, ...]:
    """An uncompressed name, of at most 255 bytes (RFC 1035 section 3.1)."""
    labels: list[bytes] = []
    start = body.offset
    while True:
        at = body.offset
        label = body.vector(1, f"target[{len(labels)}]").rest()
        if len(label) > 63 or body.offset - start > 255:
            raise body.malformed("longer than a name may be", f"target[{len(labels)}]", at=at)
        if not label:
            return tuple(labels)
        labels.append(label)


def _addresses(value: Reader, size: int) -> tuple[bytes, ...]:
    found: list[bytes] = []
    while value:
        found.append(value.take(size, f"[{len(found)}]"))
    return tuple(found)


def read(rdata: bytes) -> Svcb | Malformed:
    """A record, or what is wrong with it."""
    try:
        return Svcb.read(Reader(rdata, "https_record"))
    except Malformed as bad:
        return bad
