"""Any recipe whatever: what its page shows is what its training learns, and nothing held out is ever learned from."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from models.datasets import PairSource, load_crops, preview_pairs
from models.errors import TrainingError
from models.photos.duplicates import NEAR_BITS
from models.project import Project
from models.records import Box, CutFrom, FaceState, FactRange, NewFace, Pairing, Recipe
from models.training.config import TrainConfig
from models.training.run_folder.run_file import CROPS, read_run_file
from models.workflow.gather_crops import list_crops, measure_crops
from models.workflow.import_photos import import_photos
from models.workflow.prepare_run import prepare_run
from studio.panes.filters.recipe.previews import list_set
from studio.state.collection import read_collection
from tests.filters.test_chain import chains

PEOPLE = ("Anna", "Berta", "Carl")
CONFIG = TrainConfig()


@pytest.fixture(scope="module")
def faces(tmp_path_factory, astronaut):
    """Fifteen faces of three people: one photo has three, one is there twice but for its brightness, one is black."""
    folder, rng = tmp_path_factory.mktemp("exact"), np.random.default_rng(5)
    for number in range(13):
        person = folder / "photos" / PEOPLE[number % 3]
        person.mkdir(parents=True, exist_ok=True)
        blocks = np.kron(rng.integers(0, 2, (7, 7, 1)), np.ones((60, 60, 1)))[:400, :360]
        picture = (astronaut[:400, 60:420] * (0.3 + 0.7 * blocks)).astype(np.uint8)
        Image.fromarray(picture * (number != 12)).save(person / f"{number:02}.png")
        if number == 4:
            Image.fromarray((picture * 0.97).astype(np.uint8)).save(folder / "photos" / PEOPLE[2] / "again.png")
    with Project.create(folder / "project") as project:
        list(import_photos(project, [folder / "photos"]))
        for number, photo in enumerate(project.photos.all()):
            boxes = [Box(60, 40, 240, 320)] + ([Box(5, 5, 90, 120), Box(200, 200, 120, 160)] if number == 3 else [])
            project.faces.add(photo.id, [NewFace(box, FaceState.CONFIRMED) for box in boxes])
        for cut_from in CutFrom:
            list(measure_crops(project, cut_from))
        yield project


@pytest.fixture
def _smallest_numbers():
    """A training in this process may have made it drop the smallest numbers; hypothesis draws those too."""
    if "torch" in sys.modules:
        sys.modules["torch"].set_flush_denormal(False)


def recipes(project: Project):
    numbers = [source.number for cut_from in CutFrom for source in list_crops(project, cut_from)]
    return st.builds(
        Recipe,
        name=st.just("custom"),
        title=st.just("Drawn"),
        input=chains,
        target=chains,
        pairing=st.sampled_from(Pairing),
        cut_from=st.sampled_from(CutFrom),
        people=st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple),
        flip=st.booleans(),
        jitter=st.integers(0, 64),
        width=st.sampled_from((128, 256)),
        ranges=st.lists(
            st.builds(FactRange, st.just("brightness"), st.integers(0, 90), st.integers(90, 255)), max_size=1
        ).map(tuple),
        picked=st.just(()) | st.lists(st.sampled_from(numbers), min_size=9, unique=True).map(tuple),
    )


def prepared(project: Project, recipe: Recipe) -> tuple[PairSource, Path]:
    """The pairs of a run of the recipe, read from its own files."""
    events = prepare_run(project, recipe, CONFIG)
    try:
        while True:
            next(events)
    except StopIteration as end:
        run = end.value
    return opened(run.folder), run.folder


def opened(folder: Path) -> PairSource:
    begun = read_run_file(folder)
    return PairSource(
        load_crops(folder / CROPS),
        begun.recipe,
        begun.config.seed,
        held_out=begun.config.held_out,
        batch_size=begun.config.batch_size,
    )


def print_of(source: PairSource, count: int = 6) -> str:
    """Stands for every pixel of the first pairs and of the held-out ones."""
    pairs = [source.pair(step, 0) for step in range(count)]
    pairs += [source.held_out_pair(number) for number in range(source.held_out_count)]
    return hashlib.sha256(b"".join(picture.tobytes() for pair in pairs for picture in pair)).hexdigest()


_PRINT = """
import sys
from pathlib import Path
from tests.studio.panes.filters.test_exact import opened, print_of
for folder in sys.argv[1:]:
    print(print_of(opened(Path(folder))))
"""


@pytest.mark.usefixtures("_smallest_numbers")
def test_any_recipe_shows_what_it_learns_and_learns_nothing_it_is_judged_by(faces):
    seen: dict[str, str] = {}

    @given(recipe=recipes(faces))
    @settings(max_examples=10, suppress_health_check=list(HealthCheck))
    def check(recipe: Recipe) -> None:
        try:
            source, folder = prepared(faces, recipe)
        except TrainingError:
            assume(False)
        seen[str(folder)] = print_of(source)
        _check_preview(faces, recipe, source)
        _check_split(faces, recipe, source)
        _check_laps(source)
        with ThreadPoolExecutor(4) as pool:
            again = opened(folder)
            shuffled = [7, 2, 5, 0, 3, 6, 1, 4] * 2
            for step, pair in zip(shuffled, pool.map(lambda step: again.pair(step, 0), shuffled), strict=True):
                assert _same(pair, source.pair(step, 0))

    check()
    folders = list(seen)[:5]
    told = subprocess.run([sys.executable, "-c", _PRINT, *folders], capture_output=True, text=True, check=True)
    assert told.stdout.split() == [seen[folder] for folder in folders]


def _same(one, other) -> bool:
    return all(np.array_equal(left, right) for left, right in zip(one, other, strict=True))


def _check_preview(project: Project, recipe: Recipe, source: PairSource) -> None:
    """The page's pairs are the first of the training, bit for bit."""
    crops = list_set(project, read_collection(project), recipe)
    shown = preview_pairs(crops, recipe, CONFIG.seed, 6)
    assert all(_same(pair, source.pair(step, 0)) for step, pair in enumerate(shown))


def _check_split(project: Project, recipe: Recipe, source: PairSource) -> None:
    """No photo, and nothing that all but repeats another, stands on both sides."""
    crops, learned = source.crops, set(source._train)
    targets = {target for group in source._train_groups.values() for target in group}
    photos = {photo.id: photo for photo in project.photos.all()}
    for held in source._held_out:
        for other in learned | targets:
            assert crops.photos[held] != crops.photos[other]
            one, two = (int(photos[crops.photos[index]].facts.perceptual_hash, 16) for index in (held, other))
            assert (one ^ two).bit_count() > NEAR_BITS


def _check_laps(source: PairSource) -> None:
    """Every learned crop comes once before any comes again."""
    learned = Counter(source.crops.names[index] for index in source._train)
    for lap in range(2):
        steps = range(lap * source.train_count, (lap + 1) * source.train_count)
        assert Counter(source.name_of(step, 0) for step in steps) == learned
