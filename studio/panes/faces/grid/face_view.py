"""Faces as cells that a person selects by mouse and keys and drags out; the strip and the grid are two shapes of it.

Only what is in sight is painted or asked for, so that ten thousand faces scroll like ten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from studio.look import theme
from studio.panes.faces.grid.face_cells import CellLook, draw_cell
from studio.panes.faces.grid.face_list import FaceCell
from studio.widgets.cell_layout import CellLayout
from studio.widgets.drag_pile import draw_pile
from studio.widgets.dragging import FACES, packed
from studio.widgets.thumb_store import ThumbnailStore

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CREEP_MS = 16
"""While a rubber band reaches beyond the edge, the cells scroll this often."""


class FaceView(QAbstractScrollArea):
    """chosen(face id): a person means this one alone; opened(face id): by double click or Enter; picked(): the

    selection is another one; menu_asked(global place) over the selection. Subclasses say how cells are laid out.
    """

    chosen = Signal(int)
    opened = Signal(int)
    picked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: list[FaceCell] = []
        self.current = 0
        self._store = store
        self._rows: dict[int, int] = {}
        self._selected: dict[int, None] = {}
        self._anchor = 0
        self._ticked: Collection[int] = frozenset()
        self._pressed: QPoint | None = None
        self._carrying = False
        self._band: QRect | None = None
        self._band_end = QPoint()
        self._before_band: tuple[int, ...] = ()
        self._creep = QTimer(self, interval=CREEP_MS)
        self._creep.timeout.connect(self._on_creep)
        store.ready.connect(self._on_ready)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Faces")

    # what is shown

    def layout_of_cells(self) -> CellLayout:
        """How the cells lie at the present size."""
        raise NotImplementedError

    def set_cells(self, cells: Sequence[FaceCell]) -> None:
        """Show these; what is selected and still there stays selected, and the view stays where it is."""
        self.cells = list(cells)
        self._rows = {cell.face.id: number for number, cell in enumerate(self.cells)}
        gone = [face_id for face_id in self._selected if face_id not in self._rows]
        for face_id in gone:
            del self._selected[face_id]
        self._measure()
        self.viewport().update()
        if gone:
            self.picked.emit()

    def replace_cells(self, cells: Iterable[FaceCell]) -> None:
        """Show these in the places of the same faces as they were."""
        for cell in cells:
            self.cells[self._rows[cell.face.id]] = cell
        self.viewport().update()

    def set_ticked(self, ids: Collection[int]) -> None:
        """Tick those that "accept the rest" would take."""
        self._ticked = ids
        self.viewport().update()

    def show_current(self, face_id: int, *, select: bool = True) -> None:
        """Mark that face as the one in front and bring it into sight; select it alone, without chosen()."""
        moved = face_id != self.current
        self.current = face_id
        if select:
            self._select((face_id,) if face_id in self._rows else ())
        if moved and face_id in self._rows:
            self._show_cell(face_id)
        self.viewport().update()

    def row_of(self, face_id: int) -> int | None:
        """Where a face stands; None when it is not shown."""
        return self._rows.get(face_id)

    def cell_rect(self, number: int) -> QRect:
        """Where a cell lies on the viewport."""
        return self.layout_of_cells().rect(number).translated(-self._scrolled())

    def _scrolled(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _measure(self) -> None:
        extent, room = self.layout_of_cells().extent(), self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), extent.width(), room.width()),
            (self.verticalScrollBar(), extent.height(), room.height()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    def _show_cell(self, face_id: int) -> None:
        """Scroll by the least that shows the cell whole."""
        layout = self.layout_of_cells()
        rect = layout.rect(self._rows[face_id]).adjusted(-layout.gap, -layout.gap, layout.gap, layout.gap)
        for bar, low, high, room in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), self.viewport().width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), self.viewport().height()),
        ):
            bar.setValue(min(max(bar.value(), high - room), low))

    def _on_ready(self) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # what is selected

    def selected_ids(self) -> list[int]:
        """In the order shown."""
        return sorted(self._selected, key=self._rows.__getitem__)

    def select_many(self, face_ids: Iterable[int]) -> None:
        """Select these faces together."""
        self._select(face_id for face_id in face_ids if face_id in self._rows)

    def select_all(self) -> None:
        self._select(self._rows)

    def _select(self, ids: Iterable[int]) -> None:
        fresh = dict.fromkeys(ids)
        if fresh.keys() != self._selected.keys():
            self._selected = fresh
            self.viewport().update()
            self.picked.emit()

    def _range(self, face_id: int) -> list[int]:
        """From the anchor to this face, both included."""
        first = self._rows.get(self._anchor, self._rows.get(self.current, self._rows[face_id]))
        low, high = sorted((first, self._rows[face_id]))
        return [cell.face.id for cell in self.cells[low : high + 1]]

    def _mean(self, face_id: int) -> None:
        """One face alone, by click or arrow."""
        self._anchor = face_id
        self._select((face_id,))
        self.chosen.emit(face_id)

    def next_waiting(self, after: int, skip: Collection[int] = ()) -> int:
        """The next face that waits behind this one, going round; 0 when no other does."""
        start = self._rows.get(after, -1) + 1
        turned = (self.cells[place % len(self.cells)] for place in range(start, start + len(self.cells)))
        ids = (cell.face.id for cell in turned if cell.waits and cell.face.id != after and cell.face.id not in skip)
        return next(ids, 0)

    # the mouse: drag what is selected to carry it, drag anything else to draw a rubber band

    def face_at(self, place: QPoint) -> int:
        """The face under a place of the viewport; 0 for none."""
        point = place + self._scrolled()
        number = next(self.layout_of_cells().within(QRect(point, QSize(1, 1))), None)
        return self.cells[number].face.id if number is not None else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position().toPoint()
        self._before_band = tuple(self._selected) if event.modifiers() & (CTRL | SHIFT) else ()
        face_id = self.face_at(self._pressed)
        self._carrying = face_id in self._selected and not event.modifiers() & (CTRL | SHIFT)
        if face_id and event.modifiers() & SHIFT:
            self._select(self._range(face_id))
        elif face_id and event.modifiers() & CTRL:
            self._anchor = face_id
            self._select(self._selected.keys() ^ {face_id})
        elif face_id and not self._carrying:
            self._anchor = face_id
            self._select((face_id,))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            over = self.face_at(place) in self._selected
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
        elif self._band is not None:
            self._stretch(place)
        elif (place - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            if self._carrying:
                self._pressed = None
                self._carry()
            else:
                self._band = QRect(self._pressed + self._scrolled(), QSize(1, 1))
                self._stretch(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        banded, plain = self._band is not None, not event.modifiers() & (CTRL | SHIFT)
        self._end_band()
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
        if face_id and face_id not in self._selected:
            self._mean(face_id)
        if self._selected:
            self.menu_asked.emit(event.globalPos())

    def _stretch(self, place: QPoint) -> None:
        """The rubber band reaches from where it began to here, over what scrolled by meanwhile."""
        if self._band is None:
            return
        self._band_end = place
        end = place + self._scrolled()
        band = QRect(self._band.topLeft(), end).normalized()
        self._band.setBottomRight(end)
        caught = [self.cells[number].face.id for number in self.layout_of_cells().within(band)]
        self._select((*self._before_band, *caught))
        self.viewport().update()
        if self.viewport().rect().contains(place):
            self._creep.stop()
        elif not self._creep.isActive():
            self._creep.start()

    def _on_creep(self) -> None:
        """Scroll after a band that is drawn over the edge, the faster the farther."""
        room, place = self.viewport().rect(), self._band_end
        for bar, at, low, high in (
            (self.horizontalScrollBar(), place.x(), room.left(), room.right()),
            (self.verticalScrollBar(), place.y(), room.top(), room.bottom()),
        ):
            beyond = min(0, at - low) + max(0, at - high)
            bar.setValue(bar.value() + max(-40, min(40, beyond)))
        self._stretch(place)

    def _end_band(self) -> None:
        self._pressed = self._band = None
        self._carrying = False
        self._creep.stop()
        self.viewport().update()

    def _carry(self) -> None:
        """Drag the selected faces out."""
        ids = self.selected_ids()
        drag = QDrag(self)
        drag.setMimeData(packed(FACES, ids))
        shown = [self.cells[self._rows[face_id]] for face_id in ids[:3]]
        pictures = [self._store.get(cell.key, cell) for cell in shown]
        drag.setPixmap(draw_pile([one for one in pictures if one is not None and not one.isNull()], len(ids)))
        drag.setHotSpot(QPoint(-8, -8))
        drag.exec(Qt.DropAction.CopyAction)
        self._end_band()

    # the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End, Ctrl+A, Enter; everything else belongs to whoever holds the view."""
        target = self._target(event.key())
        if event.key() == Qt.Key.Key_A and event.modifiers() == CTRL:
            self.select_all()
        elif target is not None and not event.modifiers() & CTRL:
            self._go(self.cells[target].face.id, extend=bool(event.modifiers() & SHIFT))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._lead() in self._rows:
            self.opened.emit(self._lead())
        else:
            event.ignore()

    def _lead(self) -> int:
        """The face that keys start from."""
        return self.current if self.current in self._rows else next(iter(self._selected), 0)

    def _target(self, key: int) -> int | None:
        """The number of the cell that a key goes to."""
        last, columns = len(self.cells) - 1, self.layout_of_cells().columns or 1
        here = self._rows.get(self._lead(), 0)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if last < 0 or not (key in steps or key in ends):
            return None
        target = ends.get(key, here + steps.get(key, 0))
        return target if 0 <= target <= last else here

    def _go(self, face_id: int, *, extend: bool) -> None:
        if not extend:
            self._show_cell(face_id)
            self._mean(face_id)
            return
        self._anchor = self._anchor if self._anchor in self._rows else self._lead()
        self.current = face_id
        self._select(self._range(face_id))
        self._show_cell(face_id)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        layout, scrolled = self.layout_of_cells(), self._scrolled()
        seen = list(layout.within(self.viewport().rect().translated(scrolled)))
        for number in reversed(seen):  # what is asked for last comes first: the top left
            cell = self.cells[number]
            face_id = cell.face.id
            alone = face_id in self._selected and len(self._selected) == 1
            leads = face_id == self.current and not alone
            look = CellLook(face_id in self._selected, leads, face_id in self._ticked)
            rect = layout.rect(number).translated(-scrolled)
            draw_cell(painter, rect, cell, self._store.get(cell.key, cell), look)
        if self._band is not None:
            self._draw_band(painter, QRect(self._band.topLeft() - scrolled, self._band_end).normalized())

    def _draw_band(self, painter: QPainter, band: QRect) -> None:
        fill = theme.colour("accent")
        fill.setAlphaF(0.16)
        painter.setPen(theme.colour("accent"))
        painter.setBrush(fill)
        painter.drawRect(QRectF(band).translated(QPointF(0.5, 0.5)))

    def viewportEvent(self, event: QHelpEvent) -> bool:  # type: ignore[override]
        if event.type() == QHelpEvent.Type.ToolTip:
            number = self._rows.get(self.face_at(event.pos()))
            QToolTip.showText(event.globalPos(), self.cells[number].words if number is not None else "", self)
            return True
        return super().viewportEvent(event)
