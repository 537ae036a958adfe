"""From the click on Paint to the picture in the Gallery: what was written once is not read again to be shown."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from models.gallery.painting_file import thumbnail_key
from models.images import read_picture
from models.photos.thumbnails import make_thumbnail, thumbnail_path
from studio.panes.gallery import GalleryPane
from studio.panes.paint import PaintPane
from studio.widgets.roles import Role
from tests.studio.panes.learning import make_project, open_session
from tests.studio.panes.painted import make_encoders

_OPENED = 0x20


class Watched:
    """Tells the names of the files opened in a folder, whoever opens them: Python, Qt or another process."""

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None)
        self._handle = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._handle, os.fsencode(folder), _OPENED) >= 0

    def opened(self) -> set[str]:
        try:
            data = os.read(self._handle, 1 << 20)
        except BlockingIOError:
            return set()
        names, start = set(), 0
        while start < len(data):
            (length,) = struct.unpack_from("I", data, start + 12)
            names.add(data[start + 16 : start + 16 + length].rstrip(b"\0").decode())
            start += 16 + length
        return names

    def close(self) -> None:
        os.close(self._handle)


@pytest.fixture
def session(tmp_path, astronaut, qapp):
    folder = make_project(tmp_path, astronaut, 2)
    shutil.copy(make_encoders(tmp_path, "colourise")[0], folder / "encoders")
    with open_session(folder, tmp_path / "settings.ini") as opened:
        yield opened


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells who opens a file")
def test_a_painting_is_written_once_and_shown_without_being_opened(session, qtbot):
    project, watched = session.project, Watched(session.project.gallery_folder)
    paint, gallery = PaintPane(session), GalleryPane(session)
    for pane in (paint, gallery):
        qtbot.addWidget(pane)
        pane.resize(1200, 800)
        pane.show()
        pane.activated()
    qtbot.waitUntil(paint.front.paint_button.isEnabled)
    with qtbot.waitSignal(session.runner.ended):
        qtbot.mouseClick(paint.front.paint_button, Qt.MouseButton.LeftButton)
    (painting,) = project.paintings.all()
    qtbot.waitUntil(lambda: gallery.model.rowCount() == 1)
    key = gallery.model.index(0).data(Role.KEY)
    qtbot.waitUntil(lambda: gallery.store.get(key, painting) is not None and gallery.settled())

    opened = watched.opened()
    assert any(name.startswith(".bottega-") for name in opened)  # under this name it was written
    assert painting.path.name not in opened

    small = read_picture(thumbnail_path(project.thumbnails_folder, thumbnail_key(painting.path)))
    expected = make_thumbnail(read_picture(painting.path))
    assert small.shape == expected.shape
    assert abs(small.astype(int) - expected).mean() < 4
    assert painting.path.name in watched.opened()  # now it was: the watch does see it
    watched.close()
