"""The Faces pane of a real window with one photo in front, as the tests of it begin."""

from __future__ import annotations

import pytest


@pytest.fixture
def pane(window, qtbot):
    window.show_pane("faces")
    made = window.current_pane
    made.orders.button("photo").click()
    qtbot.waitUntil(lambda: made.review.row is not None and made.presenter.loaded is not None)
    return made
