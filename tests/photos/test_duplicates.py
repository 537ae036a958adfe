"""Copies of a photo are found; lookalikes are left in peace."""

from __future__ import annotations

from models.images import encode_jpeg
from models.photos.duplicates import near_duplicates
from models.photos.thumbnails import make_thumbnail
from models.workflow.import_photos import import_photos


def test_a_smaller_copy_is_a_near_duplicate(project, astronaut_file, astronaut):
    (astronaut_file.parent / "small.jpg").write_bytes(encode_jpeg(make_thumbnail(astronaut), 60))
    (astronaut_file.parent / "other.jpg").write_bytes(encode_jpeg(astronaut[:, ::-1].copy(), 90))
    list(import_photos(project, [astronaut_file.parent]))
    photos = project.photos.all()
    groups = near_duplicates(photos)
    names = [{photo.path.name for photo in photos if photo.id in group} for group in groups]
    assert names == [{"astronaut.png", "small.jpg"}]


def test_portraits_of_different_people_are_not(project, portraits):
    list(import_photos(project, portraits[:60]))
    assert near_duplicates(project.photos.all()) == []
