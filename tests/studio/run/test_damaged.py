"""The window starts whatever became of the project opened last, says what is wrong once, and offers what helps."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from models.errors import BottegaError
from models.project import Project
from models.project.project import DATABASE
from studio.dialogs.bad_rows import BadRows
from studio.dialogs.error import ErrorDialog
from studio.dialogs.snapshots import Snapshots
from studio.dialogs.unopened import Unopened
from studio.panes import PANES
from studio.run import app
from studio.run.crash import catching_errors
from studio.state.preferences import Preferences
from tests.project.damaging import damage_page
from tests.project.rows import new_photo
from tests.read_only import kept_from_writing

NAMES = [entry.name for entry in PANES]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own place, where "My studio" is made."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    return tmp_path / "home"


@pytest.fixture
def start(qapp, qtbot, settings, monkeypatch):
    """start(folder) -> the window as it starts when that project was opened last, and the errors it was told of."""
    started = []

    def open_last(folder: Path):
        settings.remember_project(folder)
        window = app.open_window(None, settings)
        window.show()
        started.append(window)
        return window

    yield open_last
    for window in started:
        _end(window)


def _end(window) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.close()
    assert window.session.close()
    window.deleteLater()


def _button(widget, text: str, number: int = 0) -> QPushButton:
    return [one for one in widget.findChildren(QPushButton) if one.text() == text][number]


def _press(qtbot, widget, text: str, number: int = 0) -> None:
    qtbot.mouseClick(_button(widget, text, number), Qt.MouseButton.LeftButton)


def _unopened(window) -> Unopened:
    return next(one for one in window.findChildren(Unopened) if one.isVisible())


# one damaged page


def _start_damaged(stocked: Path, settings: Preferences, qtbot, seed: int, panes: Sequence[str]) -> None:
    """Look at these panes in a window of its own. Errors that nobody foresaw fail, and more than one dialog of each."""
    folder = stocked.with_name("Damaged")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stocked, folder)
    damage_page(folder / DATABASE, random.Random(seed))
    settings.remember_project(folder)
    told: list[Exception] = []
    with catching_errors(told.append):
        window = app.open_window(None, settings)
        window.session.failed.connect(told.append)
        window.show()
        for name in panes:
            window.show_pane(name)
            qtbot.waitUntil(window.pane(name).settled)
        dialogs = [type(one) for one in window.findChildren(QDialog) if one.isVisible()]
        assert dialogs.count(ErrorDialog) <= 1
        assert dialogs.count(Unopened) <= 1
        _end(window)
        QApplication.processEvents()
    assert [error for error in told if not isinstance(error, BottegaError)] == [], f"seed {seed}"


def test_the_window_starts_with_a_damaged_page(qapp, qtbot, stocked, settings):
    for seed in range(30):
        _start_damaged(stocked, settings, qtbot, seed, NAMES[: 1 if seed % 10 else None])


@pytest.mark.slow
def test_the_window_starts_with_five_hundred_damaged_pages(qapp, qtbot, stocked, settings):
    for seed in range(100, 600):
        _start_damaged(stocked, settings, qtbot, seed, NAMES[: 1 if seed % 10 else None])


# a project that can't be opened


def _spoil(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"no database at all, but long enough to be looked at" * 40)


def test_a_spoilt_project_is_told_once_and_closing_leaves_my_studio(start, qtbot, stocked):
    _spoil(stocked)
    window = start(stocked)
    dialog = _unopened(window)
    assert "damaged" in dialog.headline.text()
    assert "snapshot" in dialog.rest.text()
    assert window.windowTitle() == "My studio"
    assert window.findChildren(ErrorDialog) == []
    _press(qtbot, dialog, "Close")
    qtbot.waitUntil(lambda: not window.findChildren(Unopened))
    assert window.windowTitle() == "My studio"


def test_its_snapshot_of_a_day_is_put_back_from_the_dialog(start, qtbot, stocked):
    with Project.open(stocked) as project:
        project.photos.add([new_photo("one more.jpg")])
    _spoil(stocked)
    window = start(stocked)
    _press(qtbot, _unopened(window), "Restore")
    assert window.windowTitle() == "Stocked"
    assert window.session.project.photos.count() == 7
    assert window._toast.label.text().startswith("The project is as it was on ")
    assert f"{DATABASE} until" in window._toast.label.text()


def test_another_one_is_opened_from_the_dialog(start, qtbot, stocked, settings, tmp_path):
    Project.create(tmp_path / "Another").close()
    settings.remember_project(tmp_path / "Another")
    _spoil(stocked)
    window = start(stocked)
    _press(qtbot, _unopened(window), "Open")
    assert window.windowTitle() == "Another"


def _gone(folder: Path) -> None:
    shutil.rmtree(folder)


def _too_new(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _foreign(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("CREATE TABLE more (id INTEGER)")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(_gone, "no Bottega project here"), (_too_new, "newer Bottega"), (_foreign, "no project of Bottega")],
)
def test_each_reason_is_said(start, stocked, spoil, words):
    spoil(stocked)
    window = start(stocked)
    assert words in _unopened(window).headline.text()
    assert window.windowTitle() == "My studio"


def test_a_project_that_is_gone_is_not_made_anew_and_comes_back(start, qtbot, stocked):
    stocked.rename(stocked.with_name("Elsewhere"))
    window = start(stocked)
    assert not stocked.exists()
    stocked.with_name("Elsewhere").rename(stocked)
    _press(qtbot, _unopened(window), "Try again")
    assert window.windowTitle() == "Stocked"


def test_one_open_elsewhere_offers_no_snapshot(start, stocked):
    with Project.open(stocked) as project:
        project.photos.add([new_photo("one more.jpg")])
    with Project.open(stocked):
        window = start(stocked)
        texts = [button.text() for button in _unopened(window).findChildren(QPushButton)]
        assert "Restore" not in texts
        assert "Try again" in texts


def test_a_database_that_another_program_holds_holds_no_window(start, stocked):
    holder = sqlite3.connect(stocked / DATABASE, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    try:
        assert "another program holds" in _unopened(start(stocked)).headline.text()
    finally:
        holder.close()


def test_a_home_that_may_not_be_written_is_no_reason_not_to_start(start, stocked, home):
    home.mkdir(exist_ok=True)
    _spoil(stocked)
    with kept_from_writing(home):
        window = start(stocked)
        assert window.windowTitle() == "My studio"
        assert home not in window.session.project.folder.parents


# the open project


def test_a_day_is_chosen_in_the_file_menu_and_the_panes_show_it(window, qtbot):
    session = window.session
    with session.project.edit("Left out"):
        session.project.photos.set_left_out([1], True)
    session.project.database._keep_day()
    session.edit("Remove", lambda: session.project.photos.remove([1, 2, 3]))
    file_menu = window._menu.actions()[0].menu()
    next(one for one in file_menu.actions() if one.text() == "Restore a snapshot ...").trigger()
    dialog = window.findChild(Snapshots)
    _press(qtbot, dialog, "Restore")
    assert len(session.project.photos.all()) == 6
    qtbot.waitUntil(lambda: window.current_pane.top_line().startswith("6 photos"))
    assert list(session.project.folder.glob(f"{DATABASE} until *"))


def test_a_snapshot_that_is_damaged_too_is_refused_and_the_project_stays_open(window, qtbot):
    session = window.session
    session.project.snapshots_folder.mkdir(exist_ok=True)
    (session.project.snapshots_folder / "2026-11-24.sqlite3").write_bytes(b"no database at all" * 400)
    snapshot = Project.snapshots(session.project.folder)[-1]
    assert not session.restore_snapshot(session.project.folder, snapshot)
    assert session.project.photos.count() == 6
    dialog = window.findChild(ErrorDialog)
    assert "damaged" in dialog.headline.text()
    dialog.close()


def test_rows_that_cannot_be_read_are_told_once_with_their_details(make_window, stocked, qtbot):
    connection = sqlite3.connect(stocked / DATABASE)
    connection.execute("UPDATE photos SET width = 'wide' WHERE id IN (1, 2)")
    connection.commit()
    connection.close()
    window = make_window(stocked)
    qtbot.waitUntil(lambda: window._toast.label.text() == "2 rows of this project can't be read")
    qtbot.mouseClick(window._toast.button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(BadRows)
    assert dialog.text.toPlainText().count("its width is no whole number") == 2
    dialog.close()


def test_a_read_only_project_is_looked_at_and_every_write_is_one_sentence(make_window, stocked, qtbot):
    with kept_from_writing(stocked):
        window = make_window(stocked)
        errors = []
        window.session.failed.disconnect(window._on_failed)
        window.session.failed.connect(errors.append)
        assert window.status_bar.saved.text() == "Read-only: nothing can be changed"
        assert window._toast.label.text().startswith("This project is read-only")
        for entry in PANES:
            window.show_pane(entry.name)
            qtbot.waitUntil(window.pane(entry.name).settled)
        qtbot.waitUntil(lambda: not window.session.runner.jobs)
        assert [str(error) for error in errors] == []
        window.session.edit("Leave out", lambda: window.session.project.photos.set_left_out([1], True))
        assert "this project is read-only" in str(errors[0])
        window.close()
        assert window.session.close()
