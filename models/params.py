"""A parameter is declared once; the form, the command line flag and the validation follow from it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from models.errors import ParameterError

Value = bool | int | float | str
Kind = Literal["bool", "int", "float", "choice"]


@dataclass(frozen=True, slots=True)
class Param:
    """One declared parameter.

    low/high: inclusive bounds of an int or float; choices: the words of a "choice";
    label: for people (default: the name with spaces); unit: shown behind the value ("px", "%");
    step: how much one notch of a slider is worth.
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

    @property
    def title(self) -> str:
        return self.label or self.name.replace("_", " ").capitalize()

    def check(self, value: object) -> Value:
        """The value in the declared kind (text is parsed); raises ParameterError."""
        if self.kind == "bool":
            return self._as_bool(value)
        if self.kind == "choice":
            if isinstance(value, str) and value in self.choices:
                return value
            raise self._refuse(value, f"one of {', '.join(self.choices)}")
        return self._as_number(value)

    def _as_bool(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        word = str(value).lower()
        if word in ("true", "on", "yes", "1"):
            return True
        if word in ("false", "off", "no", "0"):
            return False
        raise self._refuse(value, "on or off")

    def _as_number(self, value: object) -> int | float:
        wanted = f"a {'whole ' if self.kind == 'int' else ''}number from {self.low:g} to {self.high:g}" \
            if self.low is not None and self.high is not None else "a number"
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise self._refuse(value, wanted)
        try:
            number = float(value)
        except ValueError:
            raise self._refuse(value, wanted) from None
        outside = (self.low is not None and number < self.low) or (self.high is not None and number > self.high)
        if not math.isfinite(number) or outside or (self.kind == "int" and number != int(number)):
            raise self._refuse(value, wanted)
        return int(number) if self.kind == "int" else number

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
    return {name: param.check(values.get(name, param.default)) for name, param in declared.items()}
