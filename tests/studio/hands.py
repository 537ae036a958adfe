"""What a hand does with the mouse on any widget."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt


def drag(plot, qtbot, start: tuple[float, float], end: tuple[float, float]) -> None:
    first, last = QPoint(*map(round, start)), QPoint(*map(round, end))
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=first)
    for step in range(1, 5):
        qtbot.mouseMove(plot, first + (last - first) * step / 4)
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=last)
