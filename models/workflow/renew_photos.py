"""Takes the new pictures of photos whose files changed since they were added; what people said of them stays."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from models.errors import PictureError
from models.events import Changed, Event, Finished, PhotoRenewed, Progress, Refused, closing
from models.images import PhotoFile, read_photo
from models.photos.duplicates import are_alike
from models.photos.facts import measure_thumbnail
from models.photos.thumbnails import make_thumbnail, save_thumbnail, thumbnail_path
from models.photos.turning import turn_picture
from models.project import Project
from models.records import Box, Face, FaceState, NewPhoto, Photo, Picture
from models.words import plural
from models.workflow.in_order import map_in_order

_SAME_SHAPE = 0.01
"""Ratios of width to height that differ by less are one shape: a picture that was only made larger or smaller."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """A photo and what its file holds now. same: no pixel changed, only what is written beside them."""

    photo: Photo
    new: NewPhoto
    same: bool

    def event(self) -> PhotoRenewed:
        new = self.new
        return PhotoRenewed(new.path, new.sha256, new.width, new.height, new.page)


def renew_photos(project: Project, photo_ids: Sequence[int]) -> Iterator[Event]:
    """Take what the files of these photos hold now, as one undoable edit; those that did not change are left alone.

    Yields Progress, Refused for a file that can't be read or shows what is in the project already, PhotoRenewed for
    each other, Changed, Finished. Boxes that still fit are kept, to be reviewed. Raises DiskFullError.
    """
    started = time.monotonic()
    photos = project.photos.some(photo_ids)
    found: list[Renewal] = []
    failed = 0
    with closing(map_in_order(partial(_read, project), photos)) as reading:
        for done, (photo, answer) in enumerate(zip(photos, reading, strict=True), start=1):
            if isinstance(answer, PictureError):
                failed += 1
                yield Refused(photo.path, answer.reason)
            elif answer is not None:
                found.append(answer)
            yield Progress(done, len(photos), "changed photos")
    taken, refused, change = store_renewals(project, found)
    yield from (one.event() for one in taken)
    yield from refused
    if taken:
        yield change
    failed += len(refused)
    yield Finished(
        "renew", f"{plural(len(taken), 'new picture')} taken", len(taken), failed, time.monotonic() - started
    )


def _read(project: Project, photo: Photo) -> Renewal | PictureError | None:
    """What the file of a photo holds, None for what it always did: runs in a worker thread."""
    try:
        file = read_photo(photo.path, photo.page)
    except PictureError as error:
        return error
    return renewal(project, photo, file) if file.sha256 != photo.sha256 else None


def renewal(project: Project, photo: Photo, file: PhotoFile) -> Renewal:
    """The change of a photo to what was read from its file. Raises DiskFullError."""
    lying = measure_photo(project, photo.person, photo.path, file, photo.page)
    new = _turned_alike(photo, lying, file.picture) if photo.turn else lying
    before, after = (thumbnail_path(project.thumbnails_folder, key) for key in (photo.sha256, new.sha256))
    same = (photo.width, photo.height) == (new.width, new.height) and _holds_the_same(before, after)
    return Renewal(photo, new, same)


def _turned_alike(photo: Photo, lying: NewPhoto, picture: Picture) -> NewPhoto:
    """The new picture turned as the photo was, where it shows the same then; as its file lies where it does not.

    Somebody may have turned the file itself, or put quite another picture in its place.
    """
    turned = measure_thumbnail(turn_picture(make_thumbnail(picture), photo.turn), None, False)
    if not are_alike(photo.facts.perceptual_hash, turned.perceptual_hash):
        return lying
    width, height = (lying.height, lying.width) if photo.turn % 2 else (lying.width, lying.height)
    facts = replace(lying.facts, perceptual_hash=turned.perceptual_hash)
    return replace(lying, width=width, height=height, facts=facts, turn=photo.turn)


def _holds_the_same(before: Path, after: Path) -> bool:
    """Thumbnails of the same pixels are the same to the byte."""
    try:
        return before.read_bytes() == after.read_bytes()
    except OSError:
        return False


def measure_photo(project: Project, person: str, path: Path, photo: PhotoFile, page: int) -> NewPhoto:
    """A photo that was read as the project keeps it; its thumbnail is made. Raises DiskFullError."""
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


def store_renewals(project: Project, found: Sequence[Renewal]) -> tuple[list[Renewal], list[Refused], Changed]:
    """Write them as one edit; those whose new picture is in the project already are Refused."""
    taken, refused = [], []
    with project.edit(f"Take {plural(len(found), 'new picture')}"):
        for one in found:
            other = project.photos.by_sha(one.new.sha256)
            if other is not None:
                words = f"the file is another now, and the same picture is in the project already, as {other.path}"
                refused.append(Refused(one.photo.path, f"{words}. Remove one of the two"))
                continue
            faces = project.faces.of_photo(one.photo.id)  # where they are seen before the picture turns under them
            project.photos.renew(one.photo.id, one.new)
            if not one.same:
                _refit_faces(project, one, faces)
            taken.append(one)
    ids = tuple(one.photo.id for one in taken)
    return taken, refused, Changed(frozenset({"photos", "faces"}), ids, photos=ids)


def _refit_faces(project: Project, one: Renewal, faces: Sequence[Face]) -> None:
    alike = are_alike(one.photo.facts.perceptual_hash, one.new.facts.perceptual_hash)
    for face in faces:
        project.faces.refit(refit_face(face, one.photo, one.new), measured=alike)


def refit_face(face: Face, old: Photo, new: NewPhoto) -> Face:
    """The face on the new picture: larger or smaller where the picture only is, to be reviewed; rejected outside."""
    across, down = new.width / old.width, new.height / old.height
    by = math.sqrt(across * down) if abs(across / down - 1) < _SAME_SHAPE else 1.0
    old_box = face.box
    box = Box(old_box.x * by, old_box.y * by, old_box.width * by, old_box.height * by, old_box.angle)
    x, y = box.centre
    fits = 0 <= x <= new.width and 0 <= y <= new.height and box.width <= 2 * max(new.width, new.height)
    rejected = not fits or face.state is FaceState.REJECTED
    state = FaceState.REJECTED if rejected else FaceState.SUGGESTED
    return replace(face, box=box, state=state, eyes=tuple((x * by, y * by) for x, y in face.eyes))
