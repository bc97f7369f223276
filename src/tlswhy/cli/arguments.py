"""argparse, saying what is wrong in one line that names what would be right."""

from __future__ import annotations

import argparse
from typing import NoReturn

from tlswhy.cli.terminal import width
from tlswhy.model.errors import InputError


class Parser(argparse.ArgumentParser):
    """A parser of one command. Abbreviated options are not taken: they break when one is added."""

    def __init__(self, command: str, description: str, usage: str) -> None:
        super().__init__(
            prog=f"tlswhy {command}",
            usage=f"tlswhy {usage}",
            description=description,
            allow_abbrev=False,
            formatter_class=_formatter,
        )

    def error(self, message: str) -> NoReturn:
        """Raise InputError instead of printing the usage."""
        raise InputError(message)

    def read(self, words: list[str]) -> argparse.Namespace:
        """The options in `words`.

        Raises:
            InputError: an option is unknown, has no value or a wrong one.
        """
        known, rest = self.parse_known_args(words)
        if not rest:
            return known
        odd = next((word for word in rest if word.startswith("-")), rest[0])
        if not odd.startswith("-"):
            raise InputError(f"too many words: {odd!r} is one more than this command takes")
        name = odd.partition("=")[0]
        raise InputError(f"there is no option {name}{similar(name, self._option_string_actions)}")


def _formatter(prog: str) -> argparse.HelpFormatter:
    """With a width of our own: argparse would import shutil for it, on every start."""
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=28, width=width())


def similar(name: str, known: object) -> str:
    """`; similar: a, b`, or nothing when no known name resembles it."""
    from collections.abc import Iterable
    from difflib import get_close_matches

    names = [str(one) for one in known] if isinstance(known, Iterable) else []
    near = get_close_matches(name, names)
    return f"; similar: {', '.join(near)}" if near else ""
