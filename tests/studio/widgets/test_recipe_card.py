"""A recipe's card: chosen by mouse and by keys, one at a time, with the user's own pictures on it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.widgets.recipe_card import RecipeCard


def _cards(qtbot, *names):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    cards = [RecipeCard(name, name.title(), "a line") for name in names]
    for card in cards:
        layout.addWidget(card)
    holder.show()
    return holder, cards


def test_one_is_chosen_at_a_time_by_mouse_or_space(qtbot):
    _holder, (gray, blur) = _cards(qtbot, "gray", "blur")
    qtbot.mouseClick(gray, Qt.MouseButton.LeftButton)
    assert gray.isChecked()
    blur.setFocus()
    qtbot.keyClick(blur, Qt.Key.Key_Space)
    assert blur.isChecked()
    assert not gray.isChecked()


def test_it_shows_what_goes_in_and_what_comes_out(qtbot):
    _holder, (card,) = _cards(qtbot, "gray")
    assert not card.has_pictures
    card.set_pictures(np.full((320, 256, 3), 40, np.uint8), np.full((320, 256, 3), 220, np.uint8))
    image = card.grab().toImage()
    middle = image.height() // 2
    assert card.has_pictures
    assert image.pixelColor(20, middle).red() == 40
    assert image.pixelColor(85, middle).red() == 220
