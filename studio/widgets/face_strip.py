"""A strip of face crops with their state as a coloured foot; several can be selected by dragging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.records import Face
from studio import theme
from studio.item_models.roles import Role
from studio.widgets.thumb_store import ThumbnailStore

CELL = QSize(58, 76)


@dataclass(frozen=True, slots=True)
class StripFace:
    """A face and where its picture comes from."""

    face: Face
    photo: Path
    thumbnail: Path
    photo_size: tuple[int, int]


class StripModel(QAbstractListModel):
    """Faces in the order given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faces: list[StripFace] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.faces)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.faces[index.row()]
        if role == Role.KEY:
            return one.face.id, one.face.box
        if role == Role.SOURCE:
            return one
        if role == Role.ID:
            return one.face.id
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{one.photo.name}, {one.face.state}"
        return None

    def set_faces(self, faces: Sequence[StripFace]) -> None:
        """Show these; nothing moves when only states or boxes changed."""
        fresh = list(faces)
        if [one.face.id for one in fresh] == [one.face.id for one in self.faces]:
            self.faces = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.faces = fresh
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def __init__(self, store: ThumbnailStore, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return CELL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one: StripFace = index.data(Role.SOURCE)
        rect = QRect(option.rect.x(), option.rect.y() + 2, 52, 69)
        pixmap = self._store.get(index.data(Role.KEY), one)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.35 if one.face.state.value == "rejected" else 1.0)
        if pixmap is None or pixmap.isNull():
            painter.fillRect(rect, theme.colour("raised"))
        else:
            painter.drawPixmap(rect, pixmap)
        painter.setOpacity(1.0)
        pen = QPen(theme.state_colour(one.face.state), 3, theme.state_pen_style(one.face.state))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), 4, 4)
        painter.restore()


class FaceStrip(QListView):
    """chosen(face id) when a person selected exactly one; selected_ids() for the keys."""

    chosen = Signal(int)

    def __init__(self, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faces = StripModel(self)
        self.setModel(self.faces)
        self.setItemDelegate(_Delegate(store, self))
        store.ready.connect(self._on_ready)
        self.setAccessibleName("Faces")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFixedHeight(CELL.height() + 14)
        self._silent = False
        self.selectionModel().selectionChanged.connect(self._on_selected)

    def _on_ready(self) -> None:
        self.viewport().update()

    def _on_selected(self) -> None:
        ids = self.selected_ids()
        if not self._silent and len(ids) == 1:
            self.chosen.emit(ids[0])

    def selected_ids(self) -> list[int]:
        return [index.data(Role.ID) for index in self.selectedIndexes()]

    def set_faces(self, faces: Sequence[StripFace]) -> None:
        self._silent = True
        self.faces.set_faces(faces)
        self._silent = False

    def show_current(self, face_id: int) -> None:
        """Select that face alone and bring it into sight, without chosen()."""
        if self.selected_ids() == [face_id]:
            return
        row = next((row for row, one in enumerate(self.faces.faces) if one.face.id == face_id), -1)
        self._silent = True
        self.clearSelection()
        if row >= 0:
            index = self.faces.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index, QListView.ScrollHint.EnsureVisible)
        self._silent = False

    def select_many(self, face_ids: Sequence[int]) -> None:
        """Select these faces together."""
        chosen = QItemSelection()
        for row, one in enumerate(self.faces.faces):
            if one.face.id in face_ids:
                chosen.select(self.faces.index(row), self.faces.index(row))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A plain wheel moves along the strip."""
        delta = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (delta.y() or delta.x()))
