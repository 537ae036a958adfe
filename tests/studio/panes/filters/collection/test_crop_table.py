"""The collection as a Qt table: what its cells say, and that order and choice survive what is measured meanwhile."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from studio.panes.filters.collection.crop_columns import CropColumns
from studio.panes.filters.collection.crop_table import NAMES, CropTable, lines_as_text
from tests.studio.crops import facts, many_rows, row

ROWS = [
    row(1, "Ben", "b.jpg", facts(120.4, 100, 80.6, sharpness=1234.5), alike=True),
    row(2, "", "a – b.jpg"),
    row(3, "Ada", "c.jpg", None, problem="the file is not there any more"),
]


@pytest.fixture
def table(qapp):
    made = CropTable()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    show(made, ROWS)
    return made


def show(table, rows) -> None:
    table.set_columns(CropColumns(rows), np.ones(len(rows), np.bool_))


def texts(table, line: int) -> dict[str, str]:
    return {name: table.index(line, column).data() for column, name in enumerate(NAMES)}


def test_the_cells_say_what_is_known_in_round_figures(table) -> None:
    assert texts(table, 0) == {
        "colour": "120 100 81",
        "person": "Ben",
        "photo": "b.jpg",
        "mean_red": "120",
        "mean_green": "100",
        "mean_blue": "81",
        "brightness": "100",
        "dominant": "red",
        "sharpness": "1,234",
        "notes": "near-duplicate",
    }
    assert texts(table, 1)["person"] == "unsorted"
    assert {texts(table, 1)[name] for name in ("mean_red", "dominant", "sharpness")} == {"–"}
    assert texts(table, 2)["notes"] == "can't be read"


def test_tooltips_and_titles_explain(table) -> None:
    tip = Qt.ItemDataRole.ToolTipRole
    assert table.index(0, NAMES.index("mean_red")).data(tip) == "120.40"
    assert table.index(1, NAMES.index("mean_red")).data(tip) == "Not measured yet"
    assert table.index(2, NAMES.index("notes")).data(tip) == "the file is not there any more"
    across = Qt.Orientation.Horizontal
    assert "0 (black) to 255 (white)" in table.headerData(NAMES.index("brightness"), across, tip)
    assert table.headerData(NAMES.index("brightness"), across) == "Brightness"


def test_figures_stand_at_the_right_and_words_at_the_left(table) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    assert table.index(0, NAMES.index("sharpness")).data(role) & Qt.AlignmentFlag.AlignRight
    assert table.index(0, NAMES.index("photo")).data(role) & Qt.AlignmentFlag.AlignLeft


def test_an_order_stays_while_rows_are_measured(table) -> None:
    table.sort(NAMES.index("person"), Qt.SortOrder.DescendingOrder)
    assert [one.number for one in table.rows_shown()] == [1, 3, 2]
    show(table, [*ROWS, row(4, "Cleo", measured=facts())])
    assert [one.number for one in table.rows_shown()] == [4, 1, 3, 2]


def test_rows_that_stay_in_place_are_repainted_not_replaced(table) -> None:
    reset, changed = QSignalSpy(table.modelReset), QSignalSpy(table.dataChanged)
    show(table, [ROWS[0], row(2, "", "a – b.jpg", facts()), ROWS[2]])
    assert (reset.count(), changed.count()) == (0, 1)
    assert texts(table, 1)["mean_red"] == "120"


def test_lines_are_found_by_their_keys_also_among_the_hidden(table) -> None:
    table.set_shown(np.array([True, False, True]))
    assert table.lines(("f3", "f1", "f2", "f99")) == [0, 1]
    assert table.row(1).number == 3


def test_a_table_emptied_and_filled_again_is_still_a_table(table) -> None:
    show(table, [])
    assert table.rowCount() == 0
    table.sort(NAMES.index("photo"))
    show(table, many_rows(50))
    assert [one.name for one in table.rows_shown()] == sorted(one.name for one in many_rows(50))


def test_pasted_lines_have_titles_exact_figures_and_no_formulas() -> None:
    text = lines_as_text([ROWS[0], row(9, "=1+1", "tab\there – x.jpg")])
    head, first, second = (line.split("\t") for line in text.splitlines())
    assert head == ["Person", "Photo", "Red", "Green", "Blue", "Brightness", "Dominant", "Sharpness", "Notes"]
    assert first == ["Ben", "b.jpg", "120.40", "100.00", "80.60", "100.33", "red", "1234.50", "near-duplicate"]
    assert second == ["'=1+1", "tab here – x.jpg", "", "", "", "", "", "", ""]
