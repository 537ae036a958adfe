"""All paintings with what is counted over them and searched in them, as one value. Knows no Qt and no widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.project import Project
from models.records import Painting
from studio.panes.gallery.words import searchable


@dataclass(frozen=True, slots=True)
class PaintingRow:
    """words: what it is found by, in small letters."""

    painting: Painting
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the paintings is shown. sought: words in small letters, of which each must be there;

    among: the numbers of those that may be shown, None for all.
    """

    sought: tuple[str, ...] = ()
    encoder: str = ""
    starred: bool = False
    among: frozenset[int] | None = None

    def fits(self, row: PaintingRow) -> bool:
        painting = row.painting
        if (self.starred and not painting.starred) or (self.encoder and painting.recipe.encoder_title != self.encoder):
            return False
        if self.among is not None and painting.id not in self.among:
            return False
        return not self.sought or all(word in row.words for word in self.sought)


@dataclass(frozen=True, slots=True)
class PaintingRows:
    """rows: by the painting's number, newest first; encoders: how many each of them painted."""

    rows: Mapping[int, PaintingRow] = field(default_factory=dict)
    encoders: Counter[str] = field(default_factory=Counter)
    starred: int = 0
    paths: frozenset[Path] | set[Path] = frozenset()

    def read(self, project: Project, ids: Iterable[int] | None) -> PaintingRows:
        """The same after these paintings (None: all) were read anew. Rows that say the same stay the same objects."""
        if ids is None:
            found, gone = project.paintings.all(), set(self.rows)
        else:
            wanted = list(ids)
            found, gone = project.paintings.some(wanted), set(wanted) & self.rows.keys()
        gone -= {painting.id for painting in found}
        return self._with([one for one in found if not self._has(one)], gone)

    def matching(self, choice: Choice) -> list[Painting]:
        """Those to be shown, newest first."""
        if choice == Choice():
            return [row.painting for row in self.rows.values()]
        return [row.painting for row in self.rows.values() if choice.fits(row)]

    def in_place(self, before: PaintingRows, ids: Collection[int], choice: Choice) -> list[Painting] | None:
        """Of these, which changed, those shown, newest first; None where one of them goes, or comes between others."""
        newest = next(iter(before.rows), 0)
        for number in ids:
            row, former = self.rows.get(number), before.rows.get(number)
            shown, was = (one is not None and choice.fits(one) for one in (row, former))
            if shown != was and (was or number < newest):
                return None
        rows = (self.rows[number] for number in sorted(ids, reverse=True) if number in self.rows)
        return [row.painting for row in rows if choice.fits(row)]

    def _has(self, painting: Painting) -> bool:
        row = self.rows.get(painting.id)
        return row is not None and row.painting == painting

    def _with(self, changed: Iterable[Painting], gone: Iterable[int]) -> PaintingRows:
        fresh = {one.id: PaintingRow(one, searchable(one)) for one in changed}
        former = [self.rows[number].painting for number in (*gone, *fresh) if number in self.rows]
        rows = {number: row for number, row in self.rows.items() if number not in gone} if gone else dict(self.rows)
        come = fresh.keys() - rows.keys()
        rows |= fresh
        if come:
            rows = {number: rows[number] for number in sorted(rows, reverse=True)}
        new = [row.painting for row in fresh.values()]
        encoders = self.encoders + Counter(one.recipe.encoder_title for one in new)
        encoders.subtract(Counter(one.recipe.encoder_title for one in former))
        starred = self.starred + sum(one.starred for one in new) - sum(one.starred for one in former)
        paths = self.paths - {one.path for one in former} | {one.path for one in new}
        return PaintingRows(rows, +encoders, starred, paths)
