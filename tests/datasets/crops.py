"""Small sets of real crops for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from skimage import data

from models.datasets import CropSet, CropStore, Entry, save_crops
from models.photos.facts import measure
from models.records import Picture


@dataclass(frozen=True, slots=True)
class Crop:
    """The picture cut from a face, or from a whole photo when face_id is None; name: the photo's file name."""

    photo_id: int
    face_id: int | None
    person: str
    picture: Picture = field(repr=False)
    name: str = ""


def make_crops(count: int, persons: tuple[str, ...] = ("Eileen",)) -> list[Crop]:
    """Different 360x480 cuts of a real photo, named b-000.jpg, b-001.jpg ...; the persons take turns."""
    photo = data.astronaut()
    crops = []
    for number in range(count):
        top, left = number % 32, (37 * number) % 152
        picture = np.ascontiguousarray(photo[top : top + 480, left : left + 360])
        crops.append(Crop(number, number, persons[number % len(persons)], picture, f"b-{number:03}.jpg"))
    return crops


def keep_crops(folder: Path, crops: Sequence[Crop]) -> CropSet:
    """The crops in a store and their list, as a run has them; none counts as another's near-duplicate."""
    store = CropStore(folder / "store", crops[0].picture.shape[1::-1])
    entries = []
    for number, crop in enumerate(crops):
        key = number.to_bytes(32, "big")
        store.add(key, crop.picture, measure(crop.picture, None, False))
        entries.append(Entry(key, crop.person, crop.name, crop.photo_id))
    return save_crops(folder / "crops.json", store, entries)


def make_set(folder: Path, count: int, persons: tuple[str, ...] = ("Eileen",)) -> CropSet:
    return keep_crops(folder, make_crops(count, persons))
