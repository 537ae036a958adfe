"""Crops are cut once from each photo, whoever asks; what is wrong with one harms no other."""

from __future__ import annotations

import errno
import json
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from models.datasets import CropStore, load_crops
from models.errors import TrainingError
from models.events import Progress, Refused
from models.faces.crops import cut_crop, cut_whole
from models.images import read_picture
from models.recipes import RECIPES
from models.records import WIDTHS, Box, CutFrom, FaceState, FactRange, NewFace, Pairing
from models.training.config import TrainConfig
from models.training.run_folder.run_file import CROPS, read_run_file
from models.workflow.gather_crops import crop_reader, facts_of, gather_crops, list_crops, store_of, sweep_store
from models.workflow.import_photos import import_photos
from models.workflow.prepare_run import prepare_run

COLOURISE = RECIPES.get("colourise")
CONFIG = TrainConfig(size="sketch")


@pytest.fixture
def filled(project, tmp_path, astronaut):
    """Twelve photos that look different, of two people, a face on each and a second one on the first."""
    rng = np.random.default_rng(0)
    for number in range(12):
        folder = tmp_path / ("Anna" if number % 2 else "Berta")
        folder.mkdir(exist_ok=True)
        scaled = np.kron(rng.integers(0, 2, (9, 9, 1)), np.ones((57, 57, 1)))[:512, :512]
        picture = (astronaut * (0.3 + 0.7 * scaled)).astype(np.uint8)
        Image.fromarray(picture).save(folder / f"{number:02}.png", compress_level=1)
    list(import_photos(project, [tmp_path / "Anna", tmp_path / "Berta"]))
    photos = sorted(project.photos.all(), key=lambda photo: photo.path.name)
    for photo in photos:
        project.faces.add(photo.id, [NewFace(Box(120, 20, 180, 240))])
    project.faces.add(photos[0].id, [NewFace(Box(100, 100, 300, 400))])
    return project


def gather(project, cut_from=CutFrom.FACES, **options):
    store = store_of(project, cut_from)
    events, sources = drain(gather_crops(project, store, list_crops(project, cut_from), **options))
    return CropStore(project.crops_folder, store.size), sources, events  # as another process would find it


def test_every_crop_is_exactly_what_is_cut_from_its_photo(filled):
    store, sources, events = gather(filled)
    assert len(sources) == len(store) == 13
    assert [event for event in events if isinstance(event, Progress)][-1] == Progress(12, 12, "crops")
    for source in sources:
        wanted = cut_crop(read_picture(source.photo.path), source.face.box)
        assert np.array_equal(store.picture(store.number(source.key)), wanted)
        assert facts_of(store, source).brightness == pytest.approx(wanted.mean(), abs=1.0)
    whole, sources, _ = gather(filled, CutFrom.WHOLE)
    assert np.array_equal(whole.picture(0), cut_whole(read_picture(sources[0].photo.path), (360, 450)))


def test_a_second_time_nothing_is_read_and_a_new_box_alone_is_cut(filled):
    gather(filled)
    path = store_of(filled, CutFrom.FACES).path
    before = path.stat()
    _, _, events = gather(filled)
    assert events == []
    assert path.stat() == before
    filled.faces.move(filled.faces.usable()[0].id, Box(10, 20, 180, 240))
    store, _, events = gather(filled)
    assert (events, len(store)) == ([Progress(1, 1, "crops")], 14)


def test_a_photo_that_is_gone_is_named_and_the_rest_is_cut(filled):
    gone = filled.photos.all()[3].path
    gone.unlink()
    store, sources, events = gather(filled)
    assert [event.path for event in events if isinstance(event, Refused)] == [gone]
    assert len(sources) == len(store)
    assert all(source.photo.path != gone for source in sources)


def test_what_was_cut_outlives_its_photo(filled):
    gather(filled)
    photo = filled.photos.all()[0].path
    photo.unlink()
    _, sources, events = gather(filled)
    assert (len(sources), events) == (13, [])


def test_closing_it_keeps_what_was_cut(filled):
    store = store_of(filled, CutFrom.FACES)
    events = gather_crops(filled, store, list_crops(filled, CutFrom.FACES))
    next(events)
    events.close()
    assert 0 < len(CropStore(filled.crops_folder, store.size)) < 13


def test_a_damaged_crop_is_cut_again(filled):
    store, sources, _ = gather(filled)
    with store.path.open("r+b") as file:
        file.seek(5 * 360 * 480 * 3 + 7)
        file.write(b"damage")
    store, _, events = gather(filled, checked=True)
    assert [event for event in events if isinstance(event, Progress)] == [Progress(1, 1, "crops")]
    assert all(store.is_whole(source.key) for source in sources)


def test_a_crop_is_read_the_same_before_and_after_it_is_kept(filled):
    sources = list_crops(filled, CutFrom.FACES)
    before = [crop_reader(store_of(filled, CutFrom.FACES), sources)(number) for number in range(13)]
    assert len(store_of(filled, CutFrom.FACES)) == 0
    store, _, _ = gather(filled)
    read = crop_reader(store, sources)
    assert all(np.array_equal(read(number), before[number]) for number in range(13))


