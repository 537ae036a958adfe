"""The list of people as a view: rows with counts, renamed in place, a target for what is dragged onto a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.look import theme
from studio.panes.photos.people_model import EVERYONE, PeopleModel
from studio.widgets.dragging import FACES, PEOPLE, PHOTOS, names

NOBODY = "\n"
"""No name holds a line break."""
ROW = 26
EDGE = 24
"""Nearer to the edge than this, a drag scrolls the list."""
SCROLL_MS, SCROLL_STEP = 16, 8

AnyIndex = QModelIndex | QPersistentModelIndex


class PersonDelegate(QStyledItemDelegate):
    """Name at the left, count at the right. renamed(old, new) when an editor was left with another name."""

    renamed = Signal(str, str)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        view = self.parent()
        assert isinstance(view, PeopleView)
        row = view.people.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(theme.colour("raised" if chosen else "hover"))
            painter.drawRoundedRect(rect, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if row.key == view.target:
            painter.setBrush(theme.colour("raised"))
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        inner = option.rect.adjusted(8, 0, -8, 0)
        number = f"{row.count:,}"
        painter.setPen(theme.colour("quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(number) - 8
        painter.setPen(theme.colour("text"))
        shown = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("role", "inplace")
        editor.setAccessibleName("New name")
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Only tells: the row says its new name once the project does."""
        old = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QLineEdit) and editor.text().strip() not in ("", old):
            self.renamed.emit(old, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        editor.setGeometry(option.rect)


class PeopleView(QListView):
    """chosen() when people were chosen: read keys(). dropped(mime, name) when something was let go on a person;

    dragging(bool) while photos or faces are over the list.
    """

    chosen = Signal()
    dropped = Signal(object, str)
    dragging = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PeopleModel(self)
        self.target = NOBODY  # the row that would take what is dragged
        self.setModel(self.people)
        self.setObjectName("people")
        self.setAccessibleName("People")
        self.rename = PersonDelegate(self)
        self.setItemDelegate(self.rename)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self._scrolling = QTimer(self, interval=SCROLL_MS)
        self._scrolling.timeout.connect(self._on_scroll)
        self._step = 0
        self._quiet = False
        self.selectionModel().selectionChanged.connect(self._on_selected)

    # choosing

    def keys(self) -> list[str]:
        """The people chosen, in the order shown; empty for everyone."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [key for row in rows if (key := self.people.rows()[row].key) != EVERYONE]

    def set_people(self, photos: int, people: Sequence[tuple[str, int]], became: Mapping[str, str]) -> None:
        """Show these people; the chosen stay chosen, under the name they `became`. chosen() when that can't be."""
        before = self.keys()
        self._quiet = True
        self.people.set_people(photos, people)
        self._quiet = False
        after = [became.get(key, key) if not self.people.index_of(key).isValid() else key for key in before]
        self.choose([key for key in dict.fromkeys(after) if self.people.index_of(key).isValid()])
        if self.keys() != before:
            self.chosen.emit()

    def choose(self, wanted: Sequence[str]) -> None:
        """Mark these people (none: everyone) without chosen()."""
        flag = self.selectionModel().SelectionFlag
        self._quiet = True
        self.selectionModel().clearSelection()
        for key in wanted or [EVERYONE]:
            index = self.people.index_of(key)
            if index.isValid():
                self.selectionModel().select(index, flag.Select)
                self.selectionModel().setCurrentIndex(index, flag.NoUpdate)
        self._quiet = False

    def _on_selected(self) -> None:
        """Everyone stands alone: chosen last it wins, else it gives way; nobody chosen is everyone."""
        if self._quiet:
            return
        keys = self.keys()
        everyone = self.selectionModel().isSelected(self.people.index_of(EVERYONE))
        if not keys or everyone:
            current = self.currentIndex()
            wins = not keys or (current.isValid() and not self.people.row(current).is_person)
            self.choose([] if wins else keys)
        self.chosen.emit()

    def rename_row(self, key: str) -> None:
        """Open the editor of a person's name."""
        index = self.people.index_of(key)
        if index.isValid():
            self.scrollTo(index)
            self.setCurrentIndex(index)
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.keys():
            self.choose([])
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The right button asks for a menu of what is chosen; it chooses only where nothing is."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.RightButton and self.selectionModel().isSelected(index):
            return
        super().mousePressEvent(event)

    # dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        keys = self.keys()
        if not keys:
            return
        drag = QDrag(self)
        drag.setMimeData(self.people.mimeData([self.people.index_of(key) for key in keys]))
        drag.setPixmap(_name_tag(keys[0] if len(keys) == 1 else f"{len(keys)} people", self))
        drag.setHotSpot(QPoint(-8, -8))
        drag.exec(Qt.DropAction.MoveAction)

    def _takes(self, event: QDropEvent, key: str) -> bool:
        return key not in (NOBODY, EVERYONE) and set(names(event.mimeData())) != {key}

    def _key_at(self, place: QPoint) -> str:
        index = self.indexAt(place)
        return self.people.row(index).key if index.isValid() else NOBODY

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(event.mimeData().hasFormat(kind) for kind in (PHOTOS, FACES, PEOPLE)):
            event.acceptProposedAction()
            self.dragging.emit(not event.mimeData().hasFormat(PEOPLE))
        else:
            event.ignore()  # files belong to the window

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = event.position().toPoint()
        key = self._key_at(place)
        self._set_target(key if self._takes(event, key) else NOBODY)
        self._scroll_near(place.y())
        event.setAccepted(self.target != NOBODY)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        key = self._key_at(event.position().toPoint())
        takes = self._takes(event, key)
        event.setAccepted(takes)
        self._end_drag()
        if takes:
            self.dropped.emit(event.mimeData(), key)

    def _end_drag(self) -> None:
        self._scrolling.stop()
        self._set_target(NOBODY)
        self.dragging.emit(False)

    def _set_target(self, key: str) -> None:
        if key != self.target:
            before, self.target = self.target, key
            for one in (before, key):
                self.update(self.people.index_of(one))

    def _scroll_near(self, y: int) -> None:
        height = self.viewport().height()
        self._step = -SCROLL_STEP if y < EDGE else SCROLL_STEP if y > height - EDGE else 0
        if self._step and not self._scrolling.isActive():
            self._scrolling.start()
        elif not self._step:
            self._scrolling.stop()

    def _on_scroll(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._step)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:  # only where the name was cut
            index = self.indexAt(event.pos())
            text = str(index.data()) if index.isValid() else ""
            if self.fontMetrics().horizontalAdvance(text) < self.viewport().width() - 60:
                return True
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(180, ROW * self.people.rowCount())


def _name_tag(text: str, widget: QWidget) -> QPixmap:
    """What hangs on the mouse while people are dragged."""
    width = min(200, widget.fontMetrics().horizontalAdvance(text) + 24)
    tag = QPixmap(QSize(width, ROW) * 2)
    tag.setDevicePixelRatio(2)
    tag.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tag)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(widget.font())
    painter.setPen(theme.colour("accent"))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, ROW - 1), 13, 13)
    painter.setPen(theme.colour("text"))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width - 20)
    painter.drawText(QRect(0, 0, width, ROW), Qt.AlignmentFlag.AlignCenter, shown)
    painter.end()
    return tag
