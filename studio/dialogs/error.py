"""The one error dialog: what, why, what to do; further errors while it is open are counted in it."""

from __future__ import annotations

import traceback

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from models.errors import BottegaError
from studio.dialogs.base import Dialog
from studio.widgets.controls import plain_button
from studio.widgets.labels import QuietLabel


def words_of(error: Exception) -> tuple[str, str]:
    """(headline, the rest) for a person; an error of ours that we did not foresee says so."""
    if isinstance(error, BottegaError):
        where = f"{error.path}: " if error.path is not None else ""
        rest = ". ".join(part.rstrip(".") for part in (error.why, error.remedy) if part)
        headline = f"{where}{error.what}"
        return headline[:1].upper() + headline[1:], rest + "." if rest else ""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}", "Nothing saved earlier is lost."
    return (
        "Something went wrong inside Bottega",
        f"{type(error).__name__}: {error}. Your work is saved; you can go on. Copy the details for a report.",
    )


class ErrorDialog(Dialog):
    """Shows the first error; note(error) counts the others."""

    def __init__(self, error: Exception, parent: QWidget | None = None) -> None:
        super().__init__("That did not work", parent)
        headline, rest = words_of(error)
        self.headline = QLabel(headline)
        self.headline.setWordWrap(True)
        self.headline.setTextFormat(Qt.TextFormat.PlainText)  # names of files are in it
        self.headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rest = QuietLabel(rest)
        self.rest.setTextFormat(Qt.TextFormat.PlainText)
        self.more = QuietLabel()
        self.more.hide()
        self._further = 0
        self._details = "".join(traceback.format_exception(error))
        copy = plain_button("Copy details")
        copy.clicked.connect(self._on_copy)
        self.buttons.insertWidget(0, copy)
        for label in (self.headline, self.rest, self.more):
            self.column.addWidget(label)
        self.column.addStretch(1)
        self.setMinimumWidth(460)

    def note(self) -> None:
        """One more error came while this one is read."""
        self._further += 1
        self.more.setText(f"{self._further:,} more of this kind since." if self._further > 1 else "One more since.")
        self.more.show()

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._details)


def show_error(window: QWidget, error: Exception) -> None:
    """Show the error over the window, or count it in the dialog that is open there."""
    for dialog in window.findChildren(ErrorDialog):
        if dialog.isVisible():
            dialog.note()
            return
    ErrorDialog(error, window).open()
