"""One of several is taken, and each says in a sentence what it does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.panes.filters.recipe.choices import Choices


@pytest.fixture
def choices(qapp, qtbot):
    made = Choices([("same", "The same"), ("other", "Another"), ("any", "Any")])
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    qtbot.waitExposed(made)
    made.told = []
    made.chosen.connect(made.told.append)
    return made


def test_one_is_taken_at_a_time_by_mouse_and_arrow_keys(qtbot, choices):
    qtbot.mouseClick(choices.choice("other"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(choices.choice("other"), Qt.MouseButton.LeftButton)
    choices.choice("other").setFocus()
    qtbot.keyClick(choices.choice("other"), Qt.Key.Key_Down)
    assert choices.told == ["other", "any"]
    assert choices.value() == "any"


def test_only_a_person_is_told(choices):
    choices.set_value("other")
    assert (choices.value(), choices.told) == ("other", [])


def test_a_long_sentence_is_read_whole(choices):
    choice = choices.choice("same")
    short = choice.height()
    choice.set_help("one line")
    one = choice.height()
    choice.set_help("a sentence that needs more than one line " * 4)
    assert short < one < choice.height()
    assert choice.accessibleDescription() == choice.help
    wide = choice.height()
    choices.resize(600, 300)
    choices.layout().activate()
    assert choice.height() < wide
