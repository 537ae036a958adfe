"""Files dropped anywhere in the window and pasted from the clipboard, as Qt delivers them; the report of what came."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from models.images import write_png
from studio.panes.photos.import_report import ImportReportDialog
from tests.studio.panes.photos.hands import LEFT, PLAIN

COPY = Qt.DropAction.CopyAction


def _drop(widget, paths, place):
    """Enter, move and let go over a widget: Qt itself looks for who takes it."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(place, COPY, mime, LEFT, PLAIN)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDragMoveEvent(place, COPY, mime, LEFT, PLAIN))
    QApplication.sendEvent(widget, QDropEvent(place.toPointF(), COPY, mime, LEFT, PLAIN))
    return enter.isAccepted()


@pytest.fixture
def mixture(tmp_path, astronaut):
    """A folder within a folder, a file beside, a file that is no photo, one that is damaged, the same photo twice."""
    deep = tmp_path / "drop" / "Family" / "Zoë"
    deep.mkdir(parents=True)
    write_png(deep / "one.png", astronaut[:100].copy())
    write_png(deep / "two.png", astronaut[:110].copy())
    write_png(tmp_path / "drop" / "Family" / "two again.png", astronaut[:110].copy())
    (deep / "notes.txt").write_text("words")
    (tmp_path / "drop" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0nothing")
    write_png(tmp_path / "single.png", astronaut[:120].copy())
    return [tmp_path / "drop", tmp_path / "single.png"]


@pytest.mark.parametrize("name", ["photos", "faces", "gallery"])
def test_a_mixture_of_files_and_folders_is_taken_on_any_pane(window, qtbot, mixture, name):
    window.show_pane(name)
    target = window.childAt(QPoint(window.width() // 2, window.height() // 2))
    assert _drop(target, mixture, QPoint(10, 10))
    qtbot.waitUntil(lambda: window.session.importer.report is not None)
    assert window.current_name == "photos"
    report = window.session.importer.report
    assert (report.added, report.known, len(report.refused)) == (3, 1, 2)
    qtbot.waitUntil(lambda: window.current_pane.model.rowCount() == 9)
    assert {"Zoë", window.session.project.folder.parent.name} <= set(window.session.project.people.counts())
    assert window._toast.label.text() == "3 photos added, 2 skipped, 1 was here already"
    qtbot.waitUntil(lambda: not window.session.runner.jobs)


def test_dropping_on_the_grid_and_on_the_list_of_people_imports_too(window, qtbot, mixture):
    pane = window.current_pane
    qtbot.waitUntil(lambda: pane.model.rowCount() == 6)
    for number, target in enumerate((pane.grid.viewport(), pane.panel.people.view.viewport())):
        window.session.importer.report = None
        assert _drop(target, mixture, QPoint(30, 30))
        qtbot.waitUntil(lambda: window.session.importer.report is not None)
        assert window.session.importer.report.known == (1, 4)[number]
        qtbot.waitUntil(lambda: not window.session.runner.jobs)


def test_the_report_is_sorted_by_its_heads_and_copied_as_text(window, qtbot, mixture):
    _drop(window, mixture, QPoint(30, 300))
    pane = window.current_pane
    qtbot.waitUntil(pane.panel._why.isVisible)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)
    qtbot.mouseClick(pane.panel._why, LEFT)
    dialog = window.findChild(ImportReportDialog)
    head = dialog.table.header()

    def press(column):
        place = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
        qtbot.mouseClick(head.viewport(), LEFT, pos=place)
        return [dialog.table.topLevelItem(row).text(column) for row in range(2)]

    assert press(0) == ["broken.jpg", "notes.txt"]
    assert press(0) == ["notes.txt", "broken.jpg"]
    reasons = press(1)
    assert reasons == sorted(reasons)
    assert all(reasons)
    copy = next(button for button in dialog.findChildren(type(dialog.close_button)) if button.text() == "Copy as text")
    qtbot.mouseClick(copy, LEFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "3 photos added, 2 skipped, 1 was here already"
    assert {line.split("\t")[1] for line in lines[1:]} == set(reasons)
    dialog.close()


def test_files_in_the_clipboard_are_pasted_with_ctrl_v(window, qtbot, mixture):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in mixture])
    QGuiApplication.clipboard().setMimeData(mime)
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.project.photos.count() == 9)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)


def test_a_picture_in_the_clipboard_becomes_a_photo(window, qtbot, astronaut):
    picture = astronaut[:90].copy()
    image = QImage(picture.data, picture.shape[1], picture.shape[0], picture.strides[0], QImage.Format.Format_RGB888)
    QGuiApplication.clipboard().setImage(image.copy())
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.project.photos.people().get("Pasted") == 1)
    (photo,) = [photo for photo in window.session.project.photos.all() if photo.person == "Pasted"]
    assert (photo.width, photo.height) == (512, 90)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)


def test_words_in_the_clipboard_are_said_to_be_no_photo(window, qtbot):
    QGuiApplication.clipboard().setText("just words")
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window._toast.label.text() == "There is no photo in the clipboard"
    assert window.session.project.photos.count() == 6


def test_pasting_into_a_field_is_pasting_words(window, qtbot):
    pane = window.current_pane
    QGuiApplication.clipboard().setText("grace")
    pane.search.setFocus()
    qtbot.keyClick(pane.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pane.search.text() == "grace"
