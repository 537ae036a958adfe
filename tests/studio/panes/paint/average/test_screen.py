"""Averages with a real encoder: people become A and B by clicks, the way between them is painted, kept and filmed."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from models.images import read_picture
from models.records import FaceState, PaintSource
from models.workflow.paint_photos import paint_again
from tests.studio.panes.paint.test_pane import encoders, folder, module_session, paint, pane, session  # noqa: F401

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def average(pane, qtbot):  # noqa: F811
    qtbot.mouseClick(pane.switch.button("average"), LEFT)
    qtbot.waitUntil(pane.front.settled)
    qtbot.waitUntil(lambda: all(len(strip.steps) == 6 for strip in pane.front.strips))
    return pane.front


def test_people_become_a_and_b_and_a_place_between_is_painted_and_painted_again(pane, average, qtbot):  # noqa: F811
    everyone, one, many = average.people.groups
    assert (average.people.first, average.people.second) == (many.key, one.key)
    qtbot.mouseClick(average.page.people.row(everyone.key), LEFT)
    assert pane.top_line() == f"Average of Everyone and {one.name}, 4 faces"
    qtbot.mouseClick(average.page.people.row(many.key), LEFT, SHIFT)
    way = average.page.way
    qtbot.mouseClick(way, LEFT, pos=way.cells()[2].center().toPoint())
    qtbot.keyClick(way, Qt.Key.Key_Right)
    assert average.panel.share.value() == 50
    qtbot.waitUntil(average.settled)
    (painting,) = paint(pane, qtbot, average.paint_button)
    recipe = painting.recipe
    assert (recipe.options.source, recipe.average.share) == (PaintSource.AVERAGE, 0.5)
    shown = average.shown.big.image
    assert (shown.width(), shown.height()) == (painting.width, painting.height)
    list(paint_again(pane.session.project, recipe))
    again = pane.session.project.paintings.all()[0]
    assert np.array_equal(read_picture(again.path), read_picture(painting.path))
    qtbot.mouseClick(average.page.people.row(one.key), LEFT)
    pane.asked(recipe=recipe)
    assert (average.people.first, average.people.second, average.share) == (everyone.key, many.key, 0.5)


def test_a_alone_has_no_way_and_two_of_its_faces_are_painted_again_and_again(pane, average, qtbot):  # noqa: F811
    everyone, one, _ = average.people.groups
    qtbot.mouseClick(average.page.people.row(one.key), LEFT, SHIFT)
    qtbot.mouseClick(average.page.people.row(everyone.key), LEFT)
    qtbot.waitUntil(lambda: average.settled() and all(len(strip.steps) == 6 for strip in average.strips))
    assert average.strips[0].face != average.strips[1].face
    assert not average.page.way.isVisible()
    (painting,) = paint(pane, qtbot, average.paint_button)
    assert painting.recipe.average.second == ()


def test_the_way_to_b_is_filmed(pane, average, qtbot, tmp_path):  # noqa: F811
    average.panel.loop.length.set_value(1)
    with qtbot.waitSignal(pane.session.runner.ended):
        average.export(tmp_path / "loop.gif")
    with Image.open(tmp_path / "loop.gif") as film:
        assert (film.n_frames, film.size) == (24, (256, 320))


def test_without_faces_it_leads_to_where_they_are_found(pane, average, qtbot):  # noqa: F811
    project = pane.session.project
    change = project.faces.set_state([face.id for face in project.faces.all()], FaceState.REJECTED)
    pane.session.changed.emit(change)
    qtbot.waitUntil(average.no_face.isVisible)
    with qtbot.waitSignal(pane.session.pane_asked) as asked:
        qtbot.mouseClick(average.no_face.button, LEFT)
    assert asked.args[0] == "faces"
