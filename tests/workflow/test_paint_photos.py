"""Painting as a person does it: a batch with a bad photo in it, faces, noise, and the same painting made again."""

from __future__ import annotations

import dataclasses
import os
import random
import subprocess
import sys
import threading
from contextlib import closing
from functools import partial

import numpy as np
import pytest

from models.drawing_records import Drawing, DrawingStart, Stroke
from models.errors import DiskFullError, EncoderError, UnknownNameError, UsageError
from models.events import Changed, Finished, Painted, Progress, Refused
from models.files import sweep_temporary
from models.gallery.painting_file import read_painting_recipe
from models.images import read_photo, read_picture
from models.painting.drawing import draw
from models.painting.scan import clean_scan
from models.photos.facts import measure
from models.records import Box, FaceState, NewFace, NewPhoto, PaintOptions, PaintSource
from models.workflow.child import Child
from models.workflow.keep_drawing import keep_drawing
from models.workflow.paint_photos import (
    PaintRequest,
    paint_again,
    paint_files,
    paint_into_gallery,
    paint_preview,
    paint_requests,
)
from models.workflow.sample_noise import sample_noise
from tests.conftest import ROOT
from tests.painting.encoders import make_encoder

WHOLE = PaintOptions()
FACES = PaintOptions(source=PaintSource.FACES)
FACE = Box(150, 20, 160, 160 * 4 / 3)


@pytest.fixture
def encoder(project):
    return make_encoder(project.encoders_folder / "tiny.bottega", "average").path


@pytest.fixture
def photo(project, astronaut_file):
    return _add(project, astronaut_file)


def _add(project, path):
    facts = read_photo(path)
    [photo] = project.photos.add(
        [
            NewPhoto(
                path,
                facts.sha256,
                facts.width,
                facts.height,
                facts.format,
                facts.file_size,
                path.parent.name,
                measure(facts.picture, facts.taken, facts.rotated),
            )
        ]
    )
    return photo


def _of(kind, events):
    return [event for event in events if isinstance(event, kind)]


def test_a_painting_lands_in_the_gallery_with_everything_to_make_it_again(project, encoder, photo):
    options = PaintOptions(strength=0.8, colour=1.5, again=1, seed=4)
    events = list(paint_into_gallery(project, encoder, [photo.id], options))
    [painting] = project.paintings.all()
    assert painting.path.parent == project.gallery_folder
    assert (painting.width, painting.height, painting.person) == (512, 512, "Eileen")
    assert painting.recipe == read_painting_recipe(painting.path)
    assert painting.recipe.options == options
    assert painting.recipe.source_sha256 == photo.sha256
    assert [event.path for event in _of(Painted, events)] == [painting.path]
    assert _of(Changed, events) == [Changed(frozenset({"paintings"}), (painting.id,))]
    assert events[-1] == Finished("paint", "1 painted into the gallery", 1, 0, events[-1].seconds)


def test_every_painting_can_be_made_again_bit_for_bit(project, encoder, photo):
    project.faces.add(photo.id, [NewFace(FACE), NewFace(Box(300, 100, 90, 120), FaceState.CONFIRMED)])
    options = PaintOptions(strength=0.8, colour=1.5, again=1, seed=4)
    list(paint_into_gallery(project, encoder, [photo.id], options))
    list(paint_into_gallery(project, encoder, [photo.id], FACES))
    list(paint_into_gallery(project, encoder, [], dataclasses.replace(options, source=PaintSource.NOISE, seed=11)))
    first = project.paintings.all()
    for painting in first:
        project.faces.remove([face.id for face in project.faces.of_photo(photo.id)])
        list(paint_again(project, painting.recipe))
        again = project.paintings.all()[0]
        assert again.recipe == painting.recipe
        assert again.path != painting.path
        assert again.path.read_bytes() == painting.path.read_bytes()


@pytest.mark.parametrize("start", DrawingStart)
def test_a_drawing_is_kept_with_its_painting_and_both_can_be_made_again(project, photo, start):
    header = make_encoder(project.encoders_folder / "lines.bottega", "contours")
    lines = clean_scan(read_picture(photo.path)) if start is DrawingStart.LINES else ""
    strokes = (Stroke(((800, 900, 32), (3000, 2000, 64)), 200), Stroke(((900, 900, 99),), None, "rg"))
    drawing, options = Drawing(start, strokes, lines), PaintOptions(PaintSource.DRAWING, colour=1.2, again=1)
    boxes = (Box(150.0, 20.0, 160.0, 160 * 4 / 3),) if start is DrawingStart.PHOTO else ()
    list(keep_drawing(project, header.path, drawing, photo, boxes, options))
    painted, drawn = project.paintings.all()
    picture = draw(header.recipe, drawing, read_picture(photo.path), boxes)
    assert np.array_equal(read_picture(drawn.path), picture)
    [preview] = paint_preview(header.path, picture, options)
    assert np.array_equal(read_picture(painted.path), preview.picture)
    assert not np.array_equal(preview.picture, picture)
    for painting in (painted, drawn):
        assert painting.recipe == read_painting_recipe(painting.path)
        assert painting.recipe.drawing == drawing
        list(paint_again(project, painting.recipe))
        assert project.paintings.all()[0].path.read_bytes() == painting.path.read_bytes()


