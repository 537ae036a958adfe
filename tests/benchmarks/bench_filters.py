"""How long filters take beside the bare OpenCV calls they make: python tests/benchmarks/bench_filters.py DATA.

DATA holds portraits/; crops are the middle of each, 360x480, as a face fills it. Prints every filter beside its bare
calls, the whole bank on one crop, and the slowest parameters. All on one thread: models/cv.py gives OpenCV no more.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from models.cv import cv2
from models.faces.crops import cut_crop, to_network_input
from models.filter_records import FilterStep
from models.filters import FILTERS, apply_step, format_chain, step
from models.images import read_picture
from models.params import Param
from models.records import Box, Picture
from tests.benchmarks.bare_filters import BARE

_LAPS = 3


def main(data: Path) -> None:
    print(f"OpenCV {cv2.__version__}, {cv2.getNumThreads()} thread")
    pictures = [cut_middle(path) for path in sorted((data / "portraits").glob("*.jpg"))]
    report_filters(pictures)
    report_bank("360x480", pictures)
    report_bank("256x320", [to_network_input(picture) for picture in pictures])
    report_parameters(pictures[::50])


def cut_middle(path: Path) -> Picture:
    picture = read_picture(path)
    height, width = picture.shape[:2]
    tall = 0.85 * min(height, width * 4 / 3)
    return cut_crop(picture, Box(width / 2 - tall * 3 / 8, (height - tall) / 3, tall * 3 / 4, tall))


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def race(picture: Picture, ours: Callable[[Picture], object], bare: Callable[[Picture], object]) -> tuple[float, float]:
    """The shortest of a few laps of each in ms, the one that starts drawn by lot."""
    times: dict[Callable[[Picture], object], list[float]] = {ours: [], bare: []}
    for _ in range(_LAPS):
        for work in random.sample([ours, bare], 2):
            times[work].append(milliseconds(lambda work=work: work(picture)))
    return min(times[ours]), min(times[bare])


def report_filters(pictures: Sequence[Picture]) -> None:
    """Every filter at its defaults against its bare calls, all crops, interleaved."""
    sums = np.zeros(2)
    for name in FILTERS.names():
        chosen = step(name)
        times = np.array([race(one, lambda it, s=chosen: apply_step(it, s), BARE[name]) for one in pictures])
        sums += times.sum(axis=0)
        (ours, bare), ratio = np.median(times, axis=0), times[:, 0].sum() / times[:, 1].sum()
        print(f"{name:10} {ours:6.3f} ms, bare {bare:6.3f}, ratio {ratio:5.2f}, slowest crop {times[:, 0].max():6.2f}")
    print(
        f"whole bank on {len(pictures)} crops: {sums[0] / 1000:.2f} s, bare {sums[1] / 1000:.2f}, "
        f"ratio {sums[0] / sums[1]:.2f}"
    )


def report_bank(size: str, pictures: Sequence[Picture]) -> None:
    """Every filter once on a crop, one after the other, as the window's strip asks; then bare contours alone."""
    steps = [step(name) for name in FILTERS.names()]
    for words, work in (
        (f"all {len(steps)} filters", lambda one: [apply_step(one, chosen) for chosen in steps]),
        ("bare contours alone", BARE["contours"]),
    ):
        total = [shortest(lambda one=one, work=work: work(one)) for one in pictures]
        print(
            f"{size} {words}: median {np.median(total):.2f} ms, 95 % under {np.quantile(total, 0.95):.2f}, "
            f"slowest crop {max(total):.2f}, under 15 ms {np.mean(np.array(total) < 15):.1%}"
        )


def shortest(work: Callable[[], object]) -> float:
    return min(milliseconds(work) for _ in range(_LAPS))


def report_parameters(pictures: Sequence[Picture]) -> None:
    """The slowest ends of any parameter, beside every word of the filter's choices."""
    tried = []
    for chosen in {end: None for entry in FILTERS for end in ends(entry.name, entry.params)}:
        times = [shortest(lambda one=one, chosen=chosen: apply_step(one, chosen)) for one in pictures]
        tried.append((max(times), chosen))
    for took, chosen in sorted(tried, key=lambda pair: -pair[0])[:5]:
        print(f"360x480 slowest parameters: {format_chain((chosen,))} {took:.1f} ms on the slowest crop")


def ends(name: str, params: Sequence[Param]) -> Iterator[FilterStep]:
    """The filter with one parameter at each of its ends, alone and beside every choice."""
    choices = [(param.name, word) for param in params if param.kind == "choice" for word in param.choices]
    for param in params:
        values = {"bool": (False, True), "choice": param.choices}.get(param.kind, (param.low, param.high))
        for value in values:
            for other, word in choices or [(param.name, value)]:
                yield step(name, **{other: word, param.name: value})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
