"""The place under the list of people where what is dropped makes a new person."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.look import icons, theme
from studio.panes.photos.people_view import ROW
from studio.widgets.dragging import FACES, PHOTOS

NEW_NAME = "New person"


class NewPersonPlace(QWidget):
    """The row under the list while something is dragged: dropped here, it makes a person, whose name is asked at once.

    named(mime, name) when the name was given; left() when the mouse left it or the naming was given up.
    """

    named = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(ROW)
        self.setAcceptDrops(True)
        self.setAccessibleName("New person")
        self._over = False
        self._held: QMimeData | None = None
        self.field = QLineEdit(self)
        self.field.setProperty("role", "inplace")
        self.field.setAccessibleName("Name of the new person")
        self.field.hide()
        self.field.editingFinished.connect(self._on_named)
        self.field.installEventFilter(self)

    @property
    def naming(self) -> bool:
        return self._held is not None

    def ask_name(self, mime: QMimeData, name: str) -> None:
        """Ask whom these belong to; `name` is offered."""
        self._held = QMimeData()
        for kind in mime.formats():
            self._held.setData(kind, mime.data(kind))
        self.field.setGeometry(self.rect())
        self.field.setText(name)
        self.field.selectAll()
        self.show()
        self.field.show()
        self.field.setFocus()

    def _on_named(self) -> None:
        held, name = self._held, self.field.text().strip()
        self._end()
        if held is not None and name:
            self.named.emit(held, name)

    def _end(self) -> None:
        self._held = None
        self.left.emit()
        self.field.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._end()
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        takes = any(event.mimeData().hasFormat(kind) for kind in (PHOTOS, FACES))
        event.setAccepted(takes)
        self._set_over(takes)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)
        self.left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        self.ask_name(event.mimeData(), self.property("offered") or NEW_NAME)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(theme.colour("accent" if self._over else "edge"))
        pen.setStyle(Qt.PenStyle.SolidLine if self._over else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("raised") if self._over else Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        icons.draw(painter, "ph.plus", QRectF(8, (ROW - 14) / 2, 14, 14), "quiet")
        painter.setFont(self.font())
        painter.setPen(theme.colour("text"))
        words = self.rect().adjusted(28, 0, -8, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "New person ...")
