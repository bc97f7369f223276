"""What holds for every saying of every program."""

from __future__ import annotations

import re

import pytest

from tlswhy.causes import Entry, catalogue
from tlswhy.model.facts.words import ANY_PROGRAM, Refusal, Sign
from tlswhy.products import Product, products
from tlswhy.products.decoders import decoder
from tlswhy.texts.hear import candidates, hear, text_of

SIGNS = {str(sign) for sign in Sign}
WORD = re.compile(r"\{\w+\}")
SPEAKING = {name: product for name, product in products().items() if product.sayings}
every_program = pytest.mark.parametrize(("name", "product"), SPEAKING.items(), ids=list(SPEAKING))


@every_program
def test_each_example_is_heard_as_itself_and_nobody_steals_it(name: str, product: Product) -> None:
    wrong: list[tuple[str, str, object]] = []
    for saying in product.sayings:
        heard = hear(text_of(saying.example))
        own = [found for found in heard if found.saying == saying and found.product == name]
        if not own:
            others = [(found.product, found.saying.words) for found in heard]
            wrong.append((saying.words, saying.example, others))
        elif not own[0].keys and (saying.means or saying.decode):
            wrong.append((saying.words, saying.example, "its pattern did not find what it means"))
    assert wrong == []


@every_program
def test_what_is_heard_is_in_the_vocabulary(name: str, product: Product) -> None:
    keys = set(product.speaks)
    for saying in product.sayings:
        keys.update(key for key in saying.means if not WORD.search(key))
        for found in hear(text_of(saying.example)):
            keys.update(found.keys)
    assert [key for key in sorted(keys) if not known(key)] == []


def test_common_words_repeat_no_program() -> None:
    own = {
        saying.words.lower()
        for name, product in SPEAKING.items()
        for saying in product.sayings
        if name != ANY_PROGRAM and not saying.pattern
    }
    common = {saying.words.lower() for saying in SPEAKING[ANY_PROGRAM].sayings}
    assert common & own == set()


@every_program
def test_each_saying_is_complete(name: str, product: Product) -> None:
    for saying in product.sayings:
        assert saying.source, saying.words
        assert len(saying.words) > 3 or saying.pattern or not saying.words.isalnum()
        if saying.pattern:
            re.compile(saying.pattern)
        if saying.decode:
            assert "(?P<code>" in saying.pattern
            decoder(saying.decode)


@every_program
def test_the_automaton_finds_what_the_search_finds(name: str, product: Product) -> None:
    for saying in product.sayings[:20]:
        text = text_of(saying.example)
        assert hear(text, candidates(text)) == hear(text)


@pytest.mark.parametrize("entry", catalogue().values(), ids=list(catalogue()))
def test_the_tables_of_the_causes_use_the_vocabulary(entry: Entry) -> None:
    told = entry.cause.told
    if told is not None:
        keys = {*told.says, *told.beside, *told.needs}
        assert [key for key in sorted(keys) if not known(key)] == []
        assert told.test.endswith(".")


def known(key: str) -> bool:
    what, _, value = key.partition(" ")
    if what in (Sign.VERIFY, Sign.CLIENT_VERIFY):
        return value in set(Refusal)
    if what in (Sign.ALERT_RECEIVED, Sign.ALERT_SENT, Sign.SERVER_ALERT, Sign.CLIENT_ALERT):
        return value.isdigit()
    return what in SIGNS
