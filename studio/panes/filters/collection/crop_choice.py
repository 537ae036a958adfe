"""Which crops of the collection are shown, and how that is said to a recipe: ranges or numbers. Plain values, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.records import FactRange
from studio.panes.filters.collection.crop_columns import LEADS, CropColumns, Mask

Subset = tuple[FactRange, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CropChoice:
    """Everything given must hold; empty lets all in. notes: names of crop_rows.NOTES; words: in person or file name."""

    ranges: tuple[FactRange, ...] = ()
    people: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    words: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it may leave anyone out."""
        return bool(self.ranges or self.people or self.leads or self.notes or self.words.split())

    @property
    def only_ranges(self) -> bool:
        """Whether a recipe can say the same by ranges alone, so that crops added later are judged by them too."""
        return bool(self.ranges) and not (self.people or self.leads or self.notes or self.words.split())


def choose(columns: CropColumns, choice: CropChoice) -> Mask:
    """Which rows are meant, one flag per row; both ends of a range belong to it, what was not measured does not."""
    chosen = np.ones(len(columns), np.bool_)
    for one in choice.ranges:
        values = columns.figures[one.name]
        chosen &= (values >= one.low) & (values <= one.high)  # NaN is never in
    if choice.people:
        chosen &= np.isin(columns.person_codes, [columns.people.index(n) for n in choice.people if n in columns.people])
    if choice.leads:
        chosen &= np.isin(columns.leads, [LEADS.index(name) for name in choice.leads])
    for name in choice.notes:
        chosen &= columns.notes[name]
    words = choice.words.casefold().split()
    if words:
        chosen &= np.fromiter((all(word in text for word in words) for text in columns.texts), np.bool_, len(columns))
    return chosen


def subset_of(columns: CropColumns, shown: Mask, choice: CropChoice, selected: Sequence[int] = ()) -> Subset:
    """What a recipe would learn from: the selected rows, else what is shown, by ranges where these say it all.

    Numbers are those of faces (or photos) that can be read, rising; selected: places in columns.rows.
    """
    if choice.only_ranges and not selected:
        return choice.ranges
    places = selected or np.flatnonzero(shown).tolist()
    return tuple(sorted(columns.rows[place].number for place in places if not columns.rows[place].problem))
