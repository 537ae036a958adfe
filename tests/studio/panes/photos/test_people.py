"""The list of people under real mouse and keys: choose, rename, merge, drop photos, faces and people, the menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from models.events import Changed
from studio.widgets.dragging import FACES, LONGEST, PEOPLE, PHOTOS, names, numbers, packed
from tests.project.rows import new_photo
from tests.studio.panes.photos.hands import (
    LEFT,
    click_person,
    click_photo,
    drag_on,
    drag_out,
    drag_over,
    drop,
    people_of,
    person_place,
)
from tests.timing import cpu_seconds

STOCKED = [("Everyone", 6), ("Ada", 4), ("Grace", 2)]


@pytest.fixture
def pane(window, qtbot):
    made = window.current_pane
    qtbot.waitUntil(lambda: made.model.rowCount() == 6 and made.settled())
    return made


@pytest.fixture
def view(pane):
    return pane.panel.people.view


def _press_undo(window, qtbot):
    qtbot.mouseClick(window._toast.button, LEFT)


def _editor(view) -> QLineEdit:
    return next(field for field in view.viewport().findChildren(QLineEdit) if field.isVisible())


def _rename(view, qtbot, pane, name, new, key=Qt.Key.Key_Return):
    place = person_place(pane, name)
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=place)
    field = _editor(view)
    assert field.text() == name
    qtbot.keyClicks(field, new)
    qtbot.keyClick(field, key)


def test_a_double_click_renames_and_undo_takes_it_back(pane, view, qtbot, window):
    _rename(view, qtbot, pane, "Ada", "Countess")
    qtbot.waitUntil(lambda: people_of(pane) == [("Everyone", 6), ("Countess", 4), ("Grace", 2)])
    assert window._toast.label.text() == "Ada is now Countess"
    assert pane.panel.people.people() == ("Countess",), "who was chosen stays chosen under the new name"
    assert pane.model.rowCount() == 4
    _press_undo(window, qtbot)
    qtbot.waitUntil(lambda: people_of(pane) == STOCKED)


def test_escape_renames_nobody(pane, view, qtbot, window):
    _rename(view, qtbot, pane, "Ada", "Countess", Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.state() == view.State.NoState)
    assert window.session.project.people.counts() == {"Ada": 4, "Grace": 2}
    assert window.session.project.undo_label is None


def test_f2_with_the_name_of_another_merges_and_says_so(pane, view, qtbot, window):
    click_person(pane, qtbot, "Ada")
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClicks(_editor(view), "Grace")
    qtbot.keyClick(_editor(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: people_of(pane) == [("Everyone", 6), ("Grace", 6)])
    assert window._toast.label.text() == "Merged Ada into Grace"
    _press_undo(window, qtbot)
    qtbot.waitUntil(lambda: people_of(pane) == STOCKED)


def test_a_name_that_is_too_long_is_refused_in_words(pane, view, qtbot, window):
    failures = []
    window.session.failed.disconnect(window._on_failed)
    window.session.failed.connect(failures.append)
    _rename(view, qtbot, pane, "Ada", "x" * 121)
    qtbot.waitUntil(lambda: bool(failures))
    assert "at most 120 characters" in str(failures[0])
    assert people_of(pane) == STOCKED


def test_several_people_are_shown_with_ctrl_and_everyone_with_escape(pane, view, qtbot):
    click_person(pane, qtbot, "Ada")
    click_person(pane, qtbot, "Grace", Qt.KeyboardModifier.ControlModifier)
    assert pane.panel.people.people() == ("Ada", "Grace")
    assert pane.model.rowCount() == 6
    assert [chip.text for chip in pane.chips.chips()] == ["Ada", "Grace"]
    qtbot.mouseClick(pane.chips.chips()[0], LEFT)
    assert pane.panel.people.people() == ("Grace",)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert pane.panel.people.people() == ()
    assert pane.model.rowCount() == 6
    click_person(pane, qtbot, "Ada")
    click_person(pane, qtbot, "", Qt.KeyboardModifier.ControlModifier)
    assert pane.panel.people.people() == (), "everyone stands alone"


def test_photos_dropped_on_a_person_are_theirs(pane, view, qtbot, window):
    click_photo(pane, qtbot, 0)
    click_photo(pane, qtbot, 1, Qt.KeyboardModifier.ControlModifier)
    mime = pane.model.mimeData(pane.grid.selectedIndexes())
    assert numbers(mime, PHOTOS) == [photo.id for photo in pane.selection.photos()]
    move = drag_over(view.viewport(), mime, person_place(pane, "Grace"))
    assert move.isAccepted()
    assert view.target == "Grace"
    drop(view.viewport(), mime, person_place(pane, "Grace"))
    qtbot.waitUntil(lambda: people_of(pane) == [("Everyone", 6), ("Ada", 2), ("Grace", 4)])
    assert window._toast.label.text() == "2 photos given to Grace"
    assert view.target == "\n"
    _press_undo(window, qtbot)
    qtbot.waitUntil(lambda: people_of(pane) == STOCKED)


def test_nothing_can_be_dropped_on_everyone_or_beside_the_names(pane, view, window):
    for place in (person_place(pane, ""), QPoint(5, view.viewport().height() + 5)):
        assert not drag_over(view.viewport(), packed(PHOTOS, [1]), place).isAccepted()
        assert not drop(view.viewport(), packed(PHOTOS, [1]), place).isAccepted()
    assert window.session.project.undo_label is None


def test_files_over_the_list_are_left_to_the_window(view, window, tmp_path):
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDragEnterEvent

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    copy, plain = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, LEFT, plain)
    view.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_faces_dropped_on_a_person_are_theirs_and_the_photo_is_found_by_them(pane, view, qtbot, window):
    row = next(row for row in pane.model.rows() if len(row.faces) == 3)
    drop(view.viewport(), packed(FACES, [row.faces[1].id]), person_place(pane, "Grace"))
    qtbot.waitUntil(lambda: people_of(pane) == [("Everyone", 6), ("Ada", 4), ("Grace", 3)])
    assert window._toast.label.text() == "1 face given to Grace"
    click_person(pane, qtbot, "Grace")
    assert row.photo.id in [shown.photo.id for shown in pane.model.rows()]


def test_a_person_dropped_on_another_becomes_them(pane, view, qtbot, window):
    click_person(pane, qtbot, "Ada")
    mime = view.people.mimeData(view.selectedIndexes())
    assert names(mime) == ["Ada"]
    assert not drag_over(view.viewport(), mime, person_place(pane, "Ada")).isAccepted(), "not on themselves"
    drop(view.viewport(), mime, person_place(pane, "Grace"))
    qtbot.waitUntil(lambda: people_of(pane) == [("Everyone", 6), ("Grace", 6)])
    assert window._toast.label.text() == "Merged Ada into Grace"
    assert pane.panel.people.people() == ("Grace",)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: people_of(pane) == STOCKED)


def test_the_place_for_a_new_person_comes_with_a_drag_and_goes_with_it(pane, view, qtbot):
    place = pane.panel.people.new
    assert not place.isVisible()
    drag_over(view.viewport(), packed(PHOTOS, [1]), person_place(pane, "Ada"))
    assert place.isVisible()
    drag_out(view.viewport())
    qtbot.waitUntil(lambda: not place.isVisible())
    pane.grid.dragged.emit(True)
    assert place.isVisible()
    pane.grid.dragged.emit(False)
    qtbot.waitUntil(lambda: not place.isVisible())


def test_photos_dropped_on_the_new_place_make_a_person_whose_name_is_asked_at_once(pane, view, qtbot, window):
    place = pane.panel.people.new
    drag_over(view.viewport(), packed(PHOTOS, [1, 2]), person_place(pane, "Ada"))
    assert drop(place, packed(PHOTOS, [1, 2]), QPoint(20, 10)).isAccepted()
    assert place.field.isVisible()
    assert place.field.selectedText() == "New person"
    qtbot.keyClicks(place.field, "Mary")
    qtbot.keyClick(place.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("Mary", 2) in people_of(pane))
    assert window._toast.label.text() == "2 photos given to Mary"
    assert not place.isVisible() or qtbot.waitUntil(lambda: not place.isVisible()) is None
    _press_undo(window, qtbot)
    qtbot.waitUntil(lambda: people_of(pane) == STOCKED)


def test_escape_while_naming_makes_nobody(pane, qtbot, window):
    place = pane.panel.people.new
    pane.panel.people.set_dragging(True)
    drop(place, packed(PHOTOS, [1]), QPoint(20, 10))
    pane.panel.people.set_dragging(False)
    qtbot.keyClick(place.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not place.isVisible())
    assert window.session.project.undo_label is None


def _invite(pane, number: int) -> None:
    """So many more people, with a photo each."""
    new = [new_photo(f"{one}.jpg", person=f"Person {one:03}") for one in range(number)]
    ids = tuple(photo.id for photo in pane.session.project.photos.add(new))
    pane.session.changed.emit(Changed(frozenset({"photos"}), ids, photos=ids))


def test_a_long_list_scrolls_while_something_is_dragged_near_its_edge(pane, view, qtbot):
    _invite(pane, 400)
    qtbot.waitUntil(lambda: view.height() > 400 and view.verticalScrollBar().maximum() > 0)
    low = QPoint(40, view.viewport().height() - 4)
    drag_over(view.viewport(), packed(PHOTOS, [1]), low)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 100)
    drag_on(view.viewport(), packed(PHOTOS, [1]), QPoint(40, view.viewport().height() // 2))
    assert not view._scrolling.isActive()
    drag_on(view.viewport(), packed(PHOTOS, [1]), QPoint(40, 3))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == 0)
    drag_out(view.viewport())
    assert not view._scrolling.isActive()


def _menu(pane, view, qtbot, name) -> QMenu:
    place = person_place(pane, name)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = next(menu for menu in pane.panel.people.findChildren(QMenu) if menu.isVisible())
    return menu


def _trigger(menu, *path):
    for word in path[:-1]:
        menu = next(action.menu() for action in menu.actions() if action.text() == word)
    next(action for action in menu.actions() if action.text() == path[-1]).trigger()


def _close(menu):
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_menu_merges_into_another(pane, view, qtbot, window):
    menu = _menu(pane, view, qtbot, "Ada")
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Rename",
        "Merge into",
        "Leave all out of training",
        "Select photos",
    ]
    _trigger(menu, "Merge into", "Grace")
    _close(menu)
    qtbot.waitUntil(lambda: people_of(pane) == [("Everyone", 6), ("Grace", 6)])


def test_the_menu_leaves_all_out_and_takes_them_in_again(pane, view, qtbot, window):
    menu = _menu(pane, view, qtbot, "Ada")
    _trigger(menu, "Leave all out of training")
    _close(menu)
    qtbot.waitUntil(lambda: "4 left out" in pane.top_line())
    assert window._toast.label.text() == "4 photos left out of training"
    menu = _menu(pane, view, qtbot, "Ada")
    _trigger(menu, "Take all in again")
    _close(menu)
    qtbot.waitUntil(lambda: "left out" not in pane.top_line())


def test_the_menu_selects_their_photos_and_renames(pane, view, qtbot):
    menu = _menu(pane, view, qtbot, "Ada")
    _trigger(menu, "Select photos")
    _close(menu)
    assert {photo.person for photo in pane.selection.photos()} == {"Ada"}
    assert len(pane.selection.photos()) == 4
    menu = _menu(pane, view, qtbot, "Ada")
    _trigger(menu, "Rename")
    _close(menu)
    assert _editor(view).text() == "Ada"
    qtbot.keyClick(_editor(view), Qt.Key.Key_Escape)


def test_the_menu_of_very_many_people_is_split_into_pages(pane, qtbot):
    _invite(pane, 118)
    qtbot.waitUntil(lambda: len(people_of(pane)) == 121)
    menu = pane.panel.people.menu(("Person 003",))
    into = next(action.menu() for action in menu.actions() if action.text() == "Merge into")
    pages = [action.text() for action in into.actions()]
    assert pages[0] == "Ada to Person 023"
    assert len(pages) == 5
    menu.close()
    menu.deleteLater()


def test_a_thousand_people_are_shown_and_refreshed_quickly(pane, view, qtbot):
    crowd = [(f"Person {number:04}", number) for number in range(1000)]
    pane.panel.people.set_people(10_000, crowd)

    def refresh():
        pane.panel.people.set_people(10_001, [*crowd[:500], ("Someone new", 1), *crowd[500:]])
        view.viewport().repaint()

    assert cpu_seconds(refresh) < 0.1
    assert view.people.rowCount() == 1002


HOSTILE = [b"", b"{", b"{}", b"[[]]", b'["1", true, 1.5]', b"[" * 100_000, b"[1" + b" " * LONGEST]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_what_other_programs_offer_under_our_names_is_read_with_suspicion(data):
    mime = QMimeData()
    mime.setData(PHOTOS, data)
    mime.setData(PEOPLE, data)
    assert numbers(mime, PHOTOS) == []
    assert set(names(mime)) <= {"1"}
