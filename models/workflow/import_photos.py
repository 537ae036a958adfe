"""Brings photos into a project: find, read, measure, remember. The files stay where they are and as they are."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from models.errors import PictureError
from models.events import Changed, Event, Finished, PhotoAdded, PhotoKnown, PhotoRefused, Progress, closing
from models.files import sha256_of
from models.images import decode_photo, find_picture_files, read_file
from models.photos.facts import measure_thumbnail
from models.photos.thumbnails import make_thumbnail, save_thumbnail
from models.project import Project
from models.records import NewPhoto
from models.workflow.in_order import map_in_order

_BATCH = 32
_PATIENCE = 0.15
"""Photos are stored together, up to 32 or for 0.15 s: every commit waits for the disk."""

Outcome = NewPhoto | PhotoKnown | PhotoRefused


def import_photos(project: Project, paths: Iterable[Path], person: str | None = None) -> Iterator[Event]:
    """Add the photos in these files and folders; person: for all of them (default: the name of each file's folder).

    Yields PhotoAdded, PhotoKnown or PhotoRefused per file, in the order found, once it is safe on the disk;
    between them Changed and Progress; Finished at the end. Raises DiskFullError; what was yielded stays.
    """
    started = time.monotonic()
    yield Progress(0, 0, "photos")
    files = list(find_picture_files(paths))
    yield Progress(0, len(files), "photos")
    batch = _Batch(project)
    with closing(map_in_order(partial(_read, project, person), files)) as outcomes:
        for done, outcome in enumerate(outcomes, start=1):
            if batch.take(outcome) or done == len(files):
                yield from batch.store()
                yield Progress(done, len(files), "photos")
    yield _finish(batch, time.monotonic() - started)


def _read(project: Project, person: str | None, path: Path) -> Outcome:
    """Everything about one file that needs no other: runs in a worker thread."""
    try:
        _refuse_unwritable_name(path)
        data = read_file(path)
        sha256 = sha256_of(data)
        known = project.photos.by_sha(sha256)
        if known is not None:
            return PhotoKnown(path, known.path)
        return _measure(project, person, path, data, sha256)
    except PictureError as error:
        return PhotoRefused(_printable(path), error.reason)


def _measure(project: Project, person: str | None, path: Path, data: bytes, sha256: str) -> NewPhoto:
    photo = decode_photo(path, data, sha256)
    small = make_thumbnail(photo.picture)
    save_thumbnail(project.thumbnails_folder, sha256, small)
    return NewPhoto(
        path=path,
        sha256=sha256,
        width=photo.width,
        height=photo.height,
        format=photo.format,
        file_size=photo.file_size,
        person=person or person_of(path),
        facts=measure_thumbnail(small, photo.taken, photo.rotated),
    )


def person_of(path: Path) -> str:
    """Whom a photo shows unless told otherwise: the name of its folder, on one line and in one Unicode form."""
    return " ".join(unicodedata.normalize("NFC", path.parent.name).split()) or "Unnamed"


def _refuse_unwritable_name(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise PictureError("its name holds bytes that are no letters", remedy="Rename the file or its folder") from None


def _printable(path: Path) -> Path:
    return Path(str(path).encode(errors="replace").decode())


@dataclass(slots=True)
class _Batch:
    """Outcomes waiting to be stored together; what is the same content twice in one drop is found here."""

    project: Project
    waiting: list[Outcome] = field(default_factory=list)
    first: dict[str, Path] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)
    counts: dict[type, int] = field(default_factory=lambda: dict.fromkeys((NewPhoto, PhotoKnown, PhotoRefused), 0))

    def take(self, outcome: Outcome) -> bool:
        """Keep an outcome; whether it is time to store."""
        if isinstance(outcome, NewPhoto):
            first = self.first.setdefault(outcome.sha256, outcome.path)
            if first != outcome.path:
                outcome = PhotoKnown(outcome.path, first)
        self.counts[type(outcome)] += 1
        self.waiting.append(outcome)
        return len(self.waiting) >= _BATCH or time.monotonic() - self.since > _PATIENCE

    def store(self) -> Iterator[Event]:
        """Put the new ones into the project in one commit, then tell of all in order."""
        waiting, self.waiting = self.waiting, []
        new = [outcome for outcome in waiting if isinstance(outcome, NewPhoto)]
        added = self.project.photos.add(new) if new else []
        for outcome in waiting:
            if isinstance(outcome, NewPhoto):
                yield PhotoAdded(outcome.path, outcome.sha256, outcome.width, outcome.height)
            else:
                yield outcome
        if added:
            ids = tuple(photo.id for photo in added)
            yield Changed(frozenset({"photos", "people"}), ids, photos=ids)
        self.since = time.monotonic()


def _finish(batch: _Batch, seconds: float) -> Finished:
    added, known, refused = (batch.counts[kind] for kind in (NewPhoto, PhotoKnown, PhotoRefused))
    words = [f"{added} added"]
    words += [f"{known} already here"] if known else []
    words += [f"{refused} skipped"] if refused else []
    return Finished("import", ", ".join(words), added, refused, seconds)
