"""Strip and grid of faces by real mouse and keys: rubber band, ranges, dragging out; only what is seen is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QDrag, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from models.records import Box, Face, FaceState, Photo, PhotoFacts
from studio.jobs import Background
from studio.panes.faces.grid.face_grid import FaceGrid
from studio.panes.faces.grid.face_list import FaceCell
from studio.panes.faces.grid.face_strip import FaceStrip
from studio.widgets.cell_layout import CellLayout
from studio.widgets.drag_pile import draw_pile
from studio.widgets.dragging import FACES, numbers
from studio.widgets.thumb_store import ThumbnailStore
from tests.timing import cpu_seconds

LEFT = Qt.MouseButton.LeftButton
PLAIN, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


FACTS = PhotoFacts(1, 2, 3, 2, "red", 9.0, "0" * 16, False, False)


def cells(count, state=FaceState.SUGGESTED):
    return [
        FaceCell(
            Face(number, number, Box(0, 0, 30, 40), state, "haar:alt", 1.0, (), "Ada"),
            Photo(number, Path(f"{number}.jpg"), "", 100, 100, "JPEG", 1, "Ada", FACTS, False, True, ""),
            Path("none.jpg"),
            doubt=number / max(1, count),
        )
        for number in range(1, count + 1)
    ]


def picture(_cell):
    made = QImage(30, 40, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.darkCyan)
    return made


@pytest.fixture
def store(qapp):
    background = Background()
    yield ThumbnailStore(background, picture)
    background.close()


@pytest.fixture
def grid(store, qtbot):
    made = FaceGrid(store)
    qtbot.addWidget(made)
    made.resize(520, 600)
    made.set_cells(cells(400))
    made.show()
    qtbot.waitExposed(made)
    return made


def place(view, face_id):
    return view.cell_rect(view.row_of(face_id)).center()


def click(view, qtbot, face_id, modifier=PLAIN):
    qtbot.mouseClick(view.viewport(), LEFT, modifier, place(view, face_id))


def drag(view, qtbot, start, end, modifier=PLAIN):
    qtbot.mousePress(view.viewport(), LEFT, modifier, start)
    move(view, start + (end - start) / 2, modifier)
    move(view, end, modifier)
    qtbot.mouseRelease(view.viewport(), LEFT, modifier, end)


def move(view, at, modifier=PLAIN):
    port = view.viewport()
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(port.mapToGlobal(at)), LEFT, LEFT, modifier)
    QApplication.sendEvent(port, event)


def test_a_click_means_one_face_ctrl_adds_and_shift_takes_all_between(grid, qtbot):
    chosen = []
    grid.chosen.connect(chosen.append)
    click(grid, qtbot, 3)
    assert (grid.selected_ids(), chosen) == ([3], [3])
    click(grid, qtbot, 9, CTRL)
    assert grid.selected_ids() == [3, 9]
    click(grid, qtbot, 3, CTRL)
    assert grid.selected_ids() == [9]
    click(grid, qtbot, 3)
    click(grid, qtbot, 8, SHIFT)
    assert grid.selected_ids() == [3, 4, 5, 6, 7, 8]
    click(grid, qtbot, 5)
    assert (grid.selected_ids(), chosen) == ([5], [3, 3, 5])


def test_a_click_on_nothing_selects_nothing(grid, qtbot):
    grid.set_cells(cells(2))
    click(grid, qtbot, 2)
    qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(300, 500))
    assert grid.selected_ids() == []


@pytest.mark.parametrize("start", ["empty", "face"])
def test_a_rubber_band_takes_every_face_it_touches(grid, qtbot, start):
    chosen = []
    grid.chosen.connect(chosen.append)
    first = grid.cell_rect(0)
    begin = QPoint(2, 2) if start == "empty" else first.center()
    end = grid.cell_rect(grid.layout_of_cells().columns + 1).center()
    drag(grid, qtbot, begin, end)
    columns = grid.layout_of_cells().columns
    assert grid.selected_ids() == [1, 2, columns + 1, columns + 2]
    assert chosen == []


def test_a_second_band_with_ctrl_adds_to_the_first(grid, qtbot):
    drag(grid, qtbot, QPoint(2, 2), place(grid, 2))
    drag(grid, qtbot, place(grid, 4), place(grid, 5), CTRL)
    assert grid.selected_ids() == [1, 2, 4, 5]


def test_a_band_over_the_edge_scrolls_on_and_takes_what_passes(grid, qtbot):
    qtbot.mousePress(grid.viewport(), LEFT, PLAIN, QPoint(2, 2))
    move(grid, QPoint(500, 300))
    move(grid, QPoint(500, grid.viewport().height() + 60))
    qtbot.waitUntil(lambda: grid.verticalScrollBar().value() > 400)
    qtbot.mouseRelease(grid.viewport(), LEFT, PLAIN, QPoint(500, grid.viewport().height() + 60))
    scrolled = grid.verticalScrollBar().value()
    assert len(grid.selected_ids()) > 30
    qtbot.wait(50)
    assert grid.verticalScrollBar().value() == scrolled


def test_arrows_move_the_choice_shift_extends_it_and_ctrl_a_takes_all(grid, qtbot):
    chosen = []
    grid.chosen.connect(chosen.append)
    columns = grid.layout_of_cells().columns
    click(grid, qtbot, 1)
    grid.show_current(1)
    steps = {Qt.Key.Key_Right: 2, Qt.Key.Key_Down: 2 + columns, Qt.Key.Key_Up: 2, Qt.Key.Key_Left: 1}
    for key, target in steps.items():
        qtbot.keyClick(grid, key)
        assert chosen[-1] == target
        grid.show_current(target)
    qtbot.keyClick(grid, Qt.Key.Key_Down, SHIFT)
    assert grid.selected_ids() == list(range(1, columns + 2))
    qtbot.keyClick(grid, Qt.Key.Key_A, CTRL)
    assert len(grid.selected_ids()) == 400
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert chosen[-1] == 400
    assert grid.viewport().rect().contains(grid.cell_rect(399))


def test_enter_and_double_click_open_a_face(grid, qtbot):
    opened = []
    grid.opened.connect(opened.append)
    click(grid, qtbot, 4)
    grid.show_current(4)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.mouseDClick(grid.viewport(), LEFT, pos=place(grid, 7))
    assert opened == [4, 7]


def test_the_menu_is_for_what_is_under_the_mouse_or_for_all_that_is_selected(grid, qtbot):
    asked = []
    grid.menu_asked.connect(asked.append)
    drag(grid, qtbot, QPoint(2, 2), place(grid, 3))
    for face_id, selected in ((2, [1, 2, 3]), (9, [9])):
        at = place(grid, face_id)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, grid.viewport().mapToGlobal(at))
        QApplication.sendEvent(grid.viewport(), event)
        assert grid.selected_ids() == selected
    assert len(asked) == 2


def test_selected_faces_are_carried_out_by_number(grid, qtbot, monkeypatch):
    carried = []

    def exec_without_a_screen(dragged, *_):
        carried.extend(numbers(dragged.mimeData(), FACES))
        assert not dragged.pixmap().isNull()
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", exec_without_a_screen)
    drag(grid, qtbot, QPoint(2, 2), place(grid, 3))
    drag(grid, qtbot, place(grid, 2), place(grid, 2) + QPoint(30, 30))
    assert carried == [1, 2, 3]
    assert grid.selected_ids() == [1, 2, 3]


def test_the_pile_under_the_mouse_shows_how_many(qapp):
    one, many = draw_pile([], 1), draw_pile([], 1200)
    assert not one.isNull()
    assert one.toImage() != many.toImage()


def test_what_stays_selected_when_the_faces_change_and_the_view_keeps_its_place(grid, qtbot):
    picked = []
    grid.picked.connect(lambda: picked.append(grid.selected_ids()))
    grid.select_many([2, 3, 300])
    grid.verticalScrollBar().setValue(500)
    grid.set_cells([cell for cell in cells(400) if cell.face.id != 3])
    assert grid.selected_ids() == [2, 300]
    assert grid.verticalScrollBar().value() == 500
    assert picked[-1] == [2, 300]


def test_the_next_that_waits_skips_what_is_decided(grid):
    shown = cells(6)
    done = cells(6, FaceState.CONFIRMED)
    grid.set_cells([shown[0], done[1], done[2], shown[3], shown[4], done[5]])
    assert grid.next_waiting(1) == 4
    assert grid.next_waiting(1, {4}) == 5
    assert grid.next_waiting(5) == 1


def test_only_what_is_in_sight_is_asked_for(grid, store, qtbot):
    grid.set_cells(cells(10_000))
    grid.grab()
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    grid.grab()
    qtbot.waitUntil(lambda: store.idle)
    assert 0 < store.loaded < 150


def test_ten_thousand_faces_scroll_within_a_frame(grid, store, qtbot):
    grid.set_cells(cells(10_000))
    grid.grab()
    qtbot.waitUntil(lambda: store.idle)
    took = []
    for step in range(40):
        grid.verticalScrollBar().setValue(step * 900)
        took.append(cpu_seconds(grid.viewport().repaint))
    assert sorted(took)[len(took) // 2] < 0.033


@pytest.mark.parametrize(("count", "columns"), [(0, 3), (7, 3), (6, 3), (5, 0), (0, 0)])
def test_cells_lie_where_they_are_looked_for(count, columns):
    layout = CellLayout(count, columns, QRect(0, 0, 40, 50).size(), gap=6, edge=9)
    everything = QRect(QPoint(0, 0), layout.extent())
    assert list(layout.within(everything)) == list(range(count))
    for number in range(count):
        assert everything.contains(layout.rect(number))
        assert list(layout.within(QRect(layout.rect(number).center(), QRect(0, 0, 1, 1).size()))) == [number]


def test_the_strip_goes_along_by_wheel_and_by_the_face_in_front(store, qtbot):
    strip = FaceStrip(store)
    qtbot.addWidget(strip)
    strip.resize(400, strip.height())
    strip.set_cells(cells(80))
    strip.show()
    strip.show_current(70)
    assert strip.viewport().rect().contains(strip.cell_rect(69))
    assert strip.selected_ids() == [70]
    strip.show_current(69)
    before = strip.horizontalScrollBar().value()
    strip.show_current(70)
    assert strip.horizontalScrollBar().value() == before
