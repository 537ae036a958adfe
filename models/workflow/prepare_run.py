"""Makes a run of a project ready to train: cuts its crops from the photos, or reopens one. Loads no torch."""

from __future__ import annotations

import dataclasses
import os
import queue
import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from models.datasets import CropSet, PairSource, save_crops
from models.errors import BottegaError, PictureError, TrainingError
from models.events import Event, Progress, Refused
from models.faces.crops import cut_crop, cut_whole
from models.images import read_picture
from models.project import Project
from models.records import Crop, CutFrom, Face, Photo, Recipe, Run, RunState
from models.training.checkpoint import load_checkpoint
from models.training.config import TrainConfig, check_config
from models.training.run_file import CROPS, RunFile, read_run_file, write_run_file
from models.workflow.in_order import map_in_order

WHOLE_SIZE = (360, 450)
"""Whole photos are kept at the size of a face crop's own 4:5 part, so that the random cut has room."""

Source = tuple[Photo, list[Face]]
Cut = tuple[Photo, list[Crop] | BottegaError]


def prepare_run(
    project: Project, recipe: Recipe, config: TrainConfig, title: str | None = None, pinned: Sequence[int] = ()
) -> Generator[Event, None, Run]:
    """Cut the recipe's crops and add the run to the project; returns the run.

    Nothing is added when it is cancelled or fails. pinned: ids of photos always shown while training. A photo that
    can't be read is Refused and left out. Raises TrainingError when too few crops are left, DiskFullError.
    """
    check_config(config)
    sources = _sources(project, recipe)
    path = project.runs_folder / f".bottega-{uuid.uuid4().hex}"  # swept at the next start if this one is killed
    try:
        photos: list[int] = []
        crops = yield from _cut_all(path, recipe, sources, photos)
        pairs = PairSource(crops, recipe, config.seed, held_out=config.held_out, batch_size=config.batch_size)
        name = title or free_title(recipe.title, [run.title for run in project.runs.all()])
        run = project.runs.add(name, recipe, config)
        os.replace(path, run.folder / CROPS)
    finally:
        path.unlink(missing_ok=True)
    begun = RunFile(name, recipe, config, tuple(photos), pairs.train_count, pairs.held_out_count, tuple(pinned))
    write_run_file(run.folder, begun)
    return run


@dataclass(frozen=True, slots=True)
class More:
    """How far a resumed run goes beyond where it stands; None leaves its own budget as it is."""

    minutes: float | None = None
    epochs: int | None = None


def reopen_run(project: Project, run_id: int, pinned: Sequence[int] = (), more: More | None = None) -> Run:
    """The run, ready to go on with its own recipe and settings; one that has used up its budget gets it once more."""
    note_checkpoint(project, project.runs.get(run_id))
    run, config = project.runs.get(run_id), project.runs.config(run_id)
    begun = read_run_file(run.folder)
    if more is not None and more.epochs is not None:
        config = dataclasses.replace(config, epochs=-(-run.step // config.batches) + more.epochs)
    if more is not None and more.minutes is not None:
        config = dataclasses.replace(config, minutes=run.seconds / 60 + more.minutes)
    check_config(config)
    if run.step >= config.steps:
        config = dataclasses.replace(config, epochs=-(-run.step // config.batches) + begun.config.epochs)
    if config.minutes is not None and run.seconds >= config.minutes * 60:
        config = dataclasses.replace(config, minutes=run.seconds / 60 + config.minutes)
    if config != begun.config or pinned:
        begun = dataclasses.replace(begun, config=config, pinned=tuple(pinned) or begun.pinned)
        write_run_file(run.folder, begun)
        project.runs.update(run_id, config=config)
    return project.runs.get(run_id)


def note_checkpoint(project: Project, run: Run, state: RunState | None = None) -> None:
    """Make the run's row say what its newest checkpoint says: after a crash the row is behind."""
    checkpoint = load_checkpoint(run.folder, keep=())
    header = dict(checkpoint.header) if checkpoint is not None else {}
    psnr = (header.get("scores") or {}).get("psnr")
    step, seconds = header.get("step", 0), header.get("seconds", 0.0)
    project.runs.update(run.id, state=state, step=step, seconds=seconds, psnr=psnr)


def _sources(project: Project, recipe: Recipe) -> list[Source]:
    """The photos of the recipe's people with the faces to cut from each."""
    faces: dict[int, list[Face]] = {}
    for face in project.faces.usable():
        if not recipe.people or face.person in recipe.people:
            faces.setdefault(face.photo_id, []).append(face)
    photos = [photo for photo in project.photos.all() if not photo.left_out]
    if recipe.cut_from is CutFrom.WHOLE:
        return [(photo, []) for photo in photos if not recipe.people or photo.person in recipe.people]
    found = [(photo, faces[photo.id]) for photo in photos if photo.id in faces]
    if not found and photos:
        raise TrainingError("there are no faces to learn from", remedy="Find faces first, or learn from whole photos")
    return found


def _cut_all(
    path: Path, recipe: Recipe, sources: Sequence[Source], photos: list[int]
) -> Generator[Event, None, CropSet]:
    """Write the crops of all sources to path while telling how far it is; photos gets the photo of each crop."""
    crops: queue.Queue[Crop | None] = queue.Queue(maxsize=8)
    whole = False
    cuts = map_in_order(partial(_cut, recipe.cut_from), sources)
    with ThreadPoolExecutor(1, thread_name_prefix="crops") as pool:
        written = pool.submit(save_crops, path, _taken(crops, lambda: whole))
        try:
            for done, (photo, cut) in enumerate(cuts, start=1):
                if isinstance(cut, BottegaError):
                    yield Refused(photo.path, cut.reason)
                else:
                    for crop in cut:
                        _put(crops, crop, written)
                    photos += [photo.id] * len(cut)
                if written.done():  # it failed: its result() says why
                    break
                yield Progress(done, len(sources), "crops")
            whole = True
        finally:
            cuts.close()
            _put(crops, None, written)
    return written.result()


def _taken(crops: queue.Queue[Crop | None], is_whole: Callable[[], bool]) -> Iterator[Crop]:
    """What was put into the queue, until None; a set that is not whole ends in an error, so no file is left."""
    while (crop := crops.get()) is not None:
        yield crop
    if not is_whole():
        raise TrainingError("cutting the crops was stopped")


def _put(crops: queue.Queue[Crop | None], crop: Crop | None, written: Future[CropSet]) -> None:
    """Hand it to the writer, unless that has failed and takes no more."""
    while not written.done():
        try:
            crops.put(crop, timeout=0.1)
            return
        except queue.Full:
            continue


def _cut(cut_from: CutFrom, source: Source) -> Cut:
    """The crops of one photo, or why there are none: runs in a worker thread."""
    photo, faces = source
    try:
        picture = read_picture(photo.path)
        if picture.shape[:2] != (photo.height, photo.width):
            raise PictureError("the file is another than when it was added", remedy="Add it again")
    except PictureError as error:
        return photo, error
    if cut_from is CutFrom.WHOLE:
        return photo, [Crop(photo.id, None, photo.person, cut_whole(picture, WHOLE_SIZE), photo.path.name)]
    return photo, [Crop(photo.id, face.id, face.person, cut_crop(picture, face.box), photo.path.name) for face in faces]


def free_title(title: str, taken: Sequence[str]) -> str:
    """The title, with a number behind it when it is taken."""
    number, free = 1, title
    while free in taken:
        number += 1
        free = f"{title} {number}"
    return free
