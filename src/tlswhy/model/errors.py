"""What the user got wrong: the only exceptions that a person sees."""

from __future__ import annotations


class InputError(ValueError):
    """An option, an address or a file that cannot be what was meant; the text says what would be.

    Whoever talks to the user prints it as one line and ends with status 2.
    """