def test_crops_that_nothing_needs_are_swept_only_when_they_are_many(filled):
    store, sources, _ = gather(filled)
    assert sweep_store(store, [source.key for source in sources[:6]]) == 0
    assert len(store) == 13


def listed(project, recipe):
    _, run = drain(prepare_run(project, recipe, CONFIG))
    return run, load_crops(run.folder / CROPS)


def test_a_run_lists_the_crops_of_its_subset(filled):
    _, everyone = listed(filled, COLOURISE)
    assert (len(everyone), everyone.missing) == (13, 0)
    run, anna = listed(filled, replace(COLOURISE, people=("Anna",)))
    assert set(anna.persons) == {"Anna"}
    begun = read_run_file(run.folder)
    assert begun.photos == anna.photos
    assert begun.learned + begun.held_out == len(anna) == 6
    picked = [face.id for face in filled.faces.usable()[:3]]
    assert len(listed(filled, replace(COLOURISE, picked=tuple(picked)))[1]) == 3


def test_a_range_looks_at_the_crop_and_any_picture_keeps_the_others_as_targets(filled):
    store, sources, _ = gather(filled)
    levels = sorted(facts_of(store, source).brightness for source in sources)
    bright = FactRange("brightness", levels[5], 255.0)
    assert len(listed(filled, replace(COLOURISE, ranges=(bright,)))[1]) == 8
    crops = listed(filled, replace(COLOURISE, ranges=(bright,), pairing=Pairing.RANDOM))[1]
    assert (len(crops), sum(crops.chosen)) == (13, 8)


@pytest.mark.parametrize("cut_from", CutFrom)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_range_chooses_the_same_crops_at_every_width(filled, cut_from, width):
    usual, sources, _ = gather(filled, cut_from)
    middle = sorted(facts_of(usual, source).sharpness for source in sources)[len(sources) // 2]
    recipe = replace(COLOURISE, cut_from=cut_from, width=width, ranges=(FactRange("sharpness", middle, 1e6),))
    wanted = [source.key.hex() for source in sources if facts_of(usual, source).sharpness >= middle]
    drain(prepare_run(filled, recipe, CONFIG))
    (run,) = filled.runs.all()
    assert json.loads((run.folder / CROPS).read_text("utf-8"))["keys"] == wanted
    assert len(wanted) == len(sources) - len(sources) // 2


@pytest.mark.parametrize(
    "subset",
    [
        {"ranges": (FactRange("brightness", 254.0, 255.0),)},
        {"picked": (10_000,)},
        {"people": ("Nobody",)},
        {"ranges": (FactRange("year", 1900, 1999),)},
    ],
)
def test_an_empty_subset_is_one_sentence_and_leaves_nothing(filled, subset):
    with pytest.raises(TrainingError) as caught:
        listed(filled, replace(COLOURISE, **subset))
    assert "Choose" in caught.value.remedy
    assert filled.runs.all() == []
    assert list(filled.runs_folder.iterdir()) == []


def test_crops_of_old_boxes_are_swept_when_they_are_far_more_than_needed(filled, monkeypatch):
    from models.workflow import gather_crops as module

    monkeypatch.setattr(module, "_SPARE", 3)
    faces = filled.faces.usable()
    listed(filled, COLOURISE)  # this run's own crops stay
    for step in range(4):
        for number, face in enumerate(faces):
            filled.faces.move(face.id, Box(100 + step, 2 * number, 180, 240))
        gather(filled)
    assert len(store_of(filled, CutFrom.FACES)) == 5 * 13
    events, _ = drain(prepare_run(filled, COLOURISE, CONFIG))
    assert "39 crops" in events[-1].text
    assert len(store_of(filled, CutFrom.FACES)) == len(CropStore(filled.crops_folder, (360, 480))) == 2 * 13
    for run in filled.runs.all():
        crops = load_crops(run.folder / CROPS)
        assert crops.missing == 0
        assert all(crops.picture(index).any() for index in range(len(crops)))


def test_a_sweep_that_finds_no_room_does_not_stop_the_run(filled, monkeypatch):
    from models.datasets import crop_store
    from models.workflow import gather_crops as module

    gather(filled)
    for number, face in enumerate(filled.faces.usable()):
        filled.faces.move(face.id, Box(100, 2 * number, 180, 240))
    gather(filled)
    write = crop_store._write_at

    def full_for_the_sweep(path, offset, data):
        if path.parent.name == "spare":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, offset, data)

    monkeypatch.setattr(module, "_SPARE", 3)
    monkeypatch.setattr(crop_store, "_write_at", full_for_the_sweep)
    filled.faces.set_state([face.id for face in filled.faces.usable()[5:]], FaceState.REJECTED)
    drain(prepare_run(filled, COLOURISE, CONFIG))
    (run,) = filled.runs.all()
    assert len(load_crops(run.folder / CROPS)) == 5
    assert len(store_of(filled, CutFrom.FACES)) == 2 * 13


def drain(generator):
    """The events and what the generator returned."""
    events = []
    while True:
        try:
            events.append(next(generator))
        except StopIteration as end:
            return events, end.value
