"""`--as PROFILE`: the client to speak as, and the list of those there are."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tlswhy.cli.arguments import similar
from tlswhy.model.errors import InputError

if TYPE_CHECKING:
    from tlswhy.probes.profiles import Profile

LIST = "list"


class Choice(Action):
    """Keeps the profile that was named; `list` prints them all and ends the program."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        *_: str | None,
    ) -> None:
        if values == LIST:
            print(listed())
            parser.exit()
        setattr(namespace, self.dest, chosen(str(values)))


def chosen(text: str) -> Profile:
    """The profile that a user means by `NAME`, `NAME@VERSION` or `NAME-VERSION`.

    Raises:
        InputError: no client has that name.
    """
    from tlswhy.probes.profiles import find, profiles

    found = find(text)
    if found is None:
        known = [name for one in profiles() for name in (one.name, one.id)]
        near = similar(text, dict.fromkeys(known)) or "; --as list shows them all"
        raise InputError(f"--as: no client is called {text!r}{near}")
    return found


def listed() -> str:
    """Every profile in a line: its name, its version, and where it is known from."""
    from tlswhy.probes.profiles import profiles

    width = max(len(f"{one.name}@{one.version}") for one in profiles())
    return "\n".join(f"{f'{one.name}@{one.version}':{width}}  {one.source}" for one in profiles())
