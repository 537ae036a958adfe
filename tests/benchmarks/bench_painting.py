"""How fast painting is: python tests/benchmarks/bench_painting.py [ENCODER]; without one, an untrained network."""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from skimage import data

from models.networks import GENERATORS
from models.painting.encoder import Encoder, read_encoder
from models.painting.encoder_file import read_header, write_encoder
from models.painting.painter import paint_picture
from models.recipes import RECIPES
from models.records import Box, PaintOptions, PaintSource


def main(path: Path) -> None:
    report("card", lambda: read_header(path))
    report("load", lambda: read_encoder(path))
    encoder = read_encoder(path)
    print(f"{path.stat().st_size / 1e6:.1f} MB, {encoder.header.size}, {encoder.kind}")
    portrait = data.astronaut()
    report("network alone, 256x320", lambda: encoder.paint(np.ascontiguousarray(portrait[:320, :256])))
    report("portrait 512x512, whole", lambda: paint_picture(encoder, portrait, PaintOptions()))
    face = Box(150, 20, 160, 160 * 4 / 3)
    options = PaintOptions(source=PaintSource.FACES)
    report("portrait 512x512, one face", lambda: paint_picture(encoder, portrait, options, (face,)))
    report("noise", lambda: paint_picture(encoder, portrait, PaintOptions(source=PaintSource.NOISE)))
    report_big(encoder, portrait)


def report_big(encoder: Encoder, portrait: np.ndarray) -> None:
    photo = np.ascontiguousarray(np.tile(portrait, (6, 8, 1))[:3000, :4000])
    report("12 megapixels, colour over luma", lambda: paint_picture(encoder, photo, PaintOptions()), times=3)
    options = PaintOptions(strength=0.7, keep_luma=False)
    report("12 megapixels, painting mixed in", lambda: paint_picture(encoder, photo, options), times=3)
    print(f"most memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


def report(name: str, work: Callable[[], object], times: int = 15) -> None:
    work()
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    print(f"{name}: {statistics.median(seconds) * 1000:.1f} ms (best {min(seconds) * 1000:.1f})")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            file = Path(scratch) / "untrained.bottega"
            weights = GENERATORS.get("unet").build(32).state_dict()
            recipe = RECIPES.get("colourise")
            write_encoder(file, weights, title="Untrained", recipe=recipe, size="studio", base_channels=32)
            main(file)
