"""Looks for faces on the photos of a project and merges what it finds with what people decided."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial

from models.errors import BottegaError, PictureError
from models.events import Event, FaceFound, Finished, PhotoSearched, Progress, Refused, closing
from models.faces.doubt import Doubt, doubts
from models.faces.haar import DetectorSettings, find_faces_in
from models.faces.judge import Judge, learn_judge
from models.faces.merge import count_new, is_protected, merge
from models.photos.originals import read_original
from models.project import Project
from models.records import Face, NewFace, Photo
from models.workflow.in_order import map_in_order

Found = tuple[Photo, list[NewFace] | BottegaError]


def find_faces(
    project: Project, settings: DetectorSettings | None = None, photo_ids: Sequence[int] | None = None
) -> Iterator[Event]:
    """Search these photos (default: all) anew. Boxes that people made or reviewed are never touched.

    Per photo, in the order of the project: FaceFound for each suggestion, PhotoSearched, Changed, Progress; Refused
    when its file can't be read; Finished at the end. Stopping keeps what was yielded. Raises UsageError.
    The doubt that is told has learned from what was decided before the search.
    """
    project.require_writing()
    started = time.monotonic()
    photos = _chosen(project, photo_ids)
    yield Progress(0, len(photos), "faces")
    new = kept = failed = 0
    judge = learn_judge(project.faces.all())
    with closing(map_in_order(partial(_search, settings or DetectorSettings()), photos)) as results:
        for done, (photo, found) in enumerate(results, start=1):
            if isinstance(found, BottegaError):
                failed += 1
                yield Refused(photo.path, found.reason)
            else:
                searched, events = _store(project, photo, found, judge)
                new, kept = new + searched.new, kept + searched.kept
                yield from events
            yield Progress(done, len(photos), "faces")
    yield Finished("faces", _summary(new, kept, failed), len(photos) - failed, failed, time.monotonic() - started)


def _chosen(project: Project, photo_ids: Sequence[int] | None) -> list[Photo]:
    photos = project.photos.all()
    if photo_ids is None:
        return photos
    wanted = frozenset(photo_ids)
    return [photo for photo in photos if photo.id in wanted]


def _search(settings: DetectorSettings, photo: Photo) -> Found:
    """The faces on one photo, or why it could not be searched: runs in a worker thread."""
    try:
        return photo, find_faces_in(read_original(photo), settings)
    except PictureError as error:
        return photo, error


def _store(
    project: Project, photo: Photo, found: list[NewFace], judge: Judge | None
) -> tuple[PhotoSearched, list[Event]]:
    """Put the suggestions into the project; what to tell of it."""
    existing = project.faces.of_photo(photo.id)
    suggested = merge(existing, found)
    changed = project.faces.replace_suggestions(photo.id, suggested)
    searched = PhotoSearched(photo.path, count_new(existing, suggested), sum(map(is_protected, existing)))
    faces = project.faces.of_photo(photo.id)
    judged = doubts(faces, judge)
    told = [_tell(photo, face, judged[face.id]) for face in faces if face.id in changed.ids]
    return searched, [*told, searched, changed]


def _tell(photo: Photo, face: Face, judged: Doubt) -> FaceFound:
    box, words = face.box, (face.state.value, face.source, face.weight)
    return FaceFound(photo.path, box.x, box.y, box.width, box.height, *words, judged.score, judged.reasons, box.angle)


def _summary(new: int, kept: int, failed: int) -> str:
    words = f"{new} new, 0 of your {kept} changed" if kept else f"{new} new"
    return f"{words}, {failed} photos could not be read" if failed else words
