"""Thumbnails: small, right, and made again when lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import PictureError
from models.images import read_picture
from models.photos.thumbnails import THUMBNAIL_SIDE, ensure_photo_thumbnail, make_thumbnail, thumbnail_path
from models.workflow.import_photos import import_photos


@given(width=st.integers(1, 1500), height=st.integers(1, 1500))
def test_a_thumbnail_fits_and_keeps_the_ratio(width, height):
    small = make_thumbnail(np.zeros((height, width, 3), np.uint8))
    longer, shorter = max(small.shape[:2]), min(small.shape[:2])
    assert longer == min(THUMBNAIL_SIDE, max(width, height))
    assert abs(shorter - longer * min(width, height) / max(width, height)) <= 1


def test_an_imported_photo_has_its_thumbnail_and_a_lost_one_comes_back(project, astronaut_file, astronaut):
    list(import_photos(project, [astronaut_file]))
    photo = project.photos.all()[0]
    path = thumbnail_path(project.thumbnails_folder, photo.sha256)
    assert path.parent.name == photo.sha256[:2]
    assert np.abs(read_picture(path).astype(int) - make_thumbnail(astronaut)).mean() < 4
    path.write_bytes(b"")
    assert ensure_photo_thumbnail(project.thumbnails_folder, photo) == path
    assert read_picture(path).shape == (256, 256, 3)
    path.unlink()
    astronaut_file.unlink()
    with pytest.raises(PictureError, match="not there"):
        ensure_photo_thumbnail(project.thumbnails_folder, photo)
