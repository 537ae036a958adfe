"""Scores an encoder on pictures it never learned from: photo files, or what a project holds out. Loads torch late."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.datasets import preview_crops, stored_size
from models.datasets.split import split_crops
from models.errors import BottegaError, PictureError, UsageError
from models.events import EncoderScored, Event, Finished, PhotoScored, Progress, Refused, Saved
from models.faces.crops import crop_size, cut_crop, cut_whole, to_network_input
from models.files import free_name
from models.gallery.contact_sheet import make_contact_sheet
from models.images import find_picture_files, list_pages, read_photo, write_png
from models.painting.encoder_file import read_header
from models.photos.facts import measure
from models.project import Project
from models.recipes.colour import learns_colour
from models.records import Box, CutFrom, Pairing, Picture, Recipe
from models.workflow.gather_crops import crop_reader, list_crops, store_of
from models.workflow.output_folder import open_output
from models.workflow.project_crops import fit_to_project, know_crops, list_entries

if TYPE_CHECKING:
    from models.painting.scoring import Judged

HELD_OUT = 20
_ON_SHEET = 120
"""Pictures a sheet shows at most: some 20 MB."""
_CELL = 240


@dataclass(frozen=True, slots=True)
class Example:
    """A picture in the size the network sees. face: the crop rectangle on it, None where no face is known."""

    name: str
    picture: Picture = field(repr=False)
    face: Box | None


Opening = Callable[[], list[Example]]
"""Reads the examples of one photo; raises BottegaError."""


def score_files(
    encoder_path: Path, paths: Sequence[Path], sheet: Path | None = None, *, faces: bool = False
) -> Generator[Event]:
    """Score on picture files and folders of them: the central 4:5 of each, or the faces found on it.

    Yields PhotoScored or Refused for each, EncoderScored and Finished; with a sheet also Saved, beside any file of its
    name. Raises UsageError when there is nothing to score, EncoderError, DiskFullError.
    """
    recipe = _recipe_of(encoder_path)
    found = [(path, page) for path in find_picture_files(paths) for page in list_pages(path)]
    opening = [(str(path), partial(_open_file, recipe, path, page, faces)) for path, page in found]
    yield from _score(encoder_path, opening, sheet)


def score_held_out(
    project: Project, encoder_path: Path, sheet: Path | None = None, *, held_out: int = HELD_OUT
) -> Generator[Event]:
    """The same on the crops of a project that a run of the encoder's recipe holds out; nothing is written into it."""
    recipe = fit_to_project(project, _recipe_of(encoder_path))
    sources = list_crops(project, recipe.cut_from)
    store = store_of(project, recipe.cut_from, recipe.width)
    listed = list_entries(recipe, know_crops(store, sources))
    read = crop_reader(store, [crop.source for crop, _ in listed])
    crops = preview_crops(recipe, [entry for _, entry in listed], read)
    chosen = split_crops(crops, recipe, held_out).held_out
    opening = [(crops.names[index], partial(_open_crop, recipe, crops.names[index], index, read)) for index in chosen]
    yield from _score(encoder_path, opening, sheet)


def _recipe_of(encoder_path: Path) -> Recipe:
    recipe = read_header(encoder_path).recipe
    if recipe.pairing is not Pairing.SAME:
        what = "this encoder does not paint the picture it is given, so there is nothing to compare with"
        raise UsageError(what, path=encoder_path, remedy="Score one that paints what goes in, as a colouriser does")
    return recipe


def _open_file(recipe: Recipe, path: Path, page: int, faces: bool) -> list[Example]:
    from models.faces.doubt import find_doubtful_new
    from models.faces.haar import find_faces_in

    picture = read_photo(path, page).picture
    if learns_colour(recipe) and measure(picture, None, False).gray:
        raise PictureError("it has no colour to compare with", path=path)
    name = f"{path}, page {page + 1}" if page else str(path)
    seen = picture if faces else cut_whole(picture, recipe.size)
    found = find_faces_in(seen)
    unsure = find_doubtful_new(found)
    boxes = [face.box for place, face in enumerate(found) if place not in unsure]
    if not faces:
        return [Example(name, seen, max(boxes, key=lambda box: box.width, default=None))]
    if not boxes:
        raise PictureError("no face was found on it", path=path, remedy="Score it whole")
    cuts = [to_network_input(cut_crop(picture, box, crop_size(recipe.width)), recipe.width) for box in boxes]
    return [Example(name, cut, _face_of_crop(recipe)) for cut in cuts]


