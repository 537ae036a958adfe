"""Finds originals that were moved: below folders, by their content alone. Sizes first, so that few files are read."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from models.events import Changed, Event, Finished, Progress
from models.files import sha256_of
from models.images import page_key
from models.project import Project
from models.records import Photo
from models.words import plural

_LOOK_EVERY = 0.1
"""Seconds between two words about how many files were looked at."""


def find_missing(project: Project, *folders: Path) -> Iterator[Event]:
    """Look below the folders for every photo whose original is not where it was, and point the photos there.

    Yields Progress, one Changed when any was found (one undoable edit), Finished ("38 of 40 found again").
    A file that can't be read is passed over; stopped in the middle, nothing is changed.
    """
    started = time.monotonic()
    missing = [photo for photo in project.photos.all() if not os.path.exists(photo.path)]
    found: dict[int, Path] = {}
    for path, candidates in _same_size(folders, missing, found):
        yield Progress(len(found), len(missing), "photos found again")
        if candidates:
            _compare(path, candidates, found)
            if len(found) == len(missing):
                break
    if found:
        yield _relocate(project, found)
    words = f"{len(found):,} of {len(missing):,} found again"
    lost = len(missing) - len(found)
    yield Finished("find missing", words, len(found), lost, time.monotonic() - started)


def _same_size(
    folders: Sequence[Path], missing: Sequence[Photo], found: Mapping[int, Path]
) -> Iterator[tuple[Path, Sequence[Photo]]]:
    """Files below the folders with the missing photos they could be by their size; now and then one with none."""
    sizes: dict[int, list[Photo]] = defaultdict(list)
    for photo in missing:
        sizes[photo.file_size].append(photo)
    told = time.monotonic()
    for path in _files_below(folders):
        wanted = [photo for photo in sizes.get(_size(path), ()) if photo.id not in found]
        if wanted or time.monotonic() - told > _LOOK_EVERY:
            told = time.monotonic()
            yield path, wanted


def _files_below(folders: Sequence[Path]) -> Iterator[Path]:
    """Every file, hidden ones too, however deep; links to folders are not followed. Files named themselves count."""
    waiting = [os.path.abspath(folder) for folder in reversed(folders)]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except NotADirectoryError:
            yield Path(place)
            continue
        except OSError:  # what can't be listed is passed over, as what can't be read is
            continue
        below = [entry.path for entry in inside if entry.is_dir(follow_symlinks=False)]
        waiting += reversed(below)
        yield from (Path(entry.path) for entry in inside if not entry.is_dir(follow_symlinks=False))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _compare(path: Path, candidates: Sequence[Photo], found: dict[int, Path]) -> None:
    """Note which of the candidates this file is, or holds as its pages: no two photos have the same content."""
    try:
        sha256 = sha256_of(path.read_bytes())
    except OSError:
        return
    for photo in candidates:
        if photo.sha256 == page_key(sha256, photo.page):
            found[photo.id] = path


def _relocate(project: Project, found: Mapping[int, Path]) -> Changed:
    count = len(found)
    with project.edit(f"{plural(count, 'photo')} found again"):
        for photo_id, path in found.items():
            project.photos.relocate(photo_id, path)
    return Changed(frozenset({"photos"}), tuple(found), photos=tuple(found))
