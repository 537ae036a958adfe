"""The history of a run read on from where the last reading ended: however long it is, only what is new is read."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.records import Scores
from models.training.run_folder.history import HISTORY

Numbers = npt.NDArray[np.float64]

_AT_ONCE = 4 << 20
"""Bytes of a reading: some 40,000 steps, so that whoever shows them is not held up by the whole of a long run."""


@dataclass(frozen=True, slots=True)
class HistoryPart:
    """What came since the last reading. begun: it is all there is, what was read before no longer holds;

    steps, seconds: (n,); losses: by name, (n,), NaN where a step had none; scores: held-out ones by step;
    more: there is more to read at once; broken: (step gone back to, step that gave no numbers); critic: the step and
    the second after which it joined.
    """

    begun: bool
    steps: Numbers
    seconds: Numbers
    losses: dict[str, Numbers]
    scores: list[tuple[int, Scores]] = field(default_factory=list)
    more: bool = False
    broken: list[tuple[int, int]] = field(default_factory=list)
    critic: tuple[int, float] | None = None


class HistoryReader:
    """Reads the history of the run in this folder piece by piece; not from two threads at once."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / HISTORY
        self._offset = 0
        self._last = b""

    def read(self) -> HistoryPart:
        """What is new, a torn last line left for later; empty where there is no history."""
        data, begun, more = b"", self._offset == 0, False
        with contextlib.suppress(FileNotFoundError), self._path.open("rb") as file:
            begun = begun or not self._goes_on(file)
            if begun:
                self._offset, self._last = 0, b""
            file.seek(self._offset)
            data = file.read(_AT_ONCE)
            more = len(data) == _AT_ONCE
        whole = data[: data.rfind(b"\n") + 1]
        self._offset += len(whole)
        lines = whole.splitlines()
        self._last = lines[-1] if lines else self._last
        return _parse(lines, begun, more and bool(lines))

    def _goes_on(self, file: Any) -> bool:
        """Whether the file still is what was read, with more behind it: a roll back cuts it and trains again."""
        file.seek(max(0, self._offset - len(self._last) - 1))
        return bool(file.read(len(self._last) + 1) == self._last + b"\n")


def _parse(lines: list[bytes], begun: bool, more: bool) -> HistoryPart:
    steps: list[tuple[float, float, dict[str, float]]] = []
    scores: list[tuple[int, Scores]] = []
    broken: list[tuple[int, int]] = []
    critic: tuple[int, float] | None = None
    for line in lines:
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
            entry = json.loads(line)
            if "scores" in entry:
                scores.append((int(entry["step"]), Scores(**entry["scores"])))
            elif "failed" in entry:
                broken.append((int(entry["step"]), int(entry["failed"])))
            elif "critic" in entry:
                critic = int(entry["step"]), float(entry["critic"])
            elif "losses" in entry:
                losses = {str(name): float(value) for name, value in entry["losses"].items()}
                steps.append((float(entry["step"]), float(entry["seconds"]), losses))
    names = {name: None for _, _, losses in steps for name in losses}
    return HistoryPart(
        begun,
        np.array([step for step, _, _ in steps], np.float64),
        np.array([second for _, second, _ in steps], np.float64),
        {name: np.array([losses.get(name, np.nan) for _, _, losses in steps], np.float64) for name in names},
        scores,
        more,
        broken,
        critic,
    )
