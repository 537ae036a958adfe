"""One painting as large as the pane, against the photo it was painted from. Knows pictures and their words."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.errors import reason_of
from models.images import read_picture
from models.project import Project
from models.records import Painting, Picture
from models.workflow.before import read_before
from studio.jobs import Questions
from studio.state.session import Session
from studio.widgets.wipe_view import WipeView


@dataclass(frozen=True, slots=True)
class Opened:
    """before: None for noise, and where the photo is not in the project or not on the disk any more."""

    painting: Painting
    before: Picture | None = field(repr=False)
    after: Picture = field(repr=False)


def open_painting(project: Project, painting: Painting) -> Opened:
    """Both pictures at full size. Raises PictureError when the painting itself can't be read."""
    after = read_picture(painting.path)
    return Opened(painting, read_before(project, painting.recipe, after), after)


class PaintingViewer(QWidget):
    """closed() on Esc or Enter; stepped(by) on Page Up and Page Down."""

    closed = Signal()
    stepped = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.view = WipeView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._opening = Questions(session.background, self).answered_by(self._on_opened, failed=self._on_failed)
        for keys, function in (
            ("Escape", self.closed.emit),
            ("Return", self.closed.emit),
            ("PgUp", lambda: self.stepped.emit(-1)),
            ("PgDown", lambda: self.stepped.emit(1)),
        ):
            QShortcut(QKeySequence(keys), self, function)

    def open(self, painting: Painting) -> None:
        self._opening.ask(open_painting, self._session.project, painting)
        self.view.setFocus()

    def _on_opened(self, opened: Opened) -> None:
        self.view.set_pictures(opened.before, opened.after)
        recipe = opened.painting.recipe
        left = recipe.source_name if opened.before is not None else ""
        self.view.set_labels(left, recipe.encoder_title, "Esc for the grid")

    def _on_failed(self, error: Exception) -> None:
        self.view.set_pictures(None, None)
        self.view.set_labels()
        self.view.set_empty_text(reason_of(error))
