"""`tlswhy learn [CAUSE]`: what is known of the causes."""

from __future__ import annotations

from tlswhy.cli.arguments import Parser, similar
from tlswhy.cli.main import DONE
from tlswhy.cli.terminal import ascii_only, colour, width
from tlswhy.model.errors import InputError


def main(words: list[str]) -> int:
    """Print one cause, or the list of all.

    Raises:
        InputError: no cause has that id.
    """
    parser = Parser("learn", __doc__ or "", "learn [CAUSE]")
    parser.add_argument("cause", nargs="?", metavar="CAUSE", help="an id such as cert-expired")
    wanted = parser.read(words).cause

    from tlswhy.causes import catalogue
    from tlswhy.report import explain

    causes = catalogue()
    if wanted is None:
        shown = explain.learn_list(causes, width=width(), colour=colour(), ascii=ascii_only())
    elif wanted in causes:
        shown = explain.learn(causes[wanted], width=width(), colour=colour(), ascii=ascii_only())
    else:
        near = similar(wanted, causes) or "; tlswhy learn lists them all"
        raise InputError(f"no cause is called {wanted!r}{near}")
    print(shown.rstrip("\n"))
    return DONE
