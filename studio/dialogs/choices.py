"""A list of things to choose one of: words, a quiet line of where or when, and a link that takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.look import theme
from studio.widgets.controls import link_button
from studio.widgets.labels import ElidedLabel

_MOST_SHOWN = 5
_ROW_HEIGHT = 28


@dataclass(frozen=True, slots=True)
class Choice:
    """A row. do: what its link does."""

    text: str
    hint: str
    action: str
    do: Callable[[], object]


class Choices(QScrollArea):
    """Scrolls past five rows."""

    def __init__(self, choices: Iterable[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_8, 0)
        column.setSpacing(0)
        rows = [_row(choice) for choice in choices]
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(inner)
        self.setFixedHeight(_ROW_HEIGHT * min(len(rows), _MOST_SHOWN) + _ROW_HEIGHT // 2 * (len(rows) > _MOST_SHOWN))


def _row(choice: Choice) -> QWidget:
    whole = QWidget()
    whole.setFixedHeight(_ROW_HEIGHT)
    text = QLabel(choice.text, textFormat=Qt.TextFormat.PlainText)  # names of folders are in it
    hint = ElidedLabel(choice.hint, Qt.TextElideMode.ElideMiddle)
    hint.setProperty("role", "quiet")
    take = link_button(choice.action)
    take.setAccessibleName(f"{choice.action} {choice.text}")
    take.clicked.connect(lambda _checked=False: choice.do())
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.SPACE_16)
    line.addWidget(text)
    line.addWidget(hint, 1)
    line.addWidget(take)
    return whole
