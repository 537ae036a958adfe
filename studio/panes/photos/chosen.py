"""The line over the grid: what narrows the view down, and what can be done with all that it shows. No project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.words import plural
from studio.panes.photos.actions import photos
from studio.panes.photos.left_panel import SHOWN
from studio.panes.photos.photo_choice import DUPLICATES, PhotoChoice, spare
from studio.state.photo_rows import PhotoRow
from studio.widgets.range_filter import RangeFilter

KEEP_BEST = "Keep the best of each"
FIND = "Find them in a folder ..."
RENEW = "Take the new pictures"
TURN = "Turn them"
_BUTTONS = {"missing": FIND, "changed": RENEW, "lying": TURN}


def chip_line(
    choice: PhotoChoice, rows: Sequence[PhotoRow], axes: Mapping[str, RangeFilter]
) -> tuple[list[tuple[str, str]], str, str, bool]:
    """Chips as (key, text), words, the button's text, whether it can be pressed: for ChipLine.set_content."""
    chips = [(f"person:{name}", name) for name in choice.people]
    chips += [(f"show:{key}", words) for key, words in SHOWN if key == choice.show]
    chips += [(f"range:{name}", f"{axes[name].head.title} {axes[name].words()}") for name, _, _ in choice.ranges]
    if choice.view == DUPLICATES and rows:
        groups, extra = len({row.alike for row in rows}), len(spare(rows))
        kept = "" if extra else ", only the best of each is in"
        return chips, f"{photos(len(rows))} in {plural(groups, 'group')}{kept}", KEEP_BEST, extra > 0
    return chips, "", _BUTTONS.get(choice.show, "") if rows else "", True
