"""A list model that goes from one list of rows to another with as little movement as it can: views keep their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

AnyIndex = QModelIndex | QPersistentModelIndex

MANY = 64
"""Runs of rows gone or come from which on the model is reset: every run costs the view a look at all it holds."""


class RowList(QAbstractListModel):
    """A list model over `_rows`; `show` takes another list of rows, told apart by their keys."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Any] = []
        self._keys: list[Any] = []
        self._places: dict[Any, int] | None = None

    def keys_of(self, rows: Sequence[Any]) -> list[Any]:
        """What stays the same while a row changes, of each."""
        return list(rows)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def place_of(self, key: object) -> int | None:
        """Where the row of that key stands; None when it is not shown."""
        if self._places is None:
            self._places = dict(zip(self._keys, range(len(self._keys)), strict=True))
        return self._places.get(key)

    def replace(self, place: int, row: Any) -> None:
        """Show another row of the same key there."""
        self._rows[place] = row
        self.dataChanged.emit(self.index(place), self.index(place))

    def show(self, fresh: Sequence[Any]) -> bool:
        """Take these rows: gone ones are removed, others moved, new ones inserted, changed ones told.

        False when that would be too many steps: then the model was reset, and views forget what was selected.
        """
        rows = list(fresh)
        old, new = self._keys, self.keys_of(rows)
        if old != new:
            kept, known = set(new), set(old)
            gone = runs(place for place, key in enumerate(old) if key not in kept) if known - kept else []
            come = runs(place for place, key in enumerate(new) if key not in known) if kept - known else []
            if len(gone) + len(come) > MANY or not known & kept:
                self._reset(rows, new)
                return False
            self._remove(gone)
            self._reorder([key for key in new if key in known] if come else new)
            self._insert(come, rows, new)
        self._update(rows)
        return True

    def _reset(self, rows: list[Any], keys: list[Any]) -> None:
        self.beginResetModel()
        self._rows, self._keys, self._places = rows, keys, None
        self.endResetModel()

    def _remove(self, gone: Sequence[tuple[int, int]]) -> None:
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1], self._keys[first : last + 1]
            self._places = None
            self.endRemoveRows()

    def _reorder(self, keys: list[Any]) -> None:
        """The rows that stay, in their new order."""
        if self._keys == keys:
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        keys_held = [self._keys[index.row()] for index in held]
        by_key = dict(zip(self._keys, self._rows, strict=True))
        self._rows, self._keys, self._places = [by_key[key] for key in keys], list(keys), None
        self.changePersistentIndexList(held, [self.index(self.place_of(key) or 0) for key in keys_held])
        self.layoutChanged.emit()

    def _insert(self, come: Sequence[tuple[int, int]], rows: Sequence[Any], keys: Sequence[Any]) -> None:
        for first, last in come:
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows[first:first], self._keys[first:first] = rows[first : last + 1], keys[first : last + 1]
            self._places = None
            self.endInsertRows()

    def _update(self, rows: list[Any]) -> None:
        """The same rows in the same order: tell which say something else now."""
        pairs = zip(self._rows, rows, strict=True)
        differing = runs(place for place, (before, after) in enumerate(pairs) if before is not after)
        self._rows = rows
        if len(differing) > MANY:
            differing = [(differing[0][0], differing[-1][1])]
        for first, last in differing:
            self.dataChanged.emit(self.index(first), self.index(last))


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Rising numbers as (first, last) of each unbroken run."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
