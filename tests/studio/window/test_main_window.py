"""The frame: rail, top bar, status bar, menus, folding, dropping, closing; with real mouse and keys."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton

from models.events import Changed, Progress
from models.project import Project
from studio.look import theme
from studio.panes import PANES
from studio.window.drops import sort_files
from studio.window.main_window import SMALLEST
from tests.studio.panes.painted import add_painting
from tests.timing import SOON


def _drop(window, paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


@pytest.mark.parametrize("entry", PANES, ids=lambda entry: entry.name)
def test_every_pane_can_be_reached_by_its_key_and_tells_a_true_line(window, qtbot, entry):
    number = PANES.index(entry) + 1
    qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.current_name == entry.name)
    assert window.rail.button(entry.name).isChecked()
    assert window.top_bar.title.text() == entry.title
    pane = window.current_pane
    assert pane.name == entry.name
    qtbot.waitUntil(lambda: bool(pane.top_line()))


@pytest.mark.parametrize("entry", PANES, ids=lambda entry: entry.name)
def test_every_pane_has_exactly_one_filled_button_and_it_is_the_last(window, entry):
    pane = window.pane(entry.name)
    buttons = [button for widget in pane.top_right() for button in (widget, *widget.findChildren(QPushButton))]
    filled = [button for button in buttons if button.property("role") == "primary"]
    assert filled == buttons[-1:] or (entry.name == "train" and len(filled) <= 1)


def test_the_keys_leave_no_second_button_lit_on_the_rail(window, qtbot):
    window.rail.button("photos").setFocus()
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.rail.button("train").isChecked())
    assert not window.rail.button("photos").hasFocus()


def test_the_rail_is_pressed_with_the_mouse_and_shows_what_waits(window, qtbot):
    qtbot.waitUntil(lambda: window.rail.button("faces").badge == "8")
    qtbot.mouseClick(window.rail.button("faces"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.current_name == "faces")
    window.session.edit("Remove", lambda: window.session.project.photos.remove([1, 2, 3, 4, 5, 6]))
    qtbot.waitUntil(lambda: window.rail.button("faces").badge == "")


def test_the_rail_counts_every_pane_and_follows_each_change(window, qtbot):
    """Six photos, eight boxes, no bad row among them: what can't be shown is not counted."""
    session, rail = window.session, window.rail

    def shown(*names):
        return tuple(rail.button(name).badge for name in names)

    qtbot.waitUntil(lambda: shown("photos", "faces", "filters", "train", "gallery") == ("6", "8", "8", "", ""))
    session.edit("Leave out", lambda: session.project.photos.set_left_out([1], True))
    assert shown("photos", "faces", "filters") == ("6", "8", "5")
    first = add_painting(session.project)
    second = add_painting(session.project)
    session.changed.emit(Changed(frozenset({"paintings"}), (first.id, second.id)))
    qtbot.waitUntil(lambda: shown("gallery") == ("2",))
    session.edit("Delete", lambda: session.project.paintings.remove([first.id]))
    qtbot.waitUntil(lambda: shown("gallery") == ("1",))
    session.undo()
    qtbot.waitUntil(lambda: shown("gallery") == ("2",))
    with session.project.database.write() as writer:
        writer.execute("UPDATE photos SET sharpness = 'none' WHERE id = 1")
    session.changed.emit(Changed(frozenset({"photos"}), photos=(1,)))
    assert shown("photos", "faces", "filters") == ("5", "5", "5")
    assert session.project.faces.to_review() == 5
    assert session.project.photos.count() == 5


def test_below_1280_the_side_panel_folds_and_comes_back_by_button_and_key(make_window, stocked, qtbot):
    window = make_window(stocked, (1100, 700))
    pane = window.current_pane
    assert (window.width(), window.height()) == (1100, 700)
    assert not pane.panel.isVisible()
    assert pane.details.isVisible()
    qtbot.mouseClick(window.top_bar.panels, Qt.MouseButton.LeftButton)
    assert pane.panel.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not pane.panel.isVisible()
    window.resize(1400, 800)
    qtbot.waitUntil(pane.panel.isVisible)
    assert not window.top_bar.panels.isVisible()


@pytest.mark.parametrize("name", [entry.name for entry in PANES])
def test_no_button_is_cut_at_the_smallest_size(make_window, stocked, qtbot, name):
    window = make_window(stocked, (1100, 700))
    window.show_pane(name)
    qtbot.wait(50)
    for button in window.top_bar.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width() - 2, button.text()
            right = button.mapTo(window, button.rect().topRight()).x()
            assert right <= window.width()


def test_a_job_shows_progress_and_can_be_cancelled_from_the_status_bar(window, qtbot):
    def slow():
        for number in range(10_000):
            time.sleep(0.002)
            yield Progress(number, 10_000, "things")

    job = window.session.runner.start("Counting", slow)
    row = window.status_bar.job_rows()[0]
    qtbot.waitUntil(lambda: "of 10,000" in row.text.text())
    assert row.name.text() == "Counting"
    qtbot.waitUntil(lambda: "left" in row.text.text())
    qtbot.mouseClick(row.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not job.running)
    assert window.status_bar.job_rows() == []


