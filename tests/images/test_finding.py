"""What is dropped is found: files, folders, mixtures, once each and in a steady order."""

from __future__ import annotations

import os
import subprocess

import pytest

from models.images import find_picture_files
from models.images.clutter import PROJECT_FILE
from models.project.project import DATABASE


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


BESIDE = (
    *(".thumbnails/1.jpg", "@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg", ".@__thumb/a.jpg", "@__thumb/a.jpg"),
    *(".Trash-1000/files/a.jpg", ".Trashes/a.jpg", "$RECYCLE.BIN/S-1/a.jpg", "RECYCLER/a.jpg", "#recycle/a.jpg"),
    *("System Volume Information/a.jpg", "lost+found/a.jpg", "__MACOSX/._a.jpg", "Library.lrdata/a.jpg"),
    *(".git/a.png", ".hidden.jpg", "._a.jpg", ".nomedia", ".picasa.ini", "Picasa.ini", ".bottega-0123456789abcdef"),
    *("a.xmp", "a.jpg.xmp", "a.AAE", "a.pp3", "a.dop", "a.THM", "a.jpg.json", "a.jpg.supplemental-metadata.json"),
    *("a.MOV", "a.mp4", "b.mov"),  # films that phones put beside their photos
    *("metadata.json", "Thumbs.db", "ehthumbs.db", "desktop.ini", "ZbThumbnail.info", "Icon\r"),
)
OF_USERS = ("B.HEIC", "a.jpg", "a.json", "film.mov", "recycled paper.jpg", "thumbnails/mine.jpg", "trash/mine.jpg")


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_what_others_left_beside_the_photos_is_passed_over_in_silence(tmp_path):
    for name in (
        *BESIDE,
        "a.jpg",
        "B.HEIC",
        "film.mov",
        "thumbnails/mine.jpg",
        "trash/mine.jpg",
        "a.json",
        "recycled paper.jpg",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = names(find_picture_files([tmp_path]), tmp_path)
    assert found == [
        "B.HEIC",
        "a.jpg",
        "a.json",
        "film.mov",
        "recycled paper.jpg",
        "thumbnails/mine.jpg",
        "trash/mine.jpg",
    ]
    marked = [tmp_path / name for name in os.listdir(tmp_path) if not name.startswith(".")]
    assert sorted(names(find_picture_files(marked), tmp_path)) == sorted(found), "all marked in a file manager"


def test_who_names_a_hidden_folder_or_a_side_file_alone_means_it(tmp_path):
    for name in (".old/a.jpg", "@eaDir/a.jpg", "a.xmp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in (".old", "@eaDir", "a.xmp"):
        assert len(list(find_picture_files([tmp_path / name]))) == 1


def test_the_folders_of_projects_are_nobodys_photos(project, tmp_path):
    (project.thumbnails_folder / "39").mkdir()
    (project.thumbnails_folder / "39" / "a.jpg").touch()
    (tmp_path / "a.jpg").touch()
    assert PROJECT_FILE == DATABASE
    assert names(find_picture_files([tmp_path]), tmp_path) == ["a.jpg"]
    assert list(find_picture_files([project.folder])) == [project.folder], "so that it can be refused in words"
    assert list(find_picture_files([tmp_path / "a.jpg", project.folder])) == [tmp_path / "a.jpg"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has shorter paths")
@pytest.mark.parametrize("depth", [1100, 3000])
def test_a_thousand_folders_deep_is_found_or_handed_on_to_be_refused(tmp_path, depth):
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d", dir_fd=here)
        deeper = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(os.open("t.jpg", os.O_CREAT, dir_fd=here))
    os.close(here)
    (found,) = find_picture_files([tmp_path])
    assert found.name == ("t.jpg" if depth == 1100 else "d")
    subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # pytest's own way down ends at a thousand


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_file_named_by_two_ways_to_its_folder_comes_once(tmp_path):
    (tmp_path / "album").mkdir()
    (tmp_path / "album" / "a.jpg").touch()
    (tmp_path / "link").symlink_to(tmp_path / "album")
    (tmp_path / "album" / "itself").symlink_to(tmp_path / "album" / "itself")
    found = find_picture_files([tmp_path / "link" / "a.jpg", tmp_path / "album", tmp_path / "link"])
    assert names(found, tmp_path) == ["link/a.jpg", "album/itself"]
