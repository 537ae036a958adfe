"""Finds the files behind what was dropped: files, folders and mixtures. It does not judge whether they are photos."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_CLUTTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Files that systems leave in every folder of pictures: nobody dropped them, nobody wants to hear of them."""


def find_picture_files(paths: Iterable[Path | str]) -> Iterator[Path]:
    """Every file named or inside a named folder, each once, sorted within a folder, folders after their files.

    Paths come back absolute, links unresolved. What does not exist or can't be listed is yielded too, so that
    the reader can say why it was refused. Links to folders are followed once: a circle ends by itself.
    """
    seen: set[str] = set()
    folders: set[tuple[int, int]] = set()
    for path in paths:
        for found in _walk(Path(os.path.abspath(path)), folders):
            if str(found) not in seen:
                seen.add(str(found))
                yield found


def _walk(path: Path, folders: set[tuple[int, int]]) -> Iterator[Path]:
    if not os.path.isdir(path):
        yield path
        return
    # os.path.isdir, since Path.is_dir raises where a folder may be listed but not entered
    status = path.stat()
    # some file systems give no numbers; there a folder is entered however often it is named
    key = (status.st_dev, status.st_ino)
    if status.st_ino and key in folders:
        return
    folders.add(key)
    try:
        inside = sorted(path.iterdir())
    except OSError:
        yield path
        return
    files = [item for item in inside if not os.path.isdir(item)]
    yield from (item for item in files if item.name.lower() not in _CLUTTER)
    for item in inside:
        if os.path.isdir(item):
            yield from _walk(item, folders)
