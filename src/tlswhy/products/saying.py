"""What a program prints when TLS fails, and what it means."""

from __future__ import annotations

from msgspec import Struct


class Saying(Struct, frozen=True):
    """One message of a program.

    words: a part that is the same in every print of it, as it is printed; compared without regard
        to case. The longer it is, the more it says: of two sayings over the same words the longer
        one counts.
    means: keys of `model.facts.words`, `verify expired` or `alert-received {alert}`; a word in
        braces is a group of `pattern`.
    example: a real line that this program prints. source: where the message is in its source or
        manual, with the version.
    pattern: a regular expression around the words, for what varies; searched from the beginning
        of their line, over at most 2,000 characters. Without a match the saying does not count.
        Groups named `host`, `port`, `proxy`, `upstream`, `client` and `name` are taken as mentions.
    decode: names a decoder of `products.decoders` that is given the group `code` and tells more
        keys.
    certain: False for words that are no TLS message by themselves ("Connection refused"): they
        count beside something that speaks of TLS only.
    """

    words: str
    means: tuple[str, ...]
    example: str
    source: str
    pattern: str = ""
    decode: str = ""
    certain: bool = True
