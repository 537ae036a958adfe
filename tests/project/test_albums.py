"""Albums: paintings in several of them, gone and back with what they hold."""

from __future__ import annotations

import pytest

from models.errors import UnknownNameError, UsageError
from tests.studio.panes.painted import add_painting


def _held(project):
    return {album.title: set(album.paintings) for album in project.albums.all()}


def test_a_painting_lies_in_several_albums_and_comes_back_into_them(project):
    first, second = add_painting(project).id, add_painting(project).id
    with project.edit("New album"):
        project.albums.create("For the exhibition", [first, second])
    project.albums.create("old photos", [first])
    with project.edit("Delete"):
        project.paintings.remove([first])
    assert _held(project) == {"For the exhibition": {second}, "old photos": set()}
    change = project.undo()
    assert change.ids == (first,)
    assert _held(project) == {"For the exhibition": {first, second}, "old photos": {first}}
    album = project.albums.find("OLD photos")
    with project.edit("Delete album"):
        project.albums.remove(album.id)
    assert list(_held(project)) == ["For the exhibition"]
    assert project.paintings.count() == 2
    project.undo()
    assert _held(project)["old photos"] == {first}


def test_titles_are_told_apart_by_people(project):
    project.albums.create("Summer")
    with pytest.raises(UsageError, match="already"):
        project.albums.create(" summer ")
    album = project.albums.find("Summer")
    project.albums.rename(album.id, "SUMMER")
    with pytest.raises(UnknownNameError, match="There are: SUMMER"):
        project.albums.find("winter")
    assert project.problems() == []
