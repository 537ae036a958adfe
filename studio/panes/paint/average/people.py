"""Who can be averaged, and who is A and who is B of them: chosen by hand, or as a painting was made."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.errors import UsageError
from models.records import CutFrom, PaintingRecipe
from studio.jobs import Questions
from studio.panes.paint.average.groups import PAINTED, Group, first_two, list_groups, painted_group
from studio.state.session import Session


class People(QObject):
    """first, second: the keys of A and B, "" for no B. changed(): other groups, or another A or B;

    painted(float): A and B are now those of a painting, so far on the way from one to the other.
    """

    changed = Signal()
    painted = Signal(float)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.groups: list[Group] = []
        self.first = self.second = ""
        self.known = False
        self._asked: PaintingRecipe | None = None
        self._grouping = Questions(session.background, self).answered_by(self._on_groups)
        session.crops.listed.connect(self._group)
        session.recipes.changed.connect(self._group)

    @property
    def busy(self) -> bool:
        return self._grouping.busy or not self.known

    def refresh(self) -> None:
        """Somebody looks: what is known may be behind."""
        crops = self._session.crops
        crops.refresh()
        if crops.ready and self.busy:
            self._group()

    def ends(self) -> tuple[Group | None, Group | None]:
        """A and B."""
        groups = {group.key: group for group in self.groups}
        return groups.get(self.first), groups.get(self.second)

    def choose(self, key: str, other: bool) -> None:
        """Make that group A; or B where other is true, and no B where it was one of them already."""
        if other:
            self.second = "" if key in (self.first, self.second) else key
        elif key == self.second:
            self.first, self.second = self.second, self.first
        else:
            self.first = key
        self.changed.emit()

    def exchange(self) -> None:
        """A becomes B, and B becomes A."""
        if self.second:
            self.choose(self.second, other=False)

    def take(self, recipe: PaintingRecipe) -> None:
        """A and B as they were painted, now or as soon as it is known who there is."""
        self._asked = recipe
        if self.known:
            self._take_asked()

    def _take_asked(self) -> None:
        """The people with the very same faces, else groups of their own."""
        recipe, self._asked = self._asked, None
        if recipe is None or recipe.average is None:
            return
        average, project = recipe.average, self._session.project
        try:
            first = painted_group(project, "A", average.first, self.groups)
            second = painted_group(project, "B", average.second, self.groups) if average.second else None
        except UsageError as error:
            self._session.say(error.reason)
            return
        own = [group for group in (first, second) if group is not None and group not in self.groups]
        self.groups = [group for group in self.groups if not group.key.startswith(PAINTED)] + own
        self.first, self.second = first.key, second.key if second is not None else ""
        self.changed.emit()
        self.painted.emit(average.share)

    def _group(self) -> None:
        crops = self._session.crops.collection.of(CutFrom.FACES)
        own = [entry.recipe for entry in self._session.recipes.entries() if entry.own]
        self._grouping.ask(list_groups, crops, own)

    def _on_groups(self, groups: list[Group]) -> None:
        self.known = True
        self.groups = groups + [group for group in self.groups if group.key.startswith(PAINTED)]
        keys = [group.key for group in self.groups]
        if self.first not in keys:
            self.first, self.second = first_two(groups)
        self.second = self.second if self.second in keys else ""
        self._take_asked()
        self.changed.emit()
