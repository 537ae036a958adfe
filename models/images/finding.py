"""Finds the files behind what was dropped: files, folders and mixtures. It does not judge whether they are photos."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.images.clutter import films_of_photos, is_project, is_side_file, is_system_folder


def find_picture_files(paths: Iterable[Path | str]) -> Iterator[Path]:
    """Every file named or inside a named folder, each once, sorted within a folder, folders after their files.

    Paths come back absolute, links unresolved. What does not exist or can't be listed is yielded too, so that
    the reader can say why it was refused; so is a project's folder that was named itself. Links to folders are
    followed once: a circle ends by itself. What systems and other programs leave beside photos is passed over:
    hidden files and folders, bins, caches of thumbnails, side files, and the folders of projects. Somebody who
    names such a file or folder alone means it; among several names it was only marked along.
    """
    named = [Path(os.path.abspath(path)) for path in paths]
    films = films_of_photos(map(str, named))
    walk = _Walk()
    for path in named:
        if len(named) == 1 or not (str(path) in films or _marked_along(path)):
            yield from walk.files(path)


def _marked_along(path: Path) -> bool:
    if os.path.isdir(path):
        return is_system_folder(path.name) or is_project(path)
    return is_side_file(path.name)


class _Walk:
    """One search. It goes down by a list of its own: Python's stack ends at a thousand folders."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[tuple[int, int]] = set()
        self._real: dict[str, str] = {}

    def files(self, path: Path) -> Iterator[Path]:
        """The files behind a path that were not found yet."""
        # os.path.isdir, since Path.is_dir raises where a folder may be listed but not entered
        if not os.path.isdir(path) or is_project(path):
            yield from self._once(str(path))
            return
        waiting = [str(path)]
        while waiting:
            files, folders = self._inside(waiting.pop())
            for name in files:
                yield from self._once(name)
            waiting += reversed(folders)

    def _once(self, path: str) -> Iterator[Path]:
        """The path, unless the same file was found by way of another name of its folder."""
        folder, name = os.path.split(path)
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        key = os.path.join(self._real[folder], name)
        if key not in self._files:
            self._files.add(key)
            yield Path(path)

    def _inside(self, folder: str) -> tuple[list[str], list[str]]:
        """The files and the folders in a folder, sorted, without clutter; itself where it can't be listed."""
        try:
            if not self._is_new(folder):
                return [], []
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            return [folder], []
        folders = {entry.name for entry in inside if _is_folder(entry)}
        passed_over = folders | films_of_photos(entry.name for entry in inside)
        kept = [entry for entry in inside if entry.name not in passed_over and not _is_left_beside(entry.name)]
        below = [os.path.join(folder, name) for name in sorted(folders) if not _is_hidden(name)]
        return [entry.path for entry in kept], [path for path in below if not is_project(path)]

    def _is_new(self, folder: str) -> bool:
        status = os.stat(folder)
        # some file systems give no numbers; there a folder is entered however often it is named
        key = (status.st_dev, status.st_ino)
        if status.st_ino and key in self._folders:
            return False
        self._folders.add(key)
        return True


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_left_beside(name: str) -> bool:
    return name.startswith(".") or is_side_file(name)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or is_system_folder(name)
