"""The photos selected in the grid: shown in the panel at the right, and what a person does with them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from models.records import Photo
from studio.jobs import Questions, unsaid
from studio.panes.photos.actions import PhotoActions
from studio.panes.photos.arranging import Arranger
from studio.panes.photos.details import DetailsPanel
from studio.panes.photos.file_dialogs import ask_place, ask_where
from studio.panes.photos.loading import load_preview
from studio.state.session import Session
from studio.state.turning import leave_as_they_lie, turn_photos
from studio.widgets.thumb_grid import ThumbnailGrid

MANY = 300
"""Selected photos from which on their sums wait for a moment of rest: held keys and rubber bands go ahead of them."""
REST_MS = 80


class SelectedPhotos(QObject):
    """changed(): others are selected."""

    changed = Signal()

    def __init__(
        self, session: Session, actions: PhotoActions, grid: ThumbnailGrid, arranger: Arranger, details: DetailsPanel
    ) -> None:
        super().__init__(details)
        self._session = session
        self._actions = actions
        self._grid = grid
        self._arranger = arranger
        self._details = details
        questions = Questions(session.background, self)
        self._previewing = questions.answered_by(details.set_image, failed=unsaid)
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._show_details)
        grid.opened.connect(self.review)
        grid.removed.connect(self.remove)
        grid.selectionModel().selectionChanged.connect(self.show)
        details.review_asked.connect(self.review)
        details.left_out_asked.connect(self.leave_out)
        details.remove_asked.connect(self.remove)
        details.person_named.connect(self.name_person)
        details.relocate_asked.connect(self.relocate)
        details.renew_asked.connect(self.renew)
        details.turn_asked.connect(self.turn)
        details.proposal_taken.connect(self.turn_as_proposed)
        details.proposal_left.connect(self.leave_as_they_lie)
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(self._show_menu)
        details.folder_asked.connect(self.show_file)

    @property
    def idle(self) -> bool:
        """Whether the picture of the panel has come."""
        return not self._previewing.busy

    def photos(self) -> list[Photo]:
        """In the order shown."""
        return [row.photo for row in self._arranger.selected()]

    def ids(self) -> list[int]:
        return [photo.id for photo in self.photos()]

    def show(self) -> None:
        """One photo is shown at once; the sums of many wait for a moment of rest."""
        if self._grid.selected_count() <= MANY:
            self._resting.stop()
            self._show_details()
        else:
            self._resting.start()
        self.changed.emit()

    def _show_details(self) -> None:
        rows = self._arranger.selected()
        before = self._details.rows()
        self._details.set_rows(rows)
        if rows and (not before or rows[0].photo.key != before[0].photo.key):
            self._previewing.ask(load_preview, self._session.project, rows[0])

    def review(self) -> None:
        """Show the first of them in Faces."""
        if self._grid.selected_count():
            self._session.go("faces", photo=self.photos()[0].id)

    def leave_out(self, left_out: bool) -> None:
        """Keep them out of training, or take them in again."""
        self._actions.leave_out(self.ids(), left_out)

    def turn_left_out(self) -> None:
        """Leave them out, or take them in again when all of them are out."""
        self.leave_out(not all(photo.left_out for photo in self.photos()))

    def remove(self) -> None:
        """Forget them; their files stay, and Undo brings them back."""
        if self._grid.selected_count():
            self._actions.remove(self.ids())

    def name_person(self, name: str) -> None:
        """Give them to a person."""
        self._actions.give_photos(self.ids(), name)

    def relocate(self) -> None:
        """Ask where the photo's file lies now; for several, below which folder all missing ones do."""
        chosen, parent = self.photos(), self._grid.window()
        if len(chosen) > 1:
            ask_where(self._actions, parent)
        else:
            ask_place(self._actions, chosen[0], parent)

    def renew(self) -> None:
        """Take the new pictures of those whose files changed."""
        self._actions.renew([row.photo.id for row in self._arranger.selected() if row.changed])

    def turn(self, quarters: int) -> None:
        """Turn them clockwise by so many quarters."""
        if self._grid.selected_count():
            turn_photos(self._session, dict.fromkeys(self.ids(), quarters))

    def turn_as_proposed(self) -> None:
        """Turn those that seem to lie on their side or head."""
        turn_photos(self._session, self._proposed())

    def leave_as_they_lie(self) -> None:
        leave_as_they_lie(self._session, list(self._proposed()))

    def _proposed(self) -> dict[int, int]:
        return {row.photo.id: row.proposed_turn for row in self._arranger.selected() if row.proposed_turn}

    def menu(self) -> QMenu:
        """What can be done with them."""
        menu = QMenu(self._grid)
        menu.addAction("Review faces\tEnter", self.review)
        menu.addSeparator()
        menu.addAction("Turn left\tCtrl+[", lambda: self.turn(-1))
        menu.addAction("Turn right\tCtrl+]", lambda: self.turn(1))
        menu.addSeparator()
        out = all(photo.left_out for photo in self.photos())
        menu.addAction("Take in again\tL" if out else "Leave out of training\tL", self.turn_left_out)
        menu.addAction("Remove from the project\tDel", self.remove)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        if self._grid.selected_count():
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._grid.viewport().mapToGlobal(place) + QPoint(1, 1))

    def show_file(self) -> None:
        """Open the folder of the first of them."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.photos()[0].path.parent)))
