"""Names of people: the one door they come in by, and how one that is asked for is found. Pure words; knows no project.

Two names that differ in capitals only are one person's. Where a project has both from earlier, each is found by its
exact spelling.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

from models.errors import ParameterError, UnknownNameError

LONGEST_NAME = 120
"""Characters of a name that a person may type; folders may be longer."""

_JOINERS = frozenset("\u200c\u200d")
"""Invisible, but letters of Persian and Hindi and the families among emoji are made with them."""


def clean_name(text: str) -> str:
    """A name as it is kept: one Unicode form, nothing that can't be seen, single spaces. Raises ParameterError."""
    name = name_of_folder(text)
    if not name:
        raise ParameterError("a person needs a name")
    if len(name) > LONGEST_NAME:
        raise ParameterError(f"a name has at most {LONGEST_NAME} characters", why=f"this one has {len(name)}")
    return name


def name_of_folder(text: str) -> str:
    """The same of a folder's name, however long that is; empty when nothing of it can be seen."""
    name = " ".join("".join(map(_plain, unicodedata.normalize("NFC", text))).split())
    return name if name.strip("".join(_JOINERS)) else ""


def _plain(one: str) -> str:
    """The character; a space for a control, nothing for a mark that has no look and turns or hides what has."""
    kind = unicodedata.category(one)
    if kind in ("Cc", "Cs"):
        return " "
    return "" if kind == "Cf" and one not in _JOINERS and not 0xE0020 <= ord(one) <= 0xE007F else one


def folded(name: str) -> str:
    """What two spellings of one name have in common."""
    return unicodedata.normalize("NFC", name_of_folder(name).casefold())


def same_name(name: str, known: Iterable[str]) -> str | None:
    """The one of the known names that is meant: the very same, else one that differs in capitals only."""
    names = list(known)
    if name in names:
        return name
    wanted = folded(name)
    return next((one for one in names if folded(one) == wanted), None)


def same_names(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Each name as it is known, or as it is where nobody is called so; each once."""
    spelled = list(known)
    return tuple(dict.fromkeys(same_name(name, spelled) or name for name in names))


def need_name(name: str, known: Collection[str]) -> str:
    """The known name that is meant. Raises UnknownNameError with what was probably meant."""
    found = same_name(name, known)
    if found is not None:
        return found
    by_fold = {folded(one): one for one in reversed(list(known))}
    near = [by_fold[one] for one in get_close_matches(folded(name), by_fold, n=2, cutoff=0.5)]
    remedy = f"Did you mean {' or '.join(near)}?" if near else _everyone(sorted(known))
    raise UnknownNameError(f"there is no person named {name_of_folder(name)!r} in this project", remedy=remedy)


def names_in_list(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The people in "Anna,Bob", where a name may hold commas itself. Raises UnknownNameError as need_name does."""
    parts = text.split(",")
    names: list[str] = []
    start = 0
    while start < len(parts):
        ends = range(len(parts), start, -1)
        name, end = next(
            ((found, end) for end in ends if (found := same_name(",".join(parts[start:end]), known)) is not None),
            (None, start + 1),
        )
        if name is not None or parts[start].strip():
            names.append(name or need_name(parts[start], known))
        start = end
    return tuple(dict.fromkeys(names))


def _everyone(names: Sequence[str]) -> str:
    if not names:
        return "Add photos first: a person is called as the photos' folder is"
    more = f" and {len(names) - 10} more" if len(names) > 10 else ""
    return f"There are: {', '.join(names[:10])}{more}"
