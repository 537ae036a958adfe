"""The Faces pane: canvas, strip, grid and panel around one Review."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from models.faces.boxes import turn
from models.faces.crops import cut_crop
from models.faces.doubt import SURE_BELOW, Doubt
from models.records import Box, FaceState
from studio.jobs import Latest
from studio.look import theme
from studio.panes.base import Pane
from studio.panes.faces.grid.face_list import FaceCell, cells_of
from studio.panes.faces.grid.face_view import FaceView
from studio.panes.faces.grid.many import Many
from studio.panes.faces.keys import KEYS, action_for
from studio.panes.faces.layout import GRID_SHARE, Desk
from studio.panes.faces.loading import CropMaker, LoadedPhoto, PhotoLoader, placeholder
from studio.panes.faces.pace import Pace
from studio.panes.faces.review import Review
from studio.panes.faces.search import Searching
from studio.panes.faces.side import FacePanel
from studio.state.importing import FINDING
from studio.state.session import Session
from studio.widgets.controls import plain_button, primary_button
from studio.widgets.segmented import SegmentedControl
from studio.widgets.thumb_store import ThumbnailStore

STRIP_KEPT = 60
"""Faces shown in the strip beyond those of the photo in front."""
TAG_LENGTH = 36
"""Characters: two reasons longer than that would hide the neighbours."""
ORDERS = (("doubt", "By doubt"), ("photo", "By photo"), ("person", "By person"))
VIEWS = (("photo", "Photo"), ("grid", "Grid"))
NOTHING_FOUND = "No face found here. D draws one, A says there is none."
FACELESS = "You said that no face is here. U asks again, D draws one."


class FacesPane(Pane):
    """Shows what Review says; every key and button ends in Review."""

    name = "faces"
    title = "Faces"
    icon = "ph.user-focus"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._loaded: LoadedPhoto | None = None
        self._in_sight = 0
        self._by_mouse = False
        self._threshold = SURE_BELOW
        self._pace = Pace()
        self.review = Review(session, "doubt", self)
        self.loader = PhotoLoader(session.background, self)
        self.store = ThumbnailStore(session.background, CropMaker(), self)
        self._cropping = Latest(session.background, self)
        self._build()
        self._connect()
        self._restore_views()
        self._on_photo_changed()
        self._show_totals()

    def _build(self) -> None:
        self.desk = Desk(self.store)
        self.canvas, self.strip, self.empty = self.desk.canvas, self.desk.strip, self.desk.empty
        self.panel = FacePanel()
        self.searching = Searching(self.session, self.review, self.panel, self.canvas, self)
        self.many = Many(self.session, self.review, self.desk.side, self)
        self.set_body(centre=self.desk, right=self.panel)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.views = SegmentedControl(VIEWS)
        self.views.setToolTip("The photo alone, or all faces beside it (G)")
        self.orders = SegmentedControl(ORDERS)
        self.detect = plain_button("Detect again")
        self.detect.setToolTip("Look for faces on this photo once more, with the settings of the panel")
        self.accept = primary_button("Accept the rest")
        self.accept.setToolTip("Confirm every box that waits and carries less doubt than the panel says")

    def _connect(self) -> None:
        review, canvas, panel = self.review, self.canvas, self.panel
        review.photo_changed.connect(self._on_photo_changed)
        review.faces_changed.connect(self._show_faces)
        review.counted.connect(self._show_totals)
        canvas.face_chosen.connect(self._on_face_chosen)
        canvas.box_moving.connect(self._cut)
        canvas.box_changed.connect(review.move)
        canvas.box_drawn.connect(self._on_box_drawn)
        self.strip.chosen.connect(review.choose)
        self.many.opened.connect(self._on_opened)
        for view in self._face_views():
            view.menu_asked.connect(self.many.show_menu)
            view.picked.connect(self._show_face)
        panel.decided.connect(self._on_decided)
        panel.nobody_said.connect(self._on_nobody_said)
        panel.person_named.connect(self._on_person_named)
        panel.threshold_changed.connect(self._on_threshold)
        self.loader.loaded.connect(self._on_loaded)
        self.loader.failed.connect(self.searching.on_unreadable)
        self._cropping.answered.connect(panel.set_crop)
        self.orders.chosen.connect(self._on_order)
        self.views.chosen.connect(self.set_view)
        self.desk.share_changed.connect(self._on_share)
        self.detect.clicked.connect(self.searching.search_here)
        self.accept.clicked.connect(self._on_accept)
        self.empty.pressed.connect(self._on_empty_pressed)
        theme.signals.changed.connect(self._on_theme)
        for widget in (self.strip, self.canvas):
            widget.installEventFilter(self)

    def _face_views(self) -> tuple[FaceView, FaceView]:
        return self.strip, self.desk.side.grid

    # what the window asks of a pane

    def top_line(self) -> str:
        reviewed, every = self.review.totals()
        if not every:
            return "looking for faces" if self.session.runner.find(FINDING) else "no faces yet"
        left = self._pace.words(every - reviewed)
        return f"{reviewed:,} of {every:,} reviewed" + (f", {left}" if left else "")

    def top_middle(self) -> list[QWidget]:
        return [self.bar, self.views, self.orders]

    def top_right(self) -> list[QWidget]:
        return [self.detect, self.accept]

    def keys(self) -> list[tuple[str, str]]:
        return list(KEYS)

    def asked(self, **what: object) -> None:
        if isinstance(what.get("photo"), int):
            self.review.show_photo(what["photo"])  # type: ignore[arg-type]

    def activated(self) -> None:
        (self.desk.side.grid if self.desk.view == "grid" else self.canvas).setFocus()

    def settled(self) -> bool:
        busy = (self._cropping.busy, self.searching.trials.busy, not self.loader.idle, not self.store.idle)
        return self.session.library.settled and not any(busy)

    def set_narrow(self, narrow: bool) -> None:
        """What the panel offers too gives way in the top bar."""
        super().set_narrow(narrow)
        self.bar.setVisible(not narrow)
        self.detect.setVisible(not narrow)

    def _show_panels(self) -> None:
        """Without a photo there is nothing for the panel to tell."""
        super()._show_panels()
        there = self.review.row is not None
        self.desk.setCurrentIndex(int(there))
        self.panel.setVisible(there and not self.panel.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The strip and the canvas leave their keys to the review; the grid takes its own first."""
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._press(event)

    def _press(self, event: QKeyEvent) -> bool:
        act: Callable[[FacesPane], object] | None = action_for(event)
        if act is None:
            return False
        act(self)
        return True

    # the two views

    def _restore_views(self) -> None:
        settings = self.session.preferences
        try:
            self.desk.set_share(float(settings.text("faces/share", str(GRID_SHARE))))
        except ValueError:
            self.desk.set_share(GRID_SHARE)
        self.set_view(settings.text("faces/view", "photo"))

    def set_view(self, view: str) -> None:
        """ "photo": the photo over a strip; "grid": all faces beside the photo."""
        self.desk.set_view("grid" if view == "grid" else "photo")
        self.views.set_value(self.desk.view)
        self.session.preferences.set_text("faces/view", self.desk.view)
        self.many.show(self.desk.view == "grid")
        self._show_strip()
        if self.isVisible():
            self.activated()

    def _on_share(self, share: float) -> None:
        self.session.preferences.set_text("faces/share", f"{share:.3f}")

    def _on_order(self, order: str) -> None:
        self.review.set_order(order)
        self.many.reorder()

    def _on_opened(self, face_id: int) -> None:
        self.set_view("photo")
        self.review.choose(face_id)

    # showing

    def _on_photo_changed(self) -> None:
        row = self.review.row
        self._show_panels()
        self._loaded = None
        self.searching.set_picture(None)
        self._cropping.forget()
        if row is None:
            return
        ahead = self.review.ahead()
        found = self.loader.want(row.photo, ahead.photo if ahead is not None else None)
        self.canvas.set_faces(row.faces, self.review.face_id)
        stand_in = placeholder(row.thumbnail) if found is None else None
        self.canvas.set_photo(stand_in, (row.photo.width, row.photo.height))
        if found is not None:
            self._on_loaded(found)
        else:
            self.panel.clear_crop()
        self._show_faces()

    def _on_loaded(self, found: LoadedPhoto) -> None:
        self._loaded = found
        self.searching.set_picture(found.picture)
        self.canvas.set_photo(found.levels, found.levels.size, keep_view=True)
        face = self.review.face
        if face is not None:
            self._cut(face.box)

    def _show_faces(self) -> None:
        row, face = self.review.row, self.review.face
        if row is None:
            return
        self.canvas.set_faces(row.faces, self.review.face_id, _tag(self.review.doubt()))
        faceless = row.photo.faceless and not row.faces
        self.canvas.set_note(NOTHING_FOUND if row.lacks_face else FACELESS if faceless else "")
        self._show_face()
        if face is not None:
            if self._in_sight != face.id and not self._by_mouse:
                self.canvas.show_box(face.box)
            self._cut(face.box)
        self._in_sight = self.review.face_id
        self._show_strip()
        self.many.show_current(self.review.face_id)

    def _show_face(self) -> None:
        """What the panel says, of one face or of the many that are selected."""
        row = self.review.row
        self.panel.set_face(self.review.face, self.review.doubt(), lacking=row is not None and row.lacks_face)
        self.panel.set_many(len(self.picked()))

    def _show_strip(self) -> None:
        if self.desk.view == "grid":
            return
        shown: list[FaceCell] = []
        here = 0
        for row in self.review.upcoming():
            here = here or len(row.faces)
            shown += cells_of(row)
            if len(shown) > here + STRIP_KEPT:
                break
        self.strip.set_cells(shown)
        self.strip.show_current(self.review.face_id, select=len(self.strip.selected_ids()) < 2)

    def _show_totals(self) -> None:
        reviewed, every = self.review.totals()
        self._pace.note(reviewed, time.monotonic())
        self.bar.setRange(0, max(1, every))
        self.bar.setValue(reviewed)
        self._show_rest()
        self._show_panels()
        self.top_line_changed.emit()

    def _show_rest(self) -> None:
        """What "accept the rest" would take: ticks, words and the button say the same."""
        sure = frozenset(self.review.sure_ids(self._threshold))
        for view in (self.canvas, *self._face_views()):
            view.set_ticked(sure)
        reviewed, every = self.review.totals()
        self.panel.set_rest(len(sure), every - reviewed)
        few = f" ({len(sure):,} under {self._threshold:.2f})" if sure else ""
        self.accept.setText(f"Accept the rest{few}")
        self.accept.setEnabled(bool(sure))

    def _on_theme(self) -> None:
        """Words on the panel carry their colours with them."""
        self._show_faces()

    def _cut(self, box: Box) -> None:
        if self._loaded is not None:
            self._cropping.ask(cut_crop, self._loaded.picture, box)

    # doing

    def _on_threshold(self, threshold: float) -> None:
        self._threshold = threshold
        self._show_rest()

    def _on_accept(self) -> None:
        self.review.accept_rest(self._threshold)

    def _on_face_chosen(self, face_id: int) -> None:
        """By a click on the photo, which must not move under it."""
        self._by_mouse = True
        if len(self.strip.selected_ids()) > 1:
            self.strip.select_many([face_id])
        if face_id:
            self.review.choose(face_id)
        self._by_mouse = False

    def _on_box_drawn(self, box: Box) -> None:
        self._by_mouse = True
        self.review.add(box)
        self._by_mouse = False

    def turn(self, degrees: float | None) -> None:
        """Turn the chosen box clockwise; None: upright again."""
        face = self.review.face
        if face is not None and (degrees is not None or face.box.angle):
            self.review.move(face.id, turn(face.box, -face.box.angle if degrees is None else degrees))

    def picked(self) -> list[int]:
        """The many faces selected in the view in front; none when it is one alone."""
        ids = (self.desk.side.grid if self.desk.view == "grid" else self.strip).selected_ids()
        return ids if len(ids) > 1 else []

    def decide(self, state: FaceState) -> None:
        """A key or a button: for the many that are selected, else for the chosen face."""
        if self.desk.view == "grid":
            self.many.decide(state, self.picked())
        else:
            self.review.decide(state, self.picked())

    def go_on(self) -> None:
        """To the next face that waits."""
        if self.desk.view == "grid":
            self.many.go_on()
        else:
            self.review.next()

    def _on_decided(self, state: FaceState) -> None:
        self.decide(state)
        self.activated()
        self._show_faces()

    def _on_nobody_said(self) -> None:
        self.review.decide(FaceState.CONFIRMED)
        self.activated()

    def remove(self) -> None:
        self.review.remove(self.picked())

    def _on_person_named(self, name: str) -> None:
        face, many = self.review.face, self.picked()
        if face is not None and (many or face.person != name):
            self.review.set_person(name, many or [face.id])

    def _on_empty_pressed(self) -> None:
        self.session.go("photos", add="files")


def _tag(doubtful: Doubt) -> str:
    """ "doubt 0.93: no eyes inside, flat picture"; the panel has all reasons."""
    words = ", ".join(doubtful.reasons[:2])
    if len(words) > TAG_LENGTH:
        words = doubtful.reasons[0]
    return f"doubt {doubtful.score:.2f}: {words.lower()}" if words else ""
