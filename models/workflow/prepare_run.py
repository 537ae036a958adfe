"""Makes a run of a project ready to train: gathers its crops, or reopens one. Loads no torch."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import uuid
from collections.abc import Generator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from models.datasets import CropStore, Entry, PairSource, save_crops
from models.errors import DiskFullError, TrainingError
from models.events import Event, Noted
from models.painting.encoder_file import read_header
from models.painting.starts import misfit, usual_start
from models.person_names import same_name
from models.project import Project
from models.recipes import check_recipe, count_supply
from models.recipes.subset import LeftOut, barrier, chooser, has_subset
from models.records import CutFrom, EncoderHeader, Pairing, Recipe, Run, RunState
from models.training.config import SETTINGS, TrainConfig, check_config, resumed_config
from models.training.run_folder.checkpoint import load_checkpoint
from models.training.run_folder.run_file import CROPS, START, RunFile, read_run_file, write_run_file
from models.training.usual import can_paint
from models.workflow.gather_crops import (
    CropSource,
    gather_crops,
    list_crops,
    runs_keys,
    store_of,
    sweep_store,
)
from models.workflow.project_crops import know_crops, list_entries


def prepare_run(
    project: Project,
    recipe: Recipe,
    config: TrainConfig,
    title: str | None = None,
    pinned: Sequence[int] = (),
    *,
    told: bool = False,
    start: Path | None = None,
) -> Generator[Event, None, Run]:
    """Gather the recipe's crops and add the run to the project; returns the run.

    Nothing is added when it is cancelled or fails. pinned: ids of photos always shown while training; told: say first
    what there is to learn from, as the data meter does; start: the encoder to begin from (None: the usual one). A photo
    that can't be read is Refused and left out. Raises TrainingError when too few crops are left, or when that encoder
    has learned another thing, EncoderError, DiskFullError.
    """
    check_config(config)
    _check_generator(recipe, config)
    begin = choose_start(recipe, config, start)
    yield from _unknown_people(project, recipe)
    store = store_of(project, recipe.cut_from, recipe.width)
    everything = list_crops(project, recipe.cut_from)
    candidates = _candidates(project, recipe, everything)
    sources = yield from gather_crops(project, store, candidates, checked=True)
    entries = [entry for _, entry in list_entries(recipe, know_crops(store, sources))]
    if told:
        refused = {source.key for source in candidates} - {source.key for source in sources}
        known = know_crops(store, [source for source in everything if source.key not in refused])
        yield from map(Noted, check_recipe(recipe, count_supply(recipe, [crop.learnable() for crop in known])))
    if (sources or has_subset(recipe)) and not any(entry.chosen for entry in entries):
        raise TrainingError(
            f"nothing is left to learn {recipe.title} from",
            why="its subset is empty",
            remedy="Choose more people, wider ranges or other faces in its recipe",
        )
    run, pairs = _add_run(project, recipe, config, title, store, entries)
    photos, counts = tuple(entry.photo for entry in entries), (pairs.train_count, pairs.held_out_count)
    if begin is not None:
        shutil.copyfile(begin.path, run.folder / START)
        yield Noted(f"it begins from what {begin.title} has learned")
    title = begin.title if begin is not None else ""
    write_run_file(run.folder, RunFile(run.title, recipe, config, photos, *counts, tuple(pinned), title))
    yield from _sweep(project, everything, store)
    return run


def _check_generator(recipe: Recipe, config: TrainConfig) -> None:
    """Raises TrainingError where the network can't paint what the recipe wants."""
    if not can_paint(config.generator, recipe):
        title = SETTINGS["generator"].title_of(config.generator)
        raise TrainingError(
            f"{title} paints nothing but colours, so it can't learn {recipe.title}",
            remedy="Choose another generator (--generator unet), or a recipe from gray to the photo",
        )


def choose_start(recipe: Recipe, config: TrainConfig, wanted: Path | None = None) -> EncoderHeader | None:
    """The encoder to begin from: the one that is wanted, else the usual one, where there is one."""
    if wanted is None:
        return usual_start(recipe, config)
    header = read_header(wanted)
    why = misfit(header, recipe, config)
    if why:
        remedy = "Choose another one, or begin from scratch"
        raise TrainingError(f"{recipe.title} can't begin from {header.title}", path=wanted, why=why, remedy=remedy)
    return header


