"""The grid's model of photos: a list of rows that changes with as little movement as it can."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from studio.state.photo_rows import PhotoRow
from studio.widgets.dragging import PHOTOS, packed
from studio.widgets.list_steps import AnyIndex, RowList
from studio.widgets.roles import Role


class PhotoModel(RowList):
    """Rows in the order given to set_rows. Grouped: near-duplicates that stand together are shown as one."""

    _rows: list[PhotoRow]
    grouped = False

    def keys_of(self, rows: Sequence[PhotoRow]) -> list[int]:
        return [row.photo.id for row in rows]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        number = index.row()
        row = self._rows[number]
        if role == Role.KEY:
            return row.photo.key
        if role == Role.SOURCE:
            return row
        if role == Role.NOTE:
            return self._note(row)
        if role == Role.ALERT:
            return row.waits and bool(row.faces)
        if role == Role.FADED:
            return row.photo.left_out
        if role == Role.MARK:
            return self._mark(number)
        if role == Role.ID:
            return row.photo.id
        if role == Role.GROUP:
            return self._group(number) if self.grouped and row.alike else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.photo.name}, {row.photo.person}"
        return None

    def _note(self, row: PhotoRow) -> str:
        waiting = len(row.to_review)
        return f"{waiting} to review" if waiting else str(row.face_count) if row.photo.searched else ""

    def _mark(self, number: int) -> str:
        row = self._rows[number]
        if row.missing or row.photo.left_out:
            return "ph.warning" if row.missing else "ph.eye-slash"
        return "ph.star" if self.grouped and row.alike and self._group(number)[0] else ""

    def _group(self, number: int) -> tuple[bool, bool]:
        """Whether the photo is the first, and the last, of its group."""
        alike = self._rows[number].alike
        first = number == 0 or self._rows[number - 1].alike != alike
        last = number + 1 == len(self._rows) or self._rows[number + 1].alike != alike
        return first, last

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [PHOTOS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return packed(PHOTOS, [self._rows[index.row()].photo.id for index in indexes])

    def row(self, index: AnyIndex) -> PhotoRow:
        return self._rows[index.row()]

    def rows(self) -> list[PhotoRow]:
        return list(self._rows)

    def slice(self, first: int, last: int) -> list[PhotoRow]:
        """The rows from first to last, both included."""
        return self._rows[first : last + 1]

    def set_rows(self, rows: Sequence[PhotoRow]) -> bool:
        """Show these; False when the model had to be reset."""
        return self.show(rows)

    def set_grouped(self, grouped: bool) -> None:
        """Show near-duplicates as groups; call before set_rows."""
        self.grouped = grouped

    def index_of(self, photo_id: int) -> QModelIndex:
        """Where a photo stands; invalid when it is not shown."""
        place = self.place_of(photo_id)
        return QModelIndex() if place is None else self.index(place)
