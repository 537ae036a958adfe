"""Every cell of a sheet is found where it is drawn, and what is in view is told once, encoder by encoder."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from studio.panes.paint.sheet.layout import SheetLayout

layouts = st.builds(SheetLayout, rows=st.integers(0, 12), columns=st.integers(0, 7), width=st.integers(110, 220))


@given(layouts, st.integers(0, 3000), st.integers(0, 3000))
def test_a_point_is_in_the_cell_that_is_drawn_there(layout, x, y):
    drawn = [
        (row, column)
        for row in range(layout.rows)
        for column in range(layout.columns)
        if layout.cell((row, column)).contains(x, y)
    ]
    found = layout.find(x, y)
    assert drawn == ([found] if found else [])


@given(layouts, st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 900), st.integers(1, 900))
def test_what_meets_an_area_comes_column_by_column(layout, x, y, width, height):
    area = QRect(x, y, width, height)
    every = [(row, column) for column in range(layout.columns) for row in range(layout.rows)]
    assert list(layout.within(area)) == [cell for cell in every if layout.cell(cell).intersects(area)]
