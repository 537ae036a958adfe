"""People are renamed, merged and given photos and faces; every one of these edits can be taken back."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ParameterError, ProjectError
from models.person_names import LONGEST_NAME, clean_name
from models.project import Project
from models.recipes import RECIPES
from models.records import Box, FaceState, NewFace
from tests.project.rows import new_photo

NAMES = ("Ada", "Grace", "Mary")


def fill(project: Project) -> None:
    """Two photos each of Ada, Grace and Mary with two faces each; one face on Ada's first photo is Grace's."""
    new = [new_photo(f"{name} {number}.jpg", person=name) for name in NAMES for number in range(2)]
    for photo in project.photos.add(new):
        project.faces.add(photo.id, [NewFace(Box(1, 1, 3, 4)), NewFace(Box(9, 9, 3, 4))])
    project.faces.set_person([1], "Grace")


@pytest.fixture
def stocked(project: Project) -> Project:
    fill(project)
    return project


def test_a_person_is_on_their_photos_and_where_a_face_is_theirs(stocked: Project) -> None:
    assert stocked.people.counts() == {"Ada": 2, "Grace": 3, "Mary": 2}
    stocked.faces.set_state([1], FaceState.REJECTED)
    assert stocked.people.counts()["Grace"] == 2


def test_a_person_is_renamed_with_their_photos_and_faces(stocked: Project) -> None:
    with stocked.edit("Rename"):
        change = stocked.people.rename("Grace", "  Grace   Hopper ")
    assert set(change.photos) == {1, 3, 4}
    assert change.tables == {"photos", "faces", "people"}
    assert stocked.people.counts() == {"Ada": 2, "Grace Hopper": 3, "Mary": 2}
    assert stocked.faces.get(1).person == "Grace Hopper"
    undone = stocked.undo()
    assert undone is not None
    assert set(undone.photos) == {1, 3, 4}
    assert stocked.people.counts() == {"Ada": 2, "Grace": 3, "Mary": 2}


def test_the_name_of_another_makes_them_one(stocked: Project) -> None:
    with stocked.edit("Merge"):
        stocked.people.rename("Grace", "Ada")
    assert stocked.people.counts() == {"Ada": 4, "Mary": 2}
    assert stocked.faces.get(1).person == "Ada"


def test_several_become_one_of_them_and_the_label_undoes_all_at_once(stocked: Project) -> None:
    before = stocked.photos.all(), stocked.faces.all()
    with stocked.edit("Merge 3 people"):
        change = stocked.people.merge(["Ada", "Grace", "Mary"], "Mary")
    assert set(change.photos) == {1, 2, 3, 4}, "who was Mary already is untouched"
    assert stocked.people.counts() == {"Mary": 6}
    stocked.undo()
    assert (stocked.photos.all(), stocked.faces.all()) == before


def test_a_renamed_person_may_get_the_old_name_back(stocked: Project) -> None:
    stocked.people.rename("Ada", "ada")
    stocked.people.rename("ada", "Ada")
    assert stocked.people.counts()["Ada"] == 2
    assert stocked.people.rename("Ada", "Ada").tables == frozenset()


def test_nobody_of_that_name(stocked: Project) -> None:
    with pytest.raises(ProjectError, match="no person named Nobody"), stocked.edit("Merge"):
        stocked.people.merge(["Ada", "Nobody"], "Grace")
    assert stocked.people.counts() == {"Ada": 2, "Grace": 3, "Mary": 2}


@pytest.mark.parametrize("name", ["", "  \n", "\u202e", "x" * (LONGEST_NAME + 1)])
def test_what_is_no_name_is_refused_everywhere(stocked: Project, name: str) -> None:
    for give in (
        lambda: stocked.people.rename("Ada", name),
        lambda: stocked.photos.set_person([1], name),
        lambda: stocked.faces.set_person([1], name),
    ):
        with pytest.raises(ParameterError):
            give()


@given(st.text(min_size=1, max_size=40))
def test_a_clean_name_stays_as_it_is(text: str) -> None:
    try:
        name = clean_name(text)
    except ParameterError:
        return
    assert name == clean_name(name)
    assert name == name.strip() != ""
    assert name == unicodedata.normalize("NFC", name)
    name.encode()


def test_unused_names_are_swept_when_the_project_is_opened(stocked: Project) -> None:
    with stocked.edit("Merge"):
        stocked.people.merge(["Grace", "Mary"], "Ada")
    stocked.faces.set_person([3], "Only a face")
    folder = stocked.folder
    stocked.close()
    with Project.open(folder) as project:
        rows = project.database.rows("SELECT name FROM people ORDER BY name")
        assert [row[0] for row in rows] == ["Ada", "Only a face"] == project.people.names()
        assert project.people.sweep() == 0


def test_an_import_between_an_edit_and_its_undo_is_no_obstacle(stocked: Project) -> None:
    """The new name was made by the edit; a folder of that name comes; the edit is taken back and done again."""
    with stocked.edit("Rename"):
        stocked.people.rename("Ada", "Countess")
    stocked.photos.add([new_photo("more.jpg", person="Countess"), new_photo("again.jpg", person="Ada")])
    stocked.undo()
    assert stocked.people.counts() == {"Ada": 3, "Countess": 1, "Grace": 3, "Mary": 2}
    stocked.redo()
    assert stocked.people.counts() == {"Ada": 1, "Countess": 3, "Grace": 3, "Mary": 2}
    assert stocked.database.problems() == []


EDITS = ("rename", "merge", "photos", "faces", "delete")


def steps(*kinds: str) -> st.SearchStrategy[list[tuple[str, str, int]]]:
    """(kind, name, number): what is done, with which name, to which rows."""
    return st.lists(
        st.tuples(st.sampled_from(kinds), st.sampled_from([*NAMES, "New", "Newer"]), st.integers(0, 5)), max_size=8
    )


def do(project: Project, kind: str, name: str, number: int) -> None:
    people, ids = project.people.names(), [photo.id for photo in project.photos.all()]
    who = people[number % len(people)] if people else ""
    with project.edit(kind):
        if kind == "rename" and who:
            project.people.rename(who, name)
        elif kind == "merge":
            project.people.merge(people[: number + 1], name)
        elif kind == "photos":
            project.photos.set_person(ids[number:], name)
        elif kind == "faces":
            project.faces.set_person([face.id for face in project.faces.all()[number:]], name)
        elif kind == "delete":
            project.photos.remove(ids[number : number + 1])


@given(steps(*EDITS))
def test_undoing_everything_gives_back_the_beginning_and_redo_the_end(edits: list[tuple[str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p") as project:
        fill(project)
        states = [(project.photos.all(), project.faces.all())]
        for kind, name, which in edits:
            do(project, kind, name, which)
            assert project.people.counts().keys() <= set(project.people.names())
        states.append((project.photos.all(), project.faces.all()))
        while project.undo():
            pass
        assert (project.photos.all(), project.faces.all()) == states[0]
        while project.redo():
            pass
        assert (project.photos.all(), project.faces.all()) == states[-1]
        assert project.database.problems() == []


@given(steps(*EDITS, "import"))
def test_whatever_was_imported_between_the_edits_stays_through_undo(edits: list[tuple[str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p") as project:
        fill(project)
        imported = 0
        for number, (kind, name, which) in enumerate(edits):
            if kind == "import":
                imported += len(project.photos.add([new_photo(f"imported {number}.jpg", person=name)]))
            else:
                do(project, kind, name, which)
        while project.undo():
            pass
        assert project.photos.count() == 2 * len(NAMES) + imported
        while project.redo():
            pass
        assert project.database.problems() == []


def test_capitals_make_no_other_person(stocked: Project) -> None:
    stocked.photos.add([new_photo("more.jpg", person="ADA"), new_photo("again.jpg", person="ada")])
    assert stocked.people.names() == sorted(NAMES)
    stocked.photos.set_person([3], "mary")
    stocked.faces.set_person([5], "GRACE")
    assert stocked.people.names() == sorted(NAMES)
    assert stocked.people.rename("grace", "mary").photos
    assert stocked.people.names() == ["Ada", "Mary"]


def test_only_the_capitals_of_a_name_can_be_changed(stocked: Project) -> None:
    stocked.people.rename("Ada", "ADA")
    assert stocked.people.names() == ["ADA", "Grace", "Mary"]
    stocked.photos.add([new_photo("more.jpg", person="Ada")])
    assert stocked.people.names() == ["ADA", "Grace", "Mary"], "the name she had stands for nobody now"


def test_two_people_of_one_name_in_an_old_project_stay_two(tmp_path: Path) -> None:
    with Project.create(tmp_path / "old") as project:
        project.photos.add([new_photo("1.jpg", person="Anna"), new_photo("2.jpg", person="Berta")])
        with project.database.write() as writer:
            writer.execute("UPDATE people SET name = 'anna' WHERE name = 'Berta'")
    with Project.open(tmp_path / "old") as project:
        assert project.people.counts() == {"Anna": 1, "anna": 1}
        names = ("anna", "Anna", "ANNA")
        project.photos.add([new_photo(f"more {name}.jpg", person=name) for name in names])
        assert project.people.counts() == {"Anna": 3, "anna": 2}
        project.people.rename("anna", "Zoë")
        assert project.people.counts() == {"Anna": 3, "Zoë": 2}


def test_recipes_follow_the_person_they_mean(project: Project) -> None:
    project.photos.add([new_photo("1.jpg", person="Anna"), new_photo("2.jpg", person="Bob")])
    number = project.recipes.add(replace(RECIPES.get("colourise"), people=("ANNA", "Carl")))
    project.people.rename("anna", "Zoë")
    assert project.recipes.get(number).people == ("Zoë", "Carl")
