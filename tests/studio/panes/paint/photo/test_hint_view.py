"""The veil over what is guessed lies on the painting only, however the two are compared."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from studio.panes.paint.photo.hint_view import HintView

GRAY, BLUE = (90, 90, 90), (0, 0, 200)


@pytest.fixture
def view(qtbot):
    made = HintView()
    qtbot.addWidget(made)
    made.resize(400, 400)
    before, after = (np.full((320, 256, 3), colour, np.uint8) for colour in (GRAY, BLUE))
    made.set_pictures(before, after)
    made.set_doubt(np.full((32, 32, 3), 255, np.uint8))
    made.show()
    qtbot.waitExposed(made)
    return made


def _colours(view, side):
    """Every colour in the inner half of where the picture of that side lies."""
    rect, image = view.picture_rect(side), view.grab().toImage()
    wide, high = round(rect.width() / 4), round(rect.height() / 4)
    places = rect.toRect().adjusted(wide, high, -wide, -high)
    columns, rows = range(places.left(), places.right(), 3), range(places.top(), places.bottom(), 3)
    return {image.pixelColor(x, y).getRgb()[:3] for x in columns for y in rows}


def test_side_by_side_the_photo_before_stays_bare(view):
    view.set_mode("side")
    view.resize(300, 400)
    view.show_actual()  # each is wider than its half of the view
    assert _colours(view, "left") == {GRAY}
    assert len(_colours(view, "right")) > 1


def test_flipped_to_the_photo_before_it_is_bare(view, qtbot):
    view.set_mode("flip")
    assert len(_colours(view, "left")) > 1
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    assert _colours(view, "left") == {GRAY}
