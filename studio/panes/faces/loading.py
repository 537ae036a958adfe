"""Pictures for the Faces pane, read in background threads; the photo in front and its neighbours are kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage

from models.faces.boxes import shift_inside
from models.faces.crops import cut_crop
from models.images import read_picture
from models.records import Photo, Picture
from studio.jobs import Background, Latest
from studio.qt_images import to_image
from studio.widgets.face_strip import StripFace
from studio.widgets.levels import Levels

KEPT = 4
STRIP_SIZE = (104, 138)


@dataclass(frozen=True, slots=True)
class LoadedPhoto:
    """A decoded photo: for cutting crops, and for the screen."""

    photo_id: int
    picture: Picture
    levels: Levels


def load(photo: Photo) -> LoadedPhoto:
    """Decode a photo; raises PictureError."""
    picture = read_picture(photo.path)
    return LoadedPhoto(photo.id, picture, Levels(picture))


class PhotoLoader(QObject):
    """loaded(LoadedPhoto) for the photo wished for; failed(error). What was prefetched comes at once."""

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[int, LoadedPhoto] = OrderedDict()
        self._wish: Photo | None = None
        self._after: Photo | None = None
        self._now = Latest(background, self)
        self._now.answered.connect(self._on_loaded)
        self._now.failed.connect(self._on_failed)
        self._ahead = Latest(background, self)
        self._ahead.answered.connect(self._keep)

    def want(self, photo: Photo, after: Photo | None = None) -> LoadedPhoto | None:
        """The photo if it is at hand, else None and loaded() later; `after` is decoded next, ahead of need."""
        self._wish, self._after = photo, after
        self._now.forget()
        found = self._kept.get(photo.id)
        if found is None:
            self._now.ask(load, photo)
        else:
            self._kept.move_to_end(photo.id)
            self._prefetch()
        return found

    def _prefetch(self) -> None:
        if self._after is not None and self._after.id not in self._kept:
            self._ahead.ask(load, self._after)

    def _on_loaded(self, found: LoadedPhoto) -> None:
        self._keep(found)
        if self._wish is not None and found.photo_id == self._wish.id:
            self.loaded.emit(found)
            self._prefetch()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _keep(self, found: LoadedPhoto) -> None:
        self._kept[found.photo_id] = found
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


def load_strip_face(one: StripFace) -> QImage:
    """A small crop for the strip: from the thumbnail where that has enough pixels, else from the photo itself."""
    small = QImage(str(one.thumbnail))
    share = small.width() / one.photo_size[0] if not small.isNull() else 0.0
    box = shift_inside(one.face.box, *one.photo_size)
    if box.width * share < STRIP_SIZE[0] * 0.6 or box.angle:
        image = to_image(cut_crop(read_picture(one.photo), one.face.box))
    else:
        image = small.copy(QRect(*(round(value * share) for value in (box.x, box.y, box.width, box.height))))
    return image.scaled(*STRIP_SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
