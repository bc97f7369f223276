"""Programs on the route: how each remedy is done in it, what it prints, the pages it is known by.

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
from tlswhy.products.saying import Saying


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

    recipes: one for each remedy. by_service: for what differs with the protocol one for each, by
        the names of STARTTLS; the protocols that are not there it cannot speak.
    services: what it serves, by the names URLs and STARTTLS use; empty for the web.
    usual: its recipes are shown where nobody has said which program it is.
    sayings: what it prints when TLS fails. speaks: keys that hold of everything it prints, such as
        `side client`; of several programs in one text, that of the longest saying is believed.
    """

    name: str
    roles: tuple[Role, ...]
    recipes: Mapping[Remedy, Recipe] = {}
    by_service: Mapping[Remedy, Mapping[str, Recipe]] = {}
    pages: tuple[Page, ...] = ()
    services: tuple[str, ...] = ()
    usual: bool = False
    sayings: tuple[Saying, ...] = ()
    speaks: tuple[str, ...] = ()

    def recipe(self, remedy: Remedy, protocol: str) -> Recipe | None:
        """How it does this; None when it cannot. protocol: as STARTTLS calls it, empty if unknown."""
        if remedy in self.by_service and protocol:
            return self.by_service[remedy].get(protocol)
        return self.recipes.get(remedy)


WEB = ("", "https", "http", "wss", "grpc")
"""Services of the web, and those of a port that nobody has registered."""


@cache
def products() -> dict[str, Product]:
    """Every program by its module's name, in order."""
    found: dict[str, Product] = {}
    for info in pkgutil.iter_modules(__path__):
        product = getattr(importlib.import_module(f"{__name__}.{info.name}"), "PRODUCT", None)
        if isinstance(product, Product):
            found[info.name] = product
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
