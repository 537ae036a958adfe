"""Look a project over: its database, the originals it points to, its crops, its encoders and its gallery.

Changes nothing but crops and thumbnails that show another picture than their photo, which are caches.
"""

from __future__ import annotations

from collections.abc import Generator

from models.errors import BottegaError
from models.events import Event, Finished, Noted, Progress, Refused
from models.files import sha256_of
from models.images import page_key, read_file
from models.painting.encoder_file import read_network
from models.project import Project
from models.project.damage import DATABASE_NAME
from models.records import Photo
from models.words import plural
from models.workflow.check_crops import check_crops
from models.workflow.check_thumbnails import check_thumbnails


def check_project(project: Project) -> Generator[Event]:
    """Yields a Refused with the reason for each thing that is not as it should be, then Finished. Raises DiskFullError.

    Crops and thumbnails that were wrong are put right, which is Noted.
    """
    problems = 0
    for text in project.problems():
        problems += 1
        yield Refused(project.folder / DATABASE_NAME, text)
    for event in _checks(project):
        problems += isinstance(event, Refused)
        yield event
    mended = yield from check_crops(project)
    if mended:
        yield Noted(f"{plural(mended, 'crop')} showed another picture than the photo and {_were(mended)} cut again")
    renewed = yield from check_thumbnails(project)
    if renewed:
        yield Noted(
            f"{plural(renewed, 'thumbnail')} showed other colours than the photo and {_were(renewed)} made again"
        )
    summary = "Everything is whole." if not problems else f"{problems} problems found; nothing was changed."
    yield Finished("check", summary, failed=problems)


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _checks(project: Project) -> Generator[Event]:
    photos = project.photos.all()
    for number, photo in enumerate(photos, start=1):
        if problem := _photo_problem(photo):
            yield Refused(photo.path, problem)
        yield Progress(number, len(photos), "checking photos")
    for path in sorted(project.encoders_folder.glob("*.bottega")):
        yield Progress(0, 0, f"checking {path.name}")
        try:
            read_network(path)
        except BottegaError as error:
            yield Refused(path, error.reason)
    for painting in project.paintings.all():
        if not painting.path.is_file():
            yield Refused(painting.path, "this painting's file is missing from the gallery folder")


def _photo_problem(photo: Photo) -> str:
    try:
        data = read_file(photo.path)
    except BottegaError as error:
        return f"the original can't be read: {error.reason}. Put it back, or relocate it in Photos"
    if page_key(sha256_of(data), photo.page) != photo.sha256:
        return "the original has changed since it was added. Import it again to take the new picture, or put it back"
    return ""
