"""A recipe being edited while what was sent to be kept comes back late, renamed or copied. Pure; knows no widget."""

from __future__ import annotations

from dataclasses import fields, replace

from models.records import Recipe

_WORDS = ("name", "title", "help")
"""A copy may be called otherwise than what it was copied from."""


class Draft:
    """The recipe as it stands on the page, and what is known to be kept of it.

    `change` what a person does, `take` what should be kept now, `receive` what is kept.
    """

    def __init__(self, key: str, recipe: Recipe) -> None:
        self.key = key
        self.recipe = recipe
        self._last = recipe
        self._kept = recipe
        self._sent: list[Recipe] = []

    @property
    def pending(self) -> bool:
        """Whether something was changed that nobody was told to keep."""
        return self.recipe != self._last

    @property
    def waits(self) -> bool:
        """Whether what was sent has not come back yet."""
        return bool(self._sent)

    def change(self, recipe: Recipe) -> None:
        self.recipe = recipe

    def take(self) -> Recipe | None:
        """What should be kept now; None when it was sent already."""
        if not self.pending:
            return None
        self._last = self.recipe
        self._sent.append(self.recipe)
        return self.recipe

    def is_copy(self, recipe: Recipe) -> bool:
        """Whether a recipe under a new key is what was sent under this one."""
        return any(_wordless(sent) == _wordless(recipe) for sent in self._sent)

    def receive(self, key: str, kept: Recipe) -> None:
        """What is kept under this recipe's key, or under the key of its copy; what was changed since stays changed."""
        if kept in self._sent:
            del self._sent[: self._sent.index(kept) + 1]
        elif kept != self._kept or key != self.key:  # renamed, copied, or changed by someone else
            self.recipe = merge(self._last, kept, self.recipe)
            self._last = kept
            self._sent = []
        self.key, self._kept = key, kept


def merge(base: Recipe, theirs: Recipe, ours: Recipe) -> Recipe:
    """Theirs, with every field that we changed from the base as we have it."""
    changed = {
        one.name: getattr(ours, one.name)
        for one in fields(Recipe)
        if getattr(ours, one.name) != getattr(base, one.name)
    }
    return replace(theirs, **changed)


def _wordless(recipe: Recipe) -> Recipe:
    return replace(recipe, **dict.fromkeys(_WORDS, ""))
