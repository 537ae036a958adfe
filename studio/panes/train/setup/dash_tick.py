"""A tick that shows how the curves of a run are dashed in the plot, once they lie there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from studio.look import icons, theme
from studio.panes.train.dashes import line_pen


class DashTick(QAbstractButton):
    """28 px wide; off it is the icon of curves, on the dashes themselves."""

    def __init__(self, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = 0
        self.setCheckable(True)
        self.setFixedSize(28, 28)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_place(self, place: int) -> None:
        """How it is dashed, 0 for not shown; without toggled()."""
        self._place = place
        self.blockSignals(True)
        self.setChecked(place > 0)
        self.blockSignals(False)
        self.update()

    @property
    def place(self) -> int:
        return self._place

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if self._place:
            painter.setPen(line_pen("accent", self._place))
            painter.drawLine(QPointF(3, 14), QPointF(25, 14))
        else:
            token = "quiet" if self.underMouse() else "off"
            icons.draw(painter, "chart-line", QRectF(6, 6, 16, 16), token)
