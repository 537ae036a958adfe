"""The history of a run as JSON lines in its folder: appended while it trains, cut back to the checkpoint at resume."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from models.files import atomic_write, naming_full_disk, sync
from models.records import Scores

HISTORY = "history.jsonl"
"""Name of the file in a run's folder."""


def cut_history(folder: Path, step: int, position: int | None = None) -> None:
    """Forget everything after `step`: what was trained since the checkpoint is trained again.

    position: where in the file that step ended, when it is known; then nothing before it is read or written again.
    """
    path = folder / HISTORY
    size = path.stat().st_size if path.exists() else 0
    if position is not None and position <= size:
        if position < size:
            with path.open("r+b") as file:
                file.truncate(position)
        return
    kept = [line for line, entry in _entries(folder) if entry["step"] <= step]
    atomic_write(path, "".join(line + "\n" for line in kept).encode())


def _entries(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every line with what it says; one torn by a crash is passed over."""
    with contextlib.suppress(FileNotFoundError), (folder / HISTORY).open(encoding="utf-8", errors="replace") as file:
        for line in file:
            with contextlib.suppress(ValueError):
                yield line.rstrip("\n"), json.loads(line)


class HistoryWriter:
    """Collects lines until they are flushed to the history in the folder; whoever looks at the run reads them there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: list[str] = []

    def add_step(self, step: int, seconds: float, losses: Mapping[str, float]) -> None:
        rounded = {name: float(f"{value:.6g}") for name, value in losses.items()}
        self._lines.append(json.dumps({"step": step, "seconds": round(seconds, 3), "losses": rounded}))

    def add_scores(self, step: int, scores: Scores) -> None:
        self._lines.append(json.dumps({"step": step, "scores": dataclasses.asdict(scores)}))

    def add_phase(self, step: int, seconds: float) -> None:
        """After that step the critic takes part."""
        self._lines.append(json.dumps({"step": step, "critic": round(seconds, 3)}))

    def add_breakdown(self, step: int, failed: int) -> None:
        """The training went back to `step` after the losses of step `failed` were no numbers."""
        self._lines.append(json.dumps({"step": step, "failed": failed}))

    def flush(self) -> int:
        """Put what was collected behind what is in the file, all or nothing; returns the length of the file.

        It can be read then, and is safe on the disk after sync_history. Raises DiskFullError, OSError; the lines then
        wait for the next time.
        """
        data = "".join(line + "\n" for line in self._lines).encode()
        with naming_full_disk(self._folder, needed=len(data)), (self._folder / HISTORY).open("ab", buffering=0) as file:
            end = _append(file, data)
        self._lines.clear()
        return end

    def forget(self) -> None:
        """Drop what was not flushed yet (after a roll back)."""
        self._lines.clear()


def _append(file: BinaryIO, data: bytes) -> int:
    """All of it or nothing: a line begun on a full disk would spoil the next one."""
    end = file.seek(0, os.SEEK_END)
    try:
        written = 0
        while written < len(data):
            written += file.write(data[written:])
    except OSError:
        with contextlib.suppress(OSError):  # why it failed matters more
            file.truncate(end)
        raise
    return end + len(data)


def sync_history(folder: Path) -> None:
    """Return when everything that was flushed would outlive a power cut. Raises DiskFullError, OSError."""
    with naming_full_disk(folder), (folder / HISTORY).open("ab") as file:
        sync(file.fileno())
