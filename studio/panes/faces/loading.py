"""Pictures for the Faces pane, read in background threads; the photo in front and its neighbours are kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from models.faces.crops import cut_crop
from models.photos.originals import read_original
from models.records import Box, Photo, Picture
from studio.jobs import Background, Questions, unsaid
from studio.look.qt_images import to_image, to_picture
from studio.panes.faces.canvas.levels import Levels
from studio.panes.faces.grid.face_list import FaceCell

KEPT = 4
PHOTOS_KEPT = 2
CELL_SIZE = (132, 176)
ENOUGH = 0.5
"""Share of a cell's width from which on the thumbnail is sharp enough for it."""


@dataclass(frozen=True, slots=True)
class LoadedPhoto:
    """A decoded photo: for cutting crops, and for the screen."""

    photo_id: int
    key: str
    picture: Picture
    levels: Levels


def load(photo: Photo) -> LoadedPhoto:
    """Decode a photo; raises PictureError."""
    picture = read_original(photo)
    return LoadedPhoto(photo.id, photo.key, picture, Levels(picture))


class PhotoLoader(QObject):
    """loaded(LoadedPhoto) for the photo asked for; failed(error). What was prefetched comes at once."""

    loaded = Signal(LoadedPhoto)
    failed = Signal(Exception)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[str, LoadedPhoto] = OrderedDict()
        self._wanted: Photo | None = None
        self._after: Photo | None = None
        questions = Questions(background, self)
        self._now = questions.answered_by(self._on_loaded, failed=self._on_failed)
        self._ahead = questions.answered_by(self._keep, failed=unsaid)

    @property
    def idle(self) -> bool:
        return not (self._now.busy or self._ahead.busy)

    def want(self, photo: Photo, after: Photo | None = None) -> LoadedPhoto | None:
        """The photo if it is at hand, else None and loaded() later; `after` is decoded next, ahead of need."""
        self._wanted, self._after = photo, after
        self._now.forget()
        found = self._kept.get(photo.key)
        if found is None:
            self._now.ask(load, photo)
        else:
            self._kept.move_to_end(photo.key)
            self._prefetch()
        return found

    def _prefetch(self) -> None:
        if self._after is not None and self._after.key not in self._kept:
            self._ahead.ask(load, self._after)

    def _on_loaded(self, found: LoadedPhoto) -> None:
        self._keep(found)
        if self._wanted is not None and found.key == self._wanted.key:
            self.loaded.emit(found)
            self._prefetch()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _keep(self, found: LoadedPhoto) -> None:
        self._kept[found.key] = found
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


class CropMaker:
    """Small crops for the strip and the grid: from the thumbnail where that has enough pixels, else from the photo,

    of which the last two are kept, because the faces of a group photo are asked for together. Any thread may call it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Picture] = OrderedDict()

    def __call__(self, cell: FaceCell) -> QImage:
        small = QImage(str(cell.thumbnail))
        share = small.width() / cell.photo.width if not small.isNull() else 0.0
        if cell.face.box.width * share < CELL_SIZE[0] * ENOUGH:
            picture, box = self._read(cell), cell.face.box
        else:
            picture, box = to_picture(small), _scaled(cell.face.box, share)
        image = to_image(cut_crop(picture, box))
        smooth = Qt.TransformationMode.SmoothTransformation
        return image.scaled(*CELL_SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)

    def _read(self, cell: FaceCell) -> Picture:
        key = cell.photo.key
        with self._lock:
            if key not in self._kept:
                self._kept[key] = read_original(cell.photo)
                while len(self._kept) > PHOTOS_KEPT:
                    self._kept.popitem(last=False)
            return self._kept[key]


def _scaled(box: Box, by: float) -> Box:
    return Box(box.x * by, box.y * by, box.width * by, box.height * by, box.angle)


def placeholder(thumbnail: Path) -> Levels | None:
    """The thumbnail, to stand in for its photo until that is decoded; None where there is none."""
    small = QImage(str(thumbnail))
    return None if small.isNull() else Levels(to_picture(small))
