"""Repairing with a real encoder file: a stroke by mouse is what is repainted, undone by keys, kept in the recipe."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt

from models.images import read_picture
from models.painting.photo_mask import mask_from_text
from models.photos.originals import read_original
from tests.studio.panes.paint.test_pane import encoders, folder, module_session, pane, session  # noqa: F401


def open_repair(pane, qtbot):  # noqa: F811
    qtbot.mouseClick(pane.switch.button("repair"), Qt.MouseButton.LeftButton)
    repair = pane.front
    qtbot.waitUntil(lambda: repair.marks.mask.size > 1)
    return repair


def draw_stroke(repair, qtbot):
    """Half of the way across the photo's upper part."""
    canvas = repair.canvas
    rect = canvas.picture_rect().toRect()
    line = [rect.topLeft() + QPoint(rect.width() * x // 20, rect.height() // 6) for x in (3, 5, 7)]
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=line[0])
    for at in line[1:]:
        qtbot.mouseMove(canvas, at)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=line[-1])


def test_only_what_a_stroke_marks_is_repaired_and_the_painting_keeps_the_mask(pane, qtbot):  # noqa: F811
    repair = open_repair(pane, qtbot)
    assert not repair.repair_button.isEnabled()
    draw_stroke(repair, qtbot)
    qtbot.waitUntil(lambda: repair.ready)
    with qtbot.waitSignal(pane.session.runner.ended):
        pane.front.paint()
    painting = pane.session.project.paintings.all()[-1]
    before, after = read_original(pane.desk.photo), read_picture(painting.path)
    mask = mask_from_text(painting.recipe.options.mask, before.shape[1], before.shape[0])
    assert np.array_equal(mask, repair.marks.mask)
    assert 0 < mask.mean() < 0.2
    assert np.array_equal(before[~mask], after[~mask])
    assert (before[mask] != after[mask]).any()
    pane.show_screen("photo")
    pane.asked(recipe=painting.recipe)
    assert pane.switch.value() == "repair"
    qtbot.waitUntil(lambda: repair.ready and np.array_equal(repair.marks.mask, mask))
    qtbot.waitUntil(repair.settled)


def test_strokes_are_undone_and_drawn_again_by_keys_and_taken_away_by_the_eraser(pane, qtbot):  # noqa: F811
    repair = open_repair(pane, qtbot)
    draw_stroke(repair, qtbot)
    marked = repair.marks.mask
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(repair.canvas, Qt.Key.Key_Z, control)
    assert marked.any()
    assert not repair.marks.mask.any()
    qtbot.keyClick(repair.canvas, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert np.array_equal(repair.marks.mask, marked)
    repair.tool_column.buttons["erase"].click()
    draw_stroke(repair, qtbot)
    assert not repair.marks.mask.any()
    qtbot.waitUntil(repair.settled)
