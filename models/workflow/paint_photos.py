"""Paint photos: into a project's gallery, into a folder, or again as before. Loads torch only when painting starts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path

from models.errors import DiskFullError, EncoderError, UsageError
from models.events import Changed, Event, Finished, Painted, Progress, Refused, closing
from models.faces.doubt import find_doubtful, paintable_boxes
from models.gallery.painting_file import thumbnail_key
from models.images import find_picture_files, list_pages
from models.painting.encoder_file import SUFFIX
from models.painting.shelf import encoder_of_content
from models.photos.thumbnails import save_thumbnail
from models.project import Project
from models.records import Face, PaintingRecipe, PaintOptions, PaintSource, Photo
from models.workflow.average_faces import AverageWanted, request_again, request_average
from models.workflow.output_folder import open_output
from models.workflow.paint_requests import PaintRequest, note_left_out, paint_preview, paint_requests

__all__ = [
    "Drive",
    "PaintRequest",
    "one_by_one",
    "paint_again",
    "paint_files",
    "paint_into_gallery",
    "paint_preview",
    "paint_requests",
    "put_into_gallery",
]

Drive = Callable[[Path, Sequence[PaintRequest], Path], Iterator[Event]]
"""Who runs paint_requests: itself, or a child process (`partial(child.stream, paint_requests)`)."""


def paint_into_gallery(
    project: Project,
    encoder_path: Path,
    photo_ids: Sequence[int],
    options: PaintOptions,
    drive: Drive = paint_requests,
    *,
    doubtful: bool = False,
) -> Generator[Event]:
    """Paint photos of the project into its gallery: Painted and Changed for each, or Refused; Finished at the end.

    Where faces are painted, those are the usable ones of each photo, the doubtful ones only when told so; with NOISE
    the noise of the options' seed and no photo. Raises EncoderError, DiskFullError.
    """
    noise = options.source is PaintSource.NOISE
    photos = [] if noise else [project.photos.get(photo_id) for photo_id in photo_ids]
    if noise:
        requests = [PaintRequest(options)]
    else:
        requests, left_out = _requests(project, photos, options, doubtful)
        yield from note_left_out(left_out)
    persons = {request.source: photo.person for request, photo in zip(requests, photos, strict=False)}
    yield from put_into_gallery(project, encoder_path, requests, persons, drive)


def paint_again(project: Project, recipe: PaintingRecipe, drive: Drive = paint_requests) -> Generator[Event]:
    """Make a painting again from its recipe, bit for bit, into the gallery.

    Raises EncoderError when the encoder is not on the shelf, UsageError when the photo is not in the project.
    """
    encoder_path = encoder_of_content(recipe.encoder_sha256, project.encoders_folder)
    if encoder_path is None:
        what = f"the encoder {recipe.encoder_title!r} of this painting is not here"
        raise EncoderError(what, remedy=f"Drop its {SUFFIX} file on the window")
    if recipe.options.source is PaintSource.NOISE:
        yield from put_into_gallery(project, encoder_path, [PaintRequest(recipe.options)], {}, drive)
        return
    if recipe.drawing is not None and not recipe.source_sha256:
        request = PaintRequest(recipe.options, name=recipe.source_name, drawing=recipe.drawing)
        yield from put_into_gallery(project, encoder_path, [request], {}, drive)
        return
    if recipe.options.source is PaintSource.AVERAGE:
        average = yield from request_again(project, encoder_path, recipe)
        yield from put_into_gallery(project, encoder_path, [average], {}, drive)
        return
    photo = project.photos.by_sha(recipe.source_sha256)
    if photo is None:
        raise UsageError("the photo of this painting is not in the project", remedy="Add the photo first")
    turn = recipe.turn  # as it lay then, whatever became of it since
    request = PaintRequest.of_photo(photo, recipe.options, recipe.boxes, turn=turn, drawing=recipe.drawing)
    yield from put_into_gallery(project, encoder_path, [request], {request.source: photo.person}, drive)


def paint_average(
    project: Project, encoder_path: Path, wanted: AverageWanted, person: str = "", drive: Drive = paint_requests
) -> Generator[Event]:
    """Paint an average of faces into the gallery; person: whose it is, where it is one's.

    Raises UsageError, EncoderError, DiskFullError.
    """
    request = yield from request_average(project, encoder_path, wanted)
    yield from put_into_gallery(project, encoder_path, [request], {request.source: person}, drive)


def paint_files(
    encoder_path: Path,
    paths: Sequence[Path],
    out: Path,
    options: PaintOptions,
    drive: Drive = paint_requests,
    *,
    doubtful: bool = False,
) -> Generator[Event]:
    """Paint picture files and folders of them into the folder out, made when absent; never over an existing file.

    Where faces are painted, those of each photo are looked for first; doubtful ones are painted only when told so.
    Raises UsageError, EncoderError, DiskFullError.
    """
    requests = [
        PaintRequest(options, path, boxes=None, page=page, doubtful=doubtful)
        for path in find_picture_files(paths)
        for page in list_pages(path)
    ]
    if not requests:
        raise UsageError("there is no photo to paint", path=paths[0] if paths else None)
    yield from put_into_folder(encoder_path, requests, out, drive, "paint", f"painted into {out}")


def put_into_folder(
    encoder_path: Path, requests: Sequence[PaintRequest], out: Path, drive: Drive, what: str, words: str
) -> Generator[Event]:
    """Have requests painted into the folder out, made when absent; what and words: for the Finished at the end."""
    open_output(out)
    tally = Tally()
    with closing(drive(encoder_path, requests, out)) as events:
        for event in events:
            tally.count(event)
            yield event
    yield tally.finished(what, words)


def put_into_gallery(
    project: Project, encoder_path: Path, requests: Sequence[PaintRequest], persons: Mapping[str, str], drive: Drive
) -> Generator[Event]:
    """Have requests painted into the gallery and note each there; persons: who is on which source."""
    project.require_writing()
    tally = Tally()
    with closing(drive(encoder_path, requests, project.gallery_folder)) as events:
        for event in events:
            tally.count(event)
            noted = [_note(project, event, persons.get(event.source, ""))] if isinstance(event, Painted) else []
            yield event
            yield from noted
    yield tally.finished("paint", "painted into the gallery")


class Tally:
    """Counts a batch for its last line."""

    def __init__(self) -> None:
        self.done = self.failed = 0
        self.seconds = 0.0

    def count(self, event: Event) -> None:
        if isinstance(event, Painted):
            self.done += 1
            self.seconds += event.seconds
        elif isinstance(event, Refused):
            self.failed += 1

    def finished(self, what: str, words: str) -> Finished:
        refused = f", {self.failed} refused" if self.failed else ""
        return Finished(what, f"{self.done} {words}{refused}", self.done, self.failed, self.seconds)


def one_by_one(drive: Drive) -> Drive:
    """Every painting as a stream of its own, so that others have their turn with a shared child in between."""

    def paint(encoder_path: Path, requests: Sequence[PaintRequest], folder: Path) -> Generator[Event]:
        for number, request in enumerate(requests):
            yield Progress(number, len(requests), Path(request.source).name)
            with closing(drive(encoder_path, [request], folder)) as events:
                yield from (event for event in events if not isinstance(event, Progress))
        yield Progress(len(requests), len(requests), "painting")

    return paint


def _requests(
    project: Project, photos: Sequence[Photo], options: PaintOptions, doubtful: bool
) -> tuple[list[PaintRequest], int]:
    """What is to be painted of photos of the project, and how many doubtful faces are left out of it."""
    faces = project.faces.all() if options.source.paints_faces else []
    unsure = frozenset() if doubtful else find_doubtful(faces)
    on_photo: dict[int, list[Face]] = {photo.id: [] for photo in photos}
    for face in faces:
        if face.photo_id in on_photo:
            on_photo[face.photo_id].append(face)
    requests = [
        PaintRequest.of_photo(photo, options, paintable_boxes(on_photo[photo.id], unsure), turn=photo.turn)
        for photo in photos
    ]
    return requests, sum(face.id in unsure for on_one in on_photo.values() for face in on_one)


def _note(project: Project, painted: Painted, person: str) -> Changed:
    """Put a painting that was just written among the project's; its file needn't be opened again."""
    if painted.path is None or painted.recipe is None or painted.picture is None:
        raise ValueError("what was painted for the screen can't go into the gallery")
    painting = project.paintings.add(painted.path, painted.recipe, painted.width, painted.height, person)
    with contextlib.suppress(OSError, DiskFullError):  # it is made again from the file where it is missed
        save_thumbnail(project.thumbnails_folder, thumbnail_key(painted.path), painted.picture)
    return Changed(frozenset({"paintings"}), (painting.id,))
