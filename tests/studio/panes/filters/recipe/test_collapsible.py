"""A folded section still says what is set in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from studio.panes.filters.recipe.collapsible import Collapsible


@pytest.fixture
def fold(qapp, qtbot):
    made = Collapsible("Cut and size", QLabel("everything about it"))
    qtbot.addWidget(made)
    made.resize(300, 120)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_folds_by_mouse_and_keys(qtbot, fold):
    told = []
    fold.toggled.connect(told.append)
    qtbot.mouseClick(fold.head, Qt.MouseButton.LeftButton)
    assert not fold.body.isVisible()
    fold.head.setFocus()
    qtbot.keyClick(fold.head, Qt.Key.Key_Space)
    assert fold.body.isVisible()
    qtbot.keyClick(fold.head, Qt.Key.Key_Return)
    assert told == [False, True, False]


def test_a_press_that_slides_off_folds_nothing(qtbot, fold):
    qtbot.mousePress(fold.head, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(fold.head, Qt.MouseButton.LeftButton, pos=QPoint(10, 200))
    assert fold.is_open


def test_folded_it_is_as_tall_as_its_heading_and_says_what_is_set(fold):
    fold.set_words("faces, 256 × 320")
    tall = fold.sizeHint().height()
    fold.set_open(False)
    assert fold.sizeHint().height() == fold.head.height() < tall
    assert fold.head.accessibleName() == "Cut and size, faces, 256 × 320, folded"
    image = fold.head.grab().toImage()
    fold.set_words("")
    assert fold.head.grab().toImage() != image
