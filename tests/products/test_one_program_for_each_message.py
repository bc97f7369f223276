"""A message belongs to the program that prints it: others leave it to that one's file."""

from __future__ import annotations

from collections import defaultdict

from tlswhy.model.facts.words import ANY_PROGRAM
from tlswhy.products import products


def test_no_words_stand_for_two_programs() -> None:
    """Where two print the same, a pattern or longer words around it have to tell them apart."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, product in products().items():
        if name != ANY_PROGRAM:
            for saying in product.sayings:
                if not saying.pattern:
                    owners[saying.words.lower()].add(name)
    assert {words: sorted(names) for words, names in owners.items() if len(names) > 1} == {}