def test_what_can_not_be_made_again_is_said(project, encoder, photo, tmp_path):
    list(paint_into_gallery(project, encoder, [photo.id], WHOLE))
    recipe = project.paintings.all()[0].recipe
    project.photos.remove([photo.id])
    with pytest.raises(UsageError, match="photo of this painting is not in the project"):
        list(paint_again(project, recipe))
    encoder.unlink()
    with pytest.raises(EncoderError, match="not here"):
        list(paint_again(project, recipe))


def test_the_preview_is_the_result(project, encoder, photo):
    list(paint_into_gallery(project, encoder, [photo.id], WHOLE))
    [preview] = paint_preview(encoder, read_picture(photo.path), WHOLE)
    assert np.array_equal(preview.picture, read_picture(project.paintings.all()[0].path))
    [noise] = paint_preview(encoder, None, PaintOptions(PaintSource.NOISE, seed=2))
    assert noise.picture.shape == (320, 256, 3)


def test_only_usable_faces_are_painted(project, encoder, photo):
    project.faces.add(photo.id, [NewFace(FACE), NewFace(Box(300, 100, 90, 120), FaceState.REJECTED)])
    list(paint_into_gallery(project, encoder, [photo.id], FACES))
    assert project.paintings.all()[0].recipe.boxes == (FACE,)


def test_one_bad_photo_never_stops_a_batch(project, encoder, photo, astronaut_file, tmp_path):
    lost = tmp_path / "Bob"
    lost.mkdir()
    (lost / "bob.png").write_bytes(astronaut_file.read_bytes() + b"\0")
    second = _add(project, lost / "bob.png")
    (lost / "bob.png").unlink()
    events = list(paint_into_gallery(project, encoder, [second.id, photo.id], WHOLE))
    assert [event.path for event in _of(Refused, events)] == [second.path]
    assert len(_of(Painted, events)) == 1
    assert (events[-1].done, events[-1].failed, events[-1].summary) == (1, 1, "1 painted into the gallery, 1 refused")


def test_a_photo_without_faces_is_refused_alone(project, encoder, photo):
    events = list(paint_into_gallery(project, encoder, [photo.id], FACES))
    assert "no face" in _of(Refused, events)[0].reason


def test_a_damaged_encoder_stops_before_anything_is_written(project, encoder, photo):
    encoder.write_bytes(encoder.read_bytes()[:-1])
    with pytest.raises(EncoderError):
        list(paint_into_gallery(project, encoder, [photo.id], WHOLE))
    assert project.paintings.all() == []
    assert list(project.gallery_folder.iterdir()) == []


def test_stopping_leaves_what_was_painted_whole(project, encoder, photo):
    events = paint_into_gallery(project, encoder, [photo.id] * 3, WHOLE)
    for event in events:
        if isinstance(event, Changed):
            break
    events.close()
    [painting] = project.paintings.all()
    assert list(project.gallery_folder.iterdir()) == [painting.path]
    assert read_picture(painting.path).shape == (512, 512, 3)


def test_the_torch_part_can_be_driven_from_elsewhere(project, encoder, photo):
    asked = []

    def drive(encoder_path, requests, folder):
        asked.append((encoder_path, list(requests), folder))
        yield from paint_requests(encoder_path, requests, folder)

    list(paint_into_gallery(project, encoder, [photo.id], WHOLE, drive))
    assert asked == [(encoder, [PaintRequest(WHOLE, photo.path, sha256=photo.sha256)], project.gallery_folder)]
    assert len(project.paintings.all()) == 1


def test_the_window_paints_in_a_child_process(project, encoder, photo):
    with closing(Child()) as child:
        events = list(paint_into_gallery(project, encoder, [photo.id], WHOLE, partial(child.stream, paint_requests)))
    [painting] = project.paintings.all()
    assert _of(Painted, events)[0].path == painting.path
    list(paint_into_gallery(project, encoder, [photo.id], WHOLE))
    assert project.paintings.all()[0].path.read_bytes() == painting.path.read_bytes()


