"""The Photos pane with real mouse and keys over a real project."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt

from models.images import read_photo, read_picture
from models.records import FaceState
from studio.panes.photos.photo_choice import ORDERS, SHOWS, PhotoChoice, choose
from tests.studio.panes.photos.hands import click_person, people_of
from tests.timing import cpu_seconds


@pytest.fixture
def pane(window, qtbot):
    made = window.current_pane
    qtbot.waitUntil(lambda: made.model.rowCount() == 6)
    qtbot.waitUntil(lambda: made.store.loaded == 6)
    return made


def _click(pane, qtbot, row, modifier=Qt.KeyboardModifier.NoModifier):
    place = pane.grid.visualRect(pane.model.index(row)).center()
    qtbot.mouseClick(pane.grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_the_grid_lists_every_photo_with_people_and_counts(pane):
    assert pane.top_line() == "6 photos, 8 faces"
    assert people_of(pane) == [("Everyone", 6), ("Ada", 4), ("Grace", 2)]
    assert pane.views.button("to_review").text() == "To review 6"


def test_each_thumbnail_is_decoded_once(pane, qtbot):
    pane.refresh()
    pane.grid.viewport().repaint()
    pane.grid.viewport().repaint()
    assert pane.store.loaded == 6


def test_clicking_a_person_shows_only_theirs(pane, qtbot):
    click_person(pane, qtbot, "Grace")
    assert {row.photo.person for row in pane.model.rows()} == {"Grace"}
    click_person(pane, qtbot, "")
    assert pane.model.rowCount() == 6


def test_a_selected_photo_shows_its_measurements(pane, qtbot):
    _click(pane, qtbot, 1)
    row = pane.model.rows()[1]
    assert pane.details.photo.texts()["File"] == row.photo.path.name
    assert pane.details.photo.texts()["Size"] == f"{row.photo.width} × {row.photo.height}"
    facts = pane.details.measured.texts()
    assert facts["Brightness"].startswith(f"{row.photo.facts.brightness:.0f}")
    assert facts["Dominant"] == row.photo.facts.dominant
    qtbot.waitUntil(pane.details.picture.has_picture)


def test_leaving_out_by_key_and_undo(pane, qtbot, window):
    _click(pane, qtbot, 0)
    qtbot.keyClick(pane.grid, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: pane.top_line() == "6 photos, 8 faces, 1 left out")
    assert pane.details.leave_out.text() == "Take in again"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.top_line() == "6 photos, 8 faces")


def test_deleting_many_keeps_the_files_and_the_toast_brings_them_back(pane, qtbot, window):
    _click(pane, qtbot, 0)
    _click(pane, qtbot, 2, Qt.KeyboardModifier.ShiftModifier)
    paths = [row.photo.path for row in pane.details.rows()]
    assert len(paths) == 3
    assert pane.top_line().endswith("3 selected")
    qtbot.keyClick(pane.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    assert all(path.exists() for path in paths)
    assert window._toast.label.text() == "3 photos removed"
    qtbot.mouseClick(window._toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 6)
    assert window.session.project.faces.to_review() == 8


def test_searching_looks_into_person_and_file(pane, qtbot):
    qtbot.keyClicks(pane.search, "grace 5")
    assert [row.photo.path.name for row in pane.model.rows()] == ["photo 5.png"]
    qtbot.keyClicks(pane.search, " nobody")
    assert pane.stack.currentWidget() is pane.nothing
    qtbot.mouseClick(pane.nothing.button, Qt.MouseButton.LeftButton)
    assert pane.model.rowCount() == 6


def test_naming_a_person_moves_the_photo_to_them(pane, qtbot):
    _click(pane, qtbot, 0)
    pane.details.person.setFocus()
    pane.details.person.selectAll()
    qtbot.keyClicks(pane.details.person, "Grace")
    qtbot.keyClick(pane.details.person, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: people_of(pane) == [("Everyone", 6), ("Ada", 3), ("Grace", 3)])


def test_enter_reviews_the_faces_of_the_photo(pane, qtbot, window):
    _click(pane, qtbot, 4)
    photo = pane.details.rows()[0].photo
    qtbot.keyClick(pane.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current_name == "faces")
    faces = window.current_pane
    qtbot.waitUntil(lambda: faces.review.row is not None and faces.review.row.photo.id == photo.id)


def test_a_missing_original_is_marked_and_found_again_only_by_its_content(pane, qtbot, window, tmp_path):
    photo = pane.model.rows()[0].photo
    moved = tmp_path / "moved.png"
    copy = photo.path.read_bytes()
    missing = tmp_path / "gone" / "photo.png"
    window.session.edit("Lose it", lambda: window.session.project.photos.relocate(photo.id, missing))
    qtbot.waitUntil(lambda: pane._tally.counts["missing"] == 1)
    other = pane.model.rows()[1].photo
    lost = next(row.photo for row in pane.model.rows() if row.missing)
    pane.photo_actions.relocate(lost, other.path)
    assert window.session.project.photos.get(lost.id).path == missing
    moved.write_bytes(copy)
    pane.photo_actions.relocate(lost, moved)
    qtbot.waitUntil(lambda: pane._tally.counts["missing"] == 0)


def test_the_report_of_a_drop_tells_why_files_were_skipped(pane, qtbot, window, tmp_path):
    from studio.panes.photos.import_report import ImportReportDialog

    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "notes.txt").write_text("words")
    window.session.importer.add_photos([tmp_path / "drop"])
    qtbot.waitUntil(pane.panel._why.isVisible)
    qtbot.mouseClick(pane.panel._why, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ImportReportDialog)
    assert dialog.table.topLevelItem(0).text(0) == "notes.txt"
    assert dialog.table.topLevelItem(0).text(1)
    dialog.close()


def test_an_empty_project_offers_a_drop_place_and_a_button(make_window, tmp_path, qtbot):
    window = make_window(tmp_path / "Empty")
    pane = window.current_pane
    assert pane.stack.currentWidget() is pane.empty
    assert pane.empty.button.isVisible()
    assert pane.top_line() == "none yet"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("show", ["", *SHOWS])
def test_every_order_and_filter_keeps_whole_rows(pane, order, show):
    rows = choose(list(pane._library.rows.values()), PhotoChoice(show=show, order=order))
    assert len({row.photo.id for row in rows}) == len(rows)
    assert all(SHOWS[show](row) for row in rows) if show else len(rows) == 6


def test_ten_thousand_rows_are_chosen_and_shown_quickly(pane, qtbot):
    from dataclasses import replace

    row = next(iter(pane._library.rows.values()))
    many = tuple(replace(row, photo=replace(row.photo, id=number)) for number in range(10_000))
    bar = pane.grid.verticalScrollBar()

    def show():
        pane.model.set_rows(choose(many, PhotoChoice(words="ada", order="name")))
        pane.grid.viewport().repaint()

    def scroll():
        for step in range(30):
            bar.setValue(bar.maximum() * step // 30)
            pane.grid.viewport().repaint()

    assert cpu_seconds(show) < 0.6
    assert cpu_seconds(scroll) / 30 < 0.033


def test_a_rubber_band_begun_between_the_photos_selects_what_it_touches(pane, qtbot):
    grid = pane.grid
    first, third = (grid.visualRect(pane.model.index(row)) for row in (0, 2))
    start = QPoint(first.right(), first.center().y())
    assert not grid.indexAt(start).isValid()
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for place in (start + QPoint(30, 30), third.center()):
        qtbot.mouseMove(grid.viewport(), place)
    qtbot.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=third.center())
    assert [pane.model.place_of(photo.id) for photo in pane.selection.photos()] == [1, 2]


def test_a_drag_out_of_the_grid_carries_the_selected_photos(pane, qtbot, monkeypatch):
    """Qt's own loop of a drag needs a real mouse: what it is given is looked at here."""
    from PySide6.QtGui import QDrag

    from studio.widgets.dragging import PHOTOS, numbers

    carried, seen = [], []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: carried.append((drag.mimeData(), drag.pixmap().isNull())))
    pane.grid.dragged.connect(seen.append)
    _click(pane, qtbot, 1)
    _click(pane, qtbot, 3, Qt.KeyboardModifier.ControlModifier)
    start = pane.grid.visualRect(pane.model.index(3)).center()
    qtbot.mousePress(pane.grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (5, 20, 60):
        qtbot.mouseMove(pane.grid.viewport(), start - QPoint(step, 0))
    qtbot.mouseRelease(pane.grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    (mime, bare) = carried[0]
    assert numbers(mime, PHOTOS) == [pane.model.rows()[place].photo.id for place in (1, 3)]
    assert not bare
    assert seen == [True, False]


def test_a_photo_that_changed_on_disk_is_asked_about_once_and_renewed(pane, qtbot, window, request):
    session, row = window.session, pane.model.rows()[0]
    original = row.photo.path.read_bytes()
    request.addfinalizer(lambda: row.photo.path.write_bytes(original))  # other tests look at it too
    said = []
    session.said.connect(lambda *words: said.append(words))
    new = np.ascontiguousarray(np.flipud(read_picture(row.photo.path)))[:, ::-1]
    Image.fromarray(new).save(row.photo.path, compress_level=1)
    session.library.look_for_originals()
    qtbot.waitUntil(lambda: pane._tally.counts["changed"] == 1)
    session.library.look_for_originals()
    qtbot.waitUntil(lambda: session.library.settled and pane.settled())
    ((words, button, show),) = said
    assert (words, button) == ("1 photo changed on disk", "Show")
    show()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    assert pane.chips.button.text() == "Take the new pictures"
    _click(pane, qtbot, 0)
    assert pane.details.changed.text() == "The file has changed since it was added."
    qtbot.mouseClick(pane.chips.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane._tally.counts["changed"] == 0)
    assert session.project.photos.get(row.photo.id).sha256 == read_photo(row.photo.path).sha256
    states = {face.state for face in session.library.rows[row.photo.id].faces}
    assert states == {FaceState.SUGGESTED}
    qtbot.waitUntil(lambda: said[-1][:2] == ("1 new picture taken", "Undo"))
    session.undo()
    assert session.project.photos.get(row.photo.id) == row.photo
