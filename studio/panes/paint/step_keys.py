"""Ctrl+Z and Ctrl+Shift+Z are of what is set by hand in front (strokes, colour points); elsewhere the project's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

_STEPS = {QKeySequence.StandardKey.Undo: -1, QKeySequence.StandardKey.Redo: 1}


class StepKeys(QObject):
    """Install it on the widgets whose keys it takes; step(-1) undoes, step(1) redoes."""

    def __init__(self, step: Callable[[int], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._step = step

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        by = next((by for keys, by in _STEPS.items() if event.matches(keys)), 0)
        if not by:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._step(by)
        return True
