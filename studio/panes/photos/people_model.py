"""The model of the list of people: everyone first, then each with a count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from studio.widgets.dragging import PEOPLE, packed
from studio.widgets.list_steps import AnyIndex, RowList

EVERYONE = ""
"""The key of the first row; no person is named so."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """key: the name, or EVERYONE; count: photos that show them."""

    key: str
    text: str
    count: int

    @property
    def is_person(self) -> bool:
        return self.key != EVERYONE


class PeopleModel(RowList):
    """set_people(photos in all, [(name, photos), ...]) shows them in that order."""

    _rows: list[PersonRow]

    def keys_of(self, rows: Sequence[PersonRow]) -> list[str]:
        return [row.key for row in rows]

    def set_people(self, photos: int, people: Sequence[tuple[str, int]]) -> None:
        known = {row.key: row for row in self._rows}
        fresh = [PersonRow(EVERYONE, "Everyone", photos), *(PersonRow(name, name, count) for name, count in people)]
        # an equal row stays the same object, so that only what changed is drawn again
        self.show([known[row.key] if known.get(row.key) == row else row for row in fresh])

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {row.count:,} photos"
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self._rows[index.row()].is_person:
            return enabled
        return enabled | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [PEOPLE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return packed(PEOPLE, [self._rows[index.row()].key for index in indexes])

    def row(self, index: AnyIndex) -> PersonRow:
        return self._rows[index.row()]

    def rows(self) -> list[PersonRow]:
        return list(self._rows)

    def index_of(self, key: str) -> QModelIndex:
        """Where a name stands; invalid when it is not there."""
        place = self.place_of(key)
        return QModelIndex() if place is None else self.index(place)
