"""What is dropped is found: files, folders, mixtures, once each and in a steady order."""

from __future__ import annotations

import os

import pytest

from models.images import find_picture_files


def names(found, root):
    return [str(path.relative_to(root)) for path in found]


def test_folders_are_searched_to_the_bottom_and_clutter_is_passed_over(tmp_path):
    for name in ("b.jpg", "a/z.png", "a/deep/er/y.webp", "notes.txt", ".DS_Store", "a/Thumbs.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert names(find_picture_files([tmp_path]), tmp_path) == ["b.jpg", "notes.txt", "a/z.png", "a/deep/er/y.webp"]


def test_a_file_dropped_with_its_folder_comes_once(tmp_path):
    (tmp_path / "a.jpg").touch()
    assert len(list(find_picture_files([tmp_path / "a.jpg", tmp_path, tmp_path / "a.jpg"]))) == 1


def test_what_is_not_there_is_handed_on_so_that_it_can_be_refused(tmp_path):
    assert list(find_picture_files([tmp_path / "gone.jpg"])) == [tmp_path / "gone.jpg"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_to_folders_are_followed_and_circles_end(tmp_path):
    (tmp_path / "album").mkdir()
    (tmp_path / "album" / "a.jpg").touch()
    (tmp_path / "album" / "again").symlink_to(tmp_path / "album")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.jpg").touch()
    (tmp_path / "album" / "linked").symlink_to(tmp_path / "elsewhere")
    assert names(find_picture_files([tmp_path / "album"]), tmp_path) == ["album/a.jpg", "album/linked/b.jpg"]
