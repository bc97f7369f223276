"""Every recipe that is a configuration is carried out: broken without it, whole with it."""

from __future__ import annotations

import importlib
import os
import pkgutil
from pathlib import Path

import pytest

import lab.remedies
from lab.remedies import left_out
from lab.remedies.cure import Cure, prove
from tlswhy.lab.bench import find
from tlswhy.products import products

pytestmark = pytest.mark.lab


def cures() -> dict[str, tuple[Cure, ...]]:
    """The cures of each program that has a module in `remedies`."""
    names = {info.name for info in pkgutil.iter_modules(lab.remedies.__path__)}
    return {
        product: importlib.import_module(f"lab.remedies.{product}").CURES
        for product in products()
        if product in names
    }


EVERY = [
    pytest.param(product, cure, id=f"{product}-{cure.remedy}")
    for product, found in cures().items()
    for cure in found
]


@pytest.mark.parametrize(("product", "cure"), EVERY)
def test_a_recipe_mends_what_is_broken_without_it(product: str, cure: Cure) -> None:
    missing = [each for each in cure.needs if find(each) is None and not Path(each).exists()]
    if missing and (cure.optional or os.environ.get("CI") != "true"):
        pytest.skip(f"{', '.join(missing)} is not installed")
    if cure.root and os.geteuid():
        pytest.skip("it is started by root alone")
    prove(product, cure)


@pytest.mark.parametrize("product", [name for name, each in products().items() if each.recipes])
def test_every_recipe_is_carried_out_or_named_with_the_reason(product: str) -> None:
    """A new recipe gets a cure in `remedies`, or a line in `remedies/left_out.py`."""
    recipes = set(products()[product].recipes)
    proved = {cure.remedy for cure in cures().get(product, ())}
    if product in left_out.PRODUCTS:
        assert not proved
        return
    named = set(left_out.RECIPES.get(product, {}))
    assert not proved & named, "it is carried out, and named as left out"
    assert not recipes - proved - named, "carry it out, or say why not"
    assert not named - recipes, "there is no such recipe any more"


def test_nothing_is_left_out_that_is_not_there() -> None:
    assert {*left_out.PRODUCTS, *left_out.RECIPES} <= set(products())
    assert not set(left_out.PRODUCTS) & set(left_out.RECIPES)