def _open_crop(recipe: Recipe, name: str, index: int, read: Callable[[int], Picture]) -> list[Example]:
    face = _face_of_crop(recipe) if recipe.cut_from is CutFrom.FACES else None
    return [Example(name, to_network_input(read(index), recipe.width), face)]


def _face_of_crop(recipe: Recipe) -> Box:
    """The 3:4 crop rectangle on its own central 4:5, which is as wide and less high."""
    width, height = stored_size(dataclasses.replace(recipe, cut_from=CutFrom.FACES))
    scale = recipe.width / width
    return Box(0, (recipe.size[1] - height * scale) / 2, recipe.width, height * scale)


def _score(encoder_path: Path, opening: Sequence[tuple[str, Opening]], sheet: Path | None) -> Generator[Event]:
    from models.painting.encoder import load_encoder
    from models.painting.scoring import mean_likeness, score_picture

    started = time.monotonic()
    if not opening:
        raise UsageError("there is nothing to score on", remedy="Name photos or folders that hold some, or a project")
    yield Progress(0, 0, "loading the encoder")
    encoder = load_encoder(encoder_path)
    examples, failed = yield from _open_all(opening)
    judged = []
    for done, (example, mean) in enumerate(zip(examples, _means_of_others(examples), strict=True)):
        yield Progress(done, len(examples), Path(example.name).name)
        one = score_picture(encoder, example.picture, example.face, mean)
        judged.append(one)
        yield PhotoScored(**dataclasses.asdict(one.likeness), photo=example.name)
    if judged:
        means = mean_likeness([one.likeness for one in judged])
        yield EncoderScored(**dataclasses.asdict(means), pictures=len(judged))
        if sheet is not None:
            yield Saved(_write_sheet(sheet, examples[:_ON_SHEET], judged[:_ON_SHEET]), "sheet")
    words = f"{len(judged)} scored" + (f", {failed} refused" if failed else "")
    yield Finished("score", words, len(judged), failed, time.monotonic() - started)


def _open_all(opening: Sequence[tuple[str, Opening]]) -> Generator[Event, None, tuple[list[Example], int]]:
    """All that can be read: each is compared with the mean of the others, which needs them first."""
    examples, failed = [], 0
    for done, (name, read) in enumerate(opening):
        yield Progress(done, len(opening), f"reading {Path(name).name}")
        try:
            examples += read()
        except (BottegaError, OSError) as error:
            failed += 1
            yield Refused(Path(name), error.reason if isinstance(error, BottegaError) else str(error.strerror))
    return examples, failed


def _means_of_others(examples: Sequence[Example]) -> Iterator[Picture | None]:
    """For each picture the mean of the others: what one could paint without looking at it. None for a single one."""
    total = np.sum([example.picture for example in examples], axis=0, dtype=np.uint32) if examples else None
    for example in examples:
        others = len(examples) - 1
        yield np.rint((total - example.picture) / others).astype(np.uint8) if total is not None and others else None


def _write_sheet(path: Path, examples: Sequence[Example], judged: Sequence[Judged]) -> Path:
    """Two photos a row, each as it went in, as painted and as it is; returns where it lies."""
    open_output(path.parent)
    target = free_name(path.parent, path.stem, ".png")
    pictures = (picture for one in judged for picture in (one.given, one.painted, one.real))
    captions = [
        caption
        for example, one in zip(examples, judged, strict=True)
        for caption in (
            Path(example.name).name,
            f"{one.likeness.psnr:.1f} dB, off by {one.likeness.ciede2000:.1f}",
            "real",
        )
    ]
    write_png(target, make_contact_sheet(pictures, captions, min(6, len(captions)), _CELL))
    return target
