"""Puts encoder files that others made onto a project's shelf: verified to the last bit, copied, never overwriting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from models.errors import BottegaError
from models.events import Changed, Event, Finished, Refused, Saved
from models.files import atomic_write, free_name
from models.painting.encoder_file import SUFFIX, read_header
from models.painting.shelf import encoder_of_content
from models.project import Project
from models.words import plural


def add_encoders(project: Project, paths: Sequence[Path]) -> Iterator[Event]:
    """Yields Saved (the file on the shelf; the one there already when the content is known) and Changed, or Refused.

    Raises DiskFullError; a file is then on the shelf whole or not at all.
    """
    project.require_writing()
    failed = 0
    for path in paths:
        try:
            yield Saved(_add(project, path), "encoder")
            yield Changed(frozenset({"encoders"}))
        except BottegaError as error:
            failed += 1
            yield Refused(path, error.reason)
    added = len(paths) - failed
    words = [f"{plural(added, 'encoder')} added"] + ([f"{failed} refused"] if failed else [])
    yield Finished("add encoders", ", ".join(words), added, failed)


def _add(project: Project, path: Path) -> Path:
    header = read_header(path)
    known = encoder_of_content(header.sha256, project.encoders_folder)
    if known is not None:
        return known
    if header.sha256 in project.encoders.deleted():
        project.encoders.set_deleted(header.sha256, False)
    target = free_name(project.encoders_folder, path.stem, SUFFIX)
    atomic_write(target, path.read_bytes())
    return read_header(target).path  # what changed between reading and copying is refused too
