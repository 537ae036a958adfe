"""The collection as a Qt table: which rows, in which order. It knows no project and paints nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QItemSelectionRange, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.photos.facts_csv import disarm
from studio.panes.filters.collection.crop_columns import COLUMNS, CropColumns, Mask, Order, Sorts, arrange
from studio.panes.filters.collection.crop_rows import CropRow, note_words, person_words

NAMES = tuple(COLUMNS)
UNKNOWN = "–"
SHORT = Qt.ItemDataRole.UserRole
"""The role of a title for little room."""
_REMEMBERED = 3
"""Columns sorted by before, which still order what is equal in the last one."""
_NOTHING = CropColumns(())

Index = QModelIndex | QPersistentModelIndex


class CropTable(QAbstractTableModel):
    """set_columns, set_shown and sort put other rows in place as one reset; rows that stay as they are send nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = _NOTHING
        self.sorts: Sorts = ()
        self._all: Order = np.arange(0)  # every row, sorted
        self._order: Order = self._all  # those of them that are shown

    # what is shown

    def set_columns(self, columns: CropColumns, shown: Mask) -> None:
        """Show other crops, or the same ones measured meanwhile."""
        arranged = arrange(columns, self.sorts)
        order = arranged[shown[arranged]]
        same = [columns.rows[place].key for place in order.tolist()] == [row.key for row in self.rows_shown()]
        if same:
            self.columns, self._all, self._order = columns, arranged, order
            if len(order):
                self.dataChanged.emit(self.index(0, 0), self.index(len(order) - 1, len(NAMES) - 1))
        else:
            self._reset(columns, arranged, order)

    def set_shown(self, shown: Mask) -> None:
        """Show those rows of the same crops; one flag per row of `columns`."""
        order = self._all[shown[self._all]]
        if not np.array_equal(order, self._order):
            self._reset(self.columns, self._all, order)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by that column; rows equal in it stay as the column before had them. -1: as they were given."""
        if not 0 <= column < len(NAMES):
            self.sorts = ()
        else:
            name = NAMES[column]
            before = tuple(one for one in self.sorts if one[0] != name)[: _REMEMBERED - 1]
            self.sorts = ((name, order == Qt.SortOrder.DescendingOrder), *before)
        shown = np.zeros(len(self.columns), np.bool_)
        shown[self._order] = True
        arranged = arrange(self.columns, self.sorts)
        self._reset(self.columns, arranged, arranged[shown[arranged]])

    def _reset(self, columns: CropColumns, arranged: Order, order: Order) -> None:
        self.beginResetModel()
        self.columns, self._all, self._order = columns, arranged, order
        self.endResetModel()

    def run(self, top: int, bottom: int) -> QItemSelectionRange:
        """All cells from one line to another."""
        # createIndex spares thousands of runs the question whether their lines are there
        return QItemSelectionRange(self.createIndex(top, 0), self.createIndex(bottom, len(NAMES) - 1))

    def row(self, line: int) -> CropRow:
        """The crop in that line of the table."""
        return self.columns.rows[self.place(line)]

    def place(self, line: int) -> int:
        """The crop's place in `columns`."""
        return int(self._order[line])

    def places(self) -> Order:
        """The places in `columns` of all lines, from the top; not to be changed."""
        return self._order

    def lines(self, keys: Sequence[str] | frozenset[str]) -> list[int]:
        """The lines in which crops of these keys stand, rising; those not shown have none."""
        wanted = np.zeros(len(self.columns), np.bool_)
        wanted[[self.columns.places[key] for key in keys if key in self.columns.places]] = True
        return np.flatnonzero(wanted[self._order]).tolist()

    def rows_shown(self) -> list[CropRow]:
        """What the table shows, from the top."""
        return [self.columns.rows[place] for place in self._order.tolist()]

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index never changes
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(NAMES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, name = self.row(index.row()), NAMES[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell_tip(row, name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[name].title or 'Mean colour'}: {cell_text(row, name) or 'none'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(name)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[NAMES[section]]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{column.tip}.\nClick to sort, again to turn it round."
        if role == SHORT:
            return column.short or column.title
        return alignment(NAMES[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def alignment(name: str) -> Qt.AlignmentFlag:
    """Figures stand at the right of their column, words at the left."""
    side = Qt.AlignmentFlag.AlignRight if COLUMNS[name].right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def cell_text(row: CropRow, name: str) -> str:
    """What stands in a column of the table."""
    if name in ("person", "photo"):
        return person_words(row.person) if name == "person" else row.name
    if name == "notes":
        return note_words(row)
    if row.facts is None:
        return UNKNOWN
    if name == "colour":
        return " ".join(f"{mean:.0f}" for mean in mean_colour(row) or ())
    return row.facts.dominant if name == "dominant" else f"{getattr(row.facts, name):,.0f}"


def cell_tip(row: CropRow, name: str) -> str:
    """More than the cell has room for; "" where there is no more."""
    if name == "photo":
        return str(row.path)
    if name == "notes":
        return row.problem or note_words(row)
    if row.facts is None:
        return row.problem or "Not measured yet"
    if name == "colour":
        return "Mean colour: red {:.1f}, green {:.1f}, blue {:.1f}".format(*mean_colour(row) or ())
    return f"{getattr(row.facts, name):,.2f}" if COLUMNS[name].right else cell_text(row, name)


def mean_colour(row: CropRow) -> tuple[float, float, float] | None:
    """The channel means, each 0 to 255; None where nothing was measured."""
    facts = row.facts
    return None if facts is None else (facts.mean_red, facts.mean_green, facts.mean_blue)


def lines_as_text(rows: Sequence[CropRow]) -> str:
    """The rows as a person pastes them into a sheet: a line of titles, then tabs between cells."""
    names = NAMES[1:]  # the colour is in its three columns already
    lines = [[COLUMNS[name].title for name in names]]
    lines += [[_pasted(row, name) for name in names] for row in rows]
    return "\n".join("\t".join(line) for line in lines) + "\n"


def _pasted(row: CropRow, name: str) -> str:
    """A cell of one line, without what a sheet would calculate with; figures as they were measured."""
    if COLUMNS[name].right:
        return "" if row.facts is None else f"{getattr(row.facts, name):.2f}"
    if row.facts is None and name == "dominant":
        return ""
    return disarm(" ".join(cell_text(row, name).split()))
