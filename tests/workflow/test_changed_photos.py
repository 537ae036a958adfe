"""A photo whose file is another one now is noticed wherever it is read, never stored as the old one, and renewed."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from models.errors import PictureError
from models.events import Changed, Finished, Noted, Painted, PhotoKnown, PhotoRenewed, Refused
from models.faces.crops import cut_crop
from models.images import read_photo, read_picture
from models.photos.facts import measure
from models.photos.originals import read_original
from models.photos.thumbnails import ensure_photo_thumbnail, make_thumbnail, save_thumbnail, thumbnail_path
from models.records import Box, CutFrom, FaceState, NewFace, PaintOptions
from models.workflow.check_project import check_project
from models.workflow.find_faces import find_faces
from models.workflow.gather_crops import gather_crops, list_crops, store_of
from models.workflow.import_photos import import_photos
from models.workflow.paint_photos import paint_into_gallery
from models.workflow.renew_photos import renew_photos
from tests.images.colours import profile_of
from tests.painting.encoders import make_encoder
from tests.workflow.test_gather_crops import drain

BOX = Box(120, 20, 180, 240)


@pytest.fixture
def filled(project, tmp_path, astronaut):
    """Three photos of one size; the first one has a confirmed face, a corrected and a rejected one."""
    folder = tmp_path / "Anna"
    folder.mkdir()
    for number in range(3):
        Image.fromarray(np.roll(astronaut, 40 * number, axis=1)).save(folder / f"{number}.png", compress_level=1)
    list(import_photos(project, [folder]))
    first = project.photos.all()[0]
    for state, box in (
        (FaceState.CONFIRMED, BOX),
        (FaceState.CORRECTED, Box(300, 300, 90, 120)),
        (FaceState.REJECTED, Box(10, 10, 60, 80)),
    ):
        project.faces.add(first.id, [NewFace(box, state, "haar:a", 6.0, ((150.0, 90.0),))])
    return project


@pytest.fixture
def photo(filled):
    return filled.photos.all()[0]


def exchange(photo, picture=None, **words):
    """Another picture of the same size under the old name."""
    other = np.flipud(read_picture(photo.path)) if picture is None else picture
    text = PngImagePlugin.PngInfo()
    for key, value in words.items():
        text.add_text(key, value)
    Image.fromarray(np.ascontiguousarray(other)).save(photo.path, compress_level=1, pnginfo=text)


def test_every_reader_of_a_photo_refuses_another_file(filled, photo, tmp_path):
    exchange(photo)
    with pytest.raises(PictureError, match="is another than when it was added"):
        read_original(photo)
    path = thumbnail_path(filled.thumbnails_folder, photo.sha256)
    path.unlink()
    with pytest.raises(PictureError, match="another"):
        ensure_photo_thumbnail(filled.thumbnails_folder, photo)
    assert not path.exists()
    assert refused(find_faces(filled)) == refused(check_project(filled)) == [photo.path]
    for cut_from in CutFrom:
        store, sources = store_of(filled, cut_from), list_crops(filled, cut_from)
        events, _ = drain(gather_crops(filled, store, sources))
        assert refused(events) == [photo.path]
        assert not any(source.key in store for source in sources if source.photo.id == photo.id)
    encoder = make_encoder(tmp_path / "tiny.bottega", "average").path
    events = list(paint_into_gallery(filled, encoder, [photo.id, filled.photos.all()[1].id], PaintOptions()))
    assert (refused(events), sum(isinstance(event, Painted) for event in events)) == ([photo.path], 1)


def refused(events):
    return [event.path for event in events if isinstance(event, Refused)]


@pytest.mark.parametrize("by_import", [True, False])
def test_the_new_picture_is_taken_with_its_boxes_to_be_reviewed_and_undone_as_one(filled, photo, by_import):
    before, faces = filled.photos.all(), filled.faces.of_photo(photo.id)
    exchange(photo)
    events = list(import_photos(filled, [photo.path]) if by_import else renew_photos(filled, [photo.id]))
    assert [event.path for event in events if isinstance(event, PhotoRenewed)] == [photo.path]
    assert [event.photos for event in events if isinstance(event, Changed)] == [(photo.id,)]
    assert (events[-1].done, events[-1].failed) == (1, 0)

    new, file = filled.photos.get(photo.id), read_photo(photo.path)
    assert (new.sha256, new.file_size, new.facts) == (
        file.sha256,
        file.file_size,
        measure(file.picture, file.taken, file.rotated),
    )
    assert thumbnail_path(filled.thumbnails_folder, new.sha256).is_file()
    there = filled.faces.of_photo(photo.id)
    assert [face.box for face in there] == [face.box for face in faces]
    assert [face.state for face in there] == [FaceState.SUGGESTED, FaceState.SUGGESTED, FaceState.REJECTED]
    assert [face.eyes for face in there] == [()] * 3
    assert np.array_equal(read_original(new), file.picture)

    filled.undo()
    assert (filled.photos.all(), filled.faces.of_photo(photo.id)) == (before, faces)
    filled.redo()
    assert filled.photos.get(photo.id).sha256 == file.sha256


def test_boxes_follow_a_picture_that_was_made_larger_and_outside_they_are_rejected(filled, photo):
    large = np.asarray(Image.fromarray(read_picture(photo.path)).resize((1024, 1024)))
    exchange(photo, large)
    list(renew_photos(filled, [photo.id]))
    first = filled.faces.of_photo(photo.id)[0]
    assert (first.box, first.eyes) == (Box(240, 40, 360, 480), ((300.0, 180.0),))
    exchange(photo, large[:400, :900])
    list(renew_photos(filled, [photo.id]))
    there = filled.faces.of_photo(photo.id)
    assert [face.state for face in there] == [FaceState.SUGGESTED, FaceState.REJECTED, FaceState.REJECTED]
    assert there[0].box == first.box


def test_words_written_beside_the_picture_ask_for_no_review(filled, photo):
    faces = filled.faces.of_photo(photo.id)
    exchange(photo, read_picture(photo.path), rating="5")
    events = list(renew_photos(filled, [photo.id]))
    assert events[-1].summary == "1 new picture taken"
    assert filled.photos.get(photo.id).sha256 != photo.sha256
    assert filled.faces.of_photo(photo.id) == faces


def test_what_did_not_change_or_can_not_be_read_stays(filled, photo):
    before, done = filled.photos.all(), filled.undo_label
    before[1].path.unlink()
    events = list(renew_photos(filled, [one.id for one in before]))
    assert refused(events) == [before[1].path]
    assert (events[-1].summary, filled.photos.all()) == ("0 new pictures taken", before)
    assert filled.undo_label == done


def test_a_picture_that_is_in_the_project_already_is_not_taken_twice(filled, photo):
    other = filled.photos.all()[1]
    shutil.copy(other.path, photo.path)
    before = filled.photos.all()
    (refusal, end) = [event for event in renew_photos(filled, [photo.id]) if isinstance(event, Refused | Finished)]
    assert str(other.path) in refusal.reason
    assert (end.failed, filled.photos.all()) == (1, before)
    known = [event for event in import_photos(filled, [photo.path]) if isinstance(event, PhotoKnown)]
    assert known == [PhotoKnown(photo.path, other.path)]


def test_a_new_crop_is_kept_under_the_new_key(filled, photo):
    exchange(photo)
    list(import_photos(filled, [photo.path.parent]))
    store, sources = store_of(filled, CutFrom.FACES), list_crops(filled, CutFrom.FACES)
    drain(gather_crops(filled, store, sources))
    for source in sources:
        assert np.array_equal(store.read(source.key)[0], cut_crop(read_picture(photo.path), source.face.box))


def test_check_puts_right_what_an_older_version_kept_wrong(filled, photo):
    store, sources = store_of(filled, CutFrom.FACES), list_crops(filled, CutFrom.FACES)
    drain(gather_crops(filled, store, sources))
    assert not [event for event in check_project(filled) if isinstance(event, Noted)]
    right, facts = store.read(sources[0].key)
    store.add(sources[0].key, np.flipud(right), replace(facts, brightness=1.0))
    events = list(check_project(filled))
    assert [event.text for event in events if isinstance(event, Noted)] == [
        "1 crop showed another picture than the photo and was cut again"
    ]
    assert events[-1].failed == 0
    mended, measured = store.read(sources[0].key)
    assert np.array_equal(mended, right)
    assert measured == facts


def test_check_gives_thumbnails_the_colours_that_older_versions_passed_over(project, tmp_path, astronaut):
    path = tmp_path / "Anna" / "wide.jpg"
    path.parent.mkdir()
    Image.fromarray(astronaut).save(path, quality=95, icc_profile=profile_of("Display P3"))
    list(import_photos(project, [path]))
    (photo,) = project.photos.all()
    assert not [event for event in check_project(project) if isinstance(event, Noted)]
    right = read_picture(thumbnail_path(project.thumbnails_folder, photo.sha256))
    save_thumbnail(project.thumbnails_folder, photo.sha256, make_thumbnail(astronaut))
    events = list(check_project(project))
    assert [event.text for event in events if isinstance(event, Noted)] == [
        "1 thumbnail showed other colours than the photo and was made again"
    ]
    assert np.array_equal(read_picture(thumbnail_path(project.thumbnails_folder, photo.sha256)), right)
