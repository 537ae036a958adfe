"""Rows of the collection for tests and benchmarks: one with given figures, or many at random."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.records import PhotoFacts
from studio.panes.filters.collection.crop_rows import CropRow


def facts(
    red: float = 120,
    green: float = 100,
    blue: float = 90,
    sharpness: float = 400,
    taken: str | None = None,
    rotated: bool = False,
    gray: bool = False,
) -> PhotoFacts:
    """What models.photos.facts would find at these channel means."""
    means = (red, green, blue)
    lead = "none" if max(means) - min(means) < 1 else ("red", "green", "blue")[means.index(max(means))]
    return PhotoFacts(red, green, blue, sum(means) / 3, lead, sharpness, "0" * 16, rotated, gray, taken)


def row(
    number: int, person: str = "Ada", name: str = "", measured: PhotoFacts | None = None, **what: object
) -> CropRow:
    """A face; without `measured` it has not been measured. what: alike, blurred, problem, key."""
    file = name or f"photo {number}.jpg"
    given = {"key": f"f{number}", "alike": False, "blurred": False, "problem": ""} | what
    return CropRow(number=number, person=person, name=file, path=Path("/photos") / "all", facts=measured, **given)


def many_rows(count: int, seed: int = 0) -> list[CropRow]:
    """Faces of forty people as a large archive has them, some near-duplicates, blurred, gray or without a date."""
    noise = np.random.default_rng(seed)
    level, warmth = np.clip(noise.normal(120, 40, count), 0, 255), noise.normal(14, 12, count)
    means = np.clip(np.stack([level + warmth, level, level - warmth], 1), 0, 255).tolist()
    sharp = np.exp(noise.normal(5.8, 1, count)).tolist()
    people = np.minimum(noise.geometric(0.08, count), 40).tolist()
    return [
        row(
            at + 1,
            f"Person {people[at]:02}",
            f"IMG_{at * 7919 % count:05}.jpg",
            facts(*means[at], sharp[at], "1990-05-12" if at % 3 else None, at % 97 == 0, at % 61 == 0),
            alike=at % 50 == 0,
            blurred=sharp[at] < 120,
        )
        for at in range(count)
    ]
