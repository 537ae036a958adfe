"""A recipe that a person made is there tomorrow, and follows the people it learns from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.errors import ProjectError, UsageError
from models.project import Project
from models.recipes import RECIPES
from models.records import FactRange, Pairing
from tests.project.rows import new_photo

OWN = replace(
    RECIPES.get("contours"),
    name="custom",
    title="Anna in lines",
    people=("Anna", "Berta"),
    pairing=Pairing.SUBSET,
    ranges=(FactRange("brightness", 20.0, 200.5),),
    picked=(3, 1),
    width=128,
    jitter=8,
    flip=False,
)


def test_what_was_kept_is_there_when_the_project_is_opened_again(tmp_path):
    with Project.create(tmp_path / "p") as project:
        number = project.recipes.add(OWN)
    with Project.open(tmp_path / "p") as project:
        assert project.recipes.all() == [(number, OWN)]
        assert project.recipes.get(number) == OWN
        assert project.recipes.named("anna IN lines") == OWN


def test_two_recipes_of_one_title_are_told_apart(project):
    first, second = project.recipes.add(OWN), project.recipes.add(OWN)
    assert [recipe.title for _, recipe in project.recipes.all()] == ["Anna in lines", "Anna in lines 2"]
    project.recipes.update(second, project.recipes.get(second))  # its own title is not taken by itself
    assert project.recipes.get(second).title == "Anna in lines 2"
    project.recipes.update(second, project.recipes.get(first))
    assert project.recipes.get(second).title == "Anna in lines 2"


def test_the_longest_title_can_be_told_apart_too(project):
    numbers = [project.recipes.add(replace(OWN, title="x" * 206)) for _ in range(11)]
    project.recipes.update(numbers[0], replace(OWN, title="x" * 197 + " 11"))
    titles = [recipe.title for _, recipe in project.recipes.all()]
    assert len(set(titles)) == 11
    assert all(len(title) <= 200 for title in titles)


def test_what_could_not_be_read_again_is_refused_and_the_old_recipe_stays(project):
    number = project.recipes.add(OWN)
    with pytest.raises(UsageError):
        project.recipes.update(number, replace(OWN, input=17 * OWN.input))
    with pytest.raises(UsageError):
        project.recipes.add(replace(OWN, help="x" * 2001))
    assert project.recipes.all() == [(number, OWN)]


def test_a_person_with_the_longest_folder_name_can_be_learned_from(project):
    long = "ü" * 255
    project.photos.add([new_photo("a.jpg", person=long)])
    number = project.recipes.add(replace(OWN, people=(long,)))
    assert project.recipes.get(number).people == (long,)


def test_editing_and_removing_can_be_undone(project):
    number = project.recipes.add(OWN)
    with project.edit("Change"):
        project.recipes.update(number, replace(OWN, jitter=0))
    with project.edit("Delete"):
        project.recipes.remove(number)
    assert project.recipes.all() == []
    change = project.undo()
    assert change.tables == {"recipes"}
    project.undo()
    assert project.recipes.all() == [(number, OWN)]


def test_a_recipe_follows_the_person_it_learns_from(project):
    project.photos.add([new_photo("a.jpg", person="Anna"), new_photo("b.jpg", person="Berta")])
    number = project.recipes.add(OWN)
    with project.edit("Rename"):
        assert "recipes" in project.people.rename("Anna", "Änne").tables
    assert project.recipes.get(number).people == ("Änne", "Berta")
    with project.edit("Merge"):
        project.people.merge(["Änne", "Berta"], "Both")
    assert project.recipes.get(number).people == ("Both",)
    project.undo()
    project.undo()
    assert project.recipes.get(number) == OWN


def test_a_recipe_this_bottega_cannot_read_is_named_and_harms_nothing(project):
    number = project.recipes.add(OWN)
    project.recipes.add(replace(OWN, title="Good"))
    with project.database.write() as writer:
        writer.execute("UPDATE recipes SET recipe = replace(recipe, 'contours', 'sonar') WHERE id = ?", (number,))
    assert [recipe.title for _, recipe in project.recipes.all()] == ["Good"]
    (problem,) = project.recipes.problems()
    assert problem.startswith(f"recipe {number} can't be read: there is no filter called 'sonar'")


def test_a_number_that_is_not_there_is_a_sentence(project):
    for call in (project.recipes.get, lambda number: project.recipes.update(number, OWN)):
        with pytest.raises(ProjectError, match="no recipe number 7"):
            call(7)
