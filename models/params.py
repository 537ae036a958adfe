"""A parameter is declared once; the form, the command line flag and the validation follow from it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from models.errors import ParameterError

Value = bool | int | float | str
Kind = Literal["bool", "int", "float", "choice"]
Scale = Literal["linear", "log"]


@dataclass(frozen=True, slots=True)
class Param:
    """One declared parameter.

    low/high: inclusive bounds of an int or float; choices: the words of a "choice";
    soft_low/soft_high: where a slider ends, as far as not at the bounds (a typed or shown value may lie beyond);
    offered: the same of a choice, the words a form offers; scale: whether a slider moves by steps or by factors;
    reason: why the default is what it is; label: for people (default: the name with spaces); unit: shown behind the
    value ("px", "%"); titles, helps: of each choice; section: the heading under which a form shows it;
    step: how much one notch of a slider is worth; group: whole numbers in a row with the same group are the steps of
    one ladder on the screen; needs: "levels=by_hand" or "shape=box|ellipse" when this one counts only while the other
    has (one of) those values, a bool's being true and false;
    none: the word for having no value at all, where that is allowed; the default is then what a form begins with.
    """

    name: str
    kind: Kind
    default: Value
    low: float | None = None
    high: float | None = None
    help: str = ""
    choices: tuple[str, ...] = ()
    label: str = ""
    unit: str = ""
    step: float = 1.0
    group: str = ""
    needs: str = ""
    soft_low: float | None = None
    soft_high: float | None = None
    offered: tuple[str, ...] = ()
    scale: Scale = "linear"
    reason: str = ""
    titles: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    section: str = ""
    none: str = ""

    def __post_init__(self) -> None:
        # a default is checked where it is declared, not each time it is used
        object.__setattr__(self, "default", self.check(self.default))

    @property
    def title(self) -> str:
        return self.label or self.name.replace("_", " ").capitalize()

    @property
    def slider_low(self) -> float | None:
        return self.low if self.soft_low is None else self.soft_low

    @property
    def slider_high(self) -> float | None:
        return self.high if self.soft_high is None else self.soft_high

    @property
    def default_word(self) -> str:
        """What the default is called, for people."""
        if self.kind == "bool":
            return "on" if self.default else "off"
        return self.none or (self.title_of(str(self.default)) if self.kind == "choice" else f"{self.default}")

    def title_of(self, choice: str) -> str:
        """What a form shows for one of the choices."""
        return self.titles[self.choices.index(choice)] if self.titles else choice.replace("_", " ")

    def counts(self, values: Mapping[str, object]) -> bool:
        """Whether it changes anything beside these values of all parameters, as `needs` tells."""
        name, _, words = self.needs.partition("=")
        return not name or str(values[name]).lower() in words.split("|")

    def check(self, value: object) -> Value:
        """The value in the declared kind (text is parsed); raises ParameterError."""
        if self.kind == "bool":
            return self._as_bool(value)
        if self.kind == "choice":
            return self._as_choice(value)
        return self._as_number(value)

    def check_optional(self, value: object) -> Value | None:
        """As check; None where this parameter may have no value, and that or the word for it is given."""
        return None if self.none and value in (None, self.none) else self.check(value)

    def _as_bool(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        word = str(value).lower()
        if word in ("true", "on", "yes", "1"):
            return True
        if word in ("false", "off", "no", "0"):
            return False
        raise self._refuse(value, "on or off")

    def _as_choice(self, value: object) -> str:
        # a choice of numbers ("2", "4") may be given as one
        word = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if isinstance(word, str) and word in self.choices:
            return word
        raise self._refuse(value, f"one of {', '.join(self.choices)}")

    def _as_number(self, value: object) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise self._refuse(value, self._range())
        try:
            number = float(value)
        except (ValueError, OverflowError):
            raise self._refuse(value, self._range()) from None
        outside = (self.low is not None and number < self.low) or (self.high is not None and number > self.high)
        if outside or not math.isfinite(number) or (self.kind == "int" and number != int(number)):
            raise self._refuse(value, self._range())
        return int(number) if self.kind == "int" else number

    def _range(self) -> str:
        # put into words only for a refusal: every filter checks its values for every picture
        if self.low is None or self.high is None:
            return "a number"
        return f"a {'whole ' if self.kind == 'int' else ''}number from {self.low:,.10g} to {self.high:,.10g}"

    def _refuse(self, value: object, wanted: str) -> ParameterError:
        return ParameterError(f"{self.name} can't be {value!r}", remedy=f"It takes {wanted}")


def check_values(params: Iterable[Param], values: Mapping[str, object]) -> dict[str, Value]:
    """Every declared parameter with a checked value (its default where none is given).

    Raises ParameterError for a value out of bounds and for a name that is not declared.
    """
    declared = {param.name: param for param in params}
    for name in values:
        if name not in declared:
            there = ", ".join(declared) or "none"
            raise ParameterError(f"there is no parameter called {name!r}", remedy=f"There are: {there}")
    return {name: param.check(values[name]) if name in values else param.default for name, param in declared.items()}
