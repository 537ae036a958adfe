"""Ranges, chips, sorting both ways, near-duplicates, sums of many and moved originals, under real mouse and keys."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QPoint, Qt

from models.images import write_png
from models.project import Project
from models.workflow.import_photos import import_photos
from tests.studio.panes.photos.hands import LEFT, click_person, click_photo

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(make_window, tmp_path, astronaut, qtbot):
    """Eight photos of two people: four shades of one picture, two copies of another in two sizes, two alone."""
    folder = tmp_path / "in"
    with Project.create(tmp_path / "Shades") as project:
        for person, pictures in {
            "Ada": [(astronaut * share).astype("uint8") for share in (0.2, 0.5, 0.8, 1.0)],
            "Grace": [astronaut[:, ::-1], astronaut[::2, ::-2], astronaut[::-1], astronaut.transpose(1, 0, 2)],
        }.items():
            (folder / person).mkdir(parents=True)
            for number, picture in enumerate(pictures):
                write_png(folder / person / f"{person} {number}.png", picture.copy())
        list(import_photos(project, [folder]))
    window = make_window(tmp_path / "Shades")
    made = window.current_pane
    qtbot.waitUntil(lambda: made.model.rowCount() == 8 and made.settled())
    qtbot.waitUntil(lambda: made._tally.counts["duplicates"] == 6)
    return made


def _names(pane) -> list[str]:
    return [row.photo.path.stem for row in pane.model.rows()]


def _drag_handle(axis, qtbot, which: str, share: float) -> None:
    slider = axis.slider
    start = slider.handle(which).toPoint()
    end = QPoint(round(7 + share * (slider.width() - 14)), start.y())
    qtbot.mousePress(slider, LEFT, pos=start)
    qtbot.mouseMove(slider, end)
    qtbot.mouseRelease(slider, LEFT, pos=end)


def test_a_range_opens_by_a_click_and_narrows_while_its_handle_is_dragged(pane, qtbot):
    axis = pane.panel.axes["brightness"]
    assert axis.head.words.endswith(f"{max(row.photo.facts.brightness for row in pane.model.rows()):.0f}")
    qtbot.mouseClick(axis.head, LEFT, pos=QPoint(20, 12))
    assert axis.slider.isVisible()
    _drag_handle(axis, qtbot, "high", 0.5)
    assert _names(pane) == ["Ada 0", "Ada 1"]
    assert pane.top_line().startswith("8 photos, 0 faces, 2 shown")
    assert [chip.text for chip in pane.chips.chips()] == [f"Brightness {axis.words()}"]
    assert axis.head.active
    qtbot.mouseClick(axis.head, LEFT, pos=axis.head.cross().center().toPoint())
    assert pane.model.rowCount() == 8
    assert axis.slider.isVisible(), "taking the range away does not close it"
    qtbot.mouseClick(axis.head, LEFT, pos=QPoint(20, 12))
    assert not axis.slider.isVisible()


def test_the_handles_stop_at_each_other_and_keys_move_them(pane, qtbot):
    axis = pane.panel.axes["brightness"]
    axis.set_open(True)
    _drag_handle(axis, qtbot, "low", 0.6)
    _drag_handle(axis, qtbot, "high", 0.1)
    low, high = axis.range()
    assert low == high
    qtbot.mouseDClick(axis.slider, LEFT, pos=QPoint(30, 20))
    assert axis.range() is None
    axis.slider.setFocus()
    qtbot.keyClick(axis.slider, Qt.Key.Key_Left)
    assert axis.slider.low() == axis.slider.bounds()[0]
    assert axis.slider.high() < axis.slider.bounds()[1]
    qtbot.keyClick(axis.slider, Qt.Key.Key_Space)
    qtbot.keyClick(axis.slider, Qt.Key.Key_Right)
    assert axis.slider.low() > axis.slider.bounds()[0]
    axis.head.setFocus()
    qtbot.keyClick(axis.head, Qt.Key.Key_Delete)
    assert axis.range() is None


def test_what_has_one_value_or_none_offers_no_range(pane):
    assert not pane.panel.axes["taken"].isVisible(), "no photo carries a date"
    assert pane.panel.axes["sharpness"].isVisible()


def test_filters_combine_and_each_is_taken_away_by_its_chip(pane, qtbot):
    click_person(pane, qtbot, "Ada")
    axis = pane.panel.axes["brightness"]
    axis.set_open(True)
    _drag_handle(axis, qtbot, "high", 0.5)
    qtbot.mouseClick(pane.panel.shows.rows()[2], LEFT)
    assert _names(pane) == ["Ada 0", "Ada 1"]
    keys = [chip.key for chip in pane.chips.chips()]
    assert keys == ["person:Ada", "show:dark", "range:brightness"]
    qtbot.mouseClick(pane.chips.chips()[2], LEFT)
    pane.chips.chips()[1].setFocus()
    qtbot.keyClick(pane.chips.chips()[1], Qt.Key.Key_Delete)
    assert [chip.key for chip in pane.chips.chips()] == ["person:Ada"]
    assert pane.model.rowCount() == 4
    qtbot.mouseClick(pane.chips.chips()[0], LEFT)
    assert not pane.chips.isVisible()
    assert pane.model.rowCount() == 8


def test_clear_all_takes_every_filter_away(pane, qtbot):
    click_person(pane, qtbot, "Ada")
    qtbot.mouseClick(pane.panel.shows.rows()[2], LEFT)
    qtbot.mouseClick(pane.chips.clear, LEFT)
    assert pane.model.rowCount() == 8
    assert pane.panel.people.people() == ()
    assert not pane.chips.isVisible()


def test_the_same_order_again_turns_it_round_and_both_say_so(pane, qtbot, settings):
    pane.sort.action("brightness").trigger()
    assert pane.sort.text() == "Sort: brightness ↑"
    first = [row.photo.facts.brightness for row in pane.model.rows()]
    assert first == sorted(first)
    assert "darkest first" in pane.sort.action("brightness").text()
    pane.sort.action("brightness").trigger()
    assert pane.sort.text() == "Sort: brightness ↓"
    assert [row.photo.facts.brightness for row in pane.model.rows()] == first[::-1]
    assert settings.text("photos/order", "") == "-brightness"
    pane.sort.action("name").trigger()
    assert pane.sort.text() == "Sort: name ↑"
    assert _names(pane) == sorted(_names(pane))


def test_near_duplicates_stand_in_groups_and_the_best_of_each_is_kept_in_one_step(pane, qtbot, window_of):
    qtbot.mouseClick(pane.views.button("duplicates"), LEFT)
    rows = pane.model.rows()
    assert [bool(row.alike) for row in rows] == [True] * 6
    groups = [row.alike for row in rows]
    assert groups == sorted(groups, key=groups.index), "side by side"
    assert pane.chips.words.text() == "6 photos in 2 groups"
    best = {row.alike: row for row in reversed(rows)}
    for group, first in best.items():
        sharpest = max(row.photo.facts.sharpness for row in rows if row.alike == group)
        assert first.photo.facts.sharpness == sharpest
    qtbot.mouseClick(pane.chips.button, LEFT)
    qtbot.waitUntil(lambda: pane._tally.counts["left_out"] == 4)
    window = window_of(pane)
    assert window._toast.label.text() == "The best of each kept, 4 photos left out of training"
    assert not pane.chips.button.isEnabled()
    assert {row.photo.id for row in pane.model.rows() if not row.photo.left_out} == {
        row.photo.id for row in best.values()
    }
    qtbot.mouseClick(window._toast.button, LEFT)
    qtbot.waitUntil(lambda: pane._tally.counts["left_out"] == 0)
    assert pane.session.project.undo_label is None


@pytest.fixture
def window_of():
    return lambda pane: pane.window()


def test_many_selected_show_sums_and_means(pane, qtbot):
    pane.grid.setFocus()
    qtbot.keyClick(pane.grid, Qt.Key.Key_A, CONTROL)
    facts = pane.details.photo.texts()
    assert facts["Selected"] == "8 photos"
    assert facts["People"] == "2"
    mean = sum(row.photo.facts.brightness for row in pane.model.rows()) / 8
    assert pane.details.measured.texts()["Mean brightness"].startswith(f"{mean:.0f}")
    assert pane.top_line().endswith("8 selected")
    click_photo(pane, qtbot, 2)
    assert pane.details.photo.texts()["Folder"] == "Ada"
    assert pane.details.photo.texts()["Added"] != "unknown"


def test_the_person_field_completes_known_names(pane, qtbot):
    click_photo(pane, qtbot, 0)
    pane.details.person.setFocus()
    pane.details.person.selectAll()
    qtbot.keyClicks(pane.details.person, "gra")
    assert pane.details.person.completer().currentCompletion() == "Grace"
    pane.details.person.completer().popup().hide()
    pane.details.person.setText("Ada")


def test_a_folder_gives_all_moved_originals_back_as_one_step(pane, qtbot, tmp_path):
    moved = tmp_path / "elsewhere"
    shutil.move(tmp_path / "in", moved)
    pane.session.library.look_for_originals()
    qtbot.waitUntil(lambda: pane._tally.counts["missing"] == 8)
    qtbot.mouseClick(pane.panel.shows.rows()[4], LEFT)
    assert pane.chips.button.text() == "Find them in a folder ..."
    click_photo(pane, qtbot, 0)
    click_photo(pane, qtbot, 1, SHIFT)
    assert pane.details.relocate.isVisible()
    assert pane.details.missing.text() == "2 originals are not where they were."
    (moved / "Ada" / "Ada 0.png").unlink()
    pane.photo_actions.find_missing(moved)
    qtbot.waitUntil(lambda: pane._tally.counts["missing"] == 1)
    window = pane.window()
    qtbot.waitUntil(lambda: window._toast.label.text() == "7 of 8 found again")
    qtbot.mouseClick(window._toast.button, LEFT)
    qtbot.waitUntil(lambda: pane._tally.counts["missing"] == 8)
