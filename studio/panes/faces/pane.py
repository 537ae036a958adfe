"""The Faces pane: canvas, strip, grid and panel around one Review, joined here."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from models.records import Box, FaceState
from studio.panes.base import Pane
from studio.panes.faces.actions import FaceActions
from studio.panes.faces.box_edits import BoxEdits
from studio.panes.faces.decisions import Decisions
from studio.panes.faces.grid.many import Many
from studio.panes.faces.hints import KEYS
from studio.panes.faces.keys import action_for
from studio.panes.faces.layout import GRID_SHARE, FacesLayout
from studio.panes.faces.loading import CropMaker
from studio.panes.faces.pace import Pace
from studio.panes.faces.presenter import ReviewPresenter
from studio.panes.faces.rest import AcceptRest
from studio.panes.faces.review import Review
from studio.panes.faces.search import Searching
from studio.panes.faces.side import FacePanel
from studio.state.importing import FINDING
from studio.state.turning import leave_as_they_lie, turn_photos
from studio.widgets.controls import plain_button, primary_button, turn_buttons
from studio.widgets.segmented import SegmentedControl
from studio.widgets.thumb_store import ThumbnailStore

ORDERS = (("doubt", "By doubt"), ("photo", "By photo"), ("person", "By person"))
VIEWS = (("photo", "Photo"), ("grid", "Grid"))


class FacesPane(Pane):
    """Every key and button ends in `face_actions`, `decisions` or `boxes`; what is seen comes from `presenter`."""

    def make(self) -> Iterator[None]:
        self._pace = Pace()
        self.store = ThumbnailStore(self.session.background, CropMaker(), self)
        self.centre = FacesLayout(self.store)
        self.canvas, self.strip, self.empty = self.centre.canvas, self.centre.strip, self.centre.empty
        yield
        self.panel = FacePanel()
        yield
        self.set_body(centre=self.centre, right=self.panel)
        self._make_top()
        yield
        self._join_parts()
        self._connect()
        self._restore_views()
        self._on_photo_changed()
        self._show_totals()

    def _make_top(self) -> None:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.views = SegmentedControl(VIEWS)
        self.views.setToolTip("The photo alone, or all faces beside it (G)")
        self.orders = SegmentedControl(ORDERS)
        self.left, self.right = turn_buttons()
        self.detect = plain_button("Detect again")
        self.detect.setToolTip("Look for faces on this photo once more, with the settings of the panel")
        self.accept = primary_button("Accept the rest")
        self.accept.setToolTip("Confirm every box that waits and carries less doubt than the panel says")

    def _join_parts(self) -> None:
        session, centre, panel = self.session, self.centre, self.panel
        self.review = review = Review(session.library, "doubt", self)
        self.decisions = Decisions(session, review)
        self.boxes = BoxEdits(session, review)
        self.searching = Searching(session, review, panel, self.canvas, self)
        self.many = Many(session.library, review, self.decisions, centre.side, self)
        self.face_actions = FaceActions(review, self.decisions, self.boxes, centre, self.many, self)
        self.presenter = ReviewPresenter(review, centre, panel, self.many, self.searching, session.background, self)
        self._rest = AcceptRest(review, self.decisions, centre, panel, self.accept, self)

    def _connect(self) -> None:
        review, canvas, panel = self.review, self.canvas, self.panel
        review.photo_changed.connect(self._on_photo_changed)
        review.counted.connect(self._show_totals)
        canvas.face_chosen.connect(self._on_face_chosen)
        canvas.box_changed.connect(self.boxes.move)
        canvas.box_drawn.connect(self._on_box_drawn)
        self.strip.chosen.connect(review.choose)
        self.many.opened.connect(self._on_opened)
        for view in (self.strip, self.centre.side.grid):
            view.menu_asked.connect(self.many.show_menu)
        panel.decided.connect(self._on_decided)
        panel.nobody_said.connect(self._on_nobody_said)
        panel.person_named.connect(self.face_actions.name_person)
        self.orders.chosen.connect(self._on_order)
        self.views.chosen.connect(self.set_view)
        self.face_actions.view_asked.connect(self.set_view)
        self.centre.share_changed.connect(self._on_share)
        self.detect.clicked.connect(self.searching.search_here)
        self.empty.pressed.connect(self._on_empty_pressed)
        lying = self.centre.lying
        lying.turn_asked.connect(self.turn_photo)
        lying.leave_asked.connect(self._on_left_lying)
        self.left.clicked.connect(lambda: self.turn_photo(-1))
        self.right.clicked.connect(lambda: self.turn_photo(1))
        for widget in (self.strip, self.canvas):
            widget.installEventFilter(self)

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
        return [self.left, self.right, self.detect, self.accept]

    def keys(self) -> list[tuple[str, str]]:
        return list(KEYS)

    def asked(self, **what: object) -> None:
        photo = what.get("photo")
        if isinstance(photo, int):
            self.review.show_photo(photo)

    def turn_photo(self, quarters: int) -> None:
        """Turn the photo in front."""
        if self.review.row is not None:
            turn_photos(self.session, {self.review.row.photo.id: quarters})

    def _on_left_lying(self) -> None:
        if self.review.row is not None:
            leave_as_they_lie(self.session, [self.review.row.photo.id])

    def activated(self) -> None:
        (self.centre.side.grid if self.centre.view == "grid" else self.canvas).setFocus()

    def settled(self) -> bool:
        idle = self.presenter.idle and self.store.idle and not self.searching.trials.busy
        return idle and self.session.library.settled

    def set_narrow(self, narrow: bool) -> None:
        """What the panel or the menu offers too gives way in the top bar."""
        super().set_narrow(narrow)
        for widget in (self.bar, self.left, self.right, self.detect):
            widget.setVisible(not narrow)

    def _show_panels(self) -> None:
        """Without a photo there is nothing for the panel to tell."""
        super()._show_panels()
        there = self.review.row is not None
        self.centre.setCurrentIndex(int(there))
        self.panel.setVisible(there and not self.panel.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The strip and the canvas leave their keys to the review; the grid takes its own first."""
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._press(event)

    def _press(self, event: QKeyEvent) -> bool:
        act = action_for(event)
        if act is None:
            return False
        act(self.face_actions)
        return True

    # the two views

    def _restore_views(self) -> None:
        preferences = self.session.preferences
        try:
            self.centre.set_share(float(preferences.text("faces/share", str(GRID_SHARE))))
        except ValueError:
            self.centre.set_share(GRID_SHARE)
        self.set_view(preferences.text("faces/view", "photo"))

    def set_view(self, view: str) -> None:
        """ "photo": the photo over a strip; "grid": all faces beside the photo."""
        self.centre.set_view("grid" if view == "grid" else "photo")
        self.views.set_value(self.centre.view)
        self.session.preferences.set_text("faces/view", self.centre.view)
        self.many.show(self.centre.view == "grid")
        self.presenter.show_strip()
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

    # the review's news, and what a person does

    def _on_photo_changed(self) -> None:
        self._show_panels()
        self.presenter.show_photo()

    def _show_totals(self) -> None:
        reviewed, every = self.review.totals()
        self._pace.note(reviewed, time.monotonic())
        self.bar.setRange(0, max(1, every))
        self.bar.setValue(reviewed)
        self._rest.show()
        self._show_panels()
        self.top_line_changed.emit()

    def _on_face_chosen(self, face_id: int) -> None:
        """By a click on the photo."""
        with self.presenter.keeping_still():
            if len(self.strip.selected_ids()) > 1:
                self.strip.select_many([face_id])
            if face_id:
                self.review.choose(face_id)

    def _on_box_drawn(self, box: Box) -> None:
        with self.presenter.keeping_still():
            self.boxes.add(box)

    def _on_decided(self, state: FaceState) -> None:
        self.face_actions.decide(state)
        self.activated()
        self.presenter.show_faces()

    def _on_nobody_said(self) -> None:
        self.decisions.decide(FaceState.CONFIRMED)
        self.activated()

    def _on_empty_pressed(self) -> None:
        self.session.go("photos", add="files")
