"""Frees unreachable objects in the GUI thread only: a widget that a worker thread happens to collect is a crash."""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
FULL_EVERY_SECONDS = 60.0


class GarbageCollector(QObject):
    """Takes the place of Python's automatic collection for as long as it lives; call close() at the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frozen = False
        self._last_full = time.monotonic()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def _on_time(self) -> None:
        """Collect the oldest generation that is due."""
        if not self._frozen:
            gc.freeze()  # what the start has made stays for good: no need to look at it again and again
            self._frozen = True
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(2) if counts[generation] > limits[generation]]
        if time.monotonic() - self._last_full > FULL_EVERY_SECONDS:
            due.append(2)
            self._last_full = time.monotonic()
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
