"""How a filter and its values look in a file: shapes, sizes, bounds. Imports pydantic, so load it late."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StringConstraints

Word = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=64)]
Setting = StrictBool | StrictInt | StrictFloat | Word


class Closed(BaseModel):
    """Takes the fields it names and no other."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class StepInFile(Closed):
    """One filter and the values that differ from its defaults."""

    name: Word
    values: dict[Word, Setting] = Field(default_factory=dict, max_length=32)
