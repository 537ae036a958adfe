"""Thumbnails for grids: decoded off the GUI thread, newest wish first, each once; the oldest are let go."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from studio.jobs import Background

CAPACITY_BYTES = 96_000_000
WAITING_KEPT = 160
"""Wishes beyond this many are forgotten, oldest first: they have scrolled out of sight, and come again if seen."""


class ThumbnailStore(QObject):
    """ready(key) when a pixmap has come. load(source) runs in a background thread and returns a QImage (null: none)."""

    ready = Signal(object)
    _came = Signal(object, QImage)

    def __init__(self, background: Background, load: Callable[[Any], QImage], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._load = load
        self._kept: OrderedDict[Hashable, QPixmap] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Hashable, Any] = OrderedDict()
        self._in_work: set[Hashable] = set()
        self._workers = 0
        self.loaded = 0
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def get(self, key: Hashable, source: object) -> QPixmap | None:
        """The pixmap (null when its picture can't be read), or None while it is being made."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        with self._lock:
            if key not in self._in_work:
                self._waiting[key] = source
                self._waiting.move_to_end(key)
                while len(self._waiting) > WAITING_KEPT:
                    self._waiting.popitem(last=False)
        self._employ()
        return None

    def forget(self, key: Hashable) -> None:
        """The picture behind this key is another one now."""
        pixmap = self._kept.pop(key, None)
        if pixmap is not None:
            self._bytes -= _size(pixmap)

    def _employ(self) -> None:
        if self._workers < 1 and self._background.submit(self._work) is not None:
            self._workers += 1

    def _work(self) -> None:
        """Load until nothing is wished for; runs in a background thread."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._workers = 0
                    return
                key, source = self._waiting.popitem(last=True)
                self._in_work.add(key)
            image = QImage()
            with contextlib.suppress(Exception):  # one bad file is one empty place
                image = self._load(source)
            with contextlib.suppress(RuntimeError):  # the window is gone
                self._came.emit(key, image)

    def _on_came(self, key: Hashable, image: QImage) -> None:
        with self._lock:
            self._in_work.discard(key)
        self.loaded += 1
        pixmap = QPixmap.fromImage(image)
        self._kept[key] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > CAPACITY_BYTES and len(self._kept) > 1:
            self._bytes -= _size(self._kept.popitem(last=False)[1])
        self.ready.emit(key)


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
