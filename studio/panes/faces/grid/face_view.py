"""Faces as cells that a person selects by mouse and keys and drags out; the strip and the grid are two shapes of it.

Only what is in sight is painted or asked for, so that ten thousand faces scroll like ten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from studio.panes.faces.grid.cell_area import CellArea
from studio.panes.faces.grid.face_cells import CellLook, draw_cell
from studio.panes.faces.grid.face_list import FaceCell
from studio.panes.faces.grid.face_selection import FaceSelection
from studio.panes.faces.grid.rubber_band import RubberBand
from studio.widgets.drag_pile import draw_pile
from studio.widgets.dragging import FACES, packed
from studio.widgets.thumb_store import ThumbnailStore

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class FaceView(CellArea):
    """chosen(face id): a person means this one alone; opened(face id): by double click or Enter; picked(): the

    selection is another one; menu_asked(global place) over the selection.
    """

    chosen = Signal(int)
    opened = Signal(int)
    picked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._faces = FaceSelection()
        self._ticked: Collection[int] = frozenset()
        self._pressed: QPoint | None = None
        self._carrying = False
        self._before_band: tuple[int, ...] = ()
        self._band = RubberBand(self)
        self._band.stretched.connect(self._on_stretched)
        store.ready.connect(self._on_ready)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Faces")

    # what is shown

    @property
    def cells(self) -> Sequence[FaceCell]:
        return self._faces.cells

    def set_cells(self, cells: Sequence[FaceCell]) -> None:
        """Show these; what is selected and still there stays selected, and the view stays where it is."""
        fewer = self._faces.set_cells(cells)
        self.measure()
        self.viewport().update()
        if fewer:
            self.picked.emit()

    def replace_cells(self, cells: Iterable[FaceCell]) -> None:
        """Show these in the places of the same faces as they were."""
        self._faces.replace(cells)
        self.viewport().update()

    def set_ticked(self, ids: Collection[int]) -> None:
        """Tick those that "accept the rest" would take."""
        self._ticked = ids
        self.viewport().update()

    def show_current(self, face_id: int, *, select: bool = True) -> None:
        """Mark that face as the one in front and bring it into sight; select it alone, without chosen()."""
        moved, row = face_id != self._faces.current, self.row_of(face_id)
        self._faces.current = face_id
        if select:
            self._select((face_id,))
        if moved and row is not None:
            self.show_cell(row)
        self.viewport().update()

    def row_of(self, face_id: int) -> int | None:
        """Where a face stands; None when it is not shown."""
        return self._faces.row_of(face_id)

    def next_waiting(self, after: int, skip: Collection[int] = ()) -> int:
        """The next face that waits behind this one, going round; 0 when no other does."""
        return self._faces.next_waiting(after, skip)

    def _on_ready(self) -> None:
        self.viewport().update()

    # what is selected

    def selected_ids(self) -> list[int]:
        """In the order shown."""
        return self._faces.ids()

    def select_many(self, face_ids: Iterable[int]) -> None:
        """Select these faces together."""
        self._select(face_ids)

    def select_all(self) -> None:
        self._select(self._faces.every_id())

    def _select(self, ids: Iterable[int]) -> None:
        if self._faces.select(ids):
            self.viewport().update()
            self.picked.emit()

    def _mean(self, face_id: int) -> None:
        """One face alone, by click or arrow."""
        self._faces.anchor = face_id
        self._select((face_id,))
        self.chosen.emit(face_id)

    # the mouse: drag what is selected to carry it, drag anything else to draw a rubber band

    def face_at(self, place: QPoint) -> int:
        """The face under a place of the viewport; 0 for none."""
        number = self.cell_at(place)
        return self.cells[number].face.id if number is not None else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position().toPoint()
        self._before_band = tuple(self._faces.ids()) if event.modifiers() & (CTRL | SHIFT) else ()
        face_id = self.face_at(self._pressed)
        self._carrying = face_id in self._faces and not event.modifiers() & (CTRL | SHIFT)
        if face_id and event.modifiers() & SHIFT:
            self._select(self._faces.span_to(face_id))
        elif face_id and event.modifiers() & CTRL:
            self._faces.anchor = face_id
            self._select(self._faces.with_toggled(face_id))
        elif face_id and not self._carrying:
            self._faces.anchor = face_id
            self._select((face_id,))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            over = self.face_at(place) in self._faces
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
        elif self._band.drawn:
            self._band.stretch(place)
        elif (place - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            if self._carrying:
                self._pressed = None
                self._carry()
            else:
                self._band.begin(self._pressed)
                self._band.stretch(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        banded, plain = self._band.drawn, not event.modifiers() & (CTRL | SHIFT)
        self._let_go()
        face_id = self.face_at(event.position().toPoint())
        if banded:
            return
        if face_id and plain:
            self._mean(face_id)
        elif plain:
            self._select(())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        face_id = self.face_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and face_id:
            self.opened.emit(face_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For what is under the mouse, or for all that is selected when that is part of it."""
        face_id = self.face_at(self.viewport().mapFromGlobal(event.globalPos()))
        if face_id and face_id not in self._faces:
            self._mean(face_id)
        if self._faces.count():
            self.menu_asked.emit(event.globalPos())

    def _on_stretched(self) -> None:
        caught = [self.cells[number].face.id for number in self._band.caught()]
        self._select((*self._before_band, *caught))

    def _let_go(self) -> None:
        self._pressed = None
        self._carrying = False
        self._band.end()

    def _carry(self) -> None:
        """Drag the selected faces out."""
        ids = self.selected_ids()
        drag = QDrag(self)
        drag.setMimeData(packed(FACES, ids))
        rows = (self.row_of(face_id) for face_id in ids[:3])
        shown = [self.cells[row] for row in rows if row is not None]
        pictures = [self._store.get(cell.key, cell) for cell in shown]
        drag.setPixmap(draw_pile([one for one in pictures if one is not None and not one.isNull()], len(ids)))
        drag.setHotSpot(QPoint(-8, -8))
        drag.exec(Qt.DropAction.CopyAction)
        self._let_go()

    # the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End, Ctrl+A, Enter; everything else belongs to whoever holds the view."""
        target, lead = self._target(event.key()), self._faces.lead()
        if event.key() == Qt.Key.Key_A and event.modifiers() == CTRL:
            self.select_all()
        elif target is not None and not event.modifiers() & CTRL:
            self._go(self.cells[target].face.id, extend=bool(event.modifiers() & SHIFT))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row_of(lead) is not None:
            self.opened.emit(lead)
        else:
            event.ignore()

    def _target(self, key: int) -> int | None:
        """The number of the cell that a key goes to."""
        last, columns = len(self.cells) - 1, self.layout_of_cells().columns or 1
        here = self.row_of(self._faces.lead()) or 0
        targets: dict[int, int] = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - columns,
            Qt.Key.Key_Down: here + columns,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last < 0 or key not in targets:
            return None
        target = targets[key]
        return target if 0 <= target <= last else here

    def _go(self, face_id: int, *, extend: bool) -> None:
        row = self.row_of(face_id)
        if row is not None:
            self.show_cell(row)
        if not extend:
            self._mean(face_id)
            return
        if self.row_of(self._faces.anchor) is None:
            self._faces.anchor = self._faces.lead()
        self._faces.current = face_id
        self._select(self._faces.span_to(face_id))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        layout, scrolled, many = self.layout_of_cells(), self.scrolled(), self._faces.count() > 1
        for number in reversed(list(self.cells_in_sight())):  # what is asked for last comes first: the top left
            cell = self.cells[number]
            face_id = cell.face.id
            selected = face_id in self._faces
            leads = face_id == self._faces.current and (many or not selected)
            look = CellLook(selected, leads, face_id in self._ticked)
            rect = layout.rect(number).translated(-scrolled)
            draw_cell(painter, rect, cell, self._store.get(cell.key, cell), look)
        self._band.paint(painter)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.cell_at(event.pos())
            QToolTip.showText(event.globalPos(), self.cells[number].words if number is not None else "", self)
            return True
        return super().viewportEvent(event)
