"""What to do with files dropped or pasted anywhere in the window: photos, encoders, recipes, paintings made here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject

from models.errors import BottegaError
from studio.jobs import Questions
from studio.state.session import Session

ENCODER_SUFFIX = ".bottega"
RECIPE_SUFFIX = ".recipe.json"


def paths_of(mime: QMimeData) -> list[Path]:
    """The local files of a drag or of the clipboard."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Dropped files by what they are. painting: one picture that carries the recipe it was painted by."""

    photos: tuple[Path, ...]
    encoders: tuple[Path, ...]
    painting: Path | None = None
    recipes: tuple[Path, ...] = ()


def sort_files(paths: Sequence[Path]) -> Sorted:
    """Encoders and recipes by their ending; a single PNG is looked into for how it was painted. Reads files: not in

    the GUI thread.
    """
    encoders = tuple(path for path in paths if path.suffix.lower() == ENCODER_SUFFIX and path.is_file())
    recipes = tuple(path for path in paths if path.name.lower().endswith(RECIPE_SUFFIX) and path.is_file())
    photos = tuple(path for path in paths if path not in (*encoders, *recipes))
    if len(photos) == 1 and photos[0].suffix.lower() == ".png" and carries_recipe(photos[0]):
        return Sorted((), encoders, photos[0], recipes)
    return Sorted(photos, encoders, None, recipes)


def carries_recipe(path: Path) -> bool:
    """Whether this PNG was painted by Bottega."""
    from models.gallery.painting_file import read_painting_recipe

    try:
        return read_painting_recipe(path) is not None
    except (BottegaError, OSError):
        return False


class Drops(QObject):
    """take(paths) sorts them off the GUI thread, then starts what each kind needs."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._sorting = Questions(session.background, self).answered_by(self._on_sorted)

    def take(self, paths: Sequence[Path]) -> None:
        if paths:
            self._sorting.ask(sort_files, list(paths))

    def _on_sorted(self, files: Sorted) -> None:
        if files.encoders:
            self._session.go("paint", files=files.encoders)
        if files.photos:
            self._session.go("photos")
            self._session.importer.add_photos(files.photos)
        if files.recipes:
            self._session.go("filters", recipe_files=files.recipes)
        if files.painting is not None:
            self._session.go("paint", painting=files.painting)
