"""A person at the real window: a generator of steps that clicks, types and waits, while the real main() runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget

from studio.window.main_window import MainWindow

Condition = Callable[[], bool]
Script = Callable[["Person"], Generator[Condition]]
PATIENCE = 180.0
"""Seconds a person waits for anything before giving up."""


class Person(QObject):
    """Runs the script in the event loop; a step that never comes true, or raises, closes the window and is kept."""

    def __init__(self, script: Script) -> None:
        super().__init__()
        self.error: BaseException | None = None
        self.strays: list[str] = []
        QApplication.instance().installEventFilter(self)
        self._steps = script(self)
        self._condition: Condition = self._window_is_up
        self._since = time.monotonic()
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes a widget that pops up as a window of its own: it flashes on the screen and takes the keys away."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            expected = isinstance(watched, MainWindow | QDialog | QMenu) or watched.windowType() in (
                Qt.WindowType.ToolTip,
                Qt.WindowType.Popup,
            )
            if not expected:
                self.strays.append(f"{type(watched).__name__} {getattr(watched, 'text', str)()!r}")
        return False

    @property
    def window(self) -> MainWindow:
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())

    def _window_is_up(self) -> bool:
        """Shown, in front and listening to keys: shortcuts only work in the active window."""
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        for window in shown:
            window.activateWindow()
        return any(window.isActiveWindow() and window.current_name for window in shown)

    def _look(self) -> None:
        try:
            if self._condition():
                self._condition = next(self._steps)
                self._since = time.monotonic()
            elif time.monotonic() - self._since > PATIENCE:
                raise AssertionError(f"waited in vain at line {self._steps.gi_frame.f_lineno}")
        except StopIteration:
            self._leave()
        except BaseException as error:
            self.error = error
            self._leave()

    def _leave(self) -> None:
        self._timer.stop()
        QApplication.instance().removeEventFilter(self)
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                widget.close()

    # hands

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)

    def go(self, number: int) -> None:
        """Ctrl+1 to Ctrl+6: the panes."""
        self.press(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)

    def click(self, text: str) -> None:
        """Click the visible, enabled button with exactly this text."""
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def button(self, text: str) -> QAbstractButton:
        found = [b for b in self._buttons(text) if b.isEnabled()]
        assert found, f"no button {text!r} that can be pressed"
        return found[0]

    def offers(self, text: str) -> bool:
        """Whether a visible, enabled button of that text is there."""
        return any(button.isEnabled() for button in self._buttons(text))

    def _buttons(self, text: str) -> list[QAbstractButton]:
        rail = self.window.rail
        buttons = [b for b in self.window.findChildren(QAbstractButton) if b.isVisible() and not rail.isAncestorOf(b)]
        return [button for button in buttons if button.text() == text]

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press at start, move to end in steps, release."""
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
        for part in range(1, 6):
            QTest.mouseMove(widget, start + (end - start) * part / 5)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)
