"""Names with counts of which any number is ticked; a long list can be searched. Knows names, not who they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.look import icons, theme
from studio.widgets.controls import search_field

ROW = 26
_SHOWN = 8
_SEARCHED_FROM = 12
_COUNT = Qt.ItemDataRole.UserRole
_CHECK = Qt.ItemDataRole.CheckStateRole

AnyIndex = QModelIndex | QPersistentModelIndex


class _Names(QAbstractListModel):
    """(key, text, count) rows; ticked(key, on) when a person ticked one."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, str, int]] = []
        self.on: set[str] = set()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        key, text, count = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{text}, {count}"
        if role == _COUNT:
            return count
        return (Qt.CheckState.Checked if key in self.on else Qt.CheckState.Unchecked) if role == _CHECK else None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        self.ticked.emit(self.rows[index.row()][0], value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value))
        return True

    def set_rows(self, rows: Sequence[tuple[str, str, int]]) -> None:
        if [row[0] for row in rows] != [row[0] for row in self.rows]:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
        else:
            self.rows = list(rows)
            self._tell()

    def set_on(self, on: set[str]) -> None:
        self.on = on
        self._tell()

    def _tell(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))


class _Ticks(QStyledItemDelegate):
    """A tick, the name, the count at the right; a press anywhere in the row ticks it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect, state = QRect(option.rect), option.state
        on = index.data(_CHECK) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(theme.colour("quiet") if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        paint_tick(painter, QRectF(rect.left() + 8, rect.center().y() - 6, 14, 14), on)
        inner = rect.adjusted(30, 0, -8, 0)
        number = f"{index.data(_COUNT):,}"
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(number) - 8
        painter.setPen(theme.colour("text"))
        shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        if _is_tick(event):
            on = index.data(_CHECK) == Qt.CheckState.Checked
            return model.setData(index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, _CHECK)
        return False


def _is_tick(event: QEvent) -> bool:
    if isinstance(event, QMouseEvent):
        return event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space


def paint_tick(painter: QPainter, box: QRectF, on: bool) -> None:
    """A 14 px box, filled and ticked when on."""
    painter.setPen(theme.colour("accent" if on else "quiet"))
    painter.setBrush(theme.colour("accent") if on else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if on:
        icons.draw(painter, "check-bold", box.adjusted(2, 2, -2, -2), "on_accent")


class CheckList(QWidget):
    """changed(keys) with all that are ticked, in the list's order, when a person ticked or unticked one."""

    changed = Signal(tuple)
    bleeds = True

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = _Names()
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._names)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = search_field(hint)
        self.search.setMaximumWidth(600)
        self.view = QListView()
        self.view.setModel(self._found)
        self.view.setItemDelegate(_Ticks(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        searching = QHBoxLayout()
        searching.setContentsMargins(theme.SPACE_8, 0, theme.SPACE_8, 0)
        searching.addWidget(self.search)
        column.addLayout(searching)
        column.addWidget(self.view)
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self._names.ticked.connect(self._on_ticked)
        self.set_items(())

    def set_items(self, items: Sequence[tuple[str, str, int]]) -> None:
        """(key, text, count) from top to bottom; what is ticked stays ticked."""
        self._names.set_rows(items)
        self.search.setVisible(len(items) >= _SEARCHED_FROM)
        self.view.setFixedHeight(ROW * max(1, min(len(items), _SHOWN)))

    def checked(self) -> tuple[str, ...]:
        """What is ticked, in the list's order."""
        return tuple(key for key, _, _ in self._names.rows if key in self._names.on)

    def set_checked(self, keys: Iterable[str]) -> None:
        """Tick these and no others, without changed()."""
        self._names.set_on(set(keys))

    def _on_ticked(self, key: str, on: bool) -> None:
        self._names.set_on(self._names.on | {key} if on else self._names.on - {key})
        self.changed.emit(self.checked())
