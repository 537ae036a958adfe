"""The list of people with everything that can be done to them by hand: choose, rename, merge, drop onto, a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from studio.panes.photos.new_person import NEW_NAME, NewPersonPlace
from studio.panes.photos.people_view import ROW, PeopleView
from studio.widgets.dragging import FACES, PHOTOS, names, numbers

SHORTEST = 6
"""Rows that stay in sight however low the window is."""
LINGER_MS = 200
MENU_PAGE = 25
"""Names per menu; more are split into menus of their own."""


class PeopleList(QWidget):
    """chosen(): read people(). The rest tell what a person wants; the owner does it:

    renamed(name, new name), merged(names, into), photos_given(ids, name), faces_given(ids, name),
    left_out_asked(names, bool), select_asked(names).
    """

    chosen = Signal()
    renamed = Signal(str, str)
    merged = Signal(object, str)
    photos_given = Signal(object, str)
    faces_given = Signal(object, str)
    left_out_asked = Signal(object, bool)
    select_asked = Signal(object)
    bleeds = True

    def __init__(self, left_out: Callable[[Sequence[str]], bool], parent: QWidget | None = None) -> None:
        """left_out: whether all photos of these people are left out of training."""
        super().__init__(parent)
        self._left_out = left_out
        self.view = PeopleView()
        self.new = NewPersonPlace()
        self.new.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self.new)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._linger = QTimer(self, singleShot=True, interval=LINGER_MS)
        self._linger.timeout.connect(self._on_lingered)
        self._held = False
        self._became: dict[str, str] = {}
        self.renamed.connect(self._on_renamed)
        self.merged.connect(self._on_merged)
        self.view.chosen.connect(self.chosen)
        # later: the row goes with its old name, and its editor must have given the focus back by then
        self.view.rename.renamed.connect(self.renamed, Qt.ConnectionType.QueuedConnection)
        self.view.dropped.connect(self._on_dropped)
        self.view.dragging.connect(self._on_dragging)
        self.new.named.connect(self._give)
        self.new.left.connect(self._on_left)

    def set_people(self, photos: int, people: Sequence[tuple[str, int]]) -> None:
        """photos: of everyone; people: (name, photos)."""
        self.view.set_people(photos, people, self._became)
        self._became = {}
        self._fit()

    def _fit(self) -> None:
        """As tall as the names where there is room, else a few of them, and the rest scrolls."""
        rows, extra = self.view.people.rowCount(), 0 if self.new.isHidden() else ROW + self._column.spacing()
        self.setMinimumHeight(ROW * min(rows, SHORTEST) + extra)
        self.setMaximumHeight(ROW * rows + extra)

    def people(self) -> tuple[str, ...]:
        """Who is chosen; empty for everyone."""
        return tuple(self.view.keys())

    def set_current(self, people: Sequence[str]) -> None:
        """Choose without chosen()."""
        self.view.choose(people)

    def rename(self, name: str) -> None:
        """Let a person type another name for this one."""
        self.view.rename_row(name)

    def _on_renamed(self, name: str, new: str) -> None:
        self._became[name] = " ".join(new.split())

    def _on_merged(self, people: Sequence[str], into: str) -> None:
        self._became |= dict.fromkeys(people, into)

    # dragging

    def set_dragging(self, on: bool) -> None:
        """Something that a person could take is being dragged somewhere in the pane: show the place for a new one."""
        self._held = on
        self._on_dragging(on)

    def _on_dragging(self, on: bool) -> None:
        if on:
            self._linger.stop()
            self.new.setProperty("offered", self._free_name())
            self.new.show()
            self._fit()
        else:
            self._linger.start()

    def _on_left(self) -> None:
        self._linger.start()
        if self.new.field.hasFocus():
            self.view.setFocus()

    def _on_lingered(self) -> None:
        self.new.setVisible(self.new.naming or self._held)
        self._fit()

    def _free_name(self) -> str:
        taken = {row.key for row in self.view.people.rows()}
        numbered = (f"{NEW_NAME} {number}" for number in range(2, len(taken) + 3))
        return next(name for name in (NEW_NAME, *numbered) if name not in taken)

    def _on_dropped(self, mime: QMimeData, name: str) -> None:
        dragged = [one for one in names(mime) if one != name]
        if dragged:
            self.merged.emit(dragged, name)
        else:
            self._give(mime, name)

    def _give(self, mime: QMimeData, name: str) -> None:
        photos, faces = numbers(mime, PHOTOS), numbers(mime, FACES)
        if photos:
            self.photos_given.emit(photos, name)
        if faces:
            self.faces_given.emit(faces, name)

    # the menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        people = self.people()
        if people:
            self.menu(people).popup(event.globalPos() + QPoint(1, 1))

    def menu(self, people: Sequence[str]) -> QMenu:
        """What can be done with these people."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(people) == 1:
            menu.addAction("Rename").triggered.connect(lambda: self.rename(people[0]))
        others = [row.key for row in self.view.people.rows() if row.is_person and row.key not in people]
        into = menu.addMenu("Merge into")
        into.setEnabled(bool(others) or len(people) > 1)
        self._fill(into, people, [*people, *others] if len(people) > 1 else others)
        menu.addSeparator()
        out = self._left_out(people)
        words = "Take all in again" if out else "Leave all out of training"
        menu.addAction(words).triggered.connect(lambda: self.left_out_asked.emit(people, not out))
        menu.addAction("Select photos").triggered.connect(lambda: self.select_asked.emit(people))
        return menu

    def _fill(self, menu: QMenu, people: Sequence[str], into: Sequence[str]) -> None:
        """A line per name; where there are very many, a menu per run of them."""
        pages = [into[first : first + MENU_PAGE] for first in range(0, len(into), MENU_PAGE)]
        for page in pages:
            part = menu if len(pages) == 1 else menu.addMenu(f"{_short(page[0])} to {_short(page[-1])}")
            for name in page:
                action = part.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, name=name: self._merge(people, name))

    def _merge(self, people: Sequence[str], into: str) -> None:
        self.merged.emit([one for one in people if one != into], into)


def _short(name: str) -> str:
    return (name if len(name) <= 18 else f"{name[:17]}…").replace("&", "&&")
