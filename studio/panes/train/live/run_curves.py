"""The curves of one run, as its history on the disk tells them: losses at every step, held-out scores now and then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.records import Scores
from models.training.run_folder.history_reader import HistoryPart
from studio.panes.train.live.curves import Track

_LEVELS = 127.5  # L1 is measured on [-1, 1]; people know levels of 255


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: its name in the history, lane, axis and name for people, colour token, how a value is said,

    the least that its axis spans, and what a value is multiplied by.
    """

    name: str
    lane: str
    right: bool
    title: str
    colour: str
    words: str
    least: float
    scale: float = 1.0


LINES = (
    Line("l1", "losses", False, "L1", "accent", "L1 {:.1f}", 2.0, _LEVELS),
    Line("generator", "losses", True, "generator", "corrected", "generator {:.2f}", 0.5),
    Line("discriminator", "losses", True, "discriminator", "confirmed", "discriminator {:.2f}", 0.5),
    Line("psnr", "scores", False, "held out", "text", "held out {:.2f} dB", 1.0),
    Line("ssim", "scores", True, "SSIM", "quiet", "SSIM {:.3f}", 0.05),
)
HELP = {
    "l1": "Mean distance between painted and true, in levels of 255",
    "generator": "How badly the painter fools the judge",
    "discriminator": "How badly the judge tells painted from true",
    "psnr": "How close paintings of faces it never learned from come to the true ones: PSNR in dB, higher is better",
    "ssim": "Likeness of structure, 1 is equal; gray pictures score high too, so it says little of colours",
}
LANES = ("losses", "scores")


class RunCurves:
    """losses, scores: the two lanes; judged: the scores whole, by step; broken: breakdowns, as in the history."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.losses, self.scores = (Track([line.name for line in LINES if line.lane == lane]) for lane in LANES)
        self.judged: list[tuple[int, Scores]] = []
        self.broken: list[tuple[int, int]] = []

    def take(self, part: HistoryPart) -> None:
        """What was read of the history: it goes on, or begins anew."""
        if part.begun:
            self._begin()
        if len(part.steps):
            gap = np.full(len(part.steps), np.nan)
            rows = np.stack([part.losses.get(name, gap) for name in self.losses.names], axis=1)
            self.losses.extend(part.steps, part.seconds, rows)
        if part.scores:
            steps = np.array([step for step, _ in part.scores], float)
            seconds = np.array([self.second_of(step) for step in steps])
            self.scores.extend(steps, seconds, np.array([[one.psnr, one.ssim] for _, one in part.scores]))
        self.judged += part.scores
        self.broken += part.broken

    def track(self, lane: str) -> Track:
        return self.losses if lane == "losses" else self.scores

    @property
    def last(self) -> tuple[int, float]:
        """The newest step and its second."""
        return max(self.losses.last, self.scores.last)

    def second_of(self, step: float) -> float:
        """When that step was done, as far as the losses tell."""
        index = self.losses.index_near(step, by_step=True)
        return self.losses.sample(index)[1] if index >= 0 else 0.0
