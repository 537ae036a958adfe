"""Turns photos of a project by quarters: only what the project says of them; their files stay as they are."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from models.errors import PictureError
from models.events import Event, Finished, PhotoTurned, Progress, Refused, closing
from models.faces.merge import is_way_up_known
from models.images import read_picture
from models.photos.facts import measure_thumbnail
from models.photos.thumbnails import ensure_photo_thumbnail, save_thumbnail, thumbnail_path
from models.photos.turning import turn_picture
from models.project import Project
from models.records import Photo
from models.words import plural
from models.workflow.in_order import map_in_order

Turns = Mapping[int, int]
"""By the number of a photo: how many quarters clockwise."""


def turn_photos(project: Project, turns: Turns) -> Iterator[Event]:
    """Turn each of these photos by so many quarters more, as one undoable edit.

    Boxes, crops and thumbnails follow by themselves; faces are to be looked for anew. Yields Progress, Refused for a
    photo that can't be read and has no thumbnail either, PhotoTurned, Changed, Finished. Raises DiskFullError.
    """
    project.require_writing()
    started = time.monotonic()
    photos = [photo for photo in project.photos.some(list(turns)) if turns[photo.id] % 4]
    hashes: dict[int, Sequence[str]] = {}
    failed = 0
    with closing(map_in_order(partial(_measure, project, turns), photos)) as measured:
        for done, (photo, answer) in enumerate(zip(photos, measured, strict=True), start=1):
            if isinstance(answer, PictureError):
                failed += 1
                yield Refused(photo.path, answer.reason)
            else:
                hashes[photo.id] = answer
            yield Progress(done, len(photos), "turning photos")
    yield from _store(project, turns, hashes)
    yield Finished("turn", f"{plural(len(hashes), 'photo')} turned", len(hashes), failed, time.monotonic() - started)


def proposed_turns(project: Project) -> Turns:
    """How the photos would have to be turned that seem to lie on their side or head, as far as nobody has decided."""
    lying = [photo for photo in project.photos.all() if photo.proposed_turn]
    faces = project.faces.of_photos([photo.id for photo in lying])
    return {
        photo.id: photo.proposed_turn
        for photo in lying
        if not is_way_up_known(photo, [face for face in faces if face.photo_id == photo.id])
    }


def _measure(project: Project, turns: Turns, photo: Photo) -> list[str] | PictureError:
    """The perceptual hashes of a photo turned by 0 to 3 quarters from how its file lies: runs in a worker thread.

    All are told of one thumbnail, that of the file as it lies, so that a whole turn changes nothing. The thumbnail of
    the turned picture is made of it as well, to be at hand at once.
    """
    folder = project.thumbnails_folder
    try:
        small = read_picture(ensure_photo_thumbnail(folder, replace(photo, turn=0)))
    except PictureError as error:
        return error
    turned = replace(photo, turn=(photo.turn + turns[photo.id]) % 4)
    if not thumbnail_path(folder, turned.key).is_file():
        save_thumbnail(folder, turned.key, turn_picture(small, turned.turn))
    return [measure_thumbnail(turn_picture(small, one), None, False).perceptual_hash for one in range(4)]


def _store(project: Project, turns: Turns, hashes: Mapping[int, Sequence[str]]) -> Iterator[Event]:
    """Write the turns; what is told of them."""
    if not hashes:
        return
    with project.edit(f"Turn {plural(len(hashes), 'photo')}"):
        # as they are by now: another turn may have come between
        now = {photo.id: (photo.turn + turns[photo.id]) % 4 for photo in project.photos.some(list(hashes))}
        change = project.photos.turn([(one, turn, hashes[one][turn]) for one, turn in now.items()])
    for photo in project.photos.some(list(now)):
        yield PhotoTurned(photo.path, 90 * photo.turn, photo.page)
    yield change
