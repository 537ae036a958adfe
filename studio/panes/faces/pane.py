"""The Faces pane: canvas, strip and panel around one Review."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from models.faces.crops import cut_crop
from models.faces.haar import DetectorSettings, find_faces_in
from models.records import Box, FaceState, NewFace
from studio import theme
from studio.importing import FINDING
from studio.jobs import Latest
from studio.panes.base import Pane
from studio.panes.faces.keys import HINTS, KEYS, action_for
from studio.panes.faces.loading import LoadedPhoto, PhotoLoader, load_strip_face
from studio.panes.faces.review import Review
from studio.panes.faces.side import FacePanel
from studio.session import Session
from studio.widgets.box_canvas import BoxCanvas
from studio.widgets.controls import plain_button, primary_button
from studio.widgets.empty import EmptyState
from studio.widgets.face_strip import FaceStrip, StripFace
from studio.widgets.keys import KeyHints
from studio.widgets.labels import QuietLabel
from studio.widgets.segmented import SegmentedControl
from studio.widgets.thumb_store import ThumbnailStore

STRIP_KEPT = 60
"""Faces shown in the strip beyond those of the photo in front."""
ORDERS = (("doubt", "By doubt"), ("photo", "By photo"), ("person", "By person"))


class FacesPane(Pane):
    """Shows what Review says; every key and button ends in Review."""

    name = "faces"
    title = "Faces"
    icon = "ph.user-focus"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._loaded: LoadedPhoto | None = None
        self.review = Review(session, "doubt", self)
        self.loader = PhotoLoader(session.background, self)
        self.store = ThumbnailStore(session.background, load_strip_face, self)
        self._cropping = Latest(session.background, self)
        self._trying = Latest(session.background, self)
        self._build()
        self._build_top()
        self._connect()
        if self.review.row is not None:
            self._on_photo_changed()
        self._show_totals()

    def _build(self) -> None:
        self.canvas = BoxCanvas()
        self.strip = FaceStrip(self.store)
        self.panel = FacePanel()
        self.empty = EmptyState("ph.user-focus", "Faces are found by themselves once there are photos.", "Add photos")
        sheet = QFrame()
        sheet.setProperty("role", "canvas")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        hints = QWidget()
        row = QVBoxLayout(hints)
        row.setContentsMargins(theme.SPACE_16, 0, theme.SPACE_16, theme.SPACE_8)
        row.addWidget(KeyHints(HINTS))
        column.addWidget(hints)
        column.addWidget(self._strip_frame())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(sheet)
        self.set_body(centre=self.stack, right=self.panel)

    def _strip_frame(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "panel")
        frame.setProperty("side", "bottom")
        column = QVBoxLayout(frame)
        column.setContentsMargins(theme.SPACE_16, 12, theme.SPACE_16, theme.SPACE_8)
        column.setSpacing(2)
        column.addWidget(self.strip)
        column.addWidget(
            QuietLabel("All faces of this photo first, then the next photos. Drag to select many, then press a key.")
        )
        return frame

    def _build_top(self) -> None:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.orders = SegmentedControl(ORDERS)
        self.detect = plain_button("Detect again")
        self.detect.setToolTip("Look for faces on this photo once more, with the settings of the panel")
        self.accept = primary_button("Accept the rest")

    def _connect(self) -> None:
        review, canvas, panel = self.review, self.canvas, self.panel
        review.photo_changed.connect(self._on_photo_changed)
        review.faces_changed.connect(self._show_faces)
        review.counted.connect(self._show_totals)
        canvas.face_chosen.connect(self._on_face_chosen)
        canvas.box_moving.connect(self._cut)
        canvas.box_changed.connect(review.move)
        canvas.box_drawn.connect(review.add)
        self.strip.chosen.connect(review.choose)
        panel.decided.connect(self._on_decided)
        panel.person_named.connect(self._on_person_named)
        panel.settings_changed.connect(self._try_settings)
        panel.detect_asked.connect(self._detect_all)
        self.loader.loaded.connect(self._on_loaded)
        self.loader.failed.connect(self._on_unreadable)
        self._cropping.answered.connect(panel.set_crop)
        self._trying.answered.connect(self._on_tried)
        self.orders.chosen.connect(review.set_order)
        self.detect.clicked.connect(self._detect_here)
        self.accept.clicked.connect(self._on_accept)
        self.empty.pressed.connect(self._on_empty_pressed)
        self.session.importer.faces_found.connect(self._on_found)
        for widget in (self.strip, self.canvas):
            widget.installEventFilter(self)

    # what the window asks of a pane

    def top_line(self) -> str:
        reviewed, every = self.review.totals()
        if not every:
            return "looking for faces" if self.session.runner.find(FINDING) else "no faces yet"
        return f"{reviewed:,} of {every:,} reviewed"

    def top_middle(self) -> list[QWidget]:
        return [self.bar, self.orders]

    def top_right(self) -> list[QWidget]:
        return [self.detect, self.accept]

    def keys(self) -> list[tuple[str, str]]:
        return list(KEYS)

    def asked(self, **what: object) -> None:
        if isinstance(what.get("photo"), int):
            self.review.show_photo(what["photo"])  # type: ignore[arg-type]

    def activated(self) -> None:
        self.canvas.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The strip and the canvas have no keys of their own: all belong to the review."""
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._press(event)

    def _press(self, event: QKeyEvent) -> bool:
        act: Callable[[FacesPane], object] | None = action_for(event)
        if act is None:
            return False
        act(self)
        return True

    # showing

    def _on_photo_changed(self) -> None:
        row = self.review.row
        self.stack.setCurrentIndex(0 if row is None else 1)
        self._loaded = None
        self.canvas.set_ghosts(())
        if row is None:
            return
        ahead = self.review.ahead()
        found = self.loader.want(row.photo, ahead.photo if ahead is not None else None)
        self.canvas.set_photo(None, (row.photo.width, row.photo.height))
        if found is not None:
            self._on_loaded(found)
        self._show_faces()

    def _on_loaded(self, found: LoadedPhoto) -> None:
        self._loaded = found
        self.canvas.set_photo(found.levels, found.levels.size, keep_view=True)
        face = self.review.face
        if face is not None:
            self._cut(face.box)

    def _on_unreadable(self, error: Exception) -> None:
        self.panel.found.setText(str(error))

    def _show_faces(self) -> None:
        row, face = self.review.row, self.review.face
        if row is None:
            return
        doubtful = self.review.doubt()
        words = ", ".join(doubtful.reasons[:2]).lower()
        tag = f"doubt {doubtful.score:.2f}: {words}" if words else ""
        self.canvas.set_faces(row.faces, self.review.face_id, tag)
        self.panel.set_face(face, doubtful)
        if face is not None:
            self.canvas.show_box(face.box)
            self._cut(face.box)
        self._show_strip()

    def _show_strip(self) -> None:
        shown: list[StripFace] = []
        here = 0
        for one in self.review.upcoming():
            here = here or len(one.faces)
            size = (one.photo.width, one.photo.height)
            shown += [StripFace(face, one.photo.path, one.thumbnail, size) for face in one.faces]
            if len(shown) > here + STRIP_KEPT:
                break
        self.strip.set_faces(shown)
        if len(self.strip.selected_ids()) < 2:
            self.strip.show_current(self.review.face_id)

    def _show_totals(self) -> None:
        reviewed, every = self.review.totals()
        self.bar.setRange(0, max(1, every))
        self.bar.setValue(reviewed)
        sure = len(self.review.sure_ids())
        self.accept.setText(f"Accept the rest ({sure:,} under 0.30)" if sure else "Accept the rest")
        self.accept.setEnabled(sure > 0)
        self.stack.setCurrentIndex(0 if self.review.row is None else 1)
        self.top_line_changed.emit()

    def _cut(self, box: Box) -> None:
        if self._loaded is not None:
            self._cropping.ask(cut_crop, self._loaded.picture, box)

    # doing

    def _on_accept(self) -> None:
        self.review.accept_rest()

    def _on_face_chosen(self, face_id: int) -> None:
        self.strip.clearSelection()
        if face_id:
            self.review.choose(face_id)

    def decide(self, state: FaceState) -> None:
        """A key or a button: for the many selected in the strip, else for the chosen face."""
        many = self.strip.selected_ids()
        self.review.decide(state, many if len(many) > 1 else ())

    def _on_decided(self, state: FaceState) -> None:
        self.decide(state)
        self.canvas.setFocus()
        self._show_faces()

    def remove(self) -> None:
        many = self.strip.selected_ids()
        self.review.remove(many if len(many) > 1 else ())

    def _on_person_named(self, name: str) -> None:
        face = self.review.face
        many = self.strip.selected_ids()
        if face is not None and (len(many) > 1 or face.person != name):
            self.review.set_person(name, many if len(many) > 1 else [face.id])

    # detecting

    def _try_settings(self, settings: DetectorSettings) -> None:
        """What the detector would find here: shown, not kept, until Detect again is pressed."""
        if self._loaded is not None:
            self._trying.ask(find_faces_in, self._loaded.picture, settings)

    def _on_tried(self, faces: list[NewFace]) -> None:
        self.canvas.set_ghosts([face.box for face in faces])
        self.panel.found.setText(f"With these settings: {len(faces)} boxes here. Detect again to take them.")

    def _detect_here(self) -> None:
        row = self.review.row
        if row is not None:
            self.canvas.set_ghosts(())
            self.session.importer.find_faces([row.photo.id], self.panel.settings())

    def _detect_all(self) -> None:
        self.session.importer.find_faces(list(self.review.queue), self.panel.settings())

    def _on_found(self, photos: int, new: int, kept: int) -> None:
        words = f"{new:,} new, 0 of your {kept:,} changed" if kept else f"{new:,} new"
        self.panel.found.setText(f"{words}. Hand-made and reviewed boxes stay.")
        if self.isVisible():
            self.session.say(f"Looked at {photos:,} photo{'s' * (photos != 1)}: {words}")

    def _on_empty_pressed(self) -> None:
        self.session.go("photos", add="files")
