"""Thumbnails for grids: decoded off the GUI thread, newest request first, each once; the oldest are let go."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from studio.jobs import Background

CAPACITY_BYTES = 96_000_000
WAITING_KEPT = 160
"""Requests beyond this many are forgotten, oldest first: they have scrolled out of sight, and come again if seen."""
BATCH = 6
"""Pictures decoded between two looks at what is asked for most by then."""

Request = tuple[Hashable, Any]


class ThumbnailStore(QObject):
    """ready(key) when a pixmap has come. load(source) runs in a background thread and returns a QImage (null: none)."""

    ready = Signal(object)

    def __init__(self, background: Background, load: Callable[[Any], QImage], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._load = load
        self._kept: OrderedDict[Hashable, QPixmap] = OrderedDict()
        self._bytes = 0
        self._waiting: OrderedDict[Hashable, Any] = OrderedDict()
        self._in_work: set[Hashable] = set()
        self.loaded = 0

    def get(self, key: Hashable, source: object) -> QPixmap | None:
        """The pixmap (null when its picture can't be read), or None while it is being made."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._in_work:
            self._waiting[key] = source
            self._waiting.move_to_end(key)
            while len(self._waiting) > WAITING_KEPT:
                self._waiting.popitem(last=False)
        self._begin()
        return None

    def has(self, key: Hashable) -> bool:
        """Whether that picture has come and is still kept."""
        return key in self._kept

    def drop_requests(self) -> None:
        """What was asked for and has not been begun is not wanted any more."""
        self._waiting.clear()

    @property
    def idle(self) -> bool:
        """Whether every picture that was asked for has come."""
        return not self._waiting and not self._in_work

    def forget(self, key: Hashable) -> None:
        """The picture behind this key is another one now."""
        pixmap = self._kept.pop(key, None)
        if pixmap is not None:
            self._bytes -= _size(pixmap)

    def _begin(self) -> None:
        if self._in_work or not self._waiting:
            return
        requests: list[Request] = [self._waiting.popitem(last=True) for _ in range(min(BATCH, len(self._waiting)))]
        if self._background.ask(self._on_came, _load_all, self._load, requests):
            self._in_work = {key for key, _ in requests}

    def _on_came(self, images: object, error: Exception | None) -> None:
        self._in_work = set()
        for key, image in images if isinstance(images, list) else ():
            self._keep(key, QPixmap.fromImage(image))
            self.ready.emit(key)
        self._begin()

    def _keep(self, key: Hashable, pixmap: QPixmap) -> None:
        self.loaded += 1
        self._kept[key] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > CAPACITY_BYTES and len(self._kept) > 1:
            self._bytes -= _size(self._kept.popitem(last=False)[1])


def _load_all(load: Callable[[Any], QImage], requests: list[Request]) -> list[tuple[Hashable, QImage]]:
    """The pictures asked for; a bad file is one null image. Runs in a background thread."""
    found: list[tuple[Hashable, QImage]] = []
    for key, source in requests:
        image = QImage()
        with contextlib.suppress(Exception):
            image = load(source)
        found.append((key, image))
    return found


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
