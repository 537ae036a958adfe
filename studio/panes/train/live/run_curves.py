"""The curves of one run, as its history on the disk tells them: losses at every step, held-out scores now and then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.records import Scores
from models.training.run_folder.history_reader import HistoryPart
from studio.panes.train.live.curves import Axis, Track

_LEVELS = 127.5  # L1 is measured on [-1, 1]; people know levels of 255
_PSNR = "How close paintings of faces it never learned from come to the true ones: PSNR in dB, higher is better"
_SSIM = "Likeness of structure, 1 is equal; gray pictures score high too, so it says little of colours"


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: its name in the history, colour token, the least that its axis spans, how its value is said, what it

    means, and what a value is multiplied by.
    """

    name: str
    colour: str
    least: float
    words: str
    help: str
    scale: float = 1.0


_L1 = Line("l1", "accent", 2.0, "L1 {:.1f}", "Mean distance between painted and true, in levels of 255", _LEVELS)
_GAN = (
    Line("generator", "corrected", 0.5, "generator {:.2f}", "Generator: the network that paints"),
    Line(
        "discriminator",
        "confirmed",
        0.5,
        "discriminator {:.2f}",
        "Discriminator: the network that tells painted from real",
    ),
)
LANES = {
    "losses": ((_L1,), _GAN),
    "scores": (
        (Line("psnr", "text", 1.0, "held out {:.2f} dB", _PSNR),),
        (Line("ssim", "quiet", 0.05, "SSIM {:.3f}", _SSIM),),
    ),
}
"""Above one another, each the lines of its left and of its right axis."""


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: span along x, None for all; smooth: share of the width, 0 for raw; hidden: names of lines."""

    axis: Axis = "second"
    span: tuple[float, float] | None = None
    smooth: float = 1 / 30
    hidden: frozenset[str] = frozenset()


class RunCurves:
    """tracks: by lane; scored: the scores whole, by step; broken, critic: breakdowns, and when the critic joined,

    as in the history.
    """

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.tracks = {lane: Track([line.name for lines in sides for line in lines]) for lane, sides in LANES.items()}
        self.losses, self.scores = self.tracks.values()
        self.scored: list[tuple[int, Scores]] = []
        self.broken: list[tuple[int, int]] = []
        self.critic: tuple[int, float] | None = None

    def take(self, part: HistoryPart) -> None:
        """What was read of the history: it goes on, or begins anew."""
        if part.begun:
            self._begin()
        if len(part.steps):
            gap = np.full(len(part.steps), np.nan)
            rows = np.stack([part.losses.get(name, gap) for name in self.losses.names[2:]], axis=1)
            self.losses.extend(part.steps, part.seconds, rows)
        if part.scores:
            steps = np.array([step for step, _ in part.scores], float)
            seconds = np.array([self.second_of(step) for step in steps])
            self.scores.extend(steps, seconds, np.array([[one.psnr, one.ssim] for _, one in part.scores]))
        self.scored += part.scores
        self.broken += part.broken
        self.critic = part.critic or self.critic

    def last(self, axis: Axis) -> float:
        """The newest step or its second; 0 while there is none."""
        return max(track.near(np.inf, axis).get(axis, 0.0) for track in self.tracks.values())

    def second_of(self, step: float) -> float:
        """When that step was done, as far as the losses tell."""
        return self.losses.near(step, "step").get("second", 0.0)
