"""How fast training is: bench_training.py step|compiled|pause|run|quality [FOLDER] [MINUTES] [SIZE].

step: ours against the plain pix2pix step, same networks, interleaved, and the share of this machine's matrix rate;
compiled: ours against ours by torch.compile, and how long that takes to begin;
pause: how long a checkpoint holds the training up; run: images/s of a whole run, everything included, and its memory;
quality: held-out PSNR after so many minutes of studio, batch 1, on whole portraits.
"""

from __future__ import annotations

import contextlib
import dataclasses
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import cast

from models.training.machine.devices import wait_calmly

wait_calmly()  # before torch, as every training does

import torch
from torch.utils.flop_counter import FlopCounterMode

# ruff: noqa: E402
from models.events import Scored, StepDone
from models.networks.losses import picture_loss
from models.project import Project
from models.recipes import RECIPES
from models.records import CutFrom
from models.training.config import Size, TrainConfig
from models.training.loop.loader import Batch
from models.training.loop.state import TrainState, build_networks
from models.training.loop.step import train_step
from models.training.loop.tuning import tune
from models.training.machine.backend import Backend
from models.training.machine.device_selection import open_backend
from models.training.run_folder.history import HistoryWriter
from models.training.run_folder.writer import CheckpointWriter
from models.workflow.import_photos import import_photos
from models.workflow.train_encoder import train_encoder

COLOURISE = dataclasses.replace(RECIPES.get("colourise"), cut_from=CutFrom.WHOLE)


def compare_steps(size: Size, rounds: int = 12) -> None:
    """Median seconds per step, ours and the peer's in turn; what each computes is counted, not guessed.

    The matrix rate is measured in the same turns: on a machine that others share, it is another from minute to minute.
    """
    backend = tune(open_backend(TrainConfig(size=size)))
    multiply = large_product(backend)
    print(f"{backend.text}, {backend.way}")
    for batch in (1, 4, 8) if backend.device.type == "cpu" else (1, 4, 8, 32):
        config = TrainConfig(size=size, batch_size=batch)
        state = TrainState(build_networks(config, COLOURISE.width), config, backend)
        peer = Peer(config, backend.device)
        given, wanted = torch.rand(2, batch, 3, 320, 256, device=backend.device) * 2 - 1
        steps = {
            "ours": partial(train_step, state, Batch(given, wanted), config, backend),
            "peer": partial(peer.step, given, wanted),
            "matrices": multiply,
        }
        work = {name: count_work(step) for name, step in steps.items()}
        times = time_in_turn(steps, backend, rounds)
        ours, other, product = (statistics.median(times[name]) for name in steps)
        rate, ceiling = work["ours"] / ours, work["matrices"] / product
        best = work["matrices"] / min(times["matrices"])
        print(
            f"{size}, batch {batch}: {ours:.3f} s, peer {other:.3f} s, ratio {other / ours:.2f}, fastest of each "
            f"{min(times['peer']) / min(times['ours']):.2f}; {work['ours']:.0f} GFLOP (peer {work['peer']:.0f}), "
            f"{rate:.0f} GFLOP/s, {rate / ceiling:.0%} of the matrix rate ({ceiling:.0f}, at best {best:.0f}); "
            f"{batch / ours:.1f} images/s",
            flush=True,
        )


def compare_compiled(size: Size, rounds: int = 12) -> None:
    """Whether torch.compile is worth its wait on this device: the step as it is, and compiled, in turn."""
    backend = tune(open_backend(TrainConfig(size=size)))
    for batch in (1, 8) if backend.device.type == "cpu" else (1, 8, 32):
        config = TrainConfig(size=size, batch_size=batch)
        usual, compiled = (TrainState(build_networks(config, COLOURISE.width), config, backend) for _ in range(2))
        compiled.arrange("channels_last")
        compiled.paint, compiled.judge = torch.compile(compiled.paint), torch.compile(compiled.judge)
        given, wanted = torch.rand(2, batch, 3, 320, 256, device=backend.device) * 2 - 1
        states = {"usual": usual, "compiled": compiled}
        steps = {
            name: partial(train_step, state, Batch(given, wanted), config, backend) for name, state in states.items()
        }
        began = time.perf_counter()
        steps["compiled"]()
        steps["compiled"]()
        waited = time.perf_counter() - began
        plain, fast = (statistics.median(took) for took in time_in_turn(steps, backend, rounds).values())
        print(
            f"{size}, batch {batch}: {backend.way} {plain:.3f} s, compiled {fast:.3f} s, ratio {plain / fast:.2f}; "
            f"compiling took {waited:.0f} s",
            flush=True,
        )


