"""Brings photos into a project: find, read, measure, remember. The files stay where they are and as they are."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from models.errors import PictureError
from models.events import (
    Changed,
    Event,
    Finished,
    Noted,
    PaintingPassedOver,
    PhotoAdded,
    PhotoFoundAgain,
    PhotoKnown,
    PhotoRefused,
    PhotoRenewed,
    Progress,
    closing,
)
from models.files import sha256_of
from models.gallery.painting_file import is_painting
from models.images import count_pages, decode_photo, find_picture_files, page_key, read_file
from models.images.clutter import is_project
from models.person_names import clean_name, name_of_folder
from models.photos.duplicates import are_alike
from models.project import Project
from models.project.undo import LongEdit
from models.records import NewPhoto, Photo
from models.words import plural
from models.workflow.in_order import map_in_order
from models.workflow.renew_photos import Renewal, measure_photo, renewal, store_renewals

_BATCH = 32
_PATIENCE = 0.15
"""Photos are stored together, up to 32 or for 0.15 s: every commit waits for the disk."""


@dataclass(frozen=True, slots=True)
class _New:
    """A photo to store. sha256: of its whole file, whichever page it is."""

    photo: NewPhoto
    sha256: str


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a photo of the project lies now, whose original was gone; photo: its number."""

    photo: int
    path: Path
    was: Path


_Places = Mapping[tuple[str, int], int]
Outcome = _New | Renewal | PhotoKnown | _Found | PhotoRefused | PaintingPassedOver


def import_photos(project: Project, paths: Iterable[Path], person: str | None = None) -> Iterator[Event]:
    """Add the photos in these files and folders; person: for all of them (default: the name of each file's folder).

    Yields PhotoAdded, PhotoKnown, PhotoFoundAgain, PhotoRefused or PaintingPassedOver per photo, of which a scan may
    hold several, in the order found, once it is safe on the disk; PhotoRenewed where the file of a photo of the
    project holds another picture now, which is taken; between them Changed and Progress; Finished at the end. Raises
    ParameterError for a person without a name, DiskFullError; what was yielded stays, and is taken back by one undo.
    """
    project.require_writing()
    started = time.monotonic()
    person = clean_name(person) if person is not None else None
    yield Progress(0, 0, "photos")
    files = list(find_picture_files(paths))
    yield Progress(0, len(files), "photos")
    batch = _Batch(project)
    reading = partial(_read, project, person, project.photos.places())
    with closing(map_in_order(reading, files)) as outcomes:
        for done, found in enumerate(outcomes, start=1):
            if batch.take_all(found) or done == len(files):
                yield from batch.store()
                yield Progress(done, len(files), "photos")
    yield from _finish(batch, time.monotonic() - started)


def _read(project: Project, person: str | None, places: _Places, path: Path) -> list[Outcome]:
    """Everything about one file that needs no other, one outcome for each photo in it: runs in a worker thread."""
    try:
        _refuse_unwritable_name(path)
        _refuse_project(path)
        data = read_file(path)
        sha256 = sha256_of(data)
        known = project.photos.by_sha(sha256)
        if known is not None and known.format != "TIFF":
            return [_known(path, known)]
        if known is None and is_painting(data):
            return [PaintingPassedOver(path)]
        pages = range(1, count_pages(path, data))
    except PictureError as error:
        return [PhotoRefused(_printable(path), error.reason)]
    read = partial(_read_page, project, person or person_of(path), places, path, data, sha256)
    found = [known or read(0), *(project.photos.by_sha(page_key(sha256, page)) or read(page) for page in pages)]
    return [_outcome(path, sha256, one) for one in found if not _is_preview(one, found)]


def _read_page(
    project: Project, person: str, places: _Places, path: Path, data: bytes, sha256: str, page: int
) -> NewPhoto | Renewal | PhotoRefused:
    """One photo of a file whose content is not in the project yet."""
    try:
        photo = decode_photo(path, data, sha256, page)
    except PictureError as error:
        return PhotoRefused(path, f"page {page + 1}: {error.reason}" if page else error.reason)
    before = places.get((str(path), page))
    if before is not None:
        return renewal(project, project.photos.get(before), photo)
    return measure_photo(project, person, path, photo, page)


_Page = NewPhoto | Renewal | Photo | PhotoRefused


def _is_preview(one: _Page, pages: Sequence[_Page]) -> bool:
    """Whether a page is new and shows what another page of its file shows at twice its size: not all say that."""
    if not isinstance(one, NewPhoto):
        return False
    larger = (page for page in pages if isinstance(page, NewPhoto | Photo) and page.width >= 2 * one.width)
    return any(are_alike(one.facts.perceptual_hash, page.facts.perceptual_hash) for page in larger)


def _outcome(path: Path, sha256: str, one: _Page) -> Outcome:
    if isinstance(one, NewPhoto):
        return _New(one, sha256)
    return _known(path, one) if isinstance(one, Photo) else one


def _known(path: Path, photo: Photo) -> PhotoKnown | _Found:
    """Content that the project has; where its original is gone, this file is it."""
    return PhotoKnown(path, photo.path) if os.path.exists(photo.path) else _Found(photo.id, path, photo.path)


def person_of(path: Path) -> str:
    """Whom a photo shows unless told otherwise: the name of its folder."""
    return name_of_folder(path.parent.name) or "Unnamed"