def _unknown_people(project: Project, recipe: Recipe) -> Generator[Event]:
    """A sentence where some of the people that the recipe names are not here, as after their photos were removed."""
    known = project.people.names()
    unknown = [name for name in recipe.people if same_name(name, known) is None]
    if unknown and len(unknown) < len(recipe.people):
        yield Noted(f"{recipe.title} also names {', '.join(unknown)}, of whom this project has no photo")


def _candidates(project: Project, recipe: Recipe, sources: list[CropSource]) -> list[CropSource]:
    """The crops that may be needed, as far as can be said without measuring them."""
    if not sources and recipe.cut_from is CutFrom.FACES and project.photos.all():
        raise TrainingError("there are no faces to learn from", remedy="Find faces first, or learn from whole photos")
    left_out, might_be = (
        barrier(recipe),
        chooser(dataclasses.replace(recipe, ranges=()), (one.person for one in sources)),
    )
    wanted = [one for one in sources if might_be(one.person, one.number, one.photo.facts)]
    reasons = {left_out(one.number, one.photo.facts.gray, one.doubtful) for one in wanted}
    if wanted and "" not in reasons:
        raise _nothing_admitted(recipe, reasons)
    admitted = sources if recipe.pairing is Pairing.RANDOM else wanted
    return [one for one in admitted if not left_out(one.number, one.photo.facts.gray, one.doubtful)]


def _nothing_admitted(recipe: Recipe, reasons: Set[LeftOut]) -> TrainingError:
    """Why nothing that was chosen can be learned from."""
    if "doubtful" not in reasons:
        why, remedy = "all that were chosen are", "Add photos in colour, or choose a recipe that needs none"
        return TrainingError("no colour can be learned from black-and-white photos", why=why, remedy=remedy)
    return TrainingError(
        f"nothing is left to learn {recipe.title} from",
        why="all its faces are doubtful, and nobody has looked at them",
        remedy="Review them in Faces, or let it learn from doubtful ones too (--doubtful)",
    )


def _add_run(
    project: Project, recipe: Recipe, config: TrainConfig, title: str | None, store: CropStore, entries: list[Entry]
) -> tuple[Run, PairSource]:
    """The run with its list of crops in its folder, and the pairs it will learn from."""
    listed = project.runs_folder / f".bottega-{uuid.uuid4().hex}"  # swept at the next start if this one is killed
    try:
        crops = save_crops(listed, store, entries, home=project.runs_folder / "any run")
        pairs = PairSource(crops, recipe, config.seed, held_out=config.held_out, batch_size=config.batch_size)
        name = title or free_title(recipe.title, [run.title for run in project.runs.all()])
        run = project.runs.add(name, recipe, config)
        os.replace(listed, run.folder / CROPS)
    finally:
        listed.unlink(missing_ok=True)
    return run, pairs


def _sweep(project: Project, sources: Sequence[CropSource], store: CropStore) -> Generator[Event]:
    """Crops of boxes that were moved since, and of runs that are gone, are let go of when they are many.

    That takes room for a while; where there is none the run, which needs no more, goes on all the same.
    """
    needed = {source.key for source in sources}
    gone = 0
    with contextlib.suppress(DiskFullError, OSError):
        gone = sweep_store(store, needed | runs_keys(run.folder for run in project.runs.all()))
    if gone:
        yield Noted(f"{gone} crops that nothing needs any more were removed from the project's store")


@dataclass(frozen=True, slots=True)
class More:
    """How far a resumed run goes beyond where it stands; None leaves its own budget as it is."""

    minutes: float | None = None
    epochs: int | None = None


def reopen_run(project: Project, run_id: int, pinned: Sequence[int] = (), more: More | None = None) -> Run:
    """The run, ready to go on with its own recipe and settings; one that has used up its budget gets it once more."""
    note_checkpoint(project, project.runs.get(run_id))
    run, config = project.runs.get(run_id), resumed_config(project.runs.config(run_id))
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


def free_title(title: str, taken: Sequence[str]) -> str:
    """The title, with a number behind it when it is taken."""
    number, free = 1, title
    while free in taken:
        number += 1
        free = f"{title} {number}"
    return free
