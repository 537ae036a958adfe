"""What the window remembers between starts: theme, size, recent projects. An INI file; never a project's data."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QByteArray, QSettings

RECENT_KEPT = 8


class Preferences:
    """Typed access to the INI file; what is unreadable there counts as not set."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file if file is not None else default_settings_file()
        with contextlib.suppress(OSError):  # nothing is remembered then; the window starts all the same
            self.file.parent.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(self.file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Literal["dark", "light"]:
        return "light" if self._store.value("theme") == "light" else "dark"

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def geometry(self) -> QByteArray:
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    @property
    def recent(self) -> list[Path]:
        """The projects opened last, newest first, without those that are gone."""
        return [folder for folder in self._remembered() if _is_there(folder)]

    @property
    def last(self) -> Path | None:
        """The project opened last, also when it is gone."""
        return next(iter(self._remembered()), None)

    def _remembered(self) -> list[Path]:
        stored = self._store.value("recent")
        words = [stored] if isinstance(stored, str) else cast("list[object]", stored or [])
        return [Path(word) for word in words if isinstance(word, str) and word]

    def remember_project(self, folder: Path) -> None:
        kept = [folder, *(path for path in self.recent if path != folder)][:RECENT_KEPT]
        self._store.setValue("recent", [str(path) for path in kept])

    def text(self, name: str, default: str = "") -> str:
        """A pane's own small choice, such as how it sorts."""
        value = self._store.value(name)
        return value if isinstance(value, str) else default

    def set_text(self, name: str, value: str) -> None:
        self._store.setValue(name, value)

    def sync(self) -> None:
        """Write now; a disk that is full costs a preference, nothing more."""
        with contextlib.suppress(OSError):
            self._store.sync()


def _is_there(folder: Path) -> bool:
    """A folder that may not be looked into is as good as gone."""
    try:
        return folder.is_dir()
    except OSError:
        return False


def default_settings_file() -> Path:
    """Where this system keeps a person's settings."""
    import platformdirs

    return Path(platformdirs.user_config_dir("bottega", appauthor=False)) / "bottega.ini"


def default_project_folder() -> Path:
    """ "My studio" in the person's documents, or in the system's data folder when there are none."""
    import platformdirs

    documents = Path(platformdirs.user_documents_dir())
    home = documents if documents.is_dir() else Path(platformdirs.user_data_dir("bottega", appauthor=False))
    return home / "My studio"
