"""Programs on the route: how each remedy is done in it, and the pages it is known by.

One module for each program; a module is used because it lies here and defines `PRODUCT`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from msgspec import Struct

from tlswhy.model.diagnosis import Remedy


class Role(StrEnum):
    """What a program is on a route; recipes are offered by it."""

    CLIENT = "client"
    SERVER = "server"
    FORWARD_PROXY = "forward-proxy"
    REVERSE_PROXY = "reverse-proxy"
    NETWORK = "network"


class Recipe(Struct, frozen=True):
    """How one remedy is done in one program.

    text: one sentence. lines: what to paste. `{host}`, `{port}`, `{proxy}`, `{name}` and
    `{ca}` stand for what is known of the case; a line whose word is not known keeps the word in
    capitals, as in `HOST`.
    """

    text: str
    lines: tuple[str, ...] = ()


class Page(Struct, frozen=True):
    """Words in an HTTP answer that tell what a program holds against a request.

    means: a fixed name, see `evidence.application`. words: found in the body. status: of the
    answer. since: where the text is in the program's source.
    """

    means: str
    words: str
    status: tuple[int, ...]
    since: str


class Product(Struct, frozen=True):
    """A program. name: as its makers write it. roles: in which of them it is met.

    services: what it serves, by the names URLs and STARTTLS use; empty for the web.
    """

    name: str
    roles: tuple[Role, ...]
    recipes: Mapping[Remedy, Recipe]
    pages: tuple[Page, ...] = ()
    services: tuple[str, ...] = ()


@cache
def products() -> dict[str, Product]:
    """Every program by its module's name, in order."""
    found: dict[str, Product] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        found[info.name] = module.PRODUCT
    return dict(sorted(found.items()))


def page(status: int, body: str) -> str:
    """What an error page means, empty when it is none that any program here is known by."""
    if status < 400:
        return ""
    for product in products().values():
        for known in product.pages:
            if status in known.status and known.words in body:
                return known.means
    return ""
