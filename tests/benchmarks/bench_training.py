"""How fast training is: python tests/benchmarks/bench_training.py step|run|quality [FOLDER OF PHOTOS] [MINUTES].

step: ours against the plain pix2pix step, same networks, interleaved; run: images/s of a whole run, everything
included, and its memory; quality: held-out PSNR after so many minutes of studio, batch 1, on whole portraits.
"""

from __future__ import annotations

import dataclasses
import resource
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from models.training.devices import wait_calmly

wait_calmly()  # before torch, as every training does

import torch

# ruff: noqa: E402
from models.events import Scored, StepDone
from models.networks.losses import picture_loss
from models.project import Project
from models.recipes import RECIPES
from models.records import CutFrom
from models.training.backend import open_backend
from models.training.config import TrainConfig
from models.training.state import TrainState, build_networks
from models.training.step import train_step
from models.workflow.import_photos import import_photos
from models.workflow.train_encoder import train_encoder

COLOURISE = dataclasses.replace(RECIPES.get("colourise"), cut_from=CutFrom.WHOLE)


def compare_steps(rounds: int = 12) -> None:
    """Median seconds per step. The peer: eager fp32, one forward of the generator, detached and frozen judge."""
    for batch in (1, 4, 8):
        config = TrainConfig(size="studio", batch_size=batch)
        backend = open_backend(config)
        state = TrainState(build_networks(config, COLOURISE.width), config, backend)
        peer = Peer(config)
        given, wanted = torch.rand(2, batch, 3, 320, 256) * 2 - 1
        times: dict[str, list[float]] = {"ours": [], "peer": []}
        for number in range(rounds + 3):
            for name, step in (
                ("ours", partial(train_step, state, given, wanted, config, backend)),
                ("peer", partial(peer.step, given, wanted)),
            ):
                began = time.perf_counter()
                step()
                if number >= 3:
                    times[name].append(time.perf_counter() - began)
        ours, other = (statistics.median(times[name]) for name in ("ours", "peer"))
        print(f"studio, batch {batch}: {ours:.3f} s, peer {other:.3f} s, ratio {other / ours:.2f}, "
              f"{batch / ours:.1f} images/s, {24.9 * batch / ours:.0f} GFLOP/s")  # fmt: skip


class Peer:
    """pix2pix as everyone runs it, written out."""

    def __init__(self, config: TrainConfig) -> None:
        self.nets = build_networks(config, COLOURISE.width)
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
                print(f"step {event.step}: PSNR {scores.psnr:.2f} (as is {scores.psnr_input:.2f}), "
                      f"with its luma {scores.psnr_luma:.2f}, SSIM {scores.ssim:.3f}", flush=True)  # fmt: skip
        assert newest is not None
        speed = newest.step * config.batch_size / newest.seconds
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{newest.step} steps in {newest.seconds:.0f} s: {speed:.2f} images/s, {memory:.0f} MB at most")


if __name__ == "__main__":
    what = sys.argv[1]
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("../shared/data/portraits")
    minutes = float(sys.argv[3]) if len(sys.argv) > 3 else 2.0
    if what == "step":
        compare_steps()
    else:
        train_portraits(folder, TrainConfig(batch_size=4 if what == "run" else 1, minutes=minutes))
