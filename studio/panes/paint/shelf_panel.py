"""The lower panel of the Paint pane: the encoders at hand, read in the background; chosen, added, never run here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

import resources
from models.errors import BottegaError
from models.events import Event, Refused, Saved
from models.painting.shelf import Shelf, read_shelf
from models.project import Project
from models.records import EncoderHeader
from models.workflow.add_encoders import add_encoders
from studio.jobs import Questions
from studio.look import theme
from studio.panes.paint.encoder_edits import EncoderEdits
from studio.panes.paint.encoder_shelf import EncoderShelf
from studio.panes.paint.words import refused_item, shelf_item
from studio.state.session import Session
from studio.widgets.controls import link_button
from studio.widgets.labels import QuietLabel


class ShelfPanel(QFrame):
    """chosen(EncoderHeader or None) when another encoder is the current one; loaded() when the shelf was read anew."""

    chosen = Signal(object)
    loaded = Signal()
    training_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "panel")
        self.setProperty("side", "bottom")
        self.setAccessibleName("Encoders")
        self.headers: dict[str, EncoderHeader] = {}
        self.known = False
        self._wanted = ""
        self.shelf = EncoderShelf()
        self.train = link_button("Train a new one")
        self.edits = EncoderEdits(session, self)
        self._lay_out()
        self._reading = Questions(session.background, self).answered_by(self._on_read)
        self.shelf.chosen.connect(self._on_chosen)
        self.shelf.refused.connect(self._on_refused)
        self.shelf.rename_wanted.connect(self.edits.rename)
        self.shelf.delete_wanted.connect(self.edits.delete)
        self.train.clicked.connect(self.training_wanted)

    def _lay_out(self) -> None:
        notes = QVBoxLayout()
        notes.setSpacing(theme.SPACE_8)
        words = QuietLabel("Drop an encoder file here to add it.")
        words.setFixedWidth(136)
        notes.addWidget(words)
        notes.addWidget(self.train)
        notes.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_4)
        row.setSpacing(theme.SPACE_16)
        row.addWidget(self.shelf, 1)
        row.addLayout(notes)

    @property
    def current(self) -> EncoderHeader | None:
        return self.headers.get(self.shelf.current)

    def refresh(self) -> None:
        """Read the shelf again; only files that changed are read for real."""
        pictured = frozenset(key for key in self.headers if (card := self.shelf.card(key)) and card.has_picture)
        self._reading.ask(_read, self._session.project, pictured)

    def choose(self, path: Path) -> None:
        """Take the encoder of that file, at once or as soon as the shelf is read."""
        self._wanted = str(path)
        if self._wanted in self.headers:
            self._take(self._wanted)

    def choose_content(self, sha256: str) -> bool:
        """Take the encoder of that content; False when it is not on the shelf."""
        found = next((key for key, header in self.headers.items() if header.sha256 == sha256), "")
        if found:
            self._take(found)
        return bool(found)

    def _take(self, key: str) -> None:
        self._wanted = ""
        if key != self.shelf.current:
            self.shelf.choose(key)
            self.chosen.emit(self.current)

    def _on_chosen(self, key: str) -> None:
        self.chosen.emit(self.headers.get(key))

    def _on_refused(self, key: str) -> None:
        card = self.shelf.card(key)
        if card is not None:
            self._session.say(f"{card.item.title}: {card.item.refused}")

    def _on_read(self, answer: tuple[Shelf, dict[str, QImage]]) -> None:
        shelf, pictures = answer
        before = self.current
        self.known = True
        self.headers = self.edits.headers = {str(header.path): header for header in shelf.headers}
        shipped = resources.path("encoders")
        twice = {title for title, count in Counter(header.title for header in shelf.headers).items() if count > 1}
        items = [shelf_item(one, one.path.parent == shipped, one.title in twice) for one in shelf.headers]
        items += [refused_item(bad.path, bad.reason, bad.path.parent == shipped) for bad in shelf.refused]
        key = next((key for key in (self._wanted, self.shelf.current, *self.headers) if key in self.headers), "")
        self._wanted = ""
        self.shelf.set_items(items, key)
        for key, picture in pictures.items():
            card = self.shelf.card(key)
            if card is not None and not card.has_picture:
                card.set_picture(picture)
        self.loaded.emit()
        if self.current != before:
            self.chosen.emit(self.current)

    def set_picture(self, key: str, image: QImage) -> None:
        """What the encoder makes of the user's photo."""
        widget = self.shelf.card(key)
        if widget is not None:
            widget.set_picture(image)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Copy encoder files onto the project's shelf and take the last good one; each refused one is told with why."""
        project = self._session.project
        self._session.runner.start(
            "Adding encoders", lambda: add_encoders(project, list(paths)), self._on_added, lambda _job: self.refresh()
        )

    def _on_added(self, event: Event) -> None:
        if isinstance(event, Saved):
            self._wanted = str(event.path)
        elif isinstance(event, Refused):
            self._session.failed.emit(BottegaError(event.reason, path=event.path))


def _read(project: Project, pictured: frozenset[str]) -> tuple[Shelf, dict[str, QImage]]:
    """Runs in a background thread. The shelf, and what each encoder painted when it was scored, by key.

    But for those whose cards have a picture.

    A card shows that until the encoder has painted the user's own photo.
    """
    shelf = read_shelf(project.encoders_folder, project.encoders.titles())
    sheets = {str(one.path): one.sheet for one in shelf.headers if str(one.path) not in pictured and one.sheet}
    return shelf, {key: picture for key, sheet in sheets.items() if not (picture := _painted(sheet)).isNull()}


def _painted(sheet: bytes) -> QImage:
    """The middle picture of the sheet's first row; null where it can't be read."""
    image = QImage.fromData(sheet)
    width = image.width() // 3
    return image.copy(width, 0, width, min(image.height(), width * 5 // 4)) if width else QImage()
