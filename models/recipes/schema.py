"""How a recipe looks in a file: shapes, sizes, bounds. Imports pydantic, so load it late."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictFloat, StrictInt, StringConstraints

from models.filters.chain import MAX_STEPS
from models.filters.file_schema import Closed, StepInFile, Word
from models.recipes.subset import known_fact
from models.recipes.variety import MAX_JITTER
from models.records import CutFrom, Pairing

Line = Annotated[str, StringConstraints(strict=True, max_length=200)]
Name = Annotated[str, StringConstraints(strict=True, max_length=300)]
"""Of a person: by default that of a folder, which may have 255 characters."""
Text = Annotated[str, StringConstraints(strict=True, max_length=2000)]
Bound = Annotated[StrictFloat | StrictInt, Field(ge=-1e9, le=1e9)]


class RangeInFile(Closed):
    """The fields of records.FactRange."""

    name: Annotated[Word, AfterValidator(known_fact)]
    low: Bound
    high: Bound


class AugmentationInFile(Closed):
    """The fields of records.Augmentation."""

    step: StepInFile
    share: Annotated[StrictFloat | StrictInt, Field(ge=0, le=1)]
    both: StrictBool = False


class RecipeInFile(Closed):
    """The fields of records.Recipe."""

    name: Word
    title: Line
    input: list[StepInFile] = Field(min_length=1, max_length=MAX_STEPS)
    target: list[StepInFile] = Field(min_length=1, max_length=MAX_STEPS)
    pairing: Pairing = Pairing.SAME
    cut_from: CutFrom = CutFrom.FACES
    people: list[Name] = Field(default_factory=list, max_length=10_000)
    flip: StrictBool = True
    jitter: StrictInt = Field(16, ge=0, le=MAX_JITTER)
    help: Text = ""
    ranges: list[RangeInFile] = Field(default_factory=list, max_length=16)
    picked: list[StrictInt] = Field(default_factory=list, max_length=100_000)
    width: Literal[128, 256, 512] = 256
    doubtful: StrictBool = False
    augmentation: AugmentationInFile | None = None
