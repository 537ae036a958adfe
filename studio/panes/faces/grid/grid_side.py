"""The grid of all faces with its filters and its list of people. Layout alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.faces.grid.face_grid import EDGE, FaceGrid
from studio.panes.faces.grid.face_people import EVERYONE, FacePeople
from studio.widgets.controls import plain_button
from studio.widgets.flow import FlowLayout
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.segmented import SegmentedControl
from studio.widgets.thumb_store import ThumbnailStore

SHOWS = (("all", "All"), ("waiting", "To review"), ("accepted", "Accepted"), ("rejected", "Rejected"))
PEOPLE_WIDTH = 164
ROOM_FOR_PEOPLE = 620
"""Below this width of the grid's half its list of people folds into a button."""


class FaceGridSide(QWidget):
    """The grid with its filters: show_chosen(key of SHOWS), person_chosen(name), faces_given(name, ids)."""

    show_chosen = Signal(str)
    person_chosen = Signal(str)
    faces_given = Signal(str, object)

    def __init__(self, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = FaceGrid(store)
        self.shows = SegmentedControl(SHOWS)
        self.people = FacePeople()
        self.person = plain_button("Everyone", "ph.caret-down")
        self.person.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.person.setToolTip("Show the faces of one person")
        self.nothing = QuietLabel("No face is in this state.")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.grid)
        self.pages.addWidget(self.nothing)
        self._people_panel = self._build_people()
        self._build()
        self.shows.chosen.connect(self.show_chosen)
        self.people.chosen.connect(self.person_chosen)
        self.people.faces_given.connect(self.faces_given)
        self.person.clicked.connect(self._on_person_clicked)

    def _build_people(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("role", "panel")
        panel.setProperty("side", "left")
        panel.setFixedWidth(PEOPLE_WIDTH)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.SPACE_8, theme.SPACE_16, theme.SPACE_8, theme.SPACE_8)
        title = SectionLabel("People")
        title.setContentsMargins(theme.SPACE_8, 0, 0, 2)
        column.addWidget(title)
        column.addWidget(self.people)
        note = QuietLabel("Drag faces onto a person to give them away.")
        note.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, 0)
        column.addWidget(note)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(panel)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        return panel

    def _build(self) -> None:
        filters = QWidget()
        flow = FlowLayout(filters, spacing=theme.SPACE_8)
        flow.addWidget(self.shows)
        flow.addWidget(self.person)
        over = QVBoxLayout()
        over.setContentsMargins(EDGE, theme.SPACE_8, EDGE, 0)
        over.addWidget(filters)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(over)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._people_panel)
        row.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= ROOM_FOR_PEOPLE
        self._people_panel.setVisible(wide)
        self.person.setVisible(not wide)

    def set_counts(self, counts: dict[str, int]) -> None:
        for key, words in SHOWS:
            self.shows.set_text(key, f"{words} {counts[key]:,}")

    def set_person(self, name: str) -> None:
        self.people.set_current(name)
        self.person.setText(name or "Everyone")

    def _on_person_clicked(self) -> None:
        menu = QMenu(self)
        for row in self.people.rows():
            action = menu.addAction(f"{row.text}\t{row.count}")
            action.setData(row.key)
        menu.triggered.connect(lambda action: self.person_chosen.emit(action.data() or EVERYONE))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.person.mapToGlobal(QPoint(0, self.person.height() + 2)))
