"""A scan of several photos in one file: each is imported, cut, found again and painted as a photo of its own."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest
from PIL import Image

from models.datasets import crop_key
from models.events import Finished, Painted, PhotoAdded, PhotoKnown, PhotoRefused, Refused
from models.images import page_key, read_picture
from models.photos.thumbnails import ensure_photo_thumbnail, thumbnail_path
from models.project import Project
from models.project.project import DATABASE
from models.records import CutFrom, PaintOptions
from models.workflow.check_project import check_project
from models.workflow.describe_file import describe_file
from models.workflow.filter_files import filter_files
from models.workflow.find_missing import find_missing
from models.workflow.gather_crops import gather_crops, list_crops, store_of
from models.workflow.import_photos import import_photos
from models.workflow.paint_photos import paint_again, paint_files, paint_into_gallery
from tests.images.colours import profile_of, shown_as
from tests.images.tiffs import page, tiff
from tests.painting.encoders import make_encoder
from tests.project.test_read_only import BEFORE_PAGES


@pytest.fixture
def pictures(astronaut):
    """Three that do not look alike."""
    return [astronaut[:200, 100:300], astronaut[250:450, :200][:, ::-1], astronaut[100:300, 250:450][::-1]]


@pytest.fixture
def scan(tmp_path, pictures):
    folder = tmp_path / "Ada"
    folder.mkdir()
    (folder / "scan.tif").write_bytes(tiff(*(page(picture) for picture in pictures)))
    return folder / "scan.tif"


def kinds(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_each_photo_of_a_scan_is_a_photo(project, scan, pictures):
    events = list(import_photos(project, [scan]))
    assert [event.page for event in kinds(events, PhotoAdded)] == [0, 1, 2]
    assert kinds(events, Finished)[0].summary == "3 added"
    photos = project.photos.all()
    assert [photo.name for photo in photos] == ["scan.tif", "scan.tif, page 2", "scan.tif, page 3"]
    assert [photo.sha256 for photo in photos] == [page_key(photos[0].sha256, number) for number in range(3)]
    for photo, picture in zip(photos, pictures, strict=True):
        thumbnail = thumbnail_path(project.thumbnails_folder, photo.sha256)
        assert np.abs(read_picture(thumbnail).astype(int) - picture).mean() < 12
        thumbnail.unlink()
        assert (
            np.abs(read_picture(ensure_photo_thumbnail(project.thumbnails_folder, photo)).astype(int) - picture).mean()
            < 12
        )


def test_a_scan_that_is_here_is_told_photo_by_photo(project, scan):
    list(import_photos(project, [scan]))
    events = list(import_photos(project, [scan]))
    assert kinds(events, Finished)[0].summary == "0 added, 3 already here"
    assert [event.known_as for event in kinds(events, PhotoKnown)] == [scan] * 3


def test_a_project_of_yesterday_opens_and_takes_the_other_pages_in(project, scan):
    list(import_photos(project, [scan]))
    first, *later = project.photos.all()
    project.photos.remove([photo.id for photo in later])
    folder = project.folder
    project.close()
    with sqlite3.connect(folder / DATABASE) as database:
        for step in BEFORE_PAGES:
            database.execute(step)
    database.close()
    with Project.open(folder) as again:
        assert again.photos.all() == [first]
        assert kinds(list(import_photos(again, [scan])), Finished)[0].summary == "2 added, 1 already here"


def test_a_bad_page_does_not_keep_the_others_out(project, tmp_path, pictures):
    bad = page(np.zeros((8, 8), np.int32), t339=1)
    wide = page(np.full((8, 8), 1 << 30, np.int32))
    (tmp_path / "scan.tif").write_bytes(tiff(page(pictures[0]), wide, bad, page(pictures[1])))
    events = list(import_photos(project, [tmp_path / "scan.tif"]))
    assert [event.page for event in kinds(events, PhotoAdded)][-1] == 3
    assert kinds(events, PhotoRefused)[0].reason.startswith("page 2:")


def test_a_small_copy_that_does_not_say_so_is_no_photo(project, tmp_path, pictures):
    small = np.asarray(Image.fromarray(pictures[0]).resize((80, 80)))
    (tmp_path / "scan.tif").write_bytes(tiff(page(small), page(pictures[0]), page(pictures[1])))
    assert [event.width for event in kinds(list(import_photos(project, [tmp_path])), PhotoAdded)] == [200, 200]


def test_crops_are_cut_from_their_page(project, scan, pictures):
    list(import_photos(project, [scan]))
    sources = list_crops(project, CutFrom.WHOLE)
    store = store_of(project, CutFrom.WHOLE)
    assert not kinds(list(gather_crops(project, store, sources)), Refused)
    means = [store.read(source.key)[0].mean() for source in sources]
    assert [source.key for source in sources] == [crop_key(photo.sha256, None) for photo in project.photos.all()]
    assert np.abs(np.array(means) - [picture[20:-20].mean() for picture in pictures]).max() < 12
    assert len(set(means)) == 3


def test_pages_are_painted_and_painted_again(project, scan, pictures):
    list(import_photos(project, [scan]))
    encoder = make_encoder(project.encoders_folder / "tiny.bottega", "average").path
    photos = project.photos.all()
    asis = PaintOptions(strength=0.0)
    list(paint_into_gallery(project, encoder, [photos[1].id], asis))
    [painting] = project.paintings.all()
    assert (read_picture(painting.path) == pictures[1]).all()
    assert painting.person == "Ada"
    assert (painting.recipe.source_name, painting.recipe.source_sha256) == ("scan.tif, page 2", photos[1].sha256)
    assert "page 2" in painting.path.name
    list(paint_again(project, painting.recipe))
    assert (read_picture(project.paintings.all()[-1].path) == pictures[1]).all()


def test_files_of_several_photos_are_painted_and_filtered_whole(project, scan, tmp_path, pictures):
    encoder = make_encoder(project.encoders_folder / "tiny.bottega", "average").path
    painted = kinds(list(paint_files(encoder, [scan], tmp_path / "out", PaintOptions(strength=0.0))), Painted)
    assert [(read_picture(event.path) == picture).all() for event, picture in zip(painted, pictures, strict=True)]
    list(filter_files((), [scan], tmp_path / "filtered"))
    assert len(list((tmp_path / "filtered").iterdir())) == 3
    [described] = describe_file(scan)
    assert described.facts["photos"] == 3


def test_a_scan_that_was_moved_is_found_again_whole(project, scan, tmp_path):
    list(import_photos(project, [scan]))
    assert kinds(list(check_project(project)), Refused) == []
    (tmp_path / "moved").mkdir()
    scan.rename(tmp_path / "moved" / "old.tif")
    assert kinds(list(find_missing(project, tmp_path)), Finished)[0].summary == "3 of 3 found again"
    assert kinds(list(check_project(project)), Refused) == []
    assert {photo.path for photo in project.photos.all()} == {tmp_path / "moved" / "old.tif"}


def test_a_photo_with_a_profile_is_painted_in_the_colours_that_people_see(project, tmp_path, astronaut):
    path = tmp_path / "wide.png"
    Image.fromarray(astronaut).save(path, icc_profile=profile_of("Display P3"))
    encoder = make_encoder(project.encoders_folder / "tiny.bottega", "average").path
    [painted] = kinds(list(paint_files(encoder, [path], tmp_path / "out", PaintOptions(strength=0.0))), Painted)
    apart = np.abs(read_picture(painted.path) / 255 - shown_as("Display P3", astronaut))
    assert apart.mean() < 0.005
    assert np.abs(astronaut / 255 - shown_as("Display P3", astronaut)).mean() > 0.01
