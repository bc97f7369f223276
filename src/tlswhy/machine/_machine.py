"""A machine to look at: its files, within bounds, and its environment."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from tlswhy.model.facts import Anchor
from tlswhy.model.facts.machine import ENVIRONMENT, About, NotRead, SettingSeen, StoreSeen

LARGEST = 4 << 20  # bytes of a file
MOST_NAMES = 500  # of a folder
MOST_FILES = 2000  # that are read in all
MOST_LINES = 20_000
LONGEST = 200  # characters of a value

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")
# On Linux a pipe or a device would block or act when it is opened; others do not have the flags.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


class Wanted(Struct, frozen=True):
    """The CA in question. names: common names or organizations. anchors: certificates in DER."""

    names: tuple[str, ...] = ()
    anchors: tuple[bytes, ...] = ()
    label: str = ""

    def __bool__(self) -> bool:
        return bool(self.names or self.anchors)


class Machine:
    """Files below `root`, the home and working folder of the user, the environment, the time.

    home, cwd: real folders, wherever the root is. read: files that were read, as they are named to
    the user. unread: those that are there and could not be.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - all of it is what a machine is
        self,
        root: Path,
        home: Path,
        cwd: Path,
        environ: Mapping[str, str],
        now: datetime,
        wanted: Wanted | None = None,
    ) -> None:
        self.root = root
        self.home = home
        self.cwd = cwd
        self.environ = environ
        self.now = now
        self.wanted = wanted or Wanted()
        self.read: dict[str, None] = {}
        self.unread: list[NotRead] = []
        self._contents: dict[Path, bytes | None] = {}

    @classmethod
    def this(cls, wanted: Wanted | None = None) -> Machine:
        """The one that we run on."""
        from tlswhy.net.clock import now

        home = Path(os.path.expanduser("~"))  # noqa: PTH111 - does not raise without a home
        return cls(Path("/"), home, Path(), os.environ, now(), wanted)

    def variable(self, name: str) -> str:
        """A variable of the environment; empty when it is not set."""
        return self.environ.get(name, "").strip()

    def path(self, name: str) -> Path:
        """The file that a program means by this name: `~/…`, absolute, or below the working folder.

        Raises:
            ValueError: it is no name of a file.
        """
        if "\0" in name:
            raise ValueError("a zero byte in the name of a file")
        if name == "~" or name.startswith(("~/", "~\\")):
            return self.home / name[2:]
        path = Path(name)
        if not path.is_absolute():
            return self.cwd / path
        if self.root == Path("/") or path.is_relative_to(self.home):
            return path
        return self.root / path.relative_to(path.anchor)

    def shown(self, name: str) -> str:
        """The name as the user sees it: `~` for the home."""
        home = str(self.home)
        return f"~{name[len(home) :]}" if name.startswith(f"{home}{os.sep}") else name

    def content(self, name: str, program: str, *, quiet: bool = False) -> bytes | None:
        """What a file holds; None when there is none, or it cannot be read, which is noted.

        quiet: it is not named among what was read; for the many files of one folder.
        """
        try:
            path = self.path(name)
            if path not in self._contents:
                self._contents[path] = None
                if len(self._contents) > MOST_FILES:
                    raise OSError(0, "too many files were read before")
                self._contents[path] = _content(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            seen = Anchor(source=self.shown(name))
            self.unread.append(NotRead(seen=seen, program=program, why=why.lower()))
            return None
        if self._contents[path] is not None and not quiet:
            self.read[self.shown(name)] = None
        return self._contents[path]

    def lines(self, name: str, program: str) -> list[str]:
        """The lines of a text file; what is not UTF-8 in it becomes U+FFFD."""
        text = (self.content(name, program) or b"").decode("utf-8-sig", "replace")
        return text.splitlines()[:MOST_LINES]

    def names(self, folder: str, program: str = "") -> list[str]:
        """The names in a folder, in order; none when there is no such folder.

        program: who wants to know, where a folder that is closed is worth a word.
        """
        found: list[str] = []
        try:
            with os.scandir(self.path(folder)) as entries:
                for entry in entries:
                    found.append(entry.name)
                    if len(found) >= MOST_NAMES:
                        break
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return []
        except OSError as error:
            if program:
                why = (error.strerror or "unreadable").lower()
                seen = Anchor(source=self.shown(folder))
                self.unread.append(NotRead(seen=seen, program=program, why=why))
        return sorted(found)

    def exists(self, name: str) -> bool:
        """Whether something of this name is there, as far as one can see."""
        try:
            return self.path(name).exists()
        except (OSError, ValueError):
            return False

    def real(self, name: str) -> str:
        """Where a chain of symbolic links ends, to know one file by two names."""
        try:
            return str(self.path(name).resolve())
        except (OSError, ValueError, RuntimeError):
            return name

    def written(self, name: str) -> datetime | None:
        """When a file was last written (UTC)."""
        try:
            return datetime.fromtimestamp(self.path(name).stat().st_mtime, UTC)
        except (OSError, ValueError, OverflowError):
            return None

    def store(
        self,
        name: str,
        program: str,
        *,
        used_by: str = "",
        adds: bool = False,
        note: str = "",
    ) -> Iterator[StoreSeen]:
        """The store in a PEM file; with no anchor when the file is not there."""
        from tlswhy.machine._stores import seen

        content = self.content(name, program)
        if content is None:
            there = self.exists(name)
            missing = "cannot be read" if there else "there is no such file"
            yield StoreSeen(
                seen=Anchor(source=self.shown(name)),
                program=program,
                used_by=used_by,
                adds=adds,
                anchors=None if there else 0,
                note=note or missing,
            )
            return
        from tlswhy.pki.stores import from_pem

        store = from_pem(content, program, name)
        yield seen(self, store, name, program, used_by=used_by, adds=adds, note=note)

    @cached_property
    def public(self) -> frozenset[bytes]:
        """The CAs of Mozilla, and those that the distribution brought."""
        from tlswhy.machine._stores import public

        return public(self)


def setting(  # noqa: PLR0913 - each is a field
    program: str,
    name: str,
    value: str,
    *,
    source: str = ENVIRONMENT,
    line: int | None = None,
    about: About = About.OTHER,
    strict: bool = False,
    note: str = "",
) -> SettingSeen:
    """A setting, with what is secret in a proxy's URL masked."""
    if about in (About.PROXY, About.PLAIN_PROXY):
        value = masked(value)
        note = note or (_tls_to_proxy(value) if about is About.PROXY else "")
    value = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    return SettingSeen(
        seen=Anchor(source=source, line=line),
        program=program,
        name=masked(name),
        value=value,
        about=about,
        strict=strict,
        note=note,
    )


def masked(value: str) -> str:
    """A URL without user, password and query; rather too much is hidden than too little."""
    value, query, _ = value.partition("?")
    head, at, place = value.rpartition("@")
    if at:
        scheme = _SCHEME.match(head)
        value = f"{scheme[0] if scheme else ''}***@{place}"
    return f"{value}?***" if query else value


def _tls_to_proxy(url: str) -> str:
    if url.lower().startswith("https://"):
        return "TLS to the proxy itself; most proxies listen in plain HTTP, also for https:// sites"
    return ""


def _content(path: Path) -> bytes:
    """At most `LARGEST` bytes of a regular file.

    Raises:
        OSError: it cannot be read, or is too large or no regular file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "no regular file")
    handle = os.open(path, _FLAGS)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "no regular file")
        content = file.read(LARGEST + 1)
    if content is None:
        raise OSError(0, "nothing to read now")
    if len(content) > LARGEST:
        raise OSError(0, f"more than {LARGEST >> 20} MB")
    return content
