"""`start.py screenshots DIR [PATH...]`: every pane of the real window on a real project, as PNG files.

The project is made in DIR/project: the photos given, else scikit-image's astronaut; faces, a short training, paintings.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import BottegaError
from models.events import Event, Finished, Noted, PhotoRefused, Refused
from models.project import Project
from models.records import PaintOptions, PaintSource

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from studio.window.main_window import MainWindow

WINDOW_SIZES = ((1600, 1000), (1100, 700))
THEMES = ("dark", "light")
MINUTES = 1.0
"""How long the encoder that paints in the pictures learns, unless DIR/project has one already."""


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code: 2 for wrong words, 1 when no project could be made."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0].startswith("-"):
        print("usage: start.py screenshots DIR [PATH...]", file=sys.stderr)
        return 2
    folder = Path(words[0]).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        project = fill_project(folder, [Path(word) for word in words[1:]])
    except (BottegaError, OSError) as error:
        print(f"bottega: {error}", file=sys.stderr)
        return 1
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for path in take_pictures(folder, project):
        print(path, flush=True)
    return 0


def fill_project(folder: Path, photos: Sequence[Path]) -> Path:
    """A project with everything the panes can show; one that is there already is used as it is."""
    from models.faces.haar import DetectorSettings
    from models.recipes import RECIPES
    from models.training.config import TrainConfig
    from models.workflow.demo import save_astronaut
    from models.workflow.find_faces import find_faces
    from models.workflow.import_photos import import_photos
    from models.workflow.paint_photos import paint_into_gallery
    from models.workflow.train_encoder import train_encoder

    with Project.open_or_create(folder / "project") as project:
        if project.photos.count() == 0:
            tell(import_photos(project, photos or [save_astronaut(folder / "photos" / "Eileen" / "astronaut.png")]))
            tell(find_faces(project, DetectorSettings()))
        if not any(project.encoders_folder.iterdir()):
            config = TrainConfig(size="sketch", minutes=MINUTES, batch_size=4, score_seconds=20)
            tell(train_encoder(project, RECIPES.get("colourise"), config))
        if project.paintings.count() == 0:
            encoder = next(project.encoders_folder.iterdir())
            ids = [photo.id for photo in project.photos.all()][:18]
            for options in (PaintOptions(), PaintOptions(PaintSource.FACES, colour=1.2)):
                tell(paint_into_gallery(project, encoder, ids, options))
        return project.folder


def tell(events: Iterable[Event]) -> None:
    """Run a workflow to its end, saying what a person should know."""
    for event in events:
        if isinstance(event, Finished):
            print(event.summary, flush=True)
        elif isinstance(event, Noted):
            print(event.text, flush=True)
        elif isinstance(event, Refused | PhotoRefused):
            print(f"{event.path}: {event.reason}", file=sys.stderr)


def take_pictures(folder: Path, project: Path) -> list[Path]:
    """The real window, pane by pane, in both themes and two sizes; returns the files."""
    from studio.look import theme
    from studio.panes import PANES
    from studio.run.app import make_application, open_window
    from studio.state.preferences import Preferences

    app = make_application()
    theme.apply(app, THEMES[0])
    window = open_window(project, Preferences(folder / "window.ini"))
    made = []
    try:
        window.show()
        for name, (width, height) in product(THEMES, WINDOW_SIZES):
            theme.apply(app, name)
            window.resize(width, height)
            for entry in PANES:
                window.show_pane(entry.name)
                path = folder / f"{entry.name}-{name}-{width}x{height}.png"
                grab_when_still(window).save(str(path))
                made.append(path)
    finally:
        window.close()
        window.session.close()
    return made


def grab_when_still(window: MainWindow) -> QImage:
    """The window once its pane has everything and nothing has moved for a moment; after a minute as it is."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtGui import QImage

    loop = QEventLoop()
    shown, still, until = QImage(), 0, time.monotonic() + 60
    while still < 3 and time.monotonic() < until:
        QTimer.singleShot(250, loop.quit)
        loop.exec()
        now = window.grab().toImage()
        still = still + 1 if now == shown and window.current_pane.settled() else 0
        shown = now
    return shown


if __name__ == "__main__":
    sys.exit(main())
