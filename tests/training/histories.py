"""The history of a run read at once and plainly, and diagnosed: what the reader that goes along with it is held to."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from models.records import Scores
from models.training.loop.health import Diagnosis, diagnose
from models.training.run_folder.history import HISTORY


@dataclass(slots=True)
class History:
    """In the order it happened. steps[i] took until seconds[i] and had losses[name][i]; scores: (step, Scores);

    broken: (step gone back to, step that gave no numbers); critic: the step and the second after which it joined.
    """

    steps: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    losses: dict[str, list[float]] = field(default_factory=dict)
    scores: list[tuple[int, Scores]] = field(default_factory=list)
    broken: list[tuple[int, int]] = field(default_factory=list)
    critic: tuple[int, float] | None = None


def read_history(folder: Path) -> History:
    """Of the run in this folder; empty when it has none. A torn line is left out."""
    history = History()
    path = folder / HISTORY
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else ():
        with contextlib.suppress(ValueError):
            _take(history, json.loads(line))
    return history


def _take(history: History, entry: dict) -> None:
    if "scores" in entry:
        history.scores.append((entry["step"], Scores(**entry["scores"])))
    elif "failed" in entry:
        history.broken.append((entry["step"], entry["failed"]))
    elif "critic" in entry:
        history.critic = (entry["step"], entry["critic"])
    else:
        history.steps.append(entry["step"])
        history.seconds.append(entry["seconds"])
        for name, value in entry["losses"].items():
            history.losses.setdefault(name, []).append(value)


def diagnose_history(history: History) -> Diagnosis:
    """What the doctor says of it."""
    seconds, steps = (np.array(numbers, np.float64) for numbers in (history.seconds, history.steps))
    discriminator = np.array(history.losses.get("discriminator", []), np.float64)
    critic = history.critic[0] if history.critic is not None else None
    return diagnose(seconds, steps, discriminator, history.scores, history.broken, critic=critic)
