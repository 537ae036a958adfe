"""How a preset looks in a file: a name and a chain. Imports pydantic, so load it late."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from models.filters.chain import MAX_STEPS
from models.filters.file_schema import StepInFile
from models.filters.preset_name import clean_preset_name

Name = Annotated[str, StringConstraints(strict=True), AfterValidator(clean_preset_name)]


class PresetInFile(BaseModel):
    """bottega_preset says which version it is, and that it is one."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    bottega_preset: Literal[1]
    name: Name
    chain: list[StepInFile] = Field(min_length=1, max_length=MAX_STEPS)
