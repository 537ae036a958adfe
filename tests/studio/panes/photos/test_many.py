"""Three thousand photos: nothing jumps, nothing freezes, whatever comes, goes or changes."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.studio.many import make_many
from tests.studio.panes.photos.hands import click_photo
from tests.timing import held_seconds

COUNT = 3_000
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="session")
def crowd(tmp_path_factory):
    """The project's folder, made once, and its originals beside it."""
    return make_many(tmp_path_factory.mktemp("crowd") / "crowd", COUNT, pictures=12)


@pytest.fixture
def pane(make_window, crowd, tmp_path, qtbot):
    made = make_window(shutil.copytree(crowd, tmp_path / "crowd")).current_pane
    qtbot.waitUntil(lambda: made.model.rowCount() == COUNT and made.settled())
    return made


def _shown_at(pane, place=None):
    """The photo under a place of the grid, and how far it is from the upper edge."""
    index = pane.grid.indexAt(place or QPoint(80, 200))
    return pane.model.row(index).photo.id, pane.grid.visualRect(index).top()


def _choose_in_the_middle(pane, qtbot) -> tuple[int, int]:
    bar = pane.grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = QPoint(80, 200)
    qtbot.mouseClick(pane.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return _shown_at(pane, place)


def _top_of(pane, photo_id: int) -> int:
    return pane.grid.visualRect(pane.model.index_of(photo_id)).top()


def test_selecting_all_and_arrow_keys_after_it_hold_nothing_up(pane, qtbot):
    click_photo(pane, qtbot, 3)
    assert held_seconds(lambda: qtbot.keyClick(pane.grid, Qt.Key.Key_A, CONTROL)) < 0.25
    assert pane.grid.selected_count() == COUNT
    qtbot.waitUntil(lambda: pane.details.photo.texts().get("Selected") == f"{COUNT:,} photos")
    assert held_seconds(lambda: qtbot.keyClick(pane.grid, Qt.Key.Key_Right)) < 0.25
    assert len(pane.details.rows()) == 1
    held = [held_seconds(lambda: qtbot.keyClick(pane.grid, Qt.Key.Key_Right)) for _ in range(10)]
    assert sorted(held)[5] < 0.05


def test_a_click_with_shift_selects_all_between(pane, qtbot):
    click_photo(pane, qtbot, 0)
    pane.grid.scrollToBottom()
    held = held_seconds(lambda: click_photo(pane, qtbot, COUNT - 1, SHIFT))
    assert pane.grid.selected_count() == COUNT
    assert held < 0.4


def test_deleting_most_and_undo_give_back_all_and_the_window_goes_on(pane, qtbot):
    before = [row.photo.id for row in pane.model.rows()]
    pane.grid.select_rows(range(200, 2_900))
    assert held_seconds(lambda: qtbot.keyClick(pane.grid, Qt.Key.Key_Delete)) < 0.2, "written off the GUI thread"
    qtbot.waitUntil(lambda: pane.model.rowCount() == 300)
    window = pane.window()
    qtbot.waitUntil(lambda: window._toast.label.text() == "2,700 photos removed")
    qtbot.mouseClick(window._toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.model.rowCount() == COUNT)
    assert [row.photo.id for row in pane.model.rows()] == before


def test_what_one_looks_at_stays_where_it_is_when_photos_above_it_go_and_come_back(pane, qtbot):
    chosen, top = _choose_in_the_middle(pane, qtbot)
    gone = [row.photo.id for row in pane.model.rows()[:601]]
    pane.session.edit("Gone", lambda: pane.session.project.photos.remove(gone))
    qtbot.waitUntil(lambda: pane.model.rowCount() == COUNT - 601)
    assert [photo.id for photo in pane.selection.photos()] == [chosen]
    assert pane.grid.currentIndex().row() == pane.model.place_of(chosen)
    assert _top_of(pane, chosen) == top
    pane.session.undo()
    qtbot.waitUntil(lambda: pane.model.rowCount() == COUNT)
    assert [photo.id for photo in pane.selection.photos()] == [chosen]
    assert _top_of(pane, chosen) == top


def test_another_order_keeps_the_chosen_photo_in_its_place_and_chosen(pane, qtbot):
    chosen, top = _choose_in_the_middle(pane, qtbot)
    pane.sort.choose("brightness")
    assert [photo.id for photo in pane.selection.photos()] == [chosen]
    row = pane.grid.gridSize().height()
    assert abs(_top_of(pane, chosen) - top) < row or pane.grid.verticalScrollBar().value() in (
        0,
        pane.grid.verticalScrollBar().maximum(),
    )


def test_photos_given_away_leave_and_the_eyes_stay_where_they_were(pane, qtbot):
    _choose_in_the_middle(pane, qtbot)
    beside, top = _shown_at(pane, QPoint(80 + pane.grid.gridSize().width(), 200))
    pane.photo_actions.give_photos([photo.id for photo in pane.selection.photos()], "Aaron")
    qtbot.waitUntil(lambda: pane.model.rows()[0].photo.person == "Aaron")
    assert abs(_top_of(pane, beside) - top) <= pane.grid.gridSize().height(), "it may have gone to the next line"
    assert pane.grid.verticalScrollBar().value() > 0
    assert [photo.person for photo in pane.selection.photos()] == ["Aaron"]


def test_without_a_choice_another_filter_begins_at_its_top(pane, qtbot):
    bar = pane.grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.keyClicks(pane.search, "person 0")
    assert bar.value() == 0


def test_a_change_of_one_photo_touches_no_other(pane, qtbot):
    """Neither a new order nor a reset: the one cell is drawn again."""
    told = []
    for name in ("modelReset", "rowsRemoved", "rowsInserted", "layoutChanged"):
        getattr(pane.model, name).connect(lambda *_, name=name: told.append(name))
    chosen, top = _choose_in_the_middle(pane, qtbot)
    assert held_seconds(lambda: qtbot.keyClick(pane.grid, Qt.Key.Key_L)) < 0.1
    qtbot.waitUntil(lambda: pane.model.rows()[pane.model.place_of(chosen)].photo.left_out)
    assert told == []
    assert _top_of(pane, chosen) == top
    assert pane.details.leave_out.text() == "Take in again"


def test_scrolling_is_smooth_while_thumbnails_arrive(pane, qtbot, qapp):
    bar, times = pane.grid.verticalScrollBar(), []

    def scroll():
        bar.setValue(bar.value() + 120)
        pane.grid.viewport().repaint()
        qapp.processEvents()

    for _ in range(60):
        times.append(held_seconds(scroll))
    assert sorted(times)[30] < 0.033
    qtbot.waitUntil(lambda: pane.store.idle)
