"""Writes checkpoints in a thread of its own while the training goes on; what fails is told, never lost."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from models.training.run_folder.checkpoint import save_checkpoint
from models.training.run_folder.history import sync_history
from models.training.run_folder.snapshot import Snapshot


class CheckpointWriter:
    """One checkpoint at a time: the history up to it is made safe first, so that none is ahead of its history.

    seconds: how long the last one took to be safe on the disk. Close it to end the thread.
    """

    def __init__(self, folder: Path) -> None:
        self.seconds = 0.0
        self._folder = folder
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="checkpoints")
        self._writing: Future[Path] | None = None

    def begin(self, snapshot: Snapshot, history: int) -> None:
        """Write that soon; the memory of the snapshot is in use until it was collected. One at a time.

        history: how long the history is that leads up to it.
        """
        assert self._writing is None, "a checkpoint is being written"
        self._writing = self._pool.submit(self._write, snapshot, history)

    def collect(self, *, wait: bool = False) -> Path | None:
        """The checkpoint that has become safe since this was asked last; None when none has.

        Raises DiskFullError or OSError when it could not be written; what was there before is then untouched.
        """
        if self._writing is None or not (wait or self._writing.done()):
            return None
        writing, self._writing = self._writing, None
        return writing.result()

    def close(self) -> None:
        """End the thread, after what it writes; how that ended is no longer told."""
        self._pool.shutdown(wait=True)

    def _write(self, snapshot: Snapshot, history: int) -> Path:
        began = time.perf_counter()
        sync_history(self._folder)
        path = save_checkpoint(self._folder, {**snapshot.header, "history": history}, snapshot.pack())
        self.seconds = time.perf_counter() - began
        return path
