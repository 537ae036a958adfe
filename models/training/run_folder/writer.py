"""Writes checkpoints in a thread of its own while the training goes on; what fails is told, never lost."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from models.training.run_folder.checkpoint import save_checkpoint
from models.training.run_folder.history import append_history
from models.training.run_folder.snapshot import Snapshot


class CheckpointWriter:
    """One checkpoint at a time: the lines of history up to it first, so that no checkpoint is ahead of its history.

    seconds: how long the last one took to be safe on the disk. Close it to end the thread.
    """

    def __init__(self, folder: Path) -> None:
        self.seconds = 0.0
        self._folder = folder
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="checkpoints")
        self._writing: Future[Path] | None = None
        self._lines = b""

    def begin(self, snapshot: Snapshot, lines: bytes) -> None:
        """Write that soon; the memory of the snapshot is in use until it was collected. One at a time."""
        assert self._writing is None, "a checkpoint is being written"
        self._lines = lines
        self._writing = self._pool.submit(self._write, snapshot, lines)

    def collect(self, *, wait: bool = False) -> Path | None:
        """The checkpoint that has become safe since this was asked last; None when none has.

        Raises DiskFullError or OSError when it could not be written; what was there before is then untouched, and
        lines_not_written() has its history.
        """
        if self._writing is None or not (wait or self._writing.done()):
            return None
        writing, self._writing = self._writing, None
        return writing.result()

    def lines_not_written(self) -> bytes:
        """The history that a failed write has left; handed out once."""
        lines, self._lines = self._lines, b""
        return lines

    def close(self) -> None:
        """End the thread, after what it writes; how that ended is no longer told."""
        self._pool.shutdown(wait=True)

    def _write(self, snapshot: Snapshot, lines: bytes) -> Path:
        began = time.perf_counter()
        position = append_history(self._folder, lines)
        self._lines = b""
        path = save_checkpoint(self._folder, {**snapshot.header, "history": position}, snapshot.pack())
        self.seconds = time.perf_counter() - began
        return path
