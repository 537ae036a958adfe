"""Brings photos into a project: find, read, measure, remember. The files stay where they are and as they are."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from models.errors import PictureError
from models.events import Changed, Event, Finished, PhotoAdded, PhotoKnown, PhotoRefused, Progress, closing
from models.files import sha256_of
from models.images import PhotoFile, count_pages, decode_photo, find_picture_files, page_key, read_file
from models.photos.duplicates import are_alike
from models.photos.facts import measure_thumbnail
from models.photos.thumbnails import make_thumbnail, save_thumbnail
from models.project import Project
from models.records import NewPhoto, Photo
from models.workflow.in_order import map_in_order

_BATCH = 32
_PATIENCE = 0.15
"""Photos are stored together, up to 32 or for 0.15 s: every commit waits for the disk."""


@dataclass(frozen=True, slots=True)
class _New:
    """A photo to store. sha256: of its whole file, whichever page it is."""

    photo: NewPhoto
    sha256: str


Outcome = _New | PhotoKnown | PhotoRefused


def import_photos(project: Project, paths: Iterable[Path], person: str | None = None) -> Iterator[Event]:
    """Add the photos in these files and folders; person: for all of them (default: the name of each file's folder).

    Yields PhotoAdded, PhotoKnown or PhotoRefused per photo, of which a scan may hold several, in the order found, once
    it is safe on the disk; between them Changed and Progress; Finished at the end. Raises DiskFullError; what was
    yielded stays.
    """
    started = time.monotonic()
    yield Progress(0, 0, "photos")
    files = list(find_picture_files(paths))
    yield Progress(0, len(files), "photos")
    batch = _Batch(project)
    with closing(map_in_order(partial(_read, project, person), files)) as outcomes:
        for done, found in enumerate(outcomes, start=1):
            if batch.take_all(found) or done == len(files):
                yield from batch.store()
                yield Progress(done, len(files), "photos")
    yield _finish(batch, time.monotonic() - started)


def _read(project: Project, person: str | None, path: Path) -> list[Outcome]:
    """Everything about one file that needs no other, one outcome for each photo in it: runs in a worker thread."""
    try:
        _refuse_unwritable_name(path)
        data = read_file(path)
        sha256 = sha256_of(data)
        known = project.photos.by_sha(sha256)
        if known is not None and known.format != "TIFF":
            return [PhotoKnown(path, known.path)]
        pages = range(1, count_pages(path, data))
    except PictureError as error:
        return [PhotoRefused(_printable(path), error.reason)]
    read = partial(_read_page, project, person or person_of(path), path, data, sha256)
    found = [known or read(0), *(project.photos.by_sha(page_key(sha256, page)) or read(page) for page in pages)]
    return [_outcome(path, sha256, one) for one in found if not _is_preview(one, found)]


def _read_page(
    project: Project, person: str, path: Path, data: bytes, sha256: str, page: int
) -> NewPhoto | PhotoRefused:
    """One photo of a file that is not in the project yet."""
    try:
        return _measure(project, person, path, decode_photo(path, data, sha256, page), page)
    except PictureError as error:
        return PhotoRefused(path, f"page {page + 1}: {error.reason}" if page else error.reason)


def _measure(project: Project, person: str, path: Path, photo: PhotoFile, page: int) -> NewPhoto:
    small = make_thumbnail(photo.picture)
    save_thumbnail(project.thumbnails_folder, photo.sha256, small)
    return NewPhoto(
        path=path,
        sha256=photo.sha256,
        width=photo.width,
        height=photo.height,
        format=photo.format,
        file_size=photo.file_size,
        person=person,
        facts=measure_thumbnail(small, photo.taken, photo.rotated),
        page=page,
    )


def _is_preview(one: NewPhoto | Photo | PhotoRefused, pages: Sequence[NewPhoto | Photo | PhotoRefused]) -> bool:
    """Whether a page is new and shows what another page of its file shows at twice its size: not all say that."""
    if not isinstance(one, NewPhoto):
        return False
    larger = (page for page in pages if not isinstance(page, PhotoRefused) and page.width >= 2 * one.width)
    return any(are_alike(one.facts.perceptual_hash, page.facts.perceptual_hash) for page in larger)


def _outcome(path: Path, sha256: str, one: NewPhoto | Photo | PhotoRefused) -> Outcome:
    if isinstance(one, NewPhoto):
        return _New(one, sha256)
    return PhotoKnown(path, one.path) if isinstance(one, Photo) else one


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
    counts: dict[type, int] = field(default_factory=lambda: dict.fromkeys((_New, PhotoKnown, PhotoRefused), 0))

    def take_all(self, outcomes: Sequence[Outcome]) -> bool:
        """Keep what came of a file; whether it is time to store."""
        for outcome in outcomes:
            self._take(outcome)
        return len(self.waiting) >= _BATCH or time.monotonic() - self.since > _PATIENCE

    def _take(self, outcome: Outcome) -> None:
        if isinstance(outcome, _New):
            photo = outcome.photo
            first = self.first.setdefault(photo.sha256, photo.path)
            if first != photo.path:
                outcome = PhotoKnown(photo.path, first)
        self.counts[type(outcome)] += 1
        self.waiting.append(outcome)

    def store(self) -> Iterator[Event]:
        """Put the new ones into the project in one commit, then tell of all in order."""
        waiting, self.waiting = self.waiting, []
        new = [outcome.photo for outcome in waiting if isinstance(outcome, _New)]
        added = self.project.photos.add(new) if new else []
        for outcome in waiting:
            if isinstance(outcome, _New):
                photo = outcome.photo
                yield PhotoAdded(photo.path, outcome.sha256, photo.width, photo.height, photo.page)
            else:
                yield outcome
        if added:
            ids = tuple(photo.id for photo in added)
            yield Changed(frozenset({"photos", "people"}), ids, photos=ids)
        self.since = time.monotonic()


def _finish(batch: _Batch, seconds: float) -> Finished:
    added, known, refused = (batch.counts[kind] for kind in (_New, PhotoKnown, PhotoRefused))
    words = [f"{added} added"]
    words += [f"{known} already here"] if known else []
    words += [f"{refused} skipped"] if refused else []
    return Finished("import", ", ".join(words), added, refused, seconds)
