"""The morning's report: what was trained while nobody looked, how good it is, what failed and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.look import theme
from studio.widgets.controls import link_button, soft_button
from studio.widgets.labels import QuietLabel


@dataclass(frozen=True, slots=True)
class ReportLine:
    """key: handed out when its action is pressed; what: figures, or why it failed; action: "" for none."""

    key: int
    title: str
    what: str
    failed: bool = False
    action: str = ""


class ReportCard(QFrame):
    """dismissed(); acted(key) for a line's action. Hidden while there is nothing to report."""

    dismissed = Signal()
    acted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.headline = QLabel()
        self.headline.setFont(theme.font("title"))
        self.put_away = soft_button("Put away")
        self.put_away.clicked.connect(self.dismissed)
        head = QHBoxLayout()
        head.addWidget(self.headline, 1)
        head.addWidget(self.put_away)
        self._lines = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(4 * [theme.SPACE_16]))
        self._column.setSpacing(theme.SPACE_8)
        self._column.addLayout(head)
        self._column.addWidget(self._lines)
        self.hide()

    def show_report(self, headline: str, lines: Sequence[ReportLine]) -> None:
        """A row each; none hides the card."""
        self.headline.setText(headline)
        self._column.removeWidget(self._lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_16)
        grid.setVerticalSpacing(theme.SPACE_4)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines):
            self._add(grid, row, line)
        self._column.addWidget(self._lines)
        self.setVisible(bool(lines))

    def _add(self, grid: QGridLayout, row: int, line: ReportLine) -> None:
        title = QLabel(line.title)
        title.setFont(theme.font("strong"))
        what = QuietLabel(("failed: " if line.failed else "") + line.what)
        for label in (title, what):
            label.setTextFormat(Qt.TextFormat.PlainText)  # titles may come from a stranger's file
        grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(what, row, 1)
        if line.action:
            button = link_button(line.action)
            button.clicked.connect(lambda _checked=False, key=line.key: self.acted.emit(key))
            grid.addWidget(button, row, 2, Qt.AlignmentFlag.AlignTop)

    def text(self) -> str:
        """Everything it says, a line each."""
        labels = self._lines.findChildren(QLabel)
        return "\n".join([self.headline.text(), *(label.text() for label in labels)])
