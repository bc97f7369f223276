"""What a scenario is, and how those that lie here are found."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import os
import pkgutil
from collections.abc import Callable, Iterator

from msgspec import Struct

import tlswhy.lab
from tlswhy.lab.bench import HERE, Lab, find
from tlswhy.lab.certificates import Pem


class Up(Struct, frozen=True):
    """A scenario that stands.

    argv: the command line that shows it, without the word `tlswhy`. note: what else there is to
    know about it, for instance a second command worth trying. variables: of the environment, names
    and values, in which that command runs.
    """

    argv: tuple[str, ...]
    note: str = ""
    variables: tuple[tuple[str, str], ...] = ()

    @contextlib.contextmanager
    def environment(self) -> Iterator[None]:
        """This process in the environment that the command line needs."""
        before = {name: os.environ.get(name) for name, _ in self.variables}
        os.environ.update(self.variables)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


class Scenario(Struct, frozen=True):
    """Something that fails on purpose, or works.

    up: starts it. expect: the id of the cause that must be named first; None when nothing is
    wrong. also_accept: ids that are fair first answers too. verdict: the least sure verdict that
    will do, as a report spells it; empty when any will. needs: programs that must be installed.
    outcome: `at-risk` when it works now and will break, `ok` when only other clients mind.
    """

    up: Callable[[Lab], Up]
    expect: str | None
    also_accept: tuple[str, ...] = ()
    verdict: str = ""
    needs: tuple[str, ...] = ()
    outcome: str = "failed"

    @property
    def healthy(self) -> bool:
        """Whether this client finds nothing wrong."""
        return self.expect is None or self.outcome == "ok"

    def missing(self) -> tuple[str, ...]:
        """The programs that it needs and this machine has not."""
        return tuple(program for program in self.needs if find(program) is None)


class Entry(Struct, frozen=True):
    """A scenario with its name.

    name, family: its file and folder. title: the first line about it; about: the rest.
    """

    name: str
    family: str
    title: str
    about: str
    scenario: Scenario


def direct(port: int, *options: str, name: str = "a.test", note: str = "") -> Up:
    """Ask this port of loopback for `name`, without DNS and without the environment's proxy."""
    route = (f"{name}:{port}", "--connect-to", f"{HERE}:{port}", "--no-proxy")
    return Up((*route, *options), note)


def through(proxy: str, *options: str, name: str = "a.test", port: int = 443) -> Up:
    """Ask a proxy, given as URL, for `name`."""
    return Up((f"{name}:{port}", "--proxy", proxy, *options))


def showing(pem: Pem) -> tuple[str, ...]:
    """The arguments that make tlswhy show this client certificate."""
    return "--cert", str(pem.chain), "--key", str(pem.key)


def scenarios() -> tuple[Entry, ...]:
    """Every scenario that lies in a folder here, by family and name.

    Raises:
        RuntimeError: two have the same name.
    """
    found: dict[str, Entry] = {}
    for family in pkgutil.iter_modules(tlswhy.lab.__path__):
        if not family.ispkg:
            continue
        package = importlib.import_module(f"tlswhy.lab.{family.name}")
        for info in pkgutil.iter_modules(package.__path__):
            if info.name in found:
                raise RuntimeError(f"{info.name} lies in {found[info.name].family} as well")
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            title, _, about = (inspect.getdoc(module) or "").partition("\n")
            found[info.name] = Entry(info.name, family.name, title, about.strip(), module.SCENARIO)
    return tuple(found.values())
