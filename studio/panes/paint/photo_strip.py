"""The project's photos as a film strip, thumbnails fetched in the background. Knows no encoder."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from models.photos.thumbnails import ensure_photo_thumbnail
from models.records import Photo, Picture
from studio.look.qt_images import to_picture
from studio.panes.paint.film_strip import FilmStrip
from studio.state.session import Session
from studio.widgets.thumb_store import ThumbnailStore


class PhotoStrip(FilmStrip):
    """`photo` is the one to paint, `selected()` the ids of a batch."""

    pictures_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(self.picture_of, parent)
        self._thumbs = ThumbnailStore(session.background, self._load, self)
        self._thumbs.ready.connect(self.update_pictures)
        self._thumbs.ready.connect(self.pictures_changed)
        self._project = session.project
        self._photos: dict[int, Photo] = {}
        self.stale = True
        """Whether the project's photos have changed since they were read."""

    @property
    def photo(self) -> Photo | None:
        return self._photos.get(self.current)

    @property
    def count(self) -> int:
        return len(self._photos)

    def photos(self) -> list[Photo]:
        """All of the project, in the strip's order."""
        return list(self._photos.values())

    def refresh(self) -> None:
        """Read the photos again if they changed; the first is current when there was none."""
        if not self.stale:
            return
        self.stale = False
        photos = self._project.photos.all()
        self._photos = {photo.id: photo for photo in photos}
        self.set_items([(photo.id, f"{photo.person}, {photo.name}") for photo in photos])
        if self.photo is None and photos:
            self.set_current(photos[0].id)

    def thumbnail(self) -> Picture | None:
        """The current photo's small picture, if it is here already."""
        pixmap = self.picture_of(self.current) if self.photo is not None else None
        return to_picture(pixmap.toImage()) if pixmap is not None and not pixmap.isNull() else None

    def picture_of(self, photo_id: int) -> QPixmap | None:
        """The photo's small picture, if it is here; else pictures_changed() comes with it."""
        photo = self._photos[photo_id]
        return self._thumbs.get(photo.key, photo)

    def _load(self, photo: Photo) -> QImage:
        """Runs in a background thread."""
        return QImage(str(ensure_photo_thumbnail(self._project.thumbnails_folder, photo)))
