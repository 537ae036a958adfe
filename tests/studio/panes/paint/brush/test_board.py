"""Wherever undo and redo go, the board shows what its strokes drawn at once would show."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.filters.filter import merge_channels, split_channels
from models.painting.drawing import Pens, draw_stroke
from studio.panes.paint.brush.board import Board

PENS = Pens((50, 200), 0, True)
START = np.full((80, 64, 3), 30, np.uint8)
PLACE = st.tuples(st.integers(0, 4096), st.integers(0, 5120), st.integers(8, 300))
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("draw"), st.lists(PLACE, min_size=1, max_size=3)),
        st.tuples(st.just("straight"), st.lists(PLACE, min_size=3, max_size=3)),
        st.tuples(st.just("go"), st.integers(0, 60)),
    ),
    max_size=60,
)


@settings(max_examples=30)
@given(DEEDS)
def test_the_board_shows_its_strokes(deeds):
    board = Board()
    board.set_start(PENS, START)
    for kind, what in deeds:
        if kind == "go":
            board.go_to(what)
        else:
            board.begin(what[0], 200, "rb")
            for point in what[1:]:
                (board.add if kind == "draw" else board.straighten)(point)
            board.end()
        channels = split_channels(START)
        for stroke in board.strokes:
            draw_stroke(channels, PENS, stroke)
        assert np.array_equal(board.picture(), merge_channels(channels))
        assert len(board.strokes) == board.shown <= board.total
