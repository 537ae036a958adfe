"""Small sets of real crops for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from skimage import data

from models.datasets import CropSet, save_crops
from models.records import Crop


def make_crops(count: int, persons: tuple[str, ...] = ("Eileen",)) -> list[Crop]:
    """Different 360x480 cuts of a real photo, named b-000.jpg, b-001.jpg ...; the persons take turns."""
    photo = data.astronaut()
    crops = []
    for number in range(count):
        top, left = number % 32, (37 * number) % 152
        picture = np.ascontiguousarray(photo[top : top + 480, left : left + 360])
        crops.append(Crop(number, number, persons[number % len(persons)], picture, f"b-{number:03}.jpg"))
    return crops


def make_set(folder: Path, count: int, persons: tuple[str, ...] = ("Eileen",)) -> CropSet:
    return save_crops(folder / "crops", make_crops(count, persons))
