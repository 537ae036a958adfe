"""A photo is turned in the project and nowhere else: all that is shown, cut, learned, painted of it follows."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from models.cli import main
from models.events import Finished, Painted, PhotoSearched, PhotoTurned, Refused
from models.faces.crops import cut_crop
from models.images import read_picture
from models.photos.originals import read_original
from models.photos.thumbnails import ensure_photo_thumbnail, thumbnail_path
from models.project import Project
from models.records import Box, CutFrom, FaceState, NewFace, PaintOptions
from models.workflow.check_project import check_project
from models.workflow.find_faces import find_faces
from models.workflow.gather_crops import crop_reader, gather_crops, list_crops, store_of
from models.workflow.import_photos import import_photos
from models.workflow.paint_photos import paint_again, paint_into_gallery
from models.workflow.renew_photos import renew_photos
from models.workflow.turn_photos import proposed_turns, turn_photos
from tests.painting.encoders import make_encoder
from tests.workflow.test_gather_crops import drain

BOX = Box(150, 20, 160, 160 * 4 / 3, 7.0)


@pytest.fixture
def photo(project, astronaut, tmp_path):
    """A photo wider than high, with a confirmed face on it."""
    (tmp_path / "Eileen").mkdir()
    Image.fromarray(astronaut[:400]).save(tmp_path / "Eileen" / "wide.png", compress_level=1)
    list(import_photos(project, [tmp_path / "Eileen"]))
    [photo] = project.photos.all()
    project.faces.add(photo.id, [NewFace(BOX, FaceState.CONFIRMED, "haar:a", 6.0, ((200.0, 100.0), (250.0, 98.0)))])
    return photo


def turn(project, quarters):
    [photo] = project.photos.all()
    events = list(turn_photos(project, {photo.id: quarters}))
    assert isinstance(events[-1], Finished)
    return project.photos.get(photo.id)


def test_size_picture_thumbnail_box_eyes_and_crops_follow_and_the_file_stays(project, photo):
    data, before = photo.path.read_bytes(), read_original(photo)
    crop = cut_crop(before, BOX)
    for cut_from in CutFrom:  # kept as it lay before
        drain(gather_crops(project, store_of(project, cut_from), list_crops(project, cut_from)))
    turned = turn(project, 1)
    assert (turned.turn, turned.width, turned.height) == (1, 400, 512)
    assert (read_original(turned) == np.rot90(before, -1)).all()
    small = read_picture(ensure_photo_thumbnail(project.thumbnails_folder, turned))
    assert small.shape == (256, 200, 3)
    assert np.abs(small.astype(int) - np.asarray(Image.fromarray(read_original(turned)).resize((200, 256)))).mean() < 9
    [face] = project.faces.all()
    assert face.box.angle == 97.0
    assert face.eyes[0] == (300.0, 200.0)
    for cut_from in CutFrom:
        store, sources = store_of(project, cut_from), list_crops(project, cut_from)
        assert not any(source.key in store for source in sources)
        drain(gather_crops(project, store, sources))
        kept = crop_reader(store, sources)(0)
        assert kept.shape[:2] == store.size[::-1]
    assert np.abs(cut_crop(read_original(turned), face.box).astype(int) - crop).mean() < 3  # a pixel beside it is 8
    assert not [event for event in check_project(project) if isinstance(event, Refused)]
    assert photo.path.read_bytes() == data


def test_four_turns_and_undo_are_as_if_nothing_was_also_for_what_was_found_between(project, photo):
    faces = project.faces.all()
    seen = {turn(project, 1).facts.perceptual_hash for _ in range(4)}
    assert len(seen) == 4
    assert project.photos.get(photo.id) == replace(photo, facts=project.photos.get(photo.id).facts)
    assert project.faces.all() == faces
    turned = turn(project, 3)
    [new] = project.faces.add(photo.id, [NewFace(Box(30, 40, 60, 80))])
    moved = Box(50.5, 60.25, 90, 120, -3.0)
    project.faces.move(new.id, moved)
    assert project.faces.get(new.id).box == moved
    assert project.undo() is not None
    assert project.photos.get(photo.id).turn == 0
    assert project.faces.of_photo(photo.id)[0] == faces[0]
    lying = project.faces.get(new.id).box
    crops = [cut_crop(read_original(one), box) for one, box in ((turned, moved), (photo, lying))]
    assert np.abs(crops[0].astype(int) - crops[1]).mean() < 3
    assert project.redo() is not None
    assert project.photos.get(photo.id) == turned
    assert project.faces.get(new.id).box == moved


def test_what_was_painted_is_painted_again_as_it_lay_then(project, photo):
    encoder = make_encoder(project.encoders_folder / "tiny.bottega", "average").path
    turn(project, 1)
    [painted] = [
        event
        for event in paint_into_gallery(project, encoder, [photo.id], PaintOptions())
        if isinstance(event, Painted)
    ]
    assert (painted.width, painted.height, painted.recipe.turn) == (400, 512, 1)
    turn(project, 1)
    [again] = [event for event in paint_again(project, painted.recipe) if isinstance(event, Painted)]
    assert (read_picture(again.path) == read_picture(painted.path)).all()
    assert {painting.recipe.turn for painting in project.paintings.all()} == {1}


@pytest.mark.parametrize("saved_upright", [False, True])
def test_a_new_picture_in_the_file_lies_as_a_person_saw_it(project, photo, saved_upright):
    turned = turn(project, 1)
    boxes = [face.box for face in project.faces.all()]
    picture = np.array(read_original(turned) if saved_upright else np.rot90(read_original(turned)))
    picture[:8, :8] = 0
    Image.fromarray(picture).save(photo.path, compress_level=1)
    list(renew_photos(project, [photo.id]))
    now = project.photos.get(photo.id)
    assert (now.turn, now.width, now.height) == (0 if saved_upright else 1, 400, 512)
    assert [face.box for face in project.faces.all()] == boxes


def test_a_turn_is_proposed_only_where_nobody_decided_and_taken_from_the_command_line(tmp_path, astronaut, capsys):
    folder = tmp_path / "Eileen"
    folder.mkdir()
    for name, quarters in (("upright.png", 0), ("side.png", 1), ("head.png", 2), ("settled.png", 3)):
        Image.fromarray(np.rot90(astronaut[:300, 80:380], quarters)).save(folder / name, compress_level=1)
    before = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    with Project.create(tmp_path / "p") as project:
        list(import_photos(project, [folder]))
        ids = {photo.path.name: photo.id for photo in project.photos.all()}
        project.photos.set_faceless([ids["settled.png"]], True)
        told = {event.photo.name: event.turn for event in find_faces(project) if isinstance(event, PhotoSearched)}
        assert told == {"upright.png": 0, "side.png": 90, "head.png": 180, "settled.png": 0}
        assert proposed_turns(project) == {ids["side.png"]: 1, ids["head.png"]: 2}
        project.photos.leave_as_it_lies([ids["head.png"]])
        assert proposed_turns(project) == {ids["side.png"]: 1}
    assert main(["turn", str(tmp_path / "p"), "--proposed"]) == 0
    assert main(["turn", str(tmp_path / "p"), "head.png", "--by", "180"]) == 0
    assert main(["turn", str(tmp_path / "p"), "nobody.png"]) == main(["turn", str(tmp_path / "p")]) == 2
    assert "1 photo turned" in capsys.readouterr().out
    with Project.open(tmp_path / "p") as project:
        assert {photo.path.name: photo.turn for photo in project.photos.all() if photo.turn} == {
            "side.png": 1,
            "head.png": 2,
        }
        for name in ("side.png", "head.png"):
            [face] = project.faces.of_photo(ids[name])
            assert abs(face.box.angle) < 1
        assert proposed_turns(project) == {}
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()} == before


def test_a_photo_that_can_not_be_read_is_named_and_one_moved_away_is_turned_by_its_thumbnail(project, photo):
    photo.path.unlink()
    assert turn(project, 1).turn == 1
    for key in (photo.sha256, photo.key):
        thumbnail_path(project.thumbnails_folder, key).unlink(missing_ok=True)
    events = list(turn_photos(project, {photo.id: 1}))
    assert [event.path for event in events if isinstance(event, Refused)] == [photo.path]
    assert not [event for event in events if isinstance(event, PhotoTurned)]
    assert project.photos.get(photo.id).turn == 1
