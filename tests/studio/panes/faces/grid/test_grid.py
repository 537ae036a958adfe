"""The grid of all faces beside the photo: filtered, selected by mouse, decided in bulk, given away, remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QInputDialog

from models.records import FaceState
from studio.widgets.dragging import FACES, packed

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pane(pane, qtbot):
    qtbot.keyClick(pane.canvas, Qt.Key.Key_G)
    assert pane.centre.view == "grid"
    return pane


@pytest.fixture
def grid(pane):
    return pane.centre.side.grid


def ids(grid):
    return [cell.face.id for cell in grid.cells]


def states(pane):
    return {face.id: face.state for face in pane.session.project.faces.all()}


def band(grid, qtbot, first, last):
    """A rubber band from the empty place left of one cell into another."""
    rect = grid.cell_rect(first)
    start, end = QPoint(rect.left() - 4, rect.center().y()), grid.cell_rect(last).center()
    qtbot.mousePress(grid.viewport(), LEFT, PLAIN, start)
    for at in (start + (end - start) / 2, end):
        where = QPointF(at)
        there = QPointF(grid.viewport().mapToGlobal(at))
        QApplication.sendEvent(grid.viewport(), QMouseEvent(QEvent.Type.MouseMove, where, there, LEFT, LEFT, PLAIN))
    qtbot.mouseRelease(grid.viewport(), LEFT, PLAIN, end)


def test_g_and_the_switch_go_between_the_views(pane, grid, qtbot):
    assert pane.centre.side.isVisible()
    assert not pane.strip.isVisible()
    assert grid.hasFocus()
    assert len(ids(grid)) == 8
    qtbot.mouseClick(pane.views.button("photo"), LEFT)
    assert (pane.centre.view, pane.strip.isVisible()) == ("photo", True)
    qtbot.mouseClick(pane.views.button("grid"), LEFT)
    qtbot.keyClick(grid, Qt.Key.Key_G)
    assert pane.centre.view == "photo"


def test_the_view_and_the_split_are_remembered(pane, grid, qtbot, make_window, stocked, window):
    handle = pane.centre.splitter.handle(1)
    before = pane.centre.side.width()
    middle = handle.rect().center()
    qtbot.mousePress(handle, LEFT, PLAIN, middle)
    qtbot.mouseMove(handle, middle - QPoint(120, 0))
    qtbot.mouseRelease(handle, LEFT, PLAIN, middle - QPoint(120, 0))
    assert pane.centre.side.width() < before - 80
    share = pane.centre.side.width() / pane.centre.splitter.width()
    window.close()
    assert window.session.close()
    again = make_window(stocked)
    again.show_pane("faces")
    centre = again.current_pane.centre
    assert centre.view == "grid"
    assert centre.side.width() / centre.splitter.width() == pytest.approx(share, abs=0.02)


def test_many_taken_by_rubber_band_are_decided_by_one_key_and_undone_in_one_step(pane, grid, qtbot, window):
    band(grid, qtbot, 0, 2)
    taken = ids(grid)[:3]
    assert grid.selected_ids() == taken
    assert pane.panel.state_title.text() == "THESE 3 FACES ARE"
    qtbot.keyClick(grid, Qt.Key.Key_X)
    after = states(pane)
    assert {after[one] for one in taken} == {FaceState.REJECTED}
    assert {state for one, state in after.items() if one not in taken} == {FaceState.SUGGESTED}
    qtbot.mouseClick(window._toast.button, LEFT)
    assert set(states(pane).values()) == {FaceState.SUGGESTED}


def test_all_are_accepted_put_back_and_deleted_by_key(pane, grid, qtbot):
    for key, state in ((Qt.Key.Key_A, FaceState.CONFIRMED), (Qt.Key.Key_U, FaceState.SUGGESTED)):
        qtbot.keyClick(grid, Qt.Key.Key_A, CTRL)
        qtbot.keyClick(grid, key)
        assert set(states(pane).values()) == {state}
    band(grid, qtbot, 0, 1)
    gone = grid.selected_ids()
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert {states(pane)[one] for one in gone} == {FaceState.REJECTED}  # found ones are kept as rejected


def test_a_single_decision_goes_on_in_the_order_of_the_grid(pane, grid, qtbot):
    pane.orders.button("doubt").click()
    order = ids(grid)
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid.cell_rect(0).center())
    assert pane.review.face_id == order[0]
    for expected in order[1:4]:
        qtbot.keyClick(grid, Qt.Key.Key_A)
        assert pane.review.face_id == expected
        assert grid.selected_ids() == [expected]
    assert ids(grid) == order
    qtbot.keyClick(grid, Qt.Key.Key_N)
    assert pane.review.face_id == order[4]


def test_a_click_shows_the_face_on_its_photo_beside_and_enter_goes_there(pane, grid, qtbot):
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid.cell_rect(5).center())
    face = grid.cells[5].face
    assert (pane.review.face_id, pane.review.row.photo.id) == (face.id, face.photo_id)
    assert pane.canvas.selected_face() == face
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert (pane.centre.view, pane.review.face_id) == ("photo", face.id)


def test_arrows_in_the_grid_move_the_choice_and_not_the_box(pane, grid, qtbot):
    first = grid.cells[0].face
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid.cell_rect(0).center())
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert pane.review.face_id == grid.cells[1].face.id
    assert pane.session.project.faces.get(first.id) == first


def test_the_filters_show_and_count_each_state(pane, grid, qtbot):
    side = pane.centre.side
    band(grid, qtbot, 0, 1)
    rejected = grid.selected_ids()
    qtbot.keyClick(grid, Qt.Key.Key_X)
    assert [side.shows.button(key).text() for key in ("all", "waiting", "accepted", "rejected")] == [
        "All 8",
        "To review 6",
        "Accepted 0",
        "Rejected 2",
    ]
    qtbot.mouseClick(side.shows.button("rejected"), LEFT)
    assert ids(grid) == rejected
    qtbot.mouseClick(side.shows.button("accepted"), LEFT)
    assert side.pages.currentWidget() is side.nothing
    qtbot.mouseClick(side.shows.button("waiting"), LEFT)
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid.cell_rect(0).center())
    qtbot.keyClick(grid, Qt.Key.Key_A)
    assert len(ids(grid)) == 5


def test_one_person_is_shown_by_the_list_and_where_it_is_folded_by_the_menu(pane, grid, qtbot, window):
    side = pane.centre.side
    window.resize(1600, 900)
    qtbot.waitUntil(side.people.isVisible)
    row = next(row for row in side.people.rows() if row.key == "Grace")
    qtbot.mouseClick(row, LEFT)
    assert {cell.face.person for cell in grid.cells} == {"Grace"}
    window.resize(1100, 700)
    qtbot.waitUntil(side.person.isVisible)
    assert not side.people.isVisible()
    assert side.person.text() == "Grace"
    qtbot.mouseClick(side.person, LEFT)
    menu = QApplication.activePopupWidget()
    menu.actions()[0].trigger()
    menu.close()
    assert len(ids(grid)) == 8


def test_faces_dropped_on_a_person_are_given_to_that_person(pane, grid, qtbot, window):
    window.resize(1600, 900)
    people = pane.centre.side.people
    qtbot.waitUntil(people.isVisible)
    given = [cell.face.id for cell in grid.cells if cell.face.person == "Ada"][:3]
    mime = packed(FACES, given)
    row = next(row for row in people.rows() if row.key == "Grace")
    qtbot.waitUntil(lambda: row.y() > people.rows()[0].y())
    at = row.geometry().center()
    copy = Qt.DropAction.CopyAction
    assert _accepted(people, QDragEnterEvent(at, copy, mime, LEFT, PLAIN))
    assert _accepted(people, QDragMoveEvent(at, copy, mime, LEFT, PLAIN))
    assert not _accepted(people, QDragMoveEvent(people.rows()[0].geometry().center(), copy, mime, LEFT, PLAIN))
    QApplication.sendEvent(people, QDropEvent(QPointF(at), copy, mime, LEFT, PLAIN))
    assert {pane.session.project.faces.get(one).person for one in given} == {"Grace"}
    qtbot.mouseClick(window._toast.button, LEFT)
    assert {pane.session.project.faces.get(one).person for one in given} == {"Ada"}


def _accepted(people, event):
    event.setAccepted(False)
    QApplication.sendEvent(people, event)
    return event.isAccepted()


def test_the_menu_gives_faces_to_someone_known_or_new(pane, grid, qtbot, monkeypatch):
    band(grid, qtbot, 0, 1)
    chosen = grid.selected_ids()
    menu = pane.many.menu_for(chosen)
    qtbot.addWidget(menu)
    give = next(action.menu() for action in menu.actions() if action.text() == "Give to")
    names = [action.text() for action in give.actions()]
    assert names[:2] == ["Ada", "Grace"]
    give.actions()[1].trigger()
    assert {pane.session.project.faces.get(one).person for one in chosen} == {"Grace"}
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (" Emmy ", True))
    give.actions()[-1].trigger()
    assert {pane.session.project.faces.get(one).person for one in chosen} == {"Emmy"}
    next(action for action in menu.actions() if action.text().startswith("Reject")).trigger()
    assert {states(pane)[one] for one in chosen} == {FaceState.REJECTED}


def test_the_ticks_of_grid_strip_and_canvas_are_what_accepting_takes(pane, grid, qtbot):
    slider = pane.panel.threshold.slider
    seen = set()
    for x in (10, slider.width() // 2, slider.width() - 8):
        qtbot.mouseClick(slider, LEFT, pos=QPoint(x, 10))
        sure = frozenset(pane.review.sure_ids(pane.panel.threshold.value()))
        assert grid._ticked == pane.strip._ticked == pane.canvas.scene.ticked == sure
        assert pane.accept.isEnabled() == bool(sure)
        seen.add(len(sure))
    assert len(seen) > 1
    qtbot.mouseDClick(slider, LEFT, pos=QPoint(10, 10))
    assert pane.panel.threshold.value() == pytest.approx(0.3)


def test_a_button_of_the_panel_decides_for_all_that_are_selected(pane, grid, qtbot):
    band(grid, qtbot, 0, 2)
    taken = grid.selected_ids()
    qtbot.mouseClick(pane.panel.states.button(FaceState.REJECTED), LEFT)
    assert {one for one, state in states(pane).items() if state is FaceState.REJECTED} == set(taken)


def test_no_face_here_says_nothing_of_the_faces_selected_elsewhere(pane, grid, qtbot):
    photo = pane.review.row.photo.id
    pane.session.edit("Search", lambda: pane.session.project.faces.replace_suggestions(photo, []))
    qtbot.mouseClick(pane.panel.nobody, LEFT)
    assert pane.session.project.photos.get(photo).faceless
    assert set(states(pane).values()) == {FaceState.SUGGESTED}