def _refuse_unwritable_name(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise PictureError("its name holds bytes that are no letters", remedy="Rename the file or its folder") from None


def _refuse_project(path: Path) -> None:
    if is_project(path):
        raise PictureError("this is the folder of a Bottega project, and what is in it is no new photo")


def _printable(path: Path) -> Path:
    return Path(str(path).encode(errors="replace").decode())


@dataclass(slots=True)
class _Batch:
    """Outcomes waiting to be stored together; what is the same content twice in one drop is found here."""

    project: Project
    waiting: list[Outcome] = field(default_factory=list)
    first: dict[str | int, Path] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)
    counts: Counter[type] = field(default_factory=Counter)
    edit: LongEdit = field(default_factory=LongEdit)
    done: Counter[str] = field(default_factory=Counter)

    def take_all(self, outcomes: Sequence[Outcome]) -> bool:
        """Keep what came of a file; whether it is time to store."""
        self.waiting += map(self._once, outcomes)
        return len(self.waiting) >= _BATCH or time.monotonic() - self.since > _PATIENCE

    def _once(self, outcome: Outcome) -> Outcome:
        """The outcome, or that an earlier file of this drop was the same."""
        key: str | int
        if isinstance(outcome, _New | Renewal):
            photo = outcome.photo if isinstance(outcome, _New) else outcome.new
            key, path = photo.sha256, photo.path
        elif isinstance(outcome, _Found):
            key, path = outcome.photo, outcome.path
        else:
            return outcome
        first = self.first.setdefault(key, path)
        return outcome if first == path else PhotoKnown(path, first)

    def store(self) -> Iterator[Event]:
        """Put what is new into the project in one commit, then tell of all in order."""
        waiting, self.waiting = self.waiting, []
        added, changes, refused = self._write(waiting)
        for outcome in waiting:
            event = self._event(outcome, added, refused)
            self.counts[type(event)] += 1
            yield event
        yield from changes
        self.since = time.monotonic()

    def _write(self, waiting: Sequence[Outcome]) -> tuple[dict[str, Photo], list[Changed], dict[Path, str]]:
        """One part of the edit that is the import: the photos added, what changed, and why pictures were not taken."""
        new = [outcome.photo for outcome in waiting if isinstance(outcome, _New)]
        found = [outcome for outcome in waiting if isinstance(outcome, _Found)]
        renewals = [outcome for outcome in waiting if isinstance(outcome, Renewal)]
        if not new and not found and not renewals:
            return {}, [], {}
        photos = self.project.photos
        with self.project.edit(self.edit):
            added = {photo.sha256: photo for photo in photos.add(new)}
            for one in found:
                photos.relocate(one.photo, one.path)
            taken, refused, renewed = store_renewals(self.project, renewals)
            self.done += Counter(added=len(added), found=len(found), taken=len(taken))
            self.edit.label = _label(self.done)
        ids = (*(photo.id for photo in added.values()), *(one.photo for one in found))
        changes = [Changed(frozenset({"photos", "people"}), ids, photos=ids)] if ids else []
        changes += [renewed] if taken else []
        return added, changes, {one.path: one.reason for one in refused}

    def _event(self, outcome: Outcome, added: Mapping[str, Photo], refused: Mapping[Path, str]) -> Event:
        """What to tell of an outcome that was stored; another import may have brought the same photo meanwhile."""
        if isinstance(outcome, Renewal):
            why = refused.get(outcome.photo.path)
            return outcome.event() if why is None else PhotoRefused(outcome.photo.path, why)
        if isinstance(outcome, _Found):
            return PhotoFoundAgain(outcome.path, outcome.was)
        if not isinstance(outcome, _New):
            return outcome
        photo = outcome.photo
        if photo.sha256 in added:
            return PhotoAdded(photo.path, outcome.sha256, photo.width, photo.height, photo.page)
        there = self.project.photos.by_sha(photo.sha256)
        return PhotoKnown(photo.path, there.path if there is not None else photo.path)


def _label(done: Counter[str]) -> str:
    """The import as an edit: "412 photos added, 3 photos found again"."""
    words = [f"{plural(done['added'], 'photo')} added"] if done["added"] else []
    words += [f"{plural(done['taken'], 'new picture')} taken"] if done["taken"] else []
    words += [f"{plural(done['found'], 'photo')} found again"] if done["found"] else []
    return ", ".join(words)


def _finish(batch: _Batch, seconds: float) -> Iterator[Event]:
    """The counts in words: together they are the files that were looked at."""
    counts = batch.counts
    paintings, refused = counts[PaintingPassedOver], counts[PhotoRefused]
    if paintings:
        of_ours = plural(paintings, "painting of Bottega was", "paintings of Bottega were")
        yield Noted(f"{of_ours} passed over. Drop paintings on Paint or Gallery to reopen their recipes")
    words = [f"{counts[PhotoAdded]} added"]
    words += [f"{counts[PhotoRenewed]} renewed"] if counts[PhotoRenewed] else []
    words += [f"{counts[PhotoFoundAgain]} found again"] if counts[PhotoFoundAgain] else []
    words += [f"{counts[PhotoKnown]} already here"] if counts[PhotoKnown] else []
    words += [f"{refused} skipped"] if refused else []
    words += [plural(paintings, "painting") + " passed over"] if paintings else []
    done = counts[PhotoAdded] + counts[PhotoRenewed]
    yield Finished("import", ", ".join(words), done, refused, seconds)
