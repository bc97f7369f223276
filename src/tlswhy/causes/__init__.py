"""The catalogue: one module for each cause.

`causes/certificate/cert_expired.py` is the cause `cert-expired` of the family `certificate`. A
module is in the catalogue because it lies here and defines `CAUSE`; there is no list to extend.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from msgspec import Struct

from tlswhy.model.diagnosis import Cause


class Entry(Struct, frozen=True):
    """A cause and what is written about it.

    text: Markdown, the docstring of the cause's module; its first line is the title.
    """

    id: str
    family: str
    text: str
    cause: Cause

    @property
    def title(self) -> str:
        """The first line, without its full stop."""
        return self.text.partition("\n")[0].rstrip(".")

    def part(self, heading: str) -> str:
        """The text below `## heading`."""
        _, _, rest = self.text.partition(f"## {heading}\n")
        return rest.partition("\n## ")[0].strip()


@cache
def catalogue() -> dict[str, Entry]:
    """Every cause by its id, in the order of the ids.

    Raises:
        RuntimeError: a module has no text or no cause, or Python dropped the docstrings
            (`python -OO`).
    """
    found: dict[str, Entry] = {}
    for info in pkgutil.walk_packages(__path__, f"{__name__}."):
        if info.ispkg:
            continue
        module = importlib.import_module(info.name)
        cause = getattr(module, "CAUSE", None)
        if not isinstance(cause, Cause) or not module.__doc__:
            raise RuntimeError(f"{info.name} needs a docstring and a CAUSE")
        family, name = info.name.split(".")[-2:]
        id_ = name.replace("_", "-")
        found[id_] = Entry(id_, family, module.__doc__, cause)
    return dict(sorted(found.items()))
