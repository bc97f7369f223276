"""What is set on this machine, as far as TLS depends on it: settings, trust stores, contradictions.

Where a fact was seen is its anchor: `source` is the file, with `~` for the user's home, or
`ENVIRONMENT`. Secrets are masked before a fact is made.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from tlswhy.model.facts import Fact
from tlswhy.model.facts.words import Said

ENVIRONMENT = "the environment"


class About(StrEnum):
    """What a setting decides, in no program's language."""

    PROXY = "proxy"  # for https:// targets
    PLAIN_PROXY = "plain-proxy"  # for http:// targets alone
    NO_PROXY = "no-proxy"
    CA_FILE = "ca-file"
    NO_CHECK = "no-check"  # certificates are not verified
    POLICY = "policy"  # which versions and algorithms are allowed
    FIPS = "fips"
    SECRETS = "secrets"  # keys of sessions are written to a file
    OTHER = "other"


class SettingSeen(Fact, frozen=True, kw_only=True):
    """One setting of one program.

    program: id of the product where there is one, else a name of its own such as `npm`.
    value: shortened, and without user and password. strict: it forbids more than is usual.
    note: what is worth knowing about it, a clause; empty where nothing is.
    """

    program: str
    name: str
    value: str = ""
    about: About = About.OTHER
    strict: bool = False
    note: str = ""

    @property
    def says(self) -> str:
        setting = f"{self.name} = {self.value}" if self.value else self.name
        return f"{setting}: {self.note}" if self.note else setting


class Root(Struct, frozen=True):
    """A trusted CA that is not one of the public ones.

    product: the interceptor that it belongs to, as its name says, or empty. sha256: in hex.
    """

    name: str
    product: str
    sha256: str

    @property
    def says(self) -> str:
        """Its name, and whose it is."""
        return f"{self.name} ({self.product})" if self.product else self.name


class StoreSeen(Fact, frozen=True, kw_only=True):
    """The CAs that a program trusts.

    used_by: which part of the program, where not all of it reads this store. adds: on top of the
    program's other store. anchors: how many, None when that cannot be counted from outside.
    contains: those that Mozilla and the distribution do not have. issuer: the CA in question;
    has_issuer: whether it is in the store, None when nobody asked or it cannot be told.
    dated: ISO 8601 day on which the file was last written.
    """

    program: str
    used_by: str = ""
    adds: bool = False
    anchors: int | None = None
    contains: tuple[Root, ...] = ()
    issuer: str = ""
    has_issuer: bool | None = None
    dated: str = ""
    note: str = ""

    @property
    def says(self) -> str:
        who = f"{self.used_by}: " if self.used_by else ""
        said = [f"{who}{'in addition ' if self.adds else ''}{self.held}"]
        if self.contains:
            said.append(f"among them {some(tuple(root.says for root in self.contains))}")
        if self.has_issuer is not None:
            said.append(f"{self.issuer} is {'in it' if self.has_issuer else 'not in it'}")
        return ", ".join(said) + (f": {self.note}" if self.note else "")

    @property
    def held(self) -> str:
        """How many CAs, of which file, of which day."""
        count = {None: "the CAs", 1: "1 CA"}.get(self.anchors, f"{self.anchors} CAs")
        day = f" ({self.dated})" if self.dated else ""
        return f"{count} of {self.seen.source}{day}"


class NotRead(Fact, frozen=True, kw_only=True):
    """A file that is there and could not be read. why: as the end of a sentence."""

    program: str
    why: str

    @property
    def says(self) -> str:
        return f"{self.seen.source} could not be read: {self.why}"


class AtOdds(Fact, frozen=True, kw_only=True):
    """Settings that contradict each other, or that undo what they are for. One sentence."""

    program: str
    problem: str

    @property
    def says(self) -> str:
        return self.problem


class FilesRead(Fact, frozen=True, kw_only=True):
    """What was looked at. files: as they are named to the user, in order."""

    files: tuple[str, ...]

    @property
    def says(self) -> str:
        return f"read: {', '.join(self.files) or 'nothing'}"


class Here(Said, frozen=True, kw_only=True):
    """What a setting of this machine means for a failure, in the vocabulary of texts."""

    @property
    def says(self) -> str:
        return f"{self.quote}: {self.means}" if self.quote else self.means

    @property
    def where(self) -> str:
        """The file and line, or that it stands in the environment."""
        line = f" line {self.seen.line}" if self.seen.line is not None else ""
        return f"{self.seen.source}{line}" if self.seen.source else "this machine"


def some(names: tuple[str, ...], most: int = 4) -> str:
    """The first of them, and how many more there are."""
    left = len(names) - most
    return ", ".join(names[:most]) + (f" and {left} more" if left > 0 else "")
