"""What a run was started with, as a file in its folder: the run needs no project to go on. No torch."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from models.errors import EncoderError, UsageError
from models.files import atomic_write
from models.recipes import recipe_from_json, recipe_to_json
from models.records import Recipe
from models.training.config import TrainConfig

CROPS = "crops.json"
"""Name of the list of crops in a run's folder."""

START = "start.bottega"
"""Name of the encoder a run begins from, in its folder until the run has saved something itself."""

_NAME = "run.json"
_CONFIG = TypeAdapter(TrainConfig)
_MAX = 16 << 20


@dataclass(frozen=True, slots=True)
class RunFile:
    """photos: the photo each crop was cut from; learned, held_out: how the crops are divided; pinned: photos;

    start: the title of the encoder it began from, empty for the first weights of the seed.
    """

    title: str
    recipe: Recipe
    config: TrainConfig
    photos: tuple[int, ...]
    learned: int
    held_out: int
    pinned: tuple[int, ...] = ()
    start: str = ""

    def pinned_crops(self) -> tuple[int, ...]:
        """The number of the first crop of every pinned photo."""
        return tuple(self.photos.index(photo) for photo in self.pinned if photo in self.photos)


def write_run_file(folder: Path, run: RunFile) -> None:
    """Put it into the folder, whole or not at all."""
    values = dataclasses.asdict(run) | {"recipe": recipe_to_json(run.recipe), "version": 1}
    atomic_write(folder / _NAME, json.dumps(values, ensure_ascii=False, indent=1).encode())


def read_run_file(folder: Path) -> RunFile:
    """What write_run_file wrote; raises EncoderError when it is missing or makes no sense."""
    path = folder / _NAME
    try:
        if path.stat().st_size > _MAX:
            raise ValueError("it is far too large")
        values = json.loads(path.read_bytes())
        if values.pop("version") != 1:
            raise ValueError("it was made by a newer Bottega")
        values["recipe"] = recipe_from_json(values["recipe"])
        values["config"] = _CONFIG.validate_python(values["config"])
        for name in ("photos", "pinned"):
            values[name] = tuple(map(int, values[name]))
        return RunFile(**values)
    except OSError as error:
        raise EncoderError("can't read what this run was started with", path=path, why=str(error.strerror)) from error
    except (ValueError, KeyError, TypeError, AttributeError, UsageError, ValidationError, RecursionError) as error:
        why = str(error).split("\n")[0][:200]
        raise EncoderError("what this run was started with makes no sense", path=path, why=why) from error
