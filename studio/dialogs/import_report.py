"""Why files of the last drop were skipped: one reason each."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QApplication, QTreeWidget, QTreeWidgetItem, QWidget

from studio.dialogs.base import Dialog
from studio.importing import ImportReport
from studio.widgets.controls import plain_button
from studio.widgets.labels import QuietLabel


class ImportReportDialog(Dialog):
    """File and reason, one row each; the list can be copied."""

    def __init__(self, report: ImportReport, parent: QWidget | None = None) -> None:
        super().__init__("The last drop", parent)
        self._report = report
        self.resize(760, 460)
        self.column.addWidget(QuietLabel(", ".join(report.lines()) + "."))
        self.table = QTreeWidget()
        self.table.setHeaderLabels(["File", "Why it was skipped"])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        for path, reason in report.refused:
            row = QTreeWidgetItem([path.name, reason])
            row.setToolTip(0, str(path))
            row.setToolTip(1, reason)
            self.table.addTopLevelItem(row)
        self.table.setColumnWidth(0, 260)
        self.column.addWidget(self.table, 1)
        copy = plain_button("Copy the list")
        copy.clicked.connect(self._on_copy)
        self.buttons.insertWidget(0, copy)

    def reasons(self) -> Counter[str]:
        """How often each reason came."""
        return Counter(reason for _, reason in self._report.refused)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText("\n".join(f"{path}\t{reason}" for path, reason in self._report.refused))