def time_in_turn(steps: Mapping[str, Callable[[], object]], backend: Backend, rounds: int) -> dict[str, list[float]]:
    """Seconds of each, one after the other in every round; the first two rounds, which choose kernels, left out."""
    times: dict[str, list[float]] = {name: [] for name in steps}
    for number in range(rounds + 2):
        for name, step in steps.items():
            began = time.perf_counter()
            step()
            if backend.device.type != "cpu":
                torch.accelerator.synchronize(backend.device)
            if number >= 2:
                times[name].append(time.perf_counter() - began)
    return times


def count_work(step: Callable[[], object]) -> float:
    """GFLOP of one step: convolutions and products, forward and backward."""
    with FlopCounterMode(display=False) as counter:
        step()
    return counter.get_total_flops() / 1e9


def large_product(backend: Backend, side: int = 4096) -> Callable[[], object]:
    """One large product of matrices in the number format that trains: the most a step could reach."""
    left, right = (torch.randn(side, side, device=backend.device, dtype=backend.half) for _ in range(2))
    return lambda: left @ right


def measure_pause(size: Size) -> None:
    """How long the training stands still for a checkpoint, how long the writing takes beside it, and what it costs."""
    config = TrainConfig(size=size)
    backend = tune(open_backend(config))
    state = TrainState(build_networks(config, COLOURISE.width), config, backend)
    given, wanted = torch.rand(2, 1, 3, 320, 256, device=backend.device) * 2 - 1
    with tempfile.TemporaryDirectory(dir=".") as folder, contextlib.closing(CheckpointWriter(Path(folder))) as writer:
        history = HistoryWriter(Path(folder))
        for number in range(6):
            train_step(state, Batch(given, wanted), config, backend)
            began = time.perf_counter()
            writer.begin(state.snapshot(), history.flush())
            pause = time.perf_counter() - began
            steps = []
            while writer.collect() is None:
                began = time.perf_counter()
                train_step(state, Batch(given, wanted), config, backend)
                steps.append(time.perf_counter() - began)
            began = time.perf_counter()
            train_step(state, Batch(given, wanted), config, backend)
            alone = time.perf_counter() - began
            print(
                f"{size}, checkpoint {number + 1}: pause {pause:.3f} s, written in {writer.seconds:.2f} s, "
                f"meanwhile {statistics.median(steps):.3f} s a step, after it {alone:.3f} s"
            )


class Peer:
    """pix2pix as everyone runs it, written out from the paper: fp32, one painting, detached for the discriminator."""

    def __init__(self, config: TrainConfig, device: torch.device) -> None:
        self.nets = build_networks(config, COLOURISE.width)
        for network in (self.nets.generator, self.nets.discriminator):
            network.to(device)
        options = {"lr": 2e-4, "betas": (0.5, 0.999)}
        self.generator_adam = torch.optim.Adam(self.nets.generator.parameters(), **options)
        self.discriminator_adam = torch.optim.Adam(self.nets.discriminator.parameters(), **options)

    def step(self, given: torch.Tensor, wanted: torch.Tensor) -> None:
        judge, loss = self.nets.discriminator, self.nets.verdict_loss
        painted = self.nets.generator(given)
        judge.requires_grad_(True)
        self.discriminator_adam.zero_grad()
        ((loss(judge(given, painted.detach()), False) + loss(judge(given, wanted), True)) * 0.5).backward()
        self.discriminator_adam.step()
        judge.requires_grad_(False)
        self.generator_adam.zero_grad()
        (loss(judge(given, painted), True) + 100 * picture_loss(painted, wanted)).backward()
        self.generator_adam.step()


def train_portraits(photos: Path, config: TrainConfig) -> None:
    """A whole run in a fresh project: crops, loader, average, events, samples, scores, checkpoints."""
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "bench") as project:
        for _ in import_photos(project, [photos]):
            pass
        newest: StepDone | None = None
        for event in train_encoder(project, COLOURISE, config):
            if isinstance(event, StepDone):
                newest = event
            if isinstance(event, Scored):
                scores = event.scores
                print(
                    f"step {event.step}: PSNR {scores.psnr:.2f} (as is {scores.psnr_input:.2f}), "
                    f"with its luma {scores.psnr_luma:.2f}, SSIM {scores.ssim:.3f}",
                    flush=True,
                )
        assert newest is not None
        speed = newest.step * config.batch_size / newest.seconds
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{newest.step} steps in {newest.seconds:.0f} s: {speed:.2f} images/s, {memory:.0f} MB at most")


if __name__ == "__main__":
    what = sys.argv[1]
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("../shared/data/portraits")
    minutes = float(sys.argv[3]) if len(sys.argv) > 3 else 2.0
    chosen = cast(Size, sys.argv[4] if len(sys.argv) > 4 else "master" if what in ("step", "compiled") else "studio")
    if what == "step":
        compare_steps(chosen)
    elif what == "compiled":
        compare_compiled(chosen)
    elif what == "pause":
        measure_pause(chosen)
    else:
        train_portraits(folder, TrainConfig(size=chosen, batch_size=4 if what == "run" else 1, minutes=minutes))
