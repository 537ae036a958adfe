"""Why files of the last drop were skipped: one reason each, sorted as one likes, to be copied as text."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidget, QTreeWidgetItem, QWidget

from studio.dialogs.base import Dialog
from studio.state.importing import ImportReport
from studio.widgets.controls import plain_button
from studio.widgets.labels import QuietLabel

MOST_REASONS = 4


class ImportReportDialog(Dialog):
    """File, reason and folder, one row each, in the order of the table's heads."""

    def __init__(self, report: ImportReport, parent: QWidget | None = None) -> None:
        super().__init__("The last drop", parent)
        self._report = report
        self.resize(820, 480)
        self.summary = QuietLabel(self._words())
        self.column.addWidget(self.summary)
        self.table = QTreeWidget()
        self.table.setHeaderLabels(["File", "Why it was skipped", "Folder"])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        for path, reason in report.refused:
            row = QTreeWidgetItem([path.name, reason, str(path.parent)])
            for place, tip in enumerate((path.name, reason, str(path.parent))):
                row.setToolTip(place, tip)
            self.table.addTopLevelItem(row)
        self.table.setColumnWidth(0, 220)
        self.table.setColumnWidth(1, 380)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        self.column.addWidget(self.table, 1)
        copy = plain_button("Copy as text", "ph.copy")
        copy.clicked.connect(self._on_copy)
        self.buttons.insertWidget(0, copy)

    def reasons(self) -> Counter[str]:
        """How often each reason came."""
        return Counter(reason for _, reason in self._report.refused)

    def _words(self) -> str:
        """What came of the drop, and the reasons that came most often."""
        most = self.reasons().most_common(MOST_REASONS)
        often = [f"{count:,} × {reason}" for reason, count in most if count > 1]
        return "\n".join([", ".join(self._report.lines()) + ".", *often])

    def _on_copy(self) -> None:
        """The rows in the order shown, after the summary; a table for a spreadsheet, lines for a letter."""
        rows = [self.table.topLevelItem(number) for number in range(self.table.topLevelItemCount())]
        lines = [f"{row.text(2)}/{row.text(0)}\t{row.text(1)}" for row in rows if row is not None]
        QApplication.clipboard().setText("\n".join([", ".join(self._report.lines()), *lines]))
