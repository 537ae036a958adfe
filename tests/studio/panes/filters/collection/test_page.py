"""The Collection page by mouse and keys: brushing, searching, learning from what is left, the row in front."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from models.records import FactRange
from studio.look import theme
from studio.panes.filters.collection.crop_table import NAMES
from studio.panes.filters.collection.page import CollectionPage
from tests.studio.crops import facts, many_rows, row
from tests.studio.hands import drag_in
from tests.timing import cpu_seconds

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COUNT = 300


@pytest.fixture
def page(qapp, qtbot):
    made = CollectionPage()
    qtbot.addWidget(made)
    made.resize(1524, 894)
    made.show()
    qtbot.waitExposed(made)
    made.set_rows(many_rows(COUNT))
    yield made
    made.close()


def _brush(plot, qtbot, low: float, high: float) -> None:
    drag_in(plot, qtbot, *((place, 0.5) for place in plot.scales[0].span((low, high))))


def _click_bar(bars, qtbot, key: str, keys=Qt.KeyboardModifier.NoModifier) -> None:
    number = [bar.key for bar in bars.bars].index(key)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, keys, bars.row_rect(number).center().toPoint())


def _click_row(page, qtbot, line: int, keys=Qt.KeyboardModifier.NoModifier) -> None:
    at = page.view.visualRect(page.table.index(line, 2)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, keys, at)


def _learn(page, qtbot) -> tuple:
    with qtbot.waitSignal(page.subset_wanted) as caught:
        qtbot.mouseClick(page.learn, Qt.MouseButton.LeftButton)
    return caught.args[0]


def _chips(page) -> list[str]:
    return [chip.text for chip in page.chips.chips()]


def test_two_brushes_combine_and_are_learned_from_as_ranges(page, qtbot):
    assert not page.learn.isEnabled()
    _brush(page.plots.brightness, qtbot, 60, 140)
    _brush(page.plots.sharpness, qtbot, 100, 1000)
    shown = page.rows_shown()
    assert 0 < len(shown) < COUNT
    assert page.learn.text() == f"Learn from these {len(shown)}"
    ranges = _learn(page, qtbot)
    assert [one.name for one in ranges] == ["brightness", "sharpness"]
    wanted = [
        one
        for one in many_rows(COUNT)
        if all(span.low <= getattr(one.facts, span.name) <= span.high for span in ranges)
    ]
    assert list(shown) == wanted
    assert [text.split()[0] for text in _chips(page)] == ["Bright", "Sharp"]


def test_a_rectangle_in_the_scatter_is_two_ranges_and_one_chip(page, qtbot):
    plot = page.plots.warmth
    drag_in(plot, qtbot, (80, 60), (160, 130))
    red, blue = _learn(page, qtbot)
    assert (red.name, blue.name) == ("mean_red", "mean_blue")
    assert all(red.low <= one.facts.mean_red <= red.high for one in page.rows_shown())
    assert all(blue.low <= one.facts.mean_blue <= blue.high for one in page.rows_shown())
    assert len(_chips(page)) == 1


def test_a_person_a_channel_and_a_search_are_learned_from_as_numbers(page, qtbot):
    _click_bar(page.plots.who, qtbot, "Person 01")
    _click_bar(page.plots.who, qtbot, "Person 02", CTRL)
    assert {one.person for one in page.rows_shown()} == {"Person 01", "Person 02"}
    _click_bar(page.plots.lead, qtbot, "red")
    qtbot.keyClicks(page.search, "img")
    shown = page.rows_shown()
    assert {one.facts.dominant for one in shown} == {"red"}
    assert _learn(page, qtbot) == tuple(sorted(one.number for one in shown))
    assert _chips(page) == ["Red leads", "Person 01", "Person 02"]


def test_selected_rows_go_before_what_is_brushed(page, qtbot):
    _brush(page.plots.brightness, qtbot, 0, 200)
    _click_row(page, qtbot, 2)
    assert "these" in page.learn.text()
    _click_row(page, qtbot, 4, SHIFT)
    assert page.learn.text() == "Learn from the 3 selected"
    assert _learn(page, qtbot) == tuple(sorted(one.number for one in page.rows_shown()[2:5]))
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert isinstance(_learn(page, qtbot)[0], FactRange)


def test_a_chip_takes_its_filter_away_and_clear_all_takes_every_one(page, qtbot):
    _brush(page.plots.brightness, qtbot, 60, 140)
    _click_bar(page.plots.who, qtbot, "Person 01")
    qtbot.mouseClick(page.chips.chips()[0], Qt.MouseButton.LeftButton)
    assert _chips(page) == ["Person 01"]
    assert page.plots.brightness.spans() is None
    qtbot.keyClicks(page.search, "img")
    _brush(page.plots.sharpness, qtbot, 100, 1000)
    qtbot.mouseClick(page.chips.clear, Qt.MouseButton.LeftButton)
    assert len(page.rows_shown()) == COUNT
    assert (page.search.text(), _chips(page)) == ("", [])


def test_nothing_jumps_when_a_filter_a_selection_or_a_measuring_begins(page, qtbot):
    before = page.view.mapTo(page, QPoint()), page.search.mapTo(page, QPoint()), page.plots.who.mapTo(page, QPoint())
    _brush(page.plots.brightness, qtbot, 60, 140)
    page.view.selectAll()
    page.set_measuring(3, COUNT)
    QApplication.processEvents()
    assert page.chips.isVisible()
    after = page.view.mapTo(page, QPoint()), page.search.mapTo(page, QPoint()), page.plots.who.mapTo(page, QPoint())
    assert after == before


def test_a_count_in_the_sentence_shows_what_it_counts(page, qtbot):
    page.sentence.setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return):  # the near-duplicates are the first link
        qtbot.keyClick(page.sentence, key)
    assert _chips(page) == ["Blurred"]
    assert page.rows_shown()
    assert all(one.blurred for one in page.rows_shown())
    qtbot.mouseClick(page.chips.chips()[0], Qt.MouseButton.LeftButton)
    assert len(page.rows_shown()) == COUNT


def test_nothing_like_that_says_so_and_offers_everything(page, qtbot):
    qtbot.keyClicks(page.search, "nobody")
    assert page.nothing.isVisible()
    assert not page.learn.isEnabled()
    assert not page.export.isEnabled()
    qtbot.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)
    assert page.view.isVisible()
    assert len(page.rows_shown()) == COUNT


def test_export_gets_the_rows_shown_in_their_order(page, qtbot):
    _brush(page.plots.brightness, qtbot, 60, 140)
    page.view.sort_by(NAMES.index("sharpness"))
    with qtbot.waitSignal(page.export_wanted):
        qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    sharpness = [one.facts.sharpness for one in page.rows_shown()]
    assert sharpness == sorted(sharpness)
    assert 0 < len(sharpness) < COUNT


def test_the_picture_of_the_row_in_front_is_asked_for_once_it_rests_there(page, qtbot):
    asked = []
    page.picture_wanted.connect(asked.append)
    page.view.setFocus()
    _click_row(page, qtbot, 0)
    for _ in range(8):
        qtbot.keyClick(page.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: asked[-1:] == ["f9"])
    assert len(asked) <= 2
    page.set_picture("f1", np.zeros((480, 360, 3), np.uint8))
    assert not page.front.picture.has_picture()
    page.set_picture("f9", np.zeros((480, 360, 3), np.uint8))
    assert page.front.picture.has_picture()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert not page.front.picture.has_picture()


def test_enter_double_click_and_the_link_open_a_face(page, qtbot):
    _click_row(page, qtbot, 3)
    for open_it in (
        lambda: qtbot.keyClick(page.view, Qt.Key.Key_Return),
        lambda: qtbot.mouseClick(page.front.bank, Qt.MouseButton.LeftButton),
        lambda: qtbot.mouseDClick(
            page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.view.visualRect(page.table.index(3, 2)).center()
        ),
    ):
        with qtbot.waitSignal(page.opened) as caught:
            open_it()
        assert caught.args == ["f4"]


def test_it_fills_while_it_is_measured_and_nothing_chosen_is_lost(page, qtbot):
    rows = many_rows(COUNT)
    bare = [replace(one, facts=None, blurred=False) for one in rows]
    page.set_rows(bare)
    page.set_measuring(0, COUNT)
    assert not page.settled()
    assert "Measured 0 of 300" in page.chips.words.text()
    assert page.front.lines[1].text() == "Not measured yet"
    page.view.sort_by(NAMES.index("person"))
    _brush(page.plots.brightness, qtbot, 60, 140)
    assert page.rows_shown() == ()
    for done in (100, 200, COUNT):
        page.set_rows(rows[:done] + bare[done:])
        page.set_measuring(done, COUNT)
    page.set_measuring(0, 0)
    shown = page.rows_shown()
    assert len(shown) > 50
    assert [one.person for one in shown] == sorted(one.person for one in shown)
    assert page.chips.words.text() == ""
    qtbot.waitUntil(page.settled)


def test_an_empty_collection_says_so_and_comes_to_life(page, qtbot):
    page.set_rows(())
    assert page.empty.isVisible()
    assert not page.plots.isVisible()
    page.set_rows([row(1, measured=facts())])
    assert page.view.isVisible()
    assert page.sentence.text() == "1 face of Ada, of middling brightness, red leads"


def test_what_cannot_be_read_is_shown_with_its_reason_and_never_learned_from(page, qtbot):
    gone = row(2, "Ben", None, None, problem="the file is not there any more")
    page.set_rows([row(1, "Ben", measured=facts()), gone, row(3, "Ada", measured=facts())])
    _click_bar(page.plots.who, qtbot, "Ben")
    assert len(page.rows_shown()) == 2
    assert page.learn.text() == "Learn from these 1"
    assert _learn(page, qtbot) == (1,)
    _click_row(page, qtbot, 1)
    assert page.front.lines[2].text() == gone.problem
    assert page.front.bank.isHidden()


def test_a_name_is_never_taken_for_markup(page, qtbot):
    page.set_rows([row(1, "<b>Ada</b> & co", measured=facts())])
    assert "&lt;b&gt;Ada&lt;/b&gt; &amp; co" in page.sentence.text()


def test_the_links_follow_the_theme(page, qapp):
    before = page.sentence.text()
    theme.apply(qapp, "light")
    try:
        assert page.sentence.text() != before
        assert theme.text_colour("accent") in page.sentence.text()
    finally:
        theme.apply(qapp, "dark")


@pytest.mark.parametrize("size", [(1024, 594), (1524, 894)])
def test_nothing_is_cut_off_in_a_small_and_in_a_large_window(page, qtbot, size):
    page.resize(*size)
    page.set_measuring(10, COUNT)
    QApplication.processEvents()
    assert page.width() == size[0]
    assert not page.view.horizontalScrollBar().isVisible()
    for part in (page.learn, page.export, page.search, page.chips, page.front, page.view):
        assert page.rect().contains(part.geometry().translated(part.parentWidget().mapTo(page, QPoint())))
    for plot in (page.plots.brightness, page.plots.warmth, page.plots.who):
        assert plot.width() <= page.plots.width() - 2 * theme.SPACE_8


def test_ten_thousand_rows_are_shown_sorted_and_brushed_without_a_hitch(page, qtbot):
    rows = many_rows(10_000)
    took = {}

    def time_it(what, act) -> None:
        took[what] = min(took.get(what, 9.0), cpu_seconds(act))

    for _ in range(5):
        time_it("set_rows", lambda: page.set_rows(rows))
        for name in ("person", "photo", "sharpness"):
            time_it("sort", lambda name=name: page.view.sort_by(NAMES.index(name)))
        for high in (120, 121, 122):
            page.plots.brightness.set_spans(((40, high),))
            time_it("brush", page.plots.brightness.brushed.emit)
    assert took["set_rows"] < 0.05
    assert took["sort"] < 0.05
    assert took["brush"] < 0.016
