"""Panes that come in slices: what is in front stays until another one stands, and the one wanted last wins."""

from __future__ import annotations


def test_a_pane_comes_in_slices_while_the_one_in_front_stays(window, qtbot):
    turns = []
    window.rail.chosen.emit("filters")
    assert window.rail.button("filters").isChecked()
    assert window.current_name == "photos"
    window.stack._turn.timeout.connect(lambda: turns.append(window.current_name))
    qtbot.waitUntil(lambda: window.current_name == "filters")
    assert turns.count("photos") >= 4
    assert window.current_pane.recipe_page.form.isEnabled()


def test_of_two_wanted_the_last_one_is_shown_and_both_are_asked(window, qtbot):
    window.session.go("filters", page="collection")
    window.session.go("train")
    qtbot.waitUntil(lambda: window.current_name == "train")
    qtbot.waitUntil(lambda: "filters" in window.stack.whole)
    qtbot.waitUntil(lambda: window.pane("filters").pages.value() == "collection")
    assert window.current_name == "train"


def test_a_half_made_pane_is_finished_at_once_or_goes_with_its_project(window, qtbot, tmp_path):
    window.session.go("train")
    window.session.go("faces")
    qtbot.waitUntil(lambda: window.stack.count() > 2)
    window.show_pane("train")
    assert window.current_pane.start.text() == "Start"
    window.session.go("filters")
    qtbot.waitUntil(lambda: window.stack.count() > 4)
    assert window.session.open_project(tmp_path / "New one")
    assert (window.current_name, window.stack.count()) == ("photos", 2)
    window.rail.chosen.emit("filters")
    qtbot.waitUntil(lambda: window.current_name == "filters")
