"""What there is to learn from is counted over the recipe's own subset."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from models.faces.crops import cut_crop
from models.images import read_picture
from models.photos.facts import measure
from models.recipes import RECIPES, Learnable, check_recipe, count_near_duplicates, count_supply
from models.recipes.supply import is_blurred, is_flat
from models.records import Box, FactRange, PhotoFacts

COLOURISE = RECIPES.get("colourise")


def facts(sharpness=300.0, brightness=100.0, mark=0, taken=None) -> PhotoFacts:
    return PhotoFacts(100, 100, 100, brightness, "none", sharpness, f"{mark:016x}", False, False, taken)


def crop(number, person="Anna", folder="a/Anna", **measured) -> Learnable:
    marks = np.random.default_rng(number).integers(0, 2**63)
    return Learnable(person, number, facts(**{"mark": int(marks)} | measured), Path(folder), number)


def test_only_the_subset_is_counted():
    crops = [crop(1), crop(2, "Berta"), crop(3, brightness=200.0), crop(4, taken="1927-10-24")]
    for changes, chosen in [
        ({}, {1, 2, 3, 4}),
        ({"people": ("Anna",)}, {1, 3, 4}),
        ({"picked": (2, 4)}, {2, 4}),
        ({"ranges": (FactRange("brightness", 150, 255),)}, {3}),
        ({"ranges": (FactRange("year", 1900, 1930),)}, {4}),
        ({"people": ("Anna",), "picked": (2, 3)}, {3}),
    ]:
        supply = count_supply(replace(COLOURISE, **changes), crops)
        assert supply.crops == supply.photos == len(chosen)
        assert sum(supply.everyone.values()) == 4


def test_blurred_flat_and_repeated_crops_are_counted():
    crops = [
        crop(1),
        crop(2, sharpness=20.0),
        crop(3, sharpness=0.0, mark=0),
        crop(4, sharpness=0.0, mark=0),
        crop(5, mark=0b1111),
        crop(6, mark=0b1110),
    ]
    supply = count_supply(COLOURISE, crops)
    assert (supply.blurred, supply.flat, supply.near_duplicates) == (1, 2, 1)


def test_a_portrait_is_not_blurred_and_its_blur_is(astronaut):
    sharp = cut_crop(astronaut, Box(120, 20, 180, 240))
    assert not is_blurred(measure(sharp, None, False))
    assert is_blurred(measure(cv2.GaussianBlur(sharp, (0, 0), 4), None, False))
    flat = measure(np.full_like(sharp, 77), None, False)
    assert is_flat(flat)
    assert not is_blurred(flat)


def test_hardly_any_of_the_portraits_is_called_blurred(portraits):
    found = [
        is_blurred(measure(cut_crop(read_picture(path), Box(76, 16, 360, 480)), None, False))
        for path in portraits[::12]
    ]
    assert sum(found) <= 1


def test_two_folders_of_one_name_are_said_to_be_one_person():
    crops = [
        crop(1, folder="/a/1998/Anna"),
        crop(2, folder="/a/2004/Anna"),
        crop(3, "Berta", "/a/1998/Berta"),
        crop(4, "Berta", "/elsewhere"),
    ]
    supply = count_supply(COLOURISE, crops)
    assert list(supply.namesakes) == ["Anna"]
    (sentence,) = [text for text in check_recipe(COLOURISE, supply) if "stands for" in text]
    assert sentence.startswith("Anna stands for 2 folders (1998/Anna and 2004/Anna)")


def test_near_duplicates_are_counted():
    assert count_near_duplicates(["0000000000000000", "000000000000000f", "ffffffffffffffff", "fffffffffffffff0"]) == 2
    assert count_near_duplicates(["0000000000000000", "000000000000007f"]) == 0
    assert count_near_duplicates([]) == 0