def test_work_that_cannot_be_counted_is_told_in_words(window, qtbot):
    def unknown():
        yield Progress(0, 0, "getting ready to train")
        while True:
            time.sleep(0.002)
            yield Progress(1200, 0, "steps") if ready else Progress(0, 0, "getting ready to train")

    ready = []
    job = window.session.runner.start("Colourise", unknown)
    row = window.status_bar.job_rows()[0]
    qtbot.waitUntil(lambda: row.text.text() == "getting ready to train")
    ready.append(True)
    qtbot.waitUntil(lambda: row.text.text() == "1,200 steps")
    job.cancel()
    qtbot.waitUntil(lambda: not job.running)


def test_photos_dropped_on_any_pane_go_to_photos(window, qtbot, astronaut_file):
    window.show_pane("faces")
    _drop(window, [astronaut_file.parent])
    qtbot.waitUntil(lambda: window.session.project.photos.count() == 7)
    assert window.current_name == "photos"
    qtbot.waitUntil(lambda: not window.session.runner.jobs)
    assert "Eileen" in window.session.project.photos.people()


def test_a_damaged_encoder_file_is_refused_by_name(window, qtbot, tmp_path):
    bad = tmp_path / "mine.bottega"
    bad.write_bytes(b"not an encoder")
    failures = []
    window.session.failed.disconnect(window._on_failed)
    window.session.failed.connect(failures.append)
    _drop(window, [bad])
    qtbot.waitUntil(lambda: bool(failures))
    assert "mine.bottega" in str(failures[0])
    assert list(window.session.project.encoders_folder.iterdir()) == []


def test_dropped_files_are_sorted_by_what_they_are(tmp_path, astronaut_file):
    encoder = tmp_path / "a.bottega"
    encoder.write_bytes(b"x")
    found = sort_files([encoder, astronaut_file])
    assert found.encoders == (encoder,)
    assert found.photos == (astronaut_file,)
    assert found.paintings == ()


def test_undo_by_key_takes_back_the_last_edit_and_says_which(window, qtbot):
    project = window.session.project
    window.session.edit("Leave out 1 photo", lambda: project.photos.set_left_out([1], True))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not project.photos.get(1).left_out
    assert "Leave out 1 photo" in window._toast.label.text()
    shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, shifted)
    assert project.photos.get(1).left_out


@pytest.mark.parametrize("entry", PANES, ids=lambda entry: entry.name)
def test_the_keys_of_each_pane_are_shown_by_the_question_mark(window, qtbot, entry):
    from studio.dialogs.keys_sheet import KeysSheet
    from studio.widgets.keys import KeyHint

    window.show_pane(entry.name)
    qtbot.keyClick(window, "?")
    sheet = window.findChild(KeysSheet)
    words = [hint.words for hint in sheet.findChildren(KeyHint)]
    pane_keys = window.current_pane.keys()
    assert {meaning for _, meaning in pane_keys} <= set(words)
    assert "undo" in words
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(KeysSheet) is None)


def test_preferences_change_the_look_at_once_and_keep_it(window, qtbot, settings, qapp):
    from studio.dialogs.preferences import PreferencesDialog

    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(PreferencesDialog)
    try:
        qtbot.mouseClick(dialog.look.button("light"), Qt.MouseButton.LeftButton)
        assert theme.current() == "light"
        assert settings.theme == "light"
    finally:
        theme.apply(qapp, "dark")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_menu_opens_at_the_foot_of_the_rail_and_lists_recent_projects(window, qtbot, tmp_path):
    qtbot.mouseClick(window.rail.menu_button, Qt.MouseButton.LeftButton)
    assert window._menu.isVisible()
    assert [action.text() for action in window._menu.actions()] == ["File", "Edit", "View", "Help"]
    window._menu.close()


def test_another_project_takes_the_place_of_the_first(window, qtbot, tmp_path):
    window.show_pane("faces")
    assert window.session.open_project(tmp_path / "New one")
    assert window.windowTitle() == "New one"
    assert window.current_name == "photos"
    assert window.status_bar.project.text() == "New one"
    assert window.current_pane.top_line() == "none yet"


def test_closing_in_the_middle_of_an_import_is_quick_and_loses_nothing(make_window, stocked, qtbot, portraits):
    window = make_window(stocked)
    window.session.importer.add_photos([portraits[0].parent])
    qtbot.waitUntil(lambda: window.session.project.photos.count() > 40)
    failures = []
    window.session.failed.connect(failures.append)
    window.close()
    before = time.monotonic()
    count = window.session.project.photos.count()
    assert window.session.close()
    assert time.monotonic() - before < SOON
    assert failures == []
    with Project.open(stocked) as project:
        assert project.photos.count() >= count
        assert project.database.problems() == []


def test_the_toast_is_placed_inside_and_its_action_is_done_once(window, qtbot):
    done = []
    window.session.say("3 photos removed", "Undo", lambda: done.append(1))
    toast = window._toast
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert not toast.isVisible()


def test_a_drag_over_the_window_is_accepted_only_with_files(window):
    from PySide6.QtGui import QDragEnterEvent

    mime = QMimeData()
    mime.setText("just words")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()


@pytest.mark.parametrize("pane", [entry.name for entry in PANES])
def test_no_word_of_the_top_bar_is_cut_off_in_the_smallest_window(make_window, stocked, qtbot, pane):
    window = make_window(stocked, SMALLEST)
    window.show_pane(pane)

    def cut_off():
        buttons = [button for button in window.top_bar.findChildren(QPushButton) if button.isVisible()]
        return [button.text() for button in buttons if button.width() < button.sizeHint().width()]

    qtbot.waitUntil(lambda: window.current_pane.settled() and not cut_off())
    assert window.width() == SMALLEST[0]
