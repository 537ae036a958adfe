"""Looks for faces on the photos of a project and merges what it finds with what people decided."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from models.errors import BottegaError, PictureError
from models.events import Event, FaceFound, Finished, PhotoSearched, Progress, Refused, closing
from models.faces.doubt import Doubt, doubts
from models.faces.haar import DetectorSettings, find_faces_in
from models.faces.judge import Judge, learn_judge
from models.faces.lying import find_turn, stands_upright
from models.faces.merge import count_new, is_protected, is_way_up_known, merge
from models.photos.originals import read_original
from models.project import Project
from models.records import Face, NewFace, Photo
from models.workflow.in_order import map_in_order


@dataclass(frozen=True, slots=True)
class _Found:
    """faces: or why the photo could not be searched; turn: quarters clockwise after which faces would be seen on it."""

    photo: Photo
    faces: list[NewFace] | BottegaError
    turn: int = 0


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
    with closing(map_in_order(partial(_search, project, settings or DetectorSettings()), photos)) as results:
        for done, found in enumerate(results, start=1):
            if isinstance(found.faces, BottegaError):
                failed += 1
                yield Refused(found.photo.path, found.faces.reason)
            else:
                searched, events = _store(project, found, found.faces, judge)
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


def _search(project: Project, settings: DetectorSettings, photo: Photo) -> _Found:
    """The faces on one photo, or why it could not be searched: runs in a worker thread."""
    try:
        picture = read_original(photo)
    except PictureError as error:
        return _Found(photo, error)
    faces = find_faces_in(picture, settings)
    if stands_upright(faces) or is_way_up_known(photo, project.faces.of_photo(photo.id)):
        return _Found(photo, faces)
    return _Found(photo, faces, find_turn(picture))


def _store(
    project: Project, found: _Found, faces_found: list[NewFace], judge: Judge | None
) -> tuple[PhotoSearched, list[Event]]:
    """Put the suggestions into the project; what to tell of it."""
    photo = found.photo
    existing = project.faces.of_photo(photo.id)
    suggested = merge(existing, faces_found)
    changed = project.faces.replace_suggestions(photo.id, suggested, photo.turn, found.turn)
    if not changed.tables:
        return PhotoSearched(photo.path, 0, 0), []
    kept = sum(map(is_protected, existing))
    searched = PhotoSearched(photo.path, count_new(existing, suggested), kept, 90 * found.turn)
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
