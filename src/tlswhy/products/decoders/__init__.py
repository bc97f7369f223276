"""Numbers and names that stand for a reason, one module for each kind.

A module `decoders/NAME.py` defines `decode(code: str) -> tuple[str, ...]`: the keys of
`model.facts.words` that the code means, empty when it is none.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache

Decoder = Callable[[str], tuple[str, ...]]


@cache
def decoder(name: str) -> Decoder:
    """The decoder of that name."""
    found: Decoder = importlib.import_module(f"{__name__}.{name}").decode
    return found
