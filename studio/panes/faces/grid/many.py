"""The grid of all faces at work: what it shows, what is done to many at once, and where it goes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from models.records import FaceState
from studio.dialogs.ask_name import ask_name
from studio.panes.faces.decisions import Decisions
from studio.panes.faces.grid.face_list import FaceCell, FaceList, is_shown
from studio.panes.faces.grid.face_view import FaceView
from studio.panes.faces.grid.grid_side import FaceGridSide
from studio.panes.faces.review import Review
from studio.state.library import Library

DECISIONS = (
    ("Accept\tA", FaceState.CONFIRMED),
    ("Reject\tX", FaceState.REJECTED),
    ("Back to suggested\tU", FaceState.SUGGESTED),
)


class Many(QObject):
    """opened(face id): show it on its photo. Reads nothing while the grid is folded away."""

    opened = Signal(int)

    def __init__(
        self, library: Library, review: Review, decisions: Decisions, side: FaceGridSide, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._review = review
        self._decisions = decisions
        self._side = side
        self._faces = FaceList()
        self._show, self._person = "all", ""
        self._on = False
        self._known = False
        side.show_chosen.connect(self._on_show)
        side.person_chosen.connect(self._on_person)
        side.faces_given.connect(decisions.set_person)
        side.grid.chosen.connect(review.choose)
        side.grid.opened.connect(self.opened)
        self._library.loaded.connect(self.reorder)
        self._library.changed.connect(self._on_changed)
        self._library.rejudged.connect(self._on_rejudged)

    # what is shown

    def show(self, on: bool) -> None:
        """Begin or cease to show the grid."""
        self._on = on
        if on and not self._known:
            self.reorder()
        elif on:
            self._fill()

    def reorder(self) -> None:
        """Put all faces in the order of the review anew."""
        self._known = self._on and self._library.ready
        if self._known:
            self._faces.reorder(self._library.rows, self._review.order)
            self._fill()

    def _on_changed(self, photo_ids: frozenset[int]) -> None:
        if not self._known:
            return
        changed, gone = self._faces.update(self._library.rows, photo_ids)
        grid = self._side.grid
        stay = all((grid.row_of(cell.face.id) is not None) == self._wants(cell) for cell in changed)
        if self._on and stay and all(grid.row_of(face_id) is None for face_id in gone):
            grid.replace_cells([cell for cell in changed if self._wants(cell)])  # a key in a large project ends here
            self._count()
        else:
            self._fill()

    def _wants(self, cell: FaceCell) -> bool:
        return is_shown(cell, self._show, self._person)

    def _on_rejudged(self) -> None:
        """The figures change at once; the order waits until it is asked for."""
        if self._known:
            self._faces.update(self._library.rows, [row.photo.id for row in self._library.rows.values() if row.waits])
            self._fill()

    def _fill(self) -> None:
        if not self._on:
            return
        if self._person and self._person not in dict(self._faces.people()):
            self._person = ""
        self._count()
        cells = self._faces.shown(self._show, self._person)
        self._side.grid.set_cells(cells)
        self._side.pages.setCurrentIndex(0 if cells else 1)
        self.show_current(self._review.face_id)

    def _count(self) -> None:
        self._side.people.set_people(self._faces.people())
        self._side.set_person(self._person)
        self._side.set_counts(self._faces.counts(self._person))

    def show_current(self, face_id: int) -> None:
        if self._on:
            grid = self._side.grid
            grid.show_current(face_id, select=len(grid.selected_ids()) < 2)

    def _on_show(self, show: str) -> None:
        self._show = show
        self.reorder()

    def _on_person(self, person: str) -> None:
        self._person = person
        self.reorder()

    # what is done

    def decide(self, state: FaceState, many: Sequence[int]) -> None:
        """For the many, or the face in front; then on to the next that waits in the order of the grid."""
        grid = self._side.grid
        here = many[-1] if many else self._review.face_id
        if grid.row_of(here) is None:
            self._decisions.decide(state, many)
            return
        after = grid.next_waiting(here, frozenset(many)) if state is not FaceState.SUGGESTED else 0
        self._decisions.decide(state, many, go_on=False)
        if after:
            grid.select_many([after])
            self._review.choose(after)

    def go_on(self) -> None:
        after = self._side.grid.next_waiting(self._review.face_id)
        if after:
            self._side.grid.select_many([after])
            self._review.choose(after)
        else:
            self._review.next()

    def show_menu(self, place: QPoint) -> None:
        """What can be done to the faces selected in a view of them."""
        view = self.sender()
        menu = self.menu_for(view.selected_ids() if isinstance(view, FaceView) else [])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_for(self, ids: Sequence[int]) -> QMenu:
        """The menu over these faces."""
        menu = QMenu(self._side.window())
        for words, state in DECISIONS:
            menu.addAction(words, self._decider(state, ids))
        menu.addAction("Delete\tDel", lambda: self._decisions.remove(ids))
        menu.addSeparator()
        give = menu.addMenu("Give to")
        for name in self._names():
            give.addAction(name.replace("&", "&&"), self._giver(name, ids))
        give.addSeparator()
        give.addAction("Someone new...", lambda: self._give_to_new(ids))
        if len(ids) == 1:
            menu.addAction("Show on its photo\tEnter", lambda: self.opened.emit(ids[0]))
        return menu

    def _decider(self, state: FaceState, ids: Sequence[int]) -> Callable[[], None]:
        return lambda: self._decisions.decide(state, ids, go_on=False)

    def _giver(self, name: str, ids: Sequence[int]) -> Callable[[], None]:
        return lambda: self._decisions.set_person(name, ids)

    def _names(self) -> list[str]:
        """Everyone who has photos or faces."""
        names = {name for name, _ in self._library.catalogue.people()}
        names.update(face.person for row in self._library.rows.values() for face in row.faces)
        return sorted(names, key=str.casefold)

    def _give_to_new(self, ids: Sequence[int]) -> None:
        if name := ask_name(self._side, "Someone new"):
            self._decisions.set_person(name, ids)
