"""The small widgets: sliders that reset and take typed values, forms from parameters, lists, labels, keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from models.params import Param
from studio.widgets.count_list import CountList
from studio.widgets.empty import EmptyState
from studio.widgets.flow import FlowLayout
from studio.widgets.form import ParamForm
from studio.widgets.keys import KeyHint, KeyHints
from studio.widgets.labels import ElidedLabel, FactList
from studio.widgets.segmented import SegmentedControl
from studio.widgets.sliders import LabelledSlider
from studio.window.status_bar import time_left
from studio.window.toast import Toast

SCALE = Param("scale", "float", 1.1, 1.01, 2.0, step=0.01, unit="x")
COUNT = Param("count", "int", 3, 0, 30, unit="px")
PARAMS = (SCALE, COUNT, Param("kind", "choice", "b", choices=("a", "b")), Param("on", "bool", True))


def _shown(widget, qtbot, size=(300, 200)):
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_dragging_a_slider_sends_every_step_and_double_click_resets(qapp, qtbot):
    slider = _shown(LabelledSlider(COUNT), qtbot)
    got = []
    slider.changed.connect(got.append)
    bar = slider.slider
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    for x in range(20, 200, 5):
        qtbot.mouseMove(bar, QPoint(x, 10))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(200, 10))
    assert got == sorted(got)
    assert len(got) > 10
    assert slider.field.text() == f"{got[-1]} px"
    qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    assert slider.value() == 3


@pytest.mark.parametrize(("typed", "value"), [("12", 12), ("7 px", 7), ("99", 3), ("nonsense", 3), ("2.5", 3)])
def test_a_typed_value_is_taken_only_when_it_is_allowed(qapp, qtbot, typed, value):
    slider = _shown(LabelledSlider(COUNT), qtbot)
    slider.field.selectAll()
    qtbot.keyClicks(slider.field, typed)
    qtbot.keyClick(slider.field, Qt.Key.Key_Return)
    assert slider.value() == value
    assert slider.field.text() == f"{value} px"


def test_arrow_keys_move_a_fractional_slider_by_its_step(qapp, qtbot):
    slider = _shown(LabelledSlider(SCALE), qtbot)
    qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    assert slider.value() == pytest.approx(1.11)


def test_a_form_holds_one_row_per_parameter_and_always_valid_values(qapp, qtbot):
    form = _shown(ParamForm(PARAMS), qtbot)
    got = []
    form.changed.connect(got.append)
    assert form.values() == {"scale": 1.1, "count": 3, "kind": "b", "on": True}
    qtbot.mouseClick(form.row("on").button, Qt.MouseButton.LeftButton)
    assert got[-1]["on"] is False
    form.set_values({"count": 9})
    assert form.values()["count"] == 9
    assert len(got) == 1
    form.set_params((COUNT,))
    assert form.values() == {"count": 3}


def test_one_segment_is_on_and_only_a_person_is_told(qapp, qtbot):
    control = _shown(SegmentedControl([("a", "All"), ("b", "Some")]), qtbot)
    got = []
    control.chosen.connect(got.append)
    control.set_value("b")
    qtbot.mouseClick(control.button("a"), Qt.MouseButton.LeftButton)
    assert (control.value(), got) == ("a", ["a"])


def test_rows_of_a_list_are_chosen_by_mouse_and_key_and_can_be_let_go(qapp, qtbot):
    rows = _shown(CountList(may_be_none=True), qtbot)
    rows.set_items([("x", "Dark", 3), ("y", "Blurred", None)])
    got = []
    rows.chosen.connect(got.append)
    first = rows.rows()[0]
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert got == ["x", ""]
    rows.set_items([("x", "Dark", 4), ("y", "Blurred", 1)])
    assert rows.rows()[0] is first


def test_a_long_name_is_shortened_and_whole_in_its_tooltip(qapp, qtbot):
    label = _shown(ElidedLabel("a very long file name that has no room at all.jpg"), qtbot, (80, 20))
    qtbot.waitUntil(lambda: label.toolTip() != "")
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    qtbot.waitUntil(lambda: label.toolTip() == "")


def test_facts_show_exactly_the_rows_given(qapp, qtbot):
    facts = _shown(FactList([("File", "a.jpg"), ("Size", "3 × 4")]), qtbot)
    facts.set_facts([("Only", "one")])
    assert facts.texts() == {"Only": "one"}


def test_key_hints_wrap_and_name_themselves(qapp, qtbot):
    shown = [("A", "accept"), ("[ ]", "size"), ("Shift X", "reject all others here")]
    hints = _shown(KeyHints(shown), qtbot, (150, 90))
    tops = {hint.y() for hint in hints.findChildren(KeyHint)}
    assert len(tops) > 1
    assert hints.findChildren(KeyHint)[0].accessibleName() == "A: accept"


def test_a_flow_never_cuts_a_widget(qapp, qtbot):
    holder = QWidget()
    flow = FlowLayout(holder)
    buttons = [QPushButton(f"Button {number}") for number in range(6)]
    for button in buttons:
        flow.addWidget(button)
    _shown(holder, qtbot, (260, 300))
    assert all(holder.rect().contains(button.geometry()) for button in buttons)
    assert flow.minimumSize() != QSize()


def test_the_button_of_an_empty_pane_is_pressed(qapp, qtbot):
    empty = _shown(EmptyState("ph.image", "Nothing yet.", "Add"), qtbot, (600, 500))
    with qtbot.waitSignal(empty.pressed):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.2, "1 s left"), (12.4, "12 s left"), (156, "3 min left"), (7200, "2.0 h left")],
)
def test_time_left_in_words(seconds, words):
    assert time_left(seconds) == words


@pytest.mark.parametrize("name", ["<b>bold</b>", "<img src='/etc/passwd'>", "a" * 400, "\u202eevil", "A & B"])
def test_a_message_shows_any_name_as_it_is_and_stays_in_the_window(qapp, qtbot, name):
    parent = _shown(QWidget(), qtbot, (700, 300))
    toast = Toast(parent)
    toast.say(f"{name} deleted", "Undo", lambda: None)
    assert toast.label.textFormat() is Qt.TextFormat.PlainText
    assert parent.rect().contains(toast.geometry())
    assert toast.rect().contains(toast.button.geometry())
    assert toast.label.text().endswith("deleted")


def test_a_shortened_line_tells_its_markup_as_words(qapp, qtbot):
    label = _shown(ElidedLabel("<b>a name that a stranger gave his picture</b>"), qtbot, (80, 20))
    qtbot.waitUntil(lambda: label.toolTip() != "")
    assert label.toolTip().startswith("<p>&lt;b&gt;")
    assert label.sizeHint().height() == ElidedLabel("a").sizeHint().height()
