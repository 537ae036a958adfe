"""The one error dialog: words a person can act on, further errors counted, details to copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from models.errors import DiskFullError, PictureError
from studio.dialogs.error import ErrorDialog, show_error, words_of


@pytest.mark.parametrize(
    ("error", "headline", "rest"),
    [
        (
            DiskFullError("the disk is full", path=Path("/a"), why="3 MB are free", remedy="Free 50 MB"),
            "/a: the disk is full",
            "3 MB are free. Free 50 MB.",
        ),
        (PictureError("can't read this picture"), "Can't read this picture", ""),
        (PermissionError(13, "Permission denied", "/b"), "/b: Permission denied", "Nothing saved earlier is lost."),
    ],
)
def test_an_error_becomes_a_headline_and_what_to_do(error, headline, rest):
    assert words_of(error) == (headline, rest)


def test_an_unforeseen_error_says_that_the_work_is_safe():
    headline, rest = words_of(ZeroDivisionError("division by zero"))
    assert "inside Bottega" in headline
    assert "Your work is saved" in rest
    assert "division by zero" in rest


def test_a_second_error_is_counted_in_the_open_dialog_and_details_can_be_copied(qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    for number in range(3):
        show_error(window, PictureError(f"bad picture {number}"))
    dialogs = window.findChildren(ErrorDialog)
    assert len(dialogs) == 1
    assert dialogs[0].headline.text() == "Bad picture 0"
    assert dialogs[0].more.text().startswith("2 more")
    dialogs[0]._on_copy()
    assert "bad picture 0" in QApplication.clipboard().text()
    qtbot.mouseClick(dialogs[0].close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(ErrorDialog))
    show_error(window, PictureError("a new one"))
    assert len(window.findChildren(ErrorDialog)) == 1
    window.findChild(ErrorDialog).close()
