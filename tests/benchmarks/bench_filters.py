"""How long filters and pairs take on real crops: python tests/benchmarks/bench_filters.py DATA.

DATA holds portraits/. Prints the filters on 256x320 and 360x480 crops, the slowest parameter, and the pairs of each
recipe. Times are medians over crops; the crops are the middle of each portrait, as a face fills it.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from models.datasets import PairSource, load_crops, save_crops
from models.faces.crops import cut_crop, training_picture
from models.filters import FILTERS, apply_step, step
from models.images import read_picture
from models.recipes import RECIPES
from models.records import Box, Crop, FilterStep, Picture

BATCH = 4


def main(data: Path) -> None:
    crops = [cut_middle(path) for path in sorted((data / "portraits").glob("*.jpg"))]
    pictures = [crop.picture for crop in crops]
    report_filters("256x320", [training_picture(picture) for picture in pictures[::5]])
    report_filters("360x480", pictures[::5])
    report_parameters(pictures[::20])
    report_pairs(crops)


def cut_middle(path: Path) -> Crop:
    picture = read_picture(path)
    height, width = picture.shape[:2]
    tall = 0.85 * min(height, width * 4 / 3)
    box = Box(width / 2 - tall * 3 / 8, (height - tall) / 3, tall * 3 / 4, tall)
    return Crop(0, 0, "portraits", cut_crop(picture, box), path.name)


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def time_step(chosen: FilterStep, pictures: Sequence[Picture]) -> list[float]:
    return [min(milliseconds(lambda one=one: apply_step(one, chosen)) for _ in range(3)) for one in pictures]


def report_filters(size: str, pictures: Sequence[Picture]) -> None:
    times = np.array([time_step(step(name), pictures) for name in FILTERS.names()])
    for name, row in zip(FILTERS.names(), times, strict=True):
        print(f"{size} {name:9} {np.median(row):6.2f} ms, slowest crop {row.max():6.2f}")
    total = times.sum(axis=0)
    print(f"{size} all seven {np.median(total):6.2f} ms, 95 % under {np.quantile(total, 0.95):.2f}, "
          f"slowest crop {total.max():.2f}")


def report_parameters(pictures: Sequence[Picture]) -> None:
    """The slowest end of any parameter on 360x480."""
    tried = []
    for chosen in FILTERS:
        for param in chosen.params:
            ends = (False, True) if param.kind == "bool" else (param.low, param.high)
            for value in ends:
                times = time_step(step(chosen.name, **{param.name: value}), pictures)
                tried.append((max(times), f"{chosen.name}:{param.name}={value}"))
    for took, name in sorted(tried, reverse=True)[:3]:
        print(f"360x480 slowest parameters: {name} {took:.1f} ms on the slowest crop")


def report_pairs(crops: list[Crop]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crops"
        print(f"{len(crops)} crops: saved in {milliseconds(lambda: save_crops(path, crops)) / 1000:.2f} s, "
              f"{os.path.getsize(path) / 1e6:.0f} MB, checked in {milliseconds(lambda: load_crops(path)):.0f} ms")
        loaded = load_crops(path)
        for recipe in RECIPES:
            pairs = PairSource(loaded, recipe, 0, batch_size=BATCH)
            laps = 2 * pairs.train_count // BATCH
            times = [
                milliseconds(lambda at=at, pairs=pairs: [pairs.pair(at, index) for index in range(BATCH)])
                for at in range(laps)
            ]
            half = laps // 2
            print(f"{recipe.name:11} batch of {BATCH}: first round {statistics.median(times[:half]):5.2f} ms, "
                  f"then {statistics.median(times[half:]):5.2f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, the crops in this script included")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
