"""Words on panels: section labels, quiet sentences, rows of facts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from studio.look import theme


class SectionLabel(QLabel):
    """An 11 px heading in spaced capitals."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.upper(), parent)
        self.setProperty("role", "section")
        self.setFont(theme.font("label"))
        self.setContentsMargins(0, 0, 0, 2)

    def set_text(self, text: str) -> None:
        self.setText(text.upper())


class QuietLabel(QLabel):
    """A wrapping sentence in the quiet colour; links in it are ochre."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "quiet")
        self.setWordWrap(True)


class ElidedLabel(QLabel):
    """One line that shortens itself in the middle (file names) or at its end, with the whole text as tooltip."""

    def __init__(
        self, text: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)  # names of people and files are never markup
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        self.setToolTip(_plain_tip(self.text()) if text != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), text)


def _plain_tip(text: str) -> str:
    """The text as a tooltip that shows it as it is: one that looks like markup would be taken for it."""
    return f"<p>{escape(text)}</p>" if "<" in text else text


class FactList(QWidget):
    """Rows "label ... value"; a third item of a row is its tooltip."""

    def __init__(self, facts: Sequence[tuple[str, ...]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, ElidedLabel]] = []
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, ...]]) -> None:
        while len(self._rows) < len(facts):
            self._rows.append(self._add_row())
        for number, (label, value) in enumerate(self._rows):
            there = number < len(facts)
            label.setVisible(there)
            value.setVisible(there)
            if there:
                words, figure, *tip = facts[number]
                label.setText(words)
                label.setToolTip(tip[0] if tip else "")
                value.setText(figure)

    def _add_row(self) -> tuple[QLabel, ElidedLabel]:
        label = QLabel()
        label.setProperty("role", "quiet")
        value = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        value.setFont(theme.font("strong"))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = len(self._rows)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(value, row, 1)
        return label, value

    def texts(self) -> dict[str, str]:
        """What stands there, by label."""
        return {label.text(): value.text() for label, value in self._rows if not label.isHidden()}