def test_a_full_disk_stops_the_batch_and_keeps_what_was_painted(project, encoder, photo, monkeypatch):
    events = paint_into_gallery(project, encoder, [photo.id] * 3, WHOLE)
    next(event for event in events if isinstance(event, Changed))

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError, match="Free at least"):
        list(events)
    [painting] = project.paintings.all()
    assert list(project.gallery_folder.iterdir()) == [painting.path]


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_only_whole_paintings(encoder, astronaut_file, tmp_path):
    """50 kills while painting: zero failures bound the rate near 3 in 50."""
    code = (
        "import sys; from pathlib import Path; from models.workflow.paint_photos import *\n"
        "from models.records import PaintOptions\n"
        "encoder, photo, out = map(Path, sys.argv[1:])\n"
        "requests = [PaintRequest(PaintOptions(), photo)] * 10_000\n"
        "for event in paint_requests(encoder, requests, out): print(event.event, flush=True)"
    )
    chance = random.Random(3)
    for number in range(50):
        out = tmp_path / str(number)
        out.mkdir()
        command = [sys.executable, "-c", code, encoder, astronaut_file, out]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            while "painted" not in process.stdout.readline():
                assert process.poll() is None
            threading.Event().wait(chance.random() * 0.2)
            process.kill()
            process.stdout.read()
        paintings = [path for path in out.iterdir() if not path.name.startswith(".bottega-")]
        assert paintings
        for path in paintings:
            assert read_painting_recipe(path) is not None
            assert read_picture(path).shape == (512, 512, 3)
        sweep_temporary(out)
        assert len(list(out.iterdir())) == len(paintings)


def test_files_and_folders_are_painted_into_a_folder(encoder, astronaut_file, tmp_path):
    (astronaut_file.parent / "notes.txt").write_text("no photo")
    before = astronaut_file.read_bytes()
    out = tmp_path / "new" / "out"
    events = list(paint_files(encoder, [astronaut_file.parent], out, WHOLE))
    [painted], [refused] = _of(Painted, events), _of(Refused, events)
    assert (painted.source, painted.path) == (str(astronaut_file), out / "Tiny astronaut.png")
    assert refused.path.name == "notes.txt"
    list(paint_files(encoder, [astronaut_file], out, WHOLE))
    assert sorted(path.name for path in out.iterdir()) == ["Tiny astronaut-2.png", "Tiny astronaut.png"]
    assert astronaut_file.read_bytes() == before
    assert _of(Progress, events)[-1].done == 2


def test_faces_of_files_are_looked_for(encoder, astronaut_file, tmp_path):
    events = list(paint_files(encoder, [astronaut_file], tmp_path / "out", FACES))
    recipe = read_painting_recipe(_of(Painted, events)[0].path)
    assert any(box.x < 224 < box.x + box.width and box.y < 110 < box.y + box.height for box in recipe.boxes)


def test_batch_equals_single(encoder, astronaut_file, tmp_path):
    other = tmp_path / "other.png"
    other.write_bytes(astronaut_file.read_bytes())
    both = list(paint_files(encoder, [astronaut_file, other], tmp_path / "both", WHOLE))
    single = list(paint_files(encoder, [other], tmp_path / "single", WHOLE))
    assert _of(Painted, both)[1].path.read_bytes() == _of(Painted, single)[0].path.read_bytes()


def test_nothing_to_paint_is_said(encoder, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no photo to paint"):
        list(paint_files(encoder, [tmp_path / "empty"], tmp_path / "out", WHOLE))
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="can't make this folder"):
        list(paint_files(encoder, [tmp_path / "file"], tmp_path / "file" / "out", WHOLE))


def test_noise_is_sampled_by_seed(encoder, tmp_path):
    events = list(sample_noise(encoder, 3, 5, tmp_path / "out"))
    assert [event.source for event in _of(Painted, events)] == ["noise 5", "noise 6", "noise 7"]
    assert _of(Painted, events)[0].path.name == "Tiny noise 5.png"
    pictures = [read_picture(event.path) for event in _of(Painted, events)]
    assert not np.array_equal(pictures[0], pictures[1])
    assert events[-1].done == 3


def test_a_drawing_that_is_no_file_can_be_painted(encoder, astronaut, tmp_path):
    request = PaintRequest(WHOLE, picture=astronaut, name="My drawing")
    [painted] = _of(Painted, paint_requests(encoder, [request], tmp_path))
    assert painted.path.name == "Tiny My drawing.png"
    assert read_painting_recipe(painted.path).source_name == "My drawing"


@pytest.mark.parametrize("module", ["paint_photos", "paint_requests", "sample_noise", "export_gallery"])
def test_the_window_can_import_it_without_torch(module):
    code = f"import sys, models.workflow.{module}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_an_encoder_that_is_nowhere_is_named():
    from models.painting.shelf import find_encoder

    with pytest.raises(UnknownNameError):
        find_encoder("no such encoder")
