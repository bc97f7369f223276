"""Encrypted Client Hello and the records of DNS that carry its keys (RFC 9849, RFC 9460)."""

from __future__ import annotations

from tlswhy.model.facts import Fact


class HttpsRecordSeen(Fact, frozen=True, kw_only=True):
    """One HTTPS record of the target's name.

    priority: 0 is an alias of `target`. target: empty for the name itself. addresses: its hints.
    public_name: of the ECH configuration that would be used; empty when there is none.
    problem: why the record, or the configurations in it, cannot be used.
    """

    priority: int
    target: str = ""
    alpn: tuple[str, ...] = ()
    port: int | None = None
    addresses: tuple[str, ...] = ()
    public_name: str = ""
    problem: str = ""

    @property
    def says(self) -> str:
        if self.problem:
            return f"HTTPS record in DNS, of which ECH cannot be used: {self.problem}"
        if not self.priority:
            return f"HTTPS record in DNS: an alias of {self.target or 'nothing'}"
        parts = [f"to {self.target}"] if self.target else []
        parts += [f"ALPN {', '.join(self.alpn)}"] if self.alpn else []
        parts += [f"port {self.port}"] if self.port is not None else []
        parts += [f"addresses {', '.join(self.addresses)}"] if self.addresses else []
        ech = f"ECH for the public name {self.public_name}" if self.public_name else "no ECH"
        return f"HTTPS record in DNS: {', '.join([*parts, ech])}"


class HttpsRecordMissing(Fact, frozen=True, kw_only=True):
    """DNS was asked for an HTTPS record and gave none.

    how: as `NotResolved.how`, or `malformed`.
    """

    how: str
    detail: str = ""

    @property
    def says(self) -> str:
        return f"no HTTPS record in DNS: {self.detail or self.how}"


class EchOffered(Fact, frozen=True, kw_only=True):
    """Our hello was encrypted, inside one for the public name.

    name: the server name in it; None sends none. public_name: the one that is sent in the clear.
    config_id: of the configuration. grease: it only looks so, and `public_name` is the real name.
    """

    name: str | None
    public_name: str
    config_id: int
    grease: bool = False

    @property
    def says(self) -> str:
        if self.grease:
            return "the ClientHello has a GREASE encrypted_client_hello"
        hidden = f"hello for {self.name}" if self.name is not None else "hello without a name"
        return (
            f"a {hidden} is encrypted in the ClientHello for {self.public_name} "
            f"(ECH configuration {self.config_id})"
        )


class EchAccepted(Fact, frozen=True, kw_only=True):
    """The server decrypted the hello and goes on with what was in it."""

    @property
    def says(self) -> str:
        return "the server accepted ECH"


class EchRejected(Fact, frozen=True, kw_only=True):
    """The server goes on with the hello for the public name."""

    @property
    def says(self) -> str:
        return "the server did not accept ECH and went on with the public name"


class EchRetryConfigs(Fact, frozen=True, kw_only=True):
    """The configurations that a server wants to see used instead (RFC 9849 section 5).

    public_names: of all that could be read. usable: the one we would use, alone in an encoded
    ECHConfigList and in Base64; empty when there is none, or it is longer than anybody's.
    """

    public_names: tuple[str, ...]
    usable: str = ""

    @property
    def says(self) -> str:
        if not self.public_names:
            return "the server sends no ECH configuration that can be read"
        cannot = "" if self.usable else ", none of which can be used"
        return f"the server sends ECH configurations for {', '.join(self.public_names)}{cannot}"
