"""The command line and the window in one process that notes every file it touches below a folder.

`python -m tests.flow.watched PROJECT OUTSIDE`: prints what touched OUTSIDE, a line each, then "done".
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

PANES = ("photos", "faces", "filters", "train", "paint", "gallery")
PATIENCE = 60.0


def note_what_touches(outside: Path, touched: set[str]) -> None:
    """Python tells a hook of every file that is opened, listed, moved or removed, whichever module asks."""
    inside = os.path.realpath(outside)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event.partition(".")[0] in ("open", "os", "shutil", "sqlite3", "mmap"):
            paths = [os.fsdecode(value) for value in arguments if isinstance(value, str | bytes | os.PathLike)]
            touched.update(f"{event} {path}" for path in paths if os.path.realpath(path).startswith(inside))

    sys.addaudithook(hook)


def use_command_line(project: Path, folder: Path) -> None:
    from models.cli import main

    there = str(project)
    for words in (
        ["check", there],
        ["info", there],
        ["faces", there],
        ["keep", there, "1"],
        ["train", there, "--resume", "1"],
        ["paint", "colourise", str(project / "nothing.jpg"), "--gallery", there],
        ["queue", there],
        ["export", there, "-o", str(folder / "exported")],
    ):
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), contextlib.suppress(SystemExit):
            main(words)


def use_window(project: Path, settings: Path) -> None:
    """Look at every pane, delete every painting, take it back."""
    from PySide6.QtCore import QModelIndex

    from studio.look import theme
    from studio.run.app import make_application, open_window
    from studio.state.preferences import Preferences

    app = make_application()
    theme.apply(app, "dark")
    window = open_window(project, Preferences(settings))
    window.show()

    def wait(done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < end:
            app.processEvents()
            time.sleep(0.005)

    wait(lambda: hasattr(window, "_menu") and window.session.project is not None)
    for name in PANES:
        window.session.go(name)
        wait(lambda name=name: window.current_name == name and window.current_pane.settled())
    gallery = window.current_pane
    gallery.grid.selectAll()
    gallery.painting_actions.delete(gallery.selected())
    wait(lambda: gallery.model.rowCount(QModelIndex()) == 0)
    window.session.undo()
    wait(lambda: not window.session.runner.jobs)
    window.close()
    wait(window.session.close)


def main(project: Path, outside: Path) -> None:
    touched: set[str] = set()
    note_what_touches(outside, touched)
    use_command_line(project, project.parent)
    use_window(project, project.parent / "settings.ini")
    found = sorted(touched)
    next(outside.glob("*.png")).open("rb").close()
    print(*found, "done" if len(touched) > len(found) else "blind", sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
