"""What the data costs a training: `python -m tests.benchmarks.bench_loader PROJECT [SECONDS]`.

How long a step waits for its batch beside a real training, how many pictures a second the threads make without one,
and how fast and large a set of 10,000 crops opens. PROJECT: a Bottega project with faces; it is copied, not written.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from models.datasets import CropStore, Entry, PairSource, load_crops, save_crops
from models.photos.facts import measure
from models.project import Project
from models.recipes import RECIPES
from models.training.config import TrainConfig
from models.training.run_folder.run_file import CROPS
from models.workflow.prepare_run import prepare_run

BATCH = 16
MANY = 10_000


def main(project: Path, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        report_many(Path(folder) / "many")
        copy = Path(shutil.copytree(project, Path(folder) / "project"))
        for name in ("colourise", "contours"):
            report_recipe(copy, name, seconds)


def pairs_of(folder: Path, name: str) -> PairSource:
    with Project.open(folder) as project:
        events = prepare_run(project, RECIPES.get(name), TrainConfig())
        while True:
            try:
                next(events)
            except StopIteration as end:
                return PairSource(load_crops(end.value.folder / CROPS), RECIPES.get(name), 0, batch_size=BATCH)


def report_recipe(folder: Path, name: str, seconds: float) -> None:
    import torch

    from models.training.loop.loader import Loader
    from models.training.loop.state import TrainState, build_networks
    from models.training.loop.step import train_step
    from models.training.machine.device_selection import open_backend

    pairs = pairs_of(folder, name)
    for workers in (1, 2):
        with Loader(pairs, BATCH, torch.device("cpu"), workers=workers) as loader:
            times = []
            for step in range(3 * pairs.train_count // BATCH):
                start = time.perf_counter()
                loader.take(step)
                times.append(time.perf_counter() - start)
        lap = len(times) // 3
        first, later = (BATCH / statistics.median(part) for part in (times[:lap], times[lap:]))
        print(f"{name}: {workers} thread(s) alone make {first:,.0f} pictures/s in the first round, then {later:,.0f}")
    config = TrainConfig(batch_size=BATCH)
    backend = open_backend(config)
    state = TrainState(build_networks(config, pairs.recipe.width), config, backend)
    with Loader(pairs, BATCH, backend.device) as loader:
        for step in range(2):
            train_step(state, *loader.take(step), config, backend)
        loader.waited, step, start = 0.0, 2, time.perf_counter()
        while time.perf_counter() - start < seconds:
            train_step(state, *loader.take(step), config, backend)
            step += 1
        took = time.perf_counter() - start
    print(
        f"{name}: batch {BATCH}, studio, beside the training {took / (step - 2):.2f} s a step, "
        f"{100 * loader.waited / took:.2f} % of it waiting for data"
    )


def report_many(folder: Path) -> None:
    """10,000 crops: the list is opened in a process of its own, so that its memory is its own."""
    store, rng = CropStore(folder / "crops", (360, 480)), np.random.default_rng(0)
    pictures = [rng.integers(0, 256, (480, 360, 3), dtype=np.uint8) for _ in range(16)]
    facts = measure(pictures[0], None, False)
    entries = []
    for number in range(MANY):
        key = number.to_bytes(32, "big")
        store.add(key, pictures[number % 16], facts)
        hashes = tuple(f"{value:016x}" for value in rng.integers(0, 2**63, 2))
        entries.append(Entry(key, f"Person {number % 40}", f"{number:05}.jpg", number, hashes))
    start = time.perf_counter()
    save_crops(folder / CROPS, store, entries)
    print(f"{MANY:,} crops listed, near-duplicates found, in {time.perf_counter() - start:.2f} s")
    subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_loader", "--open", str(folder / CROPS)], check=True)


def report_opening(path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    pairs = PairSource(load_crops(path), RECIPES.get("colourise"), 0)
    pairs.pair(0, 0)
    took = time.perf_counter() - start
    for step in range(1500):
        pairs.pair(step, 0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(pairs.crops):,} crops opened to the first pair in {took:.2f} s; "
        f"memory {peak:.0f} MB after 1,500 pairs, {before:.0f} before"
    )


if __name__ == "__main__":
    if sys.argv[1] == "--open":
        report_opening(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 40.0)
