"""What other programs drag and copy: paintings, pictures out of a browser, links and paths as they write them."""

from __future__ import annotations

import base64
import socket
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton

from models.gallery.export import ExportOptions, export_painting
from models.images import write_png
from studio.dialogs.dropped_paintings import DroppedPaintings
from studio.dialogs.error import ErrorDialog
from studio.window.offered import local_path, read_offer
from tests.read_only import kept_from_writing
from tests.studio.panes.painted import add_painting

COPY, LEFT, PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LINK = "https://example.org/portrait.jpg"


def _drop(window, mime: QMimeData) -> bool:
    """Whether the window wanted it; let go there in any case."""
    enter = QDragEnterEvent(QPointF(300, 300).toPoint(), COPY, mime, LEFT, PLAIN)
    enter.ignore()
    window.dragEnterEvent(enter)
    window.dropEvent(QDropEvent(QPointF(300, 300), COPY, mime, LEFT, PLAIN))
    return enter.isAccepted()


def _urls(*urls: QUrl | str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    return mime


def _png() -> bytes:
    image = QImage(80, 60, QImage.Format.Format_RGB888)
    image.fill(QColor(200, 30, 30))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


@pytest.fixture
def exported(window, tmp_path) -> dict[str, Path]:
    """A painting as each format, under its format's name."""
    out = tmp_path / "out"
    out.mkdir()
    painting = add_painting(window.session.project)
    return {kind: export_painting(painting, 1, out, ExportOptions(format=kind)) for kind in ("png", "jpeg", "webp")}


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_painting_of_any_format_reopens_its_recipe(window, qtbot, exported, kind):
    assert _drop(window, _urls(QUrl.fromLocalFile(str(exported[kind]))))
    qtbot.waitUntil(lambda: window.current_name == "paint")
    qtbot.waitUntil(lambda: "the encoder Colourise" in window._toast.label.text())
    assert window.session.project.photos.count() == 6


def test_several_paintings_ask_which_and_a_photo_among_them_is_added(window, qtbot, exported, astronaut_file):
    files = [*exported.values(), astronaut_file]
    assert _drop(window, _urls(*(QUrl.fromLocalFile(str(path)) for path in files)))
    qtbot.waitUntil(lambda: bool(window.findChildren(DroppedPaintings)))
    (dialog,) = window.findChildren(DroppedPaintings)
    links = [button for button in dialog.findChildren(QPushButton) if button.text() == "Open its recipe"]
    assert len(links) == 3
    qtbot.mouseClick(links[2], LEFT)
    qtbot.waitUntil(lambda: window.current_name == "paint")
    qtbot.waitUntil(lambda: window.session.project.photos.count() == 7)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)


def test_three_drops_in_a_row_are_all_taken(window, qtbot, astronaut, tmp_path):
    for number in range(3):
        write_png(tmp_path / f"{number}.png", astronaut[: 100 + number].copy())
        _drop(window, _urls(QUrl.fromLocalFile(str(tmp_path / f"{number}.png"))))
    qtbot.waitUntil(lambda: window.session.project.photos.count() == 9)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)


def test_a_picture_out_of_a_browser_is_taken_as_one_that_was_pasted(window, qtbot):
    mime = _urls(LINK)
    mime.setHtml(f'<img src="{LINK}">')
    mime.setData("image/png", QByteArray(_png()))
    assert _drop(window, mime)
    qtbot.waitUntil(lambda: window.session.project.photos.people().get("Pasted") == 1)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)


def test_a_bare_web_link_is_refused_in_words(window, qtbot):
    assert _drop(window, _urls(LINK))
    assert window._toast.label.text() == "A web link holds no picture: save the picture first, then drop its file"


def test_a_web_link_beside_a_file_is_named_as_left_out(window, qtbot, astronaut_file):
    assert _drop(window, _urls(QUrl.fromLocalFile(str(astronaut_file)), LINK))
    assert window._toast.label.text().startswith("1 was a web link and left out")
    qtbot.waitUntil(lambda: window.session.project.photos.count() == 7)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)


def test_files_are_found_by_every_name_they_go_by(tmp_path):
    names = ["plain.jpg", "two words.jpg", "50%25 gray.jpg", "ärger.jpg", "a#b?c.jpg"]
    for name in names:
        (tmp_path / name).write_bytes(b"")
        written = QUrl.fromLocalFile(str(tmp_path / name)).toEncoded().data().decode()
        assert local_path(QUrl(written)) == tmp_path / name
        for host in ("localhost", socket.gethostname()):
            assert local_path(QUrl(written.replace("file:///", f"file://{host}/"))) == tmp_path / name
    assert local_path(QUrl(f"file://{tmp_path}/50%25 gray.jpg")) == tmp_path / "50%25 gray.jpg"  # never encoded
    assert local_path(QUrl(LINK)) is None


def test_the_path_of_a_file_is_pasted_as_that_file(window, qtbot, astronaut_file):
    for text in (str(astronaut_file), f'"{astronaut_file}"\n', QUrl.fromLocalFile(str(astronaut_file)).toString()):
        mime = QMimeData()
        mime.setText(text)
        assert read_offer(mime, typed=True).files == (astronaut_file,)
        assert not read_offer(mime)
    QGuiApplication.clipboard().setText(str(astronaut_file))
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.project.photos.count() == 7)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)


def test_a_picture_inside_of_html_is_pasted(window, qtbot):
    mime = QMimeData()
    mime.setHtml(f'<p>A <img alt="x" src="data:image/png;base64,{base64.b64encode(_png()).decode()}"></p>')
    QGuiApplication.clipboard().setMimeData(mime)
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.project.photos.people().get("Pasted") == 1)
    qtbot.waitUntil(lambda: not window.session.runner.jobs)


@pytest.mark.parametrize("text", ["", "/", "~", "file:", "file:///\x00", "a" * 9000, "//", "/no/such/file.jpg", "\n\n"])
def test_odd_words_are_no_files(text):
    mime = QMimeData()
    mime.setText(text)
    assert all(path.is_dir() for path in read_offer(mime, typed=True).files)


def test_pasting_into_a_read_only_project_is_one_sentence(make_window, stocked, qtbot):
    with kept_from_writing(stocked):
        window = make_window(stocked)
        QGuiApplication.clipboard().setImage(QImage.fromData(_png()))
        qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: bool(window.findChildren(ErrorDialog)))
        dialog = window.findChild(ErrorDialog)
        assert "this project is read-only" in dialog.headline.text()
        dialog.close()
        window.close()
        assert window.session.close()
