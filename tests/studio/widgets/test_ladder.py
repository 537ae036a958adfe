"""Levels on one ramp: each can be pulled, stepped and typed, and none passes another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from models.params import Param
from studio.widgets.form import ParamForm
from studio.widgets.ladder import LadderRow

LEVELS = tuple(
    Param(f"level_{number}", "int", 50 * number, 1, 254, "A height", group="levels") for number in (1, 2, 3, 4)
)


@pytest.fixture
def ladder(qapp, qtbot):
    made = LadderRow(LEVELS)
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.show()
    qtbot.waitExposed(made)
    made.told = []
    made.changed.connect(lambda name, value: made.told.append((name, value)))
    return made


def at(ladder, number: int, aside: float = 0) -> QPoint:
    """The middle of a handle, or a place so many px beside it."""
    return QPoint(round(ladder.track.x_of(ladder.rungs()[number - 1]) + aside), 15)


def values(ladder) -> list[int]:
    return list(ladder.values().values())


def pull(qtbot, ladder, number: int, by: int) -> None:
    start = at(ladder, number)
    qtbot.mousePress(ladder.track, Qt.MouseButton.LeftButton, pos=start)
    for done in range(0, by, 4 if by > 0 else -4):
        qtbot.mouseMove(ladder.track, QPoint(start.x() + done, 15))
    qtbot.mouseMove(ladder.track, QPoint(start.x() + by, 15))
    qtbot.mouseRelease(ladder.track, Qt.MouseButton.LeftButton, pos=QPoint(start.x() + by, 15))


def test_a_handle_is_pulled_live_and_alone(qtbot, ladder):
    pull(qtbot, ladder, 2, 30)
    assert {name for name, _ in ladder.told} == {"level_2"}
    assert len(ladder.told) > 5
    assert 120 < values(ladder)[1] < 150
    assert ladder.rung("level_2").field.text() == str(values(ladder)[1])
    assert ladder.rung("level_2").hasFocus()


def test_it_stops_at_its_neighbour(qtbot, ladder):
    pull(qtbot, ladder, 2, 200)
    assert values(ladder) == [50, 150, 150, 200]
    pull(qtbot, ladder, 1, -200)
    assert values(ladder)[0] == 1


def test_handles_on_each_other_part_in_the_direction_of_the_pull(qtbot, ladder):
    pull(qtbot, ladder, 2, 200)
    pull(qtbot, ladder, 2, 20)
    assert values(ladder)[1] == 150
    assert 150 < values(ladder)[2] < 200
    pull(qtbot, ladder, 3, -200)
    assert values(ladder)[1:3] == [150, 150]
    pull(qtbot, ladder, 3, -20)
    assert values(ladder)[1] < 150


def test_taking_hold_of_a_handle_does_not_move_it(qtbot, ladder):
    qtbot.mouseClick(ladder.track, Qt.MouseButton.LeftButton, pos=at(ladder, 3, aside=5))
    assert ladder.told == []
    assert ladder.rung("level_3").hasFocus()


def test_a_press_beside_brings_the_nearest_there(qtbot, ladder):
    qtbot.mouseClick(ladder.track, Qt.MouseButton.LeftButton, pos=at(ladder, 4, aside=25))
    assert ladder.told == [("level_4", values(ladder)[3])]
    assert values(ladder)[3] > 215


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 101),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 99),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 110),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 90),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 150),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 50),
    ],
)
def test_keys_move_the_focused_handle(qtbot, ladder, key, modifier, value):
    second = ladder.rung("level_2")
    second.setFocus()
    qtbot.keyClick(second, key, modifier)
    assert ladder.told == [("level_2", value)]


def test_tab_goes_from_handle_to_handle(qtbot, ladder):
    ladder.rung("level_1").setFocus()
    for number in (2, 3, 4):
        qtbot.keyClick(ladder.window().focusWidget(), Qt.Key.Key_Tab)
        assert ladder.rung(f"level_{number}").hasFocus()


@pytest.mark.parametrize(("typed", "value"), [("120", 120), ("180", 150), ("3", 50), ("999", 100), ("high", 100)])
def test_a_typed_level_goes_as_far_as_it_may(qtbot, ladder, typed, value):
    field = ladder.rung("level_2").field
    field.selectAll()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert values(ladder)[1] == value
    assert field.text() == str(value)


def test_double_click_resets_that_handle_alone_and_on_the_title_all(qtbot, ladder):
    for name, value in {"level_1": 10, "level_2": 120}.items():
        ladder.rung(name).set_value(value)
    qtbot.mouseDClick(ladder.track, Qt.MouseButton.LeftButton, pos=at(ladder, 2))
    assert values(ladder) == [10, 100, 150, 200]
    for name, value in {"level_1": 201, "level_2": 220, "level_3": 230, "level_4": 240}.items():
        ladder.rung(name).set_value(value)
    qtbot.mouseDClick(ladder.title, Qt.MouseButton.LeftButton)
    assert values(ladder) == [50, 100, 150, 200]


def test_levels_that_came_from_a_file_out_of_order_are_shown_as_they_are(qtbot, ladder):
    ladder.rung("level_1").set_value(220)
    assert values(ladder) == [220, 100, 150, 200]
    assert ladder.told == []
    pull(qtbot, ladder, 4, 100)
    assert values(ladder) == [220, 100, 150, 220]


def test_the_handles_stay_over_their_values_when_the_panel_grows(qtbot, ladder):
    ladder.resize(500, 60)
    rung = ladder.rung("level_4")
    qtbot.waitUntil(lambda: abs(rung.x() + rung.width() / 2 - ladder.track.x_of(rung)) <= 1)
    assert ladder.track.x_of(rung) > 300


def test_many_levels_have_their_numbers_on_a_line_of_their_own(qtbot, qapp):
    many = LadderRow([Param(f"l{number}", "int", 20 * number, 0, 255, group="steps") for number in range(1, 9)])
    qtbot.addWidget(many)
    many.resize(300, 120)
    many.show()
    qtbot.waitExposed(many)
    assert all(many.rect().contains(rung.field.geometry()) for rung in many.rungs())


# the form that holds it

PARAMS = (
    Param("levels", "choice", "by_hand", choices=("by_hand", "automatic")),
    Param("level_1", "int", 60, 0, 255, group="heights", needs="levels=by_hand"),
    Param("level_2", "int", 120, 0, 255, group="heights", needs="levels=by_hand"),
    Param("alone", "int", 3, 0, 9, group="other"),
    Param("smooth", "bool", True),
    Param("radius", "float", 1.0, 0.0, 4.0, needs="smooth=true"),
)


@pytest.fixture
def form(qapp, qtbot):
    made = ParamForm(PARAMS)
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_form_puts_levels_of_one_group_on_one_ramp(form):
    (ladder,) = form.findChildren(LadderRow)
    assert [rung.param.name for rung in ladder.rungs()] == ["level_1", "level_2"]
    assert ladder.title.text() == "Level 1 – 2"
    assert list(form.values()) == [param.name for param in PARAMS]


def test_a_ramp_s_level_is_a_value_of_the_form(qtbot, form):
    told = []
    form.changed.connect(told.append)
    first = form.row("level_1")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert told == [form.values()]
    assert told[0]["level_1"] == 61
    form.set_values({"level_1": 9})
    assert (form.values()["level_1"], len(told)) == (9, 1)


def test_what_does_not_count_is_gray_until_it_does(qtbot, form):
    assert form.row("level_1").isEnabled()
    form.row("levels").combo.setFocus()
    qtbot.keyClick(form.row("levels").combo, Qt.Key.Key_Down)
    assert not form.row("level_1").isEnabled()
    assert not form.row("level_1").field.isEnabled()
    before = form.values()
    track = form.findChildren(LadderRow)[0].track
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(200, 15))
    assert form.values() == before
    form.set_values({"levels": "by_hand", "smooth": False})
    assert form.row("level_1").isEnabled()
    assert not form.row("radius").isEnabled()


def test_the_same_parameters_at_other_values_keep_rows_and_focus(qtbot, form):
    row = form.row("level_2")
    row.setFocus()
    form.set_params(PARAMS, {"level_2": 200})
    assert form.row("level_2") is row
    assert row.hasFocus()
    assert row.value() == 200
