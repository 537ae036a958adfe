"""No dead code: what only a test uses is dead. What is alive though vulture can't see it stands here with why."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

QT_CALLS = (
    *("*Event", "eventFilter", "scrollContentsBy", "startDrag", "keyboardSearch", "paint", "paintSection"),
    *("sizeHint", "minimumSizeHint", "minimumSize", "hasHeightForWidth", "heightForWidth", "expandingDirections"),
    *("rowCount", "columnCount", "data", "setData", "headerData", "flags", "mimeData", "mimeTypes"),
    *("supportedDragActions", "createEditor", "setEditorData", "setModelData", "updateEditorGeometry"),
    *("addItem", "itemAt", "takeAt", "count", "setGeometry"),
)
"""Overrides of widgets, item models, delegates and layouts, which Qt calls."""

DECORATORS = ("@register*", "@*.register*")
"""What these decorate is reached by its name in a registry."""

ALIVE = {
    "__call__": "a protocol says by it what can be called",
    "model_config": "pydantic reads it",
    "bottega_preset": "the mark of a preset's file, checked by pydantic",
    "MAX_IMAGE_PIXELS": "Pillow reads it",
    "MAX_TEXT_CHUNK": "Pillow reads it",
    "READ_LIBTIFF": "Pillow reads it",
    "row_factory": "sqlite3 reads it",
    "benchmark": "torch reads it",
    "handleSize": "pyqtgraph reads it",
    "tickStrings": "pyqtgraph calls it",
    "logTickStrings": "pyqtgraph calls it",
    "currentPen": "pyqtgraph reads it",
    "waited": "the loader's benchmark reads it",
    "seconds_per_step": "an event tells the whole measurement, whoever shows which part of it",
    "cell_rect": "where a test clicks, as a person would",
    "job_rows": "where a test clicks",
    "action_of": "where a test clicks",
    "select_keys": "what a person selects by mouse, one row at a time",
    "has_pictures": "what a person sees, and a test waits for",
    "empty_text": "what a person reads",
}


def test_no_code_is_dead() -> None:
    pytest.importorskip("vulture")
    command = [sys.executable, "-m", "vulture", "models", "studio", "resources", "packaging"]
    given = ["--ignore-names", ",".join(QT_CALLS), "--ignore-decorators", ",".join(DECORATORS)]
    done = subprocess.run([*command, *given], cwd=ROOT, capture_output=True, text=True, check=False)
    found = {match[1]: line for line in done.stdout.splitlines() if (match := re.search(r"unused \w+ '(\w+)'", line))}
    assert done.stderr == ""
    assert [line for name, line in found.items() if name not in ALIVE] == []
    assert ALIVE.keys() - found.keys() == set(), "used by now, or gone: strike it out"
