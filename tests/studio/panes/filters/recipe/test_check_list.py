"""People are ticked by mouse and keys, and found by name where there are many."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.panes.filters.recipe.check_list import CheckList

FEW = [("Ada", "Ada", 17), ("Grace", "Grace", 11), ("", "unsorted", 3)]


@pytest.fixture
def people(qapp, qtbot):
    made = CheckList("Find a person")
    qtbot.addWidget(made)
    made.set_items(FEW)
    made.resize(300, 260)
    made.show()
    qtbot.waitExposed(made)
    made.told = []
    made.changed.connect(made.told.append)
    return made


def press(qtbot, people, row: int):
    view = people.view
    place = view.visualRect(view.model().index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_press_anywhere_in_a_row_ticks_it(qtbot, people):
    press(qtbot, people, 2)
    press(qtbot, people, 0)
    press(qtbot, people, 2)
    assert people.told == [("",), ("Ada", ""), ("Ada",)]


def test_space_ticks_the_row_the_keys_are_on(qtbot, people):
    people.view.setFocus()
    people.view.setCurrentIndex(people.view.model().index(0, 0))
    qtbot.keyClick(people.view, Qt.Key.Key_Down)
    qtbot.keyClick(people.view, Qt.Key.Key_Space)
    assert people.told == [("Grace",)]


def test_what_is_ticked_stays_when_counts_change_and_only_a_person_is_told(people):
    people.set_checked(["Grace"])
    people.set_items([("Ada", "Ada", 18), ("Grace", "Grace", 12)])
    assert people.checked() == ("Grace",)
    assert people.view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Grace, 12"
    assert people.told == []


def test_a_few_need_no_search_and_many_are_found_in_any_case(qtbot, people):
    assert not people.search.isVisible()
    people.set_items([(f"P{number}", f"Person {number}", number) for number in range(400)])
    assert people.search.isVisible()
    qtbot.keyClicks(people.search, "person 399")
    assert people.view.model().rowCount() == 1
    press(qtbot, people, 0)
    assert people.told == [("P399",)]
    people.search.clear()
    assert people.view.model().rowCount() == 400
    assert people.view.height() < 300
