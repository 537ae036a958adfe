"""The grid's model of photos: a list of rows that changes with as little movement as it can."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.item_models.photo_rows import PhotoRow
from studio.item_models.roles import Role

AnyIndex = QModelIndex | QPersistentModelIndex


class PhotoModel(QAbstractListModel):
    """Rows in the order given to set_rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PhotoRow] = []

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Role.KEY:
            return row.photo.sha256
        if role == Role.SOURCE:
            return row
        if role == Role.NOTE:
            waiting = len(row.to_review)
            return f"{waiting} to review" if waiting else str(row.face_count) if row.photo.searched else ""
        if role == Role.ALERT:
            return row.waits and bool(row.faces)
        if role == Role.FADED:
            return row.photo.left_out
        if role == Role.MARK:
            return "ph.warning" if row.missing else "ph.eye-slash" if row.photo.left_out else ""
        if role == Role.ID:
            return row.photo.id
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.photo.path.name}, {row.photo.person}"
        return None

    def row(self, index: AnyIndex) -> PhotoRow:
        return self._rows[index.row()]

    def rows(self) -> list[PhotoRow]:
        return list(self._rows)

    def set_rows(self, rows: Sequence[PhotoRow]) -> None:
        """Show these: rows that stay in place are updated, rows added at the end are appended, else all anew."""
        fresh = list(rows)
        old_ids = [row.photo.id for row in self._rows]
        new_ids = [row.photo.id for row in fresh]
        if new_ids[: len(old_ids)] == old_ids:
            self._update_and_append(fresh)
        else:
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()

    def _update_and_append(self, fresh: list[PhotoRow]) -> None:
        before = len(self._rows)
        differing = [number for number, row in enumerate(self._rows) if row is not fresh[number]]
        self._rows = fresh[:before]
        if differing:
            self.dataChanged.emit(self.index(differing[0]), self.index(differing[-1]))
        if len(fresh) > before:
            self.beginInsertRows(QModelIndex(), before, len(fresh) - 1)
            self._rows = fresh
            self.endInsertRows()

    def index_of(self, photo_id: int) -> QModelIndex:
        """Where a photo stands; invalid when it is not shown."""
        for number, row in enumerate(self._rows):
            if row.photo.id == photo_id:
                return self.index(number)
        return QModelIndex()
