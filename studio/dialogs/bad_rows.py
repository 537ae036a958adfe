"""The rows of a project that can't be read, a sentence each, to be copied as text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from models.words import plural
from studio.dialogs.base import Dialog
from studio.widgets.controls import plain_button
from studio.widgets.labels import QuietLabel


class BadRows(Dialog):
    """Says that the rest is whole, and what would bring them back."""

    def __init__(self, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(f"{plural(len(sentences), 'row')} can't be read", parent)
        self.resize(640, 360)
        words = "They are left out of what you see; everything else can be worked with. A snapshot may still hold them."
        self.column.addWidget(QuietLabel(words))
        self.text = QPlainTextEdit("\n".join(sentences))
        self.text.setReadOnly(True)
        self.column.addWidget(self.text, 1)
        copy = plain_button("Copy as text", "ph.copy")
        copy.clicked.connect(self._on_copy)
        self.buttons.insertWidget(0, copy)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
