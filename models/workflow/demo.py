"""The main path end to end without a screen: photos, faces, crops, filters, a short training, paintings, a gallery."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from models.errors import TrainingError
from models.events import Event, Finished, Noted, Saved
from models.faces.crops import cut_crop, training_picture
from models.faces.haar import DetectorSettings
from models.files import free_name
from models.filter_records import FilterStep
from models.filters import FILTERS, apply_step
from models.images import write_png
from models.photos.originals import read_original
from models.project import Project
from models.recipes import RECIPES
from models.records import PaintOptions, PaintSource
from models.training.usual import usual_config
from models.workflow.export_gallery import export_gallery
from models.workflow.find_faces import find_faces
from models.workflow.import_photos import import_photos
from models.workflow.paint_photos import paint_into_gallery
from models.workflow.train_encoder import train_encoder

_PAINTED = 6  # photos; enough to judge, quick to make


def run_demo(paths: Sequence[Path], output: Path, minutes: float) -> Generator[Event]:
    """Everything in a new folder at output (never an existing one); without paths, scikit-image's astronaut."""
    folder = free_name(output.absolute().parent, output.name, "")
    folder.mkdir(parents=True)
    if not paths:
        yield Noted("1 of 6: no photos given, so an astronaut lends her portrait")
        paths = [save_astronaut(folder / "photos" / "astronaut.png")]
    with Project.create(folder / "project") as project:
        yield from _without_end(import_photos(project, paths))
        yield Noted("2 of 6: finding faces")
        yield from _without_end(find_faces(project, DetectorSettings()))
        yield Noted("3 of 6: one face through every filter")
        yield from _save_filters(project, folder / "filters")
        yield Noted(f"4 of 6: a sketch colouriser learns for {minutes:g} min")
        encoder = yield from _train(project, minutes)
        yield Noted("5 of 6: painting")
        photos = [photo.id for photo in project.photos.all()][:_PAINTED]
        for source in (PaintSource.WHOLE, PaintSource.FACES):
            yield from _without_end(paint_into_gallery(project, encoder, photos, PaintOptions(source=source)))
        yield Noted("6 of 6: exporting the gallery")
        yield from _without_end(export_gallery(project, folder / "gallery"))
    yield Finished("demo", f"Done. The pictures are in {folder}", done=len(photos))


def save_astronaut(path: Path) -> Path:
    """The photo that comes along with scikit-image, as a file."""
    from skimage import data

    path.parent.mkdir(parents=True, exist_ok=True)
    write_png(path, data.astronaut())  # type: ignore[no-untyped-call]
    return path


def _save_filters(project: Project, folder: Path) -> Generator[Event]:
    faces = project.faces.usable()
    if not faces:
        raise TrainingError("no face was found on these photos", remedy="Try photos that show a face from the front")
    folder.mkdir()
    photo = project.photos.get(faces[0].photo_id)
    crop = training_picture(cut_crop(read_original(photo), faces[0].box))
    for name in FILTERS.names():
        write_png(folder / f"{name}.png", apply_step(crop, FilterStep(name)))
        yield Saved(folder / f"{name}.png", "filtered face")


def _train(project: Project, minutes: float) -> Generator[Event, None, Path]:
    """Train a sketch within the time; returns where the encoder lies."""
    recipe = RECIPES.get("colourise")
    config = usual_config(recipe, {"size": "sketch", "minutes": minutes, "score_seconds": 20.0})
    encoder: Path | None = None
    for event in train_encoder(project, recipe, config):
        if isinstance(event, Saved) and event.path.suffix == ".bottega":
            encoder = event.path
        if not isinstance(event, Finished):
            yield event
    if encoder is None:
        raise TrainingError("the training left no encoder")
    return encoder


def _without_end(events: Iterator[Event]) -> Generator[Event]:
    """A stage of the demo: everything but its own Finished becomes part of the whole."""
    for event in events:
        if isinstance(event, Finished):
            yield Noted(event.summary)
        else:
            yield event
