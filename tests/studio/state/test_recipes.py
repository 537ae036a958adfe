"""Recipes in memory are the truth that every pane shows; the project's rows follow soon and in order."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import DiskFullError
from models.project.recipes import RecipeTable
from models.recipes import RECIPES
from models.records import Pairing

GRAY = replace(RECIPES.get("colourise"), name="custom")


def rows(session):
    return [recipe for _, recipe in session.project.recipes.all()]


def shown(session):
    return [entry.recipe for entry in session.recipes.entries() if entry.own]


def test_nothing_is_read_before_somebody_asks(session, monkeypatch):
    asked = []
    monkeypatch.setattr(RecipeTable, "all", lambda self: asked.append(1) or [])
    assert session.recipes.settled
    assert not asked
    assert [entry.key for entry in session.recipes.entries()] == list(RECIPES.names())
    assert len(asked) == 1


def test_what_is_changed_stands_there_at_once_and_is_written_when_it_rests(session, qtbot):
    key = session.recipes.add(GRAY)
    told = []
    session.changed.connect(told.append)
    for jitter in range(20, 30):
        session.recipes.change(key, replace(GRAY, jitter=jitter))
        assert shown(session) == [replace(GRAY, jitter=jitter)]
    assert rows(session) == [GRAY]
    assert not told
    qtbot.waitUntil(lambda: session.recipes.settled, timeout=500)
    assert rows(session) == [replace(GRAY, jitter=29)]
    assert [change.tables for change in told] == [{"recipes"}]


def test_what_moved_in_one_go_is_undone_in_one_go(session, qtbot):
    key = session.recipes.add(GRAY)
    for jitter in range(20, 30):
        session.recipes.change(key, replace(GRAY, jitter=jitter))
    qtbot.waitUntil(lambda: session.recipes.settled)
    session.recipes.change(key, replace(GRAY, jitter=40))
    assert session.project.undo_label == "Change recipe"
    session.undo()  # at once, before it has rested
    assert shown(session) == rows(session) == [replace(GRAY, jitter=29)]
    session.undo()
    assert shown(session) == rows(session) == [GRAY]
    session.redo()
    session.redo()
    assert shown(session) == rows(session) == [replace(GRAY, jitter=40)]


def test_it_is_written_off_the_gui_thread(session, qtbot, monkeypatch):
    key, threads, put = session.recipes.add(GRAY), [], RecipeTable.put
    noting = lambda self, *what: (threads.append(threading.current_thread()), put(self, *what))[1]  # noqa: E731
    monkeypatch.setattr(RecipeTable, "put", noting)
    session.recipes.change(key, replace(GRAY, jitter=1))
    session.recipes.write()
    qtbot.waitUntil(lambda: session.recipes.settled)
    assert threads
    assert threading.main_thread() not in threads


def test_any_other_edit_comes_after_what_was_changed_before_it(session):
    key = session.recipes.add(GRAY)
    session.recipes.change(key, replace(GRAY, jitter=1))
    seen = []
    session.edit("Look", lambda: seen.extend(rows(session)))
    assert seen == [replace(GRAY, jitter=1)]


def test_another_project_gets_nothing_of_what_was_changed_in_the_last_moment(session, tmp_path):
    first = session.project.folder
    key = session.recipes.add(GRAY)
    session.recipes.change(key, replace(GRAY, jitter=1))
    assert session.open_project(tmp_path / "Second")
    assert shown(session) == rows(session) == []
    assert session.open_project(first)
    assert shown(session) == rows(session) == [replace(GRAY, jitter=1)]


def test_a_taken_title_gets_a_number_when_it_is_written(session):
    first = session.recipes.add(replace(GRAY, title="Red"))
    second = session.recipes.add(replace(GRAY, title="Red"))
    assert [recipe.title for recipe in shown(session)] == ["Red", "Red 2"]
    session.recipes.change(second, replace(GRAY, title="Red"))
    assert session.recipes.get(second).title == "Red"  # it may go on being typed
    session.recipes.flush()
    assert session.recipes.get(second).title == "Red 2"
    assert session.recipes.get(first).title == "Red"
    assert shown(session) == rows(session)


def test_a_full_disk_is_said_and_the_change_is_kept_with_the_next_one(session, monkeypatch, qtbot):
    def full(*_):
        raise DiskFullError("no room is left")

    failed = []
    session.failed.connect(failed.append)
    key = session.recipes.add(GRAY)
    with monkeypatch.context() as patch:
        patch.setattr(RecipeTable, "put", full)
        session.recipes.change(key, replace(GRAY, jitter=1))
        qtbot.waitUntil(lambda: bool(failed))
    assert [type(error) for error in failed] == [DiskFullError]
    assert shown(session) == [replace(GRAY, jitter=1)]
    session.recipes.change(key, replace(GRAY, jitter=1, flip=False))
    session.recipes.flush()
    assert rows(session) == [replace(GRAY, jitter=1, flip=False)]


def test_a_recipe_that_is_removed_comes_back_by_undo(session):
    key = session.recipes.add(GRAY)
    assert session.recipes.remove(key)
    assert shown(session) == rows(session) == []
    session.undo()
    assert shown(session) == rows(session) == [GRAY]
    assert session.recipes.find(GRAY) == key


def test_the_number_of_a_copy_that_was_undone_is_not_given_again(session):
    first = session.recipes.add(GRAY)
    session.undo()
    assert session.recipes.reserve() != first


steps = st.lists(
    st.one_of(
        st.tuples(st.just("change"), st.integers(0, 3), st.sampled_from(Pairing), st.sampled_from(("a", "b"))),
        st.tuples(st.sampled_from(("write", "flush", "undo", "redo", "add"))),
        st.tuples(st.just("remove"), st.integers(0, 3)),
    ),
    max_size=12,
)


@pytest.fixture
def quiet(session):
    return session


@given(todo=steps)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_done_the_project_has_what_the_screen_shows(quiet, todo):
    session, recipes = quiet, quiet.recipes
    for word, *what in todo:
        own = [entry.key for entry in recipes.entries() if entry.own]
        if word == "add":
            recipes.add(replace(GRAY, title="new"))
        elif word == "remove" and own:
            recipes.remove(own[what[0] % len(own)])
        elif word == "change" and own:
            key = own[what[0] % len(own)]
            recipes.change(key, replace(recipes.get(key), pairing=what[1], title=what[2]))
            assert (recipes.get(key).pairing, recipes.get(key).title) == tuple(what[1:])
        elif word in ("undo", "redo", "write", "flush"):
            getattr(session if word in ("undo", "redo") else recipes, word)()
    recipes.flush()
    assert shown(session) == rows(session)
    titles = [recipe.title for recipe in shown(session)]
    assert len(set(titles)) == len(titles)
